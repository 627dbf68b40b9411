"""Frames that tell what particles, measure words and adverbs of one syllable mean: 冷了 "already", 多美啊 "how".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words import corpora
from shengci.words.grammar_frames import NEGATION, clause_after, clause_before

_ASKING = frozenset(
    "什么 怎么 谁 哪 哪儿 哪里 哪个 为什么 几 多少 怎么样 怎样 何 为何 还是 是不是 有没有 是否 如何 会不会 能不能 干吗".split()
)
_GOING_ON = frozenset("还 才 正 在 着 可 正在 会 呢 都".split())
_CHANGING = frozenset("不 没 没有 要 快 快要 就要 别 太 该 可以 已经 都 早 想 将 不用 不要".split())
_RETORTED = frozenset(
    "够 有 能 敢 会 知道 想到 还 来 肯 舍得 可能 晓得 料到 懂 用 比得上 顾得上".split()
)
_DEGREES = frozenset("很 真 太 挺 最 更 不太 比较 特别 非常 不 多 这么 那么 并不 也 相当".split())
_MEASURED = frozenset("大 高 长 远 久 重 深 厚 宽 快 少 粗".split())
_EXCLAIMED = frozenset("啊 呀 哪 哇 啦".split())
_MEANT = frozenset(
    "想 要 应 该 可 可以 应该 打算 以为 能 来 是 无 有 就 不 没 已 属 姓 来 可能 希望".split()
)
_INSISTED = frozenset("不 没 要 想 说 是 觉得 爱 喜欢 忘 跟".split())
_BROKEN = frozenset("碎 破 坏 断 烂 伤 翻 倒 裂 清 净".split())  # behind 摔, 打: what was done
_BEFORE_ORDERING = frozenset(
    "想 要 会 能 去 来 可以 没 不 帮 给 请 开始 继续 负责 让 再 先 有".split()
)  # behind them 点 is a verb: 想点菜
_CLOCK = frozenset("到 是 在 上午 下午 早上 凌晨 晚上 中午 夜里".split())
_ENOUGH = (["够"], ["精光"], ["透"], ["痛快"])
_COOKED = tuple("炒煮烤炖煎炸蒸")

_LISTING = frozenset("、 和 与 或 及 以及 包括 如 像 例如 比如 有".split())
_CLASSES = (
    "公司", "企业", "国家", "地区", "城市", "技术", "方面", "问题", "活动", "东西", "产品", "机构", "部门", "领域", "措施", "因素", "行业", "项目",
    "专业", "动物", "水果", "学校", "国", "省", "市", "地", "物", "品", "者", "人士", "单位", "工作", "内容", "功能", "设备", "材料", "条件", "形式",
    "方式", "情况", "现象", "食物", "蔬菜", "节日", "作品", "科目", "语言", "疾病", "工具", "服务", "知识", "症状", "原因", "作用",
)  # fmt: skip


def _done(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 了 at the end of a clause whether something is new: 冷了, 不走了, 吃饭了."""
    here = clause_before(before)
    is_impossible = "不" in here[1:3] and after[:1] in (["才"], ["就"], ["再"])  # 转不动了才
    if clause_after(after)[:1] not in ([], ["吗"], ["吧"], ["呢"]) and not is_impossible:
        return ""
    is_new = (
        tag[:1] in ("a", "n", "t", "m", "r", "q")
        or "".join(here[:1]).startswith(("凉", "不", "没"))
        or here[:1] == ["的"]
        or "".join(here[:1])[1:2] == "不"
        or bool(_CHANGING & {*here[1:]})
    )
    is_new = is_new and here[1:2] != ["给"]  # 还给我了
    is_broken = here[:1] and here[0] in _BROKEN and here[1:2] and corpora.is_verb(here[1])
    if is_new and "了" not in here and not (is_broken and len(here[1]) == 1):
        return "already"
    return "(marks a completed action)" if tag[:1] == "v" and before[-1] != "不" else ""


def _and_what(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if _ASKING & {*here} or any(each in here for each in ("吗", "哪里", "何必")):
        return "(softens a question)"
    if _GOING_ON & {*here}:
        return "(stresses that it is so or goes on)"
    if len(here) > 2 and tag[:1] in ("v", "a", "d", "u"):
        return "(stresses that it is so or goes on)"
    return "and what about ...?" if 0 < len(here) <= 2 and tag[:1] in ("n", "r", "t") else ""


def _piece(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    ends = not clause_after(after) or after[0] in ("钱", "了", "的", "买", "一", "人民币")
    return "yuan" if tag[:1] == "m" and ends else ""


def _sum(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "classifier for sums of money, deals" if tag[:1] == "m" and clause_after(after) else ""


def _machine(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_counted = tag[:1] == "m" or before[-1:] in (["这"], ["那"], ["每"], ["了"])
    is_place = tags[0][:1] == "f" or after[:1] in (["上"], ["下"], ["前"], ["的"])
    return (
        "classifier for machines, shows"
        if is_counted and clause_after(after) and not is_place
        else ""
    )


def _bit(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_clock = len(before) < 2 or before[-2] in _CLOCK
    if before[-1:] == ["一"] and not is_clock and corpora.tag_of(before[-2])[:1] in ("a", "v"):
        return "a little"  # 好受一点
    is_little = before[-1:] and before[-1] in ("这", "那", "有") and tags[0][:1] in ("n", "a", "v")
    is_of_object = tag[:1] == "v" and before[-1] not in _BEFORE_ORDERING and tags[0][:1] == "n"
    return "a little" if is_little or is_of_object else ""


def _one(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 个 behind a verb whether it counts a noun or stands before what is as much as one likes: 喝个够."""
    is_behind_verb = tag[:1] == "v" or before[-1:] in (["了"], ["过"], ["着"])
    is_named = before[-1:] and before[-1] in ("是", "就是", "有", "像", "当", "算")
    is_free = tags[0][:1] in ("v", "d", "i", "a") or after[:1] in _ENOUGH
    describes = tags[1][:1] == "n" and (tags[0][:1] == "a" or len(after[0]) == 1)  # 个干地方
    is_free = is_free and not describes
    if is_behind_verb and not is_named and (is_free or after[:1] in (["不"], ["没"])):
        return "a"
    counts = (
        is_behind_verb
        or tag[:1] in ("m", "p")
        or before[-1:] in (["这"], ["那"], ["像"], ["当"], ["每"])
    )
    return "classifier for people and things" if counts and after else ""


def _how(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here, clause = clause_before(before), clause_after(after)
    if tag[:1] in ("m", "q"):
        return "more than"
    if here[:1] == ["得"] or (tag[:1] == "a" and clause[:1] in (["了"], ["少"])):
        return "much"
    is_asked = after[:1] and after[0] in _MEASURED and tag[:1] in ("", "n", "r", "v")
    if is_asked or (not here and _EXCLAIMED & {*clause[-1:]}):
        return "how"
    return (
        "more"
        if tags[0] == "v" and tag[:1] in ("", "n", "r", "v", "d", "t") and after[:1] != ["是"]
        else ""
    )


def _good(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    last = here[0] if here else ""
    if not here and before and (after[:1] == ["让"] or tags[0][:1] in ("p", "v")):
        return "so that"
    if last in _DEGREES and tags[0] == "v":
        return "easy to"
    if tags[0][:1] == "a" and last not in _DEGREES and tag[:1] in ("", "n", "r", "v"):
        return "very"
    is_done = tag == "v" and len(last) == 1 and last not in _NO_ACTIONS and "还是" not in here
    is_done = is_done and not NEGATION & {*here[1:2]}
    ends = not clause_after(after) or after[0] in ("了", "的", "后", "以后", "之后")
    return "done" if is_done and ends else ""


def _root(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] in ("m", "q") or before[-1:] in (["这"], ["那"], ["几"], ["哪"]):
        return ""
    if (after[:1] and after[0] in _MEANT) or tags[0][:1] in ("v", "d"):
        return "originally"
    return "this" if tags[0][:1] in ("n", "m", "q") and not clause_before(before) else ""


def _which(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "how could" if after[:1] and after[0] in _RETORTED else ""


def _old(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if before[-1:] and before[-1].endswith(_COOKED):
        return "tough"
    insists = after[:1] and after[0] in _INSISTED and tag[:1] in ("n", "r", "")
    is_asked = before[-1:] and before[-1] in ("干吗", "怎么", "为什么", "别", "干嘛", "不要", "也")
    insists = insists or (tags[0] == "v" and tag[:1] in ("r", "n") and before[-1] not in _DEGREES)
    return "always" if insists or (is_asked and tags[0] == "v") else ""


def _bare(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "v" and clause_after(after)[:1] in ([], ["了"], ["的"]):
        return "used up"
    if after[:1] == ["着"]:
        return "bare"
    is_adverb = tags[0][:1] in ("v", "r", "d") or after[:1] in (["靠"], ["凭"], ["为"], ["在"])
    return "only" if is_adverb and tag[:1] != "a" else ""


def _odd(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tags[0][:1] == "a":
        return "quite"
    return "to blame" if tags[0][:1] in ("r", "nr") else ""


def _through(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    ends = clause_after(after)[:1] in ([], ["了"], ["的"])
    return "thoroughly" if ends and tag[:1] in ("v", "a") and before[-1:] != ["不"] else ""


def _succeed(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if tag[:1] == "m":
        return "tenth"
    if after[:1] == ["了"] and len(clause_after(after)) > 1:
        return "to become"
    ends = clause_after(after)[:1] in ([], ["了"], ["吗"], ["的"])
    is_verb = tag[:1] in ("d", "n", "r", "") or before[-1:] in (
        ["能"],
        ["会"],
        ["不"],
        ["没"],
        ["能不能"],
    )
    return "to succeed" if ends and is_verb else ""


def _anxious(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_felt = after[:1] and after[0] in ("着", "得", "死", "坏", "什么", "了", "哭", "疯")
    return "anxious" if is_felt or (not after and tag[:1] in ("d", "a")) else ""


def _count(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_picked = (
        before[-1:] and before[-1] in ("就", "要", "得", "还", "当") and tags[0][:1] in ("r", "n")
    )
    return "to be counted as" if is_picked else ""


def _later(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to see about later" if before and clause_after(after)[:1] in ([], ["吧"]) else ""


def _in_all(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "altogether" if any(each[:1] == "m" for each in tags[:3]) else ""


def _too(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "too" if tags[0][:1] in ("a", "d", "v", "m", "z", "i") else ""


def _more(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "the more ... the more" if "越" in (*before[-8:], *after[1:8]) else ""


def _dead(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_degree = tag[:1] in ("v", "a") and before[-1] not in ("要", "会", "想", "不", "没", "快")
    return (
        "extremely" if is_degree and clause_after(after)[:1] in ([], ["了"], ["我"]) else "to die"
    )


def _then_so(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "then" if before and tags[0][:1] in ("v", "a", "d", "p", "i", "l", "r") else ""


_NO_ACTIONS = frozenset("是 有 变 说 想 算 要 会 能 讲 叫 问 学 像 好像 似乎 觉得 看".split())


def _together(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "(not) at all" if after[:1] and after[0].startswith(tuple(NEGATION)) else ""


def _other_than(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 等 behind a noun whether a list ends there: 华为、高通等公司."""
    here, clause = clause_before(before), clause_after(after)
    if here[:1] in (["没"], ["不"]) and len(here) <= 2 and len(clause) > 1:
        return "when"  # 还没等他开口
    if not here and clause != [*after] and _is_event(clause, tags):
        return "when"  # 等他反应过来，
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


def _is_event(clause: Sequence[str], tags: Sequence[str]) -> bool:
    """Return whether what stands behind 等 is what comes about, not whom or how long one waits."""
    if len(clause) < 2 or clause[0] in ("了", "着", "过", "到", "得") or tags[0][:1] == "m":
        return False
    ends = tags[len(clause) - 1][:1] in ("m", "q") or clause[-1] in ("一下", "一会儿", "再说")
    return not ends and any(tag[:1] in ("v", "a") for tag in tags[: len(clause)])


def _namely(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    if before and not here and not {"也", "都", "就"} & {*after}:
        return "namely"
    return "at once" if here and tags[0][:1] == "v" else ""


def _already(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "already" if clause_after(after) and before[-1:] != ["不"] else ""


def _nearly(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to approach" if tags[0][:1] == "m" and tag[:1] in ("v", "p", "a", "d", "u") else ""


def _of(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    clause = clause_after(after)
    if tag[:1] == "v" and (not clause or clause[0] in ("为", "以", "的", "而")):
        return "him"
    return "of" if clause else ""


FRAMES = {
    "等": _other_than, "即": _namely, "已": _already, "近": _nearly, "之": _of, "并": _together,
    "了": _done, "呢": _and_what, "块": _piece, "笔": _sum, "台": _machine, "点": _bit, "个": _one, "多": _how, "好": _good, "本": _root, "哪": _which, "老": _old, "光": _bare,
    "怪": _odd, "死": _dead, "便": _then_so, "越": _more, "共": _in_all, "太": _too, "再说": _later, "透": _through, "成": _succeed, "急": _anxious, "数": _count,
}  # fmt: skip
