"""Prints the phonemes espeak-ng makes of each line of standard input, as its own trace tells them."""

import ctypes
import sys
import tempfile
from pathlib import Path

import espeakng_loader

from shengci.media.espeak import VOICE


def main() -> None:
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    standard = ctypes.CDLL(None)
    standard.fopen.restype = ctypes.c_void_p
    library.espeak_SetPhonemeTrace.argtypes = [ctypes.c_int, ctypes.c_void_p]
    library.espeak_Initialize(1, 0, espeakng_loader.get_data_path().encode(), 0x8000)
    assert library.espeak_SetVoiceByName(VOICE.encode()) == 0
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        file = ctypes.c_void_p(standard.fopen(str(trace).encode(), b"w"))
        library.espeak_SetPhonemeTrace(1, file)
        for line in sys.stdin:
            before = trace.stat().st_size
            text = line.strip().encode()
            library.espeak_Synth(text, len(text) + 1, 0, 0, 0, 0x101, None, None)
            library.espeak_Synchronize()
            standard.fflush(file)
            print(" ".join(trace.read_bytes()[before:].decode().split()))


if __name__ == "__main__":
    main()
