r"""Sentences as a teacher types them: plain text with *stars* around the word that is marked.

In the deck's files a sentence is HTML with `<b>` around it. A star of the text itself is `\*`.
"""

import html
import re

_TAG = re.compile(r"<(/?)b\b[^>]*>|<br ?/?>|<[^>]*>", re.IGNORECASE)
_STARRED = re.compile(r"\\([\\*])|\*")


def starred_of(markup: str) -> str:
    r"""Return HTML as text with stars in the place of `<b>`; other tags are left out.

    >>> starred_of("5 * 3 &lt; <b>二十</b>")
    '5 \\* 3 < *二十*'
    """
    out, at = "", 0
    for tag in _TAG.finditer(markup):
        out += _escaped(markup[at : tag.start()])
        bold = tag[0].lower().startswith(("<b>", "<b ", "</b>"))
        out += "*" if bold else " " if tag[0].lower().startswith("<br") else ""
        at = tag.end()
    return out + _escaped(markup[at:])


def markup_of(starred: str) -> str:
    """Return text with stars as HTML with `<b>`; a star without a second one is a star of the text.

    >>> markup_of("*渡轮*晚点了 <br>")
    '<b>渡轮</b>晚点了 &lt;br&gt;'
    """
    pieces: list[str] = [""]  # between the stars that mark
    at = 0
    for match in _STARRED.finditer(starred):
        pieces[-1] += starred[at : match.start()] + (match[1] or "")
        if not match[1]:
            pieces.append("")
        at = match.end()
    pieces[-1] += starred[at:]
    if len(pieces) % 2 == 0:  # the last star stands alone
        last = pieces.pop()
        pieces[-1] += f"*{last}"
    texts = [html.escape(piece, quote=False) for piece in pieces]
    return "".join(
        f"<b>{text}</b>" if number % 2 and text else text for number, text in enumerate(texts)
    )


def _escaped(markup: str) -> str:
    return html.unescape(markup).replace("\\", "\\\\").replace("*", "\\*")
