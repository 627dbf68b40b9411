"""`shengci report` as a user runs it: its three faces, what it refuses, and what it leaves alone."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from handmade import article, mark, sentence
from night_stall import LI_MING, STALL_TEXT, STOP, TOFU, report_of
from program import Program, ended, in_this_process, start
from shengci.cli.report_tables import shown
from shengci.known.learner import path_of
from shengci.report import dump, html
from shengci.report.comparing import in_reading_order

MILL = """The Old Mill at Night
老厂的夜晚
Luo Guifen stirs the soup slowly and never hurries.
罗桂芬慢慢地搅着汤，从来不着急。
The neighbors complain about the smoke every evening.
邻居每天晚上都抱怨油烟。
夜市的一角。
Last year the market attracted 300 vendors.
去年，夜市吸引了300名摊主。
She refuses to add cheese, and her customers respect that.
她拒绝加芝士，顾客都尊重她。
"""
SMOKE = """The neighbors complain about the smoke every evening.
邻居每天晚上都抱怨油烟。
They complain, and I complain.
他们抱怨，我也抱怨。
"""


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command line in a folder with two articles."""
    monkeypatch.chdir(tmp_path)
    Path("mill.txt").write_text(MILL, encoding="utf-8")
    Path("smoke.txt").write_text(SMOKE, encoding="utf-8")
    return in_this_process(monkeypatch, capsys, "report")


def rows_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


# JSON

KEYS = {
    "": """report place known_then title file date traditional standard min_level max_level known_in figures difficulty
        profiles coverage sentences hardest structures new_words without_card names unpaired unsure""",
    "figures": """characters distinct_characters words running names numbers sentences mean_words mean_characters""",
    "profiles": "standard rows reading_levels",
    "profiles rows": "level words running estimated_words estimated_running",
    "profiles reading_levels": "percent level lowest highest",
    "coverage": "running known known_as no_card steps goals",
    "coverage known_as": "status words running",
    "coverage steps": "word traditional pinyin meaning running known",
    "coverage goals": "percent words",
    "sentences": "number line chinese english difficulty",
    "sentences difficulty": "score new_words n_words rarity n_characters structures",
    "structures": "name level sentences",
    "new_words": "word traditional pinyin meaning level estimate zipf running difficulty_here status reasons",
    "names": "name traditional pinyin english name_type running",
    "unpaired": "line kind role score chinese english",
}  # fmt: skip


@pytest.mark.parametrize("path", KEYS, ids=lambda path: path or "report")
def test_keys_of_the_json_stay_what_they_are(path: str) -> None:
    even = article(
        *STALL_TEXT.pairs,
        sentence("Even.", *(TOFU, mark("，")), STOP),
        sentence("", TOFU, STOP, role="caption"),
    )
    structured = report_of(even)
    if path == "structures":
        from night_stall import word

        structured = report_of(article(sentence("", word("连"), TOFU, word("也"), STOP)))
    (value,) = rows_of(dump.reports_json(in_reading_order([structured])))
    for key in path.split():
        value = value[key]
        if isinstance(value, list):
            assert value, key
            value = value[0]
    assert list(value) == KEYS[path].split()


def test_json_is_a_line_for_each_article_in_reading_order(run: Program) -> None:
    code, out, err = run("mill.txt", "smoke.txt", "--json")
    assert (code, err) == (0, "")
    rows = rows_of(out)
    assert [(row["report"], row["place"], row["file"]) for row in rows] == [
        (1, 1, "smoke.txt"),
        (1, 2, "mill.txt"),
    ]
    mill = rows[1]
    # 邻居, 每天, 抱怨 and 油烟 are learned with the first.
    assert mill["known_then"] - mill["coverage"]["known"] == 4
    assert mill["title"] == "老厂的夜晚"
    assert [line["chinese"] for line in mill["unpaired"]] == ["夜市的一角。"]
    assert {name["name"]: name["english"] for name in mill["names"]} == {"罗桂芬": "Luo Guifen"}


def test_options_choose_whose_words_and_levels(run: Program) -> None:
    Path("known.txt").write_text("抱怨\n", encoding="utf-8")
    words = (
        "smoke.txt",
        "--json",
        "--known",
        "known.txt",
        "--standard",
        "2021",
        "--min-level",
        "5",
    )
    (row,) = rows_of(run(*words)[1])
    assert (row["standard"], row["min_level"]) == ("2021", 5)
    assert row["known_in"] == "known.txt"
    known = {each["status"]: each["running"] for each in row["coverage"]["known_as"]}
    assert known["known"] == 3
    assert "抱怨" not in [each["word"] for each in row["new_words"]]


def test_what_a_learner_knows_counts_by_itself_and_is_told(
    run: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(Path.cwd()))
    path = path_of("me")
    path.parent.mkdir(parents=True)
    path.write_text("抱怨\n邻居\n", encoding="utf-8")
    path.rename(path_of("zoe"))
    assert "known in" not in run("smoke.txt")[1]
    for words in (["--learner", "zoe"], []):
        out = run("smoke.txt", *words)[1]
        assert "words listed as known (4)" in out
        name = path_of("zoe" if words else "me")
        # A long name is folded to the width of the table.
        assert f"knownin{name}(--knownnonecountswithout)" in re.sub(r"\s", "", out)
        if words:
            path_of("zoe").rename(path_of("me"))
    assert "listed as known" not in run("smoke.txt", "--known", "none")[1]
    run("smoke.txt", "-o", "smoke.html")
    page = Path("smoke.html").read_text(encoding="utf-8")
    assert "words listed as known (4)" in page
    assert str(Path.cwd()) not in page


# The terminal


def test_terminal_shows_the_report_in_plain_text(run: Program) -> None:
    code, out, err = run("mill.txt")
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert out.startswith("老厂的夜晚\n  known now ")
    (row,) = rows_of(run("mill.txt", "--json")[1])
    running = row["coverage"]["running"]
    assert f" of {running} running words: function words (" in out
    for heading in (
        "The words that help most",
        "Levels by each --standard",
        "Hardest sentences",
        "New words in the order of study",
        "Names",
        "Lines in one language only",
    ):
        assert f"\n{heading}" in out
    assert "夜市的一角。" in out
    assert "Luo Guifen" in out


def test_no_sentence_is_cut_where_it_is_longer_than_a_line() -> None:
    long = article(sentence("Tofu, tofu, tofu.", *[TOFU] * 120, STOP))
    out = shown(in_reading_order([report_of(long)]))
    assert "…" not in out
    assert out.count("豆腐") >= 120
    assert max(len(line) for line in out.splitlines()) <= 100


def test_brackets_in_a_text_are_text() -> None:
    text = article(sentence("[bold]Tofu[/bold]", TOFU, mark("[red]:smile:"), STOP))
    out = shown(in_reading_order([report_of(text, title="[b]夜市")]))
    assert out.startswith("[b]夜市\n")
    assert "豆腐[red]:smile:。" in out


def test_article_without_words_has_a_report() -> None:
    out = shown(in_reading_order([report_of(article(sentence("Li.", LI_MING, STOP)))]))
    assert "known now     – of 0 running words: nothing" in out
    assert "to know 95 %  reached now" in out


def test_several_articles_are_compared(run: Program) -> None:
    code, out, _ = run("mill.txt", "smoke.txt")
    assert code == 0
    assert out.startswith("Which article to read next\n")
    rows = [line.split() for line in out.splitlines() if re.match(r" [12] ", line)]
    assert [row[:2] for row in rows] == [["1", "smoke"], ["2", "老厂的夜晚"]]


# Files


def test_page_and_json_are_written_and_written_again(run: Program) -> None:
    for name, beginning in (("mill.html", html.BEGINNING), ("mill.json", dump.BEGINNING)):
        for _ in range(2):
            code, out, err = run("mill.txt", "-o", name)
            assert (code, err) == (0, "")
            assert re.fullmatch(rf"{name}: report of 1 article, \d+ KB\n", out)
        assert Path(name).read_text(encoding="utf-8").startswith(beginning)
    assert Path("mill.json").read_text(encoding="utf-8") == run("mill.txt", "--json")[1]
    assert sorted(path.name for path in Path().iterdir()) == ["mill.html", "mill.json", "mill.txt", "smoke.txt"]  # fmt: skip


def test_page_of_several_articles_says_how_many(run: Program) -> None:
    assert run("mill.txt", "smoke.txt", "-o", "both.html")[1].startswith("both.html: reports of 2 articles, ")  # fmt: skip


def test_output_is_the_same_in_every_process(run: Program) -> None:
    run("mill.txt", "smoke.txt", "-o", "both.html")
    run("mill.txt", "smoke.txt", "-o", "both.json")
    seed = "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"
    for suffix in ("html", "json"):
        again = f"again.{suffix}"
        done = ended(start("report", "mill.txt", "smoke.txt", "-o", again, PYTHONHASHSEED=seed))
        assert done.code == 0, done.err
        assert Path(f"again.{suffix}").read_bytes() == Path(f"both.{suffix}").read_bytes()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "give either ARTICLE or --url: see --help"),
        ("none.txt", "none.txt: no such file: check its name and folder"),
        ("mill.txt none.txt", "none.txt: no such file: check its name and folder"),
        ("mill.txt -o mill.pdf", "mill.pdf: a report is a page or JSON: name it FILE.html or FILE.json"),
        ("mill.txt --json -o mill.html", "mill.html: does not go with --json: name it FILE.json"),
        ("mill.txt -o no/mill.html", "no/mill.html: there is no folder no: create it"),
        ("mill.txt -o folder.html", "folder.html: is not a file: name another output"),
        ("mill.txt -o mine.html", "mine.html: holds something else: move it away"),
        ("mill.txt -o mine.json", "mine.json: holds something else: move it away"),
        ("read.html -o read.html", "read.html: is read for the report: name another output"),
        ("mill.txt smoke.txt --english mill.txt", "--english goes with one ARTICLE"),
        ("mill.txt --min-level 6 --max-level 4", "--min-level 6 is above --max-level 4"),
        ("mill.txt --standard 3.0", "Invalid value for '--standard': "),
        ("mill.txt --known mill.txt", "mill.txt:1: "),
        ("mill.txt --learner zoe", "--learner zoe: knows no words yet"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_nothing_is_written(
    run: Program, words: str, message: str
) -> None:
    page = "".join(f"<p>{line}</p>" for line in MILL.splitlines())
    Path("read.html").write_text(f"<meta charset=utf-8><article>{page}</article>", "utf-8")
    Path("mine.html").write_text("<!doctype html><p>mine", "utf-8")
    Path("mine.json").write_text("{}", "utf-8")
    Path("folder.html").mkdir()
    before = {path: path.is_file() and path.read_bytes() for path in Path().iterdir()}
    code, out, err = run(*words.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"shengci: {message}")
    assert err.count("\n") == 1
    assert {path: path.is_file() and path.read_bytes() for path in Path().iterdir()} == before
