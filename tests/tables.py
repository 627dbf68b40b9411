"""The tables in `cases/`: texts, what must become of them, and why."""

from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the rows of a table without its heading, every column as it is written."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(line.split("\t")) for line in lines]


def cases(name: str) -> list[Any]:
    """Return the rows of a table as parameters, without their comment.

    A known failure is marked: by `xfail` in a column of that name before the comment, in tables that
    have one, else by a comment that says so.
    """
    heading, *_ = (CASES / name).read_text(encoding="utf-8").splitlines()
    has_marks = heading.split("\t")[-2] == "xfail"
    found = []
    for number, (*row, comment) in enumerate(rows(name), 2):
        mark = row.pop() if has_marks else ""
        known_failure = mark == "xfail" or comment.startswith("known failure")
        marks = [pytest.mark.xfail(reason=comment)] if known_failure else []
        found.append(pytest.param(*row, marks=marks, id=f"{name}:{number}" if has_marks else None))
    return found
