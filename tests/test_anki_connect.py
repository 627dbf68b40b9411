"""Packages pushed into a running Anki: what arrives, and what is said where it can't."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection

from real_anki import fields_of, review_everything, schedule
from running_anki import RunningAnki, running
from shengci import anki_connect
from shengci.anki_connect import check, push
from shengci.errors import AnkiError
from shengci.notetype import FIELDS, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note

NOW = 1_764_000_000


def a_note(word: str, **fields: str) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word} | fields
    return Note(guid_for(word, ()), tuple(values.values()), (), "Market")


DECK = Deck("Market", "", (a_note("摊", Meaning="stall"), a_note("吵", Meaning="noisy")), (), ())


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "夜市 market.apkg"
    write_package(DECK, path, now=NOW)
    return path


@pytest.fixture
def anki(student: Collection) -> Iterator[RunningAnki]:
    with running(RunningAnki(student)) as anki:
        yield anki


def refusal(package: Path, url: str, key: str | None = None) -> str:
    with pytest.raises(AnkiError) as error:
        push(package, url=url, key=key)
    message = str(error.value)
    assert "\n" not in message
    return message


# --- What arrives --------------------------------------------------------------------------------


def test_notes_arrive_in_the_collection(
    anki: RunningAnki, student: Collection, package: Path
) -> None:
    assert push(package, url=anki.url).added == 2
    assert fields_of(student, "摊")["Meaning"] == "stall"
    (note_id,) = student.find_notes("Word:摊")
    note = student.get_note(note_id)
    assert note.guid == guid_for("摊", ())
    assert [student.decks.name(card.did) for card in note.cards()] == ["Market"]


def test_changed_notes_are_updated_and_reviews_stay(
    anki: RunningAnki, student: Collection, package: Path
) -> None:
    push(package, url=anki.url)
    before = review_everything(student)
    notes = (a_note("摊", Meaning="market stall"), *DECK.notes[1:], a_note("热闹"))
    write_package(replace(DECK, notes=notes), package, now=NOW + 60)
    summary = push(package, url=anki.url)
    assert (summary.before, summary.after, summary.added) == (2, 3, 1)
    assert fields_of(student, "摊")["Meaning"] == "market stall"
    assert schedule(student) == before


def test_students_own_deck_options_stay(
    anki: RunningAnki, student: Collection, package: Path
) -> None:
    options = student.decks.all_config()[0]
    options["new"]["perDay"] = 77
    student.decks.update_config(options)
    push(package, url=anki.url)
    assert [config["new"]["perDay"] for config in student.decks.all_config()] == [77]
    assert student.decks.config_dict_for_deck_id(student.decks.id("Market"))["new"]["perDay"] == 77


def test_relative_path_is_sent_whole(
    anki: RunningAnki, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(package.parent)
    push(Path(package.name), url=anki.url)
    sent = [r["params"]["path"] for r in anki.requests if r["action"] == "importPackage"]
    assert sent == [str(package)]


def test_key_is_sent_where_it_is_asked_for(anki: RunningAnki, package: Path) -> None:
    anki.key = "a secret"
    assert push(package, url=anki.url, key="a secret").added == 2


def test_request_goes_past_a_proxy(
    anki: RunningAnki, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert push(package, url=anki.url).added == 2


def test_no_request_claims_an_origin(anki: RunningAnki, package: Path) -> None:
    """AnkiConnect takes a request with one for a web page's, and asks the user."""
    assert push(package, url=f"{anki.url}/").added == 2
    assert {request["version"] for request in anki.requests} == {6}


# --- What is said where it can't -----------------------------------------------------------------


def test_anki_that_is_not_open_is_told_what_to_do(package: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refusal(package, f"http://127.0.0.1:{port}") == (
        f"http://127.0.0.1:{port}: nothing answers: open Anki, with the add-on AnkiConnect"
        " (code 2055492159) in it, and try again"
    )


def test_key_that_is_missing_or_wrong_is_asked_for(anki: RunningAnki, package: Path) -> None:
    anki.key = "a secret"
    assert "wants a key" in refusal(package, anki.url)
    assert "does not take this key" in refusal(package, anki.url, "another")
    anki.key = None
    assert "does not take this key" in refusal(package, anki.url, "another")


def test_anki_without_a_collection_is_told_to_choose_a_profile(package: Path) -> None:
    with running(RunningAnki(None)) as anki:
        with pytest.raises(AnkiError, match="choose a profile"):
            check(anki.url)
        assert "choose a profile" in refusal(package, anki.url)


def test_import_that_finds_no_collection_is_told_to_choose_a_profile(
    anki: RunningAnki, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki, "import_package", lambda path: False)
    assert "choose a profile" in refusal(package, anki.url)


def test_old_add_on_is_told_to_be_updated(
    anki: RunningAnki, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anki.version = 5
    assert "too old" in refusal(package, anki.url)

    def unknown(origin: object) -> object:
        raise RuntimeError("unsupported action")

    monkeypatch.setattr(anki, "permission", unknown)
    assert "too old" in refusal(package, anki.url)


def test_permission_that_is_denied_is_told(
    anki: RunningAnki, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki, "permission", lambda origin: {"permission": "denied"})
    assert "does not allow it" in refusal(package, anki.url)
    assert [request["action"] for request in anki.requests] == ["requestPermission"]


def test_package_that_anki_can_not_read_is_passed_on(anki: RunningAnki, tmp_path: Path) -> None:
    message = refusal(tmp_path / "missing.apkg", anki.url)
    assert re.match(r"Anki can't import the package \(.+\): write it with -o", message)
    broken = tmp_path / "broken.apkg"
    broken.write_bytes(b"no package")
    assert re.match(
        r"Anki can't import the package \(.+\): write it with -o", refusal(broken, anki.url)
    )


@contextmanager
def server_that(answer: Callable[[socket.socket], object]) -> Iterator[str]:
    """Answer one connection after the other in the given way, and yield the address."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:  # closed
                    return
                with connection:
                    connection.recv(65536)
                    answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def page(status: str, body: str) -> Callable[[socket.socket], object]:
    head = (
        f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nLocation: http://127.0.0.1:1/\r\n\r\n"
    )
    return lambda connection: connection.sendall((head + body).encode())


@pytest.mark.parametrize(
    "answer",
    [
        page("200 OK", "<html>A router</html>"),
        page("200 OK", "AnkiConnect v.6"),
        page("200 OK", "[]"),
        page("200 OK", '{"result": 6}'),
        page("302 Found", ""),
        page("404 Not Found", '{"result": null, "error": null}'),
        page("500 Internal Server Error", "oh"),
    ],
)
def test_another_server_is_not_taken_for_anki(
    package: Path, answer: Callable[[socket.socket], object]
) -> None:
    with server_that(answer) as url:
        assert "something other than AnkiConnect answers there" in refusal(package, url)


def test_server_that_refuses_the_program_is_told(package: Path) -> None:
    with server_that(page("403 Forbidden", "")) as url:
        assert "refuses this program" in refusal(package, url)


@pytest.mark.parametrize(
    "bytes_sent",
    [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"],
)
def test_answer_that_breaks_off_is_told(package: Path, bytes_sent: bytes) -> None:
    with server_that(lambda connection: connection.sendall(bytes_sent)) as url:
        assert "broke off" in refusal(package, url)


def test_anki_that_does_not_answer_is_not_waited_for(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_connect, "_PATIENCE", 0.2)
    done = threading.Event()
    with server_that(lambda connection: done.wait(20)) as url:
        try:
            assert "did not answer within 0.2 seconds" in refusal(package, url)
        finally:
            done.set()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:8765",
        "127.0.0.1",
        "ftp://127.0.0.1",
        "http://",
        "http://a:b",
        "http://[::1",
        "http://a:99999",
        f"http://{64 * 'a'}",
    ],
)
def test_address_that_is_none_is_told(package: Path, url: str) -> None:
    assert "write it like http://127.0.0.1:8765" in refusal(package, url)


def test_host_that_nobody_knows_is_told(package: Path) -> None:
    assert "can't be reached" in refusal(package, "http://no.such.host.invalid:8765")
