"""The voice "espeak": espeak-ng, offline, reads our pinyin aloud.

Each of its workers is a process of its own (`espeak_worker`), started anew when it dies. A pool of
`multiprocessing` would start the user's own script over in each process unless that guards its main part.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from importlib.metadata import version
from importlib.util import find_spec
from typing import IO

from shengci.errors import MissingExtra, ShengciError
from shengci.media import sound
from shengci.media.speaking import Utterance, Voice
from shengci.media.spelling import for_espeak
from shengci.records import Settings

VOICE = "cmn-latn-pinyin"
PITCH, RANGE = 60, 100
"""Of 100. espeak-ng's own 50 and 50 lay the tones within 5 semitones of each other, the first at 98 Hz and the
lowest at 73. These spread them over 9."""
_WORD, _SENTENCE = (
    130,
    165,
)  # espeak-ng's words a minute: 2.5 and 3.4 syllables a second with pauses
_MOST_WORKERS = 8
_SECONDS = 30.0  # what a worker may take for one sound; a long sentence takes a tenth of one


def speaker(_: Settings) -> Voice:
    """Return the voice, with as many workers as there are cores.

    Raises:
        MissingExtra: espeak-ng or soundfile is not installed.
    """
    if find_spec("espeakng_loader") is None:
        raise MissingExtra("the espeak voice needs more packages: pip install 'shengci[audio]'")
    made_with = (
        version("espeakng_loader"),
        version("soundfile"),
        sound.soundfile().__libsndfile_version__,
    )
    n_workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    workers = [_Worker() for _ in range(n_workers)]
    idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def speak(said: Utterance) -> bytes:
        worker = idle.get()
        try:
            return worker.speak(_text(said), _speed(said))
        finally:
            idle.put(worker)

    def key(said: Utterance) -> tuple[str, ...]:
        numbers = map(str, (_speed(said), PITCH, RANGE, *sound.PARAMETERS))
        return ("espeak", VOICE, *made_with, *numbers, _text(said))

    def close() -> None:
        for worker in workers:
            worker.close()

    return Voice(speak, key, n_workers, close)


def _text(said: Utterance) -> str:
    return for_espeak(said.speech.syllables, said.speech.text)


def _speed(said: Utterance) -> int:
    return _WORD if said.is_word else _SENTENCE


class _Worker:
    """A process that speaks, started with the first thing it is to say."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def speak(self, text: str, speed: int) -> bytes:
        """Return a text spoken, as an MP3.

        Raises:
            ShengciError: it can't be spoken, the process took too long, or it died.
        """
        process = self._process or self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(_SECONDS, stop)
        timer.start()
        try:
            process.stdin.write(json.dumps({"text": text, "speed": speed}).encode() + b"\n")
            process.stdin.flush()
            return _answer(process.stdout)
        except (EOFError, OSError) as error:
            self.close()
            reason = "took too long" if late.is_set() else "ended unexpectedly"
            raise ShengciError(f"espeak-ng {reason}") from error
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _started(self) -> subprocess.Popen[bytes]:
        # -P: no file of the folder the user is in may take the place of a library.
        command = [sys.executable, "-P", "-m", "shengci.media.espeak_worker"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert process.stdout is not None
        self._process = process
        greeting = process.stdout.readline().decode().strip()
        if greeting != "ready":
            self.close()
            raise ShengciError(greeting or "espeak-ng can't be started")
        return process


def _answer(out: IO[bytes]) -> bytes:
    line = out.readline().decode().strip()
    if not line:
        raise EOFError
    if not line.isdigit():
        raise ShengciError(line)
    data = out.read(int(line))
    if len(data) < int(line):
        raise EOFError
    return data
