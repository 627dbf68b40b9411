"""Text as the HTML of a field: marked, listed, in tone colours."""

import re
from collections.abc import Callable, Sequence

from shengci import pinyin
from shengci.field_html import escape
from shengci.records import Span, Token


def chinese(markup: str, *, traditional: bool) -> str:
    """Return markup in a span that says in which script it is."""
    return f'<span lang="{"zh-Hant" if traditional else "zh-Hans"}">{markup}</span>'


def coloured_pinyin(syllables: tuple[str, ...]) -> str:
    """Return a reading with each syllable in a span of its tone's class, t1 to t5.

    >>> coloured_pinyin(("di4", "fang5"))
    '<span class="t4">dì</span><span class="t5">fang</span>'
    """
    groups = pinyin.groups(tuple(filter(None, syllables)))
    return "".join(_toned(text, tone) for text, tone in groups)


def coloured_zhuyin(syllables: tuple[str, ...]) -> str:
    """Return a reading in Zhuyin, a space between the syllables, each in its tone's colour.

    >>> coloured_zhuyin(("di4", "fang5"))
    '<span class="t4">ㄉㄧˋ</span> <span class="t5">˙ㄈㄤ</span>'
    """
    return " ".join(_toned(pinyin.zhuyin(s), pinyin.tone_of(s)) for s in filter(None, syllables))


def _toned(text: str, tone: int) -> str:
    return f'<span class="t{tone}">{escape(text)}</span>'


def marked(text: str, pieces: Sequence[Span | Token], shown: Span | None = None) -> str:
    """Return what is shown of the text (None: all) with the pieces of it in bold."""
    at, stop = (shown.start, shown.end) if shown else (0, len(text))
    out = ""
    for piece in sorted(pieces, key=lambda piece: piece.start):
        out += escape(text[at : piece.start]) + f"<b>{escape(text[piece.start : piece.end])}</b>"
        at = piece.end
    return out + escape(text[at:stop])


def ruby(
    tokens: Sequence[Token], pieces: Sequence[Span | Token], reading: Callable[[Token], str]
) -> str:
    """Return tokens with their readings above them, those in the pieces in bold."""
    return "".join(
        f"<b>{_annotated(token, reading)}</b>"
        if any(piece.start <= token.start and token.end <= piece.end for piece in pieces)
        else _annotated(token, reading)
        for token in tokens
    )


def _annotated(token: Token, reading: Callable[[Token], str]) -> str:
    read = reading(token)
    if read in ("", token.text):  # a number, a Latin word
        return escape(token.text)
    return f"<ruby>{escape(token.text)}<rt>{escape(read)}</rt></ruby>"


def listed(kind: str, rows: Sequence[str]) -> str:
    """Return rows of markup as a list, `ol` or `ul`; "" if there are none.

    >>> listed("ul", ["men", "folk"])
    '<ul><li>men</li><li>folk</li></ul>'
    """
    return f"<{kind}>" + "".join(f"<li>{row}</li>" for row in rows) + f"</{kind}>" if rows else ""


def tag(title: str) -> str:
    """Return a title as one tag: Anki splits tags at spaces and nests them at two colons.

    >>> tag("A.I. 与夜市: 一篇 报道")
    'A.I._与夜市:_一篇_报道'
    """
    return re.sub(r":{2,}", ":", re.sub(r"[\s\"“”]+", "_", title.strip())).strip("_:") or "untitled"
