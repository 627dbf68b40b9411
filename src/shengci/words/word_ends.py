"""Where a stretch of Chinese could end that is a word: what is not worth looking up is left out here."""

from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from shengci import index
from shengci.lexicon import beginnings, dictionary, frequency, usual
from shengci.words import corpora

_NUMERALS = frozenset("第零〇一二三四五六七八九十百千万亿兆两")
_ERHUA = "儿"


def possible_ends(run: str, start: int, longest: int) -> Iterator[int]:
    """Yield the ends of the stretches from a place of a run of Han on that may be words, the shortest first.

    They are single characters; what a table has; what begins with a numeral; what ends in 儿; and, of up to four
    characters, what could be a reduplicated form, whose first character comes again as the second or third.

    >>> list(possible_ends("看一看书架", 0, 4)), list(possible_ends("旧桌子上", 0, 4))
    ([1, 2, 3, 4], [1])
    """
    last = min(len(run), start + longest)
    first = run[start]
    if first in _NUMERALS:
        yield from range(start + 1, last + 1)
        return
    lengths = beginnings.lengths_in(_lengths().find(run[start : start + 2]))
    doubled = first in run[start + 1 : start + 3]
    yield start + 1
    for end in range(start + 2, last + 1):
        length = end - start
        if length in lengths or (doubled and length < 5) or run[end - 1] == _ERHUA:
            yield end


@cache
def _lengths() -> index.Table:
    """Return how long the words of all tables are that begin with the same two characters."""
    own = (__file__, beginnings.__file__)
    sources = (dictionary.file(), *usual.TABLES, frequency.file(), corpora.file())
    return index.table("word-beginnings", (*sources, *map(Path, own)), _rows)


def _rows() -> Iterator[tuple[str, str]]:
    return beginnings.rows_of(
        chain(dictionary.headwords(), usual.words(), frequency.words(), corpora.words())
    )
