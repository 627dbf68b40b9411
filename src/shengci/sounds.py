"""How names sound: pinyin and Latin spellings brought to one skeleton of consonants, and compared."""

import re
from functools import cache

from shengci.lexicon import dictionary

LONGEST_NAME = 6  # characters of a name, or of one part of it
_SOUND_CLASSES = (
    ("ng", "N"), ("zh", "S"), ("ch", "S"), ("sh", "S"), ("ph", "F"), ("th", "S"), ("ck", "K"), ("gh", ""),
    ("qu", "KW"), ("er", "L"), ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"), ("g", "K"), ("k", "K"),
    ("h", "H"), ("j", "S"), ("q", "S"), ("x", "S"), ("z", "S"), ("c", "S"), ("s", "S"), ("f", "F"), ("v", "F"),
    ("w", "W"), ("l", "L"), ("r", "L"), ("m", "M"), ("n", "N"), ("y", "Y"),
)  # fmt: skip
_NEAR_SOUNDS = ({"F", "W"}, {"F", "P"}, {"H", "K"}, {"L", "N"}, {"M", "N"}, {"S", "T"})
_GLIDE = re.compile(r"^(?:y(?=[iu])|w(?=u))")  # yi, yu and wu begin with a vowel


def likeness(wanted: str, heard: str) -> float:
    """Return 1 for the same consonants in order, less for each one missing, added or changed.

    A liquid or nasal lost before another consonant (Larkfield without its r) costs half.
    """
    if not heard:
        return 0.0
    before = [float(j) for j in range(len(heard) + 1)]
    for _i, sound in enumerate(wanted, 1):
        drop = 0.5 if sound in "LNHWY" else 1.0
        row = [before[0] + drop]
        for j, other in enumerate(heard, 1):
            row.append(
                min(
                    before[j] + drop,
                    row[-1] + (0.5 if other in "WYH" else 1.0),
                    before[j - 1] + _change(sound, other),
                )
            )
        before = row
    return 1 - before[-1] / max(len(wanted), len(heard))


def reading_skeleton(characters: str) -> str:
    readings = ((toneless_readings(char) or ("",))[0] for char in characters)
    return "".join(_skeleton(_GLIDE.sub("", reading)) for reading in readings)


@cache
def latin_skeleton(word: str) -> str:
    letters = re.sub(r"c(?=[eiy])", "s", word.lower())
    return _skeleton(re.sub(r"c(?!h)", "k", letters), latin=True)


@cache
def _skeleton(letters: str, *, latin: bool = False) -> str:
    out, at = "", 0
    while at < len(letters):
        for spelling, sound in _SOUND_CLASSES:
            if letters.startswith(spelling, at) and not (latin and spelling == "er" and at == 0):
                if not (
                    latin and out.endswith(sound) and letters[at] == letters[at - 1]
                ):  # Larkfield, Matt
                    out += sound
                at += len(spelling)
                break
        else:
            at += 1
    return out


def _change(sound: str, other: str) -> float:
    if sound == other:
        return 0.0
    return 0.3 if {sound, other} in _NEAR_SOUNDS else 1.0


def span_read(sentence: str, letters: str) -> tuple[int, int] | None:
    """Return the place of 2 to 6 characters that can be read as these letters, if there is one."""
    for start in range(len(sentence)):
        length = _read_from(sentence, start, letters, 0)
        if length is not None and length > 1:
            return start, start + length
    return None


def _read_from(sentence: str, at: int, letters: str, count: int) -> int | None:
    if not letters:
        return count
    if at >= len(sentence) or count >= LONGEST_NAME:
        return None
    for reading in toneless_readings(sentence[at]):
        if letters.startswith(reading):
            length = _read_from(sentence, at + 1, letters[len(reading) :], count + 1)
            if length is not None:
                return length
    return None


_WADE_GILES = (
    (r"^x", "hs"), (r"^zh|^[jq]", "ch"), (r"^([zc])i$", "tzu"), (r"^si$", "szu"), (r"^[zc](?!h)", "ts"), (r"^r", "j"),
    (r"^b", "p"), (r"^d", "t"), (r"^g", "k"), (r"ong$", "ung"), (r"ian$", "ien"), (r"ie$", "ieh"), (r"ue$", "ueh"),
    (r"^you$", "yu"), (r"uo$", "o"), (r"(?<=[aeiou])r$", "rh"),
)  # fmt: skip


def _wade_giles(letters: str) -> str:
    """Return a pinyin syllable as Taiwan's passports mostly spell it, without the apostrophes."""
    for pattern, spelling in _WADE_GILES:
        letters = re.sub(pattern, spelling, letters)
    return letters


@cache
def toneless_readings(character: str) -> tuple[str, ...]:
    """Return the dictionary's readings of a character without their tones, "nü" also as "nu", and in Wade-Giles."""
    readings: dict[str, None] = {}
    for entry in dictionary.entries_of(character):
        letters = entry.pinyin[0].rstrip("12345").lower()
        for spelling in (
            letters.replace("u:", "ü"),
            letters.replace("u:", "u"),
            letters.replace("u:", "v"),
            _wade_giles(letters.replace("u:", "u")),
        ):
            readings[spelling] = None
    return tuple(readings)
