"""Frames of words that the words right beside them tell: 到站 "station", 所有人 "all", 白跑 "for nothing".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar_frames import clause_after, clause_before

_ASPECT = frozenset("了 的 着".split())
_STOPS_BEFORE = frozenset("到 进 出 过 靠 离 各 每 该".split())
_STOPS_BEHIND = frozenset("时 的 了 后 前 以后 之前 之后".split())
_ONLY = frozenset("只是 不是 就是 还是 有".split())
_OWNED = frozenset("的 权 者".split())  # 所有 权
_CAREFULLY = frozenset("反复 认真 努力 主动 慢慢 仔细 用心".split())


def _seat(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_counting = before and before[-1] in _ONLY and tags[0][:1] in ("n", "a")
    return "classifier for buildings, mountains" if is_counting else ""


def _to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to" if before and before[-1] in _CAREFULLY and tags[0][:1] == "v" else ""


def _stop(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    ends = not clause_after(after) or after[0] in _STOPS_BEHIND
    return "station" if ends and before and before[-1] in _STOPS_BEFORE else ""


def _all(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_of_what = bool(after) and tags[0][:1] == "n" and after[0] not in _OWNED
    return "all" if is_of_what and not {"为", "归"} & {*clause_before(before)[:3]} else ""


def _in_vain(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_done = tags[0][:1] == "v" and (not before or tag[:1] in ("r", "n", "d", "v"))
    return "for nothing" if is_done else ""


def _again(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_redone = bool(after) and len(after[0]) == 1 and tags[0] == "v" and tag[:1] not in ("d", "n")
    return "again" if is_redone and after[0] not in _ASPECT else ""


FRAMES = {"座": _seat, "去": _to, "站": _stop, "所有": _all, "白": _in_vain, "重": _again}
