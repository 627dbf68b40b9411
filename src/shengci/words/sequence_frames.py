"""Frames of adverbs that say what follows from what: 早在三年前，就 "as early as", 刚到就 "then", 才三个 "no more than".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence
from itertools import pairwise

from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.words import segmentation
from shengci.words.grammar_frames import clause_after, clause_before

_IF = frozenset("如果 要是 若 假如 只要 既然 一旦 倘若 否则 不然".split())
_DISCUSSED = frozenset("进行 展开 发表 表示 达成 提出 讨论 交换 举行 谈 回答 作 作出 做出 说明 签署 询问 介绍".split())  # fmt: skip
_EARLY = frozenset("早 早已 从小 自小 当时 昨天 前天 去年 当天".split())
_THEN_ALREADY = frozenset("当时 那时 那时候 当年 小时候 早年".split())
_TIMES = ("点", "岁", "年", "月", "日", "时候", "前", "初", "早上", "凌晨", "半夜", "年代", "世纪")
_MEASURED = frozenset("多 少 轻 重 快 慢 近 远 大 小".split())  # 少则三天，多则十天
_COUNTED = MEASURE_WORDS | frozenset(
    "大 小 整 半 点 些".split()
)  # behind 一, which is a number there


def _jiu(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    is_on = _DISCUSSED & {*clause_after(after)[1:]} or clause_after(after)[-1:] in (
        ["问题"],
        ["事宜"],
    )
    if is_on and tags[0][:1] not in ("p", "d") and after[0] != "有":
        return "on"
    if _is_early(before) or _follows_at_once(before):
        return "as early as" if _is_early(before) else "then"
    if {"每", "平均"} & {*here} or _is_one_by_one(after):
        return "then"  # 每两周就有一种, 就一个个站了起来
    counts = tags[0][:1] == "m" and after[0] not in ("多", "少")
    is_left = after[:1] in (["剩"], ["剩下"]) and not _IF & {*before}
    if counts or is_left or (after[:1] == ["有"] and tags[1][:1] == "m"):
        return "only"
    if (here[:1] and here[0] in _EARLY) or (tag[:1] in ("t", "m", "q") and _is_time(here)):
        return "as early as" if not {*_IF, "一"} & {*before} else "then"
    is_named = tag[:1] in ("r", "n") and "每" not in here and not here[0].endswith("时间")
    if after[:1] in (["在"], ["是"]) and is_named and not _IF & {*before}:
        return "exactly"
    if _THEN_ALREADY & {*here} and tags[0][:1] in ("v", "d"):
        return "as early as"
    if {*_IF, "一"} & {*before}:
        return "then"
    is_before_noun = tags[0][:1] in ("n", "r")
    if is_before_noun and not here and "m" in (each[:1] for each in tags[1:3]):
        return "only"
    return "then" if before and tags[0][:1] in ("v", "p", "d", "a", "c", "i", "l") else ""


def _is_early(before: Sequence[str]) -> bool:
    """Return whether what stands before says how early it was: 早在三年前，就."""
    return "早在" in "".join(before[-8:])


def _follows_at_once(before: Sequence[str]) -> bool:
    """Return whether a clause before says what had hardly been done: 话音刚落，就有一个人, 一毕业就一个人走了."""
    counted = (after in _COUNTED for each, after in pairwise(before) if each == "一")
    has_just = not {"刚", "刚刚"}.isdisjoint(before) and "，" in before[-1:]
    return has_just or not all(counted)


def _is_one_by_one(after: Sequence[str]) -> bool:
    return bool(after) and (after[0][-1] == after[0][-2:-1] or after[1:2] == after[2:3] != [])


def _is_time(here: Sequence[str]) -> bool:
    """Return whether a clause, read backwards, begins with a time: 三点, not 教学点."""
    is_noun = here[:1] == ["点"] and not segmentation.tag_of(
        here[1] if here[1:] else ""
    ).startswith("m")
    return bool(here) and here[0].endswith(_TIMES) and not is_noun


def _cai(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] == "m":
        return "no more than"
    return "certainly" if after[:1] in (["不"], ["没"]) and after[-1:] == ["呢"] else ""


def _ze(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if not here or _IF & {*before} or here[0] in _MEASURED:
        return "then"
    contrasts = len(here) < len(before) or tags[0][:1] in ("v", "d", "p")
    return "while" if contrasts and tag[:1] in ("n", "r", "s", "t", "f") else ""


FRAMES = {"就": _jiu, "才": _cai, "则": _ze}
