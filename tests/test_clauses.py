"""Where long pairs are cut at clauses, and where not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengci.clauses import clauses_of
from shengci.pairing.clauses import with_parts
from shengci.records import Place, SentencePair
from shengci.sentences import chinese_sentences, english_sentences
from tables import cases, rows

MARK = "‖"


def pair_of(english: str, chinese: str) -> SentencePair:
    """Return a pair of texts in which ‖ may show where to cut."""
    return SentencePair(
        english_sentences(english.replace(MARK, "")),
        chinese_sentences(chinese.replace(MARK, "")),
        0.9,
        "body",
        Place("market.txt", 3),
    )


def shown(pair: SentencePair) -> tuple[str, str]:
    """Return both sides with ‖ between the parts."""
    parts = pair.parts or (pair.whole,)
    return (
        f"{MARK} ".join(pair.english[p.english.start : p.english.end] for p in parts),
        MARK.join(pair.chinese[p.chinese.start : p.chinese.end] for p in parts),
    )


@pytest.mark.parametrize(("english", "chinese"), cases("clauses.tsv"))
def test_pair_is_cut_where_its_english_goes_on(english: str, chinese: str) -> None:
    (pair,) = with_parts([pair_of(english, chinese)])
    assert shown(pair) == (english, chinese)


def test_table_has_both_kinds_of_case() -> None:
    n_cut = sum(MARK in english for english, *_ in rows("clauses.tsv"))
    assert n_cut >= 15
    assert len(rows("clauses.tsv")) - n_cut >= 10


@pytest.mark.parametrize(
    ("chinese", "clauses"),
    [
        ("雨停了，我们出门；街上没有人：店都关了。", "雨停了，|我们出门；|街上没有人：|店都关了。"),
        ("他买了苹果、梨、桃子，走了。", "他买了苹果、梨、桃子，|走了。"),
        ("雨停了,1,900人在6:30出门,没带伞。", "雨停了,|1,900人在6:30出门,|没带伞。"),
        ("他唱《春，夏，秋》，她听。", "他唱《春，夏，秋》，|她听。"),
        ("「好，走吧」，她說完，走了。", "「好，走吧」，|她說完，|走了。"),
        ("她唱(词是自己写的,曲也是),我听。", "她唱(词是自己写的,曲也是),|我听。"),
        ('她笑了,"好,走吧",就走了。', '她笑了,|"好,走吧",|就走了。'),
        ("门开了——一只猫走进来。", "门开了——|一只猫走进来。"),
        ("她想了想，说：“好。”", "她想了想，|说：“好。”"),
        ("“雨停了，”他笑着说，“走吧。”", "“雨停了，”他笑着说，|“走吧。”"),
        ("“雨停了，走吧。", "“雨停了，走吧。"),
        ("雨停了”，走吧。", "雨停了”，|走吧。"),
        ("", ""),
    ],
)
def test_clauses_of_a_text(chinese: str, clauses: str) -> None:
    assert "|".join(clauses_of(chinese)) == clauses


WORDS = st.lists(
    st.sampled_from(
        "雨停了 我们出门 街上没有人 老板已经在擦柜台 ， ， ， ； 。 ： —— “ ” 《 》 （ ） , 、 他说".split()
    ),
    max_size=24,
).map("".join)
SENTENCES = st.lists(
    st.sampled_from(
        (
            "The rain had stopped, and not one of the shops in the long street was open.",
            "We went out.",
            "The owner was already wiping the counter, as he did every evening of the year.",
            "“Nobody is here,” he said.",
        )
    ),
    max_size=4,
).map(tuple)


@given(WORDS)
def test_clauses_join_back_to_their_text(chinese: str) -> None:
    assert "".join(clauses_of(chinese)) == chinese
    assert all(clauses_of(chinese))


@settings(max_examples=60, deadline=None)
@given(SENTENCES, WORDS)
def test_parts_hold_both_sides_in_order(english: tuple[str, ...], chinese: str) -> None:
    given_pair = SentencePair(
        english, chinese_sentences(chinese)[:1], 0.9, "body", Place("market.txt", 3)
    )
    (pair,) = with_parts([given_pair])
    pieces = [pair.chinese[p.chinese.start : p.chinese.end] for p in pair.parts or (pair.whole,)]
    lines = [pair.english[p.english.start : p.english.end] for p in pair.parts or (pair.whole,)]
    assert "".join(pieces) == pair.chinese
    assert " ".join(lines) == pair.english
    assert len(pair.parts) != 1
    if pair.parts:
        assert all(pieces)
        assert all(line in " ".join(english) and line.endswith((".", "said.")) for line in lines)


def test_pair_is_cut_the_same_whatever_stands_beside_it() -> None:
    pairs = [pair_of(english, chinese) for english, chinese, _ in rows("clauses.tsv")]
    assert with_parts(pairs) == tuple(found for pair in pairs for found in with_parts([pair]))


def test_what_is_no_sentence_is_not_cut() -> None:
    endless = pair_of("We went out, and the rain had stopped. " * 100, "雨停了，我们出门，" * 100)
    assert with_parts([endless]) == (endless,)


def test_article_without_long_pairs_needs_no_model() -> None:
    short = pair_of("It opens.", "开门了。")
    assert with_parts([short]) == (short,)
    assert with_parts([]) == ()
