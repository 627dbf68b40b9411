"""What is wrong with a card template or style sheet, before Anki or a student finds it."""

import difflib
import re
from collections.abc import Collection

from shengci.card_templates.markup import Piece, Tag, TemplateFile, shows
from shengci.errors import TemplateError
from shengci.notetype import FIELDS, FLAG_OF

SPECIAL_FIELDS = frozenset({"Card", "CardFlag", "CardID", "Deck", "Subdeck", "Tags", "Type"})
"""What Anki can show beside the fields of a note, on either side."""

_FILTERS = frozenset({"furigana", "hint", "kana", "kanji", "nc", "text", "tts", "type"})
_FLAGS = frozenset(FLAG_OF.values())
_SURE = frozenset({"Word", "Meaning"})  # no note is without them
_FILLED = frozenset(FIELDS) - _FLAGS - {"MyNotes", "Spare1", "Spare2"}  # by us, as far as it goes
_FRONT_SIDE = "FrontSide"
_CSS = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'|/\*|[{}]", re.DOTALL)


def check_names(pieces: Collection[Piece], parts: Collection[str]) -> None:
    """See that every field, filter and part that is named exists.

    Raises:
        TemplateError: one does not.
    """
    for tag in pieces:
        if isinstance(tag, str):
            continue
        if tag.kind == "part":
            if tag.name not in parts:
                raise _unknown(tag, "part", tag.name, parts, f"part-{tag.name}.html is not there")
            continue
        known = SPECIAL_FIELDS.union(FIELDS)
        if tag.kind == "field":
            known |= {_FRONT_SIDE}
        if tag.name not in known:
            cure = "README.md of shengci templates copy lists them"
            raise _unknown(tag, "field", tag.name, known, cure)
        for each in tag.filters:
            _check_filter(tag, each)


def _check_filter(tag: Tag, name: str) -> None:
    kind, _, rest = name.partition(" ")
    if kind in ("cloze", "cloze-only"):
        raise TemplateError(
            f"{tag.place}: {tag.text}: this note type has no Anki clozes: show {{{{ClozeSentence}}}}"
        )
    if kind not in _FILTERS or (rest and kind != "tts"):
        raise _unknown(tag, "filter", name, _FILTERS, f"Anki has {', '.join(sorted(_FILTERS))}")
    if kind == "tts" and not rest.strip():
        raise TemplateError(
            f"{tag.place}: {tag.text} names no language: write {{{{tts zh_CN:{tag.name}}}}}"
        )


def _unknown(
    tag: Tag, kind: str, name: str, known: Collection[str], otherwise: str
) -> TemplateError:
    # {{word}} is nearer to Word than difflib finds.
    near = [each for each in sorted(known) if each.lower() == name.strip().lower()]
    near = near or difflib.get_close_matches(name, sorted(known), 1)
    cure = f"did you mean {near[0]}?" if near else otherwise
    return TemplateError(f"{tag.place}: {tag.text}: there is no {kind} “{name}”: {cure}")


def check_front(template: str, file: TemplateFile, pieces: Collection[Piece]) -> None:
    """See that a front shows something where its card is wanted, and nothing where it is not.

    Anki makes a card wherever the front is not blank. A front for the template "Cloze" is wanted
    where the field ClozeCard is filled, one for "Recognition" everywhere.

    Raises:
        TemplateError: the front would be blank, or make a card of every note.
    """
    for tag in pieces:
        if isinstance(tag, Tag) and tag.name == _FRONT_SIDE:
            raise TemplateError(f"{tag.place}: {tag.text} is for backs: take it off the front")
    flag = FLAG_OF.get(template)
    if flag is None:
        if not shows(pieces, _SURE | SPECIAL_FIELDS, _SURE):
            raise TemplateError(
                f"{file.path}: the front would be blank on a note without a sentence: show {{{{Word}}}} "
                "outside of every condition"
            )
        return
    if not shows(pieces, _FILLED | SPECIAL_FIELDS | {flag}, _FILLED):
        raise TemplateError(
            f"{file.path}: the front would be blank where {flag} is filled: show a field inside "
            f"{{{{#{flag}}}}}…{{{{/{flag}}}}}"
        )
    if shows(pieces, SPECIAL_FIELDS.union(FIELDS) - {flag}):
        raise TemplateError(
            f"{file.path}: the front would make a card of every note: put all of it inside "
            f"{{{{#{flag}}}}}…{{{{/{flag}}}}}"
        )


def check_back(template: str, file: TemplateFile, pieces: Collection[Piece]) -> None:
    """See that a back shows something of the note.

    Raises:
        TemplateError: it would be blank.
    """
    filled = _FILLED | SPECIAL_FIELDS | {FLAG_OF.get(template, "Word")}
    if not shows(pieces, filled, _FILLED | {_FRONT_SIDE}):
        raise TemplateError(
            f"{file.path}: the back of {template} would be blank: show {{{{Word}}}} and {{{{Meaning}}}}"
        )


def check_css(file: TemplateFile) -> None:
    """See that the comments and blocks of a style sheet are closed.

    Raises:
        TemplateError: the rest of the sheet would be lost, or that of the next.
    """
    opened: list[int] = []
    for match in _CSS.finditer(file.text):
        line = file.text.count("\n", 0, match.start()) + 1
        if match[0] == "/*":
            raise TemplateError(f"{file.path}:{line}: the comment is not closed: write */")
        if match[0] == "{":
            opened.append(line)
        elif match[0] == "}":
            if not opened:
                raise TemplateError(f"{file.path}:{line}: }} closes nothing: take it out")
            opened.pop()
    if opened:
        raise TemplateError(f"{file.path}:{opened[-1]}: the block is not closed: write }}")
