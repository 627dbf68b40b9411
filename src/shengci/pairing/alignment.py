"""Alignment by dynamic programming: the beads that together explain both texts best."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings
from shengci.pairing.evidence import (
    Matrix,
    Shape,
    Similarity,
    Texts,
    margin_of,
    part_of,
    similarity_of,
)

SHAPES: tuple[Shape, ...] = tuple((a, b) for a in range(1, 6) for b in range(1, 6) if a + b <= 6)
# Stretches longer than this (sentences of one language) are cut at sure pairs first.
_STRETCH = 240
_ANCHOR_WINDOW = 40
_CELLS_IN_FULL = 16_000_000
_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Prices:
    """What evidence is worth and what a bead's shape costs.

    A bead of (a, b) sentences gains (a + b) / 2 * (cosine - `margin` * its margin + `overlap` *
    overlap - `base`) - `length` * mismatch - `merge` * (a + b - 2), and `both` less where a and b
    exceed 1; an unpaired sentence costs `skip`.
    """

    overlap: float
    base: float
    length: float
    skip: float
    merge: float
    both: float
    margin: float


# Found by random search on 1,316 hand-made beads of six chapters of novels (MAC-Dev), each for its
# task: on whole chapters strict F1 .90, and on the same beads grouped into paragraph pairs .93.
# Search again when the embeddings or the glosses change.
WHOLE_TEXT = Prices(
    overlap=0.24, base=-0.19, length=0.25, skip=0.17, merge=0.155, both=0.03, margin=0.775
)
PARAGRAPH = Prices(
    overlap=0.15, base=0.14, length=0.36, skip=0.24, merge=0.21, both=0.05, margin=0.0
)


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


Bonus = Callable[[range, range, float], float]


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
    given the two runs and how alike they are, their cosine and half their overlap. For
    `encode_runs` see `similarity_of`.
    Method: dynamic programming over the bead shapes of Gale and Church (1993), more of them, with
    the evidence of `similarity_of`.
    """
    similarity = similarity_of(texts, shapes, encode_runs=encode_runs)
    gains = {shape: _gain(similarity, shape, prices) for shape in similarity.cosine}
    if bonus is not None:
        for (a, b), gain in gains.items():
            alike = similarity.cosine[a, b] + similarity.overlap[a, b] / 2
            for i, j in np.ndindex(gain.shape):
                gain[i, j] += bonus(range(i, i + a), range(j, j + b), float(alike[i, j]))
    return _best_path(gains, len(texts.english), len(texts.chinese), prices.skip)


def align_long(texts: Texts, prices: Prices) -> list[Bead]:
    """Return the same for texts of any length: cut at the surest pairs first, then aligned between them."""
    beads: list[Bead] = []
    for e, c in _stretches(texts):
        for bead in align(part_of(texts, e, c), prices):
            beads.append(
                Bead(_shift(bead.english, e.start), _shift(bead.chinese, c.start), bead.gain)
            )
    return beads


def _shift(part: range, by: int) -> range:
    return range(part.start + by, part.stop + by)


def _gain(similarity: Similarity, shape: Shape, prices: Prices) -> Matrix:
    a, b = shape
    cosine = similarity.cosine[shape]
    value = cosine + prices.overlap * similarity.overlap[shape] - prices.base
    if prices.margin:
        value = value - prices.margin * margin_of(cosine)
    cost = prices.merge * (a + b - 2) + (prices.both if a > 1 and b > 1 else 0.0)
    return np.asarray((a + b) / 2 * value - prices.length * similarity.mismatch[shape] - cost)


def _best_path(gains: dict[Shape, Matrix], n: int, m: int, skip: float) -> list[Bead]:
    best = np.full((n + 1, m + 1), -np.inf)
    step = np.zeros((n + 1, m + 1, 2), dtype=np.int8)
    best[0, 0] = 0.0
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
        for j in range(1, m + 1):
            if row[j - 1] - skip > row[j]:
                row[j] = row[j - 1] - skip
                step[i, j] = (0, 1)
    return _trace(step, gains, n, m, skip)


def _trace(
    step: NDArray[np.int8], gains: dict[Shape, Matrix], n: int, m: int, skip: float
) -> list[Bead]:
    beads = []
    while n or m:
        a, b = (int(k) for k in step[n, m])
        gain = float(gains[a, b][n - a, m - b]) if a and b else -skip
        beads.append(Bead(range(n - a, n), range(m - b, m), gain))
        n, m = n - a, m - b
    return beads[::-1]


def _stretches(texts: Texts) -> list[tuple[range, range]]:
    """Return stretches of both sides, in order, that meet at pairs nobody doubts."""
    n, m = len(texts.english), len(texts.chinese)
    cuts = [(0, 0)]
    if max(n, m) > _STRETCH and min(n, m) > 0:
        cuts += _cuts(_anchors(texts), n, m)
    cuts.append((n, m))
    return [(range(e0, e1), range(c0, c1)) for (e0, c0), (e1, c1) in itertools.pairwise(cuts)]


def _cuts(anchors: Sequence[tuple[int, int, float]], n: int, m: int) -> list[tuple[int, int]]:
    cuts, last = [], (0, 0)
    target = _STRETCH - _ANCHOR_WINDOW
    while max(n - last[0], m - last[1]) > _STRETCH:
        near = [
            (strength, i, j)
            for i, j, strength in anchors
            if i > last[0]
            and j > last[1]
            and target - _ANCHOR_WINDOW <= max(i - last[0], j - last[1]) <= _STRETCH
        ]
        if not near:  # nothing sure for a long way: take the next pair, however far
            near = [
                (strength, i, j)
                for i, j, strength in anchors
                if i > last[0] + target and j > last[1]
            ][:1]
        if not near:
            break
        _, i, j = max(near)
        last = (i, j)
        cuts.append(last)
    return cuts


def _anchors(texts: Texts) -> list[tuple[int, int, float]]:
    """Return (English, Chinese, strength) of the single-sentence pairs on the best monotone path.

    Rows of the similarity matrix are made in turn; texts of very many sentences are searched in a
    band around the diagonal.
    """
    english_vectors, chinese_vectors = (
        embeddings.encode(texts.english),
        embeddings.encode(texts.chinese),
    )
    n, m = len(texts.english), len(texts.chinese)
    width = m if n * m <= _CELLS_IN_FULL else min(m, max(2000, _CELLS_IN_FULL // n))
    starts = [max(0, min(m - width, i * m // n - width // 2)) for i in range(n)]
    came = np.zeros((n, width), dtype=np.int8)
    strengths = np.zeros((n, width), dtype=np.float16)
    best = np.zeros(m + 1)
    for i, start in enumerate(starts):
        row = chinese_vectors[start : start + width] @ english_vectors[i]
        row = row - np.sort(row)[-_NEAREST:].mean() / 2
        before = best[start + 1 : start + width + 1].copy()
        diagonal = best[start : start + width] + np.maximum(row, 0)
        best[start + 1 : start + width + 1] = np.maximum(before, diagonal)
        reached = np.maximum.accumulate(best)
        here = slice(start + 1, start + width + 1)
        came[i] = np.where(
            reached[here] > best[here], _LEFT, np.where(diagonal > before, _DIAGONAL, _UP)
        )
        strengths[i], best = row, reached
    return _walk_back(starts, came, strengths, m)


_UP, _LEFT, _DIAGONAL = 0, 1, 2


def _walk_back(
    starts: list[int], came: NDArray[np.int8], strengths: NDArray[np.float16], m: int
) -> list[tuple[int, int, float]]:
    found, i, j = [], len(starts) - 1, m - 1
    while i >= 0 and j >= 0:
        at = j - starts[i]
        step = came[i, at] if 0 <= at < came.shape[1] else (_UP if at < 0 else _LEFT)
        if step == _DIAGONAL:
            found.append((i, j, float(strengths[i, at])))
        i, j = i - (step != _LEFT), j - (step != _UP)
    return found[::-1]
