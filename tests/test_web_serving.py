"""`shengci serve` itself: what it prints, what it refuses, how it ends."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from shengci.errors import MissingExtra, ShengciError
from shengci.web import serving as room
from shengci.web.serving import Serving, check, listen
from visiting import Visitor, serving

SERVE = [sys.executable, "-m", "shengci.cli", "serve"]


@contextlib.contextmanager
def started(*arguments: str, **given: str) -> Iterator[subprocess.Popen[str]]:
    """Run the program until the context ends."""
    process = subprocess.Popen(
        [*SERVE, "--no-browser", "--port", "0", *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | given,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def lines_of(process: subprocess.Popen[str], last: str) -> str:
    assert process.stderr
    read = ""
    while last not in read:
        line = process.stderr.readline()
        assert line, read
        read += line
    return read


def test_program_prints_a_link_answers_and_ends_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "term.toml").write_text('title = "Spring term"\n', encoding="utf-8")
    with started(str(tmp_path)) as process:
        said = lines_of(process, "Open ")
        assert f"Serving {tmp_path} to this machine alone" in said
        link = re.search(r"http://127\.0\.0\.1:(\d+)(/enter\S+)", said)
        assert link
        with socket.create_connection(("127.0.0.1", int(link[1])), timeout=10) as other:
            other.sendall(f"GET {link[2]} HTTP/1.1\r\nHost: 127.0.0.1:{link[1]}\r\n\r\n".encode())
            assert b"200 OK" in other.recv(4096)
            began = time.perf_counter()
            process.send_signal(signal.SIGINT)
            process.wait(20)
        assert time.perf_counter() - began < 10
        assert process.stderr
        assert process.stdout
        rest = process.stderr.read()
        assert "To open it once more: http://127.0.0.1" in rest
        assert link[2] not in rest
        assert "Traceback" not in rest
        assert process.stdout.read() == ""


def test_program_for_others_says_what_is_exposed_and_never_the_password(tmp_path: Path) -> None:
    password = "tofu and scallions"
    with started(str(tmp_path), "--host", "0.0.0.0", SHENGCI_PASSWORD=password) as process:
        said = lines_of(process, "Open ")
        assert "every machine that can reach" in said
        assert "read, change and add class decks" in said
        assert "not encrypted" in said
        assert password not in said


@pytest.mark.parametrize(
    ("arguments", "given", "why"),
    [
        (["nowhere"], {}, "nowhere: there is no such folder"),
        ([".", "--host", "0.0.0.0"], {"SHENGCI_PASSWORD": "short"}, "10 characters or more"),
        ([".", "--host", "203.0.113.9"], {"SHENGCI_PASSWORD": "x" * 20}, "can't be listened on"),
        ([".", "--port", "99999"], {}, "see --help"),
    ],
)
def test_bad_start_is_one_line_and_exit_code_2(
    tmp_path: Path, arguments: list[str], given: dict[str, str], why: str
) -> None:
    done = subprocess.run(
        [*SERVE, "--no-browser", *arguments],
        cwd=tmp_path,
        env=os.environ | given,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_port_that_is_taken_is_named_and_the_usual_one_is_not_needed(tmp_path: Path) -> None:
    with serving(tmp_path) as served:
        port = served.listening.getsockname()[1]
        with pytest.raises(ShengciError, match=f"127.0.0.1:{port}: can't be listened on"):
            listen(Serving(tmp_path, port=port), print)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        usual = room.USUAL_PORT
        try:
            room.USUAL_PORT = taken.getsockname()[1]
            other = listen(Serving(tmp_path), print)
        finally:
            room.USUAL_PORT = usual
        assert other.listening.getsockname()[1] != taken.getsockname()[1]
        other.listening.close()
        other.app.state.site.jobs.close()


def test_missing_packages_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "starlette", None)
    with pytest.raises(MissingExtra, match=r"serve needs: pip install 'shengci\[serve\]'"):
        check(Serving(tmp_path))


def test_mistake_of_our_own_is_told_in_the_terminal_and_the_server_lives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with serving(tmp_path) as served:
        visitor = Visitor(served).enter()
        store = served.app.state.site.store
        monkeypatch.setattr(store, "decks", lambda: 1 // 0)
        answer = visitor.get("/")
        assert answer.status == 500
        assert "mistake of shengci's own" in answer.json["problem"]
        assert "ZeroDivisionError" not in answer.text
        monkeypatch.undo()
        assert visitor.get("/").status == 200
    assert "ZeroDivisionError" in capsys.readouterr().err
