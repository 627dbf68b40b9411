"""A word's characters, each with the meaning of its reading and easy words that have it too."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from shengci import pinyin
from shengci.field_html import escape
from shengci.lexicon import dictionary, frequency, hsk
from shengci.notes import character_senses
from shengci.notes.markup import listed
from shengci.records import Entry, RankedWord, Settings, Standard

_MOST_WORDS = 3  # with the same character, the commonest


def breakdown(word: RankedWord, traditional: bool, settings: Settings) -> str:
    """Return a word's characters as a list; "" for a single character and for a name.

    Beside each stand words that the learner has met, those below `settings.min_level`. Neither the
    article nor the order of study decides them: a change there would change many notes.
    """
    token = word.token
    if len(token.headword) < 2 or token.kind == "name":
        return ""
    shown = token.traditional if traditional else token.headword
    forms = shown if len(shown) == len(token.headword) else token.headword
    meanings = (token.meaning.gloss if token.meaning else "", *token.senses)
    rows = [
        _row(form, at, syllable, token.headword, meanings, traditional, settings)
        for at, (form, syllable) in enumerate(zip(forms, token.pinyin, strict=False))
    ]
    return listed("ul", [row for row in rows if row])


def _row(
    form: str,
    at: int,
    syllable: str,
    headword: str,
    meanings: tuple[str, ...],
    traditional: bool,
    settings: Settings,
) -> str:
    character, is_last = headword[at], at + 1 == len(headword)
    gloss = character_senses.gloss_in(meanings, character, syllable, is_last)
    if not gloss:
        return ""
    lang = "zh-Hant" if traditional else "zh-Hans"
    row = f'<span lang="{lang}">{escape(form)}</span> {escape(pinyin.marked(syllable))} {escape(gloss)}'
    met = [
        entry.traditional if traditional else entry.simplified
        for entry in _words_with(settings.standard, settings.min_level).get(character, ())
        if entry.simplified != headword and syllable[:-1] in _readings(entry, character)
    ][:_MOST_WORDS]
    return f'{row} <span class="seen" lang="{lang}">{escape(" ".join(met))}</span>' if met else row


@cache
def _words_with(standard: Standard, below: int) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of the words listed below a level by their characters, the commonest first."""
    words = [word for word, level in hsk.words(standard).items() if level < below and len(word) > 1]
    found: dict[str, list[Entry]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-frequency.zipf_of(word), word)):
        for entry in dictionary.entries_of(word)[:1]:
            for character in dict.fromkeys(word):
                found[character].append(entry)
    return {character: tuple(entries) for character, entries in found.items()}


def _readings(entry: Entry, character: str) -> Iterator[str]:
    """Yield the readings a character has in a word, without their tones, which may be light."""
    for other, syllable in zip(entry.simplified, entry.pinyin, strict=False):
        if other == character:
            yield syllable[:-1]
