"""A class deck's recipe, `NAME.toml`: who the class is, which articles in which lesson, how cards are made."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_args

import tomlkit
from tomlkit.exceptions import TOMLKitError

from shengci.decoding import decode
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.records import (
    CardType,
    Characters,
    Order,
    Reading,
    Settings,
    Standard,
    ToneColours,
    Voice,
)

_LESSON_KEYS = ("title", "articles")
ARTICLE_KEYS = ("file", "english", "pairs")
_MOST_LESSONS = 500


@dataclass(frozen=True, slots=True)
class LessonArticle:
    """A file of a lesson, as the recipe writes it: relative to the recipe's folder.

    `english` is the file with the English, if it stands apart; `pairs` a table of sentence pairs that a
    teacher mended, which stands for what the pairer would make of the article. "" where there is none.
    """

    file: str
    english: str = ""
    pairs: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """All files that it names."""
        return tuple(filter(None, (self.file, self.english, self.pairs)))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson: its title, and the articles that are read in it."""

    title: str
    articles: tuple[LessonArticle, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a class deck is made from. The fields but the lessons are the keys of the file.

    `level` is the HSK level that the class is at, by which sentences are judged; `min_level` and `max_level`
    say which words get cards. `limit` counts the cards of one lesson. `exclude` names files whose words need no card: other class
    decks, packages, lists. `digits` is how many the number of a lesson has in the names of decks: Anki
    sorts them as text, so ten lessons need two.
    """

    title: str
    lessons: tuple[Lesson, ...] = ()
    students: str = ""
    level: int | None = None
    standard: Standard = "2025"
    min_level: int = 3
    max_level: int = 9
    limit: int | None = None
    names: bool = False
    order: Order = "i+1"
    min_score: float = 0.5
    cards: tuple[CardType, ...] = ("recognition",)
    characters: Characters = "article"
    reading: Reading = "pinyin"
    tones: ToneColours = "pleco"
    sandhi: bool = False
    audio: Voice = "system"
    voice_command: str = ""
    strokes: str = ""
    templates: str = ""
    exclude: tuple[str, ...] = ()
    digits: int = 1

    @property
    def articles(self) -> tuple[LessonArticle, ...]:
        """The articles of all lessons, in their order."""
        return tuple(article for lesson in self.lessons for article in lesson.articles)

    def lesson_name(self, number: int) -> str:
        """Return the name of a lesson's deck; lessons count from 1."""
        return f"Lesson {number:0{self.digits}} {self.lessons[number - 1].title}".rstrip()

    def settings(self, folder: Path) -> Settings:
        """Return the settings for the articles; `folder` is that of the recipe."""
        return Settings(
            deck_name=self.title,
            standard=self.standard,
            min_level=min(self.min_level, 7),
            max_level=min(self.max_level, 7),
            limit=self.limit,
            names=self.names,
            sandhi=self.sandhi,
            order=self.order,
            min_pair_score=self.min_score,
            cards=self.cards,
            characters=self.characters,
            reading=self.reading,
            tones=self.tones,
            voice=self.audio,
            voice_command=self.voice_command,
            strokes=folder / self.strokes if self.strokes else None,
        )


def read_recipe(path: Path) -> Recipe:
    """Return the recipe that a file holds.

    Raises:
        DeckError: the file is no TOML, or a key of it is unknown or has a value that can't be; the file
            and the line are named.
        SourceError: the file can't be read.
    """
    return parse_recipe(decode(read_bytes(path), name_of(path)), name_of(path))


def parse_recipe(content: str, name: str) -> Recipe:
    """Return the recipe that a text holds; `name` is the file's, for messages.

    Raises:
        DeckError: as `read_recipe`.
    """
    try:
        values = tomlkit.parse(content).unwrap()
    except TOMLKitError as error:
        raise DeckError(
            f"{name}: {str(error).rstrip('.')}: see docs/CLASSES.md for the form"
        ) from error
    place = _Places(content, name)
    given: dict[str, Any] = {}
    for key, value in values.items():
        if key == "lessons":
            given[key] = tuple(_lessons(value, place))
        elif key in _READERS:
            given[key] = _READERS[key](value, key, place)
        else:
            raise place.error(key, f"no such key: choose from lessons, {', '.join(_READERS)}")
    if not given.get("title"):
        raise DeckError(f'{name}: has no title: write title = "…" at its top')
    recipe = Recipe(**given)
    if recipe.min_level > recipe.max_level:
        raise place.error("min_level", f"{recipe.min_level} is above max_level, {recipe.max_level}")
    if recipe.audio == "none" and "listening" in recipe.cards:
        raise place.error("cards", 'listening has nothing to play with audio = "none"')
    if (recipe.audio == "command") != bool(recipe.voice_command):
        raise place.error("audio", '"command" and voice_command go together: write both or neither')
    return recipe


@dataclass(frozen=True, slots=True)
class _Places:
    """The text of a recipe, to say where something stands."""

    content: str
    name: str

    def error(self, key: str, problem: str, nth: int = 0) -> DeckError:
        """Return the error of the nth line that begins with a key."""
        begins = re.compile(rf"\s*(?:{re.escape(key)}\s*=|\[\[?\s*{re.escape(key)}\b)")
        lines = [n for n, line in enumerate(self.content.splitlines(), 1) if begins.match(line)]
        where = f":{lines[nth]}" if nth < len(lines) else ""
        return DeckError(f"{self.name}{where}: {key}: {problem}")


def _lessons(value: object, place: _Places) -> Iterator[Lesson]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise place.error("lessons", "write each lesson under a line [[lessons]]")
    if len(value) > _MOST_LESSONS:
        raise place.error("lessons", f"{len(value)} are more than a class has ({_MOST_LESSONS})")
    for number, lesson in enumerate(value):
        for key in lesson:
            if key not in _LESSON_KEYS:
                raise place.error(key, "no such key of a lesson: choose from title, articles")
        articles = lesson.get("articles", [])
        if not isinstance(articles, list) or not articles:
            raise place.error("lessons", 'a lesson needs articles = ["FILE"]', number)
        title = lesson.get("title", "")
        if not isinstance(title, str):
            raise place.error("title", "must be text in quotation marks")
        yield Lesson(_one_line(title), tuple(_article(each, place) for each in articles))


def _article(value: object, place: _Places) -> LessonArticle:
    given = {"file": value} if isinstance(value, str) else value
    if (
        not isinstance(given, dict)
        or not given.get("file")
        or not given.keys() <= set(ARTICLE_KEYS)
        or not all(isinstance(name, str) for name in given.values())
    ):
        raise place.error(
            "articles", 'each must be "FILE" or {file = "FILE", english = "FILE", pairs = "FILE"}'
        )
    return LessonArticle(**given)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _text(value: object, key: str, place: _Places) -> str:
    if not isinstance(value, str):
        raise place.error(key, "must be text in quotation marks")
    return _one_line(value)


def _whole(least: int, most: int) -> Callable[[object, str, _Places], int]:
    def read(value: object, key: str, place: _Places) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise place.error(key, f"must be a whole number from {least} to {most}")
        return value

    return read


def _yes(value: object, key: str, place: _Places) -> bool:
    if not isinstance(value, bool):
        raise place.error(key, "must be true or false")
    return value


def _share(value: object, key: str, place: _Places) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 1:
        raise place.error(key, "must be a number from 0 to 1")
    return float(value)


def _one_of(kind: object) -> Callable[[object, str, _Places], str]:
    choices = get_args(kind)

    def read(value: object, key: str, place: _Places) -> str:
        if value not in choices:
            shown = ", ".join(f'"{choice}"' for choice in choices)
            raise place.error(key, f"must be one of {shown}")
        return str(value)

    return read


def _card_types(value: object, key: str, place: _Places) -> tuple[str, ...]:
    choices = get_args(CardType)
    if not isinstance(value, list) or not value or not all(each in choices for each in value):
        raise place.error(key, f"must be a list of some of {', '.join(choices)}")
    return tuple(choice for choice in choices if choice in value)


def _texts(value: object, key: str, place: _Places) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise place.error(key, 'must be a list of files: ["FILE", "FILE"]')
    return tuple(value)


_READERS: Mapping[str, Callable[[object, str, _Places], Any]] = {
    "title": _text,
    "students": _text,
    "level": _whole(1, 9),
    "standard": _one_of(Standard),
    "min_level": _whole(1, 9),
    "max_level": _whole(1, 9),
    "limit": _whole(1, 10_000),
    "names": _yes,
    "order": _one_of(Order),
    "min_score": _share,
    "cards": _card_types,
    "characters": _one_of(Characters),
    "reading": _one_of(Reading),
    "tones": _one_of(ToneColours),
    "sandhi": _yes,
    "audio": _one_of(Voice),
    "voice_command": _text,
    "strokes": _text,
    "templates": _text,
    "exclude": _texts,
    "digits": _whole(1, 3),
}
assert {field.name for field in fields(Recipe)} == {*_READERS, "lessons"}
