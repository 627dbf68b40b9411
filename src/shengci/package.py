"""Notes in, an Anki package out: the only module that knows genanki and the package format.

Anki updates a note on import only if its modification time rose, so that time has to rise exactly
when the note changes. The package of the last build is the record of what students have: a note it
already holds keeps its ids, and its time too unless it changed. A rebuild without a change is
therefore the same file, byte for byte.
"""

import itertools
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
import warnings
import zipfile
import zlib
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shengci import assets
from shengci.errors import PackageError
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF, NOTE_TYPE_ID, NOTE_TYPE_NAME, digest
from shengci.records import Deck, Note

if TYPE_CHECKING:
    import genanki

_COLLECTION = "collection.anki2"
_EXPORTED_BY_ANKI = {"collection.anki21", "collection.anki21b"}  # we never write these
_MAX_COLLECTION = 500 * 1024 * 1024  # bytes; 5,000 notes take 4 MB
_BACK_OF = {"Writing": "writing-back.html"}  # the other card templates share one
_SEPARATOR = "\x1f"  # between the fields of a stored note

# The field that must be filled for a card of each template; Word always is.
_REQUIRED = tuple(FIELDS.index(FLAG_OF.get(name, "Word")) for name in CARD_TEMPLATES)

# What zipfile, sqlite3, json and our own look-ups raise on a package that something has altered.
_SIGNS_OF_DAMAGE = (
    AttributeError,
    EOFError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.DatabaseError,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class PackageSummary:
    """The file that was written, its size in bytes, and its notes against the earlier package's.

    `gone` counts the earlier notes that are not in the new package; students keep those.
    """

    path: Path
    notes: int
    new: int
    changed: int
    unchanged: int
    gone: int
    bytes: int


@dataclass(frozen=True, slots=True)
class _StoredNote:
    """What a package holds of a note: ids, time, and its content as (fields, tags)."""

    id: int
    mod: int  # seconds since 1970
    card_ids: dict[int, int]  # by index of the card template, in its order
    content: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The package of the last build: its notes by GUID, and its note type (None: no package)."""

    notes: dict[str, _StoredNote] = field(default_factory=dict)
    note_type: dict[str, Any] | None = None


def write_package(
    deck: Deck, path: Path, *, previous: Path | None = None, now: int | None = None
) -> PackageSummary:
    """Write the deck to `path` as an Anki package and return what became of its notes.

    New cards are learned in the order of `deck.notes`. `previous` is the package students have, by
    default the one at `path`. `now` is in seconds since 1970, by default SOURCE_DATE_EPOCH if that
    is set, else the clock. The file appears whole or not at all.

    Raises:
        PackageError: there are no notes, `path` can't be written, or `path` or `previous` is a
            file that shengci did not make.
        ValueError: two notes share a GUID, or a note does not fit the note type.
    """
    if not deck.notes:
        raise PackageError(f"{path}: no notes to write: choose words for the deck first")
    _check(deck.notes)
    now = _now() if now is None else now
    earlier = _earlier(path, previous)
    notes = _stored(deck.notes, earlier.notes, now)
    collection = _collection(deck, notes, _note_type(earlier.note_type, now))
    size = _write_zip(path, {_COLLECTION: collection, "media": b"{}"})
    kept = notes.keys() & earlier.notes.keys()
    changed = sum(notes[guid].content != earlier.notes[guid].content for guid in kept)
    return PackageSummary(
        path=path,
        notes=len(notes),
        new=len(notes) - len(kept),
        changed=changed,
        unchanged=len(kept) - changed,
        gone=len(earlier.notes) - len(kept),
        bytes=size,
    )


def check_target(path: Path, *, previous: Path | None = None) -> None:
    """Raise PackageError now if `write_package` would refuse to write there after all the work."""
    _earlier(path, previous)


def _check(notes: tuple[Note, ...]) -> None:
    """Raise ValueError for what Anki would take without a word and then get wrong for ever."""
    word_of: dict[str, str] = {}
    for note in notes:
        if len(note.fields) != len(FIELDS):
            raise ValueError(f"{note.guid}: {len(note.fields)} fields instead of {len(FIELDS)}")
        word = note.fields[0]
        if not word.strip():
            raise ValueError(f"{note.guid}: Word is empty")
        if note.guid in word_of:
            raise ValueError(f"{word}: has the GUID of {word_of[note.guid]}, {note.guid}")
        if any(_SEPARATOR in text for text in note.fields):
            raise ValueError(f"{word}: a field holds U+001F, which separates fields")
        word_of[note.guid] = word


def _now() -> int:
    """Return the time of this build. See https://reproducible-builds.org/specs/source-date-epoch/."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not text:
        return int(time.time())
    if not text.isdecimal() or len(text) > 10:
        raise PackageError(
            f"SOURCE_DATE_EPOCH: {text!r} is no time in seconds: correct or unset it"
        )
    return int(text)


# --- The earlier package -------------------------------------------------------------------------


def _earlier(path: Path, previous: Path | None) -> _Earlier:
    """Return what students have, having made sure that `path` may be written over."""
    try:
        if not path.parent.is_dir():
            raise PackageError(
                f"{path}: there is no folder {path.parent}: create it or name another output with -o"
            )
        if path.exists() and not path.is_file():
            raise PackageError(f"{path}: is not a file: name another output with -o")
        cure = "move it away or name another output with -o"
        at_path = _read_package(path, cure) if path.exists() else _Earlier()
        if previous is None:
            return at_path
        cure = "give the package students have, or none"
        if not previous.is_file():
            raise PackageError(f"{previous}: no such file: {cure}")
        return _read_package(previous, cure)
    except OSError as error:
        raise _cannot_write(path, error) from error


def _read_package(path: Path, cure: str) -> _Earlier:
    """Return what a package of ours holds. Every error message ends in the cure."""
    try:
        with zipfile.ZipFile(path) as package:
            members = {info.filename: info for info in package.infolist()}
            if not _EXPORTED_BY_ANKI.isdisjoint(members):
                raise PackageError(f"{path}: exported from Anki, not made by shengci: {cure}")
            if _COLLECTION not in members:
                raise PackageError(f"{path}: a zip file but not an Anki package: {cure}")
            if members[_COLLECTION].file_size > _MAX_COLLECTION:
                raise PackageError(f"{path}: too large to be a package of shengci: {cure}")
            collection = package.read(_COLLECTION)
        return _read_collection(collection, path, cure)
    except zipfile.BadZipFile as error:
        raise PackageError(f"{path}: not an Anki package, or a damaged one: {cure}") from error
    except OSError as error:
        raise PackageError(f"{path}: can't be read ({error.strerror or error}): {cure}") from error
    except _SIGNS_OF_DAMAGE as error:
        raise PackageError(f"{path}: a damaged Anki package ({error}): {cure}") from error


def _read_collection(collection: bytes, path: Path, cure: str) -> _Earlier:
    """Return what the database of a package holds, read from a copy that can't be written."""
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        copy = Path(folder) / _COLLECTION
        try:
            copy.write_bytes(collection)
        except OSError as error:
            raise _no_room(error) from error
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            (models,) = database.execute("SELECT models FROM col").fetchone()
            note_types_used = {row for (row,) in database.execute("SELECT DISTINCT mid FROM notes")}
            note_type = json.loads(models).get(str(NOTE_TYPE_ID))
            if note_type is None or not note_types_used <= {NOTE_TYPE_ID}:
                raise PackageError(f"{path}: an Anki package that shengci did not make: {cure}")
            note_type["mod"] = int(note_type["mod"])
            rows = database.execute("SELECT guid, id, mod, flds, tags FROM notes").fetchall()
            notes = {
                guid: _StoredNote(note_id, mod, {}, (fields, " ".join(tags.split())))
                for guid, note_id, mod, fields, tags in rows
            }
            by_id = {note.id: note for note in notes.values()}
            for note_id, template, card_id in database.execute("SELECT nid, ord, id FROM cards"):
                by_id[note_id].card_ids[template] = card_id
            return _Earlier(notes, note_type)


# --- The new package -----------------------------------------------------------------------------


def _stored(
    notes: tuple[Note, ...], earlier: dict[str, _StoredNote], now: int
) -> dict[str, _StoredNote]:
    """Return the notes by GUID with the ids and times they will have, in the order given."""
    taken = {note.id for note in earlier.values()}
    taken |= {card_id for note in earlier.values() for card_id in note.card_ids.values()}
    fresh = (number for number in itertools.count(max(1, now * 1000)) if number not in taken)
    stored = {}
    for note in notes:
        content = (_SEPARATOR.join(note.fields), " ".join(_tags(note)))
        old = earlier.get(note.guid) or _StoredNote(next(fresh), now, {}, content)
        mod = old.mod if content == old.content else max(now, old.mod + 1)
        card_ids = {
            template: old.card_ids.get(template) or next(fresh)
            for template, required in enumerate(_REQUIRED)
            if note.fields[required]
        }
        stored[note.guid] = _StoredNote(old.id, mod, card_ids, content)
    return stored


def _tags(note: Note) -> list[str]:
    """Return the tags as Anki stores them, so that another order is no change."""
    return sorted(set(note.tags))


def _note_type(earlier: dict[str, Any] | None, now: int) -> dict[str, Any]:
    """Return the note type as a package holds it; its time rises only if it changed."""
    note_type: dict[str, Any] = _model().to_json(now, None)
    if earlier is not None:
        same = (note_type | {"mod": earlier["mod"]}) == earlier
        note_type["mod"] = earlier["mod"] if same else max(now, earlier["mod"] + 1)
    return note_type


def _model() -> "genanki.Model":
    """Return the note type as genanki has it, with fixed ids for fields and card templates."""
    import genanki

    fields = [
        # Without one of its fields a student's note type would take no updates any more.
        {"name": name, "id": _stable_id("field", name), "font": "Arial", "preventDeletion": True}
        for name in FIELDS
    ]
    templates = [
        {
            "name": name,
            "id": _stable_id("card template", name),
            "qfmt": assets.card_template(f"{name.lower()}-front.html"),
            "afmt": assets.card_template(_BACK_OF.get(name, "back.html")),
        }
        for name in CARD_TEMPLATES
    ]
    css = assets.card_template("style.css")
    model = genanki.Model(NOTE_TYPE_ID, NOTE_TYPE_NAME, fields, templates, css)
    # genanki would guess this by rendering every template with one field empty at a time.
    model._req = [[template, "all", [required]] for template, required in enumerate(_REQUIRED)]
    return model


def _collection(deck: Deck, notes: dict[str, _StoredNote], note_type: dict[str, Any]) -> bytes:
    """Return the package's database: genanki's rows under our ids and times."""
    import genanki

    decks = _decks(deck)
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


def _decks(deck: Deck) -> "list[genanki.Deck]":
    """Return the deck and those below it, with the notes of each in the order of study."""
    import genanki

    names = dict.fromkeys((deck.name, *(note.deck for note in deck.notes)))
    decks = {name: genanki.Deck(_stable_id("deck", name), name) for name in names}
    decks[deck.name].description = deck.description
    model = _model()
    for due, note in enumerate(deck.notes, 1):
        fields, tags = list(note.fields), _tags(note)
        decks[note.deck].add_note(genanki.Note(model, fields, tags=tags, guid=note.guid, due=due))
    return list(decks.values())


def _compact(database: sqlite3.Connection) -> bytes:
    """Return the database as a file without gaps, the same for the same rows."""
    try:
        with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
            file = Path(folder) / _COLLECTION
            database.execute("VACUUM INTO ?", (str(file),))
            return file.read_bytes()
    except (OSError, sqlite3.OperationalError) as error:
        raise _no_room(error) from error


def _write_zip(path: Path, members: dict[str, bytes]) -> int:
    """Put a zip file of the members in the place of `path` at one stroke; return its size."""
    target = path.resolve()  # a link goes on pointing at the file
    temporary = target.with_name(f".shengci-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            with zipfile.ZipFile(file, "w") as package:
                for name in sorted(members):
                    package.writestr(_member(name), members[name])
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
        return target.stat().st_size
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):  # in place by now, or never made
            temporary.unlink()


def _member(name: str) -> zipfile.ZipInfo:
    """Return the head of a zip member, in which nothing depends on the day or the computer."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix
    info.external_attr = 0o644 << 16
    return info


def _no_room(error: OSError | sqlite3.Error) -> PackageError:
    """Return the error for a file that does not fit into the folder for temporary files."""
    place = tempfile.gettempdir()
    return PackageError(
        f"{place}: can't be written ({error}): make room or set TMPDIR to another folder"
    )


def _cannot_write(path: Path, error: OSError) -> PackageError:
    """Return the error for a file the system does not let us write."""
    cure = f"allow writing in {path.parent}" if isinstance(error, PermissionError) else "make room"
    problem = error.strerror or error
    return PackageError(
        f"{path}: can't be written ({problem}): {cure} or name another output with -o"
    )


# --- Ids that may never change -------------------------------------------------------------------


def _stable_id(kind: str, name: str) -> int:
    """Return an id that nothing but the name decides, from 2^30 to 2^31 as genanki advises."""
    return (1 << 30) + int(digest(kind, name), 16) % (1 << 30)
