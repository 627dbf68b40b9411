"""Stroke diagrams: the outlines of npm's hanzi-writer-data as small SVG pictures with numbers.

A diagram shows each stroke in half ink, over it a thin line from where the pen sets down, marked with a dot and
the stroke's number, to where it lifts. It has neither ids nor colours of its own, so any number may stand on a page, by
day and by night.
"""

import itertools
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shengci.errors import ShengciError
from shengci.files import name_of

_BOX = 1024  # side of the data's square; its y runs up from -124 to 900
_TOP = 900
_SIDE = 256  # side of ours: a step is half a pixel where a character has 120
_SHORTEST = 3  # of our steps, that a piece of an outline may have
_MARGIN = 20  # around it, for numbers
_SIZES = ((9, 140), (15, 156), (999, 170))  # up to so many strokes, so many pixels: two fit a phone
_EM = 17  # pixels of a card's font, with which pictures grow
_FONT = 12.0  # pixels of the numbers, in every size
_FIGURE_HEIGHT, _FIGURE_WIDTH = 0.74, 0.6  # of the font's size, with a little air
_DOT = 2.5  # pixels
_INSIDE = ("", "data", "package", "node_modules/hanzi-writer-data")
_MOST_BYTES = 1_000_000  # the largest file of the package has 20,000
_PIECE = re.compile(r"([MLQCZ])([^MLQCZ]*)")
_N_NUMBERS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0}
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_ACCENT, _ACCENT_LINE = (
    f"{what}:var(--mark,currentColor)" for what in ("fill", "stroke")
)  # of the style sheet

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Character:
    """The strokes of a character in order: outlines (SVG paths in the data's box), and the pen's way in ours."""

    outlines: tuple[str, ...]
    ways: tuple[tuple[Point, ...], ...]


def diagrams_of(text: str, folder: Path) -> dict[str, str]:
    """Return a diagram (SVG, in HTML) for each Chinese character of a text, "" for those without data.

    Raises:
        ShengciError: the folder is missing or holds no hanzi-writer-data, or a file of it is damaged.
    """
    place = _place(folder)
    return {
        character: _diagram(character, _read(path)) if path.is_file() else ""
        for character in dict.fromkeys(_HAN.findall(text))
        for path in [place / f"{character}.json"]
    }


def _place(folder: Path) -> Path:
    """Return where the characters' files are: in the folder, or where npm and the repository lay them."""
    name = name_of(folder)
    if not folder.is_dir():
        raise ShengciError(
            f"{name}: no such folder: name the one that npm's hanzi-writer-data was unpacked to"
        )
    for inner in _INSIDE:
        place = folder / inner
        if place.is_dir() and any(_HAN.fullmatch(path.stem) for path in place.glob("?.json")):
            return place
    raise ShengciError(
        f"{name}: holds no stroke data: name the folder of npm's hanzi-writer-data, with files like 一.json"
    )


def _read(path: Path) -> _Character:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ValueError("too large")
        data = json.loads(path.read_text(encoding="utf-8"))
        outlines = tuple(map(_checked_outline, data["strokes"]))
        ways = tuple(tuple(_scaled(float(x), float(y)) for x, y in way) for way in data["medians"])
        if not outlines or len(outlines) != len(ways) or not all(ways):
            raise ValueError("its strokes and medians differ in number")
        return _Character(outlines, ways)
    except OSError as error:
        raise ShengciError(f"{name_of(path)}: can't be read ({error.strerror})") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ShengciError(
            f"{name_of(path)}: damaged, or not of hanzi-writer-data ({_in_short(error)}): unpack it anew"
        ) from error


def _in_short(error: Exception) -> str:
    return f"no {error}" if isinstance(error, KeyError) else str(error).split(":")[0][:80]


def _checked_outline(outline: str) -> str:
    list(_pieces(outline))
    return outline


def _pieces(outline: str) -> Iterator[tuple[str, list[Point]]]:
    """Yield the commands of an SVG path with their points in our box.

    Raises:
        ValueError: it has other commands than the data's, or other than finite numbers.
    """
    if not isinstance(outline, str) or not outline.startswith("M"):
        raise ValueError("a stroke is no path")
    if "".join(a + b for a, b in _PIECE.findall(outline)) != outline:
        raise ValueError("a stroke is no path")
    for command, rest in _PIECE.findall(outline):
        numbers = [float(number) for number in rest.replace(",", " ").split()]
        if len(numbers) != _N_NUMBERS[command] or not all(map(math.isfinite, numbers)):
            raise ValueError("a stroke is no path")
        points = [_scaled(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        yield command, points


def _scaled(x: float, y: float) -> Point:
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError("a number is none")
    return x * _SIDE / _BOX, (_TOP - y) * _SIDE / _BOX


def _diagram(character: str, data: _Character) -> str:
    n_strokes = len(data.outlines)
    pixels = next(pixels for most, pixels in _SIZES if n_strokes <= most)
    first, side = -_MARGIN, _SIDE + 2 * _MARGIN
    unit = side / pixels
    label = f"{character}, {n_strokes} stroke{'s' if n_strokes > 1 else ''}, numbered in order"
    outlines = "".join(f'<path d="{_short_path(outline)}"/>' for outline in data.outlines)
    ways = "".join(map(_short_line, data.ways))
    dots = "".join(f"M{_numbers([_whole(way[0])])}h0" for way in data.ways)
    numbers = "".join(
        f'<text x="{x:.0f}" y="{y:.0f}">{i}</text>'
        for i, (x, y) in enumerate(_number_places(data.ways, unit), start=1)
    )
    return (
        f'<svg role="img" aria-label="{label}" viewBox="{first} {first} {side} {side}"'
        f' width="{pixels}" height="{pixels}" style="width:{pixels / _EM:.1f}em;height:auto"'
        ' fill="currentColor" stroke-linecap="round">'
        f'<g opacity=".3">{outlines}</g>'
        f'<path d="{ways}" fill="none" stroke="currentColor" stroke-width="{unit:.1f}" opacity=".6"/>'
        f'<g style="{_ACCENT}" stroke-width="{2 * _DOT * unit:.1f}" font-size="{_FONT * unit:.0f}"'
        f' font-weight="700" text-anchor="middle"><path d="{dots}" style="{_ACCENT_LINE}"/>{numbers}</g></svg>'
    )


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _short_path(outline: str) -> str:
    """Return an outline in whole steps of our box, each from the point before; steps too short to see left out."""
    out, at = "", (0, 0)
    for command, points in _pieces(outline):
        if command == "Z":
            out += "z"
            continue
        whole = list(map(_whole, points))
        if command == "M":
            out += f"M{_numbers(whole)}"
        elif math.dist(at, whole[-1]) < _SHORTEST:
            continue
        else:
            out += command.lower() + _numbers([(x - at[0], y - at[1]) for x, y in whole])
        at = whole[-1]
    return out


def _short_line(way: Sequence[Point]) -> str:
    whole = list(map(_whole, way))
    steps = [(x - a, y - b) for (a, b), (x, y) in itertools.pairwise(whole)]
    return f"M{_numbers(whole[:1])}" + (f"l{_numbers(steps)}" if steps else "")


def _numbers(points: Sequence[tuple[int, int]]) -> str:
    """Return numbers for a path: a minus sign needs no space before it."""
    return " ".join(str(number) for point in points for number in point).replace(" -", "-")


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """Where a number stands."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "_Rectangle") -> float:
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def grown(self, air: float) -> "_Rectangle":
        return _Rectangle(self.left - air, self.top - air, self.right + air, self.bottom + air)

    def n_held(self, points: NDArray[np.float64]) -> int:
        """Return how many of the points, one a row, are in it."""
        x, y = points.T
        across = (self.left < x) & (x < self.right)
        return int(np.count_nonzero(across & (self.top < y) & (y < self.bottom)))


def _number_places(ways: Sequence[Sequence[Point]], unit: float) -> list[Point]:
    """Return where each stroke's number stands: the middle of its base line. `unit` is the size of a pixel."""
    placed: list[_Rectangle] = []
    lines = np.array([point for way in ways for point in _along(way)])
    starts = np.array([way[0] for way in ways])
    height = _FIGURE_HEIGHT * _FONT * unit
    for i, way in enumerate(ways, start=1):
        width = _FIGURE_WIDTH * _FONT * unit * len(str(i))
        best, least = way[0], math.inf
        for middle in _candidates(way, width, height):
            far = math.dist(way[0], middle)
            if far >= least:  # no place costs less than it is far
                continue
            box = _around(middle, width, height)
            # Dear is another number, too close to be read apart; then a dot, or one that is nearer than the
            # number's own; then a line.
            cost = far + 40 * sum(box.grown(2 * unit).overlap(other) for other in placed)
            cost += 60 * box.grown(_DOT * unit).n_held(starts) + 5 * box.n_held(lines)
            cost += 25 * int((np.hypot(*(starts - middle).T) < far - 0.01).sum())
            if cost < least:
                best, least = middle, cost
        placed.append(_around(best, width, height))
    return [((box.left + box.right) / 2, box.bottom) for box in placed]


def _candidates(way: Sequence[Point], width: float, height: float) -> Iterator[Point]:
    """Yield middles for a number around a stroke's start, those behind the pen first, all in the picture."""
    (x, y), (next_x, next_y) = way[0], way[min(1, len(way) - 1)]
    behind = math.atan2(y - next_y, x - next_x)
    low, high = -_MARGIN, _SIDE + _MARGIN
    for distance in range(12, 64, 5):
        for turn in range(16):
            angle = behind + (turn + 1) // 2 * (-1) ** turn * math.pi / 8
            middle = x + distance * math.cos(angle), y + distance * math.sin(angle)
            yield (
                min(max(middle[0], low + width / 2), high - width / 2),
                min(max(middle[1], low + height / 2), high - height / 2),
            )


def _around(middle: Point, width: float, height: float) -> _Rectangle:
    x, y = middle
    return _Rectangle(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _along(way: Sequence[Point]) -> Iterator[Point]:
    """Yield points of a line, about five units apart."""
    for (a, b), (x, y) in itertools.pairwise(way):
        n_steps = max(1, round(math.dist((a, b), (x, y)) / 5))
        for step in range(n_steps):
            yield a + (x - a) * step / n_steps, b + (y - b) * step / n_steps
