"""The pairs of an article: shown side by side, and mended."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar, get_args

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shengci.decks import mending
from shengci.decks.mending import Direction, Pairs
from shengci.records import Language, Place, Role, SentencePair
from shengci.web.asking import Unclear, body_of, number_in, page, site_of, text_in
from shengci.web.making import Step, pairs_stamp

_Choice = TypeVar("_Choice", bound=str)

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
_ROLES: tuple[Role, ...] = get_args(Role)


def show(request: Request) -> Response:
    """Show the page on which pairs are mended; its script asks for them."""
    store, name = site_of(request).store, request.path_params["deck"]
    article = request.query_params.get("article", "")
    deck = store.deck(name)
    store.article(deck, article)
    return page(
        request,
        "pairs.html",
        name=name,
        title=deck.recipe.title,
        article=article,
        article_title=PurePosixPath(article).stem,
    )


def read(request: Request) -> Response:
    """Answer with the pairs of an article."""
    article = request.query_params.get("article", "")
    pairs = site_of(request).maker.pairs(request.path_params["deck"], article)
    return JSONResponse(_shown(pairs))


async def mend(request: Request) -> Response:
    """Take one step with the pairs, and answer with what they are then."""
    body = await body_of(request)
    stamp, step = text_in(body, "stamp"), _step_of(body)
    name, article = request.path_params["deck"], request.query_params.get("article", "")
    pairs = await run_in_threadpool(site_of(request).maker.mend, name, article, stamp, step)
    return JSONResponse(_shown(pairs))


def _step_of(body: Mapping[str, Any]) -> Step:
    what = text_in(body, "what")
    if what == "set":
        return _set_to(body.get("pairs"))
    index = number_in(body, "pair")
    if what == "join":
        return lambda pairs: mending.join_next(pairs, index)
    if what == "unpair":
        return lambda pairs: mending.unpair(pairs, index)
    language, n = _one_of(_LANGUAGES, text_in(body, "language")), number_in(body, "n")
    if what == "split":
        return lambda pairs: mending.split(pairs, index, language, n)
    direction = _one_of(_DIRECTIONS, text_in(body, "direction"))
    if what == "move":
        return lambda pairs: mending.move(pairs, index, language, direction, n)
    raise Unclear("the request names no step there is: load the page again")


def _set_to(rows: object) -> Step:
    """Return the step to pairs the page has seen before, for undoing: it may pair, but not write, text."""
    if not isinstance(rows, list):
        raise Unclear("the request has no pairs: load the page again")
    wanted = tuple(_pair_in(row) for row in rows)

    def step(pairs: Pairs) -> Pairs:
        if not mending.hold_same_text(pairs, wanted):
            raise Unclear("the article was changed meanwhile: that step can't be undone any more")
        return wanted

    return step


def _pair_in(row: object) -> SentencePair:
    if not isinstance(row, dict):
        raise Unclear("the request holds what is no pair: load the page again")
    sides = (row.get("english"), row.get("chinese"))
    if not any(sides) or not all(
        isinstance(side, list) and all(isinstance(line, str) and line for line in side)
        for side in sides
    ):
        raise Unclear("the request holds what is no pair: load the page again")
    english, chinese = (tuple(side) for side in sides if side is not None)
    role = _one_of(_ROLES, text_in(row, "role"))
    return SentencePair(english, chinese, 1.0, role, Place("", 1))


def _one_of(known: tuple[_Choice, ...], given: str) -> _Choice:
    for each in known:
        if each == given:
            return each
    raise Unclear(f"the request says {given[:20]!r} where it can't: load the page again")


def _shown(pairs: Pairs) -> dict[str, object]:
    rows = [
        {
            "english": pair.english_sentences,
            "chinese": pair.chinese_sentences,
            "role": pair.role,
            "score": round(pair.score, 2),
            "line": pair.place.line,
        }
        for pair in pairs
    ]
    return {"stamp": pairs_stamp(pairs), "pairs": rows}
