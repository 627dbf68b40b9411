"""Reading an article: encodings, blocks and their roles, layout, two files, and what is refused."""

import codecs
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.decoding import decode
from shengci.errors import MissingExtra, SourceError
from shengci.files import MOST_BYTES
from shengci.records import Article
from shengci.sentences import chinese_sentences, english_sentences
from shengci.sources import READERS, read_article
from shengci.sources.plain import read_plain
from shengci.sources.roles import date_in
from tables import cases

HERE = Path(__file__).parent
ARTICLES = sorted((HERE / "articles").glob("*.txt"))

ENGLISH = [
    "The old mill is a market now.",
    "It opens at six and closes after midnight.",
    "Nobody is in a hurry.",
]
SIMPLIFIED = ["老棉纺厂现在是个夜市。", "夜市六点开门，过了半夜才关门。", "这里的人都不着急。"]
TRADITIONAL = ["老棉紡廠現在是個夜市。", "夜市六點開門，過了半夜才關門。", "這裡的人都不著急。"]
JAPANESE = ["古い工場は今、夜の市場です。", "六時に開いて、真夜中に閉まります。"]
KOREAN = ["옛 공장은 지금 야시장입니다.", "여섯 시에 열고 자정이 지나면 닫습니다."]
RUSSIAN = ["Старая фабрика теперь ночной рынок.", "Он открывается в шесть часов."]


def in_turn(english: list[str], chinese: list[str]) -> list[str]:
    return [line for pair in zip(english, chinese, strict=True) for line in pair]


MARKET = "\n".join(in_turn(ENGLISH, SIMPLIFIED))

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(
        content: str | bytes | list[str], name: str = "market.txt", encoding: str = "utf-8"
    ) -> Path:
        if isinstance(content, list):
            content = "\n".join(content)
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def lines_of(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def roles_of(article: Article) -> list[str]:
    return [block.role for block in article.blocks]


def refusal(path: Path, **more: Path) -> str:
    """Return the message that refuses a file, which must be one line and name the file."""
    with pytest.raises(SourceError) as caught:
        read_article(path, **more)
    message = str(caught.value)
    assert "\n" not in message
    assert re.search(": .+: ", message), "says what and what to do"
    return message


# Encodings


@pytest.mark.parametrize("chinese", [SIMPLIFIED, TRADITIONAL], ids=["simplified", "traditional"])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_every_encoding_gives_the_same_article(
    write: Write, encoding: str, mark: bytes, chinese: list[str]
) -> None:
    lines = in_turn(ENGLISH, chinese)
    article = read_article(write(mark + "\n".join(lines).encode(encoding)))
    assert lines_of(article) == lines


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950", "gbk"])
def test_traditional_text_is_told_apart_in_big5_and_gbk(write: Write, encoding: str) -> None:
    lines = in_turn(ENGLISH, TRADITIONAL)
    assert lines_of(read_article(write(lines, encoding=encoding))) == lines


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_whole_articles_survive_their_encoding(path: Path, encoding: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert decode(content.encode(encoding), "article") == content


def test_chinese_without_a_single_ascii_byte_is_read_in_utf_16(write: Write) -> None:
    content = "".join(SIMPLIFIED)
    assert decode(content.encode("utf-16-le"), "article") == content


def test_emoji_in_gb18030_are_no_accented_letters() -> None:
    content = "🙂 Open 🙂 at 🙂 six 🙂\n老棉纺厂六点开门。\n"
    assert decode(content.encode("gb18030"), "article") == content
    assert decode("Rice: £5£6".encode("cp1252"), "article") == "Rice: £5£6"


def test_western_single_bytes_are_windows_1252(write: Write) -> None:
    english = ["The Café on Mill Lane isn’t open.", "“Come back at six,” says the sign — in red."]
    article = read_article(
        write(SIMPLIFIED[:2], "zh.txt"), english=write(english, "en.txt", "cp1252")
    )
    assert lines_of(article)[:2] == english


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_source_error(data: bytes) -> None:
    try:
        assert isinstance(decode(data, "article.txt"), str)
    except SourceError as error:
        assert str(error).startswith("article.txt")


@given(st.text(alphabet="老厂房mill市 \n\t\r。.?！“”#-*123年月日By：:のп\u2028|/", max_size=80))
def test_any_text_is_an_article_that_keeps_its_letters(content: str) -> None:
    article = read_plain(content.encode(), "market.txt")
    kept = [char for block in article.blocks for char in block.text if char.isalnum()]
    assert kept == [char for char in content if char.isalnum()]


# Files that can't be read


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "market.txt").endswith(
        "market.txt: no such file: check its name and folder"
    )


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith(f"{tmp_path}: is a folder")


def test_an_unknown_suffix_lists_what_can_be_read(write: Write) -> None:
    message = refusal(write(MARKET, "market.odt"))
    assert "market.odt: can't read .odt files" in message
    assert all(suffix in message for suffix in READERS)


def test_suffixes_are_known_in_any_case(write: Write) -> None:
    for name in ("market", "MARKET.TXT", "market.Md"):
        assert len(read_article(write(MARKET, name)).blocks) == 6


@pytest.mark.parametrize("content", ["", " \n\t\u3000\n", "\ufeff", "\u200b\n\u00ad"])
def test_an_empty_file(write: Write, content: str) -> None:
    assert "market.txt: is empty" in refusal(write(content))


def test_a_huge_file_is_not_read(write: Write) -> None:
    path = write("")
    with path.open("r+b") as file:
        file.truncate(100_000_000)
    assert "market.txt: larger than 20 MB" in refusal(path)


def test_a_file_that_grows_past_the_limit_is_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(b"a" * (MOST_BYTES + 1))
    nothing = Path(os.devnull).stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: nothing)
    assert "larger than 20 MB" in refusal(path)


def test_a_file_without_permission(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(MARKET)
    monkeypatch.setattr(Path, "open", refuse)
    assert "market.txt: can't be read (Permission denied)" in refusal(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_really_without_permission(write: Write) -> None:
    path = write(MARKET)
    path.chmod(0)
    assert "Permission denied" in refusal(path)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "a Word document"),
        (b"PK\x03\x04\x14\0mimetypeapplication/epub+zip", "an EPUB book"),
        (b"PK\x03\x04\x14\0\x06\0photos/", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG picture"),
        (b"{\\rtf1\\ansi hello}", "a Rich Text file"),
    ],
)
def test_other_kinds_of_file_are_named(write: Write, data: bytes, kind: str) -> None:
    assert f"market.txt: this is {kind}, not plain text" in refusal(write(data))


def test_a_zero_byte_in_text_is_named_with_its_line(write: Write) -> None:
    message = refusal(write(MARKET.replace("Nobody", "No\0body")))
    offset = MARKET.encode().index(b"Nobody") + 2
    assert f"market.txt:5: zero byte at offset {offset}" in message


def test_a_zero_character_in_utf_16_is_named_with_its_line(write: Write) -> None:
    assert "market.txt:5: " in refusal(
        write(MARKET.replace("Nobody", "No\0body"), encoding="utf-16")
    )


def test_many_control_characters_are_no_text(write: Write) -> None:
    assert "control characters" in refusal(write(MARKET + "\x01\x02\x03" * 20))


def test_stray_control_characters_are_dropped(write: Write) -> None:
    assert lines_of(read_article(write(MARKET.replace("mill", "mi\x02ll")))) == MARKET.split("\n")


def test_a_damaged_utf_8_file_is_named_with_offset_and_line(write: Write) -> None:
    data = MARKET.encode()
    offset = data.index("这里".encode()) + 1
    message = refusal(write(data[:offset] + b"\xff" + data[offset + 1 :]))
    assert "market.txt:6: byte 0x" in message
    assert f"at offset {offset - 1} is no UTF-8" in message


def test_a_byte_order_mark_that_lies(write: Write) -> None:
    message = refusal(write(codecs.BOM_UTF8 + MARKET.encode("gb18030")))
    assert "market.txt:2: byte 0x" in message
    assert "no UTF-8, which the file claims to be" in message


@pytest.mark.parametrize(
    ("lines", "encoding"), [(JAPANESE, "shift_jis"), (KOREAN * 9, "euc_kr"), (RUSSIAN, "cp1251")]
)
def test_other_old_encodings_are_not_read_as_chinese(
    write: Write, lines: list[str], encoding: str
) -> None:
    assert "market.txt:1: byte 0x" in refusal(write(lines, encoding=encoding))


# What is in no language we know


def test_no_chinese(write: Write) -> None:
    message = refusal(write(["", *ENGLISH]))
    assert "market.txt:2: no Chinese in it: give the Chinese text" in message


def test_a_chinese_date_is_no_chinese(write: Write) -> None:
    assert "no Chinese in it" in refusal(write(["2026年3月12日", "作者：王芳", *ENGLISH]))


def test_a_quoted_word_is_no_chinese(write: Write) -> None:
    assert "no Chinese in it" in refusal(write(["The word 生词 means new word.", *ENGLISH]))


def test_article_may_be_in_chinese_only(write: Write) -> None:
    article = read_article(write(["By Hannah Lowell", *SIMPLIFIED]))
    assert [block.text for block in article.blocks if block.language == "chinese"] == SIMPLIFIED


def test_no_letter_at_all(write: Write) -> None:
    assert "market.txt:1: no Chinese in it" in refusal(write("1998\n---\n2026-03-12\n"))


@pytest.mark.parametrize(
    ("foreign", "name"), [(JAPANESE, "Japanese"), (KOREAN, "Korean"), (RUSSIAN, "Cyrillic script")]
)
def test_another_language_is_named(write: Write, foreign: list[str], name: str) -> None:
    with_english = refusal(write(["", *in_turn(ENGLISH[:2], foreign)]))
    assert f"market.txt:3: this is {name}, and there is not enough Chinese" in with_english
    with_chinese = refusal(write(["", *in_turn(SIMPLIFIED[:2], foreign)]))
    assert f"market.txt:3: this is {name}, and there is not enough English" in with_chinese
    assert f"market.txt:1: this is {name}" in refusal(write(foreign))


def test_a_line_in_another_script_stays_in_an_article(write: Write) -> None:
    article = read_article(write([*in_turn(ENGLISH, SIMPLIFIED), RUSSIAN[1]]))
    assert article.blocks[-1].text == RUSSIAN[1]
    assert article.blocks[-1].language == "english"


def test_a_name_with_a_line_break_makes_no_second_line(tmp_path: Path) -> None:
    assert "mar?ket.txt: no such file" in refusal(tmp_path / "mar\nket.txt")


# Lines to blocks


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_count_the_same(write: Write, end: str) -> None:
    article = read_article(write(MARKET.replace("\n", end)))
    assert [(block.text, block.place.line) for block in article.blocks] == [
        (line, number) for number, line in enumerate(MARKET.split("\n"), 1)
    ]


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\v", "\f", "\x85"])
def test_other_line_breaks_end_a_block_but_no_line(write: Write, end: str) -> None:
    article = read_article(write(f"\n{ENGLISH[0]}{end}{SIMPLIFIED[0]}"))
    assert lines_of(article) == [ENGLISH[0], SIMPLIFIED[0]]
    assert [block.place.line for block in article.blocks] == [2, 2]


def test_white_space_is_folded_and_hidden_characters_go(write: Write) -> None:
    article = read_article(
        write(
            "\ufeff\u3000\u3000老厂房\u200b现在是夜市。\n\tThe old\u00a0 mill\u00ad is\ta market.  "
        )
    )
    assert lines_of(article) == ["老厂房现在是夜市。", "The old mill is a market."]


def test_a_line_in_both_languages_makes_two_blocks(write: Write) -> None:
    article = read_article(
        write(["How to make tofu at home 在家做豆腐", "The beans are old.\t豆子很老。"])
    )
    assert [(block.text, block.language, block.place.line) for block in article.blocks] == [
        ("How to make tofu at home", "english", 1),
        ("在家做豆腐", "chinese", 1),
        ("The beans are old.", "english", 2),
        ("豆子很老。", "chinese", 2),
    ]


def test_places_name_the_file_as_it_was_given(write: Write) -> None:
    path = write(MARKET)
    assert str(read_article(path).blocks[1].place) == f"{path}:2"


WRAPPED_ENGLISH = """\
By six in the evening the line at the tofu stall already reaches the
gate of the old mill, and the woman who runs it, who is by now a well-
known face in this quarter, has no intention of hiring anybody.

Her son would like to sell bubble tea beside the tofu. She has told him
that he may do so when she is dead, and that she feels very well indeed
this year, thank you for asking."""
WRAPPED_CHINESE = """\
傍晚六点，豆腐摊前的队伍已经排到了老厂区的大门口，可是摊主一点儿也
没打算再雇人。她在这一带是张熟面孔，谁都认得。

儿子想在豆腐旁边卖奶茶。她对儿子说，等她死了他再卖也不迟，又说她今
年身体好得很，谢谢大家关心。"""


def test_wrapped_lines_are_joined_to_paragraphs(write: Write) -> None:
    article = read_article(write(WRAPPED_ENGLISH + "\n\n" + WRAPPED_CHINESE))
    assert [block.place.line for block in article.blocks] == [1, 5, 9, 12]
    assert "reaches the gate" in article.blocks[0].text
    assert "a well-known face" in article.blocks[0].text
    assert "一点儿也没打算再雇人" in article.blocks[2].text
    assert "又说她今年身体好得很" in article.blocks[3].text


def test_wrapped_paragraphs_in_turn_without_blank_lines(write: Write) -> None:
    english, chinese = WRAPPED_ENGLISH.split("\n\n"), WRAPPED_CHINESE.split("\n\n")
    article = read_article(write("\n".join(in_turn(english, chinese))))
    assert [block.language for block in article.blocks] == ["english", "chinese"] * 2


def test_a_heading_above_wrapped_lines_stays_apart(write: Write) -> None:
    content = f"# The Tofu Stall\n{WRAPPED_ENGLISH}\n\n豆腐摊\n{WRAPPED_CHINESE}"
    article = read_article(write(content))
    assert [block.text for block in article.blocks if block.role == "title"] == [
        "# The Tofu Stall",
        "豆腐摊",
    ]
    assert len(article.blocks) == 6


def test_a_title_over_a_byline_is_no_wrapped_line(write: Write) -> None:
    lines = [
        "An old mill comes alive again after dark",
        "By Hannah Lowell",
        *in_turn(ENGLISH, SIMPLIFIED),
    ]
    assert lines_of(read_article(write(lines))) == lines


def test_lines_that_are_paragraphs_are_not_joined(write: Write) -> None:
    lines = [*ENGLISH, "- one pot", "- two pots", "", *SIMPLIFIED, "- 一口锅", "- 两口锅"]
    assert lines_of(read_article(write(lines))) == [line for line in lines if line]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_character_of_an_article_is_lost(path: Path) -> None:
    joined = "".join(block.text for block in read_article(path).blocks)
    assert "".join(joined.split()) == "".join(path.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_gold_beads_end_where_sentences_end(path: Path) -> None:
    article = read_article(path)
    rows = [
        row.split("\t")
        for row in path.with_suffix(".pairs.tsv").read_text(encoding="utf-8").splitlines()
    ]
    for column, language, split in (
        (0, "english", english_sentences),
        (1, "chinese", chinese_sentences),
    ):
        blocks = [b for b in article.blocks if b.language == language]
        ends = _ends(sentence for block in blocks for sentence in split(block.text))
        assert _ends(row[column] for row in rows if row[column] != "") <= ends


def _ends(pieces) -> set[str]:  # noqa: ANN001
    whole, ends = "", set()
    for piece in pieces:
        whole += "".join(piece.split())
        ends.add(whole)
    return ends


# Roles, title, date, source, layout


@pytest.mark.parametrize(("line", "role"), cases("roles.tsv"))
def test_role_of_a_line(write: Write, line: str, role: str) -> None:
    article = read_article(
        write([*in_turn(ENGLISH, SIMPLIFIED), line, *in_turn(ENGLISH, SIMPLIFIED)])
    )
    assert [block.role for block in article.blocks if block.text == line] == [role]


@pytest.mark.parametrize(("line", "date"), cases("dates.tsv"))
def test_date_in_a_line(line: str, date: str) -> None:
    assert date_in(line) == date


def test_the_first_headings_are_the_titles_and_the_chinese_one_names_the_article(
    write: Write,
) -> None:
    article = read_article(
        write(
            [
                "2026年3月12日",
                "The Old Mill",
                "老厂房的夜晚",
                "By Hannah Lowell",
                *in_turn(ENGLISH, SIMPLIFIED),
            ]
        )
    )
    assert roles_of(article)[:5] == ["date", "title", "title", "byline", "body"]
    assert (article.title, article.date) == ("老厂房的夜晚", "2026-03-12")


def test_a_second_heading_above_the_text_is_no_title(write: Write) -> None:
    article = read_article(
        write(["The Old Mill", "A market after dark", *in_turn(ENGLISH, SIMPLIFIED)])
    )
    assert roles_of(article)[:3] == ["title", "heading", "body"]
    assert article.title == "The Old Mill"


def test_a_title_of_each_half_of_a_file(write: Write) -> None:
    article = read_article(write(["# The Old Mill #", *ENGLISH, "# 老厂房", *SIMPLIFIED]))
    assert [b.text for b in article.blocks if b.role == "title"] == ["# The Old Mill #", "# 老厂房"]
    assert article.title == "老厂房"


def test_a_question_over_longer_paragraphs_is_a_title(write: Write) -> None:
    english, chinese = " ".join(ENGLISH), "".join(SIMPLIFIED)
    article = read_article(write(["Why Now?", "为什么是现在？", english, chinese]))
    assert roles_of(article) == ["title", "title", "body", "body"]


def test_a_dialogue_has_no_title(write: Write) -> None:
    article = read_article(
        write(["Where are you going?", "你去哪儿？", "To the market.", "去夜市。"], "dialogue.txt")
    )
    assert roles_of(article) == ["body"] * 4
    assert article.title == "dialogue"


def test_lines_without_stops_are_body_where_all_are_such(write: Write) -> None:
    article = read_article(
        write(
            [
                "moon over the mill",
                "月照厂房",
                "smoke over the stalls",
                "烟绕摊头",
                "nobody sleeps",
                "无人入睡",
            ]
        )
    )
    assert roles_of(article) == ["body"] * 6


def test_an_article_without_title_takes_the_name_of_its_file(write: Write) -> None:
    assert read_article(write(MARKET, "old mill.txt")).title == "old mill"


def test_the_date_comes_from_a_byline_where_no_date_line_is(write: Write) -> None:
    article = read_article(
        write(["By Hannah Lowell | March 12, 2026", *in_turn(ENGLISH, SIMPLIFIED)])
    )
    assert article.date == "2026-03-12"


def test_the_source_is_the_first_address_alone_on_a_line(write: Write) -> None:
    lines = [
        "See https://example.org/other for more.",
        "原文：https://example.org/mill",
        *in_turn(ENGLISH, SIMPLIFIED),
    ]
    article = read_article(write(lines))
    assert article.source == "https://example.org/mill"
    assert len(article.blocks) == 8


@pytest.mark.parametrize(
    ("lines", "layout"),
    [
        (in_turn(ENGLISH, SIMPLIFIED), "interleaved"),
        (in_turn(SIMPLIFIED, ENGLISH), "interleaved"),
        (["2026年3月12日", *in_turn(ENGLISH, SIMPLIFIED)], "interleaved"),
        ([ENGLISH[0], SIMPLIFIED[0]], "interleaved"),
        ([*ENGLISH[:2], *SIMPLIFIED[:2], *ENGLISH[:2], *SIMPLIFIED[:2]], "interleaved"),
        (
            [*in_turn(ENGLISH, SIMPLIFIED), SIMPLIFIED[0], *in_turn(ENGLISH, SIMPLIFIED)],
            "interleaved",
        ),
        ([*ENGLISH, *SIMPLIFIED], "separate"),
        ([*SIMPLIFIED, *ENGLISH], "separate"),
        (["2026年3月12日", *ENGLISH, *SIMPLIFIED], "separate"),
        (["The Old Mill", "老厂房", *ENGLISH * 3, *SIMPLIFIED * 3], "separate"),
        ([*ENGLISH * 2, "图注写得很短。", *ENGLISH * 2, *SIMPLIFIED * 4], "separate"),
    ],
)
def test_layout(write: Write, lines: list[str], layout: str) -> None:
    assert read_article(write(lines)).layout == layout


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_our_articles_alternate(path: Path) -> None:
    assert read_article(path).layout == "interleaved"


# Two files


def test_two_files_come_one_after_the_other(write: Write) -> None:
    chinese = write(["老厂房", "2026年3月12日", *SIMPLIFIED], "zh.txt")
    english = write(["The Old Mill", *ENGLISH, "https://example.org/mill"], "en.txt")
    article = read_article(chinese, english=english)
    assert lines_of(article)[:2] == ["The Old Mill", ENGLISH[0]]
    assert lines_of(article)[-1] == SIMPLIFIED[-1]
    assert (article.title, article.date, article.source) == (
        "老厂房",
        "2026-03-12",
        "https://example.org/mill",
    )
    assert article.layout == "separate"
    assert article == read_article(english, english=chinese), "the other way round"


def test_a_title_of_the_english_file_serves_where_the_chinese_has_none(write: Write) -> None:
    chinese, english = write(SIMPLIFIED, "zh.txt"), write(["The Old Mill", *ENGLISH], "en.txt")
    assert read_article(chinese, english=english).title == "The Old Mill"
    assert read_article(chinese, english=write(ENGLISH, "en.txt")).title == "zh"


def test_two_files_in_one_language(write: Write) -> None:
    chinese, english = write(SIMPLIFIED, "zh.txt"), write(ENGLISH, "en.txt")
    assert "zh.txt:1: no English in it" in refusal(chinese, english=chinese)
    assert "en.txt:1: no Chinese in it" in refusal(english, english=english)


def test_the_english_file_is_refused_by_its_own_name(write: Write, tmp_path: Path) -> None:
    chinese = write(SIMPLIFIED, "zh.txt")
    assert "en.txt: no such file" in refusal(chinese, english=tmp_path / "en.txt")
    assert "en.txt: is empty" in refusal(chinese, english=write("", "en.txt"))
    assert "en.txt:1: this is Cyrillic script" in refusal(chinese, english=write(RUSSIAN, "en.txt"))


# Files with the wrong suffix


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<!DOCTYPE html>\n<html><body>", "this is an HTML page, not plain text: rename it to .html"),
        ('<html lang="zh">', "this is an HTML page, not plain text: rename it to .html"),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">',
            "this is a translation memory, not plain text: rename it to .tmx",
        ),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "this is a subtitle file, not plain text: rename it to .vtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\n", "this is a subtitle file, not plain text: rename it to .srt"),
        (b"%PDF-1.7\n", "this is a PDF file, not plain text: rename it to .pdf"),
        (b"PK\x03\x04\x14\0\x06\0word/document.xml", "rename it to .docx"),
        (b"PK\x03\x04\x14\0\x06\0xl/workbook.xml", "this is an Excel workbook, not plain text: save the sheet as CSV"),
    ],
)  # fmt: skip
def test_a_text_file_that_is_something_else_names_the_cure(
    write: Write, content: str | bytes, told: str
) -> None:
    assert told in refusal(write(content))


# Parts that are not installed


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("market.pdf", "pypdf", "pdf"),
        ("market.srt", "pysubs2", "subtitles"),
        ("market.vtt", "pysubs2", "subtitles"),
    ],
)
def test_a_missing_package_is_named_with_its_extra(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, package: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtra) as caught:
        read_article(write(MARKET, name))
    assert str(caught.value).endswith(f"needs one more package: pip install 'shengci[{extra}]'")
    assert name in str(caught.value)
