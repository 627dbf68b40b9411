"""Many sounds by one voice: each once, in order, kept; and what failing voices cost."""

import threading
from pathlib import Path

import pytest

from shengci.errors import MissingExtra, ShengciError
from shengci.media.cache import SoundCache
from shengci.media.speaking import Utterance, Voice, speak_all
from shengci.records import Speech


def word(text: str) -> Utterance:
    return Utterance(Speech(text, ()), is_word=True)


class Speaking:
    """A voice that writes down what it is asked for, and fails where it is told to."""

    def __init__(self, *failing: str, n_at_once: int = 2) -> None:
        self.asked: list[str] = []
        self._failing, self._lock = failing, threading.Lock()
        self.voice = Voice(self._speak, lambda said: (said.speech.text,), n_at_once, lambda: None)

    def _speak(self, said: Utterance) -> bytes:
        with self._lock:
            self.asked.append(said.speech.text)
        if said.speech.text in self._failing or "all" in self._failing:
            raise ShengciError("timed out")
        return said.speech.text.encode()


WORDS = [word(text) for text in "夜市 老板 豆腐 垄断 市场 开门".split()]


def test_each_is_said_once_however_often_it_comes(tmp_path: Path) -> None:
    speaking = Speaking()
    spoken = speak_all([*WORDS, *WORDS], speaking.voice, SoundCache(tmp_path))
    assert sorted(speaking.asked) == sorted(said.speech.text for said in WORDS)
    assert [spoken.sounds[said].path.read_bytes().decode() for said in WORDS] == [
        said.speech.text for said in WORDS
    ]
    assert spoken.problem() == ""


def test_what_sounds_alike_is_said_once(tmp_path: Path) -> None:
    speaking = Speaking()
    alike = Utterance(Speech("夜市", ("ye4", "shi4")), is_word=False)
    spoken = speak_all([WORDS[0], alike], speaking.voice, SoundCache(tmp_path))
    assert speaking.asked == ["夜市"]
    assert spoken.sounds[alike] == spoken.sounds[WORDS[0]]


def test_what_was_said_before_comes_from_the_cache(tmp_path: Path) -> None:
    first = speak_all(WORDS[:3], Speaking().voice, SoundCache(tmp_path))
    speaking = Speaking()
    again = speak_all(WORDS, speaking.voice, SoundCache(tmp_path))
    assert sorted(speaking.asked) == sorted(said.speech.text for said in WORDS[3:])
    assert first.sounds.items() <= again.sounds.items()


def test_a_failure_costs_its_own_sound_and_is_told_with_the_first(tmp_path: Path) -> None:
    spoken = speak_all(WORDS, Speaking("垄断", "开门").voice, SoundCache(tmp_path))
    assert set(WORDS) - set(spoken.sounds) == {word("垄断"), word("开门")}
    assert spoken.problem() == "2 of 6 sounds could not be made (first: 垄断: timed out)"


def test_a_long_sentence_is_named_by_its_beginning(tmp_path: Path) -> None:
    sentence = Utterance(Speech("老棉纺厂的夜市" * 10, ()), is_word=False)
    spoken = speak_all(
        [*WORDS, sentence], Speaking(sentence.speech.text).voice, SoundCache(tmp_path)
    )
    assert "(first: 老棉纺厂的夜市老棉纺厂的夜市老棉纺厂的夜…: timed out)" in spoken.problem()


def test_a_failure_is_not_kept(tmp_path: Path) -> None:
    speak_all(WORDS, Speaking("垄断").voice, SoundCache(tmp_path))
    again = speak_all(WORDS, Speaking().voice, SoundCache(tmp_path))
    assert set(again.sounds) == set(WORDS)


def test_a_voice_that_says_nothing_is_soon_left_alone(tmp_path: Path) -> None:
    many = [word(f"字{i}") for i in range(300)]
    speaking = Speaking("all", n_at_once=4)
    spoken = speak_all(many, speaking.voice, SoundCache(tmp_path))
    assert len(speaking.asked) == 4
    assert spoken.problem() == "none of the 300 sounds could be made (first: 字0: timed out)"


def test_a_voice_that_breaks_down_on_the_way_is_left_alone_too(tmp_path: Path) -> None:
    many = [word(f"字{i}") for i in range(300)]
    speaking = Speaking(*(f"字{i}" for i in range(50, 300)))
    spoken = speak_all(many, speaking.voice, SoundCache(tmp_path))
    assert len(speaking.asked) < 100
    assert spoken.problem() == "250 of 300 sounds could not be made (first: 字50: timed out)"


def test_what_the_voice_cannot_say_does_not_keep_it_from_the_rest(tmp_path: Path) -> None:
    speaking = Speaking()

    def key(said: Utterance) -> tuple[str, ...]:
        if said == WORDS[0]:
            raise ShengciError("龘 has no reading")
        return (said.speech.text,)

    voice = Voice(speaking.voice.speak, key, 2, lambda: None)
    spoken = speak_all(WORDS, voice, SoundCache(tmp_path))
    assert set(spoken.sounds) == set(WORDS[1:])
    assert spoken.problem() == "1 of 6 sounds could not be made (first: 夜市: 龘 has no reading)"


def test_progress_counts_up_to_all_of_them(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    voice = Speaking("垄断").voice
    speak_all(WORDS, voice, SoundCache(tmp_path), lambda done, total: told.append((done, total)))
    assert told[0] == (0, 6)
    assert told[-1] == (6, 6)
    assert told == sorted(told)


def test_a_missing_package_is_no_failing_sound(tmp_path: Path) -> None:
    def speak(_: Utterance) -> bytes:
        raise MissingExtra("pip install 'shengci[audio]'")

    voice = Voice(speak, lambda said: (said.speech.text,), 2, lambda: None)
    with pytest.raises(MissingExtra):
        speak_all(WORDS, voice, SoundCache(tmp_path))


def test_nothing_to_say_is_fine(tmp_path: Path) -> None:
    assert speak_all([], Speaking().voice, SoundCache(tmp_path)).problem() == ""
