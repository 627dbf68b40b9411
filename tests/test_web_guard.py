"""The door of the teacher's page: whoever should not come in does not, and nothing runs that is not ours."""

import http.client
import io
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shengci.errors import ShengciError
from shengci.web import guard
from shengci.web.guard import Doors
from shengci.web.serving import Serving, check
from shengci.web.sessions import Sessions
from visiting import HTML, Visitor, serving

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("school") / "decks"
    folder.mkdir()
    (folder.parent / "secret.toml").write_text('title = "Secret"\n', encoding="utf-8")
    (folder / "term.toml").write_text('title = "Spring term"\n', encoding="utf-8")
    (folder / "linked.toml").symlink_to(folder.parent / "secret.toml")
    return folder


@pytest.fixture(scope="module")
def visitor(folder: Path) -> Iterator[Visitor]:
    """Somebody who came in."""
    with serving(folder) as served:
        yield Visitor(served).enter()


def stranger(visitor: Visitor) -> Visitor:
    return Visitor(visitor.served)


# --- Coming in -----------------------------------------------------------------------------------


def test_link_lets_in_once_and_leaves_no_secret_in_the_address(folder: Path) -> None:
    with serving(folder) as served:
        link = served.link.removeprefix(served.address)
        first, second = Visitor(served), Visitor(served)
        answer = first.get(link)
        assert answer.status == 200
        assert link.partition("=")[2] not in answer.text
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert second.get(link).status == 403
        assert second.enter().get("/").status == 200, "the next link"


def test_strangers_see_nothing(visitor: Visitor) -> None:
    nobody = stranger(visitor)
    for path in ("/", "/decks/term", "/api/decks/term/words", "/decks/term/table", "/nothing"):
        assert nobody.get(path).status == 403
        page = nobody.get(path, {"Accept": HTML})
        assert page.status == 403
        assert "Spring" not in page.text
    assert nobody.post("/api/decks", {"title": "Mine"}).status == 403
    guessed = Visitor(visitor.served, f"{visitor.cookie[:-1]}x", visitor.token)
    assert guessed.get("/").status == 403


@pytest.mark.parametrize("link", ["/enter", "/enter?link=", "/enter?link=x", "/enter?link=%00%ff"])
def test_guessed_link_lets_nobody_in(visitor: Visitor, link: str) -> None:
    answer = stranger(visitor).get(link, {"Accept": HTML})
    assert answer.status == 403
    assert "set-cookie" not in answer.headers


# --- Other sites ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    """evil.example evil.example:{port} localhost.evil.example:{port} 127.0.0.1 127.0.0.1:1 127.0.0.2:{port}
    0.0.0.0:{port} 192.168.1.7:{port} x@127.0.0.1:{port} 127.0.0.1:{port}/x 127.0.0.1:{port}x [::1:{port}""".split(),
)
def test_forged_host_is_refused(visitor: Visitor, host: str) -> None:
    host = host.format(port=visitor.host.partition(":")[2])
    assert visitor.get("/", {"Host": host}).status in (400, 421)
    assert visitor.get("/static/style.css", {"Host": host}).status in (400, 421)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_own_names_are_known(visitor: Visitor, host: str) -> None:
    port = visitor.host.partition(":")[2]
    assert visitor.get("/", {"Host": f"{host}:{port}"}).status == 200


def test_missing_and_doubled_host_are_refused(visitor: Visitor) -> None:
    assert visitor.get("/", {"Host": ""}).status in (400, 421)
    connection = http.client.HTTPConnection(visitor.host, timeout=10)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", visitor.host)
    connection.putheader("Host", "evil.example")
    connection.endheaders()
    assert connection.getresponse().status in (400, 421)
    connection.close()


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Shengci-Token": ""},
        {"X-Shengci-Token": "x" * 43},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Cookie": ""},
    ],
    ids=str,
)
def test_change_that_another_page_asks_for_is_refused(
    visitor: Visitor, folder: Path, headers: dict[str, str]
) -> None:
    assert visitor.post("/api/decks", {"title": "Forged"}, headers).status == 403
    assert not list(folder.glob("Forged*"))


def test_cookie_that_another_port_was_sent_changes_nothing_and_shows_no_token(
    visitor: Visitor, folder: Path
) -> None:
    thief = Visitor(visitor.served, visitor.cookie)
    app = visitor.served.app
    paths = [route.path for route in app.routes if "GET" in route.methods]
    for path in ["/enter?link=x", *paths]:
        for name, value in (("deck", "term"), ("job", "x"), ("name", "common.js")):
            path = path.replace(f"{{{name}}}", value)
        answer = thief.get(path.replace("{lesson:int}", "1"), {"Accept": HTML})
        assert visitor.token not in answer.text
        assert (answer.status == 403) == path.startswith("/api/"), path
    assert thief.post("/api/decks", {"title": "Stolen"}).status == 403
    assert not list(folder.glob("Stolen*"))


def test_token_of_one_session_is_none_of_another(folder: Path) -> None:
    with serving(folder) as served:
        one, other = Visitor(served).enter(), Visitor(served).enter()
        mixed = Visitor(served, one.cookie, other.token)
        assert mixed.post("/api/decks", {"title": "Mixed"}).status == 403


def test_change_that_our_page_asks_for_is_done(visitor: Visitor, folder: Path) -> None:
    headers = {"Origin": f"http://{visitor.host}", "Sec-Fetch-Site": "same-origin"}
    assert visitor.post("/api/decks", {"title": "Autumn"}, headers).json == {"name": "Autumn"}
    assert (folder / "Autumn.toml").is_file()


def test_nothing_is_changed_by_looking(visitor: Visitor, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    app = visitor.served.app
    looks = [route.path for route in app.routes if "GET" in route.methods]
    changes = [route.path for route in app.routes if "POST" in route.methods]
    assert not set(looks) & {path for path in changes if "/api/" not in path}
    for path in [*looks, *changes]:
        for name in ("deck", "job", "name"):
            path = path.replace(f"{{{name}}}", "term")
        answer = visitor.get(f"{path.replace('{lesson:int}', '1')}?title=x&text=y&article=z&guid=1")
        assert answer.status < 500
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "X"])
def test_other_methods_are_refused(visitor: Visitor, method: str) -> None:
    assert visitor.ask(method, "/decks/term").status == 405


def test_headers_let_a_browser_run_our_files_and_nothing_else(visitor: Visitor) -> None:
    for path in ("/", "/decks/term", "/static/style.css", "/nothing", "/api/decks/term/words"):
        headers = visitor.get(path, {"Accept": HTML}).headers
        policy = headers["content-security-policy"]
        assert policy == guard.PAGE_POLICY
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "SAMEORIGIN"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    page = visitor.get("/decks/term", {"Accept": HTML}).text
    assert "style=" not in page
    assert "<script>" not in page
    assert " on" not in {part[:3] for part in page.split('"')}


# --- Places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    """../secret ..%2Fsecret %2e%2e%2fsecret ..%5csecret %2Fetc%2Fpasswd linked .. . %00 term%00 %0a
    ....//secret term%2F..%2F..%2Fsecret""".split(),
)
def test_deck_names_lead_nowhere_else(visitor: Visitor, name: str) -> None:
    for path in ("", "/words", "/table", "/package", "/handouts/1", "/pairs?article=x"):
        answer = visitor.get(f"/decks/{name}{path}", {"Accept": HTML})
        assert answer.status in (404, 307)
        assert "Secret" not in answer.text
    assert visitor.get(f"/api/decks/{name}/words").status == 404
    assert visitor.post(f"/api/decks/{name}/refresh").status == 404


@pytest.mark.parametrize(
    "name", ["../base.html", "base.html", "%2e%2e/cards/style.css", ".", "x.js"]
)
def test_only_our_style_and_script_are_handed_out(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/static/{name}").status == 404


def test_link_out_of_the_folder_is_listed_without_what_it_holds(visitor: Visitor) -> None:
    page = visitor.get("/", {"Accept": HTML}).text
    assert "outside the folder" in page
    assert "Secret" not in page


# --- Too much ------------------------------------------------------------------------------------


def test_gigabyte_is_refused_before_it_is_sent(visitor: Visitor, folder: Path) -> None:
    headers = {"Content-Length": "1000000000"}
    answer = visitor.ask("POST", "/upload/term?file=big.txt", b"", headers)
    assert answer.status == 413
    assert "larger than 10 MB" in answer.json["problem"]


def test_stream_without_a_size_is_cut_off(visitor: Visitor) -> None:
    connection = http.client.HTTPConnection(visitor.host, timeout=10)
    connection.putrequest("POST", "/upload/term?file=big.txt")
    connection.putheader("Cookie", visitor.cookie)
    connection.putheader("X-Shengci-Token", visitor.token)
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b"x" * MEGABYTE
    sent = 0
    try:
        for _ in range(1000):
            connection.send(b"%x\r\n%b\r\n" % (len(chunk), chunk))
            sent += 1
    except OSError:
        pass  # the server has closed its end
    assert sent < 100, "what it did not read is in buffers"
    connection.close()
    assert visitor.get("/").status == 200


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 30, "+5", "0x10"])
def test_size_that_is_none_is_refused(visitor: Visitor, length: str) -> None:
    answer = visitor.ask("POST", "/api/decks", b"", {"Content-Length": length})
    assert answer.status in (400, 413)


def test_other_requests_have_a_smaller_limit(visitor: Visitor) -> None:
    answer = visitor.ask("POST", "/api/decks", b"", {"Content-Length": str(3 * MEGABYTE)})
    assert answer.status == 413


def test_zip_bomb_is_refused(visitor: Visitor, folder: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<w:t>" + b" " * (200 * MEGABYTE))
    assert len(bomb.getvalue()) < MEGABYTE
    job = visitor.finish(visitor.post("/upload/term?file=bomb.docx", bomb.getvalue()))
    assert job["state"] == "failed"
    assert "unpacks to more than" in job["result"]
    assert not list((folder / "term").glob("*"))


def test_hundred_visitors_at_once_are_all_answered(visitor: Visitor) -> None:
    ready = threading.Barrier(100)

    def visit(number: int) -> int:
        ready.wait(20)
        if number % 2:
            return visitor.get("/api/decks/term/words").status
        return visitor.get("/decks/term", {"Accept": HTML}).status

    with ThreadPoolExecutor(100) as pool:
        assert set(pool.map(visit, range(100))) == {200}


# --- A server others can reach -------------------------------------------------------------------


def test_server_for_others_demands_a_good_password(folder: Path) -> None:
    for password in (None, "", "short"):
        with pytest.raises(ShengciError, match="10 characters or more in SHENGCI_PASSWORD"):
            check(Serving(folder, "0.0.0.0", password=password))
    check(Serving(folder, "0.0.0.0", password="a long enough one"))


def test_password_lets_in_and_wrong_ones_have_to_wait(folder: Path) -> None:
    with serving(folder, host="0.0.0.0", password="tofu and scallions") as served:
        visitor = Visitor(served)
        form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": HTML}
        assert "Password" in visitor.get("/", form).text
        right = b"password=tofu+and+scallions"
        assert visitor.post("/login", right, {"Origin": "http://evil.example"}).status == 403
        answer = visitor.post("/login", right, form)
        assert answer.status == 200
        visitor.cookie = answer.headers["set-cookie"].split(";")[0]
        assert "Spring term" in visitor.get("/", {"Accept": HTML}).text
        statuses = [visitor.post("/login", b"password=guess", form).status for _ in range(8)]
        assert statuses[:5] == [403] * 5
        assert 429 in statuses
        assert visitor.post("/login", right, form).status == 429
        assert visitor.get("/", {"Host": "evil.example"}).status == 421


def test_password_of_a_server_for_itself_is_none(visitor: Visitor) -> None:
    assert stranger(visitor).post("/login", b"password=").status == 403
    assert stranger(visitor).post("/login", b"password=None").status == 403


def test_wait_grows_with_every_wrong_password_and_ends_with_the_right_one() -> None:
    clock = [100.0]
    sessions = Sessions("tofu and scallions", now=lambda: clock[0])
    for _ in range(5):
        assert sessions.enter_by_password("x", "10.0.0.9") is None
    assert sessions.wait("10.0.0.9") == 2
    assert sessions.enter_by_password("tofu and scallions", "10.0.0.9") is None, "has to wait"
    assert sessions.wait("10.0.0.8") == 0
    assert sessions.enter_by_password("tofu and scallions", "10.0.0.8")
    clock[0] += 3
    assert sessions.enter_by_password("x", "10.0.0.9") is None
    assert sessions.wait("10.0.0.9") == 4
    clock[0] += 5
    assert sessions.enter_by_password("tofu and scallions", "10.0.0.9")
    assert sessions.wait("10.0.0.9") == 0


def test_names_of_a_server_for_others() -> None:
    doors = Doors(8642, frozenset({"school-pc"}), addresses=True)
    assert doors.know("192.168.1.7:8642")
    assert doors.know("[fe80::1]:8642")
    assert doors.know("school-pc:8642")
    assert not doors.know("evil.example:8642")
    assert not doors.know("192.168.1.7.evil.example:8642")
