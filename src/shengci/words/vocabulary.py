"""Which stretches of Chinese can be one word for a learner, and how likely each is by itself."""

import math
import re

from shengci.english import stems_of
from shengci.lexicon import dictionary, frequency, function_words, hsk, usual
from shengci.remembering import remembered
from shengci.words import corpora

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
"""The inside of a character class for Chinese characters."""
LONGEST_WORD = 10
UNKNOWN = -18.0
"""Log probability of a character no table has seen."""

_DIGITS = "[零〇一二三四五六七八九十百千万亿兆两]"
_NUMERALS = re.compile(rf"第?{_DIGITS}+(?:点{_DIGITS}+)?|{_DIGITS}+分之{_DIGITS}+")
# Written with numerals but no numbers.
_NOT_NUMBERS = frozenset(("万一", "千万", "一一", "三八", "二百五", "万千", "两", "半百", "百万"))
_COUNTING = frozenset("一二两三四五六七八九十几数多每各半这那哪")
_COUNTED = function_words.MEASURE_WORDS | frozenset(("人", "晚上", "早上", "国", "小时"))
_DENIED = frozenset("能 会 想 该 敢 肯 愿 愿意 应 应该 能够".split())
_PERSONS = frozenset("我你他她它")  # 他用, for another use, is mostly what he uses
_ASPECTS = {"着": "zhe5", "了": "le5", "过": "guo5"}
_QUESTION = re.compile(r"(.)[不没]\1")
# Two ends of one scale, which doubled take in all between: 大大小小, of every size.
_OPPOSITES = frozenset("大小 高低 多少 上下 里外 老少 男女 长短 深浅 远近 早晚 虚实 反复".split())
_TWO_WORDS = frozenset(("过得",))  # CC-CEDICT has how one asks with them
_ADVERBS_LIKE_QUESTIONS = frozenset(("动不动", "时不时", "偏不偏"))
# What doubled stands behind a word to colour it: 颤悠悠, 冷冰冰. Not what may as well be a noun or a name.
_COLOURING = frozenset(
    """悠 冰 蒙 濛 乎 腾 茸 荡 汪 通 彤 呼 吞 悄 油 溜 洋 晃 灿 沉 淋 漉 巴 绵 烫 辣 丝 滋 嘻 眯 生 飘 森 压 黝 漆 黢 糊 麻 惨
    茫 凄 嗖 飕 簌 颤 巍 邦 梆 墩 敦 嘟 鼓 囊 当 实 秃 腻 拉 垮 皱 兮 愣 怔 憨 答 怯 慌 烘 融 扑 噔 涔 潺 哄 叨 甸 喷""".split()
)
# Complements of a verb; what a dictionary lists with one is learnt as one word: 听懂, 还给.
_RESULTS = frozenset("到给成为见完好住掉开出起懂动满走")
# In nats, set by hand on our own sentences.
_ASPECT_INSIDE = 7.0
_RESULT = 1.5
_TAUGHT = 0.5  # for what a list teaches as one word, where half of it might be grammar: 但愿
_RARE = -19.5  # a word of the dictionary that neither table of frequencies has
_JOINED = 0.5  # for it to win over its parts
_NUMBER, _LONGER_NUMBER = -8.0, -0.7
_ERHUA = -2.0
_ASKED = 2.5  # for a verb and its denial together: 人才 能不能, not 人 才能 不 能
_COLOURED = -15.0
_PRONOUN_INSIDE = 5.0
_FORMED = -3.0  # a reduplicated verb, given the verb
_NAME = -1.0


def is_han(text: str) -> bool:
    """Return whether a text is of Chinese characters throughout."""
    return re.fullmatch(f"[{HAN}]+", text) is not None


def is_known(word: str) -> bool:
    """Return whether a dictionary, an HSK list or our own table of usual senses has the word."""
    return dictionary.is_headword(word) or is_listed(word) or is_taught(word)


def is_taught(word: str) -> bool:
    """Return whether our own table of usual senses has a word of several characters."""
    return len(word) > 1 and bool(usual.senses_of(word))


def is_listed(word: str) -> bool:
    """Return whether one of the current HSK lists has the word."""
    return word in hsk.words("2025") or word in hsk.words("2021")


def is_number(word: str) -> bool:
    """Return whether a word is a numeral, cardinal or ordinal (第三 is a word if a list has it)."""
    if word in _NOT_NUMBERS or not _NUMERALS.fullmatch(word):
        return False
    return not word.startswith("第") or not is_known(word)


@remembered
def base_of(word: str) -> str:
    """Return the word a reduplicated form is made of, "" if it is none or a word of its own.

    >>> [base_of(word) for word in ("看一看", "商量商量", "高高兴兴", "常常", "摇了摇头", "聊聊天", "长长")]
    ['看', '商量', '高兴', '', '摇头', '聊天', '长']
    """
    if len(word) < 4 and is_listed(word):
        return ""
    if len(word) in (2, 3) and word[0] == word[-1] and word[1:-1] in ("", "一", "了"):
        if len(word) == 2 and corpora.tag_of(word[0]) == "a" and not is_known(word):
            return word[0]  # 长长, long; 白白, in vain, is a word of its own
        return word[0] if _is_verb(word[0]) and _says_the_same(word, word[0]) else ""
    if len(word) == 4 and word[:2] == word[2:] and _is_verb(word[:2]):
        return word[:2] if _says_the_same(word, word[:2]) else ""
    if len(word) in (3, 4) and word[0] == word[-2] and word[1:-2] in ("", "一", "了"):
        base = word[0] + word[-1]
        other = len(word) == 3 and word[0] == word[1] and is_listed(word[:2])
        other = other or (dictionary.is_headword(word) and not _is_first_a_verb(word))  # 通通 知道
        return base if _is_verb_and_object(base) and not other else ""
    if len(word) == 4 and (word[0], word[2]) == (word[1], word[3]):
        base = word[0] + word[2]
        own = dictionary.is_headword(word) and corpora.tag_of(base)[:1] not in ("a", "b", "z")
        return base if dictionary.is_headword(base) and not own and base not in _OPPOSITES else ""
    return ""


def _is_verb(word: str) -> bool:
    tag = corpora.tag_of(word)[:1]
    is_first = len(word) > 1 or tag == "v" or (tag == "n" and _is_first_a_verb(word))  # 问问
    return corpora.is_verb(word) and is_first


def _is_verb_and_object(word: str) -> bool:
    """Return whether a word of two characters is first of all a verb, and begins with one: 点头, not 处长."""
    if corpora.tag_of(word[0])[:1] == "p":  # 一 把 把 门 推开
        return False
    first = [d.gloss for entry in dictionary.entries_of(word[0]) for d in entry.definitions]
    return _is_first_a_verb(word) and any(gloss.startswith("to ") for gloss in first)


def _is_first_a_verb(word: str) -> bool:
    entries = dictionary.entries_of(word)
    return bool(entries) and entries[0].definitions[0].gloss.startswith("to ")


def _says_the_same(form: str, base: str) -> bool:
    """Return whether a form has no entry, or one that is a verb with a word of its base: 看看, not 拜拜."""
    glosses = [d.gloss for entry in dictionary.entries_of(form) for d in entry.definitions]
    if not glosses:
        return True
    said = {
        s for e in dictionary.entries_of(base) for d in e.definitions for s in stems_of(d.gloss)
    }
    return any(g.startswith("to ") and said & ({*stems_of(g)} - {"to"}) for g in glosses)


def is_denied(word: str) -> bool:
    """Return whether a word is 不 before an auxiliary, and no more than that: 不能, not 不该 as a list teaches it."""
    return word[0] == "不" and word[1:] in _DENIED and not is_listed(word)


def is_inside(word: str) -> bool:
    """Return whether a word is a noun and 里, and no list teaches it as one: 嘴里, not 心里.

    So is one with 上 or 下 that the dictionary has as a name alone: 山上, a township.
    """
    if len(word) != 2 or word[1] not in "里上下" or is_listed(word) or is_taught(word):
        return False
    if not is_listed(word[0]) or corpora.tag_of(word)[:2] in corpora.NAME_TAGS:
        return False
    entries = dictionary.entries_of(word)
    if entries and all(entry.is_name for entry in entries):
        return True
    return word[1] == "里" and corpora.tag_of(word[0]) == "n"


def is_question(word: str) -> bool:
    """Return whether a word is a verb asked with its negation (好不好), which is cut in three.

    Not so those a list and a dictionary teach as one: 是不是, 有没有.
    """
    if _QUESTION.fullmatch(word) is None or word in _ADVERBS_LIKE_QUESTIONS:
        return False
    return not (is_listed(word) and dictionary.is_headword(word))


@remembered
def ends_in_aspect(word: str) -> bool:
    """Return whether a word may as well be a verb and its particle: 穿着, to wear or attire.

    Not so what a list teaches as a verb, or with the particle in it: 超过, 随着, 为了.
    """
    if len(word) != 2 or word[1] not in _ASPECTS:
        return False
    read = {entry.pinyin[-1] for entry in dictionary.entries_of(word)}
    if is_listed(word) and (corpora.is_verb(word) or _ASPECTS[word[1]] in read):
        return False
    glosses = (d.gloss for entry in dictionary.entries_of(word[0]) for d in entry.definitions)
    return any(gloss.startswith("to ") for gloss in glosses)


@remembered
def log_probability(word: str, names: bool) -> float | None:
    """Return how likely a word is in running text, None if it is no word for a learner.

    `names`: whether what only jieba lists, as a name, is one. Beside the words of the dictionary, the
    HSK lists' and single characters, words are numerals, reduplicated verbs, words with erhua, and
    what jieba lists where half of it is no word by itself.
    """
    if len(word) == 1:
        return _of_character(word)
    if is_number(word):
        return _NUMBER + _LONGER_NUMBER * (len(word) - 2)
    if is_denied(word) or is_inside(word) or word in _TWO_WORDS:
        return None
    if is_question(word):
        return sum(map(_of_character, word)) + _ASKED
    if is_counted(word) and not is_listed(word) and not (len(word) > 2 and is_taught(word)):
        return None
    base = base_of(word)
    if base:
        return (log_probability(base, names) or UNKNOWN) + _FORMED
    share = corpora.frequency_of(word)
    if dictionary.is_headword(word) or is_taught(word):
        return _of_entry(word, share)
    if word.endswith("儿") and _takes_erhua(word[:-1]):
        return (log_probability(word[:-1], names) or UNKNOWN) + _ERHUA
    if is_listed(word) and share and not ends_in_aspect(word):
        return math.log(share)
    if is_coloured(word):
        return math.log(share) if share > 1e-8 else _COLOURED
    if not share:
        return None
    if names and corpora.tag_of(word).startswith(corpora.NAME_TAGS):
        return math.log(share) + _NAME
    return math.log(share) if _is_compound(word) else None


def _of_character(character: str) -> float:
    share = corpora.frequency_of(character)
    return math.log(share) if share > 1e-8 else UNKNOWN


def _takes_erhua(word: str) -> bool:
    """Return whether 儿 may be a word's ending: not 从 儿时, nor 听见 儿子."""
    if len(word) == 1:
        return is_known(word) and word not in function_words.FUNCTION_WORDS
    return is_known(word) and corpora.tag_of(word)[:1] != "v"


def is_coloured(word: str) -> bool:
    """Return whether a word is an adjective, verb or noun with a doubled character that colours it: 颤悠悠."""
    if len(word) != 3 or word[1] != word[2] or word[1] not in _COLOURING or word[0] == word[1]:
        return False
    if word[0] in function_words.FUNCTION_WORDS:
        return False
    if is_known(word[1:]) and not corpora.is_counted(word):
        return False  # 含 着 羞 悄悄 地 笑
    return corpora.tag_of(word[0])[:1] in ("a", "v", "n") and corpora.tag_of(word[0])[:2] != "nr"


def is_counted(word: str) -> bool:
    """Return whether a word begins with a numeral and its measure word: 两个, 一个半; 每天 is taught as one."""
    if word[0] == "每" and dictionary.is_headword(word):
        return False
    if len(word) == 2 and word[0] == word[1] and not dictionary.is_headword(word):
        return word[0] in function_words.MEASURE_WORDS  # 一 行 行
    return word[0] in _COUNTING and (word[1:] in _COUNTED or word[1:2] == "个")


def _of_entry(word: str, share: float) -> float:
    alone = math.log(share) if share else _RARE
    if is_listed(word) and sum(map(function_words.FUNCTION_WORDS.__contains__, word)) == 1:
        alone += _TAUGHT
    if ends_in_aspect(word):
        return alone - _ASPECT_INSIDE
    if len(word) == 2 and word[0] in _PERSONS and corpora.is_verb(word[1]) and not is_listed(word):
        return alone - _PRONOUN_INSIDE
    if len(word) == 2 and word[1] in _RESULTS and corpora.is_verb(word[0]):
        alone += _RESULT
    if share > 1e-8 or not (is_taught(word) or function_words.FUNCTION_WORDS.isdisjoint(word)):
        return alone
    return max(alone, _of_parts(word) + _JOINED + _TAUGHT * is_listed(word))


def _of_parts(word: str) -> float:
    """Return the log probability of the likeliest way to say the same as several words."""
    best = [0.0]
    for end in range(1, len(word) + 1):
        options = []
        for start in range(end):
            if end - start < len(word):
                share = corpora.frequency_of(word[start:end])
                if share or end - start == 1:
                    options.append(best[start] + (math.log(share) if share > 1e-8 else UNKNOWN))
        best.append(max(options))
    return best[-1]


def _is_compound(word: str) -> bool:
    """Return whether half of a word that only jieba lists is no word by itself."""
    if len(word) != 2 or not function_words.FUNCTION_WORDS.isdisjoint(word):
        return False
    return not all(map(_is_free, word))


@remembered
def _is_free(character: str) -> bool:
    """Return whether a character is a word by itself, as the HSK lists and the dictionary see it."""
    if is_listed(character):
        return True
    definitions = [
        definition
        for entry in dictionary.entries_of(character)
        if not entry.is_name
        for definition in entry.definitions
    ]
    free = [
        d for d in definitions if not {"bound form", "old", "archaic", "literary"} & {*d.labels}
    ]
    return len(free) * 2 > len(definitions) and frequency.zipf_of(character) >= 4.5
