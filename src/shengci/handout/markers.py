"""What a line of an article begins with that is layout and not text: heading marks, bullets, numbers."""

import re

from shengci.records import Role, Span

_HEADING = re.compile(r"#{1,6}\s+")
# A bullet needs a space after it (–20℃), a number with a full stop too (3.5 million).
_ITEM = re.compile(
    r"(?P<bullet>[-*•·–]\s+)|\(?\d{1,2}(?:[.)]\s+|[、）]\s*)|（\d{1,2}）\s*|[①-⑳]\s*"
)


def marker_of(text: str, role: Role) -> tuple[str, str]:
    """Return the marker to print before a paragraph ("" if none), and what to take from its text for it.

    >>> marker_of("- 干黄豆300克", "body"), marker_of("## 做法", "heading"), marker_of("3.5万人", "body")
    (('•', '- '), ('', '## '), ('', ''))
    """
    match = (_HEADING if role in ("title", "heading") else _ITEM).match(text)
    if match is None or match.end() == len(text) or role not in ("title", "heading", "body"):
        return "", ""
    if role != "body":
        return "", match[0]
    return "•" if match["bullet"] else match[0].strip(), match[0]


def without_marker(text: str, shown: Span, role: Role) -> Span:
    """Return what is shown of a sentence without the marker it begins with."""
    _, mark = marker_of(text, role)
    return Span(max(shown.start, len(mark)), shown.end)
