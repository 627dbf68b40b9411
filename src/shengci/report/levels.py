"""The words of an article by level, and the level it can be read at."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import get_args

from shengci.lexicon import hsk
from shengci.lexicon.levels import estimated_level
from shengci.records import Standard, WordKey
from shengci.report.records import LevelRow, Profile, ReadingLevel

STANDARDS: tuple[Standard, ...] = get_args(Standard)
READING = (95, 98)
"""Percent of the running words: with help, and without (Laufer and Ravenhorst-Kalovski 2010; Hu and Nation 2000)."""


def profiles_of(running: Mapping[WordKey, int]) -> tuple[Profile, ...]:
    """Return the profile by each standard of words that stand in a text so often each."""
    return tuple(_profile(standard, running) for standard in STANDARDS)


def _profile(standard: Standard, running: Mapping[WordKey, int]) -> Profile:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for (headword, _), count in running.items():
        listed = hsk.level_of(headword, standard)
        level = listed or estimated_level(headword, standard)
        prefix = "" if listed else "estimated_"
        counts[level][f"{prefix}words"] += 1
        counts[level][f"{prefix}running"] += count
    rows = tuple(
        LevelRow(
            level,
            words=counts[level]["words"],
            running=counts[level]["running"],
            estimated_words=counts[level]["estimated_words"],
            estimated_running=counts[level]["estimated_running"],
        )
        for level in range(1, max(hsk.words(standard).values()) + 1)
    )
    return Profile(standard, rows, tuple(_reading_level(rows, percent) for percent in READING))


def _reading_level(rows: tuple[LevelRow, ...], percent: int) -> ReadingLevel:
    unlisted = sum(row.estimated_running for row in rows)
    by_estimate = [row.running + row.estimated_running for row in rows]
    easiest, *others = [row.running for row in rows]
    *all_but_hardest, hardest = [row.running for row in rows]
    return ReadingLevel(
        percent,
        level=_lowest_level(by_estimate, percent),
        lowest=_lowest_level([easiest + unlisted, *others], percent),
        highest=_lowest_level([*all_but_hardest, hardest + unlisted], percent),
    )


def _lowest_level(counts: list[int], percent: int) -> int:
    """Return the lowest level up to which the counts, from level 1, are a percentage of them all."""
    known, total = 0, sum(counts)
    for level, count in enumerate(counts, 1):
        known += count
        if 100 * known >= percent * total:
            return level
    raise AssertionError("all levels together are all words")
