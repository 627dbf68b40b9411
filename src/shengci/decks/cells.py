"""The cells of a deck file, which hold HTML: as text, as text with its marks, and back again.

A cell is what Anki's text import reads: `<b>` around what is marked, `&amp;` and `&lt;` where text has these
signs. A teacher who writes them plainly is understood as well.
"""

import html
import re
from html.parser import HTMLParser

from shengci import text
from shengci.field_html import escape
from shengci.notetype import digest
from shengci.records import Span

_KEPT_IN_NOTES = frozenset(("b", "i", "u", "em", "strong", "br"))
_SIMPLE = re.compile(r"[^<&]*(?:<b>[^<&]*</b>[^<&]*)*")
_BOLD = re.compile("</?b>")
_UNREAD = frozenset(("script", "style", "rt", "rp"))


class _Marked(HTMLParser):
    """Collects the visible text of a cell in `text`, and where it is bold in `spans`."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self.spans: list[Span] = []
        self._open: list[int] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "b":
            self._open.append(len(self.text))
        elif tag in _UNREAD:
            self._hidden += 1
        elif tag in ("br", "div", "p"):
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "b" and self._open:
            start = self._open.pop()
            if not self._open and start < len(self.text):
                self.spans.append(Span(start, len(self.text)))
        elif tag in _UNREAD:
            self._hidden = max(0, self._hidden - 1)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.text += data


def marked_text(cell: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text of a cell and the spans of it that are bold.

    >>> marked_text("他<b>开门</b>了。 R&amp;D & <i>so</i>")
    ('他开门了。 R&D & so', (Span(start=1, end=3),))
    """
    folded = text.fold(cell)
    if _SIMPLE.fullmatch(folded):  # nearly all cells, and ten times as fast
        return _simply_marked(folded)
    reader = _Marked()
    reader.feed(folded)
    reader.close()
    return reader.text, tuple(reader.spans)


def _simply_marked(folded: str) -> tuple[str, tuple[Span, ...]]:
    shown, spans = "", []
    for number, piece in enumerate(_BOLD.split(folded)):
        if number % 2 and piece:
            spans.append(Span(len(shown), len(shown) + len(piece)))
        shown += piece
    return shown, tuple(spans)


def plain(cell: str) -> str:
    """Return the text of a cell without its marks.

    >>> plain(" to <b>open</b>&nbsp;up ")
    'to open up'
    """
    return text.fold(marked_text(cell)[0])


def cell_of(plain_text: str) -> str:
    """Return text as a cell."""
    return html.escape(text.fold(plain_text), quote=False)


def note_html(cell: str) -> str:
    """Return a teacher's note as the HTML of a field: bold, italics, underlining and line breaks, no more.

    >>> note_html("<b>Not</b> 办公室<script>alert(1)</script> <a href=x>see</a>{{Word}}")
    '<b>Not</b> 办公室 see&#123;&#123;Word&#125;&#125;'
    """
    reader = _Note()
    reader.feed(text.fold(cell))
    reader.close()
    return "".join((*reader.parts, *(f"</{tag}>" for tag in reversed(reader.open_tags))))


class _Note(HTMLParser):
    """Collects what a field may show in `parts`, with the tags that are still open."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.open_tags: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNREAD:
            self._hidden += 1
        elif tag in _KEPT_IN_NOTES and not self._hidden:
            self.parts.append(f"<{tag}>")
            if tag != "br":
                self.open_tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNREAD:
            self._hidden = max(0, self._hidden - 1)
        elif self.open_tags and self.open_tags[-1] == tag:
            self.parts.append(f"</{self.open_tags.pop()}>")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(escape(data))


def stamp(cell: str) -> str:
    """Return six hexadecimal digits that stand for what a cell says, however a spreadsheet spaces it."""
    shown, spans = marked_text(cell)
    places = ",".join(f"{span.start}-{span.end}" for span in spans)
    return digest("cell", text.fold(shown), places)[:6]


def tags_of(cell: str) -> tuple[str, ...]:
    """Return the tags in a cell, sorted, each once.

    >>> tags_of("test, verbs  test")
    ('test', 'verbs')
    """
    return tuple(sorted(set(filter(None, re.split(r"[\s,，、]+", plain(cell))))))
