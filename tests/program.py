"""The program as a test runs it: a command line in, exit code and both outputs back."""

import json
import re
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from shengci import cli


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
