"""Readings that a character's neighbours tell: the table of contexts, and the grammar of 得 地 着 了.

Of 得 the English line tells, too, whether something must be done.
"""

import re
from collections.abc import Iterator, Sequence

from shengci.lexicon import dictionary, reading_contexts, usual
from shengci.words import corpora, segmentation
from shengci.words.segmentation import Piece
from shengci.words.vocabulary import is_number

_OF_LAND = ("亩", "公顷", "块", "片", "垄")  # behind them 地 is land
_SEEN = 14  # characters on either side
_PREDICATES = ("v", "a", "z", "i")  # jieba's tags of verbs, adjectives, state words and idioms
_MODALS = frozenset("可 会 要 能 是 就 还 又 也 都 总 必 非".split())
_TAKES_MUST = (
    "v",
    "d",
    "p",
    "r",
    "a",
    "b",
    "z",
    "f",
    "l",
    "i",
)  # tags of what must (得 děi) be done, and how
_MANNER = re.compile(r"(.)\1|.*[性然般样]$|(.)\2(.)\3|.(.)\4")  # 慢慢, 必然, 高高兴兴, 静悄悄
_DEGREES = frozenset("越 太 很 那么 这么 极 如此".split())
_REACHED = frozenset(
    "睡 点 烧 猜 找 逮 捉 够 碰 抓 摸 踩 打 用 买 冻 饿 吓 呛 烫".split()
)  # what 着 zháo says was reached


# What an English line has where something must be done, and where it takes time or money.
_MUST = re.compile(
    r"\b(?:must|should|ought|gotta|(?:have|has|had|having|got|need|needs|needed|supposed|required) to"
    r"|need|needs|needed|requires?|required|necessary|better|no choice but)\b",
    re.IGNORECASE,
)
_TAKES = re.compile(r"\b(?:takes?|took|costs?|needs?|needed|requires?|required)\b", re.IGNORECASE)
_GETS = re.compile(
    r"\b(?:gets?|got(?! to\b)|gotten|wins?|won(?!['’]t)|gain(?:s|ed)?|scor(?:es?|ed)|receiv(?:es?|ed)|catch(?:es)?|caught|earn(?:s|ed)?"
    r"|makes?|equals?|prizes?|awards?|awarded)\b",
    re.IGNORECASE,
)  # fmt: skip


def readings_told(
    sentence: str, pieces: Sequence[Piece], english: str = ""
) -> Iterator[tuple[int, str]]:
    """Yield where a character's neighbours tell its reading, and the numbered syllable.

    `english` is the English line, "" where there is none.
    """
    words = [sentence[piece.start : piece.end] for piece in pieces]
    for i, piece in enumerate(pieces):
        if piece.kind not in ("word", "name"):
            continue
        word = words[i]
        if len(word) > 1 and dictionary.is_headword(word):
            found = reading_contexts.reading_between(
                word,
                sentence[max(0, piece.start - _SEEN) : piece.start],
                sentence[piece.end : piece.end + _SEEN],
            )
            yield from zip(
                range(piece.start, piece.end), found.split("+") if found else (), strict=False
            )
            continue
        if word in _GRAMMAR:
            reading = _GRAMMAR[word](["", "", *words[:i]], [*words[i + 1 :], "", ""], english)
            if reading:
                yield piece.start, reading
                continue
        for at in range(piece.start, piece.end):
            before, after = sentence[max(0, at - _SEEN) : at], sentence[at + 1 : at + 1 + _SEEN]
            reading = reading_contexts.reading_between(sentence[at], before, after)
            if reading:
                yield at, reading


def _de(before: Sequence[str], after: Sequence[str], english: str) -> str:
    """Return the reading of 得: de after what it complements, else dé (get) or děi (must)."""
    word = before[-1]
    is_counted = segmentation.tag_of(after[0]).startswith("m") or is_number(after[0])
    must = bool(_MUST.search(english) or (is_counted and _TAKES.search(english)))
    if word not in _MODALS and _is_complemented(word, after[0], must):
        return "de5"
    if after[0] in ("了", "过", "到", "的"):
        return "de2"
    tag = segmentation.tag_of(after[0])
    if tag.startswith(("m", "n")) or after[0] == "很":
        return _before_thing(after, must, english)
    if not tag.startswith(_TAKES_MUST) or after[0] in ("出", "分", "病", "奖"):
        return ""
    return "dei3"


def _is_complemented(word: str, after: str, must: bool) -> bool:
    """Return whether 得 behind a word says how it is done or how far it goes.

    A verb that has its object in it takes no complement so: 开车 得 小心 is what must be done. Words that
    are verbs or adjectives only among others (气, 下, 高兴) take one unless the line has "must".
    """
    if is_number(word):
        return False
    if _is_predicate(word):
        return not (must and len(word) == 2 and segmentation.tag_of(word[1]) in ("n", ""))
    parts = {sense.definition.part_of_speech for sense in usual.senses_of(word)}
    may_be = bool(parts & {"verb", "adjective", "complement"}) or corpora.is_verb(word)
    return may_be and (not must or after in _DEGREES) and after not in ("了", "过", "的")


def _before_thing(after: Sequence[str], must: bool, english: str) -> str:
    """Return the reading of 得 before a noun or number: what is got, or what it takes."""
    if after[0] == "很" and not (_TAKES.search(english) and after[1] in ("多", "长")):
        return "de5"
    if not english:
        return ""
    if _TAKES.search(english) or (must and not _GETS.search(english)):
        return "dei3"
    return "de2" if _GETS.search(english) else ""


def _di(before: Sequence[str], after: Sequence[str], english: str) -> str:
    """Return the reading of 地: de between the manner and what is done in it, dì behind what land is measured in."""
    word = before[-1]
    if word.endswith(_OF_LAND):
        return "di4"
    tag = segmentation.tag_of(word)
    in_a_manner = _MANNER.fullmatch(word) or (
        len(word) > 1 and tag.startswith(("d", "ad", "z", "i"))
    )
    return "de5" if in_a_manner and segmentation.is_han(after[0] or " ") else ""


def _zhe(before: Sequence[str], after: Sequence[str], english: str) -> str:
    """Return the reading of 着: zháo for what is reached (睡着了, 点不着), zhe for what goes on."""
    can = before[-1] in ("得", "不")
    verb = before[-2] if can else before[-1]
    may_reach = verb in _REACHED
    if can and (may_reach or _is_predicate(verb)):
        return "zhao2"
    is_denied = before[-2] in ("没", "没有", "未")
    if may_reach and (is_denied or after[0] in ("了", "没", "没有")):
        return "zhao2"
    told = _between("着", before, after)
    if told or not _is_predicate(verb):
        return told
    # Behind a verb that reaches nothing, or before what is held (抓着扶手), it only goes on.
    holds = segmentation.is_han(after[0] or " ") and after[0] not in ("的", "吗", "吧")
    return "zhe5" if not may_reach or (holds and verb != "睡") else ""


def _le(before: Sequence[str], after: Sequence[str], english: str) -> str:
    """Return the reading of 了: liǎo where it says whether something can be done (吃不了, 忙得了)."""
    can = before[-1] in ("得", "不") and _is_predicate(before[-2]) and before[-2] not in _MODALS
    return "liao3" if can else ""


def _er(before: Sequence[str], after: Sequence[str], english: str) -> str:
    """Return the reading of 儿 by itself: erhua of the word before it, but my son (我儿) or 儿 of a word."""
    own = not segmentation.is_han(before[-1] or " ") or before[-1] in _WHOSE
    return "er2" if own or after[0][:1] in _CHILDREN else "r5"


_WHOSE = frozenset("我 吾 爱 小 娇 他 她 的 妻 两 一".split())
_CHILDREN = frozenset("子女童媳孙")
_GRAMMAR = {"儿": _er, "得": _de, "地": _di, "着": _zhe, "了": _le}


def _between(character: str, before: Sequence[str], after: Sequence[str]) -> str:
    return reading_contexts.reading_between(
        character, "".join(before[-4:])[-_SEEN:], "".join(after[:4])[:_SEEN]
    )


def _is_predicate(word: str) -> bool:
    return segmentation.tag_of(word).startswith(_PREDICATES)
