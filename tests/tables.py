"""The tables in `cases/`: texts, what must become of them, and why."""

from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parent / "cases"


def cases(name: str) -> list[Any]:
    """Return the rows of a table as parameters; a comment that says so marks a known failure."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()[1:]
    return [
        pytest.param(
            given,
            expected,
            marks=[pytest.mark.xfail] if comment.startswith("known failure") else [],
        )
        for given, expected, comment in (line.split("\t") for line in lines)
    ]
