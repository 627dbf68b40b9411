"""What a Chinese word may mean, where its meaning may stand in the English line, and how well they fit."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shengci import embeddings, script
from shengci.english import EnglishWord, stem_of, weight_of, words_of
from shengci.lexicon import dictionary, usual
from shengci.lexicon.usual import UsualSense
from shengci.records import Definition, Entry
from shengci.remembering import remembered, remembered_records, remembered_wordings

Scores = NDArray[np.float64]

_LONGEST_WINDOW = 4  # English words
_WORDINGS = 3  # of a sense that are embedded
_UNLIKELY = -0.2  # a sense's prior from which on it is not
# "(obstetrics) to …", "From: (in email header)", "internal heat (Chinese medicine)"
_FIELD = re.compile(
    r"\([a-z ]+\) \S|.*\((?:in|of) |.*\([A-Z]?[a-z ]*(?:medicine|physics|grammar|chess)\)"
)
_VERB_PARTICLES = frozenset("""up out off down over away back on in""".split())
_OTHER_PARTICLE = 0.6
# Verbs that are close in meaning to much and say little: "get" of "get to work" is no nearer to hitting than to beginning.
LIGHT_VERBS = frozenset(
    """get gets got getting go goes went going gone take takes took taking taken make makes made making come comes came coming
    put puts putting give gives gave giving given have has had set sets keep keeps kept let lets""".split()
)
_BREAK = re.compile(r"[,.;:!?()“”\"—…]|\s[-–]\s")
_OTHER_LABEL = 0.06  # of a trade: medicine, chess, computing …
# How much a usage label speaks against a sense before any English was seen.
_PENALTIES = {
    "surname": 0.25, "Japanese surname": 0.4, "old": 0.12, "archaic": 0.15, "literary": 0.04, "dialect": 0.12,
    "Tw": 0.05, "slang": 0.08, "Internet slang": 0.1, "variant of": 0.06, "old variant of": 0.2, "bound form": 0.02,
    "classifier": 0.05, "idiom": 0.0, "proverb": 0.0, "fig.": 0.0, "lit.": 0.04, "coll.": 0.03, "attributive": 0.0,
    "particle": 0.0, "abbr. for": 0.02, "erhua variant of": 0.0, "see": 0.02, "same as": 0.02, "prefix": 0.03,
    "suffix": 0.03, "honorific": 0.02, "polite": 0.02, "PRC": 0.0, "neologism": 0.0, "name": 0.1,
    "Cantonese": 0.15, "onom.": 0.0, "loanword": 0.0, "vulgar": 0.15, "derog.": 0.08,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)  # made once a headword: told apart by identity
class Option:
    """One sense of one entry of a word.

    `prior` (0 or below) is what its labels speak against it, `rank` its place among the entry's senses
    or, if it is one of the `usual` ones, among those. A figurative sense has the rank of the literal one
    before it: the line decides between the two.
    """

    entry: Entry
    definition: Definition
    prior: float
    rank: float = 0.0
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Some neighbouring English words, by index, and the text they span."""

    first: int
    last: int
    text: str
    stems: frozenset[str]
    weight: float
    is_function: bool
    compound: str = ""  # the stem of the whole, if the words are one hyphenated compound

    def is_compound(self, stems: frozenset[str]) -> bool:
        """Return whether these stems are that of the compound as a whole."""
        return bool(self.compound) and stems == {self.compound}

    @property
    def indices(self) -> range:
        """The word indices the window covers."""
        return range(self.first, self.last + 1)


@remembered_records
def options_of(headword: str) -> tuple[Option, ...]:
    """Return every sense of every entry of a headword, the earlier ones preferred a little.

    The usual senses of common words stand before those of the dictionary. A word with erhua that has
    no entry (角儿) has those of the word without it.
    """
    entries = dictionary.entries_of(headword)
    senses = usual.senses_of(headword)
    if len(headword) > 1 and headword.endswith("儿") and not entries:
        entries = tuple(map(_with_erhua, dictionary.entries_of(headword[:-1])))
    out = []
    for u, sense in enumerate(senses):
        entry = _entry_of(headword, sense, entries)
        out.append(Option(entry, sense.definition, 0.0, min(u, 6), usual=True))
    for e, entry in enumerate(entries):
        d = -1
        for definition in entry.definitions:
            d += d < 0 or "fig." not in definition.labels
            against = sum(_PENALTIES.get(label, _OTHER_LABEL) for label in definition.labels)
            against += 0.2 if entry.is_name and "surname" not in definition.labels else 0.0
            against += 0.06 if _FIELD.match(definition.gloss) else 0.0
            out.append(Option(entry, definition, -against, min(d, 8) + 0.2 * min(e, 5)))
    return tuple(out)


def _entry_of(headword: str, sense: UsualSense, entries: Sequence[Entry]) -> Entry:
    """Return the entry with the sense's reading whose glosses share the most words with it (面 and 麵)."""
    stems = frozenset().union(*(alternative_stems(a)[0] for a in sense.definition.alternatives))
    same = [e for e in entries if e.pinyin == sense.pinyin]
    if not same:
        found = next((e for e in entries if not e.is_name), None)
        traditional = found.traditional if found else script.to_traditional(headword)
        return Entry(headword, traditional, sense.pinyin, (sense.definition,))
    return max(
        same,
        key=lambda entry: sum(
            len(stems & alternative_stems(a)[0]) for d in entry.definitions for a in d.alternatives
        ),
    )


def _with_erhua(entry: Entry) -> Entry:
    return replace(
        entry,
        simplified=entry.simplified + "儿",
        traditional=entry.traditional + "兒",
        pinyin=(*entry.pinyin, "r5"),
    )


def window_of(line: str, words: Sequence[EnglishWord], first: int, last: int) -> Window:
    """Return the words from first to last as a window."""
    inside = words[first : last + 1]
    content = [word for word in inside if not word.is_function_word] or inside
    compound = _compound_stem(line, inside)
    stems = frozenset(word.stem for word in content) | ({compound} if compound else set())
    return Window(
        first,
        last,
        line[words[first].start : words[last].end],
        stems,
        sum(_weight(word.text) for word in content),
        all(word.is_function_word for word in inside),
        compound,
    )


def breaks_of(line: str, words: Sequence[EnglishWord]) -> frozenset[int]:
    """Return the indices of the words that punctuation parts from the next one."""
    return frozenset(
        i
        for i, (word, after) in enumerate(itertools.pairwise(words))
        if _BREAK.search(line[word.end : after.start])
    )


def windows_of(line: str, words: Sequence[EnglishWord]) -> tuple[Window, ...]:
    """Return the runs of one to four words that might answer one Chinese word.

    A run of several words begins and ends with a content word (or is a verb with its particle) and
    crosses no punctuation.
    """
    out = []
    breaks = breaks_of(line, words)
    for first in range(len(words)):
        for last in range(first, min(first + _LONGEST_WINDOW, len(words))):
            if last > first and last - 1 in breaks:
                break
            if last > first and (words[first].is_function_word or not _may_end(words, first, last)):
                continue
            out.append(window_of(line, words, first, last))
    return tuple(out)


def _compound_stem(line: str, words: Sequence[EnglishWord]) -> str:
    """Return the stem of a hyphenated compound written as one word (start-ups: startup), else ""."""
    if len(words) > 1 and all(line[a.end : b.start] == "-" for a, b in itertools.pairwise(words)):
        return stem_of("".join(word.text for word in words))
    return ""


def _may_end(words: Sequence[EnglishWord], first: int, last: int) -> bool:
    """Return whether a run may end here: with a content word, or as a verb with its particle."""
    return not words[last].is_function_word or (
        last == first + 1 and words[last].text.lower() in _VERB_PARTICLES
    )


def _weight(word: str) -> float:
    return max(0.05, weight_of(word))


@remembered_wordings
def alternative_stems(alternative: str) -> tuple[frozenset[str], float]:
    """Return the stems by which a gloss is known in running text, and their weight together."""
    words = words_of(alternative)
    content = [word for word in words if not word.is_function_word]
    if not content:
        content = [
            word for word in words if word.text.lower() not in ("to", "be", "something", "somebody")
        ] or list(words)
    return frozenset(word.stem for word in content), sum(_weight(word.text) for word in content)


def is_met(option: Option, stems: Set[str]) -> bool:
    """Return whether a line of these content words' stems holds all of one of a sense's wordings."""
    return any(wording <= stems for wording in stems_of(option))


@remembered_wordings
def stems_of(option: Option) -> tuple[frozenset[str], ...]:
    """Return the stems of each of a sense's wordings that has some."""
    found = (alternative_stems(wording)[0] for wording in option.definition.alternatives)
    return tuple(filter(None, found))


def gloss_scores(
    options: Sequence[Option], windows: Sequence[Window], *, with_particles: bool = False
) -> Scores:
    """Return how well each option's gloss is met by each window's words, 0 to 1 (options x windows).

    The harmonic mean of the weight shares: of the gloss met in the window, of the window in the gloss. With
    `with_particles` a gloss with another particle than the window's (go down, go on), or with more than the light verb
    that it shares with the window (get together, get), counts less.
    """
    at: defaultdict[str, list[int]] = defaultdict(list)
    for w, window in enumerate(windows):
        for stem in window.stems:
            at[stem].append(w)
    scores = np.zeros((len(options), len(windows)))
    for o, option in enumerate(options):
        for alternative in option.definition.alternatives:
            stems, total = alternative_stems(alternative)
            for w in {w for stem in stems for w in at.get(stem, ())}:
                if stems <= windows[w].stems and windows[w].is_compound(stems):
                    scores[o, w] = 1.0
                    continue
                shared = sum(_stem_weight(stem, windows[w]) for stem in stems & windows[w].stems)
                score = 2 * shared / (total + windows[w].weight)
                if with_particles and _says_other(alternative, windows[w]):
                    score *= _OTHER_PARTICLE
                scores[o, w] = max(scores[o, w], min(1.0, score))
    return scores


def _says_other(alternative: str, window: Window) -> bool:
    """Return whether a gloss and a window have other particles of verbs, or the gloss more than a light verb."""
    words, there = alternative.lower().split(), window.text.lower().split()
    wanted, particles = _VERB_PARTICLES.intersection(words), _VERB_PARTICLES.intersection(there)
    if wanted and particles:
        return wanted.isdisjoint(particles)
    if LIGHT_VERBS.isdisjoint(there) or len(words) <= 1 + (words[0] == "to"):
        return False
    content = alternative_stems(alternative)[0]
    shared = [word for word in words_of(window.text) if word.stem in content]
    return all(word.text.lower() in LIGHT_VERBS for word in shared)


@remembered
def _stem_weight(stem: str, window: Window) -> float:
    for word in words_of(window.text):
        if word.stem == stem:
            return _weight(word.text)
    return 0.05


class Similarities:
    """Similarity of senses and Chinese words with English windows; each distinct text is encoded once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._row_of: dict[str, int] = {}
        self._vectors = embeddings.encode(())
        self._add(texts)

    def _add(self, texts: Iterable[str]) -> None:
        distinct = list(dict.fromkeys(texts))
        if distinct:
            start = len(self._row_of)
            self._row_of |= {text: row for row, text in enumerate(distinct, start)}
            self._vectors = np.concatenate([self._vectors, embeddings.encode(distinct)])

    def between(self, left: Sequence[str], right: Sequence[str]) -> Scores:
        """Return the cosines of two lists of texts (left x right)."""
        self._add([text for text in (*left, *right) if text not in self._row_of])
        rows = [self._row_of[text] for text in left], [self._row_of[text] for text in right]
        return np.asarray(self._vectors[rows[0]] @ self._vectors[rows[1]].T, dtype=np.float64)


def option_scores(
    options: Sequence[Option], windows: Sequence[Window], table: Similarities
) -> Scores:
    """Return the similarity of each option's best wording with each window of one word, 0 for longer ones.

    Windows of two and three words were compared too; links and senses were no more often right.
    """
    scores = np.zeros((len(options), len(windows)))
    compared = [w for w, window in enumerate(windows) if window.first == window.last]
    if not compared or not options:
        return scores
    wordings = [wordings_of(option) for option in options]
    cosines = table.between(
        list(itertools.chain.from_iterable(wordings)), [windows[w].text for w in compared]
    )
    at = 0
    for o, texts in enumerate(wordings):
        if texts:
            scores[o, compared] = cosines[at : at + len(texts)].max(axis=0)
        at += len(texts)
    return scores


@remembered_wordings
def wordings_of(option: Option) -> tuple[str, ...]:
    """Return the texts that stand for a sense in the embedding space, none for surnames and the like."""
    if option.prior <= _UNLIKELY:
        return ()
    return tuple(text.removeprefix("to ") for text in option.definition.alternatives[:_WORDINGS])
