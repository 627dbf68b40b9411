"""The word table: every word of a class deck, filtered, sorted and edited in the browser."""

from collections.abc import Iterable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shengci.classes.files import ClassDeck
from shengci.decks.rows import Row
from shengci.lexicon import hsk
from shengci.notetype import CARD_TEMPLATES
from shengci.text import clean, fold
from shengci.web.asking import Unclear, body_of, page, site_of, text_in
from shengci.web.rows import COLUMN_OF, Edit, edited, key_of, shown

_MOST_EDITS = 10_000


def show(request: Request) -> Response:
    """Show the page of the word table; its script asks for the words."""
    store, name = site_of(request).store, request.path_params["deck"]
    deck = store.deck(name)
    return page(
        request,
        "words.html",
        name=name,
        title=deck.recipe.title,
        standard=deck.recipe.standard,
        lessons=list(enumerate((lesson.title for lesson in deck.recipe.lessons), 1)),
        levels=[hsk.label(level) for level in range(1, 8)],
        cards=CARD_TEMPLATES,
    )


def read(request: Request) -> Response:
    """Answer with all words of a class deck."""
    deck = site_of(request).store.deck(request.path_params["deck"])
    return _answer(deck, deck.rows)


def stamp(request: Request) -> Response:
    """Answer with what changes when the deck's files do, so that a page notices other writers."""
    return JSONResponse({"stamp": site_of(request).store.deck(request.path_params["deck"]).stamp})


async def edit(request: Request) -> Response:
    """Edit some words, and answer with them as they are then."""
    body = await body_of(request)
    edits = body.get("edits")
    if not isinstance(edits, list) or not 0 < len(edits) <= _MOST_EDITS:
        raise Unclear(f"the request must bring 1 to {_MOST_EDITS} edits: choose fewer words")
    wanted = [_edit_in(each) for each in edits]
    store, name = site_of(request).store, request.path_params["deck"]
    deck = await run_in_threadpool(store.change, name, lambda deck: edited(deck, wanted))
    keys = {each.key for each in wanted}
    return _answer(deck, (row for row in deck.rows if key_of(row) in keys))


async def restore(request: Request) -> Response:
    """Take back a teacher's edit of one cell, and answer with the word as it is then."""
    body = await body_of(request)
    key, column = text_in(body, "guid"), COLUMN_OF.get(text_in(body, "column"))
    if column is None:
        raise Unclear("the request names no column that is generated: load the page again")
    maker, name = site_of(request).maker, request.path_params["deck"]
    deck = await run_in_threadpool(maker.restore, name, key, column)
    return _answer(deck, (row for row in deck.rows if row.guid == key))


def _edit_in(body: object) -> Edit:
    if not isinstance(body, dict):
        raise Unclear("the request holds what is no edit: load the page again")
    value = body.get("value")
    if isinstance(value, str):
        value = fold(clean(text_in(body, "value")))
    if not isinstance(value, str | bool | int):
        raise Unclear("the request has no value for a cell: load the page again")
    return Edit(text_in(body, "guid"), text_in(body, "column"), value)


def _answer(deck: ClassDeck, rows: Iterable[Row]) -> Response:
    standard = deck.recipe.standard
    return JSONResponse({"stamp": deck.stamp, "rows": [shown(row, standard) for row in rows]})
