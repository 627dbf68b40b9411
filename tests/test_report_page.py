"""The page of a report and its pictures: what can be read, seen and heard of them, and what must not be."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from defusedxml import ElementTree
from lxml import html as lxml_html

from handmade import article, mark, sentence
from night_stall import (
    APPLE,
    LI_MING,
    OF,
    STALL,
    STALL_TEXT,
    STOP,
    TOFU,
    report_of,
    word,
)
from shengci.records import Sense
from shengci.report.comparing import in_reading_order
from shengci.report.html import BEGINNING, reports_page
from shengci.report.pictures import coverage_picture, level_picture, sentence_picture, widest_share
from shengci.report.records import Report
from shengci.report.shapes import Picture

VOID = {"meta", "br", "hr", "img", "link", "wbr"}
HOSTILE = "</svg><script>alert(1)</script>{{ 7*7 }}&amp;\"'"

REPORT = report_of(STALL_TEXT)
EMPTY = report_of(article(sentence("Li Ming.", LI_MING, STOP)), title="Nobody")
TRADITIONAL = report_of(replace(STALL_TEXT, traditional=True), title="攤位")

QUOTING = report_of(
    article(
        sentence("She says 夜市 for tofu.", word("连", "even (with 都 or 也)"), TOFU, word("也", "also"), STOP),
        sentence("夜市, says Li.", replace(LI_MING, meaning=Sense("Li 明")), STOP),
    )
)  # fmt: skip


def page_of(*reports: Report) -> str:
    return reports_page(in_reading_order(reports))


PAGES = {
    "one": page_of(REPORT),
    "several": page_of(REPORT, TRADITIONAL, EMPTY),
    "empty": page_of(EMPTY),
    "quoting Chinese": page_of(QUOTING),
    "out of reach": page_of(report_of(STALL_TEXT, max_level=6)),
}
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


class Balance(HTMLParser):
    """Reads a page strictly: every element is closed, in order, and no id is there twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()


def texts(page: str, path: str) -> list[str]:
    found = lxml_html.fromstring(page).xpath(path)
    return [text_of(each) for each in found]


def text_of(element: lxml_html.HtmlElement) -> str:
    """Return all text in an element, with a space between that of the elements in it."""
    return " ".join(" ".join(element.itertext()).split())


def cells(page: str, heading: str) -> list[list[str]]:
    """Return the rows of the first table after a heading."""
    (table, *_) = lxml_html.fromstring(page).xpath(
        f"//*[starts-with(normalize-space(.), '{heading}')][self::h1 or self::h2 or self::h3 or self::h4]/following::table"
    )
    return [
        [text_of(cell) for cell in row.xpath("./th|./td")] for row in table.xpath(".//tbody/tr")
    ]


# The page


@each_page
def test_elements_are_closed_in_order_and_ids_are_unique(page: str) -> None:
    balance = Balance()
    balance.feed(page)
    balance.close()
    assert balance.open == []
    assert len(balance.ids) == len(set(balance.ids)) > 0


@each_page
def test_page_begins_as_the_command_expects_and_needs_nothing_beside_it(page: str) -> None:
    assert page.startswith(BEGINNING)
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert not re.search(r"url\(|@import|@font-face", page)
    assert not re.search(r"<[^>]*\son\w+=", page)


@each_page
def test_headings_go_down_one_by_one_from_one_first(page: str) -> None:
    levels = [int(each.tag[1]) for each in lxml_html.fromstring(page).xpath("//h1|//h2|//h3|//h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@each_page
def test_every_table_says_what_its_columns_and_rows_are(page: str) -> None:
    tables = lxml_html.fromstring(page).xpath("//table")
    assert tables
    for table in tables:
        headers = table.xpath(".//th")
        assert all(each.get("scope") for each in headers)
        assert all(row.xpath("./th[@scope='row']") for row in table.xpath("./tbody/tr"))


@each_page
def test_all_chinese_is_marked_as_such(page: str) -> None:
    """Whatever has a Chinese character stands in an element with a Chinese `lang`, so that it is read as Chinese."""
    for text in lxml_html.fromstring(page).xpath("//body//text()"):
        if re.search(r"[\u4e00-\u9fff]", text):
            languages = text.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")
            assert languages[-1].startswith("zh"), text


def test_same_reports_give_the_same_page() -> None:
    assert page_of(report_of(STALL_TEXT)) == PAGES["one"]


def test_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    token = replace(TOFU, meaning=Sense(HOSTILE), headword="豆腐")
    name = replace(LI_MING, meaning=Sense(HOSTILE))
    text = article(
        sentence(HOSTILE, token, name, mark(HOSTILE), score=0.1),
        sentence("", TOFU, mark(HOSTILE), role="caption"),
        sentence(HOSTILE, token, APPLE, STOP),
    )
    page = page_of(report_of(text, title=HOSTILE, file=f"a/{HOSTILE}"), REPORT)
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert "<script" not in page
    assert HOSTILE in texts(page, "//h2[@class='title']")
    assert HOSTILE in " ".join(texts(page, "//td"))
    assert f"豆腐{HOSTILE}" in texts(page, "//p[@class='zh']")


# What it says


def test_page_says_what_is_known_and_how_many_words_reach_the_goals() -> None:
    tiles = texts(PAGES["one"], "//dl/div")
    assert tiles[0] == "Known now 50.0 % of 20 running words"
    assert tiles[1] == "To know 95 % 5 words to learn"
    assert tiles[2] == "Reading level HSK 7–9 Examination syllabus in force since July 2026"
    assert cells(PAGES["one"], "What to learn for it") == [
        ["90 %", "4 words (90.0 %)"],
        ["95 %", "5 words (95.0 %)"],
        ["98 %", "6 words (100 %)"],
    ]


def test_page_says_plainly_what_is_out_of_reach() -> None:
    tiles = texts(PAGES["out of reach"], "//dl/div")
    assert tiles[1].startswith("To know 95 % out of reach by the words that get a card")
    assert "they bring it to 85.0 %" in tiles[1]
    assert "New words without a card: 2 (15.0 %): above HSK 6." in texts(PAGES["out of reach"], "//p")  # fmt: skip


def test_table_of_the_words_that_help_most_has_at_most_twenty() -> None:
    rows = cells(PAGES["one"], "The 6 words that help most")
    assert rows[0] == ["豆腐 x̄x̄", "tofu", "4×", "70.0 %"]
    assert rows[-1] == ["摊位 x̄x̄", "stall", "1×", "100 %"]
    # Words that no list has, and which still are words of two characters.
    tokens = [word(f"夜{chr(0x4E10 + n)}") for n in range(25)]
    page = page_of(report_of(article(sentence("", *tokens, STOP))))
    assert len(cells(page, "The 20 words that help most")) == 20
    assert len(cells(page, "New words in the order of study")) == 25


def test_table_of_levels_marks_estimates_and_goes_up_to_all() -> None:
    rows = cells(PAGES["one"], "Levels")
    assert rows[0] == ["1", "2", "10", "50.0 %", "1", "8", "40.0 %", "2", "10", "50.0 %"]
    assert rows[6] == ["7–9", "2 (1)", "3 (1)", "100 %", "4 (1)", "5 (1)", "100 %", "–", "–", "–"]
    assert rows[7] == ["Unlisted", "1", "1", "5.0 %", "1", "1", "5.0 %", "3", "3", "15.0 %"]
    assert [row[0] for row in rows[8:]] == ["95 % at", "98 % at"]


def test_estimate_is_told_from_a_listed_level() -> None:
    levels = {row[0]: row[2] for row in cells(PAGES["one"], "New words in the order of study")}
    assert levels["摊位 x̄x̄"] == "≈ 7–9"
    assert levels["垄断 x̄x̄"] == "7–9"


def test_hardest_sentence_says_what_makes_it_hard() -> None:
    number, score, text = cells(PAGES["one"], "Hardest")[0]
    assert (number, score) == ("3", f"{REPORT.sentences[2].difficulty.score:.1f}")
    assert text.startswith("豆腐摊位官员垄断垄断。 A monopoly. 4 new of 5 words; rarity ")
    assert text.endswith(" 豆腐、摊位、官员、垄断")


def test_words_of_a_traditional_article_are_shown_in_its_characters() -> None:
    page = page_of(TRADITIONAL)
    assert "攤位" in texts(page, "//span[@class='zh'][@lang='zh-Hant']")
    assert "摊位" not in texts(page, "//span[@class='zh']")
    assert cells(page, "Hardest")[0][2].endswith(
        " 豆腐、攤位、官员、垄断"
    )  # only one has its other form here


def test_several_articles_are_compared_and_link_to_their_reports() -> None:
    page = PAGES["several"]
    rows = cells(page, "Which article to read next")
    assert [row[:5] for row in rows] == [
        ["1", "Nobody stall.txt", "–", "0", "0"],
        ["2", "夜市 stall.txt", "50.0 %", "5", "6"],
        ["3", "攤位 stall.txt", "50.0 %", "5", "6"],
    ]
    assert [row[-1] for row in rows] == ["–", "50.0 %", "100 %"]
    links = lxml_html.fromstring(page).xpath("//table//a/@href")
    assert links == ["#article-1", "#article-2", "#article-3"]
    assert lxml_html.fromstring(page).xpath("//article/@id") == [link[1:] for link in links]


def test_folders_of_a_file_are_kept_out_of_the_page() -> None:
    page = page_of(report_of(STALL_TEXT, file="private/folder/stall.txt"))
    assert "private" not in page
    assert "stall.txt" in page


# The pictures


def pictures_of(report: Report) -> list[Picture]:
    widest = widest_share(report.profiles)
    levels = [level_picture(profile, widest) for profile in report.profiles]
    return [*levels, coverage_picture(report.coverage), sentence_picture(report)]


LONG = report_of(article(*[sentence("", OF, TOFU, STALL, STOP) for _ in range(1000)]))


@each_page
def test_every_picture_has_a_title_and_says_what_it_shows(page: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", page, re.S)
    assert drawings
    for drawing in drawings:
        svg = ElementTree.fromstring(drawing)
        assert svg.get("role") == "img"
        title, description = svg.find("title"), svg.find("desc")
        assert svg.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert len(title.text) > 10
        assert len(description.text) > 20


@pytest.mark.parametrize("report", [REPORT, EMPTY, LONG], ids=["small", "empty", "long"])
def test_nothing_is_drawn_outside_of_a_picture(report: Report) -> None:
    for picture in pictures_of(report):
        for bar in picture.bars:
            assert 0 <= bar.x <= bar.x + bar.width <= picture.width
            assert 0 <= bar.y <= bar.y + bar.height <= picture.height
        for label in picture.labels:
            assert 0 <= label.x <= picture.width
            assert 0 <= label.y <= picture.height
        for dot in picture.dots:
            assert 0 <= dot.x <= picture.width
            assert 0 <= dot.y <= picture.height


def test_bars_of_a_level_are_as_long_as_its_shares() -> None:
    syllabus = REPORT.profiles[0]
    picture = level_picture(syllabus, 0.5)  # 10 of the 20 running words are of level 1
    running = [bar for bar in picture.bars if bar.kind.startswith("running")]
    assert running[0].width == max(bar.width for bar in picture.bars)
    by_kind = {(bar.y, bar.kind): bar.width for bar in running}
    last = max(bar.y for bar in running)
    assert by_kind[last, "running"] == pytest.approx(running[0].width * 2 / 10, abs=0.1)
    assert by_kind[last, "running estimate"] == pytest.approx(running[0].width / 10, abs=0.1)


def test_curve_bends_only_where_words_grow_rarer() -> None:
    picture = coverage_picture(REPORT.coverage)
    points = re.findall(r"[\d.]+,[\d.]+", picture.curve)
    # Now; after 豆腐, 4 times in the text; after 垄断, twice; after the four that are there once.
    assert len(points) == 4
    xs, ys = zip(*(map(float, point.split(",")) for point in points), strict=True)
    width, height = xs[-1] - xs[0], ys[0] - ys[-1]
    assert [round((x - xs[0]) / width, 2) for x in xs] == [0, 0.17, 0.33, 1]  # of six words
    assert [round((ys[0] - y) / height, 2) for y in ys] == [0, 0.4, 0.6, 1]  # 10, 14, 16, 20


def test_marks_stand_on_the_curve_where_the_goals_are_met() -> None:
    picture = coverage_picture(REPORT.coverage)
    assert [dot.kind for dot in picture.dots] == ["now", "met", "met", "met"]
    labels = [label.text for label in picture.labels if label.kind == "goal-label"]
    assert labels == ["90 %: 4 words", "95 %: 5 words", "98 %: 6 words"]
    heights = [label.y for label in picture.labels if label.kind == "goal-label"]
    assert all(a - b >= 15 for a, b in pairwise(heights))


def test_long_text_has_a_bar_for_each_run_of_sentences() -> None:
    picture = sentence_picture(LONG)
    assert len(picture.bars) == 200  # runs of five
    assert picture.bars[1].note.startswith("Sentence 6 to 10 ")
    assert [bar.kind for bar in sentence_picture(REPORT).bars] == ["sentence hard"] * 3
