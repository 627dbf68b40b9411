"""`shengci known` as a learner runs it, and decks built for what is known."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from shengci import cli


@dataclass(frozen=True)
class Run:
    """What a run of the program left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def good(self) -> str:
        """What a good run printed."""
        assert (self.code, self.err) == (0, "")
        return self.out

    @property
    def refusal(self) -> str:
        """The one line of a run that refused its input."""
        assert (self.code, self.out) == (2, ""), (self.out, self.err)
        assert self.err.startswith("shengci: ")
        assert self.err.count("\n") == 1
        return self.err.removeprefix("shengci: ").rstrip("\n")


Program = Callable[..., Run]


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

    def run(*words: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["shengci", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return Run(int(left.value.code or 0), out, err)

    return run


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
