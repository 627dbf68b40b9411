"""Frames that tell whether 的 stands for a noun: 回信的却只有三家 "the one", 怎么来的？ "(stresses how)".

Functions as those of `grammar_frames`.
"""

from collections.abc import Sequence

from shengci.words.grammar import DIRECTIONS
from shengci.words.grammar_frames import clause_after, clause_before

_BEHIND_NOUNS = frozenset(
    "却 也 都 就 倒 倒是 才 还 则 又 只 不 没 没有 不是 不光 是 能 往往 反而 居然 竟 大多 大都 大半 多半 未必 要么 已 已经 有 占 只有 仍".split()
)
_ASSERTING = frozenset("是 会 要 能 可 挺 够 蛮 怪 总 够 得 很 太 不".split())  # 会好的, 怪冷的
_BEING = frozenset("是 还是 都是 也是 就是 不是 正是 全是".split())
_DONE = tuple("下来去出掉上走完了")
_AS_SAID = DIRECTIONS | {"多", "少"}  # jieba tags some for nouns or times
_FINAL = (["呢"], ["吗"], ["吧"], ["啊"])
_ASKED_OF_DEED = frozenset("怎么 什么时候 时候 哪儿 哪里 谁 几时 何时".split())


def _one_that(before: Sequence[str], after: Sequence[str], tag: str, tags: Sequence[str]) -> str:
    """Ask of 的 before a verb whether it stands for a noun: 旧的没去."""
    here, clause = clause_before(before), clause_after(after)
    clause = [] if clause in _FINAL else clause
    is_due = here[1:2] and here[1] in ("该", "所", "想", "要")  # 该吃的要吃, 做该做的
    if is_due and (not clause or tags[0][:1] in ("v", "d")):
        return "the one"
    is_deed = tag[:1] in ("v", "i", "l") or "".join(before[-1:]) in DIRECTIONS
    if not clause and is_deed and _BEING & {*here[2:]}:
        return "(stresses how, when or where, with 是)"
    has_happened = "是" in here or tag[:1] == "v"
    if not clause and has_happened and _ASKED_OF_DEED & {*here}:
        return "(stresses how, when or where, with 是)"
    if tags[0] == "n":
        return "of"
    is_said = tag[:1] in ("v", "a", "b", "n", "r") and not _is_doubled(before[-1])
    is_said = is_said or "".join(before[-1:]) in _AS_SAID
    is_said = is_said or (len(here) == 1 and len(before) > 1)
    is_all = clause[:2] in (["全", "是"], ["多", "是"], ["大", "半"])
    is_named = is_said or tag[:1] in ("t", "s", "f", "j")
    if is_named and (is_all or (clause[:1] and clause[0] in _BEHIND_NOUNS)):
        return "the one"
    is_done = tags[0][:1] == "v" and after[0].endswith(_DONE) and tags[0] != "vn"
    is_done = is_done and len(here) == 1  # 好的留下，坏的扔掉
    happened = tags[0] == "v" and after[1:2] in (["了"], ["过"])  # 最长的住了三年
    if (is_done or happened) and tag[:1] in ("a", "b"):
        return "the one"
    if is_said and not clause and tag[:1] in ("v", "a", "b", "f") and not _ASSERTING & {*here}:
        return "the one"
    acts = tags[0][:1] == "d" or (tags[0][:1] == "v" and tags[0] != "vn" and len(after[0]) == 1)
    stands = acts and tag[:1] in ("a", "r", "n")
    return "the one" if stands and len(before) < 4 else ""


def _is_doubled(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2]


FRAMES = {"的": _one_that}
