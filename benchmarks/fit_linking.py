"""Fits the weights of the word linker: src/shengci/words/link_weights.py.

    python benchmarks/fit_linking.py word-alignment.jsonl            cross-validation, printed
    python benchmarks/fit_linking.py word-alignment.jsonl --write    weights from all of it
    python benchmarks/fit_linking.py word-alignment.jsonl --leave-out    each kind of evidence left out in turn

The file has a sentence a line: `{"chinese": [...], "english": [...], "sure": [[zh, en], ...], "possible":
[...]}`. Three logistic models with a quadratic penalty: links from what the words say, links once the
neighbours' are known, and whether a link is right. Possible links are left out of the fit. The words marked
by hand in four of our own articles are fitted on too; the other articles are kept for measuring.
"""

import argparse
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shengci.records import Place, SentencePair, Span
from shengci.script import is_traditional
from shengci.words import link_weights, linking
from shengci.words.candidates import Similarities
from shengci.words.drafts import drafts_of
from shengci.words.evidence import CONTEXT, LEXICAL, Line, Unit, in_context, lexical
from shengci.words.linked import line_of, texts_of, units_of
from word_articles import articles_marked, pairs_of
from word_gold import Linked, gold_words_of, linked_of, touching
from word_scores import link_scores

WEIGHTS = Path(link_weights.__file__)
PENALTY = 3.0
FOLDS = 5
TUNING = ("night-market", "the-clockmaker", "tofu-at-home", "island-vet")
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A gold sentence with the features of its pairs, and which pairs are sure or possible links."""

    gold: Linked | None  # None for a pair of our articles, of which some words are marked
    units: list[Unit]
    spans: list[Span]
    line: Line
    features: Array
    sure: Array
    possible: Array
    use: Array  # weights of the pairs in the fit


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
        use = np.where((possible == 1) & (sure == 0), 0.0, 1.0)
        features = lexical(units, line, table)
        out.append(Example(gold, units, spans, line, features, sure, possible, use))
    return out


def article_examples(name: str) -> list[Example]:
    """Return the pairs of one of our articles of which words are marked by hand."""
    pairs = pairs_of(name)
    words = gold_words_of(articles_marked(".tsv")[name], pairs)
    sides = [
        SentencePair((e,) if e else (), (c,) if c else (), 1.0, "body", Place(name, number))
        for number, (e, c) in enumerate(pairs, 1)
    ]
    drafted, _ = drafts_of(sides, is_traditional("".join(chinese for _, chinese in pairs)))
    table = Similarities(texts_of(drafted))
    out = []
    for number, draft in enumerate(drafted):
        line = line_of(draft)
        pieces, units = units_of(draft)
        spans = [Span(piece.start, piece.end) for piece in pieces]
        sure, possible, use = (np.zeros((len(units), len(line.words))) for _ in range(3))
        for word in words:
            if word.pair != number or word.place not in spans:
                continue
            u = spans.index(word.place)
            places = [place for place in word.counterparts if place]
            use[u] = 1.0
            for e, each in enumerate(line.words):
                inside = [any(s.start <= each.start < s.end for s in place) for place in places]
                possible[u, e] = any(inside)
                sure[u, e] = any(inside) and all(inside) and len(places) == len(word.counterparts)
            use[u, (possible[u] == 1) & (sure[u] == 0)] = 0.0
        if use.any():
            features = lexical(units, line, table)
            out.append(Example(None, units, spans, line, features, sure, possible, use))
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
    use = np.concatenate([e.use.ravel() for e in found])
    first = logistic(_rows([e.features for e in found]), y, use)
    near = [in_context(e.features, linking.decode(_odds(e.features, first), e.line)) for e in found]
    second = logistic(_rows(near), y, use)
    facts, right = [], []
    for example, features in zip(found, near, strict=True):
        odds = _odds(features, second)
        for u, words in linking.decode(odds, example.line).items():
            if example.gold is None and not example.use[u].any() and not example.possible[u].any():
                continue
            facts.append(
                linking.facts_of(u, words, odds, example.features, example.units, example.line)
            )
            right.append(is_right(example, u, words))
    third = logistic(np.array(facts)[:, :-1], np.array(right, dtype=float), np.ones(len(facts)))
    return first, second, third


def is_right(example: Example, u: int, words: Sequence[int]) -> bool:
    """Whether all content words of a link are possible ones and one of its words is a sure one."""
    content = [e for e in words if not example.line.words[e].is_function_word] or list(words)
    said = example.possible if example.gold is None else example.sure
    return bool(example.possible[u, content].all() and said[u, list(words)].any())


def _rows(arrays: Sequence[Array]) -> Array:
    return np.concatenate([a.reshape(-1, a.shape[-1]) for a in arrays])


def _odds(features: Array, weights: Array) -> Array:
    return np.asarray(features @ weights[:-1] + weights[-1])


def cross_validate(found: Sequence[Example], articles: Mapping[str, Sequence[Example]]) -> None:
    """Print how right the links are: five folds of the sentences, each article left out in turn."""
    sentences = [example for example in found if example.gold is not None]
    order = np.random.default_rng(0).permutation(len(sentences))
    links: dict[int, set[tuple[int, int]]] = {}
    shown: list[Shown] = []
    for fold in range(FOLDS):
        held_out = {int(i) for i in order[fold::FOLDS]}
        rest = [e for e in found if not any(e is sentences[i] for i in held_out)]
        linking.FIRST, linking.SECOND, linking.RIGHT = fit(rest)
        for i in held_out:
            gold = sentences[i].gold
            assert gold is not None
            _, linked = linking.odds_and_links(sentences[i].features, sentences[i].line)
            links[i] = gold.links(
                (sentences[i].spans[u], tuple(_span(sentences[i], e) for e in words))
                for u, words in linked.items()
            )
            shown += shown_of(sentences[i])
    gold_sentences = [example.gold for example in sentences if example.gold is not None]
    print(link_scores(gold_sentences, [links[i] for i in range(len(sentences))]))
    marked = [links[i] | each.same_marks() for i, each in enumerate(gold_sentences)]
    print("punctuation linked too:", link_scores(gold_sentences, marked))
    report("sentences", shown, sentences)
    shown = []
    for name in TUNING:
        here = articles[name]
        linking.FIRST, linking.SECOND, linking.RIGHT = fit(
            [e for e in found if not any(e is other for other in here)]
        )
        for example in here:
            shown += shown_of(example)
    report("articles", shown, [e for name in TUNING for e in articles[name]])


KINDS = {
    "glosses": ("gloss share", "gloss whole", "gloss of its family", "function word of gloss"),
    "families of words": ("gloss of its family",),
    "compounds": ("compounds of word", "compounds of characters", "compounds of parts"),
    "embeddings": ("word cosine", "sense cosine", "best cosine"),
    "answers of function words": ("function answer", "answer far"),
    "same form (numbers, names)": ("same",),
    "place in the sentence": ("distance", "answer far", "function word far"),
}
"""Features by kind of evidence; the neighbours' links (`CONTEXT`) are another."""


def leave_out(found: Sequence[Example], articles: Mapping[str, Sequence[Example]]) -> None:
    """Print the cross-validation with each kind of evidence set to nothing, in the fit as well."""
    for kind, names in {"nothing": (), **KINDS}.items():
        print(f"\nwithout {kind}")
        columns = [LEXICAL.index(name) for name in names]
        kept = [example.features.copy() for example in found]
        for example in found:
            example.features[..., columns] = 0.0
        cross_validate(found, articles)
        for example, features in zip(found, kept, strict=True):
            example.features[...] = features
    print("\nwithout the neighbours' links")
    usual = linking.in_context
    try:
        linking.in_context = _out_of_context
        globals()["in_context"] = _out_of_context
        cross_validate(found, articles)
    finally:
        linking.in_context = usual
        globals()["in_context"] = usual


def _out_of_context(features: Array, links: Mapping[int, Sequence[int]]) -> Array:
    return np.concatenate([features, np.zeros((*features.shape[:2], len(CONTEXT)))], axis=-1)


def _span(example: Example, e: int) -> Span:
    word = example.line.words[e]
    return Span(word.start, word.end)


@dataclass(frozen=True)
class Shown:
    """A link of a content word that gold knows: its score, whether it is right and wanted."""

    score: float
    right: bool
    touching: bool
    wanted: bool


def shown_of(example: Example) -> list[Shown]:
    odds, linked = linking.odds_and_links(example.features, example.line)
    out = []
    for u, words in linked.items():
        if example.units[u].is_function_word or not (
            example.gold is not None or example.use[u].any() or example.possible[u].any()
        ):
            continue
        facts = linking.facts_of(u, words, odds, example.features, example.units, example.line)
        score = float(1 / (1 + np.exp(-float(np.dot(linking.RIGHT, facts)))))
        touching = bool(example.possible[u, list(words)].any())
        wanted = bool(example.sure[u].any())
        out.append(Shown(score, is_right(example, u, words), touching, wanted))
    return out


def report(what: str, shown: Sequence[Shown], examples: Sequence[Example]) -> None:
    wanted = sum(
        not unit.is_function_word and bool(example.sure[u].any())
        for example in examples
        for u, unit in enumerate(example.units)
    )
    for least in (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95):
        here = [each for each in shown if each.score >= least]
        right = np.mean([each.right for each in here])
        touching = np.mean([each.touching for each in here])
        coverage = sum(each.wanted for each in here) / wanted
        print(
            f"{what}: score >= {least}: {len(here)} marked, {right:.3f} right, {touching:.3f} touching, coverage {coverage:.3f}"
        )


def write(first: Array, second: Array, third: Array) -> None:
    def lines(names: Sequence[str], values: Array) -> str:
        named = zip((*names, "constant"), values, strict=True)
        return "\n".join(f"    {value:.4f},  # {name}" for name, value in named)

    right = (
        "mean odds", "least odds", "odds elsewhere", "odds of others", "further words", "one character",
        "function word", "gloss whole", "gloss of its family", "best cosine", "compounds of parts",
        "with function words",
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
    parser.add_argument("--leave-out", action="store_true")
    arguments = parser.parse_args()
    articles = {name: article_examples(name) for name in TUNING}
    found = [*examples(linked_of(arguments.gold)), *chain.from_iterable(articles.values())]
    if arguments.leave_out:
        leave_out(found, articles)
        return
    cross_validate(found, articles)
    if arguments.write:
        write(*fit(found))


if __name__ == "__main__":
    main()
