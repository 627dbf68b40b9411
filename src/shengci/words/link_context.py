"""What the links of its neighbours say of a Chinese word and an English one."""

from collections.abc import Mapping, Sequence

import numpy as np

from shengci.words.evidence import LEXICAL, Scores

CONTEXT = (
    "left gap", "right gap", "beside own", "taken by another", "left gap of function word",
    "right gap of function word", "beside own function word", "gap", "gap of function word", "gap of answer",
    "between the neighbours", "of the free words there", "alone there",
)  # fmt: skip
_FAR = 2.5  # log(1 + words): no gap counts for more
_NO_GAP = 8.0  # English words, where no neighbour is linked
_NEIGHBOURS = 2  # linked pieces to either side


def in_context(features: Scores, links: Mapping[int, Sequence[int]]) -> Scores:
    """Return the lexical features with what the links found so far add: (units, words, all features).

    `links` are the English words, by index, of each linked unit.
    """
    count, length, _ = features.shape
    left, right = np.full((count, length), _FAR), np.full((count, length), _FAR)
    beside, taken = np.zeros((count, length)), np.zeros((count, length))
    places = np.arange(length)
    linked = [u for u in range(count) if links.get(u)]
    gaps = {u: np.abs(places[:, None] - np.array(links[u])[None, :]).min(axis=1) for u in linked}
    owners = np.zeros(length)
    for u in linked:
        owners[list(links[u])] += 1
    for u in range(count):
        before = [v for v in linked if v < u][-_NEIGHBOURS:]
        after = [v for v in linked if v > u][:_NEIGHBOURS]
        for side, neighbours in ((left, before), (right, after)):
            if neighbours:
                nearest = np.min([gaps[v] + 0.5 * (abs(u - v) - 1) for v in neighbours], axis=0)
                side[u] = np.minimum(np.log1p(nearest), _FAR)
            else:
                side[u] = min(np.log1p(_NO_GAP), _FAR)
        own = np.array(sorted(links.get(u, ())), dtype=int)
        for place in own:
            beside[u, [p for p in (place - 1, place + 1) if 0 <= p < length]] = 1.0
        taken[u] = owners - np.isin(places, own) > 0
    nearest_side = np.minimum(left, right)
    function = features[..., LEXICAL.index("English function word")]
    answer = features[..., LEXICAL.index("function answer")]
    context = np.stack(
        [
            left, right, beside, taken, left * function, right * function, beside * function, nearest_side,
            nearest_side * function, nearest_side * answer, *_between(features, links),
        ],
        axis=-1,
    )  # fmt: skip
    return np.concatenate([features, context], axis=-1)


def _between(features: Scores, links: Mapping[int, Sequence[int]]) -> Scores:
    """Return what stands between the places of the nearest linked neighbours: (3, units, words).

    Whether an English word does and is free; its share of the free content words there; and of those
    shared among the Chinese content words that have no link there either. Nothing where the neighbours
    cross, or a word has none.
    """
    count, length, _ = features.shape
    out = np.zeros((3, count, length))
    if not length:
        return out
    is_content = features[0, :, LEXICAL.index("English function word")] == 0
    is_matter = features[:, 0, LEXICAL.index("Chinese function word")] == 0
    free = np.ones(length, dtype=bool)
    free[[e for words in links.values() for e in words]] = False
    linked = sorted(u for u in links if links[u])
    for u in range(count):
        before = max((v for v in linked if v < u), default=-1)
        after = min((v for v in linked if v > u), default=count)
        first = max(links[before]) + 1 if before >= 0 else 0
        last = min(links[after]) if after < count else length
        if first >= last or (before < 0 and after >= count):
            continue
        here = free.copy()
        here[list(links.get(u, ()))] = True
        here[:first] = here[last:] = False
        rivals = max(1, int((here & is_content).sum()))
        loose = [v for v in range(before + 1, after) if v == u or (is_matter[v] and v not in links)]
        out[0, u, here] = 1.0
        out[1, u, here] = 1.0 / rivals
        out[2, u, here] = 1.0 / rivals / len(loose)
    return out
