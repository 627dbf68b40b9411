"""What words mean inside longer words: 反对 is "opposition" in 反对党, "opposition party".

The figures were counted over CC-CEDICT (CC BY-SA 4.0) by IBM model 1; `benchmarks/make_part_table.py`
makes them anew, and must when `english.stem_of` changes.
"""

import gzip
from functools import cache
from importlib.resources import files


@cache
def _lines() -> dict[str, str]:
    path = files("shengci") / "lexicon" / "data" / "parts.tsv.gz"
    lines = gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


@cache
def stems_of(part: str) -> dict[str, float]:
    """Return the English stems that words made with this part have in their glosses, and how likely each is.

    Likelihoods are in 0..1; what is under .02 is left out, so they sum to less than 1. Rare parts give {}.

    >>> "opposit" in stems_of("反对")
    True
    """
    pairs = (item.rpartition(":") for item in _lines().get(part, "").split())
    return {stem: float(likelihood) for stem, _, likelihood in pairs}
