"""The learner's file: one known word a line, for people to read and edit, and where it is kept.

A line is a word in either script, then, after tabs and if anyone wants, the one reading that is known and
where the word comes from. What follows a `#` is a comment. New words go where the order asks for them;
lines that are there stay as they are.
"""

import os
import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from shengci import files, pinyin, script
from shengci.errors import PackageError, SourceError
from shengci.files import name_of, read_lines
from shengci.known import readings
from shengci.known.words import LONGEST, KnownWord, are_traditional, has_han, known_as
from shengci.lexicon import dictionary

DEFAULT = "me"
_NAME = re.compile(r"\w[\w .-]{0,59}")
_HEADER = (
    "# What I know, one word a line: word, tab, reading (if only one of several is known), tab, source.",
    "# Edit it as you like; # begins a comment. See: shengci known --help",
    "",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file as it stands there, and the words it says are known."""

    text: str
    words: tuple[KnownWord, ...] = ()


Lines = tuple[Line, ...]


def path_of(learner: str = DEFAULT) -> Path:
    """Return where a learner's file is kept: in the folder the platform has for programs' data.

    Raises:
        SourceError: the name can't be that of a file, or the user has no home folder.
    """
    if not _NAME.fullmatch(learner) or learner.endswith((".", " ")):
        raise SourceError(
            f"--learner {learner!r}: a learner's name is letters, digits, spaces and -: choose another"
        )
    return _data_folder() / "shengci" / "learners" / f"{learner}.txt"


def _data_folder() -> Path:
    try:
        if sys.platform == "win32":
            return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Application Support"
        stated = Path(os.environ.get("XDG_DATA_HOME") or "")
        return stated if stated.is_absolute() else Path.home() / ".local" / "share"
    except RuntimeError as error:
        raise SourceError("no home folder to keep the words in: name a file for them") from error


def is_there(path: Path) -> bool:
    """Return whether there is a file; one in a folder that can't be looked into counts, reading it will tell."""
    try:
        return files.is_there(path)
    except OSError:
        return True


def read_lines_of(path: Path) -> Lines:
    """Return the lines of a learner's file, or of a plain list of words in either script.

    Raises:
        SourceError: the file can't be read; or a line holds no Chinese word (a whole sentence, a table),
            or a reading that the word does not have: its number is named.
    """
    rows = [(line, _content(line)) for line in read_lines(path)]
    traditional = are_traditional(cells[0] for _, cells in rows)
    return tuple(
        Line(line, _words(cells, traditional, f"{name_of(path)}:{number}") if cells[0] else ())
        for number, (line, cells) in enumerate(rows, 1)
    )


def words_of_line(word: str, reading: str = "") -> tuple[KnownWord, ...]:
    """Return what one word that is typed says is known.

    Raises:
        SourceError: it is no Chinese word, or not read that way.
    """
    written = (word.strip(), reading.strip(), "")
    return _words(written, script.is_traditional(word), "shengci known")


def words_in(lines: Iterable[Line]) -> list[KnownWord]:
    """Return the words that lines say are known, in their order."""
    return [word for line in lines for word in line.words]


def _content(line: str) -> tuple[str, str, str]:
    """Return the word of a line, its reading and its source, "" for what is not there."""
    word, _, rest = line.partition("#")[0].strip().partition("\t")
    reading, _, note = rest.partition("\t")
    return word.strip(), reading.strip(), note.strip()


def _words(cells: tuple[str, str, str], traditional: bool, place: str) -> tuple[KnownWord, ...]:
    word, reading, note = cells
    if not has_han(word) or len(word) > LONGEST or any(map(str.isspace, word)):
        shown = word if len(word) <= LONGEST else word[:LONGEST] + "…"
        raise SourceError(f"{place}: {shown!r} is not one Chinese word: write one word a line")
    found = known_as(word, reading, traditional=traditional, note=note)
    if reading and not _fits(reading, found):
        have = " or ".join(
            pinyin.joined(r) for each in found for r in dictionary.readings_of(each.headword)
        )
        cure = f"write {have}, or no reading for all" if have else "leave it out"
        raise SourceError(f"{place}: {reading[:40]!r} is not how {word} is read: {cure}")
    return found


def _fits(reading: str, found: Sequence[KnownWord]) -> bool:
    every = [r for each in found for r in dictionary.readings_of(each.headword)]
    return bool(readings.matching(reading, every)) if every else readings.is_reading(reading)


def with_words(lines: Lines, new: Iterable[KnownWord]) -> tuple[Lines, list[KnownWord]]:
    """Return the lines with more words, and those of the words that were not there.

    Where the words stand in order a new one goes to its place, else after the last.
    """
    known = set(map(_key, words_in(lines)))
    whole = {headword for headword, reading in known if not reading}
    added: dict[tuple[str, readings.Syllables], KnownWord] = {}
    for word in new:
        if _key(word) not in known and word.headword not in whole:
            added.setdefault(_key(word), word)
    fresh = sorted(added.values(), key=_key)
    lines = lines or tuple(map(Line, _HEADER))
    return _placed(lines, [Line(_line_of(word), (word,)) for word in fresh]), fresh


def _placed(lines: Lines, new: Sequence[Line]) -> Lines:
    places = [i for i, line in enumerate(lines) if line.words]
    heads = [lines[i].words[0].headword for i in places]
    if heads != sorted(heads):
        return (*lines, *new)
    before: dict[int, list[Line]] = {}
    for line in new:
        at = bisect_left(heads, line.words[0].headword + "\0")
        # Behind the line before it, so that a comment stays above its word.
        place = places[at - 1] + 1 if at else _top(lines, places)
        before.setdefault(place, []).append(line)
    out: list[Line] = []
    for i, line in enumerate(lines):
        out += [*before.get(i, ()), line]
    return (*out, *before.get(len(lines), ()))


def _top(lines: Lines, places: Sequence[int]) -> int:
    """Return where a word goes that comes before all others: above the comment of the first, if it has one."""
    if not places:
        return len(lines)
    at = places[0]
    while at and lines[at - 1].text.strip():
        at -= 1
    return at or places[0]  # comments at the top of the file speak of the whole


def without_words(lines: Lines, gone: Iterable[KnownWord]) -> tuple[Lines, list[KnownWord]]:
    """Return the lines without some words, and the words that were not there.

    A word without a reading goes with all readings it has there.
    """
    kept, missing = lines, []
    for word in gone:
        left = tuple(line for line in kept if not any(_is_same(each, word) for each in line.words))
        if left == kept:
            missing.append(word)
        kept = left
    return kept, missing


def _is_same(there: KnownWord, word: KnownWord) -> bool:
    return there.headword == word.headword and (not word.reading or there.reading == word.reading)


def _key(word: KnownWord) -> tuple[str, readings.Syllables]:
    return word.headword, word.reading


def _line_of(word: KnownWord) -> str:
    note = word.note.replace("#", "＃")  # the title of an article must not begin a comment
    cells = (word.headword, pinyin.joined(word.reading), note)
    return "\t".join(cells).rstrip("\t")


def write_lines(path: Path, lines: Iterable[Line]) -> None:
    """Write a learner's file, whole or not at all.

    Raises:
        PackageError: there is no room, or the folder can't be written.
    """
    write_text(path, "".join(f"{line.text}\n" for line in lines))


def write_text(path: Path, content: str) -> None:
    """Write a text file, whole or not at all; missing folders are made.

    Raises:
        PackageError: there is no room, or the folder can't be written.
    """
    try:
        path.resolve().parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _cannot_write(path, error) from error
    files.write_text(path, content, _cannot_write)


def _cannot_write(path: Path, error: OSError) -> PackageError:
    return PackageError(
        f"{name_of(path)}: can't be written ({error.strerror or error}): make room, or name another file"
    )
