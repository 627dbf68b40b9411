"""The rows of a new package: which ids and times its notes have, and genanki's database of them."""

import itertools
import json
import sqlite3
import tempfile
import warnings
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shengci.notetype import NOTE_TYPE_ID
from shengci.package.earlier import StoredNote
from shengci.package.note_type import REQUIRED, stable_id
from shengci.package.reading import COLLECTION, no_room
from shengci.records import Deck, Note

if TYPE_CHECKING:
    import genanki

SEPARATOR = "\x1f"  # between the fields of a stored note


def stored(
    notes: tuple[Note, ...], earlier: dict[str, StoredNote], now: int
) -> dict[str, StoredNote]:
    """Return the notes by GUID with the ids and times they will have, in the order given."""
    taken = {note.id for note in earlier.values()}
    taken |= {card_id for note in earlier.values() for card_id in note.card_ids.values()}
    fresh = (number for number in itertools.count(max(1, now * 1000)) if number not in taken)
    stored = {}
    for note in notes:
        content = (SEPARATOR.join(note.fields), " ".join(_tags(note)))
        old = earlier.get(note.guid) or StoredNote(next(fresh), now, {}, content)
        mod = old.mod if content == old.content else max(now, old.mod + 1)
        card_ids = {
            template: old.card_ids.get(template) or next(fresh)
            for template, required in enumerate(REQUIRED)
            if note.fields[required]
        }
        stored[note.guid] = StoredNote(old.id, mod, card_ids, content)
    return stored


def _tags(note: Note) -> list[str]:
    """Return the tags as Anki stores them, so that another order is no change."""
    return sorted(set(note.tags))


def collection(
    deck: Deck, notes: dict[str, StoredNote], model: "genanki.Model", note_type: dict[str, Any]
) -> bytes:
    """Return the package's database: genanki's rows under our ids and times."""
    import genanki

    decks = _decks(deck, model)
    in_order = (notes[row.guid] for each in decks for row in each.notes)
    ids = itertools.chain.from_iterable((note.id, *note.card_ids.values()) for note in in_order)
    with closing(sqlite3.connect(":memory:")) as database:
        with warnings.catch_warnings():
            # genanki 0.13.1 takes <br/ > and tags with a line break in them for stray "<" signs.
            warnings.filterwarnings("ignore", "Field contained the following invalid HTML tags")
            genanki.Package(decks).write_to_db(database.cursor(), 0, ids)
        times = [(note.mod, note.id) for note in notes.values()]
        database.executemany("UPDATE notes SET mod = ? WHERE id = ?", times)
        database.execute("UPDATE cards SET mod = (SELECT mod FROM notes WHERE notes.id = nid)")
        # genanki 0.13.1 writes the note type once for each deck, under the same key.
        note_types = json.dumps({NOTE_TYPE_ID: note_type}, ensure_ascii=False)
        database.execute("UPDATE col SET models = ?", (note_types,))
        database.commit()
        return _compact(database)


def _decks(deck: Deck, model: "genanki.Model") -> "list[genanki.Deck]":
    """Return the deck and those below it, with the notes of each in the order of study."""
    import genanki

    names = dict.fromkeys((deck.name, *(note.deck for note in deck.notes)))
    decks = {name: genanki.Deck(stable_id("deck", name), name) for name in names}
    decks[deck.name].description = deck.description
    for due, note in enumerate(deck.notes, 1):
        fields, tags = list(note.fields), _tags(note)
        decks[note.deck].add_note(genanki.Note(model, fields, tags=tags, guid=note.guid, due=due))
    return list(decks.values())


def _compact(database: sqlite3.Connection) -> bytes:
    """Return the database as a file without gaps, the same for the same rows."""
    try:
        with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
            file = Path(folder) / COLLECTION
            database.execute("VACUUM INTO ?", (str(file),))
            return file.read_bytes()
    except (OSError, sqlite3.OperationalError) as error:
        raise no_room(error) from error
