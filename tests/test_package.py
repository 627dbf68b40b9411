"""The package as a file: its zip, its rows, what a rebuild keeps, and what is refused."""

import dataclasses
import errno
import json
import os
import re
import sqlite3
import stat
import struct
import sys
import tempfile
import warnings
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import genanki
import pytest

from shengci.assets import template_dir
from shengci.card_templates import CardTemplates, load
from shengci.errors import PackageError
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF, NOTE_TYPE_ID, NOTE_TYPE_NAME, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note

NOW = 1_764_000_000


def a_note(
    word: str = "地方", deck: str = "Chips", tags: tuple[str, ...] = (), **fields: str
) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word, "Meaning": "place"} | fields
    return Note(guid_for(word, ("di4", "fang5")), tuple(values.values()), tags, deck)


def a_deck(*notes: Note) -> Deck:
    return Deck("Chips", "All about chips", notes, (), ())


def rows(path: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(":memory:")) as database, zipfile.ZipFile(path) as package:
        database.deserialize(package.read("collection.anki2"))
        return database.execute(sql).fetchall()


def mod_of(path: Path) -> dict[str, int]:
    return dict(rows(path, "SELECT sfld, mod FROM notes"))


def note_type_of(path: Path) -> dict[str, Any]:
    ((models,),) = rows(path, "SELECT models FROM col")
    return json.loads(models)[str(NOTE_TYPE_ID)]


def decks_of(path: Path) -> dict[str, Any]:
    ((decks,),) = rows(path, "SELECT decks FROM col")
    return {deck["name"]: deck for deck in json.loads(decks).values()}


def change_template(folder: Path, name: str) -> CardTemplates:
    """Return our templates with another text in one file."""
    comment = "/* changed */" if name.endswith(".css") else "<!-- changed -->"
    ours = (template_dir("cards") / name).read_text(encoding="utf-8")
    (folder / name).write_text(ours + comment, encoding="utf-8")
    return load(folder)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "chips.apkg"


# --- GUIDs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headword", "pinyin", "guid"),
    [
        ("地方", ("di4", "fang5"), "wc261b5b867b5b997"),
        ("地方", ("di4", "fang1"), "w96fb42e0ac0f5702"),
        ("垄断", ("long3", "duan4"), "wbce6696eb77136ce"),
        ("还", ("hai2",), "wf279984cc01ac200"),
        ("还", ("huan2",), "wc988de372a8b1c3b"),
    ],
)
def test_guid_of_a_word_never_changes(headword: str, pinyin: tuple[str, ...], guid: str) -> None:
    assert guid_for(headword, pinyin) == guid


# --- The zip file --------------------------------------------------------------------------------


def test_zip_members_are_sorted_deflated_and_dateless(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    with zipfile.ZipFile(package) as zipped:
        assert zipped.namelist() == ["collection.anki2", "media"]
        assert zipped.read("media") == b"{}"
        for info in zipped.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.compress_type == zipfile.ZIP_DEFLATED
            assert (info.create_system, info.external_attr) == (3, 0o644 << 16)


def test_database_is_sound(package: Path) -> None:
    write_package(a_deck(*(a_note(f"词{n}") for n in range(300))), package, now=NOW)
    assert rows(package, "PRAGMA integrity_check") == [("ok",)]


def test_folder_holds_nothing_but_the_package(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    assert list(package.parent.iterdir()) == [package]


@pytest.mark.skipif(sys.platform == "win32", reason="no modes and links there")
def test_package_has_the_mode_of_any_new_file_and_then_keeps_its_own(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    other = package.with_name("other")
    other.touch()
    assert package.stat().st_mode == other.stat().st_mode
    package.chmod(0o640)
    write_package(a_deck(a_note()), package, now=NOW)
    assert stat.S_IMODE(package.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="no modes and links there")
def test_link_to_a_package_stays_a_link(package: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.apkg"
    link.symlink_to(package)
    write_package(a_deck(a_note()), link, now=NOW)
    assert link.is_symlink()
    assert package.is_file()


# --- The rows ------------------------------------------------------------------------------------


def test_fields_are_stored_as_they_are(package: Path) -> None:
    note = a_note(Meaning="R&amp;D &lt;b&gt; &#123;&#123;Word}}", Sentence="这个<b>地方</b>。")
    write_package(a_deck(note), package, now=NOW)
    assert rows(package, "SELECT flds FROM notes") == [("\x1f".join(note.fields),)]


def test_html_that_genanki_doubts_makes_no_warning(package: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        write_package(a_deck(a_note(Strokes="<svg\nwidth='9'><path/ ></svg>")), package, now=NOW)


def test_tags_are_stored_sorted_and_once(package: Path) -> None:
    write_package(a_deck(a_note(tags=("zipf::4", "hsk::5", "zipf::4"))), package, now=NOW)
    assert rows(package, "SELECT tags FROM notes") == [(" hsk::5 zipf::4 ",)]


def test_recognition_card_is_always_made(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    assert rows(package, "SELECT ord FROM cards") == [(0,)]


@pytest.mark.parametrize(("template", "flag"), FLAG_OF.items())
def test_filled_flag_makes_its_card(package: Path, template: str, flag: str) -> None:
    write_package(a_deck(a_note(**{flag: "1"})), package, now=NOW)
    assert rows(package, "SELECT ord FROM cards") == [(0,), (CARD_TEMPLATES.index(template),)]


def test_cards_are_due_in_the_order_of_the_notes_in_both_decks(package: Path) -> None:
    notes = a_note("甲"), a_note("李明", deck="Chips::Names"), a_note("乙", ProductionCard="1")
    write_package(a_deck(*notes), package, now=NOW)
    sql = "SELECT sfld, ord, due FROM cards JOIN notes ON notes.id = nid ORDER BY cards.id"
    assert rows(package, sql) == [("甲", 0, 1), ("李明", 0, 2), ("乙", 0, 3), ("乙", 1, 3)]


def test_deck_ids_come_from_the_names_alone(package: Path) -> None:
    write_package(a_deck(a_note("甲"), a_note("李明", deck="Chips::Names")), package, now=NOW)
    ids = {name: deck["id"] for name, deck in decks_of(package).items()}
    assert ids == {"Default": 1, "Chips": 1599512490, "Chips::Names": 1143958716}
    sql = "SELECT sfld, did FROM cards JOIN notes ON notes.id = nid"
    assert dict(rows(package, sql)) == {"甲": ids["Chips"], "李明": ids["Chips::Names"]}


def test_description_stands_on_the_main_deck_even_if_all_notes_are_below_it(package: Path) -> None:
    write_package(a_deck(a_note(deck="Chips::Unit 1")), package, now=NOW)
    decks = decks_of(package)
    assert decks["Chips"]["desc"] == "All about chips"
    assert decks["Chips::Unit 1"]["desc"] == ""


def test_note_type_has_its_frozen_shape_and_ids(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    note_type = note_type_of(package)
    fields, templates = note_type["flds"], note_type["tmpls"]
    assert (note_type["name"], note_type["sortf"]) == (NOTE_TYPE_NAME, 0)
    assert tuple(field["name"] for field in fields) == FIELDS
    assert tuple(template["name"] for template in templates) == CARD_TEMPLATES
    assert (fields[0]["id"], fields[-1]["id"]) == (1687975239, 1361524965)
    assert (templates[0]["id"], templates[-1]["id"]) == (1870483350, 1203324697)
    assert len({part["id"] for part in fields + templates}) == len(FIELDS) + len(CARD_TEMPLATES)


def test_note_type_stands_once_in_the_package_of_two_decks(package: Path) -> None:
    write_package(a_deck(a_note("甲"), a_note("李明", deck="Chips::Names")), package, now=NOW)
    ((models,),) = rows(package, "SELECT models FROM col")
    assert models.count(f'"{NOTE_TYPE_ID}": {{') == 1


# --- Rebuilding ----------------------------------------------------------------------------------

TWO_DECKS = a_deck(
    a_note("甲", ProductionCard="1"),
    a_note("李明", deck="Chips::Names", tags=("name", "hsk::5")),
    a_note("乙"),
)


def test_unchanged_rebuild_in_place_is_the_same_file(package: Path) -> None:
    write_package(TWO_DECKS, package, now=NOW)
    before = package.read_bytes()
    summary = write_package(TWO_DECKS, package, now=NOW + 999)
    assert package.read_bytes() == before
    assert (summary.new, summary.changed, summary.unchanged, summary.gone) == (0, 0, 3, 0)


def test_unchanged_rebuild_elsewhere_is_the_same_file(package: Path, tmp_path: Path) -> None:
    write_package(TWO_DECKS, package, now=NOW)
    elsewhere = tmp_path / "elsewhere.apkg"
    write_package(TWO_DECKS, elsewhere, previous=package, now=NOW + 999)
    assert elsewhere.read_bytes() == package.read_bytes()


def test_rebuild_after_a_change_is_the_same_file_again(package: Path) -> None:
    write_package(TWO_DECKS, package, now=NOW)
    changed = a_deck(a_note("丙"), *TWO_DECKS.notes[1:], a_note("甲", Meaning="first"))
    write_package(changed, package, now=NOW + 1)
    before = package.read_bytes()
    write_package(changed, package, now=NOW + 2)
    assert package.read_bytes() == before


def test_same_time_gives_the_same_file_without_an_earlier_one(tmp_path: Path) -> None:
    paths = tmp_path / "1.apkg", tmp_path / "2.apkg"
    for path in paths:
        write_package(TWO_DECKS, path, now=NOW)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_another_order_of_tags_is_no_change(package: Path) -> None:
    write_package(a_deck(a_note(tags=("a", "b"))), package, now=NOW)
    assert write_package(a_deck(a_note(tags=("b", "a"))), package, now=NOW).unchanged == 1


def test_time_rises_where_a_note_changed_and_nowhere_else(package: Path) -> None:
    write_package(a_deck(a_note("甲"), a_note("乙"), a_note("丙")), package, now=NOW)
    deck = a_deck(a_note("甲", Meaning="first"), a_note("乙"), a_note("丙", tags=("hsk::5",)))
    summary = write_package(deck, package, now=NOW + 60)
    assert mod_of(package) == {"甲": NOW + 60, "乙": NOW, "丙": NOW + 60}
    of_cards = "SELECT sfld, cards.mod FROM cards JOIN notes ON notes.id = nid"
    assert dict(rows(package, of_cards)) == mod_of(package)
    assert (summary.changed, summary.unchanged) == (2, 1)


@pytest.mark.parametrize("now", [NOW, NOW - 60])
def test_time_of_a_changed_note_rises_even_if_the_clock_did_not(package: Path, now: int) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    write_package(a_deck(a_note(Meaning="locality")), package, now=now)
    assert mod_of(package) == {"地方": NOW + 1}


def test_note_keeps_its_ids_when_it_changes_moves_or_gets_a_card(package: Path) -> None:
    sql = "SELECT sfld, notes.id, cards.id FROM cards JOIN notes ON notes.id = nid WHERE ord = 0"
    write_package(a_deck(a_note("甲"), a_note("乙")), package, now=NOW)
    before = rows(package, sql)
    changed = a_note("甲", deck="Chips::Names", Meaning="first", ProductionCard="1")
    write_package(a_deck(a_note("乙"), changed), package, now=NOW + 60)
    assert sorted(rows(package, sql)) == sorted(before)


def test_new_ids_rise_with_the_order_and_meet_no_kept_one(package: Path) -> None:
    write_package(a_deck(a_note("甲"), a_note("乙")), package, now=NOW)
    ((kept, gone),) = rows(package, "SELECT min(id), max(id) FROM notes")
    deck = a_deck(a_note("丁", ProductionCard="1"), a_note("甲"), a_note("丙"))
    write_package(deck, package, now=NOW)
    id_of = dict(rows(package, "SELECT sfld, id FROM notes"))
    assert id_of["甲"] == kept
    assert gone < id_of["丁"] < id_of["丙"]
    ids = [row for (row,) in rows(package, "SELECT id FROM notes UNION ALL SELECT id FROM cards")]
    assert len(ids) == len(set(ids)) == 7


def test_new_rows_of_one_sentence_stand_together_and_are_due_in_the_order_given(
    package: Path,
) -> None:
    words = {"甲": "a", "乙": "b", "丙": "<b>a</b>", "丁": "b"}
    notes = (a_note(word, Sentence=sentence) for word, sentence in words.items())
    write_package(a_deck(*notes), package, now=NOW)
    sql = "SELECT sfld, due FROM cards JOIN notes ON notes.id = nid ORDER BY notes.id"
    assert rows(package, sql) == [("甲", 1), ("丙", 3), ("乙", 2), ("丁", 4)]


def test_summary_accounts_for_every_note(package: Path) -> None:
    write_package(a_deck(a_note("甲"), a_note("乙"), a_note("丙")), package, now=NOW)
    deck = a_deck(a_note("丁"), a_note("甲"), a_note("乙", Meaning="second"))
    summary = write_package(deck, package, now=NOW)
    counts = summary.notes, summary.new, summary.changed, summary.unchanged, summary.gone
    assert counts == (3, 1, 1, 1, 1)
    assert (summary.path, summary.bytes) == (package, package.stat().st_size)


def test_time_of_the_note_type_stays_while_the_templates_do(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    write_package(a_deck(a_note(Meaning="locality")), package, now=NOW + 60)
    assert note_type_of(package)["mod"] == NOW


@pytest.mark.parametrize(
    "name", ["style.css", "cloze-front.html", "writing-back.html", "part-word.html"]
)
@pytest.mark.parametrize("now", [NOW, NOW + 60])
def test_time_of_the_note_type_rises_with_a_template(
    package: Path, tmp_path_factory: pytest.TempPathFactory, name: str, now: int
) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    templates = change_template(tmp_path_factory.mktemp("templates"), name)
    write_package(a_deck(a_note()), package, templates=templates, now=now)
    assert note_type_of(package)["mod"] == max(now, NOW + 1)
    assert mod_of(package) == {"地方": NOW}


def test_templates_may_be_given(package: Path) -> None:
    fronts = tuple(f"{name}: {{{{Word}}}}" for name in CARD_TEMPLATES)
    backs = tuple(f"{name}: {{{{Meaning}}}}" for name in CARD_TEMPLATES)
    look = CardTemplates(fronts, backs, "b { color: red }")
    write_package(a_deck(a_note()), package, now=NOW)
    write_package(a_deck(a_note()), package, now=NOW + 60, templates=look)
    note_type = note_type_of(package)
    assert tuple(template["qfmt"] for template in note_type["tmpls"]) == fronts
    assert tuple(template["afmt"] for template in note_type["tmpls"]) == backs
    assert (note_type["css"], note_type["mod"]) == ("b { color: red }", NOW + 60)


def test_source_date_epoch_is_the_time_of_the_build(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    write_package(a_deck(a_note()), package)
    assert mod_of(package) == {"地方": 1234567890}


@pytest.mark.parametrize("text", ["tomorrow", "-1", "1.5", "9" * 30])
def test_source_date_epoch_must_be_a_time(
    package: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", text)
    with pytest.raises(PackageError, match="SOURCE_DATE_EPOCH"):
        write_package(a_deck(a_note()), package)


def test_notes_have_usable_ids_even_in_the_year_1970(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=0)
    assert rows(package, "SELECT id FROM notes") == [(1,)]


# --- What is refused -----------------------------------------------------------------------------


def refusal(path: Path, *, previous: Path | None = None) -> str:
    """Return the error of building at `path`, which must touch nothing in its folder."""
    before = {file: file.is_file() and file.read_bytes() for file in path.parent.glob("*")}
    with pytest.raises(PackageError) as caught:
        write_package(a_deck(a_note()), path, previous=previous, now=NOW)
    after = {file: file.is_file() and file.read_bytes() for file in path.parent.glob("*")}
    assert after == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "chips.apkg"
    cure = "create it or name another output with -o"
    assert refusal(path) == f"{path}: there is no folder {path.parent}: {cure}"


def test_folder_as_the_target_is_refused(package: Path) -> None:
    package.mkdir()
    assert refusal(package) == f"{package}: is not a file: name another output with -o"


@pytest.mark.skipif(sys.platform != "linux", reason="/sys refuses files even from root")
def test_unwritable_folder_is_refused() -> None:
    path = Path("/sys/chips.apkg")
    with pytest.raises(PackageError) as caught:
        write_package(a_deck(a_note()), path, now=NOW)
    assert str(caught.value) == (
        "/sys/chips.apkg: can't be written (Permission denied): "
        "allow writing in /sys or name another output with -o"
    )


@pytest.mark.parametrize("content", [b"", b"Dear diary", b"PK\x05\x06"])
def test_file_that_is_no_package_is_refused(package: Path, content: bytes) -> None:
    package.write_bytes(content)
    assert refusal(package) == (
        f"{package}: not an Anki package, or a damaged one: "
        "move it away or name another output with -o"
    )


def test_zip_file_that_is_no_package_is_refused(package: Path) -> None:
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("diary.txt", "Dear diary")
    assert "a zip file but not an Anki package" in refusal(package)


def test_cut_off_package_is_refused(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    package.write_bytes(package.read_bytes()[:-100])
    assert "not an Anki package, or a damaged one" in refusal(package)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_package_with_a_bad_spot_is_refused(package: Path, place: float) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    content = bytearray(package.read_bytes())
    spot = round(place * content.index(b"media"))
    content[spot : spot + 40] = bytes(40)
    package.write_bytes(content)
    assert "damaged" in refusal(package)


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE notes",
        "DROP TABLE cards",
        "DELETE FROM col",
        "DELETE FROM notes",
        "UPDATE col SET models = '{'",
        "UPDATE col SET models = '[]'",
        f"UPDATE col SET models = '{{\"{NOTE_TYPE_ID}\": 1}}'",
        "UPDATE notes SET flds = CAST(x'ff' AS TEXT)",
    ],
)
def test_package_with_damaged_rows_is_refused(package: Path, tmp_path: Path, sql: str) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    with zipfile.ZipFile(package) as zipped:
        database = Path(zipped.extract("collection.anki2", tmp_path))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(sql)
        connection.commit()
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.write(database, "collection.anki2")
    assert "is damaged" in refusal(package)


def test_database_that_is_none_is_refused(package: Path) -> None:
    with zipfile.ZipFile(package, "w") as zipped:
        zipped.writestr("collection.anki2", b"Dear diary" * 1000)
    assert "is damaged (file is not a database)" in refusal(package)


def test_collection_that_would_fill_the_memory_is_refused(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shengci.package.reading._MAX_COLLECTION", 1_000_000)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("collection.anki2", bytes(10_000_000))
    assert "unpacks to more than 1 MB" in refusal(package)


def test_encrypted_package_is_refused(package: Path) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    content = bytearray(package.read_bytes())
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + 8, 1)
    package.write_bytes(content)
    assert "is encrypted: move it away" in refusal(package)


@pytest.mark.parametrize("member", ["collection.anki21", "collection.anki21b"])
def test_export_of_anki_is_refused(package: Path, member: str) -> None:
    write_package(a_deck(a_note()), package, now=NOW)
    with zipfile.ZipFile(package, "a") as zipped:
        zipped.writestr(member, b"")
    assert "exported from Anki, not made by shengci: move it away" in refusal(package)


def test_package_of_somebody_else_is_refused(package: Path) -> None:
    deck = genanki.Deck(1 << 30, "Theirs")
    deck.add_note(genanki.Note(genanki.BASIC_MODEL, ["front", "back"]))
    deck.write_to_file(package)
    assert refusal(package) == (
        f"{package}: an Anki package that shengci did not make: "
        "move it away or name another output with -o"
    )


def test_file_at_the_target_is_looked_at_even_if_previous_is_given(
    package: Path, tmp_path: Path
) -> None:
    previous = tmp_path / "previous.apkg"
    write_package(a_deck(a_note()), previous, now=NOW)
    package.write_bytes(b"Dear diary")
    assert str(package) in refusal(package, previous=previous)


def test_missing_previous_package_is_refused(package: Path, tmp_path: Path) -> None:
    previous = tmp_path / "previous.apkg"
    assert refusal(package, previous=previous) == (
        f"{previous}: no such file: give the package students have, or none"
    )


def test_full_disk_leaves_the_earlier_package_whole_and_no_rest(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write_package(a_deck(a_note("甲")), package, now=NOW)
    monkeypatch.setattr(os, "fsync", fail)
    assert refusal(package) == (
        f"{package}: can't be written (No space left on device): "
        "make room or name another output with -o"
    )


@pytest.mark.parametrize("earlier", [True, False])
def test_full_temporary_folder_leaves_the_earlier_package_whole(
    package: Path, earlier: bool
) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    if earlier:
        write_package(a_deck(a_note("甲")), package, now=NOW)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))  # bytes; a database takes more
    try:
        message = refusal(package)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert message.startswith(f"{tempfile.gettempdir()}: can't be written")
    assert message.endswith("make room or set TMPDIR to another folder")


def test_interruption_leaves_the_earlier_package_whole_and_no_rest(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    write_package(a_deck(a_note("甲")), package, now=NOW)
    before = package.read_bytes()
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_package(a_deck(a_note("乙")), package, now=NOW)
    assert list(package.parent.iterdir()) == [package]
    assert package.read_bytes() == before


def test_deck_without_notes_is_refused(package: Path) -> None:
    with pytest.raises(PackageError, match="no notes to write"):
        write_package(a_deck(), package, now=NOW)


@pytest.mark.parametrize(
    ("notes", "message"),
    [
        ((a_note(), a_note(Meaning="locality")), "地方: has the GUID of 地方, wc261b5b867b5b997"),
        ((a_note(Word=" "),), "Word is empty"),
        ((a_note(Meaning="place\x1flocality"),), "地方: a field holds U+001F"),
        ((dataclasses.replace(a_note(), fields=("地方",)),), "1 fields instead of 30"),
    ],
)
def test_note_that_anki_would_get_wrong_for_ever_is_our_mistake(
    package: Path, notes: tuple[Note, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        write_package(a_deck(*notes), package, now=NOW)
    assert not package.exists()
