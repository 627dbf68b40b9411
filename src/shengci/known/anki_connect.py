"""The notes that someone has learned, asked of the Anki that is running."""

from collections.abc import Sequence
from typing import Any

from shengci.anki_connect import Anki
from shengci.errors import AnkiError, SourceError
from shengci.known.sources import (
    Choice,
    NoteType,
    Source,
    listed,
    nothing_learned,
    values_of_notes,
)

_BATCH = 500  # notes asked for at once


def read_anki_connect(anki: Anki, choice: Choice) -> Source:
    """Return the notes of the open collection of which a card has the interval that is asked for.

    Raises:
        AnkiError: Anki does not answer, or refuses.
        SourceError: there is no such deck, note type or field, or no card is that mature.
    """
    if choice.deck:
        decks = sorted(map(str, _list(anki, "deckNames")))
        if choice.deck.casefold() not in map(str.casefold, decks):
            raise SourceError(f"{anki.url}: no deck {choice.deck!r}: choose from {listed(decks)}")
    found = sorted(_list(anki, "findNotes", query=_query(choice)), key=str)
    notes: list[dict[str, Any]] = []
    for start in range(0, len(found), _BATCH):
        notes += _list(anki, "notesInfo", notes=found[start : start + _BATCH])
    if not found:
        raise nothing_learned(choice, anki.url)
    try:
        note_types = _note_types(notes)
    except (KeyError, TypeError, AttributeError) as error:
        raise _unexpected(anki, "notesInfo") from error
    values, told = values_of_notes(note_types, choice, anki.url)
    return Source("Anki", values, told)


def _list(anki: Anki, action: str, **params: object) -> list[Any]:
    result = anki.ask(action, **params)
    if not isinstance(result, list):
        raise _unexpected(anki, action)
    return result


def _unexpected(anki: Anki, action: str) -> AnkiError:
    return AnkiError(
        f"{anki.url}: AnkiConnect answers {action} in a way this program does not know: update both"
    )


def _query(choice: Choice) -> str:
    """Return the search for what `read_collection` takes: cards in review, not being relearned."""
    deck = f' deck:"{_escaped(choice.deck)}"' if choice.deck else ""
    return f"is:review -is:learn prop:ivl>={choice.interval}{deck}"


def _escaped(name: str) -> str:
    r"""Return a name without the meaning that Anki's search gives to \ " * _ in it."""
    return "".join(f"\\{char}" if char in '\\"*_' else char for char in name)


def _note_types(notes: Sequence[dict[str, Any]]) -> list[NoteType]:
    names: dict[str, tuple[str, ...]] = {}
    rows: dict[str, list[tuple[str, ...]]] = {}
    for note in notes:
        if not note:  # deleted while we asked
            continue
        fields = sorted(note["fields"].items(), key=lambda field: field[1]["order"])
        names.setdefault(note["modelName"], tuple(name for name, _ in fields))
        rows.setdefault(note["modelName"], []).append(tuple(f["value"] for _, f in fields))
    return [NoteType(n, names[n], tuple(rows[n]), tuple(rows[n])) for n in sorted(rows)]
