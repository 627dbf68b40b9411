"""Senses that the dictionary does not list and the English line has.

The noun of a verb and the reverse (鼓励, "encouragement" in 她的鼓励), where the Chinese neighbours and the English
words at the word's place both ask for it, and the English word is of the family of one in the sense. And
what a word says character by character (红心, "red heart"), where the line says just that.
"""

from collections.abc import Sequence
from dataclasses import replace

from shengci.english import EnglishWord, words_of
from shengci.records import Definition
from shengci.stems import lemma_of
from shengci.words import grammar
from shengci.words.candidates import Option, alternative_stems, is_met, options_of
from shengci.words.counterpart_parts import Side

_PLURALS = {"ies": "y", "sses": "ss", "shes": "sh", "ches": "ch", "xes": "x"}


def in_part(option: Option, part: Side, counterpart: Sequence[EnglishWord]) -> Option | None:
    """Return a sense as a noun or a verb, whichever `part` is, None if it is so already or has no such form.

    `counterpart` are the English words at the word's place; one is of the family of a word of the sense.
    """
    kind = grammar.part_of_speech(option.definition)
    content = [word for word in counterpart if not word.is_function_word]
    if not part or kind == part or len(content) != 1 or not _is_akin(option, content[0], part):
        return None
    if part == "noun" and kind == "verb":
        gloss = singular(content[0].text.lower())
    elif part == "verb" and kind in ("noun", ""):
        after = [w.text.lower() for w in counterpart if w.start > content[0].start]
        gloss = " ".join(["to", lemma_of(content[0].text.lower()), *after])
    else:
        return None
    definition = Definition(gloss, (gloss,), (), part)
    return replace(option, definition=definition)


def literal(
    options: Sequence[Option], sense: Option, counterpart: Sequence[EnglishWord]
) -> Option | None:
    """Return a sense as the English words, where they say what each of the characters means, in their order.

    If one of the word's senses has all of them in a wording it is that one. None where the sense has them
    already, or one of them answers no character.
    """
    headword = sense.entry.simplified
    content = [word for word in counterpart if not word.is_function_word]
    if len(headword) < 2 or len(content) != len(headword) or len(content) != len(counterpart):
        return None
    stems = frozenset(word.stem for word in content)
    if len(stems) < len(content) or not all(map(_means, headword, content)):
        return None
    if _has(sense, stems):
        return None
    *first, last = (word.text.lower() for word in content)
    gloss = " ".join([*first, singular(last) if lemma_of(last) == singular(last) else last])
    said = replace(sense, definition=Definition(gloss, (gloss,), ()))
    return next((option for option in options if _has(option, stems)), said)


def _has(option: Option, stems: frozenset[str]) -> bool:
    wordings = (alternative_stems(each)[0] for each in option.definition.alternatives)
    return any(stems <= wording for wording in wordings)


def _means(character: str, word: EnglishWord) -> bool:
    return any(is_met(option, {word.stem}) for option in options_of(character))


def _is_akin(option: Option, word: EnglishWord, part: Side) -> bool:
    """Return whether a wording has one content word, of the family of this one."""
    for wording in option.definition.alternatives:
        content = [each for each in words_of(wording) if not each.is_function_word]
        if len(content) != 1 or content[0].family.isdisjoint(word.family):
            continue
        # "satisfied" is the adjective of a verb, not the noun
        if part == "noun" or not content[0].text.endswith(("ed", "ing")):
            return True
    return False


def singular(noun: str) -> str:
    """Return a noun of a line in the singular.

    >>> [singular(noun) for noun in ("warnings", "replies", "analysis", "losses", "longing")]
    ['warning', 'reply', 'analysis', 'loss', 'longing']
    """
    for ending, singular in _PLURALS.items():
        if noun.endswith(ending):
            return noun.removesuffix(ending) + singular
    return noun if noun.endswith(("ss", "is", "us")) else noun.removesuffix("s")
