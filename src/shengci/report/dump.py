"""A report as JSON: its records as they are. Keys may be added, never renamed."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from shengci.report.records import Ranked

BEGINNING = '{"report": 1, '
"""How every line begins, by which a file of ours is known; the number would change with the meaning of a key."""


def reports_json(ranked: Sequence[Ranked]) -> str:
    """Return a line of JSON an article, in the order to read them in."""
    return "".join(json.dumps(_row(each), ensure_ascii=False) + "\n" for each in ranked)


def _row(ranked: Ranked) -> dict[str, object]:
    return {
        "report": 1,
        "place": ranked.place,
        "known_then": ranked.known_then,
        **asdict(ranked.report),
    }
