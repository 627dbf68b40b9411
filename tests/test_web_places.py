"""No name from the network leads out of the chosen folder."""

from pathlib import Path

import pytest

from shengci.web.places import NotHere, deck_file, inside


@pytest.mark.parametrize("name", ["Term 1", "初级班·春季", "B2.2", "a", "Li Na’s class (2026)"])
def test_names_of_decks(tmp_path: Path, name: str) -> None:
    assert deck_file(tmp_path, name) == tmp_path / f"{name}.toml"


@pytest.mark.parametrize(
    "name",
    [
        *".. . ../secret ..\\secret /etc/passwd a/b a\\b .hidden -x _x a..b a. %2e%2e C:x a:b a*b".split(),
        *'a?b <b> a|b "quoted"'.split(),
        *["", " ", "a\0b", "a\nb", "a\tb", "a" * 81, "\u202etxt", "a\u200b"],
    ],
)
def test_names_that_no_deck_has(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotHere):
        deck_file(tmp_path, name)


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "decks"
    folder.mkdir()
    secret = tmp_path / "secret.toml"
    secret.write_text("title = 'Secret'\n", encoding="utf-8")
    (folder / "term.toml").symlink_to(secret)
    (folder / "term").symlink_to(tmp_path)
    (folder / "loop").symlink_to(folder / "loop")
    with pytest.raises(NotHere, match="outside the folder"):
        deck_file(folder, "term")
    for path in ("term/secret.toml", "../secret.toml", "loop/x", ".", "term/../../secret.toml"):
        with pytest.raises(NotHere):
            inside(folder, folder / path)
    (folder / "own.toml").symlink_to(folder / "other.toml")
    assert deck_file(folder, "own") == folder / "own.toml"
