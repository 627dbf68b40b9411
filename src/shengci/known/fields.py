"""Which field of a note, or column of a table, holds the words, and which their readings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shengci.known import readings
from shengci.known.words import headwords_of, plain, written_words
from shengci.lexicon import dictionary
from shengci.remembering import remembered
from shengci.text import word_set

SAMPLE = 400  # notes that tell which field is which
LONGEST = 8  # characters of a word; what is longer is a sentence to most decks
_MOSTLY = 0.5
# Of fields with nearly as many words the one without English, then the simplified one, then the first.
_AS_GOOD = 0.9
_ENGLISH = re.compile("[a-z]{2}")
_TRADITIONAL = word_set("traditional trad fanti hant tw 繁体 繁體 繁")


@dataclass(frozen=True, slots=True)
class Fields:
    """The index of the field with the words, and of that with their readings, None if there is none."""

    word: int
    reading: int | None


def fields_of(names: Sequence[str], rows: Sequence[Sequence[str]]) -> Fields | None:
    """Return which fields hold words and readings, by what stands in them; None where no field mostly holds words.

    The words are in the field that names the most different headwords, one in each row.
    """
    sample = _sample(rows)
    width = max(map(len, sample), default=0)
    columns = [[plain(row[i]) if i < len(row) else "" for row in sample] for i in range(width)]
    n_words = [_n_headwords(column) for column in columns]
    best = max(n_words, default=0)
    if not best:
        return None
    candidates = [i for i, n in enumerate(n_words) if n >= _AS_GOOD * best]
    word = min(candidates, key=lambda i: (_is_mixed(columns[i]), _is_traditional(names, i), i))
    return Fields(word, _reading_beside(columns, word))


def reading_beside(rows: Sequence[Sequence[str]], word: int) -> int | None:
    """Return the field with the readings of the words in another one, None if there is none."""
    sample = _sample(rows)
    width = max(map(len, sample), default=0)
    columns = [[plain(row[i]) if i < len(row) else "" for row in sample] for i in range(width)]
    return _reading_beside(columns, word) if word < width else None


def _sample(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    return rows[:: max(1, -(-len(rows) // SAMPLE))]


def _n_headwords(column: Sequence[str]) -> int:
    """Return how many different words a column has; 0 where most of what stands there is something else."""
    filled = [value for value in column if value]
    named = [written_words(value) for value in filled]
    short = [words for words in named if words and all(len(word) <= LONGEST for word in words)]
    if len(short) < _MOSTLY * len(filled):
        return 0
    return len({words[0] for words in short if _is_word(words[0])})


@remembered
def _is_word(word: str) -> bool:
    return bool(headwords_of(word))


def _is_mixed(column: Sequence[str]) -> bool:
    """Return whether a field says more than the words: has a translation beside them, a mnemonic."""
    return sum(_ENGLISH.search(value) is not None for value in column) > _MOSTLY * len(column)


def _is_traditional(names: Sequence[str], field: int) -> bool:
    name = names[field].casefold() if field < len(names) else ""
    return any(sign in name for sign in _TRADITIONAL)


def _reading_beside(columns: Sequence[Sequence[str]], word: int) -> int | None:
    """Return the column in which most of what stands there is the reading of the word beside it."""
    n_filled, n_fit = [0] * len(columns), [0] * len(columns)
    for row, value in enumerate(columns[word]):
        words = written_words(value)
        found = headwords_of(words[0]) if words else ()
        known = [reading for each in found for reading in dictionary.readings_of(each)]
        for i, column in enumerate(columns):
            if known and i != word and column[row]:
                n_filled[i] += 1
                n_fit[i] += bool(readings.matching(column[row], known))
    best = max(range(len(columns)), key=lambda i: n_fit[i])
    return best if n_fit[best] > _MOSTLY * n_filled[best] else None
