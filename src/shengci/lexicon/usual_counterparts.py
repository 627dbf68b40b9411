"""The English words by which translators often say a common Chinese word, written by hand.

Glosses tell what a word means; sentences say it more freely: 放 is "leave" of a child at a neighbor's, 花 "take" of
three days. The table is ours; `data/usual-counterparts.tsv`: word, English words in their simple forms.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shengci import index
from shengci.remembering import remembered

TABLE = Path(__file__).parent / "data" / "usual-counterparts.tsv"


@cache
def _lines() -> index.Table:
    return index.table("usual-counterparts", (TABLE, Path(__file__)), _rows)


def _rows() -> Iterator[tuple[str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        word, _, english = line.partition("\t")
        if not word.startswith("#"):
            yield word, english


@remembered
def counterparts_of(headword: str) -> frozenset[str]:
    """Return English words that often say a simplified word, in their simple forms; none for a rarer word.

    >>> sorted(counterparts_of("花"))
    ['bloom', 'cost', 'flower', 'spend', 'take']
    """
    return frozenset((_lines().find(headword) or "").split())
