"""Pairs cut at clauses by the links of their words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import latin, mark, said_as, sentence
from shengci.records import AnnotatedPair, Token
from shengci.words.parting import parts_of


def words(chinese: str, *links: tuple[str, str]) -> list[Token]:
    """Return a sentence as tokens, each linked word one, what is between them another."""
    tokens, at = [], 0
    for text, counterpart in links:
        start = chinese.index(text, at)
        if start > at:
            tokens.append(mark(chinese[at:start]))
        word = Token(text, 0, 0, "word", text, text, ("x1",) * len(text))
        tokens.append(said_as(word, counterpart))
        at = start + len(text)
    return [*tokens, mark(chinese[at:])] if at < len(chinese) else tokens


def linked(chinese: str, english: str, *links: tuple[str, str]) -> AnnotatedPair:
    # a border of clauses is a border of tokens
    tokens = []
    for token in words(chinese, *links):
        pieces = (
            token.text.replace("，", "\0，\0").split("\0") if token.kind == "punctuation" else [""]
        )
        tokens += [mark(piece) for piece in pieces if piece] or [token]
    return sentence(english, *tokens)


def cut(pair: AnnotatedPair) -> list[tuple[str, str]]:
    chinese, english = pair.pair.chinese, pair.pair.english
    return [
        (chinese[p.chinese.start : p.chinese.end], english[p.english.start : p.english.end])
        for p in parts_of(pair.pair, pair.tokens)
    ]


RENT = (
    "这里的租金也涨了，如今一个摊位每月最高要一千八百元。",
    "The rents here have risen, and a stall now costs as much as $260 a month.",
)
RENT_LINKS = (("租金", "rents"), ("涨", "risen"), ("摊位", "stall"), ("每月", "a month"))


def test_both_sides_are_cut_where_no_link_crosses() -> None:
    assert cut(linked(*RENT, *RENT_LINKS)) == [
        ("这里的租金也涨了，", "The rents here have risen,"),
        ("如今一个摊位每月最高要一千八百元。", "and a stall now costs as much as $260 a month."),
    ]


def test_crossing_link_keeps_the_pair_whole() -> None:
    english = "A stall now costs $260 a month here, because the rents have risen."
    assert cut(linked(RENT[0], english, *RENT_LINKS)) == []


def test_part_needs_two_links_and_some_length() -> None:
    assert cut(linked(*RENT, *RENT_LINKS[1:])) == []
    short = "涨了租金，如今一个摊位每月最高要一千八百元。"
    assert cut(linked(short, RENT[1], RENT_LINKS[1], *RENT_LINKS[2:])) == []


def test_two_borders_of_the_surest_kind_leave_the_place_open() -> None:
    english = "The rents here have risen, as they do, and a stall now costs $260 a month."
    assert cut(linked(RENT[0], english, *RENT_LINKS)) == []


def test_comma_is_a_surer_border_than_a_conjunction() -> None:
    english = "The rents here have risen, now that a stall costs $260 a month."
    assert (
        cut(linked(RENT[0], english, *RENT_LINKS))[1][1] == "now that a stall costs $260 a month."
    )


def test_sentences_of_the_english_line_are_borders_before_all_others() -> None:
    pair = linked(
        RENT[0], "The rents, all told, have risen. Now a stall costs $260 a month.", *RENT_LINKS
    )
    two = ("The rents, all told, have risen.", "Now a stall costs $260 a month.")
    assert cut(replace(pair, pair=replace(pair.pair, english_sentences=two)))[0][1] == two[0]


def test_quotation_is_not_cut_inside() -> None:
    chinese = "“这里的租金也涨了，如今一个摊位每月最高要一千八百元。”"
    assert cut(linked(chinese, f"“{RENT[1]}”", *RENT_LINKS)) == []


def test_one_language_alone_is_not_cut() -> None:
    assert parts_of(sentence("", *words(RENT[0])).pair, ()) == ()


ENGLISH = "one two, three four; five six and seven eight. Nine ten, eleven twelve thirteen."
WORDS = [word.strip(",.;") for word in ENGLISH.split()]


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁，。"), st.sampled_from(WORDS)), max_size=60))
def test_parts_hold_both_sides_in_order(pieces: list[tuple[str, str]]) -> None:
    tokens = [
        mark(character) if character in "，。" else said_as(latin(character), word)
        for character, word in pieces
    ]
    pair = sentence(ENGLISH, *tokens)
    parts = parts_of(pair.pair, pair.tokens)
    chinese = pair.pair.chinese
    assert "".join(chinese[p.chinese.start : p.chinese.end] for p in parts) in ("", chinese)
    shown = " ".join(ENGLISH[p.english.start : p.english.end] for p in parts)
    assert shown.split() in ([], ENGLISH.split())


@pytest.mark.parametrize("english", ["", "One."])
def test_nothing_to_cut(english: str) -> None:
    assert parts_of(sentence(english, mark("好。")).pair, ()) == ()
