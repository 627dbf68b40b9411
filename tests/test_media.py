"""A deck with its media: fields, files, problems; and what the real Anki makes of the fields."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from anki.collection import Collection
from anki.sound import SoundOrVideoTag, TTSTag

from real_anki import take, visible
from shengci.errors import ShengciError
from shengci.media import add_media
from shengci.notetype import FIELDS, SILENT, guid_for
from shengci.package import write_package
from shengci.records import Deck, Note, Settings, Speech

NOW = 1_764_000_000
TEN = {
    "strokes": ["M 120 380 L 900 400 L 900 440 Z", "M 490 780 L 530 780 L 528 -60 Z"],
    "medians": [[[130, 400], [890, 420]], [[510, 770], [508, -50]]],
}


def a_note(word: str, reading: str, sentence: str = "", sentence_reading: str = "") -> Note:
    values = dict.fromkeys(FIELDS, "")
    values |= {"Word": word, "Meaning": "a word", "Sentence": sentence, "ListeningCard": "1"}
    return Note(
        guid_for(word, tuple(reading.split())),
        tuple(values.values()),
        (),
        "Market",
        Speech(word, tuple(reading.split())),
        Speech(sentence, tuple(sentence_reading.split())) if sentence else None,
    )


DECK = Deck(
    "Market",
    "About a market",
    (
        a_note("十", "shi2", "十个人。", "shi2 ge5 ren2 。"),
        a_note("女儿", "nu:3 er2", "十个人。", "shi2 ge5 ren2 。"),
        a_note("花儿", "hua1 r5"),
    ),
    (),
    (),
)


def field(note: Note, name: str) -> str:
    return note.fields[FIELDS.index(name)]


@pytest.fixture
def strokes(tmp_path: Path) -> Path:
    folder = tmp_path / "strokes"
    folder.mkdir()
    (folder / "十.json").write_text(json.dumps(TEN), encoding="utf-8")
    return folder


def test_the_systems_voice_needs_nothing() -> None:
    assert add_media(DECK, Settings()) == DECK


def test_espeak_fills_both_fields_and_the_media(tmp_path: Path) -> None:
    deck = add_media(DECK, Settings(voice="espeak"), cache=tmp_path / "cache")
    names = [file.name for file in deck.media]
    assert len(names) == 4  # three words, and one sentence that two notes share
    assert names == sorted(names)
    used = [field(note, name) for note in deck.notes for name in ("Audio", "SentenceAudio")]
    assert {f"[sound:{name}]" for name in names} == set(filter(None, used))
    assert field(deck.notes[0], "SentenceAudio") == field(deck.notes[1], "SentenceAudio") != ""
    assert field(deck.notes[2], "SentenceAudio") == ""
    assert deck.problems == ()
    assert all(file.path.stat().st_size > 1000 for file in deck.media)
    same = [(a.fields[: FIELDS.index("Audio")], a.guid) for a in deck.notes]
    assert same == [(a.fields[: FIELDS.index("Audio")], a.guid) for a in DECK.notes]


def test_the_same_deck_has_the_same_names_and_bytes_with_and_without_the_cache(
    tmp_path: Path,
) -> None:
    folders = (tmp_path / "one", tmp_path / "other", tmp_path / "one")
    decks = [add_media(DECK, Settings(voice="espeak"), cache=folder) for folder in folders]
    assert decks[0].notes == decks[1].notes == decks[2].notes
    assert decks[0] == decks[2]
    contents = [[file.path.read_bytes() for file in deck.media] for deck in decks]
    assert contents[0] == contents[1]


def test_a_word_without_a_reading_costs_its_sound_alone(tmp_path: Path) -> None:
    deck = replace(DECK, notes=(*DECK.notes, a_note("龘", "龘")), problems=("before",))
    made = add_media(deck, Settings(voice="espeak"), cache=tmp_path / "cache")
    assert made.problems == (
        "before",
        "1 of 5 sounds could not be made (first: 龘: 龘 has no reading)",
    )
    assert field(made.notes[3], "Audio") == ""
    assert len(made.media) == 4


def test_a_failing_command_costs_all_sounds_but_not_the_deck(tmp_path: Path) -> None:
    settings = Settings(voice="command", voice_command="false {text} {out}")
    made = add_media(DECK, settings, cache=tmp_path / "cache")
    assert made.notes == DECK.notes
    assert made.problems == (
        "none of the 4 sounds could be made (first: 十: false failed: exit code 1)",
    )


def test_an_unusable_command_is_refused() -> None:
    with pytest.raises(ShengciError, match=r"has no \{out\}"):
        add_media(DECK, Settings(voice="command", voice_command="say {text}"))


def test_strokes_are_filled_counted_and_credited(strokes: Path) -> None:
    deck = add_media(DECK, Settings(strokes=strokes))
    assert field(deck.notes[0], "Strokes").startswith("<svg ")
    assert [field(note, "Strokes") for note in deck.notes[1:]] == ["", ""]
    assert deck.problems == (f"3 of 4 characters have no stroke diagram in {strokes} (first: 女)",)
    assert deck.description.startswith("About a market<br>")
    assert "Arphic Public License" in deck.description


def test_an_escaped_or_marked_word_is_drawn_too(strokes: Path) -> None:
    note = a_note("<b>十</b>&amp;十", "shi2")
    made = add_media(replace(DECK, notes=(note,)), Settings(strokes=strokes))
    assert field(made.notes[0], "Strokes").count("<svg") == 1
    assert made.problems == ()


def test_progress_is_told_of_the_sounds(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    settings = Settings(voice="espeak")
    add_media(DECK, settings, cache=tmp_path, progress=lambda *counts: told.append(counts))
    assert told[0] == (0, 4)
    assert told[-1] == (4, 4)


def sounds_in_anki(student: Collection, deck: Deck, tmp_path: Path) -> dict[str, list[object]]:
    """Return what the real Anki plays on the back of each card of the first note, and shows of it."""
    package = tmp_path / "market.apkg"
    write_package(deck, package, now=NOW)
    take(student, package)
    played: dict[str, list[object]] = {}
    for card_id in student.find_cards("Word:十"):
        card = student.get_card(card_id)
        output = card.render_output()
        assert "silent" not in visible(output.answer_text)
        played[card.template()["name"]] = [*output.question_av_tags, *output.answer_av_tags]
    assert set(played) == {"Recognition", "Listening"}
    return played


def test_in_anki_the_systems_voice_speaks_where_there_is_no_sound(
    student: Collection, tmp_path: Path
) -> None:
    played = sounds_in_anki(student, add_media(DECK, Settings()), tmp_path)
    assert all(any(isinstance(tag, TTSTag) for tag in tags) for tags in played.values())


def test_in_anki_a_silent_deck_plays_nothing(student: Collection, tmp_path: Path) -> None:
    deck = add_media(DECK, Settings(voice="none"))
    assert field(deck.notes[0], "Audio") == field(deck.notes[0], "SentenceAudio") == SILENT
    assert field(deck.notes[2], "SentenceAudio") == ""
    played = sounds_in_anki(student, deck, tmp_path)
    assert played == {"Recognition": [], "Listening": []}


def test_in_anki_our_sound_is_played_instead_of_the_systems_voice(
    student: Collection, tmp_path: Path
) -> None:
    deck = add_media(DECK, Settings(voice="espeak"), cache=tmp_path / "cache")
    played = sounds_in_anki(student, deck, tmp_path)
    arrived = {name: (Path(student.media.dir()) / name) for name in (f.name for f in deck.media)}
    assert all(path.is_file() for path in arrived.values())
    assert all(arrived[f.name].read_bytes() == f.path.read_bytes() for f in deck.media)
    word = field(deck.notes[0], "Audio").removeprefix("[sound:").removesuffix("]")
    for tags in played.values():
        assert SoundOrVideoTag(word) in tags
        assert not any(isinstance(tag, TTSTag) for tag in tags)
