"""Frames of a few verbs and auxiliaries that are everywhere: 要想…就 "if", 给他讲 "for", 没回 "to return", 一看 "as soon as".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar_frames import NEGATION, acts_behind, clause_after, clause_before

_CONCLUDED = frozenset("就 得 必须 便 那 只能 需 需要 也 还 应该 先 才 可以".split())
_SUPPOSED = ("想", "说", "论")
_ASKED_OF = ("说", "看", "讲")  # 要我说, 要我看
_SOON = frozenset(
    "简直 几乎 差点 快 就 即将 马上 眼看 迟早 早晚 看样子 看来 看起来 听说 据说 似乎 好像 明年 后年".split()
)
_COMPARED = frozenset("多 少 大 小 高 低 好 快 慢 长 短 远 早 晚 贵 强 重".split())
_SPOKEN_OF = frozenset("问 说 谈 聊 讲 提 记 想 忆 唱 哼 回忆 谈论".split())  # 问起 谁
_PINNED = frozenset("着 在 上".split())
_NEVER_SOON = frozenset("是 有 不".split())
_PEOPLE = frozenset(
    "我 你 您 他 她 我们 你们 他们 她们 咱们 大家 人 人家 孩子 学生 员工 别人".split()
)
_BODY = tuple("头手眼脚腿腰嘴脸心肩眉")
_RESULTS = frozenset("了 住 出来 走 见 着 到".split())
_FARTHEST_SOON = 7  # words from 要 to the 了 that ends its clause
_BEFORE_GIVING = frozenset("要 想 会 能 去 来 没有 可以".split())
_OCCASIONS = frozenset("这 那 上 下 每 头 第 几 哪 好几".split())
_ANSWERED = ("信", "电话", "短信", "邮件", "消息", "微信")
_TIMES = ("月", "年", "日", "号", "周", "天", "今", "期", "时")
_DEALT_WITH = frozenset("来 去 当 做 作 跟 和 与 比 开 没 没有 换".split())


def _want(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here, clause = clause_before(before), clause_after(after)
    if before[-1:] == ["注定"]:
        return "will"
    if not clause:
        return ""
    if _is_by_how_much(clause, tags[0]):
        return "(stresses a comparison)"
    if _is_condition(here, clause, after[len(clause) + 1 :]):
        return "if"
    if clause[0] == "比" or ("比" in here and tags[0][:1] == "a"):
        return "(stresses a comparison)"
    if clause[0] in _PEOPLE and len(clause) > 1 and tags[1][:1] in ("v", "d", "p"):
        return "to ask someone to" if clause[1] not in _ASKED_OF else "if"
    acts = tags[0][:1] in ("v", "a", "p", "d", "i", "l")
    is_new = 1 < len(clause) <= _FARTHEST_SOON and clause[-1] == "了"
    if acts and clause[0] not in _NEVER_SOON and (is_new or _SOON & {*here[:3]}):
        return "to be going to"
    return ""


def _is_by_how_much(clause: Sequence[str], tag: str) -> bool:
    """Return whether 要 says how much more something is: 可能性要大得多, 座位要多一倍."""
    is_degree = clause[0] in _COMPARED or tag[:1] == "a"
    return is_degree and (clause[1:2] in (["得"], ["一些"], ["几"]) or "倍" in clause[1:4])


def _is_condition(here: Sequence[str], clause: Sequence[str], then: Sequence[str]) -> bool:
    """Return whether 要, with one word before it at most, puts what the next clause concludes from: 要想赢，就得…."""
    if len(here) > 1 or clause[0] == "的" or not _CONCLUDED & {*then[:4]}:
        return False
    is_denied = clause[0].startswith(("不", "没")) and clause[1:2] != ["要"]
    is_said_to_one = here[:1] and here[0] in ("你", "您", "谁", "真") and "就" in then[:3]
    return clause[0] in _SUPPOSED or is_denied or bool(is_said_to_one)


def _give(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "v" and before[-1] not in _BEFORE_GIVING:
        return "for"  # 卖给, 交给
    if after[:1] in (["人"], ["人家"]) and not _RESULTS.isdisjoint(after[2:4]):
        return "by"  # 给人抓住了
    is_passive = tag[:1] == "n" or bool({"把", "被", "让", "叫"} & {*before})
    if tags[0][:1] == "v" and is_passive:
        return "by"
    return "for" if _is_done_for(clause_after(after), tags) else ""


def _is_done_for(clause: Sequence[str], tags: Sequence[str]) -> bool:
    """Return whether somebody behind 给 has something done for them: 给他讲故事, not 给他一天时间 or 给他钱."""
    if tags[0][:1] not in ("r", "n", "s"):
        return False
    for i in range(1, len(clause)):
        if tags[i][:1] in ("m", "q") or (tags[0] == "r" and i == 1 and tags[i] == "n"):
            return False
        if tags[i][:1] in ("v", "d", "p") and tags[i] != "vn":
            return True
    return False


def _return(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" or (before[-1:] and before[-1] in _OCCASIONS):
        return "time" if before[-1] in _OCCASIONS else ""
    is_behind_verb = tag[:1] == "v" and before[-1] not in NEGATION
    if is_behind_verb or any(word.endswith(_ANSWERED) for word in after[:4]):
        return ""
    return "to return" if after else ""


def _come_out(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to happen" if after[:1] == ["在"] and tag[:1] in ("v", "d", "n") else ""


def _take(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    acts = acts_behind(clause, tags, ("v", "p"))
    return "" if acts or not clause or _DEALT_WITH & {*clause} else "to take"


def _once(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] == ["从"] and after[:1] == ["开始"]:
        return "first"
    here, clause = clause_before(before), clause_after(after)
    is_moved = bool({"把", "将"} & {*here}) or "".join(here[:1]).endswith(_BODY)
    is_sudden = not {"突然", "忽然", "猛地", "猛"}.isdisjoint(here[:2])
    is_sudden = is_sudden or (len(clause) == 2 and clause[1].endswith(_BODY))
    follows = not {"就", "便", "都", "也", "才"}.isdisjoint(after)
    is_sudden = (is_sudden and not follows) or (is_moved and len(clause) == 1)
    return "all at once" if is_sudden else "as soon as"


def _entrust(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_person = after[:1] and (after[0] in _PEOPLE or tags[0] == "nr")
    return "to ask" if is_person and tags[1][:1] in ("v", "p", "d") else ""


def _from(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before and before[-1] in _SPOKEN_OF:
        return "up"
    is_time = tag[:1] == "t" or (before[-1:] and before[-1].endswith(_TIMES))
    begins = not {"从", "自"}.isdisjoint(clause_before(before)[:6])
    return "from" if is_time and (begins or not tags[0].startswith("v")) else ""


def _rent(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_regular = before[-1:] and before[-1] in ("月", "年", "日", "房", "地")
    return "rent" if is_regular and tags[0][:1] not in ("n", "r") else ""


def _do_not(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before and after and after[0] in _PINNED and tag[:1] in ("f", "n", "s", ""):
        return "to pin"  # 耳朵后面别着一朵玫瑰
    return "don't" if tags[0][:1] in ("v", "d", "p", "a", "i") else ""


_OPENED = {
    "花": "to bloom",
    "水": "to boil",
    "锅": "to boil",
    "汤": "to boil",
    "粥": "to boil",
    "门": "to open",
    "窗": "to open",
}


def _open(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 开 behind what opens, blooms or boils, where nothing stands behind it: 花开了."""
    last = (clause_before(before) or [""])[0]
    alone = clause_after(after)[:1] in ([], ["了"], ["着"], ["的"], ["后"], ["以后"])
    return _OPENED.get(last[-1:], "") if alone else ""


def _let_go(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_person = after[:1] and after[0] in _PEOPLE and after[0] != "学生"
    return "to let go" if is_person else ""


FRAMES = {
    "要": _want,
    "给": _give,
    "回": _return,
    "出": _come_out,
    "拿": _take,
    "一": _once,
    "开": _open,
    "放": _let_go,
    "别": _do_not,
    "租": _rent,
    "托": _entrust,
    "起": _from,
}
