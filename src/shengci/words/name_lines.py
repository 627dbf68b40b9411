"""The English line as a witness of names: which of its words are written like names, and in what runs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from shengci.english import FUNCTION_WORDS, EnglishWord
from shengci.lexicon.frequency import english_zipf_of

TITLES = frozenset(
    """mr mrs ms miss mx dr prof professor president vice sir madam uncle aunt auntie grandpa grandma granny grannie
    grandfather grandmother brother sister father mother captain general judge justice chairman chairwoman
    minister premier senator governor mayor secretary officer lady lord attorney teacher master doctor
    chancellor ambassador director emperor empress king queen prince princess duke duchess majesty highness
    excellency lordship ladyship gentlemen gentleman ladies sire""".split()
)
# Capitalised, and no names: what Chinese writes with plain words.
PLAIN_CAPITALS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december internet web net god heaven congress parliament party state
    government earth sun moon bible church tv ok i’m i'm i i’ve i've i’ll i'll i’d i'd ai a.i a.i. it christmas
    easter mandarin""".split()
)
GENTILICS = frozenset(
    """chinese japanese korean english british french german italian spanish russian american taiwanese
    vietnamese portuguese dutch swiss swedish danish norwegian finnish polish greek turkish thai indian
    canadian australian european asian african mexican brazilian arab arabic jewish israeli iranian iraqi
    ukrainian irish scottish welsh latin hebrew cantonese tibetan mongolian uyghur roman christian buddhist
    muslim catholic protestant americans germans russians europeans asians africans indians filipino
    filipinos malaysian indonesian singaporean chilean egyptian hungarian czech austrian belgian hakka
    hokkien western westerner""".split()
)
_CONNECTORS = frozenset(
    "of the and for in on de la le du di da del van von der den al bin a & to".split()
)
_ABBREVIATIONS = frozenset("mr mrs ms dr prof st mt no sr jr gen rep sen gov capt lt".split())
_GROUPS = frozenset("people children women men workers".split())  # whose names go on behind ’s
_SENTENCE_BREAK = re.compile(r"[.!?:…]\W*\s|[—“‘\"(]|\s[-–]\s|^$")
_HEADLINE = 3  # content words, all capitalised


@dataclass(frozen=True, slots=True)
class Cases:
    """How the article writes its English words inside sentences: small, or with a capital."""

    small: frozenset[str] = frozenset()
    capital: frozenset[str] = frozenset()


@dataclass(frozen=True)
class NameLine:
    """An English line's words, and how far each is written like a name: 0 no, 1 surely.

    A capital inside a sentence is sure; at its beginning, or in a headline, it says little, unless the
    article writes the word so elsewhere.
    """

    text: str
    words: tuple[EnglishWord, ...]
    strength: tuple[float, ...]
    is_headline: bool

    @cached_property
    def runs(self) -> tuple[range, ...]:
        """The stretches of name words and what joins them (of, the, a hyphen), as ranges of indices."""
        return tuple(_runs(self))

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Return the place of the words with these indices."""
        return self.words[first].start, self.words[end - 1].end

    def is_titled(self, at: int) -> bool:
        """Return whether a title such as Mr. stands before a word."""
        return (
            at > 0 and _low(self.words[at - 1]) in TITLES and self.words[at - 1].text[:1].isupper()
        )

    def is_content(self, at: int) -> bool:
        """Return whether a word is more than a connector inside a name."""
        return self.strength[at] > 0


def cases_of(lines: Iterable[tuple[str, Sequence[EnglishWord]]]) -> Cases:
    """Return how the lines of an article write the words that do not begin a sentence."""
    small: set[str] = set()
    capital: set[str] = set()
    for text, words in lines:
        if _is_headline(text, words):
            continue
        for i, word in enumerate(words):
            if word.text[:1].islower():
                small.add(word.text)
            elif not _opens(text, words, i):
                capital.add(word.text.lower())
    return Cases(frozenset(small), frozenset(capital))


def line_of(text: str, words: Sequence[EnglishWord], cases: Cases) -> NameLine:
    headline = _is_headline(text, words)
    strength = [_strength(text, words, i, cases, headline) for i in range(len(words))]
    return NameLine(text, tuple(words), tuple(strength), headline)


def _strength(
    text: str, words: Sequence[EnglishWord], at: int, cases: Cases, headline: bool
) -> float:
    word = words[at]
    low = _low(word)
    hyphenated = at > 0 and text[words[at - 1].end : word.start] in ("-", "‐", "’", "'")
    if hyphenated and words[at - 1].text[:1].isupper() and word.text.islower():
        return 0.8  # the given name of Lin Shu-yu
    if not word.text[:1].isupper() or low in PLAIN_CAPITALS:
        return 0.0
    beside = any(
        0 <= i < len(words)
        and words[i].text[:1].isupper()
        and _low(words[i]) not in FUNCTION_WORDS
        and re.fullmatch(
            r"[\s-]|\. ", text[min(word.end, words[i].end) : max(word.start, words[i].start)]
        )
        for i in (at - 1, at + 1)
    )
    following = text[word.end : word.end + 1] == "-" and at + 1 < len(words)
    if low in FUNCTION_WORDS and not (following or (beside and not _opens(text, words, at))):
        return 0.0
    if headline:
        return 0.6 if low in cases.capital else 0.3
    if not _opens(text, words, at) or low in cases.capital:
        return 1.0
    if low in cases.small:
        return 0.0 if low in FUNCTION_WORDS else 0.2
    if english_zipf_of(low) < 3.5 or beside:
        return 0.9
    return 0.7 if english_zipf_of(low) < 4.6 else 0.4


def _is_headline(text: str, words: Sequence[EnglishWord]) -> bool:
    """Return whether a line writes its words with capitals, as headlines do: no sign of names then.

    A line with a full stop is a short sentence about names (Rents in Chaoyang District are up.).
    """
    if text.endswith((".", ".”", '."')):
        return False
    content = [word for word in words if not word.is_function_word and word.text[:1].isalpha()]
    return len(content) >= _HEADLINE and all(word.text[:1].isupper() for word in content)


def _opens(text: str, words: Sequence[EnglishWord], at: int) -> bool:
    """Return whether a word begins a sentence or a quotation, where any word has a capital."""
    if at == 0:
        return True
    gap = text[words[at - 1].end : words[at].start]
    before = words[at - 1].text
    if gap.startswith(".") and (_low(words[at - 1]) in _ABBREVIATIONS or len(before) == 1):
        return False
    return _SENTENCE_BREAK.search(gap + "") is not None


def _runs(line: NameLine) -> Iterable[range]:
    at = 0
    while at < len(line.words):
        if not line.strength[at] or (_low(line.words[at]) in TITLES and _goes_on(line, at)):
            at += 1
            continue
        end = at + 1
        while end < len(line.words):
            nxt = end
            while (
                nxt < len(line.words)
                and _low(line.words[nxt]) in _CONNECTORS
                and not line.strength[nxt]
            ):
                nxt += 1
            joined = all(_is_joined(line, i) for i in range(end, min(nxt + 1, len(line.words))))
            if nxt >= len(line.words) or not joined or not line.strength[nxt] or nxt - end > 2:
                break
            end = nxt + 1
        yield range(at, end)
        at = end


def _goes_on(line: NameLine, at: int) -> bool:
    return at + 1 < len(line.words) and line.strength[at + 1] > 0 and _is_joined(line, at + 1)


def _is_joined(line: NameLine, at: int) -> bool:
    before = line.words[at - 1]
    gap = line.text[before.end : line.words[at].start]
    if gap.startswith(". "):
        return _low(before) in _ABBREVIATIONS or len(before.text) == 1
    if gap in ("’s ", "'s "):
        return _low(before) in _GROUPS
    return gap in (" ", "-", "‐", "’", "'", "\u00a0", " & ")


def _low(word: EnglishWord) -> str:
    return word.text.lower().rstrip(".")
