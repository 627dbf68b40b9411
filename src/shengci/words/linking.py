"""Which English words answer which Chinese ones.

Every pair of a Chinese piece and an English word gets the log odds of a logistic model over the features of
`evidence`; runs of English words are then linked best first, no word twice (competitive linking: Melamed,
2000). A second round knows where the neighbours went, as an HMM aligner does (Vogel and others, 1996).
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from shengci.words import link_context, link_decoding, link_phrases
from shengci.words.candidates import Similarities
from shengci.words.evidence import LEXICAL, Likeness, Line, Scores, Unit, lexical
from shengci.words.link_context import CONTEXT
from shengci.words.link_weights import Network, weights

CERTAIN = 0.8
"""From this score on a link is shown to a learner."""
_SMALL = frozenset("of the a an in to for and".split())
_PARTICLES = frozenset("up out off away".split())
_BE_AND_HAVE = frozenset("am is are was were be been being have has had".split())
_BEFORE_ANY = _BE_AND_HAVE | frozenset("to a an the and".split())
_AUXILIARIES = _BE_AND_HAVE | frozenset("do does did will would shall may might".split())
_UNASKED = 0.5  # how likely a link to auxiliaries alone is at most, where nothing asks for them
_LAYERS_ASKING = [LEXICAL.index(name) for name in ("function answer", "gloss of function words")]
_LAYERS_OF_GLOSSES = [
    LEXICAL.index(name) for name in ("gloss share", "function word of gloss", "function answer")
]


@dataclass(frozen=True, slots=True)
class Link:
    """A word's English words, by index and in order, and how likely they are to be the right ones (0..1)."""

    words: tuple[int, ...]
    score: float


def link(
    units: Sequence[Unit], line: Line, table: Similarities, likeness: Likeness
) -> list[Link | None]:
    """Return each unit's place in the line, None where nothing is likely; no English word serves twice."""
    if not units or not line.words:
        return [None] * len(units)
    model = weights()
    last = second_round(lexical(units, line, table, likeness), line, model.first, model.second)
    # Words of matter first: they may take what is a word of grammar's (回家 加 去, "go home").
    matter = [u for u in last.links if not units[u].is_function_word]
    taken = {e for u in matter for e in last.links[u]}
    found: list[Link | None] = [None] * len(units)
    for u in (*matter, *(u for u in last.links if units[u].is_function_word)):
        words = last.links[u]
        if units[u].is_function_word:
            words = tuple(e for e in words if e not in taken)
        whole = link_phrases.completed(words, units[u].options, line, taken) if words else ()
        if whole:
            taken.update(whole)
            score = model.right.likelihood(facts_of(u, last, units, line))
            unsure = _is_auxiliary_alone(u, whole, last, line)
            found[u] = Link(whole, min(score, _UNASKED) if unsure else score)
    return found


def _is_auxiliary_alone(u: int, words: Sequence[int], found: "Round", line: Line) -> bool:
    """Whether a link is to auxiliaries alone that no gloss nor grammar asks for: 已经 to "was"."""
    if not all(line.words[e].text.lower() in _AUXILIARIES for e in words):
        return False
    return not found.features[u][np.ix_(words, _LAYERS_ASKING)].any()


@dataclass(frozen=True, slots=True)
class Round:
    """What the second round knows: the features with those of the context, the log odds, the links."""

    features: Scores
    odds: list[list[float]]  # by unit and English word: facts are told of few numbers at a time
    links: dict[int, tuple[int, ...]]


def second_round(features: Scores, line: Line, first: Network, second: Network) -> Round:
    """Return the second round, which knows the links of the first."""
    odds = first.odds(features)
    near = link_context.in_context(features, link_decoding.decode(odds, line), odds)
    odds = second.odds(near)
    links = link_decoding.without_faint(link_decoding.decode(odds, line), odds)
    used = {e for words in links.values() for e in words}
    return Round(
        near,
        odds.tolist(),
        {
            u: _without_gaps(_trimmed(u, words, near, line), used, line)
            for u, words in links.items()
        },
    )


def _trimmed(u: int, words: tuple[int, ...], features: Scores, line: Line) -> tuple[int, ...]:
    """Return a link without function words at its ends that neither a gloss nor grammar asks for.

    What any word of English may have before it (to, the, was) goes in any case: to go is said by "go".
    """
    loose = [
        line.words[e].is_function_word and not features[u, e, _LAYERS_OF_GLOSSES].any()
        for e in words
    ]
    if all(loose):
        return words
    if not all(line.words[e].is_function_word for e in words):
        for i, e in enumerate(words):
            if line.words[e].text.lower() not in _BEFORE_ANY:
                break
            loose[i] = True
    first = loose.index(False)
    last = len(words) - loose[::-1].index(False)
    return words[first:last]


def _without_gaps(words: tuple[int, ...], used: Set[int], line: Line) -> tuple[int, ...]:
    """Return a link with what belongs to it and is no other's.

    That is the small words between its own (free of charge), the rest of a compound (start-ups, so-called)
    and the particle of its verb (churned out).
    """
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
    before, after = words[0] - 1, words[-1] + 1
    goes_on = after < len(line.words) and (
        line.is_hyphenated(after - 1) or _is_particle(after, line)
    )
    if goes_on and after not in used:
        out.append(after)
    starts_earlier = before >= 0 and line.is_hyphenated(before)
    if starts_earlier and before not in used and line.words[before].is_function_word:
        out.append(before)
    return tuple(sorted(out))


def _is_particle(e: int, line: Line) -> bool:
    """Return whether a word makes one verb with the word before it; out of leads on to a place."""
    after = line.words[e + 1].text.lower() if e + 1 < len(line.words) else ""
    return (
        line.words[e].text.lower() in _PARTICLES
        and not line.words[e - 1].is_function_word
        and e - 1 not in line.breaks
        and after != "of"
    )


FACTS = (
    "mean odds", "least odds", "odds elsewhere", "odds of others", "further words", "one character", "function word", "gloss whole",
    "gloss of its family", "best cosine", "compounds of parts", "with function words", "function words alone", "gloss share",
    "function answer", "distance", "gap", "left gap", "right gap", "stem again", "headword again", "function word, gloss whole",
    "function word, answer", "function word for function words", "over other words", "over other places", "compounds of word",
    "compared by meaning", "word cosine", "same", "lost", "lost over places", "lost over words", "standing", "standing over places",
    "usual counterpart", "gloss of function words", "best odds",
)  # fmt: skip
_LEAST_OF = (
    "gloss whole", "gloss share", "function answer", "word cosine", "same", "usual counterpart", "gloss of function words",
)  # fmt: skip
_MEAN_OF = (
    "gloss of its family", "best cosine", "compounds of parts", "distance", "gap", "left gap", "right gap", "over other words",
    "over other places", "compounds of word", "lost", "lost over places", "lost over words", "standing", "standing over places",
)  # fmt: skip
_LAYERS_LEAST, _LAYERS_MEAN = (
    [(*LEXICAL, *CONTEXT).index(name) for name in names] for names in (_LEAST_OF, _MEAN_OF)
)


def facts_of(u: int, found: Round, units: Sequence[Unit], line: Line) -> tuple[float, ...]:
    """Return what tells whether a link is right: `FACTS`."""
    words, unit, all_odds = found.links[u], units[u], found.odds
    content = [e for e in words if not line.words[e].is_function_word] or list(words)
    twins = [v for v, other in enumerate(units) if other.headword == unit.headword and v != u]
    settled = {e for v in twins for e in found.links.get(v, ())}  # a word said twice has two places
    outside = [e for e in range(len(line.words)) if e not in words and e not in settled]
    others = [
        odds for v, odds in enumerate(all_odds) if v != u and not (v in twins and v in found.links)
    ]
    own = [_squash(all_odds[u][e]) for e in content]
    inside = found.features[u, content]
    lowest = inside.min(axis=0) if len(content) > 1 else inside[0]
    middle = inside.mean(axis=0) if len(content) > 1 else inside[0]
    least = dict(zip(_LEAST_OF, lowest[_LAYERS_LEAST].tolist(), strict=True))
    mean = dict(zip(_MEAN_OF, middle[_LAYERS_MEAN].tolist(), strict=True))
    is_grammar = all(line.words[e].is_function_word for e in words)
    stems = {line.words[e].stem for e in content}
    return (
        sum(own) / len(own),
        min(own),
        max(0.0, _squash(max((all_odds[u][e] for e in outside), default=0.0))),
        max(0.0, _squash(max((odds[e] for odds in others for e in content), default=0.0))),
        float(len(content) - 1),
        float(len(unit.headword) == 1),
        float(unit.is_function_word),
        least["gloss whole"],
        mean["gloss of its family"],
        mean["best cosine"],
        mean["compounds of parts"],
        float(len(content) < len(words)),
        float(is_grammar),
        least["gloss share"],
        least["function answer"],
        mean["distance"],
        mean["gap"],
        mean["left gap"],
        mean["right gap"],
        float(any(w.stem in stems for e, w in enumerate(line.words) if e not in content)),
        float(bool(twins)),
        unit.is_function_word * least["gloss whole"],
        unit.is_function_word * least["function answer"],
        float(unit.is_function_word and is_grammar),
        mean["over other words"],
        mean["over other places"],
        mean["compounds of word"],
        float(unit.is_compared),
        least["word cosine"],
        least["same"],
        mean["lost"],
        mean["lost over places"],
        mean["lost over words"],
        mean["standing"],
        mean["standing over places"],
        least["usual counterpart"],
        least["gloss of function words"],
        max(own),
    )


def _squash(odds: float) -> float:
    return max(-6.0, min(6.0, odds)) / 6.0
