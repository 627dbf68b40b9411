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


def with_places(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with the place somebody goes to whole: 到 甲板 上 去, not 到 甲板 上去."""
    out: list[Edge] = []
    for edge in path:
        is_way = len(edge.text) == 2 and edge.text[0] in _PLACES and edge.text[1] in _HITHER
        before = out[-1] if out else None
        if not is_way or before is None or before.tag[:1] != "n" or not _goes_to(out):
            out.append(edge)
            continue
        out += _characters_of(edge)
    return out


def _goes_to(path: Sequence[Edge]) -> bool:
    """Return whether 到, by itself or behind a verb, has the last word of a path for its place."""
    near = path[-_FARTHEST_PLACE:-1]
    return any(edge.text[-1] in _WHERE_TO and edge.tag[:1] in ("v", "p", "") for edge in near)


def with_manners(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with 地 behind how something is done: 慢慢 地 下 了 楼, not 慢慢 地下."""
    out: list[Edge] = []
    for edge in path:
        if edge.text not in _GROUND or not out or _DOUBLED.fullmatch(out[-1].text) is None:
            out.append(edge)
            continue
        out += _characters_of(edge)
    return out


def with_feats(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with what somebody is able to do: 没人 做 得 到, where 得到 has nothing that it gets."""
    out: list[Edge] = []
    for at, edge in enumerate(path):
        goes_on = any(e.text not in function_words.PARTICLES for e in path[at + 1 : at + 2])
        verb = out[-1] if out else None
        is_able = verb is not None and len(verb.text) == 1 and corpora.is_verb(verb.text)
        if edge.text == "得到" and is_able and not goes_on:
            out += _characters_of(edge)
        else:
            out.append(edge)
    return out


def with_topics(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with 来 说 (come and say) for 来说 where no 对 or the like says whom it matters to.

    A run may begin behind a name that 对 stands before; what is counted (来说两句) follows a verb.
    """
    out: list[Edge] = []
    for at, edge in enumerate(path):
        after = path[at + 1].text[0] if path[at + 1 :] else ""
        is_told = (not out and after not in _SAID) or any(e.text in _TOPICS for e in out)
        if edge.text != "来说" or is_told:
            out.append(edge)
            continue
        out += _characters_of(edge)
    return out


def with_denials(run: str, path: Sequence[Edge]) -> list[Edge]:
    """Return a path with 不 管用 (doesn't work) where nothing goes on behind it, and else with 不管 用."""
    out: list[Edge] = []
    for at, edge in enumerate(path):
        before = out[-1] if out else None
        if before is None or before.text + edge.text != _WORKS_NOT or before.end != edge.start:
            out.append(edge)
            continue
        goes_on = any(e.text not in function_words.PARTICLES for e in path[at + 1 : at + 2])
        out.pop()
        cut = before.start + (2 if goes_on else 1)
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


STEPS = (with_particles, with_places, with_manners, with_feats, with_topics, with_denials)
"""Each takes a run and its path, and returns the path with more cuts; in this order."""
