"""The lessons of a class deck: renamed, moved, and taken out."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from shengci.classes import changing
from shengci.classes.files import ClassDeck
from shengci.text import clean, fold
from shengci.web.asking import Unclear, body_of, number_in, site_of, text_in
from shengci.web.decks import put
from shengci.web.making import lessons_stamp
from shengci.web.store import Changed

_LONGEST_TITLE = 120  # of an article too, whose title a lesson gets

Rearrange = Callable[[ClassDeck], ClassDeck]


async def change(request: Request) -> Response:
    """Rename, move or take out a lesson, or take out an article, as work that can be watched."""
    body = await body_of(request)
    rearrange = _rearrange_of(body)
    site, name, seen = site_of(request), request.path_params["deck"], text_in(body, "seen")
    deck = await run_in_threadpool(site.store.deck, name)
    if lessons_stamp(deck) != seen:
        raise Changed("the lessons were changed in another window: load the page again")
    rearrange(deck)  # that it can be done, before anything waits
    return await put(request, partial(site.maker.rearrange, name, seen, rearrange))


def _rearrange_of(body: Mapping[str, Any]) -> Rearrange:
    what, number = text_in(body, "what"), number_in(body, "lesson")
    if what == "rename":
        title = fold(clean(text_in(body, "title")))
        if not 0 < len(title) <= _LONGEST_TITLE:
            raise Unclear(f"a lesson needs a title of 1 to {_LONGEST_TITLE} characters")
        return lambda deck: changing.renamed(deck, number, title)
    if what == "move":
        to = number_in(body, "to")
        return lambda deck: changing.moved(deck, number, to)
    if what == "remove":
        return lambda deck: changing.without(deck, lesson=number)
    if what == "remove article":
        article = text_in(body, "article")
        return lambda deck: changing.without(deck, [article])
    raise Unclear("the request names no change of lessons there is: load the page again")
