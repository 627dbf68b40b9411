"""What holds of a learner's file and of lists whatever the words: what is written is read again, and nothing else."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import LINES, examples
from shengci import text
from shengci.known.importing import words_of_values
from shengci.known.learner import (
    Lines,
    read_lines_of,
    with_words,
    without_words,
    words_in,
    write_lines,
)
from shengci.known.lists import read_list
from shengci.known.showing import Form, exported
from shengci.known.sources import Choice
from shengci.known.words import LONGEST, KnownWord, knowledge_of
from shengci.lexicon import dictionary
from shengci.records import Knowledge


@cache
def headwords() -> tuple[str, ...]:
    """Return the words of the dictionary that a list may hold: of Chinese characters, and not too long."""
    return tuple(
        word
        for word in dictionary.headwords()
        if text.count_scripts(word)["han"] == len(word) <= LONGEST
    )


def known_words(note: str = "") -> st.SearchStrategy[list[KnownWord]]:
    """Return words, some of which are known in one of their readings only."""

    def known(number: int, reading: int | None) -> KnownWord:
        word = headwords()[number % len(headwords())]
        readings = dictionary.readings_of(word)
        if reading is None or not dictionary.has_several_readings(word):
            return KnownWord(word, (), note)
        return KnownWord(word, readings[reading % len(readings)], note)

    readings = st.one_of(st.none(), st.integers(0, 5))
    return st.lists(st.builds(known, st.integers(0, 200_000), readings), max_size=8)


NOTES = LINES.map(lambda line: text.fold(text.clean(line)))


def through_a_file(lines: Lines) -> Lines:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "me.txt"
        write_lines(path, lines)
        return read_lines_of(path)


def kept(words: Sequence[KnownWord]) -> list[KnownWord]:
    words = [replace(word, note=word.note.replace("#", "＃")) for word in words]
    return sorted(words, key=lambda word: (word.headword, word.reading))


@examples(40)
@given(NOTES.flatmap(known_words))
def test_a_learners_file_comes_back(words: list[KnownWord]) -> None:
    lines, new = with_words((), words)
    read = through_a_file(lines)
    assert kept(words_in(read)) == kept(new)
    assert [line.text for line in read] == [line.text for line in lines]
    assert with_words(read, words) == (read, [])
    assert knowledge_of(words_in(read)) == knowledge_of(words)


@examples(40)
@given(known_words(), known_words())
def test_words_taken_out_are_gone_and_no_others(
    words: list[KnownWord], gone: list[KnownWord]
) -> None:
    lines, _ = with_words((), words)
    left, missing = without_words(lines, gone)
    heads = {word.headword for word in gone if not word.reading}
    assert not heads & {word.headword for word in words_in(left)}
    assert {word.headword for word in words_in(lines)} - {word.headword for word in gone} <= {
        word.headword for word in words_in(left)
    }
    assert {word.headword for word in missing} <= {word.headword for word in gone}
    assert without_words(left, gone)[0] == left


@pytest.mark.parametrize("form", ["txt", "csv", "pleco"])
@examples(40)
@given(known_words().filter(bool))
def test_a_list_for_another_program_is_read_again(form: Form, words: list[KnownWord]) -> None:
    found = read_list(exported(words, form), Choice(), f"words.{form}")
    again, _, _ = words_of_values(found.values, "")
    assert {word.headword for word in words} <= {word.headword for word in again}


@given(known_words(), st.integers(0, 200_000))
def test_more_words_take_no_knowledge_away(words: list[KnownWord], number: int) -> None:
    more = KnownWord(headwords()[number % len(headwords())])
    less, whole = knowledge_of(words), knowledge_of([*words, more])
    assert less.words <= whole.words
    assert all(word in whole.words for word, _ in less.readings - whole.readings)
    assert whole != Knowledge()
