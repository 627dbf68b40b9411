"""The two files of a class deck on disk: found, read, created, and written without losing another's edits."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shengci.decks.recipe import Lesson, Recipe, read_recipe
from shengci.decks.recipe_text import new_recipe, with_lessons
from shengci.decks.row_table import read_rows, rows_text
from shengci.decks.rows import Row
from shengci.decoding import decode
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes, unwritable, write_text

FOLDER = Path("decks")


@dataclass(frozen=True, slots=True)
class ClassDeck:
    """A class deck as its files hold it. `stamp` stands for their content when they were read."""

    path: Path
    recipe: Recipe
    rows: tuple[Row, ...]
    stamp: str = ""

    @property
    def folder(self) -> Path:
        """The folder that the recipe's files are named from."""
        return self.path.parent

    @property
    def rows_path(self) -> Path:
        """The file of the words."""
        return self.path.with_suffix(".tsv")

    @property
    def package_path(self) -> Path:
        """Where the package goes that students get."""
        return self.path.with_suffix(".apkg")

    def handout_path(self, lesson: int) -> Path:
        """Where the handout of a lesson goes."""
        return self.path.with_name(f"{self.path.stem}-lesson-{lesson}.html")


def path_of(name: str) -> Path:
    """Return the recipe's path of a deck named by it, by its words, or by its bare name, as in `decks/`."""
    path = Path(name)
    if path.suffix in (".toml", ".tsv"):
        return path.with_suffix(".toml")
    return path.with_name(f"{path.name}.toml") if path.parent != Path() else FOLDER / f"{name}.toml"


def load(path: Path) -> ClassDeck:
    """Return the deck of a recipe.

    Raises:
        DeckError: there is none, or one of the files has a mistake: file and line are named.
        SourceError: a file can't be read.
    """
    check_there(path)
    stamp = _stamp(path)  # before reading, so that a change meanwhile is noticed
    return ClassDeck(path, read_recipe(path), read_rows(path.with_suffix(".tsv")), stamp)


def check_there(path: Path) -> None:
    """Raise DeckError if there is no recipe."""
    if not path.exists():
        raise DeckError(
            f"{name_of(path)}: no such class deck: make it with shengci deck new, or check its name"
        )


def create(path: Path, recipe: Recipe) -> ClassDeck:
    """Write a new deck's recipe and return the deck.

    Raises:
        DeckError: there is a deck of this name already, or it can't be written.
    """
    for file in (path, path.with_suffix(".tsv")):
        if file.exists():
            raise DeckError(
                f"{name_of(file)}: is there already: take another name for the new deck"
            )
    if path.parent == FOLDER and not FOLDER.exists():
        _make(FOLDER)
    _write(path, new_recipe(recipe))
    return load(path)


def save_rows(deck: ClassDeck, rows: Sequence[Row]) -> ClassDeck:
    """Write the rows of a deck, if they differ, and return the deck as it is then.

    Raises:
        DeckError: a file was changed since the deck was read, by another window, a spreadsheet or git;
            nothing is written then; or it can't be written.
    """
    text = rows_text(rows)
    if deck.rows_path.exists() or rows:
        _check_unchanged(deck)
        before = read_bytes(deck.rows_path) if deck.rows_path.exists() else b""
        if text.encode() != before:
            _write(deck.rows_path, text)
    return replace(deck, rows=tuple(rows), stamp=_stamp(deck.path))


def save_lessons(deck: ClassDeck, lessons: tuple[Lesson, ...]) -> ClassDeck:
    """Write other lessons into a recipe, where all else stays as it is, and return the deck.

    Raises:
        DeckError: as `save_rows`.
    """
    _check_unchanged(deck)
    content = decode(read_bytes(deck.path), name_of(deck.path))
    _write(deck.path, with_lessons(content, lessons))
    return replace(deck, recipe=replace(deck.recipe, lessons=lessons), stamp=_stamp(deck.path))


def _check_unchanged(deck: ClassDeck) -> None:
    if _stamp(deck.path) != deck.stamp:
        raise DeckError(
            f"{name_of(deck.path)}: the deck was changed by someone else in the meantime:"
            " nothing is written, do it again with the files as they are now"
        )


def _stamp(path: Path) -> str:
    found = hashlib.sha256()
    for file in (path, path.with_suffix(".tsv")):
        found.update(hashlib.sha256(read_bytes(file)).digest() if file.exists() else b"none")
    return found.hexdigest()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise DeckError(
            f"{name_of(folder)}: can't be made here ({error.strerror}): name the deck FOLDER/NAME.toml"
        ) from error


def _write(path: Path, content: str) -> None:
    write_text(path, content, lambda path, error: DeckError(unwritable(path, error)))
