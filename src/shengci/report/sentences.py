"""The sentences of an article: how hard each is and why, and the structures in them."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from shengci.lexicon.structures import structures_of
from shengci.records import Annotated, SentenceDifficulty, Settings
from shengci.report.records import Sentence, StructureUse

_HARDEST = 10


def sentences_of(
    annotated: Annotated, difficulties: Sequence[SentenceDifficulty]
) -> tuple[Sentence, ...]:
    """Return every pair that has Chinese words, in order, numbered from 1."""
    there = [
        (pair.pair, difficulty)
        for pair, difficulty in zip(annotated.pairs, difficulties, strict=True)
        if difficulty.n_words
    ]
    return tuple(
        Sentence(number, pair.place.line, pair.chinese, pair.english, difficulty)
        for number, (pair, difficulty) in enumerate(there, 1)
    )


def hardest_of(sentences: Sequence[Sentence]) -> tuple[int, ...]:
    """Return the numbers of the ten hardest sentences, the hardest first."""
    ordered = sorted(sentences, key=lambda each: -each.difficulty.score)
    return tuple(each.number for each in ordered[:_HARDEST])


def mean_difficulty(sentences: Sequence[Sentence]) -> float:
    """Return the mean difficulty of the sentences, 0 to 10; 0 if there are none."""
    return round(fmean(each.difficulty.score for each in sentences), 2) if sentences else 0.0


def structures_in(annotated: Annotated, settings: Settings) -> tuple[StructureUse, ...]:
    """Return the structures of `settings.min_level` or later, the hardest first, and where they are.

    The sentences are numbered as by `sentences_of`.
    """
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    lines = (
        [token.headword for token in pair.tokens if token.kind == "word"]
        for pair in annotated.pairs
    )
    for number, headwords in enumerate(filter(None, lines), 1):
        for each in structures_of(headwords):
            if each.level >= settings.min_level:
                places[each.name, each.level].append(number)
    uses = [
        StructureUse(name, level, tuple(dict.fromkeys(numbers)))
        for (name, level), numbers in places.items()
    ]
    return tuple(sorted(uses, key=lambda use: (-use.level, -len(use.sentences))))
