"""Plain words that are names because they stand in quotation marks or behind 叫: “豆浆”, Soymilk; “蜂巢”, Beehive."""

import itertools
import re
from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon import parts
from shengci.words.name_forms import called, quotations
from shengci.words.name_lines import TITLES, NameLine
from shengci.words.name_wordings import headwords_in, meanings_of
from shengci.words.segmentation import Piece

_MOST_WORDS = 5  # of an English name
_SPELT = 4  # letters that spell a part of the name, at least
_SHARE = (
    0.5  # of a name's English words whose meaning is met, more than this, and of its characters
)
_SHARE_UNQUOTED = 0.6  # of the characters, where no quotation marks say where it ends
_IN_COMPOUNDS = 0.03
_NAMING = re.compile(
    r"\b(?:called|named|nicknamed|dubbed|calls?|call|name is|name was)(?:\s(?:him|her|it))?\s(?:the\s)?$"
)
_OPENING = ("“", '"', "‘", "'")


def quoted(
    sentence: str, pieces: Sequence[Piece], line: NameLine
) -> Iterator[tuple[int, int, tuple[int, int], float]]:
    """Yield names in quotation marks or behind a word of naming, the English words they have, and how surely.

    The line writes them with a capital that no beginning of a sentence or quotation explains, and
    either means or spells what stands in Chinese, or names it too (a podcast called Midnight Study).
    """
    in_quotes = set(quotations(sentence))
    for start, end in sorted({*in_quotes, *called(sentence, pieces)}):
        text, is_quoted = sentence[start:end], (start, end) in in_quotes
        found = [
            (score, last - first, first, last)
            for first, last in _stretches(line)
            if (score := _score(text, line, first, last, is_quoted))
        ]
        if found:
            score, _, first, last = max(found)
            yield start, end, (first, last), score


def _stretches(line: NameLine) -> Iterator[tuple[int, int]]:
    for run in line.runs:
        for first, last in itertools.combinations(range(run.start, run.stop + 1), 2):
            ends = line.is_content(first) and line.is_content(last - 1)
            if ends and last - first <= _MOST_WORDS and not _is_quotation(line, first):
                yield first, last


def _is_quotation(line: NameLine, first: int) -> bool:
    """Return whether a quotation, and nothing else, gives a word its capital: “Lying Flat.”"""
    start = line.words[first].start
    return line.strength[first] < 1 and line.text[max(0, start - 1) : start] in _OPENING


def _score(text: str, line: NameLine, first: int, last: int, is_quoted: bool) -> float:
    """Return how surely some English words are the name, 0 where nothing says so."""
    words = line.words[first:last]
    strength = sum(line.strength[i] for i in range(first, last)) / len(words)
    lone = last - first == 1
    if lone and (line.strength[first] < 1 or any(first in r and len(r) > 1 for r in line.runs)):
        return 0.0
    if strength < 0.9:
        return 0.0
    letters = "".join(sounds.plain_letters(word.text) for word in words)
    if len(letters) >= _SPELT:
        spelt = max((end - start for start, end in sounds.spans_read(text, letters)), default=0)
        if 2 * spelt >= len(text) and (is_quoted or spelt == len(text)):
            return 0.92
    content = {word.stem for word in words if not word.is_function_word} or {w.stem for w in words}
    met, covered = _met(text, content)
    if lone:
        whole = any("".join(wording) == words[0].stem for wording in meanings_of(text))
        return 0.9 * whole
    is_kin = any(word.text.lower() in TITLES for word in words)
    least = (_SHARE if is_quoted else _SHARE_UNQUOTED) * len(text)
    if met > _SHARE * len(content) and covered >= least and not is_kin:
        return 0.8 + 0.1 * met / len(content)
    in_run = not any(line.is_content(i) for i in (first - 1, last) if 0 <= i < len(line.words))
    if in_run and _NAMING.search(line.text[: words[0].start]):
        return 0.75
    return 0.0


def _met(text: str, stems: set[str]) -> tuple[int, int]:
    """Return how many stems some words of a text mean, and how many characters do."""
    met: set[str] = set()
    covered: set[int] = set()
    for start, end in headwords_in(text, 4, 1):
        word = text[start:end]
        inside = {stem for stem, share in parts.stems_of(word).items() if share >= _IN_COMPOUNDS}
        said = {stem for wording in meanings_of(word) if set(wording) <= stems for stem in wording}
        said |= (inside & stems) if len(word) > 1 else set()
        if said:
            met |= said
            covered.update(range(start, end))
    return len(met), len(covered)
