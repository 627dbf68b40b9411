"""Words of the likeliest path that are cut further, by what stands before them in it."""

import re
from collections.abc import Sequence

from shengci.lexicon import function_words
from shengci.words import corpora
from shengci.words.lattice import Edge
from shengci.words.vocabulary import is_question

_PLACES, _HITHER = frozenset("上下里"), frozenset("来去")
_WHERE_TO = frozenset("到往回进")
_GROUND = frozenset(("地下", "地上"))
_DOUBLED = re.compile(r"(.)\1|(.)\2(.)\3|(..)\4|.(.)\5")  # 慢慢, 高高兴兴, 哗啦哗啦, 静悄悄
_TOPICS = frozenset("对 对于 就 从 拿 一般 总的 总体 具体 相对 整体 通常".split())  # 对 他 来说
_SAID = frozenset("一两几说这那我你他她什点些")
_WORKS_NOT = "不管用"
_FARTHEST_PLACE = 4  # words from 到 to the place somebody goes to
_TAKES_NO_PARTICLE = frozenset("来去要会想能可没让使是")  # verbs behind which 着手 is a word


def _is_place_cut(before: Sequence[Edge], edge: Edge, after: Sequence[Edge]) -> bool:
    """Return whether the place somebody goes to goes on into a word: 到 甲板 上去 for 到 甲板 上 去."""
    is_way = len(edge.text) == 2 and edge.text[0] in _PLACES and edge.text[1] in _HITHER
    if not is_way or not before or before[-1].tag[:1] != "n":
        return False
    near = before[-_FARTHEST_PLACE:-1]
    return any(e.text[-1] in _WHERE_TO and e.tag[:1] in ("v", "p", "") for e in near)


def _is_manner_cut(before: Sequence[Edge], edge: Edge, after: Sequence[Edge]) -> bool:
    """Return whether 地 behind how something is done begins a word: 慢慢 地下 for 慢慢 地 下 了 楼."""
    is_ground = edge.text in _GROUND and bool(before)
    return is_ground and _DOUBLED.fullmatch(before[-1].text) is not None


def _is_feat(before: Sequence[Edge], edge: Edge, after: Sequence[Edge]) -> bool:
    """Return whether 得到 has nothing that it gets, but says that somebody can: 没人 做 得 到."""
    if edge.text != "得到" or not before or _goes_on(after):
        return False
    return len(before[-1].text) == 1 and corpora.is_verb(before[-1].text)


def _is_no_topic(before: Sequence[Edge], edge: Edge, after: Sequence[Edge]) -> bool:
    """Return whether 来说 is to come and say: no 对 or the like says whom it matters to.

    A run may begin behind a name that 对 stands before; what is counted (来说两句) follows a verb.
    """
    if edge.text != "来说" or any(e.text in _TOPICS for e in before):
        return False
    return bool(before) or (bool(after) and after[0].text[0] in _SAID)


_CUT = (_is_place_cut, _is_manner_cut, _is_feat, _is_no_topic)
"""Each says of a word between those before it and behind it whether its characters are words there."""


def with_characters(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with words cut into characters where one of the rules above asks for it."""
    out: list[Edge] = []
    for at, edge in enumerate(path):
        is_cut = len(edge.text) == 2 and any(rule(out, edge, path[at + 1 :]) for rule in _CUT)
        out += _characters_of(edge) if is_cut else [edge]
    return out


def _goes_on(after: Sequence[Edge]) -> bool:
    return any(edge.text not in function_words.PARTICLES for edge in after[:1])


def with_denials(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with 不 管用 (doesn't work) where nothing goes on behind it, and else with 不管 用."""
    out: list[Edge] = []
    for at, edge in enumerate(path):
        before = out[-1] if out else None
        if before is None or before.text + edge.text != _WORKS_NOT or before.end != edge.start:
            out.append(edge)
            continue
        out.pop()
        cut = before.start + (2 if _goes_on(path[at + 1 :]) else 1)
        for start, end in ((before.start, cut), (cut, edge.end)):
            out.append(Edge(start, end, corpora.tag_of(run[start:end]), run[start:end]))
    return out


def with_particles(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with what no word is cut: 能不能, and 着 behind its verb: 举着手, not 着手."""
    out: list[Edge] = []
    for edge in path:
        if len(edge.text) == 3 and is_question(edge.text):
            out += _characters_of(edge)
            continue
        verb = out[-1] if out else None
        is_whole = run[edge.start] != "着" or edge.end - edge.start == 1
        if is_whole or verb is None or not _takes_particle(verb):
            out.append(edge)
            continue
        rest = edge.text[1:]
        out.append(Edge(edge.start, edge.start + 1, corpora.tag_of("着"), "着"))
        out.append(Edge(edge.start + 1, edge.end, corpora.tag_of(rest), rest))
    return out


def _takes_particle(verb: Edge) -> bool:
    may_take = len(verb.text) == 1 and verb.tag[:1] in ("v", "a")
    return may_take and verb.text not in _TAKES_NO_PARTICLE


def _characters_of(edge: Edge) -> list[Edge]:
    return [
        Edge(edge.start + i, edge.start + i + 1, corpora.tag_of(character), character)
        for i, character in enumerate(edge.text)
    ]


STEPS = (with_particles, with_characters, with_denials)
"""Each takes a run and its path, and returns the path with more cuts; in this order."""
