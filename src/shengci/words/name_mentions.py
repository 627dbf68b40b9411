"""Names that the article gives away elsewhere: said again, by the surname alone, or without their English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shengci.records import NameType
from shengci.words.name_abbreviations import is_short_for
from shengci.words.name_forms import quotations
from shengci.words.name_lines import NameLine
from shengci.words.name_lists import ADDRESS, DOTS, KIND_OF_HEAD, head_of, is_plain_word, is_surname
from shengci.words.name_matches import cuts_a_word
from shengci.words.names import LISTED, Name
from shengci.words.segmentation import Piece

_LONG_NAME = 4  # characters of a name that has a short form
ELSEWHERE = "named elsewhere in the article"


@dataclass(frozen=True, slots=True)
class Known:
    """A name the article gives away: its English form, "" if no line has it, and its type."""

    english: str
    kind: NameType


def mentions(
    sentence: str, pieces: Sequence[Piece], line: NameLine, known: Mapping[str, Known]
) -> Iterator[Name]:
    """Yield the places of known names in a sentence, and of the surnames of known people.

    Where the line has the English form, or the part of it by which English calls people again (Jia
    Haojun, Mr. Jia), that is the counterpart. A name never cuts into a plain word (小满 in 大小满意).
    """
    quoted = set(quotations(sentence))
    for text, name in known.items():
        if len(text) < 2:
            continue
        for match in re.finditer(re.escape(text), sentence):
            if cuts_a_word(sentence, pieces, *match.span()):
                continue
            spans = list(again(line, name.english))
            if not is_plain_word(text) or match.span() in quoted:
                yield Name(*match.span(), None, ELSEWHERE, 0.9)
            for span in spans:
                yield Name(*match.span(), span, ELSEWHERE, 0.93)
    yield from _short_forms(sentence, pieces, line, known)


def _short_forms(
    sentence: str, pieces: Sequence[Piece], line: NameLine, known: Mapping[str, Known]
) -> Iterator[Name]:
    yield from _short_organisations(sentence, pieces, line, known)
    people = {text: name for text, name in known.items() if name.kind == "person"}
    for text, name in people.items():
        parts = re.split(f"[{DOTS}]", text)
        shorter = {p for p in parts if len(p) > 1} if len(parts) > 1 else set()
        for part in shorter:
            for match in re.finditer(re.escape(part), sentence):
                dotted = (
                    sentence[max(0, match.start() - 1) : match.start()],
                    sentence[match.end() : match.end() + 1],
                )
                if any(d and d in DOTS for d in dotted) or cuts_a_word(
                    sentence, pieces, *match.span()
                ):
                    continue
                for span in list(again(line, name.english)):
                    yield Name(*match.span(), span, ELSEWHERE, 0.9)
        family = _surname_of(text)
        if not family:
            continue
        for i, piece in enumerate(pieces):
            if sentence[piece.start : piece.end] != family:
                continue
            after = sentence[piece.end : pieces[i + 1].end] if i + 1 < len(pieces) else ""
            for span in list(again(line, name.english)):
                yield Name(piece.start, piece.end, span, ELSEWHERE, 0.9)
            if after in ADDRESS:
                yield Name(piece.start, piece.end, None, ELSEWHERE, 0.85)


def _short_organisations(
    sentence: str, pieces: Sequence[Piece], line: NameLine, known: Mapping[str, Known]
) -> Iterator[Name]:
    """Yield the short forms of known organisations where the line says the name, or its initials."""
    for text, name in known.items():
        if len(text) < _LONG_NAME or KIND_OF_HEAD.get(head_of(text)) != "organisation":
            continue
        spans = list(again(line, name.english))
        if not spans:
            continue
        for i, first in enumerate(pieces):
            if sentence[first.start] != text[0]:
                continue
            for last in pieces[i : i + 3]:
                short = sentence[first.start : last.end]
                if len(short) > 1 and is_short_for(short, text) and not is_plain_word(short):
                    for span in spans:
                        yield Name(first.start, last.end, span, ELSEWHERE, 0.9)


def _surname_of(name: str) -> str:
    for length in (2, 1):
        if len(name) == length:
            return name if is_surname(name) and length == 1 else ""
        if 1 < len(name) <= length + 2 and is_surname(name[:length]):
            return name[:length]
    return ""


def again(line: NameLine, form: str) -> Iterator[tuple[int, int]]:
    """Yield where a line has a name's English form, else a part of it that is written like a name."""
    parts = re.findall(r"[\w.’']+", form)
    found = False
    for first in range(len(line.words) - len(parts) + 1):
        if parts and [w.text for w in line.words[first : first + len(parts)]] == parts:
            found = True
            yield line.span(first, first + len(parts))
    if found:
        return
    first_letters = "".join(p[0] for p in parts if p[:1].isupper())
    for i, word in enumerate(line.words):
        if not line.strength[i]:
            continue
        if word.text in parts and len(word.text) > 1 and word.text[:1].isupper():
            yield word.start, _through_hyphens(line, i, parts)
        elif len(parts) > 2 and word.text.replace(".", "") == first_letters:
            yield word.start, word.end


def _through_hyphens(line: NameLine, at: int, parts: Sequence[str]) -> int:
    """Return the end of a word with what hyphens join to it: Shu-yu."""
    end = at
    while (
        end + 1 < len(line.words)
        and line.text[line.words[end].end : line.words[end + 1].start] == "-"
        and line.words[end + 1].text in parts
    ):
        end += 1
    return line.words[end].end


def is_given_away(name: Name) -> bool:
    """Return whether one place of a name makes it a name everywhere."""
    return name.reason != LISTED and (name.english is not None or name.score >= 0.9)
