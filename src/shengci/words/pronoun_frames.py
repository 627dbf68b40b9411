"""Frames that tell what a question word means: 说什么 "what", 什么都 "anything", 几个人 "several"."""

from collections.abc import Sequence

from shengci.words.grammar_frames import NEGATION, clause_after, clause_before

_ALL = frozenset("都 也".split())
_WONDERING = frozenset("知道 问 看 猜 想知道 清楚 数 算 晓得 记得 告诉 明白 谁知".split())
_WITHOUT = NEGATION | frozenset("没有 没什么 不是 不用 不必 别".split())
_ANYTHING = {
    "什么": "anything",
    "谁": "anyone",
    "哪儿": "anywhere",
    "哪里": "anywhere",
    "怎么": "no matter how",
}
PRONOUNS = frozenset(_ANYTHING) | {"几"}


def wording_of(word: str, before: Sequence[str], after: Sequence[str], asks: bool) -> str:
    """Return the wording of a question word that its clause asks for, "" where nothing tells.

    `asks` is whether the sentence ends as a question.

    >>> wording_of("谁", [], ["都", "知道"], False), wording_of("几", ["有"], ["个", "人"], False)
    ('anyone', 'several')
    """
    here, clause = clause_before(before), clause_after(after)
    if word == "几":
        asks = asks and "吗" not in after and before[-1:] not in (["再"], ["这"], ["那"], ["好"])
        is_asked = asks or bool(_WONDERING & {*here}) or before[-1:] == ["第"]
        return "how many" if is_asked else "several"
    means_any = bool(_ALL & {*clause[:4]}) and not asks and not _ALL & {*here[:1]}
    means_any = means_any and "连" not in here  # 连他是谁都不知道
    if means_any:
        return _ANYTHING[word]
    is_denied = bool(_WITHOUT & {*here[:2]}) and not _WONDERING & {*here}
    if word == "什么" and not asks and (is_denied or here[:1] == ["有"]):
        return "anything" if is_denied else "something"
    if word == "怎么" and here[:1] and here[0] in ("不", "没", "没有") and clause:
        return "(not) very"
    if (
        word == "怎么"
        and clause[:1]
        and clause[0] in ("了", "不", "没", "会", "才", "还", "能", "这么")
    ):
        return "why"
    return ""
