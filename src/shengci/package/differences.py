"""What a student sees after importing a newer package over an older one.

The rules are Anki's (measured with anki 26.9.3, see docs/UPDATES.md): a note is known by its GUID
and updated as a whole if it has the same note type and its modification time rose; a card that is
there already stays in its deck; nothing is ever taken away.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from shengci.package.changes import CardMove, Differences, FieldChange, NoteChange
from shengci.package.contents import Contents, PackedNote, named_fields, read_contents
from shengci.package.obstacles import name_of, obstacles, shared_note_types

_STUDENTS_OWN = {"MyNotes"}


def differences_between(old: Path, new: Path) -> Differences:
    """Return what importing the package `new` does to a student who has `old`.

    Both may be packages of ours or exported by Anki, as a student's own deck is. Of the notes that
    `new` does not have only those count that have one of its note types.

    Raises:
        PackageError: a file can't be read, is no package, or is damaged.
    """
    return compare(
        read_contents(old, "give the package students have"),
        read_contents(new, "give the package you want to hand out"),
    )


def compare(old: Contents, new: Contents) -> Differences:
    """Return what importing `new` does to a student who has `old`."""
    old_of = {note.guid: note for note in old.notes}
    new_of = {note.guid: note for note in new.notes}
    shared = [(old_of[guid], note) for guid, note in new_of.items() if guid in old_of]
    changes = (_change(before, after, old, new) for before, after in shared)
    changed = tuple(change for change in changes if change is not None)
    used = {note.note_type for note in new.notes}
    gone = (note for guid, note in old_of.items() if guid not in new_of and note.note_type in used)
    return Differences(
        old.path,
        new.path,
        added=tuple(name_of(note, new) for guid, note in new_of.items() if guid not in old_of),
        changed=changed,
        gone=tuple(name_of(note, old) for note in gone),
        unchanged=len(shared) - len(changed),
        look=tuple(_look(old, new)),
        obstacles=tuple(obstacles(old, new, changed)),
    )


def _change(
    before: PackedNote, after: PackedNote, old: Contents, new: Contents
) -> NoteChange | None:
    """Return what differs in a note, None if nothing does."""
    had, has = before.deck_of, after.deck_of
    change = NoteChange(
        name_of(after, new),
        tuple(_field_changes(named_fields(before, old), named_fields(after, new))),
        tags_added=tuple(tag for tag in after.tags if tag not in before.tags),
        tags_removed=tuple(tag for tag in before.tags if tag not in after.tags),
        cards_added=tuple(_card(after, n, new) for n in has if n not in had),
        cards_removed=tuple(_card(before, n, old) for n in had if n not in has),
        moves=tuple(
            CardMove(_card(after, n, new), had[n], has[n])
            for n in has
            if had.get(n, has[n]) != has[n]
        ),
        is_updated=after.mod > before.mod and after.note_type == before.note_type,
    )
    if old.is_export and _is_students_work(change):
        change = replace(change, fields=(), tags_added=(), tags_removed=())
    is_same = not (change.has_new_content or change.has_other_cards or change.moves)
    return None if is_same else change


def _field_changes(before: dict[str, str], after: dict[str, str]) -> Iterator[FieldChange]:
    for field in dict.fromkeys((*after, *before)):
        was, is_now = before.get(field, ""), after.get(field, "")
        if was != is_now:
            yield FieldChange(field, was, is_now)


def _card(note: PackedNote, template: int, package: Contents) -> str:
    templates = package.note_types[note.note_type].templates
    # Anki numbers the gaps of its own cloze notes, which all have one template.
    return templates[template].name if template < len(templates) else f"card {template + 1}"


def _is_students_work(change: NoteChange) -> bool:
    """Whether a student's own notes and tags are all that differs, which Anki then leaves alone."""
    return not change.is_updated and {each.field for each in change.fields} <= _STUDENTS_OWN


def _look(old: Contents, new: Contents) -> Iterator[str]:
    """Yield the parts of the cards' design that differ."""
    for before, after in shared_note_types(old, new):
        if before.css != after.css:
            yield "style sheet"
        for earlier, part in zip(before.templates, after.templates, strict=False):
            if earlier.front != part.front:
                yield f"{part.name} front"
            if earlier.back != part.back:
                yield f"{part.name} back"
