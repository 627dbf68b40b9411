"""Fits the estimate of a word's HSK level: src/shengci/lexicon/data/level-models.tsv.

    python benchmarks/fit_levels.py            says what would be written
    python benchmarks/fit_levels.py --write

One ordinal logistic model a standard, fitted by Newton's method to the words it lists, each described
without itself. `benchmarks/ranking.py` measures the same fit on words held out.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shengci.lexicon import hsk, levels
from shengci.lexicon.levels import LevelModel, Neighbours, terms
from shengci.records import Standard

DATA = Path(levels.__file__).parent / "data" / "level-models.tsv"
STANDARDS: tuple[Standard, ...] = ("2025", "2021", "2.0")
PENALTY = 5.0  # ridge, on terms of unit spread; 1 to 20 make no difference of .002
LIMIT = 20.0  # standard deviations, as the model itself cuts
STEPS = 40

Array = NDArray[np.float64]


def fitted(words: Sequence[str], listed: Mapping[str, int], standard: Standard) -> LevelModel:
    """Return the model of some listed words, which alone are their neighbours."""
    near = Neighbours({word: listed[word] for word in words}, hsk.characters(standard))
    facts = np.array([near.facts_of(word) for word in words], dtype=float)
    wanted = np.array([listed[word] for word in words])
    means, spreads = facts.mean(axis=0), facts.std(axis=0)
    standardised = np.clip((facts - means) / spreads, -LIMIT, LIMIT)
    values = np.array([terms(row) for row in standardised.tolist()])
    # The terms are centred and scaled for the fit, and the weights brought back to them afterwards.
    centre, scale = values.mean(axis=0), values.std(axis=0)
    weights, thresholds = _ordinal((values - centre) / scale, wanted, int(wanted.max()))
    weights = weights / scale
    return LevelModel(
        _rounded(means),
        _rounded(spreads),
        _rounded(weights),
        _rounded(thresholds + weights @ centre),
    )


def _ordinal(values: Array, wanted: NDArray[np.int64], n_levels: int) -> tuple[Array, Array]:
    """Return weights and thresholds: P(level > k) is the logistic of the score less threshold k."""
    n_terms, n_cuts = values.shape[1], n_levels - 1
    solution = np.zeros(n_terms + n_cuts)
    for _ in range(STEPS):
        slope = np.zeros_like(solution)
        curve = np.zeros((len(solution), len(solution)))
        slope[:n_terms] = PENALTY * solution[:n_terms]
        curve[:n_terms, :n_terms] = PENALTY * np.eye(n_terms)
        for cut in range(n_cuts):
            at = n_terms + cut
            chance = 1 / (1 + np.exp(solution[at] - values @ solution[:n_terms]))
            error, weight = chance - (wanted > cut + 1), chance * (1 - chance)
            slope[:n_terms] += values.T @ error
            slope[at] -= error.sum()
            curve[:n_terms, :n_terms] += values.T @ (values * weight[:, None])
            curve[:n_terms, at] -= values.T @ weight
            curve[at, :n_terms] = curve[:n_terms, at]
            curve[at, at] += weight.sum()
        step = np.linalg.solve(curve, slope)
        solution -= step
        if np.abs(step).max() < 1e-6:
            break
    return solution[:n_terms], solution[n_terms:]


def _rounded(numbers: Array) -> tuple[float, ...]:
    return tuple(float(f"{number:.5g}") for number in numbers)


def _row(standard: Standard, part: str, numbers: Sequence[float]) -> str:
    return "\t".join((standard, part, *(f"{number:g}" for number in numbers)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    rows = ["standard\tpart\tnumbers"]
    for standard in STANDARDS:
        listed = hsk.words(standard)
        model = fitted(sorted(listed), listed, standard)
        for part in ("means", "spreads", "weights", "thresholds"):
            rows.append(_row(standard, part, getattr(model, part)))
    if write:
        DATA.write_text("\n".join(rows) + "\n", encoding="utf-8")
    else:
        print("\n".join(rows))


if __name__ == "__main__":
    main()
