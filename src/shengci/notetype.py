"""The frozen note type "Shengci": its ids, fields and card templates by name.

Anki turns any later change of this structure into a conflict in every student's collection: fields
may never be added, removed, renamed or moved, nor card templates added. Template text and CSS are
free to change; they live in `templates/cards/`.
"""

import hashlib

NOTE_TYPE_ID = 1_763_900_000_001
NOTE_TYPE_NAME = "Shengci"

FIELDS = (
    "Word",
    "Traditional",
    "Pinyin",
    "Zhuyin",
    "Meaning",
    "Senses",
    "MeasureWords",
    "PartOfSpeech",
    "HSK",
    "HSK2021",
    "HSK2",
    "Frequency",
    "Sentence",
    "SentencePinyin",
    "SourceLine",
    "ClozeSentence",
    "MoreSentences",
    "Article",
    "Audio",
    "SentenceAudio",
    "Strokes",
    "Breakdown",
    "TeacherNote",
    "MyNotes",
    "ProductionCard",
    "ListeningCard",
    "ClozeCard",
    "WritingCard",
    "Spare1",
    "Spare2",
)

CARD_TEMPLATES = ("Recognition", "Production", "Listening", "Cloze", "Writing")

FLAG_OF = {
    "Production": "ProductionCard",
    "Listening": "ListeningCard",
    "Cloze": "ClozeCard",
    "Writing": "WritingCard",
}
"""The field that must be filled for a card of this template to be made; Recognition is always made."""

SILENT = '<span class="silent"></span>'
"""What Audio and SentenceAudio hold in a deck without sound: nothing to see or hear, but not empty, so that
`{{^Audio}}{{tts zh_CN:Word}}{{/Audio}}` does not speak."""


def guid_for(headword: str, pinyin: tuple[str, ...]) -> str:
    """Return the GUID of the note on a word, made of its simplified form and numbered reading.

    The result may never change: Anki knows a note by its GUID alone, so with another one every
    student would get every word a second time. It starts with a letter, so that no spreadsheet
    takes it for a number.

    >>> guid_for("地方", ("di4", "fang5"))
    'wc261b5b867b5b997'
    """
    return "w" + digest("word", headword, " ".join(pinyin))


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for the parts."""
    return hashlib.sha256("\t".join(("shengci", *parts)).encode()).hexdigest()[:16]
