"""What names are called in English by the dictionary, and which words of it can only be names."""

import re
from collections.abc import Iterator

from shengci.english import EnglishWord, stem_of, words_of
from shengci.lexicon import dictionary
from shengci.lexicon.frequency import english_zipf_of
from shengci.remembering import remembered, remembered_records
from shengci.words.name_glosses import kinds_by_gloss
from shengci.words.name_lines import GENTILICS
from shengci.words.name_lists import (
    ALSO_CALLED,
    HEADS,
    PEOPLE,
)

_OF_PLACE = re.compile(r"\w?(?:i?an|ese|ish|i|er|ite)s?")
_LEADING = re.compile(r"^(?:to|an?|the) ")
_ANOTHER = re.compile(
    r",? or |\(|\)|[,;] also called |, abbr\.? "
)  # before another name of the same
_COMMON = 4.5  # Zipf of an English word that says nothing by its capital


def headwords_in(sentence: str, longest: int, shortest: int = 2) -> Iterator[tuple[int, int]]:
    """Yield the places of every dictionary word in a sentence."""
    for start in range(len(sentence)):
        for end in dictionary.headword_ends(sentence, start):
            if shortest <= end - start <= longest:
                yield start, end


@remembered_records
def name_wordings(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the English names the dictionary gives a word, each as the stems of its words."""
    found: dict[tuple[str, ...], None] = {}
    for entry in dictionary.entries_of(word):
        for definition in entry.definitions:
            for alternative in (definition.gloss, *definition.alternatives):
                for form in _ANOTHER.split(alternative.strip('"')):
                    stems = _capitalised(_LEADING.sub("", re.split("[,;]", form)[0]))
                    if stems and any(len(stem) > 1 for stem in stems):
                        found[stems] = None
                    if len(stems) > 2 and stems[0] in (
                        "us",
                        "uk",
                        "prc",
                        "u",
                        "chines",
                        "american",
                        "british",
                    ):
                        found[stems[1:]] = None
                    if len(stems) > 1 and PEOPLE.search(definition.gloss):
                        found[stems[-1:]] = None
    return tuple(sorted(found, key=lambda stems: -len(stems)))


def is_name_of(word: str, form: str) -> bool:
    """Return whether an English form is the dictionary's name of a word, or the first words of it."""
    stems = tuple(w.stem for w in words_of(form))
    return any(wording[: len(stems)] == stems for wording in name_wordings(word))


def _capitalised(form: str) -> tuple[str, ...]:
    words: list[EnglishWord] = []
    for word in words_of(form):
        if word.text[:1].isupper() or (words and word.text in ("of", "the", "and", "for", "to")):
            words.append(word)
        else:
            break
    described = len(words) == 1 and form[words[0].end :].strip()
    if described and english_zipf_of(words[0].text) > _COMMON:  # West lake
        return ()
    while words and words[-1].text.islower():
        words.pop()
    return tuple(word.stem for word in words)


def is_adjective_of(name: str, word: EnglishWord) -> bool:
    if word.text in ALSO_CALLED.get(name, "").split():
        return True
    if not word.text[:1].isupper() or len(word.text) < 5 or not is_proper(name):
        return False
    low = word.text.lower()
    return any(
        len(stems) == 1
        and len(stems[0]) > 3
        and (
            (low[:4] == stems[0][:4] and low in GENTILICS)
            or (low[: len(stems[0]) - 1] == stems[0][:-1] and _is_of_place(name, low, stems[0]))
        )
        for stems in name_wordings(name)
    )


def _is_of_place(name: str, low: str, stem: str) -> bool:
    """Return whether a word is made of a place's English name by an ending: Nigeria, Nigerian."""
    ending = low[len(stem) - 1 :]
    return "person" not in kinds_by_gloss(name) and _OF_PLACE.fullmatch(ending) is not None


@remembered
def is_proper(word: str) -> bool:
    """Return whether the dictionary has the word with a capital only."""
    entries = dictionary.entries_of(word)
    return bool(entries) and all(entry.is_name for entry in entries)


@remembered_records
def meanings_of(word: str) -> tuple[tuple[str, ...], ...]:
    """Return what a word means as a part of a name: the stems of each gloss of up to three words."""
    found: dict[tuple[str, ...], None] = {(stem_of(head),): None for head in HEADS.get(word, ())}
    for entry in dictionary.entries_of(word):
        for definition in entry.definitions:
            for alternative in definition.alternatives:
                words = words_of(_LEADING.sub("", alternative))
                stems = tuple(w.stem for w in words)
                if 0 < len(stems) <= 3 and not any(w.is_function_word for w in words):
                    found[stems] = None
    return tuple(found)
