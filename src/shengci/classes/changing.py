"""Lessons of a class deck added and taken out: the recipe changes, and the rows follow."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from shengci.classes.building import refresh
from shengci.classes.files import ClassDeck, save_lessons, save_rows
from shengci.classes.reading import Progress
from shengci.decks.recipe import Lesson, LessonArticle
from shengci.decks.refreshing import without_lessons
from shengci.errors import DeckError
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
    there = {article.file for each in deck.recipe.lessons for article in each.articles}
    more = tuple(article for each in added for article in each.articles)
    for article in more:
        if article.file in there:
            raise DeckError(f"{article.file}: is in the deck already")
    lessons = deck.recipe.lessons
    if lesson is None:
        lessons = (*lessons, *added)
    else:
        old = lesson_of(deck, lesson)
        new = replace(old, title=title or old.title, articles=(*old.articles, *more))
        lessons = (*lessons[: lesson - 1], new, *lessons[lesson:])
    return bring_up_to_date(save_lessons(deck, lessons), progress)


def remove_articles(
    deck: ClassDeck,
    articles: Sequence[Path] = (),
    *,
    lesson: int | None = None,
    progress: Progress | None = None,
) -> ClassDeck:
    """Take articles, or a whole lesson, out of the recipe and return the deck.

    A lesson without articles goes; rows that a teacher wrote in stay, and say so.

    Raises:
        DeckError: an article is in no lesson, there is no such lesson, or the deck was changed meanwhile.
    """
    lessons = list(deck.recipe.lessons)
    if lesson is not None:
        lessons[lesson - 1] = replace(lesson_of(deck, lesson), articles=())
    for article in articles:
        _take_out(lessons, article, deck)
    gone = {number for number, each in enumerate(lessons, 1) if not each.articles}
    rows = without_lessons(deck.rows, gone)
    saved = save_lessons(deck, tuple(each for each in lessons if each.articles))
    return bring_up_to_date(replace(saved, rows=rows), progress)


def lesson_of(deck: ClassDeck, number: int) -> Lesson:
    """Return a lesson by its number, from 1.

    Raises:
        DeckError: there is none.
    """
    n_lessons = len(deck.recipe.lessons)
    if not 1 <= number <= n_lessons:
        raise DeckError(f"lesson {number}: there is none: the deck has {n_lessons}")
    return deck.recipe.lessons[number - 1]


def bring_up_to_date(deck: ClassDeck, progress: Progress | None = None) -> ClassDeck:
    """Write the rows as the articles are now, and return the deck."""
    fresh, _ = refresh(deck, progress)
    return save_rows(fresh, fresh.rows)


def _take_out(lessons: list[Lesson], article: Path, deck: ClassDeck) -> None:
    names = (relative(article, deck.folder), article.as_posix())
    for number, lesson in enumerate(lessons):
        kept = tuple(each for each in lesson.articles if each.file not in names)
        if kept != lesson.articles:
            lessons[number] = replace(lesson, articles=kept)
            return
    raise DeckError(f"{article}: is in no lesson of {deck.path}: name it as the recipe does")
