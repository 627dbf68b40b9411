"""Tables of a class deck as spreadsheets leave them: rows of cells, whatever ends a line and keeps a formula still."""

import csv
import io
from collections.abc import Iterable, Iterator

from shengci import text


def read_table(content: str, delimiter: str = "\t") -> Iterator[tuple[int, list[str]]]:
    """Yield the number of the line where each row begins, and its cells as they stand there.

    Raises:
        csv.Error: it is no table.
    """
    lines = text.with_line_feeds(content.lstrip("\ufeff"))
    reader = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
    at = 1
    for row in reader:
        yield at, row
        at = reader.line_num + 1


def typed(row: Iterable[str]) -> list[str]:
    """Return cells as somebody typed them: without what nobody sees, or what a spreadsheet needs."""
    return [text.formula_free(text.fold(text.clean(cell))) for cell in row]


def table_text(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as a table with tabs whose cells no spreadsheet runs."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerows([text.formula_safe(cell) for cell in row] for row in rows)
    return out.getvalue()
