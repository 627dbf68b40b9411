"""Names put together of parts that the English line answers one by one: 国际 能源 署, 拉克菲尔德 大学."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace

from shengci.words.name_glosses import kinds_by_gloss
from shengci.words.name_lines import GENTILICS, TITLES, NameLine
from shengci.words.name_lists import (
    BOUND,
    CLOSING,
    HEADS,
    KIND_OF_ENGLISH,
    KIND_OF_HEAD,
    LOCALIZERS,
    head_of,
    is_country,
    is_listed_name,
    is_plain_word,
    is_vocabulary,
)
from shengci.words.name_matches import Match, cuts_a_word, parts_of, places_by_gloss
from shengci.words.segmentation import Piece, is_known, is_listed

_LONGEST_GAP = 2  # characters inside a name that nothing answers
_GAP = re.compile(r"[^\W的了是在有不把被让给就也都]*")
_MOST_PARTS = 7
_BEHIND_STANDING = tuple("在着起了住到立直")
_NATIONAL = "国家"
_JOINING = frozenset("与和之暨及")
_OF_REGIONS = frozenset("市县省区镇乡村州")
_PARTING = frozenset(
    ("in", "on", "to")
)  # no name of several parts has them, but the title of a work
# Who heads what stands before, and no part of its name.
_OFFICES = (
    "院长",
    "所长",
    "校长",
    "馆长",
    "会长",
    "局长",
    "部长",
    "行长",
    "社长",
    "主任",
    "主席",
    "总裁",
    "教授",
)
_ENOUGH = 0.76  # of characters and of English words, together


def composed(
    sentence: str, pieces: Sequence[Piece], line: NameLine, matches: Sequence[Match]
) -> Iterator[Match]:
    """Yield the names whose parts are the meaning, the sound or the spelling of a run's words."""
    for run in line.runs:
        content = [i for i in run if line.is_content(i)]
        if len(content) < 2:
            continue
        inside = [m for m in matches if run.start <= m.first and m.last <= run.stop]
        parts = sorted({*inside, *parts_of(sentence, line, run)}, key=astuple)
        best: dict[tuple[int, int], Match] = {}
        for chain in _chains(sentence, parts):
            whole = _scored(sentence, pieces, line, content, chain)
            if whole and whole.score > best.get((whole.start, whole.end), whole).score - 1e-9:
                best[whole.start, whole.end] = whole
        yield from best.values()


def _chains(sentence: str, parts: Sequence[Match]) -> Iterator[list[Match]]:
    """Yield the sequences of parts that follow each other in the sentence and share no English word."""
    stack = [[part] for part in parts]
    budget = 400
    while stack and budget:
        budget -= 1
        chain = stack.pop()
        if len(chain) > 1:
            yield chain
        if len(chain) == _MOST_PARTS:
            continue
        end = chain[-1].end
        for part in parts:
            gap = part.start - end
            follows = 0 <= gap <= _LONGEST_GAP and _GAP.fullmatch(sentence[end : part.start])
            if follows and all(part.last <= m.first or m.last <= part.first for m in chain):
                stack.append([*chain, part])


def _scored(
    sentence: str,
    pieces: Sequence[Piece],
    line: NameLine,
    content: Sequence[int],
    chain: Sequence[Match],
) -> Match | None:
    start, end = _whole_words(sentence, pieces, chain[0].start, chain[-1].end)
    first, last = min(m.first for m in chain), max(m.last for m in chain)
    if (start, end) != (chain[0].start, chain[-1].end) and content[0] == first - 1:
        first -= 1  # the English of what a part was cut from
    if last in content and line.words[last].text in KIND_OF_ENGLISH:
        if KIND_OF_HEAD.get(head_of(sentence[start:end])) != KIND_OF_ENGLISH[line.words[last].text]:
            return None  # National Health, of a commission
        last += 1
    words = [i for i in content if first <= i < last]
    met = {i for m in chain for i in range(m.first, m.last) if i in words}
    name = sentence[start:end]
    inner = {line.words[i].text for i in range(first, last)}
    if all(m.how != "meaning" for m in chain) or not inner.isdisjoint(_PARTING):
        return None
    if all(line.words[i].text.lower() in TITLES | GENTILICS for i in content if first <= i < last):
        return None
    if line.words[last - 1].text.lower() in TITLES:  # the US Secretary, 美国国务卿
        return None
    if line.words[first].text.lower() in TITLES and line.words[first + 1].text == "of":
        return None  # Chairman of the Authority
    opener = chain[0] if chain[0].first == first else chain[-1]
    if (
        line.strength[first] < 1
        and opener.how == "meaning"
        and len(chain) == 2
        and opener is chain[0]
        and line.words[last - 1].text not in KIND_OF_ENGLISH
    ):
        return None  # Later Chen Qingyang …
    if "and" in inner and any(m.how != "meaning" for m in chain):
        return None
    if len(met) < 2 or not _may_be_a_name(sentence, pieces, name, start, end):
        return None
    joining = sum(
        len(sentence[a.end : b.start])
        for a, b in itertools.pairwise(chain)
        if sentence[a.end : b.start] in _JOINING
    )
    answered = sum((m.end - m.start) * min(1.0, m.score + 0.05) for m in chain)
    share = min(1.0, answered / max(1, end - start - joining))
    strength = sum(line.strength[i] for i in words) / len(words)
    ends_alike = chain[-1].last == last and line.words[last - 1].text in HEADS.get(
        head_of(name), ()
    )
    left_out = sum(i not in range(first, last) for i in content)
    score = 0.48 * share + 0.48 * len(met) / len(words) + 0.06 * (len(met) > 2) + 0.12 * ends_alike
    score -= 0.11 * min(3, left_out)
    # The last word of an English name without "of" is the last one in Chinese, too.
    astray = (
        not ends_alike and any(m.last == last for m in chain[:-1]) and last - first == len(words)
    )
    if score < _ENOUGH or strength < 0.65 or astray:
        return None
    unanswered = end - start - joining - sum(m.end - m.start for m in chain)
    sure = (
        -0.06 * unanswered
        - 0.06 * min(3, left_out)
        + 0.48 * share
        + 0.48 * len(met) / len(words)
        + 0.01 * ends_alike
    )
    if line.words[last - 1].text in KIND_OF_ENGLISH and content[-1] == last + 1:
        last += 2 * (line.words[last].text == "of")  # Tokyo Institute of Technology
    return Match(start, end, first, last, max(0.75, sure) * (0.6 + 0.4 * strength), "meaning")


def _whole_words(sentence: str, pieces: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    """Return a stretch widened by what it leaves of a word it cuts."""
    for piece in pieces:
        if is_known(sentence[piece.start : piece.end]):
            if piece.start < start < piece.end:
                start = piece.start
            if piece.start < end < piece.end and sentence[end : piece.end] not in LOCALIZERS:
                end = piece.end
    return start, end


def _may_be_a_name(sentence: str, pieces: Sequence[Piece], name: str, start: int, end: int) -> bool:
    if is_vocabulary(name) or is_listed(name) or is_plain_word(name) or name.endswith(("节", "日")):
        return False
    if name.endswith(_OFFICES):
        return False
    inside = [sentence[p.start : p.end] for p in pieces if start <= p.start and p.end <= end]
    return not any(is_vocabulary(word) for word in inside)


def with_ending(
    sentence: str, pieces: Sequence[Piece], match: Match, line: NameLine
) -> Iterator[Match]:
    """Yield a name with the ending that English leaves out (莱茵河, the Rhine) or has beside it."""
    borders = {piece.end for piece in pieces}
    for length in (1, 2):
        longer = sentence[match.start : match.end + length]
        if (
            match.how == "dictionary"
            and len(longer) > match.end - match.start
            and is_listed_name(longer)
            and not _opens_a_word(sentence, match.end + length)
            and not cuts_a_word(sentence, pieces, match.start, match.end + length)
        ):
            yield replace(match, end=match.end + length)
    for length in (1, 2, 3):
        ending = sentence[match.end : match.end + length]
        if ending not in HEADS or match.end + length not in borders:
            continue
        heads = HEADS[ending]
        beside = line.words[match.last].text if match.last < len(line.words) else ""
        if beside in heads and line.strength[match.last]:
            yield Match(
                match.start, match.end + length, match.first, match.last + 1, match.score, match.how
            )
        elif match.first > 1 and _is_head_of(line, match.first - 2, heads):
            yield replace(match, end=match.end + length, first=match.first - 2)
        elif _belongs(sentence, match, ending, line) and not cuts_a_word(
            sentence, pieces, match.start, match.end + length
        ):
            yield Match(
                match.start,
                match.end + length,
                match.first,
                match.last,
                match.score - 0.06,
                match.how,
            )


def with_opening(
    sentence: str, pieces: Sequence[Piece], match: Match, line: NameLine
) -> Iterator[Match]:
    """Yield an organisation with the country before it that English leaves out: 美国疾控中心, the C.D.C."""
    text = sentence[match.start : match.end]
    before = next((sentence[p.start : p.end] for p in pieces if p.end == match.start), "")
    if not before or match.how not in ("dictionary", "meaning") or not _is_organisation(text):
        return
    if before == _NATIONAL:
        whole = line.words[match.first].text == "National"
    else:
        whole = is_country(before) and all(
            match.first <= first < match.last for first, *_ in places_by_gloss(before, line)
        )
    if whole:
        yield replace(match, start=match.start - len(before), score=match.score - 0.02)


def _is_organisation(name: str) -> bool:
    head = KIND_OF_HEAD.get(head_of(name))
    return head == "organisation" or (not head and "organisation" in kinds_by_gloss(name))


def _belongs(sentence: str, match: Match, ending: str, line: NameLine) -> bool:
    """Return whether an ending the line does not have beside a name is a part of it."""
    name = sentence[match.start : match.end]
    if match.how == "meaning" and len(ending) > 1 and KIND_OF_HEAD[ending] == "organisation":
        small = {word.text for word in line.words if word.text.islower()}
        return _is_organisation(name) and small.isdisjoint(map(str.lower, HEADS[ending]))
    if ending in CLOSING:
        return (
            ending == "机场" or not is_listed_name(name) or "organisation" in kinds_by_gloss(name)
        )
    if ending == "站" and sentence[match.end + 1 : match.end + 2] in _BEHIND_STANDING:
        return False
    return ending in BOUND and not _opens_a_word(sentence, match.end + len(ending))


def _opens_a_word(sentence: str, end: int) -> bool:
    """Return whether the last character before a place makes a word with what follows: 杭州 市民."""
    return (
        sentence[end - 1] in _OF_REGIONS
        and any(is_plain_word(sentence[end - 1 : end + n]) for n in (1, 2))
        and sentence[end : end + 1] not in LOCALIZERS
    )


def _is_head_of(line: NameLine, at: int, heads: Sequence[str]) -> bool:
    """Return whether a word is the head of a name behind its "of": University of Manchester."""
    return line.words[at].text in heads and line.words[at + 1].text == "of"
