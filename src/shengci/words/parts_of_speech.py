"""The part of speech that a card names."""

import re

from shengci.records import Definition

_TAGS = {
    "n": "noun", "v": "verb", "a": "adjective", "d": "adverb", "r": "pronoun", "m": "numeral", "q": "measure word",
    "p": "preposition", "c": "conjunction", "u": "particle", "i": "idiom", "t": "time word",
    "s": "place word", "f": "localiser", "b": "attributive", "z": "adjective", "o": "onomatopoeia", "j": "abbreviation",
    "y": "particle", "e": "interjection",
}  # fmt: skip

_TO = re.compile(r"(?:\([^)]*\) )?to \w")


def part_of_speech(definition: Definition | None, tag: str) -> str:
    """Return the part of speech of a sense: what its gloss says, else jieba's tag in English.

    The tag is the word's and not the sense's: where the gloss speaks against it there is none.
    """
    if definition is not None:
        if definition.part_of_speech:
            return definition.part_of_speech
        if "idiom" in " ".join(definition.labels):
            return "idiom"
        if _TO.match(definition.gloss):
            return "verb"
        if definition.gloss.startswith("classifier"):
            return "measure word"
        if tag.startswith("v"):
            is_one_word = re.match(r"[a-z-]+(?:;|$)", definition.gloss)
            return "noun" if is_one_word and tag not in ("v", "vd", "vg") else ""
    return _TAGS.get(tag[:1], "")
