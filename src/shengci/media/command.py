"""The voice "command": the user's own program, run once for each sound."""

import os
import shlex
import shutil
import signal
import string
import subprocess
import tempfile
from pathlib import Path

from shengci.errors import ShengciError
from shengci.media import sound
from shengci.media.speaking import Utterance, Voice
from shengci.records import Settings

_PLACES = ("text", "pinyin", "out")
_SECONDS = 60.0  # for one sound; a neural voice on a slow processor takes ten
_LAST_WORDS = 200  # bytes of a complaint that are shown
_MOST_BYTES = 50_000_000
_MOST_AT_ONCE = 4
_EXAMPLE = 'for example "mytts --text {text} --out {out}"'


def speaker(settings: Settings, *, seconds: float = _SECONDS) -> Voice:
    """Return the voice that the command of `settings.voice_command` is.

    The command is a line as for a shell, but no shell reads it, so that no character of a text is taken for
    one of its signs. In it {text} stands for the Chinese, {pinyin} for its numbered syllables with ü as v, {out} for
    the file to write, which ends in .wav; two braces mean one. Whatever it writes there, or beside it under another
    ending, is brought to MP3 and to one loudness, unless it is an MP3 already.

    Raises:
        ShengciError: the command is empty or broken, has no {out}, has neither {text} nor {pinyin}, or names a
            program that is not there.
        MissingExtra: soundfile is not installed.
    """
    template = _template(settings.voice_command)
    library = sound.soundfile().__libsndfile_version__

    def speak(said: Utterance) -> bytes:
        with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
            out = Path(folder) / "sound.wav"
            _run([part.format(**_values(said), out=out) for part in template], seconds)
            return _mp3(out)

    def key(said: Utterance) -> tuple[str, ...]:
        values = _values(said)
        filled = (part.format(**values, out="{out}") for part in template)
        return ("command", library, *map(str, sound.PARAMETERS), *filled)

    return Voice(speak, key, min(os.cpu_count() or 1, _MOST_AT_ONCE), lambda: None)


def _template(line: str) -> list[str]:
    """Return the words of a command that can be filled in and run."""
    shown = f"the voice command {line!r}"
    if not line.strip():
        raise ShengciError(f"the voice command is empty: give one, {_EXAMPLE}")
    try:
        words = shlex.split(line, posix=os.name != "nt")  # a Windows path is full of backslashes
        if os.name == "nt":
            words = [word.strip('"') for word in words]
        parsed = [field for word in words for field in string.Formatter().parse(word)]
    except ValueError as error:
        raise ShengciError(f"{shown} can't be read ({error}): {_EXAMPLE}") from error
    places = [name for _, name, _, _ in parsed if name is not None]
    for _, name, form, conversion in parsed:
        if name is not None and (name not in _PLACES or form or conversion):
            raise ShengciError(f"{shown}: {{{name}}} is unknown: use {{text}}, {{pinyin}}, {{out}}")
    if "out" not in places:
        raise ShengciError(f"{shown} has no {{out}}, the file to write: {_EXAMPLE}")
    if not {"text", "pinyin"} & set(places):
        raise ShengciError(f"{shown} has no {{text}} and no {{pinyin}}: {_EXAMPLE}")
    if (program := shutil.which(words[0])) is None:
        raise ShengciError(f"{shown}: there is no program {words[0]}: check its name and path")
    return [program.replace("{", "{{").replace("}", "}}"), *words[1:]]


def _values(said: Utterance) -> dict[str, str]:
    syllables = (syllable.replace("u:", "v") for syllable in said.speech.syllables)
    return {"text": said.speech.text, "pinyin": " ".join(syllables)}


def _run(words: list[str], seconds: float) -> None:
    """Run a program to its end, with no input and its output thrown away.

    Raises:
        ShengciError: it takes too long, which ends it and all it started, or fails.
    """
    with (
        tempfile.TemporaryFile() as complaints
    ):  # a pipe would be held open by what it leaves running
        try:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaints,
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise ShengciError(f"{Path(words[0]).name} can't be run ({error})") from error
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise ShengciError(f"timed out after {seconds:g} seconds") from error
        finally:
            _end(process)
        complaints.seek(max(0, complaints.seek(0, os.SEEK_END) - _LAST_WORDS))
        lines = complaints.read().decode(errors="replace").strip().splitlines()
    if code != 0:
        said = "".join(filter(str.isprintable, lines[-1])) if lines else f"exit code {code}"
        raise ShengciError(f"{Path(words[0]).name} failed: {said}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process that still runs and, where the system knows groups, all that it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _mp3(out: Path) -> bytes:
    files = [path for path in out.parent.iterdir() if path.is_file() and not path.is_symlink()]
    made = [path for path in files if path == out] or files
    if len(made) != 1 or made[0].stat().st_size == 0:
        raise ShengciError("the command wrote no sound file")
    (path,) = made
    if path.stat().st_size > _MOST_BYTES:
        raise ShengciError(f"the sound file is larger than {_MOST_BYTES // 1_000_000} MB")
    samples, rate = sound.read(path)
    data = path.read_bytes()
    return data if sound.is_mp3(data) else sound.mp3_of(samples, rate)
