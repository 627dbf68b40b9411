"""English words: where they stand, which form they meet under, and how much they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.english import EnglishWord, stem_of, stems_of, weight_of, words_of
from shengci.kin import family_of
from tables import cases

LINES = st.text(alphabet="aéB s'’.-,$%15\n “”—\tAI夜", max_size=50)


@pytest.mark.parametrize(("line", "words"), cases("english-words.tsv"))
def test_words_of_a_line(line: str, words: str) -> None:
    assert " | ".join(word.text for word in words_of(line)) == words


@given(LINES)
def test_words_stand_where_they_say_in_order(line: str) -> None:
    end = 0
    for word in words_of(line):
        assert end <= word.start < word.end
        assert line[word.start : word.end] == word.text
        end = word.end


@given(LINES)
def test_stem_is_that_of_the_word_alone(line: str) -> None:
    assert all(word.stem == stem_of(word.text) for word in words_of(line))


@pytest.mark.parametrize(("form", "lemma"), cases("english-stems.tsv"))
def test_forms_meet_under_one_stem(form: str, lemma: str) -> None:
    assert stem_of(form) == stem_of(lemma)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("marked", "market"),
        ("bank", "band"),
        ("8", "80"),
        ("2.5", "25"),
        ("tofu", "tough"),
        ("added", "ad"),
        ("business", "busy"),
        ("department", "depart"),
        ("hospital", "hospitality"),
        ("news", "new"),
        ("goods", "good"),
        ("positive", "position"),
        ("several", "severe"),
        ("polite", "political"),
        ("hardly", "hard"),
        ("united", "unit"),
        ("evening", "even"),
        ("corner", "corn"),
        ("tower", "tow"),
        ("rise", "rize"),
        ("importance", "import"),
        ("experiment", "experience"),
        ("apply", "apple"),
        ("family", "fame"),
    ],
)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem_of(one) != stem_of(other)


@pytest.mark.parametrize(("one", "other", "related"), cases("english-kin.tsv"))
def test_derived_words_are_of_one_family(one: str, other: str, related: str) -> None:
    assert bool(family_of(one) & family_of(other)) == (related == "yes")
    assert stem_of(one) in family_of(one)


def test_stems_keep_the_order_of_a_gloss_and_its_function_words() -> None:
    assert stems_of("to give up (a seat)") == ("to", "give", "up", "a", "seat")


@pytest.mark.parametrize("word", ["the", "The", "of", "don’t", "wouldn't", "it’s", "she'll"])
def test_function_words_are_told_in_any_spelling(word: str) -> None:
    assert EnglishWord(word, 0, len(word), "").is_function_word


@pytest.mark.parametrize("word", ["tofu", "o’clock", "U.S.", "81"])
def test_content_words_are_no_function_words(word: str) -> None:
    assert not EnglishWord(word, 0, len(word), "").is_function_word


def test_rarer_words_weigh_more() -> None:
    weights = [weight_of(word) for word in ("the", "people", "market", "clockmaker")]
    assert weights == sorted(weights)
    assert weights[0] == 0 < weights[1] < weights[2] <= weights[3] <= 1


@given(st.text(max_size=12))
def test_weight_lies_between_0_and_1(word: str) -> None:
    assert 0 <= weight_of(word) <= 1
