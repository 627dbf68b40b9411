"""Readings as people write them, against those of the dictionary.

A deck writes Píngguǒ, ping2 guo3, pingguo or ㄆㄧㄥˊㄍㄨㄛˇ where the dictionary has `ping2 guo3`; erhua
with or without its vowel, a neutral tone with the tone it had, 一 and 不 in the tone they are spoken in.
Instead of cutting what is written into syllables it is compared with what could be meant.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from shengci import pinyin

Syllables = tuple[str, ...]

_TONE_OF_MARK = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0306": 3, "\u0300": 4}  # breve for caron
_UMLAUT = "\u0308"
_ZHUYIN = re.compile("[\u3105-\u312f]")
_ZHUYIN_TONES = re.compile("[ˉˊˇˋ˙]")
_SYLLABLE = (
    "(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ueng|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|an|en|in|un|vn|ia|ie|iu|ua|uo"
    "|ui|ue|ve|er|a|o|e|i|u|v)r?|r|m|ng?|hm)"
)
_PINYIN = re.compile(f"{_SYLLABLE}+")
_SPOKEN_OTHERWISE = ("yi", "bu")  # 一 and 不 change their tone with what follows
_UNKNOWN = 0  # no tone is written anywhere


def is_reading(written: str) -> bool:
    """Return whether a text can be a Mandarin reading at all, in Pinyin or Zhuyin.

    >>> is_reading("yèshì"), is_reading("ye4 shi4"), is_reading("ㄧㄝˋㄕˋ"), is_reading("night market")
    (True, True, True, False)
    """
    if _ZHUYIN.search(written):
        return not re.search(r"[A-Za-z]", written)
    return _PINYIN.fullmatch(_letters_and_tones(written)[0]) is not None


def matching(written: str, readings: Sequence[Syllables]) -> tuple[Syllables, ...]:
    """Return those readings of a word that a written one means; () if it means none of them.

    What agrees in every tone comes before what agrees leniently, so that dìfāng is not dìfang.

    >>> readings = (("di4", "fang1"), ("di4", "fang5"))
    >>> matching("dìfang", readings), matching("DI4FANG1", readings), len(matching("difang", readings))
    ((('di4', 'fang5'),), (('di4', 'fang1'),), 2)
    """
    scores = [agreement(written, reading) for reading in readings]
    best = max(scores, default=0)
    return tuple(r for r, s in zip(readings, scores, strict=True) if s == best > 0)


def agreement(written: str, reading: Syllables) -> int:
    """Return how well a written reading agrees with numbered syllables: 2 wholly, 1 leniently, 0 not.

    >>> agreement("péngyǒu", ("peng2", "you5")), agreement("huā ér", ("hua1", "r5")), agreement("bú cuò", ("bu4", "cuo4"))
    (1, 2, 1)
    """
    if _ZHUYIN.search(written):
        return _agreement_in_zhuyin(written, reading)
    letters, tones = _letters_and_tones(written)
    for parts in _spellings(reading):
        if "".join(letters_of for letters_of, _ in parts) == letters:
            return _agreement_of_tones(parts, tones)
    return 0


def _agreement_in_zhuyin(written: str, reading: Syllables) -> int:
    kept = "".join(written.split()).replace("ˉ", "")
    expected = "".join(pinyin.zhuyin(syllable) for syllable in reading)
    if kept == expected:
        return 2
    return int(_ZHUYIN_TONES.sub("", kept) == _ZHUYIN_TONES.sub("", expected))


def _letters_and_tones(written: str) -> tuple[str, dict[int, int]]:
    """Return the plain letters of a reading, and the tone that is written at some of them.

    ü is "v"; punctuation and spaces are left out. A number stands at the last letter before it.
    """
    letters: list[str] = []
    tones: dict[int, int] = {}
    for char in unicodedata.normalize("NFD", written.lower().replace("u:", "v")):
        if char == _UMLAUT and letters:
            letters[-1] = "v"
        elif char in _TONE_OF_MARK and letters:
            tones[len(letters) - 1] = _TONE_OF_MARK[char]
        elif char in "012345" and letters:
            tones[len(letters) - 1] = int(char) or 5
        elif char.isalpha():
            letters.append(char)
    return "".join(letters), tones


def _spellings(reading: Syllables) -> Iterator[list[tuple[str, int]]]:
    """Yield a reading as (letters, tone) of each syllable, 儿 of erhua as "r" and as "er"."""
    parts = [
        (pinyin.letters_of(s.replace("u:", "v")).replace("ü", "v"), pinyin.tone_of(s))
        for s in reading
        if any(map(str.isalpha, s))
    ]
    yield parts
    if any(letters == "r" for letters, _ in parts):
        yield [("er", 5) if letters == "r" else (letters, tone) for letters, tone in parts]


def _agreement_of_tones(parts: Sequence[tuple[str, int]], tones: dict[int, int]) -> int:
    score, at = 2, 0
    for i, (letters, tone) in enumerate(parts):
        end = at + len(letters)
        default = 5 if tones else _UNKNOWN
        said = next((tones[place] for place in range(at, end) if place in tones), default)
        if said != tone and letters not in ("r", "er"):
            follows = parts[i + 1][1] if i + 1 < len(parts) else 0
            is_sandhi = letters in _SPOKEN_OTHERWISE or (said, tone, follows) == (2, 3, 3)
            if not (is_sandhi or {said, tone} & {_UNKNOWN, 5}):
                return 0
            score = 1
        at = end
    return score
