"""Where sounds are kept, and what happens when that is damaged or can't be written."""

import os
import stat
import sys
from pathlib import Path

import pytest

from shengci import caches
from shengci.media.cache import SoundCache

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def test_a_sound_is_found_again_under_the_same_name(tmp_path: Path) -> None:
    made = SoundCache(tmp_path / "kept").keep("0" * 16, b"sound")
    found = SoundCache(tmp_path / "kept").find("0" * 16)
    assert found == made
    assert found.path.read_bytes() == b"sound"
    assert found.name.startswith("shengci-")
    assert len(found.name) == len("shengci-.mp3") + 16


def test_what_was_not_made_is_not_found(tmp_path: Path) -> None:
    assert SoundCache(tmp_path / "kept").find("0" * 16) is None


def test_the_name_depends_on_what_the_file_holds_alone(tmp_path: Path) -> None:
    kept = SoundCache(tmp_path / "kept")
    first, same, other = kept.keep("a", b"1"), kept.keep("b", b"1"), kept.keep("c", b"2")
    assert first.name == same.name != other.name


@pytest.mark.parametrize("damage", [b"", b"soun", b"noise"])
def test_a_damaged_sound_is_not_found_and_can_be_made_anew(tmp_path: Path, damage: bytes) -> None:
    made = SoundCache(tmp_path / "kept").keep("a", b"sound")
    made.path.write_bytes(damage)
    kept = SoundCache(tmp_path / "kept")
    assert kept.find("a") is None
    assert kept.keep("a", b"sound") == made
    assert kept.find("a") == made


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    made = SoundCache(tmp_path / "kept").keep("a", b"sound")
    assert list((tmp_path / "kept").iterdir()) == [made.path]


@posix
def test_the_folder_is_the_users_own(tmp_path: Path) -> None:
    SoundCache(tmp_path / "deep" / "kept")
    assert stat.S_IMODE((tmp_path / "deep" / "kept").stat().st_mode) == 0o700


@posix
def test_a_folder_of_somebody_else_or_a_link_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    assert SoundCache(tmp_path / "link").keep("a", b"sound").path.is_file()
    assert list((tmp_path / "target").iterdir()) == []
    (tmp_path / "theirs").mkdir()
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert SoundCache(tmp_path / "theirs").keep("a", b"sound").path.is_file()
    assert list((tmp_path / "theirs").iterdir()) == []


def test_without_a_home_a_temporary_folder_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "home", homeless)
    assert SoundCache(caches.folder_of("sounds")).keep("a", b"sound").path.is_file()


def test_where_it_cannot_be_written_a_temporary_folder_serves(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    made = SoundCache(tmp_path / "file" / "kept").keep("a", b"sound")
    assert made.path.read_bytes() == b"sound"
    assert tmp_path not in made.path.parents


def test_a_folder_that_vanishes_meanwhile_is_worked_around(tmp_path: Path) -> None:
    kept = SoundCache(tmp_path / "kept")
    (tmp_path / "kept").rmdir()
    assert kept.keep("a", b"sound").path.read_bytes() == b"sound"


@pytest.mark.parametrize(
    ("platform", "variable", "inside"),
    [("linux", "XDG_CACHE_HOME", "caches"), ("win32", "LOCALAPPDATA", "caches")],
)
def test_it_is_where_the_system_keeps_such_things(
    platform: str, variable: str, inside: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv(variable, str(tmp_path / inside))
    assert caches.folder_of("sounds") == tmp_path / inside / "shengci" / "sounds"
    monkeypatch.setenv(variable, "relative")
    at_home = {"linux": ".cache", "win32": "AppData/Local"}[platform]
    assert caches.folder_of("sounds") == Path.home() / at_home / "shengci" / "sounds"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert caches.folder_of("sounds") == Path.home() / "Library" / "Caches" / "shengci" / "sounds"
