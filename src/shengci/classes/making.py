"""A class deck's notes and handouts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from shengci.classes.edits import ClassWord
from shengci.classes.files import ClassDeck
from shengci.classes.lessons import Lessons
from shengci.decks import cells
from shengci.field_html import escape
from shengci.handout import make_handout
from shengci.lexicon.credits import CREDITS
from shengci.notes import make_notes
from shengci.notes.decks import branch_of, level_name
from shengci.notes.markup import tag
from shengci.notetype import FIELDS
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Deck,
    Handout,
    HandoutSettings,
    Note,
    Occurrence,
    RankedWord,
)

_NOTE = FIELDS.index("TeacherNote")


def make_class(
    deck: ClassDeck, lessons: Lessons, annotated: Annotated, words: Sequence[ClassWord]
) -> Deck:
    """Return the deck of a class: a branch of decks for each lesson, each word once with all its sentences.

    `annotated` and `words` are what `class_words` makes of the rows.
    """
    ordered = sorted(words, key=lambda word: word.lesson)
    ranked = tuple(word.ranked for word in ordered)
    notes = make_notes(ranked, annotated, lessons.articles, lessons.settings) if ranked else ()
    recipe = deck.recipe
    lines = [escape(line) for line in (recipe.title, recipe.students) if line]
    return Deck(
        level_name(recipe.title),
        "<br>".join(lines) + f"<br><br>{CREDITS}",
        tuple(_note(note, word, deck) for note, word in zip(notes, ordered, strict=True)),
        tuple(pair.pair for pair in lessons.annotated.pairs),
        ranked,
    )


def _note(note: Note, word: ClassWord, deck: ClassDeck) -> Note:
    """Return a note with what the class adds to it: its GUID, deck and tags, and the teacher's note."""
    fields = list(note.fields)
    fields[_NOTE] = cells.note_html(word.row.teacher_note)
    branch = f"{level_name(deck.recipe.title)}::{level_name(deck.recipe.lesson_name(word.lesson))}"
    tags = (*note.tags, f"lesson::{word.lesson}", *map(tag, cells.tags_of(word.row.tags)))
    return replace(
        note,
        guid=word.guid,
        fields=tuple(fields),
        tags=tuple(dict.fromkeys(tags)),
        deck=branch_of(branch, is_name=word.ranked.token.kind == "name", is_core=word.is_core),
    )


def make_handouts(
    deck: ClassDeck, lessons: Lessons, annotated: Annotated, words: Sequence[ClassWord]
) -> dict[int, Handout]:
    """Return a handout for each lesson: its words, texts, exercise and key.

    `annotated` and `words` are what `class_words` makes of the rows.
    """
    of_lesson: dict[int, list[RankedWord]] = defaultdict(list)
    for word in words:
        of_lesson[word.lesson].append(word.ranked)
    made = {}
    for number, lesson in enumerate(deck.recipe.lessons, 1):
        view, ranked = _lesson_view(annotated, of_lesson[number], lessons, number)
        articles = [
            article
            for article, at in zip(lessons.articles, lessons.lesson_of, strict=True)
            if at == number
        ]
        title = f"{deck.recipe.title}: lesson {number}" + (
            f", {lesson.title}" if lesson.title else ""
        )
        chosen = HandoutSettings(title=title)
        made[number] = make_handout(ranked, view, articles, lessons.settings, chosen)
    return made


def _lesson_view(
    annotated: Annotated, words: Sequence[RankedWord], lessons: Lessons, lesson: int
) -> tuple[Annotated, list[RankedWord]]:
    """Return a lesson alone: its pairs, its articles numbered from 0, the words with their places in it.

    A pair of a teacher's, or of another lesson where a word that was moved here stands, is of no article.
    """
    numbers = [n for n, at in enumerate(lessons.lesson_of) if at == lesson]
    n_texts = len(lessons.annotated.pairs)
    wanted = {word.example.pair for word in words if word.example}
    pairs: list[AnnotatedPair] = []
    new_place: dict[int, int] = {}
    for n, pair in enumerate(annotated.pairs):
        is_own = n < n_texts and pair.article in numbers
        if is_own or n in wanted:
            new_place[n] = len(pairs)
            pairs.append(replace(pair, article=numbers.index(pair.article) if is_own else -1))
    ranked = [
        replace(
            word,
            example=Occurrence(new_place[word.example.pair], word.example.token)
            if word.example
            else None,
            occurrences=tuple(
                Occurrence(new_place[place.pair], place.token)
                for place in word.occurrences
                if place.pair in new_place
            ),
        )
        for word in words
    ]
    return Annotated(tuple(pairs), annotated.traditional), ranked
