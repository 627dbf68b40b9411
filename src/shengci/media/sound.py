"""Samples in, an MP3 out: silence trimmed, every sound equally loud."""

import io
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from shengci.errors import MissingExtra, ShengciError

if TYPE_CHECKING:
    from pathlib import Path

Samples = NDArray[np.float64]
"""One channel, -1 to 1."""

LOUDNESS = 0.1  # root mean square of what is spoken, -20 dB of full scale
PEAK = 0.89  # -1 dB: an MP3's peaks overshoot those it was made from
LEAD_IN, LEAD_OUT = 0.05, 0.1  # seconds of silence; some players cut off the first
COMPRESSION = 0.85  # of soundfile, 0 to 1
"""With a variable rate about 40 kbit/s, whose spectrum is 3.6 dB off; a constant 40 kbit/s is 11.6 dB off."""
PARAMETERS = (LOUDNESS, PEAK, LEAD_IN, LEAD_OUT, COMPRESSION)
"""All that changes the bytes an MP3 is made of."""
_FRAME = 0.02  # seconds
_SPOKEN = 0.01  # of the loudest frame, -40 dB; quieter ones at either end are silence
_LONGEST = 120  # seconds
_NEEDED = "sound needs more packages: pip install 'shengci[audio]'"


def soundfile() -> Any:  # noqa: ANN401 - a module without types
    """Return the library that reads and writes sound files.

    Raises:
        MissingExtra: it is not installed, or too old to write MP3.
    """
    try:
        import soundfile
    except (ImportError, OSError) as error:  # OSError: without its C library
        raise MissingExtra(_NEEDED) from error
    if "MP3" not in soundfile.available_formats():
        raise MissingExtra("sound needs libsndfile 1.1 or newer: pip install -U 'shengci[audio]'")
    return soundfile


def from_pcm(data: bytes) -> Samples:
    """Return 16-bit samples of one channel as numbers."""
    return np.frombuffer(data, dtype=np.int16).astype(np.float64) / 32768


def is_mp3(data: bytes) -> bool:
    """Return whether bytes begin as an MP3 does: with a tag, or with the signs of a frame of Layer III."""
    is_frame = len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2
    return data.startswith(b"ID3") or is_frame


def read(path: "Path") -> tuple[Samples, int]:
    """Return the sound of a file in any format libsndfile knows, its channels mixed, and its rate in Hz.

    Raises:
        ShengciError: the file holds no sound, or more than two minutes.
        MissingExtra: soundfile is not installed.
    """
    library = soundfile()
    try:
        with library.SoundFile(path) as file:
            if file.frames > _LONGEST * file.samplerate:
                raise ShengciError(f"the sound is longer than {_LONGEST} seconds")
            samples = file.read(dtype="float64", always_2d=True)
            return samples.mean(axis=1), file.samplerate
    except library.LibsndfileError as error:
        raise ShengciError("the file is no sound that can be read (WAV, MP3, Ogg, FLAC)") from error


def mp3_of(samples: Samples, rate: int) -> bytes:
    """Return samples as an MP3, trimmed to what is spoken and brought to one loudness.

    The loudness is the root mean square of the spoken frames, so that a pause does not count; where a peak
    would be cut, the whole stays quieter.

    Raises:
        ShengciError: they are silent.
        MissingExtra: soundfile is not installed.
    """
    samples = np.nan_to_num(samples)
    size = max(1, round(rate * _FRAME))
    padded = np.pad(samples, (0, -len(samples) % size))
    loudness = np.sqrt((padded.reshape(-1, size) ** 2).mean(axis=1))
    if len(loudness) == 0 or loudness.max() < 1e-3:
        raise ShengciError("the sound is silent")
    spoken = np.flatnonzero(loudness > _SPOKEN * loudness.max())
    kept = padded[spoken[0] * size : (spoken[-1] + 1) * size]
    level = np.sqrt((loudness[spoken] ** 2).mean())
    gain = min(LOUDNESS / level, PEAK / np.abs(kept).max())
    quiet = [np.zeros(round(rate * seconds)) for seconds in (LEAD_IN, LEAD_OUT)]
    return _encoded(np.concatenate((quiet[0], kept * gain, quiet[1])), rate)


def _encoded(samples: Samples, rate: int) -> bytes:
    library = soundfile()
    out = io.BytesIO()
    library.write(
        out,
        samples.astype(np.float32),
        rate,
        format="MP3",
        subtype="MPEG_LAYER_III",
        compression_level=COMPRESSION,
        bitrate_mode="VARIABLE",
    )
    return out.getvalue()
