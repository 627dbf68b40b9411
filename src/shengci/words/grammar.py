"""Which part of speech fits between its neighbours.

A handful of rules any grammar of Chinese has, as small weights: the English line, where it says
anything, outweighs them.
"""

import re
from dataclasses import dataclass

from shengci.lexicon import usual
from shengci.lexicon.function_words import MEASURE_WORDS
from shengci.records import Definition

_FITS, _FITS_WELL, _HARDLY = 0.08, 0.2, -0.15
_DETERMINERS = frozenset("这 那 哪 几 每 各 某 该 此 两 半 多少 数 一".split())
_SIZES = frozenset("大 小 整 满".split())  # 一大笔
_NUMERAL = re.compile(r"第?[\d０-９零〇一二三四五六七八九十百千万亿两几数半多]+")
_DEGREES = frozenset("很 较 更 太 非常 十分 极 比较 越来越".split())
_TO_WHERE = frozenset("在 于 到 至".split())
_ASPECT = frozenset("了 着 过".split())
_BEHIND_VERBS = frozenset("得 一下 一番 起来 下去".split())
_WHAT_THERE_IS = frozenset(
    "没什么 有什么 什么 没有什么 有些 某种 这种 那种 这类".split()
)  # 没什么作用
_NEGATION = frozenset("不 没 没有 别 未".split())
_PRONOUNS = frozenset(
    "我 你 您 他 她 它 我们 你们 他们 她们 它们 咱们 自己 大家 人家 谁 这 那".split()
)
# Verbs whose object is another verb.
_TAKE_VERBS = frozenset(
    """会 能 能够 可以 要 想 应该 必须 肯 敢 愿意 来 去 开始 停止 继续 准备 打算 决定 喜欢 爱 在 是 可 得 该 需 需要 不能 不会 不要 互相
    到处""".split()
)
DIRECTIONS = frozenset(
    "起来 出来 出去 下来 下去 上来 上去 进来 进去 过来 过去 回来 回去".split()
)  # behind a verb they are no objects, though 过去 is a noun as well
_LATER_COMPLEMENTS = frozenset("完 到 得 着 过 起来 下去".split())
_AUXILIARIES = frozenset("会 能 要 可 得 想 应 该 肯 敢 须".split())
_WITHOUT_COMPLEMENT = _TAKE_VERBS - {"得"} | frozenset("像 好像 似乎 有 没有 叫 让 使".split())
_TAGS = {"n": "noun", "v": "verb", "a": "adjective", "d": "adverb", "r": "pronoun", "q": "measure word",
         "p": "preposition", "c": "conjunction", "u": "particle", "m": "numeral", "f": "localiser"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A piece beside a word: its simplified text, "" at the edge of a clause, with jieba's tag."""

    text: str = ""
    tag: str = ""

    @property
    def is_verbal(self) -> bool:
        """Whether it is a verb, an adjective or a set phrase, or an adverb, auxiliary or preposition before one."""
        return self.tag[:1] in ("v", "a", "d", "z", "p", "i", "l") or self.text in _NEGATION

    @property
    def is_nominal(self) -> bool:
        """Whether it is a noun, name or pronoun."""
        return self.tag[:1] in ("n", "r", "s", "t") or self.text in _PRONOUNS

    @property
    def counts(self) -> bool:
        """Whether a measure word may follow it."""
        return self.text in _DETERMINERS or _NUMERAL.fullmatch(self.text) is not None


def tag_of_common(word: str) -> str:
    """Return jieba's tag for what a word is that is no name, by its first usual sense, "n" without one.

    >>> tag_of_common("明白"), tag_of_common("换"), tag_of_common("美")
    ('v', 'v', 'a')
    """
    parts = {part: tag for tag, part in _TAGS.items()}
    usually = usual.senses_of(word)
    return parts.get(usually[0].definition.part_of_speech, "n") if usually else "n"


def is_listed_as(kind: str, tag: str) -> bool:
    """Return whether jieba lists a word, tagged so, as this part of speech."""
    return bool(kind) and kind == _TAGS.get(tag[:1])


def fitness(headword: str, kind: str, before: Neighbour, after: Neighbour) -> float:
    """Return what speaks for a part of speech ("" for unknown) between a word's neighbours, about -0.2 to 0.2."""
    fitness = 0.0
    if after.text in _ASPECT and kind not in ("", "verb", "complement", "adjective", "noun"):
        fitness += 2 * _HARDLY
    if kind == "measure word":
        counted = before.counts or before.text in MEASURE_WORDS or before.text in _SIZES
        if counted or before.text == "连":
            counts_noun = headword in MEASURE_WORDS and after.is_nominal
            return fitness + (2 if counts_noun else 1) * _FITS_WELL
        is_of_object = before.tag[:1] == "v" or before.text in _ASPECT  # 有座庙, 讲了个故事
        return fitness + (_FITS if is_of_object and after.is_nominal else _HARDLY)
    if before.counts and headword in MEASURE_WORDS and before.text != "一":
        fitness += _HARDLY
    is_object = headword not in DIRECTIONS and _is_object(before, after)
    if kind in ("verb", "noun") and headword in _AUXILIARIES and after.is_verbal:
        fitness += 2 * _HARDLY
    if kind in ("noun", "verb") and after.text in _DEGREES:
        fitness += _FITS_WELL if kind == "noun" else _HARDLY  # 影响很大
    if kind == "verb":
        fitness += _FITS if after.text in _TO_WHERE or after.tag == "t" else 0.0  # 生活在, 计划明年
        follows = after.text in _ASPECT or after.text in _BEHIND_VERBS
        fitness += _FITS if follows or before.text in _NEGATION else 0.0
        fitness += _FITS if after.is_nominal or after.counts else 0.0
        is_counted = before.text == "一" and headword in MEASURE_WORDS  # 一顶
        fitness += 2 * _HARDLY if is_counted else 0.0
        fitness += _HARDLY if before.text == "的" or before.text in MEASURE_WORDS else 0.0
        fitness += _HARDLY if is_object else 0.0
    elif kind == "noun":
        fitness += _FITS if before.text == "的" or before.text in MEASURE_WORDS else 0.0
        fitness += _FITS if is_object else 0.0
        fitness += _HARDLY if after.text in _ASPECT or before.text in _NEGATION else 0.0
    elif kind == "adjective":
        fitness += _FITS if before.text in ("很", "太", "更", "最", "非常", "十分") else 0.0
    elif kind == "auxiliary":
        fitness += _FITS_WELL if after.is_verbal else _HARDLY
    elif kind == "adverb":
        fitness += _FITS if after.is_verbal else _HARDLY if after.is_nominal else _HARDLY / 2
        fitness += _HARDLY if not after.text else 0.0
    elif kind == "preposition":
        fitness += _FITS if after.is_nominal or after.counts else 0.0
        fitness += _HARDLY if not after.text or after.text in _ASPECT else 0.0
    elif kind == "conjunction":
        fitness += _FITS if not before.text else 0.0
        fitness += _HARDLY if not after.text else 0.0
    elif kind == "complement":
        fitness += 2 * _HARDLY if after.text in _LATER_COMPLEMENTS else 0.0  # 坚持跑完
        takes_none = before.text in _WITHOUT_COMPLEMENT
        behind_verb = before.text in ("得", "不", "过") or (
            before.tag[:1] in ("v", "a") and not takes_none
        )
        fitness += 2 * _HARDLY if takes_none or not before.text else 0.0
        fitness += _FITS_WELL if behind_verb else _HARDLY
    elif kind == "localiser":
        fitness += _FITS if before.is_nominal else _HARDLY
    elif kind == "numeral":
        fitness += _FITS if after.text in MEASURE_WORDS else 0.0
    elif kind == "particle":
        fitness += _HARDLY if not before.text else 0.0
    elif kind in ("prefix", "suffix", "interjection"):
        fitness += _HARDLY / 2
    return fitness


def part_asked(before: Neighbour, after: Neighbour) -> str:
    """Return "noun" or "verb" where a word that is both can be but one between its neighbours, else "".

    >>> part_asked(Neighbour("的", "uj"), Neighbour()), part_asked(Neighbour("他", "r"), Neighbour("了", "ul"))
    ('noun', 'verb')
    """
    if after.text in _ASPECT or after.text in _BEHIND_VERBS:
        return "verb"
    if before.text == "的" or (before.text in MEASURE_WORDS and not after.is_nominal):
        return "noun"
    if before.text in _WHAT_THERE_IS and not (after.is_nominal or after.is_verbal):
        return "noun"
    if before.text in _NEGATION or before.text in ("地", "正在", "别", "不要") or before.tag == "d":
        return "verb"
    if after.is_nominal or after.counts:
        return "verb" if before.tag[:1] in ("r", "n", "") else ""
    return "noun" if _is_object(before, after) else ""


def _is_object(before: Neighbour, after: Neighbour) -> bool:
    """Return whether a word at the end of a clause can be what the verb before it takes: 起作用."""
    is_behind_verb = before.text in _ASPECT or before.tag[:1] == "v"
    return is_behind_verb and not after.text and before.text not in _TAKE_VERBS


def part_of_speech(definition: Definition) -> str:
    """Return the part of speech a sense is of, "" where its gloss does not tell."""
    if definition.part_of_speech:
        return definition.part_of_speech
    if definition.gloss.startswith("to ") and definition.gloss != "to":
        return "verb"
    if definition.gloss.startswith("classifier"):
        return "measure word"
    return ""
