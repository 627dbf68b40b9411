"""Notations of a syllable, and how the syllables of a word join."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.pinyin import aligned, groups, joined, marked, numbered, spoken, tone_of, zhuyin
from tables import cases, rows

SYLLABLES = [row[0] for row in rows("pinyin.tsv")]
ROWS = cases("pinyin.tsv")
WORDS = st.lists(st.sampled_from([*SYLLABLES, "r5", "T", "·"]), min_size=1, max_size=6).map(tuple)
TONE_MARKS = "\u0304\u0301\u030c\u0300"


@pytest.mark.parametrize(("syllable", "with_mark", "_"), ROWS)
def test_tone_mark_of_a_syllable(syllable: str, with_mark: str, _: str) -> None:
    assert marked(syllable) == with_mark


@pytest.mark.parametrize(("syllable", "with_mark", "_"), ROWS)
def test_numbered_is_the_inverse_of_marked(syllable: str, with_mark: str, _: str) -> None:
    assert numbered(with_mark) == syllable


@pytest.mark.parametrize(("syllable", "_", "symbols"), ROWS)
def test_zhuyin_of_a_syllable(syllable: str, _: str, symbols: str) -> None:
    assert zhuyin(syllable) == symbols


@pytest.mark.parametrize(("syllables", "word"), cases("pinyin-joined.tsv"))
def test_syllables_join_to_a_word(syllables: str, word: str) -> None:
    assert joined(tuple(syllables.split())) == word


@pytest.mark.parametrize("text", ["K", "OK", "", "·", "3", "abc6", "ㄎ", "夜", "a1b2"])
def test_what_is_no_syllable_stays_as_it_is(text: str) -> None:
    assert marked(text) == zhuyin(text) == text
    assert tone_of(text) == 5


@pytest.mark.parametrize("syllable", ["lu:4", "lü4"])
def test_every_spelling_of_u_umlaut_is_read(syllable: str) -> None:
    assert (marked(syllable), zhuyin(syllable)) == ("lǜ", "ㄌㄩˋ")


@given(st.sampled_from(SYLLABLES))
def test_syllable_has_one_mark_or_is_neutral(syllable: str) -> None:
    n_marks = sum(char in TONE_MARKS for char in unicodedata.normalize("NFD", marked(syllable)))
    assert n_marks == (0 if tone_of(syllable) == 5 else 1)


@given(st.sampled_from(SYLLABLES))
def test_tones_of_a_syllable_are_spelled_apart(syllable: str) -> None:
    tones = [syllable[:-1] + tone for tone in "12345"]
    assert len({marked(tone) for tone in tones}) == len({zhuyin(tone) for tone in tones}) == 5


@given(WORDS)
def test_aligned_reading_has_a_piece_for_each_character(syllables: tuple[str, ...]) -> None:
    assert len(aligned(syllables).split(" ")) == len(syllables)


@given(WORDS)
def test_groups_keep_every_letter_and_tone(syllables: tuple[str, ...]) -> None:
    found = groups(syllables)
    assert "".join(text for text, _ in found) == joined(syllables)
    assert joined(syllables).replace("'", "").replace(" ", "") == aligned(syllables).replace(
        " ", ""
    )
    spoken = [s for at, s in enumerate(syllables) if s != "r5" or at == 0]
    assert [tone for _, tone in found] == [tone_of(syllable) for syllable in spoken]


@given(WORDS)
def test_no_word_begins_with_an_apostrophe_or_has_two_together(syllables: tuple[str, ...]) -> None:
    assert not re.search(r"^'|''", joined(syllables))


@pytest.mark.parametrize(("words", "reading", "said"), cases("pinyin-sandhi.tsv"))
def test_tone_of_one_and_not_as_spoken(words: str, reading: str, said: str) -> None:
    syllables = iter(reading.split())
    given_words = [(word, tuple(next(syllables) for _ in word)) for word in words.split()]
    assert " ".join(s for word in spoken(given_words) for s in word) == said


def test_nothing_is_spoken_together_across_a_comma() -> None:
    assert spoken([("不", ("bu4",)), ("，", ()), ("是", ("shi4",))])[0] == ("bu4",)


@given(WORDS)
def test_spoken_reading_keeps_its_length(syllables: tuple[str, ...]) -> None:
    text = ("一不三" * len(syllables))[: len(syllables)]
    assert [len(word) for word in spoken([(text, syllables), ("是", ("shi4",))])] == [
        len(syllables),
        1,
    ]
