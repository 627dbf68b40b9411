"""What any Anki package holds, ours or one that Anki exported: notes, cards, note types."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shengci.anki_files import is_export
from shengci.package.reading import opened

_CSS, _SORT_FIELD = 3, 2  # in the settings of a note type (anki/notetypes.proto)
_FIELD_ID, _FRONT, _BACK, _TEMPLATE_ID = 9, 1, 2, 8  # in those of a field and a card template


@dataclass(frozen=True, slots=True)
class Part:
    """A field or card template of a note type; `id` is None where an old program wrote it.

    A field has no `front` and no `back`.
    """

    name: str
    id: int | None
    front: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type; `mod` is in seconds since 1970, `sort_field` an index into the fields."""

    id: int
    name: str
    fields: tuple[Part, ...]
    templates: tuple[Part, ...]
    css: str
    sort_field: int
    mod: int


@dataclass(frozen=True, slots=True)
class PackedNote:
    """A note as a package holds it; `deck_of` says of each card template's index in which deck its card is."""

    guid: str
    note_type: int
    mod: int  # seconds since 1970
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck_of: dict[int, str]


@dataclass(frozen=True, slots=True)
class Contents:
    """A package: its notes by age, its note types by id, and whether Anki itself exported it."""

    path: Path
    notes: tuple[PackedNote, ...]
    note_types: dict[int, NoteType]
    is_export: bool


def read_contents(path: Path, cure: str) -> Contents:
    """Return what a package holds.

    Raises:
        PackageError: the file can't be read, is no package, or is damaged. The message ends in the
            cure.
    """
    with opened(path, cure, exports=True) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
        if "notetypes" in tables:
            decks, note_types = _decks(database), list(_note_types(database))
        else:
            decks, note_types = _old_decks(database), list(_old_note_types(database))
        type_of = {note_type.id: note_type for note_type in note_types}
        notes = tuple(_notes(database, decks))
        if not type_of.keys() >= {note.note_type for note in notes}:
            raise ValueError("a note without its note type")
        return Contents(path, notes, type_of, is_export(path))


def named_fields(note: PackedNote, package: Contents) -> dict[str, str]:
    """Return the fields of a note by the names its note type gives them."""
    names = (part.name for part in package.note_types[note.note_type].fields)
    return dict(zip(names, note.fields, strict=False))


def _notes(database: sqlite3.Connection, decks: dict[int, str]) -> Iterator[PackedNote]:
    deck_of: dict[int, dict[int, str]] = {}
    # A card in a filtered deck belongs to the deck it came from.
    cards = "SELECT nid, ord, CASE WHEN odid THEN odid ELSE did END FROM cards ORDER BY nid, ord"
    for note_id, template, deck in database.execute(cards):
        deck_of.setdefault(note_id, {})[template] = decks[deck]
    for note_id, guid, note_type, mod, tags, fields in database.execute(
        "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"
    ):
        yield PackedNote(
            guid,
            note_type,
            int(mod),
            tuple(fields.split("\x1f")),
            tuple(sorted(set(tags.split()))),
            deck_of.get(note_id, {}),
        )


# --- Schema 11: what we write, and Anki for older versions of itself -------------------------------


def _old_decks(database: sqlite3.Connection) -> dict[int, str]:
    (decks,) = database.execute("SELECT decks FROM col").fetchone()
    return {int(number): deck["name"] for number, deck in json.loads(decks).items()}


def _old_note_types(database: sqlite3.Connection) -> Iterator[NoteType]:
    (models,) = database.execute("SELECT models FROM col").fetchone()
    for number, model in json.loads(models).items():
        yield NoteType(
            int(number),
            model["name"],
            tuple(Part(field["name"], field.get("id")) for field in model["flds"]),
            tuple(
                Part(part["name"], part.get("id"), part["qfmt"], part["afmt"])
                for part in model["tmpls"]
            ),
            model["css"],
            int(model["sortf"]),
            int(model["mod"]),
        )


# --- Schema 18: what Anki exports by itself --------------------------------------------------------


def _decks(database: sqlite3.Connection) -> dict[int, str]:
    rows = database.execute("SELECT id, name FROM decks")
    return {number: name.replace("\x1f", "::") for number, name in rows}


def _note_types(database: sqlite3.Connection) -> Iterator[NoteType]:
    for number, name, mod, config in database.execute(
        "SELECT id, name, mtime_secs, config FROM notetypes"
    ):
        settings = _protobuf(config)
        yield NoteType(
            number,
            name,
            tuple(
                Part(part, values.get(_FIELD_ID))
                for part, values in _parts(database, "fields", number)
            ),
            tuple(
                Part(part, values.get(_TEMPLATE_ID), _text(values, _FRONT), _text(values, _BACK))
                for part, values in _parts(database, "templates", number)
            ),
            _text(settings, _CSS),
            settings.get(_SORT_FIELD, 0),
            mod,
        )


def _parts(
    database: sqlite3.Connection, table: str, note_type: int
) -> list[tuple[str, dict[int, Any]]]:
    sql = f"SELECT ord, name, config FROM {table} WHERE ntid = ?"
    rows = sorted(database.execute(sql, (note_type,)), key=lambda row: row[0])
    return [(name, _protobuf(config)) for _, name, config in rows]


def _text(values: dict[int, Any], number: int) -> str:
    text: bytes = values.get(number, b"")
    return text.decode()


def _protobuf(message: bytes) -> dict[int, Any]:
    """Return the fields of a message by number: integers and bytes, the last where one comes twice.

    See https://protobuf.dev/programming-guides/encoding/.
    """
    values: dict[int, Any] = {}
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        number, kind = tag >> 3, tag & 7
        if kind == 0:
            values[number], at = _varint(message, at)
        else:
            size, at = _varint(message, at) if kind == 2 else ({1: 8, 5: 4}[kind], at)
            values[number], at = message[at : at + size], at + size
    return values


def _varint(message: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at a place, seven bits a byte, and the place after it."""
    value = shift = 0
    while message[at] & 0x80:
        value |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    value |= message[at] << shift
    return value - (1 << 64) * (value >> 63), at + 1
