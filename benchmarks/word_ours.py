"""What ours makes of a text, and how figures about it are printed."""

from collections.abc import Iterable, Sequence

from shengci.records import AnnotatedPair, Place, SentencePair, Settings, Token
from shengci.words import annotate, linking
from word_scores import Hits


def annotated(
    *pairs: tuple[str, str], certain: float = linking.CERTAIN
) -> tuple[AnnotatedPair, ...]:
    """Return (English, Chinese) pairs annotated as one article, links marked from a score of `certain` on."""
    beads = [
        SentencePair((english,) * bool(english), (chinese,), 1.0, "body", Place("gold", number))
        for number, (english, chinese) in enumerate(pairs, 1)
    ]
    usual, linking.CERTAIN = linking.CERTAIN, certain
    try:
        return annotate(beads, Settings()).pairs
    finally:
        linking.CERTAIN = usual


def tokens_of(chinese: str) -> tuple[Token, ...]:
    """Return the tokens of a Chinese sentence that is an article of its own, without English."""
    return annotated(("", chinese))[0].tokens


def syllables_of(tokens: Iterable[Token]) -> list[str]:
    """Return one numbered syllable a character, the character itself where it has no reading."""
    return [syllable for token in tokens for syllable in token.syllables or token.text]


def table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; numbers below 1 are written as figures are in docs/."""
    lines = [heading, ["---"] * len(heading), *([_written(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _written(cell: object) -> str:
    return f"{cell:.3f}".removeprefix("0") if isinstance(cell, float) else str(cell)


def share(facts: Iterable[bool]) -> float:
    known = list(facts)
    return sum(known) / max(1, len(known))


def figures(hits: Hits) -> tuple[float, float, float]:
    return hits.precision, hits.recall, hits.f1
