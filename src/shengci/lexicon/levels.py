"""The HSK level of any word: listed, or estimated from its frequency, its characters and its parts.

The estimate is an ordinal logistic model (McCullagh 1980) over the facts below, their squares and
products. `benchmarks/ranking.py` says how well it does on listed words held out, and
`benchmarks/fit_levels.py` makes its numbers.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log1p, prod

from shengci.lexicon import dictionary, frequency, hsk
from shengci.records import Levels, Standard
from shengci.remembering import remembered

FACTS = (
    "zipf",
    "highest level of its characters",
    "mean level of its characters",
    "characters",
    "mean zipf of its characters",
    "senses",
    "mean level of words with its characters",
    "mean lowest level of words with its characters",
    "mean number of words with its characters",
    "highest level of its parts",
)
_UNLISTED_CHARACTER = 8
_NEVER_SEEN = 1.0  # the Zipf value of what the frequency list lacks
_PRIOR = (5.5, 2)  # the level and weight of words nobody has seen, for a character's mean
_FURTHEST = 20.0  # standard deviations; what no listed word is like counts as the limit


def levels_of(headword: str, standard: Standard) -> Levels:
    """Return a word's levels by all three standards, with an estimate if the chosen one lacks it."""
    levels = Levels(
        hsk.level_of(headword, "2025"),
        hsk.level_of(headword, "2021"),
        hsk.level_of(headword, "2.0"),
    )
    if levels.by(standard) is not None:
        return levels
    return Levels(levels.hsk, levels.hsk2021, levels.hsk2, estimated_level(headword, standard))


@remembered
def estimated_level(headword: str, standard: Standard) -> int:
    """Return the level a word would probably have if the standard listed it, 1 to 7."""
    model = _models()[standard]
    return model.level_of(_neighbours(standard).facts_of(headword))


@dataclass(frozen=True, slots=True)
class LevelModel:
    """An ordinal model: each fact's mean and spread, a weight for each of the `terms`, the thresholds."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    weights: tuple[float, ...]
    thresholds: tuple[float, ...]

    def level_of(self, facts: Sequence[float]) -> int:
        """Return the level that is as likely too low as too high, from 1."""
        values = terms(
            [
                max(-_FURTHEST, min(_FURTHEST, (fact - mean) / spread))
                for fact, mean, spread in zip(facts, self.means, self.spreads, strict=True)
            ]
        )
        score = sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 + sum(score > threshold for threshold in self.thresholds)


def terms(values: Sequence[float]) -> list[float]:
    """Return the values themselves, then the product of every two, squares too, in order."""
    pairs = itertools.combinations_with_replacement(values, 2)
    return [*values, *map(prod, pairs)]


class Neighbours:
    """What the words that a standard lists tell of another word: its characters and parts in them."""

    def __init__(self, listed: Mapping[str, int], characters: Mapping[str, int]) -> None:
        self._listed = listed
        self._characters = characters
        self._levels_with: dict[str, dict[str, int]] = defaultdict(dict)
        for word, level in listed.items():
            for character in word:
                self._levels_with[character][word] = level

    def facts_of(self, headword: str) -> tuple[float, ...]:
        """Return the `FACTS` of a word, as if the standard did not list it."""
        if not headword:
            return self.facts_of("＿")
        levels = [self._characters.get(c, _UNLISTED_CHARACTER) for c in headword]
        others = [
            [level for word, level in self._levels_with.get(c, {}).items() if word != headword]
            for c in headword
        ]
        level, weight = _PRIOR
        means = [(sum(found) + level * weight) / (len(found) + weight) for found in others]
        return (
            frequency.zipf_of(headword) or _NEVER_SEEN,
            max(levels),
            _mean(levels),
            len(headword),
            _mean([frequency.zipf_of(c) or _NEVER_SEEN for c in headword]),
            sum(len(entry.definitions) for entry in dictionary.entries_of(headword)),
            _mean(means),
            _mean([min(found, default=_UNLISTED_CHARACTER) for found in others]),
            _mean([log1p(len(found)) for found in others]),
            max((self._listed.get(part, 0) for part in _parts(headword)), default=0),
        )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _parts(headword: str) -> Iterator[str]:
    """Yield every shorter run of two characters or more."""
    for length in range(2, len(headword)):
        for start in range(len(headword) - length + 1):
            yield headword[start : start + length]


@cache
def _neighbours(standard: Standard) -> Neighbours:
    return Neighbours(hsk.words(standard), hsk.characters(standard))


@cache
def _models() -> dict[Standard, LevelModel]:
    """Return the models of `data/level-models.tsv`: a row of numbers for each part of each."""
    standards: dict[str, Standard] = {"2025": "2025", "2021": "2021", "2.0": "2.0"}
    text = files("shengci.lexicon").joinpath("data/level-models.tsv").read_text(encoding="utf-8")
    rows: dict[Standard, dict[str, tuple[float, ...]]] = defaultdict(dict)
    for line in text.splitlines()[1:]:
        standard, part, *numbers = line.split("\t")
        rows[standards[standard]][part] = tuple(map(float, numbers))
    return {standard: LevelModel(**parts) for standard, parts in rows.items()}
