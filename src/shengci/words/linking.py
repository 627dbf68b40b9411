"""Which English words answer which Chinese ones: candidates scored together, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shengci.english import EnglishWord
from shengci.lexicon import function_words
from shengci.lexicon.frequency import english_zipf_of
from shengci.words.candidates import (
    Option,
    Scores,
    Similarities,
    Window,
    embedded_windows,
    gloss_scores,
    option_scores,
)

# Found by random search on the 60 hand-aligned sentences of the tuning set (NIST 2002, published with
# DeNero and Macherey, 2011): AER .271 over all words. Search again when embeddings or glosses change.
_GLOSS, _SENSE, _WORD, _DISTANCE, _LENGTH, _FUNCTION = 0.77, 0.28, 1.02, 0.32, 0.034, 0.046
_LIKELY = 0.39
# Logistic fit, on the content words of the same sentences, of "this link is right": the score, the
# gloss's and the sense's share in it, the margins over the word's next best place and over the
# place's next best word, whether the word is one character, further English words, a whole gloss met.
_FIT = (4.22, -3.14, -3.16, 1.54, 1.18, -0.30, 0.60, 0.72, 0.80)
CERTAIN = 0.9
"""From this score on a link is shown to a learner. Of the sentences the fit was made on, 98.6 % of such
links are right and 66 % of the content words have one; on other text both are less."""
_COMMON_ENGLISH = 5.4  # Zipf; what answers a function word is common


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese word with all it may mean: the simplified form, its middle (0..1 of the sentence)."""

    headword: str
    middle: float
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an English line says of one word: (options x windows) matrices, (windows) distances."""

    gloss: Scores
    sense: Scores
    distance: Scores


@dataclass(frozen=True, slots=True)
class Link:
    """A word's place in the line, a window by index, and how likely it is to be the right one (0..1)."""

    window: int
    score: float


def evidence_of(
    candidate: Candidate,
    line: str,
    words: Sequence[EnglishWord],
    windows: Sequence[Window],
    table: Similarities,
) -> Evidence:
    """Return how each sense of a word fits each window of the line."""
    middles = [(words[w.first].start + words[w.last].end) / 2 / max(1, len(line)) for w in windows]
    gloss = gloss_scores(candidate.options, windows)
    is_function = candidate.headword in function_words.FUNCTION_WORDS
    return Evidence(
        gloss,
        np.zeros_like(gloss) if is_function else option_scores(candidate.options, windows, table),
        np.abs(np.array(middles) - candidate.middle),
    )


def link(
    candidates: Sequence[Candidate],
    evidence: Sequence[Evidence],
    windows: Sequence[Window],
    table: Similarities,
    taken: frozenset[int] = frozenset(),
) -> list[Link | None]:
    """Return each word's place in the line, None where nothing is likely; no English word serves twice.

    Competitive linking (Melamed, 2000): the best-scoring pair is linked, both are out, and so on.
    `taken` are English words (by index) that are spoken for already, by names.
    """
    scores = np.array(
        [_scores(c, seen, windows, table) for c, seen in zip(candidates, evidence, strict=True)]
    )
    offers = [(-float(scores[c, w]), int(c), int(w)) for c, w in np.argwhere(scores > _LIKELY)]
    links: list[Link | None] = [None] * len(candidates)
    used = set(taken)
    for _, c, w in sorted(offers):
        if links[c] is None and used.isdisjoint(windows[w].indices):
            links[c] = Link(w, _likelihood(candidates[c], evidence[c], scores, c, w, windows))
            used.update(windows[w].indices)
    return links


def _likelihood(
    candidate: Candidate, seen: Evidence, scores: Scores, c: int, w: int, windows: Sequence[Window]
) -> float:
    span = windows[w].indices
    near = np.array([not set(span).isdisjoint(window.indices) for window in windows])
    gloss = float(seen.gloss[:, w].max()) if candidate.options else 0.0
    sense = float(seen.sense[:, w].max()) if candidate.options else 0.0
    other_places = scores[c, ~near].max(initial=0.0)
    other_words = np.delete(scores, c, axis=0)[:, near].max(initial=0.0)
    facts = (
        scores[c, w],
        gloss,
        sense,
        scores[c, w] - other_places,
        scores[c, w] - other_words,
        float(len(candidate.headword) == 1),
        len(span) - 1,
        float(gloss > 0.95),
        1.0,
    )
    return float(
        1 / (1 + np.exp(-sum(weight * fact for weight, fact in zip(_FIT, facts, strict=True))))
    )


def _scores(
    candidate: Candidate, seen: Evidence, windows: Sequence[Window], table: Similarities
) -> Scores:
    total = -_DISTANCE * seen.distance
    if candidate.options:
        total = total + _GLOSS * seen.gloss.max(axis=0) + _SENSE * seen.sense.max(axis=0)
    compared = embedded_windows(windows)
    if compared and candidate.headword not in function_words.FUNCTION_WORDS:
        total[compared] += (
            _WORD * table.between([candidate.headword], [windows[w].text for w in compared])[0]
        )
    is_function = np.array([w.is_function for w in windows])
    total -= _LENGTH * np.array([len(w.indices) - 1 for w in windows])
    total -= _FUNCTION * is_function
    met_whole = np.zeros(len(windows), dtype=bool)
    if candidate.options:
        met_whole = seen.gloss.max(axis=0) >= 1.0
    if candidate.headword in function_words.PARTICLES:
        total[:] = -1.0
    elif candidate.headword in function_words.FUNCTION_WORDS:
        # by a common word its gloss has, or not at all
        common = [w.is_function or english_zipf_of(w.text) >= _COMMON_ENGLISH for w in windows]
        total[~(met_whole & np.array(common))] = -1.0
    else:  # a content word is not answered by a function word, unless that is its gloss
        total[is_function & ~met_whole] = -1.0
    return total
