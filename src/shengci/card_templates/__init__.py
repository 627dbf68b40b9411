"""The look of the cards: our templates with the user's own in their place, checked and put together.

Every file stands for itself: `style.css`, the sides (`cloze-front.html`, `back.html`), and the parts
they are made of (`part-word.html`, taken in by `{{> word}}`). A folder of the user's holds those that
shall be others. Nothing of ours that Anki can't read, such as `{{> word}}`, leaves this room.
"""

import difflib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from shengci import text
from shengci.assets import template_dir
from shengci.card_templates.checks import check_back, check_css, check_front, check_names
from shengci.card_templates.markup import Piece, TemplateFile, parse
from shengci.errors import TemplateError
from shengci.notetype import CARD_TEMPLATES
from shengci.records import Reading, ToneColours

_README = "README.md"
_OWN_CSS = "own.css"  # the user's rules, after ours; we ship none
_PART = re.compile(r"part-([\w-]+)\.html")


@dataclass(frozen=True, slots=True)
class CardTemplates:
    """What Anki is given: the two sides of each card template, in the note type's order, and the CSS."""

    fronts: tuple[str, ...]
    backs: tuple[str, ...]
    css: str


def load(
    overrides: Path | None = None, *, tones: ToneColours = "pleco", reading: Reading = "pinyin"
) -> CardTemplates:
    """Return our templates, with the files of the folder `overrides` in the place of ours.

    Raises:
        TemplateError: the folder can't be read, holds no template or a file of another name, or a
            template would not work: an unknown field or filter, a condition that is not closed, a
            front that is blank or makes a card of every note.
    """
    theirs = {} if overrides is None else _read_theirs(overrides)
    files = _read_ours() | theirs
    parsed = {name: parse(file) for name, file in files.items() if name.endswith(".html")}
    parts = {match[1]: parsed[name] for name in parsed if (match := _PART.fullmatch(name))}
    for pieces in parsed.values():
        check_names(pieces, parts)
    _check_all_used(theirs, parsed)
    fronts = {name: f"{name.lower()}-front.html" for name in CARD_TEMPLATES}
    backs = {name: _back_of(name, files) for name in CARD_TEMPLATES}
    sides = {
        name: tuple(_put_together(parsed[name], parts))
        for name in {*fronts.values(), *backs.values()}
    }
    for name in CARD_TEMPLATES:
        check_front(name, files[fronts[name]], sides[fronts[name]])
        check_back(name, files[backs[name]], sides[backs[name]])
    return CardTemplates(
        tuple(_text(sides[name]) for name in fronts.values()),
        tuple(_text(sides[name]) for name in backs.values()),
        _css(files, f"tones-{tones}.css", f"reading-{reading}.css"),
    )


def copy(folder: Path) -> tuple[Path, ...]:
    """Write our templates and a README on them into a folder; return the files that were not there.

    Raises:
        TemplateError: a file of that name says something else (then none is written), or the folder
            can't be written.
    """
    ours = {name: file.text for name, file in _read_ours().items()}
    ours[_README] = _read(template_dir("cards") / _README).text
    new = {folder / name: text for name, text in sorted(ours.items())}
    try:
        for path, text in list(new.items()):
            if path.is_dir() or (path.exists() and _read(path).text != text):
                raise TemplateError(
                    f"{path}: is there already, and not as ours: move it away or name another folder"
                )
            if path.exists():
                del new[path]
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in new.items():
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise TemplateError(
            f"{folder}: can't be written ({error.strerror}): name another folder"
        ) from error
    return tuple(new)


def replaced(folder: Path) -> tuple[str, ...]:
    """Return the names of the files in a user's folder that are not as ours, in order.

    Raises:
        TemplateError: the folder can't be read, or holds no template or a file of another name.
    """
    ours, theirs = _read_ours(), _read_theirs(folder)
    return tuple(
        name for name, file in theirs.items() if name not in ours or ours[name].text != file.text
    )


# --- Files ---------------------------------------------------------------------------------------


def _read_ours() -> dict[str, TemplateFile]:
    folder = template_dir("cards")
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".html", ".css"))
    return {path.name: _read(path) for path in paths}


def _read_theirs(folder: Path) -> dict[str, TemplateFile]:
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise TemplateError(
            f"{folder}: can't be read ({error.strerror}): name a folder of card templates, or make "
            "one with shengci templates copy"
        ) from error
    known = {*_read_ours(), _OWN_CSS, *(f"{name.lower()}-back.html" for name in CARD_TEMPLATES)}
    paths = [path for path in paths if path.name != _README]
    for path in paths:
        if path.name not in known and not _PART.fullmatch(path.name):
            near = difflib.get_close_matches(path.name, sorted(known), 1)
            cure = f"did you mean {near[0]}?" if near else "take it out of the folder"
            raise TemplateError(f"{path}: no card template has this name: {cure}")
    if not paths:
        raise TemplateError(
            f"{folder}: no card template is in it: fill it with shengci templates copy"
        )
    return {path.name: _read(path) for path in paths}


def _read(path: Path) -> TemplateFile:
    try:
        data = path.read_bytes()
        content = data.decode("utf-8-sig")
    except OSError as error:
        raise TemplateError(
            f"{path}: can't be read ({error.strerror}): allow reading it"
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TemplateError(f"{path}:{line}: not UTF-8: save the file as UTF-8") from error
    return TemplateFile(path, text.with_line_feeds(content))


def _back_of(template: str, files: Mapping[str, TemplateFile]) -> str:
    own = f"{template.lower()}-back.html"
    return own if own in files else "back.html"


# --- Putting together ----------------------------------------------------------------------------


def _put_together(
    pieces: Collection[Piece],
    parts: Mapping[str, Collection[Piece]],
    inside: tuple[str, ...] = (),
) -> Iterator[Piece]:
    """Yield the pieces with those of a part in the place of each {{> part}}."""
    for piece in pieces:
        if isinstance(piece, str) or piece.kind != "part":
            yield piece
        elif piece.name in inside:
            raise TemplateError(
                f"{piece.place}: {piece.text}: part-{piece.name}.html would hold itself: take it out"
            )
        else:
            yield from _put_together(parts[piece.name], parts, (*inside, piece.name))


def _text(pieces: Collection[Piece]) -> str:
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces) + "\n"


def _css(files: Mapping[str, TemplateFile], *choices: str) -> str:
    names = ["style.css", *choices, *([_OWN_CSS] if _OWN_CSS in files else [])]
    for name in names:
        check_css(files[name])
    return "\n".join(files[name].text for name in names)


def _check_all_used(
    theirs: Mapping[str, TemplateFile], parsed: Mapping[str, Collection[Piece]]
) -> None:
    """See that every part of the user's is part of something: a misspelt one would do nothing."""
    named = {
        piece.name
        for pieces in parsed.values()
        for piece in pieces
        if not isinstance(piece, str) and piece.kind == "part"
    }
    for name, file in theirs.items():
        match = _PART.fullmatch(name)
        if match and match[1] not in named:
            near = difflib.get_close_matches(match[1], sorted(named), 1)
            cure = f"did you mean part-{near[0]}.html?" if near else "no template has"
            raise TemplateError(
                f"{file.path}: no template takes it in: "
                + (cure if near else f"write {{{{> {match[1]}}}}} in one, or take it away")
            )
