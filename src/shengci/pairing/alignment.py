"""Alignment by dynamic programming: the beads that together explain both texts best."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shengci.embeddings import one_blas_thread
from shengci.pairing.anchors import stretches_of
from shengci.pairing.evidence import (
    Matrices,
    Matrix,
    Shape,
    Similarity,
    Texts,
    margin_of,
    part_of,
    similarity_of,
)

SHAPES: tuple[Shape, ...] = tuple((a, b) for a in range(1, 6) for b in range(1, 6) if a + b <= 6)
_WINDOW = 240  # groups are aligned together up to so many sentences of one language
_SAME = 1e-9  # sums made in another order differ by less


# Set by hand on our own articles with each language in a file of its own; MAC-Dev has no paragraphs.
_SEAM = 0.06


@dataclass(frozen=True, slots=True)
class Prices:
    """What evidence is worth and what a bead's shape costs.

    A bead of (a, b) sentences gains (a + b) / 2 * (`cosine` * cosine - `margin` * its margin + `overlap` *
    overlap + `answered` * answered - `base`) - `length` * mismatch - `quotes` where speech ends on
    one side only. One of more than a sentence each gains `weakest_cosine` and `weakest_overlap` times
    those of its least alike sentence, and costs `joined` and `merge` * (a + b - 2), and `both` where
    a and b exceed 1. Each seam costs `seam`, and an unpaired sentence `skip`.
    """

    overlap: float
    base: float
    length: float
    skip: float
    merge: float
    both: float
    margin: float = 0.0
    answered: float = 0.0
    quotes: float = 0.0
    joined: float = 0.0
    weakest_cosine: float = 0.0
    weakest_overlap: float = 0.0
    cosine: float = 1.0
    seam: float = 0.0

    @property
    def embeds(self) -> bool:
        """Whether embeddings are worth anything, and the model is needed at all."""
        return any((self.cosine, self.margin, self.weakest_cosine))


# One set for all texts, found by random search for the best mean strict F1 over four kinds of them:
# novels (MAC-Dev, 1,316 beads), our own articles, a technical manual and scripture (by paragraphs
# and verses that correspond), each also with every fourteenth bead robbed of one side. What differs
# from text to text is measured in the text: margins, idf weights, length ratio, quotation marks.
# Search again when the embeddings or the glosses change.
SENTENCES = Prices(
    overlap=0.096,
    answered=0.16,
    margin=0.736,
    base=-0.153,
    length=0.257,
    quotes=0.119,
    skip=0.083,
    merge=0.188,
    both=-0.043,
    joined=0.041,
    weakest_cosine=0.121,
    weakest_overlap=0.038,
    seam=_SEAM,
)


# Inside a paragraph a clause may move into the next sentence, and a card with two sentences a side
# harms nobody; a row says itself what answers what, sentence by sentence as a rule, and only what is
# left over stays alone. Both set by hand on our own articles.
PARAGRAPHS = replace(SENTENCES, both=-0.1)
ROWS = replace(SENTENCES, both=0.03, skip=2.0)


@dataclass(frozen=True, slots=True)
class Bead:
    """Some neighbouring English and Chinese sentences, by index, and what joining them gains."""

    english: range
    chinese: range
    gain: float

    @property
    def strength(self) -> float:
        """The gain a sentence, comparable between shapes."""
        return 2 * self.gain / max(1, len(self.english) + len(self.chinese))

    def moved(self, english: int, chinese: int) -> "Bead":
        """Return the bead so many sentences further on."""
        e, c = self.english, self.chinese
        return replace(
            self,
            english=range(e.start + english, e.stop + english),
            chinese=range(c.start + chinese, c.stop + chinese),
        )


Bonus = Callable[[Shape, Matrix], Matrix]
Group = tuple[range, range]  # English and Chinese sentences that only each other may answer


def align(
    texts: Texts,
    prices: Prices,
    *,
    shapes: Sequence[Shape] = SHAPES,
    bonus: Bonus | None = None,
    encode_runs: bool = True,
) -> list[Bead]:
    """Return beads that use every sentence of both sides exactly once, in order.

    `bonus` adds to the gain of a two-sided bead what the evidence can't know (the layout): it is
    given a shape and, for each bead of it, how alike its runs are, their cosine and half their overlap.
    For `encode_runs` see `similarity_of`.
    Method: dynamic programming over the bead shapes of Gale and Church (1993), more of them, with
    the evidence of `similarity_of`.
    """
    similarity = similarity_of(texts, shapes, embed=prices.embeds, encode_runs=encode_runs)
    gains = _gains(similarity, prices)
    if bonus is not None:
        for shape, gain in gains.items():
            gain += bonus(shape, similarity.cosine[shape] + similarity.overlap[shape] / 2)
    return _best_path(gains, len(texts.english), len(texts.chinese), prices.skip)


def align_long(texts: Texts, prices: Prices) -> list[Bead]:
    """Return the same for texts of any length: cut at the surest pairs first, then aligned between them.

    The stretches are aligned on two threads; most of the work is numpy's, which lets both go on.
    """
    stretches = stretches_of(
        [sentence.text for sentence in texts.english],
        [sentence.text for sentence in texts.chinese],
    )

    def beads_of(stretch: Group) -> list[Bead]:
        e, c = stretch
        return [bead.moved(e.start, c.start) for bead in align(part_of(texts, e, c), prices)]

    with one_blas_thread(), ThreadPoolExecutor(2) as threads:
        return list(itertools.chain.from_iterable(threads.map(beads_of, stretches)))


def align_groups(texts: Texts, groups: Sequence[Group], prices: Prices) -> list[list[Bead]]:
    """Return the beads inside each group; the groups cover both sides in order.

    What is like what anyway (the margin) is measured over many groups: inside one, everything would
    be near everything.
    """
    found = []
    for window in _windows(groups):
        (e, c), (last_e, last_c) = window[0], window[-1]
        part = part_of(texts, range(e.start, last_e.stop), range(c.start, last_c.stop))
        borders = (
            frozenset(english.start - e.start for english, _ in window),
            frozenset(chinese.start - c.start for _, chinese in window),
        )
        gains = _gains(similarity_of(part, SHAPES, borders=borders), prices)
        for english, chinese in window:
            at_e, at_c = english.start - e.start, chinese.start - c.start
            n, m = len(english), len(chinese)
            inner = {
                (a, b): gain[at_e : at_e + n - a + 1, at_c : at_c + m - b + 1]
                for (a, b), gain in gains.items()
                if a <= n and b <= m
            }
            beads = _best_path(inner, n, m, prices.skip)
            found.append([bead.moved(english.start, chinese.start) for bead in beads])
    return found


def _windows(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    start = 0
    for at, (e, c) in enumerate(groups):
        first_e, first_c = groups[start]
        if at > start and max(e.stop - first_e.start, c.stop - first_c.start) > _WINDOW:
            yield groups[start:at]
            start = at
    if groups:
        yield groups[start:]


def _gains(similarity: Similarity, prices: Prices) -> Matrices:
    return {shape: _gain(similarity, shape, prices) for shape in similarity.cosine}


def _gain(similarity: Similarity, shape: Shape, prices: Prices) -> Matrix:
    a, b = shape
    cosine = similarity.cosine[shape]
    value = prices.cosine * cosine + prices.overlap * similarity.overlap[shape] - prices.base
    value = value + prices.answered * similarity.answered[shape]
    if prices.margin:
        value = value - prices.margin * margin_of(cosine)
    gain = (a + b) / 2 * value - prices.length * similarity.mismatch[shape]
    gain -= prices.quotes * similarity.quotes[shape] + prices.seam * similarity.seams[shape]
    if a + b > 2:
        gain -= prices.joined + prices.merge * (a + b - 2) + prices.both * (a > 1 and b > 1)
        gain += prices.weakest_cosine * similarity.weakest_cosine[shape]
        gain += prices.weakest_overlap * similarity.weakest_overlap[shape]
    return np.asarray(gain)


def _best_path(gains: Matrices, n: int, m: int, skip: float) -> list[Bead]:
    best = np.full((n + 1, m + 1), -np.inf)
    step = np.zeros((n + 1, m + 1, 2), dtype=np.int8)
    best[0, 0] = 0.0
    skips = skip * np.arange(m + 1)
    for i in range(n + 1):
        row = best[i]
        if i:
            row[:] = best[i - 1] - skip
            step[i, :] = (1, 0)
        for (a, b), gain in gains.items():
            if a > i or b > m:
                continue
            candidate = best[i - a, : m + 1 - b] + gain[i - a]
            better = candidate > row[b:]
            row[b:][better] = candidate[better]
            step[i, b:][better] = (a, b)
        reached = np.maximum.accumulate(row + skips) - skips
        step[i, reached > row + _SAME] = (0, 1)
        row[:] = reached
    return _trace(step, gains, n, m, skip)


def _trace(step: NDArray[np.int8], gains: Matrices, n: int, m: int, skip: float) -> list[Bead]:
    beads = []
    while n or m:
        a, b = (int(k) for k in step[n, m])
        gain = float(gains[a, b][n - a, m - b]) if a and b else -skip
        beads.append(Bead(range(n - a, n), range(m - b, m), gain))
        n, m = n - a, m - b
    return beads[::-1]
