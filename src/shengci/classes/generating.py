"""The rows that the lessons say a deck should have."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from shengci import pinyin
from shengci.classes.edits import RowError, from_dictionary
from shengci.classes.lessons import Lessons, LessonWord
from shengci.decks import cells
from shengci.decks.refreshing import Generated
from shengci.decks.rows import DROP, KEEP, Row
from shengci.notes.markup import marked
from shengci.notetype import guid_for
from shengci.records import Annotated

_ADDED = "in no lesson; as the dictionary has it"


def generated_rows(lessons: Lessons, rows: Sequence[Row]) -> Generated:
    """Return a row for each word of the lessons, those that the deck lists in the order of study.

    The others are the words that no row stands for unless a teacher adds one, with those of `rows` that
    were added and that no lesson has.
    """
    made = [
        (word.is_listed, row_of(guid, word, lessons.annotated))
        for guid, word in lessons.words.items()
    ]
    others = [row for is_listed, row in made if not is_listed]
    there = {row.word for _, row in made}
    return Generated(
        tuple(row for is_listed, row in made if is_listed),
        (*others, *_added(rows, there, lessons)),
    )


def _added(rows: Sequence[Row], there: Collection[str], lessons: Lessons) -> Iterator[Row]:
    """Yield what the dictionary says of the words that a teacher added and no lesson has."""
    for row in rows:
        if row.word in there or row.guid in lessons.words or (row.made and row.why != _ADDED):
            continue
        try:
            ranked = from_dictionary(row, lessons.settings)
        except RowError:
            continue  # it is named where cards are made
        token = ranked.token
        guid = row.guid or guid_for(token.headword, token.pinyin)
        word = LessonWord(row.number or 1, ranked, is_core=True)
        made = row_of(guid, word, lessons.annotated)
        yield replace(made, word=row.word, why=_ADDED)


def row_of(guid: str, word: LessonWord, annotated: Annotated) -> Row:
    """Return what is generated for a word."""
    ranked, token = word.ranked, word.ranked.token
    sentence = source_line = ""
    if ranked.example is not None:
        pair = annotated.pairs[ranked.example.pair]
        token = pair.tokens[ranked.example.token]
        shown = pair.shown_with(token)
        sentence = marked(pair.pair.chinese, token.parts or [token], shown.chinese)
        source_line = marked(pair.pair.english, token.counterpart, shown.english)
    is_card = ranked.status == "card"
    return Row(
        word=token.traditional if annotated.traditional else token.headword,
        guid=guid,
        keep=KEEP if is_card else DROP,
        lesson=str(word.lesson),
        pinyin=pinyin.aligned(token.pinyin),
        meaning=cells.cell_of(token.meaning.gloss) if token.meaning else "",
        sentence=sentence,
        source_line=source_line,
        why="; ".join(ranked.reasons if is_card else (ranked.status, *ranked.reasons)),
    )
