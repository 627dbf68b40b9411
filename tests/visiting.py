"""A visitor of the teacher's page who is no browser: sends what it likes, over a real socket."""

import contextlib
import http.client
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from shengci.web.serving import Served, Serving, listen

HTML = "text/html"


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the server answers
        return json.loads(self.body)


@dataclass
class Visitor:
    """Sends requests to a server; once `enter` was called with a session's cookie and token."""

    served: Served
    cookie: str = ""
    token: str = ""

    @property
    def host(self) -> str:
        return f"127.0.0.1:{urlsplit(self.served.address).port}"

    def ask(
        self, method: str, path: str, body: object = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send one request; of `headers` an empty one is not sent."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Host": self.host, "Cookie": self.cookie, "X-Shengci-Token": self.token}
        sent |= {"Accept": "application/json", **(headers or {})}
        connection = http.client.HTTPConnection(self.host, timeout=20)
        with contextlib.closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            if data is not None and "Content-Length" not in sent:
                connection.putheader("Content-Length", str(len(data)))
            connection.endheaders(data)
            reply = connection.getresponse()
            names = {name.lower(): value for name, value in reply.getheaders()}
            return Answer(reply.status, names, reply.read())

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        return self.ask("GET", path, None, headers)

    def post(self, path: str, body: object = None, headers: dict[str, str] | None = None) -> Answer:
        return self.ask("POST", path, {} if body is None else body, headers)

    def enter(self, link: str = "") -> "Visitor":
        """Come in by the link, and take the token from the page that lets in, as our script does."""
        answer = self.get(link or self.served.link.removeprefix(self.served.address))
        assert answer.status == 200, answer.text
        self.cookie = answer.headers["set-cookie"].split(";")[0]
        self.token = token_in(answer.text)
        return self

    def finish(self, answer: Answer) -> dict[str, str]:
        """Wait until the work that an answer tells of is over, and return what is said of it then."""
        assert answer.status == 202, answer.text
        job: dict[str, str] = answer.json
        for _ in range(2000):
            if job["state"] in ("done", "failed", "cancelled"):
                return job
            time.sleep(0.01)
            job = self.get(f"/api/jobs/{job['job']}").json
        raise AssertionError(job)


def token_in(page: str) -> str:
    found = re.search(r'name="shengci-token" content="([^"]*)"', page)
    assert found
    return found[1]


@contextlib.contextmanager
def serving(
    folder: Path, *, host: str = "127.0.0.1", password: str | None = None
) -> Iterator[Served]:
    """Serve a folder on some free port while the context lasts."""
    served = listen(Serving(folder, host, 0, password, open_browser=False), lambda line: None)
    thread = threading.Thread(target=served.run, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.stop()
        thread.join(timeout=10)
