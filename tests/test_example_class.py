"""The example class in decks/: its articles as a lesson needs them, its deck as students get it."""

import re
import shutil
from pathlib import Path

import pytest
from anki.collection import Collection

from real_anki import fields_of, take
from shengci.classes import files
from shengci.classes.building import Built, build_class
from shengci.classes.checking import check_class
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
    assert shared >= {"修", "修理", "缝", "擦", "社区", "活动", "中心", "付钱", "其中"}


def article_of(lesson: str) -> Article:
    return read_article(CLASS / f"{lesson}.txt")


def is_article(tag: str) -> bool:
    return tag.startswith("article::")


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """A copy of the class, built."""
    shutil.copytree(CLASS, tmp_path / CLASS.name)
    for suffix in (".toml", ".tsv"):
        shutil.copy(CLASS.with_suffix(suffix), tmp_path)
    return build_class(files.load(tmp_path / "evening-class.toml"))


def test_the_class_has_no_mistake_and_every_teachers_word_is_in_a_lesson() -> None:
    problems = check_class(CLASS.with_suffix(".toml"))
    assert [problem for problem in problems if not problem.is_warning] == []
    assert not [problem for problem in problems if "is in no lesson any more" in problem.text]


def test_the_class_reaches_a_students_anki_with_the_teachers_edits(
    built: Built, student: Collection
) -> None:
    take(student, built.package.path)
    decks = {each.name for each in student.decks.all_names_and_ids()}
    for lesson in (
        "Lesson 1 坏了先别扔",
        "Lesson 2 按错了也没关系",
        "Lesson 3 星期天，把街还给行人",
    ):
        assert f"Evening class, autumn::{lesson}::1 Core" in decks
    assert [path.stem[-1] for path in built.handouts] == ["1", "2", "3"]
    assert fields_of(student, "活动")["Meaning"] == "activity; event"
    assert "zhuàn" in fields_of(student, "转")["Pinyin"]
    assert "<b>zhuàn</b>" in fields_of(student, "转")["TeacherNote"]
    assert not student.find_notes("Word:大大")
    assert student.find_notes("Word:修理")
    words = [student.get_note(each)["Word"] for each in student.find_notes("")]
    assert len(words) == len(set(words))
    assert 60 <= len(words) <= 80
