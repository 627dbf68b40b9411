"""The usual senses of common words, written by hand, the commonest first.

CC-CEDICT lists senses as they came in: 别 is "to leave" before "don't", 刚 "hard" before "just". Where no English line
decides, that order would. These tables are ours; `data/usual-senses-*.tsv`: word, reading, part of speech, gloss.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shengci import index
from shengci.records import Definition
from shengci.remembering import remembered

TABLES = tuple(
    Path(__file__).parent / "data" / f"usual-senses-{name}.tsv" for name in ("characters", "words")
)
_REMARK = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class UsualSense:
    """One sense of a word under one reading (numbered syllables, one a character)."""

    pinyin: tuple[str, ...]
    definition: Definition


@cache
def _lines() -> index.Table:
    return index.table("usual-senses", (*TABLES, Path(__file__)), _rows)


def _rows() -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for path in TABLES:
        for line in path.read_text(encoding="utf-8").splitlines():
            word = line.partition("\t")[0]
            if not word.startswith("#"):
                found.setdefault(word, []).append(line)
    return ((word, "\n".join(lines)) for word, lines in found.items())


def words() -> tuple[str, ...]:
    """Return every word that has usual senses here."""
    return tuple(_lines())


@remembered
def senses_of(headword: str) -> tuple[UsualSense, ...]:
    """Return the usual senses of a simplified word, the commonest first; () where CC-CEDICT's order serves.

    >>> [sense.definition.gloss for sense in senses_of("刚")][0].startswith("just")
    True
    """
    return tuple(map(_sense, (_lines().find(headword) or "").splitlines()))


def _sense(line: str) -> UsualSense:
    _, reading, part_of_speech, gloss = line.split("\t")[:4]
    wordings = (_REMARK.sub("", wording).strip() for wording in gloss.split(";"))
    alternatives = tuple(dict.fromkeys(filter(None, wordings)))
    labels: tuple[str, ...] = ("classifier",) if gloss.startswith("classifier") else ()
    labels += ("slang",) if gloss.endswith("(slang)") else ()
    definition = Definition(gloss, alternatives, labels, part_of_speech)
    return UsualSense(tuple(reading.split()), definition)
