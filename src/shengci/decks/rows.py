"""A class deck's words, `NAME.tsv`: one row a word, in the form that Anki's text import reads.

The rows stand in the order of study. A row that gets no card begins with `#drop`, which Anki takes for a
comment. What stands in a cell is what the card shows; a cell that differs from what was generated for it
is a teacher's edit, and the column `Made` holds by what to tell that: a stamp of each generated cell. An
edit whose article has changed since is named in the column `Review` until a teacher empties that cell. An
emptied cell takes what is generated again; `-` leaves it empty on the card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from shengci.decks import cells

Column = Literal["Keep", "Lesson", "Pinyin", "Meaning", "Sentence", "SourceLine"]

EDITABLE: tuple[Column, ...] = ("Keep", "Lesson", "Pinyin", "Meaning", "Sentence", "SourceLine")
"""The columns that are generated and that a teacher may write over."""

COLUMNS = (
    "Keep", "Lesson", "Word", "Pinyin", "Meaning", "Sentence", "SourceLine",
    "TeacherNote", "Tags", "GUID", "Why", "Review", "Made",
)  # fmt: skip

KEEP, DROP = "keep", "#drop"
NOTHING = "-"
"""What a teacher writes into a cell that the card is to leave empty."""

GONE = "gone"
"""Stands in Review where the word is in none of the lessons any more."""


@dataclass(frozen=True, slots=True)
class Row:
    """One word of a class deck, its cells as they stand in the file.

    `made` holds the stamps of the generated cells by column, none for a row that a teacher wrote. `extra`
    are the cells of columns that are not ours, which are kept. `line` is that of the file, 0 for a new row.
    """

    word: str
    guid: str = ""
    keep: str = ""
    lesson: str = ""
    pinyin: str = ""
    meaning: str = ""
    sentence: str = ""
    source_line: str = ""
    teacher_note: str = ""
    tags: str = ""
    why: str = ""
    review: tuple[str, ...] = ()
    made: tuple[tuple[Column, str], ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def is_kept(self) -> bool:
        """Whether the word gets a card."""
        return self.keep != DROP

    @property
    def number(self) -> int:
        """The number of the lesson, 0 where none is given."""
        return int(self.lesson) if self.lesson.isdecimal() and len(self.lesson) < 6 else 0

    def cell(self, column: str) -> str:
        """Return the cell of one of our columns as the file holds it."""
        if column == "Review":
            return " ".join(self.review)
        if column == "Made":
            return " ".join(f"{name}:{mark}" for name, mark in self.made)
        return str(getattr(self, _ATTRIBUTE_OF[column]))

    def with_cell(self, column: str, value: str) -> "Row":
        """Return the row with another value in one of the columns a teacher may write."""
        changed: dict[str, Any] = {_ATTRIBUTE_OF[column]: value}
        return replace(self, **changed)

    def is_edited(self, column: str) -> bool:
        """Whether a teacher wrote what stands in a column."""
        value, made = self.cell(column), dict[str, str](self.made)
        return bool(value) and cells.stamp(value) != made.get(column)

    @property
    def edits(self) -> tuple[Column, ...]:
        """The columns that a teacher wrote."""
        return tuple(column for column in EDITABLE if self.is_edited(column))

    @property
    def is_teachers(self) -> bool:
        """Whether anything of the row would be lost if it were made anew."""
        return bool(self.edits or self.teacher_note or self.tags or self.extra or not self.made)


_ATTRIBUTE_OF: Mapping[str, str] = {
    "Keep": "keep",
    "Lesson": "lesson",
    "Word": "word",
    "Pinyin": "pinyin",
    "Meaning": "meaning",
    "Sentence": "sentence",
    "SourceLine": "source_line",
    "TeacherNote": "teacher_note",
    "Tags": "tags",
    "GUID": "guid",
    "Why": "why",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a deck: where, what, and what to do. A warning does not keep it from being built."""

    place: str
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


def generated(row: Row) -> Row:
    """Return a row that holds what was generated and nothing else, with the stamps of its cells."""
    return replace(row, made=tuple((column, cells.stamp(row.cell(column))) for column in EDITABLE))
