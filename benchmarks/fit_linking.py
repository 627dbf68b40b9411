"""Fits the weights of the word linker: src/shengci/words/data/link-weights.tsv.

    python benchmarks/fit_linking.py word-alignment.jsonl            cross-validation, printed
    python benchmarks/fit_linking.py word-alignment.jsonl --write    weights from all of it
    python benchmarks/fit_linking.py word-alignment.jsonl --leave-out    each kind of evidence left out in turn

The file has a sentence a line: `{"chinese": [...], "english": [...], "sure": [[zh, en], ...], "possible":
[...]}`. Three models: links from what the words say, links once the neighbours' are known, and whether a link
is right. All are logistic with a quadratic penalty; the first two have a small network beside them, for what
features say together (without it the AER is .010 higher). Possible links are left out of the fit. Fitted on too are our
own pairs of `linked-pairs.tsv` and the words marked by hand in six of our own articles; the other articles are
kept for measuring, and so are the pairs of `linked-pairs-held-out.tsv`, of which the sum is printed at the end.

Each article is a fold of its own, the other sentences are shared out among four. What says whether a link is
right is fitted on odds of models that did not know the link's fold; in the cross-validation it is then fitted
without a fold and asked about that one.
"""

import argparse
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

import linked_pairs
from shengci.records import Place, SentencePair, Span
from shengci.script import is_traditional
from shengci.words import link_context, link_decoding, link_weights, linking
from shengci.words.candidates import Similarities
from shengci.words.drafts import drafts_of
from shengci.words.evidence import LEXICAL, Line, Unit, lexical
from shengci.words.likeness import likenesses_of
from shengci.words.link_context import CONTEXT
from shengci.words.link_weights import Logistic, Network, Weights
from shengci.words.linked import line_of, texts_of, units_of
from word_articles import GROUPS, TUNING, marked_words_of, pairs_of
from word_gold import Linked, linked_of, touching
from word_scores import link_scores

WEIGHTS = Path(str(link_weights.TABLE))
PENALTY = 3.0
NETS, HIDDEN = 4, 24  # networks whose mean is taken, hidden units of each
EPOCHS, BATCH, RATE, DECAY = 15, 512, 3e-3, 0.1
# Log odds of a linear model; of the pairs below it that are no links the networks see a share.
EASY, SHARE = -6.0, 0.25
SILENT = frozenset(
    "了 着 地 得 把 吗 呢 吧 啊 嘛".split()
)  # answer nothing where no link is listed
FOLDS = 4  # of the sentences that are of no article
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A gold sentence with the features of its pairs, and which pairs are sure or possible links."""

    kind: Literal["sentence", "article", "pair"]  # of an article some words are marked
    gold: Linked | None  # of a sentence
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
    for gold, draft, likeness in zip(sentences, drafted, likenesses_of(drafted), strict=True):
        line = line_of(draft)
        pieces, units = units_of(draft)
        spans = [Span(piece.start, piece.end) for piece in pieces]
        english = [Span(word.start, word.end) for word in line.words]
        sure = _linked(gold, gold.sure, spans, english)
        possible = _linked(gold, gold.possible, spans, english)
        use = np.where((possible == 1) & (sure == 0), 0.0, 1.0)
        features = lexical(units, line, table, likeness)
        out.append(Example("sentence", gold, units, spans, line, features, sure, possible, use))
    return out


def article_examples(name: str) -> list[Example]:
    """Return the pairs of one of our articles of which words are marked by hand."""
    pairs = pairs_of(name)
    words = marked_words_of(name)
    sides = [
        SentencePair((e,) if e else (), (c,) if c else (), 1.0, "body", Place(name, number))
        for number, (e, c) in enumerate(pairs, 1)
    ]
    drafted, _ = drafts_of(sides, is_traditional("".join(chinese for _, chinese in pairs)))
    table = Similarities(texts_of(drafted))
    out = []
    for number, (draft, likeness) in enumerate(zip(drafted, likenesses_of(drafted), strict=True)):
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
            features = lexical(units, line, table, likeness)
            out.append(Example("article", None, units, spans, line, features, sure, possible, use))
    return out


def pair_examples(pairs: Path) -> list[Example]:
    """Return pairs of our own that are linked by hand.

    Of function words that they do not list nothing is known, but for those that are `SILENT`.
    """
    gold = linked_pairs.pairs(pairs)
    sides = [
        SentencePair((each.english,), (each.chinese,), 1.0, "body", Place("pairs", number))
        for number, each in enumerate(gold, 1)
    ]
    drafted, _ = drafts_of(sides, traditional=False)
    table = Similarities(texts_of(drafted))
    out = []
    for known, draft, likeness in zip(gold, drafted, likenesses_of(drafted), strict=True):
        line = line_of(draft)
        pieces, units = units_of(draft)
        spans = [Span(piece.start, piece.end) for piece in pieces]
        shape = len(units), len(line.words)
        sure, possible, use = np.zeros(shape), np.zeros(shape), np.ones(shape)
        for u, span in enumerate(spans):
            surely, possibly = known.of((span,))
            sure[u, sorted(surely)] = possible[u, sorted(possibly)] = 1.0
            is_grammar = units[u].is_function_word and units[u].headword not in SILENT
            if not possibly and (is_grammar or pieces[u].kind == "number"):
                use[u] = 0.0
        use[(possible == 1) & (sure == 0)] = 0.0
        out.append(
            Example(
                "pair",
                None,
                units,
                spans,
                line,
                lexical(units, line, table, likeness),
                sure,
                possible,
                use,
            )
        )
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


def network(x: Array, y: Array, weights: Array) -> Network:
    """Return a logistic model with networks fitted on what it leaves unexplained (Adam, weights decayed)."""
    linear = logistic(x, y, weights)
    base = x @ linear[:-1] + linear[-1]
    hard = (base > EASY) | (y > 0)
    seen = (weights > 0) & (hard | (np.random.default_rng(NETS).random(len(y)) < SHARE))
    weights = np.where(hard, weights, weights / SHARE)[seen]
    x, y, base = x[seen], y[seen], base[seen]
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = (x - mean) / spread
    nets = [_net(z, base, y, weights, np.random.default_rng(seed)) for seed in range(NETS)]
    inner = np.hstack([net[0] for net in nets]) / spread[:, None]
    return Network(
        linear[:-1],
        float(linear[-1] + np.mean([net[3] for net in nets])),
        inner,
        np.concatenate([net[1] for net in nets]) - mean @ inner,
        np.concatenate([net[2] for net in nets]) / NETS,
    )


def _net(
    z: Array, base: Array, y: Array, weights: Array, random: np.random.Generator
) -> list[Array]:
    size = z.shape[1]
    net = [random.normal(0, size**-0.5, (size, HIDDEN)), *np.zeros((2, HIDDEN)), np.zeros(())]
    decay = (DECAY, 0.0, DECAY, 0.0)
    mean, square = ([np.zeros_like(part) for part in net] for _ in range(2))
    step = 0
    for _ in range(EPOCHS):
        order = random.permutation(len(z))
        for at in range(0, len(z), BATCH):
            here = order[at : at + BATCH]
            step += 1
            hidden = np.tanh(z[here] @ net[0] + net[1])
            odds = base[here] + hidden @ net[2] + net[3]
            wrong = (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - y[here]) * weights[here]
            wrong /= len(here)
            back = np.outer(wrong, net[2]) * (1 - hidden * hidden)
            gradients = (z[here].T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum())
            for i, gradient in enumerate(gradients):
                mean[i] = 0.9 * mean[i] + 0.1 * gradient
                square[i] = 0.999 * square[i] + 0.001 * gradient**2
                scale = np.sqrt(square[i] / (1 - 0.999**step)) + 1e-8
                net[i] = net[i] - RATE * (mean[i] / (1 - 0.9**step) / scale + decay[i] * net[i])
    return net


@dataclass(frozen=True)
class Fold:
    """Examples, the models fitted without them, and what these say of the examples' links: facts, whether right."""

    examples: list[Example]
    first: Network
    second: Network
    facts: Array
    right: Array


def folds_of(found: Sequence[Example], articles: Sequence[Sequence[Example]]) -> list[Fold]:
    """Return each article as a fold, then the other examples by chance."""
    others = [e for e in found if not any(e is other for other in chain.from_iterable(articles))]
    order = np.random.default_rng(5).permutation(len(others))
    shares = [[others[i] for i in order[fold::FOLDS]] for fold in range(FOLDS)]
    return [_fold(list(examples), found) for examples in (*articles, *shares)]


def _fold(examples: list[Example], found: Sequence[Example]) -> Fold:
    first, second = fit_links([e for e in found if not any(e is other for other in examples)])
    facts, right = [], []
    for example in examples:
        last = linking.second_round(example.features, example.line, first, second)
        for u, words in last.links.items():
            if is_known(example, u):
                facts.append(linking.facts_of(u, last, example.units, example.line))
                right.append(is_right(example, u, words))
    return Fold(examples, first, second, np.array(facts), np.array(right, dtype=float))


def fit_right(folds: Sequence[Fold]) -> Logistic:
    """Return the model of whether a link is right."""
    facts = np.concatenate([fold.facts for fold in folds])
    weights = logistic(facts, np.concatenate([fold.right for fold in folds]), np.ones(len(facts)))
    return Logistic(weights[:-1], float(weights[-1]))


def fit_links(found: Sequence[Example]) -> tuple[Network, Network]:
    """Return the models of both rounds."""
    y = np.concatenate([e.sure.ravel() for e in found])
    use = np.concatenate([e.use.ravel() for e in found])
    first = network(_rows([e.features for e in found]), y, use)
    near = []
    for e in found:
        odds = first.odds(e.features)
        near.append(link_context.in_context(e.features, link_decoding.decode(odds, e.line), odds))
    return first, network(_rows(near), y, use)


def is_known(example: Example, u: int) -> bool:
    """Whether gold says which words a unit is linked to, or that it is to none.

    Of our pairs that is not so where a word may as well be linked as not.
    """
    if example.kind == "pair" and example.possible[u].any():
        return bool(example.sure[u].any())
    return bool(example.gold or example.use[u].any() or example.possible[u].any())


def is_right(example: Example, u: int, words: Sequence[int]) -> bool:
    """Whether all content words of a link are possible ones and one of its words is a sure one."""
    content = [e for e in words if not example.line.words[e].is_function_word] or list(words)
    said = example.possible if example.kind == "article" else example.sure
    return bool(example.possible[u, content].all() and said[u, list(words)].any())


def _rows(arrays: Sequence[Array]) -> Array:
    return np.concatenate([a.reshape(-1, a.shape[-1]) for a in arrays])


def cross_validate(folds: Sequence[Fold]) -> None:
    """Print how right the links of each fold are by what is fitted on the others."""
    gold: list[Linked] = []
    links: list[set[tuple[int, int]]] = []
    shown: dict[str, list[Shown]] = {"sentence": [], "article": [], "pair": []}
    for fold in folds:
        right = fit_right([other for other in folds if other is not fold])
        for example in fold.examples:
            last = linking.second_round(example.features, example.line, fold.first, fold.second)
            shown[example.kind] += shown_of(example, last, right)
            if example.gold is not None:
                gold.append(example.gold)
                places = [
                    (example.spans[u], tuple(_span(example, e) for e in words))
                    for u, words in last.links.items()
                ]
                links.append(example.gold.links(places))
    print(link_scores(gold, links))
    marked = [found | each.same_marks() for found, each in zip(links, gold, strict=True)]
    print("punctuation linked too:", link_scores(gold, marked))
    examples = list(chain.from_iterable(fold.examples for fold in folds))
    sentences = [e for e in examples if e.kind == "sentence"]
    report("sentences", [each for each in shown["sentence"] if not each.is_grammar], sentences)
    report("articles", shown["article"], [e for e in examples if e.kind == "article"], grammar=True)
    pairs = [e for e in examples if e.kind == "pair"]
    report("pairs", [each for each in shown["pair"] if not each.is_grammar], pairs)


def measure(weights: Weights, held_out: Sequence[Example]) -> None:
    """Print how right the marks of examples are that nothing was fitted on."""
    shown = []
    for example in held_out:
        last = linking.second_round(example.features, example.line, weights.first, weights.second)
        shown += [s for s in shown_of(example, last, weights.right) if not s.is_grammar]
    report("pairs held out", shown, held_out)


KINDS = {
    "glosses": (
        "gloss share",
        "gloss whole",
        "gloss of its family",
        "function word of gloss",
        "gloss of function words",
    ),
    "usual counterparts": ("usual counterpart", "usual counterpart over places"),
    "families of words": ("gloss of its family",),
    "compounds": ("compounds of word", "compounds of characters", "compounds of parts"),
    "embeddings": ("word cosine", "sense cosine", "best cosine"),
    "embeddings in context": (
        "standing",
        "standing over places",
        "standing over words",
        "lost",
        "lost over places",
        "lost over words",
    ),
    "answers of function words": ("function answer", "answer far"),
    "same form (numbers, names)": ("same",),
    "place in the sentence": ("distance", "answer far", "function word far"),
}
"""Features by kind of evidence; the neighbours' links (`CONTEXT`) are another."""


def leave_out(found: Sequence[Example], articles: Sequence[Sequence[Example]]) -> None:
    """Print the cross-validation with each kind of evidence set to nothing, in the fit as well."""
    for kind, names in {"nothing": (), **KINDS}.items():
        print(f"\nwithout {kind}")
        columns = [LEXICAL.index(name) for name in names]
        kept = [example.features.copy() for example in found]
        for example in found:
            example.features[..., columns] = 0.0
        cross_validate(folds_of(found, articles))
        for example, features in zip(found, kept, strict=True):
            example.features[...] = features
    print("\nwithout the neighbours' links")
    usual = link_context.in_context

    def out_of_context(features: Array, _: Mapping[int, Sequence[int]], odds: Array) -> Array:
        return usual(features, {}, odds)

    try:
        link_context.in_context = out_of_context
        cross_validate(folds_of(found, articles))
    finally:
        link_context.in_context = usual


def _span(example: Example, e: int) -> Span:
    word = example.line.words[e]
    return Span(word.start, word.end)


@dataclass(frozen=True)
class Shown:
    """A link of a word that gold knows: its score, whether it is right and wanted."""

    score: float
    right: bool
    touching: bool
    wanted: bool
    is_grammar: bool


def shown_of(example: Example, last: linking.Round, right: Logistic) -> list[Shown]:
    out = []
    for u, words in last.links.items():
        if not is_known(example, u):
            continue
        facts = linking.facts_of(u, last, example.units, example.line)
        score = right.likelihood(facts)
        touching = bool(example.possible[u, list(words)].any())
        wanted = bool(example.sure[u].any())
        is_grammar = example.units[u].is_function_word
        out.append(Shown(score, is_right(example, u, words), touching, wanted, is_grammar))
    return out


def report(
    what: str, shown: Sequence[Shown], examples: Sequence[Example], *, grammar: bool = False
) -> None:
    """Print how right the marks are from several scores on, those of function words too or without them."""
    wanted = sum(
        (grammar or not unit.is_function_word) and bool(example.sure[u].any())
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


def write(weights: Weights) -> None:
    lines = ["# model	name	linear weight	weights to the hidden units"]
    for model, names, fitted in (
        ("first", LEXICAL, weights.first),
        ("second", (*LEXICAL, *CONTEXT), weights.second),
    ):
        table = np.hstack([fitted.linear[:, None], fitted.inner])
        lines += _lines(model, names, table)
        lines += _lines(model, ("constant",), np.array([[fitted.constant, *fitted.inner_constant]]))
        lines += _lines(model, ("outer",), np.array([[0.0, *fitted.outer]]))
    lines += _lines("right", linking.FACTS, weights.right.linear[:, None])
    lines += _lines("right", ("constant",), np.array([[weights.right.constant]]))
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(model: str, names: Sequence[str], table: Array) -> list[str]:
    return [
        "\t".join((model, name, *(f"{weight:.4g}" for weight in row)))
        for name, row in zip(names, table, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--leave-out", action="store_true")
    arguments = parser.parse_args()
    articles = [article_examples(name) for name in GROUPS[TUNING]]
    found = [
        *examples(linked_of(arguments.gold)),
        *pair_examples(linked_pairs.PAIRS),
        *chain.from_iterable(articles),
    ]
    if arguments.leave_out:
        leave_out(found, articles)
        return
    folds = folds_of(found, articles)
    cross_validate(folds)
    weights = Weights(*fit_links(found), fit_right(folds))
    measure(weights, pair_examples(linked_pairs.HELD_OUT))
    if arguments.write:
        write(weights)


if __name__ == "__main__":
    main()
