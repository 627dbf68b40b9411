"""Sentence pairs mended by hand: joined, split, moved, taken apart.

Every step gives a new tuple of pairs that holds the same text in the same order; what a person has
mended has score 1.0. A step that can't be taken says why, for the person to see.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from shengci.errors import ShengciError
from shengci.records import Language, SentencePair

Pairs = tuple[SentencePair, ...]
Direction = Literal["up", "down"]

_OTHER: dict[Language, Language] = {"english": "chinese", "chinese": "english"}


class MendingError(ShengciError):
    """A step that can't be taken with these pairs."""


def join_next(pairs: Pairs, index: int) -> Pairs:
    """Return the pairs with one of them and the one below it made one.

    Raises:
        MendingError: there is no such pair, or none below it.
    """
    first = _at(pairs, index)
    if index + 1 == len(pairs):
        raise MendingError("this is the last pair: there is none below to join it with")
    second = pairs[index + 1]
    joined = _mended(
        first,
        first.english_sentences + second.english_sentences,
        first.chinese_sentences + second.chinese_sentences,
    )
    return (*pairs[:index], joined, *pairs[index + 2 :])


def split(pairs: Pairs, index: int, language: Language, n: int) -> Pairs:
    """Return the pairs with one of them cut behind its first `n` sentences of a language.

    The other language is cut between two sentences where about as much of it lies above.

    Raises:
        MendingError: there is no such pair, it has fewer sentences, or nothing would stand on one side
            of the cut.
    """
    pair = _at(pairs, index)
    cut, other = _side(pair, language), _side(pair, _OTHER[language])
    if not 0 < n < len(cut):
        raise MendingError("nothing is on one side of the cut: choose a sentence further down")
    share = len("".join(cut[:n])) / len("".join(cut))
    m = _sentences_to(share, other)
    above, below = _with_side(pair, language, cut[:n]), _with_side(pair, language, cut[n:])
    above, below = (
        _with_side(above, _OTHER[language], other[:m]),
        _with_side(below, _OTHER[language], other[m:]),
    )
    return (*pairs[:index], above, below, *pairs[index + 1 :])


def _sentences_to(share: float, sentences: tuple[str, ...]) -> int:
    """Return how many sentences come closest to holding a share (0 to 1) of their letters.

    >>> _sentences_to(0.4, ("船晚点了。", "谁也不在乎。"))
    1
    """
    total = len("".join(sentences)) or 1
    ends = [len("".join(sentences[:n])) / total for n in range(len(sentences) + 1)]
    return min(range(len(ends)), key=lambda n: abs(ends[n] - share))


def move(pairs: Pairs, index: int, language: Language, direction: Direction, n: int = 1) -> Pairs:
    """Return the pairs with the first `n` sentences of one moved up to the pair above, or its last down.

    A pair that is empty then is gone.

    Raises:
        MendingError: there is no such pair, it has fewer sentences, or there is no pair to move them to.
    """
    pair = _at(pairs, index)
    sentences = _side(pair, language)
    target = index - 1 if direction == "up" else index + 1
    if not 0 < n <= len(sentences):
        raise MendingError(f"this pair has no {language.title()} to move")
    if not 0 <= target < len(pairs):
        where = "above" if direction == "up" else "below"
        raise MendingError(f"there is no pair {where} to move it to")
    other = _side(pairs[target], language)
    if direction == "up":
        left, gained = sentences[n:], other + sentences[:n]
    else:
        left, gained = sentences[:-n], sentences[-n:] + other
    changed = list(pairs)
    changed[index] = _with_side(pair, language, left)
    changed[target] = _with_side(pairs[target], language, gained)
    return tuple(each for each in changed if each.bead != (0, 0))


def unpair(pairs: Pairs, index: int) -> Pairs:
    """Return the pairs with one of them taken apart: its English alone, below it its Chinese alone.

    Raises:
        MendingError: there is no such pair, or one language of it is alone already.
    """
    pair = _at(pairs, index)
    if pair.kind != "pair":
        raise MendingError(f"this is {pair.kind} already: there is nothing to take apart")
    english = _mended(pair, pair.english_sentences, ())
    chinese = _mended(pair, (), pair.chinese_sentences)
    return (*pairs[:index], english, chinese, *pairs[index + 1 :])


def hold_same_text(pairs: Sequence[SentencePair], others: Sequence[SentencePair]) -> bool:
    """Return whether two ways to pair an article hold the same English and the same Chinese."""
    return _texts(pairs) == _texts(others)


def _at(pairs: Pairs, index: int) -> SentencePair:
    if not 0 <= index < len(pairs):
        raise MendingError(f"there is no pair {index + 1}: it was changed meanwhile")
    return pairs[index]


def _side(pair: SentencePair, language: Language) -> tuple[str, ...]:
    return pair.english_sentences if language == "english" else pair.chinese_sentences


def _with_side(pair: SentencePair, language: Language, sentences: tuple[str, ...]) -> SentencePair:
    if language == "english":
        return _mended(pair, sentences, pair.chinese_sentences)
    return _mended(pair, pair.english_sentences, sentences)


def _mended(pair: SentencePair, english: tuple[str, ...], chinese: tuple[str, ...]) -> SentencePair:
    return replace(pair, english_sentences=english, chinese_sentences=chinese, score=1.0, parts=())


def _texts(pairs: Sequence[SentencePair]) -> tuple[str, str]:
    english = " ".join(pair.english for pair in pairs if pair.english)
    return english, "".join(pair.chinese for pair in pairs)
