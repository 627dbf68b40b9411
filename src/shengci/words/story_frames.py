"""Frames that tell what words of narration mean: 笑道 "to say", 大叫一声 "(times a sound is made)", 每过一年 "to pass".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.lexicon import collocations
from shengci.words.grammar_frames import COMMAS, acts_behind, clause_after

_QUOTES = tuple("：:“「『,，")
_SMELT = frozenset("股 阵 闻 闻到 臭 刺鼻 弥漫 飘 散发 香水 汗 霉 难闻 烟 鼻子 药 血腥".split())
_UTTERING = frozenset(
    "说 问 答 回答 解释 补充 写 喊 笑 叹 回忆 感叹 抱怨 承认 反驳 警告 评论 介绍 强调 低声 大声 叫 骂 劝 赞".split()
)
_WENT_PAST = frozenset("拐 绕 穿 翻 跨 掠 飘 闪 划 驶 擦".split())
_SURPASSED = frozenset("压 盖 胜 赛 强 高 大 多".split())
_ASPECT = frozenset("了 的 着".split())
_THROUGH = frozenset("遍 下 目".split())  # 过 一 遍
_BEFORE_PASSING = frozenset("每 再 又 刚 要 想 没 才 ， 这么 这样 就这样 转眼 一晃".split())
_COUNTERS = frozenset("一 两 三 几 这 那 哪 每 四 五 十 半 多少 数".split())


def _say(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and after[0].startswith(_QUOTES) and not (before[-1:] and before[-1] in _COUNTERS):
        return "to say" if tag[:1] in ("v", "n", "r", "d", "") else ""
    ends = not after or after[0] in COMMAS
    return "to say" if ends and before[-1:] and before[-1] in _UTTERING else ""


def _object(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_time = before[-1:] and before[-1] in ("年", "天", "日", "月", "次", "回")
    if not is_time and (tag[:1] in ("m", "q") or (before[-1:] and before[-1] in _COUNTERS)):
        return "handful" if tags[0][:1] in ("n", "v", "a", "") or not after else ""
    clause = clause_after(after)
    acts = len(clause) > 1 and acts_behind(clause, tags, ("v", "a", "i", "l"))
    return "(puts the object before the verb)" if acts else ""


def _which(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" or before[-1:] in (["这"], ["那"], ["哪"]):
        return "classifier for schools, hospitals"
    return "that which" if tags[0][:1] == "v" else ""


def _cause(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if not clause or clause[0] in ("了", "过", "着", "惯"):
        return "to use"
    return "to make" if acts_behind(clause, tags, ("v", "a")) else ""


def _sound(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    counted = tag[:1] == "m" or (before[-1:] and before[-1] in _COUNTERS)
    return "(times a sound is made)" if counted else ""


def _taste(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if _SMELT & {*before, *after}:
        return ""
    return "taste" if tags[0][:1] in ("a", "d", "z", "p", "l", "i") else ""


def _someone(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] and before[-1] in ("给", "被", "叫", "让", "替", "惹", "逼", "骗", "帮"):
        return "others"
    return "person" if tag[:1] in ("m", "q", "a", "b") or before[-1:] == ["的"] else ""


def _is_beyond(verb: str, after: str) -> bool:
    """Return whether 过 behind a verb says past what somebody goes, or over whom he is: 拐过街角, 压过了它们."""
    return (verb in _WENT_PAST and after not in _ASPECT) or (verb in _SURPASSED and after == "了")


def _past(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] == ["一"] and after[1:2] and after[1] in _THROUGH and tag[:1] != "v":
        return "to go through"
    if before and after and _is_beyond(before[-1], after[0]):
        return "over"
    if after[:1] == ["得"] and tag[:1] in ("n", "r", "d", "f", ""):
        return "to live"
    if tag == "v" and tags[0][:1] == "m" and {"次", "回", "遍", "趟"} & {*after[:2]}:
        return "(marks past experience)"
    is_verb = not before or before[-1] in _BEFORE_PASSING
    spans = tags[0][:1] in ("m", "t") or after[:1] in (
        ["了"],
        ["几"],
        ["一会儿"],
        ["不久"],
        ["一阵"],
    )
    is_span = after[:1] == ["了"] and tags[1][:1] == "m"
    if not is_span and collocations.wording_with_object("过", clause_after(after)[:5]):
        return ""  # 过生日
    if (is_verb and spans) or (before[-1:] == ["一"] and not clause_after(after)):
        return "to pass"
    return "too" if tags[0][:1] == "a" and len(after) > 0 and tag[:1] in ("n", "d", "") else ""


def _without(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if not clause_after(after) or clause_after(after) == ["了"]:
        if before[-1:] in (["也"], ["都"], ["再"], ["根本"]) and not clause_after(after):
            return "there is no"
        return "not" if tag[:1] in ("v", "u") else ""
    return "not" if tags[0][:1] in ("v", "d", "p") and tags[0] != "vn" else ""


FRAMES = {
    "道": _say,
    "把": _object,
    "所": _which,
    "使": _cause,
    "声": _sound,
    "味道": _taste,
    "人": _someone,
    "过": _past,
    "没有": _without,
}
