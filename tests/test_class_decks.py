"""Class decks from the command line to the student's Anki."""

import json
import re
import sys
from pathlib import Path

import pytest
from anki.collection import Collection

from program import Program, in_this_process
from real_anki import fields_of, review_everything, schedule, take
from shengci import words
from shengci.classes import building, files, reading
from shengci.classes.changing import move_lesson, rename_lesson
from shengci.classes.making import make_class
from shengci.decks.row_table import read_rows, rows_text
from shengci.decks.rows import Row
from shengci.errors import DeckError
from shengci.package.contents import read_contents

MARKET = """\
The Market by the Harbour
港口边的市场

The market opens before the fishing boats come in.
渔船还没回来，市场就开门了。

The vendors drink tea and complain about the price of diesel.
摊贩们喝着茶，抱怨柴油的价格。

By noon every stall is empty, and the cats take over.
到了中午，每个摊位都空了，猫就接管了这里。
"""
FERRY = """\
The Last Ferry
最后一班渡轮

The ferry captain knows every vendor in the market.
渡轮船长认识市场里的每一个摊贩。

He complains about the fog, never about the passengers.
他抱怨大雾，从不抱怨乘客。

In winter the ferry stays in the harbour for weeks.
冬天，渡轮一停就是好几个星期。
"""


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command of `shengci deck` in a folder with two articles; return (code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "market.txt").write_text(MARKET, encoding="utf-8")
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    return in_this_process(monkeypatch, capsys, "deck")


ROWS, RECIPE, PACKAGE = Path("decks/sea.tsv"), Path("decks/sea.toml"), Path("decks/sea.apkg")


def new(run: Program, *options: object) -> None:
    code, _, err = run("new", "sea", "market.txt", "ferry.txt", "--title", "Sea", *options)
    assert (code, err) == (0, "")


def build(run: Program, *options: object) -> str:
    code, out, err = run("build", "sea", *options)
    assert (code, err) == (0, "")
    return out


def refusal(done: tuple[int, str, str]) -> str:
    code, out, err = done
    assert (code, out) == (2, "")
    assert re.fullmatch(r"shengci: .+\n", err), err
    return err.removeprefix("shengci: ").rstrip()


def row_of(word: str, path: Path = ROWS) -> Row:
    (found,) = [row for row in read_rows(path) if row.word == word]
    return found


def edit(word: str, path: Path = ROWS, **cells: str) -> None:
    """Write into the cells of a word's row, as a teacher does."""
    rows = []
    for row in read_rows(path):
        if row.word == word:
            for column, value in cells.items():
                row = row.with_cell(column, value)
        rows.append(row)
    path.write_text(rows_text(rows), encoding="utf-8")


def decks_of(package: Path) -> dict[str, str]:
    """Return the deck of each word of a package."""
    return {
        note.fields[0]: next(iter(note.deck_of.values()))
        for note in read_contents(package, "").notes
    }


# --- From articles to decks ----------------------------------------------------------------------


def test_each_lesson_has_its_decks_and_teaches_each_word_once(run: Program) -> None:
    new(run)
    assert build(run).startswith("decks/sea.apkg: ")
    decks = decks_of(PACKAGE)
    first, second = "Sea::Lesson 1 港口边的市场::", "Sea::Lesson 2 最后一班渡轮::"
    assert decks["摊贩"].startswith(first)
    assert decks["抱怨"].startswith(first)
    assert decks["船长"].startswith(second)
    words_of = [row.word for row in read_rows(ROWS)]
    assert len(words_of) == len(set(words_of))


def test_a_word_has_sentences_of_all_lessons_and_tags_of_its_lesson(
    run: Program, student: Collection
) -> None:
    new(run)
    build(run)
    take(student, PACKAGE)
    fields = fields_of(student, "抱怨")
    assert "柴油" in fields["Sentence"]
    assert "抱怨大雾" in re.sub("<[^>]*>", "", fields["MoreSentences"])
    (note_id,) = student.find_notes("Word:抱怨")
    tags = student.get_note(note_id).tags
    assert {"lesson::1", "article::港口边的市场", "article::最后一班渡轮"} <= set(tags)


def test_adding_a_lesson_moves_no_card_and_changes_no_earlier_sentence(run: Program) -> None:
    run("new", "sea", "market.txt", "--title", "Sea")
    build(run)
    before = {row.guid: row for row in read_rows(ROWS)}
    decks = decks_of(PACKAGE)
    code, out, _ = run("add", "sea", "ferry.txt")
    assert code == 0
    assert "lesson 2 最后一班渡轮: " in out
    after = {row.guid: row for row in read_rows(ROWS)}
    assert all(after[guid].sentence == row.sentence for guid, row in before.items())
    build(run)
    assert decks.items() <= decks_of(PACKAGE).items()


def test_an_article_may_join_a_lesson_and_leave_it(run: Program) -> None:
    run("new", "sea", "market.txt", "--title", "Sea")
    code, _, _ = run("add", "sea", "ferry.txt", "--lesson", "1", "--title", "By the sea")
    assert code == 0
    assert 'title = "By the sea"' in RECIPE.read_text(encoding="utf-8")
    assert {row.lesson for row in read_rows(ROWS)} == {"1"}
    assert run("remove", "sea", "market.txt")[0] == 0
    assert "市场" in [row.word for row in read_rows(ROWS)]
    assert "摊位" not in [row.word for row in read_rows(ROWS)]


def test_taking_a_lesson_out_renumbers_the_others(run: Program) -> None:
    new(run)
    edit("船长", Meaning="skipper")
    assert run("remove", "sea", "--lesson", "1")[0] == 0
    assert (row_of("船长").lesson, row_of("船长").meaning) == ("1", "skipper")
    assert row_of("抱怨").lesson == "1"


def test_a_teachers_lesson_of_a_word_survives_when_lessons_are_counted_anew(run: Program) -> None:
    Path("boat.txt").write_text(
        "Boats need diesel and a captain.\n渔船需要柴油和船长。\n", encoding="utf-8"
    )
    run("new", "sea", "boat.txt", "market.txt", "ferry.txt", "--title", "Sea")
    assert row_of("摊位").lesson == "2"
    edit("摊位", Lesson="3")
    assert run("remove", "sea", "--lesson", "1")[0] == 0
    assert (row_of("摊位").lesson, row_of("摊位").edits) == ("2", ("Lesson",))
    assert row_of("大雾").lesson == "2"


def test_a_moved_lesson_takes_its_words_along_and_a_word_of_two_is_in_the_first(
    run: Program,
) -> None:
    new(run)
    assert (row_of("抱怨").lesson, row_of("船长").lesson) == ("1", "2")
    edit("摊位", Lesson="2", Meaning="booth")
    edit("大雾", Meaning="thick fog")
    moved = move_lesson(files.load(RECIPE), 2, 1)
    assert [lesson.title for lesson in moved.recipe.lessons] == ["最后一班渡轮", "港口边的市场"]
    assert (row_of("抱怨").lesson, row_of("船长").lesson) == ("1", "1")
    assert row_of("柴油").lesson == "2"
    assert (row_of("摊位").lesson, row_of("摊位").meaning) == ("1", "booth")
    assert row_of("摊位").edits == ("Lesson", "Meaning")
    assert (row_of("大雾").meaning, row_of("大雾").review) == ("thick fog", ())
    assert moved == files.load(RECIPE)
    assert move_lesson(moved, 1, 2).recipe.lessons[0].title == "港口边的市场"
    assert (row_of("摊位").lesson, row_of("大雾").lesson) == ("2", "2")


def test_a_renamed_lesson_keeps_all_else_of_the_recipe(run: Program) -> None:
    new(run)
    rows, before = ROWS.read_bytes(), RECIPE.read_text(encoding="utf-8")
    renamed = rename_lesson(files.load(RECIPE), 2, " The  last\nferry ")
    assert renamed == files.load(RECIPE)
    after = RECIPE.read_text(encoding="utf-8")
    assert after == before.replace('"最后一班渡轮"', '"The last ferry"')
    assert ROWS.read_bytes() == rows


@pytest.mark.parametrize(("number", "to"), [(0, 1), (1, 0), (3, 1), (1, 3)])
def test_a_lesson_that_is_not_there_is_not_moved(run: Program, number: int, to: int) -> None:
    new(run)
    with pytest.raises(DeckError, match=r"lesson [03]: there is none: the deck has 2"):
        move_lesson(files.load(RECIPE), number, to)


def test_nothing_is_written_when_an_article_that_stays_cannot_be_read(run: Program) -> None:
    new(run)
    before = (RECIPE.read_bytes(), ROWS.read_bytes())
    Path("market.txt").unlink()
    assert "market.txt" in refusal(run("remove", "sea", "--lesson", "2"))
    assert (RECIPE.read_bytes(), ROWS.read_bytes()) == before


def test_words_of_other_decks_packages_and_lists_are_left_out(run: Program) -> None:
    run("new", "first", "market.txt")
    run("build", "first")
    Path("known.txt").write_text("船长\n", encoding="utf-8")
    for excluded in ("decks/first.tsv", "decks/first.apkg"):
        name = f"sea-{Path(excluded).suffix[1:]}"
        code, _, err = run(
            "new", name, "ferry.txt", "--exclude", excluded, "--exclude", "known.txt"
        )
        assert (code, err) == (0, "")
        kept = {row.word for row in read_rows(Path(f"decks/{name}.tsv")) if row.is_kept}
        assert "渡轮" in kept
        assert kept.isdisjoint({"抱怨", "摊贩", "船长"})


def test_a_handout_of_each_lesson_lies_beside_the_package(run: Program) -> None:
    new(run)
    edit(
        "船长",
        Meaning="skipper",
        Sentence="新的<b>船长</b>来了。",
        SourceLine="A new skipper came.",
    )
    assert "decks/sea-lesson-2.html: handout" in build(run)
    first, second = (Path(f"decks/sea-lesson-{n}.html").read_text("utf-8") for n in (1, 2))
    assert "Sea: lesson 1, 港口边的市场" in first
    assert "skipper" in second
    assert "skipper" not in first
    assert "A new skipper came." in second
    article = second.partition('<section class="article')[2].partition("</section>")[0]
    assert "渡轮船长认识" in re.sub("<rt[ >].*?</rt>|<[^>]*>", "", article)
    assert "来了" not in re.sub("<rt[ >].*?</rt>|<[^>]*>", "", article)


# --- A teacher's edits ---------------------------------------------------------------------------


def test_edits_reach_the_students_card_and_keep_its_reviews(
    run: Program, student: Collection
) -> None:
    new(run)
    build(run)
    take(student, PACKAGE)
    review_everything(student)
    before = schedule(student)
    edit(
        "船长",
        Pinyin="chuan2zhang5",
        Meaning="skipper & boss",
        Sentence="她是<b>船长</b>的女儿。",
        SourceLine="She is the <b>skipper</b>’s daughter.",
        TeacherNote="<b>not</b> 校长<script>alert(1)</script>",
        Tags="unit3, sea",
    )
    build(run)
    log = take(student, PACKAGE)
    assert (len(log.updated), len(log.new)) == (1, 0)
    fields = fields_of(student, "船长")
    assert ">zhang<" in fields["Pinyin"]
    assert fields["Meaning"] == "skipper &amp; boss"
    assert "她是<b>船长</b>的女儿。" in fields["Sentence"]
    assert "<rt>chuánzhang</rt>" in fields["SentencePinyin"]
    assert "<rt>nǚ'ér</rt>" in fields["SentencePinyin"]
    assert fields["SourceLine"] == "She is the <b>skipper</b>’s daughter."
    assert "＿＿" in fields["ClozeSentence"]
    assert fields["TeacherNote"] == "<b>not</b> 校长"
    (note_id,) = student.find_notes("Word:船长")
    assert {"unit3", "sea"} <= set(student.get_note(note_id).tags)
    assert schedule(student) == before


def test_a_dropped_word_has_no_card_and_a_kept_or_added_one_has(run: Program) -> None:
    new(run)
    edit("船长", Keep="#drop")
    with ROWS.open("a", encoding="utf-8") as file:
        file.write("keep\t1\t猫\nkeep\t2\t灯塔\n")
    build(run)
    decks = decks_of(PACKAGE)
    assert "船长" not in decks
    assert decks["猫"].startswith("Sea::Lesson 1")
    assert decks["灯塔"].startswith("Sea::Lesson 2")
    assert "接管" in row_of("猫").sentence
    assert (row_of("灯塔").pinyin, row_of("灯塔").meaning) == ("dēng tǎ", "lighthouse")


def test_a_word_may_be_moved_to_another_lesson(run: Program) -> None:
    new(run)
    edit("抱怨", Lesson="2")
    build(run)
    assert decks_of(PACKAGE)["抱怨"].startswith("Sea::Lesson 2")


def test_the_order_of_the_rows_is_the_order_of_study(run: Program, student: Collection) -> None:
    new(run)
    rows = [row for row in read_rows(ROWS) if row.lesson == "1" and row.is_kept]
    ROWS.write_text(rows_text(rows[::-1]), encoding="utf-8")
    build(run)
    take(student, PACKAGE)
    cards = [student.get_card(each) for each in student.find_cards("tag:lesson::1")]
    order = [card.note()["Word"] for card in sorted(cards, key=lambda card: card.due)]
    assert order == [row.word for row in rows[::-1]]


def test_a_change_of_the_article_keeps_the_edit_and_marks_it(run: Program) -> None:
    new(run)
    edit("船长", Sentence="她是<b>船长</b>。", SourceLine="She is the captain.")
    text = FERRY.replace("渡轮船长认识", "渡轮的老船长认识").replace(
        "The ferry captain", "The old captain"
    )
    Path("ferry.txt").write_text(text, encoding="utf-8")
    build(run)
    row = row_of("船长")
    assert row.sentence == "她是<b>船长</b>。"
    assert row.review == ("Sentence", "SourceLine")
    code, out, _ = run("check", "sea")
    assert code == 0
    assert re.search(r"look at  decks/sea.tsv:\d+: 船长: Sentence: the article has changed", out)


def test_a_dash_leaves_a_cell_empty_on_the_card(run: Program, student: Collection) -> None:
    new(run)
    edit("船长", SourceLine="-")
    edit("渡轮", Sentence="-")
    build(run)
    take(student, PACKAGE)
    captain, ferry = (fields_of(student, word) for word in ("船长", "渡轮"))
    assert (captain["SourceLine"], bool(captain["Sentence"])) == ("", True)
    assert (ferry["Sentence"], ferry["ClozeSentence"], ferry["SentencePinyin"]) == ("", "", "")


def test_a_word_in_two_pieces_is_marked_in_both(run: Program, student: Collection) -> None:
    new(run)
    edit(
        "抱怨",
        Sentence="他<b>抱</b>了一天的<b>怨</b>。",
        SourceLine="He <b>complained</b> all day.",
    )
    build(run)
    take(student, PACKAGE)
    fields = fields_of(student, "抱怨")
    assert "他<b>抱</b>了一天的<b>怨</b>。" in fields["Sentence"]
    assert re.sub("<[^>]*>", "", fields["ClozeSentence"]) != ""


def test_mended_pairs_stand_for_what_the_pairer_made(run: Program) -> None:
    new(run)
    table = "English\tChinese\tRole\tLine\nThe captain frowns.\t船长皱着眉头。\tbody\t4\n"
    Path("decks/ferry.pairs.tsv").write_text(table, encoding="utf-8")
    recipe = RECIPE.read_text(encoding="utf-8").replace(
        'articles = ["../ferry.txt"]',
        'articles = [{file = "../ferry.txt", pairs = "ferry.pairs.tsv"}]',
    )
    RECIPE.write_text(recipe, encoding="utf-8")
    build(run)
    assert "船长" in row_of("皱").sentence or "船长" in row_of("眉头").sentence
    assert "渡轮" not in [row.word for row in read_rows(ROWS)]
    code, out, _ = run("check", "sea")
    assert code == 0
    assert "decks/ferry.pairs.tsv: ../ferry.txt has changed since its pairs were mended" in out


# --- Reproducible, incremental, safe -------------------------------------------------------------


def test_an_unchanged_build_is_the_same_byte_for_byte(run: Program) -> None:
    new(run)
    edit("船长", Meaning="skipper", Sentence="新<b>船长</b>来了。")
    build(run)
    before = {path: path.read_bytes() for path in Path("decks").iterdir()}
    assert f"(0 new, 0 changed, {len(decks_of(PACKAGE))} as before)" in build(run)
    assert {path: path.read_bytes() for path in Path("decks").iterdir()} == before


def test_only_changed_articles_are_read_again(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    new(run)
    read: list[str] = []
    annotate = words.annotate

    def counted(pairs, settings):  # noqa: ANN001, ANN202
        read.append(pairs[0].place.file)
        return annotate(pairs, settings)

    monkeypatch.setattr(reading, "annotate", counted)
    build(run)
    assert read == []
    Path("ferry.txt").write_text(FERRY + "\nThe end.\n结束。\n", encoding="utf-8")
    build(run)
    assert [Path(name).name for name in read] == ["ferry.txt"]


def test_a_damaged_or_missing_cache_only_costs_time(run: Program) -> None:
    new(run)
    build(run)
    before = PACKAGE.read_bytes()
    for path in Path("cache/shengci/articles").iterdir():
        path.write_bytes(path.read_bytes()[:-20])
    build(run)
    assert PACKAGE.read_bytes() == before
    for path in Path("cache/shengci/articles").iterdir():
        path.write_bytes(b"\x80\x04N.")  # a pickle
    build(run)
    assert PACKAGE.read_bytes() == before


def test_nothing_is_written_over_what_somebody_else_wrote_meanwhile(run: Program) -> None:
    new(run)
    deck = files.load(RECIPE)
    edit("船长", Meaning="skipper")
    there = ROWS.read_bytes()
    with pytest.raises(files.DeckError, match="changed by someone else"):
        files.save_rows(deck, deck.rows[1:])
    assert ROWS.read_bytes() == there


def test_a_new_name_of_the_class_is_refused_unless_forced(run: Program) -> None:
    new(run)
    build(run)
    before = {path: path.read_bytes() for path in Path("decks").iterdir()}
    text = RECIPE.read_text(encoding="utf-8")
    RECIPE.write_text(text.replace('title = "Sea"', 'title = "Ocean"'), encoding="utf-8")
    before[RECIPE] = RECIPE.read_bytes()
    problem = refusal(run("build", "sea"))
    assert problem.startswith(
        "decks/sea.toml: students would not get this as an update (the class was called Sea)"
    )
    assert {path: path.read_bytes() for path in Path("decks").iterdir()} == before
    assert "decks/sea.apkg: " in build(run, "--force")


def test_a_renamed_lesson_is_refused_and_a_dropped_word_is_not(run: Program) -> None:
    new(run)
    build(run)
    edit("船长", Keep="#drop")
    assert "1 note of the last package is not in it: students keep the cards" in build(run)
    text = RECIPE.read_text(encoding="utf-8")
    RECIPE.write_text(text.replace("最后一班渡轮", "渡轮"), encoding="utf-8")
    assert "(a lesson was called Lesson 2 最后一班渡轮)" in refusal(run("build", "sea"))


def test_diff_says_what_an_update_will_do_and_writes_nothing(run: Program) -> None:
    new(run)
    assert "no package yet to compare with" in refusal(run("diff", "sea"))
    build(run)
    edit("船长", Meaning="skipper")
    before = {path: path.read_bytes() for path in Path("decks").iterdir()}
    code, out, _ = run("diff", "sea")
    assert code == 0
    assert re.search(r"Meaning: .* -> skipper", out)
    code, out, _ = run("diff", "sea", "--json")
    assert code == 0
    assert json.loads(out.splitlines()[0])["new"] == "decks/sea.toml"
    assert {path: path.read_bytes() for path in Path("decks").iterdir()} == before


# --- Check, merge, export ------------------------------------------------------------------------


def test_check_finds_what_is_wrong_and_where(run: Program) -> None:
    new(run)
    assert run("check", "sea")[:2] == (0, "decks/sea.toml: 0 errors, 0 things to look at\n")
    edit("船长", Lesson="7")
    edit("渡轮", Sentence="没有这个词。")
    edit("乘客", Meaning="a person who travels in a vehicle without driving it or working on it")
    with ROWS.open("a", encoding="utf-8") as file:
        file.write("keep\t1\t抱怨抱怨\nkeep\tx\t猫\n")
    code, out, _ = run("check", "sea")
    assert code == 1
    assert re.search(r'^error    decks/sea.tsv:\d+: 猫: Lesson is "x"', out, re.M)
    ROWS.write_text(ROWS.read_text("utf-8").replace("keep\tx\t猫", "keep\t1\t猫"), encoding="utf-8")
    code, out, _ = run("check", "sea")
    assert code == 1
    for problem in (
        "船长: there is no lesson 7, the recipe has 2: write another number",
        "渡轮: is not in its sentence: put <b></b> around what stands for it",
        "抱怨抱怨: no lesson and no dictionary has it: write its reading into Pinyin",
    ):
        assert re.search(rf"^error    decks/sea.tsv:\d+: {re.escape(problem)}", out, re.M), out
    assert "3 errors" in out
    first = re.search(r"^error    (.*)", out, re.M)
    assert first
    assert refusal(run("build", "sea")) == first[1]


def test_check_names_what_is_worth_a_look(run: Program) -> None:
    new(run, "--level", "1")
    edit("乘客", Meaning="a person who travels in a vehicle without driving it or working on it")
    with ROWS.open("a", encoding="utf-8") as file:
        file.write("keep\t1\t乘客\tchéng kè\tpassenger\t\t\t\t\town1\n")
    code, out, _ = run("check", "sea")
    assert code == 0
    assert "乘客: its meaning has 69 characters, a card fits 60: shorten it" in out
    assert re.search(r"乘客: stands in line \d+ too: drop one of them", out)
    assert "other words of its sentence are beyond HSK 1" in out


def test_check_finds_missing_files_with_their_line(run: Program) -> None:
    new(run)
    Path("ferry.txt").unlink()
    code, out, _ = run("check", "sea")
    assert code == 1
    assert re.search(
        r"^error    decks/sea.toml:\d+: ../ferry.txt: no such file: put it back", out, re.M
    )
    assert "ferry.txt: no such file: put it back, or take it out" in refusal(run("build", "sea"))


def test_merge_takes_a_colleagues_edits_and_lists_conflicts(run: Program) -> None:
    new(run)
    theirs = Path("theirs.tsv")
    theirs.write_bytes(ROWS.read_bytes())
    edit("船长", Meaning="skipper")
    edit("船长", theirs, Meaning="master of a ship", SourceLine="The <b>captain</b>.")
    edit("乘客", theirs, Keep="#drop")
    code, out, _ = run("merge", "sea", "theirs.tsv")
    assert code == 1
    assert out == (
        "decks/sea.tsv: 2 edits taken\n"
        "conflict  船长, Meaning\n  yours   skipper\n  theirs  master of a ship\n"
        "1 conflict: yours stayed; write theirs in by hand\n"
    )
    assert (row_of("船长").meaning, row_of("乘客").is_kept) == ("skipper", False)
    assert row_of("船长").source_line == "The <b>captain</b>."


def test_export_writes_the_edited_words_for_other_programs(run: Program) -> None:
    new(run)
    edit("船长", Meaning="skipper")
    code, out, _ = run("export", "sea")
    assert code == 0
    assert "skipper" in out
    code, out, _ = run("export", "sea", "--format", "pleco", "-o", "sea.txt")
    assert code == 0
    assert "skipper" in Path("sea.txt").read_text(encoding="utf-8")
    assert "holds something else" in refusal(
        run("export", "sea", "--format", "tsv", "-o", "decks/sea.tsv")
    )


def test_names_have_decks_of_their_own_if_asked_for(run: Program) -> None:
    Path("ferry.txt").write_text(
        FERRY + "\nCaptain Lin Haiyan lives in Ningbo.\n林海燕船长住在宁波。\n", encoding="utf-8"
    )
    new(run, "--names")
    build(run)
    assert decks_of(PACKAGE)["宁波"] == "Sea::Lesson 2 最后一班渡轮::Names"


# --- Bad input -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("build", "none"), "decks/none.toml: no such class deck: make it with shengci deck new"),
        (("check", "none"), "decks/none.toml: no such class deck"),
        (("new", "sea", "none.txt"), "none.txt: no such file"),
        (("new", "no/such/folder", "market.txt"), "no/such/folder.toml: can't be written"),
        (("add", "sea", "market.txt"), "../market.txt: is in the deck already"),
        (("add", "sea", "other.txt", "--lesson", "3"), "lesson 3: there is none: the deck has 2"),
        (("remove", "sea", "other.txt"), "other.txt: is in no lesson of decks/sea.toml"),
        (("remove", "sea"), "give either ARTICLE or --lesson: see --help"),
        (("merge", "sea", "none.tsv"), "none.tsv: no such file"),
        (("build", "sea", "-o", "x.tsv"), "x.tsv: a package is named FILE.apkg"),
        (("build", "sea", "-o", "no/x.apkg"), "no/x.apkg: there is no folder no"),
        (("new", "sea"), "decks/sea.toml: is there already: take another name for the new deck"),
    ],
)
def test_bad_input_is_one_line(run: Program, words: tuple[str, ...], problem: str) -> None:
    if words[:2] != ("new", "sea") or len(words) == 2:
        new(run)
    Path("other.txt").write_text(FERRY.replace("渡轮", "轮船"), encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert refusal(run(*words)).startswith(problem)
    after = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert {k: v for k, v in after.items() if "cache" not in k.parts} == {
        k: v for k, v in before.items() if "cache" not in k.parts
    }


def test_the_library_makes_the_same_deck(run: Program) -> None:
    new(run)
    analysed = building.analyse_class(files.load(RECIPE))
    made = make_class(analysed.deck, analysed.lessons, analysed.annotated, analysed.words)
    build(run)
    assert {note.guid for note in made.notes} == {
        note.guid for note in read_contents(PACKAGE, "").notes
    }
