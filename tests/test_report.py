"""The figures of a report, worked out by hand on small articles."""

from collections import Counter
from dataclasses import asdict, replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handmade import article, latin, mark, number, ranked, sentence
from night_stall import (
    APPLE,
    LI_MING,
    MARKET,
    MONOPOLY,
    NEIGHBOUR,
    OF,
    OFFICIAL,
    STALL,
    STALL_TEXT,
    STOP,
    TOFU,
    knowing,
    report_of,
    word,
)
from shengci.records import Place, Span, Standard
from shengci.report import running_words, wording
from shengci.report.comparing import in_reading_order, words_to_goal
from shengci.report.coverage import coverage_of
from shengci.report.levels import profiles_of
from shengci.report.records import Goal, Report

REPORT = report_of(STALL_TEXT)


def steps_of(report: Report) -> list[tuple[str, int, int]]:
    return [(step.word, step.running, step.known) for step in report.coverage.steps]


def goals_of(report: Report) -> dict[int, int | None]:
    return {goal.percent: goal.words for goal in report.coverage.goals}


# What is counted


def test_names_numbers_and_punctuation_are_no_running_words() -> None:
    text = article(sentence("", LI_MING, number("3"), latin("AI"), APPLE, STOP))
    assert running_words(text) == {APPLE.key: 1}


def test_word_in_two_parts_is_one_running_word() -> None:
    parts = (Span(0, 1), Span(2, 3))
    vote, le, ballot = word("投", headword="投票", parts=parts), word("了"), word("票", headword="投票", parts=parts)  # fmt: skip
    counted = running_words(article(sentence("", vote, le, ballot)))
    assert sorted(counted.values()) == [1, 1]


def test_figures_of_the_text() -> None:
    figures = REPORT.figures
    assert (figures.words, figures.running, figures.names, figures.numbers) == (8, 20, 1, 1)
    # 5 的, 3 words of two; 李明, 3 的, 4 words of two; 5 words of two
    assert figures.characters == 11 + 13 + 10
    assert figures.distinct_characters == len(set("的苹果邻居李明豆腐夜市摊位官员垄断"))
    # 8 words; a name, a number and 7 words; 5 words
    assert (figures.sentences, figures.mean_words) == (3, round(22 / 3, 1))
    assert figures.mean_characters == round(34 / 3, 1)


def test_mean_sentence_is_that_of_the_body_alone() -> None:
    title = sentence("Apples", APPLE, role="title")
    text = article(title, sentence("An apple of a neighbor.", APPLE, OF, NEIGHBOUR, STOP))
    figures = report_of(text).figures
    assert (figures.sentences, figures.mean_words, figures.mean_characters) == (1, 3.0, 5.0)
    assert figures.running == 4


# Levels


@pytest.mark.parametrize(
    ("standard", "rows"),
    [
        ("2025", [(2, 10, 0, 0), (0, 0, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0), (2, 5, 0, 0), (1, 1, 0, 0), (1, 2, 1, 1)]),
        ("2021", [(1, 8, 0, 0), (0, 0, 0, 0), (1, 2, 0, 0), (1, 4, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0), (3, 4, 1, 1)]),
        ("2.0", [(2, 10, 0, 0), (0, 0, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0), (1, 4, 1, 1), (1, 2, 2, 2)]),
    ],
)  # fmt: skip
def test_words_and_running_words_of_each_level(
    standard: Standard, rows: list[tuple[int, ...]]
) -> None:
    (profile,) = (each for each in REPORT.profiles if each.standard == standard)
    assert [row.level for row in profile.rows] == list(range(1, len(rows) + 1))
    assert [tuple(asdict(row).values())[1:] for row in profile.rows] == rows


def test_every_word_has_a_level_by_every_standard() -> None:
    for profile in REPORT.profiles:
        assert sum(row.words + row.estimated_words for row in profile.rows) == 8
        assert profile.running_up_to(7) == 20


@pytest.mark.parametrize(
    ("counts", "percent", "level", "lowest", "highest"),
    [
        # 的 is of level 1, 摊位 unlisted and estimated as 7, 垄断 of level 7
        ({OF: 95, STALL: 4, MONOPOLY: 1}, 95, 1, 1, 1),
        ({OF: 95, STALL: 4, MONOPOLY: 1}, 98, 7, 1, 7),
        ({OF: 94, STALL: 5, MONOPOLY: 1}, 95, 7, 1, 7),
        ({OF: 94, NEIGHBOUR: 3, TOFU: 3}, 95, 3, 3, 3),
        ({OF: 90, STALL: 5, TOFU: 5}, 95, 5, 1, 5),
        ({OF: 19, TOFU: 1}, 95, 1, 1, 1),
        ({OF: 18, TOFU: 1}, 95, 5, 5, 5),
        ({}, 95, 1, 1, 1),
    ],
)
def test_reading_level_is_the_lowest_that_makes_up_the_share(
    counts: dict[Any, int], percent: int, level: int, lowest: int, highest: int
) -> None:
    profile = profiles_of({token.key: n for token, n in counts.items()})[0]
    (found,) = (each for each in profile.reading_levels if each.percent == percent)
    assert (found.level, found.lowest, found.highest) == (level, lowest, highest)


# Coverage


def test_what_is_known_now_and_why() -> None:
    coverage = REPORT.coverage
    assert (coverage.known, coverage.running) == (10, 20)
    assert [(each.status, each.words, each.running) for each in coverage.known_as] == [
        ("function word", 1, 8),
        ("too easy", 1, 2),
    ]
    assert coverage.no_card == ()


def test_words_come_by_occurrences_then_by_use_each_with_what_is_known_then() -> None:
    assert steps_of(REPORT) == [
        ("豆腐", 4, 14),
        ("垄断", 2, 16),
        ("官员", 1, 17),
        ("邻居", 1, 18),
        ("夜市", 1, 19),
        ("摊位", 1, 20),
    ]
    assert goals_of(REPORT) == {90: 4, 95: 5, 98: 6}


def test_known_words_count_from_the_start() -> None:
    report = report_of(STALL_TEXT, **knowing("豆腐", "垄断"))
    assert report.coverage.known == 16
    assert [each.status for each in report.coverage.known_as] == ["function word", "known", "too easy"]  # fmt: skip
    assert goals_of(report) == {90: 2, 95: 3, 98: 4}


def test_goal_that_is_met_needs_no_word() -> None:
    known = knowing("豆腐", "垄断", "官员", "邻居", "夜市")
    assert goals_of(report_of(STALL_TEXT, **known)) == {90: 0, 95: 0, 98: 1}


def test_goal_that_words_with_a_card_can_not_reach_is_none() -> None:
    report = report_of(STALL_TEXT, max_level=6)
    # 垄断 and 摊位 are of level 7: 3 of the 20 stay unknown.
    assert report.coverage.most == 17
    assert goals_of(report) == {90: None, 95: None, 98: None}
    assert [(each.status, each.words, each.running) for each in report.coverage.no_card] == [("too hard", 2, 3)]  # fmt: skip
    assert [each.word for each in report.without_card] == ["摊位", "垄断"]


def test_article_of_names_alone_leaves_nothing_to_learn() -> None:
    report = report_of(article(sentence("Li Ming.", LI_MING, STOP)))
    assert report.coverage.running == 0
    assert report.coverage.percent(report.coverage.known) == 100
    assert goals_of(report) == {90: 0, 95: 0, 98: 0}
    assert (report.sentences, report.hardest, report.difficulty) == ((), (), 0.0)


@given(
    new=st.lists(st.integers(1, 6), min_size=1, max_size=6),
    known=st.integers(0, 40),
    percent=st.sampled_from([90, 95, 98]),
)
def test_no_choice_of_fewer_words_reaches_a_goal(new: list[int], known: int, percent: int) -> None:
    names = ["豆腐", "垄断", "官员", "邻居", "夜市", "摊位"][: len(new)]
    tokens = [word(name) for name, count in zip(names, new, strict=True) for _ in range(count)]
    text = article(sentence("", *tokens, *[OF] * known))
    words = [ranked(text, name) for name in names]
    words += [ranked(text, "的", status="function word")] if known else []
    running = Counter({each.token.key: len(each.occurrences) for each in words})
    coverage = coverage_of(words, running, lambda each: each.zipf)
    (found,) = (goal.words for goal in coverage.goals if goal.percent == percent)
    total = known + sum(new)
    fewest = min(
        n
        for n in range(len(new) + 1)
        if any(100 * (known + sum(some)) >= percent * total for some in combinations(new, n))
    )
    assert found == fewest


# Sentences


def test_sentences_are_numbered_and_the_hardest_come_first() -> None:
    scores = [each.difficulty.score for each in REPORT.sentences]
    assert [(each.number, each.line) for each in REPORT.sentences] == [(1, 2), (2, 4), (3, 6)]
    assert REPORT.sentences[2].difficulty.new_words == ("豆腐", "摊位", "官员", "垄断")
    # 1 of 8 words is new in the first, 2 of 7 in the second, 4 of 5 in the third.
    assert REPORT.hardest == (3, 2, 1)
    assert REPORT.difficulty == round(sum(scores) / 3, 2)


def test_line_without_chinese_words_is_no_sentence() -> None:
    lone = sentence("Only English.")
    text = article(lone, sentence("An apple.", APPLE, STOP), sentence("2022", number("2022")))
    assert [(each.number, each.chinese) for each in report_of(text).sentences] == [(1, "苹果。")]


def test_structures_beyond_the_level_are_told_with_their_sentences() -> None:
    even, also = word("连"), word("也")
    text = article(
        sentence("Even apples.", even, APPLE, also, TOFU, STOP),
        sentence("Tofu.", TOFU, STOP),
        sentence("Even tofu.", even, TOFU, also, APPLE, STOP),
    )
    report = report_of(text)
    assert [(each.name, each.level, each.sentences) for each in report.structures] == [
        ("连…也", 3, (1, 3))
    ]
    assert report.sentences[0].difficulty.structures == ("连…也 (HSK 3)",)
    assert report_of(text, min_level=4).structures == ()


# Lists


def test_new_words_come_in_the_order_of_study_with_their_level_or_estimate() -> None:
    report = report_of(STALL_TEXT, order="text")
    assert [(each.word, each.level, each.estimate, each.running) for each in report.new_words] == [
        ("邻居", 3, None, 1),
        ("豆腐", 5, None, 4),
        ("夜市", 5, None, 1),
        ("摊位", None, 7, 1),
        ("官员", 6, None, 1),
        ("垄断", 7, None, 2),
    ]


def test_names_have_their_english_form_and_their_type() -> None:
    (name,) = REPORT.names
    assert (name.name, name.pinyin, name.english, name.name_type, name.running) == (
        "李明",
        "Lǐmíng",
        "Li Ming",
        "person",
        1,
    )


def test_name_without_a_meaning_is_what_the_english_line_calls_it() -> None:
    marked = replace(LI_MING, meaning=None, reasons=("Ming Li",))
    report = report_of(article(sentence("So says Ming Li.", marked, STOP)))
    assert report.names[0].english == "Ming Li"
    unmarked = replace(LI_MING, meaning=None)
    assert report_of(article(sentence("He says so.", unmarked, STOP))).names[0].english == ""


def test_lines_of_one_language_and_unsure_pairs_are_listed() -> None:
    text = article(
        sentence("An apple.", APPLE, STOP),
        sentence("", TOFU, STOP, role="caption", place=Place("stall.txt", 5)),
        sentence("Much less sure.", MARKET, STOP, score=0.2, place=Place("stall.txt", 9)),
        sentence("Less sure.", OFFICIAL, STOP, score=0.4, place=Place("stall.txt", 7)),
    )
    report = report_of(text)
    assert [(each.line, each.kind, each.role) for each in report.unpaired] == [(5, "chinese only", "caption")]  # fmt: skip
    assert [(each.line, each.score) for each in report.unsure] == [(9, 0.2), (7, 0.4)]
    assert [each.line for each in report_of(text, min_pair_score=0.3).unsure] == [9]


def test_article_in_chinese_alone_has_no_lines_to_pair() -> None:
    assert report_of(article(sentence("", APPLE, STOP))).unpaired == ()


# Several articles


def of_counts(title: str, **counts: int) -> Report:
    tokens = {"known": OF, "tofu": TOFU, "official": OFFICIAL, "monopoly": MONOPOLY, "stall": STALL}
    words = [tokens[name] for name, count in counts.items() for _ in range(count)]
    return report_of(article(sentence("Something.", *words, STOP)), title=title)


def test_article_with_the_fewest_words_to_learn_comes_first() -> None:
    two = of_counts("two", known=8, tofu=1, official=1)  # both are needed for 95 %
    one = of_counts("one", known=8, tofu=2)
    none = of_counts("none", known=40, tofu=1)
    assert [each.report.title for each in in_reading_order([two, one, none])] == ["none", "one", "two"]  # fmt: skip
    assert [words_to_goal(each) for each in (none, one, two)] == [0, 1, 2]


def test_of_two_with_as_many_words_the_one_better_known_comes_first() -> None:
    less, more = of_counts("less", known=2, tofu=2), of_counts("more", known=6, tofu=2)
    assert [each.report.title for each in in_reading_order([less, more])] == ["more", "less"]


def test_article_out_of_reach_comes_last_and_the_nearer_one_first() -> None:
    far = report_of(article(sentence("", OF, MONOPOLY, STALL, STOP)), title="far", max_level=6)
    near = report_of(article(sentence("", OF, OF, MONOPOLY, STOP)), title="near", max_level=6)
    can = of_counts("can", known=1, tofu=1, official=1, monopoly=1)
    ordered = in_reading_order([far, near, can])
    assert [each.report.title for each in ordered] == ["can", "near", "far"]
    assert [each.place for each in ordered] == [1, 2, 3]


def test_what_is_known_by_then_takes_in_the_cards_of_the_articles_before() -> None:
    first = of_counts("first", known=8, tofu=2)
    second = of_counts("second", known=4, tofu=3, official=2, monopoly=1)
    ordered = in_reading_order([second, first])
    assert [(each.report.title, each.known_then) for each in ordered] == [("first", 8), ("second", 7)]  # fmt: skip


def test_word_without_a_card_here_is_known_by_then_from_a_card_elsewhere() -> None:
    first = of_counts("first", known=8, stall=2)
    second = report_of(article(sentence("", OF, STALL, mark("。"))), title="second", max_level=6)
    assert second.without_card[0].word == "摊位"
    assert [each.known_then for each in in_reading_order([first, second])] == [8, 2]


# Words


def test_share_is_cut_and_not_rounded_up_to_a_goal() -> None:
    assert wording.percent(94_999, 100_000) == "94.9 %"
    assert wording.percent(999_999, 1_000_000) == "99.9 %"
    assert wording.percent(29, 100) == "29.0 %"


@pytest.mark.parametrize(
    ("goal", "text"),
    [
        (Goal(90, 4), "4 words (90.0 %)"),
        (Goal(90, 0), "reached now"),
        (Goal(98, None), "out of reach (100 % with every card)"),
    ],
)
def test_goal_in_words(goal: Goal, text: str) -> None:
    assert wording.goal(goal, REPORT.coverage) == text
