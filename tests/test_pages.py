"""The shell of the pages, and what it refuses."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from shengci import assets, pages
from shengci.errors import TemplateError
from shengci.lexicon.credits import CREDITS


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates for one test, with the shell in it."""
    for path in assets.template_dir("pages").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(assets, "template_dir", lambda name: tmp_path)
    pages._environment.cache_clear()
    yield tmp_path
    pages._environment.cache_clear()


def test_page_stands_in_the_shell_with_its_text_escaped(templates: Path) -> None:
    (templates / "note.html").write_text(
        '{% extends "page.html" %}{% block main %}<p>{{ text }}</p>{% endblock %}', "utf-8"
    )
    page = pages.render("note.html", lang="en", text="<b> & {{ x }}")
    assert "<p>&lt;b&gt; &amp; {{ x }}</p>" in page
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert "content=\"default-src 'none';" in page
    assert CREDITS in page


def test_value_that_is_not_given_is_our_mistake(templates: Path) -> None:
    (templates / "note.html").write_text("{{ nothing }}", "utf-8")
    with pytest.raises(UndefinedError):
        pages.render("note.html")


@pytest.mark.parametrize("content", [None, "{% if %}"], ids=["missing", "damaged"])
def test_template_that_is_missing_or_damaged_is_named(templates: Path, content: str | None) -> None:
    if content is not None:
        (templates / "note.html").write_text(content, "utf-8")
    with pytest.raises(TemplateError, match=r"templates/pages/note.html: .*: reinstall shengci"):
        pages.render("note.html")


def test_rendering_library_is_loaded_when_a_page_is_rendered_only() -> None:
    program = "import sys, shengci.pages; print('jinja2' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
