"""How words are said: on the card, and by a voice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from shengci import pinyin
from shengci.records import Annotated, RankedWord, Settings, Speech, Token


def said(tokens: Sequence[Token], settings: Settings) -> list[Token]:
    """Return the tokens with the readings a card shows: of the dictionary, or as they are spoken."""
    if not settings.sandhi:
        return list(tokens)
    return [
        replace(token, pinyin=reading, spoken=())
        for token, reading in zip(tokens, _spoken(tokens), strict=True)
    ]


def _spoken(tokens: Sequence[Token]) -> list[tuple[str, ...]]:
    return pinyin.spoken([(token.text, token.syllables) for token in tokens])


def word_speech(word: RankedWord, traditional: bool) -> Speech:
    """Return what a voice says for a word alone."""
    token = word.token
    (spoken,) = _spoken([replace(token, text=token.headword, spoken=())])
    return Speech(token.traditional if traditional else token.headword, tuple(filter(None, spoken)))


def sentence_speech(annotated: Annotated, word: RankedWord) -> Speech | None:
    """Return what a voice says for the sentence a card shows, None where it shows none."""
    if word.example is None:
        return None
    pair = annotated.pairs[word.example.pair]
    shown = pair.shown_with(pair.tokens[word.example.token]).chinese
    tokens = [token for token in pair.tokens if shown.holds(token)]
    return Speech(pair.pair.chinese[shown.start : shown.end], tuple(_syllables(tokens)))


def _syllables(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield the syllables; what has no reading (punctuation, Latin words, numbers) as it is written."""
    for token, reading in zip(tokens, _spoken(tokens), strict=True):
        yield from filter(None, reading or (token.text.strip(),))
