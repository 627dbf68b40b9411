"""How a name is read: what the dictionary says of it, a surname's own reading, capitals by GB/T 28039."""

import math
from collections.abc import Sequence

from shengci.lexicon import dictionary
from shengci.pinyin import letters_of
from shengci.records import Entry
from shengci.words import readings
from shengci.words.name_lists import DOTS
from shengci.words.names import ADDRESSED, BY_FORM, SOUNDS_ALIKE
from shengci.words.reader import Reading

_GIVEN = 2  # characters of a given name at most
_LONGEST_SURNAME = 2
_SUPPORTED = 0.01  # likelihood; less speaks against a surname that only the form suggests


def reading_of_name(
    name: str,
    syllables: Sequence[str],
    heard: Sequence[tuple[Reading, ...]],
    english: str,
    reason: str,
) -> tuple[str, ...]:
    """Return a name's numbered syllables, one a character; a dot or Latin letter stands for itself.

    `syllables` are those of its characters in the sentence, `heard` how likely the contextual reader
    finds each; `english` is the name's form in the line, "" where there is none, `reason` what shows
    that it is a name. A person's surname and given name have a capital each (单立新, Shàn Lìxīn).
    """
    listed = [e.pinyin for e in dictionary.entries_of(name) if e.definitions and len(name) > 1]
    if listed:
        return max(listed, key=lambda pinyin: readings.agreement_of(pinyin, syllables))
    out = list(syllables)
    capitals = {0} | {at + 1 for at, char in enumerate(name) if char in DOTS}
    length = _surname_length(name, english, reason)
    sure = reason != BY_FORM  # 那台 and 曾助 look like names too
    if length:
        out[:length] = _surname_reading(name[:length], syllables, heard, english, sure)
        capitals.add(length)
    return tuple(
        (syllable.capitalize() if at in capitals else syllable) or char
        for at, (syllable, char) in enumerate(zip(out, name, strict=True))
    )


def _surname_length(name: str, english: str, reason: str) -> int:
    """Return how many characters of a name are a surname, 0 where it is no Chinese person's.

    A form of one English word is a place's, unless the surname is all there is.
    """
    if (
        len(name) > _LONGEST_SURNAME + _GIVEN
        or reason == SOUNDS_ALIKE
        or not set(DOTS).isdisjoint(name)
    ):
        return 0
    if len(english.split()) == 1 and len(name) > 1 and reason != ADDRESSED:
        return 0
    lengths = range(max(1, len(name) - _GIVEN), min(_LONGEST_SURNAME, len(name)) + 1)
    return next((n for n in reversed(lengths) if _surnames(name[:n])), 0)


def _surnames(text: str) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(e.pinyin for e in dictionary.entries_of(text) if _is_surname(e)))


def _is_surname(entry: Entry) -> bool:
    return any("surname " in definition.gloss for definition in entry.definitions)


def _surname_reading(
    surname: str,
    syllables: Sequence[str],
    heard: Sequence[tuple[Reading, ...]],
    english: str,
    sure: bool,
) -> tuple[str, ...]:
    """Return a surname's reading: the one the English form spells, else the likeliest it has.

    Where it is not sure to be a surname, the contextual reader must allow it.
    """
    found, words = _surnames(surname), english.lower().split()
    spelt = [p for p in found if "".join(map(letters_of, p)) in words]
    best = max(spelt or found, key=lambda pinyin: readings.likelihood_of(pinyin, heard))
    allowed = readings.likelihood_of(best, heard) > math.log(_SUPPORTED)
    return best if spelt or sure or allowed else tuple(syllables[: len(surname)])
