"""Sounds for the notes of a deck."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from shengci.media import cache as caching
from shengci.media import speaking
from shengci.media.speaking import Progress, Utterance, Voice
from shengci.notetype import FIELDS, SILENT
from shengci.records import Deck, MediaFile, Note, Settings

__all__ = ["Progress", "add_media"]


def add_media(
    deck: Deck, settings: Settings, *, cache: Path | None = None, progress: Progress | None = None
) -> Deck:
    """Return the deck with the fields Audio and SentenceAudio filled as the settings ask.

    Its `media` are the sounds, by name; its `problems` a line for those that could not be made, whose fields stay
    empty. `cache` is the folder that keeps sounds for the next time, by default one where the system keeps such
    things. `progress` is told how many sounds are done, of how many.

    Raises:
        ShengciError: the user's voice command can't be used.
        MissingExtra: the packages of the voice are not installed.
    """
    if settings.voice == "system":
        return deck
    if settings.voice == "none":
        return replace(deck, notes=tuple(map(_silent, deck.notes)))
    voice = _voice(settings)
    try:
        kept = caching.SoundCache(cache or caching.default_folder())
        spoken = speaking.speak_all(_utterances(deck.notes), voice, kept, progress)
    finally:
        voice.close()
    notes = tuple(_with_sounds(note, spoken.sounds) for note in deck.notes)
    media = {file.name: file for file in spoken.sounds.values()}
    return replace(
        deck,
        notes=notes,
        media=(*deck.media, *(media[name] for name in sorted(media))),
        problems=(*deck.problems, *filter(None, [spoken.problem()])),
    )


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


def _field(note: Note, name: str) -> str:
    return note.fields[FIELDS.index(name)]


def _filled(note: Note, values: dict[str, str]) -> Note:
    """Return the note with some fields by name filled; an empty value leaves the field as it is."""
    fields = (values.get(name) or old for name, old in zip(FIELDS, note.fields, strict=True))
    return replace(note, fields=tuple(fields))
