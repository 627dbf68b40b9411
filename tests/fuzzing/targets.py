"""What is fuzzed: each target takes any bytes and either does its work or raises a ShengciError of one line.

Anything else that comes out is a fault: another exception, a hang, memory without bounds.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from shengci import pinyin
from shengci.classes.reading import ReadArticle
from shengci.decks import cells
from shengci.decks.merging import merge
from shengci.decks.pair_table import parse_pairs
from shengci.decks.recipe import parse_recipe
from shengci.decks.refreshing import Generated, refreshed
from shengci.decks.row_table import parse_rows, rows_text
from shengci.decoding import decode
from shengci.errors import ShengciError
from shengci.known.importing import read_source_of_words
from shengci.known.lists import read_list
from shengci.known.sources import Choice
from shengci.package.contents import read_contents
from shengci.pairing import align_sentences, pair_sentences
from shengci.records import Settings
from shengci.sentences import chinese_sentences, english_sentences
from shengci.sources import READERS
from shengci.stored import as_stored, from_stored

Target = Callable[[bytes], None]

_EVERY_WORD = Choice(even_new=True)


def run(target: Target, data: bytes) -> None:
    """Run a target on an input; a refusal in one line is as good as a result.

    Raises:
        AssertionError: the refusal has several lines or none.
        Exception: whatever else comes out of the target.
    """
    try:
        target(data)
    except ShengciError as error:
        message = str(error)
        assert message.strip(), f"{type(error).__name__} says nothing"
        assert "\n" not in message, f"several lines: {message!r}"


def _reader(suffix: str) -> Target:
    def read(data: bytes) -> None:
        article = READERS[suffix](data, f"article{suffix}")
        for block in article.blocks:
            assert block.text == " ".join(block.text.split()), "white space is folded"

    return read


def _paired(data: bytes) -> None:
    article = READERS[".txt"](data[:4000], "article.txt")
    pairs = pair_sentences(article, Settings())
    for language, side in (("chinese", "chinese_sentences"), ("english", "english_sentences")):
        whole = "".join("".join(b.text.split()) for b in article.blocks if b.language == language)
        kept = "".join("".join(s.split()) for pair in pairs for s in getattr(pair, side))
        assert sorted(kept) == sorted(whole), f"{language}: nothing is lost and nothing doubled"


def _aligned(data: bytes) -> None:
    lines = data[:2000].decode("utf-8", "replace").splitlines()
    half = len(lines) // 2
    english, chinese = lines[:half], lines[half:]
    beads = align_sentences(english, chinese)
    assert [n for bead in beads for n in bead[0]] == list(range(len(english)))
    assert [n for bead in beads for n in bead[1]] == list(range(len(chinese)))


def _split(data: bytes) -> None:
    text = " ".join(data.decode("utf-8", "replace").split())
    for split in (english_sentences, chinese_sentences):
        assert "".join("".join(split(text)).split()) == "".join(text.split())


def _decoded(data: bytes) -> None:
    decode(data, "article.txt")


def _reading(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for length in (1, 2, 4):
        syllables = pinyin.parsed(text, length)
        assert syllables is None or len(syllables) == length


def _cells(data: bytes) -> None:
    cell = data.decode("utf-8", "replace")
    text, spans = cells.marked_text(cell)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    note = cells.note_html(cell)
    assert "<script" not in note.lower()
    assert "{{" not in note


def _recipe(data: bytes) -> None:
    parse_recipe(data.decode("utf-8", "replace"), "class.toml")


def _rows(data: bytes) -> None:
    rows, problems = parse_rows(data.decode("utf-8", "replace"), "class.tsv")
    for problem in problems:
        assert "\n" not in str(problem)
    if problems:
        return
    again, wrong = parse_rows(rows_text(rows), "class.tsv")
    assert (again, wrong) == (rows, ())
    fresh = refreshed(rows, Generated(()))
    assert refreshed(fresh, Generated(())) == fresh
    assert not merge(rows, rows).conflicts


def _pairs(data: bytes) -> None:
    parse_pairs(data.decode("utf-8", "replace"), "a.pairs.tsv", "a.txt")


def _on_disk(name: str, read: Callable[[Path], object]) -> Target:
    def target(data: bytes) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            read(path)
            assert [each.name for each in Path(folder).iterdir()] == [name], (
                "nothing is left behind"
            )

    return target


def _package(path: Path) -> None:
    read_contents(path, "give the package students have")


def _known(path: Path) -> None:
    read_source_of_words(path, _EVERY_WORD)


def _list(data: bytes) -> None:
    read_list(data.decode("utf-8", "replace"), _EVERY_WORD, "words.txt")


def _stored(data: bytes) -> None:
    try:
        record = from_stored(ReadArticle, json.loads(data))
    except (ValueError, RecursionError):
        return  # what the cache takes for damage
    assert from_stored(ReadArticle, as_stored(record)) == record


def in_archive(name: str, target: Target, *others: tuple[str, bytes]) -> Target:
    """Return a target that is given an archive with its input as one of the members."""

    def wrapped(data: bytes) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for other, content in others:
                archive.writestr(other, content)
            archive.writestr(name, data)
        target(out.getvalue())

    return wrapped


_CONTAINER = b"""<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"""
_BOOK = b"""<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/><manifest>
<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"""

_KINDS = ("txt", "md", "csv", "tsv", "tmx", "srt", "vtt", "ass", "html", "docx", "epub", "pdf")

TARGETS: dict[str, Target] = {
    **{kind: _reader(f".{kind}") for kind in _KINDS},
    "docx-document": in_archive("word/document.xml", _reader(".docx")),
    "epub-book": in_archive(
        "book.opf",
        _reader(".epub"),
        ("META-INF/container.xml", _CONTAINER),
        ("a.xhtml", "<html><body><p>Hello.</p><p>你好。</p></body></html>".encode()),
    ),
    "epub-chapter": in_archive(
        "a.xhtml",
        _reader(".epub"),
        ("META-INF/container.xml", _CONTAINER),
        ("book.opf", _BOOK),
    ),
    "decoding": _decoded,
    "sentences": _split,
    "pairing": _paired,
    "aligning": _aligned,
    "pinyin": _reading,
    "cells": _cells,
    "recipe": _recipe,
    "rows": _rows,
    "pairs": _pairs,
    "stored": _stored,
    "package": _on_disk("class.apkg", _package),
    "package-collection": in_archive("collection.anki2", _on_disk("class.apkg", _package)),
    "known-list": _list,
    "known-file": _on_disk("known", _known),
    "known-collection": in_archive("collection.anki21", _on_disk("known.apkg", _known)),
}
