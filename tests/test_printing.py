"""A page as PDF, by a stand-in for the browser; tests/test_handout.py has a real one."""

import os
from pathlib import Path

import pytest

from shengci import printing
from shengci.errors import MissingExtra, PackageError


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A browser that does what the test writes into it."""
    browser = tmp_path / "browser"
    browser.touch()
    browser.chmod(0o755)
    return browser


@pytest.mark.parametrize(
    ("script", "problem"),
    [("exit 3", "exit code 3"), ("echo 'no display' >&2; echo >&2", "no display")],
)
@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_browser_that_prints_nothing_is_named(stand_in: Path, script: str, problem: str) -> None:
    stand_in.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    with pytest.raises(PackageError, match=rf"browser: printed no PDF \({problem}\): name another"):
        printing.pdf_of("<p>", stand_in)


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
def test_browser_that_does_not_come_to_an_end_is_stopped(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    monkeypatch.setattr(printing, "TIME_LIMIT", 0.2)
    with pytest.raises(PackageError, match=r"not done after 0\.2 seconds"):
        printing.pdf_of("<p>", stand_in)


def test_browser_is_found_on_the_path_or_named(
    stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "_candidates", lambda: iter(["no-such-browser"]))
    assert printing.find_browser(stand_in) == stand_in
    with pytest.raises(MissingExtra, match="none was found: install one, name its program"):
        printing.find_browser()
    monkeypatch.setattr(printing, "_candidates", lambda: iter(["no-such-browser", str(stand_in)]))
    assert printing.find_browser() == stand_in
