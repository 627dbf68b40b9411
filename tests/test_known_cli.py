"""`shengci known` as a learner runs it, and decks built for what is known."""

import json
from pathlib import Path

import pytest

from program import Program, in_this_process


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's own file, which is not there yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path / "data" / "shengci" / "learners" / "me.txt"


@pytest.fixture
def run(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """Run a command line in this process, in an empty folder, as somebody without known words."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return in_this_process(monkeypatch, capsys)


def know(file: Path, content: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


# Building


@pytest.fixture
def article() -> str:
    name = "mill.txt"
    text = "The neighbors complain about the smoke every evening.\n邻居每天晚上都抱怨油烟。\n"
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_deck_leaves_out_what_the_learner_knows_and_says_where_that_stands(
    run: Program, mine: Path, article: str
) -> None:
    know(mine, "抱怨\n")
    out = run("build", article, "-o", "a.apkg").good
    assert "1 known" in out
    assert f"  known in  {mine} (--known none builds without)\n" in out


@pytest.mark.parametrize(
    "options", [("--known", "none"), ("--known", "other.txt"), ("--learner", "anna")]
)
def test_deck_for_somebody_else_has_the_word(
    run: Program, mine: Path, article: str, options: tuple[str, str]
) -> None:
    know(mine, "抱怨\n")
    know(mine.with_name("anna.txt"), "油烟\n")
    know(Path("other.txt"), "")
    statuses = run("words", article, *options).good
    assert "card\t抱怨" in statuses
    assert ("known\t油烟" in statuses) == ("anna" in options)


def test_mistake_in_the_own_file_is_told_with_its_line(
    run: Program, mine: Path, article: str
) -> None:
    know(mine, "抱怨\n" * 16 + "smoke\n")
    refusal = run("build", article, "-o", "a.apkg").refusal
    assert refusal == f"{mine}:17: 'smoke' is not one Chinese word: write one word a line"
    assert not Path("a.apkg").exists()


# Importing


def test_list_is_imported_and_the_report_says_what_became_of_it(run: Program, mine: Path) -> None:
    know(mine, "夜市\n")
    know(
        Path("words.txt"), "夜市\n獸醫\n叫什么名字\n她慢慢地搅着锅里的汤从来不着急也不跟客人说话\n"
    )
    assert run("known", "import", "words.txt").good == (
        "  read      4\n"
        "  new       2 (兽医、叫什么名字)\n"
        "  before    1 (夜市)\n"
        "  no words  1 (叫什么名字), kept\n"
        "  sentences 1 (她慢慢地搅着锅里的汤从来…), left out\n"
        f"{mine}: 3 words\n"
    )


def test_hsk_level_is_imported_with_all_below_it(run: Program, mine: Path) -> None:
    out = run("known", "import", "--hsk", "2", "--standard", "2.0").good
    assert "  read      297\n" in out
    rows = run("known", "stats", "--json").good
    assert '{"standard": "2.0", "level": 2, "known": 147, "listed": 147}' in rows
    table = run("known", "stats").good
    assert "HSK 2.0\n  1      150 of   150  100%  ████████████████████\n" in table
    assert "  7-9 " in table


def test_band_of_three_levels_is_one(run: Program) -> None:
    counts = [run("known", "import", "--hsk", n, "--file", f"{n}.txt").good for n in (7, 8, 9)]
    assert len({out.splitlines()[0] for out in counts}) == 1


def test_text_that_was_read_gives_its_words_in_their_readings(run: Program, mine: Path) -> None:
    know(
        Path("story.txt"),
        "邻居每天晚上都抱怨油烟。她家的孩子长大了，邻居还是抱怨。\n",
    )
    out = run("known", "import", "--text", "story.txt").good
    words = {line.split("\t")[0] for line in mine.read_text(encoding="utf-8").splitlines()[3:]}
    assert {"邻居", "抱怨", "油烟"} <= words
    assert not words & {"都", "的", "。"}
    assert "  before    0\n" in out
    run("known", "import", "--text", "story.txt", "--min-count", "2", "--file", "twice.txt")
    twice = Path("twice.txt").read_text(encoding="utf-8").splitlines()[3:]
    assert [line.split("\t")[0] for line in twice] == ["抱怨", "邻居"]
    refusal = run("known", "import", "--text", "story.txt", "--min-count", "9").refusal
    assert refusal == "story.txt: no word occurs 9 times: try a lower --min-count"


def test_words_imported_are_left_out_of_the_next_deck(run: Program, article: str) -> None:
    know(Path("words.txt"), "抱怨\n")
    run("known", "import", "words.txt")
    assert "known\t抱怨" in run("words", article).good


@pytest.mark.parametrize(
    "options", [(), ("words.txt", "--hsk", "3"), ("--anki-connect", "--text", "words.txt")]
)
def test_source_is_exactly_one(run: Program, options: tuple[str, ...]) -> None:
    refusal = run("known", "import", *options).refusal
    assert refusal == "give one of SOURCE, --anki-connect, --hsk and --text: see --help"


@pytest.mark.parametrize(
    ("content", "problem"),
    [("", "words.txt: has no Chinese words in it"), (None, "words.txt: no such file")],
)
def test_bad_source_leaves_everything_as_it_was(
    run: Program, mine: Path, content: str | None, problem: str
) -> None:
    know(mine, "夜市\n")
    if content is not None:
        know(Path("words.txt"), content)
    assert run("known", "import", "words.txt").refusal.startswith(problem)
    assert mine.read_text(encoding="utf-8") == "夜市\n"
    assert list(mine.parent.iterdir()) == [mine]


def test_mistake_on_line_17_is_told_by_every_command(run: Program, mine: Path) -> None:
    know(mine, "夜市\n" * 16 + "tofu\n")
    before = mine.read_bytes()
    know(Path("words.txt"), "豆腐\n")
    for words in (
        ("import", "words.txt"), ("show",), ("stats",), ("export",), ("add", "豆腐"), ("remove", "夜市"),
    ):  # fmt: skip
        refusal = run("known", *words).refusal
        assert refusal == f"{mine}:17: 'tofu' is not one Chinese word: write one word a line"
    assert mine.read_bytes() == before


# Looking and changing


def test_words_are_shown_with_reading_level_and_source(run: Program, mine: Path) -> None:
    know(mine, "夜市\t\tAnki, 2026-11-25\n长\tcháng\n摊位\n")
    assert run("known", "show").good == (
        "夜市\tyèshì\thsk 5\tAnki, 2026-11-25\n长\tcháng\thsk 2\n摊位\ttānwèi\n"
    )
    assert run("known", "show", "--level", 5).good.startswith("夜市")
    assert run("known", "show", "--level", 0).good == "摊位\ttānwèi\n"
    assert run("known", "show", "--level", 5, "--standard", "2021").good == ""
    (row,) = map(json.loads, run("known", "show", "--level", 2, "--json").good.splitlines())
    assert row == {
        "word": "长", "traditional": "長", "pinyin": ["cháng"], "source": "", "hsk": 2, "hsk2021": 2, "hsk2": 2,
    }  # fmt: skip


def test_words_are_added_and_removed_in_either_script(run: Program, mine: Path) -> None:
    assert run("known", "add", "獸醫", "夜市").good == f"{mine}: 2 new\n"
    assert run("known", "add", "长", "--pinyin", "chang2").good == f"{mine}: 1 new\n"
    assert run("known", "add", "兽医").good == f"{mine}: 0 new\n"
    assert [line.split("\t")[:2] for line in run("known", "show").good.splitlines()] == [
        ["兽医", "shòuyī"],
        ["夜市", "yèshì"],
        ["长", "cháng"],
    ]
    assert run("known", "remove", "獸醫", "长").good == f"{mine}: 2 lines removed\n"
    assert run("known", "export").good == "夜市\n"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("add", "tofu"), "'tofu' is not one Chinese word: write one word a line"),
        (("add", "长", "--pinyin", "chàng"), "'chàng' is not how 长 is read: write cháng or zhǎng"),
        (("add", "长", "短", "--pinyin", "cháng"), "--pinyin is the reading of one WORD: name the"),
        (("remove", "夜市", "豆腐", "厂房"), "豆腐、厂房 is not among the words: nothing was removed"),
        (("show", "--learner", "anna"), "anna.txt: no words are known yet: begin with shengci known"),
        (("show", "--learner", "../me"), "a learner's name is letters, digits, spaces and -"),
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_told(
    run: Program, mine: Path, words: tuple[str, ...], problem: str
) -> None:
    know(mine, "夜市\n")
    assert problem in run("known", *words).refusal
    assert mine.read_text(encoding="utf-8") == "夜市\n"


def test_export_for_other_programs(run: Program, mine: Path) -> None:
    know(mine, "兽医\n长\tzhǎng\n长\tcháng\n")
    assert run("known", "export").good == "兽医\n长\n"
    assert run("known", "export", "--format", "pleco").good == (
        "兽医[獸醫]\tshou4 yi1\t\n长[長]\tzhang3\t\n长[長]\tchang2\t\n"
    )
    assert run("known", "export", "--format", "csv", "-o", "a.csv").good == "a.csv: written\n"
    rows = Path("a.csv").read_text(encoding="utf-8").splitlines()
    assert rows[:2] == [
        "word,traditional,pinyin,source,hsk,hsk2021,hsk2",
        "兽医,獸醫,shòuyī,,,,",
    ]
    assert "keeps" not in run("known", "export", "-o", "b.txt").good
    assert "is the file the words are kept in" in run("known", "export", "-o", mine).refusal


@pytest.mark.parametrize("form", ["txt", "csv", "pleco"])
def test_what_is_exported_can_be_imported(run: Program, mine: Path, form: str) -> None:
    know(mine, "兽医\n夜市\n说\tshuō\n")
    run("known", "export", "--format", form, "-o", "words.txt")
    run("known", "import", "words.txt", "--learner", "anna")
    assert run("known", "export", "--learner", "anna").good == "兽医\n夜市\n说\n"


@pytest.mark.parametrize("command", ["import", "show", "add", "remove", "export", "stats"])
def test_help_of_a_command_explains_itself(
    run: Program, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    usage, description, _ = run("known", command, "--help").good.split("\n\n", maxsplit=2)
    assert usage.startswith(f"Usage: shengci known {command} [OPTIONS]")
    assert description.strip().endswith(".")
    assert description.count(". ") == 0
