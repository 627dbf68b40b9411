"""A process of its own that speaks with espeak-ng: a C library with global state, so one a process.

Started as `python -m shengci.media.espeak_worker`. It first writes "ready" or why it can't work; then, for each
JSON line {"text", "speed"} it reads, a line with a number of bytes and those bytes, an MP3; or, in place
of the number, why it failed.
"""

import _ctypes
import ctypes
import json
import sys
from collections.abc import Callable

from shengci.errors import ShengciError
from shengci.media import sound
from shengci.media.espeak import PITCH, RANGE, VOICE

_SYNCHRONOUS = 2  # espeak_ng's AUDIO_OUTPUT_SYNCHRONOUS: sound goes to the callback
_STAY = 0x8000  # espeakINITIALIZE_DONT_EXIT
_UTF8, _PHONEMES = 0x1, 0x100  # the text's encoding; [[...]] holds phonemes
_SPEED, _PITCH, _RANGE = 1, 3, 4  # numbers of its parameters
_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


def main() -> None:
    """Speak what standard input asks for until it ends."""
    out = sys.stdout.buffer
    try:
        speak = _speaker()
    except (OSError, ShengciError) as error:
        out.write(f"{error}\n".encode())
        return
    out.write(b"ready\n")
    out.flush()
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        try:
            data = speak(asked["text"], asked["speed"])
        except ShengciError as error:
            out.write(f"{error}\n".encode())
        else:
            out.write(f"{len(data)}\n".encode() + data)
        out.flush()


def _speaker() -> Callable[[str, int], bytes]:
    """Return the function that speaks, once espeak-ng has been tried."""
    _Library().close()

    def speak(text: str, speed: int) -> bytes:
        # Loaded anew for each: espeak-ng 1.52.0 makes its voice flutter, and where in that it was at the end of
        # one text it goes on in the next, so that a sound would depend on those before. It takes 2 ms.
        library = _Library()
        try:
            samples, rate = library.spoken(text, speed)
        finally:
            library.close()
        return sound.mp3_of(sound.from_pcm(samples), rate)

    return speak


class _Library:
    """espeak-ng as it is when just loaded, with our voice."""

    def __init__(self) -> None:
        import espeakng_loader

        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        data = espeakng_loader.get_data_path().encode()
        self._rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _STAY)
        if self._rate <= 0 or self._library.espeak_SetVoiceByName(VOICE.encode()) != 0:
            raise ShengciError("the files of espeak-ng are damaged: install shengci[audio] again")
        self._heard = bytearray()
        self._callback = _Callback(self._hear)  # must live as long as the library may call it
        self._library.espeak_SetSynthCallback(self._callback)
        self._library.espeak_SetParameter(_PITCH, PITCH, 0)
        self._library.espeak_SetParameter(_RANGE, RANGE, 0)

    def spoken(self, text: str, speed: int) -> tuple[bytes, int]:
        """Return 16-bit samples of a text, and their rate in Hz; `speed` is in words a minute."""
        encoded = text.encode()
        self._library.espeak_SetParameter(_SPEED, speed, 0)
        flags = _UTF8 | _PHONEMES
        if self._library.espeak_Synth(encoded, len(encoded) + 1, 0, 0, 0, flags, None, None) != 0:
            raise ShengciError("espeak-ng could not speak it")
        self._library.espeak_Synchronize()
        return bytes(self._heard), self._rate

    def close(self) -> None:
        """Unload the library and with it all that it remembers."""
        self._library.espeak_Terminate()
        unload = getattr(_ctypes, "FreeLibrary" if sys.platform == "win32" else "dlclose")
        unload(self._library._handle)

    def _hear(self, samples: "ctypes._Pointer[ctypes.c_short]", n_samples: int, _: object) -> int:
        if samples and n_samples > 0:
            self._heard.extend(ctypes.string_at(samples, 2 * n_samples))
        return 0


if __name__ == "__main__":
    main()
