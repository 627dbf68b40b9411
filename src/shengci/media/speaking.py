"""Many things said by one voice: each once, several at a time, kept for the next time."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from shengci.errors import MissingExtra, ShengciError
from shengci.media.cache import SoundCache
from shengci.notetype import digest
from shengci.records import MediaFile, Speech

Progress = Callable[[int, int], None]
"""Told how many sounds are done, of how many."""

_SHOWN = 20  # characters of a sentence in a message
_AT_A_TIME = 16  # sounds between two looks at whether the voice works at all


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something to say: a word, which is said slowly, or a sentence."""

    speech: Speech
    is_word: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that is ready to speak, from several threads at once.

    `speak` returns an MP3, or raises a ShengciError with the reason why it can't; `key` returns all that the
    sound depends on, and raises the same. `close` ends what the voice keeps running.
    """

    speak: Callable[[Utterance], bytes]
    key: Callable[[Utterance], tuple[str, ...]]
    n_at_once: int
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a voice made of everything it was to say: the sounds, and why others are missing.

    `untried` are those that it was not asked for any more after it had failed time and again.
    """

    sounds: dict[Utterance, MediaFile]
    failures: dict[Utterance, str]
    untried: frozenset[Utterance] = frozenset()

    def problem(self) -> str:
        """Return one line on the sounds that are missing, "" if none is."""
        n_missing = len(self.failures) + len(self.untried)
        if not n_missing:
            return ""
        first, reason = next(iter(self.failures.items()))
        text = first.speech.text
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        example = f"(first: {shown}: {reason})"
        if not self.sounds:
            return f"none of the {n_missing} sounds could be made {example}"
        return f"{n_missing} of {n_missing + len(self.sounds)} sounds could not be made {example}"


def speak_all(
    utterances: Iterable[Utterance],
    voice: Voice,
    cache: SoundCache,
    progress: Progress | None = None,
) -> Spoken:
    """Return everything said, in the order given, whatever was said before taken from the cache.

    When a whole group of sounds fails, the first no larger than the voice speaks at once, it is not asked for
    the rest: without a network 300 sounds would take an hour to fail one by one.
    """
    wanted = list(dict.fromkeys(utterances))
    keys, failures = _keys(wanted, voice)
    sounds = {said: found for said, key in keys.items() if (found := cache.find(key))}
    same: dict[str, list[Utterance]] = {}
    for said, key in keys.items():
        if said not in sounds:
            same.setdefault(key, []).append(said)
    _tell(progress, len(sounds) + len(failures), len(wanted))
    waiting = list(same)
    size = voice.n_at_once
    with ThreadPoolExecutor(voice.n_at_once) as threads:
        while waiting:
            group, waiting = waiting[:size], waiting[size:]
            n_made = 0
            results = threads.map(lambda key: _attempt(voice, same[key][0]), group)
            for key, result in zip(group, results, strict=True):
                if isinstance(result, bytes):
                    n_made += 1
                    sounds |= dict.fromkeys(same[key], cache.keep(key, result))
                else:
                    failures |= dict.fromkeys(same[key], result)
                _tell(progress, len(sounds) + len(failures), len(wanted))
            if not n_made and waiting:
                break
            size = _AT_A_TIME
    missed = frozenset(said for key in waiting for said in same[key])
    _tell(progress, len(wanted), len(wanted))
    ordered = {said: failures[said] for said in wanted if said in failures}
    return Spoken(sounds, ordered, missed)


def _keys(
    wanted: list[Utterance], voice: Voice
) -> tuple[dict[Utterance, str], dict[Utterance, str]]:
    """Return the cache's key of each utterance, and the reason for each that the voice can't say."""
    keys, failures = {}, {}
    for said in wanted:
        try:
            keys[said] = digest("sound", *voice.key(said))
        except ShengciError as error:
            failures[said] = str(error)
    return keys, failures


def _attempt(voice: Voice, said: Utterance) -> bytes | str:
    try:
        return voice.speak(said)
    except MissingExtra:
        raise
    except ShengciError as error:
        return str(error)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)
