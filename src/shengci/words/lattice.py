"""The likeliest cut of a run of Chinese characters into words: the best path through all that could be."""

import math
from collections.abc import Callable, Container
from typing import NamedTuple

from shengci.remembering import remembered
from shengci.words import borders, corpora, vocabulary, word_ends

# Found by search on 500 sentences of newspaper-like text (UD Chinese GSDSimp, development set).
_TRANSITION = 0.6


class Edge(NamedTuple):  # made for every word that could be: a tuple costs a third of a record
    """A word that may stand at a place of a run, with jieba's tag."""

    start: int
    end: int
    tag: str
    text: str


Bonus = Callable[[str], float]
"""What else speaks for a word, in nats: the English line."""


def best_path(
    run: str,
    *,
    names: bool,
    bonus: Bonus | None = None,
    without: Container[tuple[int, int]] = (),
    before: str = "",
) -> list[Edge]:
    """Return the words of a run of Han characters, in order, covering it.

    Method: Viterbi over words, by their frequencies and by how likely their parts of speech follow
    each other. Places in `without` have no bonus; `before` is the tag of what stands before the run.
    """
    ending: list[list[tuple[float, Edge, int]]] = [[] for _ in range(len(run) + 1)]
    ending[0] = [(0.0, Edge(-2, 0, before, ""), 0)]
    for start in range(len(run)):
        if not ending[start]:
            continue
        for end in word_ends.possible_ends(run, start, vocabulary.LONGEST_WORD):
            word = run[start:end]
            score = vocabulary.log_probability(word, names)
            if score is None:
                continue
            if bonus is not None and (start, end) not in without:
                score += bonus(word)
            tag = _tag_of(word)
            best, back = -math.inf, 0
            for i, (total, last, _) in enumerate(ending[start]):
                reached = total + _after(last.text, last.tag, word, tag)
                if reached > best:
                    best, back = reached, i
            ending[end].append((best + score, Edge(start, end, tag, word), back))
    return _trace(ending, len(run))


@remembered
def _tag_of(word: str) -> str:
    return "m" if vocabulary.is_number(word) else corpora.tag_of(word)


@remembered
def _after(before: str, before_tag: str, word: str, tag: str) -> float:
    """Return what speaks for a word after another, "" at the beginning of a run."""
    told = borders.worth_of(before, before_tag, word)
    if told is not None:
        return told
    return _TRANSITION * corpora.follows(before_tag, len(before) == 1, tag, len(word) == 1)


def _trace(ending: list[list[tuple[float, Edge, int]]], end: int) -> list[Edge]:
    out: list[Edge] = []
    at = max(range(len(ending[end])), key=lambda i: ending[end][i][0])
    while end:
        _, edge, back = ending[end][at]
        out.append(edge)
        end, at = edge.start, back
    return out[::-1]
