"""The fields that tell of the word alone, wherever it stands."""

from dataclasses import replace

from shengci.field_html import escape
from shengci.lexicon import hsk
from shengci.notes.markup import coloured_pinyin, coloured_zhuyin, listed
from shengci.notes.speech import said
from shengci.records import RankedWord, Settings, Token

_KIND_OF_NAME = {
    "person": "name of a person",
    "place": "name of a place",
    "organisation": "name of an organisation",
    "work": "title of a work",
}
_ORIGINS = {"parts": "put together from its parts", "counterpart": "as the English line has it"}


def word_fields(word: RankedWord, traditional: bool, settings: Settings) -> dict[str, str]:
    """Return the fields of a word, its characters in the script of the article."""
    token, levels = word.token, word.levels
    (spoken,) = said([replace(token, text=token.headword, spoken=())], settings)
    shown = token.traditional if traditional else token.headword
    other = token.headword if traditional else token.traditional
    return {
        "Word": escape(shown),
        "Traditional": escape(token.traditional) if not traditional and other != shown else "",
        "Pinyin": coloured_pinyin(spoken.pinyin),
        "Zhuyin": coloured_zhuyin(spoken.pinyin),
        "Meaning": _meaning(token),
        "Senses": listed("ol", [escape(sense) for sense in token.senses]),
        "MeasureWords": escape(", ".join(token.measure_words)),
        "PartOfSpeech": escape(token.part_of_speech or _KIND_OF_NAME.get(token.name_type, "")),
        "HSK": hsk.label(levels.hsk),
        "HSK2021": hsk.label(levels.hsk2021),
        "HSK2": hsk.label(levels.hsk2),
        "Frequency": _frequency(word),
    }


def _meaning(token: Token) -> str:
    if token.meaning is None:
        return ""
    origin = _ORIGINS.get(token.meaning.origin)
    if token.kind == "name" or origin is None:
        return escape(token.meaning.gloss)
    return f'{escape(token.meaning.gloss)} <span class="origin">{origin}</span>'


def _frequency(word: RankedWord) -> str:
    text = f"{word.zipf:.1f}"
    if word.levels.estimate is not None and word.token.kind != "name":
        text += f"; estimated level {hsk.label(word.levels.estimate)}"
    return text
