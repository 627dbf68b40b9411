"""The recipe of a class deck: read with clear errors, written with its comments kept."""

from pathlib import Path

import pytest

from shengci.decks.recipe import (
    Lesson,
    LessonArticle,
    Recipe,
    parse_recipe,
)
from shengci.decks.recipe_text import new_recipe, with_lessons
from shengci.errors import DeckError
from shengci.records import Settings

FIRST = Lesson("夜市", (LessonArticle("texts/market.txt"),))
SECOND = Lesson(
    "", (LessonArticle("a.txt", english="b.txt"), LessonArticle("c.txt", pairs="c.tsv"))
)


def test_a_new_recipe_is_read_as_it_was_meant() -> None:
    recipe = Recipe(
        "News: spring",
        (FIRST, SECOND),
        students="Adults",
        level=4,
        limit=20,
        cards=("recognition", "cloze"),
        exclude=("autumn.tsv",),
        digits=2,
    )
    assert parse_recipe(new_recipe(recipe), "x.toml") == recipe
    assert parse_recipe('title = "Class"', "x.toml") == Recipe("Class")


def test_the_settings_are_those_of_the_recipe() -> None:
    recipe = parse_recipe(
        'title = "C"\nmin_level = 4\nmax_level = 9\nnames = true\nstrokes = "ink"\n', "x.toml"
    )
    expected = Settings("C", min_level=4, max_level=7, names=True, strokes=Path("decks/ink"))
    assert recipe.settings(Path("decks")) == expected


def test_comments_and_other_keys_stay_when_lessons_change() -> None:
    text = new_recipe(Recipe("C", (FIRST, SECOND)))
    text = text.replace('title = "夜市"', 'title = "夜市" # read aloud').replace(
        'title = "C"', 'title = "C" # ask Lin'
    )
    new = Lesson("新", (LessonArticle("n.txt"),))
    changed = with_lessons(text, (new, FIRST))
    assert "# ask Lin" in changed
    assert "# read aloud" in changed
    assert parse_recipe(changed, "x.toml").lessons == (new, FIRST)
    assert with_lessons(changed, ()).count("[[lessons]]") == 0


def test_lessons_are_numbered_as_anki_sorts_them() -> None:
    recipe = Recipe("C", (FIRST, SECOND), digits=2)
    assert [recipe.lesson_name(n) for n in (1, 2)] == ["Lesson 01 夜市", "Lesson 02"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title = ", "x.toml: "),
        ("standard = '2025'", "x.toml: has no title"),
        (
            'title = "C"\nmin_levl = 3',
            "x.toml:2: min_levl: no such key: choose from lessons, title",
        ),
        ('title = "C"\nmin_level = 12', "x.toml:2: min_level: must be a whole number from 1 to 9"),
        ('title = "C"\nmin_level = true', "x.toml:2: min_level: must be a whole number"),
        (
            'title = "C"\nmin_level = 6\nmax_level = 4',
            "x.toml:2: min_level: 6 is above max_level, 4",
        ),
        (
            'title = "C"\ncards = ["poster"]',
            "x.toml:2: cards: must be a list of some of recognition",
        ),
        (
            'title = "C"\nstandard = "3.0"',
            'x.toml:2: standard: must be one of "2025", "2021", "2.0"',
        ),
        ('title = "C"\nnames = "yes"', "x.toml:2: names: must be true or false"),
        ('title = "C"\nmin_score = 2', "x.toml:2: min_score: must be a number from 0 to 1"),
        ('title = "C"\nexclude = "a.tsv"', "x.toml:2: exclude: must be a list of files"),
        (
            'title = "C"\naudio = "command"',
            'x.toml:2: audio: "command" and voice_command go together',
        ),
        (
            'title = "C"\ncards = ["listening"]\naudio = "none"',
            "x.toml:2: cards: listening has nothing",
        ),
        (
            'title = "C"\nlessons = 3',
            "x.toml:2: lessons: write each lesson under a line [[lessons]]",
        ),
        ('title = "C"\n[[lessons]]\ntitle = "a"', "x.toml:2: lessons: a lesson needs articles"),
        (
            'title = "C"\n[[lessons]]\narticles = ["a"]\n[[lessons]]\ntitle = "b"',
            "x.toml:4: lessons: a lesson needs articles",
        ),
        ('title = "C"\n[[lessons]]\nfile = "a"', "x.toml:3: file: no such key of a lesson"),
        ('title = "C"\n[[lessons]]\narticles = [3]', "x.toml:3: articles: each must be"),
        ('title = "C"\n[[lessons]]\narticles = [{path = "a"}]', "x.toml:3: articles: each must be"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(DeckError) as error:
        parse_recipe(text, "x.toml")
    assert str(error.value).startswith(problem)
    assert "\n" not in str(error.value)
