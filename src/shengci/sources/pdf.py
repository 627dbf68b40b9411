"""PDF files that hold text: the lines of their pages to paragraphs."""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from shengci import text
from shengci.decoding import refuse_other_kinds
from shengci.errors import MissingExtra, SourceError
from shengci.records import Article, Block, Language, Place, Role
from shengci.sources.articles import article_of
from shengci.sources.paragraphs import STARTS_NEW, block_language, join

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
_MOST_CONTENT = 100_000_000  # bytes of drawing, unpacked; a handbook of 251 pages has 4.5 million
_MOST_TEXT = 10_000_000  # characters

# Fractions of an em a letter is wide: a guess that serves to tell full lines from short ones.
_LATIN_WIDTH, _WIDE = 0.48, 1.0
# All below set by hand on pages made by reportlab, in one and two columns.
_GAP = 1.25  # times the usual distance between lines: a paragraph begins
_INDENT = 0.8  # ems further right: likewise
_HANGING = 3.5  # but not so much further below the bullet or number of the paragraph
_SHORT = 0.86  # of the full width: the line before was the last of its paragraph, if it ends so
_VERY_SHORT = 0.6  # or even if it does not
_HEADING = 1.12  # times the usual size
_EDGE = 0.13  # of the height, above and below: where running heads and page numbers stand
_AWAY = 2.0  # times their size: so far they stand from the text
_MOST_AT_EDGE = 4  # lines
_SAME_HEIGHT = 3.0  # points
_LONGEST_HEADING = 120  # characters

_NUMBER = re.compile(
    r"[\s\-–—·•|/]*(?:page|p\.|第)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[页頁]?(?:\s*(?:/|of|[，,]?\s*共)\s*\d{1,4}\s*[页頁]?)?[\s\-–—·•|/]*",
    re.IGNORECASE,
)
_RADICALS = str.maketrans(
    "⺅⺉⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺝⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺳⺷⺸⺹⺺⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻊⻋⻌⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "亻刂小小兀尣尢巳幺彑忄心扌攵无月母民氵水灬爫爫丬犭王疋目示礻竹糸纟罓网羊羊耂肀月臼艹艹虎衤覀西见角讠贝足车辶辶阝钅長镸长门阜阝雨青韦页风飞食食饣饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
_COMPATIBLE = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_CJK = f"{text.HAN}，。、；：？！“”‘’（）《》【】…—"
_BETWEEN_HAN = re.compile(rf"(?<=[{_CJK}])\s+(?=[{_CJK}])")
# Parts of words that keep their hyphen where a line ends after it.
_KEEPS_HYPHEN = text.word_set(
    """all anti co cross eight ex far first five four full half hard high ill left long low mid mother
    multi nine non north old one open part post pre re right second self semi seven short single six
    south ten third three twenty thirty forty fifty sixty seventy eighty ninety two ultra under well
    year"""
)
_NO_TITLE = re.compile(
    r"(?:untitled|\(?anonymous\)?|.*\.(?:docx?|pdf|indd|tex|pptx?|odt)|microsoft word - .*|未命名.*)?",
    re.IGNORECASE,
)


_LEAST_GAP, _SURE_GAP = 140, 500  # thousandths of an em

_Piece = tuple[str, float, float, float]
_Before = Callable[[bytes, list[Any], list[float], list[float]], None]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    x: float
    y: float
    size: float
    page: int
    number: int

    @property
    def width(self) -> float:
        """How wide the line may be, in points."""
        wide = sum(unicodedata.east_asian_width(char) in "WF" for char in self.text)
        return self.size * (wide * _WIDE + (len(self.text) - wide) * _LATIN_WIDTH)


def read_pdf(data: bytes, name: str) -> Article:
    """Return the article in a PDF, without its running heads and page numbers.

    Pages are read in the order their text was set. A place is a page and a line on it.

    Raises:
        MissingExtra: pypdf is not installed.
        SourceError: the file is damaged, needs a password, holds no text, or is too large.
    """
    try:
        import pypdf
    except ModuleNotFoundError as error:
        raise MissingExtra(
            f"{name}: reading .pdf needs one more package: pip install 'shengci[pdf]'"
        ) from error
    refuse_other_kinds(data, name, "a PDF file", spare="a PDF file")
    if b"%PDF-" not in data[:1024]:
        raise SourceError(f"{name}: this is no PDF file: give it the suffix of what it is")
    with _quietly():
        try:
            reader = pypdf.PdfReader(io.BytesIO(data))
            _open(reader, name)
            pages = list(_pages(reader, name))
            title = _title(reader)
        except SourceError:
            raise
        except Exception as error:  # pypdf 7 raises nearly anything on damaged files
            raise SourceError(
                f"{name}: damaged, or no PDF at all ({type(error).__name__}): print it to a new PDF file"
            ) from error
    return _article(pages, name, title)


@contextmanager
def _quietly() -> Iterator[None]:
    """Keep pypdf from telling stderr what it mends."""
    logger, nowhere = logging.getLogger("pypdf"), logging.NullHandler()
    before, logger.propagate = logger.propagate, False
    logger.addHandler(nowhere)
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(nowhere)


def _open(reader: "PdfReader", name: str) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError(
            f"{name}: needs a password: open it in a reader and print it to a new PDF file"
        )
    if len(reader.pages) > MOST_PAGES:
        raise SourceError(f"{name}: more than {MOST_PAGES:,} pages: cut it into several files")


def _title(reader: "PdfReader") -> str:
    """Return the title the file says it has, "" where that is none or a file's name."""
    title = text.fold(text.clean(str((reader.metadata and reader.metadata.title) or "")))
    return "" if _NO_TITLE.fullmatch(title) or "\ufffd" in title else title


# From pages to lines


def _pages(reader: "PdfReader", name: str) -> Iterator[list[_Line]]:
    """Yield the lines of each page, running heads and page numbers too."""
    amount = n_bytes = 0
    has_pictures = False
    for number, page in enumerate(reader.pages, 1):
        contents = page.get_contents()
        n_bytes += len(contents.get_data()) if contents is not None else 0
        if n_bytes > _MOST_CONTENT:
            raise SourceError(f"{name}, page {number}: too large: cut it into several files")
        lines = _lines(page, number)
        amount += sum(len(line.text) for line in lines)
        if amount > _MOST_TEXT:
            raise SourceError(f"{name}: more text than a library: cut it into several files")
        has_pictures = has_pictures or (not lines and "/XObject" in (page.get("/Resources") or {}))
        yield lines
    if not amount:
        held = "pictures of text" if has_pictures else "no text"
        raise SourceError(f"{name}: holds {held}: run OCR (text recognition) first")


def _lines(page: "PageObject", number: int) -> list[_Line]:
    """Return the lines of a page in the order they were set, a line of two columns as two."""
    pieces = _pieces(page)
    if _is_glued("".join(part for part, *_ in pieces)):
        pieces = _pieces(page, _widen_gaps)
    lines: list[_Line] = []
    ends_line = True
    for part, x, y, size in pieces:
        for i, piece in enumerate(part.split("\n")):
            ends_line = ends_line or i > 0
            if not piece.strip():
                if lines and not ends_line:
                    lines[-1] = replace(lines[-1], text=lines[-1].text + piece)
                continue
            last = lines[-1] if lines else None
            is_apart = (
                last and abs(last.y - y) < _SAME_HEIGHT and x - last.x > last.width + 3 * size
            )
            if last is None or ends_line or is_apart:
                lines.append(_Line(piece, x, y, size, number, 0))
            else:
                lines[-1] = replace(last, text=last.text + piece, size=max(last.size, size))
            ends_line = False
    whole = [replace(line, text=clean) for line in lines if (clean := _clean(line.text))]
    return [replace(line, number=i) for i, line in enumerate(_by_column(whole), 1)]


def _pieces(page: "PageObject", before: _Before | None = None) -> list[_Piece]:
    """Return the text of a page in pieces: text, x, y, size of the letters."""
    pieces: list[_Piece] = []

    def see(part: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:  # noqa: ANN401
        if part:
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            pieces.append((part, x, y, size * abs(tm[3] * cm[3]) or size))

    page.extract_text(visitor_text=see, visitor_operand_before=before)
    return pieces


def _is_glued(part: str) -> bool:
    """Return whether the spaces between words are missing."""
    words = re.findall("[A-Za-z,.]+", part)
    return 20 * sum(len(word) for word in words if len(word) > 24) > sum(map(len, words)) > 40


def _widen_gaps(operator: bytes, operands: list[Any], _cm: list[float], _tm: list[float]) -> None:
    """Make gaps between words so wide that pypdf takes them for spaces.

    pypdf 7.1 takes the width of glyph 32 for that of a space, also in fonts that number their glyphs
    otherwise, and then holds out for gaps of a quarter of an em and more.
    """
    if operator != b"TJ" or not operands or not isinstance(operands[0], list):
        return
    shown = []
    for part in operands[0]:
        if isinstance(part, int | float) and -_SURE_GAP < part <= -_LEAST_GAP:
            shown += [type(part)(-_SURE_GAP), type(part)(part + _SURE_GAP)]  # and back again
        else:
            shown.append(part)
    operands[0][:] = shown


def _by_column(lines: list[_Line]) -> list[_Line]:
    """Return lines that were set across two columns one column after the other."""
    beside = [
        (left, right)
        for left, right in pairwise(lines)
        if abs(left.y - right.y) < _SAME_HEIGHT and right.x > left.x + 5 * left.size
    ]
    if len(beside) < 4 or 3 * len(beside) < len(lines):
        return lines
    middle = median(right.x for _, right in beside) - 1.0
    first = max(max(left.y, right.y) for left, right in beside) + _SAME_HEIGHT
    above = [line for line in lines if line.y > first]
    rest = [line for line in lines if line.y <= first]
    return [
        *above,
        *(line for line in rest if line.x < middle),
        *(line for line in rest if line.x >= middle),
    ]


def _clean(line: str) -> str:
    line = _COMPATIBLE.sub(lambda char: unicodedata.normalize("NFKC", char[0]), line)
    line = re.sub("\u00ad\\s*$", "-", line.translate(_RADICALS))
    return _BETWEEN_HAN.sub("", text.fold(text.clean(line)))


def _without_edges(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Return the pages without what stands at the same height of several, and without their numbers."""
    heights = [line.y for lines in pages for line in lines]
    edge = _EDGE * max(1.0, max(heights) - min(heights))
    limits = min(heights) + edge, max(heights) - edge

    def key(line: _Line) -> tuple[str, int]:
        return re.sub(r"\d+|\b[ivxl]+\b", "#", line.text), round(line.y / _SAME_HEIGHT)

    apart = [_apart_at_edges(lines, limits) for lines in pages]
    on_pages = Counter(found for lines in apart for found in {key(line) for line in lines})
    least = max(2, 1 + len(pages) // 8)
    return [
        [
            line
            for line in lines
            if line not in edges
            or not (on_pages[key(line)] >= least or _NUMBER.fullmatch(line.text))
        ]
        for lines, edges in zip(pages, apart, strict=True)
    ]


def _apart_at_edges(lines: Sequence[_Line], limits: tuple[float, float]) -> set[_Line]:
    """Return the few lines at the top and the bottom of a page that stand away from its text."""
    found: set[_Line] = set()
    upwards = sorted(lines, key=lambda line: line.y)
    for inwards in (upwards, upwards[::-1]):
        for n, (outer, inner) in enumerate(pairwise(inwards[: _MOST_AT_EDGE + 1]), 1):
            if limits[0] < outer.y < limits[1]:
                break
            if abs(inner.y - outer.y) > _AWAY * max(outer.size, inner.size):
                found.update(inwards[:n])
                break
    return found


# From lines to paragraphs


def _article(pages: Sequence[Sequence[_Line]], name: str, title: str) -> Article:
    lines = [line for page in _without_edges([page for page in pages if page]) for line in page]
    if not lines:
        raise SourceError(
            f"{name}: holds nothing but page numbers: run OCR (text recognition) first"
        )
    words = Counter(word.lower() for line in lines for word in re.findall(r"[\w-]+", line.text))
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    blocks: list[Block] = []
    known: set[int] = set()
    for paragraph in _paragraphs(lines):
        language = block_language("".join(line.text for line in paragraph))
        whole = paragraph[0].text
        for line in paragraph[1:]:
            whole = _join(whole, line.text, language, words)
        first = paragraph[0]
        place = Place(f"{name}, page {first.page}", first.number)
        is_large = first.size > _HEADING * usual and len(whole) <= _LONGEST_HEADING
        for part in text.split_mixed(whole):
            is_heading = is_large and not text.ends_with_stop(part)
            if is_heading:
                known.add(len(blocks))
            role: Role = "heading" if is_heading else "body"
            blocks.append(Block(part, block_language(part), role, place))
    article = article_of(blocks, known)
    return replace(article, title=title or article.title)


def _paragraphs(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of each paragraph, also of those that go on on the next page."""
    gaps: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and 0 < above.y - below.y < 4 * above.size:
            gaps.setdefault(round(above.size), []).append(above.y - below.y)
    usual_gap = {size: _low_quarter(found) for size, found in gaps.items()}
    full = _full_widths(lines)
    paragraph = list(lines[:1])
    for above, below in pairwise(lines):
        if _goes_on(paragraph, above, below, usual_gap.get(round(above.size), 0.0), full):
            paragraph.append(below)
        else:
            yield paragraph
            paragraph = [below]
    yield paragraph


def _low_quarter(gaps: Sequence[float]) -> float:
    return sorted(gaps)[len(gaps) // 4]


def _full_widths(lines: Sequence[_Line]) -> dict[str, float]:
    """Return how wide full lines of each language are, by our guess of a letter's width."""
    widths: dict[str, list[float]] = {}
    for line in lines:
        widths.setdefault(block_language(line.text), []).append(line.width)
    return {
        language: sorted(found)[int(0.9 * (len(found) - 1))] for language, found in widths.items()
    }


def _goes_on(
    paragraph: Sequence[_Line],
    above: _Line,
    below: _Line,
    usual_gap: float,
    full: dict[str, float],
) -> bool:
    size = above.size
    ends, is_new_column = text.ends_with_stop(above.text), below.y > above.y + size
    if abs(below.size - size) > 0.08 * size + 0.2:
        return False
    language = block_language("".join(line.text for line in paragraph))
    if _is_plainly_other(below.text, language):
        return False
    if above.page != below.page or is_new_column:
        return not ends and above.width > _VERY_SHORT * full[language]
    gap = above.y - below.y
    if usual_gap and gap > _GAP * usual_gap:
        return False
    is_hanging = len(paragraph) == 1 and STARTS_NEW.match(above.text)
    margin = min(line.x for line in paragraph[1:]) if len(paragraph) > 1 else above.x
    if below.x > margin + (_HANGING if is_hanging else _INDENT) * size:
        return False
    first_word = re.match(r"[^\s\u2e80-\uffef]+|\S", below.text)
    room = (
        full[language]
        - above.width
        - size * _LATIN_WIDTH * len(first_word[0] if first_word else "")
    )
    is_short = room > 0 and above.width < _SHORT * full[language]
    if STARTS_NEW.match(below.text) and (ends or is_short or above.text[-1] in ":："):
        return False
    return not (is_short and (ends or above.width < _VERY_SHORT * full[language]))


def _is_plainly_other(line: str, language: str) -> bool:
    """Return whether a line is in the other language beyond doubt: a name in its script is not enough."""
    counts = text.count_scripts(line)
    if language == "english":
        return counts["han"] >= 2 and counts["han"] > 2 * counts["latin"]
    return not counts["han"] and counts["latin"] >= 2 and bool(re.search(r"\b[a-z]{2,}\b", line))


def _join(above: str, below: str, language: Language, words: Counter[str]) -> str:
    """Return two lines of a paragraph as one, a word that was cut between them made whole.

    A hyphen stays where the file has it inside a line too, or after a word that often takes one.
    """
    cut, rest = re.search(r"([A-Za-z]+)-$", above), re.match("[a-z]+", below)
    if cut and rest:
        is_compound = words[f"{cut[1]}-{rest[0]}".lower()] or cut[1].lower() in _KEEPS_HYPHEN
        is_word = words[f"{cut[1]}{rest[0]}".lower()]
        return (above if is_compound and not is_word else above[:-1]) + below
    if language == "chinese" and not (above[-1].isalnum() and below[0].isalnum()):
        return above + below
    return join(above, below, language)
