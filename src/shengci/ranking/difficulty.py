"""How hard a word is, alone and in its sentence, and how hard a sentence is for this learner."""

from collections.abc import Collection, Sequence

from shengci.lexicon import frequency, hsk
from shengci.lexicon.structures import structures_of
from shengci.records import Levels, SentenceDifficulty, Settings, Standard, Token, WordKey

# What a sentence can have of each kind, and from where on more of it makes no difference: a third of its
# words new, words that are never seen, sixty characters, two structures the learner has not met.
_NEW, _MOST_NEW = 5.0, 1 / 3
_RARE = 2.0
_LONG, _LONGEST = 1.5, 60
_STRUCTURES, _MOST_STRUCTURES = 1.5, 2


def word_difficulty(level: int, zipf: float) -> float:
    """Return how hard a word is, 0 to 10: three fifths by its level, two fifths by its rarity."""
    return round(6 * (level - 1) / 6 + 4 * (1 - min(zipf, 7.0) / 7.0), 2)


def level_of(levels: Levels, standard: Standard) -> int:
    """Return a word's level by a standard, listed or estimated, 1 to 7."""
    return levels.by(standard) or levels.estimate or hsk.BAND


def sentence_difficulty(
    tokens: Sequence[Token], new: Collection[WordKey], settings: Settings
) -> SentenceDifficulty:
    """Return how hard a sentence is: its new words, how rare its words are, its length, its structures.

    Structures count that are taught at `settings.min_level` or later.
    """
    words = [token for token in tokens if token.kind == "word"]
    new_words = tuple(dict.fromkeys(word.headword for word in words if word.key in new))
    zipfs = [min(7.0, frequency.zipf_of(word.headword)) for word in words]
    rarity = 1 - sum(zipfs) / (7.0 * len(zipfs)) if zipfs else 0.0
    n_characters = sum(len(token.text) for token in tokens)
    structures = tuple(
        each
        for each in structures_of([word.headword for word in words])
        if each.level >= settings.min_level
    )
    share = len(new_words) / len(words) if words else 0.0
    score = (
        _NEW * min(1.0, share / _MOST_NEW)
        + _RARE * rarity
        + _LONG * min(1.0, n_characters / _LONGEST)
        + _STRUCTURES * min(1.0, len(structures) / _MOST_STRUCTURES)
    )
    return SentenceDifficulty(
        score=round(score, 2),
        new_words=new_words,
        n_words=len(words),
        rarity=round(rarity, 2),
        n_characters=n_characters,
        structures=tuple(f"{each.name} (HSK {hsk.label(each.level)})" for each in structures),
    )
