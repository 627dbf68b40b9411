"""What becomes of a student's reviews, text and tags when the next package comes, in the real Anki.

docs/UPDATES.md has the results as a table. Every test runs with "merge note types" off and on.
"""

import json
import re
import sqlite3
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from anki.import_export_pb2 import IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_ALWAYS as ALWAYS

from real_anki import counts, fields_of, review_everything, schedule, take
from shengci import card_templates
from shengci.notetype import FIELDS, NOTE_TYPE_ID, guid_for
from shengci.package import write_package
from shengci.pipeline import make_deck
from shengci.records import Deck, Note, Settings
from shengci.sources import read_article

NOW = 1_764_000_000  # when the packages are made; the student's own changes happen today
LATER = int(time.time()) + 3600  # a package made after them


def a_note(
    word: str = "地方", deck: str = "Chips", tags: tuple[str, ...] = (), **fields: str
) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word, "Meaning": "place"} | fields
    return Note(guid_for(word, ()), tuple(values.values()), tags, deck)


def a_deck(*notes: Note, name: str = "Chips") -> Deck:
    return Deck(name, "All about chips", notes, (), ())


DECK = a_deck(
    a_note("垄断", Meaning="to monopolize", ListeningCard="1", tags=("article::Chips", "hsk::7-9")),
    a_note(ProductionCard="1", tags=("article::Chips",)),
    a_note("李明", Meaning="Li Ming", deck="Chips::Names", tags=("article::Chips", "name")),
)
MONOPOLY, PLACE, LI_MING = DECK.notes


@dataclass(frozen=True)
class Classroom:
    """A student who has answered every card of the first package, and the teacher's builds."""

    student: Collection
    package: Path
    merge: bool
    before: list[Any]

    def build(self, *notes: Note, now: int = NOW + 60, name: str = "Chips") -> Path:
        write_package(a_deck(*notes, name=name), self.package, now=now)
        return self.package

    def take(self, package: Path | None = None, **options: int) -> dict[str, int]:
        """Import a package and return Anki's counts, having made sure that no review was lost."""
        log = take(self.student, package or self.package, merge=self.merge, **options)
        assert schedule(self.student) == self.before
        assert not [word for word, count in self.words().items() if count > 1]
        return counts(log)

    def words(self) -> Counter[str]:
        notes = map(self.student.get_note, self.student.find_notes(""))
        return Counter(note["Word"] for note in notes)

    def edit(self, word: str, *tags: str, **fields: str) -> None:
        (note_id,) = self.student.find_notes(f"Word:{word}")
        note = self.student.get_note(note_id)
        for name, text in fields.items():
            note[name] = text
        note.tags += tags
        self.student.update_note(note)

    def tags_of(self, word: str) -> list[str]:
        (note_id,) = self.student.find_notes(f"Word:{word}")
        return self.student.get_note(note_id).tags

    def decks_of(self, word: str) -> dict[str, str]:
        cards = map(self.student.get_card, self.student.find_cards(f"Word:{word}"))
        return {card.template()["name"]: self.student.decks.name(card.did) for card in cards}


@pytest.fixture(params=[False, True], ids=["merge off", "merge on"])
def classroom(request: pytest.FixtureRequest, student: Collection, tmp_path: Path) -> Classroom:
    package = tmp_path / "chips.apkg"
    write_package(DECK, package, now=NOW)
    take(student, package, merge=request.param)
    return Classroom(student, package, request.param, review_everything(student))


# --- 1. New text in a field ----------------------------------------------------------------------


def test_changed_note_is_updated(classroom: Classroom) -> None:
    classroom.build(
        MONOPOLY, a_note(ProductionCard="1", Meaning="locality", tags=("new",)), LI_MING
    )
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert fields_of(classroom.student, "地方")["Meaning"] == "locality"
    assert classroom.tags_of("地方") == ["new"]


def test_note_that_changes_twice_is_updated_twice(classroom: Classroom) -> None:
    for meaning in ("locality", "place; locality"):
        classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning=meaning), LI_MING)
        assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert fields_of(classroom.student, "地方")["Meaning"] == "place; locality"


def test_student_who_skipped_a_package_gets_the_latest(classroom: Classroom) -> None:
    for meaning in ("locality", "place; locality"):
        classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning=meaning), LI_MING)
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert fields_of(classroom.student, "地方")["Meaning"] == "place; locality"


# --- 2. A new word -------------------------------------------------------------------------------


def test_new_word_comes_as_a_new_card(classroom: Classroom) -> None:
    classroom.build(a_note("芯片", Meaning="chip"), *DECK.notes)
    assert classroom.take() == {"new": 1, "duplicate": 3}
    assert classroom.decks_of("芯片") == {"Recognition": "Chips"}
    assert len(classroom.student.find_cards("is:new")) == 1


# --- 3. A word that was removed ------------------------------------------------------------------


def test_word_that_left_the_package_stays(classroom: Classroom) -> None:
    classroom.build(MONOPOLY)
    assert classroom.take() == {"duplicate": 1}
    assert classroom.words().keys() == {"垄断", "地方", "李明"}


def test_word_that_left_and_came_back_is_the_same_note(classroom: Classroom) -> None:
    classroom.build(MONOPOLY, LI_MING)
    classroom.take()
    classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning="locality"), LI_MING)
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert fields_of(classroom.student, "地方")["Meaning"] == "locality"


# --- 4. A renamed article ------------------------------------------------------------------------


def renamed(note: Note) -> Note:
    deck = note.deck.replace("Chips", "Silicon")
    return replace(note, deck=deck, tags=("article::Silicon", *note.tags[1:]))


def test_renamed_deck_takes_new_cards_and_leaves_the_old_where_they_are(
    classroom: Classroom,
) -> None:
    notes = (*map(renamed, DECK.notes), a_note("芯片", deck="Silicon"))
    classroom.build(*notes, name="Silicon")
    assert classroom.take() == {"new": 1, "updated": 3}
    assert set(classroom.decks_of("垄断").values()) == {"Chips"}
    assert set(classroom.decks_of("李明").values()) == {"Chips::Names"}
    assert set(classroom.decks_of("芯片").values()) == {"Silicon"}


def test_renamed_title_changes_the_tags(classroom: Classroom) -> None:
    classroom.build(*(replace(note, tags=renamed(note).tags) for note in DECK.notes))
    assert classroom.take() == {"updated": 3}
    assert classroom.tags_of("垄断") == ["article::Silicon", "hsk::7-9"]
    assert not classroom.student.find_notes("tag:article::Chips")


def test_deck_that_a_student_renamed_is_left_alone(classroom: Classroom) -> None:
    decks = classroom.student.decks
    decks.rename(decks.id("Chips"), "Mine")
    classroom.build(*DECK.notes, a_note("芯片"))
    assert classroom.take() == {"new": 1, "duplicate": 3}
    assert classroom.decks_of("垄断") == {"Recognition": "Mine", "Listening": "Mine"}


# --- 5. A second article with words of the first -------------------------------------------------


def test_word_of_two_packages_has_the_sentence_of_the_one_made_later(
    classroom: Classroom, tmp_path: Path
) -> None:
    again = a_note("地方", deck="Rivers", Meaning="locality", tags=("article::Rivers",))
    other = tmp_path / "rivers.apkg"
    write_package(a_deck(again, a_note("河", deck="Rivers"), name="Rivers"), other, now=NOW + 60)
    assert classroom.take(other) == {"new": 1, "updated": 1}
    assert fields_of(classroom.student, "地方")["Meaning"] == "locality"
    assert classroom.tags_of("地方") == ["article::Rivers"]
    assert set(classroom.decks_of("地方").values()) == {"Chips"}
    # The first package does not take it back: its text is older.
    assert classroom.take() == {"duplicate": 3}


ARTICLES = {
    "mill.txt": "The old mill closes.\n这家老工厂关门了。\nNobody bought the machines.\n没有人买那些机器。\n",
    "farm.txt": "The farm needs new machines.\n农场需要新的机器。\nThe harvest was good.\n今年的收成很好。\n",
}


def test_two_articles_built_as_one_keep_both_sentences(
    student: Collection, put: Callable[..., Path], tmp_path: Path
) -> None:
    articles = [read_article(put(name, text)) for name, text in ARTICLES.items()]
    package, settings = tmp_path / "both.apkg", Settings(min_level=1, deck_name="Both")
    write_package(make_deck(articles[:1], settings), package, now=NOW)
    take(student, package)
    before = review_everything(student)
    write_package(make_deck(articles, settings), package, now=NOW + 60)
    assert counts(take(student, package))["updated"] >= 1
    fields = fields_of(student, "机器")
    assert "没有人买那些" in fields["Sentence"] + fields["MoreSentences"]
    assert "农场需要新的" in fields["Sentence"] + fields["MoreSentences"]
    (note_id,) = student.find_notes("Word:机器")
    assert len([t for t in student.get_note(note_id).tags if t.startswith("article::")]) == 2
    assert schedule(student) == before


# --- 6. A student's own notes and tags -----------------------------------------------------------


def test_own_notes_and_tags_stay_on_a_note_that_did_not_change(classroom: Classroom) -> None:
    classroom.edit("地方", "hard", MyNotes="like 地图")
    classroom.build(*DECK.notes, a_note("芯片"), now=LATER)
    assert classroom.take() == {"new": 1, "duplicate": 3}
    assert fields_of(classroom.student, "地方")["MyNotes"] == "like 地图"
    assert classroom.tags_of("地方") == ["article::Chips", "hard"]


def test_own_notes_and_tags_are_lost_where_a_later_package_has_new_text(
    classroom: Classroom,
) -> None:
    classroom.edit("地方", "hard", MyNotes="like 地图")
    classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning="locality"), LI_MING, now=LATER)
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    fields = fields_of(classroom.student, "地方")
    assert (fields["Meaning"], fields["MyNotes"]) == ("locality", "")
    assert classroom.tags_of("地方") == []


def test_correction_does_not_reach_a_student_who_wrote_after_it_was_made(
    classroom: Classroom,
) -> None:
    classroom.edit("地方", MyNotes="like 地图")
    classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning="locality"), LI_MING)
    assert classroom.take() == {"duplicate": 3}
    fields = fields_of(classroom.student, "地方")
    assert (fields["Meaning"], fields["MyNotes"]) == ("place", "like 地图")


def test_update_notes_always_brings_the_correction_and_takes_the_own_notes(
    classroom: Classroom,
) -> None:
    classroom.edit("地方", MyNotes="like 地图")
    classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning="locality"), LI_MING)
    assert classroom.take(update=ALWAYS) == {"updated": 1, "duplicate": 2}
    fields = fields_of(classroom.student, "地方")
    assert (fields["Meaning"], fields["MyNotes"]) == ("locality", "")


# --- 7. Merging note types, where their structure was changed ------------------------------------


def swap_fields(package: Path) -> None:
    """Change the order of two fields behind shengci's back, as an incautious tool would."""
    database = package.with_suffix(".db")
    with zipfile.ZipFile(package) as zipped:
        database.write_bytes(zipped.read("collection.anki2"))
    with closing(sqlite3.connect(database)) as connection:
        ((text,),) = connection.execute("SELECT models FROM col")
        models = json.loads(text)
        fields = models[str(NOTE_TYPE_ID)]["flds"]
        fields[28], fields[29] = fields[29], fields[28]
        connection.execute("UPDATE col SET models = ?", (json.dumps(models),))
        connection.commit()
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.write(database, "collection.anki2")
        zipped.writestr("media", "{}")


def test_changed_structure_updates_nothing_unless_note_types_are_merged(
    classroom: Classroom,
) -> None:
    classroom.build(MONOPOLY, a_note(ProductionCard="1", Meaning="locality"), LI_MING)
    swap_fields(classroom.package)
    meaning, log = {
        False: ("place", {"conflicting": 3}),
        True: ("locality", {"updated": 1, "duplicate": 2}),
    }[classroom.merge]
    assert classroom.take() == log
    assert fields_of(classroom.student, "地方")["Meaning"] == meaning


# --- 8. An older package over a newer ------------------------------------------------------------


def test_older_package_undoes_nothing(classroom: Classroom, tmp_path: Path) -> None:
    older = tmp_path / "older.apkg"
    older.write_bytes(classroom.package.read_bytes())
    classroom.build(a_note("芯片"), a_note(ProductionCard="1", Meaning="locality"), LI_MING)
    assert classroom.take() == {"new": 1, "updated": 1, "duplicate": 1}
    assert classroom.take(older) == {"duplicate": 3}
    assert fields_of(classroom.student, "地方")["Meaning"] == "locality"
    assert classroom.words().keys() == {"垄断", "地方", "李明", "芯片"}


# --- 9. The same package twice -------------------------------------------------------------------


def test_same_package_again_changes_nothing(classroom: Classroom) -> None:
    n_cards = classroom.student.card_count()
    assert classroom.take() == {"duplicate": 3}
    assert classroom.student.card_count() == n_cards


def test_package_built_again_without_a_change_changes_nothing(classroom: Classroom) -> None:
    classroom.edit("地方", MyNotes="like 地图")
    classroom.build(*DECK.notes, now=LATER)
    assert classroom.take() == {"duplicate": 3}
    assert fields_of(classroom.student, "地方")["MyNotes"] == "like 地图"


def test_package_built_without_the_earlier_one_makes_no_doubles(
    classroom: Classroom, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere.apkg"
    write_package(DECK, elsewhere, now=LATER)  # on another computer, all times are new
    assert classroom.take(elsewhere) == {"updated": 3}


# --- 10. A note type "Shengci" of somebody else --------------------------------------------------


@pytest.mark.parametrize("merge", [False, True])
def test_note_type_of_the_same_name_gets_in_nobodys_way(
    student: Collection, tmp_path: Path, merge: bool
) -> None:
    basic = student.models.by_name("Basic")
    assert basic is not None
    theirs = student.models.copy(basic, add=False)
    theirs["name"] = "Shengci"
    student.models.add_dict(theirs)
    note = student.new_note(student.models.by_name("Shengci") or {})
    note["Front"] = "theirs"
    student.add_note(note, student.decks.id("Theirs"))
    package = tmp_path / "chips.apkg"
    write_package(DECK, package, now=NOW)
    assert counts(take(student, package, merge=merge)) == {"new": 3}
    before = review_everything(student)
    write_package(a_deck(MONOPOLY, a_note(Meaning="locality")), package, now=NOW + 60)
    assert counts(take(student, package, merge=merge)) == {"updated": 1, "duplicate": 1}
    assert fields_of(student, "地方")["Meaning"] == "locality"
    assert student.get_note(note.id)["Front"] == "theirs"
    names = {each.name for each in student.models.all_names_and_ids() if "Shengci" in each.name}
    assert names == {"Shengci", "Shengci+"}
    assert schedule(student) == before
    assert student.note_count() == 4


# --- 11. Card types switched on and off ----------------------------------------------------------


def test_card_type_switched_on_adds_a_new_card_to_a_studied_note(classroom: Classroom) -> None:
    classroom.build(MONOPOLY, PLACE, replace(LI_MING, fields=a_note("李明", ClozeCard="1").fields))
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert classroom.decks_of("李明").keys() == {"Recognition", "Cloze"}
    assert len(classroom.student.find_cards("is:new")) == 1


def test_card_type_switched_off_leaves_the_card_until_empty_cards_are_deleted(
    classroom: Classroom,
) -> None:
    classroom.build(MONOPOLY, a_note(Meaning="place"), LI_MING)
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert classroom.decks_of("地方").keys() == {"Recognition", "Production"}
    ((empty,),) = [classroom.student.get_empty_cards().notes]
    assert len(empty.card_ids) == 1


def test_card_type_switched_off_and_on_again_keeps_its_reviews(classroom: Classroom) -> None:
    classroom.build(MONOPOLY, a_note(), LI_MING)
    classroom.take()
    classroom.build(MONOPOLY, PLACE, LI_MING)
    assert classroom.take() == {"updated": 1, "duplicate": 2}
    assert classroom.decks_of("地方").keys() == {"Recognition", "Production"}
    assert not classroom.student.get_empty_cards().notes


# --- 12. A new look ------------------------------------------------------------------------------


def test_new_look_updates_the_note_type_and_leaves_the_notes(
    classroom: Classroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    n_note_types = len(classroom.student.models.all_names_and_ids())
    ours = card_templates.load()
    backs = (*ours.backs[:4], ours.backs[4] + "<p>new</p>")
    new = replace(ours, backs=backs, css=ours.css + ".new {}\n")
    monkeypatch.setattr(card_templates, "load", lambda: new)
    classroom.build(*DECK.notes)
    assert classroom.take() == {"duplicate": 3}
    note_type = classroom.student.models.get(NOTE_TYPE_ID)
    assert note_type is not None
    assert note_type["css"].endswith(".new {}\n")
    assert note_type["tmpls"][4]["afmt"].endswith("<p>new</p>")
    assert len(classroom.student.models.all_names_and_ids()) == n_note_types


# --- The table -----------------------------------------------------------------------------------


def test_table_names_every_test_and_no_other() -> None:
    table = (Path(__file__).parents[1] / "docs" / "UPDATES.md").read_text(encoding="utf-8")
    named = re.findall(r"`([a-z]+_\w+)(…?)`", table)
    tests = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    tests.remove("table_names_every_test_and_no_other")
    for start, cut in named:
        assert [t for t in tests if t.startswith(start) and (cut or t == start)], start
    assert not [t for t in tests if not any(t.startswith(start) for start, _ in named)]
