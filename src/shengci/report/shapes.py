"""What the pictures of a report are made of: shapes with places in user units, and text for who can't see them.

`kind` is the class that the style sheet gives a colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Literal

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; `note` is shown where the pointer rests on it."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text at the foot of its letters."""

    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    kind: str = "label"


@dataclass(frozen=True, slots=True)
class Dot:
    """A point on a curve."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: its size, its shapes from back to front, its title and what it shows in words."""

    width: int
    height: int
    title: str
    description: str
    rules: tuple[Rule, ...] = ()
    bars: tuple[Bar, ...] = ()
    curve: str = ""
    area: str = ""
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()


def at(value: float) -> float:
    """Return a coordinate as precise as a screen can show it, so that the page stays short."""
    return round(value, 1)


def ticks(last: int, at_most: int = 6) -> Iterator[int]:
    """Yield round numbers from 0 up to the last, not more than so many.

    >>> list(ticks(142)), list(ticks(3))
    ([0, 50, 100], [0, 1, 2, 3])
    """
    steps = (factor * 10**power for power in count() for factor in (1, 2, 5))
    step = next(step for step in steps if last // step < at_most)
    yield from range(0, last + 1, step)


def apart(places: list[float], distance: float) -> list[float]:
    """Return places, given in falling order, moved up as little as needed to stand so far apart.

    >>> apart([100.0, 96.0, 50.0], 10.0)
    [100.0, 90.0, 50.0]
    """
    moved: list[float] = []
    for place in places:
        moved.append(min(place, moved[-1] - distance) if moved else place)
    return moved
