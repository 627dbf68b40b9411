"""The one sense a word has in its sentence, and how it is put on a card."""

import re
from collections.abc import Sequence

import numpy as np

from shengci.lexicon import function_words
from shengci.pinyin import joined
from shengci.records import Definition
from shengci.words.candidates import Option
from shengci.words.linking import Evidence, Link

LONGEST_GLOSS = 40  # characters of a meaning on a card
_MOST_SENSES = 8

_AT_LINK_GLOSS, _AT_LINK_SENSE = 1.0, 0.6
_ANYWHERE_GLOSS, _ANYWHERE_SENSE, _ANYWHERE_DISTANCE = 0.5, 0.25, 0.2
# What agreement with the character reader is worth. A content word's sense is told better by the
# English line (.93 against .57 right on sentences that need the choice); a function word's is not.
_READING = 0.08
_READING_FUNCTION = 0.5
# What the traditional form is worth: the one that stands in the text, or the one OpenCC would write.
_FORM_WRITTEN, _FORM_GUESSED = 0.5, 0.15


def choose(
    headword: str,
    options: Sequence[Option],
    seen: Evidence | None,
    link: Link | None,
    *,
    heard: tuple[str, ...],
    form: str,
    written: bool,
) -> Option:
    """Return the likeliest of a word's senses (at least one), and with it the reading.

    `seen` and `link` are what the English line says, None without one; `heard` is the reading the
    characters have in context; `form` the word's traditional form, `written` whether the text itself
    has it so (else it is OpenCC's guess).
    """
    is_function = headword in function_words.FUNCTION_WORDS
    scores = np.array([option.prior for option in options])
    if seen is not None:
        if link is not None:
            scores = (
                scores
                + _AT_LINK_GLOSS * seen.gloss[:, link.window]
                + _AT_LINK_SENSE * seen.sense[:, link.window]
            )
        elif seen.gloss.shape[1] and not is_function:
            at = (
                _ANYWHERE_GLOSS * seen.gloss
                + _ANYWHERE_SENSE * seen.sense
                - _ANYWHERE_DISTANCE * seen.distance
            )
            scores = scores + at.max(axis=1)
    trust = _READING_FUNCTION if seen is None or is_function else _READING
    for i, option in enumerate(options):
        scores[i] += trust * _agreement(option.entry.pinyin, heard)
        if option.entry.traditional != form:
            scores[i] -= _FORM_WRITTEN if written else _FORM_GUESSED
    return options[int(scores.argmax())]


def _agreement(pinyin: tuple[str, ...], heard: tuple[str, ...]) -> float:
    """Return the share of syllables that agree; a neutral tone against a full one counts half."""
    if len(pinyin) != len(heard):
        return 0.0
    total = 0.0
    for said, other in zip(pinyin, heard, strict=True):
        if said.lower() == other.lower():
            total += 1
        elif said.rstrip("12345").lower() == other.rstrip("12345").lower():
            total += 0.5
    return total / len(pinyin)


def short_gloss(definition: Definition, met: str = "") -> str:
    """Return a sense's gloss in at most 40 characters, the wording `met` in the line first.

    >>> short_gloss(Definition("company; firm; enterprise; corporation; undertaking", ()), "firm")
    'firm; company; enterprise; corporation'
    """
    parts = [part.strip() for part in definition.gloss.split(";")]
    if met in parts:
        parts.remove(met)
        parts.insert(0, met)
    text = "; ".join(parts)
    while len(text) > LONGEST_GLOSS and len(parts) > 1:
        parts.pop()
        text = "; ".join(parts)
    if len(text) > LONGEST_GLOSS:
        text = re.sub(r"\s*\([^()]*\)", "", text).strip() or text
    return text if len(text) <= LONGEST_GLOSS else _cut(text)


def _cut(text: str) -> str:
    head = text[: LONGEST_GLOSS - 1]
    comma = head.rfind(", ")
    at = comma if comma > LONGEST_GLOSS // 3 else head.rfind(" ")
    return head[: at if at > 0 else None].rstrip(" ,:(") + "…"


def other_glosses(options: Sequence[Option], chosen: Option) -> tuple[str, ...]:
    """Return the word's other senses, those of the same reading first, others with theirs in front."""
    same = [o for o in options if o.entry.pinyin == chosen.entry.pinyin and o is not chosen]
    others = [
        o
        for o in options
        if o.entry.pinyin != chosen.entry.pinyin and "surname" not in o.definition.labels
    ]
    glosses = [o.definition.gloss for o in same if "surname" not in o.definition.labels]
    glosses += [f"{joined(o.entry.pinyin)}: {o.definition.gloss}" for o in others]
    return tuple(dict.fromkeys(g for g in glosses if g != chosen.definition.gloss))[:_MOST_SENSES]


_TAGS = {
    "n": "noun", "v": "verb", "a": "adjective", "d": "adverb", "r": "pronoun", "m": "numeral", "q": "measure word",
    "p": "preposition", "c": "conjunction", "u": "particle", "i": "idiom", "l": "set phrase", "t": "time word",
    "s": "place word", "f": "localiser", "b": "attributive", "z": "state word", "o": "onomatopoeia", "j": "abbreviation",
    "y": "particle", "e": "interjection",
}  # fmt: skip


def part_of_speech(definition: Definition | None, tag: str) -> str:
    """Return the part of speech of a sense: what its gloss says, else jieba's tag in English."""
    if definition is not None:
        if "idiom" in " ".join(definition.labels):
            return "idiom"
        if definition.gloss.startswith("to ") and definition.gloss != "to":
            return "verb"
        if definition.gloss.startswith("classifier"):
            return "measure word"
        if tag.startswith("v") and re.match(r"[a-z-]+(?:;|$)", definition.gloss):
            return "" if tag == "v" else "verb" if tag in ("vd", "vg") else "noun"
    return _TAGS.get(tag[:1], "")
