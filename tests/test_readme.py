"""What README.md promises: its commands, options and examples are those of the program."""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from shengci import card_templates, cli

HERE = Path(__file__).parent
README = (HERE.parent / "README.md").read_text(encoding="utf-8")


def code_of(language: str) -> Iterator[str]:
    return (match[1] for match in re.finditer(rf"^```{language}\n(.*?)^```", README, re.M | re.S))


BLOCKS = [
    [shlex.split(line, comments=True) for line in block.splitlines() if line.startswith("shengci ")]
    for block in code_of("sh")
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files the examples name."""
    (tmp_path / "tests").symlink_to(HERE)
    english, chinese = "Everybody complains about the smoke.\n", "大家都抱怨油烟。\n"
    (tmp_path / "article.txt").write_text(english + chinese, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "smoke.txt").write_text(english + chinese, encoding="utf-8")
    (tmp_path / "english.txt").write_text(english, encoding="utf-8")
    (tmp_path / "chinese.txt").write_text(chinese, encoding="utf-8")
    card_templates.copy(tmp_path / "my-cards")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    known = tmp_path / "data" / "shengci" / "learners" / "me.txt"
    known.parent.mkdir(parents=True)
    known.write_text("豆腐\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> int:
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0)


@pytest.mark.parametrize("commands", [*filter(None, BLOCKS)], ids=lambda block: " ".join(block[0]))
def test_example_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, commands: list[list[str]]
) -> None:
    for words in commands:
        ours = (
            words[: words.index(">")] if ">" in words else words
        )  # the rest is the shell's business
        assert run(monkeypatch, ours) == 0


@pytest.mark.parametrize("program", list(code_of("python")))
def test_example_of_the_library_runs(
    folder: Path, capsys: pytest.CaptureFixture[str], program: str
) -> None:
    exec(compile(program, "README.md", "exec"), {})
    assert int(capsys.readouterr().out) > 0
    assert list(folder.glob("*.apkg"))


def commands_of(app: typer.Typer) -> Iterator[str]:
    """Yield the name of each command of an app."""
    yield from (
        each.name or each.callback.__name__ for each in app.registered_commands if each.callback
    )


def every_command() -> Iterator[list[str]]:
    """Yield the words of every command, those of groups too: "templates", "copy"."""
    for name in commands_of(cli.app):
        inside = [*commands_of(cli.commands.load(name))]
        yield from [[name]] if inside == [name] else [[name, each] for each in inside]


def test_every_command_and_option_is_in_the_readme_and_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = [*every_command()]
    rows = re.findall(r"^\| `shengci ([a-z]+(?: [a-z]+)?)", README, re.M)
    assert set(rows) == {*map(" ".join, commands)}
    options: set[str] = set()
    for command in commands:
        run(monkeypatch, ["shengci", *command, "--help"])
        options |= set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", capsys.readouterr().out, re.M))
    ours = "\n".join(line for line in README.splitlines() if "pip install" not in line)
    shown = set(re.findall(r"(?<![\w-])--[a-z][\w-]*", ours))
    assert shown <= options
    assert options - shown <= {"--help", "--output"}, "-o is shown in its short form"
