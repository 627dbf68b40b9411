"""What the real Anki makes of our packages: nothing here is mocked."""

import time
from pathlib import Path

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions

from real_anki import counts, take, visible
from shengci.errors import PackageError
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF, NOTE_TYPE_ID, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note

NOW = 1_764_000_000

SPARSE = {"Word": "地方", "Meaning": "place"}
FULL = {
    "Word": "垄断",
    "Traditional": "壟斷",
    "Pinyin": "lǒngduàn",
    "Zhuyin": "ㄌㄨㄥˇ ㄉㄨㄢˋ",
    "Meaning": "to monopolize",
    "Senses": "monopoly",
    "MeasureWords": "个",
    "PartOfSpeech": "verb",
    "HSK": "7-9",
    "HSK2021": "7-9",
    "Frequency": "4.1",
    "Sentence": "他们<b>垄断</b>了市场。",
    "SentencePinyin": "tāmen lǒngduàn le shìchǎng",
    "SourceLine": "They have <b>monopolized</b> the market.",
    "ClozeSentence": "他们<b>[…]</b>了市场。",
    "MoreSentences": "反<b>垄断</b>法",
    "Article": "Chips",
    "Strokes": "<svg viewBox='0 0 9 9'><path d='M0 0L9 9'/></svg>",
    "Breakdown": "垄 ridge + 断 to break",
    "TeacherNote": "A word of the news",
} | dict.fromkeys(FLAG_OF.values(), "1")


def a_note(
    values: dict[str, str] = SPARSE, deck: str = "Chips", tags: tuple[str, ...] = (), **fields: str
) -> Note:
    values = dict.fromkeys(FIELDS, "") | values | fields
    return Note(guid_for(values["Word"], ()), tuple(values.values()), tags, deck)


def a_deck(*notes: Note, name: str = "Chips") -> Deck:
    return Deck(name, "All about chips", notes, (), ())


DECK = a_deck(
    a_note(FULL, tags=("hsk::7-9",)),
    a_note(ProductionCard="1"),
    a_note(Word="李明", Meaning="Li Ming", deck="Chips::Names"),
)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "chips.apkg"


# --- The first import ----------------------------------------------------------------------------


def test_every_note_comes_in_as_new(student: Collection, package: Path) -> None:
    write_package(DECK, package, now=NOW)
    assert counts(take(student, package)) == {"new": 3}
    assert student.note_count() == 3
    assert student.card_count() == 5 + 2 + 1


def test_every_card_has_a_front_and_a_back_of_its_own(student: Collection, package: Path) -> None:
    write_package(DECK, package, now=NOW)
    take(student, package)
    fronts = set()
    for card_id in student.find_cards(""):
        card = student.get_card(card_id)
        front, back = card.question(), card.answer()
        assert visible(front)
        assert visible(back) not in ("", visible(front))
        for side in (front, back):
            assert "{{" not in side
            assert "template has a problem" not in side
        fronts.add((card.template()["name"], visible(front)))
    assert len(fronts) == student.card_count()


def test_anki_finds_no_empty_card_and_no_fault(student: Collection, package: Path) -> None:
    write_package(DECK, package, now=NOW)
    take(student, package)
    assert not student.get_empty_cards().notes
    problems, sound = student.fix_integrity()
    assert sound, problems


@pytest.mark.parametrize(("template", "flag"), FLAG_OF.items())
def test_flag_makes_the_card_of_its_template(
    student: Collection, package: Path, template: str, flag: str
) -> None:
    everything_else = FULL | dict.fromkeys(FLAG_OF.values(), "")
    write_package(a_deck(a_note(everything_else, **{flag: "1"})), package, now=NOW)
    take(student, package)
    (note_id,) = student.find_notes("")
    cards = student.get_note(note_id).cards()
    assert [card.template()["name"] for card in cards] == ["Recognition", template]
    assert not student.get_empty_cards().notes


def test_flagless_note_gets_no_further_card_from_anki(student: Collection, package: Path) -> None:
    write_package(a_deck(a_note(FULL, **dict.fromkeys(FLAG_OF.values(), ""))), package, now=NOW)
    take(student, package)
    (note_id,) = student.find_notes("")
    note = student.get_note(note_id)
    note["Meaning"] = "to corner"
    student.update_note(note)
    assert len(note.cards()) == 1


def test_ids_of_fields_and_templates_survive_the_import(student: Collection, package: Path) -> None:
    write_package(DECK, package, now=NOW)
    take(student, package)
    note_type = student.models.get(NOTE_TYPE_ID)
    assert note_type is not None
    assert [field["name"] for field in note_type["flds"]] == list(FIELDS)
    assert [template["name"] for template in note_type["tmpls"]] == list(CARD_TEMPLATES)
    assert (note_type["flds"][0]["id"], note_type["tmpls"][-1]["id"]) == (1687975239, 1203324697)
    assert all(field["preventDeletion"] for field in note_type["flds"])


def test_new_cards_are_shown_in_the_order_of_the_notes(student: Collection, package: Path) -> None:
    words = ("丙", "甲", "丁", "乙")
    write_package(a_deck(*(a_note(Word=word) for word in words)), package, now=NOW)
    take(student, package)
    student.decks.select(student.decks.id("Chips"))
    shown = student.sched.get_queued_cards(fetch_limit=9).cards
    assert tuple(student.get_card(each.card.id).note()["Word"] for each in shown) == words


def test_decks_and_description_arrive(student: Collection, package: Path) -> None:
    write_package(DECK, package, now=NOW)
    take(student, package)
    assert student.decks.by_name("Chips")["desc"] == "All about chips"
    assert len(student.find_cards("deck:Chips::Names")) == 1


def test_escaped_markup_shows_as_text(student: Collection, package: Path) -> None:
    note = a_note(Meaning="&#123;&#123;Word}} &lt;b&gt; R&amp;D")
    write_package(a_deck(note), package, now=NOW)
    take(student, package)
    (card_id,) = student.find_cards("")
    assert "{{Word}} <b> R&D" in visible(student.get_card(card_id).answer())


def test_packages_made_in_the_same_second_do_not_get_in_each_others_way(
    student: Collection, package: Path, tmp_path: Path
) -> None:
    write_package(a_deck(a_note(Word="甲")), package, now=NOW)
    other = tmp_path / "other.apkg"
    write_package(a_deck(a_note(Word="乙", deck="Other"), name="Other"), other, now=NOW)
    assert counts(take(student, package)) == counts(take(student, other)) == {"new": 1}
    assert student.card_count() == 2


# --- The other way round -------------------------------------------------------------------------


@pytest.mark.parametrize("legacy", [True, False])
def test_export_of_anki_is_not_written_over(
    student: Collection, package: Path, tmp_path: Path, legacy: bool
) -> None:
    write_package(DECK, package, now=NOW)
    take(student, package)
    export = tmp_path / "export.apkg"
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy
    )
    student.export_anki_package(out_path=str(export), options=options, limit=None)
    before = export.read_bytes()
    with pytest.raises(PackageError, match="exported from Anki, not made by shengci"):
        write_package(DECK, export, now=NOW)
    assert export.read_bytes() == before


def test_thousands_of_words_are_written_and_imported_in_seconds(
    student: Collection, package: Path
) -> None:
    deck = a_deck(*(a_note(Word=f"词{n}", ProductionCard="1") for n in range(2000)))
    started = time.perf_counter()
    write_package(deck, package, now=NOW)
    assert counts(take(student, package)) == {"new": 2000}
    assert time.perf_counter() - started < 10
