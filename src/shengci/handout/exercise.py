"""The cloze exercise of a handout: sentences with a gap each, a word bank, and the key."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shengci.handout.markers import without_marker
from shengci.handout.wordlist import reading_of, shown_word
from shengci.pages import split_closing
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Occurrence,
    RankedWord,
    Settings,
    Span,
    Token,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence with one gap: what stands before and after it, its English, and the answer.

    `tail` is the punctuation after the gap that may not begin a line, before what stands in `after`.
    `answer` is the word as the sentence has it, `reading` and `meaning` those of its headword.
    """

    before: str
    tail: str
    after: str
    english: str
    answer: str
    reading: tuple[tuple[str, int], ...]
    meaning: str
    place: Occurrence


@dataclass(frozen=True, slots=True)
class Exercise:
    """The sentences in the order of the text, and the answers in an order that tells nothing."""

    gaps: tuple[Gap, ...] = ()
    bank: tuple[str, ...] = ()


def exercise_of(
    words: Sequence[RankedWord], annotated: Annotated, settings: Settings, limit: int
) -> Exercise:
    """Return an exercise of at most `limit` gaps, from words spread over the whole order of study.

    No sentence has two gaps, and no answer can be read in another sentence, in the
    English, or inside another answer. The same article gives the same exercise.
    """
    chosen: list[Gap] = []
    taken: set[str] = set()
    for word in _spread([word for word in words if word.status == "card"], limit):
        if len(chosen) == limit:
            break
        for gap in _gaps_of(word, annotated, settings):
            forms = {gap.answer, shown_word(word.token, traditional=annotated.traditional)}
            if not _gives_away(gap, forms, chosen, taken):
                chosen.append(gap)
                taken |= forms
                break
    chosen.sort(key=lambda gap: (gap.place.pair, gap.place.token))
    return Exercise(tuple(chosen), _shuffled([gap.answer for gap in chosen]))


def _spread(words: Sequence[RankedWord], limit: int) -> Iterator[RankedWord]:
    """Yield words at even steps first, then those in between."""
    step = max(1, len(words) // limit)
    for first in range(step):
        yield from words[first::step]


def _gaps_of(word: RankedWord, annotated: Annotated, settings: Settings) -> Iterator[Gap]:
    """Yield a gap for each fit place of a word, the best first; none for a word in two parts."""
    if word.example is None:
        return
    example = annotated.pairs[word.example.pair]
    for place in dict.fromkeys((word.example, *word.occurrences)):
        pair = annotated.pairs[place.pair]
        token = pair.tokens[place.token]
        is_fit = pair.pair.kind == example.pair.kind and (
            pair.pair.kind != "pair" or pair.pair.score >= settings.min_pair_score
        )
        if is_fit and len(token.parts) < 2:
            yield _gap(word, place, pair, token, settings)


def _gap(
    word: RankedWord, place: Occurrence, pair: AnnotatedPair, token: Token, settings: Settings
) -> Gap:
    shown = pair.shown_with(token)
    chinese, english, role = pair.pair.chinese, pair.pair.english, pair.pair.role
    before = without_marker(chinese, Span(shown.chinese.start, token.start), role)
    source = without_marker(english, shown.english, role)
    tail, after = split_closing(chinese[token.end : shown.chinese.end])
    return Gap(
        before=chinese[before.start : before.end],
        tail=tail,
        after=after,
        english=english[source.start : source.end],
        answer=token.text,
        reading=reading_of(word.token, settings),
        meaning=word.token.meaning.gloss if word.token.meaning else "",
        place=place,
    )


def _gives_away(gap: Gap, forms: set[str], chosen: Sequence[Gap], taken: set[str]) -> bool:
    """Return whether an answer, of this gap or of those chosen, could be read off the page."""
    shown = [text for one in (gap, *chosen) for text in (one.before, one.after, one.english)]
    own = [gap.before, gap.after, gap.english]
    return (
        any(form in text for form in forms for text in shown)
        or any(form in text for form in taken for text in own)
        or any(form in other or other in form for form in forms for other in taken)
    )


def _shuffled(answers: Sequence[str]) -> tuple[str, ...]:
    """Return the answers in an order decided by their characters alone, never that of the text."""
    order = sorted(answers, key=lambda answer: hashlib.sha256(answer.encode()).digest())
    return tuple(order[1:] + order[:1] if order == list(answers) else order)
