"""Pairs cut at clauses by their linked words, so that a card can show little and all of it matters.

Where a border of Chinese clauses has all links before it on one side of a border of the English line, and all
after it on the other, both sides are cut there. Sentences of the pairing's own cuts are cut further.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from shengci import english
from shengci.clauses import clauses_of
from shengci.records import Part, SentencePair, Span, Token

_LEAST_HAN, _LEAST_ENGLISH = 8, 4  # characters and words of a part
_LEAST_LINKS = 2
_MOST_UNEVEN = (
    2.2  # how many times the pair's own English words for a character a part may have, or lack
)

_CLOSING = "”’」』\"')）》】"
# The borders of an English line, the surest first; a comma parts clauses more often than "and" does.
_BORDERS = (
    re.compile(rf"(?<=[;:—])[{_CLOSING}]?\s*|\s+(?=—)"),
    re.compile(rf"(?<=,)[{_CLOSING}]?\s+"),
    re.compile(
        r"\s+(?=(?:and|but|or|so|because|while|when|where|which|who|whose|if|although|though|until|"
        r"before|after|since|unless|that|as|to)\b)"
    ),
)


def parts_of(pair: SentencePair, tokens: Sequence[Token]) -> tuple[Part, ...]:
    """Return what the pair is cut into, two parts or more in order; () where nothing is sure.

    Together the parts hold both sides, but for the space between two of English.
    """
    if pair.kind != "pair":
        return ()
    cuts = _supported(_cuts(pair, tokens), pair, tokens)
    parts = tuple(
        Part(_trimmed(pair.english, Span(e, next_e)), Span(c, next_c))
        for (c, e), (next_c, next_e) in pairwise(cuts)
    )
    return parts if len(parts) > 1 else ()


_Cut = tuple[int, int]  # offsets into the Chinese and the English


def _cuts(pair: SentencePair, tokens: Sequence[Token]) -> list[_Cut]:
    """Return where both sides can be cut, with their beginnings and ends."""
    links = [(token, span) for token in tokens for span in token.counterpart]
    given = {part.chinese.start: part.english.start for part in pair.parts[1:]}
    borders = _english_borders(pair)
    cuts = [(0, 0)]
    for at in accumulate(map(len, clauses_of(pair.chinese)[:-1])):
        if any(token.start < at < token.end for token in tokens):
            continue
        low = max((span.end for token, span in links if token.end <= at), default=0)
        high = min((span.start for token, span in links if token.start >= at), default=0)
        low = max(low, cuts[-1][1] + 1)
        fit = given.get(at) if low <= given.get(at, -1) <= high else _border(borders, low, high)
        if fit is not None:
            cuts.append((at, fit))
    return [*cuts, (len(pair.chinese), len(pair.english))]


def _english_borders(pair: SentencePair) -> list[list[int]]:
    ends = accumulate(len(sentence) + 1 for sentence in pair.english_sentences[:-1])
    return [list(ends), *([m.end() for m in kind.finditer(pair.english)] for kind in _BORDERS)]


def _border(borders: Sequence[Sequence[int]], low: int, high: int) -> int | None:
    """Return the one border of its kind between two offsets; two of the surest kind leave it open."""
    for kind in borders:
        between = [at for at in kind if low <= at <= high]
        if between:
            return between[0] if len(between) == 1 else None
    return None


def _supported(cuts: list[_Cut], pair: SentencePair, tokens: Sequence[Token]) -> list[_Cut]:
    """Leave out cuts until every part has enough of its own to stand alone."""
    words = english.words_of(pair.english)
    usual = max(1, len(words)) / max(1, len(pair.chinese))

    def stands(start: _Cut, end: _Cut) -> bool:
        n_characters = end[0] - start[0]
        n_words = sum(start[1] <= word.start < end[1] for word in words)
        n_links = sum(
            start[0] <= token.start < end[0] and bool(token.counterpart) for token in tokens
        )
        return (
            n_characters >= _LEAST_HAN
            and n_words >= _LEAST_ENGLISH
            and n_links >= _LEAST_LINKS
            and usual / _MOST_UNEVEN <= n_words / n_characters <= usual * _MOST_UNEVEN
        )

    while True:
        weak = [i for i, (start, end) in enumerate(pairwise(cuts)) if not stands(start, end)]
        if not weak or len(cuts) == 2:
            return cuts
        del cuts[_joined_at(cuts, weak[0])]


def _joined_at(cuts: Sequence[_Cut], part: int) -> int:
    """Return which cut to leave out to join a part to its shorter neighbour."""
    if part == 0:
        return 1
    if part == len(cuts) - 2:
        return part
    before, after = cuts[part][0] - cuts[part - 1][0], cuts[part + 2][0] - cuts[part + 1][0]
    return part if before <= after else part + 1


def _trimmed(line: str, span: Span) -> Span:
    text = line[span.start : span.end]
    return Span(
        span.start + len(text) - len(text.lstrip()), span.end - (len(text) - len(text.rstrip()))
    )
