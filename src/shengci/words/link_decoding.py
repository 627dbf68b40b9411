"""Links out of log odds: which English words, in a run or apart, go to which Chinese piece, no word to two.

Competitive linking (Melamed, 2000) of runs, best first; a run that took what another piece fits better gives it back.
"""

from collections.abc import Mapping

import numpy as np

from shengci.words.evidence import Line, Scores

_LEAST = (
    -0.5
)  # log odds; below, missing a link costs less than a wrong one (best AER in cross-validation)
_FAINT, _LIKELY = 0.8, 3.0  # log odds
_LONGEST = 5  # English words in a run
_APART = 2.0  # log odds of a word that stands apart from its word's run
_APART_REACH = 5  # English words


def decode(odds: Scores, line: Line) -> dict[int, tuple[int, ...]]:
    """Return the English words of each linked unit: the best run first, no word twice, then words apart.

    A run crosses no punctuation.
    """
    count, length = odds.shape
    gain = odds - _LEAST
    offers = []
    for u in range(count):
        for start in np.flatnonzero(gain[u] > 0).tolist():
            total = 0.0
            for end in range(start, min(length, start + _LONGEST)):
                if end > start and end - 1 in line.breaks:
                    break
                total += gain[u, end]
                if total > 0 and gain[u, end] > 0:
                    offers.append((-total, u, start, end + 1))
    links: dict[int, tuple[int, ...]] = {}
    used: set[int] = set()
    for _, u, start, end in sorted(offers):
        if u not in links and used.isdisjoint(range(start, end)):
            links[u] = tuple(range(start, end))
            used.update(links[u])
    _give_back(links, gain)
    used = {e for words in links.values() for e in words}
    for u, e in np.argwhere(odds > _APART).tolist():
        here = links.get(u)
        if here and e not in used and min(abs(e - w) for w in here) <= _APART_REACH:
            links[u] = tuple(sorted((*here, e)))
            used.add(e)
    return links


def _give_back(links: dict[int, tuple[int, ...]], gain: Scores) -> None:
    """Give a word of a longer run to a unit without any link that it fits better: 采取 "take", not of 反制 "take countermeasures".

    A run is taken for all it gains, and may so take a word that gains another unit more.
    """
    owner = {e: u for u, words in links.items() for e in words}
    wanting = sorted(
        (-(gain[v, e] - gain[owner[e], e]), v, e)
        for v in range(len(gain))
        if v not in links
        for e in np.flatnonzero(gain[v] > 0).tolist()
        if e in owner and gain[v, e] > gain[owner[e], e]
    )
    for _, v, e in wanting:
        u = owner[e]
        if v in links or len(links[u]) < 2:
            continue
        links[u] = tuple(w for w in links[u] if w != e)
        links[v] = (e,)
        owner[e] = v


def without_faint(links: Mapping[int, tuple[int, ...]], odds: Scores) -> dict[int, tuple[int, ...]]:
    """Return the links without little likely words at their ends, where another is likely: "emissions fall" as "emissions".

    In the context of the second round such a word still tells where the link is; on a card it would be wrong.
    """
    out = {}
    for u, words in links.items():
        near = odds[u, words]
        kept = np.flatnonzero(near >= _FAINT)
        out[u] = words if near.max() < _LIKELY else words[kept[0] : kept[-1] + 1]
    return out
