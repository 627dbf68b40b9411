"""What speaks for or against two words side by side, beside the tags: the grammar of their border.

A word can be in the dictionary and still not be one where it stands: 年前 (before New Year) in 三年前, three
years ago; 可不 (exactly!) in 可不容易; 不好 (bad) in 修不好, can't be fixed.
"""

from shengci.lexicon import dictionary, function_words
from shengci.words import corpora, vocabulary

_IMPOSSIBLE = -20.0  # nats, more than an English line ever says for a word
_DIRECTION = 3.0
_DEMONSTRATIVES = frozenset("这那哪每")
# After a verb, where it goes: one word (开 过来), by whatever tag jieba has for it.
_DIRECTIONS = frozenset(
    "上来 上去 下来 下去 进来 进去 出来 出去 回来 回去 过来 过去 起来 开来".split()
)
_HALF_DIRECTIONS = frozenset("上下进出回起开")
_HITHER = frozenset(("来", "去"))
_WEEKS = ("星期", "礼拜")
_WEEKEND = frozenset("天日")
# With a unit of time or money before them, more than these: 三 年 前, 五 块 钱, 两 天 真 热.
_AFTER_A_UNIT = frozenset("前后内多来间钱真才会要就都也还没电")
# What a verb says it can't reach: 修 不 好. 不过 and 不得 may be words of their own there, and 不了 (unable to) is one.
_INSIDE = frozenset("上里中下")
_UNREACHED = frozenset(
    "不好 不到 不上 不下 不起 不住 不动 不见 不开 不出 不成 不完 不清 不来 不去 不着".split()
)
_NO_ACTIONS = frozenset("是 有 在 要 会 能 想 该 可 就 也 都 说 看".split())
_LARGE = frozenset("十百千万亿")  # 有 数亿 人
_ROUNDING = frozenset("来多余")  # behind a numeral: 四十 来 个 人
# Side by side these are cut elsewhere: 所有 人, 不起 飞机, 一 回 事, 记 得 越 牢.
_NEVER_BESIDE = frozenset((("所", "有人"), ("起飞", "机"), ("一", "回事"), ("记得", "越")))
# What 一样 (alike) and 一道 (together) are not said of before their nouns: 一 样 东西, 一 道 门.
_COUNTED_THINGS = {
    "一样": frozenset("东西 玩具 礼物 本事 工具 食物 小吃".split()),
    "一道": frozenset(
        "门 菜 题 光 墙 伤口 伤疤 疤 闪电 彩虹 裂缝 缝 工序 命令 防线 难题 坎 口子 风景 汤 题目".split()
    ),
}
_GREETINGS = frozenset(("你好", "您好"))
_AFTER_A_GREETING = frozenset("nryuec")  # jieba's tags: whom one greets, particles
_AFTER_AN_UTTERANCE = function_words.PARTICLES | frozenset(("是", "是嘛", "是吗"))


def worth_of(before: str, tag: str, word: str) -> float | None:
    """Return what speaks for a word after the word `before`, tagged so; None where only the tags tell.

    In nats, below 0 where it is hardly one there.

    >>> worth_of("三", "m", "年前"), worth_of("走", "v", "下来"), worth_of("很", "d", "大")
    (-20.0, 3.0, None)
    """
    if any(rules_out(before, tag, word) for rules_out in _IMPOSSIBLE_AFTER):
        return _IMPOSSIBLE
    return _DIRECTION if tag[:1] == "v" and word in _DIRECTIONS else None


def _is_counted_twice(before: str, tag: str, word: str) -> bool:
    """After a numeral 个 is its measure word (三 个人), after 这 there is a numeral (这 一行)."""
    if before in _DEMONSTRATIVES:
        return len(word) > 1 and (word[0] == "个" or _is_one(word))
    if before in _ROUNDING and word == "个人":
        return True
    if before == "有数" and word[0] in _LARGE:
        return True
    if before in function_words.MEASURE_WORDS:
        return False  # 2001 年 期间: jieba has 年 for a numeral
    if tag == "m" and len(word) == 2 and word[0] == "多":
        return word[1] in function_words.MEASURE_WORDS  # 三十 多 年
    if tag != "m" or len(word) != 2 or word[0] not in function_words.MEASURE_WORDS:
        return tag == "m" and len(word) > 1 and word[0] == "个"
    if word[0] == "个" or word[1] in _AFTER_A_UNIT:
        return True
    return corpora.tag_of(word)[:1] == "m"


def _is_one(word: str) -> bool:
    return word[0] == "一" and vocabulary.is_counted(word)


def _is_a_day_cut_off(before: str, tag: str, word: str) -> bool:
    """The day belongs to its week: 星期天 才, not 星期 天才; 三个星期 天天 is another matter."""
    return before.endswith(_WEEKS) and word[0] in _WEEKEND and word[:2] != word[0] * 2


def _is_a_complement_cut_off(before: str, tag: str, word: str) -> bool:
    """What can't be done: 修 不 好, not 修 不好."""
    is_verb = len(before) == 1 and before not in _NO_ACTIONS and corpora.is_verb(before)
    return is_verb and tag[:1] in ("v", "p", "") and word in _UNREACHED


def _is_a_direction_cut(before: str, tag: str, word: str) -> bool:
    """Where somebody goes is one word: 坐 下来, not 坐下 来."""
    is_verb = len(before) == 2 and tag[:1] == "v" and before not in _DIRECTIONS
    return is_verb and before[1] in _HALF_DIRECTIONS and word in _HITHER


def _is_a_question_cut(before: str, tag: str, word: str) -> bool:
    """A verb and its denial ask: 是 不 是, not 是 不是."""
    return len(word) == 2 and word[0] in "不没" and word[1] == before


def _is_if_cut(before: str, tag: str, word: str) -> bool:
    """What is asked for stands behind 要 without 是: 要是, if."""
    return before == "要" and word == "是"


def _is_place_cut_off(before: str, tag: str, word: str) -> bool:
    """Where something is, or in whose hands: 部 位于, not 部位 于; 有 关于, not 有关 于; 人 手 中, not 人手 中; 多少 人 为之."""
    if before == "有关" and word == "于":
        return True
    if word == "于":
        return len(before) > 1 and tag[:1] == "n" and vocabulary.is_listed(before[-1] + word)
    return (before == "人手" and word in _INSIDE) or (before == "多少" and word == "人为")


def _is_particle_of_a_noun(before: str, tag: str, word: str) -> bool:
    """着 follows a verb: 门 锁 着, not 门锁 着."""
    if word != "着" or tag[:1] != "n" or len(before) != 2 or vocabulary.is_listed(before):
        return False
    is_noun = corpora.tag_of(before[0])[:1] == "n" and not corpora.is_verb(before)
    return is_noun and corpora.tag_of(before[1])[:1] == "v"


def _is_never_beside(before: str, tag: str, word: str) -> bool:
    return (before, word) in _NEVER_BESIDE or word in _COUNTED_THINGS.get(before, ())


def _is_doubled_verb_cut(before: str, tag: str, word: str) -> bool:
    """A verb said twice is one word: 问问."""
    return len(word) == 1 and before == word and vocabulary.base_of(word * 2) == word


def _is_after_a_greeting(before: str, tag: str, word: str) -> bool:
    """让 你 好受 一点, not 让 你好 受 一点."""
    return before in _GREETINGS and corpora.tag_of(word)[:1] not in _AFTER_A_GREETING


def _is_after_an_utterance(before: str, tag: str, word: str) -> bool:
    """What is said by itself is no part of a clause: 可不 (exactly!) in 可 不 容易."""
    return is_utterance(before) and word not in _AFTER_AN_UTTERANCE


def is_utterance(word: str) -> bool:
    """Return whether a word is a whole utterance, and nothing else, to the dictionary: 可不, 早上好."""
    if len(word) < 2 or vocabulary.is_listed(word) or vocabulary.is_taught(word):
        return False
    glosses = [d.gloss for entry in dictionary.entries_of(word) for d in entry.definitions]
    is_said = bool(glosses) and all(g.endswith("!") or g.startswith("that's ") for g in glosses)
    return is_said and corpora.tag_of(word)[:1] not in ("v", "n", "i", "l")


_IMPOSSIBLE_AFTER = (
    _is_counted_twice,
    _is_a_day_cut_off,
    _is_a_complement_cut_off,
    _is_a_direction_cut,
    _is_a_question_cut,
    _is_if_cut,
    _is_particle_of_a_noun,
    _is_place_cut_off,
    _is_never_beside,
    _is_doubled_verb_cut,
    _is_after_a_greeting,
    _is_after_an_utterance,
)
