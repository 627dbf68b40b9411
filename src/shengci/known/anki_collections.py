"""The notes in an Anki collection that someone has learned, read from a copy of it.

Anki keeps its collection locked and writes beside it (`collection.anki2-wal`) while it is open. The file is
never opened as a database where it stands: even reading one that way makes files beside it and can hold up
whoever writes. It is copied together with what is written beside it, and the copy is opened.

Two layouts are in use: up to schema 14 note types and decks are JSON in the one row of `col`, from 15 on
they are tables, whose names are sorted by a collation that only Anki has.
"""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from shengci import text
from shengci.anki_files import unicase
from shengci.errors import SourceError
from shengci.files import name_of
from shengci.known.fields import SAMPLE
from shengci.known.sources import (
    Choice,
    NoteType,
    Source,
    listed,
    nothing_learned,
    values_of_notes,
)

MAGIC = b"SQLite format 3\0"
OLDEST, NEWEST = 11, 18  # schemas: Anki 2.0 of 2012 to 26.9
MOST_BYTES = 2_000_000_000  # a collection of 200,000 notes and ten years has about 500 MB
_BESIDE = ("-wal", "-journal")  # what SQLite keeps beside a database that is being written
_ATTEMPTS = 3
_LONGEST = 100  # characters of SQLite's complaint
_BETWEEN_DECKS = "\x1f"  # in schema 15 and later; "::" before
_NAME = "CAST(ifnull(name, '') AS TEXT)"
_REVIEW = 2  # the type of a card that has left learning and is not being relearned

Rows = list[tuple[str, ...]]


def read_collection(path: Path, choice: Choice, place: str = "") -> Source:
    """Return the notes of a collection of which a card has the interval that is asked for.

    Raises:
        SourceError: the file can't be read, is damaged, no collection, or from a newer Anki; there is no
            such deck, note type or field; or no card is that mature.
    """
    place = place or name_of(path)
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        copy = _copied(path, Path(folder), place)
        with _opened(copy, place) as database:
            _check_schema(database, place)
            note_types = list(_note_types(database, choice, place))
    n_mature = sum(len(each.notes) for each in note_types)
    if not n_mature:
        raise nothing_learned(choice, place)
    values, told = values_of_notes(note_types, choice, place)
    return Source("Anki", values, told)


def _copied(path: Path, folder: Path, place: str) -> Path:
    """Return a copy of a database and what lies beside it, all of the same moment."""
    copy = folder / "collection.anki2"
    try:
        path = path.resolve()  # what is written beside it is beside the file a link leads to
        if path.stat().st_size > MOST_BYTES:
            limit = MOST_BYTES // 1_000_000
            raise SourceError(
                f"{place}: larger than {limit:,} MB: export a deck of it, and import that"
            )
        for _ in range(_ATTEMPTS):
            before = _state(path)
            for beside in ("", *_BESIDE):
                Path(f"{copy}{beside}").unlink(missing_ok=True)
                if Path(f"{path}{beside}").exists():
                    shutil.copyfile(f"{path}{beside}", f"{copy}{beside}")
            if _state(path) == before:
                return copy
    except OSError as error:
        raise SourceError(
            f"{place}: can't be read ({error.strerror or error}): close Anki, look at the file's"
            " permissions, and make room for a copy"
        ) from error
    raise SourceError(f"{place}: is being written all the time: let Anki finish, and try again")


def _state(path: Path) -> list[tuple[int, int]]:
    files = [Path(f"{path}{beside}") for beside in ("", *_BESIDE)]
    return [(s.st_mtime_ns, s.st_size) for file in files if file.exists() for s in (file.stat(),)]


@contextmanager
def _opened(copy: Path, place: str) -> Iterator[sqlite3.Connection]:
    """Open the copy; what SQLite complains of is told as damage.

    Raises:
        SourceError: it does.
    """
    try:
        with closing(sqlite3.connect(copy)) as database:
            database.create_collation("unicase", unicase)
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            yield database
    except (sqlite3.Error, UnicodeDecodeError) as error:
        # The message cites what is damaged: several lines of it, or bytes that are no text.
        is_told = isinstance(error, sqlite3.Error)
        reason = text.fold(text.clean(str(error)))[:_LONGEST] if is_told else "its tables"
        raise SourceError(
            f"{place}: is damaged ({reason}): in Anki, Tools > Check Database, then try again,"
            " or take a backup"
        ) from error


def _check_schema(database: sqlite3.Connection, place: str) -> None:
    tables = _tables(database)
    if not {"col", "notes", "cards"} <= tables:
        raise SourceError(
            f"{place}: is a database, but no Anki collection: give collection.anki2, .apkg or .colpkg"
        )
    row = database.execute("SELECT ver FROM col").fetchone()
    version = row[0] if row and isinstance(row[0], int) else 0
    if version > NEWEST:
        raise SourceError(
            f"{place}: from a newer Anki (schema {version}, this program knows {NEWEST}): update shengci,"
            " or export from Anki with “Support older Anki versions”"
        )
    if version < OLDEST:
        raise SourceError(
            f"{place}: from a very old Anki (schema {version}): open it in a newer one once"
        )


def _tables(database: sqlite3.Connection) -> set[str]:
    return {name for (name,) in database.execute("SELECT name FROM sqlite_master")}


def _note_types(database: sqlite3.Connection, choice: Choice, place: str) -> Iterator[NoteType]:
    """Yield the note types of which there are notes in the deck, with those notes that count."""
    named = "notetypes" in _tables(database)
    models, decks = _as_tables(database) if named else _as_json(database, place)
    deck_ids = _deck_ids(decks, choice.deck, place)
    in_decks = f"AND (CASE odid WHEN 0 THEN did ELSE odid END) IN ({deck_ids})" if deck_ids else ""
    mature = f"type = {_REVIEW} AND ivl >= {int(choice.interval)}"
    learned = f"SELECT nid FROM cards WHERE {'1' if choice.even_new else mature} {in_decks}"
    fields_of = "SELECT CAST(ifnull(flds, '') AS TEXT)"  # a damaged value may be a number
    for model_id, (name, fields) in sorted(models.items()):
        mine = f"FROM notes WHERE mid = {int(model_id)}"
        notes = _notes(database, f"{fields_of} {mine} AND id IN ({learned}) ORDER BY id")
        some = f"SELECT nid FROM cards WHERE 1 {in_decks}"
        ids = [n for (n,) in database.execute(f"SELECT id {mine} AND id IN ({some}) ORDER BY id")]
        chosen = ",".join(map(str, ids[:: max(1, len(ids) // SAMPLE)]))
        if ids:
            sample = _notes(database, f"{fields_of} {mine} AND id IN ({chosen}) ORDER BY id")
            yield NoteType(name, fields, tuple(notes), tuple(sample))


def _notes(database: sqlite3.Connection, query: str) -> Rows:
    return [tuple(fields.split("\x1f")) for (fields,) in database.execute(query)]


Models = dict[int, tuple[str, tuple[str, ...]]]
Decks = dict[int, str]


def _as_tables(database: sqlite3.Connection) -> tuple[Models, Decks]:
    fields: dict[int, list[str]] = {}
    for model_id, name in database.execute(f"SELECT ntid, {_NAME} FROM fields ORDER BY ntid, ord"):
        fields.setdefault(model_id, []).append(name)
    models = {
        model_id: (name, tuple(fields.get(model_id, ())))
        for model_id, name in database.execute(f"SELECT id, {_NAME} FROM notetypes")
    }
    decks = database.execute(f"SELECT id, {_NAME} FROM decks")
    return models, {deck_id: name.replace(_BETWEEN_DECKS, "::") for deck_id, name in decks}


def _as_json(database: sqlite3.Connection, place: str) -> tuple[Models, Decks]:
    models, decks = database.execute("SELECT models, decks FROM col").fetchone()
    try:
        return {
            int(model_id): (model["name"], tuple(field["name"] for field in model["flds"]))
            for model_id, model in json.loads(models).items()
        }, {int(deck_id): deck["name"] for deck_id, deck in json.loads(decks).items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{place}: is damaged (its note types can't be read): in Anki, Tools > Check Database"
        ) from error


def _deck_ids(decks: Decks, wanted: str, place: str) -> str:
    """Return the ids of a deck and those below it, with commas; "" for all decks."""
    if not wanted:
        return ""
    above = f"{wanted.casefold()}::"
    found = [deck_id for deck_id, name in decks.items() if f"{name.casefold()}::".startswith(above)]
    if not found:
        raise SourceError(
            f"{place}: no deck {wanted!r}: choose from {listed(sorted(decks.values()))}"
        )
    return ",".join(map(str, found))
