"""What a request says, read and checked; and what it is answered with when it says nothing that makes sense."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from shengci import pages
from shengci.errors import ShengciError
from shengci.web.jobs import Busy, Jobs
from shengci.web.making import Maker
from shengci.web.places import NotHere
from shengci.web.store import Changed, Store


class Unclear(ShengciError):  # noqa: N818 - says what the request is
    """A request does not say what it must."""


@dataclass(frozen=True, slots=True)
class Site:
    """What all handlers share: the decks of the folder, what is made of them, and the long work on that."""

    store: Store
    maker: Maker
    jobs: Jobs
    uploads: asyncio.Semaphore


def site_of(request: Request) -> Site:
    """Return the site a request came to."""
    site: Site = request.app.state.site
    return site


async def body_of(request: Request) -> Mapping[str, Any]:
    """Return the JSON object that a request brings.

    Raises:
        Unclear: it brings none.
    """
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise Unclear("the request is no JSON: load the page again") from error
    if not isinstance(body, dict):
        raise Unclear("the request is no JSON object: load the page again")
    return body


def text_in(body: Mapping[str, Any], name: str) -> str:
    """Return a text that a request must bring, without what no text can hold."""
    value = body.get(name)
    if not isinstance(value, str):
        raise Unclear(f"the request has no text {name}: load the page again")
    return value.encode("utf-8", "replace").decode()


def number_in(body: Mapping[str, Any], name: str) -> int:
    """Return a whole number that a request must bring."""
    value = body.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unclear(f"the request has no number {name}: load the page again")
    return value


def page(request: Request, template: str, **values: object) -> Response:
    """Return the answer that is a page of `templates/web/`."""
    return HTMLResponse(pages.render(template, "web", **values))


async def on_problem(request: Request, error: Exception) -> Response:
    """Return the answer to a request that can't be done: a page for people, JSON for our script."""
    problem = str(error)
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
    if "text/html" in request.headers.get("accept", ""):
        answer = page(request, "problem.html", problem=problem)
        answer.status_code = status
        return answer
    return JSONResponse({"problem": problem}, status)


_STATUS: dict[type[Exception], int] = {NotHere: 404, Changed: 409, Busy: 503}
