"""Lists of words as text: plain, tables of any program (Skritter, a spreadsheet, Anki), Pleco's two exports.

Which columns hold the words and the readings is found by what stands in them.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException, ElementTree

from shengci import text
from shengci.errors import SourceError
from shengci.known.fields import LONGEST, fields_of, reading_beside
from shengci.known.readings import is_reading
from shengci.known.sources import Choice, Source, Value, listed
from shengci.known.words import has_han, is_word, plain, written_words

_PLECO = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?<plecoflash\b", re.DOTALL)  # fmt: skip
_MARKUP = re.compile(r"\s*<(?:\?xml|!doctype|html)\b", re.IGNORECASE)
_COMMENT = ("#", "//")  # Anki's header lines; categories in Pleco
_SEPARATOR_LINE = re.compile(r"#separator:(\w+)", re.IGNORECASE)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";"}
_COLUMN_NAMES = text.word_set(
    """汉字 漢字 简体 简体字 繁体 繁體 繁体字 繁體字 中文 词语 詞語 生词 生詞 词汇 詞彙 单词 單詞 拼音 注音 英文 英语 英語
    释义 釋義 意思 翻译 翻譯 例句 词性 詞性 等级 等級 序号 序號 备注 備註"""
)
_MOSTLY = 0.5


def read_list(content: str, choice: Choice, place: str) -> Source:
    """Return the words in a text of any of these forms.

    Raises:
        SourceError: there are none, it is running text, or there is no such column.
    """
    if _PLECO.match(content):
        return _of_pleco(content, place)
    if _MARKUP.match(content):
        raise SourceError(f"{place}: this is markup, not a list: read a text you know with --text")
    rows = _rows(content)
    if not any(has_han(cell) for row in rows for cell in row):
        raise SourceError(f"{place}: has no Chinese words in it: give a list of words you know")
    is_table = max(map(len, rows)) > 1
    is_pleco = is_table and any(line.startswith("//") for line in content.splitlines())
    values, told = _of_table(rows, choice, place) if is_table else (_of_lines(rows, place), ())
    return Source("Pleco" if is_pleco else "list", values, told)


def _rows(content: str) -> list[list[str]]:
    """Return the rows of a table, or lines as rows of one cell; comments and blank lines are left out."""
    lines = [line for line in re.split(r"\r\n|\r|\n", text.clean(content)) if line.strip()]
    stated = next((m for line in lines if (m := _SEPARATOR_LINE.match(line))), None)
    kept = [line for line in lines if not line.lstrip().startswith(_COMMENT)]
    delimiter = _SEPARATORS.get(stated[1].lower(), "") if stated else ""
    delimiter = delimiter or _delimiter(kept)
    if not delimiter:
        return [[line] for line in kept]
    if delimiter == "\t" and not any(
        '""' in line or re.search(r'(?:^|\t)"', line) for line in kept
    ):
        return [line.split("\t") for line in kept]
    reader = csv.reader(io.StringIO("\n".join(kept), newline=""), delimiter=delimiter, strict=True)
    try:
        return [row for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:  # a quotation mark that none closes
        return [line.split(delimiter) for line in kept]


def _delimiter(lines: Sequence[str]) -> str:
    """Return what separates the cells of most lines; "" where lines are only words, however separated."""
    for delimiter in ("\t", ";", ","):
        counts = Counter(line.count(delimiter) for line in lines)
        filled = [line for line in lines if delimiter in line]
        n_mixed = sum(not all(map(has_han, line.split(delimiter))) for line in filled)
        if lines and len(lines) - counts[0] >= _MOSTLY * len(lines) and 2 * n_mixed > len(filled):
            return delimiter
    return ""


def _of_lines(rows: Sequence[Sequence[str]], place: str) -> tuple[Value, ...]:
    """Return the values of a list without columns.

    Raises:
        SourceError: most of it is running text.
    """
    cells = [[*map(plain, row[0].split("\t")), ""] for row in rows if has_han(row[0])]
    if sum(_is_sentence(first) for first, *_ in cells) > _MOSTLY * len(cells):
        raise SourceError(
            f"{place}: holds sentences, not words: if it is a text you have read, give it with --text"
        )
    return tuple(Value(first, second if is_reading(second) else "") for first, second, *_ in cells)


def _is_sentence(line: str) -> bool:
    return any(len(word) > LONGEST and not is_word(word) for word in written_words(line))


def _of_table(
    rows: Sequence[Sequence[str]], choice: Choice, place: str
) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    header, body = _header(rows)
    names = header or rows[0]
    if choice.field:
        if choice.field not in names:
            raise SourceError(f"{place}: no column {choice.field!r}: choose from {listed(names)}")
        word = list(names).index(choice.field)
        body = body if header else rows[1:]
        reading = reading_beside(body, word)
    elif found := fields_of(header, body):
        word, reading = found.word, found.reading
    else:
        raise SourceError(
            f"{place}: no column mostly holds Chinese words: name one with --field, or give a list"
        )
    values = (
        Value(plain(row[word]), plain(_cell(row, reading))) for row in body if word < len(row)
    )
    shown = names if header or choice.field else ()
    told = f"column {_named(shown, word)}"
    if reading is not None:
        told += f", reading {_named(shown, reading)}"
    return tuple(value for value in values if has_han(value.text)), (told,)


def _named(names: Sequence[str], column: int) -> str:
    """Return what to call a column: by its name, or its number where the row of names ends before it."""
    return names[column] if column < len(names) else str(column + 1)


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""


def _header(rows: Sequence[Sequence[str]]) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the names of the columns, () if the table does not name them, and the other rows."""
    filled = [cell.strip() for cell in rows[0] if cell.strip()]
    is_named = all(cell in _COLUMN_NAMES or not has_han(cell) for cell in filled)
    return (tuple(map(str.strip, rows[0])), rows[1:]) if is_named and len(rows) > 1 else ((), rows)


def _of_pleco(content: str, place: str) -> Source:
    """Return the flashcards in Pleco's XML.

    Raises:
        SourceError: it is damaged, or there are none.
    """
    try:
        root = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>\[]*>", "", content, count=1))
    except (ElementTree.ParseError, DefusedXmlException, ValueError) as error:
        raise SourceError(f"{place}: is damaged ({error}): export it from Pleco again") from error
    values = tuple(_pleco_cards(root))
    if not values:
        raise SourceError(f"{place}: has no flashcards in it: export some from Pleco")
    return Source("Pleco", values)


def _pleco_cards(root: Element) -> Iterator[Value]:
    for entry in root.iter("entry"):
        words = {head.get("charset", "sc"): head.text or "" for head in entry.iter("headword")}
        word = text.fold(text.clean(words.get("sc") or words.get("tc") or ""))
        pronunciation = entry.find("pron")
        reading = "" if pronunciation is None else text.fold(pronunciation.text or "")
        if has_han(word):
            yield Value(word, reading)
