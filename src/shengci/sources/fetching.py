"""One web page from its address, and the article in it. Nothing else here uses the network."""

import threading
import zlib
from concurrent.futures import Future
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib import error, parse, request

from shengci import __version__
from shengci.errors import SourceError
from shengci.files import MOST_BYTES
from shengci.records import Article
from shengci.sources import trees
from shengci.sources.webpage import article_in_page

SECONDS = 60.0
_PAGES = ("text/html", "application/xhtml+xml")
_MOST_REDIRECTS = 5
_HEADERS = {
    "User-Agent": f"shengci/{__version__}",
    "Accept": ", ".join(_PAGES),
    "Accept-Encoding": "identity",
}
_GZIP = 16 + zlib.MAX_WBITS  # zlib's sign for the gzip format


@dataclass(frozen=True, slots=True)
class _Page:
    """What a server sent: the last address, the bytes, and what its headers say of them."""

    url: str
    data: bytes
    kind: str
    charset: str


def fetch_article(url: str, *, seconds: float = SECONDS) -> Article:
    """Return the article on a web page, fetched now; its source is the address that gave it at last.

    Raises:
        SourceError: the address is none of a web page, or can't be reached, answers too slowly, with
            an error, with more than 20 MB, or with something else than HTML.
    """
    name = "".join(char if char.isprintable() else "?" for char in url.strip())
    address = _address(name)
    answer: Future[_Page] = Future()

    def work() -> None:
        try:
            answer.set_result(_fetch(address, name, seconds))
        except Exception as problem:  # raised again below
            answer.set_exception(problem)

    # In a thread, because nothing else limits the time a look-up or a trickling header takes.
    threading.Thread(target=work, daemon=True).start()
    try:
        page = answer.result(seconds)
    except TimeoutError as problem:
        raise SourceError(
            f"{name}: no answer within {seconds:g} seconds: try again later"
        ) from problem
    content = trees.decode_markup(page.data, name, page.charset)
    return article_in_page(content, name, is_xml=page.kind == _PAGES[1], source=page.url)


def _address(url: str) -> str:
    """Return an address as it goes over the wire, Chinese characters in it encoded."""
    try:
        parts = parse.urlsplit(url)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        parts, host = parse.urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not host:
        raise SourceError(
            f"{url}: is no address of a web page: give one that begins with https:// or http://"
        )
    path = parse.quote(parts.path, safe="/%:@!$&'()*+,;=~")
    query = parse.quote(parts.query, safe="/%:@!$&'()*+,;=?~[]|")
    return parse.urlunsplit((parts.scheme, host, path, query, ""))


class _Redirects(request.HTTPRedirectHandler):
    max_redirections = _MOST_REDIRECTS


def _opener() -> request.OpenerDirector:
    """Return what opens http and https only, also where a page leads on to another."""
    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _fetch(address: str, name: str, seconds: float) -> _Page:
    try:
        with _opener().open(
            request.Request(address, headers=_HEADERS), timeout=seconds
        ) as response:
            return _page(response, name)
    except error.HTTPError as problem:
        problem.close()
        if problem.code in (301, 302, 303, 307, 308):
            raise SourceError(
                f"{name}: leads on more than {_MOST_REDIRECTS} times, or to no web page: check the address"
            ) from problem
        raise SourceError(
            f"{name}: the server says {problem.code} {problem.reason}: check the address"
        ) from problem
    except (OSError, HTTPException, ValueError, zlib.error) as problem:
        reason = " ".join(str(getattr(problem, "reason", "") or problem).split())
        raise SourceError(
            f"{name}: can't be fetched ({reason or type(problem).__name__}): check the address and the connection"
        ) from problem


def _page(response: HTTPResponse, name: str) -> _Page:
    kind = response.headers.get_content_type() if "Content-Type" in response.headers else _PAGES[0]
    if kind not in _PAGES:
        raise SourceError(f"{name}: is {kind}, not a web page: save it and give the file")
    data = response.read(MOST_BYTES + 1)
    packing = (response.headers["Content-Encoding"] or "identity").lower()
    if packing in ("gzip", "x-gzip"):
        data = zlib.decompressobj(_GZIP).decompress(data, MOST_BYTES + 1)
    elif packing != "identity":
        raise SourceError(f"{name}: is packed as {packing}: save the page from the browser")
    if len(data) > MOST_BYTES:
        raise SourceError(
            f"{name}: larger than {MOST_BYTES // 1_000_000} MB: save its text as a file"
        )
    if response.length:
        raise SourceError(f"{name}: the answer breaks off: try again")
    return _Page(response.url, data, kind, response.headers.get_content_charset() or "")
