"""The forms other programs read: their keys, and texts that could break their syntax."""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from handmade import (
    LI_MING,
    MARKET,
    OPENS,
    article,
    latin,
    mark,
    number,
    ranked,
    said_as,
    sentence,
)
from shengci import exports
from shengci.records import Levels, Part, Place, Sense, SentencePair, Span

PAIR = sentence(
    "The night market opens at 6.",
    said_as(MARKET, "night market"), number("6"), mark("点"), said_as(OPENS, "opens"), mark("。"),
)  # fmt: skip
PLACE = Place("market.txt", 3)
CAPTION = SentencePair((), ("夜市一角。",), 0.5, "caption", PLACE)
BYLINE = SentencePair(("By Hannah Lowell",), (), 0.5, "byline", PLACE)
XML = "{http://www.w3.org/XML/1998/namespace}"


def rows(lines: str) -> list[dict]:
    assert lines.endswith("\n")
    return [json.loads(line) for line in lines.split("\n")[:-1]]


def table(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n")[:-1]]


# --- Pairs ---------------------------------------------------------------------------------------


def test_json_of_a_pair_has_its_promised_keys() -> None:
    pair = SentencePair(("It opens.", "At six."), ("夜市六点开门。",), 0.875, "body", PLACE)
    (row,) = rows(exports.pairs_json([pair]))
    promised = {
        "english": "It opens. At six.",
        "chinese": "夜市六点开门。",
        "english_sentences": ["It opens.", "At six."],
        "chinese_sentences": ["夜市六点开门。"],
        "bead": [2, 1],
        "score": 0.875,
        "kind": "pair",
        "line": 3,
    }
    assert promised.items() <= row.items()


def test_json_of_a_pair_says_which_language_stands_alone() -> None:
    found = rows(exports.pairs_json([CAPTION, BYLINE]))
    assert [row["kind"] for row in found] == ["chinese only", "english only"]
    assert [(row["english"], row["english_sentences"], row["bead"]) for row in found] == [
        ("", [], [0, 1]),
        ("By Hannah Lowell", ["By Hannah Lowell"], [1, 0]),
    ]


def test_json_of_a_pair_tells_its_parts_by_their_offsets() -> None:
    parts = (Part(Span(0, 9), Span(0, 3)), Part(Span(10, 17), Span(3, 6)))
    cut = SentencePair(("It opens.", "At six."), ("开门，六点。",), 0.9, "body", PLACE, parts)
    whole, in_parts = rows(exports.pairs_json([PAIR.pair, cut]))
    assert whole["parts"] == []
    assert in_parts["parts"] == [
        {"english": [0, 9], "chinese": [0, 3]},
        {"english": [10, 17], "chinese": [3, 6]},
    ]


def test_json_is_one_line_a_row_and_chinese_is_written_as_itself() -> None:
    text = exports.pairs_json([replace(CAPTION, chinese_sentences=("夜市\u2028一角\x85",))])
    assert text.count("\n") == 1
    assert "夜市" in text


def test_nothing_makes_no_line() -> None:
    assert exports.pairs_json([]) == exports.beads_json([]) == ""


def test_table_of_pairs_has_a_header_and_the_same_columns_in_each_row() -> None:
    tabs = replace(BYLINE, english_sentences=("By\tHannah",))
    assert table(exports.pairs_tsv([PAIR.pair, CAPTION, tabs])) == [
        ["english", "chinese", "score", "kind", "line"],
        ["The night market opens at 6.", "夜市6点开门。", "0.900", "pair", "3"],
        ["", "夜市一角。", "0.500", "chinese only", "3"],
        ["By Hannah", "", "0.500", "english only", "3"],
    ]


def test_pairs_to_read_show_line_bead_and_what_stands_alone() -> None:
    assert exports.pairs_table([PAIR.pair, CAPTION]) == (
        "line 3: 1-1 0.90\n  The night market opens at 6.\n  夜市6点开门。\n"
        "\n"
        "line 3: chinese only (caption)\n  夜市一角。\n"
    )


def test_memory_holds_the_pairs_that_have_both_sides() -> None:
    root = ElementTree.fromstring(exports.pairs_tmx([CAPTION, PAIR.pair, BYLINE]).encode())
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    header = root.find("header")
    assert header is not None
    required = "creationtool creationtoolversion segtype o-tmf adminlang srclang datatype"
    assert set(required.split()) <= set(header.keys())
    units = [
        [(variant.get(f"{XML}lang"), variant.findtext("seg")) for variant in unit]
        for unit in root.iter("tu")
    ]
    assert units == [[("en", "The night market opens at 6."), ("zh", "夜市6点开门。")]]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("R&D < 5 > 3 \"a\" 'b'", "R&D < 5 > 3 \"a\" 'b'"),
        ("]]> <b>x</b> &amp;", "]]> <b>x</b> &amp;"),
        ("a\uffffb\ufffec\x01d\x0be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("𠮷 👩\u200d👧", "𠮷 👩\u200d👧"),
    ],
)
def test_memory_is_sound_xml_whatever_the_text(text: str, kept: str) -> None:
    pair = SentencePair((text,), ("夜市" + text,), 1.0, "body", PLACE)
    root = ElementTree.fromstring(exports.pairs_tmx([pair]).encode())
    assert [seg.text for seg in root.iter("seg")] == [kept, "夜市" + kept]


def test_empty_memory_is_sound() -> None:
    root = ElementTree.fromstring(exports.pairs_tmx([CAPTION]).encode())
    assert len(root.findall("body")) == 1
    assert not list(root.iter("tu"))


# --- Beads ---------------------------------------------------------------------------------------

BEADS = [
    (range(2), range(1), 0.9),
    (range(2, 2), range(1, 2), 0.5),
    (range(2, 3), range(2, 2), 0.5),
]


def test_json_of_beads_counts_from_zero_and_may_have_an_empty_side() -> None:
    assert rows(exports.beads_json(BEADS)) == [
        {"english": [0, 1], "chinese": [0], "score": 0.9},
        {"english": [], "chinese": [1], "score": 0.5},
        {"english": [2], "chinese": [], "score": 0.5},
    ]


def test_table_of_beads_writes_a_dash_for_an_empty_side() -> None:
    assert exports.beads_table(BEADS) == "0,1\t0\t0.90\n-\t1\t0.50\n2\t-\t0.50\n"


# --- Annotated lines -----------------------------------------------------------------------------


def test_json_of_a_token_has_its_promised_keys() -> None:
    (row,) = rows(exports.annotated_json(article(PAIR)))
    assert (row["chinese"], row["english"]) == ("夜市6点开门。", "The night market opens at 6.")
    promised = {
        "text": "夜市",
        "start": 0,
        "end": 2,
        "pinyin": "yè shì",
        "kind": "word",
        "meaning": "night market",
        "counterpart": [[4, 16]],
    }
    assert promised.items() <= row["tokens"][0].items()
    assert all(promised.keys() <= token.keys() for token in row["tokens"])


def test_unknown_meaning_is_null_and_no_counterpart_an_empty_list() -> None:
    unknown = replace(MARKET, meaning=None)
    (row,) = rows(exports.annotated_json(article(sentence("", unknown, mark("。")))))
    token, stop = row["tokens"]
    assert (token["meaning"], token["counterpart"], row["english"]) == (None, [], "")
    assert (stop["pinyin"], stop["kind"]) == ("", "punctuation")


def test_space_between_tokens_is_left_out_and_offsets_count_it() -> None:
    (row,) = rows(exports.annotated_json(article(sentence("", latin("KTV"), mark(" "), OPENS))))
    found = [(token["text"], token["start"], token["end"]) for token in row["tokens"]]
    assert found == [("KTV", 0, 3), ("开门", 4, 6)]


def test_blank_line_is_a_row_without_tokens() -> None:
    blank = sentence("")
    assert rows(exports.annotated_json(article(blank, PAIR)))[0] == {
        "chinese": "", "english": "", "tokens": [],
    }  # fmt: skip


def test_annotation_to_read_lists_words_and_names() -> None:
    pair = sentence("Li Ming runs it.", said_as(LI_MING, "Li Ming"), replace(OPENS, meaning=None))
    assert exports.annotated_table(article(pair)) == (
        "李明开门\nLi Ming runs it.\n  李明  Lǐmíng  Li Ming  [Li Ming]\n  开门  kāimén  no entry\n"
    )


# --- Words ---------------------------------------------------------------------------------------


def test_json_of_a_word_has_its_promised_keys() -> None:
    annotated = article(PAIR, PAIR)
    (row,) = rows(exports.words_json([ranked(annotated, "开门")], annotated))
    promised = {
        "word": "开门",
        "traditional": "開門",
        "pinyin": "kāi mén",
        "meaning": "to open",
        "hsk": 5,
        "hsk2021": 7,
        "hsk2": None,
        "zipf": 4.2,
        "kind": "word",
        "status": "card",
        "reasons": ["hsk 5", "zipf 4.2"],
        "count": 2,
        "sentence": "夜市6点开门。",
        "source_line": "The night market opens at 6.",
        "counterpart": [[17, 22]],
    }
    assert promised.items() <= row.items()


def test_word_without_an_example_has_no_sentence_and_no_counterpart() -> None:
    annotated = article(PAIR)
    word = ranked(annotated, "夜市", example=None, status="no good sentence")
    (row,) = rows(exports.words_json([word], annotated))
    assert (row["sentence"], row["source_line"], row["counterpart"]) == (None, None, [])


def test_spreadsheet_has_a_header_and_a_row_a_word() -> None:
    annotated = article(PAIR)
    word = ranked(annotated, "夜市", levels=Levels(None, None, None, estimate=6))
    (row,) = csv.DictReader(io.StringIO(exports.words_csv([word], annotated)))
    assert (row["word"], row["pinyin"], row["reasons"]) == ("夜市", "yè shì", "hsk 5; zipf 4.2")
    assert (row["hsk"], row["estimate"], row["sentence"]) == ("", "6", "夜市6点开门。")


@pytest.mark.parametrize("meaning", ['say "no"', "first, second", "a; b", "line\nbreak"])
def test_spreadsheet_keeps_a_text_whole(meaning: str) -> None:
    annotated = article(sentence("Line.", replace(MARKET, meaning=Sense(meaning))))
    text = exports.words_csv([ranked(annotated, "夜市")], annotated)
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["meaning"] == meaning


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-ful", "@SUM(A1)", "＝1+1"])
def test_spreadsheet_runs_no_formula(formula: str) -> None:
    annotated = article(sentence(formula, replace(MARKET, meaning=Sense(formula))))
    text = exports.words_csv([ranked(annotated, "夜市")], annotated)
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["meaning"], row["source_line"]) == (f"'{formula}", f"'{formula}")


def test_words_to_read_are_a_line_each() -> None:
    annotated = article(PAIR)
    known = ranked(annotated, "夜市", status="known")
    unknown = replace(known, token=replace(known.token, meaning=None), status="no entry")
    assert exports.words_table([known, unknown]) == (
        "known\t夜市\tyèshì\tnight market\thsk 5; zipf 4.2\n"
        "no entry\t夜市\tyèshì\t\thsk 5; zipf 4.2\n"
    )
