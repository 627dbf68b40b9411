"""A field as a person reads it, and two versions of it cut to what differs."""

import html
import re

_HIDDEN = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1>", re.S | re.I)
_DRAWING = re.compile(r"<svg\b.*?</svg>", re.S | re.I)
_PICTURE = re.compile(r"<img\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'>\s]+)[^>]*>", re.I)
_BREAK = re.compile(r"<br\b[^>]*>|</(?:li|p|div|ul|ol|tr|h\d|details|summary)>", re.I)
_TAG = re.compile(r"</?[a-z][^>]*>", re.I)
_LINE_BREAK = "\v"  # while white space is folded

_WIDEST = 60  # characters of each version
_BEFORE = 15  # characters before the change, for orientation


def readable(markup: str) -> str:
    """Return HTML as one line of plain text, its lines parted by slashes.

    >>> readable('<ul><li>R&amp;D</li><li>a <b>lab</b></li></ul>')
    'R&D / a lab'
    >>> readable('<img src="断.png"> [sound:duan.mp3]')
    '[picture 断.png] [sound:duan.mp3]'
    """
    text = _HIDDEN.sub("", markup)
    text = _DRAWING.sub("[drawing]", text)
    text = _PICTURE.sub(r"[picture \1]", text)
    text = html.unescape(_TAG.sub("", _BREAK.sub(_LINE_BREAK, text)))
    lines = (" ".join(line.split()) for line in text.split(_LINE_BREAK))
    return " / ".join(filter(None, lines))


def around_change(old: str, new: str) -> tuple[str, str]:
    """Return two versions of a text, long ones cut to the place where they begin to differ.

    >>> around_change("place", "locality")
    ('place', 'locality')
    >>> around_change("一" * 50 + "罚了11人，" + "二" * 50, "一" * 50 + "罚了15人，" + "二" * 50)
    ('…一一一一一一一一一一一一罚了11人，二二二二二二二二二二二二二…', '…一一一一一一一一一一一一罚了15人，二二二二二二二二二二二二二…')
    """
    if max(len(old), len(new)) <= _WIDEST:
        return old, new
    same = _n_same(old, new)
    start = max(0, same - _BEFORE)
    tail = _n_same(old[same:][::-1], new[same:][::-1])
    return _cut(old, start, tail), _cut(new, start, tail)


def _cut(text: str, start: int, tail: int) -> str:
    """Return a text from `start` on, with little of the `tail` that both versions share."""
    end = min(len(text) - tail + _BEFORE, start + _WIDEST)
    return "…" * (start > 0) + text[start:end] + "…" * (end < len(text))


def _n_same(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
