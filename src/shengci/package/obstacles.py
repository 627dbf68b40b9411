"""What makes Anki stop updating a student's notes, or mix them up, when a newer package comes.

Anki compares note types by the ids of their fields and card templates in order, before 23.12 by their
names. Where they differ it keeps two note types side by side and updates no note of the old one
(measured with anki 2.1.60, 23.12, 24.11 and 26.9.3, see docs/UPDATES.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from shengci.package.changes import NoteChange, NoteName, Obstacle
from shengci.package.contents import Contents, NoteType, PackedNote, Part, named_fields
from shengci.package.readable import readable

_OURS = "build it with the shengci that made the older one, or a later version"


def obstacles(old: Contents, new: Contents, changed: Sequence[NoteChange]) -> Iterator[Obstacle]:
    """Yield whatever keeps the notes or the look of `new` from those who have `old`."""
    yield from _other_note_types(old, new)
    for before, after in shared_note_types(old, new):
        yield from _structure(before, after)
        yield from _late_look(before, after)
    for package in (old, new):
        yield from _shared_guids(package)
    yield from _swapped_words(old, new)
    yield from _doubled_words(old, new)
    yield from _late_notes(old, new, changed)


def shared_note_types(old: Contents, new: Contents) -> list[tuple[NoteType, NoteType]]:
    """Return the note types of the newer package's notes that the older one has too, in pairs."""
    used = {note.note_type for note in new.notes}
    shared = sorted(used & old.note_types.keys() & new.note_types.keys())
    return [(old.note_types[number], new.note_types[number]) for number in shared]


def name_of(note: PackedNote, package: Contents) -> NoteName:
    """Return what a list shows of a note."""
    values = named_fields(note, package)
    pinyin, meaning = (readable(values.get(field, "")) for field in ("Pinyin", "Meaning"))
    return NoteName(note.guid, readable(note.fields[0]), pinyin, meaning)


# --- The note type -------------------------------------------------------------------------------


def _other_note_types(old: Contents, new: Contents) -> Iterator[Obstacle]:
    type_of = {note.guid: note.note_type for note in old.notes}
    other = [n for n in new.notes if type_of.get(n.guid, n.note_type) != n.note_type]
    if other:
        problem = "notes have a note type of another id, so Anki leaves them as they are"
        yield Obstacle("note type", problem, _OURS, tuple(name_of(note, new) for note in other))
        return
    names = {note_type.name for note_type in old.note_types.values()}
    for number in sorted({note.note_type for note in new.notes} - old.note_types.keys()):
        name = new.note_types[number].name
        if name in names:
            problem = f"another note type is called {name} too, so Anki keeps both and renames one"
            yield Obstacle("note type", problem, _OURS)


def _structure(before: NoteType, after: NoteType) -> Iterator[Obstacle]:
    if before.name != after.name:
        problem = (
            f"the note type {before.name} is called {after.name} now, and text imports go by it"
        )
        yield Obstacle("note type", problem, _OURS)
    if before.sort_field != after.sort_field:
        problem = (
            "another field sorts the notes, so Anki counts all of them as changed by the student"
            " and updates none"
        )
        yield Obstacle("fields", problem, _OURS)
    difference = _order(before.fields, after.fields)
    if difference:
        yield Obstacle("fields", f"the fields differ ({difference})", _OURS)
    difference = _order(before.templates, after.templates)
    if difference:
        yield Obstacle("card templates", f"the card templates differ ({difference})", _OURS)


def _order(before: Sequence[Part], after: Sequence[Part]) -> str:
    """Return how the fields or card templates of a note type differ, "" if they do not."""
    id_of, new_id_of = ({part.name: part.id for part in parts} for parts in (before, after))
    names: dict[int | None, str] = {part.id: part.name for part in before if part.id is not None}
    renamed = {p.name: names[p.id] for p in after if names.get(p.id, p.name) not in new_id_of}
    added = [name for name in new_id_of if name not in id_of and name not in renamed]
    gone = [name for name in id_of if name not in new_id_of and name not in renamed.values()]
    changes = [f"{name} is new" for name in added] + [f"{name} is gone" for name in gone]
    changes += [f"{old} is called {new} now" for new, old in renamed.items()]
    if not changes and list(id_of) != list(new_id_of):
        changes = ["they are in another order"]
    numbers = zip(id_of.values(), new_id_of.values(), strict=False)
    if not changes and any(None not in pair and pair[0] != pair[1] for pair in numbers):
        changes = ["they have other ids"]
    return ", ".join(changes)


def _late_look(before: NoteType, after: NoteType) -> Iterator[Obstacle]:
    sides, new_sides = (
        {part.name: (part.front, part.back) for part in each.templates} for each in (before, after)
    )
    differs = any(sides.get(name, both) != both for name, both in new_sides.items())
    if (differs or before.css != after.css) and after.mod <= before.mod:
        problem = "the new look of the cards is not later than the old one, so Anki keeps the old"
        yield Obstacle("look", problem, "build it with --previous and the older package")


# --- GUIDs ---------------------------------------------------------------------------------------


def _shared_guids(package: Contents) -> Iterator[Obstacle]:
    notes_of: dict[str, list[PackedNote]] = defaultdict(list)
    for note in package.notes:
        notes_of[note.guid].append(note)
    doubled = [note for notes in notes_of.values() if len(notes) > 1 for note in notes]
    if doubled:
        problem = f"notes of {package.path} have a GUID that another of them has too"
        cure = "give each word a GUID of its own"
        yield Obstacle("GUID", problem, cure, tuple(name_of(note, package) for note in doubled))


def _swapped_words(old: Contents, new: Contents) -> Iterator[Obstacle]:
    words_of = {note.guid: _words(note, old) for note in old.notes}
    swapped = [n for n in new.notes if n.guid in words_of and not words_of[n.guid] & _words(n, new)]
    if swapped:
        problem = "notes have the GUID another word had, and would take over its reviews"
        cure = "give each word a GUID of its own"
        yield Obstacle("GUID", problem, cure, tuple(name_of(note, new) for note in swapped))


def _words(note: PackedNote, package: Contents) -> set[str]:
    """Return the word of a note in all scripts it has, as a deck may change from one to the other."""
    traditional = named_fields(note, package).get("Traditional", "")
    return {readable(text) for text in (note.fields[0], traditional) if text}


def _doubled_words(old: Contents, new: Contents) -> Iterator[Obstacle]:
    """Yield the words that come again with the same reading under another GUID."""
    guids = {note.guid for note in old.notes}
    had = {(name.word, name.pinyin) for name in _names(old.notes, old, new)}
    added = _names((note for note in new.notes if note.guid not in guids), new, new)
    doubled = tuple(name for name in added if (name.word, name.pinyin) in had)
    if doubled:
        problem = "words would come a second time, with another GUID than before"
        yield Obstacle("GUID", problem, "keep the GUIDs of the older package", doubled)


def _names(notes: Iterable[PackedNote], package: Contents, new: Contents) -> Iterator[NoteName]:
    """Yield the names of those notes that have a note type of the newer package."""
    used = {note.note_type for note in new.notes}
    return (name_of(note, package) for note in notes if note.note_type in used)


# --- Times ---------------------------------------------------------------------------------------


def _late_notes(old: Contents, new: Contents, changed: Sequence[NoteChange]) -> Iterator[Obstacle]:
    type_of = {note.guid: note.note_type for note in old.notes}
    same_type = {n.guid for n in new.notes if type_of.get(n.guid) == n.note_type}
    late = [change.note for change in changed if change.has_new_content and not change.is_updated]
    late = [note for note in late if note.guid in same_type]
    if late:
        reason = "the student changed them later" if old.is_export else "their time did not rise"
        problem = f"changed notes keep their old text, since {reason}"
        cure = (
            'import it with "Update notes: Always", which overwrites what the student wrote'
            if old.is_export
            else "build it with --previous and the older package"
        )
        yield Obstacle("time", problem, cure, tuple(late))
