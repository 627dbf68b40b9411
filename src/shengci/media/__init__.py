"""Sounds and stroke diagrams for the notes of a deck."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from shengci import caches
from shengci.media import speaking, strokes
from shengci.media.cache import SoundCache
from shengci.media.speaking import Progress, Utterance, Voice
from shengci.notetype import FIELDS, SILENT
from shengci.records import Deck, MediaFile, Note, Settings

__all__ = ["Progress", "add_media", "check"]

_STROKES_CREDIT = (
    "Stroke diagrams: hanzi-writer-data (npmjs.com/package/hanzi-writer-data), after Make Me a Hanzi and fonts "
    "© 1999 Arphic Technology, Arphic Public License, changed: simplified and numbered."
)


def add_media(
    deck: Deck, settings: Settings, *, cache: Path | None = None, progress: Progress | None = None
) -> Deck:
    """Return the deck with the fields Audio, SentenceAudio and Strokes filled as the settings ask.

    Its `media` are the sounds, by name; its `problems` a line for the sounds that could not be made, whose fields
    stay empty, and one for the characters without a diagram. `cache` is the folder that keeps sounds for the next
    time, by default one where the system keeps such things. `progress` is told how many sounds are done, of
    how many.

    Raises:
        ShengciError: the folder of strokes or the user's voice command can't be used.
        MissingExtra: the packages of the voice are not installed.
    """
    drawn = _with_strokes(deck, settings)
    if settings.voice == "system":
        return drawn
    if settings.voice == "none":
        return replace(drawn, notes=tuple(map(_silent, drawn.notes)))
    voice = _voice(settings)
    try:
        kept = SoundCache(cache or caches.folder_of("sounds"))
        spoken = speaking.speak_all(_utterances(drawn.notes), voice, kept, progress)
    finally:
        voice.close()
    notes = tuple(_with_sounds(note, spoken.sounds) for note in drawn.notes)
    media = {file.name: file for file in spoken.sounds.values()}
    return replace(
        drawn,
        notes=notes,
        media=(*drawn.media, *(media[name] for name in sorted(media))),
        problems=(*drawn.problems, *filter(None, [spoken.problem()])),
    )


def check(settings: Settings) -> None:
    """Raise now what `add_media` would refuse after all the work: its voice or its folder of strokes."""
    if settings.strokes is not None:
        strokes.diagrams_of("", settings.strokes)
    if settings.voice not in ("none", "system"):
        _voice(settings).close()


def _voice(settings: Settings) -> Voice:
    from shengci.media import command, edge, espeak

    speakers: dict[str, Callable[[Settings], Voice]] = {
        "espeak": espeak.speaker,
        "edge": edge.speaker,
        "command": command.speaker,
    }
    return speakers[settings.voice](settings)


def _utterances(notes: Sequence[Note]) -> list[Utterance]:
    """Return all that is to be said, note by note, its word first."""
    return [said for note in notes for said in (_word(note), _sentence(note)) if said is not None]


def _word(note: Note) -> Utterance | None:
    return Utterance(note.word, is_word=True) if note.word else None


def _sentence(note: Note) -> Utterance | None:
    return Utterance(note.sentence, is_word=False) if note.sentence else None


def _with_sounds(note: Note, sounds: dict[Utterance, MediaFile]) -> Note:
    found = {
        field: f"[sound:{sounds[said].name}]"
        for field, said in (("Audio", _word(note)), ("SentenceAudio", _sentence(note)))
        if said in sounds
    }
    return _filled(note, found)


def _silent(note: Note) -> Note:
    sentence = {"SentenceAudio": SILENT} if _field(note, "Sentence") else {}
    return _filled(note, {"Audio": SILENT} | sentence)


def _with_strokes(deck: Deck, settings: Settings) -> Deck:
    """Return the deck with a diagram for each character of each word."""
    if settings.strokes is None:
        return deck
    words = [html.unescape(re.sub("<[^>]*>", "", _field(note, "Word"))) for note in deck.notes]
    diagrams = strokes.diagrams_of("".join(words), settings.strokes)
    notes = tuple(
        _filled(note, {"Strokes": "".join(filter(None, map(diagrams.get, dict.fromkeys(word))))})
        for note, word in zip(deck.notes, words, strict=True)
    )
    missing = [character for character, diagram in diagrams.items() if not diagram]
    problem = (
        f"{len(missing)} of {len(diagrams)} characters have no stroke diagram in {settings.strokes}"
        f" (first: {missing[0]})"
        if missing
        else ""
    )
    drew = any(diagrams.values())
    return replace(
        deck,
        notes=notes,
        description=f"{deck.description}<br>{_STROKES_CREDIT}" if drew else deck.description,
        problems=(*deck.problems, *filter(None, [problem])),
    )


def _field(note: Note, name: str) -> str:
    return note.fields[FIELDS.index(name)]


def _filled(note: Note, values: dict[str, str]) -> Note:
    """Return the note with some fields by name filled; an empty value leaves the field as it is."""
    fields = (values.get(name) or old for name, old in zip(FIELDS, note.fields, strict=True))
    return replace(note, fields=tuple(fields))
