"""The lessons of a class, analysed: every word once, in the lesson that teaches it, with all its places."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shengci.classes.excluded import excluded
from shengci.classes.files import ClassDeck
from shengci.classes.reading import ReadArticle, read
from shengci.notetype import guid_for
from shengci.pipeline import Progress, tell
from shengci.ranking import rank_words
from shengci.records import (
    Annotated,
    Article,
    Knowledge,
    Occurrence,
    RankedWord,
    Settings,
    Status,
)
from shengci.words.joining import join

_LISTED: tuple[Status, ...] = ("card", "over the limit", "uncertain")
_NO_ROW: tuple[Status, ...] = ("number", "latin")


@dataclass(frozen=True, slots=True)
class LessonWord:
    """A word and the lesson that teaches it, or, if it gets no card, the first that has it.

    `is_core` tells by that lesson alone, so that a later lesson moves no card.
    """

    lesson: int
    ranked: RankedWord
    is_core: bool

    @property
    def is_listed(self) -> bool:
        """Whether the deck's file has a row for it, kept or dropped, without a teacher's asking."""
        return self.ranked.status in _LISTED


@dataclass(frozen=True, slots=True)
class Lessons:
    """All articles of a class, joined, and their words by GUID in the order of study.

    `lesson_of` gives the lesson of each article, from 1; occurrences are places in `annotated`, which
    holds the pairs of all articles in their order.
    """

    read: tuple[ReadArticle, ...]
    lesson_of: tuple[int, ...]
    annotated: Annotated
    words: dict[str, LessonWord]
    settings: Settings

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, by the number that `AnnotatedPair.article` gives."""
        return tuple(each.article for each in self.read)


def read_lessons(deck: ClassDeck, progress: Progress | None = None) -> Lessons:
    """Return the lessons of a deck: articles that did not change are not read again.

    Words of the excluded files, and of earlier lessons, get no card in a lesson.

    Raises:
        DeckError, SourceError: a file can't be read or has a mistake.
    """
    settings = deck.recipe.settings(deck.folder)
    found: list[ReadArticle] = []
    lesson_of: list[int] = []
    for number, lesson in enumerate(deck.recipe.lessons, 1):
        for article in lesson.articles:
            found.append(read(article, deck.folder, progress))
            lesson_of.append(number)
    if not found:
        return Lessons((), (), Annotated(()), {}, settings)
    annotated = join([each.annotated for each in found], settings.characters)
    tell(progress, "Ranking words")
    known = excluded(deck.recipe.exclude, deck.folder)
    words = _taught(annotated, tuple(lesson_of), known, settings)
    return Lessons(tuple(found), tuple(lesson_of), annotated, words, settings)


def _taught(
    annotated: Annotated, lesson_of: tuple[int, ...], known: Knowledge, settings: Settings
) -> dict[str, LessonWord]:
    """Return the words of all lessons by GUID: each lesson ranked by itself, knowing those before it."""
    words: dict[str, LessonWord] = {}
    places: dict[str, list[Occurrence]] = {}
    taught: set[tuple[str, str]] = set()
    for lesson in range(1, max(lesson_of) + 1):
        knows = replace(known, readings=known.readings | taught)
        for word in _ranked(annotated, lesson_of, lesson, replace(settings, known=knows)):
            guid = guid_for(word.token.headword, word.token.pinyin)
            places.setdefault(guid, []).extend(word.occurrences)
            before = words.get(guid)
            if before is None or _rank(word) > _rank(before.ranked):
                words.pop(guid, None)  # its place in the order of study is that of this lesson
                words[guid] = LessonWord(lesson, word, word.is_core)
            if word.status == "card":
                taught.add((word.token.headword, " ".join(word.token.pinyin).lower()))
    return {
        guid: replace(word, ranked=replace(word.ranked, occurrences=tuple(places[guid])))
        for guid, word in words.items()
        if word.ranked.status not in _NO_ROW
    }


def _rank(word: RankedWord) -> int:
    """Return how far a word came: a later lesson takes it over if it goes further there."""
    return 2 if word.status == "card" else int(word.status in _LISTED)


def _ranked(
    annotated: Annotated, lesson_of: tuple[int, ...], lesson: int, settings: Settings
) -> Iterator[RankedWord]:
    """Yield the words of one lesson, their places counted in all lessons."""
    numbers = [n for n, pair in enumerate(annotated.pairs) if lesson_of[pair.article] == lesson]
    if not numbers:
        return
    first = numbers[0]
    own = Annotated(annotated.pairs[first : numbers[-1] + 1], annotated.traditional)
    for word in rank_words(own, settings):
        yield replace(
            word,
            occurrences=tuple(_moved(place, first) for place in word.occurrences),
            example=_moved(word.example, first) if word.example else None,
        )


def _moved(place: Occurrence, by: int) -> Occurrence:
    return Occurrence(place.pair + by, place.token)
