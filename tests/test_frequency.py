"""How common words are, on the Zipf scale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.lexicon.frequency import english_zipf_of, zipf_of


def test_commoner_words_come_first() -> None:
    zipfs = [zipf_of(word) for word in ("的", "朋友", "夜市", "炮制", "没有这个词")]
    assert zipfs == sorted(zipfs, reverse=True)
    assert len(set(zipfs)) == len(zipfs)


def test_commoner_english_words_come_first() -> None:
    zipfs = [english_zipf_of(word) for word in ("the", "friend", "tofu", "zzxqj")]
    assert zipfs == sorted(zipfs, reverse=True)
    assert zipfs[-1] == 0.0


@pytest.mark.parametrize("word", ["The", "THE", "the"])
def test_capitals_do_not_count(word: str) -> None:
    assert english_zipf_of(word) == english_zipf_of("the")


def test_latin_word_in_chinese_text_is_found() -> None:
    assert zipf_of("OK") == zipf_of("ok") > 0


@given(st.text(max_size=6))
def test_zipf_lies_between_0_and_8(word: str) -> None:
    assert 0 <= zipf_of(word) <= 8
    assert 0 <= english_zipf_of(word) <= 8
