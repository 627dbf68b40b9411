"""The guard at the door: every request goes through it before anything else sees it.

What it holds against, in this order: a name of the server that is not its own (DNS rebinding), methods
nobody needs, visitors without a session, changes that another site's page asks for, bodies that are too
large. What goes out gets headers that let a browser run our own files and nothing else.
"""

import asyncio
import hmac
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shengci.web.jobs import OUR_MISTAKE, show_traceback
from shengci.web.sessions import Session, Sessions

TOKEN_HEADER = "x-shengci-token"
MOST_UPLOADED = 10_000_000  # bytes of an article
MOST_SENT = 2_000_000  # bytes of any other request; the pairs of a long article have 1,000,000
ENTRANCE = "/enter"
LOGIN = "/login"
_API = "/api/"
_PUBLIC = "/static/"  # style and script of the pages that let in; no secret is there

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
FRAMED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox"
)
"""Of a card or a report, which bring their style with them and are shown in a frame: no script at all."""

_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": PAGE_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",  # for browsers that don't know frame-ancestors
}

EntrancePage = Callable[[Request, str, int], Response]
"""Makes the page for those who are not let in, of a problem and an HTTP status."""


EnteredPage = Callable[[Request, str], Response]
"""Makes the page that keeps a session's token in the browser and leads on to the first one."""


class TooLarge(Exception):  # noqa: N818 - not bad input of the library, but of the door
    """A request has a larger body than the so many bytes that the door lets in."""

    def __init__(self, most: int) -> None:
        """Remember the limit."""
        super().__init__(most)
        self.most = most


@dataclass(frozen=True, slots=True)
class Doors:
    """The names and the port this server is called by; `addresses` lets in every IP address as a name.

    A page of another site can make a browser call any name it owns, but never an IP address it does
    not show in its own address; that is why those are safe where others may come in.
    """

    port: int
    names: frozenset[str]
    addresses: bool = False

    def know(self, host: str) -> bool:
        """Whether a Host header names this server.

        >>> Doors(8642, frozenset({"localhost"})).know("localhost.example.org:8642")
        False
        """
        try:
            parts = urlsplit(f"//{host}")
            name, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return False
        if parts.netloc != host or "@" in host or (port or 80) != self.port:
            return False
        return name in self.names or (self.addresses and _is_address(name))


@dataclass(frozen=True, slots=True)
class Guard:
    """The door as an ASGI application around the one it guards."""

    app: ASGIApp
    doors: Doors
    sessions: Sessions
    entrance_page: EntrancePage
    entered_page: EnteredPage
    tell_link: Callable[[], None]  # called when the link was used up

    @property
    def cookie_name(self) -> str:
        """The cookie's name: cookies don't know ports, and two servers may run."""
        return f"shengci-{self.doors.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        # A web socket is never opened: nothing here speaks over one.

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        most = MOST_UPLOADED if scope["path"].startswith("/upload/") else MOST_SENT
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refuse(request, most)
        limited = _limited(receive, most)
        try:
            if refused is not None:
                await refused(scope, receive, dressed)
            elif scope["path"] == ENTRANCE:
                await self._enter(request)(scope, receive, dressed)
            elif scope["path"] == LOGIN and request.method == "POST":
                response = await self._log_in(Request(scope, limited))
                await response(scope, receive, dressed)
            elif scope["path"].startswith(_PUBLIC):
                await self.app(scope, limited, dressed)
            else:
                await self._answer_session(request, limited, dressed)
        except TooLarge:
            if not started:
                await _too_large(most)(scope, receive, dressed)
        except asyncio.CancelledError:  # the server ends, and this took too long
            if not started:
                await _problem(503, "the server is ending")(scope, receive, dressed)
        except Exception:
            show_traceback()
            if not started:
                await _problem(500, OUR_MISTAKE)(scope, receive, dressed)

    async def _answer_session(self, request: Request, receive: Receive, send: Send) -> None:
        scope = request.scope
        session = self._session_of(request)
        if session is None:
            response = self._turned_away(request)
        elif _asks_token(request) and not _is_own(request, session):
            response = _problem(
                403, "this did not come from a page of this server: come in by a new link"
            )
        else:
            await self.app(scope, receive, send)
            return
        await response(scope, receive, send)

    def _refuse(self, request: Request, most: int) -> Response | None:
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self.doors.know(hosts[0]):
            return _problem(421, "this server has another name: use the address it printed")
        if request.method not in ("GET", "HEAD", "POST"):
            return _problem(405, "there is nothing that can be done this way")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15:
            return _problem(400, "this request says no size that can be")
        if int(length) > most:
            return _too_large(most)
        return None

    def _enter(self, request: Request) -> Response:
        session = self.sessions.enter_by_link(request.query_params.get("link", ""))
        if session is None:
            if self._session_of(request):  # a second click on the same link
                return RedirectResponse("/", 303)
            return self.entrance_page(request, "This link was used already, or is not whole.", 403)
        self.tell_link()
        return self._let_in(request, session)

    async def _log_in(self, request: Request) -> Response:
        if not _comes_from_here(request.headers):
            return _problem(403, "this did not come from a page of this server")
        address = request.client.host if request.client else ""
        if wait := self.sessions.wait(address):
            problem = f"Too many wrong passwords: wait {wait} seconds, then try again."
            return self.entrance_page(request, problem, 429)
        given = (await request.body()).decode("utf-8", "replace")
        session = self.sessions.enter_by_password(_form_field(given, "password"), address)
        if session is None:
            return self.entrance_page(request, "This is not the password.", 403)
        return self._let_in(request, session)

    def _let_in(self, request: Request, session: Session) -> Response:
        response = self.entered_page(request, session.token)
        response.set_cookie(
            self.cookie_name, session.cookie, path="/", httponly=True, samesite="strict"
        )
        return response

    def _turned_away(self, request: Request) -> Response:
        if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
            return self.entrance_page(request, "", 403)
        return _problem(403, "come in by the link that the server printed")

    def _session_of(self, request: Request) -> Session | None:
        try:
            cookies = SimpleCookie(request.headers.get("cookie", ""))
        except CookieError:
            return None
        morsel = cookies.get(self.cookie_name)
        return self.sessions.find(morsel.value) if morsel else None


def _asks_token(request: Request) -> bool:
    """Return whether a request needs the token too: all that changes something, and all but pages and files.

    A browser sends the cookie to every server of the same host, whatever its port. So no page but the one
    that lets in holds the token, and a browser keeps it by host and port.
    """
    return request.method == "POST" or request.url.path.startswith(_API)


def _is_own(request: Request, session: Session) -> bool:
    given = request.headers.get(TOKEN_HEADER, "").encode()
    return _comes_from_here(request.headers) and hmac.compare_digest(given, session.token.encode())


def _comes_from_here(headers: Headers) -> bool:
    """Return whether what the browser says of the page that asks speaks against this server's.

    Old browsers say nothing; the token that only our pages know is asked for besides.
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin == f"http://{headers.get('host', '')}"


async def on_too_large(request: Request, error: Exception) -> Response:
    """Return the answer to a body of which more came than the door lets in; the connection ends with it."""
    assert isinstance(error, TooLarge)
    return _too_large(error.most)


def _limited(receive: Receive, most: int) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > most:
            raise TooLarge(most)
        return message

    return counted


def _form_field(body: str, name: str) -> str:
    try:
        return parse_qs(body, max_num_fields=10).get(name, [""])[0]
    except ValueError:  # more fields than that
        return ""


def _problem(status: int, problem: str) -> Response:
    # What is left of the body is not read: the connection ends with the answer.
    return JSONResponse({"problem": problem}, status, {"connection": "close"})


def _too_large(most: int) -> Response:
    return _problem(413, f"larger than {most // 1_000_000} MB: cut it into several files")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
