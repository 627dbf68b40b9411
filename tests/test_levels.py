"""Estimated levels: on the scale of their standard, and what they go by."""

import pytest

from shengci.lexicon.levels import (
    FACTS,
    LevelModel,
    Neighbours,
    estimated_level,
    levels_of,
    terms,
)
from shengci.records import Standard

STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")
LISTED = {"电": 1, "电话": 1, "电视机": 3, "机场": 2, "垄断": 7}
CHARACTERS = {"电": 1, "话": 1, "视": 2, "机": 2, "场": 2}


def facts(word: str) -> dict[str, float]:
    return dict(zip(FACTS, Neighbours(LISTED, CHARACTERS).facts_of(word), strict=True))


def test_listed_word_has_no_estimate() -> None:
    assert levels_of("勺", "2025").estimate is not None
    assert levels_of("勺", "2021").estimate is None


@pytest.mark.parametrize("standard", STANDARDS)
def test_estimate_stays_on_the_scale_of_its_standard(standard: Standard) -> None:
    texts = ("的", "一点", "摊位", "舀", "没有这个词", "x" * 500, "")
    estimates = {estimated_level(text, standard) for text in texts}
    assert estimates <= set(range(1, 7 if standard == "2.0" else 8))


@pytest.mark.parametrize("standard", STANDARDS)
def test_rarer_words_are_estimated_the_harder(standard: Standard) -> None:
    assert estimated_level("上海", standard) < estimated_level("炮制", standard)


def test_characters_tell_their_own_level_and_that_of_other_words() -> None:
    found = facts("电机")
    assert found["highest level of its characters"] == 2
    assert found["mean level of its characters"] == 1.5
    assert found["mean lowest level of words with its characters"] == 1.5  # of 电, of 机场


def test_parts_are_listed_words_of_two_characters_or_more() -> None:
    assert facts("电视机场")["highest level of its parts"] == 3
    assert facts("电脑")["highest level of its parts"] == 0


def test_word_tells_nothing_of_itself() -> None:
    without = {word: level for word, level in LISTED.items() if word != "垄断"}
    assert Neighbours(without, CHARACTERS).facts_of("垄断") == Neighbours(
        LISTED, CHARACTERS
    ).facts_of("垄断")


def test_level_is_the_number_of_thresholds_passed() -> None:
    model = LevelModel((1.0,), (2.0,), (1.0, 0.0), (-1.0, 0.5))
    assert [model.level_of((fact,)) for fact in (-2.0, 1.0, 3.0)] == [1, 2, 3]


def test_terms_are_values_squares_and_products() -> None:
    assert terms([2.0, 3.0]) == [2.0, 3.0, 4.0, 6.0, 9.0]
