"""What becomes of a word: a card, or why not."""

from collections.abc import Sequence

from shengci.lexicon import function_words, hsk, transparent
from shengci.ranking.difficulty import level_of
from shengci.records import Annotated, Levels, Occurrence, Settings, Status, Token

_GRAMMAR_LEVEL = 3  # function words of later lessons (乃至, 即使) are vocabulary like any other


def status_of(
    word: Token,
    levels: Levels,
    example: Occurrence | None,
    annotated: Annotated,
    places: Sequence[Occurrence],
    settings: Settings,
) -> tuple[Status, str]:
    """Return what becomes of a word, and the reason in words ("" where the status says it all)."""
    if word.kind == "number":
        return "number", ""
    if word.kind == "latin":
        return "latin", ""
    if word.kind == "name" and not settings.names:
        return "name", word.reasons[0] if word.reasons else ""
    level = level_of(levels, settings.standard)
    if word.headword in function_words.FUNCTION_WORDS and (
        level <= _GRAMMAR_LEVEL or levels.by(settings.standard) is None
    ):
        return "function word", ""
    if word.meaning is not None and transparent.is_transparent(word.headword, word.meaning.gloss):
        return "too easy", "a number and its unit, or the name of a day"
    if settings.known.knows(word.headword, word.traditional, word.pinyin):
        return "known", ""
    if word.meaning is None:
        return "no entry", "neither the dictionary nor the English line says what it means"
    if word.kind == "word" and level < settings.min_level:
        return "too easy", f"below hsk {hsk.label(settings.min_level)}"
    if word.kind == "word" and level > settings.max_level:
        return "too hard", f"above hsk {hsk.label(settings.max_level)}"
    if example is None:
        return "no good sentence", "only in lines without a sure English counterpart"
    if _is_fragment(levels, annotated, places):
        return (
            "uncertain",
            "a single character that no list has and nothing in the English line answers",
        )
    if len(word.headword) == 1 and not word.meaning.certain:
        return "uncertain", "a single character of several senses, and the English line tells none"
    return "card", ""


def _is_fragment(levels: Levels, annotated: Annotated, places: Sequence[Occurrence]) -> bool:
    tokens = [annotated.token(place) for place in places]
    unlisted = levels.hsk is None and levels.hsk2021 is None and levels.hsk2 is None
    return (
        unlisted and len(tokens[0].headword) == 1 and not any(token.counterpart for token in tokens)
    )
