"""Hand-made records of a small article about a night market, for tests of single stages."""

from dataclasses import replace

from shengci.records import (
    Annotated,
    AnnotatedPair,
    Article,
    Levels,
    Occurrence,
    Place,
    RankedWord,
    Sense,
    SentencePair,
    Span,
    Token,
)

ARTICLE = Article("老棉纺厂的夜市", (), "interleaved", date="2026-03-12")

MARKET = Token(
    "夜市",
    0,
    0,
    "word",
    "夜市",
    "夜市",
    ("ye4", "shi4"),
    Sense("night market"),
    part_of_speech="noun",
)
OPENS = Token(
    "开门", 0, 0, "word", "开门", "開門", ("kai1", "men2"), Sense("to open"), senses=("open-door",)
)
PERSON = Token("人", 0, 0, "word", "人", "人", ("ren2",), Sense("person"), measure_words=("个 gè",))
PEOPLE = Token("人们", 0, 0, "word", "人们", "人們", ("ren2", "men5"), Sense("people"))
LI_MING = Token("李明", 0, 0, "name", "李明", "李明", ("Li3", "ming2"), Sense("Li Ming"))


def mark(text: str) -> Token:
    return Token(text, 0, 0, "punctuation", text, text)


def number(text: str) -> Token:
    return Token(text, 0, 0, "number", text, text)


def latin(text: str) -> Token:
    return Token(text, 0, 0, "latin", text, text)


def said_as(token: Token, *counterparts: str) -> Token:
    """Return the token to be linked with these pieces of the English line, once in a `sentence`."""
    return replace(token, reasons=counterparts)


def sentence(english: str, *tokens: Token, **pair: object) -> AnnotatedPair:
    """Return a pair whose Chinese the tokens make up, each put in its place."""
    placed, at = [], 0
    for token in tokens:
        spans = tuple(
            Span(english.index(piece), english.index(piece) + len(piece)) for piece in token.reasons
        )
        end = at + len(token.text)
        placed.append(replace(token, start=at, end=end, counterpart=spans, reasons=()))
        at = end
    chinese = "".join(token.text for token in tokens)
    sides = tuple((side,) if side else () for side in (english, chinese))
    settings = {"score": 0.9, "role": "body", "place": Place("market.txt", 3)} | pair
    return AnnotatedPair(SentencePair(*sides, **settings), tuple(placed))


def article(*pairs: AnnotatedPair, traditional: bool = False) -> Annotated:
    return Annotated(pairs, traditional)


def ranked(annotated: Annotated, headword: str, **changes: object) -> RankedWord:
    """Return a word of the article with all its places; its first one is the example."""
    places = tuple(
        Occurrence(p, t)
        for p, pair in enumerate(annotated.pairs)
        for t, token in enumerate(pair.tokens)
        if token.headword == headword
    )
    token = annotated.pairs[places[0].pair].tokens[places[0].token]
    word = RankedWord(
        token, "card", ("hsk 5", "zipf 4.2"), Levels(5, 7, None), 4.2, 5.0, places, places[0]
    )
    return replace(word, **changes)
