"""Readings of characters in a sentence: g2pM first, pypinyin for what it doesn't know.

Words the dictionary has take their reading from the sense the English line chooses; this is for the
rest: words without an entry, and as a voice among the readings of an entry.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from shengci.lexicon import dictionary
from shengci.pinyin import numbered

if TYPE_CHECKING:
    from g2pM import G2pM

_HAN_RUN = re.compile("[\u3400-\u9fff\U00020000-\U000323af〇]+")


def readings_of(sentence: str) -> tuple[str, ...]:
    """Return one numbered syllable a character of a simplified sentence, "" for what is not Han.

    g2pM (0.1.2.5) is fed runs of Han only: other characters disturb it.

    >>> readings_of("银行，还")
    ('yin2', 'hang2', '', 'hai2')
    """
    out = [""] * len(sentence)
    for match in _HAN_RUN.finditer(sentence):
        syllables = _g2pm()(match[0], char_split=True, tone=True)
        for at, (character, syllable) in enumerate(
            zip(match[0], syllables, strict=True), match.start()
        ):
            out[at] = syllable if syllable != character else _pypinyin(character)
    return tuple(out)


def reading_alone(character: str) -> str:
    """Return the first reading of a single character in the dictionary, else pypinyin's."""
    entries = [entry for entry in dictionary.entries_of(character) if not entry.is_name]
    return entries[0].pinyin[0] if entries else _pypinyin(character)


def _pypinyin(character: str) -> str:
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.TONE, errors="ignore")
    return numbered(found[0][0]) if found and found[0][0] else character


@cache
def _g2pm() -> "G2pM":
    from g2pM import G2pM

    return G2pM()
