"""Frames that tell what a preposition or a verb like one means: 变为 "into", 三比二 "to", 让人高兴 "to make".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar_frames import acts_behind, clause_after, clause_before

_BECOMING = tuple("变选成分改称化视定评译转降升列设当任认作提换拆并")
_CAUSING = frozenset("引起 导致 造成 引发 带来 产生 决定 负责".split())
_MAKING = frozenset("组成 构成 制成 做成 合成 改编 转 变成 变 发展".split())
_WITHIN_WORDS = tuple("到至往")
_SEEMING = frozenset("是 要 有 在 没 没有 不 会 怕 受 出 做".split())
_LISTED = frozenset("这样 这些 那样 那些 之类 等 等等 这类".split())
_COUNTED_IN = frozenset("算 带 加 包括 一共 在内 共".split())
_SHARED = frozenset(
    """一起 说 谈 聊 见面 见 结婚 商量 打架 吵架 比 比较 差不多 一样 有关 无关 不同 相处 说话 讲 分手 合作 打交道 打招呼 玩 吵 打 约 联系
    交往 开玩笑 握手 告别 认识 商议 谈话 交谈 相比 相反 相同 相似 竞争 讨论 生活 住 吃饭 走""".split()
)
_SUFFERED = frozenset(
    """瞧见 看穿 抓住 认出 笑话 欺负 给 打 抢 偷 咬 骂 骗 发现 看见 看到 撞 淋 碰 毁 打破 打碎 花 吃 吹 赶 抓 拐 烧 踩 撕 摔 淹
    削 割 砍 砸 绊 夹 夺 耽误 咬伤 咬断 偷走 抢走 骗走 夺走 撞倒 撞伤 吹倒 吹走 烧毁 冲走 打断 打败 打伤 割伤 砸伤 吓坏 拦住 识破 占领 抢光 偷光 吃光""".split()
)
_FELT = frozenset(
    """高兴 失望 想起 想到 难过 吃惊 惊讶 害怕 担心 激动 伤心 生气 头疼 满意 放心 着急 尴尬 不安 兴奋 好奇 佩服 羡慕 意外 震惊 难忘
    喜欢 讨厌 明白 意识到 相信 怀疑 后悔 紧张 舒服 开心 头痛 为难 心疼 恶心 流泪 敬佩""".split()
)
_ALSO_DONE = frozenset("吃 花 打 看到 看见 发现 烧 抓 赶 吹 碰 割 砍 砸 夹".split())
_DRIVEN = frozenset(
    "不得不 不能 无法 难以 再也 不敢 不由 忍不住 只能 只好 不禁 不得 没法 不能不 不由得 禁不住".split()
)
_TURNING = frozenset("变得 显得 成为 变成 处于 陷入 失去 沦为".split())
_CAUSES = frozenset("这 那 它 却 足以 更 真 最 能够 才 一下子 总 都".split())
_ALLOWING = frozenset(
    "不 别 想 肯 请 不肯 允许 应该 该 先 没 没有 不要 要 愿意 愿 不想 不愿 舍得".split()
)
_COMING = frozenset("死 毕业 源 起源 来源 得益 取决 脱胎 出".split())
_GOING_TO = frozenset("献身 致力 服务 归功 归咎 习惯 等同 让位 听命 应用 投身 局限".split())
_ABOUT_TO_ARRIVE = frozenset("就 已 已经 才 刚 终于 快".split())  # 醒来就到巴黎了
_WHEN = frozenset("时 的时候 时候 后 之后 以后 之际 之时".split())


def _for(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if here and here[0].startswith(_BECOMING) and len(here[0]) <= 2 and tag[:1] != "n":
        return "into"
    if "所" in after[1:6]:
        return "by"
    is_clause = tags[0][:1] == "m" and tag[:1] in ("n", "q", "v", "m")
    return "to be" if is_clause or "以" in here[1:6] else ""


def _than(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" and tags[0][:1] == "m":
        return "to"
    return "" if clause_after(after)[:1] not in ([], ["起来"], ["一下"], ["了"]) else "to compare"


def _by(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if before[-1:] == ["为"] and "以" in before:
        return "reason"  # 以亏损为由
    if clause[1:2] == ["去"] and clause[2:3] in ([], ["了"], ["吧"]) and tags[0][:1] == "r":
        return "to follow"  # 由他去吧
    if _CAUSING & {*clause}:
        return "by"
    if _MAKING & {*clause} or any(word.endswith(_WITHIN_WORDS) for word in clause[1:4]):
        return "from"
    return "by" if acts_behind(clause, tags) else ""


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
    return "by" if acts_behind(clause, tags) else ""


def _according(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if clause[:1] == ["着"] and any(each[:1] == "v" for each in tags[2 : len(clause)]):
        return "according to"  # 照着方子做
    if clause[:1] and clause[0] in ("了", "着", "亮", "进", "进来", "进去", "在"):
        return ""
    if tags[0] == "v" and clause[0] not in ("说", "到", "出", "过来", "下来"):
        return "as before" if tag[:1] in ("r", "n", "d", "v") else ""
    return "according to" if acts_behind(clause, tags) else ""


def _with(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if not clause or (not before and not after):
        return ""
    is_shared = bool(_SHARED & {*clause[1:]}) and tag[:1] in ("n", "r", "d", "", "v")
    if is_shared and (tag[:1] != "n" or clause[-1:] != ["一起"]):
        return "with"
    return "and" if tag[:1] in ("n", "r", "t", "m", "s", "q", "a", "f", "v") else ""


def _to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m" and tags[0][:1] not in ("m", ""):
        return "pair"
    if after[:1] == ["着"]:
        return "to face"
    clause = clause_after(after)
    acts = acts_behind(clause, tags, ("v", "a", "d", "i", "l"))
    is_pair = tag[:1] == "m" or (before[-1:] in (["这"], ["那"], ["一"]) and tags[0][:1] == "n")
    if is_pair and tags[0][:1] in ("n", "a", "b") and not acts:
        return "pair"
    return "to" if tags[0][:1] in ("r", "n", "s", "t", "v", "m") and acts else ""


def _let(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here, clause = clause_before(before), clause_after(after)
    if _is_suffered(clause, tags):
        return "by"
    if _FELT & {*clause[1:]} or any(w.startswith(("感", "觉")) for w in clause[1:4]):
        return "to make"
    if _ALLOWING & {*here[:2]}:
        return ""
    is_driven = bool(_DRIVEN & {*clause[1:4]})  # who can't help it is not let
    turns = any(tags[i][:1] == "a" or word in _TURNING for i, word in enumerate(clause[1:3], 1))
    is_cause = here[:1] and here[0] in _CAUSES
    return "to make" if is_driven or (turns and tags[1][:1] != "v") or is_cause else ""


def _is_suffered(clause: Sequence[str], tags: Sequence[str]) -> bool:
    """Return whether the first verb behind the doer is one of what is suffered: 让狗咬了, 让狗给咬了."""
    if {"了", "着", "走", "给", "去"}.isdisjoint(clause[1:]):
        return False
    for i, word in enumerate(clause[1:], 1):
        if word == "给":
            return tags[i + 1][:1] == "v"
        if word in _SUFFERED:
            return word not in _ALSO_DONE or tags[i + 2 : i + 3] != ["n"]  # not 让他吃了药
        if tags[i][:1] == "v" or word == "把":
            return False
    return False


def _going_to(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] in ("v", "p", "d", "t") or after[:1] == ["于"]:
        return "will"
    clause = clause_after(after)
    acts = acts_behind(clause, tags, ("v", "a"))
    return "(marks the object, like 把)" if acts and tags[0][:1] in ("n", "r", "m") else ""


def _used(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if before[-1:] in (["不"], ["甭"]) and clause:
        return "need"
    if not clause or clause[0] in (
        "的",
        "了",
        "过",
        "来",
        "得",
        "不",
        "起来",
        "惯",
        "完",
        "呢",
        "吧",
    ):
        return "to use"
    acts = acts_behind(clause, tags)
    return "with" if acts and tags[0][:1] in ("n", "m", "r") and "来" not in clause else ""


def _serve(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here, clause = clause_before(before), clause_after(after)
    if {"把", "被", "拿", "让"} & {*here} or here[:1] == ["就"] or clause[:1] in (["作"], ["成"]):
        return "to treat as"
    if clause[:1] and clause[0] in ("上", "过", "了", "着", "起", "不", "得", "个"):
        return "to be"
    if _WHEN & {*clause[1:]}:
        return "when"
    return "to be" if tags[0][:1] == "n" and here and len(clause) <= 3 else ""


def _call(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if after[:1] == ["人"] and acts_behind(clause, tags, ("v", "a")):
        return "to make"
    if "给" in clause[1:3]:
        return "by"
    is_told = tags[0] == "r" and (clause[1:2] in (["别"], ["不要"], ["去"], ["来"], ["先"], ["快"]))
    return "to tell" if is_told else ""


def _follow(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if after[:1] and after[0] in ("着", "上", "了", "在", "不上"):
        return "to follow"
    acts = acts_behind(clause, tags, ("v", "a"))
    return "with" if acts and tags[0][:1] in ("n", "r") and "都" not in clause[1:3] else ""


def _at(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    last = before[-1] if before else ""
    if last in _COMING:
        return "from"
    if tag[:1] == "a" and len(last) == 1:
        return "than"
    if last in _GOING_TO:
        return "to"
    return "in" if tags[0][:1] in ("t", "m") or after[:1] in (["下"], ["上"], ["本"]) else ""


def _reach(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    arrived = len(clause) == 2 and clause[1] == "了" and tags[0][:1] in ("n", "s")
    if arrived and before and before[-1] in _ABOUT_TO_ARRIVE:
        return "to arrive"
    is_verb = tag[:1] in ("", "n", "r", "d", "t") and after[:1] in (["了"], ["过"])
    is_verb = is_verb or (before[-1:] in (["可"], ["但"], ["等"]) and after[:1] == ["了"])
    return "to arrive" if is_verb else ""


FRAMES = {
    "于": _at,
    "到": _reach,
    "为": _for,
    "比": _than,
    "由": _by,
    "像": _like,
    "连": _even,
    "离": _from,
    "和": _with,
    "对": _to,
    "跟": _follow,
    "让": _let,
    "叫": _call,
    "当": _serve,
    "将": _going_to,
    "用": _used,
    "令": _make,
    "凭": _depend,
    "照": _according,
}
