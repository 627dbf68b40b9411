"""The program as a user runs it: files in, files and lines out, exit codes, and what it refuses."""

import csv
import functools
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
import threading
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from anki.collection import Collection
from typer.main import get_command

import shengci
from program import SOURCE, Program, Run, ended, in_this_process, start
from real_anki import take, visible
from running_anki import RunningAnki, running
from shengci import cli, pipeline
from shengci.notetype import FIELDS, FLAG_OF
from shengci.records import Settings
from shengci.sources import read_article

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))

TITLE = "老厂的夜晚"
ENGLISH = [
    "The Old Mill at Night",
    "Luo Guifen stirs the soup slowly and never hurries.",
    "The neighbors complain about the smoke every evening.",
    "Last year the market attracted 300 vendors.",
    "She refuses to add cheese, and her customers respect that.",
]
CHINESE = [
    TITLE,
    "罗桂芬慢慢地搅着汤，从来不着急。",
    "邻居每天晚上都抱怨油烟。",
    "去年，夜市吸引了300名摊主。",
    "她拒绝加芝士，顾客都尊重她。",
]
CAPTION = "夜市的一角。"
MILL = "\n".join(line for pair in zip(ENGLISH, CHINESE, strict=True) for line in pair)


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command line in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return in_this_process(monkeypatch, capsys)


def run_program(*words: object, folder: Path, **variables: str) -> Run:
    """Run a command line in a process of its own."""
    return ended(start(*words, folder=folder, **variables))


@pytest.fixture
def mill(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(MILL, encoding="utf-8")
    return path


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    english, chinese = tmp_path / "en.txt", tmp_path / "zh.txt"
    english.write_text("\n".join(ENGLISH), encoding="utf-8")
    chinese.write_text("\n".join(CHINESE), encoding="utf-8")
    return english, chinese


def query(package: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(":memory:")) as database, zipfile.ZipFile(package) as zipped:
        database.deserialize(zipped.read("collection.anki2"))
        return database.execute(sql).fetchall()


def notes_in(package: Path) -> dict[str, dict[str, str]]:
    """Return the fields of every note by its word, in the order of study."""
    rows = query(package, "SELECT flds FROM notes JOIN cards ON nid = notes.id ORDER BY due")
    notes = [dict(zip(FIELDS, fields.split("\x1f"), strict=True)) for (fields,) in rows]
    return {note["Word"]: note for note in notes}


def decks_in(package: Path) -> set[str]:
    ((decks,),) = query(package, "SELECT decks FROM col")
    return {deck["name"] for deck in json.loads(decks).values()} - {"Default"}


def files_in(folder: Path) -> dict[str, bytes | None]:
    """Return every file and folder with what it holds, to see whether anything was touched."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


# --- build ---------------------------------------------------------------------------------------


def test_build_writes_to_the_folder_decks_and_says_what_became_of_the_words(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    done = run("build", mill)
    assert (done.code, done.err) == (0, "")
    notes = notes_in(tmp_path / "decks" / "mill.apkg")
    assert {"抱怨", "拒绝", "尊重"} <= notes.keys()
    lines = done.out.splitlines()
    assert lines[0] == f"Chinese::{TITLE}"
    assert [line.split()[0] for line in lines[1:5]] == ["pairs", "words", "cards", "left"]
    assert re.fullmatch(
        rf"decks/mill\.apkg: {len(notes)} notes \({len(notes)} new, 0 changed, 0 as before\), \d+ KB",
        lines[5].replace("\\", "/"),
    )


def test_build_writes_where_it_is_told(run: Program, mill: Path, tmp_path: Path) -> None:
    assert run("build", mill, "-o", "one.apkg").code == 0
    assert run("build", mill, "--output", tmp_path / "two.apkg").code == 0
    assert notes_in(tmp_path / "one.apkg").keys() == notes_in(tmp_path / "two.apkg").keys()
    assert not (tmp_path / "decks").exists()


def test_unchanged_article_gives_the_same_package(run: Program, mill: Path, tmp_path: Path) -> None:
    run("build", mill, "-o", "mill.apkg")
    before = (tmp_path / "mill.apkg").read_bytes()
    again = run("build", mill, "-o", "mill.apkg")
    assert re.search(r"\(0 new, 0 changed, [1-9]\d* as before\)", again.out)
    assert (tmp_path / "mill.apkg").read_bytes() == before


def test_previous_package_tells_what_changed(run: Program, mill: Path, tmp_path: Path) -> None:
    run("build", mill, "-o", "first.apkg")
    mill.write_text(MILL.replace("油烟", "黑烟").replace("smoke", "black smoke"), encoding="utf-8")
    done = run("build", mill, "-o", "second.apkg", "--previous", "first.apkg")
    assert re.search(r"[1-9]\d* changed, [1-9]\d* as before", done.out)
    sql = "SELECT sfld, id FROM notes WHERE sfld IN ('抱怨', '拒绝')"
    assert query(tmp_path / "first.apkg", sql) == query(tmp_path / "second.apkg", sql)


def test_deck_may_be_named(run: Program, mill: Path, tmp_path: Path) -> None:
    run("build", mill, "-o", "a.apkg", "--deck", "中文::第三课")
    assert "中文::第三课" in decks_in(tmp_path / "a.apkg")
    run("build", mill, "-o", "b.apkg", "--deck", " 第三课\n\udcff ")
    assert decks_in(tmp_path / "b.apkg") == {"第三课 ?", "第三课 ?::1 Core", "第三课 ?::2 Further"}


def test_limit_keeps_so_many_cards(run: Program, mill: Path, tmp_path: Path) -> None:
    done = run("build", mill, "-o", "a.apkg", "--limit", "3")
    assert len(notes_in(tmp_path / "a.apkg")) == 3
    assert "over the limit" in done.out


@pytest.mark.parametrize("standard", ["2025", "2021", "2.0"])
def test_levels_are_those_of_the_standard(
    run: Program, mill: Path, tmp_path: Path, standard: str
) -> None:
    options = ("--standard", standard, "--min-level", "4", "--max-level", "5")
    key = {"2025": "hsk", "2021": "hsk2021", "2.0": "hsk2"}[standard]
    cards = [r for r in run("words", mill, "--json", *options).rows if r["status"] == "card"]
    assert {row[key] or row["estimate"] for row in cards} <= {4, 5}
    done = run("build", mill, "-o", "a.apkg", *options)
    assert notes_in(tmp_path / "a.apkg").keys() == {row["word"] for row in cards}
    named = Counter(f"HSK {row[key]}" if row[key] else "unlisted" for row in cards)
    (summary,) = re.findall(r"cards     \d+ \((.+)\)", done.out)
    assert summary == ", ".join(f"{named[name]} {name}" for name in sorted(named))


def test_level_nine_is_the_band_from_seven_on(run: Program, mill: Path) -> None:
    assert run("words", mill, "--min-level", "9") == run("words", mill, "--min-level", "7")


def test_known_words_get_no_card(run: Program, mill: Path, tmp_path: Path) -> None:
    (tmp_path / "known.txt").write_text("# lesson 1\n抱怨\n拒絕\n", encoding="utf-8")
    done = run("build", mill, "-o", "a.apkg", "--known", "known.txt")
    notes = notes_in(tmp_path / "a.apkg")
    assert "尊重" in notes
    assert not notes.keys() & {"抱怨", "拒绝"}
    assert "2 known" in done.out


def test_several_articles_make_one_deck_in_which_no_sentence_is_lost(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text(
        "The Smoke\n烟\nEverybody here complains about the smoke.\n这里人人都抱怨油烟。\n",
        encoding="utf-8",
    )
    assert run("build", mill, other, mill, "-o", "both.apkg").code == 0
    both = notes_in(tmp_path / "both.apkg")
    complain = both["抱怨"]
    assert "邻居" in complain["Sentence"]
    assert "人人" in complain["MoreSentences"]
    run("build", mill, "-o", "mill.apkg")
    assert set(notes_in(tmp_path / "mill.apkg")) <= set(both)
    assert {f"Chinese::{TITLE}::1 Core", "Chinese"} < decks_in(tmp_path / "both.apkg")


def test_several_articles_need_a_name_for_their_package_and_no_english_file(
    run: Program, mill: Path, two_files: tuple[Path, Path]
) -> None:
    assert "name it with -o FILE.apkg" in run("build", mill, two_files[1]).refusal
    english = ("--english", two_files[0])
    assert "--english goes with one ARTICLE" in run("build", mill, two_files[1], *english).refusal


def test_cards_of_the_types_named_are_made(run: Program, mill: Path, tmp_path: Path) -> None:
    run("build", mill, "-o", "a.apkg", "--cards", "Cloze, writing")
    note = notes_in(tmp_path / "a.apkg")["抱怨"]
    flags = {name: note[name] for name in FLAG_OF.values()}
    assert flags == {
        "ProductionCard": "",
        "ListeningCard": "",
        "ClozeCard": "1",
        "WritingCard": "1",
    }
    assert "choose from recognition, production" in run("build", mill, "--cards", "quiz").refusal


def test_sounds_of_the_words_arrive_in_anki_and_play(
    run: Program, mill: Path, student: Collection, tmp_path: Path
) -> None:
    package = tmp_path / "a.apkg"
    run("build", mill, "-o", package, "--limit", "3", "--audio", "espeak", "--cards", "listening")
    first = package.read_bytes()
    take(student, package)
    for number in student.find_notes(""):
        note = student.get_note(number)
        for field in ("Audio", "SentenceAudio"):
            (name,) = re.findall(r"\[sound:(.+?)\]", note[field])
            assert student.media.have(name)
    report = student.media.check()
    assert not report.missing
    assert not report.unused
    package.unlink()
    again = run("build", mill, "-o", package, "--limit", "3", "--audio", "espeak")
    assert again.code == 0
    assert media_in(package) == media_in_bytes(first)


def media_in(package: Path) -> set[bytes]:
    return media_in_bytes(package.read_bytes())


def media_in_bytes(package: bytes) -> set[bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {opened.read(name) for name in opened.namelist() if name.isdecimal()}


def test_strokes_are_drawn_from_the_folder_named(run: Program, mill: Path, tmp_path: Path) -> None:
    folder = tmp_path / "strokes"
    folder.mkdir()
    line = {
        "strokes": ["M 100 400 L 900 400 L 900 340 L 100 340 Z"],
        "medians": [[[100, 370], [900, 370]]],
    }
    (folder / "抱.json").write_text(json.dumps(line), encoding="utf-8")
    done = run("build", mill, "-o", "a.apkg", "--strokes", folder)
    assert "<svg" in notes_in(tmp_path / "a.apkg")["抱怨"]["Strokes"]
    assert "have no stroke diagram" in done.out
    nowhere = run("build", mill, "-o", "a.apkg", "--strokes", tmp_path / "nowhere")
    assert "no such folder" in nowhere.refusal


def test_voice_that_can_not_speak_is_refused_before_the_work(
    run: Program, mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "make_deck", None)
    refused = {
        ("--audio", "none", "--cards", "listening"): "nothing to play",
        ("--audio", "command"): "go together",
        ("--voice-command", "say {text} {out}"): "go together",
        ("--audio", "command", "--voice-command", "no-such-voice {text} {out}"): "no program",
        ("--audio", "command", "--voice-command", "echo {text}"): "has no {out}",
    }
    for words, problem in refused.items():
        assert problem in run("build", mill, *words).refusal


def test_voice_that_fails_costs_the_sound_and_not_the_deck(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    failing = f"{sys.executable} -c 'raise SystemExit(3)' {{text}} {{out}}"
    done = run("build", mill, "-o", "a.apkg", "--audio", "command", "--voice-command", failing)
    assert done.code == 0
    assert "missing" in done.out
    assert notes_in(tmp_path / "a.apkg")["抱怨"]["Audio"] == ""


def test_cards_are_in_the_characters_and_reading_asked_for(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    run("build", mill, "-o", "a.apkg", "--characters", "traditional", "--reading", "zhuyin")
    note = notes_in(tmp_path / "a.apkg")["拒絕"]
    assert "她<b>拒絕</b>加芝士，顧客都尊重她。" in note["Sentence"]
    assert "<rt>ㄐㄩˋ ㄐㄩㄝˊ</rt>" in note["SentencePinyin"]


def test_names_get_cards_in_a_deck_below_when_asked_for(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    run("build", mill, "-o", "a.apkg")
    assert "罗桂芬" not in notes_in(tmp_path / "a.apkg")
    deck = f"Chinese::{TITLE}"
    without = {deck, f"{deck}::1 Core", f"{deck}::2 Further"}
    assert decks_in(tmp_path / "a.apkg") == without
    run("build", mill, "-o", "b.apkg", "--names")
    assert notes_in(tmp_path / "b.apkg")["罗桂芬"]["Meaning"] == "Luo Guifen"
    assert decks_in(tmp_path / "b.apkg") == without | {f"{deck}::Names"}


def test_article_in_two_files_gives_the_same_words(
    run: Program, mill: Path, two_files: tuple[Path, Path], tmp_path: Path
) -> None:
    english, chinese = two_files
    run("build", mill, "-o", "one.apkg")
    assert run("build", chinese, "--english", english, "-o", "two.apkg").code == 0
    assert notes_in(tmp_path / "two.apkg").keys() == notes_in(tmp_path / "one.apkg").keys()


def test_nothing_made_is_exit_code_one_and_no_file(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    mill.write_text("I have a book.\n我有一本书。\nHe drinks tea.\n他喝茶。\n", encoding="utf-8")
    done = run("build", mill, "-o", "a.apkg", "--min-level", "7")
    assert done.code == 1
    assert "cards     0" in done.out
    assert done.err == "no word of mill.txt is left for a card: try a lower --min-level\n"
    assert files_in(tmp_path).keys() == {"mill.txt"}


def test_nothing_made_leaves_the_earlier_package(run: Program, mill: Path, tmp_path: Path) -> None:
    run("build", mill, "-o", "mill.apkg")
    before = files_in(tmp_path)
    (tmp_path / "known.txt").write_text("\n".join(notes_in(tmp_path / "mill.apkg")), "utf-8")
    assert run("build", mill, "-o", "mill.apkg", "--known", "known.txt").code == 1
    (tmp_path / "known.txt").unlink()
    assert files_in(tmp_path) == before


def test_markup_in_an_article_shows_as_text_on_the_card(
    run: Program, mill: Path, tmp_path: Path, student: Collection
) -> None:
    english = "The &amp; <b>neighbors</b> [sound:x.mp3] complain [latex]x[/latex] about {{Word}} & <i>smoke</i>."
    chinese = "这里的邻居每天晚上都在抱怨油烟<br>，也抱怨{{Word}}噪音[sound:x.mp3]，可是谁也没有办法&nbsp;。"
    mill.write_text(f"{english}\n{chinese}\nWe refuse.\n我们拒绝。\n", encoding="utf-8")
    assert run("build", mill, "-o", "mill.apkg", "--deck", "{{Word}} <b>").code == 0
    take(student, tmp_path / "mill.apkg")
    (card_id,) = student.find_cards("Word:抱怨")
    card = student.get_card(card_id)
    assert chinese in visible(card.question())
    assert chinese in visible(card.answer())
    assert english in visible(card.answer())
    assert card.question_av_tags() == []
    spoken, sentence = card.answer_av_tags()
    assert (spoken.field_text, sentence.field_text) == ("抱怨", chinese)


# --- pair ----------------------------------------------------------------------------------------


def test_pair_shows_both_sides_of_every_bead(run: Program, mill: Path) -> None:
    done = run("pair", mill)
    assert (done.code, done.err) == (0, "")
    for line in (*ENGLISH, *CHINESE):
        assert f"  {line}\n" in done.out


def test_pair_in_json_loses_no_text_and_tells_what_stands_alone(run: Program, mill: Path) -> None:
    mill.write_text(f"{MILL}\n{CAPTION}\n", encoding="utf-8")
    rows = run("pair", mill, "--json").rows
    promised = "english chinese english_sentences chinese_sentences bead score kind line"
    for row in rows:
        assert set(promised.split()) <= row.keys()
        assert row["english"] == " ".join(row["english_sentences"])
        assert row["chinese"] == "".join(row["chinese_sentences"])
        assert row["bead"] == [len(row["english_sentences"]), len(row["chinese_sentences"])]
        assert 0 <= row["score"] <= 1
    assert [row["english"] for row in rows if row["english"]] == ENGLISH
    assert [row["chinese"] for row in rows if row["chinese"]] == [*CHINESE, CAPTION]
    assert [row["kind"] for row in rows] == ["pair"] * 5 + ["chinese only"]
    assert [row["line"] for row in rows] == [2, 4, 6, 8, 10, 11]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_pair_loses_no_character_of_an_article(run: Program, path: Path) -> None:
    rows = run("pair", path, "--json").rows
    kept = Counter("".join(row["english"] + row["chinese"] for row in rows).replace(" ", ""))
    assert kept == Counter("".join(path.read_text(encoding="utf-8").split()))
    assert {row["kind"] for row in rows} <= {"pair", "english only", "chinese only"}


def test_pair_as_a_table_and_as_a_memory_holds_the_same_sentences(run: Program, mill: Path) -> None:
    table = [line.split("\t") for line in run("pair", mill, "--tsv").out.splitlines()]
    assert [row[:2] for row in table[1:]] == list(map(list, zip(ENGLISH, CHINESE, strict=True)))
    assert {len(row) for row in table} == {5}
    root = ElementTree.fromstring(run("pair", mill, "--tmx").out.encode())
    segments = [seg.text for seg in root.iter("seg")]
    assert segments == MILL.split("\n")


def test_pair_takes_english_and_chinese_apart(run: Program, two_files: tuple[Path, Path]) -> None:
    rows = run("pair", *two_files, "--json").rows
    assert [(row["english"], row["chinese"]) for row in rows] == list(
        zip(ENGLISH, CHINESE, strict=True)
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_pair_of_given_sentences_uses_each_line_exactly_once(
    run: Program, tmp_path: Path, end: str
) -> None:
    english, chinese = [*ENGLISH, "", "Nobody. Comes. Here."], [CAPTION, *CHINESE]
    (tmp_path / "en.txt").write_bytes(end.join(english).encode())
    (tmp_path / "zh.txt").write_bytes((end.join(chinese) + end).encode())
    rows = run("pair", "--sentences", "en.txt", "zh.txt", "--json").rows
    assert all({"english", "chinese", "score"} <= row.keys() for row in rows)
    assert [i for row in rows for i in row["english"]] == list(range(len(english)))
    assert [j for row in rows for j in row["chinese"]] == list(range(len(chinese)))
    assert {"english": [2], "chinese": [3]} in [
        {"english": row["english"], "chinese": row["chinese"]} for row in rows
    ]


# --- words ---------------------------------------------------------------------------------------


def test_words_account_for_every_word_of_the_article(run: Program, mill: Path) -> None:
    rows = run("words", mill, "--json").rows
    _, annotated, _ = pipeline.analyse([read_article(mill)], Settings())
    tokens = [token for pair in annotated.pairs for token in pair.tokens]
    there = Counter(token.headword for token in tokens if token.kind != "punctuation")
    listed: Counter[str] = Counter()
    for row in rows:
        listed[row["word"]] += row["count"]
    assert listed == there
    promised = """word traditional pinyin meaning hsk hsk2021 hsk2 zipf kind status reasons count
        sentence source_line counterpart"""
    assert all(set(promised.split()) <= row.keys() for row in rows)


def test_words_say_why_each_got_a_card_or_not(run: Program, mill: Path) -> None:
    row_of = {row["word"]: row for row in run("words", mill, "--json").rows}
    assert {word: row_of[word]["status"] for word in ("抱怨", "罗桂芬", "300", "她")} == {
        "抱怨": "card", "罗桂芬": "name", "300": "number", "她": "function word",
    }  # fmt: skip
    complain = row_of["抱怨"]
    assert (complain["traditional"], complain["pinyin"]) == ("抱怨", "bào yuàn")
    assert complain["sentence"] == CHINESE[2]
    assert [complain["source_line"][start:end] for start, end in complain["counterpart"]] in (
        ["complain"], ["complain about"],
    )  # fmt: skip
    assert all(row["reasons"] for row in row_of.values())


def test_words_for_a_spreadsheet_are_the_same_words(run: Program, mill: Path) -> None:
    done = run("words", mill, "--csv")
    table = list(csv.DictReader(io.StringIO(done.out)))
    rows = run("words", mill, "--json").rows
    assert [row["word"] for row in table] == [row["word"] for row in rows]
    assert [row["sentence"] for row in table] == [row["sentence"] or "" for row in rows]


def test_words_to_read_are_a_line_each_with_the_cards_first(run: Program, mill: Path) -> None:
    lines = run("words", mill).out.splitlines()
    assert len(lines) == len(run("words", mill, "--json").rows)
    statuses = [line.split("\t")[0] for line in lines]
    assert statuses == sorted(statuses, key=lambda status: status != "card")


# --- annotate ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_annotation_points_into_both_lines(run: Program, tmp_path: Path, path: Path) -> None:
    table = path.with_suffix(".pairs.tsv").read_text(encoding="utf-8").splitlines()
    lines = ["\t".join(reversed(row.split("\t"))) for row in table]
    (tmp_path / "lines.tsv").write_text("\n".join(lines), encoding="utf-8")
    rows = run("annotate", "lines.tsv", "--json").rows
    assert [f"{row['chinese']}\t{row['english']}" for row in rows] == lines
    for row in rows:
        at = 0
        for token in row["tokens"]:
            start, end = token["start"], token["end"]
            assert not row["chinese"][at:start].strip()
            assert row["chinese"][start:end] == token["text"] != ""
            at = end
            assert token["kind"] in ("word", "name", "number", "latin", "punctuation")
            if token["kind"] in ("word", "name"):
                assert len(token["pinyin"].split(" ")) == len(token["text"]), token
                assert not re.search(r"\d", token["pinyin"])
            assert token["meaning"] is None or token["meaning"].strip()
            for start, end in token["counterpart"]:
                assert_whole_words(row["english"], start, end)
        assert not row["chinese"][at:].strip()


def assert_whole_words(line: str, start: int, end: int) -> None:
    assert 0 <= start < end <= len(line)
    assert line[start:end].strip() == line[start:end]
    for border in (start, end):
        assert not re.fullmatch(r"[^\W_]{2}", line[max(0, border - 1) : border + 1]), line[
            start:end
        ]


def test_annotation_of_chinese_alone_has_no_counterparts(run: Program, tmp_path: Path) -> None:
    (tmp_path / "lines.txt").write_text(f"{CHINESE[2]}\n\n  \n{CHINESE[4]}\t\n", encoding="utf-8")
    rows = run("annotate", "lines.txt", "--json").rows
    assert [row["chinese"] for row in rows] == [CHINESE[2], "", "", CHINESE[4]]
    assert [bool(row["tokens"]) for row in rows] == [True, False, False, True]
    tokens = [token for row in rows for token in row["tokens"]]
    assert all(row["english"] == "" for row in rows)
    assert all(token["counterpart"] == [] for token in tokens)
    assert {"抱怨", "拒绝"} <= {token["text"] for token in tokens if token["meaning"]}


def test_annotation_to_read_shows_reading_meaning_and_counterpart(
    run: Program, tmp_path: Path
) -> None:
    (tmp_path / "lines.txt").write_text(f"{CHINESE[2]}\t{ENGLISH[2]}\n", encoding="utf-8")
    done = run("annotate", "lines.txt")
    assert done.out.startswith(f"{CHINESE[2]}\n{ENGLISH[2]}\n")
    assert re.search(r"^  抱怨  bàoyuàn  to complain.*\[complain", done.out, re.M)


def test_article_in_chinese_only_makes_a_deck_and_says_so(run: Program, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text("\n".join(CHINESE), encoding="utf-8")
    done = run("build", "mill.txt", "--min-level", 1)
    assert done.code == 0
    assert "  no English: the cards have no source line" in done.out
    assert int(re.search(r"cards +(\d+)", done.out)[1]) > 5
    assert run("pair", "mill.txt", "--json").out.count('"kind": "chinese only"') == len(CHINESE)


def test_unsure_pairs_make_no_card_and_are_listed(run: Program, mill: Path) -> None:
    scores = sorted(
        json.loads(line)["score"] for line in run("pair", mill, "--json").out.splitlines()
    )
    done = run("build", mill, "--min-score", (scores[1] + scores[2]) / 2)
    assert re.search(r"^  unsure    2 pairs below 0\.\d+ make no card:$", done.out, re.M)
    assert len(re.findall(r"^ +line \d+ \([01]\.\d\d\): .+ \| .+$", done.out, re.M)) == 2


# --- What is refused -----------------------------------------------------------------------------

REFUSED = {
    "empty": (b"", "is empty: give an article"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "this is a PNG picture, not plain text"),
    "zero bytes": (MILL.encode() + b"\n\0\0\0", "zero byte at offset"),
    "English only": ("\n".join(ENGLISH).encode(), "no Chinese in it: give the Chinese text"),
    "Japanese": (
        "古い工場は今、夜の市場です。\n六時に開いて、真夜中に閉まります。\n".encode(),
        "this is Japanese, and there is not enough Chinese: give an article",
    ),
    "damaged": (MILL.encode().replace("抱怨".encode(), b"\xe6\xff"), "save it as UTF-8"),
    "huge": (None, "larger than 20 MB: cut it into several files"),
    "a million lines": ("好。\n".encode() * 1_000_000, "1,000,000 lines are more than can be read at once"),
}  # fmt: skip
WITH_LINE = {"zero bytes": 11, "English only": 1, "Japanese": 1, "damaged": 6}


@pytest.mark.parametrize("command", ["build", "words", "pair"])
@pytest.mark.parametrize("kind", REFUSED)
def test_bad_article_is_refused_in_one_line_and_nothing_is_touched(
    run: Program, tmp_path: Path, command: str, kind: str
) -> None:
    content, cure = REFUSED[kind]
    bad = tmp_path / "bad.txt"
    bad.write_bytes(content or b"")
    if content is None:
        os.truncate(bad, 25_000_000)
    before = files_in(tmp_path)
    line = f":{WITH_LINE[kind]}" if kind in WITH_LINE else ""
    refusal = run(command, bad).refusal
    assert refusal.startswith(f"{bad}{line}: ")
    assert cure in refusal
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("kind", ["empty", "English only", "damaged"])
def test_refused_article_leaves_the_earlier_package(
    run: Program, mill: Path, tmp_path: Path, kind: str
) -> None:
    run("build", mill)
    mill.write_bytes(REFUSED[kind][0] or b"")
    before = files_in(tmp_path)
    assert "mill.txt" in run("build", mill).refusal
    assert files_in(tmp_path) == before


@pytest.mark.parametrize("command", ["build", "words", "pair", "annotate"])
def test_missing_file_and_folder_are_refused(run: Program, tmp_path: Path, command: str) -> None:
    (tmp_path / "folder").mkdir()
    before = files_in(tmp_path)
    missing, folder = run(command, "mill.txt").refusal, run(command, "folder").refusal
    assert missing == "mill.txt: no such file: check its name and folder"
    assert folder == "folder: is a folder: name one of the files in it"
    assert files_in(tmp_path) == before


def test_bad_english_file_is_refused_by_its_own_name(run: Program, mill: Path) -> None:
    assert "en.txt: no such file" in run("build", mill, "--english", "en.txt").refusal


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("", "lines.txt: is empty"),
        ("邻居\tneighbor\n抱怨\tto complain\tverb\n", "lines.txt:2: more than one tab"),
        ("邻居\0\n", "lines.txt:1: zero byte"),
    ],
)
def test_bad_lines_to_annotate_are_refused(
    run: Program, tmp_path: Path, lines: str, problem: str
) -> None:
    (tmp_path / "lines.txt").write_text(lines, encoding="utf-8")
    assert problem in run("annotate", "lines.txt").refusal


def test_line_of_known_words_that_is_no_word_is_refused(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    (tmp_path / "known.txt").write_text("抱怨\nto refuse\n", encoding="utf-8")
    before = files_in(tmp_path)
    refusal = run("build", mill, "--known", "known.txt").refusal
    assert refusal == ("known.txt:2: 'to refuse' is not one Chinese word: write one word a line")
    assert "none.txt: no such file" in run("build", mill, "--known", "none.txt").refusal
    assert files_in(tmp_path) == before


def other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("diary.txt", "Dear diary")


@pytest.mark.parametrize(
    ("prepare", "target", "problem"),
    [
        (None, "nowhere/a.apkg", "there is no folder nowhere: create it"),
        (None, "no\nwhere/a.apkg", "there is no folder no where: create it"),
        (Path.mkdir, "a.apkg", "is not a file: name another output with -o"),
        (other_zip, "a.apkg", "a zip file but not an Anki package: move it away"),
        (Path.touch, "a.apkg", "not an Anki package, or a damaged one: move it away"),
        (None, "mill.txt", "may be two things: say --format pleco, or --format tsv"),
    ],
)
def test_bad_output_is_refused_before_the_work_and_left_as_it_is(
    run: Program, mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    prepare: Callable[[Path], None] | None, target: str, problem: str,
) -> None:  # fmt: skip
    if prepare is not None:
        prepare(tmp_path / target)
    before = files_in(tmp_path)
    monkeypatch.setattr(pipeline, "make_deck", None)
    assert problem in run("build", mill, "-o", target).refusal
    assert files_in(tmp_path) == before


def test_missing_previous_package_is_refused_before_the_work(
    run: Program, mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "make_deck", None)
    refusal = run("build", mill, "-o", "a.apkg", "--previous", "b.apkg").refusal
    assert refusal == "b.apkg: no such file: give the package students have, or none"


@pytest.mark.skipif(sys.platform != "linux", reason="/sys refuses files even from root")
def test_output_that_cannot_be_written_is_refused(run: Program, mill: Path) -> None:
    refusal = run("build", mill, "-o", "/sys/mill.apkg").refusal
    assert "/sys/mill.apkg: can't be written (Permission denied): allow writing in /sys" in refusal


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_folder_that_is_not_writable_is_refused(run: Program, mill: Path, tmp_path: Path) -> None:
    (tmp_path / "decks").mkdir(mode=0o500)
    assert "decks/mill.apkg: can't be written (Permission denied)" in run("build", mill).refusal
    assert not list((tmp_path / "decks").iterdir())


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["build", "mill.txt", "--standard", "3.0"], "'2025', '2021', '2.0'"),
        (["build", "mill.txt", "--min-level", "0"], "--min-level"),
        (["build", "mill.txt", "--max-level", "ten"], "--max-level"),
        (["build", "mill.txt", "--limit", "0"], "--limit"),
        (["build", "mill.txt", "--min-level", "5", "--max-level", "4"], "no word can be in between"),
        (["build", "mill.txt", "--colour"], "--colour"),
        (["build", "mill.txt", "-o"], "-o"),
        (["build"], "ARTICLE"),
        (["bild", "mill.txt"], "bild"),
        (["pair", "--sentences", "mill.txt"], "needs two files"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_bad_option_is_refused_in_one_line(
    run: Program, mill: Path, tmp_path: Path, words: list[str], problem: str
) -> None:
    assert problem in run(*words).refusal
    assert files_in(tmp_path).keys() == {"mill.txt"}


# --- Known failures ------------------------------------------------------------------------------


def test_character_that_no_table_reads_is_annotated_without_a_reading(
    run: Program, tmp_path: Path
) -> None:
    (tmp_path / "lines.txt").write_text("𠮷吃饭。\n", encoding="utf-8")
    assert run("annotate", "lines.txt", "--json").rows[0]["chinese"] == "𠮷吃饭。"


def test_dotted_name_that_no_english_word_sounds_like_is_annotated(
    run: Program, tmp_path: Path
) -> None:
    line = "玛丽·欧文笑了。\tThe Old Mill opened."
    (tmp_path / "lines.txt").write_text(line, encoding="utf-8")
    assert run("annotate", "lines.txt", "--json").rows[0]["english"] == "The Old Mill opened."


def test_surname_that_is_a_name_here_and_a_word_there_is_one_note(
    run: Program, tmp_path: Path
) -> None:
    lines = (
        "The old man laughed at the boy.", "王先生看着孩子笑了。",
        "My neighbor is called Wang, like that doctor.", "我的邻居也姓王，和那位大夫一样。",
    )  # fmt: skip
    (tmp_path / "wang.txt").write_text("\n".join(lines), encoding="utf-8")
    assert run("build", "wang.txt", "--names", "-o", "wang.apkg").code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_file_name_that_is_no_text_still_makes_a_deck(run: Program, tmp_path: Path) -> None:
    path = tmp_path / "mill\udcff.txt"
    path.write_text("\n".join(MILL.split("\n")[2:]), encoding="utf-8")
    assert run("build", path, "-o", "mill.apkg").code == 0


# --- Help and version ----------------------------------------------------------------------------

COMMANDS = [
    "build",
    "batch",
    "handout",
    "pair",
    "words",
    "annotate",
    "report",
    "diff",
    "doctor",
    "serve",
    "deck",
    "templates",
    "known",
]


def test_version_is_that_of_the_package(run: Program) -> None:
    assert run("--version") == Run(0, f"shengci {shengci.__version__}\n", "")


def test_help_lists_the_commands(run: Program) -> None:
    done = run("--help")
    assert (done.code, done.err) == (0, "")
    assert re.findall(r"^  ([a-z]+)  ", done.out.partition("Commands:")[2], re.M) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_line_of_a_command_in_the_list_is_that_of_its_own_help(command: str) -> None:
    listed = {each.name: each.help for each in cli.app.registered_commands}
    loaded = get_command(cli.commands.load(command))
    assert loaded.help is not None
    assert loaded.help.splitlines()[0] == listed[command]


def test_no_command_at_all_is_answered_with_help_on_stderr(run: Program) -> None:
    assert run() == Run(2, "", run("--help").out)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_explains_every_option(
    run: Program, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(command, "--help")
    assert (done.code, done.err) == (0, "")
    usage, description, _ = done.out.split("\n\n", maxsplit=2)
    assert f"{usage} ".startswith(f"Usage: shengci {command} [OPTIONS] ")
    assert re.fullmatch(r"  [A-Z][^.]+\.", description), "one sentence"
    assert max(map(len, done.out.splitlines())) <= 80
    entries = re.split(r"\n  (?=\S)", done.out.partition("Arguments:")[2])[1:]
    for entry in entries:
        explained = re.split(r" {2,}|\n", entry, maxsplit=1)
        assert len(explained) == 2, entry
        assert re.search(r"[A-Z].*[.\]]\s*(\n|$)", explained[1], re.S), entry


# --- The program in a process of its own ---------------------------------------------------------


def test_program_works_in_the_c_locale_with_chinese_file_names(tmp_path: Path) -> None:
    article = tmp_path / "夜市.txt"
    article.write_text(MILL, encoding="utf-8")
    done = run_program("build", "夜市.txt", folder=tmp_path, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (done.code, done.err) == (0, ""), "no progress in a pipe"
    assert done.out.startswith(f"Chinese::{TITLE}\n")
    assert f"{Path('decks', '夜市.apkg')}: " in done.out
    assert "抱怨" in notes_in(tmp_path / "decks" / "夜市.apkg")


def test_program_refuses_in_one_line_without_a_traceback(tmp_path: Path) -> None:
    done = run_program("build", "没有.txt", folder=tmp_path, LC_ALL="C")
    assert done.refusal == "没有.txt: no such file: check its name and folder"
    assert files_in(tmp_path) == {}


def test_installed_command_is_the_same_program(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("shengci")
    if not program.is_file():
        pytest.skip("not installed next to this Python")
    done = subprocess.run([program, "--version"], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"shengci {shengci.__version__}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes there")
def test_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(
        [sys.executable, "-m", "shengci.cli", "--version"],
        env=os.environ | {"PYTHONPATH": SOURCE}, stdout=write_end, stderr=subprocess.PIPE,
    )  # fmt: skip
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_output_that_fits_nowhere_is_told_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "shengci.cli", "--version"],
            env=os.environ | {"PYTHONPATH": SOURCE}, stdout=full, stderr=subprocess.PIPE,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(b"shengci: the output can't be written (No space left")
    assert done.stderr.count(b"\n") == 1


def test_terminal_sees_the_stages_on_stderr(
    run: Program, mill: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    done = run("pair", mill, "--json")
    assert "Pairing sentences" in done.err
    assert len(done.out.splitlines()) == len(ENGLISH)


def test_interruption_is_no_traceback(
    run: Program, mill: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "make_deck", interrupt)
    assert run("build", mill, "-o", "mill.apkg") == Run(130, "", "")
    assert files_in(tmp_path).keys() == {"mill.txt"}


# --- Card templates ------------------------------------------------------------------------------


def test_templates_are_handed_out_changed_checked_and_built_with(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    assert run("templates", "copy", "mine").out.startswith("mine: ")
    assert run("templates", "check", "mine").out == "mine: good; not as ours: none\n"
    front = tmp_path / "mine" / "recognition-front.html"
    front.write_text("<h1>{{Word}}</h1>", encoding="utf-8")
    checked = run("templates", "check", "mine")
    assert checked == Run(0, "mine: good; not as ours: recognition-front.html\n", "")
    done = run("build", mill, "-o", "mill.apkg", "--templates", "mine", "--tones", "dummitt")
    assert done.code == 0
    ((models,),) = query(tmp_path / "mill.apkg", "SELECT models FROM col")
    (note_type,) = json.loads(models).values()
    assert note_type["tmpls"][0]["qfmt"] == "<h1>{{Word}}</h1>\n"
    assert "Dummitt" in note_type["css"]
    assert "Pleco" not in note_type["css"]


def test_broken_template_is_refused_before_anything_is_written(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    run("templates", "copy", "mine")
    with (tmp_path / "mine" / "part-notes.html").open("a", encoding="utf-8") as file:
        file.write("{{TeecherNote}}")
    refusal = "part-notes.html:7: {{TeecherNote}}: there is no field “TeecherNote”: did you mean TeacherNote?"
    assert run("templates", "check", "mine").refusal.endswith(refusal)
    assert run("build", mill, "-o", "mill.apkg", "--templates", "mine").refusal.endswith(refusal)
    assert not (tmp_path / "mill.apkg").exists()


def test_templates_the_user_has_changed_are_not_written_over(run: Program, tmp_path: Path) -> None:
    run("templates", "copy", "mine")
    (tmp_path / "mine" / "back.html").write_text("{{Word}}", encoding="utf-8")
    assert "back.html: is there already" in run("templates", "copy", "mine").refusal
    assert (tmp_path / "mine" / "back.html").read_text(encoding="utf-8") == "{{Word}}"


# --- web pages -----------------------------------------------------------------------------------


@pytest.fixture
def mill_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a page with the article of the mill, on a server in this process."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    folder = tmp_path / "web"
    folder.mkdir()
    lines = "".join(f"<p>{line}</p>\n" for line in MILL.split("\n"))
    page = f'<meta charset="utf-8"><h1>{TITLE}: 夜市?</h1>{lines}'
    (folder / "mill.html").write_text(page, encoding="utf-8")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/mill.html"
        server.shutdown()


def test_build_from_an_address_names_the_package_by_the_title_of_the_page(
    run: Program, mill_url: str, tmp_path: Path
) -> None:
    assert run("build", "--url", mill_url, "--min-level", "1").code == 0
    assert "抱怨" in notes_in(tmp_path / "decks" / f"{TITLE} 夜市.apkg")


def test_words_and_pair_take_an_address_too(run: Program, mill_url: str) -> None:
    assert "抱怨" in {row["word"] for row in run("words", "--url", mill_url, "--json").rows}
    pairs = run("pair", "--url", mill_url, "--json").rows
    assert {row["chinese"] for row in pairs} > set(CHINESE[1:])


@pytest.mark.parametrize("command", ["build", "words", "pair"])
def test_a_file_and_an_address_exclude_each_other(run: Program, mill: Path, command: str) -> None:
    for words in ([command], [command, mill, "--url", "http://127.0.0.1/"]):
        assert "give either ARTICLE or --url" in run(*words).refusal


def test_an_address_that_can_not_be_fetched_is_refused_and_nothing_is_left(
    run: Program, mill_url: str, tmp_path: Path
) -> None:
    before = files_in(tmp_path)
    assert "404" in run("build", "--url", mill_url + "x").refusal
    assert "is no address" in run("build", "--url", "mill.html").refusal
    assert files_in(tmp_path) == before


# --- other programs ------------------------------------------------------------------------------

OTHER_FORMS = {"tsv": "mill.tsv", "csv": "mill.csv", "pleco": "mill.txt"}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_build_writes_the_same_notes_as_text(
    run: Program, mill: Path, tmp_path: Path, form: str
) -> None:
    package, text = run("build", mill), run("build", mill, "--format", form)
    assert (text.code, text.err) == (0, "")
    path = tmp_path / "decks" / OTHER_FORMS[form]
    *summary, report = text.out.splitlines()
    assert summary == package.out.splitlines()[:-1]
    n_notes = len(notes_in(tmp_path / "decks" / "mill.apkg"))
    assert re.fullmatch(rf"decks/{path.name}: {n_notes} notes, \d+ KB", report)
    content = path.read_text(encoding="utf-8")
    assert all(word in content for word in notes_in(tmp_path / "decks" / "mill.apkg"))


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_text_is_written_over_by_the_next_one_of_its_form(
    run: Program, mill: Path, tmp_path: Path, form: str
) -> None:
    for _ in range(2):
        assert run("build", mill, "--format", form, "-o", f"deck{OTHER_FORMS[form][4:]}").code == 0
        files = files_in(tmp_path)
        assert len(files) == 2
    assert run("build", mill, "--format", form, "-o", f"deck{OTHER_FORMS[form][4:]}").code == 0
    assert files_in(tmp_path) == files


def test_suffix_of_the_output_tells_the_form(run: Program, mill: Path, tmp_path: Path) -> None:
    assert run("build", mill, "-o", "a.CSV").code == run("build", mill, "-o", "a.tsv").code == 0
    assert (tmp_path / "a.CSV").read_text(encoding="utf-8").startswith("\ufeffWord,")
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").startswith("#separator:tab\n")


def test_text_may_go_to_stdout_with_the_summary_on_stderr(
    run: Program, mill: Path, tmp_path: Path
) -> None:
    done = run("build", mill, "--format", "pleco", "-o", "-")
    assert done.code == 0
    assert done.out.startswith(f"//Chinese/{TITLE}/")
    assert TITLE in done.err.splitlines()[0]
    assert files_in(tmp_path).keys() == {"mill.txt"}


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--format", "pleco", "-o", "mill.txt"], "mill.txt: holds something else: move it away"),
        (["--format", "csv", "-o", "mill.apkg"], "does not go with --format csv: name it .csv"),
        (["--format", "apkg", "-o", "mill.tsv"], "does not go with --format apkg: name it .apkg"),
        (["--format", "csv", "-o", "nowhere/a.csv"], "there is no folder nowhere: create it"),
        (["--format", "csv", "-o", "."], "is not a file: name another output"),
        (["--format", "csv", "--previous", "a.apkg"], "--previous goes with a package"),
        (["--format", "csv", "--push"], "--push takes a package"),
        (["--format", "xml"], "'apkg', 'tsv', 'csv', 'pleco'"),
        (["-o", "-"], "a package can't be shown"),
        (["-o", "a.apkg", "--push", "--anki-url", "localhost"], "write it like http://127.0.0.1"),
        (["-o", "a.apkg", "--push", "--anki-url", "http://127.0.0.1:1"], "nothing answers: open Anki"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_delivery_that_can_not_be_is_refused_before_the_work(
    run: Program,
    mill: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    problem: str,
) -> None:
    before = files_in(tmp_path)
    monkeypatch.setattr(pipeline, "make_deck", None)
    assert problem in run("build", mill, *words).refusal
    assert {name: file for name, file in files_in(tmp_path).items() if file} == before


@pytest.mark.skipif(sys.platform != "linux", reason="/sys refuses files even from root")
def test_text_that_cannot_be_written_is_refused(run: Program, mill: Path) -> None:
    refusal = run("build", mill, "-o", "/sys/mill.csv").refusal
    assert "/sys/mill.csv: can't be written (Permission denied): allow writing in /sys" in refusal


def test_push_brings_the_package_into_the_anki_that_is_open(
    run: Program, mill: Path, tmp_path: Path, student: Collection
) -> None:
    with running(RunningAnki(student)) as anki:
        first = run("build", mill, "--push", "--anki-url", anki.url)
        again = run("build", mill, "--push", "--anki-url", anki.url)
    words = notes_in(tmp_path / "decks" / "mill.apkg")
    assert student.note_count() == len(words)
    assert first.out.endswith(f"\nAnki: {len(words)} notes added, 0 were there already\n")
    assert again.out.endswith(f"\nAnki: 0 notes added, {len(words)} were there already\n")


def test_key_for_anki_may_be_in_the_environment(
    run: Program, mill: Path, student: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running(RunningAnki(student, key="a secret")) as anki:
        to_it = ("build", mill, "--push", "--anki-url", anki.url)
        assert "wants a key" in run(*to_it).refusal
        assert run(*to_it, "--anki-key", "a secret").code == 0
        monkeypatch.setenv("ANKI_CONNECT_KEY", "a secret")
        assert run(*to_it).code == 0


def test_push_that_fails_leaves_the_package_and_says_so(
    run: Program, mill: Path, tmp_path: Path, student: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str) -> bool:
        raise OSError("No space left on device")

    with running(RunningAnki(student)) as anki:
        monkeypatch.setattr(anki, "import_package", full)
        refusal = run("build", mill, "--push", "--anki-url", anki.url).refusal
    assert refusal == (
        "decks/mill.apkg is written, but not in Anki: Anki can't import the package"
        " (No space left on device): write it with -o to a folder that Anki may read"
    )
    assert notes_in(tmp_path / "decks" / "mill.apkg")
