"""What holds of every reader: what is written into a file of its format comes back, in order and in its rows."""

import csv
import html
import io
import re
from collections.abc import Callable, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

import docx
import pytest
from hypothesis import given

from any_text import COUPLES, examples
from reading import rows_of
from shengci import text
from shengci.records import Article
from shengci.sources import READERS
from test_sources_epub import book, chapter
from test_sources_memories import memory, unit
from test_sources_pdf import document as printed
from test_sources_subtitles import spaced, srt

Couples = Sequence[tuple[str, str]]
Writer = Callable[[Couples], str | bytes]


def _paragraphs(couples: Couples) -> str:
    return "\n\n".join(side for couple in couples for side in couple)


def _encoded(encoding: str) -> Writer:
    return lambda couples: _paragraphs(couples).encode(encoding)


def _escaped(side: str) -> str:
    """Return a line as Markdown that says it literally."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", side)


def _markdown(couples: Couples) -> str:
    return _paragraphs([(_escaped(e), _escaped(c)) for e, c in couples])


def _table(delimiter: str) -> Writer:
    def written(couples: Couples) -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(couples)
        return out.getvalue()

    return written


def _memory(couples: Couples) -> str:
    return memory(*(unit(("en", escape(e)), ("zh", escape(c))) for e, c in couples))


def _marked_up(couples: Couples) -> str:
    return "".join(f"<p>{html.escape(side)}</p>" for couple in couples for side in couple)


def _page(couples: Couples) -> str:
    return f"<html><body><article>{_marked_up(couples)}</article></body></html>"


def _document(couples: Couples) -> bytes:
    document = docx.Document()
    for couple in couples:
        for side in couple:
            document.add_paragraph(side)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _book(couples: Couples) -> bytes:
    return book({"a.xhtml": chapter(_marked_up(couples).replace("&#x27;", "'"))})


def _cues(couples: Couples) -> str:
    return srt(spaced(f"{e}\n{c}" for e, c in couples))


# What a format has no way to write as text: a tab in a TSV cell, tags and
# signs of music in subtitles, what the fonts of a PDF do not have.
_TAGS = re.compile(r"[{}<>\\&]|(?<!\S)#(?!\S)")
_UNWRITABLE = {
    "TSV": re.compile(r"\t"),
    **dict.fromkeys(("SRT", "VTT", "ASS"), _TAGS),
    "PDF": re.compile(r"[^ \w。，、“”.,']|[^\x00-\xff一-鿿。，、“”]"),
}


def _dialogue(couples: Couples) -> str:
    events = "".join(
        f"Dialogue: 0,0:00:{n * 5:02}.00,0:00:{n * 5 + 3:02}.00,Default,,0,0,0,,{e}\\N{c}\n"
        for n, (e, c) in enumerate(couples)
    )
    return f"[Script Info]\nScriptType: v4.00+\n\n[Events]\n{_EVENTS}\n{events}"


_EVENTS = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"

WRITERS: dict[str, tuple[str, Writer]] = {
    "text": (".txt", _paragraphs),
    "text in UTF-16": (".txt", _encoded("utf-16")),
    "text in GB18030": (".txt", _encoded("gb18030")),
    "Markdown": (".md", _markdown),
    "CSV": (".csv", _table(",")),
    "TSV": (".tsv", _table("\t")),
    "TMX": (".tmx", _memory),
    "page": (".html", _page),
    "document": (".docx", _document),
    "book": (".epub", _book),
    "SRT": (".srt", _cues),
    "VTT": (".vtt", lambda couples: "WEBVTT\n\n" + re.sub(r",(?=\d{3}\b)", ".", _cues(couples))),
    "ASS": (".ass", _dialogue),
    "PDF": (".pdf", lambda couples: printed([side for couple in couples for side in couple])),
}
ROWS = ("CSV", "TSV", "TMX", "SRT", "VTT", "ASS")


def read(form: str, couples: Couples) -> Article:
    suffix, write = WRITERS[form]
    written = write(couples)
    data = written if isinstance(written, bytes) else written.encode()
    return READERS[suffix](data, f"a{suffix}")


def letters(sides: Sequence[str]) -> str:
    return "".join(char for side in sides for char in side if char.isalnum())


@pytest.mark.parametrize("form", WRITERS)
@examples(25)
@given(COUPLES)
def test_what_is_written_comes_back(form: str, couples: Couples) -> None:
    if pattern := _UNWRITABLE.get(form):
        couples = [(pattern.sub(" ", e), pattern.sub(" ", c)) for e, c in couples]
    article = read(form, couples)
    texts = [block.text for block in article.blocks]
    assert letters(texts) == letters([side for couple in couples for side in couple])
    assert all(each == text.fold(each) != "" for each in texts)
    for _, page in groupby(article.blocks, key=lambda block: block.place.file):
        lines = [block.place.line for block in page]
        assert lines == sorted(lines)
        assert all(line > 0 for line in lines)
    if form in ROWS:
        folded = [tuple(text.fold(text.clean(side)) for side in couple) for couple in couples]
        assert [(e, c) for _, e, c in rows_of(article)] == folded
