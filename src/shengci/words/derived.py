"""The noun of a word that the dictionary has as a verb alone, and the reverse: 鼓励, "encouragement" in 她的鼓励.

Only where the Chinese neighbours and the English words at the word's place both ask for the other part of
speech, and the English word is of the family of one in the sense: to encourage, encouragement.
"""

from collections.abc import Sequence
from dataclasses import replace

from shengci.english import EnglishWord, words_of
from shengci.records import Definition
from shengci.stems import lemma_of
from shengci.words import grammar
from shengci.words.candidates import Option
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
        gloss = _singular(content[0].text.lower())
    elif part == "verb" and kind in ("noun", ""):
        gloss = f"to {lemma_of(content[0].text.lower())}"
    else:
        return None
    definition = Definition(gloss, (gloss,), (), part)
    return replace(option, definition=definition)


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


def _singular(noun: str) -> str:
    """Return a noun of a line in the singular.

    >>> [_singular(noun) for noun in ("warnings", "replies", "analysis", "losses", "longing")]
    ['warning', 'reply', 'analysis', 'loss', 'longing']
    """
    for ending, singular in _PLURALS.items():
        if noun.endswith(ending):
            return noun.removesuffix(ending) + singular
    return noun if noun.endswith(("ss", "is", "us")) else noun.removesuffix("s")
