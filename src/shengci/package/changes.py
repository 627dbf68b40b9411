"""What can differ between two packages, as records."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

ObstacleKind = Literal["note type", "fields", "card templates", "GUID", "time", "look"]


@dataclass(frozen=True, slots=True)
class NoteName:
    """A note in a list: its word, reading and meaning as plain text, empty where it has none."""

    guid: str
    word: str
    pinyin: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's name and its HTML in the older and the newer package."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CardMove:
    """A card, by the name of its template, and its deck in the older and the newer package."""

    card: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What differs in a note that both packages hold.

    `is_updated` says whether Anki takes the newer fields and tags. New cards come in any case. Cards
    that moved stay where the student has them, and cards that are gone stay too.
    """

    note: NoteName
    fields: tuple[FieldChange, ...]
    tags_added: tuple[str, ...]
    tags_removed: tuple[str, ...]
    cards_added: tuple[str, ...]
    cards_removed: tuple[str, ...]
    moves: tuple[CardMove, ...]
    is_updated: bool

    @property
    def has_new_content(self) -> bool:
        """Whether the fields or tags differ."""
        return bool(self.fields or self.tags_added or self.tags_removed)

    @property
    def has_other_cards(self) -> bool:
        """Whether cards were added or removed."""
        return bool(self.cards_added or self.cards_removed)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why Anki would stop updating: in words, with the cure, and the notes it is about (none: all)."""

    kind: ObstacleKind
    problem: str
    cure: str
    notes: tuple[NoteName, ...] = ()


@dataclass(frozen=True, slots=True)
class Differences:
    """Two packages compared; `look` names the parts of the cards' design that changed.

    `gone` are the notes of the older package that the newer does not have; students keep them.
    """

    old: Path
    new: Path
    added: tuple[NoteName, ...]
    changed: tuple[NoteChange, ...]
    gone: tuple[NoteName, ...]
    unchanged: int
    look: tuple[str, ...]
    obstacles: tuple[Obstacle, ...]
