"""What a source of known words gives, whatever it is: values as they stand there, and how it was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shengci.errors import SourceError
from shengci.known.fields import fields_of, reading_beside
from shengci.known.words import plain

INTERVAL = 21  # days; Anki calls a card mature from there on
_SHOWN = 8  # names in a message


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user wants of a source: cards of so many days and more, a deck, a note type, a field; "" for any.

    With `even_new` every card counts, also one that was never studied.
    """

    interval: int = INTERVAL
    deck: str = ""
    note_type: str = ""
    field: str = ""
    even_new: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """What one note, row or line says is known: a text that names words, and their reading, "" if none."""

    text: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """All values of a source, what to call it, and a line on each thing that was chosen in it."""

    name: str
    values: tuple[Value, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteType:
    """The notes of one note type that count: the names of the fields, the notes, some others for their looks."""

    name: str
    fields: tuple[str, ...]
    notes: tuple[tuple[str, ...], ...]
    sample: tuple[tuple[str, ...], ...]


def values_of_notes(
    note_types: Sequence[NoteType], choice: Choice, place: str
) -> tuple[tuple[Value, ...], tuple[str, ...]]:
    """Return what notes say is known, and a line for each note type on which of its fields says it.

    Raises:
        SourceError: there is no such note type or field, or none holds Chinese words.
    """
    wanted = [each for each in note_types if choice.note_type in ("", each.name)]
    if not wanted and note_types:
        raise SourceError(
            f"{place}: no note type {choice.note_type!r}: choose from {listed(each.name for each in note_types)}"
        )
    if choice.field and not any(choice.field in each.fields for each in wanted):
        have = listed(field for each in wanted for field in each.fields)
        raise SourceError(f"{place}: no field {choice.field!r}: choose from {have}")
    values: list[Value] = []
    told: list[str] = []
    for each in wanted:
        where = _fields(each, choice)
        if where is None:
            continue
        word, reading = where
        values += [_value(note, word, reading) for note in each.notes]
        beside = f", reading {each.fields[reading]}" if reading is not None else ""
        told.append(f"{each.name}: {len(each.notes):,} learned, field {each.fields[word]}{beside}")
    if not told:
        have = listed(f"{each.name} ({listed(each.fields)})" for each in wanted)
        raise SourceError(
            f"{place}: no field mostly holds Chinese words: name one with --field: {have}"
        )
    return tuple(value for value in values if value.text), tuple(told)


def _fields(note_type: NoteType, choice: Choice) -> tuple[int, int | None] | None:
    if choice.field:
        if choice.field not in note_type.fields:
            return None
        word = note_type.fields.index(choice.field)
        return word, reading_beside(note_type.sample, word)
    found = fields_of(note_type.fields, note_type.sample)
    return (found.word, found.reading) if found else None


def _value(note: Sequence[str], word: int, reading: int | None) -> Value:
    beside = note[reading] if reading is not None and reading < len(note) else ""
    return Value(plain(note[word]) if word < len(note) else "", plain(beside))


def nothing_learned(choice: Choice, place: str) -> SourceError:
    """Return the error for an Anki without any card that is mature enough."""
    where = f" in the deck {choice.deck}" if choice.deck else ""
    return SourceError(
        f"{place}: no card{where} has an interval of {choice.interval} days or more:"
        " try a lower --interval"
    )


def listed(names: Iterable[str]) -> str:
    """Return names for a message, each once, not more than a reader takes in."""
    unique = list(dict.fromkeys(names))
    more = f" and {len(unique) - _SHOWN} more" if len(unique) > _SHOWN else ""
    return (", ".join(unique[:_SHOWN]) + more) or "nothing"
