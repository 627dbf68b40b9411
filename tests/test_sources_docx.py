"""Word documents: paragraphs, headings, tables, notes, properties, and what is refused."""

import datetime
import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from ferry import CHINESE, COUPLES, ENGLISH, IN_TURN, TITLES, couples_of, numbered_texts_of
from reading import texts_of
from shengci.errors import MissingExtra, SourceError
from shengci.records import Article
from shengci.sources import archives, read_article
from shengci.sources.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def bytes_of(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(document: Document) -> Article:
    return read_docx(bytes_of(document), "ferry.docx")


def in_turn() -> Document:
    document = docx.Document()
    for text in IN_TURN:
        document.add_paragraph(text)
    return document


def add(document: Document, xml: str) -> None:
    """Add a paragraph, or other element, written in XML."""
    document.element.body.insert(-1, parse_xml(xml.replace(">", f" {W} {MC}>", 1)))


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """Return a zip archive with its parts changed, or left out, and more of them."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
        for name, content in more.items():
            new.writestr(name, content)
    return file.getvalue()


def with_document(content: bytes) -> bytes:
    return changed(
        bytes_of(in_turn()), lambda name, old: content if name == "word/document.xml" else old
    )


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_docx(data, "ferry.docx")
    message = str(caught.value)
    assert re.fullmatch(r"ferry\.docx.*: .+: .+", message)
    return message


def test_paragraphs_are_paired_and_placed_by_their_number() -> None:
    article = read(in_turn())
    assert texts_of(article) == IN_TURN
    assert [str(block.place) for block in article.blocks][:2] == ["ferry.docx:1", "ferry.docx:2"]
    assert couples_of(article) == set(COUPLES)


def test_empty_paragraphs_and_cells_count_for_places() -> None:
    document = docx.Document()
    document.add_paragraph("")
    document.add_paragraph(ENGLISH[0])
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = ENGLISH[1], CHINESE[1]
    document.add_paragraph(CHINESE[0])
    assert [block.place.line for block in read(document).blocks] == [2, 3, 4, 5]


def test_headings_titles_and_captions_are_told_by_their_style() -> None:
    document = docx.Document()
    for title in TITLES:
        document.add_heading(title, 0)
    document.add_heading("Winter, as everybody here knows, is long.", 1)
    document.add_heading("冬天很长，这里人人知道。", 2)
    for text in IN_TURN:
        document.add_paragraph(text)
    document.add_paragraph("The vet waits on the pier.", style="Caption")
    article = read(document)
    assert [block.role for block in article.blocks if block.role != "body"] == [
        "title", "title", "heading", "heading", "caption",
    ]  # fmt: skip
    assert article.title == TITLES[1]


def test_a_heading_is_told_in_any_language_of_word() -> None:
    document = in_turn()
    style = document.styles.add_style("berschrift1", WD_STYLE_TYPE.PARAGRAPH)
    style.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="0"/></w:pPr>'))
    document.add_paragraph("Winter, as everybody here knows, is long.", style=style)
    assert read(document).blocks[-1].role == "heading"


@pytest.mark.parametrize("numbers", [False, True])
def test_rows_of_a_table_side_by_side_are_numbered_and_paired(numbers: bool) -> None:
    document = docx.Document()
    document.add_paragraph("A table. 一张表。")
    table = document.add_table(1, 2 + numbers)
    for cell, text in zip(table.rows[0].cells[numbers:], ("English", "中文"), strict=True):
        cell.text = text
    for number, couple in enumerate(COUPLES, 1):
        cells = table.add_row().cells
        cells[0].text = str(number)
        for cell, text in zip(cells[numbers:], couple, strict=True):
            cell.text = text
    article = read(document)
    assert numbered_texts_of(article)[2:] == [
        (row, text) for row, couple in enumerate(COUPLES) for text in couple
    ]
    assert set(COUPLES) <= couples_of(article)


def test_paragraphs_of_a_cell_share_its_row() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "\n".join(ENGLISH)
    for text in CHINESE:
        table.cell(0, 1).add_paragraph(text)
    assert numbered_texts_of(read(document)) == [(0, text) for text in ENGLISH + CHINESE]


def test_lines_of_a_paragraph_and_a_tab_set_the_languages_apart() -> None:
    document = docx.Document()
    document.add_paragraph(f"{ENGLISH[0]}\n{CHINESE[0]}")
    document.add_paragraph(f"goats\t{CHINESE[2]}")
    assert texts_of(read(document)) == [ENGLISH[0], CHINESE[0], "goats", CHINESE[2]]


def test_text_in_every_kind_of_run_is_read() -> None:
    document = in_turn()
    add(
        document,
        "<w:p><w:hyperlink><w:r><w:t>The ferry</w:t></w:r></w:hyperlink><w:ins><w:r>"
        '<w:t xml:space="preserve"> has a well</w:t><w:noBreakHyphen/><w:t>known &lt;bell&gt;</w:t></w:r></w:ins>'
        "<w:sdt><w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    assert texts_of(read(document))[-1] == "The ferry has a well-known <bell>."


def test_deleted_hidden_and_repeated_text_and_readings_are_left_out() -> None:
    document = in_turn()
    add(
        document,
        "<w:p><w:r><w:t>渡轮</w:t></w:r><w:del><w:r><w:delText>火车</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>飞机</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>汽车</w:t></w:r><w:r><w:instrText>HYPERLINK</w:instrText></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>qī</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>七</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>点出发。</w:t></w:r></w:p>',
    )
    assert texts_of(read(document))[-1] == "渡轮七点出发。"


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    document = docx.Document()
    box = f"<w:txbxContent><w:p><w:r><w:t>{CHINESE[0]}</w:t></w:r></w:p></w:txbxContent>"
    add(
        document,
        f"<w:p><w:r><w:t>{ENGLISH[0]}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>",
    )
    assert texts_of(read(document)) == [ENGLISH[0], CHINESE[0]]


def test_a_table_of_contents_is_left_out() -> None:
    document = in_turn()
    style = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.paragraphs[0].insert_paragraph_before("The Last Vet\t3", style=style)
    assert texts_of(read(document)) == IN_TURN


def test_footnotes_stand_at_the_end() -> None:
    document = in_turn()
    document.paragraphs[0].add_run()._r.append(parse_xml(f'<w:footnoteReference {W} w:id="2"/>'))
    notes = (
        f"<w:footnotes {W}>"
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>鸥岛在东海。</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    relation = (
        b'<Relationship Id="rIdNotes" Target="footnotes.xml" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )

    def change(name: str, content: bytes) -> bytes:
        is_rels = name == "word/_rels/document.xml.rels"
        return content.replace(b"</Relationships>", relation) if is_rels else content

    data = changed(bytes_of(document), change, **{"word/footnotes.xml": notes.encode()})
    assert texts_of(read_docx(data, "ferry.docx")) == [*IN_TURN, "鸥岛在东海。"]


def test_title_and_date_come_from_the_properties_where_the_text_has_none() -> None:
    document = in_turn()
    document.core_properties.title = TITLES[1]
    document.core_properties.created = datetime.datetime(2026, 3, 12, tzinfo=datetime.UTC)
    article = read(document)
    assert (article.title, article.date) == (TITLES[1], "2026-03-12")
    document.paragraphs[0].insert_paragraph_before("Thursday, April 2, 2026")
    assert read(document).date == "2026-04-02"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - vet", "Document1", "无标题文档", "vet final.docx", ""]
)
def test_a_title_that_word_made_up_is_none(title: str) -> None:
    document = in_turn()
    document.core_properties.title = title
    assert read(document).title == ""


def test_two_documents_are_one_article(tmp_path: Path) -> None:
    for name, texts in (("en.docx", ENGLISH), ("zh.docx", CHINESE)):
        document = docx.Document()
        for text in texts:
            document.add_paragraph(text)
        document.save(str(tmp_path / name))
    article = read_article(tmp_path / "zh.docx", english=tmp_path / "en.docx")
    assert (texts_of(article), article.layout) == (ENGLISH + CHINESE, "separate")
    assert couples_of(article) == set(COUPLES)


# What is refused


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password: save it without one",
        ),
        (OLE, "an old Word or Excel file, not a Word document: save it as .docx"),
        (b"%PDF-1.7", "this is a PDF file, not a Word document: rename it to .pdf"),
        (b"{\\rtf1 vet}", "this is a Rich Text file, not a Word document: save it as"),
        (b"<!DOCTYPE html><p>vet", "this is an HTML page, not a Word document: rename it to .html"),
        ("兽医".encode(), "this is not a Word document, perhaps plain text: rename it to .txt"),
        (
            b"PK\x03\x04 mimetypeapplication/epub+zip",
            "this is an EPUB book, not a Word document: rename it to .epub",
        ),
        (
            b"PK\x03\x04 xl/workbook.xml",
            "this is an Excel workbook, not a Word document: save the sheet",
        ),
        (b"PK\x03\x04 word/document.xml", "is damaged (File is not a zip file)"),
        (bytes_of(in_turn())[:9000], "is damaged"),
    ],
    ids="empty encrypted doc pdf rtf html text epub xlsx no-zip cut-off".split(),
)
def test_other_files_are_named(data: bytes, message: str) -> None:
    assert message in refusal(data)


def test_a_zip_archive_without_a_document() -> None:
    data = changed(bytes_of(in_turn()), lambda name, old: None if "document.xml" in name else old)
    assert "ferry.docx: has no part word/document.xml: it is damaged" in refusal(data)


def test_a_part_with_a_wrong_checksum() -> None:
    data = bytearray(bytes_of(in_turn()))
    at = data.index(b"word/document.xml") + 200
    data[at] ^= 0xFF
    assert "ferry.docx: is damaged" in refusal(bytes(data))


def test_xml_that_breaks_off_is_named_with_its_part() -> None:
    assert "ferry.docx/word/document.xml: is damaged (" in refusal(with_document(b"<w:document"))
    assert "ferry.docx: is no Word document" in refusal(with_document(b"<html/>"))


def test_an_encrypted_part() -> None:
    data = bytes_of(in_turn())
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02"))
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        count = len(zipped.namelist())
    locked = bytearray(data)
    for _ in range(count):
        at = locked.index(b"PK\x01\x02", at)
        locked[at + 8] |= 1
        at += 4
    assert "is encrypted: take the password off" in refusal(bytes(locked))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_in_a_rare_way(packing: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as zipped:
        zipped.writestr("word/document.xml", b"<w:document/>")
    assert "is packed in a rare way" in refusal(file.getvalue())


def test_a_part_that_unpacks_to_more_than_it_says_is_not_unpacked() -> None:
    data = with_document(b"<w:document>" + b" " * (archives.MOST_UNPACKED + 1))
    assert len(data) < 200_000
    assert "unpacks to more than 60 MB" in refusal(data)
    lying = bytearray(data)
    at = lying.index(b"word/document.xml", lying.index(b"PK\x01\x02"))
    lying[at - 22 : at - 18] = (100).to_bytes(4, "little")  # the size it claims
    assert "ferry.docx" in refusal(bytes(lying))


def test_too_many_elements_are_not_parsed() -> None:
    many = f"<w:document {W}><w:body>" + "<w:p/>" * 3_000_001
    assert "has more than 3000000 elements" in refusal(with_document(many.encode()))


def test_too_many_parts_are_not_listed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for number in range(archives.MOST_PARTS + 1):
            zipped.writestr(f"{number}", b"")
    assert "has more than 10000 parts" in refusal(file.getvalue())


def test_entities_that_grow_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><w:document {W}><w:body>&e11;</w:body></w:document>'
    assert "word/document.xml: " in refusal(with_document(bomb.encode()))


def test_elements_nested_too_deeply_are_refused() -> None:
    deep = f"<w:document {W}><w:body>" + "<w:sdt>" * 5000
    assert "word/document.xml: is damaged (" in refusal(with_document(deep.encode()))


def test_an_empty_document_is_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "ferry.docx"))
    with pytest.raises(SourceError, match=r"ferry\.docx: is empty"):
        read_article(tmp_path / "ferry.docx")


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)  # as if it were not installed
    cure = "ferry.docx: reading .docx needs one more package: pip install 'shengci[docx]'"
    with pytest.raises(MissingExtra, match=f"^{re.escape(cure)}$"):
        read_docx(bytes_of(in_turn()), "ferry.docx")
