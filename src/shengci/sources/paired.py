"""Lines that are paired already: Chinese, or Chinese, a tab and its English."""

from pathlib import Path

from shengci import text
from shengci.errors import SourceError
from shengci.files import name_of, read_lines
from shengci.records import Place, SentencePair


def read_paired_lines(path: Path) -> tuple[SentencePair, ...]:
    """Return a pair for every line of the file, in order, blank lines too.

    Each line is Chinese, or Chinese, a tab, and its English; white space is folded.

    Raises:
        SourceError: the file can't be read, is empty, or a line has more than one tab.
    """
    name = name_of(path)
    lines = read_lines(path)
    if not lines:
        raise SourceError(
            f"{name}: is empty: give lines of Chinese, or of Chinese, a tab, and its English"
        )
    return tuple(_pair(line, Place(name, number)) for number, line in enumerate(lines, 1))


def _pair(line: str, place: Place) -> SentencePair:
    chinese, _tab, english = line.partition("\t")
    if "\t" in english:
        raise SourceError(f"{place}: more than one tab: a line is Chinese, a tab, and its English")
    sides = [(folded,) if (folded := text.fold(side)) else () for side in (english, chinese)]
    return SentencePair(sides[0], sides[1], 1.0, "body", place)
