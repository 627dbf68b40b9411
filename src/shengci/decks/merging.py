"""Two teachers' edits of one deck, brought together row by row."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from shengci.decks import cells
from shengci.decks.rows import EDITABLE, Row

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that both wrote differently: ours stayed."""

    word: str
    guid: str
    column: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows with both teachers' edits, how many cells came from the other one, and what conflicts."""

    rows: tuple[Row, ...]
    taken: int
    conflicts: tuple[Conflict, ...]


def merge(ours: Sequence[Row], theirs: Sequence[Row]) -> Merged:
    """Return our rows with the edits of theirs.

    A cell that only one of the two wrote is taken from that one, since a row tells what was generated
    for it. Tags are put together; of other cells that both wrote, ours stays and the conflict is listed.
    Rows that only they wrote are added behind the row they follow there.
    """
    theirs_of = dict(zip(_keys(theirs), theirs, strict=True))
    ours_keys = _keys(ours)
    conflicts: list[Conflict] = []
    taken = 0
    merged: list[tuple[Key, Row]] = []
    for key, row in zip(ours_keys, ours, strict=True):
        other = theirs_of.get(key)
        if other is not None:
            row, n_taken, found = _merged(row, other)
            taken += n_taken
            conflicts += found
        merged.append((key, row))
    anchor: Key | None = None
    ours_set = set(ours_keys)
    for key, row in theirs_of.items():
        if key in ours_set:
            anchor = key
        elif row.is_teachers:
            at = next((n + 1 for n, (each, _) in enumerate(merged) if each == anchor), 0)
            merged.insert(at, (key, row))
            taken += 1
            anchor = key
    return Merged(tuple(row for _, row in merged), taken, tuple(conflicts))


def _keys(rows: Sequence[Row]) -> list[Key]:
    """Return what makes rows of two files the same: the GUID, or the word a teacher added without one.

    Of several such rows of one word the first goes with the first.
    """
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        name = row.guid or f"{row.word} {row.pinyin}"
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def _merged(row: Row, other: Row) -> tuple[Row, int, list[Conflict]]:
    taken, conflicts = 0, []
    for column in EDITABLE:
        if not other.is_edited(column) or _is_same(row.cell(column), other.cell(column)):
            continue
        if row.is_edited(column):
            conflict = Conflict(row.word, row.guid, column, row.cell(column), other.cell(column))
            conflicts.append(conflict)
        else:
            row = row.with_cell(column, other.cell(column))
            taken += 1
    tags, more_tags = (set(cells.tags_of(each.tags)) for each in (row, other))
    if not more_tags <= tags:
        row = replace(row, tags=cells.cell_of(" ".join(sorted(tags | more_tags))))
        taken += 1
    if other.teacher_note and not _is_same(row.teacher_note, other.teacher_note):
        if not row.teacher_note:
            row = replace(row, teacher_note=other.teacher_note)
            taken += 1
        else:
            conflicts.append(
                Conflict(row.word, row.guid, "TeacherNote", row.teacher_note, other.teacher_note)
            )
    have = dict(row.extra)
    new = tuple((name, value) for name, value in other.extra if value and not have.get(name))
    if new:
        row = replace(row, extra=tuple({**have, **dict(new)}.items()))
        taken += len(new)
    return row, taken, conflicts


def _is_same(one: str, other: str) -> bool:
    return cells.stamp(one) == cells.stamp(other)
