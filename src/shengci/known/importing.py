"""From any source of known words to the learner's file, and what became of each word."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shengci.anki_files import is_package
from shengci.decoding import decode, refuse_other_kinds
from shengci.errors import SourceError
from shengci.files import name_of, read_bytes
from shengci.known.anki_collections import MAGIC, read_collection
from shengci.known.anki_packages import read_package
from shengci.known.learner import is_there, read_lines_of, with_words, words_in, write_lines
from shengci.known.lists import read_list
from shengci.known.sources import Choice, Source, Value
from shengci.known.words import (
    LONGEST,
    KnownWord,
    are_traditional,
    is_word,
    known_as,
    written_words,
)
from shengci.lexicon import hsk
from shengci.records import RankedWord, Standard

_COLLECTION = "collection.anki2"
_IN_SENTENCES = re.compile(r"[\s，。？！：；、,.?!:;…“”《》（）]")
_OF_ANKI = (".anki2", ".anki21", ".apkg", ".colpkg")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the words of a source; `phrases` are among the `new` ones or were known before.

    `n_values` is how many notes, rows or lines were read, `n_known` how many words the file has now.
    """

    n_values: int
    new: tuple[str, ...]
    known_before: tuple[str, ...]
    phrases: tuple[str, ...]
    sentences: tuple[str, ...]
    n_known: int


def read_source_of_words(path: Path, choice: Choice) -> Source:
    """Return what a file says is known; what kind it is is seen from its content.

    Anki's collection and packages, Pleco's text and XML, tables and plain lists; a folder stands for the
    collection in it.

    Raises:
        SourceError: it can't be read, is none of these, or has no known words in it.
    """
    if (path / _COLLECTION).is_file():
        path = path / _COLLECTION
    name = name_of(path)
    start = _start(path)
    if start == MAGIC:
        return read_collection(path, choice)
    if start.startswith(b"PK") and is_package(path):
        return read_package(path, choice)
    if path.suffix.lower() in _OF_ANKI and path.is_file():
        raise SourceError(
            f"{name}: is no Anki collection, or a damaged one: export it from Anki again"
        )
    data = read_bytes(path)
    refuse_other_kinds(data, name, "a list of words or an Anki collection")
    return read_list(decode(data, name), choice, name)


def _start(path: Path) -> bytes:
    """Return the first bytes of a file, b"" if it can't be read: `read_bytes` says why."""
    try:
        if not path.is_file():  # a pipe gives its start only once
            return b""
        with path.open("rb") as file:
            return file.read(len(MAGIC))
    except OSError:
        return b""


def words_of_level(level: int, standard: Standard) -> Source:
    """Return the words of an HSK level and all below it, 7 being the band 7-9."""
    listed = sorted(word for word, at in hsk.words(standard).items() if at <= level)
    return Source(f"HSK {hsk.label(level)} ({standard})", tuple(map(Value, listed)))


def words_of_text(words: Iterable[RankedWord], min_count: int, title: str) -> Source:
    """Return the content words of a text that occur so often, in the readings they have there.

    Names, numbers, function words and what no dictionary knows are left out.

    Raises:
        SourceError: there are none.
    """
    left_out = ("name", "number", "latin", "function word", "no entry")
    values = tuple(
        Value(word.token.headword, " ".join(word.token.pinyin))
        for word in words
        if word.status not in left_out
        and word.token.kind == "word"
        and is_word(word.token.headword)
        and len(word.occurrences) >= min_count
    )
    if not values:
        raise SourceError(f"{title}: no word occurs {min_count} times: try a lower --min-count")
    return Source(title, values)


def import_words(source: Source, path: Path, today: date) -> Imported:
    """Add what a source says is known to a learner's file, which is made if there is none.

    Raises:
        SourceError: the file has a mistake; it stays as it is.
        PackageError: it can't be written; it stays as it is.
    """
    lines = read_lines_of(path) if is_there(path) else ()
    note = f"{source.name}, {today.isoformat()}"
    words, phrases, sentences = words_of_values(source.values, note)
    if not words:
        raise SourceError(
            f"{source.name}: no Chinese words in it, only sentences: give a text with --text"
        )
    lines, new = with_words(lines, words)
    if new:
        write_lines(path, lines)
    fresh = {(word.headword, word.reading) for word in new}
    before = dict.fromkeys(w.headword for w in words if (w.headword, w.reading) not in fresh)
    return Imported(
        n_values=len(source.values),
        new=tuple(word.headword for word in new),
        known_before=tuple(before),
        phrases=phrases,
        sentences=sentences,
        n_known=len({word.headword for word in words_in(lines)}),
    )


def words_of_values(
    values: Sequence[Value], note: str
) -> tuple[list[KnownWord], tuple[str, ...], tuple[str, ...]]:
    """Return the known words of values, those of them that no list has, and the sentences among them."""
    traditional = are_traditional(value.text for value in values)
    words: list[KnownWord] = []
    phrases: dict[str, None] = {}
    sentences: dict[str, None] = {}
    for value in values:
        named = written_words(value.text)
        for word in named:
            if not is_word(word) and (len(word) > LONGEST or _IN_SENTENCES.search(word)):
                sentences[word] = None
                continue
            # One reading is that of one word.
            reading = value.reading if len(named) == 1 else ""
            found = known_as(word, reading, traditional=traditional, note=note)
            words += found
            phrases.update({w.headword: None for w in found if not is_word(w.headword)})
    return words, tuple(phrases), tuple(sentences)
