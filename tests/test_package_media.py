"""Sounds and pictures in a package: the zip members, what is refused, and what the real Anki does."""

import dataclasses
import json
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection

from real_anki import counts, fields_of, take
from shengci.errors import PackageError
from shengci.notetype import FIELDS, guid_for
from shengci.package import write_package
from shengci.records import Deck, MediaFile, Note

NOW = 1_764_000_000
MP3 = (b"\xff\xfb\x90\x00" + bytes(413)) * 3  # three frames of silence, 128 kbit/s at 44.1 kHz
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + b"<path d='M0 0'/>" * 200 + b"</svg>"


def a_note(word: str, **fields: str) -> Note:
    values = dict.fromkeys(FIELDS, "") | {"Word": word} | fields
    return Note(guid_for(word, ()), tuple(values.values()), (), "Chips")


@pytest.fixture
def deck(tmp_path: Path) -> Deck:
    """A deck of two spoken words, a picture, and a font for the templates, named out of order."""
    (tmp_path / "cache").mkdir()
    contents = {
        "shengci-b.mp3": MP3,
        "shengci-a.mp3": MP3 + MP3,
        "断.svg": SVG,
        "_shengci.woff2": b"wOF2",
    }
    media = []
    for number, (name, content) in enumerate(contents.items()):
        path = tmp_path / "cache" / str(number)
        path.write_bytes(content)
        media.append(MediaFile(name, path))
    notes = (
        a_note("甲", Audio="[sound:shengci-b.mp3]"),
        a_note("乙", Audio="[sound:shengci-a.mp3]", Strokes='<img src="断.svg">'),
    )
    return Deck("Chips", "", notes, (), (), tuple(media))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "chips.apkg"


# --- The zip file --------------------------------------------------------------------------------


def test_media_are_numbered_in_the_order_of_their_names(deck: Deck, package: Path) -> None:
    write_package(deck, package, now=NOW)
    with zipfile.ZipFile(package) as zipped:
        assert zipped.namelist() == ["collection.anki2", "media", "0", "1", "2", "3"]
        assert json.loads(zipped.read("media")) == {
            "0": "_shengci.woff2",
            "1": "shengci-a.mp3",
            "2": "shengci-b.mp3",
            "3": "断.svg",
        }
        assert zipped.read("1") == MP3 + MP3
        assert zipped.read("3") == SVG


def test_sound_is_stored_and_drawing_deflated(deck: Deck, package: Path) -> None:
    write_package(deck, package, now=NOW)
    with zipfile.ZipFile(package) as zipped:
        methods = {info.filename: info.compress_type for info in zipped.infolist()}
    assert [methods[name] for name in "0123"] == [zipfile.ZIP_STORED] * 3 + [zipfile.ZIP_DEFLATED]


def test_unchanged_rebuild_with_media_is_the_same_file(deck: Deck, package: Path) -> None:
    write_package(deck, package, now=NOW)
    before = package.read_bytes()
    turned = dataclasses.replace(deck, media=deck.media[::-1])
    for file in deck.media:
        file.path.touch()
    write_package(turned, package, now=NOW + 999)
    assert package.read_bytes() == before


def test_file_that_is_named_twice_goes_in_once(deck: Deck, package: Path) -> None:
    write_package(dataclasses.replace(deck, media=deck.media * 2), package, now=NOW)
    with zipfile.ZipFile(package) as zipped:
        assert len(zipped.namelist()) == 2 + len(deck.media)


def test_media_are_not_held_in_memory(deck: Deck, package: Path, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # not on Windows
    large = tmp_path / "large.mp3"
    with large.open("wb") as file:
        file.truncate(300_000_000)
    unit = 1 if sys.platform == "darwin" else 1024
    write_package(deck, package, now=NOW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    media = (*deck.media, MediaFile("large.mp3", large))
    summary = write_package(dataclasses.replace(deck, media=media), package, now=NOW)
    assert summary.bytes > 300_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before < 50_000_000


# --- What is refused -----------------------------------------------------------------------------


def refusal(deck: Deck, package: Path, *media: MediaFile) -> str:
    """Return the error of building with these files too, which must leave no file behind."""
    with pytest.raises(PackageError) as caught:
        write_package(dataclasses.replace(deck, media=(*deck.media, *media)), package, now=NOW)
    assert {path.name for path in package.parent.iterdir()} == {"cache"}
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("name", ["shengci-a.mp3", "Shengci-A.mp3"])
def test_two_files_of_the_same_name_are_refused(deck: Deck, package: Path, name: str) -> None:
    first, second = deck.media[1].path, deck.media[0].path
    message = refusal(deck, package, MediaFile(name, second))
    assert message.startswith(f"{package}: ")
    assert str(first) in message
    assert message.endswith(
        f"would both be {max(name, 'shengci-a.mp3')} in Anki: rename one of them"
    )


def test_file_that_is_gone_is_refused(deck: Deck, package: Path) -> None:
    deck.media[0].path.unlink()
    assert refusal(deck, package) == (
        f"{deck.media[0].path}: there is no such file any more, and {package} should hold it as"
        " shengci-b.mp3: build the deck again"
    )


NAMES = [
    "",
    " a.mp3",
    "a.mp3.",
    "a/b.mp3",
    "..\\a.mp3",
    "a[1].mp3",
    "what?.mp3",
    "a\n.mp3",
    "生" * 41,
    unicodedata.normalize("NFD", "é.mp3"),
]


@pytest.mark.parametrize("name", NAMES)
def test_name_that_anki_would_change_is_refused(deck: Deck, package: Path, name: str) -> None:
    media = MediaFile(name, deck.media[0].path)
    assert "is no name Anki keeps for a sound or picture" in refusal(deck, package, media)


# --- In the real Anki ----------------------------------------------------------------------------


def test_media_arrive_and_nothing_is_missing_or_unused(
    student: Collection, deck: Deck, package: Path
) -> None:
    write_package(deck, package, now=NOW)
    assert counts(take(student, package)) == {"new": 2}
    folder = Path(student.media.dir())
    for file in deck.media:
        assert student.media.have(file.name)
        assert (folder / file.name).read_bytes() == file.path.read_bytes()
    found = student.media.check()
    assert (list(found.missing), list(found.unused)) == ([], [])


def test_sound_of_a_word_is_played(student: Collection, deck: Deck, package: Path) -> None:
    write_package(deck, package, now=NOW)
    take(student, package)
    (card_id,) = student.find_cards("Word:甲")
    card = student.get_card(card_id)
    played = [tag.filename for tag in card.answer_av_tags() if hasattr(tag, "filename")]
    assert played == ["shengci-b.mp3"]


def test_new_sound_of_the_same_word_replaces_the_old_one(
    student: Collection, deck: Deck, package: Path, tmp_path: Path
) -> None:
    write_package(deck, package, now=NOW)
    take(student, package)
    spoken = tmp_path / "spoken"
    spoken.write_bytes(MP3 * 5)
    notes = (a_note("甲", Audio="[sound:shengci-c.mp3]"), deck.notes[1])
    media = (MediaFile("shengci-c.mp3", spoken), *deck.media[1:])
    write_package(dataclasses.replace(deck, notes=notes, media=media), package, now=NOW)
    assert counts(take(student, package)) == {"updated": 1, "duplicate": 1}
    assert fields_of(student, "甲")["Audio"] == "[sound:shengci-c.mp3]"
    found = student.media.check()
    assert (list(found.missing), list(found.unused)) == ([], ["shengci-b.mp3"])


def test_hundreds_of_sounds_arrive(student: Collection, package: Path, tmp_path: Path) -> None:
    media, notes = [], []
    for number in range(300):
        path = tmp_path / f"{number}"
        path.write_bytes(MP3 + bytes([number % 256, number // 256]))
        media.append(MediaFile(f"shengci-{number}.mp3", path))
        notes.append(a_note(f"词{number}", Audio=f"[sound:shengci-{number}.mp3]"))
    write_package(Deck("Chips", "", tuple(notes), (), (), tuple(media)), package, now=NOW)
    take(student, package)
    folder = Path(student.media.dir())
    for file in media:
        assert (folder / file.name).read_bytes() == file.path.read_bytes()
