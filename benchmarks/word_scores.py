"""How right the words of a text are, by what is counted on gold of several kinds."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import astuple, dataclass

from shengci.english import stems_of, words_of
from shengci.records import Span
from word_gold import ALTERNATIVES, GoldWord, Linked, NameFound, Spans, touching


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of the things found are right, and how many there are in gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right, 0.0 if nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Return the share of gold that was found, 0.0 if there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return 2 * self.right / (self.found + self.gold) if self.right else 0.0


def hits(found: Iterable[Set[object]], gold: Iterable[Set[object]]) -> Hits:
    """Return the hits of sets compared one by one, sentence by sentence."""
    right = n_found = n_gold = 0
    for one, other in zip(found, gold, strict=True):
        right += len(one & other)
        n_found += len(one)
        n_gold += len(other)
    return Hits(right, n_found, n_gold)


# Word alignment


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Precision and recall of links, and the alignment error rate (Och and Ney, 2003)."""

    precision: float
    recall: float
    error_rate: float


def link_scores(gold: Sequence[Linked], found: Iterable[Set[tuple[int, int]]]) -> LinkScores:
    """Return the scores of links: precision against all, recall against the sure ones."""
    n_found = n_sure = right = sure = 0
    for sentence, links in zip(gold, found, strict=True):
        n_found += len(links)
        n_sure += len(sentence.sure)
        right += len(links & sentence.possible)
        sure += len(links & sentence.sure)
    return LinkScores(
        right / max(1, n_found),
        sure / max(1, n_sure),
        1 - (sure + right) / max(1, n_found + n_sure),
    )


@dataclass(frozen=True, slots=True)
class Marks:
    """How many words gold links to an English word, how many were marked, how many marks are right."""

    linked: int = 0
    marked: int = 0
    right: int = 0
    linked_and_marked: int = 0

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def precision(self) -> float:
        """Return the share of the marks that are right."""
        return self.right / max(1, self.marked)

    @property
    def coverage(self) -> float:
        """Return the share of the linked words that were marked, rightly or not."""
        return self.linked_and_marked / max(1, self.linked)


def marks(gold: Linked, marked: Mapping[Span, Spans]) -> Marks:
    """Return how right the places are that words (spans of the Chinese) are marked with, () for none.

    A mark is right if all its English tokens that are content words (all of them, if none is) are
    linked, surely or possibly, to one of the word's Chinese tokens.
    """
    total = Marks()
    for word, places in marked.items():
        chinese = touching((word,), gold.chinese_tokens)
        linked = {e for c, e in gold.possible if c in chinese and _is_word(gold, e)}
        touched = {e for e in touching(places, gold.english_tokens) if _is_word(gold, e)}
        content = {e for e in touched if not _is_function_word(gold, e)} or touched
        right = bool(content) and content <= linked
        total += Marks(bool(linked), bool(places), right, bool(linked and places))
    return total


def _text(gold: Linked, token: int) -> str:
    span = gold.english_tokens[token]
    return gold.english[span.start : span.end]


def _is_word(gold: Linked, token: int) -> bool:
    return any(char.isalnum() for char in _text(gold, token))


def _is_function_word(gold: Linked, token: int) -> bool:
    return all(word.is_function_word for word in words_of(_text(gold, token)))


# The meaning of a word in its sentence

_AT_ENDS = frozenset("a an the my your his her its our their".split())


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method makes of a word: "" and () for what it does not say.

    `meaning` is None where the word is cut in another way that is as right: then it is not judged.
    """

    is_word: bool  # whether the method cuts the sentence as gold does
    reading: str
    meaning: str | None
    counterpart: Spans = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is right about an answer, and about its mark in the English line if it has one.

    Strict: the mark is one of the accepted places, articles and possessives at its ends aside, or lies
    in one and leaves out function words only. Lenient: every content word of it lies in one.
    """

    cut: bool
    read: bool
    understood: bool | None  # None: not judged
    marked: bool
    strict: bool
    lenient: bool
    to_mark: bool  # whether the line says the word, and saying nothing would be wrong


def judged(gold: GoldWord, line: str, answer: Answer) -> Judgement:
    """Return what is right about the answer to a word with this English line."""
    mark = answer.counterpart
    is_judged = answer.meaning is not None
    return Judgement(
        answer.is_word,
        plain(answer.reading) in map(plain, gold.readings),
        is_meant(answer.meaning, gold.meanings) if answer.meaning is not None else None,
        bool(mark),
        bool(mark) and _is_place(gold, line, mark),
        bool(mark) and _is_in_place(gold, line, mark),
        is_judged and () not in gold.counterparts,
    )


def plain(reading: str) -> str:
    """Return a reading without spaces, apostrophes and capitals, for comparison."""
    return re.sub(r"[\s'’]", "", reading).lower()


def is_meant(meaning: str, wordings: Iterable[str]) -> bool:
    """Return whether one of the wordings stands in a meaning, as whole words in any inflection.

    >>> is_meant("to give up; to abandon", ["gave up"]), is_meant("upgrade", ["up"])
    (True, False)
    """
    stems = _telling_stems(meaning)
    return any(
        wanted == stems[i : i + len(wanted)]
        for wording in wordings
        if (wanted := _telling_stems(wording.removeprefix("to ")))
        for i in range(len(stems))
    )


def _telling_stems(text: str) -> tuple[str, ...]:
    return tuple(stem for stem in stems_of(text) if stem not in ("a", "an", "the"))


def _is_place(gold: GoldWord, line: str, marked: Spans) -> bool:
    content, covered = _content(line, marked), _covered(line, marked)
    places = [place for place in gold.counterparts if place]
    return any(
        _trimmed(line, covered) == _trimmed(line, _covered(line, place))
        or (covered < _covered(line, place) and content == _content(line, place))
        for place in places
    )


def _trimmed(line: str, covered: set[int]) -> list[int]:
    """Return the words of a mark by where they begin, without articles and possessives at its ends."""
    words = [word for word in words_of(line) if word.start in covered]
    while words and words[0].text.lower() in _AT_ENDS:
        words.pop(0)
    while words and words[-1].text.lower() in _AT_ENDS:
        words.pop()
    return [word.start for word in words]


def _is_in_place(gold: GoldWord, line: str, marked: Spans) -> bool:
    content = _content(line, marked) or _covered(line, marked)
    return any(content <= _covered(line, place) for place in gold.counterparts)


def _covered(line: str, spans: Spans) -> set[int]:
    """Return where the words begin that the spans touch."""
    return {
        word.start
        for word in words_of(line)
        if any(span.start < word.end and word.start < span.end for span in spans)
    }


def _content(line: str, spans: Spans) -> set[int]:
    covered = _covered(line, spans)
    return {w.start for w in words_of(line) if w.start in covered and not w.is_function_word}


# Names


@dataclass(frozen=True, slots=True)
class NameScores:
    """The hits of names as spans; of those found right, the shares with the right type and English form."""

    spans: Hits
    types: float
    forms: float


def name_scores(found: Iterable[NameFound], gold: Iterable[NameFound]) -> NameScores:
    """Return the scores of the names of one article, or of several whose pairs are told apart."""
    wanted = {(name.pair, name.place): name for name in gold}
    given = {(name.pair, name.place): name for name in found}
    shared = wanted.keys() & given.keys()
    types = [given[at].type in wanted[at].type.split(ALTERNATIVES) for at in shared]
    forms = [is_form(given[at], wanted[at]) for at in shared if wanted[at].english]
    return NameScores(
        Hits(len(shared), len(given), len(wanted)),
        sum(types) / max(1, len(types)),
        sum(forms) / max(1, len(forms)),
    )


def is_form(found: NameFound, gold: NameFound) -> bool:
    """Return whether a name's English form is one of those gold has, capitals ignored."""
    return found.english.casefold() in gold.english.casefold().split(ALTERNATIVES)
