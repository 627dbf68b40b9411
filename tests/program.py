"""The program as a test runs it: a command line in, exit code and both outputs back."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import shengci
from shengci import cli

SOURCE = str(Path(shengci.__file__).parents[1])
"""What a process of its own has to find our code by."""


class Run(NamedTuple):
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
    def rows(self) -> list[dict]:
        """The rows of a good run that wrote JSON."""
        return [json.loads(line) for line in self.good.split("\n")[:-1]]

    @property
    def refusal(self) -> str:
        """The one line of a run that refused its input, without the program's name."""
        assert (self.code, self.out) == (2, ""), (self.out, self.err)
        assert re.fullmatch(r"shengci: .+\n", self.err), self.err
        return self.err.removeprefix("shengci: ").rstrip("\n")


Program = Callable[..., Run]


def in_this_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *command: str
) -> Program:
    """Return what runs a command line, of one `command` if it is named, in the folder the test is in."""

    def run(*words: object) -> Run:
        monkeypatch.setattr(sys, "argv", ["shengci", *command, *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return Run(int(left.value.code or 0), out, err)

    return run


def start(
    *words: object,
    folder: Path | None = None,
    python: Sequence[str] = ("-m", "shengci.cli"),
    **variables: str,
) -> "subprocess.Popen[str]":
    """Begin a process of its own in a folder: our program, or what else `python` is told to run."""
    return subprocess.Popen(
        [sys.executable, *python, *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": SOURCE} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ended(process: "subprocess.Popen[str]", seconds: float = 120) -> Run:
    """Return what a process leaves when it has come to its end."""
    out, err = process.communicate(timeout=seconds)
    return Run(process.returncode, out, err)
