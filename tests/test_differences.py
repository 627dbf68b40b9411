"""Two packages compared: what is told, and that the real Anki then does it."""

import dataclasses
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import genanki
import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from program import Program, in_this_process
from real_anki import counts, fields_of, review_everything, take
from shengci import card_templates
from shengci.errors import PackageError
from shengci.notetype import FIELDS, NOTE_TYPE_ID, guid_for
from shengci.package import write_package
from shengci.package.changes import Differences
from shengci.package.difference_forms import differences_json, differences_text
from shengci.package.differences import differences_between
from shengci.package.readable import around_change, readable
from shengci.package.reading import opened
from shengci.records import Deck, Note
from shengci.zstandard import zstd

NOW = 1_764_000_000


def a_note(
    word: str = "地方",
    deck: str = "Chips",
    tags: tuple[str, ...] = (),
    guid: str = "",
    **fields: str,
) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word, "Meaning": "place"} | fields
    return Note(guid or guid_for(word, ()), tuple(values.values()), tags, deck)


def a_deck(*notes: Note, name: str = "Chips") -> Deck:
    return Deck(name, "All about chips", notes, (), ())


BEFORE = a_deck(a_note(), a_note("芯片", ProductionCard="1"), a_note("李明", deck="Chips::Names"))


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.apkg"
    write_package(BEFORE, path, now=NOW)
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "new.apkg"


def build(old: Path, new: Path, *notes: Note) -> Differences:
    """Build the next package from these notes and compare."""
    write_package(a_deck(*notes), new, previous=old, now=NOW + 60)
    return differences_between(old, new)


def alter(
    package: Path, model: Callable[[dict[str, Any]], object] | None = None, sql: str = ""
) -> None:
    """Change the note type or the rows of a package behind shengci's back."""
    database = package.with_suffix(".db")
    with zipfile.ZipFile(package) as zipped:
        database.write_bytes(zipped.read("collection.anki2"))
    with closing(sqlite3.connect(database)) as connection:
        if model is not None:
            ((text,),) = connection.execute("SELECT models FROM col")
            models = json.loads(text)
            model(models[str(NOTE_TYPE_ID)])
            models = {str(each["id"]): each for each in models.values()}
            connection.execute("UPDATE col SET models = ?", (json.dumps(models),))
        connection.executescript(sql)
        connection.commit()
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.write(database, "collection.anki2")
        zipped.writestr("media", "{}")
    database.unlink()


def export(student: Collection, path: Path, *, legacy: bool = False) -> Path:
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=True, legacy=legacy
    )
    student.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


# --- What is told --------------------------------------------------------------------------------


def test_same_package_has_no_differences(old: Path) -> None:
    found = differences_between(old, old)
    assert (found.added, found.changed, found.gone, found.unchanged) == ((), (), (), 3)
    assert (found.look, found.obstacles) == ((), ())


def test_new_changed_and_gone_notes_are_told_apart(old: Path, new: Path) -> None:
    notes = a_note(Meaning="locality"), a_note("芯片", ProductionCard="1"), a_note("丙")
    found = build(old, new, *notes)
    assert [note.word for note in found.added] == ["丙"]
    assert [note.word for note in found.gone] == ["李明"]
    ((change,),) = [found.changed]
    assert change.note.word == "地方"
    assert [(f.field, f.old, f.new) for f in change.fields] == [("Meaning", "place", "locality")]
    assert change.is_updated
    assert (found.unchanged, found.obstacles) == (1, ())


def test_tags_and_cards_of_a_note_are_told(old: Path, new: Path) -> None:
    found = build(old, new, a_note("芯片", ListeningCard="1", tags=("hsk::5",)), *BEFORE.notes[::2])
    ((change,),) = [found.changed]
    assert (change.tags_added, change.tags_removed) == (("hsk::5",), ())
    assert (change.cards_added, change.cards_removed) == (("Listening",), ("Production",))


def test_moved_cards_are_no_change_of_the_note(old: Path, new: Path) -> None:
    found = build(old, new, a_note(), a_note("芯片", ProductionCard="1"), a_note("李明"))
    ((change,),) = [found.changed]
    ((move,),) = [change.moves]
    assert (move.card, move.old, move.new) == ("Recognition", "Chips::Names", "Chips")
    assert not change.has_new_content
    text = differences_text(found)
    assert "  changed    0\n" in text
    moved = "moved      1 card from Chips::Names to Chips (a student's own stay where they are)"
    assert moved in text


def test_new_look_is_told(old: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = card_templates.load()
    other = dataclasses.replace(
        ours,
        fronts=(*ours.fronts[:3], ours.fronts[3] + "\n", ours.fronts[4]),
        backs=(*ours.backs[:4], ours.backs[4] + "\n"),
        css=ours.css + "\n",
    )
    monkeypatch.setattr(card_templates, "load", lambda: other)
    found = build(old, new, *BEFORE.notes)
    assert found.look == ("style sheet", "Cloze front", "Writing back")
    assert (found.unchanged, found.obstacles) == (3, ())


def test_text_shows_each_change_as_a_reader_sees_it(old: Path, new: Path) -> None:
    old_list, new_list = "<ol><li>R&amp;D</li></ol>", "<ol><li>R&amp;D</li><li>lab</li></ol>"
    write_package(a_deck(a_note(Senses=old_list, Sentence="好地方")), old, now=NOW)
    note = a_note(Senses=new_list, Sentence="好<b>地方</b>", Meaning="", tags=("b",), Pinyin="dì")
    lines = differences_text(build(old, new, note)).splitlines()
    at = lines.index("changed")
    assert lines[at + 1 :] == [
        "  地方  dì",
        "    Pinyin: (empty) -> dì",
        "    Meaning: place -> (empty)",
        "    Senses: R&D -> R&D / lab",
        "    Sentence: 好地方 -> 好<b>地方</b>",
        "    tags: + b",
    ]


def test_long_versions_stand_one_below_the_other(old: Path, new: Path) -> None:
    sentence = "更有摊主往下水道里倒废油，今年1月，11人因此被罚了款。"
    write_package(a_deck(a_note(Sentence=sentence)), old, now=NOW)
    found = build(old, new, a_note(Sentence=sentence.replace("11", "15") + "可不是吗？"))
    assert differences_text(found).splitlines()[-3:] == [
        "    Sentence",
        "      - 更有摊主往下水道里倒废油，今年1月，11人因此被罚了款。",
        "      + 更有摊主往下水道里倒废油，今年1月，15人因此被罚了款。可不是吗？",
    ]


def test_json_has_a_line_for_everything(old: Path, new: Path) -> None:
    found = build(old, new, a_note(Meaning="<i>locality</i>"), a_note("李明"), a_note("丙"))
    rows = [json.loads(line) for line in differences_json(found).splitlines()]
    kinds = [row["kind"] for row in rows]
    assert kinds == ["summary", "new", "changed", "moved", "gone"]
    assert rows[0] == {
        "kind": "summary",
        "old": str(old),
        "new": str(new),
        "notes_new": 1,
        "notes_changed": 1,
        "notes_gone": 1,
        "notes_as_before": 1,
        "updates": True,
    }
    changes = [{"field": "Meaning", "old": "place", "new": "<i>locality</i>"}]
    assert (rows[2]["fields"], rows[2]["guid"]) == (changes, guid_for("地方", ()))
    assert rows[3]["moves"] == [{"card": "Recognition", "old": "Chips::Names", "new": "Chips"}]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("a<br>b<br/>\n c", "a / b / c"),
        ("<style>b { }</style>x<!-- y -->", "x"),
        ("1 &lt; 2 <b>and</b> 3 > 2", "1 < 2 and 3 > 2"),
        ("5 < 6", "5 < 6"),
        ('<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>', "[drawing]"),
        ("<div>a</div><div></div><p>b</p>", "a / b"),
    ],
)
def test_markup_is_read_as_text(markup: str, text: str) -> None:
    assert readable(markup) == text


@pytest.mark.parametrize("place", range(0, 200, 13))
@pytest.mark.parametrize("change", ["", "改", "改" * 100])
def test_long_text_is_cut_around_the_change(place: int, change: str) -> None:
    old = "".join(chr(0x4E00 + number) for number in range(200))
    new = old[:place] + change + old[place + 1 :]
    shown = around_change(old, new)
    assert max(map(len, shown)) <= 62
    assert old[place] in shown[0]
    assert change[:20] in shown[1]
    assert all(cut.strip("…") in text for cut, text in zip(shown, (old, new), strict=True))


# --- What makes Anki stop updating ---------------------------------------------------------------


def rename_field(model: dict[str, Any]) -> None:
    model["flds"][28]["name"] = "Extra"


def swap_fields(model: dict[str, Any]) -> None:
    fields = model["flds"]
    fields[28], fields[29] = fields[29], fields[28]


def renumber(part: str) -> Callable[[dict[str, Any]], None]:
    def renumber(model: dict[str, Any]) -> None:
        for each in model[part]:
            each["id"] += 1

    return renumber


def drop_template(model: dict[str, Any]) -> None:
    model["tmpls"].pop()


def rename_template(model: dict[str, Any]) -> None:
    model["tmpls"][1]["name"] = "Making"


STRUCTURAL = [
    (rename_field, "fields", "the fields differ (Spare1 is called Extra now)"),
    (swap_fields, "fields", "the fields differ (they are in another order)"),
    (renumber("flds"), "fields", "the fields differ (they have other ids)"),
    (lambda model: model.update(sortf=4), "fields", "another field sorts the notes"),
    (drop_template, "card templates", "the card templates differ (Writing is gone)"),
    (rename_template, "card templates", "differ (Production is called Making now)"),
    (renumber("tmpls"), "card templates", "the card templates differ (they have other ids)"),
    (lambda model: model.update(name="Other"), "note type", "Shengci is called Other now"),
    (lambda model: model.update(css="b {}"), "look", "is not later than the old one"),
]


@pytest.mark.parametrize(("model", "kind", "problem"), STRUCTURAL)
def test_structural_change_is_an_obstacle(
    old: Path, new: Path, model: Callable[[dict[str, Any]], object], kind: str, problem: str
) -> None:
    build(old, new, *BEFORE.notes)
    alter(new, model)
    (obstacle,) = differences_between(old, new).obstacles
    assert obstacle.kind == kind
    assert problem in obstacle.problem


def test_another_id_of_the_note_type_is_one_obstacle_for_all_notes(old: Path, new: Path) -> None:
    build(old, new, *BEFORE.notes)
    alter(new, lambda model: model.update(id=99), "UPDATE notes SET mid = 99")
    (obstacle,) = differences_between(old, new).obstacles
    assert (obstacle.kind, len(obstacle.notes)) == ("note type", 3)


def test_another_note_type_of_the_same_name_is_an_obstacle(old: Path, new: Path) -> None:
    build(old, new, a_note("丙"))
    alter(new, lambda model: model.update(id=99), "UPDATE notes SET mid = 99")
    (obstacle,) = differences_between(old, new).obstacles
    assert "another note type is called Shengci too" in obstacle.problem


def test_note_type_without_ids_is_compared_by_its_names(old: Path, new: Path) -> None:
    build(old, new, *BEFORE.notes)
    alter(old, lambda model: [field.pop("id") for field in model["flds"]])
    assert differences_between(old, new).obstacles == ()
    alter(old, rename_field)
    (obstacle,) = differences_between(old, new).obstacles
    assert "Spare1 is new, Extra is gone" in obstacle.problem


def test_changed_note_whose_time_did_not_rise_is_an_obstacle(old: Path, new: Path) -> None:
    build(old, new, *BEFORE.notes)
    alter(new, sql="UPDATE notes SET flds = replace(flds, 'place', 'locality') WHERE sfld = '地方'")
    found = differences_between(old, new)
    (obstacle,) = found.obstacles
    assert (obstacle.kind, [note.word for note in obstacle.notes]) == ("time", ["地方"])
    text = differences_text(found)
    assert (
        "time: changed notes keep their old text, since their time did not rise (1: 地方)" in text
    )
    assert "\n  地方 (keeps its old text)\n    Meaning: place -> locality\n" in text


def test_two_notes_with_one_guid_are_an_obstacle(old: Path, new: Path) -> None:
    build(old, new, *BEFORE.notes)
    alter(new, sql="UPDATE notes SET guid = (SELECT guid FROM notes ORDER BY id LIMIT 1)")
    obstacle = differences_between(old, new).obstacles[0]
    assert obstacle.kind == "GUID"
    assert f"notes of {new} have a GUID that another of them has too" in obstacle.problem


def test_guid_that_passed_to_another_word_is_an_obstacle(old: Path, new: Path) -> None:
    found = build(old, new, a_note("丙", guid=guid_for("地方", ())))
    (obstacle,) = found.obstacles
    assert obstacle.problem.startswith("notes have the GUID another word had")


def test_word_that_changed_its_script_is_no_obstacle(old: Path, new: Path) -> None:
    write_package(a_deck(a_note("垄断", Traditional="壟斷")), old, now=NOW)
    found = build(old, new, a_note("壟斷", guid=guid_for("垄断", ())))
    assert (len(found.changed), found.obstacles) == (1, ())


def test_word_that_would_come_twice_is_an_obstacle(old: Path, new: Path) -> None:
    found = build(old, new, a_note(guid="wother"), *BEFORE.notes[1:])
    (obstacle,) = found.obstacles
    assert obstacle.problem == "words would come a second time, with another GUID than before"


def test_same_word_with_another_reading_is_a_new_word(old: Path, new: Path) -> None:
    found = build(old, new, a_note(Pinyin="dìfāng", guid="wother"), *BEFORE.notes)
    assert ([note.pinyin for note in found.added], found.obstacles) == (["dìfāng"], ())


# --- Anki does what is told ----------------------------------------------------------------------

AFTER = {
    "nothing": BEFORE.notes,
    "text": (a_note(Meaning="locality"), *BEFORE.notes[1:]),
    "new and gone": (*BEFORE.notes[:2], a_note("丙"), a_note("丁")),
    "tags": (a_note(tags=("a",)), *BEFORE.notes[1:]),
    "cards": (a_note(ProductionCard="1"), a_note("芯片"), BEFORE.notes[2]),
    "decks": tuple(dataclasses.replace(note, deck="Chips::1") for note in BEFORE.notes),
}


def expected_counts(found: Differences) -> dict[str, int]:
    updated = sum(change.is_updated for change in found.changed)
    same_type = found.unchanged + len(found.changed) - updated
    told = {"new": len(found.added), "updated": updated, "duplicate": same_type}
    return {name: count for name, count in told.items() if count}


@pytest.mark.parametrize("case", AFTER)
def test_anki_updates_what_is_told(student: Collection, old: Path, new: Path, case: str) -> None:
    found = build(old, new, *AFTER[case])
    take(student, old)
    assert counts(take(student, new)) == expected_counts(found)


@pytest.mark.parametrize("case", AFTER)
@pytest.mark.parametrize("legacy", [True, False])
def test_export_of_a_student_tells_the_same_as_the_package(
    student: Collection, old: Path, new: Path, tmp_path: Path, case: str, legacy: bool
) -> None:
    told = build(old, new, *AFTER[case])
    take(student, old)
    review_everything(student)
    exported = export(student, tmp_path / "export.apkg", legacy=legacy)
    assert dataclasses.replace(differences_between(exported, new), old=old) == told


@pytest.mark.parametrize("model", [swap_fields, renumber("flds"), renumber("tmpls"), drop_template])
def test_anki_updates_nothing_where_the_structure_differs(
    student: Collection, old: Path, new: Path, model: Callable[[dict[str, Any]], object]
) -> None:
    take(student, old)
    build(old, new, *AFTER["text"])
    alter(new, model)
    assert counts(take(student, new)) == {"conflicting": 3}
    assert fields_of(student, "地方")["Meaning"] == "place"


def test_anki_updates_nothing_where_another_field_sorts(
    student: Collection, old: Path, new: Path
) -> None:
    take(student, old)
    build(old, new, *AFTER["text"])
    alter(new, lambda model: model.update(sortf=4, mod=NOW + 60))
    assert counts(take(student, new)) == {"duplicate": 3}


def edit(student: Collection, word: str, tag: str = "", **fields: str) -> None:
    (note_id,) = student.find_notes(f"Word:{word}")
    note = student.get_note(note_id)
    for name, text in fields.items():
        note[name] = text
    note.tags += [tag] * bool(tag)
    student.update_note(note)


@pytest.mark.parametrize("legacy", [True, False])
def test_students_own_notes_and_tags_are_no_change(
    student: Collection, old: Path, new: Path, tmp_path: Path, legacy: bool
) -> None:
    take(student, old)
    edit(student, "地方", "leech", MyNotes="like 地图")
    build(old, new, *BEFORE.notes, a_note("丙"))
    found = differences_between(export(student, tmp_path / "export.apkg", legacy=legacy), new)
    assert (found.changed, found.obstacles, len(found.added)) == ((), (), 1)


def test_correction_that_a_students_later_edit_keeps_out_is_told(
    student: Collection, old: Path, new: Path, tmp_path: Path
) -> None:
    take(student, old)
    edit(student, "地方", MyNotes="like 地图")
    build(old, new, *AFTER["text"])
    found = differences_between(export(student, tmp_path / "export.apkg"), new)
    (obstacle,) = found.obstacles
    assert "the student changed them later" in obstacle.problem
    assert "Update notes: Always" in obstacle.cure
    assert counts(take(student, new)) == expected_counts(found) == {"duplicate": 3}


def test_students_other_decks_do_not_count(
    student: Collection, old: Path, new: Path, tmp_path: Path
) -> None:
    take(student, old)
    basic = student.models.by_name("Basic")
    assert basic is not None
    note = student.new_note(basic)
    note["Front"] = "mine"
    student.add_note(note, student.decks.id("Mine"))
    build(old, new, *BEFORE.notes)
    found = differences_between(export(student, tmp_path / "export.apkg"), new)
    assert (found.gone, found.changed, found.unchanged) == ((), (), 3)


def test_tables_of_an_export_are_read_in_the_order_anki_keeps_them_in(
    student: Collection, old: Path, tmp_path: Path
) -> None:
    take(student, old)
    with opened(export(student, tmp_path / "export.apkg"), "", exports=True) as database:
        # SQLite 3.53 asks for the collation in any query of these tables, 3.40 in this one.
        names = database.execute("SELECT name FROM decks ORDER BY name COLLATE unicase").fetchall()
    assert ("Chips",) in names


# --- What is refused -----------------------------------------------------------------------------


def test_file_that_is_missing_is_refused(old: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        differences_between(tmp_path / "none.apkg", old)
    assert str(caught.value) == (
        f"{tmp_path / 'none.apkg'}: can't be read (No such file or directory):"
        " give the package students have"
    )


@pytest.mark.parametrize("content", [b"", b"Dear diary"])
def test_file_that_is_no_package_is_refused(old: Path, new: Path, content: bytes) -> None:
    new.write_bytes(content)
    with pytest.raises(PackageError, match="give the package you want to hand out"):
        differences_between(old, new)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE notes",
        "DELETE FROM col",
        "UPDATE col SET models = '{}'",
        "UPDATE col SET decks = '{}'",
        "UPDATE notes SET mid = 7",
    ],
)
def test_package_with_damaged_rows_is_refused(old: Path, new: Path, sql: str) -> None:
    build(old, new, *AFTER["cards"])
    alter(old, sql=sql)
    with pytest.raises(PackageError, match="is damaged") as caught:
        differences_between(old, new)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"no Zstandard", b"\x28\xb5\x2f\xfd\x04"])
def test_damaged_export_is_refused(old: Path, new: Path, content: bytes) -> None:
    with zipfile.ZipFile(new, "w") as zipped:
        zipped.writestr("collection.anki21b", content)
    with pytest.raises(PackageError, match="is damaged"):
        differences_between(new, old)


def test_export_that_would_fill_the_memory_is_refused(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shengci.package import reading

    monkeypatch.setattr(reading, "_MAX_COLLECTION", 1_000_000)
    with zipfile.ZipFile(new, "w") as zipped:
        zipped.writestr("collection.anki21b", zstd().compress(bytes(10_000_000)))
    with pytest.raises(PackageError, match="unpacks to more than 1 MB"):
        differences_between(new, old)


def test_package_of_somebody_else_is_compared_as_it_is(old: Path, new: Path) -> None:
    deck = genanki.Deck(1 << 30, "Theirs")
    deck.add_note(genanki.Note(genanki.BASIC_MODEL, ["front", "back"]))
    deck.write_to_file(new)
    found = differences_between(new, old)
    assert (len(found.added), found.gone, found.obstacles) == (3, (), ())


# --- The command ---------------------------------------------------------------------------------


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return in_this_process(monkeypatch, capsys, "diff")


def test_command_tells_the_differences(old: Path, new: Path, run: Program) -> None:
    found = build(old, new, *AFTER["text"])
    assert run(old, new) == (0, differences_text(found), "")
    assert run(old, new, "--json") == (0, differences_json(found), "")


def test_command_leaves_with_1_where_anki_would_not_update(
    old: Path, new: Path, run: Program
) -> None:
    build(old, new, *BEFORE.notes)
    alter(new, swap_fields)
    code, out, _ = run(old, new)
    assert code == 1
    assert "\nAnki would not update as it should:\n  fields: the fields differ" in out


def test_command_refuses_in_one_line(old: Path, tmp_path: Path, run: Program) -> None:
    code, out, err = run(old, tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
