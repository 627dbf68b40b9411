"""The stages in their order, and nothing else."""

import html
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from shengci.lexicon.credits import CREDITS
from shengci.notes import make_notes
from shengci.notes.decks import deck_name
from shengci.pairing import pair_sentences
from shengci.ranking import rank_words, sentence_difficulties
from shengci.ranking.order import usefulness
from shengci.records import (
    Annotated,
    Article,
    Deck,
    Handout,
    HandoutSettings,
    RankedWord,
    SentencePair,
    Settings,
)
from shengci.words import annotate
from shengci.words.joining import join

if TYPE_CHECKING:  # a deck needs neither, and is not to wait for them
    from shengci.report.records import Ranked

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""


def make_deck(
    articles: Sequence[Article], settings: Settings, progress: Progress | None = None
) -> Deck:
    """Return the deck of one or more articles: notes in study order, every pair and word accounted for.

    A word that several of the articles have is one note, with sentences of each.
    """
    read = [annotate_article(article, settings, progress) for article in articles]
    return deck_of(articles, read, settings, progress)


def deck_of(
    articles: Sequence[Article],
    annotated: Sequence[Annotated],
    settings: Settings,
    progress: Progress | None = None,
) -> Deck:
    """Return the deck of articles that are annotated already, each by itself."""
    pairs, joined, words = _ranked(annotated, settings, progress)
    tell(progress, "Writing cards")
    notes = make_notes(words, joined, articles, settings)
    return Deck(deck_name(articles, settings), _description(articles), notes, pairs, words)


def make_handout(
    articles: Sequence[Article],
    settings: Settings,
    chosen: HandoutSettings,
    progress: Progress | None = None,
) -> Handout:
    """Return the handout of one or more articles for print: its words are those the deck would have."""
    from shengci.handout import make_handout as handout_of

    _, annotated, words = analyse(articles, settings, progress)
    tell(progress, "Laying out the handout")
    return handout_of(words, annotated, articles, settings, chosen)


def make_reports(
    articles: Sequence[Article], settings: Settings, progress: Progress | None = None
) -> "tuple[Ranked, ...]":
    """Return what is to be said of each article by itself, in the order to read them in."""
    from shengci.report import make_report
    from shengci.report.comparing import in_reading_order

    reports = []
    for article in articles:
        _, annotated, words = analyse([article], settings, progress)
        difficulties = sentence_difficulties(annotated, words, settings)
        reports.append(make_report(article, annotated, words, difficulties, settings, usefulness))
    return in_reading_order(reports)


def analyse(
    articles: Sequence[Article], settings: Settings, progress: Progress | None = None
) -> tuple[tuple[SentencePair, ...], Annotated, tuple[RankedWord, ...]]:
    """Return what the deck is made from: the sentence pairs, their words in context, the ranking."""
    read = [annotate_article(article, settings, progress) for article in articles]
    return _ranked(read, settings, progress)


def _ranked(
    annotated: Sequence[Annotated], settings: Settings, progress: Progress | None
) -> tuple[tuple[SentencePair, ...], Annotated, tuple[RankedWord, ...]]:
    joined = join(annotated, settings.characters)
    tell(progress, "Ranking words")
    pairs = tuple(pair.pair for pair in joined.pairs)
    return pairs, joined, rank_words(joined, settings)


def annotate_article(
    article: Article, settings: Settings, progress: Progress | None = None
) -> Annotated:
    """Return the sentence pairs of one article and their words in context: what takes long."""
    tell(progress, f"Pairing sentences of {article.title}")
    pairs = pair_sentences(article, settings)
    tell(progress, f"Reading words of {article.title}")
    return annotate(pairs, settings)


def annotate_pairs(pairs: Sequence[SentencePair], settings: Settings) -> Annotated:
    """Return lines that are paired already, annotated."""
    return annotate(pairs, settings)


def tell(progress: Progress | None, stage: str) -> None:
    """Tell whoever listens, if anybody does, that a stage begins."""
    if progress is not None:
        progress(stage)


def _description(articles: Sequence[Article]) -> str:
    lines = [
        line
        for article in articles
        for line in (article.title, article.date, article.source)
        if line
    ]
    return "<br>".join(map(html.escape, lines)) + f"<br><br>{CREDITS}"
