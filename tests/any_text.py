"""Generators of text that nobody expects, for what must hold of every stage whatever it is given.

Lines are made of pieces of our own sentences, so that each has a language, with odd ones in between: other
scripts, emoji, text from right to left, marks that other programs read, white space and what nobody sees.
"""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ferry import CHINESE, ENGLISH

_ASKED = int(os.environ.get("SHENGCI_EXAMPLES", "0"))


def examples(n: int) -> settings:
    """Return settings for so many examples, or for as many new ones as SHENGCI_EXAMPLES asks for.

    The examples of every run are the same: one that nobody has seen is to be found on purpose, not in CI.
    """
    return settings(
        max_examples=_ASKED or n,
        deadline=None,
        derandomize=not _ASKED,
        suppress_health_check=[HealthCheck.too_slow],
    )


_SEEN = (
    "🙂", "👩\u200d👧", "❤\ufe0f", "🇨🇳", "1️⃣", "مرحبا", "שלום", "かな", "한국", "Ж", "é", "e\u0301", "ﬁ", "Ａ１",
    "𠮷", "〇", "々", "龍體", "儿", "·", "①", "²", "½", "㎏", "℃", "€5", "$8.5 billion", "600亿元", "3.14", "50%",
    "A.I.", "U.S.", "Mr. Li", "O.K.", "…", "……", "——", "-", "=1+1", "@me", "＝", "#", "*", "_x_", "|", "/", "\\",
    "::", "a:b", "'", '"', "“", "”", "‘", "’", "「", "」", "《", "》", "(", ")", "（", "）", "[", "]", "。", "！", "？", ".",
    "!", "?", ";", "；", "、", "，", ",", "：", ":", "&", "&amp;", "&#60;", "<b>", "</b>", "<script>", "<!--", "-->",
    "{{Word}}", "}}", "{{c1::x}}", "[sound:x.mp3]", "[$]", "[[", "\\(", "%s", "{0}", "http://example.org/", "\ufffd",
)  # fmt: skip
# What a reader may fold or leave out: white space of every kind, and characters that are not seen.
_UNSEEN = tuple(
    " \t\u00a0\u3000\u2009\u2028\u2029\u0085\u000b\u000c\u200b\u200d\u2060\ufeff\u00ad\u200e\u202e\u2066"
    "\x00\x01\x1c\x1f\x7f"
)
_BLANK = (" ", "  ", "\t", "\u00a0", "\u3000", "\u2009")
# All that a file in Unicode may hold, white space and control characters too, but no surrogates.
ANY = st.text(st.characters(codec="utf-8"), max_size=30)


def _pieces_of(sentence: str) -> st.SearchStrategy[str]:
    ends = st.integers(0, len(sentence))
    return st.tuples(ends, ends).map(lambda cut: sentence[min(cut) : max(cut)])


def _line(sentences: list[str], *odd: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    own = st.sampled_from(sentences)
    pieces = st.one_of(own, own.flatmap(_pieces_of), *odd)
    return st.lists(pieces, max_size=7).map("".join)


_ODD = (st.sampled_from(_SEEN), st.sampled_from(_SEEN + _UNSEEN))

CHINESE_LINES = _line(CHINESE, *_ODD)
"""Chinese with anything in it; it may be empty, blank, or nothing but odd pieces."""

ENGLISH_LINES = _line(ENGLISH, *_ODD)
"""English with anything in it; it may be empty, blank, or nothing but odd pieces."""

_EVERY_LINE = st.one_of(
    CHINESE_LINES, ENGLISH_LINES, ANY, st.tuples(ENGLISH_LINES, CHINESE_LINES).map("".join)
)


@st.composite
def _lines(draw: st.DrawFn) -> str:
    """Draw a line; a strategy with a name of its own, or each record of lines would be described in pages."""
    return draw(_EVERY_LINE)


LINES = _lines()
"""Lines of any language, and of none."""

LONG_LINES = st.tuples(LINES.filter(bool), st.integers(1_000, 4_000)).map(
    lambda made: made[0] * (made[1] // len(made[0]) + 1)
)
"""A short text over and over, thousands of characters in one line."""

_SEEN_BETWEEN = st.sampled_from(_SEEN + _BLANK)


def _sentences(whole: list[str], pieces: list[str]) -> st.SearchStrategy[str]:
    odd = st.lists(st.one_of(_SEEN_BETWEEN, st.sampled_from(pieces)), max_size=4).map("".join)
    return st.tuples(st.sampled_from(whole), odd, st.sampled_from(whole)).map("".join)


COUPLES = st.lists(
    st.tuples(_sentences(ENGLISH, ENGLISH), _sentences(CHINESE, CHINESE)), min_size=1, max_size=4
)
"""Paragraphs with their translations: each surely English, or Chinese, with odd pieces in its middle."""
