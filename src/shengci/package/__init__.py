"""Notes in, an Anki package out: the only room that knows genanki and the package format.

Anki updates a note on import only if its modification time rose, so that time has to rise exactly
when the note changes. The package of the last build is the record of what students have: a note it
already holds keeps its ids, and its time too unless it changed. A rebuild without a change is
therefore the same file, byte for byte.
"""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from shengci import card_templates
from shengci.anki_files import COLLECTION
from shengci.card_templates import CardTemplates
from shengci.errors import PackageError
from shengci.notetype import FIELDS
from shengci.package.earlier import read_earlier
from shengci.package.media import check_media, media_members
from shengci.package.reading import temporary_folder
from shengci.package.rows import SEPARATOR, stored
from shengci.package.zipping import Member, write_zip
from shengci.records import Deck, Note


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


def write_package(
    deck: Deck,
    path: Path,
    *,
    previous: Path | None = None,
    now: int | None = None,
    templates: CardTemplates | None = None,
) -> PackageSummary:
    """Write the deck to `path` as an Anki package and return what became of its notes.

    New cards are learned in the order of `deck.notes`. `previous` is the package students have, by
    default the one at `path`. `now` is in seconds since 1970, by default SOURCE_DATE_EPOCH if that
    is set, else the clock. `templates` are ours by default. The file appears whole or not at all.

    Raises:
        PackageError: there are no notes, `path` can't be written, `path` or `previous` is a file
            that shengci did not make, or a sound or picture is gone or its name is taken.
        ValueError: two notes share a GUID, or a note does not fit the note type.
    """
    # Both load genanki, which takes as long as all else that has to be loaded.
    from shengci.package.database import write_database
    from shengci.package.note_type import make_model, note_type_of

    if not deck.notes:
        raise PackageError(f"{path}: no notes to write: choose words for the deck first")
    _check(deck.notes)
    media = check_media(path, deck.media)
    now = _now() if now is None else now
    earlier = read_earlier(path, previous)
    notes = stored(deck.notes, earlier.notes, now)
    model = make_model(templates or card_templates.load())
    note_type = note_type_of(model, earlier.note_type, now)
    with temporary_folder() as folder:
        write_database(folder / COLLECTION, deck, notes, model, note_type)
        size = write_zip(path, [Member(COLLECTION, folder / COLLECTION), *media_members(media)])
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
    read_earlier(path, previous)


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
        if any(SEPARATOR in text for text in note.fields):
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
