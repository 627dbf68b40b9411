"""The pages we render ourselves, from `templates/pages/` and `templates/web/`: the only module that knows Jinja2.

A page of `pages/` is one HTML file that needs nothing beside it. It extends `page.html`, the shell, which holds its
style sheets, allows neither script nor network, and escapes all text it is given. A template that asks
for a value it was not given fails instead of printing nothing.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from shengci import assets
from shengci.errors import TemplateError
from shengci.lexicon.credits import CREDITS
from shengci.records import Span, Token

if TYPE_CHECKING:
    from jinja2 import Environment

_CLOSING = re.compile("[，。、；：？！…”’」』）》〉】%℃,.;:?!)]*")
_OPENING = re.compile("[“‘「『（《〈【(]*$")


def render(name: str, folder: str = "pages", /, **values: object) -> str:
    """Return the page that a template of `templates/pages/`, or another folder there, makes of the values.

    The same values give the same page, byte for byte.

    Raises:
        TemplateError: the template is missing or damaged.
    """
    import jinja2

    try:
        template = _environment(folder).get_template(name)
    except (jinja2.TemplateNotFound, jinja2.TemplateSyntaxError) as error:
        raise TemplateError(
            f"templates/{folder}/{name}: can't be used ({error}): reinstall shengci"
        ) from error
    return template.render(credits=CREDITS, **values)


@cache
def _environment(folder: str) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(assets.template_dir(folder), encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def language_tag(*, traditional: bool) -> str:
    """Return the `lang` of Chinese in a script, which chooses its fonts."""
    return "zh-Hant" if traditional else "zh-Hans"


def marked(
    text: str, pieces: Sequence[Span | Token], shown: Span | None = None
) -> tuple[tuple[str, bool], ...]:
    """Return what is shown of a text (None: all) in runs, each with whether it is one of the pieces.

    >>> marked("喝了汤。", [Span(2, 3)])
    (('喝了', False), ('汤', True), ('。', False))
    """
    at, stop = (shown.start, shown.end) if shown else (0, len(text))
    runs = []
    for piece in sorted(pieces, key=lambda piece: piece.start):
        runs += [(text[at : piece.start], False), (text[piece.start : piece.end], True)]
        at = piece.end
    runs.append((text[at:stop], False))
    return tuple(run for run in runs if run[0])


def split_closing(text: str) -> tuple[str, str]:
    """Return the punctuation that begins a text and may not begin a line, and the rest.

    >>> split_closing("。”他说。")
    ('。”', '他说。')
    """
    match = _CLOSING.match(text)
    end = match.end() if match else 0
    return text[:end], text[end:]


def split_opening(text: str) -> tuple[str, str]:
    """Return a text and the punctuation at its end that may not end a line.

    >>> split_opening("他说：“")
    ('他说：', '“')
    """
    match = _OPENING.search(text)
    start = match.start() if match else len(text)
    return text[:start], text[start:]
