"""Frames that tell what words of place, time and direction mean: 在背上 "on", 五年来 "for", 不在了 "to exist".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.words.grammar_frames import acts_behind, clause_after, clause_before

_FINAL = frozenset("了 吗 呢 吧 啊 呀 嘛 的".split())
_WITH_MEANS = frozenset("用 以 靠 拿 通过 凭 借 由".split())
_BEFORE_ACTIONS = frozenset("是 像 像是 好像 会 说 要 还 有的 似乎 不是 总 可能 一定 应该".split())
_WAYS = frozenset("角度 方面 方式 方法 办法 形式 手段 名义 途径 渠道 机会 时间".split())
_SERVED = tuple("碗杯份瓶盘壶包两斤点些串笼首曲")
_SENT = frozenset("发 写 打 寄 送 托 拍".split())
_LOCATED = frozenset("附近 旁边 门口 身边 周围 里面 上面 下面 对面 隔壁".split())
_WHEREABOUTS = frozenset(
    "这儿 那儿 这里 那里 哪儿 哪里 家 家里 一起 场 外地 国外 手边 眼前 那边 这边".split()
)
_WHO_ORDERS = frozenset("请 再 先 给 您 你 我 老板 服务员 每人 就".split())
_TIMES = ("年", "个月", "世纪", "天", "周", "星期", "时间", "日子", "多年")
_WEATHER = ("雨", "雪", "冰雹", "霜", "露")
# What one is "in" where Chinese says 上: print, meetings, courses, and what is abstract.
_IN = (
    "会", "会议", "大会", "课", "课堂", "报", "报纸", "书", "杂志", "世界", "社会", "历史", "事实", "理论", "信", "新闻", "生活", "工作",
    "经济", "技术", "思想", "精神", "数量", "程度", "意义", "原则", "政治", "法律", "市场", "国际", "婚礼", "学术", "文章", "镇", "村", "城",
    "天", "实际", "本质", "心理", "形式", "方向", "战略", "外交", "比赛", "传统", "学习", "事业", "感情", "文化", "医学", "科学",
)  # fmt: skip
_GOING_ON = frozenset("都 也 还 一直 正 仍 总 总是 仍然".split())  # 都在研究鸟
_UNDER_WAY = frozenset("正在 正 还在 仍在 还 仍".split())
_NEXT = frozenset(
    "一 个 周 半 月 次 回 届 班 站 学期 星期 礼拜 一次 一个 一步 半年 半场 一代".split()
)
_WEEK = ("周", "星期", "礼拜")
_PARTS = tuple("颈背脑腰门院排半轮腿座盖窗")
LOCALISERS = frozenset("附近 旁边 门口 门前 身边 周围 里 上 下 中 内 外 前 后 旁 边 间 时 时候 期间 之前 之后 里面 上面 下面 方面".split())  # fmt: skip


def _at(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if after[1:2] == ["了"] and tags[0][:1] == "v" and "的" in clause[2:]:
        return "in"  # 在创造了这个词的瑞典: what is over does not go on
    behind_verb = tag[:1] in ("v", "a") and before[-1] not in _BEFORE_ACTIONS
    if behind_verb and clause:
        return "in"
    if (
        clause
        and clause[0] in ("哪儿", "哪里", "哪")
        and clause[1:2] in ([], ["都"], ["也"], ["呢"])
    ):
        return "to be"
    if _is_whereabouts(before, clause, tag, tags):
        return "to be"
    if not clause or clause[0] in _FINAL:
        is_gone = clause[:1] == ["了"] and before[-1:] in (["不"], ["已经"], ["已"])
        return "to exist" if is_gone else "to be"
    goes_on = tags[0] == "vn" and before[-1:] and before[-1] in _GOING_ON
    acts = tags[0] == "v" or goes_on or after[:1] == ["等"]
    is_place = any(
        word in LOCALISERS and not (word in ("上", "下") and tags[i] == "v")
        for i, word in enumerate(clause[1:])
    )
    is_verbal = acts and not is_place and not behind_verb
    return "(marks an action in progress)" if is_verbal else ""


def _is_whereabouts(
    before: Sequence[str], clause: Sequence[str], tag: str, tags: Sequence[str]
) -> bool:
    """Return whether 在 behind an adverb is the verb of its clause, which ends with a place: 学校就在附近."""
    is_place = clause[-1:] and (clause[-1] in _WHEREABOUTS or clause[-1] in _LOCATED)
    acts = any(each[:1] in ("v", "d", "p") for each in tags[: len(clause)])
    return bool(is_place) and not acts and tag == "d" and before[-1:] != ["正"]


def _come(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    last = here[0] if here else ""
    if last.endswith(("十", "百", "千")) and tag[:1] == "m" and after:
        return "about"
    begins = not clause_after(after) or tags[0][:1] in ("r", "d", "m")
    if last.endswith(_TIMES) and len(here) < 5 and begins:
        return "for"
    is_served = tags[0][:1] == "m" and "".join(after[:2]).endswith(_SERVED)
    if last in _WHO_ORDERS and (is_served or (after[:1] and after[0] in _SERVED)):
        return "to bring"
    if tag[:1] == "a" and clause_after(after)[:1] in ([], ["的"], ["了"]):
        return "to come"  # 新来的
    has_means = bool(_WITH_MEANS & {*here[1:]}) or last in _WAYS
    is_sent = not _SENT.isdisjoint(here[1:5]) and tag[:1] == "n"  # 发短信来要钱
    return "to" if tags[0] == "v" and len(here) > 1 and (has_means or is_sent) else ""


def _on(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] == ["之"]:
        return "above"
    if tags[0][:1] == "m" and after[0].startswith(("千", "百", "万", "亿", "十")):
        return "up to"
    if before and before[-1] in _IN and (tag[:1] != "v" or before[-1] == "会"):
        return "in"
    if "在" in before[-5:-1] and tag[:1] in ("n", "v", "s") and after[:1] not in (["了"], ["过"]):
        return "on"
    if not clause_before(before)[:1] and after[:1] and after[0] in _NEXT:
        return "last"
    is_verb = tags[0][:1] in ("n", "r", "m", "s") or after[:1] in (["了"], ["过"], ["着"], ["个"])
    return "on" if tag[:1] == "n" and not is_verb else ""


def _down(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if here[:1] == ["之"]:
        return "under"
    if here[:1] and here[0] in ("不", "得") and len(here) > 1:
        return "down"
    if tag[:1] == "m":
        return "time"
    is_subject = before[-1:] and before[-1].endswith(_WEATHER)
    is_of_weather = any(w.endswith(_WEATHER) for w in before) and (tag[:1] != "n" or is_subject)
    if is_of_weather and (
        clause_after(after)[:1] in ([], ["了"], ["着"], ["得"]) or "越" in here[:1]
    ):
        return "to fall"
    if "在" in here[1:] and after[:1] in ([], ["，"], [","], ["的"]) and tag[:1] in ("n", "v"):
        return "under"
    is_place = here[1:2] == ["在"] or ("在" in here[1:4] and tag[:1] == "n")
    if is_place and tags[0] == "v":
        return "under"  # 坐在树下听
    is_next = after[:1] and (after[0] in _NEXT or after[0].startswith(_WEEK))
    return "next" if is_next and tag[:1] not in ("v", "n") else ""


def _after(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and after[0].startswith(_PARTS):
        return "back"
    here = clause_before(before)
    if not here:
        return "later"
    return "after" if tag[:1] in ("v", "n", "q", "t", "u", "f", "i", "l", "m", "s") else ""


def _towards(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    acts = acts_behind(clause, tags, ("v", "p"))
    behind_verb = tag == "v" and bool(clause)
    return "towards" if acts or behind_verb else ""


def _edge(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] in ("v", "a", "d") and "边" in (*before[-4:], *after[1:5]):
        return "while"
    is_place = tag[:1] in ("n", "r", "s", "j") or after[:1] in (["的"], ["上"])
    return "side" if is_place or not clause_after(after) else ""


def _head(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_first = tags[0][:1] == "m" or after[:1] in (["几"], ["一"], ["两"], ["个"], ["天"])
    is_end = before[-1:] and before[-1] in ("这", "那", "两", "另", "另一", "一")
    return "first" if is_first and not is_end and tag[:1] not in ("v", "m", "p") else ""


def _in(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if tag[:1] == "v":
        is_going_on = not clause_after(after) and _UNDER_WAY & {*here[1:]}
        return "in progress" if is_going_on else "in" if "在" in here[1:6] else ""
    is_place = "在" in here[1:6] or "从" in here[1:6] or not after or after[:1] == ["的"]
    return "in" if tag[:1] in ("n", "s") and is_place and here[:1] != ["人"] else ""


def _room(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" or before[-1:] in (["这"], ["那"], ["哪"], ["每"]):
        return "classifier for rooms"
    return "between" if tag[:1] in ("n", "t", "q", "s") and before[-1:] != ["房"] else ""


def _inside(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] and before[-1].endswith(("夜", "晚")):
        return "in"  # 半夜里: jieba has 半夜 for a numeral
    if before[-1:] and before[-1] in ("年", "月", "天", "日", "周"):
        return "in"
    if before[-1:] and before[-1] in MEASURE_WORDS:
        return "in"
    if tag[:1] == "m":
        return "li"
    return "in" if tag[:1] in ("n", "q", "t", "s", "r", "f", "v") else ""


FRAMES = {
    "在": _at,
    "来": _come,
    "上": _on,
    "下": _down,
    "后": _after,
    "中": _in,
    "里": _inside,
    "间": _room,
    "边": _edge,
    "向": _towards,
    "头": _head,
}
