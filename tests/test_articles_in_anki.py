"""The sample articles from text to card: built once each, imported into the real Anki."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection

import shengci
from real_anki import counts, review_everything, schedule, take, visible
from shengci import script
from shengci.package import write_package
from shengci.pipeline import make_deck
from shengci.records import Deck, Settings
from shengci.sources import read_article
from shengci.words.vocabulary import base_of

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
NOW = 1_764_000_000
SETTINGS = Settings(names=True)

# What changes in each article: (before, after) in both languages.
EDITS = {
    "cannot-sleep": (("下午四点喝下去", "下午五点喝下去"), ("at four in the afternoon", "at five in the afternoon")),
    "chip-factory": (("31家银行", "33家银行"), ("31 banks", "33 banks")),
    "grandmas-door": (("领头的姓韩", "领头的姓严"), ("a man named Han", "a man named Yan")),
    "island-vet": (("三個月", "半年"), ("three months", "half a year")),
    "night-market": (("1月，11人", "3月，15人"), ("In January, the city fined 11", "In March, the city fined 15")),
    "river-memory": (("78岁", "79岁"), ("78, who", "79, who")),
    "second-hand": (("19个验货", "23个验货"), ("19 inspection", "23 inspection")),
    "the-clockmaker": (("已经四十年了", "已经五十年了"), ("trade for forty years", "trade for fifty years")),
    "tofu-at-home": (("有一上午的空儿", "有半天的空儿"), ("a free morning", "half a day")),
}  # fmt: skip
ADDED = {
    "en": "The price of the ferry ticket has not changed, and the captain still whistles.",
    "zh-Hans": "渡轮的票价没有变，船长照样吹着口哨。",
    "zh-Hant": "渡輪的票價沒有變，船長照樣吹著口哨。",
}
REBUILD = """
import sys
from pathlib import Path
from shengci.package import write_package
from shengci.pipeline import make_deck
from shengci.records import Settings
from shengci.sources import read_article
for path in map(Path, sys.argv[3:]):
    deck = make_deck([read_article(path)], Settings(names=True))
    write_package(deck, Path(sys.argv[1], path.stem + ".apkg"), now=int(sys.argv[2]))
"""


@dataclass(frozen=True)
class Built:
    """An article, its deck, its package, and what became of the package in a student's Anki."""

    path: Path
    deck: Deck
    package: Path
    log: dict[str, int]
    student: Collection

    def notes(self) -> Iterator[dict[str, str]]:
        for note_id in self.student.find_notes(""):
            yield dict(self.student.get_note(note_id).items())


@pytest.fixture(scope="module", params=ARTICLES, ids=lambda path: path.stem)
def built(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Built]:
    folder = tmp_path_factory.mktemp(request.param.stem)
    package = folder / "article.apkg"
    deck = make_deck([read_article(request.param)], SETTINGS)
    write_package(deck, package, now=NOW)
    anki.lang.set_lang("en")
    student = Collection(str(folder / "student.anki2"))
    yield Built(request.param, deck, package, counts(take(student, package)), student)
    student.close()


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the same packages, made by a process with another order of hashes."""
    folder = tmp_path_factory.mktemp("rebuilt")
    source = str(Path(shengci.__file__).parent.parent)
    environment = os.environ | {"PYTHONHASHSEED": "20260312", "PYTHONPATH": source}
    command = [sys.executable, "-c", REBUILD, folder, str(NOW), *ARTICLES]
    subprocess.run(command, env=environment, check=True)
    return folder


# --- The import ----------------------------------------------------------------------------------


def test_every_note_comes_in_as_new_and_none_is_refused(built: Built) -> None:
    assert built.log == {"new": len(built.deck.notes)}
    assert len(built.deck.notes) > 100


def test_anki_finds_no_empty_card_and_no_fault(built: Built) -> None:
    assert not built.student.get_empty_cards().notes
    problems, sound = built.student.fix_integrity()
    assert sound, problems


def test_every_card_has_a_front_and_a_back_of_its_own(built: Built) -> None:
    for card_id in built.student.find_cards(""):
        card = built.student.get_card(card_id)
        front, back = visible(card.question()), visible(card.answer())
        assert front
        assert back not in ("", front)
        for side in (front, back):
            assert not re.search(r"[{}]", side)
            assert "template has a problem" not in side


def test_cards_lie_in_the_articles_deck_and_names_below_it(built: Built) -> None:
    title = built.deck.name
    names = len(built.student.find_cards("tag:name"))
    n_below = len(built.student.find_cards(f'"deck:{title}::Names"'))
    assert names == n_below
    assert built.student.card_count() == len(built.student.find_cards(f'"deck:{title}"'))


# --- The fields ----------------------------------------------------------------------------------


def test_meanings_hold_no_jargon_of_the_dictionary(built: Built) -> None:
    jargon = re.compile(r"CL:|\[[a-zA-Z:]+[1-5]|\bvariant of\b|\bsee also\b|[{}|]|&#91;")
    for note in built.notes():
        assert not jargon.search(note["Meaning"] + note["Senses"]), note["Word"]
        assert visible(note["Meaning"])


def test_reading_has_a_syllable_for_each_character(built: Built) -> None:
    for note in built.notes():
        assert len(note["Zhuyin"].split("</span> ")) == len(note["Word"]), note["Word"]
        assert visible(note["Pinyin"])


def test_sentence_shows_the_word_once_in_bold_in_the_form_it_has(built: Built) -> None:
    for note in built.notes():
        said = "".join(re.findall("<b>(.*?)</b>", note["Sentence"]))
        simplified = script.to_simplified(said)
        assert note["Word"] == said or script.to_simplified(note["Word"]) == base_of(simplified)


def test_every_word_has_an_english_line(built: Built) -> None:
    for note in built.notes():
        assert visible(note["SourceLine"]), note["Word"]


def test_cloze_never_shows_the_word(built: Built) -> None:
    for note in built.notes():
        assert "＿" in note["ClozeSentence"]
        assert note["Word"] not in visible(note["ClozeSentence"])


def test_lines_come_from_the_article_as_they_stand(built: Built) -> None:
    def pressed(text: str) -> str:
        return "".join(text.split())

    article = pressed(built.path.read_text(encoding="utf-8"))
    for note in built.notes():
        for line in (note["Sentence"], *visible(note["SourceLine"]).split("\n")):
            assert pressed(visible(line)) in article


def test_words_are_in_the_script_of_the_article(built: Built) -> None:
    script = "zh-Hant" if built.path.stem == "island-vet" else "zh-Hans"
    for note in built.notes():
        langs = set(re.findall('lang="([^"]+)"', note["Sentence"] + note["MoreSentences"]))
        assert langs == {script}
        assert (note["Traditional"] == "") or script == "zh-Hans"


# --- The next build ------------------------------------------------------------------------------


def test_package_is_the_same_to_the_byte_when_built_elsewhere(built: Built, rebuilt: Path) -> None:
    assert (rebuilt / f"{built.path.stem}.apkg").read_bytes() == built.package.read_bytes()


def test_edited_article_updates_what_it_touches_and_keeps_every_review(
    built: Built, student: Collection, tmp_path: Path
) -> None:
    take(student, built.package)
    reviews = review_everything(student)

    edited, text = tmp_path / "edited.txt", built.path.read_text(encoding="utf-8")
    for before, after in EDITS[built.path.stem]:
        assert text.count(before) == 1
        text = text.replace(before, after)
    script = "zh-Hant" if built.path.stem == "island-vet" else "zh-Hans"
    edited.write_text(f"{text}\n{ADDED[script]}\n\n{ADDED['en']}\n", encoding="utf-8")
    package = tmp_path / "edited.apkg"
    deck = make_deck([read_article(edited)], SETTINGS)
    summary = write_package(deck, package, previous=built.package, now=NOW + 60)
    log = counts(take(student, package))

    assert log == {"new": summary.new, "updated": summary.changed, "duplicate": summary.unchanged}
    assert summary.new >= 2
    assert summary.unchanged > 0.8 * len(built.deck.notes)
    notes = [dict(student.get_note(note_id).items()) for note_id in student.find_notes("")]
    lines = "".join(visible(note["Sentence"] + note["MoreSentences"]) for note in notes)
    assert EDITS[built.path.stem][0][1] in lines
    assert ADDED[script] in lines
    assert schedule(student) == reviews
