"""What is learned in a package of Anki's, a deck or a whole collection."""

import tempfile
from pathlib import Path

from shengci.anki_files import unpack_collection
from shengci.errors import AnkiFileError, SourceError
from shengci.files import name_of
from shengci.known.anki_collections import MOST_BYTES, read_collection
from shengci.known.sources import Choice, Source


def read_package(path: Path, choice: Choice) -> Source:
    """Return the notes of a package of which a card has the interval that is asked for.

    Raises:
        SourceError: as `read_collection`; or the archive is damaged, or unpacks to too much.
    """
    place = name_of(path)
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        target = Path(folder) / "unpacked.anki2"
        try:
            with target.open("wb") as out:
                unpack_collection(path, out, MOST_BYTES)
        except AnkiFileError as error:
            raise SourceError(f"{place}: {error}") from error
        except OSError as error:
            raise SourceError(
                f"{place}: can't be unpacked ({error.strerror or error}): look at the file's permissions,"
                " and make room for a copy"
            ) from error
        return read_collection(target, choice, place)
