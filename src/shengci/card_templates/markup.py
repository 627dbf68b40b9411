"""The marks Anki reads in a card template, {{…}}, and what a side shows of a note's fields.

A template file is a tuple of pieces: text as it is, and tags. Anki's own rules, seen in anki 26.9.3:
HTML comments are text; `{{a:b:Field}}` sends a field through the filters b and then a; white space
around a name and a third brace before it don't count. `{{> name}}` is ours: another file's text.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from shengci.errors import TemplateError

_PIECES = re.compile(r"<!--.*?-->|\{\{(?P<inside>.*?)\}\}|(?P<open>\{\{)", re.DOTALL)
_KINDS: dict[str, "Kind"] = {"#": "if", "^": "unless", "/": "end", ">": "part"}

Kind = Literal["field", "if", "unless", "end", "part"]


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """One file of the cards: where it lies, and its text with "\\n" at line ends."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Tag:
    """One {{…}}: what it does, the field or part it names, its filters as written, and its place."""

    kind: Kind
    name: str
    filters: tuple[str, ...]
    text: str  # as written, braces included
    place: str  # "folder/back.html:3"


Piece = str | Tag


def parse(file: TemplateFile) -> tuple[Piece, ...]:
    """Return a file's pieces, in order; their texts join back to the file's, but for space at its end.

    Raises:
        TemplateError: a {{ without its }}, or conditions that are not closed in order.
    """
    pieces = tuple(_pieces(file))
    _check_nesting(piece for piece in pieces if isinstance(piece, Tag))
    return pieces


def _pieces(file: TemplateFile) -> Iterator[Piece]:
    text, at = file.text.rstrip(), 0
    for match in _PIECES.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        place = f"{file.path}:{line}"
        if match["open"]:
            raise TemplateError(f"{place}: {{{{ is not closed: write }}}} behind the name")
        if match["inside"] is None:  # a comment
            continue
        if at < match.start():
            yield text[at : match.start()]
        yield _tag(match[0], match["inside"], place)
        at = match.end()
    if at < len(text):
        yield text[at:]


def _tag(text: str, inside: str, place: str) -> Tag:
    content = inside.lstrip("{").strip()
    kind = _KINDS.get(content[:1], "field")
    if kind != "field":
        return Tag(kind, content[1:].strip(), (), text, place)
    *filters, name = content.split(":")
    return Tag(kind, name, tuple(filters), text, place)


def _check_nesting(tags: Iterable[Tag]) -> None:
    opened: list[Tag] = []
    for tag in tags:
        if tag.kind in ("if", "unless"):
            opened.append(tag)
        elif tag.kind == "end":
            if not opened:
                raise TemplateError(
                    f"{tag.place}: {tag.text} closes nothing: take it out, or open it with "
                    f"{{{{#{tag.name}}}}} in this file"
                )
            last = opened.pop()
            if last.name != tag.name:
                line = last.place.rpartition(":")[2]
                raise TemplateError(
                    f"{tag.place}: {tag.text} comes before {{{{/{last.name}}}}} of line {line}: "
                    "close conditions in reverse order"
                )
    if opened:
        last = opened[-1]
        raise TemplateError(
            f"{last.place}: {last.text} is not closed: write {{{{/{last.name}}}}} where it ends"
        )


def shows(
    pieces: Iterable[Piece], filled: Collection[str], counted: Collection[str] | None = None
) -> bool:
    """Return whether a side puts out a field of a note that has just the `filled` ones.

    `counted` are the fields that make a side more than blank, by default the filled ones.
    """
    open_now = [True]
    for piece in pieces:
        if isinstance(piece, str):
            continue
        if piece.kind == "if":
            open_now.append(open_now[-1] and piece.name in filled)
        elif piece.kind == "unless":
            open_now.append(open_now[-1] and piece.name not in filled)
        elif piece.kind == "end":
            open_now.pop()
        elif open_now[-1] and piece.name in (filled if counted is None else counted):
            return True
    return False
