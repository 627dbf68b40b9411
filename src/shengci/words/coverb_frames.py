"""Frames that tell what a preposition or a verb like one means: 变为 "into", 不在了 "to exist", 三比二 "to".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar_frames import NEGATION, clause_after, clause_before

_BECOMING = tuple("变选成分改称化视定评译转降升列设当任认作提换拆并")
_FINAL = frozenset("了 吗 呢 吧 啊 呀 嘛 的".split())
_WITH_MEANS = frozenset("用 以 靠 拿 通过 凭 借".split())
_BEFORE_ACTIONS = frozenset("是 像 像是 好像 会 说 要 还 有的 似乎 不是 总 可能 一定 应该".split())
_WAYS = frozenset("角度 方面 方式 方法 办法 形式 手段 名义 途径 渠道 机会 时间".split())
_SERVED = tuple("碗杯份瓶盘壶包两斤点些串笼首曲")
_WHO_ORDERS = frozenset("请 再 先 给 您 你 我 老板 服务员 每人 就".split())
_TIMES = ("年", "个月", "世纪", "天", "周", "星期", "时间", "日子", "多年")
_WEATHER = ("雨", "雪", "冰雹", "霜", "露")
_CAUSING = frozenset("引起 导致 造成 引发 带来 产生 决定 负责".split())
_MAKING = frozenset("组成 构成 制成 做成 合成 改编 转 变成 变 发展".split())
_WITHIN_WORDS = tuple("到至往")
# What one is "in" where Chinese says 上: print, meetings, courses, and what is abstract.
_IN = (
    "会", "会议", "大会", "课", "课堂", "报", "报纸", "书", "杂志", "世界", "社会", "历史", "事实", "理论", "信", "新闻", "生活", "工作",
    "经济", "技术", "思想", "精神", "数量", "程度", "意义", "原则", "政治", "法律", "市场", "国际", "婚礼", "学术", "文章", "镇", "村", "城",
    "天", "实际", "本质", "心理", "形式", "方向", "战略", "外交", "比赛", "传统", "学习", "事业", "感情", "文化", "医学", "科学",
)  # fmt: skip
_NEXT = frozenset(
    "一 个 周 半 月 次 回 届 班 站 学期 星期 礼拜 一次 一个 一步 半年 半场 一代".split()
)
_SEEMING = frozenset("是 要 有 在 没 没有 不 会 怕 受 出 做".split())
_LISTED = frozenset("这样 这些 那样 那些 之类 等 等等 这类".split())
_COUNTED_IN = frozenset("算 带 加 包括 一共 在内 共".split())


def _for(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if here and here[0].startswith(_BECOMING) and len(here[0]) <= 2 and tag[:1] != "n":
        return "into"
    if "所" in after[1:6]:
        return "by"
    is_clause = tags[0][:1] == "m" and tag[:1] in ("n", "q", "v", "m")
    return "to be" if is_clause or "以" in here[1:6] else ""


def _at(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    behind_verb = tag[:1] in ("v", "a") and before[-1] not in _BEFORE_ACTIONS
    if behind_verb and clause:
        return "in"
    if not clause or clause[0] in _FINAL:
        is_gone = clause[:1] == ["了"] and before[-1:] in (["不"], ["已经"], ["已"])
        return "to exist" if is_gone else "to be"
    acts = tags[0] == "v" or after[:1] == ["等"]
    is_verbal = acts and not LOCALISERS & {*clause[1:]} and not behind_verb
    return "(marks an action in progress)" if is_verbal else ""


def _come(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    last = here[0] if here else ""
    if last.endswith(("十", "百", "千")) and tag[:1] == "m" and after:
        return "about"
    begins = not clause_after(after) or tags[0][:1] in ("r", "d")
    if last.endswith(_TIMES) and len(here) < 5 and begins:
        return "for"
    is_served = tags[0][:1] == "m" and "".join(after[:2]).endswith(_SERVED)
    if last in _WHO_ORDERS and (is_served or (after[:1] and after[0] in _SERVED)):
        return "to bring"
    has_means = bool(_WITH_MEANS & {*here[1:]}) or last in _WAYS
    return "to" if tags[0] == "v" and len(here) > 1 and has_means else ""


def _than(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" and tags[0][:1] == "m":
        return "to"
    return "" if clause_after(after)[:1] not in ([], ["起来"], ["一下"], ["了"]) else "to compare"


def _by(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if _CAUSING & {*clause}:
        return "by"
    if _MAKING & {*clause} or any(word.endswith(_WITHIN_WORDS) for word in clause[1:4]):
        return "from"
    return "by" if any(each[:1] == "v" for each in tags[1 : len(clause)]) else ""


def _on(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] == ["之"]:
        return "above"
    if before and before[-1] in _IN and (tag[:1] != "v" or before[-1] == "会"):
        return "in"
    if "在" in before[-5:-1] and tag[:1] in ("n", "v", "s") and after[:1] not in (["了"], ["过"]):
        return "on"
    return "last" if not clause_before(before)[:1] and after[:1] and after[0] in _NEXT else ""


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
    return "next" if after[:1] and after[0] in _NEXT and tag[:1] not in ("v", "n") else ""


def _like(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if not here:
        return "like" if _LISTED & {*after} else ""
    return "to seem" if after[:1] and after[0] in _SEEMING else ""


def _even(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if {"也", "都"} & {*after[1:]}:
        return "even"
    if _COUNTED_IN & {*after[1:]}:
        return "including"
    has_span = any(each[:1] in ("m", "q") for each in tags[1:4])
    is_run = tags[0][:1] == "m" or ((tags[0] == "v" or after[:1] == ["下"]) and has_span)
    return "in a row" if is_run and tag[:1] not in ("v", "d") else ""


def _from(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to leave" if not clause_after(after) or after[0] in ("了", "过") else "from"


def _make(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to make" if len(clause_after(after)) > 1 and tag[:1] not in ("m", "q") else ""


def _depend(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    return "by" if any(each[:1] == "v" for each in tags[1 : len(clause)]) else ""


def _according(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if tags[0] == "v" and clause[0] not in (
        "说",
        "进",
        "进来",
        "进去",
        "到",
        "在",
        "亮",
        "出",
        "过来",
        "下来",
    ):
        return "as before" if tag[:1] in ("r", "n", "d", "v") else ""
    return "according to" if any(each[:1] == "v" for each in tags[1 : len(clause)]) else ""


def _together(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "(not) at all" if after[:1] and after[0].startswith(tuple(NEGATION)) else ""


def _with(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if not clause or (not before and not after):
        return ""
    is_shared = bool(_SHARED & {*clause[1:]}) and tag[:1] in ("n", "r", "d", "", "v")
    if is_shared and (tag[:1] != "n" or clause[-1:] != ["一起"]):
        return "with"
    return "and" if tag[:1] in ("n", "r", "t", "m", "s", "q", "a", "f", "v") else ""


def _to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    acts = any(each[:1] in ("v", "a", "d", "i", "l") for each in tags[1 : len(clause)])
    is_pair = tag[:1] == "m" or (before[-1:] in (["这"], ["那"], ["一"]) and tags[0][:1] == "n")
    if is_pair and tags[0][:1] in ("n", "a", "b") and not acts:
        return "pair"
    return "to" if tags[0][:1] in ("r", "n", "s", "t", "v", "m") and acts else ""


def _other_than(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 等 behind a noun whether a list ends there: 华为、高通等公司."""
    here, clause = clause_before(before), clause_after(after)
    if not here or tag[:1] not in ("n", "v", "s", "a", "i", "l", "b", "t", "r"):
        return ""
    is_list = bool(_LISTING & {*before[-8:]})
    names_a_class = any(word.endswith(_CLASSES) for word in clause[:4])
    ends = not clause or clause[0] == "的"
    return (
        "and so on"
        if tag[:1] != "r" and (names_a_class or (is_list and (ends or "、" in before[-8:])))
        else ""
    )


def _namely(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if before and not here and not {"也", "都", "就"} & {*after}:
        return "namely"
    return "at once" if here and tags[0][:1] == "v" else ""


def _already(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "already" if clause_after(after) and before[-1:] != ["不"] else ""


def _nearly(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to approach" if tags[0][:1] == "m" and tag[:1] in ("v", "p", "a", "d", "u") else ""


_SHARED = frozenset(
    """一起 说 谈 聊 见面 见 结婚 商量 打架 吵架 比 比较 差不多 一样 有关 无关 不同 相处 说话 讲 分手 合作 打交道 打招呼 玩 吵 打 约 联系
    交往 开玩笑 握手 告别 认识 商议 谈话 交谈 相比 相反 相同 相似 竞争 讨论 生活 住 吃饭 走""".split()
)
_LISTING = frozenset("、 和 与 或 及 以及 包括 如 像 例如 比如 有".split())
_CLASSES = (
    "公司", "企业", "国家", "地区", "城市", "技术", "方面", "问题", "活动", "东西", "产品", "机构", "部门", "领域", "措施", "因素", "行业", "项目",
    "专业", "动物", "水果", "学校", "国", "省", "市", "地", "物", "品", "者", "人士", "单位", "工作", "内容", "功能", "设备", "材料", "条件", "形式",
    "方式", "情况", "现象", "食物", "蔬菜", "节日", "作品", "科目", "语言", "疾病", "工具", "服务", "知识", "症状", "原因", "作用",
)  # fmt: skip


def _let(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if _SUFFERED & {*clause[1:]} and {"了", "着", "走", "给"} & {*clause[1:]}:
        return "by"
    return (
        "to make"
        if _FELT & {*clause[1:]} or any(w.startswith(("感", "觉")) for w in clause[1:4])
        else ""
    )


_SUFFERED = frozenset(
    "给 打 抢 偷 咬 骂 骗 发现 看见 看到 撞 淋 碰 毁 打破 打碎 花 吃 吹 赶 抓 拐 烧 踩 撕 摔 淹".split()
)
_FELT = frozenset(
    """高兴 失望 想起 想到 难过 吃惊 惊讶 害怕 担心 激动 伤心 生气 头疼 满意 放心 着急 尴尬 不安 兴奋 好奇 佩服 羡慕 意外 震惊 难忘
    喜欢 讨厌 明白 意识到 相信 怀疑 后悔 紧张 舒服 开心 头痛 为难 心疼 恶心 流泪 敬佩""".split()
)


def _going_to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] in ("v", "p", "d", "t") or after[:1] == ["于"]:
        return "will"
    clause = clause_after(after)
    acts = any(each[:1] in ("v", "a") for each in tags[1 : len(clause)])
    return "(marks the object, like 把)" if acts and tags[0][:1] in ("n", "r", "m") else ""


def _used(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if before[-1:] in (["不"], ["甭"]) and clause:
        return "need"
    if not clause or clause[0] in ("的", "了", "过", "来", "得", "不", "起来", "惯", "完"):
        return "to use"
    acts = any(each[:1] == "v" for each in tags[1 : len(clause)])
    return "with" if acts and tags[0][:1] in ("n", "m", "r") and "来" not in clause else ""


def _of(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if tag[:1] == "v" and (not clause or clause[0] in ("为", "以", "的", "而")):
        return "him"
    return "of" if clause else ""


def _after(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:1] and after[0].startswith(_PARTS):
        return "back"
    here = clause_before(before)
    if not here:
        return "later"
    return "after" if tag[:1] in ("v", "n", "q", "t", "u", "f", "i", "l", "m", "s") else ""


_PARTS = tuple("颈背脑腰门院排半轮腿座盖窗")


def _serve(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here, clause = clause_before(before), clause_after(after)
    if {"把", "被", "拿", "让"} & {*here} or clause[:1] in (["作"], ["成"]):
        return "to treat as"
    if clause[:1] and clause[0] in ("上", "过", "了", "着", "起", "不", "得", "个"):
        return "to be"
    if _WHEN & {*clause[1:]}:
        return "when"
    return "to be" if tags[0][:1] == "n" and here and len(clause) <= 3 else ""


def _call(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if after[:1] == ["人"] and any(each[:1] in ("v", "a") for each in tags[1 : len(clause)]):
        return "to make"
    return "by" if "给" in clause[1:3] else ""


def _follow(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if after[:1] and after[0] in ("着", "上", "了", "在", "不上"):
        return "to follow"
    acts = any(each[:1] in ("v", "a") for each in tags[1 : len(clause)])
    return "with" if acts and tags[0][:1] in ("n", "r") and "都" not in clause[1:3] else ""


_WHEN = frozenset("时 的时候 时候 后 之后 以后 之际 之时".split())
LOCALISERS = frozenset("附近 旁边 门口 门前 身边 周围 里 上 下 中 内 外 前 后 旁 边 间 时 时候 期间 之前 之后 里面 上面 下面 方面".split())  # fmt: skip
FRAMES = {
    "为": _for, "在": _at, "来": _come, "比": _than, "由": _by, "上": _on, "下": _down, "像": _like, "连": _even, "离": _from,
    "和": _with, "对": _to, "等": _other_than, "即": _namely, "已": _already, "近": _nearly, "跟": _follow, "让": _let, "叫": _call, "当": _serve, "将": _going_to, "用": _used, "之": _of, "后": _after, "令": _make, "凭": _depend, "照": _according, "并": _together,
}  # fmt: skip
