"""The table of words of a class deck: read as spreadsheets leave it, brought up to date, merged."""

from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection, ImportCsvRequest
from hypothesis import given
from hypothesis import strategies as st

from real_anki import take
from shengci import card_templates
from shengci.decks.cells import tags_of
from shengci.decks.merging import merge
from shengci.decks.refreshing import Generated, refreshed, renumbered
from shengci.decks.row_table import parse_rows, read_rows, rows_text
from shengci.decks.rows import COLUMNS, EDITABLE, Row, generated
from shengci.errors import DeckError
from shengci.notetype import FIELDS
from shengci.package import write_package
from shengci.records import Deck, Note


def row(word: str = "夜市", **cells: str) -> Row:
    """Return what is generated for a word."""
    values = {
        "guid": f"w{ord(word[0]):x}",
        "keep": "keep",
        "lesson": "1",
        "pinyin": "yè shì" if word == "夜市" else "",
        "meaning": "night market",
        "sentence": f"这是<b>{word}</b>。",
        "source_line": "This is the <b>night market</b>.",
        "why": "hsk 4",
    }
    return generated(Row(word=word, **(values | cells)))


def parsed(text: str) -> tuple[Row, ...]:
    rows, problems = parse_rows(text, "class.tsv")
    assert not problems
    return rows


def problems_of(text: str) -> list[str]:
    return [str(problem) for problem in parse_rows(text, "class.tsv")[1]]


def table(*lines: str) -> str:
    return "".join(f"{line}\n" for line in ("#columns:" + "\t".join(COLUMNS), *lines))


def line(**cells: str) -> str:
    given = {"Keep": "keep", "Lesson": "1", "Word": "夜市", "GUID": "w1"} | cells
    return "\t".join(given.get(column, "") for column in COLUMNS)


# --- Reading and writing -------------------------------------------------------------------------


def test_rows_come_back_as_they_were_written() -> None:
    rows = (row(), row("开门", keep="#drop", teacher_note="<b>not</b> 关门", tags="unit1"))
    assert parsed(rows_text(rows)) == rows
    assert rows_text(parsed(rows_text(rows))) == rows_text(rows)


cell_text = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)


@given(st.lists(st.tuples(cell_text, cell_text, cell_text), max_size=4))
def test_any_cell_survives_the_file(cells: list[tuple[str, str, str]]) -> None:
    rows = tuple(
        Row("夜市", guid=f"w{n}", meaning=one, source_line=two, teacher_note=three)
        for n, (one, two, three) in enumerate(cells)
    )
    assert parsed(rows_text(rows)) == rows


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_table_that_a_spreadsheet_saved_with_other_separators_is_read(delimiter: str) -> None:
    text = rows_text((row(),)).replace("\t", delimiter)
    assert parsed(text)[0].word == "夜市"


def test_windows_line_ends_a_byte_order_mark_and_quoted_cells_are_read() -> None:
    text = table(line(Meaning='"the ""old"" market"')).replace("\n", "\r\n")
    assert parsed("\ufeff" + text)[0].meaning == 'the "old" market'


def test_columns_may_be_moved_and_added() -> None:
    text = "#columns:GUID\tWord\tMine\tLesson\tKeep\nw1\t夜市\tseen on 3 May\t1\tkeep\n"
    (read,) = parsed(text)
    assert (read.guid, read.word, read.extra) == ("w1", "夜市", (("Mine", "seen on 3 May"),))
    assert "seen on 3 May" in rows_text((read,))


def test_a_formula_is_not_run_by_a_spreadsheet_and_comes_back() -> None:
    rows = (row(meaning="=HYPERLINK(1)"), row("着", meaning="'-ing' of what goes on"))
    assert "\t'=HYPERLINK(1)\t" in rows_text(rows)
    assert parsed(rows_text(rows)) == rows


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (table(line(Keep="maybe")), 'class.tsv:2: 夜市: Keep is "maybe": write keep or #drop'),
        (table(line(Lesson="two")), 'class.tsv:2: 夜市: Lesson is "two": write its number, from 1'),
        (table(line(Word="")), "class.tsv:2: has no word: write one, or take the row out"),
        (table(line(), line(Word="开门")), "class.tsv:3: 开门: has the GUID of line 2: take one"),
        (table(line(Pinyin="yè")), 'class.tsv:2: 夜市: "yè" is no reading of 2 syllables'),
        (table(line(GUID="w 1")), "class.tsv:2: 夜市: the GUID is damaged: put the old one back"),
        (table(line() + "\tmore"), "class.tsv:2: has 14 cells where there are 13 columns"),
        (table(line(Meaning="x" * 20_001)), "class.tsv:2: a cell is longer than 20,000"),
        ("keep\t1\t夜市\n", "class.tsv:1: stands above the line #columns: put that line back"),
        ("#columns:Word\tMine\tMine\n夜市\n", "class.tsv: has no column GUID, Keep, Lesson"),
        ("#columns:Word\tGUID\tWord\n夜市\n", "class.tsv: has no column Keep, Lesson"),
        (table(line()).replace("Why", "Tags"), "class.tsv: has two columns Tags: give one another"),
        ("#columns:Word\n夜市\n", "class.tsv: has no column GUID, Keep, Lesson: put it back"),
        ('#columns:Word\tGUID\n"夜\x00', "class.tsv"),
    ],
)
def test_a_broken_row_is_named_with_its_line(text: str, problem: str) -> None:
    found = problems_of(text)
    assert found[0].startswith(problem) if found else problem == "class.tsv"


def test_reading_a_broken_table_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "class.tsv"
    path.write_text(table(line(Lesson="x")), encoding="utf-8")
    with pytest.raises(DeckError, match=r"class\.tsv:2: 夜市: Lesson"):
        read_rows(path)


def test_anki_imports_the_table_but_for_dropped_words(tmp_path: Path, student: Collection) -> None:
    fields = dict.fromkeys(FIELDS, "") | {"Word": "旧", "Pinyin": "jiù"}
    note = Note("wold", tuple(fields.values()), (), "Class::Lesson 1")
    package = tmp_path / "class.apkg"
    write_package(Deck("Class", "", (note,), (), ()), package, templates=card_templates.load())
    take(student, package)
    path = tmp_path / "class.tsv"
    rows = (
        row(tags="unit1", guid="wold"),
        row("开门", keep="#drop"),
        row("早", teacher_note="<b>早</b>!"),
    )
    path.write_text(rows_text(rows), encoding="utf-8")
    metadata = student.get_csv_metadata(path=str(path), delimiter=None)
    student.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
    notes = {note.guid: note for note in map(student.get_note, student.find_notes(""))}
    assert {note["Word"] for note in notes.values()} == {"夜市", "早"}
    updated = notes["wold"]
    assert (updated["Meaning"], updated.tags) == ("night market", ["unit1"])
    assert updated["Sentence"] == "这是<b>夜市</b>。"
    assert [note["TeacherNote"] for note in notes.values() if note["Word"] == "早"] == [
        "<b>早</b>!"
    ]


# --- Bringing up to date -------------------------------------------------------------------------


def test_what_is_generated_follows_the_article() -> None:
    (fresh,) = refreshed((row(),), Generated((row(meaning="street market"),)))
    assert (fresh.meaning, fresh.review, fresh.edits) == ("street market", (), ())


@pytest.mark.parametrize("column", EDITABLE)
def test_an_edit_stays_whatever_the_article_says(column: str) -> None:
    edited = row().with_cell(column, {"Keep": "#drop", "Lesson": "2"}.get(column, "mine"))
    for made in (row(), row(meaning="new", sentence="新的<b>夜市</b>。", pinyin="yè shi")):
        (fresh,) = refreshed((edited,), Generated((made,)))
        assert fresh.cell(column) == edited.cell(column)
        assert fresh.edits == (column,)
        (again,) = refreshed((fresh,), Generated((made,)))
        assert again == fresh


def test_an_edit_whose_text_changed_is_marked_until_the_mark_is_taken_out() -> None:
    edited = replace(row(), meaning="mine", source_line="mine too")
    (fresh,) = refreshed((edited,), Generated((row(meaning="street market"),)))
    assert fresh.review == ("Meaning",)
    (later,) = refreshed((fresh,), Generated((row(meaning="street market"),)))
    assert later.review == ("Meaning",)
    seen = replace(later, review=())
    (after,) = refreshed((seen,), Generated((row(meaning="street market"),)))
    assert (after.meaning, after.review) == ("mine", ())


def test_an_emptied_cell_takes_what_is_generated_again() -> None:
    emptied = replace(row(), meaning="", keep="")
    (fresh,) = refreshed((emptied,), Generated((row(meaning="street market"),)))
    assert (fresh.meaning, fresh.keep, fresh.edits) == ("street market", "keep", ())


def test_an_edit_that_the_article_comes_to_agree_with_is_none_any_more() -> None:
    edited = replace(row(), meaning="street market")
    (fresh,) = refreshed((edited,), Generated((row(meaning="street market"),)))
    assert (fresh.edits, fresh.review) == ((), ())


def test_a_word_that_is_in_no_lesson_any_more_goes_unless_a_teacher_wrote_in_its_row() -> None:
    rows = (row(), replace(row("开门"), teacher_note="see p. 3"))
    fresh = refreshed(rows, Generated(()))
    assert [(each.word, each.review) for each in fresh] == [("开门", ("gone",))]
    (back,) = refreshed(fresh, Generated((row("开门"),)))
    assert (back.teacher_note, back.review) == ("see p. 3", ())


def test_a_word_that_a_teacher_adds_is_filled_in_from_the_lessons() -> None:
    added = Row("开门", lesson="2")
    (fresh,) = refreshed((added,), Generated((), (row("开门", keep="#drop", why="too easy"),)))
    assert (fresh.guid, fresh.keep, fresh.lesson) == (row("开门").guid, "keep", "2")
    assert (fresh.meaning, fresh.edits) == ("night market", ("Keep", "Lesson"))


def test_rows_keep_their_order_and_new_ones_stand_behind_their_forerunners() -> None:
    words = [row("早"), row("夜市"), row("开门"), row("晚", lesson="2")]
    mine = (row("开门"), row("早"))
    fresh = refreshed(mine, Generated(tuple(words)))
    assert [each.word for each in fresh] == ["开门", "早", "夜市", "晚"]


def test_lessons_given_by_a_teacher_are_renumbered_when_one_is_taken_out() -> None:
    rows = tuple(replace(row(word), lesson=to) for word, to in (("早", "2"), ("晚", "3")))
    assert [each.lesson for each in renumbered(rows, {1: 1, 3: 2})] == ["", "2"]


# --- Merging -------------------------------------------------------------------------------------


def test_cells_that_one_teacher_wrote_are_taken() -> None:
    ours = (replace(row(), meaning="ours"), row("开门"))
    theirs = (replace(row(), source_line="theirs"), replace(row("开门"), keep="#drop"))
    merged = merge(ours, theirs)
    assert (merged.taken, merged.conflicts) == (2, ())
    assert (merged.rows[0].meaning, merged.rows[0].source_line) == ("ours", "theirs")
    assert not merged.rows[1].is_kept


def test_cells_that_both_wrote_differently_conflict_and_ours_stays() -> None:
    ours = (replace(row(), meaning="ours", teacher_note="a", tags="one"),)
    theirs = (replace(row(), meaning="theirs", teacher_note="b", tags="two"),)
    merged = merge(ours, theirs)
    assert [(c.column, c.ours, c.theirs) for c in merged.conflicts] == [
        ("Meaning", "ours", "theirs"),
        ("TeacherNote", "a", "b"),
    ]
    assert (merged.rows[0].meaning, merged.rows[0].tags) == ("ours", "one two")


def test_cells_that_both_wrote_alike_do_not_conflict() -> None:
    both = (replace(row(), meaning="the same"),)
    assert merge(both, both).conflicts == ()
    assert merge(both, both).taken == 0


def test_rows_that_only_they_wrote_are_added_where_they_stand() -> None:
    theirs = (row(), Row("手机", lesson="1"), row("早"), row("开门"))
    merged = merge((row(), row("早")), theirs)
    assert [each.word for each in merged.rows] == ["夜市", "手机", "早"]


def test_tags_that_hold_a_sign_of_markup_are_put_together_whole() -> None:
    ours, theirs = (replace(row(), tags=tags) for tags in ("R&amp;D &lt;b&gt;", "unit1"))
    merged = merge((ours,), (theirs,))
    assert tags_of(merged.rows[0].tags) == ("<b>", "R&D", "unit1")


@given(st.permutations(EDITABLE), st.integers(0, 6), st.integers(0, 6))
def test_merging_loses_no_edit_and_finds_every_conflict(
    columns: list[str], n_ours: int, n_theirs: int
) -> None:
    ours, theirs = row(), row()
    for column in columns[:n_ours]:
        ours = ours.with_cell(column, {"Keep": "#drop"}.get(column, "7"))
    for column in columns[-n_theirs:] if n_theirs else []:
        theirs = theirs.with_cell(column, {"Keep": "#drop"}.get(column, "8"))
    merged = merge((ours,), (theirs,))
    conflicting = {c.column for c in merged.conflicts}
    for column in columns:
        cell, own, other = (each.cell(column) for each in (merged.rows[0], ours, theirs))
        both = column in ours.edits and column in theirs.edits
        assert cell == (own if column in ours.edits else other)
        assert (column in conflicting) == (both and own != other)
