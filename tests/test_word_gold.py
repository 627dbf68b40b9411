"""Whether the words and names marked by hand fit the articles they are of: see `cases/words`."""

import itertools
import re
from functools import cache

import pytest

import word_articles
import word_gold
from tables import CASES, rows
from word_articles import GROUPS, WRITTEN

ARTICLES = CASES.parent / "articles"
README = (CASES / "words" / "README.md").read_text(encoding="utf-8")
NAMES = tuple(itertools.chain.from_iterable(GROUPS.values()))
LEAST_WORDS = 260

Row = tuple[str, ...]

in_every_article = pytest.mark.parametrize("name", NAMES)


@cache
def lines(name: str) -> tuple[tuple[str, str], ...]:
    """Return the (English, Chinese) pairs of an article."""
    text = (ARTICLES / f"{name}.pairs.tsv").read_text(encoding="utf-8")
    return tuple((english, chinese) for english, chinese in map(columns, text.splitlines()))


def columns(line: str) -> list[str]:
    return line.split("\t")


def line_of(name: str, row: Row) -> tuple[str, str]:
    return lines(name)[int(row[0]) - 1]


def start_of(name: str, row: Row) -> int:
    """Return where the word or name of the row starts in its Chinese line, -1 where it does not."""
    _, chinese = line_of(name, row)
    first, *others = row[1].split("…")
    starts = [place.start() for place in re.finditer(f"(?={re.escape(first)})", chinese)]
    if len(starts) < int(row[2]):
        return -1
    start = starts[int(row[2]) - 1]
    end = start + len(first)
    for piece in others:
        if (place := chinese.find(piece, end)) < 0:
            return -1
        end = place + len(piece)
    return start


def stands_in(piece: str, english: str) -> bool:
    """Tell whether the line has the piece as whole words, as often as its `#` says."""
    text, _, nth = piece.partition("#")
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    return len(re.findall(before + re.escape(text) + after, english)) >= int(nth or 1)


def words(name: str) -> list[Row]:
    return rows(f"words/{name}.tsv")


def names(name: str) -> list[Row]:
    return rows(f"words/{name}.names.tsv")


# Words


@in_every_article
def test_every_word_stands_in_its_chinese_line(name: str) -> None:
    assert [row for row in words(name) if start_of(name, row) < 0] == []


@in_every_article
def test_words_come_once_each_in_the_order_of_the_text(name: str) -> None:
    places = [(int(row[0]), start_of(name, row)) for row in words(name)]
    assert places == sorted(set(places))


@in_every_article
def test_every_word_has_all_its_columns_a_meaning_and_both_lines(name: str) -> None:
    for row in words(name):
        *_, meanings, _counterpart, _comment = row
        assert len(row) == 7
        assert all(line_of(name, row))
        assert all(meanings.split("|"))


@in_every_article
def test_every_reading_has_a_syllable_a_character(name: str) -> None:
    for row in words(name):
        characters = len(row[1].replace("…", ""))
        assert {len(reading.split(" ")) for reading in row[3].split("|")} == {characters}, row


@in_every_article
def test_every_piece_of_a_counterpart_stands_in_its_english_line(name: str) -> None:
    for row in words(name):
        english, _ = line_of(name, row)
        markings = [marking for marking in row[5].split("|") if marking]
        pieces = [piece for marking in markings for piece in marking.split(" … ")]
        assert all(stands_in(piece, english) for piece in pieces), row


# Names


@in_every_article
def test_every_name_stands_in_its_chinese_line_and_its_form_in_the_english(name: str) -> None:
    for row in names(name):
        english, _ = line_of(name, row)
        assert len(row) == 6
        assert start_of(name, row) >= 0, row
        assert not row[4] or stands_in(row[4], english), row


@in_every_article
def test_every_name_has_one_of_four_types(name: str) -> None:
    assert {row[3] for row in names(name)} <= {"person", "place", "organisation", "work"}


@in_every_article
def test_no_word_is_inside_a_name(name: str) -> None:
    inside = {
        (row[0], at)
        for row in names(name)
        for at in range(start_of(name, row), start_of(name, row) + len(row[1]))
    }
    assert [row for row in words(name) if (row[0], start_of(name, row)) in inside] == []


# What is in it


def test_readme_counts_the_words_and_names() -> None:
    told = re.findall(r"(?m)^\| `([\w-]+)` \| (\d+) \| (\d+) \| (\d+) \|$", README)
    counted = [
        (
            name,
            *map(str, (len(words(name)), len({row[0] for row in words(name)}), len(names(name)))),
        )
        for name in NAMES
    ]
    assert told == counted


def test_there_are_at_least_65_words_an_article_on_average() -> None:
    assert sum(len(words(name)) for name in NAMES) >= LEAST_WORDS


# Sentences written for meanings


def sentences_of(part: str) -> set[str]:
    """Return the sentences of a half; each marked word is looked for in its sentence meanwhile."""
    articles = word_gold.sense_lines_of(CASES / f"sense-lines-{part}.tsv").values()
    return {chinese for pairs, _ in articles for _, chinese in pairs}


def test_every_word_of_the_sentences_written_for_meanings_has_one() -> None:
    for part in WRITTEN:
        articles = word_gold.sense_lines_of(CASES / f"sense-lines-{part}.tsv").values()
        words = [word for _, words in articles for word in words]
        assert len(words) > 500
        assert [word for word in words if not all(word.meanings)] == []


def test_no_sentence_written_for_meanings_is_both_mended_and_held_out() -> None:
    mended, held_out = map(sentences_of, WRITTEN)
    assert mended.isdisjoint(held_out)


def test_meanings_of_the_sentences_the_rules_were_mended_on() -> None:
    *_, ours = word_articles.meanings_written("mended").splitlines()
    _, _, cut_so, sense, _ = ours.split("|")
    assert float(cut_so) >= 0.9
    assert float(sense) >= 0.98
