"""The server itself: its socket, the link it prints, the browser it opens, and its end."""

import ipaddress
import logging
import socket
import threading
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from shengci.errors import MissingExtra, ShengciError
from shengci.files import name_of

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

    from shengci.web.sessions import Sessions

USUAL_PORT = 8642
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_MOST_AT_ONCE = 500  # connections; a browser holds six
_SHORTEST_PASSWORD = 10  # characters, of a server that others can try to get into


class ServingError(ShengciError):
    """The page can't be served as it was asked for."""


@dataclass(frozen=True, slots=True)
class Serving:
    """What is served, and to whom. `port` None takes the usual one, or any that is free."""

    folder: Path
    host: str = "127.0.0.1"
    port: int | None = None
    password: str | None = None
    open_browser: bool = True


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach what listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check(serving: Serving) -> None:
    """Raise an error where the page may not or can't be served so.

    Raises:
        ServingError: there is no such folder, or others could come in without a good password.
        MissingExtra: the packages that serve are not installed.
    """
    try:
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise MissingExtra("serve needs: pip install 'shengci[serve]'") from error
    if not serving.folder.is_dir():
        raise ServingError(
            f"{name_of(serving.folder)}: there is no such folder: create it, or name the one your"
            " class decks are in"
        )
    if not is_loopback(serving.host) and len(serving.password or "") < _SHORTEST_PASSWORD:
        raise ServingError(
            f"--host {serving.host} lets others come in: set a password of {_SHORTEST_PASSWORD}"
            " characters or more in SHENGCI_PASSWORD, or type it when asked"
        )


@dataclass(frozen=True, slots=True)
class Served:
    """A server that listens, and is not running yet."""

    address: str
    app: "Starlette"
    server: "uvicorn.Server"
    sessions: "Sessions"
    listening: socket.socket

    @property
    def link(self) -> str:
        """The link that opens the page next; it works once."""
        return f"{self.address}/enter?link={self.sessions.link}"

    def run(self) -> None:
        """Answer requests until the program is interrupted or `stop` is called."""
        from shengci.web.making import warm_up

        threading.Thread(target=warm_up, daemon=True).start()
        try:
            self.server.run(sockets=[self.listening])
        finally:
            self.app.state.site.jobs.close()
            self.listening.close()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self.server.should_exit = True


def serve(serving: Serving, tell: Callable[[str], None]) -> None:
    """Serve the page until the program is interrupted; `tell` is given what the owner must see.

    Raises:
        ServingError: there is no such folder, others could come in without a good password, or the
            address can't be listened on.
        MissingExtra: the packages that serve are not installed.
    """
    served = listen(serving, tell)
    for line in _what_is_open(serving, served.address):
        tell(line)
    tell(f"Open {served.link}")
    if serving.open_browser:
        threading.Thread(target=webbrowser.open, args=(served.link,), daemon=True).start()
    served.run()


def listen(serving: Serving, tell: Callable[[str], None]) -> Served:
    """Return the server, listening: `serve` without running it."""
    check(serving)
    import uvicorn

    from shengci.web.app import entered, entrance, make_app
    from shengci.web.guard import Doors, Guard
    from shengci.web.sessions import Sessions

    listening = _listen(serving)
    port: int = listening.getsockname()[1]
    address = f"http://{_shown_host(serving.host)}:{port}"
    asks_password = not is_loopback(serving.host)
    sessions = Sessions(serving.password if asks_password else None)
    app = make_app(serving.folder)
    guard = Guard(
        app,
        Doors(port, _names(serving.host), addresses=asks_password),
        sessions,
        entrance(asks_password=asks_password),
        entered,
        lambda: tell(
            f"The page was opened. To open it once more: {address}/enter?link={sessions.link}"
        ),
    )
    config = uvicorn.Config(
        guard,
        access_log=False,
        date_header=False,
        h11_max_incomplete_event_size=32_768,
        lifespan="off",
        limit_concurrency=_MOST_AT_ONCE,
        log_level=logging.CRITICAL,  # the door shows what goes wrong
        proxy_headers=False,  # nobody stands between: what they say would be made up
        server_header=False,
        timeout_graceful_shutdown=1,
        timeout_keep_alive=15,
        ws="none",
    )
    return Served(address, app, uvicorn.Server(config), sessions, listening)


def _listen(serving: Serving) -> socket.socket:
    ports = [serving.port] if serving.port is not None else [USUAL_PORT, 0]
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    problem: OSError | None = None
    for port in ports:
        try:
            return socket.create_server((serving.host, port), family=family, backlog=256)
        except (OSError, OverflowError) as error:
            problem = error if isinstance(error, OSError) else OSError(str(error))
    assert problem is not None
    raise ServingError(
        f"{serving.host}:{ports[0]}: can't be listened on ({problem.strerror or problem}): choose another"
        " with --port or --host"
    ) from problem


def _names(host: str) -> frozenset[str]:
    """Return what this server may be called in a Host header."""
    names = {*_LOOPBACK, host.lower()}
    if not is_loopback(host):
        own = socket.gethostname().lower()
        names |= {own, f"{own.split('.')[0]}.local"}
    return frozenset(names - {"0.0.0.0", "::"})


def _shown_host(host: str) -> str:
    """Return the host as an address has it; one that stands for all is named by this machine's name."""
    if host in ("0.0.0.0", "::"):
        return socket.gethostname()
    return f"[{host}]" if ":" in host else host


def _what_is_open(serving: Serving, address: str) -> list[str]:
    folder = name_of(serving.folder.resolve())
    if is_loopback(serving.host):
        return [f"Serving {folder} to this machine alone. Ctrl+C ends it."]
    return [
        f"Serving {folder} to every machine that can reach {address}.",
        "Whoever has the password can read, change and add class decks and articles in this folder, and"
        " nothing outside it.",
        "The connection is not encrypted: whoever can listen on the network reads what is sent, the"
        " password too. Ctrl+C ends it.",
    ]
