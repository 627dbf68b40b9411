"""Names in a Chinese sentence: everything that may be one, and the best of it that fits together."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from shengci import sounds
from shengci.lexicon import frequency
from shengci.lexicon.dictionary import is_headword
from shengci.records import NameType
from shengci.words import name_brands, name_forms, name_quoted
from shengci.words.name_composed import composed, with_ending, with_opening
from shengci.words.name_glosses import kinds_by_gloss
from shengci.words.name_lines import NameLine
from shengci.words.name_lists import (
    DOTS,
    KIND_OF_HEAD,
    head_of,
    is_country,
    is_listed_name,
    is_vocabulary,
)
from shengci.words.name_matches import Match, matches_of
from shengci.words.name_wordings import is_proper
from shengci.words.segmentation import Piece, is_known, with_names

_ENOUGH = 0.6
_EACH = 0.15  # what a name costs, so that one long name is better than two short ones
_LETTERS = 8  # of the English form that weigh as much as a character
_WIDTH = 40  # sets of names kept while the best is sought
_CAMPUS = "分校"
_WELL_KNOWN = 4.2  # Zipf; 杭州 has 4.6, 临河 2.6
LISTED = "name in the dictionary"
DOTTED = "dotted name"
ADDRESSED = "surname before a title"
TITLED = "in title marks"
QUOTED = "in quotation marks, and with a capital in the English line"
SHORTENED = "short for an organisation in the English line"
BRAND = "company or service called so"
BY_FORM = "name by its form"
SOUNDS_ALIKE = "sounds like the English name"
OVERSEAS = "a Chinese surname behind an English given name"
PERSON = "a surname and as many syllables as in the English line"
_REASONS = {
    "spelt": "spelt in the English line",
    "sound": SOUNDS_ALIKE,
    "dictionary": "name in the dictionary and in the English line",
    "meaning": "put into English part by part",
    "person": PERSON,
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name's place in the Chinese sentence, and in the English line where that has it.

    `score` says how sure it is one, from 0 to 1; `kind` what it is the name of, once the article is read.
    """

    start: int
    end: int
    english: tuple[int, int] | None
    reason: str
    score: float = 0.9
    kind: NameType = ""


def candidates_of(
    sentence: str, pieces: Sequence[Piece], line: NameLine, *, trust_form: bool
) -> list[Name]:
    """Return everything in a simplified sentence that may be a name, with how sure that is.

    With `trust_form`, for articles without any English, also words that no dictionary knows and that
    are built like names.
    """
    # What only jieba takes for a name is split.
    plain = pieces if trust_form else with_names(sentence, pieces, ())
    matches = matches_of(sentence, pieces, line)
    matches += name_forms.romanised(sentence, pieces, line)
    matches += name_forms.japanese(sentence, plain, line, matches)
    matches += composed(sentence, pieces, line, matches)
    matches += [
        longer for match in matches for longer in with_ending(sentence, pieces, match, line)
    ]
    matches += [
        longer for match in matches for longer in with_opening(sentence, pieces, match, line)
    ]
    found = [_name(match, line) for match in matches if _stands_alone(sentence, match)]
    found = [name for name in found if not _beside_a_dot(sentence, name)]
    for start, end, words, score in name_forms.dotted(sentence, plain, line):
        found.append(Name(start, end, _span(line, words), DOTTED, score))
    for start, end, words, score in name_forms.addressed(sentence, plain, line):
        found.append(Name(start, end, _span(line, words), ADDRESSED, score))
    for start, end, place in name_brands.branded(sentence, pieces, line):
        found.append(Name(start, end, place, BRAND, 0.95))
    found += _within(sentence, found, line)
    found += _titled(sentence, line)
    for start, end, words, score in name_quoted.quoted(sentence, pieces, line):
        found.append(Name(start, end, _span(line, words), QUOTED, score))
    found += _listed(sentence, plain, trust_form=trust_form)
    return [name for name in found if name.score >= _ENOUGH]


def best_of(candidates: Iterable[Name]) -> tuple[Name, ...]:
    """Return the likeliest set of names that share neither a character nor an English word.

    Method: a beam search over the candidates in the order of the sentence; a name is worth how sure
    it is, the more so the longer it is.
    """
    states: list[tuple[float, tuple[Name, ...]]] = [(0.0, ())]
    # No two names begin at one place: none of them may crowd out of the beam what the next one needs.
    for _, group in itertools.groupby(sorted(set(candidates), key=_order), lambda n: n.start):
        grown = [
            (worth + _worth(name), (*chosen, name))
            for name in group
            for worth, chosen in states
            if all(_apart(name, other) for other in chosen[-6:])
        ]
        states = sorted([*states, *grown], key=lambda state: -state[0])[:_WIDTH]
    return states[0][1]


def _order(name: Name) -> tuple[int, int, float, tuple[int, int], str]:
    return name.start, name.end, -name.score, name.english or (-1, -1), name.reason


def _worth(name: Name) -> float:
    english = (name.english[1] - name.english[0]) / _LETTERS if name.english else 0.0
    return (name.score - 0.5) * (name.end - name.start + english) - _EACH


def _apart(name: Name, other: Name) -> bool:
    if name.start < other.end and other.start < name.end:
        return False
    if name.english is None or other.english is None:
        return True
    return name.english[1] <= other.english[0] or other.english[1] <= name.english[0]


def _beside_a_dot(sentence: str, name: Name) -> bool:
    """Return whether a name is only a part of a dotted one."""
    before, after = sentence[max(0, name.start - 1) : name.start], sentence[name.end : name.end + 1]
    return any(dot and dot in DOTS for dot in (before, after))


def _name(match: Match, line: NameLine) -> Name:
    return Name(
        match.start,
        match.end,
        _span(line, (match.first, match.last)),
        _REASONS[match.how],
        match.score,
    )


def _span(line: NameLine, words: tuple[int, int] | None) -> tuple[int, int] | None:
    return line.span(*words) if words else None


def _stands_alone(sentence: str, match: Match) -> bool:
    """Return whether what the line answers is a name by itself, not only inside one."""
    word = sentence[match.start : match.end]
    if is_vocabulary(word):
        return False
    if match.how == "dictionary" and is_headword(word):
        if is_proper(word):
            return is_listed_name(word) or match.score > 0.9
        return match.score > (0.85 if sounds.TRANSCRIBING.issuperset(word) else 0.95)
    return True


def _within(sentence: str, found: Sequence[Name], line: NameLine) -> list[Name]:
    """Return the parts of organisations with the whole: 加州大学 伯克利 分校, 墨尔本 皇家儿童医院.

    The English line says them in the same order (University of California, Berkeley) or in the other
    (Royal Children’s Hospital in Melbourne).
    """
    whole = []
    for one, other in itertools.permutations(found, 2):
        if one.end != other.start or not one.english or not other.english:
            continue
        if sentence[other.end :].startswith(_CAMPUS):
            between = line.text[one.english[1] : other.english[0]]
            if between in (", ", " ", " at ", "-", "–"):
                place = one.english[0], other.english[1]
                whole.append(Name(one.start, other.end + len(_CAMPUS), place, one.reason, 0.97))
        elif _is_organisation(sentence[other.start : other.end]):
            between = line.text[other.english[1] : one.english[0]].removesuffix("the ")
            country = between == " in " and is_country(sentence[one.start : one.end])
            if between in (" at ", " of ", " in ") and not country:
                place = other.english[0], one.english[1]
                whole.append(Name(one.start, other.end, place, other.reason, 0.97))
    return whole


def _is_organisation(text: str) -> bool:
    head = head_of(text)
    return len(head) > 1 and KIND_OF_HEAD[head] == "organisation"


def _titled(sentence: str, line: NameLine) -> Iterator[Name]:
    for start, end in name_forms.titles(sentence):
        yield Name(start, end, name_forms.title_in(sentence[start:end], line), TITLED, 0.99)


def is_foreign(word: str) -> bool:
    """Return whether a name is long and written by its sound alone, which no plain words are: 威尼斯."""
    return len(word) > 2 and sounds.TRANSCRIBING.issuperset(word)


def _is_unmistakable(word: str) -> bool:
    """Return whether a name needs no English to be one: 人大 and 小康 may be words, 罗马 and 安娜 not."""
    return (
        len(word) > 2
        or word.endswith(("国", "洲"))
        or "place" in kinds_by_gloss(word)
        or sounds.TRANSCRIBING.issuperset(word)
    )


def _listed(sentence: str, pieces: Sequence[Piece], *, trust_form: bool) -> Iterable[Name]:
    for piece in pieces:
        if piece.kind != "word":
            continue
        word = sentence[piece.start : piece.end]
        if is_listed_name(word):
            known = frequency.zipf_of(word) >= _WELL_KNOWN
            if trust_form or _is_unmistakable(word):
                score = 0.8 if known or trust_form else 0.62
                yield Name(piece.start, piece.end, None, LISTED, score)
        elif trust_form and not is_known(word) and 1 < len(word) < 5 and piece.tag.startswith("nr"):
            yield Name(piece.start, piece.end, None, BY_FORM, 0.7)
