"""Markdown: what becomes of headings, bullets, quotes, marks, comments, code, tables and front matter."""

import pytest

from reading import Write, refusal_of, sentence_pairs, texts_of
from shengci.errors import SourceError
from shengci.records import Article
from shengci.sources import read_article

PAIRS = [
    (
        "The old mill is a night market now. It opens at six.",
        "老棉纺厂现在是个夜市，六点开门。",
    ),
    (
        "Her mother has sold tofu here for thirty years.",
        "她母亲在这里卖了三十年豆腐。",
    ),
    (
        "On rainy days nobody comes, and the two of them play chess.",
        "下雨天没有人来，母女俩就下棋。",
    ),
]
FORMS = {
    "paragraphs": "{0}\n\n{1}\n\n",
    "lines": "{0}\n{1}\n\n",
    "lines without blank ones": "{0}\n{1}\n",
    "hard breaks": "{0}  \n{1}\n\n",
    "bullets": "- {0}\n- {1}\n",
    "nested bullets": "- {0}\n  - {1}\n",
    "wide nested bullets": "*   {0}\n    *   {1}\n",
    "numbers with a second line": "1. {0}\n   {1}\n",
    "a mark below": "{0}\n\n<mark>{1}</mark>\n\n",
    "a mark at the end": "{0} <mark>{1}</mark>\n\n",
    "a mark at the end of a bullet": "- {0} <mark>{1}</mark>\n",
    "a highlight": "{0}\n\n=={1}==\n\n",
    "a quote": "{0}\n\n> {1}\n\n",
    "a quote right below": "> {0}\n>\n> > {1}\n\n",
    "a comment below": "{0}\n\n<!-- {1} -->\n\n",
    "a comment right below": "{0}\n<!--\n{1}\n-->\n\n",
    "a comment at the end": "{0} <!-- {1} -->\n\n",
    "a comment at the end of a bullet": "- {0} <!-- {1} -->\n",
    "a comment in the line of lines": "{0} <!-- {1} -->\n",
    "breaks": "{0}<br>{1}\n\n",
    "paragraphs in html": "<p>{0}</p>\n<p><b>{1}</b></p>\n\n",
    "a folded part": "<details><summary>{0}</summary>\n\n{1}\n\n</details>\n\n",
    "emphasis": "*{0}*\n\n**{1}**\n\n",
}


@pytest.fixture
def read(put: Write):  # noqa: ANN201
    def read(content: str, name: str = "market.md") -> Article:
        return read_article(put(name, content))

    return read


ORDERS = [
    pytest.param(form, first, id=f"{name}, {'Chinese' if first else 'English'} first")
    for name, form in FORMS.items()
    for first in (False, True)
    if not (first and "mark" in form)  # marks hold the Chinese
]


@pytest.mark.parametrize(("form", "chinese_first"), ORDERS)
def test_every_form_gives_the_paragraphs_in_turn(
    read,  # noqa: ANN001
    form: str,
    chinese_first: bool,
) -> None:
    content = "".join(form.format(*(pair[::-1] if chinese_first else pair)) for pair in PAIRS)
    article = read(content)
    expected = [side for pair in PAIRS for side in (pair[::-1] if chinese_first else pair)]
    assert texts_of(article) == expected
    assert {block.role for block in article.blocks} == {"body"}
    assert article.layout == "interleaved"


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_form_is_paired(read, form: str) -> None:  # noqa: ANN001
    assert sentence_pairs(read("".join(form.format(*pair) for pair in PAIRS))) == PAIRS


def test_one_language_after_the_other_is_paired(read) -> None:  # noqa: ANN001
    article = read("\n\n".join([*(e for e, _ in PAIRS * 2), *(c for _, c in PAIRS * 2)]))
    assert article.layout == "separate"
    assert sentence_pairs(article) == PAIRS * 2


def test_places_are_lines_of_the_file(read) -> None:  # noqa: ANN001
    article = read(
        "---\ntitle: 夜市\n---\n\n# Night Market\n\nIt is\nlate. <!-- 很晚了，\n真的。 -->\n\n<!--\n"
        "一条注释。\n-->\n\nGo home.\n"
    )
    assert [(b.text, b.place.line) for b in article.blocks] == [
        ("夜市", 1),
        ("Night Market", 5),
        ("It is late.", 7),
        ("很晚了，真的。", 8),
        ("一条注释。", 12),
        ("Go home.", 15),
    ]


# Headings


@pytest.mark.parametrize(
    "heading",
    [
        "# The Old Mill\n\n# 老厂房",
        "# The Old Mill 老厂房",
        "# The Old Mill | 老厂房 #",
        "# The Old Mill（老厂房）",
        "The Old Mill\n老厂房\n===",
        "The Old Mill\n===\n\n老厂房\n---",
        "# The Old Mill\n# 老厂房",
        "# The Old Mill <br> 老厂房",
        "# The Old Mill <!-- 老厂房 -->",
        "# [The Old Mill](https://example.org) <mark>老厂房</mark>",
    ],
)
def test_headings_in_both_languages(read, heading: str) -> None:  # noqa: ANN001
    article = read(f"{heading}\n\n{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n")
    assert [(b.text, b.role) for b in article.blocks] == [
        ("The Old Mill", "title"),
        ("老厂房", "title"),
        (PAIRS[0][0], "body"),
        (PAIRS[0][1], "body"),
    ]
    assert article.title == "老厂房"


def test_a_name_in_a_heading_is_not_cut_off_where_headings_come_in_pairs(read) -> None:  # noqa: ANN001
    article = read(
        f"# Why the Mill Store Closed\n# Mill Store 关门了\n\n{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n"
    )
    assert texts_of(article)[:2] == ["Why the Mill Store Closed", "Mill Store 关门了"]


def test_a_name_in_a_heading_of_a_chinese_text_is_not_cut_off(put: Write) -> None:
    chinese = put("zh.md", f"## Python 入门\n\n{PAIRS[0][1]}\n")
    article = read_article(chinese, english=put("en.md", PAIRS[0][0]))
    assert "Python 入门" in texts_of(article)


def test_short_bullets_are_no_headings(read) -> None:  # noqa: ANN001
    article = read(
        f"## You need 要准备\n\n- one big pot\n  - 一口大锅\n\n{PAIRS[0][0]}\n\n{PAIRS[0][1]}"
    )
    assert [b.role for b in article.blocks] == ["title", "title", "body", "body", "body", "body"]


# Lines


def test_soft_breaks_are_joined_and_hard_ones_are_not(read) -> None:  # noqa: ANN001
    article = read(
        "He came\nback. She\nleft.  \nHe stayed.\n\n他回来了，\n她走了。\\\n他留下来。\n"
    )
    assert texts_of(article) == [
        "He came back. She left.",
        "He stayed.",
        "他回来了，她走了。",
        "他留下来。",
    ]


def test_a_title_date_and_byline_on_lines_of_their_own_stay(read) -> None:  # noqa: ANN001
    lines = ["An old mill comes alive", "By Hannah Lowell", "March 12, 2026", *PAIRS[0], *PAIRS[1]]
    assert texts_of(read("\n".join(lines))) == lines


def test_a_caption_between_lines_in_turn_stays_apart(read) -> None:  # noqa: ANN001
    lines = [*PAIRS[0], "照片上是她的母亲。", *PAIRS[1], *PAIRS[2]]
    assert texts_of(read("\n".join(lines))) == lines


def test_lines_of_a_poem_stay(read) -> None:  # noqa: ANN001
    lines = ["moon over the mill", "Smoke over the stalls", "月照厂房", "烟绕摊头"]
    assert texts_of(read("\n".join(lines))) == lines


def test_many_whole_lines_make_no_giant_paragraph(read) -> None:  # noqa: ANN001
    article = read("\n".join([PAIRS[0][0]] * 300 + [PAIRS[0][1]] * 300))
    assert max(len(block.text) for block in article.blocks) < 4_000


# What is taken away


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A **bold** _word_ and `code`.", ["A bold word and code."]),
        ("他说**“好”**，就走了。", ["他说“好”，就走了。"]),
        ("See [the mill](https://example.org/a_b) here.", ["See the mill here."]),
        ("A <span style='color:red'>red</span> lamp &amp; table.", ["A red lamp & table."]),
        ("A claim.[^1] Two.[^note]", ["A claim. Two."]),
        ("这里[^1]有个脚注。\n\n[^1]: 这是脚注。", ["这里有个脚注。", "这是脚注。"]),
        ("~~Gone~~ is 2 * 3 * 4 here.", ["Gone is 2 * 3 * 4 here."]),
        ("The <ruby>mill<rt>mɪl</rt></ruby> is old.", ["The mill is old."]),
        ("The word <mark>生词</mark> means new word.", ["The word 生词 means new word."]),
        ("夜市<mark>六点</mark>开门。", ["夜市六点开门。"]),
        ("- [x] Buy beans.", ["Buy beans."]),
        ("Salt. <!-- more -->", ["Salt."]),
        ("<script>let a = '中文。';</script>\n\nSalt.", ["Salt."]),
        ("A lamp. ![A lamp at night](lamp.png)", ["A lamp.", "A lamp at night"]),
        ("A lamp. ![IMG_12.jpg](lamp.png)", ["A lamp."]),
        ("<img src='a.png' alt='夜里的灯'>", ["夜里的灯"]),
    ],
)  # fmt: skip
def test_marks_are_taken_away_and_words_stay(read, line: str, expected: list[str]) -> None:  # noqa: ANN001
    article = read(f"{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n\n{line}\n")
    assert texts_of(article)[2:] == expected


def test_the_words_of_a_picture_are_its_caption(read) -> None:  # noqa: ANN001
    article = read(f"{PAIRS[0][0]}\n\n![A stall](a.png)\n\n{PAIRS[0][1]}\n")
    assert [b.role for b in article.blocks] == ["body", "caption", "body"]


@pytest.mark.parametrize(
    "part",
    [
        "```\nIt says 你好。\n```",
        "~~~python\nprint('这是代码。')\n",
        "    print('这是代码。')",
        "| English | 中文 |\n| --- | --- |\n| mill | 厂 |",
        "<table><tr><td>这是表格。</td></tr></table>",
        "<pre>这是代码。</pre>",
    ],
)
def test_code_and_tables_are_left_alone(read, part: str) -> None:  # noqa: ANN001
    article = read(f"{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n\n{part}\n")
    assert texts_of(article) == list(PAIRS[0])


def test_a_section_break_stays(read) -> None:  # noqa: ANN001
    article = read(f"{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n\n***\n\n{PAIRS[1][0]}\n\n{PAIRS[1][1]}")
    assert [b.role for b in article.blocks] == ["body", "body", "break", "body", "body"]


def test_remarks_are_no_translations(read) -> None:  # noqa: ANN001
    remarks = "<!-- 编辑：这里要核实。 -->\n\n<!-- Check this again, please. -->"
    article = read(f"{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n\n{remarks}\n\n{PAIRS[1][0]}\n\n{PAIRS[1][1]}")
    assert texts_of(article) == [*PAIRS[0], *PAIRS[1]]


# Front matter


@pytest.mark.parametrize("mark", ["---", "+++"])
def test_front_matter_gives_title_date_and_source(read, mark: str) -> None:  # noqa: ANN001
    sign = " =" if mark == "+++" else ":"
    fields = {
        "title": '"老厂房"',
        "date": "2026-03-12T08:00:00Z",
        "url": '"https://example.org/mill"',
        "draft": "true",
    }
    head = "\n".join(f"{key}{sign} {value}" for key, value in fields.items())
    article = read(f"{mark}\n{head}\n{mark}\n\n{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n")
    assert (article.title, article.date, article.source) == (
        "老厂房",
        "2026-03-12",
        "https://example.org/mill",
    )
    assert texts_of(article) == ["老厂房", *PAIRS[0]]


def test_a_heading_that_repeats_the_front_matter_stands_once(read) -> None:  # noqa: ANN001
    article = read(f"---\ntitle: 老厂房\n---\n# 老厂房\n\n{PAIRS[0][0]}\n\n{PAIRS[0][1]}\n")
    assert texts_of(article) == ["老厂房", *PAIRS[0]]
    assert article.title == "老厂房"


def test_a_line_above_the_text_is_no_front_matter(read) -> None:  # noqa: ANN001
    article = read(f"---\n\n{PAIRS[0][0]}\n\n---\n\n{PAIRS[0][1]}\n")
    assert [b.role for b in article.blocks] == ["break", "body", "break", "body"]


# What can't be read


def test_markdown_without_text_is_empty(put: Write) -> None:
    assert "is empty" in refusal_of(put("market.md", "```\n你好\n```\n"))


def test_a_word_document_named_md_is_told(put: Write) -> None:
    message = refusal_of(put("market.md", b"PK\x03\x04\x14\0\x06\0word/document.xml"))
    assert "rename it to .docx" in message


@pytest.mark.parametrize(
    "content",
    [">" * 3_000 + " 厂。", "[" * 20_000 + "厂", "- " * 2_000 + "厂。", "<!-- " * 5_000 + "厂", "*厂" * 20_000, "`" * 9_999 + "厂"],
    ids=["quotes", "brackets", "bullets", "comments", "stars", "ticks"],
)  # fmt: skip
def test_hostile_markdown_ends(put: Write, content: str) -> None:
    english = put("en.md", PAIRS[0][0])
    try:
        read_article(put("market.md", content + "\n\n老厂房。"), english=english)
    except SourceError as error:
        assert "\n" not in str(error)
