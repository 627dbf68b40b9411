"""Grammatical structures with the level they are taught at: 连…也, 与其…不如.

The table is ours; the levels follow the grammar outline of the national standard of 2021 (GF0025-2021),
7 being the band 7-9.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Structure:
    """A structure: its name, its level 1 to 7, and its words in order, each with its alternatives."""

    name: str
    level: int
    words: tuple[frozenset[str], ...]

    def is_in(self, headwords: Sequence[str]) -> bool:
        """Whether the words stand in a sentence in this order, with anything between them."""
        rest = iter(headwords)
        return all(any(headword in word for headword in rest) for word in self.words)


def structures_of(headwords: Sequence[str]) -> tuple[Structure, ...]:
    """Return the structures in a sentence, given as headwords in order, the hardest first.

    >>> [each.name for each in structures_of("他 连 看 都 不 看".split())]
    ['连…也']
    """
    there = set(headwords)
    found = [
        structure
        for structure in _structures()
        if not there.isdisjoint(structure.words[0]) and structure.is_in(headwords)
    ]
    return tuple(sorted(found, key=lambda structure: -structure.level))


@cache
def _structures() -> tuple[Structure, ...]:
    text = files("shengci.lexicon").joinpath("data/structures.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return tuple(
        Structure(name, int(level), tuple(frozenset(word.split("|")) for word in words.split()))
        for level, name, words in rows
    )
