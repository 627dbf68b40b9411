"""Short names of organisations that no dictionary has: 上交所, Shanghai Stock Exchange; 亚行 after 亚洲开发银行."""

from collections.abc import Iterator, Sequence

from shengci import sounds
from shengci.lexicon import dictionary, parts
from shengci.words.name_lines import NameLine
from shengci.words.name_matches import BARE, meanings_of
from shengci.words.segmentation import Piece

_LONGEST = 4  # characters of a short name
_TELLING = 0.04  # how likely a character means a word in compounds, at least
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
        heads = {line.words[i].text for i in (content[0], content[-1])} if content else set()
        if len(content) < 2:
            continue
        for head, english in _HEADS.items():
            if heads.isdisjoint(english):
                continue
            at = sentence.find(head, 1)
            while at > 0:
                end = at + len(head)
                for start in range(max(0, end - _LONGEST), at):
                    text = sentence[start:end]
                    if (
                        {start} <= starts
                        and {end} <= ends
                        and BARE.isdisjoint(text[:-1])
                        and not dictionary.is_headword(text)
                        and len(text) > 2
                        and any(_stands_for(text[0], line, i) for i in content)
                    ):
                        yield start, end, run
                at = sentence.find(head, end)


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
