"""Numbers in both languages: what they are worth."""

import math

import pytest

from shengci.english import words_of
from shengci.words import numerals
from tables import cases


@pytest.mark.parametrize(("number", "line", "said"), cases("numerals.tsv"))
def test_number_is_found_in_the_line(number: str, line: str, said: str) -> None:
    words = words_of(line)
    value = numerals.value_of(number)
    assert value is not None
    found = [places for worth, places in numerals.said_in(words) if math.isclose(worth, value)]
    assert " ".join(words[e].text for places in found for e in places) == said


@pytest.mark.parametrize("text", ["", "点", "五个", "A4", "第"])
def test_what_is_no_number_is_worth_nothing(text: str) -> None:
    assert numerals.value_of(text) is None
