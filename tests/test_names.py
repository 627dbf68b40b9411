"""Names of sentences written for them: those the rules were mended on, and the form of those held out."""

import pytest

import word_articles
import word_gold
from word_gold import NameLine
from word_ours import annotated

PARTS = word_articles.WRITTEN


def lines_of(part: str) -> list[NameLine]:
    return word_gold.name_lines_of(word_articles.CASES / f"name-lines-{part}.tsv")


@pytest.mark.parametrize("part", PARTS)
def test_english_forms_stand_in_their_line(part: str) -> None:
    astray = [
        form
        for line in lines_of(part)
        for name in line.names
        for form in name.english.split(word_gold.ALTERNATIVES)
        if form not in line.pair[0]
    ]
    assert astray == []


def test_no_sentence_is_both_mended_and_held_out() -> None:
    mended, held_out = ({line.pair for line in lines_of(part)} for part in PARTS)
    assert mended.isdisjoint(held_out)


def test_names_of_the_sentences_the_rules_were_mended_on() -> None:
    *_, everything = word_articles.names_written("mended").splitlines()
    _, _, _, precision, recall, _, types, forms, _ = everything.split("|")
    assert min(map(float, (precision, recall, forms))) >= 0.97
    assert float(types) >= 0.95


def test_sentences_without_names_have_none() -> None:
    found = [
        (token.text, line.pair[0])
        for line in lines_of("mended")
        if line.kind == "none"
        for token in annotated(line.pair)[0].tokens
        if token.kind == "name"
    ]
    assert found == [("共产党", "He joined the Party last year.")]
