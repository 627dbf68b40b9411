"""The user's own voice: real programs, run as the user would have them run."""

import shlex
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile

from shengci.errors import ShengciError
from shengci.media import command, sound
from shengci.media.speaking import Utterance
from shengci.records import Settings, Speech

WORD = Utterance(Speech("女儿", ("nu:3", "er2")), is_word=True)
NOISE = """
import numpy, pathlib, soundfile, sys
out = pathlib.Path(sys.argv[1])
pathlib.Path(sys.argv[2]).write_text("|".join(sys.argv[3:]), encoding="utf-8")
soundfile.write(out, 0.3 * numpy.sin(numpy.arange(8000) / 5), 16000)
"""


def voice_of(*words: str, seconds: float = 30.0) -> command.Voice:
    line = " ".join(map(shlex.quote, words))
    return command.speaker(Settings(voice="command", voice_command=line), seconds=seconds)


def program(code: str, *rest: str, seconds: float = 30.0) -> command.Voice:
    code = code.replace("{", "{{").replace("}", "}}")
    return voice_of(sys.executable, "-c", code, *rest, seconds=seconds)


def test_the_text_and_the_reading_are_handed_over_and_a_wave_becomes_an_mp3(tmp_path: Path) -> None:
    noted = tmp_path / "noted"
    speech = Speech("女儿; rm -rf $HOME `x` 'y'", ("nu:3", "er2"))
    voice = program(NOISE, "{out}", str(noted), "{text}", "--reading={pinyin}", "{{}}")
    made = voice.speak(Utterance(speech, is_word=True))
    assert sound.is_mp3(made)
    assert noted.read_text(encoding="utf-8") == f"{speech.text}|--reading=nv3 er2|{{}}"
    (tmp_path / "made.mp3").write_bytes(made)
    samples, rate = soundfile.read(tmp_path / "made.mp3")
    assert rate == 16_000
    assert np.sqrt((samples[1500:-2500] ** 2).mean()) == pytest.approx(sound.LOUDNESS, rel=0.05)


@pytest.mark.parametrize("ending", [".ogg", ".flac"])
def test_another_ending_is_taken_too(tmp_path: Path, ending: str) -> None:
    made = program(NOISE, "{out}" + ending, str(tmp_path / "noted"), "{text}").speak(WORD)
    assert sound.is_mp3(made)


def test_an_mp3_is_kept_as_it_is(tmp_path: Path) -> None:
    theirs = sound.mp3_of(0.9 * np.sin(np.arange(9000) / 5), 16_000)
    (tmp_path / "theirs.mp3").write_bytes(theirs)
    copy = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[2])"
    assert program(copy, str(tmp_path / "theirs.mp3"), "{out}", "{text}").speak(WORD) == theirs


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import sys; sys.exit('busy: no model\\nno voice zh')", "failed: no voice zh$"),
        ("import sys; sys.exit(3)", "failed: exit code 3$"),
        ("pass", "wrote no sound file"),
        ("import sys; open(sys.argv[1], 'w')", "wrote no sound file"),
        ("import sys; open(sys.argv[1], 'w').write('<html>')", "no sound that can be read"),
        ("import sys; open(sys.argv[1] + '1', 'w'); open(sys.argv[1] + '2', 'w')", "no sound file"),
    ],
)
def test_a_program_that_fails_costs_the_sound_with_its_last_words(code: str, reason: str) -> None:
    with pytest.raises(ShengciError, match=reason):
        program(code, "{out}", "{text}").speak(WORD)


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    noted = tmp_path / "still running"
    child = f"import time; time.sleep(3); open({str(noted)!r}, 'w')"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    begun = time.monotonic()
    with pytest.raises(ShengciError, match=r"^timed out after 1 seconds$"):
        program(code, "{out}", "{text}", seconds=1.0).speak(WORD)
    assert time.monotonic() - begun < 2.5
    if sys.platform != "win32":
        time.sleep(max(0.0, begun + 4.0 - time.monotonic()))
        assert not noted.exists()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("", "the voice command is empty: give one, for example"),
        ("   ", "is empty"),
        ("{python} {text}", "has no {out}, the file to write"),
        ("{python} {out}", "has no {text} and no {pinyin}"),
        ("{python} {word} {out}", "{word} is unknown: use {text}, {pinyin}, {out}"),
        ("{python} {} {out}", "{} is unknown"),
        ("{python} {text.real} {out}", "{text.real} is unknown"),
        ("{python} {text!r} {out}", "{text} is unknown"),
        ("{python} {text {out}", "can't be read"),
        ("{python} 'open {text} {out}", "can't be read"),
        ("nosuchvoice {text} {out}", "there is no program nosuchvoice: check its name and path"),
    ],
)
def test_a_command_that_cannot_be_used_is_refused_before_anything_is_said(
    line: str, reason: str
) -> None:
    settings = Settings(voice="command", voice_command=line.replace("{python}", sys.executable))
    with pytest.raises(ShengciError) as refused:
        command.speaker(settings)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_key_holds_what_is_run_but_not_where_it_writes() -> None:
    voice = program(NOISE, "{out}", "noted", "{text}")
    assert voice.key(WORD) == program(NOISE, "{out}", "noted", "{text}").key(WORD)
    assert voice.key(WORD) != program(NOISE, "{out}", "noted", "{text}", "--slow").key(WORD)
    # A word and a sentence of the same text are one to a program that is not told which it is.
    assert voice.key(WORD) == voice.key(Utterance(WORD.speech, is_word=False))
