"""How common words are, from wordfreq (data CC BY-SA 4.0, ending in 2021)."""

import math
from functools import cache


@cache
def _frequencies(language: str, size: str) -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return dict(get_frequency_dict(language, size))


def zipf_of(headword: str) -> float:
    """Return how common a simplified word is on the Zipf scale (log10 of uses in a billion words).

    Values run from 0 to 8; 0.0 means never seen.

    >>> zipf_of("的") > zipf_of("垄断") > zipf_of("垄断垄断")
    True
    """
    return _zipf(_frequencies("zh", "large").get(headword.lower(), 0.0))


def english_zipf_of(word: str) -> float:
    """Return the same for an English word; about 1.5 is the rarest the table holds."""
    return _zipf(_frequencies("en", "small").get(word.lower(), 0.0))


def _zipf(frequency: float) -> float:
    return round(max(0.0, math.log10(frequency) + 9), 2) if frequency else 0.0
