"""A class deck's words, `NAME.tsv`: one row a word, in the form that Anki's text import reads.

The rows stand in the order of study. A row that gets no card begins with `#drop`, which Anki takes for a
comment. What stands in a cell is what the card shows; a cell that differs from what was generated for it
is a teacher's edit, and the column `Made` holds by what to tell that: a stamp of each generated cell. An
edit whose article has changed since is named in the column `Review` until a teacher empties that cell. An
emptied cell takes what is generated again; `-` leaves it empty on the card.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from shengci import pinyin, text
from shengci.decks import cells
from shengci.decoding import decode
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.notetype import NOTE_TYPE_NAME

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

_HEAD = (  # begins unlike a text for Anki's import, which may be written over
    f"#notetype:{NOTE_TYPE_NAME}",
    "#separator:tab",
    "#html:true",
    f"#guid column:{COLUMNS.index('GUID') + 1}",
    f"#tags column:{COLUMNS.index('Tags') + 1}",
    "#if matches:update current",
)
_LONGEST_CELL = 20_000


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
        return int(self.lesson) if self.lesson.isdecimal() else 0

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

    def is_edited(self, column: Column) -> bool:
        """Whether a teacher wrote what stands in a column."""
        value = self.cell(column)
        return bool(value) and cells.stamp(value) != dict(self.made).get(column)

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


# --- Reading -------------------------------------------------------------------------------------


def read_rows(path: Path) -> tuple[Row, ...]:
    """Return the rows of a deck file in their order; none if there is no file yet.

    Raises:
        DeckError: a row is broken: the file, the line and the first of its problems.
        SourceError: the file can't be read.
    """
    rows, problems = read_rows_and_problems(path)
    for problem in problems:
        if not problem.is_warning:
            raise DeckError(str(problem))
    return rows


def read_rows_and_problems(path: Path) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return the rows of a deck file that can be understood, and what is wrong with it."""
    if not path.exists():
        return (), ()
    return parse_rows(decode(read_bytes(path), name_of(path)), name_of(path))


def parse_rows(content: str, name: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return the rows of a text in the form of a deck file, as a spreadsheet may have saved it.

    `name` is the file's, for messages.
    """
    lines = content.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return _parsed(list(_table(lines)), name)
    except csv.Error as error:
        problem = f"is no table ({error}): save it from the spreadsheet as text with tabs"
        return (), (Problem(name, problem),)


def _table(content: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line where each row begins, and its cells."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * _LONGEST_CELL))
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content))
    at = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield at, row
        at = reader.line_num + 1


def _delimiter(content: str) -> str:
    """Return what parts the cells: tabs, unless a spreadsheet saved the table with something else."""
    for line in content.splitlines():
        if "GUID" in line and "Word" in line:
            return max("\t;,", key=line.count)
    return "\t"


def _parsed(
    table: Sequence[tuple[int, list[str]]], name: str
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    columns: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, row in table:
        row = [text.formula_free(text.fold(text.clean(cell))) for cell in row]
        if row[0].startswith("#columns:"):
            columns = [row[0].removeprefix("#columns:"), *row[1:]]
        elif (
            not columns and "GUID" in row and "Word" in row
        ):  # a spreadsheet may drop what begins with #
            columns = row
        elif row[0].startswith("#") and row[0].lower().replace(" ", "") != DROP:
            continue
        elif not columns:
            problem = "stands above the line #columns: put that line back, above the words"
            return (), (Problem(f"{name}:{line}", problem),)
        else:
            read, wrong = _row(
                dict(zip(columns, row, strict=False)), row, columns, f"{name}:{line}"
            )
            problems += wrong
            rows += [replace(read, line=line)] if read else []
    missing = [column for column in ("Word", "GUID", "Keep", "Lesson") if column not in columns]
    if rows and missing:
        problems.insert(0, Problem(name, f"has no column {', '.join(missing)}: put it back"))
    return tuple(rows), (*problems, *_doubled(rows, name))


def _row(
    cells_of: dict[str, str], row: Sequence[str], columns: Sequence[str], place: str
) -> tuple[Row | None, list[Problem]]:
    problems = []
    if any(row[len(columns) :]):
        problem = f"has {len(row)} cells where there are {len(columns)} columns: a tab too many?"
        return None, [Problem(place, problem)]
    if any(len(cell) > _LONGEST_CELL for cell in row):
        return None, [Problem(place, f"a cell is longer than {_LONGEST_CELL:,} characters: cut it")]
    word = cells.plain(cells_of.get("Word", ""))
    if not word:
        return None, [Problem(place, "has no word: write one, or take the row out")]
    keep = cells_of.get("Keep", "").lower().replace(" ", "")
    keep = DROP if keep == "drop" else keep
    if keep not in ("", KEEP, DROP):
        problems.append(Problem(place, f'{word}: Keep is "{keep}": write keep or {DROP}'))
        keep = KEEP
    lesson = cells_of.get("Lesson", "").removesuffix(".0")  # as some spreadsheets write a number
    if lesson and not (lesson.isdecimal() and int(lesson) > 0):
        problems.append(Problem(place, f'{word}: Lesson is "{lesson}": write its number, from 1'))
        lesson = ""
    guid = cells_of.get("GUID", "")
    if any(not 33 <= ord(char) <= 126 for char in guid) or len(guid) > 60:
        problems.append(Problem(place, f"{word}: the GUID is damaged: put the old one back"))
    reading = cells_of.get("Pinyin", "")
    if reading not in ("", NOTHING) and pinyin.parsed(cells.plain(reading), len(word)) is None:
        problem = f'{word}: "{cells.plain(reading)}" is no reading of {len(word)} syllables: write one for each character (dì fang or di4 fang5)'
        problems.append(Problem(place, problem))
    extra = [(column, cells_of.get(column, "")) for column in columns if column not in COLUMNS]
    return (
        Row(
            word=word,
            guid=guid,
            keep=keep,
            lesson=str(int(lesson)) if lesson else "",
            pinyin=reading,
            meaning=cells_of.get("Meaning", ""),
            sentence=cells_of.get("Sentence", ""),
            source_line=cells_of.get("SourceLine", ""),
            teacher_note=cells_of.get("TeacherNote", ""),
            tags=cells_of.get("Tags", ""),
            why=cells_of.get("Why", ""),
            review=tuple(cells_of.get("Review", "").split()),
            made=_made(cells_of.get("Made", "")),
            extra=tuple((column, value) for column, value in extra if column),
        ),
        problems,
    )


def _made(cell: str) -> tuple[tuple[Column, str], ...]:
    stamps = dict(each.split(":", 1) for each in cell.split() if ":" in each)
    return tuple((column, stamps[column]) for column in EDITABLE if column in stamps)


def _doubled(rows: Iterable[Row], name: str) -> Iterator[Problem]:
    first_of: dict[str, Row] = {}
    for row in rows:
        if row.guid and (first := first_of.setdefault(row.guid, row)) is not row:
            problem = f"{row.word}: has the GUID of line {first.line}: take one of the two rows out"
            yield Problem(f"{name}:{row.line}", problem)


# --- Writing -------------------------------------------------------------------------------------


def rows_text(rows: Sequence[Row]) -> str:
    """Return rows as the text of a deck file."""
    extra = list(dict.fromkeys(column for row in rows for column, _ in row.extra))
    out = io.StringIO()
    out.write("".join(f"{line}\n" for line in _HEAD))
    out.write("#columns:" + "\t".join((*COLUMNS, *extra)) + "\n")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    for row in rows:
        own = dict(row.extra)
        values = [row.cell(column) for column in COLUMNS] + [own.get(name, "") for name in extra]
        writer.writerow(
            [value if n == 0 else text.formula_safe(value) for n, value in enumerate(values)]
        )
    return out.getvalue()
