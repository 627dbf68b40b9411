"""The package of the last build, which is the record of what students have."""

import json
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shengci.errors import PackageError
from shengci.files import cannot_write, is_there
from shengci.notetype import NOTE_TYPE_ID
from shengci.package.reading import opened


@dataclass(frozen=True, slots=True)
class StoredNote:
    """What a package holds of a note: ids, time, and its content as (fields, tags)."""

    id: int
    mod: int  # seconds since 1970
    card_ids: dict[int, int]  # by index of the card template, in its order
    content: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """The package of the last build: its notes by GUID, and its note type (None: no package)."""

    notes: dict[str, StoredNote] = field(default_factory=dict)
    note_type: dict[str, Any] | None = None


def read_earlier(path: Path, previous: Path | None) -> Earlier:
    """Return what students have, having made sure that `path` may be written over.

    Raises:
        PackageError: `path` can't be written, or `path` or `previous` is no package of ours.
    """
    try:
        if not path.parent.is_dir():
            raise PackageError(
                f"{path}: there is no folder {path.parent}: create it or name another output with -o"
            )
        if is_there(path) and not path.is_file():
            raise PackageError(f"{path}: is not a file: name another output with -o")
        cure = "move it away or name another output with -o"
        at_path = _read(path, cure) if path.exists() else Earlier()
        if previous is None:
            return at_path
        cure = "give the package students have, or none"
        if not previous.is_file():
            raise PackageError(f"{previous}: no such file: {cure}")
        return _read(previous, cure)
    except OSError as error:
        raise cannot_write(path, error) from error


def _read(path: Path, cure: str) -> Earlier:
    """Return what a package of ours holds. Every error message ends in the cure."""
    with opened(path, cure) as database:
        (models,) = database.execute("SELECT models FROM col").fetchone()
        note_types_used = {row for (row,) in database.execute("SELECT DISTINCT mid FROM notes")}
        note_type = json.loads(models).get(str(NOTE_TYPE_ID))
        if note_type is None or not note_types_used <= {NOTE_TYPE_ID}:
            raise PackageError(f"{path}: an Anki package that shengci did not make: {cure}")
        note_type["mod"] = int(note_type["mod"])
        return Earlier(_notes(database), note_type)


def _notes(database: sqlite3.Connection) -> dict[str, StoredNote]:
    rows = database.execute("SELECT guid, id, mod, flds, tags FROM notes").fetchall()
    notes = {
        guid: StoredNote(note_id, mod, {}, (fields, " ".join(tags.split())))
        for guid, note_id, mod, fields, tags in rows
    }
    by_id = {note.id: note for note in notes.values()}
    for note_id, template, card_id in database.execute("SELECT nid, ord, id FROM cards"):
        by_id[note_id].card_ids[template] = card_id
    return notes
