"""What a common verb means with its object: 打球 "to play", 打伞 "to hold up".

The table is ours; each row asks for one wording of the verb's usual senses. An object is met by any word
that ends with it (雨伞 by 伞).
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def has_objects(verb: str) -> bool:
    """Return whether the table has a verb."""
    return verb in _rows()


def wording_with(verb: str, words: Iterable[str]) -> str:
    """Return the English wording that the first object met among the words asks for, "" where none is met.

    >>> wording_with("打", ["了", "一", "把", "雨伞"]), wording_with("打", ["人"])
    ('to hold up', '')
    """
    wording_of = _rows().get(verb, {})
    for word in words:
        for i in range(len(word)):
            if word[i:] in wording_of:
                return wording_of[word[i:]]
    return ""


@cache
def _rows() -> dict[str, dict[str, str]]:
    text = files("shengci.lexicon").joinpath("data/collocations.tsv").read_text(encoding="utf-8")
    rows: dict[str, dict[str, str]] = {}
    for verb, wording, objects in (line.split("\t") for line in text.splitlines()[1:]):
        rows.setdefault(verb, {}).update(dict.fromkeys(objects.split(), wording))
    return rows
