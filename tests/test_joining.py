"""Several articles as one, in one script."""

from dataclasses import replace

import pytest

from handmade import MARKET, OPENS, PEOPLE, article, mark, sentence
from shengci.records import Annotated, Characters, Token
from shengci.words.joining import in_script, join

HAIR = Token("头发", 0, 0, "word", "头发", "頭髮", ("tou2", "fa5"))
SIMPLIFIED = article(sentence("Hair grows.", HAIR, mark("发展，"), MARKET, OPENS, mark("。")))
TRADITIONAL = article(
    sentence("It opens.", replace(OPENS, text="開門"), mark("後，"), replace(PEOPLE, text="人們")),
    traditional=True,
)


def chinese_of(annotated: Annotated) -> list[str]:
    return [pair.pair.chinese for pair in annotated.pairs]


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("article", ["头发发展，夜市开门。", "开门后，人们"]),
        ("simplified", ["头发发展，夜市开门。", "开门后，人们"]),
        ("traditional", ["頭髮發展，夜市開門。", "開門後，人們"]),
    ],
)
def test_all_articles_are_in_the_script_chosen_or_in_that_of_the_first(
    characters: Characters, expected: list[str]
) -> None:
    joined = join([SIMPLIFIED, TRADITIONAL], characters)
    assert chinese_of(joined) == expected
    assert joined.traditional == (characters == "traditional")
    assert [pair.article for pair in joined.pairs] == [0, 1]


def test_tokens_still_stand_where_they_say() -> None:
    for annotated, traditional in ((SIMPLIFIED, True), (TRADITIONAL, False)):
        (pair,) = in_script(annotated, traditional=traditional).pairs
        assert "".join(token.text for token in pair.tokens) == pair.pair.chinese
        for token in pair.tokens:
            assert pair.pair.chinese[token.start : token.end] == token.text


def test_article_in_the_right_script_stays_as_it_is() -> None:
    assert in_script(TRADITIONAL, traditional=True) is TRADITIONAL


def test_there_and_back_is_the_same_text() -> None:
    there = in_script(SIMPLIFIED, traditional=True)
    assert chinese_of(in_script(there, traditional=False)) == chinese_of(SIMPLIFIED)


def test_each_sentence_of_a_pair_keeps_its_length() -> None:
    pair = SIMPLIFIED.pairs[0]
    two = replace(pair.pair, chinese_sentences=("头发发展，", "夜市开门。"))
    both = replace(SIMPLIFIED, pairs=(replace(pair, pair=two),))
    (converted,) = in_script(both, traditional=True).pairs
    assert converted.pair.chinese_sentences == ("頭髮發展，", "夜市開門。")
