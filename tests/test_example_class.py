"""The articles of the example class in decks/: paired as intended, of the length and level a lesson needs."""

import re
from pathlib import Path

import pytest

from shengci.pairing import pair_sentences
from shengci.pipeline import make_deck
from shengci.records import Article, Settings
from shengci.sources import read_article

HERE = Path(__file__).parent
CLASS = HERE.parent / "decks" / "evening-class"
LESSONS = ("repair-cafe", "phone-lessons", "car-free-sunday")


def test_every_article_is_a_lesson() -> None:
    assert {path.stem for path in CLASS.iterdir()} == set(LESSONS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_sentences_are_paired_as_intended(lesson: str) -> None:
    gold = (HERE / "cases" / "evening-class" / f"{lesson}.pairs.tsv").read_text(encoding="utf-8")
    pairs = pair_sentences(article_of(lesson), Settings())
    assert [f"{pair.english}\t{pair.chinese}" for pair in pairs] == gold.splitlines()


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_article_is_as_long_as_one_evening(lesson: str) -> None:
    text = (CLASS / f"{lesson}.txt").read_text(encoding="utf-8")
    assert 450 <= len(re.findall(r"[\u4e00-\u9fff]", text)) <= 700


@pytest.mark.parametrize("lesson", LESSONS)
def test_an_article_has_words_to_choose_a_lesson_from(lesson: str) -> None:
    notes = make_deck([article_of(lesson)], Settings(min_level=4, limit=25)).notes
    listed = [note for note in notes if any(tag.startswith("hsk::") for tag in note.tags)]
    assert len(notes) == 25
    assert len(listed) >= 20  # most are words of the list the class learns by


def test_words_come_back_in_later_lessons() -> None:
    notes = make_deck([article_of(lesson) for lesson in LESSONS], Settings(min_level=4)).notes
    shared = {note.fields[0] for note in notes if sum(map(is_article, note.tags)) > 1}
    assert shared >= {"修", "修理", "缝", "擦", "社区", "活动", "中心", "付钱", "其中", "第一次"}


def article_of(lesson: str) -> Article:
    return read_article(CLASS / f"{lesson}.txt")


def is_article(tag: str) -> bool:
    return tag.startswith("article::")
