"""Rows brought up to date with the articles: what is generated follows them, what a teacher wrote stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shengci.decks import cells
from shengci.decks.rows import EDITABLE, GONE, KEEP, Row, generated


@dataclass(frozen=True, slots=True)
class Generated:
    """What the articles say: the rows a deck should have, and those of all other words that it could have.

    `listed` are in the order of study; `others` are the words that no row stands for unless a teacher adds one.
    """

    listed: tuple[Row, ...]
    others: tuple[Row, ...] = ()


def refreshed(rows: Sequence[Row], made: Generated) -> tuple[Row, ...]:
    """Return the rows of a deck file with what is generated now, in the order of the file.

    New words stand behind the word they are studied after. A row of a word that is in no lesson any more is
    left out, unless a teacher wrote in it: that one stays, and `Review` says so.
    """
    all_made = {row.guid: row for row in (*made.others, *made.listed)}
    by_word = _by_word((*made.listed, *made.others))
    known = [_named(row, by_word) for row in rows]
    kept = [each for row in known if (each := _brought_up(row, all_made.get(row.guid)))]
    return _placed(kept, made.listed)


def _named(row: Row, by_word: Mapping[str, Sequence[Row]]) -> Row:
    """Return a row that a teacher added with the GUID of its word, if the lessons have the word."""
    if row.guid:
        return row
    found = by_word.get(row.word, ())
    reading = row.pinyin.replace(" ", "").lower()
    same = [each for each in found if each.pinyin.replace(" ", "").lower() == reading]
    best = (same or found if not reading else same)[:1]
    return replace(row, guid=best[0].guid) if best else row


def _by_word(rows: Iterable[Row]) -> dict[str, list[Row]]:
    by_word: dict[str, list[Row]] = {}
    for row in rows:
        by_word.setdefault(row.word, []).append(row)
    return by_word


def _brought_up(row: Row, made: Row | None) -> Row | None:
    """Return a row with what is generated for its word now, None for a row to leave out."""
    if made is None:
        if not row.is_teachers:
            return None
        return replace(row, review=_with(row.review, GONE)) if row.made else row
    if not row.keep and not row.made:  # added by hand, so it is wanted
        row = replace(row, keep=KEEP)
    made = generated(made)
    before, now = dict(row.made), dict(made.made)
    result = replace(made, line=row.line, extra=row.extra)
    result = replace(result, teacher_note=row.teacher_note, tags=row.tags)
    review = tuple(column for column in row.review if column != GONE)
    for column in EDITABLE:
        if row.is_edited(column):
            result = result.with_cell(column, row.cell(column))
            if result.is_edited(column) and before.get(column, now[column]) != now[column]:
                review = _with(review, column)
    still = (column for column in review if column not in EDITABLE or result.is_edited(column))
    return replace(result, review=tuple(still))


def _with(review: tuple[str, ...], what: str) -> tuple[str, ...]:
    return review if what in review else (*review, what)


def _placed(rows: Sequence[Row], listed: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows by lesson, those of the file in its order and each new one behind its forerunner."""
    there = {row.guid for row in rows if row.guid}
    following: dict[str, list[Row]] = {}
    anchor = ""
    for row in listed:
        if row.guid in there:
            anchor = row.guid
        else:
            following.setdefault(anchor, []).append(generated(row))
    ordered = list(following.get("", ()))
    for row in rows:
        ordered += [row, *following.get(row.guid, ())] if row.guid else [row]
    return tuple(sorted(ordered, key=lambda row: row.number or 1_000_000))


def renumbered(rows: Sequence[Row], number_of: Mapping[int, int]) -> tuple[Row, ...]:
    """Return the rows with the numbers of lessons that are counted anew: `number_of` gives those that stay.

    The stamps of what was generated are counted anew too, so that a teacher's number is still told from it.
    A row that a teacher put into a lesson that goes is taught where its word is.
    """
    return tuple(_renumbered(row, number_of) for row in rows)


def _renumbered(row: Row, number_of: Mapping[int, int]) -> Row:
    made = dict(row.made)
    if made:
        stays = {cells.stamp(str(old)): cells.stamp(str(new)) for old, new in number_of.items()}
        made["Lesson"] = stays.get(made.get("Lesson", ""), cells.stamp(_NO_LESSON))
    if row.lesson:
        number = number_of.get(row.number)
        row = row.with_cell("Lesson", "" if number is None else str(number))
    return replace(row, made=tuple(made.items()))


_NO_LESSON = "none"
"""Stands for the number of a lesson that is gone: no number that a teacher writes is the same."""
