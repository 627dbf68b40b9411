"""Differences for people and for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from shengci.package.changes import Differences, FieldChange, NoteChange, NoteName, Obstacle
from shengci.package.readable import around_change, readable

_NAMED = 5  # words after an obstacle
_ONE_LINE = 60  # characters of both versions of a field


def differences_text(differences: Differences) -> str:
    """Return a summary, then what would go wrong, then a line for each note, new words first."""
    return "".join(f"{line}\n" for line in _lines(differences))


def differences_json(differences: Differences) -> str:
    """Return a line of JSON for the summary, each note that is not as before, the look, each obstacle.

    Fields are HTML as stored. Keys may be added, never renamed.
    """
    rows = _rows(differences)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


# --- Text ----------------------------------------------------------------------------------------


def _lines(differences: Differences) -> Iterator[str]:
    changed = [each for each in differences.changed if _is_changed(each)]
    moves = Counter((move.old, move.new) for change in differences.changed for move in change.moves)
    yield f"{differences.old} -> {differences.new}"
    yield f"  new        {len(differences.added)}"
    yield f"  changed    {len(changed)}"
    yield f"  gone       {len(differences.gone)}" + " (students keep them)" * bool(differences.gone)
    yield f"  as before  {differences.unchanged + len(differences.changed) - len(changed)}"
    if differences.look:
        yield f"  look       {', '.join(differences.look)}"
    for (old, new), count in sorted(moves.items()):
        cards = "1 card" if count == 1 else f"{count} cards"
        yield f"  moved      {cards} from {old} to {new} (a student's own stay where they are)"
    if differences.obstacles:
        yield from ("", "Anki would not update as it should:")
        yield from (f"  {_obstacle(each)}" for each in differences.obstacles)
    if differences.added:
        yield from ("", "new", *(f"  {_name(note)}" for note in differences.added))
    if changed:
        yield from ("", "changed")
    for change in changed:
        yield from _change(change)
    if differences.gone:
        yield from ("", "gone", *(f"  {_name(note)}" for note in differences.gone))


def _is_changed(change: NoteChange) -> bool:
    return change.has_new_content or change.has_other_cards


def _obstacle(obstacle: Obstacle) -> str:
    words = ", ".join(note.word for note in obstacle.notes[:_NAMED])
    more = ", …" if len(obstacle.notes) > _NAMED else ""
    named = f" ({len(obstacle.notes)}: {words}{more})" if words else ""
    return f"{obstacle.kind}: {obstacle.problem}{named}: {obstacle.cure}"


def _name(note: NoteName) -> str:
    return "  ".join(filter(None, (note.word, note.pinyin, note.meaning)))


def _change(change: NoteChange) -> Iterator[str]:
    kept = "" if change.is_updated or not change.has_new_content else " (keeps its old text)"
    yield f"  {'  '.join(filter(None, (change.note.word, change.note.pinyin)))}{kept}"
    for field in change.fields:
        yield from _versions(field)
    for what, added, removed in (
        ("tags", change.tags_added, change.tags_removed),
        ("cards", change.cards_added, change.cards_removed),
    ):
        signs = [f"+ {name}" for name in added] + [f"- {name}" for name in removed]
        if signs:
            yield f"    {what}: {', '.join(signs)}"


def _versions(field: FieldChange) -> Iterator[str]:
    """Yield both versions of a field in plain text, or as they are if only the markup differs."""
    old, new = readable(field.old), readable(field.new)
    if old == new:
        old, new = field.old, field.new
    old, new = (text or "(empty)" for text in around_change(old, new))
    if len(old) + len(new) <= _ONE_LINE:
        yield f"    {field.field}: {old} -> {new}"
    else:
        yield from (f"    {field.field}", f"      - {old}", f"      + {new}")


# --- JSON ----------------------------------------------------------------------------------------


def _rows(differences: Differences) -> Iterator[dict[str, Any]]:
    changed = [each for each in differences.changed if _is_changed(each)]
    yield {
        "kind": "summary",
        "old": str(differences.old),
        "new": str(differences.new),
        "notes_new": len(differences.added),
        "notes_changed": len(changed),
        "notes_gone": len(differences.gone),
        "notes_as_before": differences.unchanged + len(differences.changed) - len(changed),
        "updates": not differences.obstacles,
    }
    yield from ({"kind": "obstacle", **_flat_obstacle(each)} for each in differences.obstacles)
    if differences.look:
        yield {"kind": "look", "parts": list(differences.look)}
    yield from _named("new", differences.added)
    for change in differences.changed:
        kind = "changed" if _is_changed(change) else "moved"
        values = asdict(change)
        yield {"kind": kind, **values.pop("note"), **values}
    yield from _named("gone", differences.gone)


def _named(kind: str, notes: Sequence[NoteName]) -> Iterator[dict[str, Any]]:
    return ({"kind": kind, **asdict(note)} for note in notes)


def _flat_obstacle(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "about": obstacle.kind,
        "problem": obstacle.problem,
        "cure": obstacle.cure,
        "guids": [note.guid for note in obstacle.notes],
    }
