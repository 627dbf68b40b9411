"""一 that is no number but says that something is done, or over, in a moment: 一看, 天一黑.

Any grammar of Chinese has it. Where it stands before a verb it becomes a word, which numbers are not.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.words import corpora
from shengci.words.segmentation import Piece

_ONE = "一"
# What one is counted or pointed at with, before it: 这一发现, 第一发, 同一看法.
_DETERMINED = frozenset("这 那 另 某 每 同 任 哪 第 唯 单 万 十 百 千 其中 任何 唯".split())
_OUTCOMES = ("就", "便", "竟", "不要紧", "可", "才")
_BEFORE_VERBS = frozenset("到 被 把 从 在 给 跟 听 遇 碰".split())
_STATES = frozenset(
    "黑 亮 红 冷 热 急 软 紧 慌 乱 沉 白 暗 晚 多 高兴 紧张 着急 激动 生气 忙 饿 累 病 凉".split()
)
_NO_VERBS = frozenset("是 有 无 会 能 可 应 该 刻".split())


def as_words(sentence: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a simplified sentence, 一 before a verb as a word where it counts nothing."""
    out = list(pieces)
    for i, (piece, after) in enumerate(pairwise(pieces)):
        is_one = piece.kind == "number" and sentence[piece.start : piece.end] == _ONE
        before = sentence[pieces[i - 1].start : pieces[i - 1].end] if i else ""
        is_counted = before in _DETERMINED and not _leads_to(sentence, before, after)
        if is_one and not is_counted and _may_happen(sentence, after, piece.end):
            out[i] = replace(piece, kind="word", tag="d")
    return out


def _leads_to(sentence: str, before: str, piece: Piece) -> bool:
    """Return whether what came of it stands behind what is done, so that 这一 counts nothing: 这一走就是三年."""
    return before in ("这", "那") and sentence.startswith(_OUTCOMES, piece.end)


def _may_happen(sentence: str, piece: Piece, start: int) -> bool:
    """Return whether a piece that begins at `start` is a verb, or an adjective of what may come about at once."""
    word = sentence[piece.start : piece.end]
    if piece.kind != "word" or piece.start != start or word in MEASURE_WORDS or word in _NO_VERBS:
        return False
    tag = piece.tag or corpora.tag_of(word)
    is_verb = tag[:1] == "v" and tag not in ("vn", "vd")
    is_verb = is_verb or (tag[:1] in ("", "t", "i", "l") and corpora.is_verb(word))
    return word in _BEFORE_VERBS or word in _STATES or is_verb
