"""Which tables set English and Chinese side by side, one language in each column."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from shengci import text
from shengci.sources import trees
from shengci.sources.trees import Element

Kind = Literal["english", "chinese", "pinyin", "label", "none"]

# A table counts as side by side when so many of its rows have one cell of each language, of like length:
# Han characters to English words are about 1.6 in translation, .3 to 6 in its shortest rows.
_MOST = 0.6
_FEWEST_HAN, _MOST_HAN = 0.3, 6
_COLUMN_NAMES = text.word_set(
    """english chinese mandarin en zh cn pinyin original translation source target text no number note
    simplified traditional 英文 英语 英語 中文 汉语 漢語 华语 華語 国语 國語 普通话 原文 译文 譯文 翻译
    翻譯 拼音 注音 序号 序號 编号 編號 号 简体 繁体 繁體 简体中文 繁体中文 繁體中文 中译 英译 中譯 英譯
    备注 備註"""
)
_TONE_MARKED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """The rows of side-by-side tables, numbered, and the elements in them that are no text."""

    rows: dict[Element, int] = field(default_factory=dict)
    dropped: set[Element] = field(default_factory=set)


def side_by_side(root: Element, first_row: int) -> Sides:
    """Return the rows of all tables under `root` whose cells translate each other.

    Dropped are rows that only name the columns, and cells that hold a number or pinyin.
    """
    sides = Sides()
    numbers = count(first_row)
    for table in root.iter("table"):
        if next(table.iterdescendants("table"), None) is not None:
            continue  # laid out by tables
        rows = [(row, _cells(row)) for row in table.iterdescendants("tr")]
        if not _translates([cells for _, cells in rows]):
            continue
        for row, cells in rows:
            kinds = {kind for _, kind, _ in cells}
            if kinds <= {"label", "none", "pinyin"}:
                sides.dropped.add(row)
            elif len(cells) > 1:
                sides.rows[row] = next(numbers)
                sides.dropped.update(cell for cell, kind, _ in cells if kind in ("none", "pinyin"))
    return sides


Cell = tuple[Element, Kind, str]


def _cells(row: Element) -> list[Cell]:
    found = ((cell, text.fold("".join(_texts(cell)))) for cell in trees.children(row, "td", "th"))
    return [(cell, _kind_of(content), content) for cell, content in found]


def _texts(cell: Element) -> Iterator[str]:
    """Yield the pieces of a cell's text without the readings of its rubies."""
    for element in cell.iter():
        if element.tag not in ("rt", "rp", "rtc", "script", "style"):
            yield element.text or ""
        yield (element.tail or "") if element is not cell else ""


def is_column_name(content: str) -> bool:
    """Return whether a text is only the name of a column or a language: English, 译文, No."""
    words = re.findall(r"\w+", content.casefold())
    return bool(words) and all(word in _COLUMN_NAMES for word in words)


def _kind_of(content: str) -> Kind:
    if is_column_name(content):
        return "label"
    language = text.language_of(content)
    if language == "english":
        marked = sum(_TONE_MARKED.search(word) is not None for word in content.split())
        return "pinyin" if 2 * marked > len(content.split()) else "english"
    return "chinese" if language == "chinese" else "none"


def _translates(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the rows of a table are translations: most have a cell of each language."""
    told = [[cell for cell in row if cell[1] in ("english", "chinese")] for row in rows]
    told = [row for row in told if row]
    full = [row for row in told if sorted(kind for _, kind, _ in row) == ["chinese", "english"]]
    if not full or len(full) < _MOST * len(told):
        return False
    amounts: Counter[str] = Counter()
    n_named = 0
    for row in full:
        for _, kind, content in row:
            counts = text.count_scripts(content)
            amounts[kind] += counts["han" if kind == "chinese" else "latin"]
            n_named += kind == "english" and not text.n_plain_words(content)
    is_alike = _FEWEST_HAN < amounts["chinese"] / max(1, amounts["english"]) < _MOST_HAN
    # Where the English is nothing but names, the table lists facts: 品牌 | Apple.
    names_columns = any(kind == "label" for row in rows for _, kind, _ in row)
    return is_alike and (names_columns or 2 * n_named <= len(full))
