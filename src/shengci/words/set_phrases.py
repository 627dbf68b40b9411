"""Set phrases told by the words right beside a word: 一家接一家 "to follow", 以 … 为由 "reason", 拐过街角 "over".

They go before the frames of grammar, which see farther and know less. Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.words import corpora
from shengci.words.grammar_frames import clause_after, clause_before

_SPOKEN_OF = frozenset("问 说 谈 聊 讲 提 记 想 忆 唱 哼 回忆 谈论".split())  # 问起 谁
_WENT_PAST = frozenset("拐 绕 穿 翻 跨 掠 飘 闪 划 驶 擦".split())  # 拐过 街角
_SURPASSED = frozenset("压 盖 胜 赛 强 高 大 多".split())  # 压过 它们
_ASPECT = frozenset("了 的 着".split())
_THROUGH = frozenset("遍 下 目".split())  # 过 一 遍
_COMPARED = frozenset("多 少 大 小 高 低 好 快 慢 长 短 远 早 晚 贵 强 重".split())
_CLOCK = frozenset("到 是 在 上午 下午 早上 凌晨 晚上 中午 夜里".split())
_STOPS_BEFORE = frozenset("到 进 出 过 靠 离 各 每 该".split())
_STOPS_BEHIND = frozenset("时 的 了 后 前 以后 之前 之后".split())
_ONLY = frozenset("只是 不是 就是 还是 有".split())
_REACHED = frozenset("已 已经 足 约 大约 将近 近 至今".split())
_OWNED = frozenset("的 权 者".split())  # 所有 权
_ABOUT_TO_ARRIVE = frozenset("就 已 已经 才 刚 终于 快".split())
_CAREFULLY = frozenset("反复 认真 努力 主动 慢慢 仔细 用心".split())
_LASTING = frozenset("望 看 盯 等 听 坐 睡 忙 聊".split())  # 一直 望 到, not 走 到
_PINNED = frozenset("着 在 上".split())


def _follow(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    counted = list(before[-2:-1]) == ["一"] and before[-1] in MEASURE_WORDS
    rest = list(after[1:] if after[:1] == ["着"] else after)
    return "to follow" if counted and rest[:1] == ["一"] else ""


def _reason(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "reason" if list(before[-1:]) == ["为"] and "以" in before else ""


def _seat(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_counting = list(before[-1:]) and before[-1] in _ONLY and tags[0][:1] in ("n", "a")
    return "classifier for buildings, mountains" if is_counting else ""


def _bit(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if list(before[-1:]) != ["一"] or len(before) < 2 or before[-2] in _CLOCK:
        return ""
    return "a little" if corpora.tag_of(before[-2])[:1] in ("a", "v") else ""


def _more(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if list(before[-1:]) == ["注定"]:
        return "will"
    is_degree = bool(clause) and (clause[0] in _COMPARED or tags[0][:1] == "a")
    by_how_much = clause[1:2] == ["得"] or "倍" in clause[1:4] or clause[1:2] in (["一些"], ["几"])
    return "(stresses a comparison)" if is_degree and by_how_much else ""


def _up(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "up" if before and before[-1] in _SPOKEN_OF else ""


def _arrive(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    arrived = len(clause) == 2 and clause[1] == "了" and tags[0][:1] in ("n", "s")
    return "to arrive" if arrived and before and before[-1] in _ABOUT_TO_ARRIVE else ""


def _in(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """在 before what is over (在创造了这个词的瑞典) is no sign of what goes on."""
    has_happened = list(after[1:2]) == ["了"] and tags[0][:1] == "v"
    return "in" if has_happened and "的" in clause_after(after)[2:] else ""


def _from(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "from" if list(after[:2]) == ["一", "开始"] else ""


def _first(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "first" if list(before[-1:]) == ["从"] and list(after[:1]) == ["开始"] else ""


def _pin(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_place = bool(after) and after[0] in _PINNED and tag[:1] in ("f", "n", "s", "")
    return "to pin" if is_place and before else ""


def _past(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if list(after[:1]) == ["一"] and after[1:2] and after[1] in _THROUGH and tag[:1] != "v":
        return "to go through"
    behind = after[0] if after else ""
    if before and before[-1] in _WENT_PAST and behind and behind not in _ASPECT:
        return "over"
    return "over" if before and before[-1] in _SURPASSED and behind == "了" else ""


def _to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to" if before and before[-1] in _CAREFULLY and tags[0][:1] == "v" else ""


def _keep(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_watching = bool(after) and after[0] in _LASTING
    return "all along" if is_watching and list(after[1:2]) == ["到"] else ""


def _stop(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    ends = not clause_after(after) or after[0] in _STOPS_BEHIND
    return "station" if ends and before and before[-1] in _STOPS_BEFORE else ""


def _all(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_of_what = bool(after) and tags[0][:1] == "n" and after[0] not in _OWNED
    return "all" if is_of_what and not {"为", "归"} & {*clause_before(before)[:3]} else ""


def _reach(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to reach" if before and before[-1] in _REACHED and tags[0][:1] == "m" else ""


def _pair(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "pair" if tag[:1] == "m" and tags[0][:1] not in ("m", "") else ""


def _in_vain(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_done = bool(after) and tags[0][:1] == "v" and (not before or tag[:1] in ("r", "n", "d", "v"))
    return "for nothing" if is_done else ""


def _again(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_redone = bool(after) and len(after[0]) == 1 and tags[0] == "v" and tag[:1] not in ("d", "n")
    return "again" if is_redone and after[0] not in _ASPECT else ""


_PHRASES = {
    "重": _again,
    "白": _in_vain,
    "接": _follow,
    "由": _reason,
    "座": _seat,
    "点": _bit,
    "要": _more,
    "起": _up,
    "到": _arrive,
    "在": _in,
    "从": _from,
    "一": _first,
    "别": _pin,
    "过": _past,
    "去": _to,
    "一直": _keep,
    "站": _stop,
    "所有": _all,
    "有": _reach,
    "对": _pair,
}


def has_phrases(word: str) -> bool:
    """Return whether a set phrase is known for a word."""
    return word in _PHRASES


def wording_asked(
    word: str, before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]
) -> str:
    """Return the wording of a usual sense that the words right beside a word ask for, "" where they ask for none.

    `tag` is that of the word before, `tags` those of the words behind, two "" at least.
    """
    phrase = _PHRASES.get(word)
    return phrase(before, after, tag, tags) if phrase else ""
