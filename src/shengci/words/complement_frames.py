"""Frames that tell what stands behind a verb to say where it leads: 压不住 "firmly", 抬走 "away", 哭起来 "begins".

Any grammar of Chinese has them. Each asks for one wording of the usual senses.
"""

from collections.abc import Sequence

from shengci.words.grammar import DIRECTIONS
from shengci.words.grammar_frames import clause_after, clause_before

# What these mean behind a verb of one syllable, and behind 不 or 得 after it.
_RESULTS = {
    "出": "out", "起": "up", "住": "firmly", "走": "away", "开": "apart", "到": "to", "倒": "down", "掉": "away", "进": "in",
    "回": "back", "下": "down", "上": "up", "完": "finished", "反": "the wrong way round",
}  # fmt: skip
_POTENTIAL = _RESULTS | {"动": "able to", "着": "(succeeding)", "了": "can"}
_STRUCK = frozenset("打 看 猜 击 踢 选 射 刺 撞 砸 抽 相 投 命 切 说 瞄 打 钓 押".split())
_GOING = frozenset("走 开 进 回".split())
COMPLEMENTS = frozenset(_POTENTIAL) | DIRECTIONS | {"中", "来", "去"}
_INSIDE = frozenset("了 将 得 不".split())  # may part a verb from a direction
_NO_VERBS = frozenset(
    """是 有 在 想 要 会 能 可 敢 该 肯 去 来 没 像 让 叫 使 令 给 把 被 用 对 从 向 往 跟 和 为 由 到 说 得 就 也 都 还 再 又 连 不 很
    真 太 刚 正 快 先 才 便 可以 应 需 愿""".split()
)
_TWO_VERBS = frozenset("开始 打算 准备 希望 需要 决定 继续 喜欢 愿意 能够 应该 必须 没有".split())
_CARRYING = frozenset("带拿寄送叫请搬端买派抱领拉接运捎传递取抓借找掏伸摆")
_CARRYING_OFF = frozenset("带拿寄送搬端运捎")
_MOVING = _CARRYING | frozenset("偷抢选挑抽举写画印贴交赶")
_CARRIED = {
    "出来": "out", "出去": "out", "进来": "in", "进去": "in", "回来": "back", "回去": "back", "过来": "over", "过去": "over",
    "下来": "down", "上来": "up", "上去": "up",
}  # fmt: skip
_TAKING_OFF = frozenset(
    "跌 除 抹 擦 脱 失 夺 砍 花 减 略 褪 洗 割 切 剪 删 扣 省 卸 剥 拭 散 离 逝 死 占 拿 送 运".split()
)
_MOVING_IN = ("进", "上", "下", "回", "出", "过", "起", "到")
_BEGUN = frozenset(
    """哭 笑 叫 打 吵 聊 唱 骂 忙 跳舞 讨论 争论 扭打 紧张 热闹 议论 数 干 做 吃 喝 玩 闹 抖 发抖 咳 咳嗽 喊 下 跑 响 疼 痛 难过 高兴 鼓掌
    工作 谈 鸣 吠 嚷 学 研究 激动 担心 画 写 发火 着急 犯愁 练 说笑 尖叫 大叫 大笑 抽泣 哽咽""".split()
)
_GATHERED = frozenset(
    "收 藏 加 合 连 联合 团结 结合 捆 绑 包 装 关 围 集中 存 联系 躲 缝 锁 冻 集合 堆 叠 攒 积累 组织 包装".split()
)
_SEEN = frozenset(
    "看 说 听 穿 做 用 读 写 走 算 谈 想 摸 尝 闻 吃 喝 骑 开 玩 学 干 办 住 唱".split()
)
_KEPT = tuple(
    "藏立展存集合护装养成收系建冻拾扮接包封裹锁"
)  # 建立起来: what stands then, not what begins
_FAINTED = frozenset("晕 昏 死 睡".split())
_SUNK = tuple("跳走滑掉沉滚坐躺趴蹲咽吞爬跌摔飞落倒冲放吃喝压扔推垂弯低按")
_HANDED_DOWN = frozenset("传 流传 活 坚持 挺 幸存 遗留 保留 保存 延续 继承 熬 坚持 沿用".split())
_LAID_DOWN = frozenset("省 记录 约定 遗留 保存 制定 保留 积攒 签订".split())
_MADE = frozenset("想 认 看 做 写 画 听 说 编 算 造 研究 创造 分辨 尝 闻 试 悟 琢磨 猜".split())


def wording_behind(
    word: str, before: Sequence[str], tags: Sequence[str], after: Sequence[str], tag_after: str
) -> str:
    """Return the wording that a word asks for behind a verb, "" where it is none of these or behind none.

    `before` and `tags` are the words of the sentence before it and jieba's tags of them, `tag_after` of the next one.

    >>> wording_behind("住", ["压", "不"], ["v", "d"], ["了"], "ul"), wording_behind("走", ["想"], ["v"], [], "")
    ('firmly', '')
    >>> wording_behind("起来", ["哭", "了"], ["v", "ul"], [], "")
    '(marks that an action begins)'
    """
    if word == "去" and before[-1:] and before[-1] in _TAKING_OFF and after[:1] != ["吧"]:
        return "away"
    if word in ("来", "去"):
        return _here_or_away(word, before, tags, after)
    if not before:
        return ""
    parted = before[-1] in _INSIDE and len(before) > 1
    verb, tag = (before[-2], tags[-2]) if parted else (before[-1], tags[-1])
    if word in DIRECTIONS:
        if tags[-1][:1] in ("n", "q", "m", "r") and _is_carried(clause_before(before)):
            return _CARRIED.get(word, "")
        if word == "起来" and "真" in before[-4:-2] and "要" in before[-3:-1]:
            return "when it comes to"  # 真要查起来
        return _led(word, verb, tag, tag_after, after)
    if word == "中":
        return "to hit" if verb in _STRUCK and tag[:1] == "v" else ""
    if word == "下" and not parted and verb in _LAID_DOWN and after[:1]:
        return "down"
    is_short = len(verb) == 1 or (word == "出" and not parted and verb not in _TWO_VERBS)
    if not is_short or verb in _NO_VERBS or tag[:1] not in ("v", "a"):
        return ""
    if parted:
        is_free = word in _GOING  # 不走, 累得走不动: no results
        return _POTENTIAL.get(word, "") if before[-1] in ("不", "得") and not is_free else ""
    return _RESULTS.get(word, "") if tag == "v" else ""


def _is_carried(here: Sequence[str]) -> bool:
    """Return whether a clause, read backwards from its last noun, has a verb that moves it: 偷一部书."""
    return any(len(each) <= 2 and not _MOVING.isdisjoint(each[:1]) for each in here[1:5])


def _led(word: str, verb: str, tag: str, tag_after: str, after: Sequence[str]) -> str:
    """Return what a direction of two syllables means behind a verb."""
    is_verbal = tag[:1] in ("v", "a", "z", "i") or verb in ("多", "少")
    if not is_verbal or verb in _NO_VERBS:
        return ""
    if word == "起来":
        if verb in _GATHERED:
            return "(marks bringing together)"
        if after[:1] == ["像"]:
            return "when it comes to"
        if verb in _SEEN and tag_after[:1] in ("a", "d", "z", "v") and after[:1] != ["了"]:
            return "when it comes to"
        is_begun = verb in _BEGUN or tag[:1] != "v"
        is_begun = is_begun or (len(verb) > 1 and not verb.endswith(_KEPT))
        return "(marks that an action begins)" if is_begun else "up"
    if word == "下去":
        return "down" if verb.startswith(_SUNK) else "on"
    if word == "下来":
        return "(on) till now" if verb in _HANDED_DOWN else "down"
    if word == "出来":
        return "(marks making out or bringing forth)" if verb in _MADE else "out"
    is_past = word == "过去" and (verb in _FAINTED or after[:1] == ["的"])
    return _CARRIED.get(word, "") if len(verb) == 1 and not is_past else ""


def _here_or_away(
    word: str, before: Sequence[str], tags: Sequence[str], after: Sequence[str]
) -> str:
    """Return what 来 or 去 means at the end of a clause whose verb leads somewhere: 闪进轿里来, 带银子来."""
    here = clause_before(before)
    if len(here) < 2 or clause_after(after)[:1] not in ([], ["了"], ["吧"]):
        return ""
    last = tags[-1][:1]
    leads = any(each.endswith(_MOVING_IN) and i < 4 for i, each in enumerate(here[1:], 1))
    carrying = _CARRYING if word == "来" else _CARRYING_OFF
    carries = any(len(each) <= 2 and not carrying.isdisjoint(each[:1]) for each in here[1:5])
    if last not in ("n", "f", "s", "r", "q") or not (leads or carries):
        return ""
    return "here" if word == "来" else "away"
