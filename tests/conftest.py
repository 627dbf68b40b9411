"""Fixtures that several test modules share."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection

# Before anything loads numpy (2.x, with OpenBLAS): where each of several processes has a thread for
# every core, they wait for each other, and the suite takes up to four times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What the person who runs the tests knows is nobody's business; a test that needs a folder sets its own.
os.environ["XDG_DATA_HOME"] = os.devnull


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing leave this machine: a test that needs a server starts one on loopback."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_here(own: socket.socket, address: object) -> None:
        if own.family in (socket.AF_INET, socket.AF_INET6):
            assert isinstance(address, tuple)
            _check_loopback(str(address[0]))
        connect(own, address)  # type: ignore[arg-type]

    def look_up_here(host: str | bytes | None, *rest: object, **named: object) -> object:
        _check_loopback(host.decode() if isinstance(host, bytes) else host or "localhost")
        return look_up(host, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_here)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_here)


def _own_addresses() -> frozenset[str]:
    """Return by what this machine may be called, its name and its addresses."""
    name = socket.gethostname()
    try:
        return frozenset(
            (name, "localhost", *(found[4][0] for found in socket.getaddrinfo(name, 0)))
        )
    except OSError:
        return frozenset((name, "localhost"))


_OWN = _own_addresses()


def _check_loopback(host: str) -> None:
    try:
        is_here = host in _OWN or ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:  # a name
        is_here = False
    if not is_here:
        raise OSError(f"a test asked the network for {host}")


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Collection]:
    """A fresh collection."""
    anki.lang.set_lang("en")
    collection = Collection(str(tmp_path / "student.anki2"))
    yield collection
    collection.close()


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file and return its path: `put("market.csv", "a,b")`."""

    def put(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return put
