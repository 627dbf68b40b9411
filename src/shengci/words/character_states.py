"""Runs of characters cut by jieba's character model: each begins, is inside, ends or is a word (B, M, E, S).

jieba (0.42.1, MIT) carries the model; its own module for it takes a quarter of a second to import.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shengci import index
from shengci.words import jieba_files

_STATES = "BMES"
_BEFORE = {"B": "ES", "M": "MB", "E": "BM", "S": "SE"}
_IMPOSSIBLE = -3.14e100  # as jieba has it
_BLOCK = re.compile("[\u4e00-\u9fd5]+|[^\u4e00-\u9fd5]+")
_TABLES = ("prob_start", "prob_trans", "prob_emit")
_START, _CHANGES = "start", "changes"  # keys longer than a character


@dataclass(frozen=True, slots=True)
class _Model:
    """Log probabilities: of states at the beginning, of one after another, of a character in each state."""

    start: Mapping[str, float]
    changes: Mapping[str, Mapping[str, float]]
    characters: index.Table

    def of(self, character: str) -> list[float]:
        """Return the log probability of a character in each of the states."""
        found = self.characters.find(character)
        return [float(p) for p in found.split()] if found else [_IMPOSSIBLE] * len(_STATES)


def words_in(run: str) -> Iterator[str]:
    """Yield the words a run of characters is likeliest cut into; what the model does not know stays whole.

    >>> list(words_in("李小明说"))
    ['李小明', '说']
    """
    for block in _BLOCK.finditer(run):
        if "\u4e00" <= block[0][0] <= "\u9fd5":
            yield from _cut(block[0])
        else:
            yield block[0]


def _cut(block: str) -> Iterator[str]:
    begin = 0
    for at, state in enumerate(_likeliest_states(block)):
        if state in "ES":
            yield block[begin : at + 1]
            begin = at + 1
    if begin < len(block):
        yield block[begin:]


def _likeliest_states(block: str) -> str:
    """Return the state of each character (Viterbi); of two as likely, the later letter, as jieba does."""
    model = _model()
    here = {
        state: (model.start[state] + p, state)
        for state, p in zip(_STATES, model.of(block[0]), strict=True)
    }
    for character in block[1:]:
        before, here = here, {}
        for state, p in zip(_STATES, model.of(character), strict=True):
            likelihood, last = max(
                (before[s][0] + model.changes[s].get(state, _IMPOSSIBLE) + p, s)
                for s in _BEFORE[state]
            )
            here[state] = likelihood, before[last][1] + state
    last = max("ES", key=lambda state: (here[state][0], state))
    return here[last][1]


@cache
def _model() -> _Model:
    files = [jieba_files.path_of(f"finalseg/{name}.py") for name in _TABLES]
    table = index.table("character-states", (*files, Path(__file__)), _rows)
    return _Model(json.loads(table[_START]), json.loads(table[_CHANGES]), table)


def _rows() -> Iterator[tuple[str, str]]:
    start, changes, characters = (jieba_files.table_of(f"finalseg/{name}.py") for name in _TABLES)
    yield _START, json.dumps(start)
    yield _CHANGES, json.dumps(changes)
    for character in sorted({each for state in _STATES for each in characters[state]}):
        yield (
            character,
            " ".join(repr(characters[state].get(character, _IMPOSSIBLE)) for state in _STATES),
        )
