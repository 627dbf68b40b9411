"""Lines to paragraphs: lines in both languages cut, hard-wrapped paragraphs made whole."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shengci import text
from shengci.records import Block, Language, Place, Role
from shengci.sources.roles import URL

# A language is hard-wrapped in a file when no line is wider than an editor's window, and of the lines
# that another follows this share has no room for its first word, and half end inside a sentence.
_FULL, _OPEN = 0.8, 0.5
_NARROWEST, _WIDEST = 36, 130  # columns
# English shows it further by lines that begin in lower case, Chinese only by more than one line.
_LOWER = 0.3
_SLACK: dict[Language, int] = {"english": 0, "chinese": 4}  # marks that must not begin a line

_LINE = re.compile(r"\r\n|\r|\n")
_INNER_LINE = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
STARTS_NEW = re.compile(
    r"#{1,6}\s|[-*•·>]\s|\(?\d{1,3}(?:[.)]\s|[、）])|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[①-⑳]|[*\-_=]{3}"
)
_FIRST_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]+|\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `paragraph` is the same for lines with no blank one between them."""

    text: str
    language: Language
    number: int
    paragraph: int
    role: Role = "body"
    row: int | None = None


def blocks_of(lines: Iterable[Line], name: str) -> list[Block]:
    """Return a block for each paragraph that some lines of a file make."""
    return [block_of(paragraph, name) for paragraph in paragraphs_of(tuple(lines))]


def block_of(paragraph: Sequence[Line], name: str) -> Block:
    """Return the lines of one paragraph as a block."""
    first = paragraph[0]
    whole = first.text
    for line in paragraph[1:]:
        whole = join(whole, line.text, first.language)
    return Block(whole, first.language, first.role, Place(name, first.number), first.row)


def lines_of(content: str) -> Iterator[Line]:
    """Yield the lines of a text that are not blank, those in two languages as two."""
    paragraph = 0
    for number, line in enumerate(_LINE.split(content), start=1):
        for piece in _INNER_LINE.split(text.clean(line)):
            if not piece.strip():
                paragraph += 1
                continue
            for part in text.split_mixed(piece):
                yield Line(part, block_language(part), number, paragraph)


def block_language(line: str) -> Language:
    """Return the language a block counts as: lines without a letter and other scripts are English."""
    return "chinese" if text.language_of(line) == "chinese" else "english"


def paragraphs_of(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph: one, unless the file is hard-wrapped."""
    widths: dict[Language, int] = {"english": 0, "chinese": 0}
    for language in widths:
        widths[language] = wrap_width(lines, language)
    paragraph = list(lines[:1])
    for above, below in pairwise(lines):
        if may_go_on(above, below) and is_full(above, below, widths[above.language]):
            paragraph.append(below)
        else:
            yield paragraph
            paragraph = [below]
    if paragraph:
        yield paragraph


def wrap_width(lines: Sequence[Line], language: Language) -> int:
    """Return the column at which a file's lines in one language are wrapped, 0 if they are not."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if above.language == language and may_go_on(above, below)
    ]
    if not pairs:
        return 0
    width = max(_columns(line.text) for pair in pairs for line in pair)
    pairs = [pair for pair in pairs if 2 * _columns(pair[0].text) > width]  # others are headings
    n_full = sum(is_full(above, below, width) for above, below in pairs)
    n_open = sum(not text.ends_with_stop(above.text) for above, _ in pairs)
    n_lower = sum(below.text[0].islower() for _, below in pairs)
    looks_wrapped = n_lower >= _LOWER * len(pairs) if language == "english" else len(pairs) > 1
    if n_full < _FULL * len(pairs) or n_open < _OPEN * len(pairs) or not looks_wrapped:
        return 0
    return width if pairs and _NARROWEST <= width <= _WIDEST else 0


def may_go_on(above: Line, below: Line) -> bool:
    """Return whether nothing in two lines says that a paragraph ends between them."""
    return (
        (above.paragraph, above.language) == (below.paragraph, below.language)
        and not STARTS_NEW.match(below.text)
        and not above.text.startswith("#")
        and not URL.fullmatch(above.text)
        and not URL.fullmatch(below.text)
    )


def is_full(above: Line, below: Line, width: int) -> bool:
    """Return whether a line had no room left for the first word of the next; never at width 0."""
    word = _FIRST_WORD.match(below.text)
    needed = (
        _columns(above.text) + _columns(word[0] if word else "") + (above.language == "english")
    )
    return 0 < width < needed + _SLACK[above.language]


def _columns(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def join(above: str, below: str, language: Language) -> str:
    """Return two lines of a paragraph as one: English with a space, Chinese between Latin only.

    >>> join("她每天早上六点", "开门。", "chinese"), join("a well-", "known shop", "english")
    ('她每天早上六点开门。', 'a well-known shop')
    """
    if language == "english":
        is_whole = re.search(r"\w-$", above) and below[0].islower()
    else:
        is_whole = not (above[-1].isascii() and below[0].isascii())
    return above + below if is_whole else f"{above} {below}"
