"""Levels of words by the three HSK standards."""

import pytest

from shengci.lexicon.hsk import BAND, characters, label, level_of, words
from shengci.records import Standard

STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")


@pytest.mark.parametrize(
    ("standard", "n_words", "highest"), [("2025", 10_800, 7), ("2021", 10_900, 7), ("2.0", 4900, 6)]
)
def test_standard_lists_its_words_up_to_its_highest_level(
    standard: Standard, n_words: int, highest: int
) -> None:
    levels = words(standard).values()
    assert n_words < len(levels) < n_words + 200
    assert set(levels) == set(range(1, highest + 1))


@pytest.mark.parametrize(
    ("word", "levels"),
    [
        ("苹果", (1, 3, 1)),
        ("夜市", (5, 7, None)),
        ("程序", (5, 4, 5)),
        ("邻居", (3, 5, 3)),
        ("勺", (None, 6, None)),
        ("垄断", (7, 7, 6)),
        ("炮制", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_standards_disagree(word: str, levels: tuple[int | None, ...]) -> None:
    assert tuple(level_of(word, standard) for standard in STANDARDS) == levels


def test_erhua_has_the_level_of_the_word_listed_without_it() -> None:
    assert "一会儿" in words("2025") or "一会" in words("2025")
    plain = next(w for w in sorted(words("2025")) if w + "儿" not in words("2025") and len(w) == 2)
    assert level_of(plain + "儿", "2025") == words("2025")[plain]
    assert level_of("儿", "2025") == words("2025").get("儿")


def test_erhua_listed_itself_keeps_its_own_level() -> None:
    assert level_of("玩儿", "2.0") == 2


@pytest.mark.xfail(reason="only a headword with its erhua falls back on the plain word")
def test_word_listed_with_erhua_has_that_level_without_it() -> None:
    assert "一点儿" in words("2025")
    assert "一点" not in words("2025")
    assert level_of("一点", "2025") == level_of("一点儿", "2025")


@pytest.mark.parametrize("standard", STANDARDS)
def test_characters_have_levels_of_the_same_scale(standard: Standard) -> None:
    assert set(characters(standard).values()) == set(range(1, BAND + 1))
    assert all(len(character) == 1 for character in characters(standard))


def test_band_is_written_out_and_no_level_is_empty() -> None:
    assert [label(level) for level in (1, 6, BAND, None)] == ["1", "6", "7-9", ""]
