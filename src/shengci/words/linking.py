"""Which English words answer which Chinese ones.

Every pair of a Chinese piece and an English word gets the log odds of a logistic model over the features of
`evidence`; runs of English words are then linked best first, no word twice (competitive linking: Melamed,
2000). A second round knows where the neighbours went, as an HMM aligner does (Vogel and others, 1996).
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from shengci.words.candidates import Similarities
from shengci.words.evidence import LEXICAL, Line, Scores, Unit, in_context, lexical
from shengci.words.link_weights import FIRST, RIGHT, SECOND

CERTAIN = 0.85
"""From this score on a link is shown to a learner."""
_LEAST = (
    -0.5
)  # log odds; below, missing a link costs less than a wrong one (best AER in cross-validation)
_LONGEST = 5  # English words in a run
_SMALL = frozenset("of the a an in to for and".split())
_ASKS = ("gloss share", "function word of gloss", "function answer")
_APART = 2.0  # log odds of a word that stands apart from its word's run
_APART_REACH = 5  # English words


@dataclass(frozen=True, slots=True)
class Link:
    """A word's English words, by index and in order, and how likely they are to be the right ones (0..1)."""

    words: tuple[int, ...]
    score: float


def link(units: Sequence[Unit], line: Line, table: Similarities | None) -> list[Link | None]:
    """Return each unit's place in the line, None where nothing is likely; no English word serves twice."""
    if not units or not line.words:
        return [None] * len(units)
    features = lexical(units, line, table)
    odds, links = odds_and_links(features, line)
    return [
        Link(links[u], _likelihood(facts_of(u, links[u], odds, features, units, line)))
        if u in links
        else None
        for u in range(len(units))
    ]


def odds_and_links(features: Scores, line: Line) -> tuple[Scores, dict[int, tuple[int, ...]]]:
    """Return the log odds of every pair after the second round, and the links they give."""
    first = features @ FIRST[:-1] + FIRST[-1]
    near = in_context(features, decode(first, line))
    odds = near @ SECOND[:-1] + SECOND[-1]
    links = decode(odds, line)
    used = {e for words in links.values() for e in words}
    return odds, {
        u: _without_gaps(_trimmed(u, words, features, line), used, line)
        for u, words in links.items()
    }


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
    for u, e in np.argwhere(odds > _APART).tolist():
        here = links.get(u)
        if here and e not in used and min(abs(e - w) for w in here) <= _APART_REACH:
            links[u] = tuple(sorted((*here, e)))
            used.add(e)
    return links


def _trimmed(u: int, words: tuple[int, ...], features: Scores, line: Line) -> tuple[int, ...]:
    """Return a link without function words at its ends that neither a gloss nor grammar asks for."""
    asked = features[u][:, [LEXICAL.index(name) for name in _ASKS]]
    loose = [line.words[e].is_function_word and not asked[e].any() for e in words]
    if all(loose):
        return words
    first = loose.index(False)
    last = len(words) - loose[::-1].index(False)
    return words[first:last]


def _without_gaps(words: tuple[int, ...], used: Set[int], line: Line) -> tuple[int, ...]:
    """Return a link with the small words between its own (free of charge), and the end of a compound (start-ups)."""
    out = list(words)
    for before, after in pairwise(words):
        gap = range(before + 1, after)
        texts = {line.words[e].text.lower() for e in gap}
        if (
            used.isdisjoint(gap)
            and texts <= _SMALL
            and line.breaks.isdisjoint(range(before, after))
        ):
            out += gap
    last = words[-1]
    if last + 1 < len(line.words) and last + 1 not in used and line.is_hyphenated(last):
        out.append(last + 1)
    return tuple(sorted(out))


def facts_of(
    u: int, words: Sequence[int], odds: Scores, features: Scores, units: Sequence[Unit], line: Line
) -> tuple[float, ...]:
    """Return what tells whether a link is right, for `RIGHT` to weigh; the last fact is always 1."""
    content = [e for e in words if not line.words[e].is_function_word] or list(words)
    outside = [e for e in range(odds.shape[1]) if e not in words]
    others = np.delete(odds, u, axis=0)
    own = _squash(odds[u, content])
    return (
        float(own.mean()),
        float(own.min()),
        float(_squash(odds[u, outside]).max(initial=0.0)),
        float(_squash(others[:, content]).max(initial=0.0)),
        float(len(content) - 1),
        float(len(units[u].headword) == 1),
        float(units[u].is_function_word),
        float(features[u, content, LEXICAL.index("gloss whole")].min()),
        float(features[u, content, LEXICAL.index("gloss of its family")].mean()),
        float(features[u, content, LEXICAL.index("best cosine")].mean()),
        float(features[u, content, LEXICAL.index("compounds of parts")].mean()),
        float(len(content) < len(words)),
        1.0,
    )


def _squash(odds: Scores) -> Scores:
    return np.asarray(np.clip(odds, -6.0, 6.0) / 6.0)


def _likelihood(facts: Sequence[float]) -> float:
    return float(1 / (1 + np.exp(-float(np.dot(RIGHT, facts)))))
