"""Tests of shengci.text; most of what it must get right stands in tests/cases/*.tsv."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import LINES, LONG_LINES, examples
from shengci import text
from shengci.sentences import chinese_sentences, english_sentences
from tables import cases

PIECES = st.one_of(
    st.text(alphabet="他说问道真的吗。！？…“”「」《》（）'\" .,!?AIUSabcd 15\n：，", max_size=60),
    LINES,
    LONG_LINES,
)


@pytest.mark.parametrize(("line", "language"), cases("line-language.tsv"))
def test_language_of_a_line(line: str, language: str) -> None:
    assert text.language_of(line) == language


@pytest.mark.parametrize(("line", "parts"), cases("mixed-lines.tsv"))
def test_only_a_line_of_two_whole_texts_is_cut(line: str, parts: str) -> None:
    assert " | ".join(text.split_mixed(line)) == (parts or line)


@pytest.mark.parametrize(("given", "sentences"), cases("english-sentences.tsv"))
def test_english_sentences(given: str, sentences: str) -> None:
    assert " | ".join(english_sentences(given)) == sentences


@pytest.mark.parametrize(("given", "sentences"), cases("chinese-sentences.tsv"))
def test_chinese_sentences(given: str, sentences: str) -> None:
    assert " | ".join(chinese_sentences(given)) == sentences


def test_a_tab_between_the_languages_always_cuts() -> None:
    assert text.split_mixed("apple\t苹果") == ("apple", "苹果")
    assert text.split_mixed("\tapple\t") == ("apple",)


@examples(60)
@given(PIECES)
def test_sentences_give_back_the_text(given: str) -> None:
    for split in (english_sentences, chinese_sentences):
        assert "".join("".join(split(given)).split()) == "".join(given.split())


@examples(60)
@given(PIECES)
def test_no_sentence_is_empty_or_has_white_space_at_its_ends(given: str) -> None:
    for split in (english_sentences, chinese_sentences):
        assert all(sentence and sentence == sentence.strip() for sentence in split(given))


@examples(60)
@given(PIECES)
def test_a_cut_line_loses_at_most_its_separator(given: str) -> None:
    kept = "".join("".join(text.split_mixed(given)).split())
    assert sorted(kept) == sorted(c for c in given if not c.isspace())


def test_scripts_are_counted_in_characters_and_latin_in_words() -> None:
    counts = text.count_scripts("Café 二〇二六 𠮷 のト 한국 Пётр don’t Ａ①²")
    assert counts == {"latin": 3, "han": 5, "kana": 2, "hangul": 2, "other": 4}


def test_folding_leaves_single_spaces() -> None:
    assert text.fold("\u3000在家\t做\u00a0 豆腐\r\n") == "在家 做 豆腐"


def test_hidden_characters_go_and_visible_ones_stay() -> None:
    assert text.clean("\ufeff豆\u200b腐\u00ad\x07 tofu\u2060") == "豆腐 tofu"
    family = "👩\u200d👧 ❤\ufe0f"
    assert text.clean(family) == family
    assert text.clean("a\tb\n") == "a\tb\n"


@given(LINES)
def test_a_folded_and_cleaned_text_stays_as_it_is(given: str) -> None:
    for change in (text.fold, text.clean, text.with_line_feeds):
        assert change(change(given)) == change(given)


@given(st.text("'=-+ing", max_size=4))
def test_a_cell_for_a_spreadsheet_comes_back(cell: str) -> None:
    assert text.formula_free(text.formula_safe(cell)) == cell


@pytest.mark.parametrize("line", ["好。", "Good.”", "真的？！』", "(Really?)", "走……"])
def test_a_stop_counts_behind_closing_marks(line: str) -> None:
    assert text.ends_with_stop(line)


@pytest.mark.parametrize("line", ["", "标题", "3.5", "他说：", "It was (so)"])
def test_no_stop_no_end(line: str) -> None:
    assert not text.ends_with_stop(line)


@pytest.mark.parametrize(
    "piece", ["a. ", "U.S. (", "“你好！", "（《？", "他说。" * 3, '"." ', "Aa", "做how "]
)
def test_long_texts_without_sense_take_no_quadratic_time(piece: str) -> None:
    given = piece * 20_000
    assert english_sentences(given)
    assert chinese_sentences(given)
    assert text.language_of(given)
    assert text.split_mixed(given)
