"""What words mean inside longer words: 反对 is "opposition" in 反对党, "opposition party".

The figures were counted over CC-CEDICT (CC BY-SA 4.0) by IBM model 1; `benchmarks/make_part_table.py`
makes them anew, and must when `english.stem_of` changes.
"""

import gzip
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shengci import index
from shengci.remembering import remembered

_TABLE = Path(__file__).parent / "data" / "parts.tsv.gz"


@cache
def _lines() -> index.Table:
    return index.table("parts", (_TABLE, Path(__file__)), _rows)


def _rows() -> Iterator[tuple[str, str]]:
    for line in gzip.decompress(_TABLE.read_bytes()).decode("utf-8").splitlines():
        part, stems = line.split("\t")
        yield part, stems


@remembered
def stems_of(part: str) -> dict[str, float]:
    """Return the English stems that words made with this part have in their glosses, and how likely each is.

    Likelihoods are in 0..1; what is under .02 is left out, so they sum to less than 1. Rare parts give {}.

    >>> "opposit" in stems_of("反对")
    True
    """
    pairs = (item.rpartition(":") for item in (_lines().find(part) or "").split())
    return {stem: float(likelihood) for stem, _, likelihood in pairs}
