"""An article at a glance: how hard it is, what of it is known, what to learn for it."""

from collections import Counter
from collections.abc import Callable, Sequence

from shengci import text
from shengci.records import (
    Annotated,
    Article,
    RankedWord,
    SentenceDifficulty,
    Settings,
    WordKey,
)
from shengci.report.coverage import coverage_of
from shengci.report.levels import profiles_of
from shengci.report.lists import names_of, new_words_of, unpaired_of, unsure_of
from shengci.report.records import Figures, Report
from shengci.report.sentences import hardest_of, mean_difficulty, sentences_of, structures_in


def make_report(
    article: Article,
    annotated: Annotated,
    words: Sequence[RankedWord],
    difficulties: Sequence[SentenceDifficulty],
    settings: Settings,
    usefulness: Callable[[RankedWord], float],
) -> Report:
    """Return what is to be said of one article.

    `words` are the ranked words of `annotated`, cards in the order of study; `difficulties` go with its pairs.
    Of two words that stand in the text equally often, the one with the greater `usefulness` is learned first.
    """
    running = running_words(annotated)
    sentences = sentences_of(annotated, difficulties)
    return Report(
        title=article.title,
        file=article.blocks[0].place.file if article.blocks else "",
        date=article.date,
        traditional=annotated.traditional,
        standard=settings.standard,
        min_level=settings.min_level,
        max_level=settings.max_level,
        known_in=settings.known.name,
        figures=_figures(annotated, running),
        difficulty=mean_difficulty(sentences),
        profiles=profiles_of(running),
        coverage=coverage_of(words, running, usefulness),
        sentences=sentences,
        hardest=hardest_of(sentences),
        structures=structures_in(annotated, settings),
        new_words=new_words_of(words, running, settings, with_card=True),
        without_card=new_words_of(words, running, settings, with_card=False),
        names=names_of(words, annotated),
        unpaired=unpaired_of(annotated),
        unsure=unsure_of(annotated, settings),
    )


def running_words(annotated: Annotated) -> Counter[WordKey]:
    """Return how often each word stands in the text, names and numbers left out; one in two parts counts once."""
    return Counter(
        token.key
        for pair in annotated.pairs
        for token in pair.tokens
        if token.kind == "word" and not token.is_later_part
    )


def _figures(annotated: Annotated, running: Counter[WordKey]) -> Figures:
    chinese = Counter("".join(pair.pair.chinese for pair in annotated.pairs))
    characters = {each: n for each, n in chinese.items() if text.count_scripts(each)["han"]}
    kinds = Counter(
        token.kind for pair in annotated.pairs for token in pair.tokens if not token.is_later_part
    )
    body = [pair for pair in annotated.pairs if pair.pair.role == "body"]
    n_sentences = sum(len(pair.pair.chinese_sentences) for pair in body)
    n_words = sum(
        token.kind != "punctuation" and not token.is_later_part
        for pair in body
        for token in pair.tokens
    )
    n_characters = sum(text.count_scripts(pair.pair.chinese)["han"] for pair in body)
    return Figures(
        characters=sum(characters.values()),
        distinct_characters=len(characters),
        words=len(running),
        running=running.total(),
        names=kinds["name"],
        numbers=kinds["number"],
        sentences=n_sentences,
        mean_words=round(n_words / n_sentences, 1) if n_sentences else 0.0,
        mean_characters=round(n_characters / n_sentences, 1) if n_sentences else 0.0,
    )
