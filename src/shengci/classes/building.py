"""A class deck brought up to date, built, and held against what students have."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from shengci import card_templates, media
from shengci.card_templates import CardTemplates
from shengci.classes.edits import ClassWord, class_words
from shengci.classes.files import ClassDeck, save_rows
from shengci.classes.generating import generated_rows
from shengci.classes.lessons import Lessons, read_lessons
from shengci.classes.making import make_class, make_handouts
from shengci.decks.refreshing import refreshed
from shengci.decks.rows import Row
from shengci.errors import DeckError, StructureError
from shengci.files import check_output, name_of, write_text
from shengci.notes.decks import level_name
from shengci.package import PackageSummary, check_target, write_package
from shengci.package.changes import Differences
from shengci.package.differences import differences_between
from shengci.pipeline import Progress, tell
from shengci.records import Annotated, Deck


@dataclass(frozen=True, slots=True)
class Analysed:
    """A class deck whose rows are up to date, its lessons, and the words that get a card."""

    deck: ClassDeck
    lessons: Lessons
    annotated: Annotated
    words: tuple[ClassWord, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote: the package, its notes against what students had, and the handouts."""

    deck: Deck
    package: PackageSummary
    differences: Differences | None
    handouts: tuple[Path, ...]


def refresh(deck: ClassDeck, progress: Progress | None = None) -> tuple[ClassDeck, Lessons]:
    """Return the deck with its rows brought up to date with the articles, and the lessons; nothing is written.

    Raises:
        DeckError, SourceError: a file can't be read or has a mistake.
    """
    lessons = read_lessons(deck, progress)
    return replace(deck, rows=fresh_rows(deck, lessons)), lessons


def fresh_rows(deck: ClassDeck, lessons: Lessons) -> tuple[Row, ...]:
    """Return the rows of a deck brought up to date with its lessons."""
    return refreshed(deck.rows, generated_rows(lessons, deck.rows))


def analyse_class(deck: ClassDeck, progress: Progress | None = None) -> Analysed:
    """Return the deck, brought up to date, with all that is made from it; nothing is written.

    Raises:
        DeckError, SourceError: a file can't be read or has a mistake, or a row can't be made a card of.
    """
    fresh, lessons = refresh(deck, progress)
    return Analysed(fresh, lessons, *class_words(fresh, lessons))


def build_class(
    deck: ClassDeck,
    output: Path | None = None,
    *,
    previous: Path | None = None,
    force: bool = False,
    progress: Progress | None = None,
    save: Callable[[ClassDeck, Sequence[Row]], ClassDeck] = save_rows,
) -> Built:
    """Write a class deck's package, by default beside its recipe, and a handout for each lesson.

    `previous` is the package students have, by default the one that is written over. `save` writes the
    rows; it is another where others may edit them meanwhile.

    Raises:
        DeckError: as `analyse_class`; or nothing is left to make cards of.
        StructureError: students would not get it as an update, and it is not forced.
        PackageError: the package or a handout can't be written.
    """
    target = output or deck.package_path
    check_output(target)
    check_target(target, previous=previous)
    look = _look(deck)
    media.check(deck.recipe.settings(deck.folder))
    analysed = analyse_class(deck, progress)
    made = _with_media(analysed, progress)
    students = previous or (target if target.exists() else None)
    differences = None
    if students is not None:
        differences = _compare(made, students, look)
        if not force:
            _check_structure(differences, made, deck)
    save(analysed.deck, analysed.deck.rows)
    summary = write_package(made, target, previous=previous, templates=look)
    handouts = make_handouts(analysed.deck, analysed.lessons, analysed.annotated, analysed.words)
    written = []
    for lesson, handout in handouts.items():
        if handout.parts:
            path = analysed.deck.handout_path(lesson)
            write_text(path, handout.html)
            written.append(path)
    return Built(made, summary, differences, tuple(written))


def differences_of_class(
    deck: ClassDeck, previous: Path | None = None, progress: Progress | None = None
) -> Differences:
    """Return what students will see when they import the deck as it would be built now; nothing is written.

    Raises:
        DeckError: as `build_class`; or there is no package yet that students could have.
    """
    students = previous or deck.package_path
    if not students.exists():
        raise DeckError(
            f"{name_of(students)}: no package yet to compare with: build the deck first"
        )
    made = _with_media(analyse_class(deck, progress), progress)
    return replace(_compare(made, students, _look(deck)), new=deck.path)


def _look(deck: ClassDeck) -> CardTemplates:
    recipe = deck.recipe
    folder = deck.folder / recipe.templates if recipe.templates else None
    return card_templates.load(folder, tones=recipe.tones, reading=recipe.reading)


def _with_media(analysed: Analysed, progress: Progress | None) -> Deck:
    made = make_class(analysed.deck, analysed.lessons, analysed.annotated, analysed.words)
    if not made.notes:
        raise DeckError(
            f"{name_of(analysed.deck.path)}: no row is kept: add articles, or try a lower min_level"
        )
    tell(progress, "Writing cards")
    return media.add_media(made, analysed.lessons.settings)


def _compare(made: Deck, students: Path, look: CardTemplates) -> Differences:
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        new = Path(folder) / students.name
        write_package(made, new, previous=students, templates=look)
        return differences_between(students, new)


def _check_structure(differences: Differences, made: Deck, deck: ClassDeck) -> None:
    """Raise an error for a change that leaves students with two decks, or with notes that never update.

    A word that is dropped or moved to another lesson is none: students keep its card where it is.
    """
    problems = [obstacle.problem for obstacle in differences.obstacles]
    names = {level_name(deck.recipe.lesson_name(n + 1)) for n in range(len(deck.recipe.lessons))}
    for move in (move for change in differences.changed for move in change.moves):
        root, lesson = (*move.old.split("::"), "", "")[:2]
        if root != made.name:
            problems.append(f"the class was called {root}")
        elif lesson not in names:
            problems.append(f"a lesson was called {lesson}")
    if problems:
        problems = list(dict.fromkeys(problems))
        raise StructureError(
            f"{name_of(deck.path)}: students would not get this as an update"
            f" ({'; '.join(problems)}): see shengci deck diff, and build with --force if it is meant",
            tuple(problems),
        )
