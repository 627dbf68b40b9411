"""Frames of grammar that tell what one word means: 连 … 也, 又 … 又, 先 … 再, 才 before a number.

Each is a function of the sentence's words before the word and behind it, the tag of the word before it and
the tags of those behind, two "" at least; it returns a wording of the word's usual senses, "" where it asks for none.
"""

from collections.abc import Sequence
from itertools import takewhile

COMMAS = frozenset("，,：:、—")
_ANYONE = frozenset(
    "谁 什么 哪 哪儿 哪里 哪个 怎么 怎样 多少 任何 一点 一点儿 丝毫 半点 半点儿".split()
)
_EVEN_IF = frozenset("即使 哪怕 就算 即便 再 纵使 就是".split())
NEGATION = frozenset("不 没 没有 无 别 不会 不能 未".split())
_THEN = frozenset("再 然后 后 才 接着 随后 最后".split())
_AFTER = frozenset("以后 之后 后 完 等 然后 先".split())
_SIZES = frozenset("高 长 大 深 重 宽 远 厚 多 粗".split())
_THAT_MUCH = frozenset("这么 那么 半 一半 这样 那样".split())
_IN_ADDITION = frozenset("不但 不仅 不光 不只 不单 除 除了 另外 此外 同时".split())
_AFTER_THOUGH = frozenset(
    "成 成了 让 使 显得 省 有 是 能 会 想 要 像 挺 很 也 真 还 可以 好 觉得 希望 愿意".split()
)
_LANGUAGES = ("语", "话", "语言", "文", "方言")
_LATER = frozenset(
    "上午 下午 第二天 次日 明天 后天 明年 下次 下周 改天 回头 晚上 今后 将来 等会儿 待会儿".split()
)
_STILL = frozenset(
    "没 没有 未 在 不 是 活 剩 留 记得 从来 从没 从未 从来没 从来不 从来没有".split()
)
_PASSABLE = frozenset("可以 行 不错 好 算 过得去".split())
_STRESSED = frozenset(
    "明白 清楚 急 是 聪明 高兴 不 没 没有 不是 不能 不会 不想 真 别 得 好 难 要 多 千万".split()
)
_CONTRASTED = frozenset(
    "总得 总 总不能 有 没 没有 不是 看 要 到 等 能 会 真 谁 偏偏 听 没想到 走".split()
)
_URGED = frozenset("别 千万 得 不要".split())
_RETORTED = frozenset("什么 怎么 怎样 何 何必 谁 哪".split())
_BARE = frozenset("话 饭 头 水 觉 看 想 问 动 招呼 声 字 门 听".split())  # 话都不说, 看都没看
_SKILLS = frozenset(
    "喝酒 抽烟 游泳 开车 做饭 做菜 骑车 下棋 打牌 唱歌 跳舞 画画 弹琴 写字 认字 滑冰 滑雪 打球 英语 汉语 中文 英文 炒菜 织毛衣".split()
)
_DIRECTIONS = frozenset("往 向 朝 通".split())
_MOVES = frozenset("走飞奔开通到往去达射扑冲插升降")  # 直飞 is straight, 直哭 without end
_LASTING = frozenset("望 看 盯 等 听 坐 睡 忙 聊".split())  # 一直 望 到, not 走 到
_REACHED = frozenset("已 已经 足 约 大约 将近 近 至今".split())
_OF_ADDRESS = frozenset("为 作 呼 之为 其 赞".split())


def clause_before(before: Sequence[str]) -> list[str]:
    """Return the words of a clause before a word, the nearest first."""
    return list(takewhile(lambda word: word not in COMMAS, reversed(before)))


def clause_after(after: Sequence[str]) -> list[str]:
    """Return the words of a clause behind a word."""
    return list(takewhile(lambda word: word not in COMMAS, after))


def acts_behind(
    clause: Sequence[str], tags: Sequence[str], kinds: tuple[str, ...] = ("v",)
) -> bool:
    """Return whether a word of a clause behind its first is a verb, or of other kinds, by the first letter of its tag."""
    return any(tag[:1] in kinds for tag in tags[1 : len(clause)])


def _ye(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = {*clause_before(before)}
    denied = bool(NEGATION & {*after[:3]}) or any("不" in word for word in after[:2])
    denied = denied or after[0:1] == ["没用"]
    near = clause_before(before)[:3]
    one = any(word.startswith("一") and len(word) <= 3 for word in near) and denied
    if (
        "连" in here
        or one
        or near[:1] in (["死"], ["打死"])
        or (near[:1] == ["头"] and denied)  # 头也不抬
        or (here & _ANYONE and denied)
        or (_EVEN_IF & {*before})
    ):
        return "even"
    return ""


def _dou(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    one = any(word.startswith("一") and len(word) <= 2 for word in here[1:4])
    if "连" in here or (one and after[:1] and after[0] in NEGATION):
        return "even"
    if here[:1] and here[0] in _BARE and after[:1] and after[0] in NEGATION:
        return "even"
    is_time = tags[0][:1] in ("m", "t") or after[:1] in (["快"], ["几"])
    is_time = is_time or after[:2] in (["什么", "时候"], ["这", "时候"])
    return "already" if is_time and clause_after(after)[-1:] == ["了"] else ""


def _dao(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] == ["着"] and tags[1][:1] == "v":
        return "to go back"
    if after[:1] and after[0] in ("吸", "抽", "流", "退", "灌", "贴"):
        return "to go back"
    is_adverb = after[:1] and (after[0] in _AFTER_THOUGH or after[0].startswith(("不", "没")))
    return "but" if is_adverb else ""


def _ke(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and (after[0] in _URGED or (before and after[0] in ("不少", "就", "真"))):
        return "really"
    if not clause_before(before):
        contrasts = tags[0][:1] in ("r", "n", "c", "t", "d", "p", "a")
        return "but" if contrasts or (after[:1] and after[0] in _CONTRASTED) else ""
    is_stressed = after[:1] and (after[0] in _STRESSED or after[0].startswith("不"))
    if tag[:1] in ("r", "n", "f", "s") and is_stressed:
        return "really"
    clause = clause_after(after)
    return "really" if tag[:1] == "r" and clause[-1:] == ["了"] and len(clause) <= 3 else ""


def _ji(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if {"又", "也", "且", "是"} & {*after[1:]}:
        return "both ... and"
    return "since" if {"就", "那", "那么", "则", "便", "何必"} & {*after} else ""


def _total(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    of_all = before[-1:] in (["占"], ["的"], ["其"]) or (tags[0][:1] == "n" and tags[0] != "nr")
    return "total" if of_all else ""


def _say(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and after[0] in COMMAS:
        return "to say"
    return "to call" if after[:1] and after[0] in _OF_ADDRESS else ""


def _quite(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if not after or after[0] in ("于", "的", *COMMAS):
        return ""
    return "quite"


def _no_more(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    counts = tags[0][:1] == "m" or after[:1] == ["是"]
    if before and not clause_before(before):
        return "but"
    return "no more than" if clause_before(before) and counts else ""


def _straight(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and after[0] in _LASTING and after[1:2] == ["到"]:
        return "all along"
    to_place = after[1:2] == ["到"] and tags[2][:1] not in ("m", "t")
    return "straight" if after[:1] and (after[0] in _DIRECTIONS or to_place) else ""


def _separately(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "in addition" if tags[0][:1] == "v" else ""


def _short_of(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to be short of" if tags[0][:1] == "m" else ""


def _keep(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    moves = bool(after) and not _MOVES.isdisjoint(after[0])
    return "continuously" if tags[0][:1] == "v" and not moves else ""


def _one_by_one(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_repeated = len(before) > 1 and list(before[-2:]) == list(after[:2])
    return "to follow" if is_repeated or (before and [*before[-1:]] == [*after[:1]]) else ""


def _side(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "side" if before[-1:] and before[-1] in ("哪", "那", "这", "两", "另", "另一") else ""


def _meanwhile(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    acts = tags[0][:1] in ("v", "a", "d", "p", "i", "l") and after[0] != "是"
    return _side(before, after, tag, tags) or ("while" if acts else "")


def _leave(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to keep" if after[:1] == ["着"] else "to leave" if after[:1] == ["给"] else ""


def _know_how(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] == ["，"] and after[:1] == ["，"]:
        return "will"
    speaks = after[:1] in (["说"], ["讲"]) and clause_after(after)[-1].endswith(_LANGUAGES)
    return (
        "can" if speaks or after[:2] == ["说", "的"] or (after[:1] and after[0] in _SKILLS) else ""
    )


def _capable(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_judged = before[-1:] and before[-1] in ("很", "真", "太", "挺", "最", "不太", "更")
    if is_judged and not clause_after(after)[:1]:
        return "capable"
    ends = clause_after(after)[:1] in ([], ["了"], ["是"], ["吗"], ["吧"], ["的"])
    return "OK" if ends and tag[:1] in ("", "d", "v", "c", "r", "y", "n") else ""


def _you_again(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] == ["了"] and tags[0][:1] == "v":
        return "again"  # 看了又看, 叠好了又放回去
    is_asked = after[:1] in (["有"], ["能"], ["何"]) and bool(_RETORTED & {*after[1:4]})
    how_many = after[:1] in (["有"], ["能"]) and bool({"几", "多少"} & {*after[1:3]})
    is_asked = is_asked or (how_many and after[-1:] != ["了"])
    is_asked = is_asked or (after[:1] == ["是"] and bool(_RETORTED & {*after[1:2]}))
    if after[:1] == ["不是"] or is_asked:
        return "(stresses a denial or a question)"
    if after[:1] == ["以"]:
        return "also"  # 其中又以年轻人最多
    near = "又" in before[-5:] or "又" in after[1:5]
    if near or "既" in before:
        return "both ... and"
    goes_on = len(clause_before(before)) < len(before) and _is_denied(after)
    return "also" if goes_on else ""


def _is_denied(after: Sequence[str]) -> bool:
    """Return whether a clause goes on with what is not, or cannot be: 不想, 出 不 来, 找不到."""
    return not NEGATION.isdisjoint(after[:2]) or (bool(after) and after[0][1:2] == "不")


def _xian(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] and before[-1] in ("已", "已经", "就", "便") and tags[0][:1] in ("v", "a"):
        return "first"
    return "first" if _THEN & {*after[1:]} and tags[0][:1] in ("v", "p", "d", "a", "n") else ""


def _zai(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] in (["不"], ["没"], ["没有"], ["别"], ["不能"]) or after[:1] == ["也"]:
        return "any more"
    is_denied = after[:1] and after[0].startswith(("不", "没"))
    if is_denied and ("就" in after or after[0][0] == "没" or clause_after(after)[-1:] == ["了"]):
        return "any more"
    if (
        after[:1] in (["多"], ["少"])
        and tags[1][:1] in ("n", "u")
        and {"也", "都", "又"} & {*after}
    ):
        return "no matter how"
    if "比" in clause_before(before) or (after[:1] and after[0] in ("多", "少")):
        return "more"
    if tags[0][:1] == "a":
        clause = clause_after(after)[1:]
        if {"也", "都", "还"} & {*after[1:]}:
            return "no matter how"
        return "more" if clause[:1] and clause[0] in ("一点", "一点儿", "点", "些", "一些") else ""
    if tags[0][:1] not in ("v", "p", "d") and after[:1] != ["过"]:
        return ""
    if not _AFTER & {*before} and (tags[1][:1] == "m" or after[1:2] in (["一会"], ["一会儿"])):
        return "more"
    has_done = not {"了", "过"}.isdisjoint(clause_before(before)[1:])
    return (
        "then" if has_done or _AFTER & {*before} or (before[-1:] and before[-1] in _LATER) else ""
    )


def _gai(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] in ("d", "z"):
        return "should"
    is_wondered = after[:1] and after[0] in ("怎么", "怎样", "如何", "往", "从", "由", "谁")
    acts = tags[0][:1] in ("v", "p", "d") and tags[0] != "vn"
    return "should" if acts or is_wondered else ""


def _have(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before and before[-1] in _REACHED and tags[0][:1] == "m":
        return "to reach (a size or age)"
    clause = clause_after(after)[:7]
    size = next((i for i, word in enumerate(clause) if word in _SIZES), 0)
    counted = any(word in _THAT_MUCH or tags[i] == "m" for i, word in enumerate(clause[:size]))
    ends = clause[size + 1 : size + 2] in ([], ["了"], ["的"])
    return "to reach (a size or age)" if size and counted and ends else ""


def _also(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if "比" in here:
        return "even"
    if after[:1] == ["算"]:
        return "fairly"
    if after[:1] and after[0] in ("特意", "特地", "专门", "亲自", "主动", "不忘"):
        return "also"
    if (after[:1] and after[0] in _STILL) or (before and not here and {"都", "了"} <= {*before}):
        return "still"
    if _IN_ADDITION & {*before} or (before and not here and after[:1] != ["有点"]):
        return "also"
    return "fairly" if after[:1] and after[0] in _PASSABLE and len(clause_after(after)) <= 2 else ""


def _originally(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    begins = not clause_before(before) and after[:1] == ["是"]
    return "so" if begins and not {"现在", "后来", "如今"} & {*after} else ""


FRAMES = {
    "也": _ye, "都": _dou, "又": _you_again, "先": _xian, "再": _zai, "该": _gai, "有": _have,
    "还": _also, "原来": _originally, "倒": _dao, "可": _ke, "既": _ji,
    "总": _total, "称": _say, "相当": _quite, "不过": _no_more, "一直": _straight, "另": _separately, "行": _capable,
    "留": _leave, "会": _know_how, "差": _short_of, "直": _keep, "接": _one_by_one, "一边": _meanwhile,
}  # fmt: skip
