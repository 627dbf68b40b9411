"""How long the words of a list are that begin with the same two characters.

Asked at each place of a line before its stretches are looked up one by one: of a hundred stretches few could be words.
"""

from collections.abc import Iterable, Iterator

from shengci.remembering import remembered


def rows_of(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each beginning of two characters with the lengths of the words that have it, the shortest first."""
    found: dict[str, int] = {}  # a bit a length: a set a beginning would take 50 MB
    for word in words:
        if len(word) > 1:
            found[word[:2]] = found.get(word[:2], 0) | 1 << len(word)
    return ((beginning, _written(lengths)) for beginning, lengths in found.items())


@remembered
def _written(lengths: int) -> str:
    return " ".join(str(length) for length in range(lengths.bit_length()) if lengths >> length & 1)


@remembered
def lengths_in(row: str | None) -> tuple[int, ...]:
    """Return the lengths of a row, none for a beginning without one."""
    return tuple(map(int, (row or "").split()))
