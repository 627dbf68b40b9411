"""The articles in a folder and below it, and what the package of each is called."""

import os
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path, PurePosixPath

from shengci.errors import SourceError
from shengci.files import name_of
from shengci.sources import ARTICLE_SUFFIXES


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one folder: paths below the folder of the run, with slashes, by name.

    `problem` says why a folder can't be read; `others` counts files that are no articles by their name.
    """

    folder: str  # "" is the folder of the run
    names: tuple[str, ...]
    others: int = 0
    problem: str = ""


def check_folder(folder: Path) -> None:
    """Raise SourceError unless there is such a folder."""
    if folder.is_dir():
        return
    if folder.exists():
        raise SourceError(f"{name_of(folder)}: is a file: name a folder, or use shengci build")
    raise SourceError(f"{name_of(folder)}: no such folder: check its name")


def find(folder: Path, leave_out: Path | None = None) -> Iterator[Group]:
    """Yield the articles of each folder, those of `leave_out` and hidden files and folders left out.

    A link to a folder elsewhere is followed, once; one to a folder of the same tree is not, so that no
    article comes twice and no loop has to end.
    """
    root = folder.resolve()
    avoided = leave_out.resolve() if leave_out else None
    visited: set[tuple[int, int]] = set()
    waiting = [""]
    while waiting:
        name = waiting.pop()
        at = folder / name
        try:
            status = at.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(at) as listing:
                entries = sorted(
                    (entry for entry in listing if not entry.name.startswith(".")),
                    key=lambda entry: entry.name,
                )
        except OSError as error:
            yield Group(name, (), problem=_unreadable(at, error))
            continue
        prefix = f"{name}/" if name else ""
        folders = [entry for entry in entries if _is_folder(entry)]
        articles = [entry for entry in entries if _is_article(entry)]
        yield Group(
            name,
            tuple(prefix + entry.name for entry in articles),
            others=len(entries) - len(folders) - len(articles),
        )
        waiting += [
            prefix + entry.name
            for entry in reversed(folders)
            if _is_to_visit(Path(entry.path), root, avoided, is_link=entry.is_symlink())
        ]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_article(entry: os.DirEntry[str]) -> bool:
    """Whether a file should hold an article by its name; a link that leads nowhere is one, to be told of."""
    if PurePosixPath(entry.name).suffix.lower() not in ARTICLE_SUFFIXES or _is_folder(entry):
        return False
    return entry.is_symlink() or entry.is_file()


def _is_to_visit(path: Path, root: Path, avoided: Path | None, *, is_link: bool) -> bool:
    real = path.resolve()
    return real != avoided and not (is_link and real.is_relative_to(root))


def _unreadable(path: Path, error: OSError) -> str:
    return f"{name_of(path)}: can't be read ({error.strerror}): check its permissions"


def package_names(
    names: Sequence[str], given: Mapping[str, str], is_taken: Callable[[str], bool]
) -> dict[str, str]:
    """Return a package for each article of one folder; `given` are the names that some have already.

    An article's package has its name; where two articles share one, in small or capital letters, the
    packages have their suffixes too. `is_taken` says of a folded name whether an article that is not among
    these has it.

    >>> package_names(["b/茶.txt", "b/茶.docx", "b/酒.txt"], {}, lambda _: False)
    {'b/茶.txt': 'b/茶.txt.apkg', 'b/茶.docx': 'b/茶.docx.apkg', 'b/酒.txt': 'b/酒.apkg'}
    """
    chosen = {name: given[name] for name in names if name in given}
    used = {folded(package) for package in chosen.values()}
    short = {
        name: str(PurePosixPath(name).with_suffix(".apkg")) for name in names if name not in given
    }
    wanted = Counter(folded(package) for package in short.values())
    for name, package in short.items():
        first = [package] if wanted[folded(package)] == 1 else []
        options = chain(first, [f"{name}.apkg"], (f"{name} {n}.apkg" for n in count(2)))
        chosen[name] = next(
            option
            for option in options
            if folded(option) not in used and not is_taken(folded(option))
        )
        used.add(folded(chosen[name]))
    return chosen


def folded(name: str) -> str:
    """Return what two names share that are one on some systems."""
    return unicodedata.normalize("NFC", name).casefold()
