"""Loudness, trimming, MP3: measured on tones we make and on the real voice."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from shengci.errors import ShengciError
from shengci.media import espeak, sound
from shengci.media.speaking import Utterance
from shengci.records import Settings, Speech

RATE = 22_050


def tone(seconds: float, level: float, hertz: float = 220.0) -> NDArray[np.float64]:
    return level * np.sin(2 * np.pi * hertz * np.arange(round(RATE * seconds)) / RATE)


def heard(mp3: bytes) -> NDArray[np.float64]:
    samples, rate = soundfile.read(io.BytesIO(mp3))
    assert rate == RATE
    assert samples.ndim == 1
    return samples


def loudness(samples: NDArray[np.float64]) -> float:
    return float(np.sqrt((samples**2).mean()))


@pytest.mark.parametrize("level", [0.005, 0.1, 0.9])
def test_every_sound_gets_the_same_loudness(level: float) -> None:
    samples = heard(sound.mp3_of(tone(1.0, level), RATE))
    assert loudness(samples[3000:-4000]) == pytest.approx(sound.LOUDNESS, rel=0.05)


def test_a_pause_does_not_make_the_rest_louder() -> None:
    with_pause = np.concatenate((tone(0.5, 0.3), np.zeros(RATE), tone(0.5, 0.3)))
    samples = heard(sound.mp3_of(with_pause, RATE))
    assert loudness(samples[3000:10_000]) == pytest.approx(sound.LOUDNESS, rel=0.05)


def test_no_peak_is_cut() -> None:
    clicks = tone(1.0, 0.02)
    clicks[::2000] = 0.9
    assert np.abs(heard(sound.mp3_of(clicks, RATE))).max() < 1.0


def test_silence_around_it_is_trimmed_to_a_short_lead_in() -> None:
    samples = heard(sound.mp3_of(np.pad(tone(0.5, 0.2), (RATE, 2 * RATE)), RATE))
    assert len(samples) / RATE == pytest.approx(0.5 + sound.LEAD_IN + sound.LEAD_OUT, abs=0.05)
    first = np.flatnonzero(np.abs(samples) > 0.05)[0] / RATE
    assert first == pytest.approx(sound.LEAD_IN, abs=0.02)


@pytest.mark.parametrize("samples", [np.zeros(RATE), np.zeros(0), np.full(RATE, np.nan)])
def test_silence_is_refused(samples: NDArray[np.float64]) -> None:
    with pytest.raises(ShengciError, match="silent"):
        sound.mp3_of(samples, RATE)


def test_two_channels_and_other_formats_are_read(tmp_path: Path) -> None:
    both = np.stack((tone(0.5, 0.4), np.zeros(round(RATE * 0.5))), axis=1)
    for name in ("a.wav", "a.ogg", "a.flac", "a.mp3"):
        soundfile.write(tmp_path / name, both, RATE)
        samples, rate = sound.read(tmp_path / name)
        assert rate == RATE
        assert np.abs(samples).max() == pytest.approx(0.2, rel=0.1)


def test_what_is_no_sound_or_too_long_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.wav").write_bytes(b"<html>busy</html>")
    with pytest.raises(ShengciError, match="no sound that can be read"):
        sound.read(tmp_path / "page.wav")
    soundfile.write(tmp_path / "long.wav", np.zeros(121 * 8000), 8000)
    with pytest.raises(ShengciError, match="longer than 120 seconds"):
        sound.read(tmp_path / "long.wav")


def test_an_mp3_is_known_by_its_first_bytes() -> None:
    assert sound.is_mp3(sound.mp3_of(tone(0.3, 0.1), RATE))
    assert sound.is_mp3(b"ID3\x04")
    assert not sound.is_mp3(b"RIFF....WAVE")
    assert not sound.is_mp3(b"")


def pitch(samples: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the fundamental frequency of the voiced frames, a frame every 10 ms, by autocorrelation."""
    size, found = 992, []
    window = np.hanning(size)
    own = np.fft.irfft(np.abs(np.fft.rfft(window, 4 * size)) ** 2)[:size]
    for start in range(0, len(samples) - size, 220):
        frame = samples[start : start + size]
        if loudness(frame) < 0.02:
            continue
        spectrum = np.abs(np.fft.rfft((frame - frame.mean()) * window, 4 * size)) ** 2
        likeness = np.fft.irfft(spectrum)[:size] / np.maximum(own, 1e-9)
        lags = slice(RATE // 180, RATE // 55)
        best = lags.start + int(np.argmax(likeness[lags]))
        if likeness[best] > 0.5 * likeness[0]:
            found.append(RATE / best)
    return np.array(found)


def test_the_four_tones_and_the_neutral_one_are_heard_as_such() -> None:
    voice = espeak.speaker(Settings())
    try:
        contours = {
            syllables: pitch(heard(voice.speak(Utterance(Speech("妈", syllables), is_word=True))))
            for syllables in [
                ("ma1",),
                ("ma2",),
                ("ma3",),
                ("ma4",),
                ("ma4", "ma5"),
                ("ma3", "ma3"),
            ]
        }
    finally:
        voice.close()

    def at(*syllables: str, part: float) -> float:
        contour = contours[syllables]
        middle = round(part * (len(contour) - 1))
        return float(np.median(contour[max(0, middle - 3) : middle + 4]))

    def semitones(high: float, low: float) -> float:
        return 12 * float(np.log2(high / low))

    assert abs(semitones(at("ma1", part=0.9), at("ma1", part=0.4))) < 1.5  # level
    assert semitones(at("ma2", part=0.95), at("ma2", part=0.1)) > 3  # rises
    assert semitones(at("ma3", part=0.2), at("ma3", part=0.6)) > 0.5  # dips
    assert semitones(at("ma3", part=1.0), at("ma3", part=0.6)) > 1
    assert semitones(at("ma4", part=0.3), at("ma4", part=0.95)) > 4  # falls
    assert semitones(at("ma1", part=0.5), at("ma3", part=0.5)) > 4  # the high one over the low one
    assert semitones(at("ma4", part=0.3), at("ma4", "ma5", part=0.9)) > 4
    assert semitones(at("ma3", "ma3", part=0.4), at("ma3", "ma3", part=0.05)) > 3  # as ma2 ma3
