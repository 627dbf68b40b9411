"""Lessons of a class deck added, renamed, moved and taken out: the recipe changes, and the rows follow."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shengci import text
from shengci.classes.building import refresh
from shengci.classes.files import ClassDeck, save_lessons, save_rows
from shengci.decks.recipe import Lesson, LessonArticle
from shengci.decks.refreshing import renumbered
from shengci.errors import DeckError
from shengci.pipeline import Progress
from shengci.sources import read_article


def lessons_of(
    articles: Sequence[Path], folder: Path, *, english: Path | None = None, title: str = ""
) -> tuple[Lesson, ...]:
    """Return a lesson for each article, called `title` or as it is, named as a recipe in `folder` names files.

    `english` holds the English of the only article.

    Raises:
        SourceError: an article can't be read.
    """
    return tuple(
        Lesson(
            title or read_article(article, english=english).title,
            (
                LessonArticle(
                    relative(article, folder), relative(english, folder) if english else ""
                ),
            ),
        )
        for article in dict.fromkeys(articles)
    )


def relative(path: Path, folder: Path) -> str:
    """Return a path as it is named from a folder, with slashes on every system."""
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return path.resolve().as_posix()


def add_articles(
    deck: ClassDeck,
    articles: Sequence[Path],
    *,
    lesson: int | None = None,
    title: str = "",
    english: Path | None = None,
    progress: Progress | None = None,
) -> ClassDeck:
    """Write articles into the recipe, each as a new lesson or all into one that is there; return the deck.

    `title` is that of the lesson, by default that of its article.

    Raises:
        DeckError: an article is in the deck already, there is no such lesson, or the deck was changed meanwhile.
        SourceError: an article can't be read.
    """
    added = lessons_of(articles, deck.folder, english=english, title=title)
    there = _files_of(deck)
    for each in added:
        for article in each.articles:
            if article.file in there:
                raise DeckError(f"{article.file}: is in the deck already")
    changed = extended(deck, added, lesson)
    if lesson is not None and title:
        changed = renamed(changed, lesson, title)
    return write_changed(deck, changed, progress)


def remove_articles(
    deck: ClassDeck,
    articles: Sequence[Path] = (),
    *,
    lesson: int | None = None,
    progress: Progress | None = None,
) -> ClassDeck:
    """Take articles, or a whole lesson, out of the recipe and return the deck.

    A lesson without articles goes; rows that a teacher wrote in stay, and say so. The files of articles stay.

    Raises:
        DeckError: an article is in no lesson, there is no such lesson, or the deck was changed meanwhile.
        SourceError: an article that stays can't be read.
    """
    there = _files_of(deck)
    names = [
        name if (name := relative(article, deck.folder)) in there else article.as_posix()
        for article in articles
    ]
    return write_changed(deck, without(deck, names, lesson=lesson), progress)


def rename_lesson(deck: ClassDeck, number: int, title: str) -> ClassDeck:
    """Write another title of a lesson, "" for none, into the recipe and return the deck.

    Raises:
        DeckError: there is no such lesson, or the deck was changed meanwhile.
    """
    return save_lessons(deck, renamed(deck, number, title).recipe.lessons)


def move_lesson(
    deck: ClassDeck, number: int, to: int, progress: Progress | None = None
) -> ClassDeck:
    """Write a lesson at another place in the recipe and return the deck; what a teacher put there comes along.

    A word that several lessons have is taught in the first of them then.

    Raises:
        DeckError: there is no such lesson or place, or the deck was changed meanwhile.
        SourceError: an article can't be read.
    """
    return write_changed(deck, moved(deck, number, to), progress)


def extended(deck: ClassDeck, added: Sequence[Lesson], lesson: int | None = None) -> ClassDeck:
    """Return the deck with more lessons at its end, or with their articles in one that is there; nothing is written.

    Raises:
        DeckError: there is no such lesson.
    """
    lessons = list(deck.recipe.lessons)
    if lesson is None:
        return _with_lessons(deck, [*lessons, *added])
    old = lesson_of(deck, lesson)
    more = (article for each in added for article in each.articles)
    lessons[lesson - 1] = replace(old, articles=(*old.articles, *more))
    return _with_lessons(deck, lessons)


def renamed(deck: ClassDeck, number: int, title: str) -> ClassDeck:
    """Return the deck with another title of a lesson; nothing is written."""
    lessons = list(deck.recipe.lessons)
    lessons[number - 1] = replace(lesson_of(deck, number), title=text.fold(text.clean(title)))
    return _with_lessons(deck, lessons)


def moved(deck: ClassDeck, number: int, to: int) -> ClassDeck:
    """Return the deck with a lesson at another place, its rows counted anew; nothing is written."""
    lessons = list(deck.recipe.lessons)
    lesson_of(deck, number), lesson_of(deck, to)
    order = list(range(1, len(lessons) + 1))
    order.insert(to - 1, order.pop(number - 1))
    number_of = {old: new for new, old in enumerate(order, 1)}
    fresh = _with_lessons(deck, [lessons[old - 1] for old in order])
    return replace(fresh, rows=renumbered(deck.rows, number_of))


def without(
    deck: ClassDeck, articles: Sequence[str] = (), *, lesson: int | None = None
) -> ClassDeck:
    """Return the deck without articles, named as its recipe does, or without a lesson; nothing is written.

    A lesson without articles goes.

    Raises:
        DeckError: an article is in no lesson, or there is no such lesson.
    """
    for article in articles:
        _check_in(deck, article)
    lessons = list(deck.recipe.lessons)
    if lesson is not None:
        lessons[lesson - 1] = replace(lesson_of(deck, lesson), articles=())
    lessons = [
        replace(each, articles=tuple(a for a in each.articles if a.file not in articles))
        for each in lessons
    ]
    stay = [number for number, each in enumerate(lessons, 1) if each.articles]
    number_of = {old: new for new, old in enumerate(stay, 1)}
    fresh = _with_lessons(deck, [lessons[old - 1] for old in stay])
    return replace(fresh, rows=renumbered(deck.rows, number_of))


def bring_up_to_date(deck: ClassDeck, progress: Progress | None = None) -> ClassDeck:
    """Write the rows as the articles are now, and return the deck."""
    fresh, _ = refresh(deck, progress)
    return save_rows(fresh, fresh.rows)


def write_changed(
    deck: ClassDeck, changed: ClassDeck, progress: Progress | None = None
) -> ClassDeck:
    """Write a deck with other lessons, its rows brought up to date, and return it.

    All articles are read before anything is written.

    Raises:
        DeckError: `deck` was changed meanwhile.
        SourceError: an article can't be read.
    """
    fresh, _ = refresh(changed, progress)
    return save_rows(save_lessons(deck, changed.recipe.lessons), fresh.rows)


def lesson_of(deck: ClassDeck, number: int) -> Lesson:
    """Return a lesson by its number, from 1.

    Raises:
        DeckError: there is none.
    """
    n_lessons = len(deck.recipe.lessons)
    if not 1 <= number <= n_lessons:
        raise DeckError(f"lesson {number}: there is none: the deck has {n_lessons}")
    return deck.recipe.lessons[number - 1]


def _with_lessons(deck: ClassDeck, lessons: Sequence[Lesson]) -> ClassDeck:
    return replace(deck, recipe=replace(deck.recipe, lessons=tuple(lessons)))


def _files_of(deck: ClassDeck) -> set[str]:
    return {article.file for article in deck.recipe.articles}


def _check_in(deck: ClassDeck, article: str) -> None:
    if article not in _files_of(deck):
        raise DeckError(f"{article}: is in no lesson of {deck.path}: name it as the recipe does")
