"""The card builder: a ranked word to an Anki note, its fields escaped HTML in the note type's order."""

from collections.abc import Sequence

from shengci.field_html import escape
from shengci.lexicon import hsk
from shengci.notes.breakdown import breakdown
from shengci.notes.decks import deck_of
from shengci.notes.markup import tag
from shengci.notes.sentences import sentence_fields
from shengci.notes.speech import sentence_speech, word_speech
from shengci.notes.words import word_fields
from shengci.notetype import FIELDS, FLAG_OF, guid_for
from shengci.records import Annotated, Article, Note, RankedWord, Settings
from shengci.text import count_scripts


def make_notes(
    words: Sequence[RankedWord],
    annotated: Annotated,
    articles: Sequence[Article],
    settings: Settings,
) -> tuple[Note, ...]:
    """Return a note for every word with the status "card", in their order; names in a sub-deck.

    `articles` are those the pairs come from, by `AnnotatedPair.article`.
    """
    cards = [word for word in words if word.status == "card"]
    return tuple(_note(word, annotated, articles, settings) for word in cards)


def _note(
    word: RankedWord,
    annotated: Annotated,
    articles: Sequence[Article],
    settings: Settings,
) -> Note:
    token = word.token
    values = dict.fromkeys(FIELDS, "")
    values.update(word_fields(word, annotated.traditional, settings))
    values["Breakdown"] = breakdown(word, annotated.traditional, settings)
    if word.example is not None:
        values.update(sentence_fields(annotated, word, settings))
    places = [*word.occurrences, *filter(None, [word.example])]
    found_in = sorted({annotated.pairs[place.pair].article for place in places})
    home = annotated.pairs[word.example.pair].article if word.example else (found_in or [0])[0]
    article = articles[home]
    if found_in:
        values["Article"] = escape(", ".join(filter(None, (article.title, article.date))))
    values.update(_flags(word, values, settings))
    level = hsk.label(word.levels.hsk) or "unlisted"
    tags = (
        *(f"article::{tag(articles[number].title)}" for number in found_in),
        f"hsk::{level}",
        *(("name", *filter(None, [token.name_type])) if token.kind == "name" else ()),
    )
    return Note(
        guid_for(token.headword, token.pinyin),
        tuple(values[field] for field in FIELDS),
        tags,
        deck_of(word, article, len(articles), settings),
        word_speech(word, annotated.traditional),
        sentence_speech(annotated, word),
    )


def _flags(word: RankedWord, values: dict[str, str], settings: Settings) -> dict[str, str]:
    """Return the flags of the cards a note makes: of those asked for, the ones that would work.

    A name is to be recognised only. Production needs a question that does not hold the answer,
    a cloze its sentence, listening a voice, writing a character.
    """
    if word.token.kind == "name":
        return {}
    question = values["Meaning"] + values["SourceLine"]
    works = {
        "Production": bool(values["Meaning"]) and values["Word"] not in question,
        "Listening": settings.voice != "none",
        "Cloze": bool(values["ClozeSentence"]),
        "Writing": count_scripts(values["Word"])["han"] > 0,
    }
    return {
        flag: "1"
        for template, flag in FLAG_OF.items()
        if template.lower() in settings.cards and works[template]
    }
