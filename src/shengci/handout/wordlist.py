"""The word list of a handout: each word that gets a card, in its sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from shengci import pinyin
from shengci.handout.markers import without_marker
from shengci.lexicon import hsk
from shengci.pages import marked
from shengci.records import Annotated, RankedWord, Settings, Token

Runs = tuple[tuple[str, bool], ...]
"""Text in runs, each with whether it is marked."""

_ORIGINS = {"parts": "put together from its parts", "counterpart": "as the English line has it"}


@dataclass(frozen=True, slots=True)
class Row:
    """One word of the list as it is printed.

    `reading` holds each syllable with its tone, 1 to 5; `level` is "" for a name, and begins with "≈"
    where it is our estimate; `origin` says where the meaning comes from, "" for the dictionary.
    """

    word: str
    other_script: str
    reading: tuple[tuple[str, int], ...]
    part_of_speech: str
    meaning: str
    origin: str
    level: str
    chinese: Runs
    english: Runs


def rows_of(
    words: Sequence[RankedWord], annotated: Annotated, settings: Settings
) -> tuple[Row, ...]:
    """Return a row for each word with the status "card", in their order."""
    return tuple(_row(word, annotated, settings) for word in words if word.status == "card")


def _row(word: RankedWord, annotated: Annotated, settings: Settings) -> Row:
    token = word.token
    shown = shown_word(token, traditional=annotated.traditional)
    other = token.headword if annotated.traditional else token.traditional
    chinese, english = _sentence(word, annotated)
    meaning = token.meaning
    is_name = token.kind == "name"
    return Row(
        word=shown,
        other_script=other if other != shown else "",
        reading=reading_of(token, settings),
        part_of_speech=f"name: {token.name_type}".removesuffix(": ")
        if is_name
        else token.part_of_speech,
        meaning=meaning.gloss if meaning else "",
        origin=_ORIGINS.get(meaning.origin, "") if meaning and not is_name else "",
        level="" if is_name else _level(word, settings),
        chinese=chinese,
        english=english,
    )


def shown_word(token: Token, *, traditional: bool) -> str:
    """Return a token's headword in the script of the handout."""
    return token.traditional if traditional else token.headword


def reading_of(token: Token, settings: Settings) -> tuple[tuple[str, int], ...]:
    """Return the headword's reading, syllable by syllable, each with its tone."""
    syllables = tuple(filter(None, token.pinyin))
    if settings.reading == "zhuyin":
        return tuple((pinyin.zhuyin(s), pinyin.tone_of(s)) for s in syllables)
    return pinyin.groups(syllables)


def _level(word: RankedWord, settings: Settings) -> str:
    listed = word.levels.by(settings.standard)
    return hsk.label(listed) if listed else f"≈{hsk.label(word.levels.estimate)}".rstrip("≈")


def _sentence(word: RankedWord, annotated: Annotated) -> tuple[Runs, Runs]:
    """Return what is shown of the word's example and its English, the word and its counterpart marked."""
    if word.example is None:
        return (), ()
    pair = annotated.pairs[word.example.pair]
    token = pair.tokens[word.example.token]
    shown = pair.shown_with(token)
    sides = ((pair.pair.chinese, shown.chinese), (pair.pair.english, shown.english))
    chinese, english = (without_marker(text, part, pair.pair.role) for text, part in sides)
    return (
        marked(pair.pair.chinese, token.parts or [token], chinese),
        marked(pair.pair.english, token.counterpart, english),
    )
