"""What a card shows of a note, as Anki renders it, for a preview where there is no Anki.

Anki's own rules, seen in anki 26.9.3: a field that holds nothing but white space, `<br>` and `<div>`
is empty; a condition asks for that; what a template names is put in as it is stored. Speech
(`{{tts …}}` and sounds) is left out: a preview is silent. `tests/test_card_rendering.py` compares with Anki.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shengci.card_templates import CardTemplates
from shengci.card_templates.markup import Tag, TemplateFile, parse
from shengci.notetype import CARD_TEMPLATES, FLAG_OF

_EMPTY = re.compile(r"(?:\s|</?(?:br|div) ?/?>)*")
_SOUND = re.compile(r"\[sound:[^\]]*\]|\[anki:play:[qa]:\d+\]")
_MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class RenderedCard:
    """The two sides of a card as HTML, and the CSS of both."""

    front: str
    back: str
    css: str
    ordinal: int  # of the card template, from 0


def render_card(
    templates: CardTemplates, template: str, fields: Mapping[str, str]
) -> RenderedCard | None:
    """Return the card that a template ("Recognition", …) makes of a note, None if it makes none.

    `fields` are those of the note by name, as they are stored: HTML.
    """
    flag = FLAG_OF.get(template)
    if flag is not None and is_empty(fields.get(flag, "")):
        return None
    ordinal = CARD_TEMPLATES.index(template)
    front = render_side(templates.fronts[ordinal], fields)
    answers = {**fields, "FrontSide": front}
    return RenderedCard(
        front, render_side(templates.backs[ordinal], answers), templates.css, ordinal
    )


def render_side(template: str, fields: Mapping[str, str]) -> str:
    """Return one side of a card: the template with fields in the place of their names.

    A field that is not given is empty. To type an answer there is an empty box.
    """
    shown, out = [True], []
    for piece in parse(TemplateFile(Path("card"), template)):
        if isinstance(piece, str):
            if shown[-1]:
                out.append(piece)
        elif piece.kind == "if":
            shown.append(shown[-1] and not is_empty(fields.get(piece.name, "")))
        elif piece.kind == "unless":
            shown.append(shown[-1] and is_empty(fields.get(piece.name, "")))
        elif piece.kind == "end":
            shown.pop()
        elif shown[-1]:
            out.append(_put_in(piece, fields))
    return "".join(out)


def is_empty(field: str) -> bool:
    """Return whether Anki takes a field for empty.

    >>> is_empty(" <br>"), is_empty("&nbsp;")
    (True, False)
    """
    return _EMPTY.fullmatch(field) is not None


def _put_in(tag: Tag, fields: Mapping[str, str]) -> str:
    kinds = {name.partition(" ")[0] for name in tag.filters}
    if "tts" in kinds:
        return ""
    if "type" in kinds:
        return '<input type="text" id="typeans" aria-label="Your answer">'
    value = _SOUND.sub("", fields.get(tag.name, ""))
    if "text" in kinds:
        value = html.unescape(_MARKUP.sub("", value))
    return value
