"""The offline voice: the real espeak-ng in its processes."""

import importlib.util
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from shengci.errors import MissingExtra, ShengciError
from shengci.media import espeak, sound
from shengci.media.speaking import Utterance
from shengci.records import Settings, Speech

SENTENCE = Utterance(
    Speech("他们垄断了市场，5G贵。", ("ta1", "men5", "long3", "duan4", "le5", "shi4", "chang3", "，", "5G", "gui4", "。")),
    is_word=False,
)  # fmt: skip
WORD = Utterance(Speech("垄断", ("long3", "duan4")), is_word=True)


def test_the_same_text_gives_the_same_bytes_in_any_order_and_process() -> None:
    words = [WORD, SENTENCE, Utterance(Speech("女儿", ("nu:3", "er2")), is_word=True)] * 3
    made = []
    for order in (words, words[::-1]):
        voice = espeak.speaker(Settings())
        try:
            with ThreadPoolExecutor(3) as threads:
                made.append(dict(zip(order, threads.map(voice.speak, order), strict=True)))
        finally:
            voice.close()
    assert made[0] == made[1]
    assert len(set(made[0].values())) == 3
    assert all(map(sound.is_mp3, made[0].values()))


def test_words_are_said_more_slowly_than_sentences() -> None:
    voice = espeak.speaker(Settings())
    try:
        slow = voice.speak(WORD)
        fast = voice.speak(Utterance(WORD.speech, is_word=False))
    finally:
        voice.close()
    assert len(slow) > 1.1 * len(fast)


def test_the_key_holds_the_reading_the_speed_and_the_versions() -> None:
    voice = espeak.speaker(Settings())
    other = Utterance(Speech("垄断", ("long2", "duan4")), is_word=True)
    keys = {voice.key(WORD), voice.key(other), voice.key(Utterance(WORD.speech, is_word=False))}
    assert len(keys) == 3
    assert {"espeak", "0.2.4"} <= set(voice.key(WORD))
    # Characters that are read alike sound alike.
    assert voice.key(WORD) == voice.key(Utterance(Speech("壟斷", ("long3", "duan4")), is_word=True))


def test_a_worker_that_died_is_replaced() -> None:
    worker = espeak._Worker()
    try:
        before = worker.speak("ma1", 130)
        assert worker._process is not None
        worker._process.kill()
        worker._process.wait()
        with pytest.raises(ShengciError, match="espeak-ng ended unexpectedly"):
            worker.speak("ma1", 130)
        assert worker.speak("ma1", 130) == before
    finally:
        worker.close()


def test_a_worker_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen

    def hanging(_: list[str], **options: int) -> "subprocess.Popen[bytes]":
        program = "import sys; print('ready', flush=True); sys.stdin.read()"
        return real([sys.executable, "-c", program], **options)

    monkeypatch.setattr(subprocess, "Popen", hanging)
    monkeypatch.setattr(espeak, "_SECONDS", 0.5)
    with pytest.raises(ShengciError, match="espeak-ng took too long"):
        espeak._Worker().speak("ma1", 130)


def test_a_worker_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen

    def failing(_: list[str], **options: int) -> "subprocess.Popen[bytes]":
        return real([sys.executable, "-c", "print('its data is damaged')"], **options)

    monkeypatch.setattr(subprocess, "Popen", failing)
    with pytest.raises(ShengciError, match="its data is damaged"):
        espeak._Worker().speak("ma1", 130)


def test_a_module_in_the_folder_the_user_is_in_is_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not the library')")
    monkeypatch.chdir(tmp_path)
    worker = espeak._Worker()
    try:
        assert sound.is_mp3(worker.speak("ma1", 130))
    finally:
        worker.close()


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "soundfile", SimpleNamespace(available_formats=dict))
    with pytest.raises(MissingExtra, match=r"pip install -U 'shengci\[audio\]'"):
        espeak.speaker(Settings())
    monkeypatch.setitem(sys.modules, "soundfile", None)
    with pytest.raises(MissingExtra, match=r"pip install 'shengci\[audio\]'"):
        espeak.speaker(Settings())
    real = importlib.util.find_spec
    monkeypatch.setattr(espeak, "find_spec", lambda name: None if "espeak" in name else real(name))
    with pytest.raises(MissingExtra, match=r"pip install 'shengci\[audio\]'"):
        espeak.speaker(Settings())
