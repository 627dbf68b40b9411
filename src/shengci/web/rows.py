"""A row of a class deck as the word table shows it, and what a teacher types there as a row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shengci import pinyin
from shengci.classes.files import ClassDeck
from shengci.decks import cells
from shengci.decks.rows import DROP, EDITABLE, KEEP, NOTHING, Column, Row
from shengci.errors import ShengciError
from shengci.lexicon import dictionary, frequency, hsk
from shengci.lexicon.levels import levels_of
from shengci.records import Standard
from shengci.web.starred import markup_of, starred_of

_LONGEST = 2000  # characters of an edited cell; a card that holds more can't be read

COLUMN_OF: dict[str, Column] = {
    "keep": "Keep",
    "lesson": "Lesson",
    "pinyin": "Pinyin",
    "meaning": "Meaning",
    "sentence": "Sentence",
    "source_line": "SourceLine",
}
"""The names of the generated columns in the page, and in the deck's file."""

_NAME_OF = {column: name for name, column in COLUMN_OF.items()}


class BadEdit(ShengciError):  # noqa: N818 - says what the edit is
    """An edit that would leave a row no card can be made of."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value of one cell of one word, as the page has it: text, a tick, a number."""

    key: str
    column: str
    value: str | bool | int


def key_of(row: Row) -> str:
    """Return what the page knows a row by: its GUID, or the word a teacher added without one."""
    return row.guid or f"{row.word} {row.pinyin}"


@lru_cache(maxsize=20_000)
def shown(row: Row, standard: Standard) -> dict[str, object]:
    """Return what the page needs of a row; sentences and notes have stars where the cell has bold."""
    headword = dictionary.simplified_headword(row.word)
    found = levels_of(headword, standard)
    level, estimate = found.by(standard), found.estimate
    review = [_NAME_OF.get(each, each) for each in row.review]  # type: ignore[call-overload]
    return {
        "guid": key_of(row),
        "keep": row.is_kept,
        "lesson": row.number,
        "word": row.word,
        "pinyin": "" if row.pinyin == NOTHING else cells.plain(row.pinyin),
        "meaning": "" if row.meaning == NOTHING else cells.plain(row.meaning),
        "sentence": "" if row.sentence == NOTHING else starred_of(row.sentence),
        "source_line": "" if row.source_line == NOTHING else starred_of(row.source_line),
        "teacher_note": starred_of(row.teacher_note),
        "tags": " ".join(cells.tags_of(row.tags)),
        "why": row.why,
        "review": review,
        "edited": [_NAME_OF[column] for column in row.edits] if row.made else [],
        "level": level,
        "estimate": estimate,
        "levelName": hsk.label(level) if level else f"≈{hsk.label(estimate)}",
        "zipf": round(frequency.zipf_of(headword), 1),
    }


def edited(deck: ClassDeck, edits: Iterable[Edit]) -> Sequence[Row]:
    """Return the rows of a deck with some cells edited.

    Raises:
        BadEdit: there is no such word, or no card could be made of it then.
    """
    rows = list(deck.rows)
    place_of = {key_of(row): place for place, row in enumerate(rows)}
    for edit in edits:
        place = place_of.get(edit.key)
        if place is None:
            raise BadEdit("this word is not in the class deck any more: load the page again")
        rows[place] = _edited(rows[place], edit, len(deck.recipe.lessons))
    return rows


def _edited(row: Row, edit: Edit, n_lessons: int) -> Row:
    value = edit.value
    if isinstance(value, str) and len(value) > _LONGEST:
        raise BadEdit(f"{len(value)} characters are too many for a card: {_LONGEST} at most")
    match edit.column, value:
        case "keep", bool():
            return row.with_cell("Keep", KEEP if value else DROP)
        case "lesson", int() if 1 <= value <= n_lessons and not isinstance(value, bool):
            return row.with_cell("Lesson", str(value))
        case "lesson", _:
            raise BadEdit(f"there is no lesson {value}: the class deck has {n_lessons}")
        case "pinyin", str():
            return row.with_cell("Pinyin", _reading(row, value))
        case "meaning", str():
            return _with(row, "Meaning", cells.cell_of(value))
        case "sentence", str():
            return _with(row, "Sentence", _sentence(row, value))
        case "source_line", str():
            return _with(row, "SourceLine", markup_of(value))
        case "teacher_note", str():
            return replace(row, teacher_note=markup_of(value))
        case "tags", str():
            tags = cells.tags_of(cells.cell_of(value))
            return replace(row, tags=cells.cell_of(" ".join(tags)))
        case "review", str():
            return replace(row, review=tuple(each for each in row.review if each not in EDITABLE))
    raise BadEdit("this can't be edited: load the page again")


def _with(row: Row, column: Column, cell: str) -> Row:
    """Return the row with a cell; an emptied one stays empty, unless nothing is generated there anyway."""
    if not cell and dict(row.made).get(column) != cells.stamp(""):
        cell = NOTHING
    return row.with_cell(column, cell)


def _reading(row: Row, written: str) -> str:
    if not written:
        raise BadEdit(f"{row.word} needs a reading: write one, or take back what was generated")
    if pinyin.parsed(written, len(row.word)) is None:
        raise BadEdit(
            f"“{written}” is no reading of {len(row.word)} syllables: write one for each character of"
            f" {row.word} (dì fang or di4 fang5)"
        )
    return cells.cell_of(written)


def _sentence(row: Row, starred: str) -> str:
    """Return a sentence as a cell in which the word is marked: where the stars are, else where it stands."""
    markup = markup_of(starred)
    if not markup or cells.marked_text(markup)[1]:
        return markup
    word = cells.cell_of(row.word)
    if word not in markup:
        raise BadEdit(f"{row.word} is not in the sentence: put *stars* around what stands for it")
    return markup.replace(word, f"<b>{word}</b>", 1)
