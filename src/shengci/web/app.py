"""The addresses of the teacher's page, and what answers at each."""

import asyncio
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shengci import assets
from shengci.errors import ShengciError
from shengci.web import cards, decks, lessons, pairs, words
from shengci.web.asking import Site, on_problem, page
from shengci.web.guard import EntrancePage, TooLarge, on_too_large
from shengci.web.jobs import OUR_MISTAKE, Jobs
from shengci.web.making import Maker
from shengci.web.places import NotHere
from shengci.web.store import Store

_UPLOADS_AT_ONCE = 4  # articles of 10 MB that are held in memory
_MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript"}

_ROUTES = (
    ("GET", "/", decks.start),
    ("POST", "/api/decks", decks.create),
    ("GET", "/decks/{deck}", decks.show),
    ("POST", "/api/decks/{deck}/articles", decks.paste),
    ("POST", "/upload/{deck}", decks.upload),
    ("POST", "/api/decks/{deck}/refresh", decks.refresh),
    ("POST", "/api/decks/{deck}/build", decks.build),
    ("POST", "/api/decks/{deck}/lessons", lessons.change),
    ("GET", "/api/jobs/{job}", decks.job),
    ("POST", "/api/jobs/{job}/cancel", decks.cancel),
    ("GET", "/decks/{deck}/report", decks.report),
    ("GET", "/decks/{deck}/package", decks.package),
    ("GET", "/decks/{deck}/table", decks.table),
    ("GET", "/decks/{deck}/handouts/{lesson:int}", decks.handout),
    ("GET", "/decks/{deck}/pairs", pairs.show),
    ("GET", "/api/decks/{deck}/pairs", pairs.read),
    ("POST", "/api/decks/{deck}/pairs", pairs.mend),
    ("GET", "/decks/{deck}/words", words.show),
    ("GET", "/api/decks/{deck}/words", words.read),
    ("GET", "/api/decks/{deck}/stamp", words.stamp),
    ("POST", "/api/decks/{deck}/words", words.edit),
    ("POST", "/api/decks/{deck}/words/restore", words.restore),
    ("GET", "/decks/{deck}/card", cards.show),
)


def make_app(folder: Path) -> Starlette:
    """Return the application for the class decks of a folder, without the guard at its door."""
    app = Starlette(
        routes=[
            *(Route(path, do, methods=[method]) for method, path, do in _ROUTES),
            Route("/static/{name}", _static, methods=["GET"]),
        ],
        exception_handlers={
            ShengciError: on_problem,
            HTTPException: _on_http,
            TooLarge: on_too_large,
            Exception: _on_mistake,
        },
    )
    store = Store(folder)
    app.state.site = Site(store, Maker(store), Jobs(), asyncio.Semaphore(_UPLOADS_AT_ONCE))
    return app


def entrance(*, asks_password: bool) -> EntrancePage:
    """Return what makes the page for those who are not let in."""

    def show(request: Request, problem: str, status: int) -> Response:
        answer = page(request, "enter.html", problem=problem, asks_password=asks_password)
        answer.status_code = status
        return answer

    return show


def entered(request: Request, token: str) -> Response:
    """Return the page for those who were just let in, the only one that holds the token."""
    return page(request, "entered.html", token=token)


def _static(request: Request) -> Response:
    """Answer with a style sheet or script of ours: one of those that are there, by its very name."""
    for file in assets.template_dir("web").iterdir():
        if file.name == request.path_params["name"] and file.suffix in _MEDIA_TYPES:
            return Response(file.read_bytes(), media_type=_MEDIA_TYPES[file.suffix])
    raise NotHere("there is no such file")


async def _on_mistake(request: Request, error: Exception) -> Response:
    """Answer to what went wrong by a mistake of ours; Starlette raises it again, and the door shows it."""
    answer = await on_problem(request, ShengciError(OUR_MISTAKE))
    answer.status_code = 500
    return answer


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = await on_problem(request, NotHere("there is nothing at this address"))
    answer.status_code = error.status_code
    return answer
