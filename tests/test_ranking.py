"""Which words of an article become cards, in what order, and the reason for every other."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import article, latin, mark, number, said_as, sentence
from shengci.ranking import rank_words, sentence_difficulties
from shengci.ranking.difficulty import word_difficulty
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Knowledge,
    Occurrence,
    Part,
    RankedWord,
    Sense,
    Settings,
    Span,
    Standard,
    Token,
)

STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")


def word(text: str, gloss: str = "thing", **changes: object) -> Token:
    """Return a word whose meaning is known; its place in a sentence is up to `sentence`."""
    token = Token(text, 0, 0, "word", text, text, ("x1",) * len(text), Sense(gloss))
    return replace(token, **changes)


# With their level by the syllabus and by the 2021 standard, and their Zipf frequency, as the lists
# have them.
APPLE = word("苹果", "apple")  # 1, 3, 5.0
NEIGHBOUR = word("邻居", "neighbor")  # 3, 5, 4.5
TOFU = word("豆腐", "tofu")  # 5, 4, 4.0
MARKET = word("夜市", "night market")  # 5, 7, 3.3
OFFICIAL = word("官员", "official")  # 6, 7, 5.2
MONOPOLY = word("垄断", "monopoly")  # 7, 7, 4.5
STALL = word("摊位", "stall")  # unlisted in all
RARE = word("棉纺厂", "cotton mill")  # unlisted in all, and rare
LADLE = word("舀", "to ladle")  # unlisted, one character
SPOON = word("勺", "spoon")  # None, 6, one character
OF = word("的", "of")
LI_MING = word("李明", "Li Ming", kind="name")

WORDS = (APPLE, NEIGHBOUR, TOFU, MARKET, OFFICIAL, MONOPOLY, STALL, LADLE, SPOON, OF, LI_MING)
STOP = mark("。")


def one_sentence(*tokens: Token, english: str = "Somebody says something.", **pair: object) -> Annotated:  # fmt: skip
    return article(sentence(english, *tokens, STOP, **pair))


def only(annotated: Annotated, **settings: object) -> RankedWord:
    """Return the one word of an article."""
    (ranked,) = rank_words(annotated, Settings(**settings))  # type: ignore[arg-type]
    return ranked


def status_of(token: Token, **settings: object) -> str:
    return only(one_sentence(token), **settings).status


def cards(annotated: Annotated, **settings: object) -> list[str]:
    ranked = rank_words(annotated, Settings(**settings))  # type: ignore[arg-type]
    return [each.token.headword for each in ranked if each.status == "card"]


# Status and reasons


@pytest.mark.parametrize(
    ("token", "status"),
    [
        (TOFU, "card"),
        (STALL, "card"),
        (APPLE, "too easy"),
        (OF, "function word"),
        (number("8.5亿"), "number"),
        (latin("OpenAI"), "latin"),
        (LI_MING, "name"),
        (replace(STALL, meaning=None), "no entry"),
        (LADLE, "uncertain"),
    ],
)
def test_status_of_a_word(token: Token, status: str) -> None:
    assert status_of(token) == status


@pytest.mark.parametrize(
    ("headword", "meaning"),
    [
        ("星期三", "Wednesday"), ("周日", "Sunday"), ("礼拜五", "Friday"), ("十二月", "December"), ("第一次", "the first time"),
        ("第二轮", "second round (of match, or election)"), ("第三季度", "third quarter (of financial year)"), ("几天", "several days"),
        ("半小时", "half hour"), ("半天", "half a day"), ("数年", "several years"), ("三次", "three times"),
    ],
)  # fmt: skip
def test_word_of_a_number_and_its_unit_or_a_day_gets_no_card(headword: str, meaning: str) -> None:
    assert status_of(word(headword, meaning), min_level=1) == "too easy"


@pytest.mark.parametrize(
    ("headword", "meaning"),
    [
        ("总经理", "general manager"), ("学生会", "student union"), ("火车站", "train station"), ("周末", "weekend"), ("周围", "surroundings"),
        ("星期", "week"), ("第一手", "first-hand"), ("第二天", "next day"), ("第三者", "third party"), ("第一声", "first tone"),
        ("半天", "a long time; quite a while"), ("四周", "all around"), ("三次", "cubic"), ("九天", "the ninth heaven"),
        ("世纪", "century"), ("小时", "hour"), ("月份", "month"), ("周刊", "weekly publication"),
    ],
)  # fmt: skip
def test_word_that_only_looks_like_a_number_and_its_unit_keeps_its_card(
    headword: str, meaning: str
) -> None:
    assert status_of(word(headword, meaning), min_level=1) == "card"


@pytest.mark.parametrize(
    ("settings", "statuses"),
    [
        ({}, ["too easy", "card", "card", "card", "card"]),
        ({"min_level": 1}, ["card", "card", "card", "card", "card"]),
        ({"min_level": 5}, ["too easy", "too easy", "card", "card", "card"]),
        ({"max_level": 5}, ["too easy", "card", "card", "too hard", "too hard"]),
        ({"min_level": 6, "max_level": 6}, ["too easy", "too easy", "too easy", "card", "too hard"]),
        ({"standard": "2021", "min_level": 4}, ["too easy", "card", "card", "card", "card"]),
        ({"standard": "2021", "max_level": 6}, ["card", "card", "card", "too hard", "too hard"]),
    ],
)  # fmt: skip
def test_levels_of_the_chosen_standard_bound_the_cards(
    settings: dict[str, object], statuses: list[str]
) -> None:
    tokens = (APPLE, NEIGHBOUR, TOFU, OFFICIAL, MONOPOLY)
    assert [status_of(token, **settings) for token in tokens] == statuses


def test_reasons_name_the_level_the_frequency_and_the_count() -> None:
    ranked = only(article(sentence("Tofu.", TOFU, STOP), sentence("Tofu!", TOFU, STOP)))
    assert ranked.reasons[:3] == ("hsk 5", "zipf 4.0", "2x in the text")
    assert ranked.reasons[3:] == ("no other new word in its example",)


@pytest.mark.parametrize(
    ("token", "settings", "reason"),
    [
        (APPLE, {}, "below hsk 3"),
        (MONOPOLY, {"max_level": 5}, "above hsk 5"),
        (replace(TOFU, meaning=None), {}, "neither the dictionary nor the English line says what it means"),
    ],
)  # fmt: skip
def test_what_is_no_card_says_why_before_all_else(
    token: Token, settings: dict[str, object], reason: str
) -> None:
    assert only(one_sentence(token), **settings).reasons[0] == reason


def test_name_says_how_it_was_found() -> None:
    (pair,) = one_sentence(LI_MING).pairs
    name = replace(pair.tokens[0], reasons=("spelt in the English line",))
    annotated = article(replace(pair, tokens=(name, pair.tokens[1])))
    assert only(annotated).reasons[0] == "spelt in the English line"


def test_level_of_an_unlisted_word_is_marked_as_an_estimate() -> None:
    ranked = only(one_sentence(STALL))
    assert ranked.levels.hsk is None
    assert ranked.levels.estimate == 7
    assert ranked.reasons[0] == "unlisted, estimated hsk 7-9"


def test_listed_word_has_no_estimate() -> None:
    assert only(one_sentence(TOFU)).levels.estimate is None


# What the learner knows


@pytest.mark.parametrize("known", ["兽医", "獸醫"])
@pytest.mark.parametrize("text", ["兽医", "獸醫"])
def test_known_word_is_known_in_either_script(known: str, text: str) -> None:
    token = word(text, "vet", headword="兽医", traditional="獸醫")
    assert status_of(token) == "card"
    assert status_of(token, known=Knowledge(frozenset({known}))) == "known"


def test_known_words_come_before_levels() -> None:
    assert status_of(APPLE, known=Knowledge(frozenset({"苹果"}))) == "known"


def test_reading_that_is_not_known_gets_a_card() -> None:
    only_long = Knowledge(readings=frozenset({("长", "chang2")}))
    long, to_grow = (
        word("长", gloss, pinyin=(read,), counterpart=(Span(0, 1),))
        for gloss, read in (("long", "chang2"), ("to grow", "zhang3"))
    )
    assert [status_of(each, known=only_long, min_level=1) for each in (long, to_grow)] == [
        "known",
        "card",
    ]


def test_knowing_a_word_does_not_know_its_parts() -> None:
    assert status_of(TOFU, known=Knowledge(frozenset({"豆", "麻婆豆腐"}))) == "card"


# Names


def test_names_get_cards_only_where_they_are_wanted() -> None:
    assert status_of(LI_MING) == "name"
    assert status_of(LI_MING, names=True) == "card"


def test_no_level_keeps_a_name_that_is_wanted_from_its_card() -> None:
    assert status_of(LI_MING, names=True, min_level=6, max_level=6) == "card"


def test_name_and_word_read_alike_but_for_the_capital_are_two() -> None:
    bright = word("高明", "brilliant", pinyin=("gao1", "ming2"))
    person = word("高明", "Gao Ming", kind="name", pinyin=("Gao1", "ming2"))
    ranked = rank_words(one_sentence(person, bright), Settings())
    assert {each.token.kind: each.status for each in ranked} == {"name": "name", "word": "card"}


def test_name_and_word_of_one_reading_are_the_word() -> None:
    king, surname = word("女王", "queen"), word("女王", "Nü Wang", kind="name")
    ranked = only(one_sentence(surname, king))
    assert (ranked.token.kind, ranked.status) == ("word", "card")
    assert ranked.example == Occurrence(0, 1)
    assert ranked.occurrences == (Occurrence(0, 0), Occurrence(0, 1))


# Single characters


def test_single_character_that_no_list_has_needs_a_counterpart() -> None:
    answered = said_as(LADLE, "ladle")
    assert only(one_sentence(answered, english="Ladle, ladle.")).status == "card"
    assert only(one_sentence(LADLE)).status == "uncertain"
    assert only(one_sentence(replace(STALL, meaning=Sense("stall", certain=False)))).status == "card"  # fmt: skip


def test_one_counterpart_in_the_article_is_enough_for_a_single_character() -> None:
    there = sentence("He began to ladle.", said_as(LADLE, "ladle"), STOP)
    here = sentence("Nobody knows.", LADLE, STOP)
    assert only(article(here, there)).status == "card"


def test_single_character_with_several_senses_left_open_is_uncertain() -> None:
    open_sense = word("锅", "pot; pan", meaning=Sense("pot; pan", certain=False))
    assert status_of(open_sense) == "uncertain"
    assert status_of(word("锅", "pot")) == "card"


# The example sentence


def example_of(*pairs: AnnotatedPair, **settings: object) -> Occurrence | None:
    ranked = rank_words(article(*pairs), Settings(**settings))  # type: ignore[arg-type]
    (found,) = (each for each in ranked if each.token.headword == "豆腐")
    return found.example


def tofu_sentence(length: int, *, linked: bool = True, **pair: object) -> AnnotatedPair:
    """Return a sentence of so many characters with tofu in it, whose place in the line may be known."""
    rest = word("人" * (length - 3), "people")
    tofu = said_as(TOFU, "tofu") if linked else TOFU
    return sentence("People like tofu.", rest, tofu, STOP, **pair)


def test_example_is_the_shorter_sentence() -> None:
    assert example_of(tofu_sentence(35), tofu_sentence(15), tofu_sentence(60)) == Occurrence(1, 1)


def test_example_is_no_mere_fragment() -> None:
    assert example_of(tofu_sentence(4), tofu_sentence(14)) == Occurrence(1, 1)


def test_example_with_a_counterpart_is_worth_a_longer_sentence() -> None:
    assert example_of(tofu_sentence(12, linked=False), tofu_sentence(30)) == Occurrence(1, 1)
    assert example_of(tofu_sentence(12, linked=False), tofu_sentence(70)) == Occurrence(0, 1)


def test_headings_and_joined_sentences_are_the_worse_examples() -> None:
    assert example_of(tofu_sentence(15, role="title"), tofu_sentence(20)) == Occurrence(1, 1)


def in_two(annotated: AnnotatedPair, parts: tuple[Part, ...]) -> AnnotatedPair:
    """Return the pair with its English as two sentences."""
    pair = replace(annotated.pair, english_sentences=("People like", "tofu."), parts=parts)
    return replace(annotated, pair=pair)


def test_joined_sentence_that_is_cut_is_as_good_as_its_part() -> None:
    long = tofu_sentence(75)
    parts = (Part(Span(0, 11), Span(0, 60)), Part(Span(12, 17), Span(60, 75)))
    assert example_of(tofu_sentence(20), in_two(long, parts)) == Occurrence(1, 1)
    assert example_of(tofu_sentence(20), in_two(long, ())) == Occurrence(0, 1)
    middling = tofu_sentence(30)
    parts = (Part(Span(0, 11), Span(0, 15)), Part(Span(12, 17), Span(15, 30)))
    assert example_of(tofu_sentence(20), in_two(middling, parts)) == Occurrence(1, 1)
    assert example_of(tofu_sentence(20), in_two(middling, ())) == Occurrence(0, 1)


def test_first_of_equal_sentences_is_the_example() -> None:
    assert example_of(tofu_sentence(15), tofu_sentence(15)) == Occurrence(0, 1)


def test_pairs_without_english_or_trust_make_no_example() -> None:
    alone = sentence("", word("人" * 9), TOFU, STOP)
    doubtful = tofu_sentence(12, score=0.2)
    sure = tofu_sentence(50)
    assert example_of(alone, doubtful, sure) == Occurrence(2, 1)
    assert example_of(alone, doubtful) is None
    assert example_of(alone, doubtful, min_pair_score=0.1) == Occurrence(1, 1)


def test_word_without_an_example_gets_no_card() -> None:
    ranked = only(article(sentence("Tofu.", TOFU, STOP, score=0.2)))
    assert (ranked.status, ranked.example) == ("no good sentence", None)


def test_sentence_alone_is_an_example_where_there_is_no_english_at_all() -> None:
    ranked = only(article(sentence("", TOFU, STOP), sentence("", TOFU, STOP, role="caption")))
    assert (ranked.status, ranked.example) == ("card", Occurrence(0, 0))


def test_example_is_of_the_first_article_that_has_a_fit_one() -> None:
    long = sentence("A.", word("人" * 30), TOFU, STOP)
    short = replace(sentence("B.", word("人" * 9), TOFU, STOP), article=1)
    doubtful = replace(long, pair=replace(long.pair, score=0.1))
    assert example_of(long, short) == Occurrence(0, 1)
    assert example_of(doubtful, short) == Occurrence(1, 1)


def test_article_in_chinese_alone_has_examples_beside_a_bilingual_one() -> None:
    alone = replace(sentence("", word("人" * 9), TOFU, STOP), article=1)
    assert example_of(one_sentence(APPLE).pairs[0], alone) == Occurrence(1, 1)


def test_token_is_the_one_of_the_example() -> None:
    unlinked, linked = tofu_sentence(12, linked=False), tofu_sentence(20)
    ranked = rank_words(article(unlinked, linked), Settings())
    (tofu,) = (each for each in ranked if each.token.headword == "豆腐")
    assert tofu.token.counterpart
    assert tofu.occurrences == (Occurrence(0, 1), Occurrence(1, 1))


# Order and limit


def test_cards_come_in_the_order_of_their_levels_when_asked_and_before_the_rest() -> None:
    annotated = one_sentence(OF, MONOPOLY, APPLE, NEIGHBOUR, MARKET, TOFU)
    ranked = rank_words(annotated, Settings(order="level"))
    found = [(each.token.headword, each.status) for each in ranked]
    assert [headword for headword, status in found if status == "card"] == ["邻居", "豆腐", "夜市", "垄断"]  # fmt: skip
    assert found[4:] == [("的", "function word"), ("苹果", "too easy")]


def test_other_orders_are_by_frequency_and_by_place() -> None:
    annotated = one_sentence(TOFU, MARKET, OFFICIAL)
    assert cards(annotated, order="frequency") == ["官员", "豆腐", "夜市"]
    assert cards(annotated, order="text") == ["豆腐", "夜市", "官员"]


FILLER = latin("A" * 12)


def test_word_comes_when_its_sentence_has_the_fewest_new_words() -> None:
    hard = sentence("A.", FILLER, OFFICIAL, MARKET, TOFU, STOP)
    easier = sentence("B.", FILLER, MARKET, TOFU, STOP)
    annotated = article(hard, easier, sentence("C.", FILLER, TOFU, STOP))
    assert cards(annotated) == ["豆腐", "夜市", "官员"]


def test_more_useful_word_comes_first_where_the_new_words_are_as_many() -> None:
    assert cards(article(sentence("A.", MARKET, STOP), sentence("B.", TOFU, STOP))) == [
        "豆腐",
        "夜市",
    ]


def test_example_is_the_one_with_the_fewest_new_words_when_its_turn_comes() -> None:
    among_new = sentence("A.", word("很", "very"), OFFICIAL, MARKET, MONOPOLY, TOFU, STOP)
    longer = sentence("B.", word("人" * 12, "people"), TOFU, STOP)
    annotated = article(among_new, longer)
    assert example_of(among_new, longer) == Occurrence(1, 1)
    ranked = rank_words(annotated, Settings(order="level"))
    assert next(each for each in ranked if each.token.headword == "豆腐").example == Occurrence(
        0, 4
    )


def test_reasons_say_how_many_new_words_the_example_brings() -> None:
    ranked = rank_words(one_sentence(OFFICIAL, TOFU), Settings())
    assert ranked[0].reasons[-1] == "1 other new word in its example"
    assert ranked[1].reasons[-1] == "no other new word in its example"


def test_rare_unlisted_words_come_after_the_core() -> None:
    hard = sentence("B.", FILLER, OFFICIAL, MARKET, STOP)
    annotated = article(sentence("A.", FILLER, RARE, STOP), hard)
    assert cards(annotated)[-1] == RARE.headword
    ranked = [each for each in rank_words(annotated, Settings()) if each.status == "card"]
    assert [each.is_core for each in ranked] == [True, True, False]


def test_articles_are_studied_one_after_the_other() -> None:
    first = sentence("A.", FILLER, MONOPOLY, RARE, STOP)
    second = replace(sentence("B.", FILLER, TOFU, STOP), article=1)
    assert cards(article(first, second)) == ["垄断", RARE.headword, "豆腐"]


def test_sentence_is_harder_with_new_and_rare_words_and_structures() -> None:
    plain = sentence("A.", NEIGHBOUR, STOP)
    new = sentence("B.", NEIGHBOUR, MONOPOLY, LADLE, STOP)
    even = sentence("C.", word("连", "even"), NEIGHBOUR, word("也", "also"), STOP)
    annotated = article(plain, new, even)
    known = Settings(known=Knowledge(frozenset({"邻居"})))
    first, second, third = sentence_difficulties(annotated, rank_words(annotated, known), known)
    assert first.score < third.score
    assert first.score < second.score
    assert (first.new_words, second.new_words) == ((), ("垄断", "舀"))
    assert third.structures == ("连…也 (HSK 3)",)
    assert second.rarity > first.rarity


def test_word_is_harder_where_its_sentence_is() -> None:
    easy = only(one_sentence(TOFU))
    among = next(
        each
        for each in rank_words(one_sentence(TOFU, MONOPOLY, LADLE), Settings())
        if each.token.headword == "豆腐"
    )
    assert easy.difficulty == among.difficulty
    assert easy.difficulty_here < among.difficulty_here


def test_limit_keeps_the_most_useful_and_says_so() -> None:
    annotated = one_sentence(MARKET, OFFICIAL, STALL)
    ranked = rank_words(annotated, Settings(limit=1))
    assert {each.token.headword: each.status for each in ranked} == {
        "官员": "card",
        "夜市": "over the limit",
        "摊位": "over the limit",
    }
    over = next(each for each in ranked if each.status == "over the limit")
    assert over.reasons[0] == "not among the 1 most useful"


def test_repeated_word_is_the_more_useful() -> None:
    sentences = [sentence("Night market.", MARKET, STOP) for _ in range(4)]
    annotated = article(*sentences, sentence("Monopoly.", MONOPOLY, STOP))
    assert cards(annotated, limit=1) == ["夜市"]


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 4, 99])
def test_limit_is_never_passed_and_only_takes_cards_away(limit: int) -> None:
    annotated = one_sentence(*WORDS)
    everything = cards(annotated)
    kept = cards(annotated, limit=limit)
    assert len(kept) == min(limit, len(everything))
    assert [each for each in everything if each in kept] == kept


# Every word accounted for


@given(
    st.lists(st.lists(st.sampled_from([*WORDS, STOP, number("3"), latin("OK")]), max_size=8), max_size=5),
    st.integers(1, 7),
    st.sampled_from(STANDARDS),
    st.sampled_from([None, 0, 1, 3]),
    st.sets(st.sampled_from([each.headword for each in WORDS])),
    st.booleans(),
)  # fmt: skip
def test_every_word_is_accounted_for_exactly_once(
    sentences: Sequence[list[Token]],
    min_level: int,
    standard: Standard,
    limit: int | None,
    known: set[str],
    names: bool,
) -> None:
    annotated = article(*(sentence("A line.", *tokens) for tokens in sentences))
    settings = Settings(
        min_level=min_level,
        standard=standard,
        limit=limit,
        known=Knowledge(frozenset(known)),
        names=names,
    )
    ranked = rank_words(annotated, settings)
    places = [place for each in ranked for place in each.occurrences]
    everywhere = {
        Occurrence(p, t)
        for p, pair in enumerate(annotated.pairs)
        for t, token in enumerate(pair.tokens)
        if token.kind != "punctuation"
    }
    assert len(places) == len(set(places))
    assert set(places) == everywhere
    words = [(each.token.headword, each.token.pinyin) for each in ranked]
    assert len(words) == len(set(words))
    for each in ranked:
        assert each.reasons
        assert 0 <= each.difficulty <= 10
        assert each.example is None or each.example in each.occurrences
        assert each.status != "card" or each.example is not None
    of_cards = [each for each in ranked if each.status == "card"]
    assert ranked[: len(of_cards)] == tuple(of_cards)
    assert [each.is_core for each in of_cards] == sorted(
        (each.is_core for each in of_cards), reverse=True
    )


def test_word_with_two_readings_is_two_words() -> None:
    place = word("地方", "place", pinyin=("di4", "fang5"))
    local = word("地方", "local", pinyin=("di4", "fang1"))
    assert len(rank_words(one_sentence(place, local), Settings())) == 2


def test_nothing_to_rank() -> None:
    assert rank_words(article(), Settings()) == ()
    assert rank_words(article(sentence("Hello.", STOP)), Settings()) == ()


# Difficulty


@given(st.integers(1, 7), st.floats(0, 8))
def test_difficulty_lies_between_0_and_10(level: int, zipf: float) -> None:
    assert 0 <= word_difficulty(level, zipf) <= 10


@given(st.integers(1, 6), st.floats(0, 8), st.floats(0, 8))
def test_difficulty_grows_with_the_level_and_the_rarity(
    level: int, zipf: float, other: float
) -> None:
    assert word_difficulty(level, zipf) < word_difficulty(level + 1, zipf)
    assert word_difficulty(level, max(zipf, other)) <= word_difficulty(level, min(zipf, other))


def test_ends_of_the_scale() -> None:
    assert word_difficulty(1, 7.8) == 0
    assert word_difficulty(7, 0.0) == 10
