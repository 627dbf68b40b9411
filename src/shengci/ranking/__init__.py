"""The difficulty ranker: which words of an article are worth a card, in what order, and why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from shengci.lexicon import frequency, function_words, hsk
from shengci.lexicon.levels import levels_of
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Levels,
    Occurrence,
    RankedWord,
    Settings,
    Standard,
    Status,
    Token,
)

_GRAMMAR_LEVEL = 3  # function words of later lessons (乃至, 即使) are vocabulary like any other
_SHORTEST, _COMFORTABLE = 8, 40  # characters of an example sentence


def rank_words(annotated: Annotated, settings: Settings) -> tuple[RankedWord, ...]:
    """Return every distinct word of the article with what becomes of it, cards first.

    Cards come in the order of study, easier before harder; the rest in the order of the text. A word
    with two readings counts as two. Punctuation is not a word.
    """
    ranked = [_rank(word, places, annotated, settings) for word, places in _distinct(annotated)]
    cards = [word for word in ranked if word.status == "card"]
    if settings.limit is not None and len(cards) > settings.limit:
        kept = set(sorted(cards, key=_usefulness, reverse=True)[: settings.limit])
        reason = f"not among the {settings.limit} most useful"
        ranked = [
            word
            if word.status != "card" or word in kept
            else _with_status(word, "over the limit", reason)
            for word in ranked
        ]
    cards = sorted(
        (word for word in ranked if word.status == "card"), key=lambda word: word.difficulty
    )
    return (*cards, *(word for word in ranked if word.status != "card"))


def _distinct(annotated: Annotated) -> Iterator[tuple[Token, list[Occurrence]]]:
    """Yield each headword with a reading, as a word where it is one anywhere (王 and Wang), and its places."""
    places: dict[tuple[str, tuple[str, ...]], list[Occurrence]] = {}
    for p, pair in enumerate(annotated.pairs):
        for t, token in enumerate(pair.tokens):
            if token.kind != "punctuation" and not token.is_later_part:
                places.setdefault((token.headword, token.pinyin), []).append(Occurrence(p, t))
    for occurrences in places.values():
        tokens = [_token(annotated, place) for place in occurrences]
        yield next((token for token in tokens if token.kind != "name"), tokens[0]), occurrences


def _token(annotated: Annotated, place: Occurrence) -> Token:
    return annotated.pairs[place.pair].tokens[place.token]


def _rank(
    word: Token, places: Sequence[Occurrence], annotated: Annotated, settings: Settings
) -> RankedWord:
    levels = levels_of(word.headword, settings.standard)
    zipf = frequency.zipf_of(word.headword)
    alike = [place for place in places if _token(annotated, place).kind == word.kind]
    example = _example(alike, annotated, settings)
    shown = _token(annotated, example) if example else word
    level = _level(levels, settings.standard)
    status, reason = _status(shown, levels, example, annotated, places, settings)
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
        difficulty(level, zipf),
        tuple(places),
        example,
    )


def difficulty(level: int, zipf: float) -> float:
    """Return how hard a word is, 0 to 10: three fifths by its level, two fifths by its rarity."""
    return round(6 * (level - 1) / 6 + 4 * (1 - min(zipf, 7.0) / 7.0), 2)


def _level(levels: Levels, standard: Standard) -> int:
    return levels.by(standard) or levels.estimate or hsk.BAND


def _level_reason(levels: Levels, standard: Standard) -> str:
    listed = levels.by(standard)
    return (
        f"hsk {hsk.label(listed)}"
        if listed
        else f"unlisted, estimated hsk {hsk.label(levels.estimate)}"
    )


def _status(
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
    level = _level(levels, settings.standard)
    if word.headword in function_words.FUNCTION_WORDS and (
        level <= _GRAMMAR_LEVEL or levels.by(settings.standard) is None
    ):
        return "function word", ""
    if not settings.known.isdisjoint((word.headword, word.traditional, word.text)):
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
    tokens = [_token(annotated, place) for place in places]
    unlisted = levels.hsk is None and levels.hsk2021 is None and levels.hsk2 is None
    return (
        unlisted and len(tokens[0].headword) == 1 and not any(token.counterpart for token in tokens)
    )


def _example(
    places: Sequence[Occurrence], annotated: Annotated, settings: Settings
) -> Occurrence | None:
    """Return the place whose sentence shows the word best: short, and its counterpart certain.

    Of several articles it is in the first that has a fit one: with that one the word is learned.
    """

    def cost(place: Occurrence) -> tuple[int, float, int, int]:
        pair = annotated.pairs[place.pair]
        token = pair.tokens[place.token]
        return (
            pair.article,
            _sentence_cost(pair, token) + (0 if token.counterpart else 25),
            place.pair,
            place.token,
        )

    bilingual = annotated.bilingual_articles
    fit = [place for place in places if _is_fit(annotated.pairs[place.pair], settings, bilingual)]
    return min(fit, key=cost) if fit else None


def _is_fit(annotated: AnnotatedPair, settings: Settings, bilingual: Collection[int]) -> bool:
    """Return whether a card may show a pair; a Chinese sentence alone if its article has no English."""
    pair = annotated.pair
    if pair.kind == "chinese only":
        return annotated.article not in bilingual and pair.role in ("title", "heading", "body")
    return pair.score >= settings.min_pair_score


def _sentence_cost(annotated: AnnotatedPair, token: Token) -> float:
    shown = annotated.shown_with(token)
    length = shown.chinese.end - shown.chinese.start
    too_short = max(0, _SHORTEST - length) * 8
    joined = 10 * (sum(annotated.pair.bead) - 2) if shown == annotated.pair.whole else 0
    heading = 15 if annotated.pair.role in ("title", "heading") else 0
    return length + max(0, length - _COMFORTABLE) * 0.5 + too_short + joined + heading


def _usefulness(word: RankedWord) -> tuple[float, int]:
    listed = 0.5 if word.levels.estimate is None else 0.0
    return word.zipf + 0.6 * min(4, len(word.occurrences) - 1) + listed, -word.occurrences[0].pair


def _with_status(word: RankedWord, status: Status, reason: str) -> RankedWord:
    return replace(word, status=status, reasons=(reason, *word.reasons))
