"""The benchmark of the pairer: what it prints, and that ours does not fall behind. Never how long it takes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pairing
from alignment_scores import documents_of
from book import book_of

TESTS = Path(__file__).parent
SCRIPT = TESTS.parent / "benchmarks" / "pairing.py"
GOLD = TESTS / "cases" / "pairing" / "bus-shelter.jsonl"


def run(*options: str) -> list[str]:
    command = [sys.executable, str(SCRIPT), str(GOLD), *options]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.splitlines()


def test_ours_is_at_least_as_good_as_lengths_alone_and_as_parts_of_itself() -> None:
    results = {line["method"]: line for line in map(json.loads, run("--json"))}
    assert list(results) == list(pairing.SIDE_BY_SIDE)
    f1 = {method: line["strict"]["f1"] for method, line in results.items()}
    assert f1["Gale-Church (nltk)"] <= f1["ours"]
    assert f1["dictionary only"] <= f1["ours"]
    assert f1["ours"] <= results["ours"]["lax"]["f1"] <= 1
    assert all(line["seconds"] > 0 and line["cpu_seconds"] > 0 for line in results.values())


def test_table_has_a_line_a_method_under_the_size_of_the_gold() -> None:
    result = pairing.measure(["Gale-Church (nltk)"], documents_of(GOLD))
    *heading, line = pairing.table([*result]).splitlines()
    assert heading[-1].split() == ["P", "R", "F1", "F1", "seconds", "of", "CPU", "peak", "MB"]
    method, *figures = line.rsplit(maxsplit=7)
    assert method == "Gale-Church (nltk)"
    assert all(0 <= float(figure) <= 1 for figure in figures[:4])


@pytest.mark.parametrize("name", pairing.LEAVING_OUT)
def test_an_aligner_without_some_evidence_still_uses_every_sentence_once(name: str) -> None:
    english = ["In 1998 it rained.", "Lin Mei laughed.", "She had no umbrella."]
    chinese = ["1998年下了雨。", "林梅笑了,她没有伞。"]
    beads = pairing.LEAVING_OUT[name](english, chinese)
    assert [i for e, _ in beads for i in e] == [0, 1, 2]
    assert [j for _, c in beads for j in c] == [0, 1]


def test_book_is_as_long_as_asked_and_says_nothing_twice() -> None:
    documents = documents_of(GOLD)
    book = book_of(documents, 300)
    assert min(len(book.english), len(book.chinese)) == 300
    assert [i for e, _ in book.beads for i in e] == list(range(len(book.english)))
    assert [j for _, c in book.beads for j in c] == list(range(len(book.chinese)))
    firsts = [book.english[e[0]] for e, _ in book.beads if e]
    assert len(set(firsts)) > 0.98 * len(firsts)
    assert book == book_of(documents, 300)
