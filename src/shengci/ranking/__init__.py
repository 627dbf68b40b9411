"""The difficulty ranker: which words of an article are worth a card, in what order, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from shengci.lexicon import frequency, hsk
from shengci.lexicon.levels import levels_of
from shengci.ranking.difficulty import level_of, sentence_difficulty, word_difficulty
from shengci.ranking.examples import fit_places, shown_tokens
from shengci.ranking.order import in_order, usefulness
from shengci.ranking.statuses import status_of
from shengci.records import (
    Annotated,
    Levels,
    Occurrence,
    RankedWord,
    SentenceDifficulty,
    Settings,
    Standard,
    Status,
    Token,
    WordKey,
)


def rank_words(annotated: Annotated, settings: Settings) -> tuple[RankedWord, ...]:
    """Return every distinct word of the article with what becomes of it, cards first.

    Cards come in the order of study; the rest in the order of the text. A word with two readings
    counts as two. Punctuation is not a word.
    """
    bilingual = annotated.bilingual_articles
    ranked = [
        _rank(word, places, annotated, bilingual, settings) for word, places in _distinct(annotated)
    ]
    ranked = _limited(ranked, settings.limit)
    cards = [word for word in ranked if word.status == "card"]
    new = new_words(ranked)
    ordered = (
        *in_order(cards, new, annotated, settings),
        *(word for word in ranked if word.status != "card"),
    )
    known: dict[tuple[int, int, int], SentenceDifficulty] = {}  # several words have one sentence

    def difficulty_of(place: Occurrence) -> SentenceDifficulty:
        tokens = shown_tokens(place, annotated)
        sentence = place.pair, tokens[0].start, tokens[-1].end
        if sentence not in known:
            known[sentence] = sentence_difficulty(tokens, new, settings)
        return known[sentence]

    return tuple(_in_its_sentence(word, difficulty_of) for word in ordered)


def new_words(words: Sequence[RankedWord]) -> frozenset[WordKey]:
    """Return the words of an article that this learner does not know."""
    return frozenset(word.token.key for word in words if word.is_new)


def sentence_difficulties(
    annotated: Annotated, words: Sequence[RankedWord], settings: Settings
) -> tuple[SentenceDifficulty, ...]:
    """Return how hard each pair's Chinese is for this learner, before any of the words are learned."""
    new = new_words(words)
    return tuple(sentence_difficulty(pair.tokens, new, settings) for pair in annotated.pairs)


def _limited(ranked: list[RankedWord], limit: int | None) -> list[RankedWord]:
    cards = [word for word in ranked if word.status == "card"]
    if limit is None or len(cards) <= limit:
        return ranked
    kept = set(
        sorted(cards, key=lambda word: (usefulness(word), -word.occurrences[0].pair), reverse=True)[
            :limit
        ]
    )
    reason = f"not among the {limit} most useful"
    return [
        word
        if word.status != "card" or word in kept
        else _with_status(word, "over the limit", reason)
        for word in ranked
    ]


def _distinct(annotated: Annotated) -> Iterator[tuple[Token, list[Occurrence]]]:
    """Yield each headword with a reading, as a word where it is one anywhere (王 and Wang), and its places."""
    places: dict[tuple[str, tuple[str, ...]], list[Occurrence]] = {}
    for p, pair in enumerate(annotated.pairs):
        for t, token in enumerate(pair.tokens):
            if token.kind != "punctuation" and not token.is_later_part:
                places.setdefault((token.headword, token.pinyin), []).append(Occurrence(p, t))
    for occurrences in places.values():
        tokens = [annotated.token(place) for place in occurrences]
        yield next((token for token in tokens if token.kind != "name"), tokens[0]), occurrences


def _rank(
    word: Token,
    places: Sequence[Occurrence],
    annotated: Annotated,
    bilingual: frozenset[int],
    settings: Settings,
) -> RankedWord:
    levels = levels_of(word.headword, settings.standard)
    zipf = frequency.zipf_of(word.headword)
    fit = fit_places(word, places, annotated, bilingual, settings)
    example = fit[0] if fit else None
    shown = annotated.token(example) if example else word
    status, reason = status_of(shown, levels, example, annotated, places, settings)
    facts = (
        _level_reason(levels, settings.standard),
        f"zipf {zipf:.1f}",
        f"{len(places)}x in the text",
    )
    return RankedWord(
        shown,
        status,
        ((reason, *facts) if reason else facts),
        levels,
        zipf,
        word_difficulty(level_of(levels, settings.standard), zipf),
        tuple(places),
        example,
    )


def _in_its_sentence(
    word: RankedWord, difficulty_of: Callable[[Occurrence], SentenceDifficulty]
) -> RankedWord:
    """Return the word with how hard it is where its card shows it: half by itself, half by the rest."""
    if word.example is None:
        return replace(word, difficulty_here=word.difficulty)
    sentence = difficulty_of(word.example)
    here = round((word.difficulty + sentence.score) / 2, 2)
    return replace(word, difficulty_here=here, reasons=(*word.reasons, *sentence.structures))


def _level_reason(levels: Levels, standard: Standard) -> str:
    listed = levels.by(standard)
    return (
        f"hsk {hsk.label(listed)}"
        if listed
        else f"unlisted, estimated hsk {hsk.label(levels.estimate)}"
    )


def _with_status(word: RankedWord, status: Status, reason: str) -> RankedWord:
    return replace(word, status=status, reasons=(reason, *word.reasons))
