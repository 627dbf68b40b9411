"""Which ids and times the notes of a new package have."""

import itertools
import re

from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF
from shengci.package.earlier import StoredNote
from shengci.records import Note

SEPARATOR = "\x1f"  # between the fields of a stored note

# The field that must be filled for a card of each template; Word always is.
REQUIRED = tuple(FIELDS.index(FLAG_OF.get(name, "Word")) for name in CARD_TEMPLATES)

_SENTENCE = FIELDS.index("Sentence")
_MARKUP = re.compile("<[^>]*>")


def stored(
    notes: tuple[Note, ...], earlier: dict[str, StoredNote], now: int
) -> dict[str, StoredNote]:
    """Return the notes by GUID with the ids and times they will have.

    New ids follow each other where notes share a sentence. They are the order of the rows in the file,
    and deflate finds a repetition only within 32 KB: a package is a quarter smaller for it. The order
    of study is another matter (`due`).
    """
    taken = {note.id for note in earlier.values()}
    taken |= {card_id for note in earlier.values() for card_id in note.card_ids.values()}
    fresh = (number for number in itertools.count(max(1, now * 1000)) if number not in taken)
    stored = {}
    for note in _by_sentence(notes):
        content = (SEPARATOR.join(note.fields), " ".join(tags_of(note)))
        old = earlier.get(note.guid) or StoredNote(next(fresh), now, {}, content)
        mod = old.mod if content == old.content else max(now, old.mod + 1)
        card_ids = {
            template: old.card_ids.get(template) or next(fresh)
            for template, required in enumerate(REQUIRED)
            if note.fields[required]
        }
        stored[note.guid] = StoredNote(old.id, mod, card_ids, content)
    return stored


def tags_of(note: Note) -> list[str]:
    """Return the tags as Anki stores them, so that another order is no change."""
    return sorted(set(note.tags))


def _by_sentence(notes: tuple[Note, ...]) -> list[Note]:
    """Return the notes, each behind the first that has the same sentence."""
    places: dict[str, int] = {}
    keys = [places.setdefault(_MARKUP.sub("", n.fields[_SENTENCE]), len(places)) for n in notes]
    return [note for _, note in sorted(zip(keys, notes, strict=True), key=lambda pair: pair[0])]
