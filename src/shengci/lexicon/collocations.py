"""What a common verb means with its object, 打球 "to play", 打伞 "to hold up", and a noun with its verb, 写信 "letter".

The tables are ours; each row asks for one wording of the verb's or noun's usual senses. An object is met by
any word that ends with it (雨伞 by 伞).
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files


def is_listed(word: str) -> bool:
    """Return whether one of the tables has a word."""
    return word in _wordings("collocations") or word in _wordings("nouns-of-verbs")


def wording_with_object(verb: str, words: Iterable[str]) -> str:
    """Return the English wording that the first object met among the words asks for, "" where none is met.

    >>> wording_with_object("打", ["了", "一", "把", "雨伞"]), wording_with_object("打", ["人"])
    ('to hold up', '')
    """
    wording_of = _wordings("collocations").get(verb, {})
    endings = (word[i:] for word in words for i in range(len(word)))
    return next((wording_of[ending] for ending in endings if ending in wording_of), "")


def wording_with_verb(noun: str, verb: str) -> str:
    """Return the English wording that a verb asks for of its object, "" where it asks for none.

    >>> wording_with_verb("表", "填"), wording_with_verb("表", "戴"), wording_with_verb("表", "有")
    ('form', 'watch', '')
    """
    return _wordings("nouns-of-verbs").get(noun, {}).get(verb, "")


@cache
def _wordings(name: str) -> dict[str, dict[str, str]]:
    """Return the wording of each word of a table, by each of the words that it may stand with."""
    text = files("shengci.lexicon").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    rows: dict[str, dict[str, str]] = {}
    for word, wording, others in (line.split("\t") for line in text.splitlines()[1:]):
        rows.setdefault(word, {}).update(dict.fromkeys(others.split(), wording))
    return rows
