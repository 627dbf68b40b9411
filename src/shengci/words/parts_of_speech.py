"""The part of speech that a card names."""

import re

from shengci.records import Definition

_TAGS = {
    "n": "noun", "v": "verb", "a": "adjective", "d": "adverb", "r": "pronoun", "m": "numeral", "q": "measure word",
    "p": "preposition", "c": "conjunction", "u": "particle", "i": "idiom", "l": "set phrase", "t": "time word",
    "s": "place word", "f": "localiser", "b": "attributive", "z": "state word", "o": "onomatopoeia", "j": "abbreviation",
    "y": "particle", "e": "interjection",
}  # fmt: skip


def part_of_speech(definition: Definition | None, tag: str) -> str:
    """Return the part of speech of a sense: what its gloss says, else jieba's tag in English."""
    if definition is not None:
        if definition.part_of_speech:
            return definition.part_of_speech
        if "idiom" in " ".join(definition.labels):
            return "idiom"
        if definition.gloss.startswith("to ") and definition.gloss != "to":
            return "verb"
        if definition.gloss.startswith("classifier"):
            return "measure word"
        if tag.startswith("v") and re.match(r"[a-z-]+(?:;|$)", definition.gloss):
            return "" if tag == "v" else "verb" if tag in ("vd", "vg") else "noun"
    return _TAGS.get(tag[:1], "")
