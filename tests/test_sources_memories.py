"""Translation memories: language codes, inline codes, encodings, and files that can't be read."""

from pathlib import Path

import pytest

from reading import Write, refusal_of, rows_of
from shengci import exports
from shengci.pairing import pair_sentences
from shengci.records import Settings
from shengci.sources import read_article

ARTICLE = Path(__file__).parent / "articles" / "night-market.txt"
DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'


def unit(*versions: tuple[str, str], attribute: str = "xml:lang") -> str:
    inside = "".join(f'<tuv {attribute}="{code}"><seg>{seg}</seg></tuv>' for code, seg in versions)
    return f"<tu><note>别读这条注。</note><prop type='x'>no text</prop>{inside}</tu>\n"


def memory(*units: str, encoding: str = "UTF-8", doctype: str = DOCTYPE) -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n{doctype}<tmx version="1.4">\n'
        f'<header srclang="en-US" o-tmf="x"/>\n<body>\n{"".join(units)}</body>\n</tmx>\n'
    )


GO = unit(("en-US", "Go now."), ("zh-CN", "现在走吧。"))
STAY = unit(("zh-CN", "留下。"), ("en-US", "Stay."))
ROWS = [(0, "Go now.", "现在走吧。"), (1, "Stay.", "留下。")]


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "GB18030", "UTF-8-sig"])
def test_units_are_rows(put: Write, encoding: str) -> None:
    content = memory(GO, STAY, encoding=encoding)
    article = read_article(put("a.tmx", content, encoding))
    assert rows_of(article) == ROWS
    assert [block.place.line for block in article.blocks] == [6, 6, 7, 7]
    assert article.title == "a"


@pytest.mark.parametrize(
    "code",
    ["zh", "zh-CN", "zh-Hans", "ZH_TW", "cmn", "zh-Hant-HK", "cmn-Hans-CN", "Chinese", "zho"],
)
@pytest.mark.parametrize("attribute", ["xml:lang", "lang"])
def test_codes_of_chinese(put: Write, code: str, attribute: str) -> None:
    content = memory(unit(("EN", "Go now."), (code, "现在走吧。"), attribute=attribute))
    assert rows_of(read_article(put("a.tmx", content))) == ROWS[:1]


@pytest.mark.parametrize("other", ["zh-TW", "zh-Hant", "zh"])
@pytest.mark.parametrize("is_first", [True, False])
def test_simplified_characters_are_preferred(put: Write, other: str, is_first: bool) -> None:
    both = [(other, "現在走吧。"), ("zh-CN", "现在走吧。")]
    content = memory(unit(("en", "Go now."), *(both if is_first else both[::-1])))
    assert rows_of(read_article(put("a.tmx", content))) == ROWS[:1]


def test_other_languages_are_left_out(put: Write) -> None:
    german = unit(("de", "Geh jetzt."), ("fr", "Vas-y."))
    content = memory(
        unit(("de", "Geh jetzt."), ("en", "Go now."), ("ja", "行け。"), ("zh", "现在走吧。")),
        german,
        STAY,
    )
    assert rows_of(read_article(put("a.tmx", content))) == ROWS


@pytest.mark.parametrize(
    "segment",
    [
        "Go <bpt i='1'>&lt;b&gt;</bpt>now<ept i='1'>&lt;/b&gt;</ept>.",
        "Go<ph type='lb'/>now.",
        "<it pos='begin'>&lt;i&gt;</it>Go <hi>now</hi>.",
        "Go <ph>&lt;img alt='<sub>a lamp</sub>'&gt;</ph>now.",
        "<hi type='x'>Go <hi>now</hi></hi>.",
        "\n  Go\n  now.\n",
        "<![CDATA[Go now.]]>",
    ],
)
def test_inline_codes_are_dropped_and_text_stays(put: Write, segment: str) -> None:
    content = memory(unit(("en", segment), ("zh", "现在走吧。")))
    assert rows_of(read_article(put("a.tmx", content))) == ROWS[:1]


def test_units_with_one_side_keep_it(put: Write) -> None:
    content = memory(GO, unit(("en", "Stay."), ("zh", " ")), unit(("en", ""), ("zh", "留下。")))
    assert rows_of(read_article(put("a.tmx", content))) == [
        ROWS[0],
        (1, "Stay.", ""),
        (2, "", "留下。"),
    ]


def test_a_default_namespace_does_no_harm(put: Write) -> None:
    content = memory(GO, STAY).replace("<tmx ", "<tmx xmlns='http://www.lisa.org/tmx14' ")
    assert rows_of(read_article(put("a.tmx", content))) == ROWS


def test_what_we_export_comes_back(put: Write) -> None:
    pairs = pair_sentences(read_article(ARTICLE), Settings())
    article = read_article(put("a.tmx", exports.pairs_tmx(pairs)))
    both = [(pair.english, pair.chinese) for pair in pairs if pair.kind == "pair"]
    assert [(e, c) for _, e, c in rows_of(article) if e and c] == both


# Files that can't be read

BOMB = '<!DOCTYPE tmx [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "broken or cut off (no element found)"),
        (memory(GO, STAY)[:-30], "a.tmx:7: broken or cut off"),
        (memory(GO, STAY.replace("<seg>", "")), "a.tmx:7: broken or cut off (mismatched tag)"),
        (memory(GO, doctype=BOMB), "defines entities of its own"),
        (memory(GO.replace("now", "&a;"), doctype=OUTSIDE), "defines entities of its own"),
        (memory(GO.replace("now", "&nbsp;"), doctype=""), "a.tmx:5: broken or cut off (undefined entity)"),
        ("<doc><p>老厂房</p></doc>", "this is XML, but no TMX (it begins with <doc>)"),
        ("Go now.\t现在走吧。\n", "a.tmx:1: broken or cut off (syntax error)"),
        (memory(), "no English or Chinese unit in it: export"),
        (memory(unit(("de", "Los."), ("fr", "Vas-y."))), "no English or Chinese unit in it, only de, fr: export"),
        ("<!DOCTYPE html><html></html>", "this is an HTML page, not a translation memory: rename it to .html"),
        (b"PK\x03\x04\x14\0\x06\0x", "this is a zip archive"),
    ],
)  # fmt: skip
def test_a_memory_that_cannot_be_read(put: Write, content: str | bytes, told: str) -> None:
    assert told in refusal_of(put("a.tmx", content))


def test_deep_nesting_ends(put: Write) -> None:
    content = memory(
        unit(("en", "<hi>" * 50_000 + "Go now." + "</hi>" * 50_000), ("zh", "现在走吧。"))
    )
    assert rows_of(read_article(put("a.tmx", content))) == ROWS[:1]
