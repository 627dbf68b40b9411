"""A teacher's sentence pairs of an article, `NAME/ARTICLE.pairs.tsv`: one row a pair, English and Chinese.

What stands in a row is one pair, surely so; a side may be empty. The columns `Role` and `Line` say what the
text is (title, body) and where its article has it.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from shengci import sentences, text
from shengci.decks.tables import read_table, table_text, typed
from shengci.decoding import decode
from shengci.errors import DeckError
from shengci.files import name_of, read_bytes
from shengci.records import Place, Role, SentencePair

_COLUMNS = ("English", "Chinese", "Role", "Line")
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}


def pairs_text(pairs: Sequence[SentencePair]) -> str:
    """Return pairs as the text of such a table."""
    rows = ((pair.english, pair.chinese, pair.role, str(pair.place.line)) for pair in pairs)
    return table_text([_COLUMNS, *(map(text.fold, row) for row in rows)])


def read_pairs(path: Path, article: str) -> tuple[SentencePair, ...]:
    """Return the pairs of such a table, each as sure as can be; `article` is the file they are of.

    Raises:
        DeckError: it has no columns English and Chinese, or no pairs.
        SourceError: it can't be read.
    """
    return parse_pairs(decode(read_bytes(path), name_of(path)), name_of(path), article)


def parse_pairs(content: str, name: str, article: str) -> tuple[SentencePair, ...]:
    """Return the pairs that a text holds; `name` is the table's, for messages.

    Raises:
        DeckError: as `read_pairs`.
    """
    try:
        table = [row for _, row in read_table(content)]
    except csv.Error as error:
        raise DeckError(f"{name}: is no table ({error}): take it out of the recipe") from error
    columns = table[0] if table else []
    if not {"English", "Chinese"} <= set(columns):
        raise DeckError(f"{name}:1: has no columns English and Chinese: put the first line back")
    pairs = []
    for row in table[1:]:
        cells = dict(zip(columns, typed(row), strict=False))
        english, chinese = cells.get("English", ""), cells.get("Chinese", "")
        if not english and not chinese:
            continue
        line = cells.get("Line", "")
        pairs.append(
            SentencePair(
                sentences.english_sentences(english) if english else (),
                sentences.chinese_sentences(chinese) if chinese else (),
                1.0,
                _ROLES.get(cells.get("Role", ""), "body"),
                Place(article, int(line) if line.isdecimal() and len(line) < 9 else 1),
            )
        )
    if not pairs:
        raise DeckError(f"{name}: has no pairs in it: take it out of the recipe")
    return tuple(pairs)
