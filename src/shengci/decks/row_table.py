"""The rows of a class deck as text: read as a spreadsheet may have left it, written as Anki reads it."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from shengci import pinyin
from shengci.decks import cells
from shengci.decks.rows import COLUMNS, DROP, EDITABLE, KEEP, NOTHING, Column, Problem, Row
from shengci.decks.tables import read_table, table_text, typed
from shengci.decoding import decode
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.notetype import NOTE_TYPE_NAME

_HEAD = (  # begins unlike a text for Anki's import, which may be written over
    f"#notetype:{NOTE_TYPE_NAME}",
    "#separator:tab",
    "#html:true",
    f"#guid column:{COLUMNS.index('GUID') + 1}",
    f"#tags column:{COLUMNS.index('Tags') + 1}",
    "#if matches:update current",
)
_LONGEST_CELL = 20_000


def read_rows(path: Path, *, must_exist: bool = False) -> tuple[Row, ...]:
    """Return the rows of a deck file in their order; none if there is no file yet, unless it must exist.

    Raises:
        DeckError: a row is broken: the file, the line and the first of its problems.
        SourceError: the file can't be read.
    """
    if must_exist:
        read_bytes(path)
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
    try:
        table = list(read_table(content, _delimiter(content)))
        return _parsed([(at, row) for at, row in table if any(map(str.strip, row))], name)
    except csv.Error as error:
        problem = f"is no table ({error}): save it from the spreadsheet as text with tabs"
        return (), (Problem(name, problem),)


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
        row = typed(row)
        if row[0].startswith("#columns:") and not columns:
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
    doubled = [name for name, count in Counter(filter(None, columns)).items() if count > 1]
    if doubled:
        problems.insert(0, Problem(name, f"has two columns {doubled[0]}: give one another name"))
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
    if lesson and not (lesson.isdecimal() and len(lesson) < 6 and int(lesson) > 0):
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
    extra = tuple(dict.fromkeys(column for row in rows for column, _ in row.extra))
    columns = "#columns:" + "\t".join((*COLUMNS, *extra))
    head = [f"{line}\n" for line in (*_HEAD, columns)]
    return "".join((*head, *(_line(row, extra) for row in rows)))


@lru_cache(maxsize=20_000)  # of 5,000 rows an edit in the page writes all, and one is another
def _line(row: Row, extra: tuple[str, ...]) -> str:
    own = dict(row.extra)
    values = [row.cell(column) for column in COLUMNS] + [own.get(name, "") for name in extra]
    return table_text([values])
