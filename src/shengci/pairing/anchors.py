"""Where long texts surely meet, so that they can be aligned a stretch at a time in bounded memory."""

import itertools
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings

Cut = tuple[int, int]  # how many sentences of each side stand before it

_STRETCH = 320  # sentences of one language
_WINDOW = 80  # a cut is looked for in so many sentences before a stretch is full
_LARGEST = 300_000  # cells of a stretch in which no anchor was found
_CHUNK = 512  # rows of the similarity matrix held at a time
_NEIGHBOURS = 4
_CANDIDATES = 3  # nearest sentences that an anchor may join a sentence to
_ALONE = 0.3  # what an anchor is worth less when the sentences before it are none


def stretches_of(english: Sequence[str], chinese: Sequence[str]) -> list[tuple[range, range]]:
    """Return stretches of both texts, in order and covering them, that meet at pairs nobody doubts."""
    n, m = len(english), len(chinese)
    cuts: list[Cut] = [(0, 0)]
    if max(n, m) > _STRETCH and min(n, m) > 1:
        anchors = _anchors(embeddings.encode(english), embeddings.encode(chinese))
        cuts += _cuts(anchors, n, m)
    cuts.append((n, m))
    stretches = [(range(e0, e1), range(c0, c1)) for (e0, c0), (e1, c1) in itertools.pairwise(cuts)]
    return [part for stretch in stretches for part in _halved(*stretch)]


def _cuts(anchors: Sequence[tuple[int, int, float]], n: int, m: int) -> list[Cut]:
    cuts: list[Cut] = []
    last = (0, 0)
    joined = {(i, j) for i, j, _ in anchors}
    while max(n - last[0], m - last[1]) > _STRETCH:
        near = [
            (strength - _ALONE * ((i - 1, j - 1) not in joined), i, j)
            for i, j, strength in anchors
            if i > last[0]
            and j > last[1]
            and _STRETCH - _WINDOW <= max(i - last[0], j - last[1]) <= _STRETCH
        ]
        if not near:  # nothing sure for a long way: take the next pair, however far
            near = [
                (strength, i, j)
                for i, j, strength in anchors
                if i > last[0] and j > last[1] and max(i - last[0], j - last[1]) > _STRETCH
            ][:1]
        if not near:
            break
        _, i, j = max(near)
        last = (i, j)
        cuts.append(last)
        at = bisect_right(anchors, i, key=lambda anchor: anchor[0])
        anchors = anchors[at:]
    return cuts


def _halved(english: range, chinese: range) -> list[tuple[range, range]]:
    """Return a stretch, cut blindly in the middle until it is small enough to search."""
    if len(english) * len(chinese) <= _LARGEST:
        return [(english, chinese)]
    e, c = len(english) // 2, len(chinese) // 2
    return _halved(english[:e], chinese[:c]) + _halved(english[e:], chinese[c:])


def _anchors(
    english: embeddings.Vectors, chinese: embeddings.Vectors
) -> list[tuple[int, int, float]]:
    """Return (English, Chinese, strength) of sentences alike that follow each other in both texts.

    The strength of a pair is its cosine less the mean of either sentence to its nearest neighbours
    (the margin of Artetxe and Schwenk, 2019). Of the candidates the chain of the greatest strength
    is kept. The similarity matrix is made a few rows at a time, so memory grows with the length.
    """
    rows, columns = _nearest(english, chinese), _nearest(chinese, english)
    pairs: list[tuple[int, int, float]] = []
    for start in range(0, len(english), _CHUNK):
        cosine = english[start : start + _CHUNK] @ chinese.T
        strength = cosine - (rows[start : start + _CHUNK, None] + columns[None, :]) / 2
        count = min(_CANDIDATES, strength.shape[1])
        best = np.argpartition(-strength, count - 1, axis=1)[:, :count]
        for i, j in zip(*np.nonzero(np.take_along_axis(strength, best, axis=1) > 0), strict=True):
            column = int(best[i, j])
            pairs.append((start + int(i), column, float(strength[i, column])))
    return _best_chain(pairs, len(chinese))


def _nearest(vectors: embeddings.Vectors, others: embeddings.Vectors) -> NDArray[np.float32]:
    """Return the mean cosine of each vector to its nearest ones in the other text."""
    count = min(_NEIGHBOURS, len(others))
    return np.concatenate(
        [
            np.partition(vectors[at : at + _CHUNK] @ others.T, -count, axis=1)[:, -count:].mean(1)
            for at in range(0, len(vectors), _CHUNK)
        ]
    )


def _best_chain(pairs: Sequence[tuple[int, int, float]], m: int) -> list[tuple[int, int, float]]:
    """Return the pairs, rising on both sides, whose strengths add up to most.

    Method: a Fenwick tree over the Chinese side that keeps the best chain ending at or before a
    place; the pairs of one English sentence are looked up before any of them is entered.
    """
    tree: list[tuple[float, int]] = [(0.0, -1)] * (m + 1)  # value, last pair
    before = [-1] * len(pairs)
    for _, group in itertools.groupby(enumerate(pairs), key=lambda pair: pair[1][0]):
        ends = []
        for at, (_i, j, strength) in group:
            value, before[at] = _best_up_to(tree, j)
            ends.append((j, (value + strength, at)))
        for j, end in ends:
            _enter(tree, j + 1, end)
    chain, (_, at) = [], _best_up_to(tree, m)
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _best_up_to(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _enter(tree: list[tuple[float, int]], place: int, end: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], end)
        place += place & -place
