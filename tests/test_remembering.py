"""Answers are kept without bound only where there are few to keep: a worker reads articles without end."""

import ast
from collections.abc import Iterator
from pathlib import Path

import shengci

SOURCE = Path(shengci.__file__).parent
# What these are asked about is one of a few: languages, standards, tags, types, packages, tables of our own.
FEW = {
    "assets.py installed",
    "lexicon/collocations.py _wordings",
    "lexicon/frequency.py _zipfs",
    "lexicon/hsk.py characters",
    "lexicon/hsk.py words",
    "lexicon/levels.py _neighbours",
    "lexicon/usual_readings.py _table",
    "notes/breakdown.py _words_with",
    "pages.py _environment",
    "script.py _converter",
    "stored.py _decoder",
    "stored.py _names",
    "words/corpora.py follows",
}


def kept_without_bound() -> Iterator[str]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.args.args or node.args.kwonlyargs):
                decorators = {ast.unparse(each) for each in node.decorator_list}
                if decorators & {"cache", "functools.cache", "lru_cache(None)"}:
                    yield f"{path.relative_to(SOURCE).as_posix()} {node.name}"


def test_only_what_is_asked_about_few_things_keeps_all_of_its_answers() -> None:
    assert set(kept_without_bound()) == FEW
