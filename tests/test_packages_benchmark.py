"""The benchmark of packages: that its text is that of real cards, and that the package stays small."""

import re
from pathlib import Path

import pytest

import packages
from big_deck import big_deck
from shengci.notetype import FIELDS
from shengci.records import Deck

N_NOTES = 1800  # more than the articles have words, so that some are told anew


@pytest.fixture(scope="module")
def deck() -> Deck:
    return big_deck(N_NOTES)


def test_every_note_is_another_word_with_two_cards(deck: Deck) -> None:
    notes = [dict(zip(FIELDS, note.fields, strict=True)) for note in deck.notes]
    assert len({note.guid for note in deck.notes}) == len(notes) == N_NOTES
    assert all(note["ProductionCard"] and not note["ClozeCard"] for note in notes)


def test_words_told_anew_are_marked_in_sentences_like_the_real_ones(deck: Deck) -> None:
    retold = [dict(zip(FIELDS, note.fields, strict=True)) for note in deck.notes[-100:]]
    for note in retold:
        assert f"<b>{note['Word']}</b>" in note["Sentence"]
        assert note["Word"] not in re.sub("<[^>]+>", "", note["ClozeSentence"])
    linked = [re.findall("<b>(.+?)</b>", note["SourceLine"]) for note in retold]
    assert sum(map(bool, linked)) > 50


def test_retold_notes_are_as_long_as_the_real_ones(deck: Deck) -> None:
    lengths = [len("".join(note.fields)) for note in deck.notes]
    real, retold = lengths[:1000], lengths[-300:]
    assert 0.8 < (sum(retold) / len(retold)) / (sum(real) / len(real)) < 1.25


def test_package_takes_a_sixth_of_genankis_bytes(deck: Deck, tmp_path: Path) -> None:
    for name, write in packages.METHODS.items():
        write(deck, tmp_path / f"{name.split(',')[0]}.apkg")
    ours = (tmp_path / "shengci.apkg").stat().st_size
    assert ours < (tmp_path / "genanki 0.13.1 alone.apkg").stat().st_size / 6
    assert ours / N_NOTES < 400


def test_table_has_a_line_a_method_and_what_the_text_alone_takes(deck: Deck) -> None:
    lines = packages.table(deck, packages.compare(deck, 1)).splitlines()
    assert lines[0].startswith("1,800 notes, 3,600 cards, ")
    assert [line[:30].strip() for line in lines[2:]] == [
        *packages.METHODS,
        "fields alone, deflate",
        "fields alone, xz",
    ]
    *_, memory = lines[2].split()
    assert 30 < int(memory) < 150
