"""Stretches of Chinese that some name words of the English line answer: by spelling, sound or meaning."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from shengci import sounds
from shengci.english import EnglishWord, stem_of
from shengci.lexicon import dictionary, parts
from shengci.lexicon.frequency import english_zipf_of
from shengci.remembering import remembered
from shengci.words.name_lines import GENTILICS, TITLES, NameLine
from shengci.words.name_lists import (
    GENERIC_WORDS,
    HEADS,
    LOCALIZERS,
    is_plain_word,
    is_surname,
    is_vocabulary,
)
from shengci.words.name_wordings import (
    headwords_in,
    is_adjective_of,
    is_proper,
    meanings_of,
    name_wordings,
)
from shengci.words.segmentation import Piece, is_listed

How = Literal["spelt", "sound", "dictionary", "meaning", "person"]

_LONGEST_RUN = 4  # English words that spell or sound like one name
_LONGEST_ENTRY = 12  # characters
_LONGEST_SOUND = 9
_LONGEST_PART = 4  # characters of a word inside a translated name
_LIKE = 0.78
_IN_COMPOUNDS = 0.03  # how likely a part of compounds means a word, at least
_TWO_MEANINGS = 7  # letters of an English word put together of two, at least
_COINED = 5  # letters of a name that is spelt like a plain word, at least
_UNUSUAL = 2.5  # Zipf of an English word that no English text has but as a name
_COMMON = 4.5  # Zipf of an English word that says nothing by its capital
# Of those whose abbreviation is no beginning of their name.
_SHORT_STATES = {
    "pa": "Pennsylvania", "ga": "Georgia", "va": "Virginia", "md": "Maryland", "la": "Louisiana", "ky": "Kentucky", "mo": "Missouri",
    "vt": "Vermont", "n.y": "New York", "n.j": "New Jersey", "n.h": "New Hampshire", "n.m": "New Mexico", "r.i": "Rhode Island",
}  # fmt: skip
BARE = frozenset("的了在是和与及或也都就还不没把被对向从到说个这那有我你他她它们很更最又再只等一吃")


@dataclass(frozen=True, slots=True)
class Match:
    """Characters and the English words, by index, that stand for them; `score` from 0 to 1."""

    start: int
    end: int
    first: int
    last: int  # half-open
    score: float
    how: How


def matches_of(sentence: str, pieces: Sequence[Piece], line: NameLine) -> list[Match]:
    """Return what the line answers by spelling, by sound or through a name in the dictionary."""
    found = [*_in_dictionary(sentence, pieces, line), *_spelt(sentence, pieces, line)]
    if not line.is_headline:
        found += _sounding(sentence, pieces, line)
    return found


def _stretches(run: range, longest: int) -> Iterator[tuple[int, int]]:
    for first in run:
        for last in range(first + 1, min(run.stop, first + longest) + 1):
            yield first, last


def _strength(line: NameLine, first: int, last: int) -> float:
    values = [line.strength[i] for i in range(first, last)]
    return min(values, default=0.0) if len(values) < 2 else sum(values) / len(values)


def _spelt(sentence: str, pieces: Sequence[Piece], line: NameLine) -> Iterator[Match]:
    for run in line.runs:
        for first, last in _stretches(run, _LONGEST_RUN):
            if not (line.is_content(first) and line.is_content(last - 1)):
                continue
            words = [sounds.plain_letters(line.words[i].text) for i in range(first, last)]
            orders = [words] if len(words) == 1 else [words, [words[-1], *words[:-1]]]
            for at, order in enumerate(orders):
                letters = "".join(order)
                if len(letters) < 4 and (len(words) < 2 or words[0] not in ("a", "ah")):
                    continue
                for start, end in sounds.spans_read(sentence, letters):
                    if len(letters) < 4 and sentence[start] != "阿":
                        continue
                    score = _spelling_score(sentence, pieces, line, (start, end), (first, last))
                    if score:
                        yield Match(start, end, first, last, score - 0.05 * at, "spelt")
                    if score and _is_behind_surname(sentence, start, line, first):
                        yield Match(start - 1, end, first - 1, last, 0.97, "spelt")


def _is_behind_surname(sentence: str, start: int, line: NameLine, first: int) -> bool:
    """Return whether a surname stands before that is written like a word of grammar: He Lifeng, 何立峰."""
    if not (start and first) or line.is_content(first - 1):
        return False
    word = line.words[first - 1]
    beside = line.text[word.end : line.words[first].start] == " "
    return (
        beside
        and word.text[:1].isupper()
        and is_surname(sentence[start - 1])
        and word.text.lower() in sounds.toneless_readings(sentence[start - 1])
    )


def _spelling_score(
    sentence: str,
    pieces: Sequence[Piece],
    line: NameLine,
    place: tuple[int, int],
    words: tuple[int, int],
) -> float:
    name, several = sentence[slice(*place)], words[1] - words[0] > 1
    strength = _strength(line, *words)
    is_person = several and _begins_with_surname(name)
    if is_person:
        return 0.97
    if strength < 0.5 or cuts_a_word(sentence, pieces, *place) or not BARE.isdisjoint(name):
        return 0.0
    if is_plain_word(name):
        if strength == 1 and _is_named_too(name):
            return 0.7
        return 0.75 if not several and _is_coined(name, line, words[0]) else 0.0
    if any(
        is_plain_word(sentence[p.start : p.end])
        for p in pieces
        if place[0] <= p.start < p.end <= place[1]
    ):
        long = place[1] - place[0] > 2 and strength > 0.8
        return 0.75 + 0.1 * long if (several or long) and strength > 0.8 else 0.0
    return 0.93 * min(1.0, 0.5 + 0.5 * strength)


def _is_coined(word: str, line: NameLine, at: int) -> bool:
    """Return whether the line spells a plain word where it could have said its meaning: 邻里, Linli.

    With an article before it, or in the dictionary, the spelling is a loanword: the Gaokao, tofu.
    """
    latin = line.words[at].text
    before = line.words[at - 1].text.lower() if at else ""
    return (
        line.strength[at] >= 0.9
        and len(latin) >= _COINED
        and english_zipf_of(latin) < _UNUSUAL
        and before not in ("the", "a", "an", "this", "his", "her", "their")
        and not any(stem_of(latin) in wording for wording in meanings_of(word))
    )


def _begins_with_surname(name: str) -> bool:
    return is_surname(name[:1]) or is_surname(name[:2])


def _is_named_too(word: str) -> bool:
    return any(entry.is_name for entry in dictionary.entries_of(word)) or word[:1] in "小阿大"


def cuts_a_word(sentence: str, pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Return whether a stretch takes a part of some plain word and leaves the rest."""
    return any(
        piece.start < end
        and start < piece.end
        and not (start <= piece.start and piece.end <= end)
        and not (start < end < piece.end and sentence[end : piece.end] in LOCALIZERS)
        and _is_whole(sentence[piece.start : piece.end])
        for piece in pieces
    )


def _is_whole(word: str) -> bool:
    return len(word) > 1 and (is_plain_word(word) or is_vocabulary(word) or is_listed(word))


def _sounding(sentence: str, pieces: Sequence[Piece], line: NameLine) -> Iterator[Match]:
    places = list(_transcribed(sentence, pieces))
    if not places:
        return
    for run in line.runs:
        for first, last in _stretches(run, 3):
            words = line.words[first:last]
            if not all(line.is_content(i) for i in range(first, last)):
                continue
            if len(words) == 1 and (
                words[0].text.lower() in GENTILICS | TITLES or len(words[0].text) < 3
            ):
                continue
            strength = _strength(line, first, last)
            letters = "".join(word.text for word in words)
            if strength < 0.4 or sounds.n_consonants(letters) < 2 - (len(letters) > 3):
                continue
            for start, end in places:
                if len(set(sentence[start:end])) == 1:  # 哈哈哈
                    continue
                if not 0.27 <= (end - start) / len(letters) <= 0.85:
                    continue
                like = _like_any(letters, sentence[start:end])
                common = len(words) == 1 and english_zipf_of(words[0].text) > _COMMON
                if end - start < 4 and not BARE.isdisjoint(sentence[start:end]):
                    continue
                short = end - start == 2 or (sounds.n_consonants(letters) < 3 and end - start < 4)
                if like >= _LIKE + 0.05 * short + 0.05 * (strength < 0.5) + 0.05 * common:
                    score = min(0.95, like - 0.02) * (0.7 + 0.3 * strength)
                    yield Match(start, end, first, last, score, "sound")


@remembered
def _like_any(letters: str, characters: str) -> float:
    forms = [letters] + ([letters[:-1]] if letters.endswith("s") and len(letters) > 4 else [])
    likes = [sounds.likeness(form, characters) - 0.02 * i for i, form in enumerate(forms)]
    return max(likes)


def _transcribed(sentence: str, pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Yield the stretches that may be a name by its sound: of its characters, and no plain words."""
    plain = {
        (piece.start, piece.end)
        for piece in pieces
        if is_plain_word(sentence[piece.start : piece.end])
    }
    for run in re.finditer(f"[{''.join(sounds.TRANSCRIBING)}]{{2,}}", sentence):
        for start in range(run.start(), run.end() - 1):
            for end in range(start + 2, min(run.end(), start + _LONGEST_SOUND) + 1):
                inside = [(a, b) for a, b in plain if a < end and start < b]
                whole = any(b - a > 2 or (a, b) == (start, end) for a, b in inside)
                if whole or (inside and end - start < 3) or is_plain_word(sentence[start:end]):
                    continue
                if cuts_a_word(sentence, pieces, start, end) and end - start < 4:
                    continue
                yield start, end


# Through the dictionary


def _in_dictionary(sentence: str, pieces: Sequence[Piece], line: NameLine) -> Iterator[Match]:
    for start, end in headwords_in(sentence, _LONGEST_ENTRY):
        word = sentence[start:end]
        named = any(entry.is_name for entry in dictionary.entries_of(word))
        if not named and not any(len(wording) > 1 for wording in name_wordings(word)):
            continue
        if is_vocabulary(word) or cuts_a_word(sentence, pieces, start, end):
            continue
        for first, last, score in places_by_gloss(word, line):
            if not named and last - first < 2 and not _is_acronym(line.words[first].text):
                continue
            yield Match(start, end, first, last, score, "dictionary")


def _is_acronym(latin: str) -> bool:
    letters = latin.replace(".", "")
    return len(letters) > 2 and letters.isupper()


def places_by_gloss(word: str, line: NameLine) -> Iterator[tuple[int, int, float]]:
    """Yield where the line has the English name the dictionary gives a word: 杭州, Hangzhou; 中国, Chinese.

    With a score: the whole name, its first words, or an adjective made of it.
    """
    seen: set[int] = set()
    for wording in name_wordings(word):
        for length in range(len(wording), 0, -1):
            part = wording[:length]
            if length < len(wording) and not _tells(part, wording):
                continue
            for first in _places_of(part, line):
                if first not in seen:
                    seen.add(first)
                    strength = _strength(line, first, first + length)
                    whole = 1.0 if length == len(wording) else 0.94
                    if strength >= 0.4 or (length == 1 and len(word) > 2):
                        yield first, first + length, 0.98 * whole * (0.8 + 0.2 * strength)
    for first, english in enumerate(line.words):
        if first in seen:
            continue
        if is_adjective_of(word, english):
            yield first, first + 1, 0.9
        elif word.endswith("州") and _is_short_for_state(english, word, line):
            yield first, first + 1, 0.98


def _is_short_for_state(english: EnglishWord, word: str, line: NameLine) -> bool:
    """Return whether a line has an American state by the old abbreviation with a full stop: Duluth, Minn."""
    stops = english.text.endswith(".") or line.text[english.end : english.end + 1] == "."
    if not stops or not english.text[:1].isupper():
        return False
    short = english.text.lower().removesuffix(".")
    names = [" ".join(wording) for wording in name_wordings(word)]
    whole = _SHORT_STATES.get(short)
    if whole is not None:
        return " ".join(map(stem_of, whole.split())) in names
    return len(short) > 2 and any(name.startswith(short) for name in names)


def _tells(part: Sequence[str], wording: Sequence[str]) -> bool:
    """Return whether the first words of an English name stand for it: Rhine (River), not New (York)."""
    if all(stem in _generic_stems() for stem in wording[len(part) :]):
        return len(part) > 1 or len(part[0]) > 2
    return len(part) > 1 or english_zipf_of(part[0]) < 4.5


@cache
def _generic_stems() -> frozenset[str]:
    return frozenset(map(stem_of, GENERIC_WORDS))


def _places_of(stems: Sequence[str], line: NameLine) -> Iterator[int]:
    for first in range(len(line.words) - len(stems) + 1):
        words = line.words[first : first + len(stems)]
        if words[0].text[:1].isupper() and all(
            w.stem == s for w, s in zip(words, stems, strict=True)
        ):
            yield first


# Parts of a translated name


def parts_of(sentence: str, line: NameLine, run: range) -> Iterator[Match]:
    """Yield the words and characters of a sentence of which some words of a run are the meaning."""
    content = [i for i in run if line.is_content(i) and not line.words[i].text.islower()]
    stems = [line.words[i].stem for i in content]
    for start, end in headwords_in(sentence, _LONGEST_PART, 1):
        if sentence[start : end - 1] in HEADS and sentence[end - 1] in LOCALIZERS:
            continue
        how: How = "dictionary" if is_proper(sentence[start:end]) else "meaning"
        for wording in meanings_of(sentence[start:end]):
            size = len(wording)
            for k in range(len(content) - size + 1):
                if all(map(_kindred, stems[k : k + size], wording)):
                    score = 1.0 if end - start > 1 else 0.9
                    yield Match(start, end, content[k], content[k + size - 1] + 1, score, how)
        if end - start > 1:
            inside = parts.stems_of(sentence[start:end])
            for i, stem in zip(content, stems, strict=True):
                if inside.get(stem, 0.0) >= _IN_COMPOUNDS:
                    yield Match(start, end, i, i + 1, 0.8, how)
    yield from _in_one_word(sentence, line, content)


def _in_one_word(sentence: str, line: NameLine, content: Sequence[int]) -> Iterator[Match]:
    """Yield two characters whose meanings make one English word: 黄石, Yellowstone."""
    for i in content:
        low = line.words[i].text.lower()
        if len(low) < _TWO_MEANINGS:
            continue
        for start in range(len(sentence) - 1):
            first, second = sentence[start], sentence[start + 1]
            if any(
                len(one) == 1
                and low.startswith(one[0])
                and (stem_of(low[len(one[0]) :]),) in meanings_of(second)
                for one in meanings_of(first)
            ):
                yield Match(start, start + 2, i, i + 1, 0.95, "meaning")


def _kindred(stem: str, other: str) -> bool:
    """Return whether two stems are of one family: north and northern."""
    if stem[:1] != other[:1]:
        return False
    shorter, longer = (stem, other) if len(stem) < len(other) else (other, stem)
    return shorter == longer or (
        len(shorter) > 3 and longer.startswith(shorter) and len(longer) - len(shorter) < 4
    )


def surname_matches(
    surname: str, line: NameLine, spellings: Iterable[str] = (), *, family: bool = False
) -> Iterator[int]:
    """Yield the indices of the name words by which the line spells a surname.

    With `family`, also in the plural: 张家, the Zhangs.
    """
    wanted = (
        {*sounds.toneless_readings(surname), *spellings} if len(surname) == 1 else set(spellings)
    )
    for i, word in enumerate(line.words):
        letters = sounds.plain_letters(word.text)
        if family and letters not in wanted:
            letters = letters.removesuffix("s")
        if line.strength[i] >= 0.4 and (
            letters in wanted or (len(surname) > 1 and sounds.is_read(surname, letters))
        ):
            yield i
