"""Frames that tell what 不 and 得 mean between a verb and its result: 看不清 "can't", 坚持得住 "can".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar import DIRECTIONS
from shengci.words.grammar_frames import clause_before

_ABLE = frozenset("能 会 可以 想 要 敢 肯 该 应该 愿意 能够 必 用 得".split())
_LEADING = DIRECTIONS | frozenset("来 去 上 下 出 起 进 过 开 回 到".split())
_RESULTS = frozenset("住 动 着 了 完 见 成 掉 及 惯 懂 清 透 赢 准 清楚 明白".split())
_CAN = frozenset("住 起 下 了 着 动 出 上 过 见 及 开 进 完".split()) | DIRECTIONS
_NO_VERBS = frozenset(
    """是 有 在 想 要 会 能 可 敢 该 肯 去 来 没 像 让 使 令 给 把 被 用 对 从 向 往 跟 和 为 由 得 就 也 都 还 再 又 连 不 很 真 太
    刚 正 快 先 才 便 应 需 愿 好 可以 一直 从来 并 却 总 只 我 你 他 她 它 谁 劝 请""".split()
)
_SPEAKING = frozenset("说 讲 答 问".split())  # 他说不来: he says he won't come


def _cannot(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    verb, result = before[-1] if before else "", after[0] if after else ""
    is_verb = tag[:1] in ("v", "a") and verb not in _NO_VERBS and verb != result
    if is_verb and (result in _LEADING | _RESULTS or (len(result) == 2 and result[0] == "出")):
        goes = result in ("来", "去", "进", "回", "开", "过") and verb in _SPEAKING
        if len(verb) == 1 and not goes:
            return "can't"
    is_said_before = len(verb) > 1 and verb.endswith("得")
    return "not" if is_said_before or result in _ABLE else ""


def _can(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    is_verb = bool(here) and tag[:1] in ("v", "a") and here[0] not in _NO_VERBS
    goes_on = after[1:2] and after[1] in ("不", "得")  # 累得起不来
    return "can" if is_verb and after[:1] and after[0] in _CAN and not goes_on else ""


def _unable(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "cannot" if clause_before(before) else ""


FRAMES = {"不": _cannot, "得": _can, "不了": _unable}
