"""Gold for the words of a text: files of several kinds, read (their forms: docs/WORDS.md).

Positions are half-open code-point offsets, as in the records.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from shengci.records import Span

Spans = tuple[Span, ...]


# Segmentation


@dataclass(frozen=True, slots=True)
class Segmented:
    """A sentence as it is written, its words' spans in it, and which of them are proper nouns."""

    text: str
    words: Spans
    names: frozenset[Span]


def segmented_of(gold: Path) -> list[Segmented]:
    """Return the sentences of a file of words split by spaces, proper nouns tagged `/NNP`."""
    return [
        _segmented(line.split()) for line in gold.read_text(encoding="utf-8").splitlines() if line
    ]


def _segmented(words: Sequence[str]) -> Segmented:
    text, spans = joined([word.removesuffix("/NNP") for word in words])
    tagged = zip(words, spans, strict=True)
    return Segmented(text, spans, frozenset(span for word, span in tagged if word.endswith("/NNP")))


def joined(tokens: Sequence[str]) -> tuple[str, Spans]:
    """Return Chinese tokens as they are written, with each one's place; Latin runs stay apart.

    >>> joined(["AT", "500", "万"])
    ('AT 500万', (Span(start=0, end=2), Span(start=3, end=6), Span(start=6, end=7)))
    """
    spaces = [_is_latin(a[-1]) and _is_latin(b[0]) for a, b in pairwise(tokens)]
    return _laid_out(tokens, [*spaces, False])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _laid_out(tokens: Sequence[str], spaces: Sequence[bool]) -> tuple[str, Spans]:
    text, spans = "", []
    for token, space in zip(tokens, spaces, strict=True):
        spans.append(Span(len(text), len(text) + len(token)))
        text += token + " " * space
    return text, tuple(spans)


# Word alignment

_WRITTEN = {"-LRB-": "(", "-RRB-": ")", "''": '"', "``": '"', "`": "'"}
_SAME_MARK = {mark: group[0] for group in (".。", ",，、", "?？", "!！", ":：", ";；", "(（", ")）", "%％") for mark in group}  # fmt: skip
_CLINGS_TO_WORD_BEFORE = re.compile(r"[,.;:!?%)]|'(?:s|re|ve|ll|d|m)?|n't", re.IGNORECASE)
_WORD_AFTER_CLINGS = re.compile(r"[($]")


@dataclass(frozen=True, slots=True)
class Linked:
    """A sentence aligned by hand, word by word: both sides as written, tokens, links [Chinese, English]."""

    chinese: str
    english: str
    chinese_tokens: Spans
    english_tokens: Spans
    sure: frozenset[tuple[int, int]]
    possible: frozenset[tuple[int, int]]  # holds the sure ones too

    def links(self, found: Iterable[tuple[Span, Spans]]) -> set[tuple[int, int]]:
        """Return the links between tokens that places in both texts stand for."""
        return {
            (c, e)
            for chinese, english in found
            for c in touching((chinese,), self.chinese_tokens)
            for e in touching(english, self.english_tokens)
        }

    def same_marks(self) -> set[tuple[int, int]]:
        """Return links between the punctuation marks that both sides have, the first with the first."""
        places: dict[str, tuple[list[int], list[int]]] = {}
        sides = ((self.chinese, self.chinese_tokens), (self.english, self.english_tokens))
        for side, (text, tokens) in enumerate(sides):
            for i, token in enumerate(tokens):
                mark = _SAME_MARK.get(text[token.start : token.end])
                if mark:
                    places.setdefault(mark, ([], []))[side].append(i)
        return {link for chinese, english in places.values() for link in zip(chinese, english)}  # noqa: B905


def touching(spans: Iterable[Span], tokens: Spans) -> set[int]:
    return {
        i
        for span in spans
        for i, token in enumerate(tokens)
        if span.start < token.end and token.start < span.end
    }


def linked_of(gold: Path) -> list[Linked]:
    """Return the sentences of a file of JSON lines: `chinese`, `english` (tokens), `sure`, `possible`."""
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    found = []
    for line in lines:
        chinese, chinese_tokens = joined(line["chinese"])
        english, english_tokens = detokenised(line["english"])
        sure = frozenset(map(tuple, line["sure"]))
        possible = sure | frozenset(map(tuple, line["possible"]))
        found.append(Linked(chinese, english, chinese_tokens, english_tokens, sure, possible))
    return found


def detokenised(tokens: Sequence[str]) -> tuple[str, Spans]:
    """Return treebank tokens as an English line is written, with each token's place in it.

    >>> detokenised("Mr. Gu 's `` clock '' -LRB- old -RRB- , U.S. - made".split())[0]
    'Mr. Gu\\'s "clock" (old), U.S.-made'
    """
    written = [_WRITTEN.get(token, token) for token in tokens]
    spaces = []
    quote_open = False
    for before, after in pairwise(written):
        if before == '"':
            quote_open = not quote_open
        clings = (
            "-" in (before, after)
            or _CLINGS_TO_WORD_BEFORE.fullmatch(after) is not None
            or _WORD_AFTER_CLINGS.fullmatch(before) is not None
            or (before == '"' and quote_open)
            or (after == '"' and quote_open)
        )
        spaces.append(not clings)
    return _laid_out(written, [*spaces, False])


# The meaning of a word in its sentence

PIECES, ALTERNATIVES, PARTED = " … ", "|", "…"
_OTHER_CUT = re.compile(r"or (?P<cut>\w+(?: \+ \w+)*)(?=$|[ ;,])")


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A word in its sentence, marked by hand: its place, its reading, what it may be said to mean there.

    `pair` counts from 0; `pieces` are several for a word that others part (帮…忙). `counterparts` are
    the places in the English line that may be marked, each of one or more pieces; () stands for no mark.
    `cuts` are other ways of cutting that are as right: (棉纺, 厂), or one longer word.
    """

    pair: int
    pieces: Spans
    word: str
    readings: tuple[str, ...]
    meanings: tuple[str, ...]
    counterparts: tuple[Spans, ...]
    cuts: tuple[tuple[str, ...], ...] = ()

    @property
    def place(self) -> Span:
        """Where the word begins and ends, with what parts it."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def gold_words_of(path: Path, pairs: Sequence[tuple[str, str]]) -> list[GoldWord]:
    """Return the words marked by hand in an article, given as (English, Chinese) pairs."""
    return [_gold_word(row, pairs) for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a table below its heading, each with one column at least for a comment."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [*line.split("\t"), ""]


def _gold_word(row: Sequence[str], pairs: Sequence[tuple[str, str]]) -> GoldWord:
    number, word, nth, reading, meanings, counterpart, comment, *_ = row
    english, chinese = pairs[int(number) - 1]
    cut = _OTHER_CUT.match(comment)
    return GoldWord(
        int(number) - 1,
        _pieces_of(word, chinese, int(nth)),
        word.replace(PARTED, ""),
        tuple(reading.split(ALTERNATIVES)),
        tuple(filter(None, meanings.split(ALTERNATIVES))),
        tuple(places_of(each, english) for each in counterpart.split(ALTERNATIVES)),
        (tuple(cut["cut"].split(" + ")),) if cut else (),
    )


def _pieces_of(word: str, chinese: str, nth: int) -> Spans:
    first, *others = word.split(PARTED)
    found = [place_of(first, chinese, nth)]
    for piece in others:
        start = chinese.index(piece, found[-1].end)
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def place_of(text: str, line: str, nth: int = 1) -> Span:
    """Return the nth place of a text in a line, as whole words where it is of Latin letters.

    >>> place_of("old", "The older the old", 1)
    Span(start=14, end=17)
    """
    edges = (
        (r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])") if re.match(r"\w", text, re.ASCII) else ("", "")
    )
    found = list(re.finditer(f"(?={edges[0]}{re.escape(text)}{edges[1]})", line))
    assert len(found) >= nth, f"{text} #{nth} is not in: {line}"
    return Span(found[nth - 1].start(), found[nth - 1].start() + len(text))


def places_of(counterpart: str, line: str) -> Spans:
    """Return the places of a counterpart's pieces in the English line, in its order.

    >>> places_of("turn … off#2", "Turn it off, or turn it off.")
    (Span(start=16, end=20), Span(start=24, end=27))
    """
    found = []
    for piece in filter(None, counterpart.split(PIECES)):
        text, _, nth = piece.strip().partition("#")
        found.append(place_of(text, line, int(nth or 1)))
    return tuple(sorted(found, key=lambda span: span.start))


def sense_lines_of(path: Path) -> dict[str, tuple[list[tuple[str, str]], list[GoldWord]]]:
    """Return the articles of a table: their (English, Chinese) pairs, and the words marked with a meaning.

    Columns: article, sentence, line, words. Sentences without an article are articles of their own. A word is `word=meaning|meaning`; words are parted by `; `,
    in the order of the sentence. Nothing is said of readings and counterparts.
    """
    articles: dict[str, tuple[list[tuple[str, str]], list[GoldWord]]] = {}
    for number, (article, sentence, line, words, *_) in enumerate(rows_of(path), 1):
        pairs, marked = articles.setdefault(article or f"#{number}", ([], []))
        marked += _marked_words(words, sentence, len(pairs))
        pairs.append((line, sentence))
    return articles


def _marked_words(listed: str, sentence: str, pair: int) -> Iterator[GoldWord]:
    at = 0
    for each in listed.split("; "):
        word, meanings = each.split("=")
        start = sentence.index(word, at)
        at = start + len(word)
        place = (Span(start, at),)
        yield GoldWord(pair, place, word, (), tuple(meanings.split(ALTERNATIVES)), ())


# Names


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a sentence, by the index of its pair from 0; "" for a type or form that is not said."""

    pair: int
    place: Span
    type: str = ""
    english: str = ""


def gold_names_of(path: Path, pairs: Sequence[tuple[str, str]]) -> list[NameFound]:
    """Return the names marked by hand in an article: pair, name, nth, type, english, comment.

    English forms that are as good are parted by `|`; empty where the line does not say the name.
    """
    return [
        NameFound(int(number) - 1, place_of(name, pairs[int(number) - 1][1], int(nth)), kind, form)
        for number, name, nth, kind, form, *_ in rows_of(path)
    ]


@dataclass(frozen=True, slots=True)
class NameLine:
    """A sentence written to have names of a kind, or none: its pair and the names in it.

    `article` is the one it is from; sentences alone are articles of their own.
    """

    kind: str
    article: str
    pair: tuple[str, str]  # English, Chinese
    names: tuple[NameFound, ...]


def name_lines_of(path: Path) -> list[NameLine]:
    """Return the sentences of a table: kind, article, sentence, line, names.

    A name is `name=type=English form`, alternatives parted by `|`; names are parted by `; `, in the
    order of the sentence.
    """
    return [
        NameLine(kind, article or f"#{number}", (line, sentence), tuple(_names(names, sentence)))
        for number, (kind, article, sentence, line, names, *_) in enumerate(rows_of(path))
    ]


def _names(listed: str, sentence: str) -> Iterator[NameFound]:
    at = 0
    for each in filter(None, listed.split("; ")):
        name, kind, form = each.split("=")
        start = sentence.index(name, at)
        at = start + len(name)
        yield NameFound(0, Span(start, at), kind, form)


# Cuts


@dataclass(frozen=True, slots=True)
class CutMark:
    """Where words of a sentence begin and end, marked by hand, and what one of them means.

    Each of `cuts` is as right as the others: words side by side, or one word whose pieces others part.
    `word` with its `meanings` is the one whose meaning is judged, "" where none is.
    """

    cuts: tuple[tuple[Spans, ...], ...]
    word: str = ""
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CutLine:
    """A sentence written for how it is to be cut: its pair and what is marked in it."""

    kind: str
    pair: tuple[str, str]  # English, Chinese
    marks: tuple[CutMark, ...]


def cut_lines_of(path: Path) -> list[CutLine]:
    """Return the sentences of a table: kind, sentence, line, cuts.

    A mark is `cut|another cut=word=meaning|another meaning`, of which a cut alone will do: words parted by
    spaces, or the pieces of one word by `…`. Marks are parted by `; `; each is the first of its kind in the sentence.
    """
    return [
        CutLine(
            kind, (line, sentence), tuple(_cut_mark(mark, sentence) for mark in marks.split("; "))
        )
        for kind, sentence, line, marks, *_ in rows_of(path)
    ]


def _cut_mark(mark: str, sentence: str) -> CutMark:
    cuts, word, meanings, *_ = [*mark.split("="), "", ""]
    return CutMark(
        tuple(_cut(cut, sentence) for cut in cuts.split(ALTERNATIVES)),
        word,
        tuple(filter(None, meanings.split(ALTERNATIVES))),
    )


def _cut(cut: str, sentence: str) -> tuple[Spans, ...]:
    if PARTED in cut:
        return (_pieces_of(cut, sentence, 1),)
    words = cut.split()
    at = sentence.index("".join(words))
    out = []
    for word in words:
        out.append((Span(at, at + len(word)),))
        at += len(word)
    return tuple(out)
