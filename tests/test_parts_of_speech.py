"""The part of speech that a card names: what the sense says, and nothing where it speaks against the tag."""

import pytest

from shengci.records import Definition
from shengci.words.parts_of_speech import part_of_speech


@pytest.mark.parametrize(
    ("gloss", "tag", "named"),
    [
        ("to rise", "n", "verb"),
        ("(of a patient) to have an operation", "v", "verb"),
        ("to", "p", "preposition"),
        ("shop sign", "v", ""),
        ("plan", "vn", "noun"),
        ("delicious; savory", "z", "adjective"),
        ("curiosity", "l", ""),
        ("classifier for stalls", "q", "measure word"),
    ],
)
def test_part_of_speech_of_a_sense(gloss: str, tag: str, named: str) -> None:
    assert part_of_speech(Definition(gloss, (gloss,)), tag) == named


def test_sense_that_names_its_part_of_speech_has_it() -> None:
    assert part_of_speech(Definition("still", ("still",), (), "adverb"), "v") == "adverb"


def test_word_without_a_sense_has_that_of_its_tag() -> None:
    assert part_of_speech(None, "n") == "noun"
