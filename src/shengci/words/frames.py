"""Frames that tell what a word means: of grammar, 连 … 也, 又 … 又, 先 … 再, and of a verb with its object, 打 … 伞.

Any grammar of Chinese has the first. Each asks for one wording of the usual senses.
"""

from collections.abc import Sequence
from itertools import takewhile

from shengci.lexicon import collocations
from shengci.words import (
    adverb_frames,
    auxiliary_frames,
    complement_frames,
    corpora,
    coverb_frames,
    grammar_frames,
    neighbour_frames,
    nominal_frames,
    particle_frames,
    place_frames,
    potential_frames,
    pronoun_frames,
    sequence_frames,
    story_frames,
)
from shengci.words.grammar_frames import clause_after, clause_before

ROOMS = (
    grammar_frames,
    coverb_frames,
    particle_frames,
    place_frames,
    story_frames,
    adverb_frames,
    auxiliary_frames,
    potential_frames,
    nominal_frames,
    sequence_frames,
    neighbour_frames,
)
FRAMES = {word: frame for room in ROOMS for word, frame in room.FRAMES.items()}
_STOPS = frozenset("。！？；.!?;…")
_ASPECT = frozenset("了 着 过".split())
_COMPLEMENTS = frozenset("动 好 完 起 起来 上 下 出 开 到 来 去 过 成 掉".split())
_DIRECTIONS = frozenset("上 下 出 起 过".split())
_NO_VERBS = frozenset("我 你 您 他 她 它 我们 你们 他们 她们 谁 都 也 还 就 从 再 并".split())
_TAKE_VERBS = frozenset("去 来 想 要 会 能 学 可以 开始 准备 打算 喜欢 得 该 敢".split())
_FARTHEST_OBJECT, _FARTHEST_VERB = 6, 4  # words between a verb and its object


def wording_asked(words: Sequence[str], tags: Sequence[str], at: int) -> str:
    """Return the English wording of a usual sense that a frame asks for at a word, "" where none does.

    `words` are those of the sentence, `tags` jieba's.

    >>> wording_asked(["连", "他", "也", "不", "知道"], ["c", "r", "d", "d", "v"], 0)
    'even'
    >>> wording_asked(["又", "细", "又", "长"], ["d", "a", "d", "a"], 2)
    'both ... and'
    """
    frame = FRAMES.get(words[at])
    start = next((i + 1 for i in range(at - 1, -1, -1) if words[i] in _STOPS), 0)
    after = list(takewhile(lambda word: word not in _STOPS, words[at + 1 :]))
    before, before_tag = list(words[start:at]), tags[at - 1] if at else ""
    end = at + 1 + len(after)
    after_tags = [*map(_tag_as_used, after, tags[at + 1 : end], [*after[1:], ""]), "", "", ""]
    asked = frame(before, after, before_tag, after_tags) if frame else ""
    if words[at] == "吧" and is_question(words, at):
        asked = "right?"
    if words[at] == "呢" and "还是" in before and not is_question(words, at):
        asked = "(stresses that it is so or goes on)"
    if not asked and words[at] in pronoun_frames.PRONOUNS:
        asked = pronoun_frames.wording_of(words[at], before, after, is_question(words, at))
    if not asked:
        asked = complement_frames.wording_behind(
            words[at], before, tags[start:at], after, after_tags[0]
        )
    if not asked and not _is_no_verb(words[at], before, before_tag):
        asked = _by_object(words[at], before, after, after_tags)
    return asked or _by_verb(words[at], before, after, after_tags[0])


def _tag_as_used(word: str, tag: str, after: str) -> str:
    """Return the tag of a word, a verb's for a noun of one character before 了 that may be one: 结 了 冰."""
    is_verb = tag == "n" and after == "了" and len(word) == 1 and corpora.is_verb(word)
    return "v" if is_verb else tag


def has_frames(word: str) -> bool:
    """Return whether there is a frame for a word."""
    return (
        word in FRAMES
        or word == "吧"
        or word in pronoun_frames.PRONOUNS
        or word in complement_frames.COMPLEMENTS
        or collocations.is_listed(word)
    )


def is_question(words: Sequence[str], at: int) -> bool:
    """Return whether the sentence that a word is in ends with a question mark."""
    return next((word for word in words[at:] if word in _STOPS), "") in ("？", "?")


def _is_no_verb(word: str, before: Sequence[str], tag: str) -> bool:
    """Return whether a word that may be a verb stands as a localiser, complement or measure word: 镇上, 掏不出, 这点."""
    if not before:
        return False
    last = before[-1]
    if word in _DIRECTIONS:
        is_potential = last in ("不", "得") and len(before) > 1 and before[-2] not in _NO_VERBS
        if is_potential or (tag[:1] == "v" and last not in _TAKE_VERBS):
            return True
    if word in ("上", "下"):
        return tag[:1] in ("n", "s")
    return word == "点" and (tag[:1] == "m" or last in ("这", "那"))


def _by_object(verb: str, before: Sequence[str], after: Sequence[str], tags: Sequence[str]) -> str:
    """Return what a verb means with its object, behind it as far as the next verb, or behind 把."""
    clause = clause_after(after)[:_FARTHEST_OBJECT]
    n_near = next(
        (
            i
            for i, word in enumerate(clause)
            if i and tags[i] == "v" and word not in _COMPLEMENTS and clause[i - 1] not in _ASPECT
        ),
        len(clause),
    )
    here = clause_before(before)
    moved = list(takewhile(lambda word: word not in ("把", "将"), here))
    has_moved = len(moved) < len(here)
    objects = [*clause[:n_near], *(moved if has_moved else ())]
    fronted = here[:_FARTHEST_VERB] if verb != "走" else ()  # 电话打了十几遍; not 路不好走
    return collocations.wording_with_object(verb, objects) or (
        "" if has_moved else collocations.wording_with_object(verb, fronted)
    )


def _by_verb(noun: str, before: Sequence[str], after: Sequence[str], tag_after: str) -> str:
    """Return what a noun means as the object of the verb before it, which what counts it may part from it.

    What begins a clause may be the object of the verb behind it: 面要揉.
    """
    if tag_after[:1] == "n":
        return ""  # it is no object but describes one: 表 of 表哥
    near = clause_before(before)[:_FARTHEST_VERB] or clause_after(after)[:_FARTHEST_VERB]
    asked = (collocations.wording_with_verb(noun, word) for word in near)
    return next(filter(None, asked), "")
