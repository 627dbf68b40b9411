"""How common words are, from wordfreq (data CC BY-SA 4.0, ending in 2021)."""

import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shengci import assets, index


@cache
def _zipfs(language: str, size: str) -> index.Table:
    """Return the Zipf value of each word of a list of wordfreq, two digits after the point."""
    return index.table(
        f"frequency-{size}_{language}",
        (_file(language, size), Path(__file__)),
        lambda: _compiled(language, size),
    )


def _file(language: str, size: str) -> Path:
    return assets.installed("wordfreq") / "data" / f"{size}_{language}.msgpack.gz"


def _compiled(language: str, size: str) -> Iterator[tuple[str, str]]:
    from wordfreq import get_frequency_dict

    for word, frequency in get_frequency_dict(language, size).items():
        yield word, f"{max(0.0, math.log10(frequency) + 9):.2f}"


def file() -> Path:
    """Return where the frequencies of Chinese words lie, packed."""
    return _file("zh", "large")


def words() -> tuple[str, ...]:
    """Return every Chinese word that has a frequency."""
    return tuple(_zipfs("zh", "large"))


def zipf_of(headword: str) -> float:
    """Return how common a simplified word is on the Zipf scale (log10 of uses in a billion words).

    Values run from 0 to 8; 0.0 means never seen.

    >>> zipf_of("的") > zipf_of("垄断") > zipf_of("垄断垄断")
    True
    """
    return float(_zipfs("zh", "large").find(headword.lower()) or 0.0)


def english_zipf_of(word: str) -> float:
    """Return the same for an English word; about 1.5 is the rarest the table holds."""
    return float(_zipfs("en", "small").find(word.lower()) or 0.0)
