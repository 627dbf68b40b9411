"""Fits the weights of the word linker: src/shengci/words/link_weights.py.

    python benchmarks/fit_linking.py word-alignment.jsonl            cross-validation, printed
    python benchmarks/fit_linking.py word-alignment.jsonl --write    weights from all sentences

The file has a sentence a line: `{"chinese": [...], "english": [...], "sure": [[zh, en], ...], "possible":
[...]}`. Three logistic models with a quadratic penalty: links from what the words say, links once the
neighbours' are known, and whether a link is right. Possible links are left out of the fit.
"""

import argparse
from collections.abc import Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shengci.records import Place, SentencePair, Span
from shengci.words import link_weights, linking
from shengci.words.candidates import Similarities
from shengci.words.drafts import drafts_of
from shengci.words.evidence import CONTEXT, LEXICAL, Line, Unit, in_context, lexical
from shengci.words.tokens import line_of, texts_of, units_of
from word_gold import Linked, linked_of, touching
from word_scores import link_scores

WEIGHTS = Path(link_weights.__file__)
PENALTY = 3.0
FOLDS = 5
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A gold sentence with the features of its pairs, and which pairs are sure or possible links."""

    gold: Linked
    units: list[Unit]
    spans: list[Span]
    line: Line
    features: Array
    sure: Array
    possible: Array


def examples(sentences: Sequence[Linked]) -> list[Example]:
    pairs = [
        SentencePair((each.english,), (each.chinese,), 1.0, "body", Place("gold", number))
        for number, each in enumerate(sentences, 1)
    ]
    drafted, _ = drafts_of(pairs, traditional=False)
    table = Similarities(texts_of(drafted))
    out = []
    for gold, draft in zip(sentences, drafted, strict=True):
        line = line_of(draft)
        pieces, units = units_of(draft)
        spans = [Span(piece.start, piece.end) for piece in pieces]
        english = [Span(word.start, word.end) for word in line.words]
        sure = _linked(gold, gold.sure, spans, english)
        possible = _linked(gold, gold.possible, spans, english)
        out.append(Example(gold, units, spans, line, lexical(units, line, table), sure, possible))
    return out


def _linked(
    gold: Linked, links: Set[tuple[int, int]], chinese: Sequence[Span], english: Sequence[Span]
) -> Array:
    rows = [touching((span,), gold.chinese_tokens) for span in chinese]
    columns = [touching((span,), gold.english_tokens) for span in english]
    return np.array(
        [[any((c, e) in links for c in row for e in column) for column in columns] for row in rows],
        dtype=float,
    ).reshape(len(rows), len(columns))


def logistic(x: Array, y: Array, weights: Array) -> Array:
    """Return the weights of a logistic regression, the constant last (Newton's method).

    The penalty is on the weights of standardised features.
    """
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = np.hstack([(x - mean) / spread, np.ones((len(x), 1))])
    ridge = np.diag([PENALTY] * x.shape[1] + [0.0])
    beta = np.zeros(z.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(z @ beta, -30, 30)))
        gradient = z.T @ (weights * (y - p)) - ridge @ beta
        hessian = (z * (weights * p * (1 - p))[:, None]).T @ z + ridge + 1e-6 * np.eye(len(beta))
        step = np.linalg.solve(hessian, gradient)
        beta += step
        if np.abs(step).max() < 1e-6:
            break
    out = beta[:-1] / spread
    return np.append(out, beta[-1] - float(out @ mean))


def fit(found: Sequence[Example]) -> tuple[Array, Array, Array]:
    y = np.concatenate([e.sure.ravel() for e in found])
    possible = np.concatenate([e.possible.ravel() for e in found])
    use = np.where((possible == 1) & (y == 0), 0.0, 1.0)
    first = logistic(_rows([e.features for e in found]), y, use)
    near = [in_context(e.features, linking.decode(_odds(e.features, first))) for e in found]
    second = logistic(_rows(near), y, use)
    facts, right = [], []
    for example, features in zip(found, near, strict=True):
        odds = _odds(features, second)
        for u, words in linking.decode(odds).items():
            facts.append(linking.facts_of(u, words, odds, example.units, example.line))
            right.append(is_right(example, u, words))
    third = logistic(np.array(facts)[:, :-1], np.array(right, dtype=float), np.ones(len(facts)))
    return first, second, third


def is_right(example: Example, u: int, words: Sequence[int]) -> bool:
    """Whether all content words of a link are possible ones and one of its words is a sure one."""
    content = [e for e in words if not example.line.words[e].is_function_word] or list(words)
    return bool(example.possible[u, content].all() and example.sure[u, list(words)].any())


def _rows(arrays: Sequence[Array]) -> Array:
    return np.concatenate([a.reshape(-1, a.shape[-1]) for a in arrays])


def _odds(features: Array, weights: Array) -> Array:
    return np.asarray(features @ weights[:-1] + weights[-1])


def cross_validate(found: Sequence[Example]) -> None:
    order = np.random.default_rng(0).permutation(len(found))
    links: dict[int, set[tuple[int, int]]] = {}
    shown: list[tuple[float, bool, bool]] = []  # score, right, whether a content word
    content_words = 0
    for fold in range(FOLDS):
        held_out = order[fold::FOLDS]
        linking.FIRST, linking.SECOND, linking.RIGHT = fit(
            [found[i] for i in order if i not in held_out]
        )
        for i in held_out:
            example = found[i]
            odds, linked = linking.odds_and_links(example.features)
            links[i] = example.gold.links(
                (
                    example.spans[u],
                    tuple(Span(w.start, w.end) for w in (example.line.words[e] for e in words)),
                )
                for u, words in linked.items()
            )
            content_words += sum(
                not unit.is_function_word and example.sure[u].any()
                for u, unit in enumerate(example.units)
            )
            for u, words in linked.items():
                facts = linking.facts_of(u, words, odds, example.units, example.line)
                score = float(1 / (1 + np.exp(-float(np.dot(linking.RIGHT, facts)))))
                shown.append(
                    (score, is_right(example, u, words), not example.units[u].is_function_word)
                )
    gold = [example.gold for example in found]
    print(link_scores(gold, [links[i] for i in range(len(found))]))
    marked = [links[i] | found[i].gold.same_marks() for i in range(len(found))]
    print("punctuation linked too:", link_scores(gold, marked))
    for least in (0.5, 0.7, 0.8, 0.85, 0.9, 0.95):
        here = [(right, content) for score, right, content in shown if score >= least]
        right_content = [right for right, content in here if content]
        print(
            f"score >= {least}: {len(here)} shown, {np.mean([r for r, _ in here]):.3f} right;"
            f" content words {np.mean(right_content):.3f} right, coverage {len(right_content) / content_words:.3f}"
        )


def write(first: Array, second: Array, third: Array) -> None:
    def lines(names: Sequence[str], values: Array) -> str:
        named = zip((*names, "constant"), values, strict=True)
        return "\n".join(f"    {value:.4f},  # {name}" for name, value in named)

    right = (
        "mean odds", "least odds", "odds elsewhere", "odds of others", "further words", "one character", "function word",
    )  # fmt: skip
    WEIGHTS.write_text(
        '"""The weights of the linker, made by `benchmarks/fit_linking.py`."""\n\n'
        "import numpy as np\n\n"
        f"FIRST = np.array((\n{lines(LEXICAL, first)}\n))\n"
        f"SECOND = np.array((\n{lines((*LEXICAL, *CONTEXT), second)}\n))\n"
        f"RIGHT = np.array((\n{lines(right, third)}\n))\n",
        encoding="utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    found = examples(linked_of(arguments.gold))
    cross_validate(found)
    if arguments.write:
        write(*fit(found))


if __name__ == "__main__":
    main()
