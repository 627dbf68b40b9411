"""EPUB books: chapters in order, what is no chapter, places, and what is refused."""

import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

from ferry import CHINESE, COUPLES, ENGLISH, IN_TURN, TITLES, couples_of, numbered_texts_of
from reading import texts_of
from shengci.errors import MissingExtra, SourceError
from shengci.sources import read_article
from shengci.sources.epub import read_epub

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    '<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def chapter(body: str, kind: str = "bodymatter") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
        f'<head><title>ch</title></head>\n<body epub:type="{kind}">\n{body}\n</body></html>'
    )


def paragraphs(texts: list[str]) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def package(
    chapters: list[str], *, metadata: str = "", properties: str = "", guide: str = ""
) -> str:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"{properties if n == 0 else ""}/>'
        for n, name in enumerate(chapters)
    )
    references = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    return (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{references}</spine>{guide}</package>"
    )


def book(parts: dict[str, str], **more: str) -> bytes:
    """Return an EPUB with these chapters, in this order, stored in the opposite one."""
    file = io.BytesIO()
    names = list(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        zipped.writestr("META-INF/container.xml", CONTAINER)
        extra = {key: value for key, value in more.items() if key.startswith("META")}
        options = {key: value for key, value in more.items() if key not in extra}
        zipped.writestr("OEBPS/book.opf", package(names, **options))
        for name in reversed(names):
            zipped.writestr(f"OEBPS/{name.replace('%20', ' ')}", parts[name])
        for name, content in extra.items():
            zipped.writestr(name, content)
    return file.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_epub(data, "ferry.epub")
    message = str(caught.value)
    assert re.fullmatch(r"ferry\.epub.*: .+: .+", message)
    return message


FERRY = {
    "ch1.xhtml": chapter(f"<h1>{TITLES[0]}</h1>\n<h1>{TITLES[1]}</h1>\n" + paragraphs(IN_TURN[:6])),
    "text/ch%202.xhtml": chapter("<h1>Winter</h1>\n<h1>冬天</h1>\n" + paragraphs(IN_TURN[6:])),
}


def test_chapters_come_in_the_order_of_reading_and_are_paired() -> None:
    article = read_epub(book(FERRY), "ferry.epub")
    assert texts_of(article) == [*TITLES, *IN_TURN[:6], "Winter", "冬天", *IN_TURN[6:]]
    assert [str(block.place) for block in article.blocks if block.role != "body"] == [
        "ferry.epub/OEBPS/ch1.xhtml:4",
        "ferry.epub/OEBPS/ch1.xhtml:5",
        "ferry.epub/OEBPS/text/ch 2.xhtml:4",
        "ferry.epub/OEBPS/text/ch 2.xhtml:5",
    ]
    assert [block.role for block in article.blocks if block.role != "body"] == [
        "title", "title", "heading", "heading",
    ]  # fmt: skip
    assert set(COUPLES) <= couples_of(article)


def test_title_and_date_come_from_the_package() -> None:
    parts = {"ch1.xhtml": chapter(paragraphs(IN_TURN))}
    metadata = f"<dc:title>{TITLES[1]}</dc:title><dc:date>2026-03-12T00:00:00Z</dc:date>"
    article = read_epub(book(parts, metadata=metadata), "ferry.epub")
    assert (article.title, article.date) == (TITLES[1], "2026-03-12")


def test_cover_contents_and_copyright_page_are_skipped() -> None:
    contents = '<nav epub:type="toc"><ol><li><a href="ch1.xhtml">The Last Vet</a></li></ol></nav>'
    links = "".join(f'<p><a href="ch{n}.xhtml">Chapter {n}</a></p>' for n in range(5))
    parts = {
        "nav.xhtml": chapter(f"<h1>Contents</h1>{contents}"),
        "cover.xhtml": chapter("<p>The Last Vet, a cover</p>"),
        "title.xhtml": chapter("<p>The Last Vet, a title page</p>", "frontmatter titlepage"),
        "rights.xhtml": chapter('<section epub:type="copyright-page"><p>All rights.</p></section>'),
        "contents.xhtml": chapter(f"<div>{links}</div>"),
        **FERRY,
    }
    guide = '<guide><reference type="cover" href="cover.xhtml"/></guide>'
    data = book(parts, properties=' properties="nav"', guide=guide)
    assert texts_of(read_epub(data, "ferry.epub")) == texts_of(read_epub(book(FERRY), "ferry.epub"))


def test_rows_of_tables_are_numbered_over_the_whole_book() -> None:
    def table(couples: list[tuple[str, str]]) -> str:
        return chapter(
            f"<table>{''.join(f'<tr><td>{e}</td><td>{c}</td></tr>' for e, c in couples)}</table>"
        )

    article = read_epub(
        book({"a.xhtml": table(COUPLES[:2]), "b.xhtml": table(COUPLES[2:])}), "ferry.epub"
    )
    assert numbered_texts_of(article) == [
        (row, text) for row, couple in enumerate(COUPLES) for text in couple
    ]


def test_a_chapter_in_an_old_encoding_or_not_well_formed_is_read() -> None:
    broken = f"<html><body><p>{ENGLISH[0]}<br><p>{CHINESE[0]}&nbsp;</body>"
    article = read_epub(book({"ch1.xhtml": broken}), "ferry.epub")
    assert texts_of(article) == [ENGLISH[0], CHINESE[0]]


def test_two_books_are_one_article(tmp_path: Path) -> None:
    for name, texts in (("en.epub", ENGLISH), ("zh.epub", CHINESE)):
        (tmp_path / name).write_bytes(book({"ch1.xhtml": chapter(paragraphs(texts))}))
    article = read_article(tmp_path / "zh.epub", english=tmp_path / "en.epub")
    assert (texts_of(article), article.layout) == (ENGLISH + CHINESE, "separate")
    assert couples_of(article) == set(COUPLES)


# What is refused


def encryption(algorithm: str) -> str:
    return (
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#">'
        f'<EncryptionMethod Algorithm="{algorithm}"/></EncryptedData></encryption>'
    )


def test_a_locked_book_is_refused() -> None:
    lock = encryption("http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    assert "ferry.epub: is locked (DRM)" in refusal(
        book(FERRY, **{"META-INF/encryption.xml": lock})
    )


def test_scrambled_fonts_are_no_lock() -> None:
    for algorithm in ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"):
        data = book(FERRY, **{"META-INF/encryption.xml": encryption(algorithm)})
        assert read_epub(data, "ferry.epub").blocks


def without(data: bytes, left_out: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            if name != left_out:
                new.writestr(name, old.read(name))
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "this is a PDF file, not an EPUB book: rename it to .pdf"),
        (
            b"PK\x03\x04 word/document.xml",
            "this is a Word document, not an EPUB book: rename it to .docx",
        ),
        (b"PK\x03\x04 photos", "is damaged (File is not a zip file)"),
        (without(book(FERRY), "META-INF/container.xml"), "is no EPUB book, or a damaged one"),
        (without(book(FERRY), "OEBPS/book.opf"), "has no part OEBPS/book.opf"),
        (without(book(FERRY), "OEBPS/ch1.xhtml"), "has no part OEBPS/ch1.xhtml"),
        (
            book({"ch1.xhtml": chapter("<img src='page1.jpg'/>")}),
            "holds no text, perhaps only pictures",
        ),
        (book({}), "holds no text"),
    ],
    ids="empty pdf docx no-zip no-container no-package no-chapter pictures no-spine".split(),
)
def test_what_is_no_book_with_text_is_refused_in_one_line(data: bytes, message: str) -> None:
    assert message in refusal(data)


def test_a_chapter_with_entities_that_grow_is_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE html [<!ENTITY e0 "ha">{entities}]><html><body><p>&e11;</p></body></html>'
    assert "ferry.epub/OEBPS/ch1.xhtml: declares XML entities" in refusal(book({"ch1.xhtml": bomb}))


def test_chapters_that_unpack_to_too_much_together_are_refused() -> None:
    blank = chapter("<p> " + " " * 21_000_000 + "</p>")
    data = book({f"ch{n}.xhtml": blank for n in range(3)})
    assert len(data) < 200_000
    assert "unpacks to more than 60 MB" in refusal(data)


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)  # as if it were not installed
    cure = "ferry.epub: reading .epub needs one more package: pip install 'shengci[epub]'"
    with pytest.raises(MissingExtra, match=f"^{re.escape(cure)}$"):
        read_epub(book(FERRY), "ferry.epub")
