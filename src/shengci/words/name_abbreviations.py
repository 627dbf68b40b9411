"""Short names of organisations that no dictionary has: 上交所, Shanghai Stock Exchange; 亚行 after 亚洲开发银行."""

import re
from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon import parts
from shengci.words.name_lines import NameLine
from shengci.words.name_lists import is_country, is_plain_word
from shengci.words.name_matches import BARE
from shengci.words.name_wordings import meanings_of
from shengci.words.segmentation import Piece

_LONGEST = 4  # characters of a short name
_TELLING = 0.04  # how likely a character means a word in compounds, at least
_NO_ORGANISATION = frozenset(
    "CEO CFO COO GDP DNA RNA GPS USB MRI UFO SUV HIV LED PhD MBA VIP ATM CCTV".split()
)
_HEADS = {
    chinese: frozenset(english.split(","))
    for chinese, _, english in (
        pair.partition(":")
        for pair in """大:University 院:Academy,Institute,Hospital,Court 所:Exchange,Institute,Office
        委:Commission,Committee,Council 局:Administration,Bureau,Agency,Office 会:Commission,Association,Committee,Society,Council
        行:Bank 社:Agency,Press,Society 部:Ministry,Department 协:Association 办:Office 署:Agency,Administration 联:Federation,Union
        盟:Union,League,Alliance 中心:Center,Centre,Centers 基金:Foundation,Fund""".split()
    )
}


def abbreviated(
    sentence: str, pieces: Sequence[Piece], line: NameLine, runs: Sequence[range]
) -> Iterator[tuple[int, int, range]]:
    """Yield the places of short names, each with the run, of those given, that says it in full.

    The last character is the head of the full name (所 for Exchange), the first one sounds or means like
    one of its words, and no dictionary has the whole.
    """
    starts, ends = {piece.start for piece in pieces}, {piece.end for piece in pieces}
    for run in runs:
        content = [i for i in run if line.is_content(i)]
        letters = line.words[run.start].text.replace(".", "")
        in_brackets = line.text[: line.words[run.start].start].endswith("(")
        is_acronym = len(run) == 1 and len(letters) > 2 and letters.isupper() and not in_brackets
        if len(content) < 2 and (not is_acronym or letters in _NO_ORGANISATION):
            continue
        said = {line.words[i].text for i in content}
        for head, english in _HEADS.items():
            if is_acronym:
                if not any(word[0] in letters[1:] for word in english):
                    continue
            elif said.isdisjoint(english):
                continue
            for match in re.finditer(head, sentence):
                for start in range(max(0, match.end() - _LONGEST), match.start()):
                    text = sentence[start : match.end()]
                    if start not in starts or match.end() not in ends or len(text) < 3:
                        continue
                    if not BARE.isdisjoint(text[:-1]) or is_plain_word(text):
                        continue
                    if is_acronym or any(_stands_for(text[0], line, i) for i in content):
                        yield _opening(sentence, start), match.end(), run


def _opening(sentence: str, start: int) -> int:
    """Return where a short name begins with the country before it: 国家 卫健委, 美国 环保署."""
    for length in (2, 3):
        before = sentence[max(0, start - length) : start]
        if before == "国家" or (len(before) == length and is_country(before)):
            return start - length
    return start


def _stands_for(character: str, line: NameLine, at: int) -> bool:
    """Return whether a character may be short for a word: 上 for Shanghai, 社 for Social."""
    word = line.words[at]
    letters = sounds.plain_letters(word.text)
    spelt = any(
        len(reading) > 1 and letters.startswith(reading)
        for reading in sounds.toneless_readings(character)
    )
    return (
        spelt
        or parts.stems_of(character).get(word.stem, 0.0) >= _TELLING
        or (word.stem,) in meanings_of(character)
    )


def is_short_for(text: str, name: str) -> bool:
    """Return whether a text is put together of characters of a name, in their order, from its first on.

    >>> is_short_for("亚行", "亚洲开发银行"), is_short_for("开行", "亚洲开发银行")
    (True, False)
    """
    rest = iter(name)
    return text[0] == name[0] and len(text) < len(name) and all(char in rest for char in text)
