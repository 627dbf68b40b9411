"""The database of a new package: genanki's rows, packed so that they compress well."""

import itertools
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import genanki

from shengci.notetype import NOTE_TYPE_ID
from shengci.package.earlier import StoredNote
from shengci.package.note_type import stable_id
from shengci.package.reading import no_room
from shengci.package.rows import tags_of
from shengci.records import Deck

_PAGE_SIZE = 16384  # bytes; with SQLite's 4096 the file is a twentieth larger once compressed


class _Note(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note whose fields are HTML already."""

    def _check_invalid_html_tags_in_fields(self) -> None:
        # genanki 0.13.1 takes <br/ > and tags with a line break in them for stray "<" signs, and
        # looking for them takes a third of the time.
        pass


def write_database(
    path: Path,
    deck: Deck,
    notes: dict[str, StoredNote],
    model: genanki.Model,
    note_type: dict[str, Any],
) -> None:
    """Write the package's database to a new file: genanki's rows under our ids and times.

    The file has no gaps, and is the same for the same rows.

    Raises:
        PackageError: there is no room.
    """
    decks = _decks(deck, notes, model)
    in_order = (notes[row.guid] for each in decks for row in each.notes)
    ids = itertools.chain.from_iterable((note.id, *note.card_ids.values()) for note in in_order)
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
        cursor = database.cursor()
        genanki.Package([]).write_to_db(cursor, 0, ids)
        _drop_indexes(database)
        for each in decks:
            each.write_to_db(cursor, 0, ids)
        times = [(note.mod, note.id) for note in notes.values()]
        database.executemany("UPDATE notes SET mod = ? WHERE id = ?", times)
        database.execute("UPDATE cards SET mod = (SELECT mod FROM notes WHERE notes.id = nid)")
        # genanki 0.13.1 writes the note type once for each deck, under the same key.
        note_types = json.dumps({NOTE_TYPE_ID: note_type}, ensure_ascii=False)
        database.execute("UPDATE col SET models = ?", (note_types,))
        database.commit()
        try:
            database.execute("VACUUM INTO ?", (str(path),))
        except (OSError, sqlite3.OperationalError) as error:
            raise no_room(error) from error


def _drop_indexes(database: sqlite3.Connection) -> None:
    """Leave out the indexes: Anki reads every row, once, and is no slower (2.1.60 to 26.9.3)."""
    names = database.execute("SELECT name FROM sqlite_master WHERE type = 'index'").fetchall()
    for (name,) in names:
        database.execute(f"DROP INDEX {name}")


def _decks(deck: Deck, notes: dict[str, StoredNote], model: genanki.Model) -> list[genanki.Deck]:
    """Return the deck and those below it, with the notes of each in the order of study."""
    names = dict.fromkeys((deck.name, *(note.deck for note in deck.notes)))
    decks = {name: genanki.Deck(stable_id("deck", name), name) for name in names}
    decks[deck.name].description = deck.description
    for due, note in enumerate(deck.notes, 1):
        row = _Note(model, list(note.fields), tags=tags_of(note), guid=note.guid, due=due)
        row.cards = [genanki.Card(template) for template in notes[note.guid].card_ids]
        decks[note.deck].add_note(row)
    return list(decks.values())
