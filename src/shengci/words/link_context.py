"""What the links of its neighbours say of a Chinese word and an English one."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np

from shengci.words.evidence import LEXICAL, Scores, over_rivals

CONTEXT = (
    "left gap", "right gap", "beside own", "taken by another", "left gap of function word",
    "right gap of function word", "beside own function word", "gap", "gap of function word", "gap of answer",
    "between the neighbours", "of the free words there", "alone there",
    "first odds", "first odds over places", "first odds over words", "share of both",
)  # fmt: skip
_FAR = 2.5  # log(1 + words): no gap counts for more
_NO_GAP = 8.0  # English words, where no neighbour is linked
_NEIGHBOURS = 2  # linked pieces to either side
_LEAST_ODDS, _MOST_ODDS = -8.0, 6.0  # of the first round; no odds count for more or less
_ROUNDS = 10  # after which shares move no more


def in_context(features: Scores, links: Mapping[int, Sequence[int]], odds: Scores) -> Scores:
    """Return the lexical features with what the first round adds: (units, words, all features).

    `links` are the English words, by index, of each linked unit, `odds` the log odds of all pairs.
    """
    count, length, _ = features.shape
    linked = [u for u in range(count) if links.get(u)]
    own = np.zeros((count, length), dtype=bool)
    for u in linked:
        own[u, list(links[u])] = True
    beside = np.zeros((count, length))
    beside[:, :-1] += own[:, 1:]
    beside[:, 1:] += own[:, :-1]
    beside = np.minimum(beside, 1.0)
    taken = own.sum(axis=0) - own > 0
    left, right = _gaps(links, linked, count, length)
    nearest_side = np.minimum(left, right)
    function = features[..., LEXICAL.index("English function word")]
    answer = features[..., LEXICAL.index("function answer")]
    context = np.stack(
        [
            left, right, beside, taken, left * function, right * function, beside * function, nearest_side,
            nearest_side * function, nearest_side * answer, *_between(features, links), *_first_round(odds),
        ],
        axis=-1,
    )  # fmt: skip
    return np.concatenate([features, context], axis=-1)


def _first_round(odds: Scores) -> tuple[Scores, ...]:
    """Return the odds, how far they are above their rivals', and how likely pairs are where no word has two.

    Shares are those of Sinkhorn and Knopp (1967) with room to spare: those of a word sum up to less than 1, as
    it may have no link at all.
    """
    near = np.clip(odds, _LEAST_ODDS, _MOST_ODDS)
    chances = np.exp(near)
    rows, columns = np.ones(len(odds)), np.ones(odds.shape[1])
    for _ in range(_ROUNDS):
        rows = 1 / (1 + chances @ columns)
        columns = 1 / (1 + chances.T @ rows)
    return near, over_rivals(near, 1), over_rivals(near, 0), rows[:, None] * chances * columns


def _gaps(
    links: Mapping[int, Sequence[int]], linked: Sequence[int], count: int, length: int
) -> tuple[Scores, Scores]:
    """Return how far each English word is from the places of a unit's linked neighbours, to its left and right.

    As log(1 + words), a little more for a neighbour that is not the next one.
    """
    none = np.full((count, length), min(np.log1p(_NO_GAP), _FAR))
    if not linked:
        return none, none
    places = np.arange(length)
    gaps = np.array([np.abs(np.subtract.outer(places, links[u])).min(axis=1) for u in linked])
    units, at = np.arange(count), np.array(linked)
    nearest = np.arange(_NEIGHBOURS)
    sides = []
    for neighbours in (
        np.searchsorted(at, units, "left")[:, None] - 1 - nearest,
        np.searchsorted(at, units, "right")[:, None] + nearest,
    ):
        exist = (neighbours >= 0) & (neighbours < len(linked))
        chosen = np.where(exist, neighbours, 0)
        away = 0.5 * (np.abs(units[:, None] - at[chosen]) - 1)
        far = np.where(exist[..., None], gaps[chosen] + away[..., None], np.inf).min(axis=1)
        side = np.minimum(np.log1p(far), _FAR)
        sides.append(np.where(exist[:, :1], side, none))
    return sides[0], sides[1]


def _between(features: Scores, links: Mapping[int, Sequence[int]]) -> Scores:
    """Return what stands between the places of the nearest linked neighbours: (3, units, words).

    Whether an English word does and is free; its share of the free content words there; and of those
    shared among the Chinese content words that have no link there either. Nothing where the neighbours
    cross, or a word has none.
    """
    count, length, _ = features.shape
    out = [[[0.0] * length for _ in range(count)] for _ in range(3)]
    if not length:
        return np.array(out)
    is_content = (features[0, :, LEXICAL.index("English function word")] == 0).tolist()
    is_matter = (features[:, 0, LEXICAL.index("Chinese function word")] == 0).tolist()
    taken = {e for words in links.values() for e in words}
    linked = sorted(u for u in links if links[u])
    for u in range(count):
        before, after = bisect_left(linked, u) - 1, bisect_right(linked, u)
        if before < 0 and after == len(linked):
            continue
        first, left = (max(links[linked[before]]) + 1, linked[before]) if before >= 0 else (0, -1)
        last, right = (
            (min(links[linked[after]]), linked[after]) if after < len(linked) else (length, count)
        )
        own = links.get(u, ())
        here = [e for e in range(first, last) if e not in taken or e in own]
        if not here:
            continue
        rivals = max(1, sum(is_content[e] for e in here))
        loose = [v for v in range(left + 1, right) if v == u or (is_matter[v] and v not in links)]
        for e in here:
            out[0][u][e] = 1.0
            out[1][u][e] = 1.0 / rivals
            out[2][u][e] = 1.0 / rivals / len(loose)
    return np.array(out)
