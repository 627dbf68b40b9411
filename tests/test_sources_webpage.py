"""Saved web pages: what is text and what only stands around it, tables, encodings, what is refused."""

import re
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ferry import CHINESE, COUPLES, ENGLISH, IN_TURN, TITLES, couples_of, numbered_texts_of
from reading import texts_of
from shengci.errors import MissingExtra, SourceError
from shengci.records import Article
from shengci.sources import read_article
from shengci.sources.webpage import read_html, read_xhtml

HEADLINES = f"<h1>{TITLES[0]}</h1>\n<h1>{TITLES[1]}</h1>\n"
PARAGRAPHS = "".join(f"<p>{english}</p>\n<p>{chinese}</p>\n" for english, chinese in COUPLES)
NAVIGATION = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li>'
    '<li><a href="/zh">中文网</a></li></ul></nav>'
)
FOOTER = (
    "<footer><p>© 2026 The Harbor Post. All rights reserved.</p></footer>"
    '<div id="cookie-notice"><p>We use cookies. Do you agree to that?</p><button>Yes</button></div>'
    "<script>document.write('loaded');</script>"
)
TEASERS = "".join(
    f'<div class="k{n}"><a href="/{n}">Harbor news number {n}</a>'
    f"<div>The harbor master spoke for an hour about pier {n}, and nobody left the room.</div></div>"
    for n in range(8)
)


def page(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head>\n<body>\n{body}\n</body></html>'


def read(body: str, head: str = "") -> Article:
    return read_html(page(body, head).encode(), "ferry.html")


def refusal(content: str | bytes) -> str:
    data = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(SourceError) as caught:
        read_html(data, "ferry.html")
    message = str(caught.value)
    assert re.fullmatch(r"ferry\.html(:\d+)?: .+: .+", message)
    return message


# The article out of its page


def test_paragraphs_come_in_order_with_the_lines_they_stand_on() -> None:
    article = read(HEADLINES + PARAGRAPHS)
    assert texts_of(article) == [*TITLES, *IN_TURN]
    assert [block.place.line for block in article.blocks] == list(range(4, 18))
    assert {block.place.file for block in article.blocks} == {"ferry.html"}
    assert (article.title, article.layout) == (TITLES[1], "interleaved")


@pytest.mark.parametrize(
    "body",
    [
        f"{NAVIGATION}<main><article>{HEADLINES}{PARAGRAPHS}</article></main>{FOOTER}",
        f"{NAVIGATION}{HEADLINES}{PARAGRAPHS}{FOOTER}",
        f"<header>{HEADLINES}</header>{NAVIGATION}<div>{PARAGRAPHS}</div>{FOOTER}",
        f"<form>{NAVIGATION}<div class='has-sidebar'>{HEADLINES}{PARAGRAPHS}</div></form>{FOOTER}",
        f"<h1><a href='/'>The Harbor Post</a></h1><div>{HEADLINES}{PARAGRAPHS}</div>{FOOTER}",
        f"<div>{HEADLINES}{PARAGRAPHS}</div><div>{TEASERS}</div>",
        f"<main><article>{HEADLINES}{PARAGRAPHS}</article><section>{TEASERS}</section></main>",
        f"<p><a href=1>Post</a> | <a href=2>World</a> | <a href=3>Islands</a></p>{HEADLINES}{PARAGRAPHS}",
        f"<article>{HEADLINES}<p><a>Facebook</a> <a>微博</a> <a>微信</a></p>{PARAGRAPHS}</article>",
        f"{HEADLINES}{PARAGRAPHS}<section class='reader-comments'><p>Good story! I liked it.</p></section>",
        f"<table><tr><td><a href=1>Home</a><br><a href=2>News</a><br><a href=3>新闻</a></td>"
        f"<td><table><tr><td>{HEADLINES}{PARAGRAPHS}</td></tr></table></td></tr></table>",
        "<div>" * 700 + HEADLINES + PARAGRAPHS,
    ],
    ids=(
        "article-tag flat headline-outside whole-page-form linked-site-name teasers teasers-in-main "
        "menu-line share-row comments layout-tables deep"
    ).split(),
)
def test_all_of_the_article_is_kept_and_nothing_else(body: str) -> None:
    assert texts_of(read(body)) == [*TITLES, *IN_TURN]


@pytest.mark.parametrize(
    "extra",
    [
        '<div class="ad-slot"><p>Buy our boots now.</p></div>',
        '<aside><h3>Read more</h3><ul><li><a href="1">One</a><li><a href="2">Two</a></ul></aside>',
        '<div class="newsletter"><p>Sign up today for our letter.</p></div>',
        "<style>p { color: red }</style>",
        "<!-- 未译完 -->",
        '<svg><title>图标</title><text x="0">Logo</text></svg>',
    ],
)
def test_what_stands_inside_the_article_and_is_none_of_it_goes(extra: str) -> None:
    halves = PARAGRAPHS.split("\n")
    body = "\n".join([*halves[:6], extra, *halves[6:]])
    assert texts_of(read(f"<article>{HEADLINES}{body}</article>")) == [*TITLES, *IN_TURN]


def test_neither_language_is_taken_for_an_appendix_of_the_other() -> None:
    english = "".join(f"<p>{text}</p>" for text in ENGLISH * 9)
    chinese = "".join(f"<p>{text}</p>" for text in CHINESE)
    for outer in (
        "{en}<div class='related'>{zh}</div>",
        "<article>{en}</article><aside>{zh}</aside>",
    ):
        article = read(outer.format(en=english, zh=chinese))
        assert texts_of(article) == ENGLISH * 9 + CHINESE


def test_a_chinese_text_of_links_to_a_dictionary_is_text() -> None:
    linked = "".join(
        f"<a href='/{char}'>{char}</a>" if char.isalpha() else char for char in CHINESE[0]
    )
    article = read(NAVIGATION + f"<p>{ENGLISH[0]}</p><p>{linked}</p>")
    assert texts_of(article) == [ENGLISH[0], CHINESE[0]]


def test_a_paragraph_in_a_list_of_links_with_audio_stays() -> None:
    body = "".join(f"<div><p>{e}</p><p>{c}</p><p><a href=x>Play</a></p></div>" for e, c in COUPLES)
    assert set(IN_TURN) < set(texts_of(read(body)))


# The ways to set two languages


@pytest.mark.parametrize(
    "body",
    [
        "".join(f'<div class="en">{e}</div><div class="zh">{c}</div>' for e, c in COUPLES),
        "<p>" + "<br>\n".join(IN_TURN) + "</p>",
        "<p>" + "<br><br>".join(IN_TURN) + "</p>",
        "".join(f"<p>{e}<br/>{c}</p>" for e, c in COUPLES),
        "".join(
            f'<p><span lang="en">{e}</span> <span lang="zh-Hans">{c}</span></p>' for e, c in COUPLES
        ),
        "".join(
            f'<p><span class="zh-cn">{c}</span><span class="en">{e}</span></p>' for e, c in COUPLES
        ),
        "".join(f"<p>{e} {c}</p>" for e, c in COUPLES),
        "".join(f"<p>{e}</p><details><summary>译文</summary>{c}</details>" for e, c in COUPLES),
        "<pre>" + "\n".join(IN_TURN) + "</pre>",
        "<ul>" + "".join(f"<li>{text}</li>" for text in IN_TURN) + "</ul>",
    ],
    ids="divs lines blank-lines two-lines spans spans-without-space one-line details pre list".split(),
)
def test_languages_in_turn(body: str) -> None:
    article = read(body)
    assert sorted(texts_of(article)) == sorted(IN_TURN)
    assert article.layout == "interleaved"
    assert couples_of(article) == set(COUPLES)


def test_one_column_after_the_other() -> None:
    columns = [
        f"<div class='{name}'>{''.join(f'<p>{text}</p>' for text in texts)}</div>"
        for name, texts in (("en", ENGLISH), ("zh", CHINESE))
    ]
    article = read(f"{HEADLINES}<div class='row'>{''.join(columns)}</div>")
    assert article.layout == "separate"
    assert texts_of(article) == [*TITLES, *ENGLISH, *CHINESE]


def test_a_foreign_name_in_a_sentence_is_no_line_of_its_own() -> None:
    article = read(
        f"<p>{ENGLISH[0]}</p><p><span lang=EN-US>OpenAI</span><span lang=ZH-CN>的船七点出发。</span></p>"
    )
    assert texts_of(article)[1] == "OpenAI的船七点出发。"


def test_lines_in_a_paragraph_have_their_own_places() -> None:
    article = read(f"<p>\n{ENGLISH[0]}<br>\n\n{CHINESE[0]}</p><p>{ENGLISH[1]}</p>")
    assert [block.place.line for block in article.blocks] == [5, 7, 7]


def test_source_lines_are_joined_without_a_space_in_chinese_only() -> None:
    article = read(
        f"<p>The ferry to Gull\n Island leaves.</p><p>{CHINESE[0][:5]}\n  {CHINESE[0][5:]}</p>"
    )
    assert texts_of(article) == ["The ferry to Gull Island leaves.", CHINESE[0]]


def test_marks_inside_a_sentence_leave_its_text_whole() -> None:
    article = read(
        "<p>The <mark>ferry</mark> to <b>Gull <i>Island</i></b> leaves<sup><a href='#n1'>1</a></sup> at"
        "&nbsp;seven.</p><p>开往<ruby>鸥岛<rp>(</rp><rt>Ōudǎo</rt><rp>)</rp></ruby>的<mark>渡轮</mark>七点出发。</p>"
    )
    assert texts_of(article) == [
        "The ferry to Gull Island leaves at seven.",
        "开往鸥岛的渡轮七点出发。",
    ]


@pytest.mark.parametrize(
    "mark", ["lang='zh-CN'", "data-lang=zh", "hreflang=zh", "class='col zh'", "class=textChinese"]
)
def test_a_name_in_a_chinese_column_is_chinese(mark: str) -> None:
    article = read(PARAGRAPHS + f"<div {mark}><p>WeChat</p></div><p>WeChat</p>")
    assert [block.language for block in article.blocks[-2:]] == ["chinese", "english"]


# Tables


def table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


IN_ROWS = [(row, text) for row, couple in enumerate(COUPLES) for text in couple]


@pytest.mark.parametrize(
    "rows",
    [
        [[e, c] for e, c in COUPLES],
        [["English", "中文"], *([e, c] for e, c in COUPLES)],
        [[str(n), e, c] for n, (e, c) in enumerate(COUPLES, 1)],
        [["No.", "Original", "译文"], *([f"{n}.", e, c] for n, (e, c) in enumerate(COUPLES))],
        [[e, "Kāi wǎng Ōu dǎo de dù lún", c] for e, c in COUPLES],
        [[f"<p>{e}</p>", f"<div><ruby>{c}<rt>dùlún</rt></ruby></div>"] for e, c in COUPLES],
    ],
    ids="two-columns header numbers numbers-and-header pinyin paragraphs".split(),
)
def test_rows_of_a_table_side_by_side_are_numbered(rows: list[list[str]]) -> None:
    article = read(table(rows))
    assert numbered_texts_of(article) == IN_ROWS
    assert couples_of(article) == set(COUPLES)


def test_chinese_may_stand_on_the_left() -> None:
    article = read(table([[c, e] for e, c in COUPLES]))
    assert numbered_texts_of(article)[:2] == [(0, CHINESE[0]), (0, ENGLISH[0])]


def test_all_paragraphs_of_two_cells_share_a_row() -> None:
    english = "".join(f"<p>{text}</p>" for text in ENGLISH)
    article = read(HEADLINES + table([["English", "中文"], [english, "<br>".join(CHINESE)]]))
    assert numbered_texts_of(article) == [(None, title) for title in TITLES] + [
        (0, text) for text in ENGLISH + CHINESE
    ]
    assert set(COUPLES) <= couples_of(article)


def test_rows_are_numbered_over_all_tables_and_a_missing_cell_keeps_its_row() -> None:
    rows = [[e, c] for e, c in COUPLES]
    article = read(table(rows[:3]) + "<p>The end. 完。</p>" + table([*rows[3:5], [ENGLISH[5], ""]]))
    assert [row for row, _ in numbered_texts_of(article) if row is not None] == [
        0,
        0,
        1,
        1,
        2,
        2,
        3,
        3,
        4,
        4,
        5,
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["品牌", "Apple"], ["系统", "iOS"], ["产地", "Zhengzhou"]],
        [["Boat", "Leaves at"], ["Number 1", "seven"], ["Number 2", "noon"]],
        [[f"{e}<br>{c}", "1998"] for e, c in COUPLES],
        [[ENGLISH[0], "岛"], [ENGLISH[1], "羊"], [ENGLISH[3], "药"]],
    ],
    ids="facts one-language both-in-a-cell gloss-beside-sentence".split(),
)
def test_other_tables_are_ordinary_text(rows: list[list[str]]) -> None:
    article = read(PARAGRAPHS + table(rows))
    assert {block.row for block in article.blocks} == {None}
    words = re.findall(r"\w+", re.sub("<br>", " ", " ".join(cell for row in rows for cell in row)))
    assert set(words) <= set(re.findall(r"\w+", " ".join(texts_of(article))))


# Roles and what the page says of itself


def test_roles_that_the_page_gives_stay() -> None:
    article = read(
        f"{HEADLINES}<p class=author>Ruth Calder</p><time datetime=2026-03-12>last Thursday</time>{PARAGRAPHS}"
        "<h2>In winter, nobody comes.</h2><h2>冬天没有人来。</h2><p>Snow. 雪。</p>"
        "<figure><img src=a.jpg><figcaption>The vet waits on the pier for the boat.</figcaption></figure>"
        "<div class='wp-caption'>兽医在码头等船。</div>"
    )
    assert [block.role for block in article.blocks if block.role != "body"] == [
        "title", "title", "byline", "date", "heading", "heading", "caption", "caption",
    ]  # fmt: skip
    assert article.date == "2026-03-12"


@pytest.mark.parametrize("mark", ["address", "p class=byline", "a rel=author"])
def test_a_byline_is_told_by_its_element(mark: str) -> None:
    article = read(f"{HEADLINES}<div><{mark}>Ruth Calder</{mark.split()[0]}></div>{PARAGRAPHS}")
    assert article.blocks[2].role == "byline"


@pytest.mark.parametrize("between", ["<small>/ ", "<br>", " | ", "／"])
def test_a_headline_in_both_languages_is_two(between: str) -> None:
    article = read(f"<h1>{TITLES[1]}{between}{TITLES[0]}</h1>{PARAGRAPHS}")
    assert [block.text for block in article.blocks if block.role == "title"] == [
        TITLES[1],
        TITLES[0],
    ]


def test_a_second_headline_of_a_language_is_a_heading() -> None:
    article = read(HEADLINES + "<h1>What the goats think</h1>" + PARAGRAPHS)
    assert [block.role for block in article.blocks[:3]] == ["title", "title", "heading"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>鸥岛上最后的兽医_海港晚报</title>", "鸥岛上最后的兽医"),
        ("<title>The Last Vet | The Harbor Post</title>", "The Last Vet"),
        (
            "<title>x</title><meta property=og:title content='鸥岛上 最后的兽医'>",
            "鸥岛上 最后的兽医",
        ),
        ("", ""),
    ],
)
def test_the_title_is_that_of_the_head_where_the_text_has_none(head: str, title: str) -> None:
    assert read(PARAGRAPHS, head).title == title


def test_a_chinese_title_in_the_head_goes_before_an_english_headline() -> None:
    head = '<meta property="og:title" content="鸥岛上最后的兽医 - 海港晚报">'
    assert read(f"<h1>{TITLES[0]}</h1>{PARAGRAPHS}", head).title == TITLES[1]


def test_the_line_that_repeats_the_title_of_the_head_is_the_title() -> None:
    article = read(f"<div>{TITLES[1]}</div>{PARAGRAPHS}", f"<title>{TITLES[1]}</title>")
    assert article.blocks[0].role == "title"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2026-03-12T08:00:00+08:00">',
        '<meta itemprop="datePublished" content="March 12, 2026">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2026-03-12"}</script>',
    ],
)
def test_the_date_is_that_of_the_head(head: str) -> None:
    assert read(PARAGRAPHS, head).date == "2026-03-12"


def test_the_date_is_that_of_an_element_named_so() -> None:
    assert (
        read(f"{PARAGRAPHS}<em id='publish_time'>发布于 2026-03-12 08:00</em>").date == "2026-03-12"
    )
    assert read(f"{PARAGRAPHS}<p class='history'>2026-03-12, the ferry sank.</p>").date == ""


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<link rel="canonical" href="https://example.org/vet">', "https://example.org/vet"),
        ('<meta property="og:url" content="https://example.org/vet">', "https://example.org/vet"),
        ("<!-- saved from url=(0023)https://example.org/vet -->", "https://example.org/vet"),
        ('<link rel="canonical" href="/vet">', ""),
        ('<link rel="canonical" href="javascript:alert(1)">', ""),
        ('<link rel="canonical" href="https://[">', ""),
    ],
)
def test_the_source_is_the_address_the_page_gives_itself(head: str, source: str) -> None:
    assert read(PARAGRAPHS, head).source == source


# Encodings


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gbk"),
        ("GBK", "gb18030"),
        ("big5", "big5hkscs"),
        ("gb2312", "utf-8"),  # saved again by a browser, which left the old line
        ("iso-8859-1", "utf-8"),
        ("utf-8", "gbk"),
        ("utf-16", "utf-8"),
        ("hex", "gbk"),
        ("", "gbk"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_makes_sense(charset: str, encoding: str) -> None:
    text = "島上的牲口都靠她救治，她卻從來沒有過一輛車。" if "big5" in encoding else CHINESE[1]
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    content = page(
        f"<p>{ENGLISH[2]}</p><p>{text}</p>", head + "<script>" + "x\n" * 60_000 + "</script>"
    )
    assert texts_of(read_html(content.encode(encoding), "ferry.html")) == [ENGLISH[2], text]


def test_a_byte_order_mark_goes_before_the_declared_encoding() -> None:
    content = page(PARAGRAPHS, '<meta charset="gbk">')
    assert texts_of(read_html(content.encode("utf-16"), "ferry.html")) == IN_TURN


# Files


def test_a_saved_page_is_an_article_and_its_folder_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ferry.htm"
    path.write_text(page(NAVIGATION + PARAGRAPHS), encoding="utf-8")
    (tmp_path / "ferry_files").mkdir()
    (tmp_path / "ferry_files" / "saved_resource.html").write_text(page("<p>An ad.</p>"))
    article = read_article(path)
    assert (texts_of(article), article.title) == (IN_TURN, "ferry")


def test_a_page_in_xhtml() -> None:
    content = (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "x.dtd">\n'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a.js"/></head><body>\n'
        f"<p>The&nbsp;end &amp; more &lt;b&gt; &foo;.</p>\n<p><a id='x'/>{CHINESE[0]}</p></body></html>"
    )
    article = read_xhtml(content.encode(), "ferry.xhtml")
    assert texts_of(article) == ["The end & more <b> &foo;.", CHINESE[0]]
    assert [block.place.line for block in article.blocks] == [4, 5]


def test_xhtml_that_is_not_well_formed_is_read_as_html() -> None:
    article = read_xhtml(page(f"<p>{ENGLISH[0]}<br><p>{CHINESE[0]}").encode(), "ferry.xhtml")
    assert texts_of(article) == [ENGLISH[0], CHINESE[0]]


# What is refused


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty"),
        (" \n", "is empty"),
        ("<!-- nothing -->", "is empty"),
        (
            "<html><body><script>draw()</script></body></html>",
            "holds no text: if a script shows it",
        ),
        ("\n".join(IN_TURN), "holds no HTML: rename it to .txt"),
        (
            "From: <Saved by Blink>\r\nSubject: vet\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "is a web archive (MHTML): save the page again as HTML only",
        ),
        (b"bplist00\xd1\x01\x02", "this is a Safari web archive"),
        (b"%PDF-1.7 \xe2", "this is a PDF file, not a web page: rename it to .pdf"),
        (
            b"PK\x03\x04..word/document.xml",
            "this is a Word document, not a web page: rename it to .docx",
        ),
        ("<div>" * 5000 + PARAGRAPHS, "nested too deeply"),
        ("<br>" * 1_000_001 + PARAGRAPHS, "more than 1000000 tags: cut it into several files"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "bytes",
)
def test_what_is_no_page_with_text_is_refused_in_one_line(
    content: str | bytes, message: str
) -> None:
    assert message in refusal(content)


@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".webarchive", ".doc"])
def test_a_relative_of_a_format_is_refused_with_the_cure(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"ferry{suffix}"
    path.write_text("x")
    with pytest.raises(SourceError, match=rf"can't read \{suffix} files: save "):
        read_article(path)


def test_entities_that_grow_are_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    content = f'<!DOCTYPE html [<!ENTITY e0 "ha">{entities}]><html><body><p>&e11;</p></body></html>'
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"ferry\.xhtml: declares XML entities"):
        read_xhtml(content.encode(), "ferry.xhtml")
    assert time.monotonic() - start < 5


def test_entities_from_other_files_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    content = (
        f'<!DOCTYPE html [<!ENTITY s SYSTEM "{tmp_path}/secret.txt">]><html><body>&s;</body></html>'
    )
    with pytest.raises(SourceError, match="declares XML entities"):
        read_xhtml(content.encode(), "ferry.xhtml")


def test_a_huge_page_is_read_in_good_time() -> None:
    start = time.monotonic()
    article = read((HEADLINES + PARAGRAPHS) * 1000)
    assert len(article.blocks) == 14_000
    assert time.monotonic() - start < 30


_TAGS = st.sampled_from(
    "<p> </p> <div> </div> <br> <table> <tr> <td> </table> <ul><li> <a> </a> <span lang=zh> </span> <h1> </h1>"
    " <pre> <ruby> <rt> <nav> <script> </script> <!-- --> 渡轮七点出发。 渡轮 The~ferry~leaves. goats \n &nbsp; &lt; 7".split(
        " "
    )
)


@given(st.lists(_TAGS, max_size=40))
def test_any_mixture_of_tags_is_an_article_or_a_source_error(pieces: list[str]) -> None:
    try:
        article = read_html("".join(pieces).replace("~", " ").encode(), "ferry.html")
    except SourceError as error:
        assert str(error).startswith("ferry.html: ")
    else:
        assert all(block.text == " ".join(block.text.split()) for block in article.blocks)


def test_a_missing_package_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)  # as if it were not installed
    cure = "ferry.html: reading .html needs one more package: pip install 'shengci[html]'"
    with pytest.raises(MissingExtra, match=f"^{re.escape(cure)}$"):
        read_html(page(PARAGRAPHS).encode(), "ferry.html")
