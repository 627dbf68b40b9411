"""Readings of characters that the dictionary does not have, from the Unihan data that pypinyin carries (MIT).

Importing pypinyin loads its phrases too, 50 MB of them, which nothing here asks for: its file of characters is
compiled into an index.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shengci import assets, index
from shengci.pinyin import numbered


def reading_of(character: str) -> str:
    """Return the first reading of a character as a numbered syllable, "" where none is known.

    >>> reading_of("㐀"), reading_of("A")
    ('qiu1', '')
    """
    return _readings().find(character) or ""


@cache
def _readings() -> index.Table:
    return index.table("rare-characters", (_file(), Path(__file__)), _rows)


def _file() -> Path:
    return assets.installed("pypinyin") / "pinyin_dict.json"


def _rows() -> Iterator[tuple[str, str]]:
    for code, readings in json.loads(_file().read_bytes()).items():
        yield chr(int(code)), numbered(readings.partition(",")[0])
