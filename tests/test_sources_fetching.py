"""Fetching one page from its address, here from a server on this machine, and what is refused."""

import gzip
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest

from ferry import CHINESE, ENGLISH, IN_TURN, TITLES
from reading import texts_of
from shengci.errors import SourceError
from shengci.files import MOST_BYTES
from shengci.sources import read_page
from shengci.sources.fetching import fetch_article

PAGE = "<html><body>" + "".join(f"<p>{text}</p>" for text in IN_TURN) + "</body></html>"


class Server(ThreadingHTTPServer):
    """A server that answers each path as the table says, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def answer(
        self,
        path: str,
        body: bytes = b"",
        status: int = 200,
        kind: str = "text/html",
        **headers: str,
    ) -> str:
        """Let a path have an answer, and return its address."""

        def answer(handler: Handler) -> None:
            handler.send_response(status)
            length = headers.pop("length", str(len(body)))
            for name, value in {"Content-Type": kind, "Content-Length": length, **headers}.items():
                if value:
                    handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            handler.wfile.write(body)

        self.answers[path] = answer
        return self.url(path)


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.answers[self.path](self)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server
        server.shutdown()


def refusal(url: str, **more: float) -> str:
    with pytest.raises(SourceError) as caught:
        fetch_article(url, **more)
    message = str(caught.value)
    assert re.fullmatch(r"\S.*: .+: .+", message)
    return message


def test_a_page_is_an_article_with_its_address_as_the_source(server: Server) -> None:
    url = server.answer("/2026/ferry.html?from=home", PAGE.encode())
    article = read_page(url)
    assert (texts_of(article), article.source, article.title) == (IN_TURN, url, "ferry")
    assert article.blocks[0].place.file == url


def test_the_source_is_the_address_that_gave_the_page_at_last(server: Server) -> None:
    head = '<link rel="canonical" href="https://example.org/vet">'
    last = server.answer("/new", (head + PAGE).encode())
    server.answer("/middle", status=302, Location=last)
    first = server.answer("/old", status=301, Location="/middle")
    assert fetch_article(first).source == last


def test_the_header_names_the_encoding(server: Server) -> None:
    url = server.answer("/gbk", PAGE.encode("gbk"), kind="text/html; charset=GBK")
    assert texts_of(fetch_article(url)) == IN_TURN


def test_a_packed_page_is_unpacked_though_it_was_not_asked_for(server: Server) -> None:
    url = server.answer("/gzip", gzip.compress(PAGE.encode()), Content_Encoding="gzip")
    assert texts_of(fetch_article(url)) == IN_TURN


def test_a_page_in_xhtml_or_of_no_kind_is_read(server: Server) -> None:
    for kind in ("application/xhtml+xml; charset=utf-8", ""):
        assert texts_of(fetch_article(server.answer("/page", PAGE.encode(), kind=kind))) == IN_TURN


def test_an_address_may_hold_chinese(server: Server) -> None:
    server.answer(f"/{quote('兽医')}?q={quote('岛')}", PAGE.encode())
    article = fetch_article(server.url("/兽医?q=岛#top"))
    assert texts_of(article) == IN_TURN
    assert server.asked == [f"/{quote('兽医')}?q={quote('岛')}"]


def test_the_english_may_come_from_a_file(server: Server, tmp_path: Path) -> None:
    chinese = "".join(f"<p>{text}</p>" for text in CHINESE)
    url = server.answer("/zh", f"<h1>{TITLES[1]}</h1>{chinese}".encode())
    (tmp_path / "en.txt").write_text("\n".join(ENGLISH), encoding="utf-8")
    article = read_page(url, english=tmp_path / "en.txt")
    assert (article.title, article.source, article.layout) == (TITLES[1], url, "separate")
    assert {block.language for block in read_page(url).blocks} == {"chinese"}


# What is refused


@pytest.mark.parametrize(
    "url", ["", "ferry.html", "example.org/vet", "ftp://example.org/vet", "file:///etc/hosts", "http://", "https://[", "javascript:1", "http://\u2e80..\u2e80/"]
)  # fmt: skip
def test_what_is_no_address_of_a_page(url: str) -> None:
    with pytest.raises(SourceError, match="is no address of a web page: give one that begins with"):
        fetch_article(url)


def test_errors_of_the_server_are_told(server: Server) -> None:
    assert "the server says 404 Not Found: check the address" in refusal(
        server.answer("/a", status=404)
    )
    assert "the server says 503 Service" in refusal(server.answer("/b", status=503))


def test_what_is_no_page(server: Server) -> None:
    url = server.answer("/a.pdf", b"%PDF-1.7", kind="application/pdf")
    assert "is application/pdf, not a web page: save it and give the file" in refusal(url)
    assert "this is a PDF file" in refusal(server.answer("/b", b"%PDF-1.7"))
    assert "is empty" in refusal(server.answer("/c"))


def test_nobody_answers() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert "can't be fetched ([Errno" in refusal(f"http://127.0.0.1:{port}/")
    assert "can't be fetched" in refusal("http://nowhere.invalid/vet")
    assert "can't be fetched" in refusal(f"http://user:secret@127.0.0.1:{port}/")


def test_redirects_are_counted_and_stay_on_the_web(server: Server) -> None:
    assert "leads on more than 5 times" in refusal(server.answer("/a", status=302, Location="/a"))
    for number in range(9):
        server.answer(f"/{number}", status=302, Location=f"/{number + 1}")
    server.answer("/9", PAGE.encode())
    assert "leads on more than 5 times" in refusal(server.url("/0"))
    for address in ("file:///etc/hosts", "ftp://127.0.0.1/vet"):
        url = server.answer("/f", status=302, Location=address)
        assert refusal(url).startswith(url)


def test_a_page_that_is_too_large_is_not_read_to_its_end(server: Server) -> None:
    url = server.answer("/large", b" " * (MOST_BYTES + 1))
    assert "larger than 20 MB" in refusal(url)
    packed = gzip.compress(b" " * (MOST_BYTES + 1))
    assert "larger than 20 MB" in refusal(server.answer("/gz", packed, Content_Encoding="gzip"))


def test_damaged_answers(server: Server) -> None:
    assert "the answer breaks off" in refusal(server.answer("/a", PAGE.encode(), length="9999"))
    assert "can't be fetched" in refusal(server.answer("/b", b"no gzip", Content_Encoding="gzip"))
    assert "is packed as br" in refusal(server.answer("/c", b"x", Content_Encoding="br"))


def test_a_slow_server_is_not_waited_for(server: Server) -> None:
    hang_up = threading.Event()

    def trickle(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not hang_up.wait(0.02):  # never silent as long as a time-out
            handler.wfile.write(b"X: y\r\n")

    server.answers["/slow"] = trickle
    start = time.monotonic()
    assert "no answer within 0.5 seconds: try again later" in refusal(
        server.url("/slow"), seconds=0.5
    )
    assert time.monotonic() - start < 5
    hang_up.set()
