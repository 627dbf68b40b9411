"""Simplified and traditional characters, by OpenCC (Apache-2.0), position by position."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter(name: str) -> "OpenCC":
    from opencc import OpenCC

    return OpenCC(name)


def to_simplified(text: str) -> str:
    """Return the text in simplified characters, each at the place of the one it stands for.

    >>> to_simplified("獸醫說：後來")
    '兽医说：后来'
    """
    return _aligned(text, "tw2s")  # t2s leaves the 著 of 接著 as it is


def to_traditional(text: str) -> str:
    """Return the text in traditional characters, place by place; phrases decide where one has several.

    >>> to_traditional("头发，发展")
    '頭髮，發展'
    """
    return _aligned(text, "s2tw")  # s2t writes 爲 and 麪 where the dictionary has 為 and 麵


def _aligned(text: str, config: str) -> str:
    convert = _converter(config).convert
    converted = convert(text)
    if len(converted) == len(text):
        return str(converted)
    # A phrase of another length would shift every offset after it.
    return "".join(new if len(new := convert(char)) == 1 else char for char in text)


def is_traditional(text: str) -> bool:
    """Return whether a text is in traditional characters: more of them change to simplified than back.

    >>> is_traditional("島上唯一的獸醫"), is_traditional("岛上唯一的兽医"), is_traditional("上下")
    (True, False, False)
    """
    to_simple = sum(a != b for a, b in zip(text, to_simplified(text), strict=True))
    to_trad = sum(a != b for a, b in zip(text, to_traditional(text), strict=True))
    return to_simple > to_trad
