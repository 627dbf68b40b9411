"""Cuts of sentences written for them: those the rules were mended on, and the form of those held out."""

import word_articles
import word_cuts
import word_gold
from word_gold import CutLine

PARTS = word_articles.WRITTEN


def lines_of(part: str) -> list[CutLine]:
    return word_gold.cut_lines_of(word_articles.CASES / f"cut-lines-{part}.tsv")


def test_no_sentence_is_both_mended_and_held_out() -> None:
    mended, held_out = ({line.pair for line in lines_of(part)} for part in PARTS)
    assert mended.isdisjoint(held_out)


def test_word_whose_meaning_is_judged_stands_in_the_first_cut() -> None:
    astray = [
        (line.pair, mark.word)
        for part in PARTS
        for line in lines_of(part)
        for mark in line.marks
        if bool(mark.word) != bool(mark.meanings)
        or mark.word
        not in ["", *("".join(line.pair[1][p.start : p.end] for p in w) for w in mark.cuts[0])]
    ]
    assert astray == []


def test_cuts_of_the_sentences_the_rules_were_mended_on() -> None:
    *_, everything = word_cuts.cuts_written(word_articles.MENDED).splitlines()
    _, _, cut, meant, _ = everything.split("|")
    assert float(cut) >= 0.95
    assert float(meant) >= 0.93
