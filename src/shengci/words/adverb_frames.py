"""Frames of adverbs, denials and what is counted: 他还是来了 "still", 最后一班 "last", 没说 "not", 好几次 "time".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.words.grammar_frames import clause_after, clause_before

_CHOOSING = frozenset("不管 无论 不论 到底 究竟 还是 选 选择 不知道 不知".split())
_COUNTED_BY = frozenset("好几 几 多 每 这 那 首 上 下 此 两 数 多少 哪".split())
_NOT_NOW = frozenset("是 像 叫 算".split())
_OF_ITSELF = frozenset("会 有 可 当 应 能 不 是 不必 不会 该 得".split())
_FINAL = frozenset("一 的 两 几 那 这 三".split())


def _still(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    here = clause_before(before)
    acts = tags[0][:1] in ("v", "d", "a", "p", "t", "m", "l", "i") and after[0] != "是"
    is_behind_subject = bool(here) and tag[:1] in ("r", "c", "d") and here[0] not in ("都", "也")
    chooses = "是" in here or not _CHOOSING.isdisjoint(before)
    at_last = before[-1:] and before[-1] in (
        "后来",
        "最后",
        "终究",
        "结果",
        "到头来",
        "其实",
        "毕竟",
    )
    return "still" if at_last or (acts and is_behind_subject and not chooses) else ""


def _last(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "last" if after[:1] and after[0] in _FINAL and tags[1][:1] not in ("r", "v") else ""


def _did_not(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "not" if tags[0][:1] in ("v", "p") and tags[0] != "vn" and after[0] != "有" else ""


def _times(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "time" if tag[:1] == "m" or (before[-1:] and before[-1] in _COUNTED_BY) else ""


def _is(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "to be" if before[-1:] == ["的"] and after else ""


def _that(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    counts = after[:1] and (after[0] in MEASURE_WORDS or after[0] in ("之前", "之后", "一"))
    return "that" if counts else ""


def _clock(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "o'clock" if before[-1:] and before[-1] in ("刻", "点", "分", "秒") else ""


def _after_all(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    is_urged = before[-1:] and before[-1] in ("你", "您", "你们") and tags[0][:1] == "v"
    return "" if is_urged else "actually"


def _unexpectedly(
    before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]
) -> str:
    return "unexpectedly" if clause_after(after) else ""


def _of_itself(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "of oneself" if before and after[:1] and after[0] in _OF_ITSELF else ""


def _now(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    acts = after[:1] in (["才"], ["就"]) and after[1:2] and after[1] not in _NOT_NOW
    return "now" if acts and tags[1][:1] in ("v", "d", "p", "a") else ""


def _among(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "among them"


def _or(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if "再" in after and {"也", "都"} & {*after}:
        return "even if"  # 就是再多钱，他也不卖
    return "or" if "不是" in clause_before(before) else ""


def _surely(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    return "definitely" if after[:1] and after[0] in ("会", "能", "是", "没", "得", "有") else ""


def _ever(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    if after[:2] == ["一", "开始"]:
        return "from"
    return "ever" if after[:1] and after[0].startswith(("不", "没", "未")) else ""


FRAMES = {
    "从": _ever,
    "准": _surely,
    "就是": _or,
    "其中": _among,
    "倒是": _after_all,
    "竟": _unexpectedly,
    "自": _of_itself,
    "这": _now,
    "还是": _still,
    "最后": _last,
    "没": _did_not,
    "次": _times,
    "是": _is,
    "那": _that,
    "钟": _clock,
}
