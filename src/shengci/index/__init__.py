"""Tables compiled once into files that are mapped and looked up, where reading their sources takes long.

Each is made on first use, in the user's private cache folder. Where that can't be had or can't be
trusted the same bytes serve from memory: nothing depends on the files but the time it takes.
"""

import mmap
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from shengci.index import hashed, images
from shengci.index.hashed import Table

__all__ = ["Table", "let_go", "sections", "table"]


def table(
    name: str, sources: Sequence[Path], rows: Callable[[], Iterable[tuple[str, str]]]
) -> Table:
    """Return the table of these rows, compiled if that is not done yet for the sources as they are.

    `sources` are the files that the rows depend on, those of the code included. Of two rows with the
    same key the first counts.
    """
    return Table(images.image_of(name, sources, lambda: hashed.parts_of(rows())))


def sections(
    name: str, sources: Sequence[Path], make: Callable[[], Mapping[str, bytes]]
) -> dict[str, memoryview]:
    """Return named stretches of bytes, read-only, made as a `table` is; each can be cast to numbers."""
    image = images.image_of(name, sources, make)
    view = memoryview(image.data)
    return {part: view[start : start + length] for part, (start, length) in image.directory.items()}


def let_go(part: memoryview) -> None:
    """Let the system take back the memory of all that was read of the image a stretch is of; it is there to read again."""
    if isinstance(part.obj, mmap.mmap):
        images.let_go(part.obj)
