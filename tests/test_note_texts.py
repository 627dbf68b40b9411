"""Notes as text: what Anki's own importer makes of it, and what a spreadsheet and Pleco get."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest, ImportLogWithChanges
from anki.import_export_pb2 import CsvMetadata

from handmade import ARTICLE, LI_MING, MARKET, OPENS, article, mark, ranked, said_as, sentence
from real_anki import fields_of, review_everything, schedule, take
from shengci import note_texts
from shengci.notes import make_notes
from shengci.notetype import FIELDS, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note, Settings

NOW = 1_764_000_000  # when the packages are made; the student's own changes happen today
NEW_LINE = "\ueab1"


def a_note(word: str, deck: str = "Market", tags: tuple[str, ...] = (), **fields: str) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word} | fields
    return Note(guid_for(word, ()), tuple(values.values()), tags, deck)


def a_deck(*notes: Note) -> Deck:
    return Deck("Market", "All about markets", notes, (), ())


def imported(student: Collection, deck: Deck, folder: Path) -> ImportLogWithChanges.Log:
    """Import the deck's text as Anki's dialog does when nothing in it is touched."""
    path = folder / "deck.tsv"
    path.write_text(note_texts.deck_tsv(deck), encoding="utf-8")
    metadata = student.get_csv_metadata(str(path), None)
    return student.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log


def take_package(student: Collection, deck: Deck, folder: Path) -> None:
    write_package(deck, folder / "deck.apkg", now=NOW)
    take(student, folder / "deck.apkg")


def tags_of(student: Collection, word: str) -> list[str]:
    return student.get_note(student.find_notes(f"Word:{word}")[0]).tags


# --- Anki's text import --------------------------------------------------------------------------

STALL = a_note("摊", Meaning="stall", ProductionCard="1", tags=("article::market", "hsk::7-9"))
NOISE = a_note("吵", Meaning="noisy", tags=("article::market", "hsk::3"))


@pytest.fixture
def learning(student: Collection, tmp_path: Path) -> Collection:
    """A student who has the package, has reviewed its cards and made it their own."""
    take_package(student, a_deck(STALL, NOISE), tmp_path)
    note = student.get_note(student.find_notes("Word:摊")[0])
    note["MyNotes"], note["Spare1"] = "like a tent", "kept"
    note.tags += ["difficult", "marked"]
    student.update_note(note)
    return student


def test_text_updates_the_notes_that_changed_and_adds_the_new(
    learning: Collection, tmp_path: Path
) -> None:
    changed = a_note("摊", Meaning="a market stall", ProductionCard="1", tags=STALL.tags)
    new = a_note("夜市", "Market::Places", Meaning="night market", tags=("article::market",))
    log = imported(learning, a_deck(changed, NOISE, new), tmp_path)
    assert (len(log.updated), len(log.new), len(log.duplicate)) == (1, 1, 1)
    assert fields_of(learning, "摊")["Meaning"] == "a market stall"
    assert fields_of(learning, "夜市")["Meaning"] == "night market"
    (card_id,) = learning.find_cards("Word:夜市")
    assert learning.decks.name(learning.get_card(card_id).did) == "Market::Places"
    (note_id,) = learning.find_notes("Word:夜市")
    assert learning.get_note(note_id).guid == new.guid


def test_text_leaves_what_is_the_students_alone(learning: Collection, tmp_path: Path) -> None:
    moved = learning.find_cards("Word:摊")
    learning.set_deck(moved, learning.decks.id("Elsewhere"))
    before = review_everything(learning)
    imported(learning, a_deck(a_note("摊", Meaning="changed", ProductionCard="1"), NOISE), tmp_path)
    fields = fields_of(learning, "摊")
    assert (fields["Meaning"], fields["MyNotes"], fields["Spare1"]) == (
        "changed",
        "like a tent",
        "kept",
    )
    assert {"difficult", "marked", "hsk::7-9", "article::market"} <= set(tags_of(learning, "摊"))
    assert schedule(learning) == before


def test_text_gives_the_tags_that_all_notes_share(student: Collection, tmp_path: Path) -> None:
    take_package(student, a_deck(a_note("旧")), tmp_path)
    imported(student, a_deck(STALL, NOISE), tmp_path)
    assert tags_of(student, "摊") == tags_of(student, "吵") == ["article::market"]


def test_text_imported_twice_changes_nothing(learning: Collection, tmp_path: Path) -> None:
    imported(learning, a_deck(STALL, NOISE), tmp_path)
    log = imported(learning, a_deck(STALL, NOISE), tmp_path)
    assert (len(log.duplicate), len(log.updated), len(log.new)) == (2, 0, 0)
    assert learning.note_count() == 2


def test_text_updates_whatever_the_student_chose_at_another_import(
    learning: Collection, tmp_path: Path
) -> None:
    path = tmp_path / "other.tsv"
    path.write_text("front\tback\n", encoding="utf-8")
    metadata = learning.get_csv_metadata(str(path), None)
    metadata.dupe_resolution = CsvMetadata.PRESERVE
    metadata.match_scope = CsvMetadata.NOTETYPE_AND_DECK
    learning.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    learning.set_deck(learning.find_cards("Word:摊"), learning.decks.id("Elsewhere"))
    imported(learning, a_deck(a_note("摊", Meaning="changed", ProductionCard="1")), tmp_path)
    assert fields_of(learning, "摊")["Meaning"] == "changed"


def test_text_makes_no_notes_where_the_note_type_is_missing(
    student: Collection, tmp_path: Path
) -> None:
    log = imported(student, a_deck(STALL, NOISE), tmp_path)
    assert (len(log.empty_first_field), len(log.new)) == (2, 0)
    assert student.note_count() == 0


def test_package_after_the_text_updates_its_notes(student: Collection, tmp_path: Path) -> None:
    take_package(student, a_deck(a_note("旧")), tmp_path)
    imported(student, a_deck(STALL), tmp_path)
    later = tmp_path / "later.apkg"
    write_package(a_deck(a_note("摊", Meaning="later")), later, now=NOW + 10**9)
    take(student, later)
    assert fields_of(student, "摊")["Meaning"] == "later"
    assert student.note_count() == 2


@pytest.mark.parametrize(
    "value",
    [
        "a\tb",
        "first\nsecond",
        "first\n#html:false\nthird",
        'say "hello"',
        '"quoted"',
        "#tags:other",
        "<b>粗</b> &amp; &lt;",
        "a\u00a0b\u2028c",
        "  spaces  ",
        "a;b,c",
        "[sound:tan.mp3]",
    ],
)
def test_text_brings_every_character_over(learning: Collection, tmp_path: Path, value: str) -> None:
    imported(learning, a_deck(a_note("摊", Meaning=value, TeacherNote=value)), tmp_path)
    fields = fields_of(learning, "摊")
    assert (fields["Meaning"], fields["TeacherNote"]) == (value, value)


def test_text_is_matched_to_the_fields_by_name(learning: Collection, tmp_path: Path) -> None:
    ours = {
        name: f"<i>{name}</i>" for name in FIELDS if name not in ("MyNotes", "Spare1", "Spare2")
    }
    imported(learning, a_deck(a_note(**({"word": "摊"} | ours | {"Word": "摊"}))), tmp_path)  # type: ignore[arg-type]
    assert fields_of(learning, "摊") == ours | {
        "Word": "摊",
        "MyNotes": "like a tent",
        "Spare1": "kept",
        "Spare2": "",
    }


def test_text_of_no_notes_is_its_head() -> None:
    assert note_texts.deck_tsv(a_deck()).splitlines()[-1].startswith("#columns:")


# --- A table for a spreadsheet -------------------------------------------------------------------


def rows(deck: Deck) -> list[dict[str, str]]:
    content = note_texts.deck_csv(deck)
    assert content.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(content[1:])))


def test_table_has_a_row_a_note_in_plain_text() -> None:
    (row,) = rows(
        a_deck(
            a_note(
                "摊",
                "Market::Places",
                ("a", "b"),
                Pinyin='<span class="t1">tān</span>',
                Meaning='stall <span class="origin">put together from its parts</span>',
                Senses="<ol><li>to spread</li><li>R&amp;D &#91;sic]</li></ol>",
                Sentence='<span lang="zh-Hans">他的<b>摊</b></span>',
                MoreSentences="<ul><li>甲<br>one</li><li>乙<br>two</li></ul>",
                Audio="[sound:tan.mp3]",
                MyNotes="private",
            )
        )
    )
    assert row == dict.fromkeys(row, "") | {
        "Word": "摊",
        "Pinyin": "tān",
        "Meaning": "stall (put together from its parts)",
        "Other meanings": "to spread; R&D [sic]",
        "Sentence": "他的摊",
        "More sentences": "甲 / one; 乙 / two",
        "Deck": "Market::Places",
        "Tags": "a b",
    }


def test_table_leaves_readings_over_characters_and_drawings_out() -> None:
    ruby = "<ruby>摊<rp>(</rp><rt>tān</rt><rp>)</rp></ruby>开"
    assert note_texts.plain(ruby) == "摊开"
    assert note_texts.plain('a<svg viewBox="0 0 9 9"><text>1</text><path d="M0 0"/></svg>b') == "ab"


def test_table_has_the_reading_of_the_sentence_by_itself() -> None:
    row = rows(built())[0]
    assert (row["Sentence"], row["Sentence in pinyin"]) == (
        "李明：夜市开门。",
        "Lǐmíng: yèshì kāimén.",
    )


def test_table_survives_the_broken_markup_of_a_teacher() -> None:
    assert note_texts.plain("a</span></svg></b> < b & c</li>d <") == "a < b & cd <"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-ful", "@SUM(A1)", "＝1+1"])
def test_spreadsheet_runs_no_formula(formula: str) -> None:
    (row,) = rows(a_deck(a_note("摊", Meaning=formula, Senses=f"<i>{formula}</i>")))
    assert row["Meaning"] == row["Other meanings"] == f"'{formula}"


# --- Pleco ---------------------------------------------------------------------------------------


def built(*, names: bool = False, traditional: bool = False) -> Deck:
    """Return the deck of a sentence, as the pipeline makes it."""
    pair = sentence(
        "Li Ming says the night market opens.",
        said_as(LI_MING, "Li Ming"), mark("："), said_as(MARKET, "night market"),
        said_as(OPENS, "opens"), mark("。"),
    )  # fmt: skip
    annotated = article(pair, traditional=traditional)
    words = [ranked(annotated, headword) for headword in ("夜市", "李明", "开门")]
    kept = tuple(word for word in words if names or word.token.kind != "name")
    notes = make_notes(kept, annotated, [ARTICLE], Settings())
    return Deck(ARTICLE.title, "", notes, (pair.pair,), kept)


def test_pleco_has_a_category_a_deck_and_a_card_a_line() -> None:
    category, *cards = note_texts.deck_pleco(built()).splitlines()
    assert category == "//Chinese/老棉纺厂的夜市/1 Core"
    assert cards == [
        "夜市[夜市]\tye4shi4\t(noun) night market"
        f"{NEW_LINE}李明：夜市开门。{NEW_LINE}Li Ming says the night market opens.",
        "开门[開門]\tkai1men2\tto open"
        f"{NEW_LINE}also: open-door{NEW_LINE}李明：夜市开门。{NEW_LINE}Li Ming says the night market opens.",
    ]


def test_pleco_has_names_in_a_category_below() -> None:
    lines = note_texts.deck_pleco(built(names=True)).splitlines()
    assert [line for line in lines if line.startswith("//")] == [
        "//Chinese/老棉纺厂的夜市/1 Core",
        "//Chinese/老棉纺厂的夜市/Names",
    ]
    assert lines[-1].startswith("李明[李明]\tLi3ming2\tLi Ming")


def test_pleco_has_both_scripts_of_a_traditional_article() -> None:
    assert "\n开门[開門]\tkai1men2\t" in note_texts.deck_pleco(built(traditional=True))


def test_pleco_takes_notes_no_article_stands_behind() -> None:
    note = a_note(
        "开门",
        "7/24::Class",
        Traditional="開門",
        Pinyin="kāimén",
        Meaning="to open",
        TeacherNote="a\tb\nc",
    )
    assert note_texts.deck_pleco(a_deck(note)) == (
        f"//7／24/Class\n开门[開門]\tkāimén\tto open{NEW_LINE}a b c\n"
    )


def test_pleco_lines_hold_three_fields_each() -> None:
    sentence_of_two_lines = "一行\n二行\t三"
    deck = built()
    notes = tuple(
        replace(note, fields=(*note.fields[:12], sentence_of_two_lines, *note.fields[13:]))
        for note in deck.notes
    )
    _, *cards = note_texts.deck_pleco(replace(deck, notes=notes)).splitlines()
    assert len(cards) == 2
    assert {card.count("\t") for card in cards} == {2}
