"""The dictionary's word behind what a sentence says: 投…票 is 投票, 看一看 is 看."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shengci.english import EnglishWord
from shengci.lexicon import dictionary, function_words
from shengci.words import candidates, corpora
from shengci.words.segmentation import Piece
from shengci.words.vocabulary import base_of, is_known, is_listed

_NUMERALS = frozenset("两几半")
_DIRECTIONS, _HITHER = frozenset("起下出上进回过"), frozenset("来去")
_FARTHEST = 7  # pieces from the verb to its object: 跳 了 一 个 晚上 的 舞
_INSIDE = function_words.MEASURE_WORDS | frozenset(
    """了 过 着 的 这 那 个 大 小 点儿 一点儿 些 一些 一下 下 多 什么 完 好 夜 晚上 上午 下午 小时 分钟 会儿 一会儿 次 回
    我 你 您 他 她 它 我们 你们 他们 她们 谁 大家 人家 自己 这个 那个 这次 那次""".split()
)
"""What may stand in a separable verb: aspect particles, how often and how long, whose it is."""
_NO_NOUNS = frozenset("当忙亏")  # which are objects, yet no things: 上当, 帮忙, 吃亏
# No objects of a verb before them: 听 他 说, not 听说 in two parts.
_FREE_VERBS = frozenset("说叫喊看听想问答写读给吃喝走跑跳做变")
_RELATIVE = 12  # pieces from a verb to its object behind a clause: 上 了 那个 卖 手机 的 当
_RESULTS = frozenset("成完好住见着透")  # of the verb before: 做 成 的 事, no 成事
_TAKES_A_VERB = frozenset(
    "要会能想得可该去来就再才"
)  # what stands before it is the verb: 想 上 一 节 课


def with_headwords(
    sentence: str, pieces: Sequence[Piece], words: Sequence[EnglishWord] = ()
) -> list[Piece]:
    """Return the pieces, those that are a form or a part of another word with the spots of its characters."""
    pieces = _joined_objects(sentence, _cut_at_directions(sentence, pieces))
    out = [replace(piece, spots=_spots_of_base(sentence, piece)) for piece in pieces]
    for verb, thing, _ in separable_of(sentence, pieces, words):
        spots = (*range(verb.start, verb.end), *range(thing.start, thing.end))
        for piece in (verb, thing):
            out[pieces.index(piece)] = replace(piece, spots=spots)
    return out


def _cut_at_directions(sentence: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with 鼓起掌来, whatever its cut, as 鼓 起 掌 来: the verb is 鼓掌."""
    out = list(pieces)
    for at in range(len(sentence) - 3):
        verb, direction, thing, hither = tuple(sentence[at : at + 4])
        if direction not in _DIRECTIONS or hither not in _HITHER or not _is_separable(verb + thing):
            continue
        inside = [piece for piece in out if at <= piece.start < at + 3]
        # What crosses its borders is another word.
        is_whole = bool(inside) and inside[0].start == at and inside[-1].end == at + 3
        if is_whole and len(inside) > 1 and all(piece.kind == "word" for piece in inside):
            first = out.index(inside[0])
            out[first : first + len(inside)] = [
                Piece(i, i + 1, "word", corpora.tag_of(sentence[i])) for i in range(at, at + 3)
            ]
    return out


def _joined_objects(sentence: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with an object of two characters, no word by itself, in one: 打 了 水漂."""
    out = list(pieces)
    for first, second in itertools.pairwise(pieces):
        if not (first.end - first.start == second.end - second.start == 1):
            continue
        verb = _verb_before(sentence, pieces, first)
        thing = sentence[first.start : second.end]
        if verb is None or is_known(thing):
            continue
        if _is_separable(sentence[verb.start : verb.end] + thing) and first in out:
            at = out.index(first)
            out[at : at + 2] = [Piece(first.start, second.end, "word", "n")]
    return out


def _verb_before(sentence: str, pieces: Sequence[Piece], thing: Piece) -> Piece | None:
    """Return the nearest piece before one of a verb's object that may not stand in a separable verb."""
    between = [p for p in pieces if p.end <= thing.start][-_FARTHEST:]
    for piece in reversed(between):
        word = sentence[piece.start : piece.end]
        if piece.kind == "word" and word not in _INSIDE and word not in _NUMERALS:
            return piece if piece.end < thing.start and _may_be_a_verb(word) else None
        if piece.kind not in ("word", "number"):
            return None
    return None


def _spots_of_base(sentence: str, piece: Piece) -> tuple[int, ...]:
    word = sentence[piece.start : piece.end]
    base = base_of(word) if piece.kind == "word" and len(word) > 1 else ""
    if not base:
        return ()
    if len(base) == 2 and word[-2] == word[0] and word[-1] not in word[:-1]:
        return piece.start, piece.end - 1  # 摇 … 头
    step = 2 if len(word) == 4 and word[0] == word[1] else 1
    return tuple(range(piece.start, piece.start + step * len(base), step))


def spoken_of(form: str, pinyin: tuple[str, ...]) -> tuple[str, ...]:
    """Return the syllables of a reduplicated form, given its base's: the second 看 of 看看 is light, that of 长长 not.

    >>> spoken_of("看一看", ("kan4",)), spoken_of("尝尝", ("chang2",))
    (('kan4', 'yi1', 'kan4'), ('chang2', 'chang5'))
    >>> spoken_of("长长", ("chang2",))
    ('chang2', 'chang2')
    >>> spoken_of("摇了摇头", ("yao2", "tou2"))
    ('yao2', 'le5', 'yao2', 'tou2')
    >>> spoken_of("高高兴兴", ("gao1", "xing4"))
    ('gao1', 'gao1', 'xing4', 'xing4')
    """
    if len(pinyin) == 1:
        if corpora.tag_of(form[0]) == "a" and len(form) == 2:
            return (*pinyin, *pinyin)
        between = {"一": ("yi1",), "了": ("le5",)}.get(form[1:-1], ())
        return (*pinyin, *between, *pinyin) if between else (*pinyin, pinyin[0][:-1] + "5")
    first, second = pinyin
    if form[-1] not in form[:-1]:
        return (*spoken_of(form[:-1], (first,)), second)
    return (first, first, second, second) if form[0] == form[1] else (first, second, first, second)


def separable_of(
    sentence: str, pieces: Sequence[Piece], words: Sequence[EnglishWord] = ()
) -> list[tuple[Piece, Piece, str]]:
    """Return the verbs that stand in two parts, each part's piece and the word of the dictionary.

    Between them stand only aspect particles, numerals, measure words, pronouns and 的. Where the
    English line speaks of verb and object by themselves (ate three bowls of rice), they are two words.
    """
    stems = frozenset(word.stem for word in words if not word.is_function_word)
    found: list[tuple[Piece, Piece, str]] = []
    taken: set[int] = set()
    for i, verb in enumerate(pieces):
        if verb.kind != "word" or not _may_be_a_verb(sentence[verb.start : verb.end]):
            continue
        reachable = _reachable(sentence, pieces[i + 1 : i + 1 + _FARTHEST])
        behind = _behind_a_clause(sentence, pieces[i + 1 : i + 1 + _RELATIVE])
        for thing in itertools.chain(reachable, behind):
            headword = sentence[verb.start : verb.end] + sentence[thing.start : thing.end]
            if not taken.isdisjoint(range(verb.start, thing.end)):
                continue
            if _is_complement(sentence, pieces, i) or _describes(sentence, pieces, i, thing):
                continue
            if sentence[thing.start : thing.end] in _HITHER and _leads_on(sentence, pieces, thing):
                continue
            if _is_separable(headword) and not _is_literal(headword, verb.end - verb.start, stems):
                found.append((verb, thing, headword))
                taken |= {verb.start, thing.start}
                break
    return found


def _reachable(sentence: str, after: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that only what may stand in a separable verb parts from it."""
    is_numeral = False
    for i, piece in enumerate(after):
        word = sentence[piece.start : piece.end]
        if i == 0 and word in _DIRECTIONS and _goes_on(sentence, after[1:]):
            continue
        if word == "的" and i and _is_aspect(sentence, after[i - 1]):
            return  # 读 过 的 书: what somebody has read
        is_counted = is_numeral and word in function_words.MEASURE_WORDS  # 换上 2.4 升: no 上升
        if i and piece.kind == "word" and word not in function_words.PARTICLES and not is_counted:
            yield piece
        is_numeral = piece.kind == "number" or word in _NUMERALS
        if not is_numeral and word not in _INSIDE:
            return


def _is_aspect(sentence: str, piece: Piece) -> bool:
    return sentence[piece.start : piece.end] in ("了", "过", "着")


def _behind_a_clause(sentence: str, after: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the object that a clause with 的 parts from its verb, where it is no noun by itself: 当, 忙, 亏."""
    if not after or sentence[after[0].start : after[0].end] not in ("了", "过"):
        return
    for i, (piece, thing) in enumerate(itertools.pairwise(after)):
        if piece.kind == "punctuation":
            return
        word = sentence[thing.start : thing.end]
        if sentence[piece.start : piece.end] == "的" and word in _NO_NOUNS:
            closing = after[i + 2].kind == "punctuation" if len(after) > i + 2 else True
            if closing:
                yield thing
            return


def _is_complement(sentence: str, pieces: Sequence[Piece], at: int) -> bool:
    """Return whether a piece says where the verb before it goes, what becomes of it, or on what a noun is: 抬 上 六 楼, where 上 is no verb."""
    text = sentence[pieces[at].start : pieces[at].end]
    if at == 0 or text not in _DIRECTIONS | _RESULTS:
        return False
    before = pieces[at - 1]
    word = sentence[before.start : before.end]
    is_described = sentence[pieces[at].end : pieces[at].end + 1] == "的"
    if before.kind == "word" and is_described and corpora.tag_of(word)[:1] == "n":
        return True  # 墙 上 的 钟
    if before.kind != "word" or before.end - before.start > 1 or word in _TAKES_A_VERB:
        return False
    return corpora.tag_of(word)[:1] == "v"


def _describes(sentence: str, pieces: Sequence[Piece], at: int, thing: Piece) -> bool:
    """Return whether a piece with a number or size before it describes the noun behind it: 一 双 破 皮鞋."""
    between = [p for p in pieces[at + 1 :] if p.end <= thing.start]
    if not any(p.kind == "number" or sentence[p.start : p.end] in ("大", "小") for p in between):
        return False
    after = next((p for p in pieces if p.start == thing.end), None)
    if after is None or after.kind != "word" or after.tag[:1] != "n":
        return False
    return corpora.tag_of(sentence[thing.start : thing.end])[:1] in ("a", "v")


def _leads_on(sentence: str, pieces: Sequence[Piece], thing: Piece) -> bool:
    """Return whether what somebody goes or comes for stands behind: 带 她 去 钓鱼, where 去 is "to go"."""
    after = next((piece for piece in pieces if piece.start == thing.end), None)
    if after is None or after.kind == "punctuation":
        return False
    return sentence[after.start : after.end] not in function_words.PARTICLES


def _goes_on(sentence: str, after: Sequence[Piece]) -> bool:
    """Return whether the other half of a direction stands behind the next word: 起 … 来."""
    return len(after) > 1 and sentence[after[1].start : after[1].end] in _HITHER


def _may_be_a_verb(word: str) -> bool:
    """Return whether a word can be the verb of two; 有 is followed by what there is, 便 is "then"."""
    return (
        word not in ("有", "是", "在", "便")
        and corpora.tag_of(word)[:1] != "p"
        and any(option.definition.gloss.startswith("to ") for option in candidates.options_of(word))
    )


def _is_separable(headword: str) -> bool:
    """Return whether a word is a verb of two or three characters, taught or with an entry of its own."""
    return (
        1 < len(headword) < 4
        and headword[1:] not in _FREE_VERBS
        and corpora.is_verb(headword)
        and (is_listed(headword) or dictionary.is_headword(headword))
    )


def _is_literal(headword: str, cut: int, stems: frozenset[str]) -> bool:
    """Return whether a line has verb and object by themselves, and the object in no word for both.

    An object of two characters is a word by itself unless the line has one for both: 出 了 毛病, trouble.
    """
    whole, thing = _stems(headword), _stems(headword[cut:]) & stems
    if len(headword) - cut > 1 and not is_known(headword[cut:]):
        return False
    if stems and len(headword) - cut > 1:
        return whole.isdisjoint(stems)
    return bool(thing and _stems(headword[:cut]) & stems) and thing.isdisjoint(whole)


def _stems(word: str) -> frozenset[str]:
    return frozenset().union(
        *(
            candidates.alternative_stems(wording)[0]
            for option in candidates.options_of(word)
            if not option.entry.is_name
            for wording in option.definition.alternatives
        )
    )
