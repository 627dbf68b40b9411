"""Sentence pairs of our own, linked by hand: `linked-pairs.tsv`, whose head tells its form.

`linked-pairs-held-out.tsv` are those that only sums are looked at of.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from shengci.english import words_of
from shengci.records import Span
from word_gold import PARTED, PIECES, Spans, place_of, rows_of, touching

PAIRS = Path(__file__).parent / "linked-pairs.tsv"
HELD_OUT = Path(__file__).parent / "linked-pairs-held-out.tsv"
_BRACKETED = re.compile(r"\((?P<optional>[^()]*)\)|[^()]+")


@dataclass(frozen=True, slots=True)
class HandLink:
    """Chinese characters and the indices of the English words they are linked to, surely or possibly."""

    chinese: Spans
    sure: frozenset[int]
    possible: frozenset[int]  # holds the sure ones too

    @property
    def place(self) -> Span:
        """Where the Chinese begins and ends."""
        return Span(self.chinese[0].start, self.chinese[-1].end)


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A sentence pair with what was linked in it by hand."""

    chinese: str
    english: str
    links: tuple[HandLink, ...]

    def of(self, spans: Sequence[Span]) -> tuple[Set[int], Set[int]]:
        """Return the sure and the possible English words of a token at these places.

        Those of its own link if it has one, else of all it touches; what a link of a longer stretch
        has and those of its parts have not is possible then.
        """
        own = [link for link in self.links if link.chinese == tuple(spans)]
        met = own or [link for link in self.links if touching(spans, link.chinese)]
        parts = [
            a for a in met if not any(a is not b and _is_in(b.place, a.place) for b in self.links)
        ]
        sure = frozenset[int]().union(*(link.sure for link in (own or parts)))
        return sure, sure.union(*(link.possible for link in met))


def pairs(table: Path = PAIRS) -> list[LinkedPair]:
    """Return the pairs of a table; a piece that is not in its line raises AssertionError."""
    return [_pair(chinese, english, links) for chinese, english, links, *_ in rows_of(table)]


def _pair(chinese: str, english: str, links: str) -> LinkedPair:
    words = tuple(Span(word.start, word.end) for word in words_of(english))
    found = []
    for link in links.split(" / "):
        left, _, right = link.partition(": ")
        places = list(_places(right, english))
        sure = touching((span for span, optional in places if not optional), words)
        possible = touching((span for span, _ in places), words)
        found.append(HandLink(_chinese(left, chinese), frozenset(sure), frozenset(possible)))
    return LinkedPair(chinese, english, tuple(found))


def _chinese(text: str, line: str) -> Spans:
    pieces, _, nth = text.partition("#")
    first, *others = pieces.split(PARTED)
    found = [place_of(first, line, int(nth or 1))]
    for piece in others:
        start = line.index(piece, found[-1].end)
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def _places(text: str, line: str) -> Iterator[tuple[Span, bool]]:
    """Yield the places of the pieces of a link's English, and whether they stand in brackets."""
    for piece in text.split(PIECES):
        said, nth = re.subn(r"#\d", "", piece), re.search(r"#(\d)", piece)
        whole = re.sub(r"[()]", "", said[0])
        at = place_of(whole, line, int(nth[1]) if nth else 1).start
        for match in _BRACKETED.finditer(said[0]):
            inside = match["optional"] if match["optional"] is not None else match[0]
            yield Span(at, at + len(inside)), match["optional"] is not None
            at += len(inside)


def _is_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
