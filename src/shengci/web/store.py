"""The seam between the page and the library: the class decks of one folder, loaded, edited, saved.

Every edit is in the deck's files when the method returns. Files that were changed by another program
are read again before they are edited; nothing is kept in memory that is not in them.
"""

import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from shengci.classes import changing, files
from shengci.classes.files import ClassDeck
from shengci.decks.recipe import Lesson, LessonArticle, Recipe
from shengci.decks.rows import Row
from shengci.errors import DeckError, ShengciError
from shengci.files import file_name, write_bytes
from shengci.sources import READERS, read_article
from shengci.web.places import NotHere, check_recipe, deck_file, inside, is_deck_name, printable

Change = Callable[[ClassDeck], Sequence[Row]]
"""Makes the rows that a deck is to have of those that it has."""

_DIGITS = 2  # of a lesson's number in the names of decks: a term may have more than nine


class Changed(ShengciError):  # noqa: N818 - says what happened
    """What was to be edited has been changed since the page saw it."""


@dataclass(frozen=True, slots=True)
class DeckLine:
    """A class deck in the list of them; `problem` says why it can't be opened, "" if it can."""

    name: str
    title: str
    n_lessons: int
    n_kept: int
    problem: str = ""


class Store:
    """The class decks of one folder. Safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Open a folder that is there."""
        self.folder = folder.resolve()
        self._locks: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)
        self._loaded: dict[str, tuple[object, ClassDeck]] = {}

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Keep all others from changing a deck."""
        with self._locks[name]:
            yield

    def decks(self) -> list[DeckLine]:
        """Return the class decks of the folder, by name."""
        lines = []
        for path in sorted(self.folder.glob("*.toml")):
            if not is_deck_name(path.stem):
                continue
            try:
                deck = self.deck(path.stem)
            except ShengciError as error:
                lines.append(DeckLine(path.stem, path.stem, 0, 0, str(error)))
                continue
            kept = sum(row.is_kept for row in deck.rows)
            lines.append(DeckLine(path.stem, deck.recipe.title, len(deck.recipe.lessons), kept))
        return lines

    def create(self, title: str) -> str:
        """Make a new class deck of this title and return its name.

        Raises:
            ShengciError: the title makes no name, or a deck has it.
        """
        if not any(map(str.isalnum, title)):
            raise ShengciError(
                "a title needs a letter or a character, of which the files get their name"
            )
        name = file_name(title.replace("%", " ").replace("..", " ")).lstrip("._-’'“”《》·… ")
        path = deck_file(self.folder, name)
        with self.locked(name):
            if path.with_suffix("").exists():
                raise ShengciError(f"{name}: something in the folder has this name: choose another")
            files.create(path, Recipe(title, digits=_DIGITS))
        return name

    def deck(self, name: str) -> ClassDeck:
        """Return a class deck as it is in its files now.

        Raises:
            NotHere: there is none of this name in the folder.
            DeckError, SourceError: its files can't be understood.
        """
        path = deck_file(self.folder, name)
        inside(self.folder, path.with_suffix(".tsv"))
        with self.locked(name):
            seen = signatures(path, path.with_suffix(".tsv"))
            loaded = self._loaded.get(name)
            if loaded is not None and loaded[0] == seen:
                return loaded[1]
            if not path.is_file():
                raise NotHere(f"there is no class deck {printable(name)} in this folder")
            deck = files.load(path)
            self._loaded[name] = (seen, deck)
            return deck

    def change(self, name: str, change: Change) -> ClassDeck:
        """Return a class deck with its rows changed, which is in its files by then.

        Raises:
            DeckError: the files can't be written, or others write them all the time.
        """
        with self.locked(name):
            for _ in range(3):
                deck = self.deck(name)
                try:
                    return self.save(name, deck, change(deck))
                except DeckError:
                    self._loaded.pop(name, None)
                    if self.deck(name).stamp == deck.stamp:  # it was not another program's writing
                        raise
            raise Changed("the class deck is being changed all the time: try again in a moment")

    def save(self, name: str, deck: ClassDeck, rows: Sequence[Row]) -> ClassDeck:
        """Return a deck with other rows, which are in its files by then.

        Raises:
            DeckError: a file was changed since the deck was read, or can't be written.
        """
        with self.locked(name):
            return self._seen(name, files.save_rows(deck, rows))

    def _seen(self, name: str, deck: ClassDeck) -> ClassDeck:
        self._loaded[name] = (signatures(deck.path, deck.rows_path), deck)
        return deck

    # --- Articles --------------------------------------------------------------------------------

    def article(self, deck: ClassDeck, file: str) -> LessonArticle:
        """Return an article of a deck by the file its recipe names.

        Raises:
            NotHere: the deck has no such article, or it lies outside the folder.
        """
        for lesson in deck.recipe.lessons:
            for article in lesson.articles:
                if article.file == file:
                    check_recipe(self.folder, replace(deck.recipe, lessons=(lesson,)), deck.folder)
                    return article
        raise NotHere(f"this class deck has no article {printable(file)}")

    def checked(self, name: str) -> ClassDeck:
        """Return a class deck that names nothing outside the folder.

        Raises:
            ShengciError: it does; or as `deck`.
        """
        deck = self.deck(name)
        check_recipe(self.folder, deck.recipe, deck.folder)
        return deck

    def add_article(self, name: str, file: str, data: bytes, lesson: int = 0) -> None:
        """Save an article that was sent, and put it into a lesson, 0 for a new one.

        `file` is a name somebody chose: of it only what a name may hold, and a known suffix, are kept;
        one that is all suffix (".txt") takes the article's title.

        Raises:
            ShengciError: no article can be read from it, there is no such lesson, or the folder can't
                be written.
        """
        stem, dot, ending = file.replace("\\", "/").rpartition("/")[2].rpartition(".")
        suffix = f"{dot}{ending.lower()}"
        if not dot or suffix not in READERS:
            known = ", ".join(sorted(filter(None, READERS)))
            raise ShengciError(f"{printable(file)}: can't be read: save it as one of {known}")
        with self.locked(name):
            deck = self.deck(name)
            if not 0 <= lesson <= len(deck.recipe.lessons):
                raise ShengciError(f"there is no lesson {lesson} any more: load the page again")
            home = inside(self.folder, deck.path.with_suffix(""))
            home.mkdir(exist_ok=True)
            path = _free(home, file_name(stem), suffix)
            write_bytes(path, data)
            try:
                title = read_article(path).title
                if not stem and title != path.stem:
                    path = path.rename(_free(home, file_name(title), suffix))
                added = LessonArticle(path.relative_to(deck.folder).as_posix())
                more = [Lesson(title, (added,))]
                extended = changing.extended(deck, more, lesson or None)
                self.set_lessons(name, deck, extended.recipe.lessons)
            except BaseException:
                path.unlink(missing_ok=True)  # nothing half-done stays
                raise

    def set_lessons(self, name: str, deck: ClassDeck, lessons: tuple[Lesson, ...]) -> ClassDeck:
        """Return a deck with other lessons, which are in its recipe by then."""
        with self.locked(name):
            return self._seen(name, files.save_lessons(deck, lessons))


def signatures(*paths: Path) -> object:
    """Return what changes when one of some files does."""
    found: list[tuple[int, ...] | None] = []
    for path in paths:
        try:
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size, status.st_ino))
        except OSError:
            found.append(None)
    return tuple(found)


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path of which neither the file nor another of its stem is there."""
    taken = {path.name.split(".")[0].casefold() for path in folder.iterdir()}
    stem = stem.replace(".", " ").strip() or "article"
    number, candidate = 1, stem
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} {number}"
    return folder / f"{candidate}{suffix}"
