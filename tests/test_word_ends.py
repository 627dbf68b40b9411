"""No stretch that could be a word, or is a headword, is left out before it is looked up."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shengci.lexicon import dictionary
from shengci.words import vocabulary, word_ends

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
HAN = "看一了二第三点百分之高兴儿花不能嘴里个每天很垄断想商量卡拉恤"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_ends_of_every_word_are_found_in_an_article(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        for run in re.findall(f"[{vocabulary.HAN}]+", line):
            _check_words(run)
            _check_headwords(run)


@settings(deadline=None)
@given(st.text(st.sampled_from(HAN), min_size=1))
def test_ends_of_every_word_are_found_in_any_run(run: str) -> None:
    _check_words(run)


@settings(deadline=None)
@given(st.text(st.sampled_from(f"{HAN}OKT，·A3")))
def test_ends_of_every_headword_are_found_in_any_text(text: str) -> None:
    _check_headwords(text)


def _check_words(run: str) -> None:
    for start in range(len(run)):
        ends = range(start + 1, min(len(run), start + vocabulary.LONGEST_WORD) + 1)
        words = {e for e in ends if vocabulary.log_probability(run[start:e], True) is not None}
        assert words <= {*word_ends.possible_ends(run, start, vocabulary.LONGEST_WORD)}, run[start:]


def _check_headwords(text: str) -> None:
    for start in range(len(text)):
        ends = [e for e in range(start + 1, len(text) + 1) if dictionary.is_headword(text[start:e])]
        assert dictionary.headword_ends(text, start) == ends
