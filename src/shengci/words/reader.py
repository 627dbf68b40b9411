"""The contextual reader: how likely each reading of a character is between its neighbours.

The network is g2pM's (0.1.2.5, Apache-2.0; Park and Lee, Interspeech 2020), a bidirectional LSTM over
characters with its trained weights. The package itself gives only the likeliest reading and works in
double precision; run here, it tells how sure it is, and takes a fifth of the time.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from g2pM import G2pM

Array = NDArray[np.float32]

HAN_RUN = re.compile("[\u3400-\u9fff\U00020000-\U000323af〇]+")
_BEGINNING, _END, _UNKNOWN = "시", "끝", "<UNK>"  # as g2pM's table writes them
_LONGEST_RUN = 200  # characters; no run of Han in prose is longer, and time grows with it
_UNSEEN = 1e-4  # probability of a reading the network leaves out


@dataclass(frozen=True, slots=True)
class Reading:
    """A numbered syllable a character may have, and how likely it is here (0..1)."""

    syllable: str
    likelihood: float


def readings_heard(sentence: str) -> tuple[tuple[Reading, ...], ...]:
    """Return what each character of a simplified sentence may be read, the likeliest first.

    Characters with one reading have it for certain; what is not Han, or unknown, has none. Only runs
    of Han are read: other characters disturb the network.

    >>> [heard[0].syllable if heard else "" for heard in readings_heard("银行，还")]
    ['yin2', 'hang2', '', 'hai2']
    """
    out: list[tuple[Reading, ...]] = [()] * len(sentence)
    places = [
        (start, min(start + _LONGEST_RUN, match.end()))
        for match in HAN_RUN.finditer(sentence)
        for start in range(match.start(), match.end(), _LONGEST_RUN)
    ]
    heard = _network().heard([sentence[start:end] for start, end in places])
    for (start, end), readings in zip(places, heard, strict=True):
        out[start:end] = readings
    return tuple(out)


@cache
def _network() -> "_Network":
    from g2pM import G2pM

    return _Network(G2pM())


class _Network:
    """g2pM's weights, with what does not depend on the sentence worked out once."""

    def __init__(self, model: "G2pM") -> None:
        self._readings: dict[str, list[str]] = model.cedict
        self._index: dict[str, int] = model.char2idx
        self._syllables: dict[int, str] = model.idx2class
        self._class_of = {syllable: index for index, syllable in self._syllables.items()}
        embeddings = model.embeddings
        self._forward = _single(embeddings @ model.weight_ih.T + model.bias_ih + model.bias_hh)
        self._backward = _single(
            embeddings @ model.weight_ih_reverse.T + model.bias_ih_reverse + model.bias_hh_reverse
        )
        self._steps = _single(np.stack([model.weight_hh.T, model.weight_hh_reverse.T]))
        self._hidden = _single(model.hidden_weight_l0.T), _single(model.hidden_bias_l0)
        self._logits = _single(model.hidden_weight_l1.T), _single(model.hidden_bias_l1)

    def heard(self, runs: Sequence[str]) -> list[list[tuple[Reading, ...]]]:
        """Return the readings of each character of each run of Han."""
        listed = [[self._readings.get(character, []) for character in run] for run in runs]
        out = [[tuple(Reading(s, 1.0) for s in found[:1]) for found in each] for each in listed]
        several = [
            (r, at)
            for r, each in enumerate(listed)
            for at, found in enumerate(each)
            if len(found) > 1
        ]
        asked = sorted({r for r, _ in several})
        if not asked:
            return out
        states = dict(zip(asked, self._both_ways([runs[r] for r in asked]), strict=True))
        rows = np.array([states[r][at + 1] for r, at in several])
        hidden = np.maximum(rows @ self._hidden[0] + self._hidden[1], 0)
        logits = hidden @ self._logits[0] + self._logits[1]
        for (r, at), row in zip(several, logits, strict=True):
            out[r][at] = self._likelihoods(listed[r][at], row)
        return out

    def _both_ways(self, runs: Sequence[str]) -> list[Array]:
        """Return the states of both directions at each character of each run, and at its beginning and its end.

        The runs go side by side: a step of many takes little longer than a step of one.
        """
        unknown = self._index[_UNKNOWN]
        longest = max(map(len, runs)) + 2
        width = self._forward.shape[1]
        inputs = np.zeros((longest, 2, len(runs), width), np.float32)
        for r, run in enumerate(runs):
            characters = [self._index.get(c, unknown) for c in run]
            characters = [self._index[_BEGINNING], *characters, self._index[_END]]
            inputs[: len(characters), 0, r] = self._forward[characters]
            inputs[: len(characters), 1, r] = self._backward[characters[::-1]]
        states = _states(inputs, self._steps)
        return [
            np.concatenate(
                [states[: len(run) + 2, 0, r], states[: len(run) + 2, 1, r][::-1]], axis=1
            )
            for r, run in enumerate(runs)
        ]

    def _likelihoods(self, listed: list[str], logits: Array) -> tuple[Reading, ...]:
        known = [syllable for syllable in listed if syllable in self._class_of]
        powers = np.exp(logits[[self._class_of[s] for s in known]] - logits.max())
        shares = np.maximum(powers / max(float(powers.sum()), 1e-12), _UNSEEN)
        found = [Reading(s, float(share)) for s, share in zip(known, shares, strict=True)]
        return tuple(sorted(found, key=lambda reading: -reading.likelihood))


def _single(array: Any) -> Array:  # noqa: ANN401  # g2pM's own arrays
    return np.ascontiguousarray(array, dtype=np.float32)


def _states(inputs: Array, steps: Array) -> Array:
    """Return the hidden states of two LSTMs after each input, (inputs, 2, runs, size); PyTorch's order of gates."""
    size = steps.shape[1]
    state = np.zeros((*inputs.shape[1:3], size), np.float32)
    memory = np.zeros_like(state)
    out = np.empty((len(inputs), *state.shape), np.float32)
    for at, given in enumerate(inputs):
        gates = given + state @ steps
        opened = 1 / (1 + np.exp(-gates))
        memory = opened[..., size : 2 * size] * memory
        memory += opened[..., :size] * np.tanh(gates[..., 2 * size : 3 * size])
        state = opened[..., 3 * size :] * np.tanh(memory)
        out[at] = state
    return out
