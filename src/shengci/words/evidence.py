"""What speaks for a Chinese word and an English one being each other's, as numbers the linker weighs.

A matrix has a row a Chinese piece, a column an English word, and a layer a feature of `LEXICAL`, to which
`link_context` adds its own once some links are known.
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shengci.english import EnglishWord, stem_of, words_of
from shengci.lexicon import parts, usual_counterparts
from shengci.lexicon.function_answers import ANSWERS
from shengci.lexicon.function_words import FUNCTION_WORDS
from shengci.remembering import remembered, remembered_records
from shengci.words import segmentation
from shengci.words.candidates import (
    Option,
    Similarities,
    Window,
    alternative_stems,
    stems_of,
    wordings_of,
)

Scores = NDArray[np.float64]

LEXICAL = (
    "gloss share", "gloss whole", "gloss of its family", "function word of gloss", "compounds of word", "compounds of characters", "compounds of parts",
    "word cosine", "sense cosine", "best cosine", "function answer", "distance", "English function word",
    "Chinese function word", "same", "one character", "over other places", "over other words", "answer far",
    "both function words", "function word far", "content for function word", "function word for content", "compared by meaning",
    "standing", "standing over places", "standing over words", "lost", "lost over places", "lost over words",
    "usual counterpart", "usual counterpart over places", "gloss of function words",
    "usual counterpart of its family", "usual counterpart of a part",
)  # fmt: skip
_NEVER = 1e-3  # probability of a stem that a table leaves out
_GLOSS_REACH = 3  # English words to either side in which the rest of a gloss counts as met
_REMARK = re.compile(r"\([^()]*\)")
_OPENERS = frozenset("to a an the be".split())
_EMPTY = frozenset("to a an the be s sth sb something somebody someone one of or and".split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A Chinese piece to be linked: its simplified form, its middle (0..1 of the sentence), its senses.

    `same` are the English words, by index, that are it by their form: a number, a name.
    """

    headword: str
    middle: float
    options: tuple[Option, ...]
    same: frozenset[int] = frozenset()
    is_compared: bool = True  # by meaning: a gloss met in the line says as much, and costs less

    @property
    def is_function_word(self) -> bool:
        return self.headword in FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Line:
    """An English line: its text, its words, the runs of them that a gloss may be met by.

    `breaks` are the indices of the words that punctuation parts from the next one.
    """

    text: str
    words: tuple[EnglishWord, ...]
    windows: tuple[Window, ...]
    breaks: frozenset[int]

    def is_hyphenated(self, e: int) -> bool:
        """Whether a hyphen joins the word to the next one."""
        return self.text[self.words[e].end : self.words[e + 1].start] == "-"


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near units and English words are where they stand, and how near what their lines would lose without them.

    Cosines both, (units, English words).
    """

    standing: Scores
    lost: Scores


def lexical(units: Sequence[Unit], line: Line, table: Similarities, likeness: Likeness) -> Scores:
    """Return what the words themselves say: (units, English words, len(LEXICAL))."""
    words = line.words
    shape = (len(units), len(words))
    at: defaultdict[str, list[int]] = defaultdict(list)
    kin_at: defaultdict[str, list[int]] = defaultdict(list)
    function_at: defaultdict[str, list[int]] = defaultdict(list)
    lows = [word.text.lower() for word in words]
    for e, word in enumerate(words):
        at[word.stem].append(e)
        for stem in word.family:
            kin_at[stem].append(e)
        if word.is_function_word:
            function_at[lows[e]].append(e)
    near = _around([{word.stem} for word in words])
    kin_near = _around([word.family for word in words])
    share = _matrix(shape, (_met(unit.options, at, near) for unit in units))
    family = _matrix(shape, (_met(unit.options, kin_at, kin_near) for unit in units))
    of_gloss = _matrix(
        shape, (_function_words_met(unit.options, function_at, near) for unit in units)
    )
    met = itertools.chain.from_iterable(_in_compounds(unit, at, len(words)) for unit in units)
    by_unit = _matrix((3 * len(units), len(words)), met).reshape(len(units), 3, len(words))
    compounds = np.moveaxis(np.log(by_unit) - np.log(_NEVER), 1, 0)
    answer, same = np.zeros(shape), np.zeros(shape)
    for u, unit in enumerate(units):
        if answers := ANSWERS.get(unit.headword):
            answer[u] = [low in answers for low in lows]
        same[u, sorted(unit.same)] = 1.0
    usual, usual_kin, usual_parts = (
        _matrix(
            shape, (_met_by(stems_of_unit(unit.headword), places, len(words)) for unit in units)
        )
        for stems_of_unit, places in (
            (_stems_of_counterparts, at),
            (_stems_of_counterparts, kin_at),
            (_stems_of_parts, at),
        )
    )
    of_function_words = _matrix(shape, (_function_glosses_met(u.options, lows) for u in units))
    word_cosine, sense_cosine = _cosines(units, line, table)
    best_cosine = np.maximum(word_cosine, sense_cosine)
    middles = np.array([(w.start + w.end) / 2 / max(1, len(line.text)) for w in words])
    distance = np.abs(middles[None, :] - np.array([u.middle for u in units])[:, None])
    english_function = np.broadcast_to([float(w.is_function_word) for w in words], shape)
    chinese_function = np.broadcast_to(
        np.array([float(u.is_function_word) for u in units])[:, None], shape
    )
    single = np.broadcast_to(np.array([float(len(u.headword) == 1) for u in units])[:, None], shape)
    compared = np.broadcast_to(np.array([float(u.is_compared) for u in units])[:, None], shape)
    total = (
        0.8 * share + best_cosine + 0.15 * compounds[2] + answer + 2 * same - 0.5 * distance
    )  # a rough sum, only to tell rivals by
    return np.stack(
        [
            share, share == 1.0, family, of_gloss, *compounds, word_cosine, sense_cosine, best_cosine, answer, distance, english_function,
            chinese_function, same, single, over_rivals(total, 1), over_rivals(total, 0), answer * distance,
            english_function * chinese_function, english_function * distance,
            (1 - english_function) * chinese_function, english_function * (1 - chinese_function), compared,
            *(layer for near in (likeness.standing, likeness.lost) for layer in (near, over_rivals(near, 1), over_rivals(near, 0))),
            usual, over_rivals(usual, 1), of_function_words, usual_kin, usual_parts,
        ],
        axis=-1,
    )  # fmt: skip


def _around(stems: Sequence[Set[str]]) -> list[frozenset[str]]:
    return [
        frozenset().union(*stems[max(0, e - _GLOSS_REACH) : e + _GLOSS_REACH + 1])
        for e in range(len(stems))
    ]


def _matrix(shape: tuple[int, int], rows: Iterable[Sequence[float]]) -> Scores:
    return np.array(list(rows), dtype=np.float64).reshape(shape)


def _met(
    options: tuple[Option, ...], at: Mapping[str, Sequence[int]], near: Sequence[frozenset[str]]
) -> list[float]:
    """Return, for each English word, the greatest share of a gloss it is in that stands around it."""
    share = [0.0] * len(near)
    for stems in _stems_of_wordings(options):
        for stem in stems:
            for e in at.get(stem, ()):
                share[e] = max(share[e], len(stems & near[e]) / len(stems))
    return share


@remembered_records
def _stems_of_wordings(options: tuple[Option, ...]) -> tuple[frozenset[str], ...]:
    """Return the stems of every wording of every sense, each set once."""
    return tuple(dict.fromkeys(stems for option in options for stems in stems_of(option)))


def _function_words_met(
    options: tuple[Option, ...],
    function_at: Mapping[str, Sequence[int]],
    near: Sequence[frozenset[str]],
) -> list[float]:
    """Return 1 for each function word a gloss has, beside the gloss's other words: up in "to give up".

    `function_at` is where each function word of the line stands, `near` has the stems around each word.
    """
    met = [0.0] * len(near)
    for word, wanted in _beside_function_words(options).items():
        for e in function_at.get(word, ()):
            met[e] = float(any(stems <= near[e] for stems in wanted))
    return met


@remembered_records
def _beside_function_words(options: tuple[Option, ...]) -> dict[str, tuple[frozenset[str], ...]]:
    """Return for each function word of a wording that has others too, the stems of those others."""
    found: defaultdict[str, dict[frozenset[str], None]] = defaultdict(dict)
    for wording in (w for option in options for w in option.definition.alternatives):
        inside = words_of(wording)
        function = frozenset(w.text.lower() for w in inside if w.is_function_word) - _EMPTY
        if len(function) < len(inside):
            for word in function:
                found[word][alternative_stems(wording)[0]] = None
    return {word: tuple(stems) for word, stems in found.items()}


def _function_glosses_met(options: tuple[Option, ...], lows: Sequence[str]) -> list[float]:
    """Return 1 for the words of each run that is a gloss of function words alone: "at least" of 至少."""
    met = [0.0] * len(lows)
    for gloss in _function_glosses(options):
        length = len(gloss)
        for e in range(len(lows) - length + 1):
            if lows[e] == gloss[0] and tuple(lows[e : e + length]) == gloss:
                met[e : e + length] = [1.0] * length
    return met


@remembered_records
def _function_glosses(options: tuple[Option, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the wordings that are function words alone, in lower case, without what opens them (to, the)."""
    found: dict[tuple[str, ...], None] = {}
    for wording in (w for option in options for w in option.definition.alternatives):
        inside = words_of(_REMARK.sub("", wording))
        if inside and all(word.is_function_word for word in inside):
            lows = (word.text.lower() for word in inside)
            found[tuple(itertools.dropwhile(_OPENERS.__contains__, lows))] = None
    return tuple(filter(None, found))


def _met_by(stems: Iterable[str], at: Mapping[str, Sequence[int]], length: int) -> list[float]:
    """Return 1 for each English word at a place of one of the stems."""
    met = [0.0] * length
    for stem in stems:
        for e in at.get(stem, ()):
            met[e] = 1.0
    return met


@remembered
def _stems_of_counterparts(headword: str) -> frozenset[str]:
    return frozenset(map(stem_of, usual_counterparts.counterparts_of(headword)))


@remembered
def _stems_of_parts(headword: str) -> frozenset[str]:
    """Return the stems of what usually says a word's characters, or the words it is made of."""
    if len(headword) < 2:
        return frozenset()
    split = segmentation.best_split(headword) if len(headword) > 2 else ()
    return frozenset().union(*map(_stems_of_counterparts, (*headword, *split)))


def _in_compounds(unit: Unit, at: Mapping[str, Sequence[int]], length: int) -> list[list[float]]:
    """Return probabilities of the English words, `_NEVER` for none: by the word, its characters, its parts.

    A word too rare for the table has the stems of its own glosses.
    """
    out = [[_NEVER] * length for _ in range(3)]
    headword = unit.headword
    own = parts.stems_of(headword) or _own_stems(unit.options)
    split = segmentation.best_split(headword) if len(headword) > 2 else ()
    characters = headword if len(headword) > 1 else ""
    for row, tables in (
        (0, [own]),
        (1, [parts.stems_of(character) for character in characters]),
        (2, [own, *map(parts.stems_of, split)]),
    ):
        for stems in tables:
            for stem, probability in stems.items():
                for e in at.get(stem, ()):
                    out[row][e] = max(out[row][e], probability)
    return out


@remembered_records
def _own_stems(options: tuple[Option, ...]) -> dict[str, float]:
    """Return the share of each stem in a word's glosses, a little less where there are few."""
    counts: Counter[str] = Counter()
    for stems in itertools.chain.from_iterable(map(stems_of, options)):
        counts.update(stems)
    return {stem: count / (counts.total() + 1) for stem, count in counts.items()}


def _cosines(units: Sequence[Unit], line: Line, table: Similarities) -> tuple[Scores, Scores]:
    """Return the similarity of each English word with each word that is compared, and with its nearest sense."""
    shape = (len(units), len(line.words))
    word_cosine, sense_cosine = np.zeros(shape), np.zeros(shape)
    compared = [u for u, unit in enumerate(units) if unit.is_compared]
    if not compared:
        return word_cosine, sense_cosine
    texts = [[units[u].headword, *_wordings_of_senses(units[u].options)] for u in compared]
    cosines = table.between(
        list(itertools.chain.from_iterable(texts)), [word.text for word in line.words]
    )
    first = 0
    for u, own in zip(compared, texts, strict=True):
        last = first + len(own)
        word_cosine[u] = cosines[first]
        sense_cosine[u] = cosines[first + 1 : last].max(axis=0, initial=0.0)
        first = last
    return word_cosine, sense_cosine


@remembered_records
def _wordings_of_senses(options: tuple[Option, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for option in options for text in wordings_of(option)))


def over_rivals(scores: Scores, axis: int) -> Scores:
    """Return how far each score is above the best other one along an axis (below it: negative)."""
    if scores.shape[axis] < 2:
        return scores.copy()
    ordered = np.sort(scores, axis=axis)
    top = np.take(ordered, [-1], axis=axis)
    second = np.take(ordered, [-2], axis=axis)
    return np.asarray(scores - np.where(scores == top, second, top))
