"""The weights of the linker, `data/link-weights.tsv`, made by `benchmarks/fit_linking.py`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Singles = NDArray[np.float32]
TABLE = files("shengci") / "words" / "data" / "link-weights.tsv"


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A logistic model with a small network beside it: what features say together.

    `linear` is (features,), `inner` (features, hidden units), `inner_constant` and `outer` (hidden units,). Single
    precision does for the hidden units, and takes half the time.
    """

    linear: Array
    constant: float
    inner: Singles
    inner_constant: Singles
    outer: Singles

    def odds(self, features: Array) -> Array:
        """Return log odds for features in the last axis."""
        hidden = features.astype(np.float32) @ self.inner
        hidden += self.inner_constant
        np.tanh(hidden, out=hidden)
        return np.asarray(features @ self.linear + self.constant + hidden @ self.outer)


@dataclass(frozen=True, slots=True, eq=False)
class Logistic:
    """A logistic model of what tells whether a link is right."""

    linear: Array
    constant: float

    def likelihood(self, facts: Sequence[float]) -> float:
        """Return how likely a link with these facts is right, 0 to 1."""
        return 1 / (1 + exp(-float(self.linear @ np.array(facts) + self.constant)))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """The three models: links from what the words say, links in context, whether a link is right."""

    first: Network
    second: Network
    right: Logistic


@cache
def weights() -> Weights:
    """Return the weights that ship with the package.

    A row is `model`, `name`, the linear weight and those to each hidden unit; "constant" comes last but
    one, "outer" last. The model "right" has no hidden units.
    """
    rows: dict[str, list[list[float]]] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        model, _, *numbers = line.split("\t")
        rows.setdefault(model, []).append([float(number) for number in numbers])
    right = np.array(rows["right"])
    return Weights(
        _network(np.array(rows["first"])),
        _network(np.array(rows["second"])),
        Logistic(right[:-1, 0], float(right[-1, 0])),
    )


def _network(rows: Array) -> Network:
    hidden = rows[:, 1:].astype(np.float32)
    return Network(rows[:-2, 0], float(rows[-2, 0]), hidden[:-2], hidden[-2], hidden[-1])
