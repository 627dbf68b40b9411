"""What jieba's files tell of Chinese words: how often they are used, as what, and what follows what.

jieba (0.42.1, MIT) counts words in the People's Daily and in novels. Its own cutting is not used: its
files are read here, which takes half the time and leaves no cache behind.
"""

import importlib.util
import math
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from shengci.lexicon import dictionary, frequency, function_words

NAME_TAGS = ("nr", "ns", "nt")
"""jieba's tags for people, places and organisations."""

_JIEBA_SHARE = 0.3  # of jieba's counts in a frequency, against wordfreq's
_SMALLEST = 1e-9
_VERB = "v"
_UNSEEN = 0.05  # of how often a tag is met anywhere


@cache
def _listed() -> dict[str, tuple[int, str]]:
    """Return jieba's words, how often each was counted, and its part of speech."""
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(text[0::3], zip(map(int, text[1::3]), text[2::3], strict=True), strict=True))


@cache
def _total() -> int:
    return sum(count for count, _ in _listed().values())


def is_counted(word: str) -> bool:
    """Return whether jieba's dictionary has a word."""
    return word in _listed()


@cache
def tag_of(word: str) -> str:
    """Return the part of speech jieba lists for a word, "" for one it does not list.

    The characters it has for morphemes (zg: 穿, 擦) are verbs where the dictionary says so.
    """
    tag = _listed().get(word, (0, ""))[1]
    return tag if tag != "zg" else _VERB if is_verb(word) else ""


@cache
def is_verb(word: str) -> bool:
    """Return whether the dictionary has a word as a verb first of all."""
    return any(
        definition.gloss.startswith("to ")
        for entry in dictionary.entries_of(word)[:3]
        for definition in entry.definitions[:3]
    )


def frequency_of(word: str) -> float:
    """Return the share of a word in all words of running text, 0.0 if neither source has seen it."""
    zipf = frequency.zipf_of(word)
    count = _listed().get(word, (0, ""))[0]
    found = (1 - _JIEBA_SHARE) * (10 ** (zipf - 9) if zipf else 0.0)
    return found + _JIEBA_SHARE * count / _total()


def people_in(run: str) -> Sequence[tuple[int, int]]:
    """Return where a run of single characters holds what is built like a Chinese person's name.

    Method: jieba's character model (states begin, middle, end, single) joins two or three
    characters, of which the first is a surname.
    """
    from jieba import finalseg

    found, at = [], 0
    for word in finalseg.cut(run):
        if 1 < len(word) < 4 and _may_be_a_person(word):
            found.append((at, at + len(word)))
        at += len(word)
    return found


def _may_be_a_person(word: str) -> bool:
    grammar = function_words.FUNCTION_WORDS
    if word[0] in grammar or (len(word) == 2 and word[1] in grammar):
        return False
    return any(entry.is_surname for entry in dictionary.entries_of(word[0]))


Shape = tuple[str, str]
"""A word to the transition table: its place marks in jieba's scheme (S, or B and E) and its tag."""


@cache
def follows(tag: str, single: bool, next_tag: str, next_single: bool) -> float:
    """Return how much likelier a word is after another than anywhere, by tag and length (log ratio).

    Source: the tag model jieba was given, which was counted in tagged news; 0.0 where it is silent.
    """
    table, prior = _transitions()
    wanted = ("S" if next_single else "B", next_tag)
    here = table.get(("S" if single else "E", tag), {}).get(wanted)
    if not tag or not next_tag or wanted not in prior:
        return 0.0
    return math.log(max(here or 0.0, prior[wanted] * _UNSEEN) / prior[wanted])


@cache
def _transitions() -> tuple[dict[Shape, dict[Shape, float]], dict[Shape, float]]:
    """Return P(next | word before) by shape, and P(next) anywhere."""
    shares: defaultdict[Shape, float] = defaultdict(float)
    for word, (count, tag) in _listed().items():
        shares["S" if len(word) == 1 else "E", tag] += count / _total()
    table = {
        shape: {to: math.exp(p) for to, p in row.items() if to[0] in "SB"}
        for shape, row in _model("prob_trans").items()
        if shape[0] in "SE" and row
    }
    prior: defaultdict[Shape, float] = defaultdict(float)
    for shape, row in table.items():
        for to, p in row.items():
            prior[to] += shares[shape] * p
    return table, {to: p for to, p in prior.items() if p > _SMALLEST}


def _model(name: str) -> dict[Shape, dict[Shape, float]]:
    """Return a table of jieba.posseg, whose import would load three larger ones as well."""
    path = str(files("jieba") / "posseg" / f"{name}.py")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[Shape, dict[Shape, float]] = module.P
    return table
