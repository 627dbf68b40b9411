"""Frames of grammar that tell what a function word means: 连 … 也, 又 … 又, 先 … 再.

Any grammar of Chinese has them. Each asks for one wording of the usual senses.
"""

from collections.abc import Sequence
from itertools import takewhile

_STOPS = frozenset("。！？；.!?;…")
_COMMAS = frozenset("，,：:、—")
_ANYONE = frozenset(
    "谁 什么 哪 哪儿 哪里 哪个 怎么 怎样 多少 任何 一点 一点儿 丝毫 半点 半点儿".split()
)
_EVEN_IF = frozenset("即使 哪怕 就算 即便 再 纵使 就是".split())
_NEGATION = frozenset("不 没 没有 无 别 不会 不能 未".split())
_THEN = frozenset("再 然后 后 才 接着 随后 最后".split())
_AFTER = frozenset("以后 之后 后 完 等 然后 先".split())
_SIZES = frozenset("高 长 大 深 重 宽 远 厚 多 粗".split())
_THAT_MUCH = frozenset("这么 那么 半 一半 这样 那样".split())
_NO_ACTIONS = frozenset("是 有 变 说 想 算 要 会 能 讲 叫 问 学 像 好像 似乎 觉得 看".split())
_LOCALISERS = frozenset("里 上 下 中 内 外 前 后 旁 边 间 时 时候 期间 之前 之后 里面 上面 下面 方面".split())  # fmt: skip


def wording_asked(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Return the English wording of a usual sense that a frame asks for at a word, "" where none does.

    `words` are those of the sentence, `tags` jieba's.

    >>> wording_asked(["连", "他", "也", "不", "知道"], ["c", "r", "d", "d", "v"], 0)
    'even'
    >>> wording_asked(["又", "细", "又", "长"], ["d", "a", "d", "a"], 2)
    'both ... and'
    """
    frame = _FRAMES.get(words[at])
    if frame is None:
        return ""
    start = next((i + 1 for i in range(at - 1, -1, -1) if words[i] in _STOPS), 0)
    after = list(takewhile(lambda word: word not in _STOPS, words[at + 1 :]))
    return frame(words[start:at], after, tags[at - 1] if at else "", [*tags[at + 1 :], ""])


def has_frames(word: str) -> bool:
    """Return whether there is a frame for a word."""
    return word in _FRAMES


def _clause_before(before: Sequence[str]) -> list[str]:
    return list(takewhile(lambda word: word not in _COMMAS, reversed(before)))


def _clause_after(after: Sequence[str]) -> list[str]:
    return list(takewhile(lambda word: word not in _COMMAS, after))


def _lian(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "even" if {"也", "都"} & {*after[1:]} else ""


def _ye(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = {*_clause_before(before)}
    denied = bool(_NEGATION & {*after[:3]}) or any("不" in word for word in after[:2])
    if "连" in here or (here & _ANYONE and denied) or (_EVEN_IF & {*before}):
        return "even"
    return ""


def _dou(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "even" if "连" in _clause_before(before) else ""


def _you_again(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    near = "又" in before[-5:] or "又" in after[1:5]
    return "both ... and" if near or "既" in before else ""


def _xian(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "first" if _THEN & {*after[1:]} and tags[0][:1] in ("v", "p", "d", "a", "n") else ""


def _zai(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] not in ("v", "p", "d"):
        return ""
    return "then" if _AFTER & {*before} and before[-1:] not in (["不"], ["没"]) else ""


def _gai(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "should" if tags[0][:1] in ("v", "p", "d") and tags[0] != "vn" else ""


def _have(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = _clause_after(after)[:7]
    size = next((i for i, word in enumerate(clause) if word in _SIZES), 0)
    counted = any(word in _THAT_MUCH or tags[i] == "m" for i, word in enumerate(clause[:size]))
    ends = clause[size + 1 : size + 2] in ([], ["了"], ["的"])
    return "to reach (a size or age)" if size and counted and ends else ""


def _good(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    verb = before[-1] if before else ""
    if tag != "v" or len(verb) != 1 or verb in _NO_ACTIONS:
        return ""
    return "done" if not after or after[0] in ("了", "的", "后", "以后", "之后") or after[0] in _COMMAS else ""  # fmt: skip


def _also(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "even" if "比" in _clause_before(before) else ""


def _at(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = _clause_after(after)
    if tags[0] != "v" or _LOCALISERS & {*clause[1:]} or tag[:1] in ("v", "a"):
        return ""
    return "(marks an action in progress)"


def _originally(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    begins = not _clause_before(before) and after[:1] == ["是"]
    return "so" if begins and not {"现在", "后来", "如今"} & {*after} else ""


_FRAMES = {
    "连": _lian, "也": _ye, "都": _dou, "又": _you_again, "先": _xian, "再": _zai, "该": _gai, "有": _have, "好": _good,
    "还": _also, "在": _at, "原来": _originally,
}  # fmt: skip
