"""How well levels of words are estimated, beside simpler ways, on words held out.

    python benchmarks/ranking.py

Five-fold cross-validation over the words each standard lists; a word held out is no neighbour of others.
The baselines: the commonest level for all, and least squares over the Zipf frequency, the highest and the
mean level of the characters and the length, rounded.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from fit_levels import STANDARDS, fitted
from shengci.lexicon import hsk
from shengci.lexicon.levels import Neighbours
from shengci.records import Standard

FOLDS = 5
Estimator = Callable[[str], int]


def commonest(words: Sequence[str], listed: Mapping[str, int], standard: Standard) -> Estimator:
    """Return the estimator that says the same of every word."""
    ((level, _),) = Counter(listed[word] for word in words).most_common(1)
    return lambda word: level


def least_squares(words: Sequence[str], listed: Mapping[str, int], standard: Standard) -> Estimator:
    """Return the estimator of four facts, rounded to the scale."""
    near = Neighbours({}, hsk.characters(standard))
    highest = max(listed.values())

    def described(word: str) -> list[float]:
        return [*near.facts_of(word)[:4], 1.0]

    facts = np.array([described(word) for word in words])
    weights = np.linalg.lstsq(facts, np.array([listed[word] for word in words]), rcond=None)[0]
    return lambda word: max(1, min(highest, round(float(weights @ described(word)))))


def ours(words: Sequence[str], listed: Mapping[str, int], standard: Standard) -> Estimator:
    """Return the estimator of the product, fitted to these words alone."""
    model = fitted(words, listed, standard)
    near = Neighbours({word: listed[word] for word in words}, hsk.characters(standard))
    return lambda word: model.level_of(near.facts_of(word))


def errors(
    make: Callable[..., Estimator], listed: Mapping[str, int], standard: Standard
) -> list[int]:
    """Return by how many levels every word is missed when it is held out."""
    words = sorted(listed)
    random.Random(0).shuffle(words)
    missed = []
    for fold in range(FOLDS):
        held_out = words[fold::FOLDS]
        away = set(held_out)
        estimate = make([word for word in words if word not in away], listed, standard)
        missed += [abs(estimate(word) - listed[word]) for word in held_out]
    return missed


def main() -> None:
    print("| standard | words | estimate | exact | within one | mean error |")
    print("| --- | --- | --- | --- | --- | --- |")
    for standard in STANDARDS:
        listed = hsk.words(standard)
        for make in (commonest, least_squares, ours):
            missed = np.array(errors(make, listed, standard))
            figures = (
                f"{(missed == 0).mean():.3f} | {(missed <= 1).mean():.3f} | {missed.mean():.3f}"
            )
            name = make.__name__.replace("_", " ")
            print(f"| {standard} | {len(listed):,} | {name} | {figures} |", flush=True)


if __name__ == "__main__":
    main()
