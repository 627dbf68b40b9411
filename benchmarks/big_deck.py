"""A deck as large as one likes, with the text of real cards: our sample articles told again and again.

Each round tells all articles anew: every word that has a card becomes another word of the dictionary,
one with as many characters, and its counterpart in the English line becomes that word's first gloss.
The card builder then makes the notes as it does for an article, so that a sentence has as many cards,
a field as much markup and a note as many characters as in real decks. The neighbours of a word are
chance, so the text is a little harder to compress than a real one.
"""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shengci.lexicon import dictionary
from shengci.notes import make_notes
from shengci.pipeline import analyse
from shengci.records import (
    Annotated,
    AnnotatedPair,
    Article,
    Deck,
    Entry,
    Note,
    Part,
    RankedWord,
    Sense,
    Settings,
    Span,
    Token,
)
from shengci.sources import read_article

ARTICLES = Path(__file__).parents[1] / "tests" / "articles"
NAME = "Chinese::Five thousand words"
SETTINGS = Settings(
    deck_name=NAME,
    min_level=1,
    names=True,
    characters="simplified",
    cards=("recognition", "production"),
)

Words = Mapping[tuple[str, tuple[str, ...]], Entry]


def big_deck(n_notes: int, *, seed: int = 5) -> Deck:
    """Return a deck of so many notes with two cards each, the first of them those of the articles."""
    articles = [read_article(path) for path in sorted(ARTICLES.glob("*.txt"))]
    _, annotated, ranked = analyse(articles, SETTINGS)
    notes: dict[str, Note] = {}
    for note in _rounds(annotated, ranked, articles, random.Random(seed)):
        # A name, or a word whose English would give it away, has one card: left out.
        if sum(map(bool, note.fields[24:28])) == 1:
            notes.setdefault(note.guid, replace(note, deck=NAME))
        if len(notes) == n_notes:
            break
    return Deck(NAME, "Words for a benchmark", tuple(notes.values()), (), ())


def _rounds(
    annotated: Annotated,
    ranked: Sequence[RankedWord],
    articles: Sequence[Article],
    dice: random.Random,
) -> Iterator[Note]:
    yield from make_notes(ranked, annotated, articles, SETTINGS)
    fresh = _fresh_words(dice)
    while True:
        words = {
            (word.token.headword, word.token.pinyin): next(fresh[len(word.token.text)])
            for word in ranked
            if word.status == "card" and len(word.token.text) in fresh and not word.token.parts
        }
        pairs = tuple(_retold(pair, words) for pair in annotated.pairs)
        retold = [
            replace(word, token=_another(word.token, words))
            for word in ranked
            if (word.token.headword, word.token.pinyin) in words
        ]
        yield from make_notes(retold, replace(annotated, pairs=pairs), articles, SETTINGS)


def _fresh_words(dice: random.Random) -> dict[int, Iterator[Entry]]:
    """Return words of the dictionary by their number of characters, each once, in any order."""
    by_length: dict[int, list[Entry]] = {1: [], 2: [], 3: [], 4: []}
    for headword in dictionary.headwords():
        for entry in dictionary.entries_of(headword)[:1]:
            fits = len(entry.simplified) == len(entry.traditional) == len(entry.pinyin)
            if fits and len(headword) in by_length and entry.definitions and not entry.is_name:
                by_length[len(headword)].append(entry)
    return {n: iter(dice.sample(entries, len(entries))) for n, entries in by_length.items()}


def _another(token: Token, words: Words) -> Token:
    """Return the token as another word, or as it is if it has none or is a form of its headword."""
    entry = words.get((token.headword, token.pinyin))
    if entry is None or token.parts or token.spoken or len(entry.simplified) != len(token.text):
        return token
    first, *others = (definition.gloss for definition in entry.definitions)
    return replace(
        token,
        text=entry.simplified,
        headword=entry.simplified,
        traditional=entry.traditional,
        pinyin=entry.pinyin,
        meaning=Sense(first),
        senses=tuple(others),
        measure_words=entry.measure_words,
    )


def _retold(pair: AnnotatedPair, words: Words) -> AnnotatedPair:
    """Return the pair with other words on both sides."""
    tokens = tuple(_another(token, words) for token in pair.tokens)
    answers: dict[Span, str] = {}
    for before, after in zip(pair.tokens, tokens, strict=True):
        if after is not before and after.meaning and before.counterpart:
            answers.setdefault(before.counterpart[0], after.meaning.gloss.split(";")[0])
    english, moved = _replaced(pair.pair.english, answers)
    parts = (Part(_moved(part.english, moved), part.chinese) for part in pair.pair.parts)
    chinese = "".join(token.text for token in tokens)
    retold = replace(
        pair.pair,
        english_sentences=(english,) if english else (),
        chinese_sentences=(chinese,) if chinese else (),
        parts=tuple(parts),
    )
    counterparts = (tuple(_moved(span, moved) for span in token.counterpart) for token in tokens)
    linked = zip(tokens, counterparts, strict=True)
    return replace(
        pair,
        pair=retold,
        tokens=tuple(replace(token, counterpart=spans) for token, spans in linked),
    )


def _replaced(text: str, answers: Mapping[Span, str]) -> tuple[str, list[int]]:
    """Return the text with other words at some places, and where each of its offsets is now."""
    new, moved, at = "", [], 0
    for span in _apart(answers):
        for offset in range(at, span.start):
            moved.append(len(new) + offset - at)
        new += text[at : span.start]
        moved += [len(new)] * (span.end - span.start)
        new += answers[span]
        at = span.end
    moved += [len(new) + offset - at for offset in range(at, len(text) + 1)]
    return new + text[at:], moved


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans in order, without those that begin inside the one before."""
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if span.start >= end:
            yield span
            end = span.end


def _moved(span: Span, moved: Sequence[int]) -> Span:
    return Span(moved[span.start], moved[span.end])
