"""What is wrong with a class deck, or worth a look before students get it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from shengci.classes.building import refresh
from shengci.classes.edits import class_words, row_problems
from shengci.classes.files import ClassDeck
from shengci.classes.lessons import Lessons
from shengci.decks import cells
from shengci.decks.recipe import read_recipe
from shengci.decks.row_table import read_rows_and_problems
from shengci.decks.rows import GONE, NOTHING, Problem, Row
from shengci.decoding import decode
from shengci.errors import ShengciError
from shengci.files import name_of, read_bytes
from shengci.lexicon import hsk
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.lexicon.levels import levels_of
from shengci.pipeline import Progress
from shengci.ranking.difficulty import level_of
from shengci.ranking.examples import shown_tokens
from shengci.records import Annotated, Occurrence, Standard

_LONGEST_MEANING = 60  # characters; two lines on a phone
_MOST_BEYOND = 3  # words of one sentence above the class's level, beside the one it shows


def check_class(path: Path, progress: Progress | None = None) -> list[Problem]:
    """Return everything that is wrong with the deck of a recipe, then what is worth a look.

    Broken files come first and alone, since nothing can be said of the words then. Nothing is written.
    """
    rows_path = path.with_suffix(".tsv")
    try:
        recipe = read_recipe(path)
        rows, problems = read_rows_and_problems(rows_path)
        deck = ClassDeck(path, recipe, rows)
        broken = [*problems, *_missing_files(deck)]
        if any(not problem.is_warning for problem in broken):
            return broken
        fresh, lessons = refresh(deck, progress)
    except ShengciError as error:
        return [_as_problem(error)]
    found = [*broken, *row_problems(fresh, lessons)]
    if any(not problem.is_warning for problem in found):
        return sorted(found, key=_line)
    found += [*_of_rows(fresh), *_of_cards(fresh, lessons)]
    return [*_of_recipe(deck), *_of_pairs(deck, lessons), *sorted(found, key=_line)]


def _line(problem: Problem) -> int:
    line = problem.place.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def _as_problem(error: ShengciError) -> Problem:
    place, _, problem = str(error).partition(": ")
    return Problem(place, problem)


def _missing_files(deck: ClassDeck) -> Iterator[Problem]:
    lines = decode(read_bytes(deck.path), name_of(deck.path)).splitlines()
    named = [file for article in deck.recipe.articles for file in article.files]
    for file in (*named, *deck.recipe.exclude):
        if not (deck.folder / file).exists():
            line = next((n for n, text in enumerate(lines, 1) if file in text), 0)
            place = f"{name_of(deck.path)}:{line}" if line else name_of(deck.path)
            yield Problem(place, f"{file}: no such file: put it back, or take it out")


def _of_recipe(deck: ClassDeck) -> Iterator[Problem]:
    recipe, name = deck.recipe, name_of(deck.path)
    if not recipe.lessons:
        yield _warning(name, "has no lessons yet: add articles with shengci deck add")
    if len(recipe.lessons) >= 10**recipe.digits:
        cure = f"write digits = {recipe.digits + 1} before students have the deck"
        yield _warning(name, f"Anki sorts lesson 10 before lesson 2: {cure}")
    counts = Counter(article.file for article in recipe.articles)
    for file, count in counts.items():
        if count > 1:
            yield _warning(
                name, f"{file}: is in {count} lessons: its words are taught in the first"
            )


def _of_pairs(deck: ClassDeck, lessons: Lessons) -> Iterator[Problem]:
    """Yield the tables of mended pairs that hold another text than their article."""
    for article, read in zip(deck.recipe.articles, lessons.read, strict=True):
        if not article.pairs:
            continue
        blocks = [b.text for b in read.article.blocks if b.language == "chinese"]
        if _letters(blocks) != _letters(pair.chinese for pair in read.pairs):
            problem = f"{article.file} has changed since its pairs were mended: look at them again"
            yield _warning(name_of(deck.folder / article.pairs), problem)


def _letters(texts: Iterable[str]) -> str:
    return "".join(char for text in texts for char in text if char.isalnum())


def _of_rows(deck: ClassDeck) -> Iterator[Problem]:
    """Yield what is to be said of rows by themselves."""
    first_of: dict[tuple[str, str], Row] = {}
    for row in deck.rows:
        place = _place(row, deck)
        for what in row.review:
            if what == GONE:
                text = "is in no lesson any more: take its row out, or keep it as it is"
            else:
                text = f"{what}: the article has changed since this was written: look at it, then empty Review"
            yield _warning(place, f"{row.word}: {text}")
        if not row.is_kept:
            continue
        if (
            first := first_of.setdefault((row.word, cells.plain(row.pinyin)), row)
        ) is not row and first.guid != row.guid:
            yield _warning(place, f"{row.word}: stands in line {first.line} too: drop one of them")
        meaning = cells.plain(row.meaning)
        if meaning in ("", NOTHING):
            yield _warning(place, f"{row.word}: has no meaning: write one")
        elif len(meaning) > _LONGEST_MEANING:
            problem = f"its meaning has {len(meaning)} characters, a card fits {_LONGEST_MEANING}"
            yield _warning(place, f"{row.word}: {problem}: shorten it")


def _of_cards(deck: ClassDeck, lessons: Lessons) -> Iterator[Problem]:
    """Yield the sentences with many words beyond the class's level, and lessons that teach nothing."""
    annotated, words = class_words(deck, lessons)
    taught = Counter(word.lesson for word in words)
    for number, lesson in enumerate(deck.recipe.lessons, 1):
        if not taught[number]:
            name = f"lesson {number} {lesson.title}".rstrip()
            yield _warning(name_of(deck.path), f"{name}: no word is left for it")
    if deck.recipe.level is None:
        return
    for word in words:
        if word.ranked.example is None:
            continue
        beyond = _beyond(annotated, word.ranked.example, deck.recipe.level, deck.recipe.standard)
        beyond.discard(word.ranked.token.headword)
        if len(beyond) > _MOST_BEYOND:
            place = _place(word.row, deck)
            problem = f"{len(beyond)} other words of its sentence are beyond HSK {hsk.label(deck.recipe.level)}"
            yield _warning(place, f"{word.row.word}: {problem} ({'、'.join(sorted(beyond))})")


def _beyond(annotated: Annotated, place: Occurrence, level: int, standard: Standard) -> set[str]:
    """Return the words that a card shows in its sentence and that are above a level, or that no list has."""
    return {
        token.headword
        for token in shown_tokens(place, annotated)
        if token.kind == "word"
        and token.headword not in FUNCTION_WORDS
        and level_of(levels_of(token.headword, standard), standard) > level
    }


def _place(row: Row, deck: ClassDeck) -> str:
    """Return where a row stands; a new one is in no line yet."""
    return f"{name_of(deck.rows_path)}:{row.line}" if row.line else name_of(deck.rows_path)


def _warning(place: str, text: str) -> Problem:
    return Problem(place, text, is_warning=True)
