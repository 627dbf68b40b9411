"""The preview: a card of one word, as Anki shows it, in a frame in which nothing can run."""

import html

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from shengci import card_templates, pages
from shengci.card_templates.rendering import RenderedCard, render_card
from shengci.errors import ShengciError
from shengci.notetype import CARD_TEMPLATES, FIELDS, FLAG_OF
from shengci.web.asking import Unclear, site_of
from shengci.web.guard import FRAMED_POLICY


def show(request: Request) -> Response:
    """Show one side of one card of a word, by day or by night; what keeps it from being made, in its place."""
    asked = request.query_params
    template, side = asked.get("card", "Recognition"), asked.get("side", "front")
    if template not in CARD_TEMPLATES or side not in ("front", "back"):
        raise Unclear("there is no such card: load the page again")
    night = asked.get("night") == "1"
    try:
        card = _card(request, template)
    except ShengciError as error:
        problem = html.escape(str(error))
        return _framed(problem, "body { font: 1rem/1.5 sans-serif }", 0, night=night, status=404)
    body = card.front if side == "front" else card.back
    return _framed(body, card.css, card.ordinal + 1, night=night)


def _card(request: Request, template: str) -> RenderedCard:
    site, name = site_of(request), request.path_params["deck"]
    note = site.maker.note(name, request.query_params.get("guid", ""))
    recipe = site.store.deck(name).recipe
    folder = site.store.folder / recipe.templates if recipe.templates else None
    look = card_templates.load(folder, tones=recipe.tones, reading=recipe.reading)
    fields = dict(zip(FIELDS, note.fields, strict=True))
    if template in FLAG_OF:  # every card can be looked at, those the deck does not make too
        fields[FLAG_OF[template]] = "1"
    card = render_card(look, template, fields)
    assert card is not None
    return card


def _framed(body: str, css: str, ordinal: int, *, night: bool, status: int = 200) -> Response:
    text = pages.render("card.html", "web", body=body, css=css, ordinal=ordinal, night=night)
    return HTMLResponse(text, status, headers={"content-security-policy": FRAMED_POLICY})
