"""Tables: which columns hold the languages, quotation marks, encodings, and sheets that can't be read."""

import csv
import io
from collections.abc import Sequence

import pytest

from reading import Write, refusal_of, rows_of, texts_of
from shengci.sources import read_article
from shengci.sources.tables import MOST_ROWS

PAIRS = [
    ("The old mill is a market now.", "老棉纺厂现在是个夜市。"),
    ("It opens at six, and closes late.", "夜市六点开门，半夜才关门。"),
    ('"Nobody is in a hurry," she said.', "“谁也不着急。”她说。"),
]
ROWS = [(i, *pair) for i, pair in enumerate(PAIRS)]
EXTRA = {
    "id": ("1", "2", "3"),
    "pinyin": (
        "lǎo miánfǎngchǎng xiànzài shì gè yèshì",
        "yèshì liù diǎn kāimén, bànyè cái guānmén",
        "shéi yě bù zháojí, tā shuō",
    ),
    "numbers": (
        "lao3 mian2 fang3 chang3",
        "ye4 shi4 liu4 dian3 kai1 men2",
        "shei2 ye3 bu4 zhao2 ji2",
    ),
    "note": ("", "check the time", ""),
    "备注": ("", "核对时间", ""),
    "level": ("HSK 4", "HSK 3", "HSK 4"),
}


def sheet(rows: Sequence[Sequence[object]], delimiter: str = ",", **more: object) -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, **more).writerows(rows)  # type: ignore[arg-type]
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t")]
)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
@pytest.mark.parametrize(
    "header", [None, ("English", "中文"), ("en-US", "zh-CN"), ("src", "tgt"), ("英文", "译文")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_each_row_is_one(
    put: Write,
    name: str,
    delimiter: str,
    quoting: int,
    header: tuple[str, str] | None,
    turned: bool,
) -> None:
    rows = [header, *PAIRS] if header else PAIRS
    content = sheet([row[::-1] for row in rows] if turned else rows, delimiter, quoting=quoting)
    article = read_article(put(name, content))
    assert rows_of(article) == ROWS
    assert {block.role for block in article.blocks} == {"body"}
    assert (article.title, article.layout) == ("a", "interleaved")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_every_encoding_a_spreadsheet_saves(put: Write, encoding: str) -> None:
    assert rows_of(read_article(put("a.csv", sheet(PAIRS, ","), encoding))) == ROWS
    assert rows_of(read_article(put("a.tsv", sheet(PAIRS, "\t"), encoding))) == ROWS


@pytest.mark.parametrize("header", [False, True])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0)])
@pytest.mark.parametrize("extra", EXTRA)
def test_further_columns_are_ignored(
    put: Write, extra: str, order: tuple[int, ...], header: bool
) -> None:
    rows = [(*pair, more) for pair, more in zip(PAIRS, EXTRA[extra], strict=True)]
    if header:
        rows = [("English", "Chinese", extra), *rows]
    content = sheet([[row[i] for i in order] for row in rows])
    assert rows_of(read_article(put("a.csv", content))) == ROWS


def test_the_heading_decides_between_two_columns_of_a_language(put: Write) -> None:
    rows = [("Chinese", "说明", "English", "Comment")]
    rows += [
        (c, "这里写得比句子长得多，是给老师看的。", e, "A long remark for the one who teaches it")
        for e, c in PAIRS
    ]
    assert rows_of(read_article(put("a.csv", sheet(rows)))) == ROWS


@pytest.mark.parametrize(
    ("traditional", "simplified"), [("zh-TW", "zh-CN"), ("繁體", "简体"), ("zh-Hant", "zh")]
)
def test_simplified_characters_are_preferred(put: Write, traditional: str, simplified: str) -> None:
    rows = [("en", traditional, simplified), *((e, c.replace("现", "現"), c) for e, c in PAIRS)]
    assert rows_of(read_article(put("a.csv", sheet(rows)))) == ROWS


def test_a_word_list_is_a_table_too(put: Write) -> None:
    article = read_article(put("a.csv", "tofu,dòufu,豆腐\nmill,chǎng,厂\n"))
    assert rows_of(article) == [(0, "tofu", "豆腐"), (1, "mill", "厂")]


def test_an_english_cell_may_quote_chinese_also_in_the_first_row(put: Write) -> None:
    rows = [("The word 饭 means rice.", "“饭”就是米饭。"), ("It is a meal too.", "也指一顿饭。")]
    assert rows_of(read_article(put("a.csv", sheet(rows)))) == [
        (i, *row) for i, row in enumerate(rows)
    ]


def test_a_chinese_cell_may_hold_another_script(put: Write) -> None:
    article = read_article(put("a.csv", sheet([("The Corner of Rice", "米饭の角落在厂门口。")])))
    assert rows_of(article) == [(0, "The Corner of Rice", "米饭の角落在厂门口。")]


def test_cells_with_line_breaks_are_one_line(put: Write) -> None:
    content = 'note,English,Chinese\r\n,"The old mill\nis a market.","老棉纺厂\n是个夜市。"\r\n,Go.,走吧。\r\n'
    article = read_article(put("a.csv", content))
    assert rows_of(article) == [
        (0, "The old mill is a market.", "老棉纺厂是个夜市。"),
        (1, "Go.", "走吧。"),
    ]
    assert [block.place.line for block in article.blocks] == [2, 2, 5, 5]


def test_a_row_with_one_side_keeps_it(put: Write) -> None:
    article = read_article(put("a.csv", "Go.,走吧。\nStay.,\n,留下。\n\n,,\nNow.,现在。\n"))
    assert rows_of(article) == [
        (0, "Go.", "走吧。"),
        (1, "Stay.", ""),
        (2, "", "留下。"),
        (3, "Now.", "现在。"),
    ]


def test_quotation_marks_of_tab_separated_text_stay(put: Write) -> None:
    content = '"Go," she said.\t“走吧。”她说。\n"Now."\t“现在。”\n'
    assert rows_of(read_article(put("a.tsv", content))) == [
        (0, '"Go," she said.', "“走吧。”她说。"),
        (1, '"Now."', "“现在。”"),
    ]


def test_the_separator_may_be_stated(put: Write) -> None:
    article = read_article(put("a.csv", "sep=;\r\nGo, now.;走吧，现在。\r\nStay.;留下。\r\n"))
    assert rows_of(article) == [(0, "Go, now.", "走吧，现在。"), (1, "Stay.", "留下。")]
    assert article.blocks[0].place.line == 2


def test_one_column_in_both_languages_is_text(put: Write) -> None:
    lines = [side for pair in PAIRS for side in pair]
    for path in (put("a.tsv", "\n".join(lines)), put("a.csv", sheet([[line] for line in lines]))):
        article = read_article(path)
        assert texts_of(article) == lines
        assert {block.row for block in article.blocks} == {None}


def test_two_tables_of_as_many_rows_are_paired_by_row(put: Write) -> None:
    english = put("en.csv", sheet([(i, e) for i, (e, _) in enumerate(PAIRS)]))
    chinese = put("zh.csv", sheet([(i, c) for i, (_, c) in enumerate(PAIRS)]))
    assert sorted(rows_of(read_article(chinese, english=english))) == ROWS
    shorter = put("short.csv", sheet([(i, c) for i, (_, c) in enumerate(PAIRS[:2])]))
    article = read_article(shorter, english=english)
    assert {block.row for block in article.blocks} == {None}
    assert article.layout == "separate"


# Sheets that can't be read


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is empty"),
        (",,,\n,,\n", "is empty: give a sheet with an English and a Chinese column"),
        ("English,Chinese\n", "is empty"),
        ("mill\ntofu\n", "a.csv:1: only one column, and no Chinese in it"),
        ("1,Go now.\n2,Stay here.\n", "no Chinese in it"),
        ('Go.,走吧。\n"Stay.,留下。\nNow.,现在。\n', "a.csv:2: a quotation mark opens a cell in this row and none closes it"),
        ('Go.,走吧。\n"Stay," he said.,留下。\n', "a.csv:2: quotation marks that don't match"),
        ("Go.,走吧。\nStay, please.,请留下。\n", "a.csv:2: 3 cells where other rows have 2"),
        ("Stay, please.,请留下。\nGo, please.,请走。\nGo.,走吧。\n", "a.csv:3: 2 cells where other rows have 3"),
        ("Go.,走吧。\n" + "a" * 140_000 + ",留下。", "a.csv:2: a cell of more than 131,072 characters"),
        ("Go.,走吧。\n" * (MOST_ROWS + 1), "more than 200,000 rows: cut it into several files"),
        ("," * 3_000_000 + "厂", "more than 200 columns"),
        ("<html><table><tr><td>厂</td></tr></table>", "this is an HTML page, not a table"),
    ],
)  # fmt: skip
def test_a_sheet_that_is_no_table_of_sentences(put: Write, content: str, told: str) -> None:
    assert told in refusal_of(put("a.csv", content))


def test_a_million_lines_of_tabs_are_refused(put: Write) -> None:
    assert "more than 200,000 rows" in refusal_of(put("a.tsv", "Go.\t走。\n" * 1_000_000))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_workbook_is_not_read_and_the_cure_is_named(put: Write, name: str) -> None:
    assert "save the sheet as CSV" in refusal_of(
        put(name, b"PK\x03\x04\x14\0\x06\0xl/workbook.xml")
    )
