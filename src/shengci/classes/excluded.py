"""Words that need no card because the class has them from somewhere else: earlier decks, packages, lists."""

from collections.abc import Iterable
from pathlib import Path

from shengci.decks import cells
from shengci.decks.row_table import read_rows
from shengci.errors import DeckError
from shengci.files import name_of
from shengci.known.importing import read_source_of_words, words_of_values
from shengci.known.sources import Choice
from shengci.known.words import KnownWord, knowledge_of, known_as
from shengci.records import Knowledge

_ALL = Choice(even_new=True)


def excluded(names: Iterable[str], folder: Path) -> Knowledge:
    """Return the words of the files that a recipe in `folder` excludes.

    A class deck (its `.toml` or `.tsv`) gives the words it keeps, each in its reading; a package, a
    collection or a list all that `shengci known import` would find in it, learned or not.

    Raises:
        DeckError, SourceError: a file can't be read.
    """
    known: list[KnownWord] = []
    for name in names:
        path = folder / name
        if is_deck(path):
            known += _of_deck(path)
        else:
            known += words_of_values(read_source_of_words(path, _ALL).values, "")[0]
    return knowledge_of(known, "exclude")


def is_deck(path: Path) -> bool:
    """Whether a file is one of the two of a class deck."""
    return path.suffix == ".toml" or (path.suffix == ".tsv" and path.with_suffix(".toml").exists())


def _of_deck(path: Path) -> Iterable[KnownWord]:
    rows_path = path.with_suffix(".tsv")
    if not rows_path.exists():
        raise DeckError(f"{name_of(rows_path)}: no such class deck: take it out of exclude")
    for row in read_rows(rows_path):
        if row.is_kept:
            yield from known_as(row.word, cells.plain(row.pinyin))
