"""The online voice: the real edge-tts against a server on this machine that speaks its protocol."""

import asyncio
import importlib.util
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import edge_tts.communicate
import numpy as np
import pytest
from aiohttp import web

from shengci.errors import MissingExtra, ShengciError
from shengci.media import edge, sound
from shengci.media.speaking import Utterance
from shengci.records import Settings, Speech

WORD = Utterance(Speech("垄断", ("long3", "duan4")), is_word=True)
MP3 = sound.mp3_of(np.sin(np.arange(20_000) / 9), 24_000)


def binary(data: bytes) -> bytes:
    headers = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
    return len(headers).to_bytes(2, "big") + headers + data


class Service:
    """A server that answers each request with the next of some pieces, and notes what it was asked."""

    def __init__(self, *answers: bytes | int) -> None:
        self.asked: list[str] = []
        self._answers = list(answers)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, int):
            self.asked.append("")
            return web.Response(status=answer)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.receive_str()  # the configuration
        self.asked.append(await socket.receive_str())
        if answer == b"silence":
            await asyncio.sleep(3)
        elif answer == b"nonsense":
            await socket.send_str("Path:surprise\r\n\r\n")
        else:
            await socket.send_str("Path:turn.start\r\n\r\n{}")
            for start in range(0, len(answer), 1000):
                await socket.send_bytes(binary(answer[start : start + 1000]))
            await socket.send_str("Path:turn.end\r\n\r\n{}")
        await socket.close()
        return socket


@contextmanager
def running(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run the service on a port of this machine, and have edge-tts ask it instead of Microsoft's."""
    loop = asyncio.new_event_loop()

    async def start() -> tuple[web.AppRunner, int]:
        app = web.Application()
        app.router.add_get("/", service.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return runner, runner.addresses[0][1]

    runner, port = loop.run_until_complete(start())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    monkeypatch.setattr(edge_tts.communicate, "WSS_URL", f"ws://127.0.0.1:{port}/?x=1")
    for name in (
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "http_proxy",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def test_the_characters_are_sent_and_the_sound_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(MP3)
    with running(service, monkeypatch):
        assert edge.speaker(Settings(), pauses=()).speak(WORD) == MP3
    (asked,) = service.asked
    assert "垄断" in asked
    assert "XiaoxiaoNeural" in asked
    assert "rate='-15%'" in asked


def test_a_second_try_may_succeed(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Service(503, MP3)
    with running(service, monkeypatch):
        assert edge.speaker(Settings(), pauses=(0.0, 0.0)).speak(WORD) == MP3
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (503, r"the service refused \(HTTP 503\)"),
        (b"", "the service sent no sound"),
        (b"<html>busy</html>", "something else than an MP3"),
        (b"nonsense", "an answer that can't be understood"),
        (b"silence", "did not answer in time"),
    ],
)
def test_what_goes_wrong_is_told(
    answer: bytes | int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "_SECONDS", 1.0)
    service = Service(answer)
    with running(service, monkeypatch), pytest.raises(ShengciError, match=reason):
        edge.speaker(Settings(), pauses=(0.0,)).speak(WORD)
    assert len(service.asked) == 2


def test_without_a_network_the_reason_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge_tts.communicate, "WSS_URL", "ws://127.0.0.1:9/?x=1")  # nobody answers
    with pytest.raises(ShengciError, match="can't be reached: is there a network"):
        edge.speaker(Settings(), pauses=()).speak(WORD)


def test_without_its_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(edge, "find_spec", lambda name: None if name == "edge_tts" else real(name))
    with pytest.raises(MissingExtra, match=r"pip install 'shengci\[edge\]'"):
        edge.speaker(Settings())


def test_the_key_holds_the_text_and_the_speed() -> None:
    voice = edge.speaker(Settings())
    assert "垄断" in voice.key(WORD)
    assert voice.key(WORD) != voice.key(Utterance(WORD.speech, is_word=False))
