"""Fits what each kind of evidence is worth for a sense: src/shengci/words/sense_weights.py.

    python benchmarks/fit_senses.py            cross-validation, printed
    python benchmarks/fit_senses.py --write    weights from all of it

Fitted on the words marked by hand in six of our own articles and on the lines of tests/cases/senses.tsv,
where a sense is right if its gloss has one of the accepted wordings: the log-likelihood of the right senses
under a softmax, held to the weights set by hand (INITIAL) by a quadratic penalty. The other articles are
kept for measuring.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import word_gold
from shengci.records import Place, SentencePair, Settings, Token
from shengci.words import annotate, sense_weights, senses
from shengci.words.candidates import Option
from word_articles import GROUPS, TUNING, marked_words_of, pairs_of
from word_scores import is_meant

WEIGHTS = Path(sense_weights.__file__)
CASES = Path(__file__).parents[1] / "tests" / "cases" / "senses.tsv"
INITIAL = np.array(
    (
        1.0,
        -0.02,
        -0.05,
        0.15,
        1.0,
        0.3,
        0.6,
        0.4,
        0.08,
        0.35,
        0.9,
        0.4,
        0.05,
        1.0,
        -0.5,
        -0.15,
        0.25,
        1.3,
        0.2,
    )
)
SHARPNESS = 12.0  # of the softmax
PENALTY = 0.5
RATE, STEPS = 0.002, 1500
FOLDS = 6

Array = NDArray[np.float64]
Example = tuple[Array, NDArray[np.bool_]]  # features of the senses, which of them are right


class Recorder:
    """Keeps what `senses.choose` saw, by the headword, in the order it was asked."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, Sequence[Option], Array]] = []
        self._features_of = senses.features_of

    def __call__(
        self, headword: str, options: Sequence[Option], *rest: object, **named: object
    ) -> Array:
        features = self._features_of(headword, options, *rest, **named)  # type: ignore[arg-type]
        self.seen.append((headword, options, features))
        return features


def examples() -> Iterator[Example]:
    for name in GROUPS[TUNING]:
        pairs = pairs_of(name)
        words = marked_words_of(name)
        wanted = {(word.pair, word.place): word.meanings for word in words}
        sides = [
            SentencePair((e,) if e else (), (c,) if c else (), 1.0, "body", Place(name, number))
            for number, (e, c) in enumerate(pairs, 1)
        ]
        yield from _seen(sides, wanted)
    rows = [line.split("\t") for line in CASES.read_text(encoding="utf-8").splitlines()[1:]]
    for chinese, english, word, wordings, *_ in rows:
        side = SentencePair((english,), (chinese,), 1.0, "body", Place("cases", 1))
        place = word_gold.place_of(word, chinese)
        yield from _seen([side], {(0, place): tuple(wordings.split("|"))})


def _seen(
    sides: Sequence[SentencePair], wanted: dict[tuple[int, word_gold.Span], tuple[str, ...]]
) -> Iterator[Example]:
    recorder = Recorder()
    senses.features_of = recorder
    annotated = annotate(sides, Settings()).pairs
    senses.features_of = recorder._features_of
    known = [
        token
        for pair in annotated
        for token in pair.tokens
        if token.kind == "word" and _is_chosen(token)
    ]
    asked = iter(recorder.seen[-len(known) :])  # before them, those that vote
    for number, pair in enumerate(annotated):
        for token in pair.tokens:
            if token.kind != "word" or not _is_chosen(token):
                continue
            headword, options, features = next(asked)
            assert headword == token.headword
            meanings = wanted.get((number, word_gold.Span(token.start, token.end)))
            if meanings is None:
                continue
            right = np.array(
                [is_meant(senses.short_gloss(o.definition), meanings) for o in options]
            )
            if right.any() and not right.all():
                yield features, right


def _is_chosen(token: Token) -> bool:
    """Whether there was more than one sense to choose from."""
    return token.reasons[:1] not in (
        ("only sense",),
        ("no entry in the dictionary",),
    )


def fit(found: Sequence[Example]) -> Array:
    weights = INITIAL.copy()
    scale = np.maximum(np.abs(INITIAL), 0.05)
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        gradient = -PENALTY * (weights - INITIAL) / scale**2
        for features, right in found:
            logits = SHARPNESS * features @ weights
            p = np.exp(logits - logits.max())
            p /= p.sum()
            q = np.where(right, p, 0.0)
            q /= q.sum() + 1e-12
            gradient += SHARPNESS * (q - p) @ features
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def accuracy(found: Sequence[Example], weights: Array) -> float:
    return float(np.mean([right[np.argmax(features @ weights)] for features, right in found]))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = list(examples())
    print(
        f"{len(found)} words with right and wrong senses; by hand: {accuracy(found, INITIAL):.3f}"
    )
    order = np.random.default_rng(0).permutation(len(found))
    held_out = []
    for fold in range(FOLDS):
        test = {int(i) for i in order[fold::FOLDS]}
        weights = fit([e for i, e in enumerate(found) if i not in test])
        held_out += [accuracy([found[i]], weights) for i in test]
    weights = fit(found)
    print(
        f"fitted, held out: {np.mean(held_out):.3f}; on all of it: {accuracy(found, weights):.3f}"
    )
    for without, name in enumerate(senses.FEATURES):
        kept = weights * (np.arange(len(weights)) != without)
        print(f"without {name}: {accuracy(found, kept):.3f} ({weights[without]:.3f})")
    if arguments.write:
        lines = "\n".join(
            f"        {weight:.4f},  # {name}"
            for name, weight in zip(senses.FEATURES, weights, strict=True)
        )
        WEIGHTS.write_text(
            '"""What each of `senses.FEATURES` is worth, made by `benchmarks/fit_senses.py`."""\n\n'
            f"import numpy as np\n\nWEIGHTS = np.array(\n    (\n{lines}\n    )\n)\n",
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
