"""A recipe written: a new one explained, a changed one with its comments and its order kept."""

import re

import tomlkit
from tomlkit.items import AoT, InlineTable, Table

from shengci.decks.recipe import ARTICLE_KEYS, Lesson, LessonArticle, Recipe, parse_recipe

_EMPTY_LINES = re.compile(r"\n{3,}\[\[lessons\]\]")


def new_recipe(recipe: Recipe) -> str:
    """Return the text of a new recipe, with what a teacher may want to set explained beside it."""
    document = tomlkit.document()
    document.add(tomlkit.comment("A class deck of shengci. Edit it as you like: comments stay."))
    document["title"] = recipe.title
    document["students"] = recipe.students
    document["students"].comment("who the class is; for you")
    document["standard"] = recipe.standard
    if recipe.level is not None:
        document["level"] = recipe.level
        document["level"].comment("where the class is: check names sentences beyond it")
    document["min_level"] = recipe.min_level
    document["min_level"].comment("easier words get no card")
    document["max_level"] = recipe.max_level
    if recipe.limit is not None:
        document["limit"] = recipe.limit
        document["limit"].comment("cards a lesson, the most useful words")
    document["cards"] = list(recipe.cards)
    document["audio"] = recipe.audio
    document["names"] = recipe.names
    document["exclude"] = list(recipe.exclude)
    document["exclude"].comment("decks, packages and lists whose words need no card")
    if recipe.digits != 1:
        document["digits"] = recipe.digits
    for lesson in recipe.lessons:
        _add_lesson(document, lesson)
    return tomlkit.dumps(document)


def with_lessons(content: str, lessons: tuple[Lesson, ...]) -> str:
    """Return the text of a recipe with these lessons; those that are as before keep their comments."""
    document = tomlkit.parse(content.rstrip() + "\n")
    old = list(document.get("lessons", []))
    before = dict(zip(_old_lessons(content), old, strict=True))
    if "lessons" in document:
        del document["lessons"]
    for lesson in lessons:
        _add_lesson(document, lesson, before.get(lesson))
    # tomlkit 0.15 writes the empty line before a table anew and keeps the old one too.
    return _EMPTY_LINES.sub("\n\n[[lessons]]", tomlkit.dumps(document))


def _old_lessons(content: str) -> tuple[Lesson, ...]:
    return parse_recipe(content, "").lessons


def _add_lesson(document: tomlkit.TOMLDocument, lesson: Lesson, table: Table | None = None) -> None:
    if table is None:
        table = tomlkit.table()
        if lesson.title:
            table["title"] = lesson.title
        articles = tomlkit.array()
        articles.extend(_written(article) for article in lesson.articles)
        table["articles"] = articles.multiline(len(lesson.articles) > 1)
    if "lessons" not in document:
        document.add(tomlkit.nl())
        document["lessons"] = tomlkit.aot()
    lessons = document["lessons"]
    assert isinstance(lessons, AoT)
    lessons.append(table)


def _written(article: LessonArticle) -> str | InlineTable:
    if not article.english and not article.pairs:
        return article.file
    table = tomlkit.inline_table()
    for key in ARTICLE_KEYS:
        if value := getattr(article, key):
            table[key] = value
    return table
