"""What jieba's files tell of Chinese words: how often they are used, as what, and what follows what.

jieba (0.42.1, MIT) counts words in the People's Daily and in novels. Its own cutting is not used: its
files are compiled into an index, in a folder that is the user's own.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from shengci import index
from shengci.lexicon import dictionary, frequency, function_words
from shengci.remembering import remembered
from shengci.words import character_states, jieba_files

NAME_TAGS = ("nr", "ns", "nt")
"""jieba's tags for people, places and organisations."""

_TOTAL = "total count"  # the key of what all counts add up to
_JIEBA_SHARE = 0.3  # of jieba's counts in a frequency, against wordfreq's
_SMALLEST = 1e-9
_VERB = "v"
_TAG_MODEL = "posseg/prob_trans.py"
_UNSEEN = 0.05  # of how often a tag is met anywhere


@cache
def _listed() -> index.Table:
    """Return how often each of jieba's words was counted, and its part of speech: "3152 v"."""
    return index.table("words", (file(), Path(__file__)), _rows)


def file() -> Path:
    """Return where jieba's words lie."""
    return jieba_files.path_of("dict.txt")


def _rows() -> Iterator[tuple[str, str]]:
    """Yield each word with its count and tag; of those listed twice the last counts, as in a dict."""
    text = file().read_text(encoding="utf-8").split()
    listed = zip(text[0::3], text[1::3], text[2::3], strict=True)
    found = {word: f"{int(count)} {tag}" for word, count, tag in listed}
    yield _TOTAL, str(sum(int(value.split()[0]) for value in found.values()))
    yield from found.items()


@cache
def _total() -> int:
    return int(_listed()[_TOTAL])


def words() -> Iterator[str]:
    """Yield every word that jieba lists."""
    return (word for word in _listed() if word != _TOTAL)


def is_counted(word: str) -> bool:
    """Return whether jieba's dictionary has a word."""
    return _listed().find(word) is not None


def _count_of(word: str) -> int:
    found = _listed().find(word)
    return int(found.partition(" ")[0]) if found else 0


@remembered
def tag_of(word: str) -> str:
    """Return the part of speech jieba lists for a word, "" for one it does not list.

    The characters it has for morphemes (zg: 穿, 擦) are verbs where the dictionary says so.
    """
    tag = (_listed().find(word) or "").partition(" ")[2]
    return tag if tag != "zg" else _VERB if is_verb(word) else ""


@remembered
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
    found = (1 - _JIEBA_SHARE) * (10 ** (zipf - 9) if zipf else 0.0)
    return found + _JIEBA_SHARE * _count_of(word) / _total()


def people_in(run: str) -> Sequence[tuple[int, int]]:
    """Return where a run of single characters holds what is built like a Chinese person's name.

    Method: jieba's character model (states begin, middle, end, single) joins two or three
    characters, of which the first is a surname.
    """
    found, at = [], 0
    for word in character_states.words_in(run):
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
    if not tag or not next_tag:
        return 0.0
    here = f"{'S' if single else 'E'} {tag}"
    after = f"{'S' if next_single else 'B'} {next_tag}"
    found = _transitions().find(f"{here} {after}") or _transitions().find(after)
    return float(found) if found else 0.0


@cache
def _transitions() -> index.Table:
    """Return the log ratio of each shape after another, and under its own name after any not listed."""
    sources = (file(), jieba_files.path_of(_TAG_MODEL), Path(__file__))
    return index.table("tag-transitions", sources, _compiled)


def _compiled() -> Iterator[tuple[str, str]]:
    table, prior = _probabilities()
    for to, p in prior.items():
        yield " ".join(to), repr(math.log(p * _UNSEEN / p))
    for shape, row in table.items():
        for to in row.keys() & prior.keys():
            p = max(row[to], prior[to] * _UNSEEN)
            yield " ".join((*shape, *to)), repr(math.log(p / prior[to]))


def _probabilities() -> tuple[dict[Shape, dict[Shape, float]], dict[Shape, float]]:
    """Return P(next | word before) by shape, and P(next) anywhere."""
    shares: defaultdict[Shape, float] = defaultdict(float)
    for word, value in _listed().items():
        if word != _TOTAL:
            count, tag = value.split()
            shares["S" if len(word) == 1 else "E", tag] += int(count) / _total()
    table = {
        shape: {to: math.exp(p) for to, p in row.items() if to[0] in "SB"}
        for shape, row in jieba_files.table_of(_TAG_MODEL).items()
        if shape[0] in "SE" and row
    }
    prior: defaultdict[Shape, float] = defaultdict(float)
    for shape, row in table.items():
        for to, p in row.items():
            prior[to] += shares[shape] * p
    return table, {to: p for to, p in prior.items() if p > _SMALLEST}
