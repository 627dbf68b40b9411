"""Tables of sentences: each row of a .csv or .tsv file holds the English and the Chinese of one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shengci import text
from shengci.decoding import decode, refuse_markup
from shengci.errors import SourceError
from shengci.records import Article, Block, Language, Place
from shengci.sources.articles import article_of, article_of_rows
from shengci.sources.paragraphs import Line, block_language, blocks_of, lines_of

MOST_ROWS = 200_000
_MOST_COLUMNS = 200

_SAMPLE = 2_000  # rows that tell which columns hold the languages
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)  # Excel's own
_HAN = re.compile(f"[{text.HAN}]")
_LETTER = re.compile(r"[^\W\d]")
_LATIN = re.compile("[A-Za-z]")
# Pinyin is Latin too: syllables with a tone mark or a number are no English.
_SOUND = re.compile(
    r"[A-Za-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]*|\b[A-Za-z:]+[1-5]\b"
)
_WORD = re.compile("[A-Za-z]+")
_NAMES: dict[Language, re.Pattern[str]] = {
    "english": re.compile(
        r"\W*(?:en(?:g|glish)?(?:[-_ ][a-z]{2})?|英文|英语|英語|英譯|英译)\b\W*.{0,12}",
        re.IGNORECASE,
    ),
    "chinese": re.compile(
        r"\W*(?:(?:zh|chi|zho|cmn|chinese|mandarin|hanzi|simplified|traditional)(?:[-_ (]+[a-z]+\)?)*|中文|汉语|漢語|华语|華語|普通话|汉字|漢字|简体|繁体|繁體|简体中文|繁體中文)\b\W*.{0,12}",
        re.IGNORECASE,
    ),
}
_TRADITIONAL = re.compile(r"traditional|hant|tw|hk|繁", re.IGNORECASE)
_CLOSED_CLASS_WEIGHT = 3  # a function word speaks for English more than any other


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    number: int  # of its first line


def read_csv(data: bytes, name: str) -> Article:
    """Return the article in a table separated by commas, semicolons or tabs, each row as one."""
    content = _content(data, name)
    stated = _SEPARATOR_LINE.match(content)
    if stated:
        content = content[stated.end() :]
    delimiter = stated[1] if stated else _delimiter(content)
    first = 2 if stated else 1
    return _article(list(_rows(content, delimiter, name, first)), name)


def read_tsv(data: bytes, name: str) -> Article:
    """Return the article in a table separated by tabs, each row as one; without a tab it is text."""
    content = _content(data, name)
    if "\t" not in content:
        return article_of(blocks_of(lines_of(content), name))
    if _has_literal_quotes(content):
        rows = [
            _Row(tuple(line.split("\t")), number)
            for number, line in enumerate(re.split(r"\r\n|\r|\n", content), 1)
            if line.strip()
        ]
        if len(rows) > MOST_ROWS:
            raise _too_many(name)
    else:
        rows = list(_rows(content, "\t", name))
    return _article(rows, name)


def _content(data: bytes, name: str) -> str:
    content = decode(data, name)
    refuse_markup(content, name, "a table")
    if not content.strip('\ufeff \t\r\n,;"\u3000'):
        raise SourceError(f"{name}: is empty: give a sheet with an English and a Chinese column")
    return content.removeprefix("\ufeff")


def _delimiter(content: str) -> str:
    """Return what separates cells: what gives most lines the same number of them, more than one."""
    lines = [line for line in re.split(r"\r\n|\r|\n", content[:200_000]) if line.strip()][:500]

    def evenness(delimiter: str) -> float:
        counts = Counter(re.sub(r'"(?:[^"]|"")*"', "", line).count(delimiter) for line in lines)
        return max((n for cells, n in counts.items() if cells), default=0) / max(1, len(lines))

    return max("\t,;", key=evenness)


def _has_literal_quotes(content: str) -> bool:
    """Return whether quotation marks in a file of tabs belong to the text and enclose no cell.

    They do where no line break or tab is enclosed and no mark doubled, unless all cells are enclosed.
    """
    cells = [
        cell
        for line in re.split(r"\r\n|\r|\n", content)
        for cell in line.split("\t")
        if cell.strip()
    ]
    enclosed = [len(cell) > 1 and cell[0] == '"' == cell[-1] for cell in cells]
    if all(enclosed) or any(
        '""' in cell and is_so for cell, is_so in zip(cells, enclosed, strict=True)
    ):
        return False
    n_tabs = {line.count("\t") for line in re.split(r"\r\n|\r|\n", content) if line.strip()}
    return len(n_tabs) == 1 or not any(cell.count('"') % 2 for cell in cells)


def _rows(content: str, delimiter: str, name: str, first: int = 1) -> Iterator[_Row]:
    """Yield the rows that hold anything.

    Raises:
        SourceError: quotation marks don't match, a cell is too large, there are too many rows.
    """
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=delimiter, strict=True)
    number, n_rows = first, 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceError(f"{name}:{number}: {_told(error)}") from error
        if any(cell.strip() for cell in cells):
            n_rows += 1
            if n_rows > MOST_ROWS:
                raise _too_many(name)
            yield _Row(tuple(cells), number)
        number = reader.line_num + first


def _told(error: csv.Error) -> str:
    if "field larger" in str(error):
        limit = f"{csv.field_size_limit():,}"
        return (
            f"a cell of more than {limit} characters: close its quotation mark, or cut the text up"
        )
    if "unexpected end" in str(error):
        return "a quotation mark opens a cell in this row and none closes it: write it twice where it is text"
    return "quotation marks that don't match: enclose the whole cell, and write a mark twice where it is text"


def _too_many(name: str) -> SourceError:
    return SourceError(f"{name}: more than {MOST_ROWS:,} rows: cut it into several files")


# From rows to blocks


def _article(rows: Sequence[_Row], name: str) -> Article:
    widths = Counter(len(row.cells) for row in rows[:_SAMPLE])
    n_used = len({i for row in rows for i, cell in enumerate(row.cells) if cell.strip()})
    only_names = len(rows) == 1 and _is_header(rows, {0: "english", 1: "chinese"})
    if not rows or only_names or max(widths) > _MOST_COLUMNS:
        is_wide = rows and not only_names
        problem = f"more than {_MOST_COLUMNS} columns" if is_wide else "is empty"
        raise SourceError(f"{name}: {problem}: give a sheet with an English and a Chinese column")
    if n_used == 1:
        return _text_of_one_column(rows, name)
    width = max(widths, key=lambda width: (widths[width], -width))
    columns = _columns([row for row in rows[:_SAMPLE] if len(row.cells) <= width], width)
    if "chinese" not in columns.values():
        return article_of_rows(tuple(_one_sided(rows, columns, name)))
    blocks = []
    for number, row in enumerate(rows[int(_is_header(rows, columns)) :]):
        if len(row.cells) != width:
            _check_sides(row, columns, width, name)
        for column, language in sorted(columns.items()):
            cell = row.cells[column] if column < len(row.cells) else ""
            if line := _folded(cell, language):
                # Of another language than its column: a figure, or a word left as it is.
                actual = language if _HAN.search(line) else "english"
                blocks.append(Block(line, actual, "body", Place(name, row.number), number))
    return article_of_rows(blocks)


def _text_of_one_column(rows: Sequence[_Row], name: str) -> Article:
    """Return the article whose paragraphs are the cells of the one column a sheet has.

    Raises:
        SourceError: none of them is Chinese.
    """
    lines = []
    for paragraph, row in enumerate(rows):
        cell = next(cell for cell in row.cells if cell.strip())
        lines += [
            Line(part, block_language(part), row.number, paragraph)
            for part in text.split_mixed(text.clean(cell))
        ]
    if all(line.language == "english" for line in lines):
        raise SourceError(
            f"{name}:{rows[0].number}: only one column, and no Chinese in it:"
            " give a sheet with an English and a Chinese column"
        )
    return article_of(blocks_of(lines, name))


def _one_sided(rows: Sequence[_Row], columns: dict[int, Language], name: str) -> Iterator[Block]:
    """Yield the English of a sheet without Chinese: another file may have that."""
    column = next(iter(columns), 0)
    for number, row in enumerate(rows):
        if column < len(row.cells) and (line := _folded(row.cells[column], "english")):
            yield Block(line, "english", "body", Place(name, row.number), number)


def _columns(rows: Sequence[_Row], width: int) -> dict[int, Language]:
    """Return which column is English and which Chinese, by its heading, else by how much it holds."""
    amounts: dict[Language, list[int]] = {"english": [0] * width, "chinese": [0] * width}
    for row in rows:
        for i, cell in enumerate(row.cells):
            is_foreign = text.language_of(cell) == "other script"
            n_han = 0 if is_foreign else len(_HAN.findall(cell))
            amounts["chinese"][i] += n_han
            if not _is_chinese(cell):
                amounts["english"][i] += _n_english(cell)
    found: dict[int, Language] = {}
    for language in ("chinese", "english"):
        best = [i for i, amount in enumerate(amounts[language]) if amount and i not in found]
        named = [
            i
            for i, cell in enumerate(rows[0].cells)
            if i in best and _NAMES[language].fullmatch(cell.strip())
        ]
        simplified = [i for i in named if not _TRADITIONAL.search(rows[0].cells[i])]
        if best:
            others = simplified or named or best
            found[max(others, key=lambda i: amounts[language][i])] = language
    return found


def _is_chinese(cell: str) -> bool:
    """Return whether a cell is Chinese; an English one may quote some."""
    return _HAN.search(cell) is not None and text.language_of(cell) != "english"


def _n_english(cell: str) -> int:
    """Return how much speaks for a cell that is not Chinese being English."""
    words = _WORD.findall(_SOUND.sub(" ", cell))
    return sum(_CLOSED_CLASS_WEIGHT if word.lower() in text.CLOSED_CLASS else 1 for word in words)


def _is_header(rows: Sequence[_Row], columns: dict[int, Language]) -> bool:
    """Return whether the first row names the columns and holds no text."""
    first = rows[0].cells
    cells = {language: first[i].strip() for i, language in columns.items() if i < len(first)}
    if all(
        cells.get(language) and pattern.fullmatch(cells[language])
        for language, pattern in _NAMES.items()
    ):
        return True
    chinese, english = cells.get("chinese", ""), cells.get("english", "")
    is_foreign = bool(chinese) and not _HAN.search(chinese) and bool(_LATIN.search(chinese))
    return len(rows) > 1 and (is_foreign or _is_chinese(english))


def _check_sides(row: _Row, columns: dict[int, Language], width: int, name: str) -> None:
    """Raise an error where a row has more or fewer cells, and text stands in the wrong column."""
    for column, language in columns.items():
        cell = row.cells[column] if column < len(row.cells) else ""
        is_wrong = _is_chinese(cell) != (language == "chinese")
        is_gone = not cell.strip() and language == "chinese" and any(map(_HAN.search, row.cells))
        if is_gone or (cell.strip() and is_wrong):
            raise SourceError(
                f"{name}:{row.number}: {len(row.cells)} cells where other rows have {width}:"
                " enclose text that holds the separator in quotation marks"
            )


def _folded(cell: str, language: Language) -> str:
    """Return a cell as one line: its line breaks are a space in English, and nothing in Chinese."""
    lines = [text.fold(line) for line in re.split(r"[\r\n]+", text.clean(cell))]
    return ("" if language == "chinese" else " ").join(line for line in lines if line)
