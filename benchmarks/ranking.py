"""How well words are ranked: levels estimated for words held out, and new words met by order of study.

    python benchmarks/ranking.py [ARTICLE...]

Levels: five-fold cross-validation over the words each standard lists; a word held out is no neighbour of others.
The baselines: the commonest level for all, and least squares over the Zipf frequency, the highest and the
mean level of the characters and the length, rounded.

Orders: the mean number of other new words in the example of a card at the moment it comes up, for a learner
who knows HSK 1 and 2. The baseline is the reader's: words as they come, each in the whole sentence that first
has it.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from fit_levels import STANDARDS, fitted
from shengci.lexicon import hsk
from shengci.lexicon.levels import Neighbours
from shengci.pairing import pair_sentences
from shengci.ranking import new_words, rank_words
from shengci.ranking.examples import fit_places, shown_tokens
from shengci.records import Annotated, Order, Settings, Standard, Token
from shengci.sources import read_article
from shengci.words import annotate
from shengci.words.joining import join

ARTICLES = Path(__file__).parents[1] / "tests" / "articles"

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


ORDERS: tuple[Order, ...] = ("text", "frequency", "level", "i+1")


def annotated_articles(paths: Sequence[Path]) -> Annotated:
    """Return articles as the ranker is given them, several as one."""
    articles = [read_article(path) for path in paths]
    return join([annotate(pair_sentences(a, Settings()), Settings()) for a in articles], "article")


def new_words_met(annotated: Annotated, order: Order, *, whole: bool) -> tuple[int, float]:
    """Return the number of cards, and of other new words in the mean example as its card comes up.

    `whole` shows each word in the whole sentence it first stands in, as a reader of the article
    meets it.
    """
    words = rank_words(annotated, Settings(order=order))
    bilingual = annotated.bilingual_articles
    unknown = set(new_words(words))
    cards = [word for word in words if word.status == "card"]
    met = 0
    for word in cards:
        place = word.example
        assert place is not None
        tokens: Sequence[Token] = shown_tokens(place, annotated)
        if whole:
            fit = fit_places(word.token, word.occurrences, annotated, bilingual, Settings())
            tokens = annotated.pairs[min(each.pair for each in fit)].tokens
        met += len(({token.key for token in tokens} & unknown) - {word.token.key})
        unknown.discard(word.token.key)
    return len(cards), met / len(cards)


def print_orders(paths: Sequence[Path]) -> None:
    """Print the mean number of other new words by order, for each article and for all as one."""
    print(f"| article | cards | text, whole sentences | {' | '.join(ORDERS)} | i+1 against whole |")
    print("| --- " * (len(ORDERS) + 4) + "|")
    groups = [[path] for path in paths] + ([list(paths)] if len(paths) > 1 else [])
    for group in groups:
        annotated = annotated_articles(group)
        n_cards, whole = new_words_met(annotated, "text", whole=True)
        means = [new_words_met(annotated, order, whole=False)[1] for order in ORDERS]
        name = group[0].stem if len(group) == 1 else "all as one"
        figures = " | ".join(f"{mean:.2f}" for mean in means)
        fewer = means[-1] / whole - 1
        print(f"| {name} | {n_cards} | {whole:.2f} | {figures} | {fewer:+.0%} |", flush=True)


def print_levels() -> None:
    """Print how far each estimate is from the level a standard lists."""
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="*", type=Path, help="default: those of tests/articles")
    paths = parser.parse_args().articles or sorted(ARTICLES.glob("*.txt"))
    print_levels()
    print()
    print_orders(paths)


if __name__ == "__main__":
    main()
