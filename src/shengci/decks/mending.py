"""Sentence pairs mended by hand: joined, split, moved, taken apart, and kept as a table.

Every step gives a new tuple of pairs that holds the same text in the same order; what a person has
mended has score 1.0. A step that can't be taken says why, for the person to see.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from shengci.errors import ShengciError
from shengci.records import Language, Place, Role, SentencePair
from shengci.sentences import chinese_sentences, english_sentences
from shengci.text import clean, fold

Pairs = tuple[SentencePair, ...]
Direction = Literal["up", "down"]

COLUMNS = ("English", "Chinese", "Role")
"""The columns of a table of mended pairs, a row a pair, tabs between them."""

_ROLES: tuple[Role, ...] = get_args(Role)


class MendingError(ShengciError):
    """A step that can't be taken with these pairs, or a table that does not hold pairs."""


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


def split(pairs: Pairs, index: int, n_english: int, n_chinese: int) -> Pairs:
    """Return the pairs with one of them cut behind its first so many sentences of each language.

    Raises:
        MendingError: there is no such pair, it has fewer sentences, or nothing would stand on one side
            of the cut.
    """
    pair = _at(pairs, index)
    english, chinese = pair.english_sentences, pair.chinese_sentences
    if not (0 <= n_english <= len(english) and 0 <= n_chinese <= len(chinese)):
        raise MendingError("this pair has fewer sentences: it was changed meanwhile")
    above = _mended(pair, english[:n_english], chinese[:n_chinese])
    below = _mended(pair, english[n_english:], chinese[n_chinese:])
    if (0, 0) in (above.bead, below.bead):
        raise MendingError("the cut has all of the pair on one side: choose a sentence in between")
    return (*pairs[:index], above, below, *pairs[index + 1 :])


def move(pairs: Pairs, index: int, language: Language, direction: Direction) -> Pairs:
    """Return the pairs with the first sentence of one moved up to the pair above, or the last one down.

    A pair that is empty then is gone.

    Raises:
        MendingError: there is no such pair, no sentence to move, or no pair to move it to.
    """
    pair = _at(pairs, index)
    sentences = _side(pair, language)
    target = index - 1 if direction == "up" else index + 1
    if not sentences:
        raise MendingError(f"this pair has no {language.title()} to move")
    if not 0 <= target < len(pairs):
        where = "above" if direction == "up" else "below"
        raise MendingError(f"there is no pair {where} to move it to")
    other = _side(pairs[target], language)
    if direction == "up":
        left, gained = sentences[1:], (*other, sentences[0])
    else:
        left, gained = sentences[:-1], (sentences[-1], *other)
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


def table_of(pairs: Sequence[SentencePair]) -> str:
    """Return pairs as a table, `COLUMNS` first, that `pairs_of` reads."""
    rows = [COLUMNS, *((pair.english, pair.chinese, pair.role) for pair in pairs)]
    return "".join("\t".join(fold(cell) for cell in row) + "\n" for row in rows)


def pairs_of(table: str, name: str) -> Pairs:
    r"""Return the pairs of a table, each in its sentences, with score 1.0.

    `name` is the file's, for messages and places. A byte order mark and blank lines don't count.

    Raises:
        MendingError: the header or a row is not as `table_of` writes it.

    >>> [pair.bead for pair in pairs_of("English\tChinese\tRole\nHot! Mind.\t烫！\tbody\n", "a.tsv")]
    [(2, 1)]
    """
    lines = table.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if tuple(lines[0].split("\t")) != COLUMNS:
        raise MendingError(f"{name}:1: the first line must be {' TAB '.join(COLUMNS)}: correct it")
    return tuple(
        _pair_of(line.split("\t"), Place(name, number))
        for number, line in enumerate(lines[1:], 2)
        if line.strip()
    )


def _pair_of(cells: Sequence[str], place: Place) -> SentencePair:
    if len(cells) != len(COLUMNS):
        raise MendingError(f"{place}: {len(cells)} columns, not {len(COLUMNS)}: correct the row")
    english, chinese, role = (fold(clean(cell)) for cell in cells)
    if role not in _ROLES:
        raise MendingError(f"{place}: no such role: {role}: choose from {', '.join(_ROLES)}")
    if not (english or chinese):
        raise MendingError(f"{place}: neither English nor Chinese: fill or delete the row")
    return SentencePair(english_sentences(english), chinese_sentences(chinese), 1.0, role, place)


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
