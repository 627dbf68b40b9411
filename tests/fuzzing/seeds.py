"""Good inputs of our own for every target, which the fuzzer starts from."""

import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from ferry import COUPLES, IN_TURN
from shengci import card_templates
from shengci.classes.reading import ReadArticle
from shengci.decks.recipe import Lesson, LessonArticle, Recipe
from shengci.decks.recipe_text import new_recipe
from shengci.decks.row_table import rows_text
from shengci.decks.rows import Row, generated
from shengci.notetype import FIELDS
from shengci.package import write_package
from shengci.records import Annotated, Article, Block, Deck, Note, Place, SentencePair
from shengci.stored import as_stored


def seeds() -> dict[str, list[bytes]]:
    """Return the seeds of each target; one that is not named has the text of an article."""
    text = "\n\n".join(IN_TURN)
    rows = (
        generated(
            Row(
                "渡轮",
                guid="wf",
                keep="keep",
                lesson="1",
                pinyin="dù lún",
                meaning="ferry",
                sentence="<b>渡轮</b>停了。",
                source_line="The <b>ferry</b> stopped.",
            )
        ),
        Row("码头", lesson="2", teacher_note="<b>not</b> 港口 &amp; co", tags="sea, verbs"),
    )
    recipe = Recipe(
        "Sea",
        (Lesson("One", (LessonArticle("a.txt"), LessonArticle("b.txt", pairs="b.tsv"))),),
        level=4,
        exclude=("x.tsv",),
    )
    pages = "".join(f"<p>{english}</p><p>{chinese}</p>" for english, chinese in COUPLES)
    cues = "\n\n".join(
        f"{n}\n00:00:{n:02}.000 --> 00:00:{n:02}.900\n{english}\n{chinese}"
        for n, (english, chinese) in enumerate(COUPLES)
    )
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in IN_TURN)
        + "</w:body></w:document>"
    )
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{e}</seg></tuv><tuv xml:lang="zh"><seg>{c}</seg></tuv></tu>'
        for e, c in COUPLES
    )
    dialogue = "\n".join(
        f"Dialogue: 0,0:00:{n:02}.00,0:00:{n:02}.90,Default,,0,0,0,,{e}\\N{c}"
        for n, (e, c) in enumerate(COUPLES)
    )
    package, collection = _package()
    return {
        name: [each if isinstance(each, bytes) else each.encode() for each in found]
        for name, found in {
            "txt": [text, "\n".join(IN_TURN), text.encode("gb18030"), text.encode("utf-16")],
            "md": [
                f"---\ntitle: x\n---\n# The Ferry\n\n- {IN_TURN[0]}\n  - {IN_TURN[1]}\n\n{text}"
            ],
            "csv": ["en,zh\n" + "\n".join(f'"{e}","{c}"' for e, c in COUPLES)],
            "tsv": ["\n".join(f"{e}\t{c}" for e, c in COUPLES)],
            "tmx": [f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'],
            "srt": [cues.replace(".000", ",000").replace(".900", ",900")],
            "vtt": [f"WEBVTT\n\n{cues}"],
            "ass": [
                "[Script Info]\nScriptType: v4.00+\n\n[Events]\nFormat: Layer, Start, End, Style, Name, "
                f"MarginL, MarginR, MarginV, Effect, Text\n{dialogue}\n"
            ],
            "html": [
                f"<html><head><title>x</title></head><body><article>{pages}</article></body></html>"
            ],
            "docx": [_archive(("word/document.xml", document.encode()))],
            "docx-document": [document],
            "epub-chapter": [
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{pages}</body></html>'
            ],
            "pdf": [_pdf()],
            "pinyin": ["dìfang", "di4 fang5", "huār", "Xī'ān", "kǎ lā O K"],
            "cells": ["他<b>开门</b>了。 R&amp;D", "<i>a</i><br><script>x</script>{{Word}}"],
            "recipe": [new_recipe(recipe)],
            "rows": [rows_text(rows), rows_text(rows).replace("\t", ",")],
            "pairs": [
                "English\tChinese\tRole\tLine\n"
                + "\n".join(f"{e}\t{c}\tbody\t3" for e, c in COUPLES)
            ],
            "stored": [json.dumps(as_stored(_read()))],
            "package": [package],
            "package-collection": [collection],
            "known-list": [
                "渡轮\n码头 mǎtóu\n",
                "word,pinyin\n渡轮,dùlún\n",
                "//Sea\n渡轮\tdu4lun2\tferry\n",
            ],
            "known-file": [package, "渡轮\n", collection],
            "known-collection": [collection],
        }.items()
    }


def seeds_of(target: str) -> list[bytes]:
    """Return the seeds of one target."""
    return seeds().get(target) or ["\n".join(IN_TURN).encode()]


def _archive(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _package() -> tuple[bytes, bytes]:
    """Return a package of one note, and the collection in it."""
    fields = dict.fromkeys(FIELDS, "") | {"Word": "渡轮", "Pinyin": "dùlún", "Meaning": "ferry"}
    note = Note("wf", tuple(fields.values()), ("sea",), "Sea::Lesson 1")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sea.apkg"
        write_package(
            Deck("Sea", "", (note,), (), ()), path, now=0, templates=card_templates.load()
        )
        with zipfile.ZipFile(path) as archive:
            (name,) = [each for each in archive.namelist() if each.startswith("collection")]
            return path.read_bytes(), archive.read(name)


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for n, (english, _) in enumerate(COUPLES):
        canvas.drawString(72, 700 - 20 * n, english)
    canvas.save()
    return out.getvalue()


def _read() -> ReadArticle:
    place = Place("a.txt", 1)
    blocks = tuple(
        Block(text, language, place, "body")
        for couple in COUPLES
        for text, language in zip(couple, ("english", "chinese"), strict=True)
    )
    pairs = tuple(SentencePair((e,), (c,), 0.9, "body", place) for e, c in COUPLES)
    return ReadArticle(Article("Sea", blocks, "interleaved"), pairs, Annotated(()))
