"""How many of the beads of our own gold the pairer reaches, text by text: see `cases/pairing`."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pytest

from alignment_scores import Bead, scores
from shengci.pairing import align_sentences, pair_sentences
from shengci.records import Settings
from shengci.sentences import chinese_sentences, english_sentences
from shengci.sources import read_article

GOLD = Path(__file__).parent / "cases" / "pairing"
BAR = 0.99  # wherever paragraphs stand on a page whose layout tells which of them answer each other
SENTENCES = ("weather-diary", "bus-shelter", "heron-ford")
ARTICLES = {
    "river-wall": ("river-wall.zh.txt", "river-wall.en.txt"),
    "umbrella-town": ("umbrella-town.txt",),
    "message-queue": ("message-queue.md",),
    "station-sounds": ("station-sounds.txt",),
    "a-pinch-of-something": ("a-pinch-of-something.txt",),
    "tram-notices": ("tram-notices.tsv",),
}
README = (GOLD / "README.md").read_text(encoding="utf-8")
Texts = list[tuple[str, str]]  # English, Chinese


@cache
def documents(name: str) -> tuple[tuple[list[str], list[str], list[Bead]], ...]:
    """Return the English sentences, the Chinese ones and the beads of each chapter of a text."""
    chapters = map(json.loads, (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    return tuple(
        (d["english"], d["chinese"], [(tuple(e), tuple(c)) for e, c in d["beads"]])
        for d in chapters
    )


@cache
def gold(name: str) -> Texts:
    lines = (GOLD / f"{name}.pairs.tsv").read_text(encoding="utf-8").splitlines()
    return [(english, chinese) for english, chinese in (line.split("\t") for line in lines)]


@cache
def found(name: str) -> Texts:
    """Return the beads the pairer makes of an article, without the code in it."""
    paths = [GOLD / file for file in ARTICLES[name]]
    article = read_article(paths[0], english=paths[1] if len(paths) > 1 else None)
    pairs = pair_sentences(article, Settings())
    return without([(pair.english, pair.chinese) for pair in pairs], code_of(name))


def code_of(name: str) -> list[str]:
    """Return the code blocks of an article: gold does not say whether code is text."""
    texts = ((GOLD / file).read_text(encoding="utf-8") for file in ARTICLES[name])
    return [block for text in texts for block in text.split("```")[1::2]]


def letters(text: str) -> str:
    """Return a text without spaces, marks and digits, so that `- ` or `##` may be kept or dropped."""
    return "".join(filter(str.isalpha, text))


def without(beads: Texts, code: Iterable[str]) -> Texts:
    """Return the letters of some beads, those of code blocks on the English side left out."""
    sides = [(letters(english), letters(chinese)) for english, chinese in beads]
    english = "".join(side for side, _ in sides)
    gone: set[int] = set()
    for block in map(letters, code):
        start = english.find(block)
        gone.update(range(start, start + len(block)) if start >= 0 else ())
    ends = [0, *accumulate(len(side) for side, _ in sides)]
    kept = [
        "".join(english[i] for i in range(start, end) if i not in gone)
        for start, end in pairwise(ends)
    ]
    return [(e, c) for e, (_, c) in zip(kept, sides, strict=True) if e or c]


def places(beads: Texts) -> list[Bead]:
    """Return beads as the places of their letters in the whole text of each language.

    Places and not texts, so that a line that comes twice is not taken for the other.
    """
    sides = [[letters(bead[side]) for bead in beads] for side in (0, 1)]
    english, chinese = (_spans([len(text) for text in texts]) for texts in sides)
    return list(zip(english, chinese, strict=True))


def _spans(lengths: Sequence[int]) -> list[tuple[int, ...]]:
    return [tuple(range(a, b)) for a, b in pairwise([0, *accumulate(lengths)])]


def strict_f1(name: str) -> float:
    return scores([(places(gold(name)), places(found(name)))]).strict.f1


# Texts whose sentences are given


@pytest.mark.parametrize("name", SENTENCES)
def test_gold_uses_every_sentence_once_and_in_order(name: str) -> None:
    for english, chinese, beads in documents(name):
        assert [i for e, _ in beads for i in e] == list(range(len(english)))
        assert [i for _, c in beads for i in c] == list(range(len(chinese)))


@pytest.mark.parametrize(
    ("name", "floor"), [("weather-diary", 0.98), ("bus-shelter", 0.98), ("heron-ford", 0.98)]
)
def test_loose_translation_keeps_its_score(name: str, floor: float) -> None:
    aligned = []
    for english, chinese, beads in documents(name):
        made = align_sentences(english, chinese)
        aligned.append((beads, [(tuple(e), tuple(c)) for e, c, _score in made]))
    assert scores(aligned).strict.f1 >= floor


# Articles


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            name,
            marks=pytest.mark.xfail(
                reason=".94: of two English paragraphs that one Chinese answers, the first stays alone"
            ),
        )
        if name == "umbrella-town"
        else name
        for name in ARTICLES
    ],
)
def test_layout_gives_practically_every_bead(name: str) -> None:
    assert strict_f1(name) >= BAR


@pytest.mark.parametrize("name", ARTICLES)
def test_sentences_that_nothing_answers_stay_alone(name: str) -> None:
    beads = places(gold(name))
    assert {bead for bead in beads if not all(bead)} <= set(places(found(name)))


@pytest.mark.parametrize("name", ARTICLES)
def test_gold_is_the_text_of_the_article(name: str) -> None:
    for side in (0, 1):
        written, read = (
            "".join(bead[side] for bead in beads) for beads in (gold(name), found(name))
        )
        assert letters(written) == letters(read)


# What is in it


def test_readme_counts_the_beads_of_every_text() -> None:
    told = re.findall(r"(?m)^\| `([\w-]+?)(?:\.\w+)+`.*\| (\d+) \| ([^|]+) \|$", README)
    counted = [(name, str(shapes.total()), written(shapes)) for name, shapes in all_shapes()]
    assert sorted(told) == sorted(counted)


def test_there_are_enough_sentence_pairs_of_enough_shapes() -> None:
    total = sum((shapes for _, shapes in all_shapes()), Counter[tuple[int, int]]())
    assert sum(n for shape, n in total.items() if all(shape)) >= 340
    assert {(2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (1, 0), (0, 1)} <= set(total)


def all_shapes() -> Iterator[tuple[str, Counter[tuple[int, int]]]]:
    """Yield every text with how many beads of each shape (English, Chinese sentences) it has."""
    for name in SENTENCES:
        beads = [bead for *_, beads in documents(name) for bead in beads]
        yield name, Counter((len(e), len(c)) for e, c in beads)
    for name in ARTICLES:
        yield (
            name,
            Counter((len(english_sentences(e)), len(chinese_sentences(c))) for e, c in gold(name)),
        )


def written(shapes: Counter[tuple[int, int]]) -> str:
    return ", ".join(
        f"{n} {e}-{c}" for (e, c), n in sorted(shapes.items(), key=lambda x: (-x[1], x[0]))
    )
