"""Class decks and their articles: the start page, new decks, articles that come in, and the work on them."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from shengci.classes.files import ClassDeck
from shengci.pipeline import Progress
from shengci.text import clean, fold
from shengci.web.asking import Site, Unclear, body_of, page, site_of, text_in
from shengci.web.guard import FRAMED_POLICY
from shengci.web.jobs import Job, Work
from shengci.web.making import lessons_stamp
from shengci.web.places import NotHere, inside
from shengci.web.store import Store

_LONGEST_TITLE = 60
_MARKDOWN = ("# ", "## ", "### ")


def start(request: Request) -> Response:
    """Show the class decks of the folder."""
    store = site_of(request).store
    return page(request, "start.html", decks=store.decks(), folder=store.folder.name)


async def create(request: Request) -> Response:
    """Make a new class deck."""
    title = fold(clean(text_in(await body_of(request), "title")))
    if not 0 < len(title) <= _LONGEST_TITLE:
        raise Unclear(f"a class deck needs a title of 1 to {_LONGEST_TITLE} characters")
    name = await run_in_threadpool(site_of(request).store.create, title)
    return JSONResponse({"name": name}, 201)


def show(request: Request) -> Response:
    """Show one class deck: its lessons, where an article comes in, and what was made of it."""
    store, name = site_of(request).store, request.path_params["deck"]
    deck = store.deck(name)
    kept = Counter(row.number for row in deck.rows if row.is_kept)
    words = Counter(row.number for row in deck.rows)
    lessons = [
        {
            "number": number,
            "title": lesson.title or lesson.articles[0].file,
            "articles": [
                {"file": article.file, "name": article.file.rpartition("/")[2]}
                for article in lesson.articles
            ],
            "kept": kept[number],
            "words": words[number],
            "handout": _is_there(store, deck, number),
        }
        for number, lesson in enumerate(deck.recipe.lessons, 1)
    ]
    return page(
        request,
        "deck.html",
        name=name,
        title=deck.recipe.title,
        lessons=lessons,
        seen=lessons_stamp(deck),
        package=_is_there(store, deck, 0),
        to_review=sum(bool(row.review) for row in deck.rows),
    )


async def paste(request: Request) -> Response:
    """Take in an article that was pasted."""
    body = await body_of(request)
    title, text = fold(clean(text_in(body, "title"))), text_in(body, "text")
    lines = [fold(clean(line)) for line in text.splitlines() if line.strip()]
    if not lines:
        raise Unclear("there is no text to take in: paste an article in English and Chinese")
    suffix = ".md" if any(line.startswith(_MARKDOWN) for line in lines) else ".txt"
    stem = title[:_LONGEST_TITLE].replace("/", " ").replace("\\", " ")
    return await _take_in(request, stem + suffix, text.encode(), str(body.get("lesson", "")))


async def upload(request: Request) -> Response:
    """Take in an article that was sent as a file; the door holds its size within limits."""
    file = clean(request.query_params.get("file", ""))
    data = bytearray()
    async with site_of(request).uploads:
        async for chunk in request.stream():
            data += chunk
        return await _take_in(request, file, bytes(data), request.query_params.get("lesson", ""))


async def _take_in(request: Request, file: str, data: bytes, lesson: str) -> Response:
    site, name = site_of(request), request.path_params["deck"]
    number = int(lesson) if lesson.isdecimal() and len(lesson) < 5 else 0

    def work(tell: Progress) -> str:
        tell("Reading the article")
        site.store.add_article(name, file, data, number)
        return site.maker.refresh(name, tell)

    return await put(request, work)


async def refresh(request: Request) -> Response:
    """Bring the words of a deck up to date with its articles."""
    name = request.path_params["deck"]
    return await put(request, partial(site_of(request).maker.refresh, name))


async def build(request: Request) -> Response:
    """Make the package and the handouts of a deck, also as no update for students if that is asked for."""
    name, force = request.path_params["deck"], (await body_of(request)).get("force") is True
    return await put(request, partial(site_of(request).maker.build, name, force=force))


async def put(request: Request, work: Work) -> Response:
    """Queue work on a deck, and answer with what there is to watch."""
    site, name = site_of(request), request.path_params["deck"]
    await run_in_threadpool(site.store.deck, name)  # that there is one, before anything waits
    return JSONResponse(_shown(site.jobs.put(work)), 202)


async def job(request: Request) -> Response:
    """Say how far some work is."""
    return JSONResponse(_shown(_found(site_of(request), request)))


async def cancel(request: Request) -> Response:
    """Cancel some work."""
    site = site_of(request)
    site.jobs.cancel(_found(site, request).name)
    return JSONResponse(_shown(_found(site, request)))


def report(request: Request) -> Response:
    """Show how hard an article is for the class."""
    article = request.query_params.get("article", "")
    text = site_of(request).maker.report(request.path_params["deck"], article)
    return HTMLResponse(text, headers={"content-security-policy": FRAMED_POLICY})


def package(request: Request) -> Response:
    """Answer with the package that was made."""
    missing = "no package was made yet: make it on the page of the class deck"
    data = _made(request, lambda deck: deck.package_path, missing)
    return _file(data, f"{request.path_params['deck']}.apkg", "application/octet-stream")


def table(request: Request) -> Response:
    """Answer with the table of words as it is in the deck's files."""
    missing = "there are no words yet: add an article"
    data = _made(request, lambda deck: deck.rows_path, missing)
    kind = "text/tab-separated-values; charset=utf-8"
    return _file(data, f"{request.path_params['deck']}.tsv", kind)


def handout(request: Request) -> Response:
    """Show the handout of a lesson that was made."""
    number = request.path_params["lesson"]
    missing = "this handout was not made yet: make it on the page of the class deck"
    data = _made(request, lambda deck: deck.handout_path(number), missing)
    return HTMLResponse(data, headers={"content-security-policy": FRAMED_POLICY})


def _made(request: Request, path_of: Callable[[ClassDeck], Path], missing: str) -> bytes:
    """Return what a file of a deck holds.

    Raises:
        NotHere: it lies outside the folder, or there is none, which `missing` says.
    """
    store = site_of(request).store
    path = inside(store.folder, path_of(store.deck(request.path_params["deck"])))
    if not path.is_file():
        raise NotHere(missing)
    return path.read_bytes()


def _is_there(store: Store, deck: ClassDeck, lesson: int) -> bool:
    """Return whether a lesson's handout was made, or the package (0)."""
    path = deck.handout_path(lesson) if lesson else deck.package_path
    return inside(store.folder, path).is_file()


def _file(data: bytes, name: str, kind: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type=kind, headers={"content-disposition": disposition})


def _found(site: Site, request: Request) -> Job:
    job = site.jobs.find(request.path_params["job"])
    if job is None:
        raise NotHere("this work is not known any more: load the page again")
    return job


def _shown(job: Job) -> dict[str, str | bool]:
    return {
        "job": job.name,
        "state": job.state,
        "stage": job.stage,
        "result": job.result,
        "forcible": job.forcible,
    }
