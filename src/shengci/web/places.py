"""Names from the network made into files of the chosen folder, or refused."""

from collections.abc import Iterator
from pathlib import Path

from shengci.decks.recipe import Recipe
from shengci.errors import ShengciError
from shengci.files import is_there

_NEVER = frozenset('/\\:*?"<>|%')  # in a name: other systems don't have them, or addresses do
_LONGEST_NAME = 80  # characters; a Chinese one has three of the 255 bytes that systems allow


class NotHere(ShengciError):  # noqa: N818 - says what is the case
    """Nothing in the chosen folder has this name, or what has it lies outside."""


def is_deck_name(name: str) -> bool:
    """Return whether a class deck of the page may have a name.

    >>> is_deck_name("Evening class, 2nd term"), is_deck_name("../secret"), is_deck_name(".git")
    (True, False, False)
    """
    return (
        0 < len(name) <= _LONGEST_NAME
        and name.isprintable()
        and name[0].isalnum()
        and name == name.rstrip(" .")
        and ".." not in name
        and not _NEVER.intersection(name)
    )


def deck_file(folder: Path, name: str) -> Path:
    """Return the recipe that a class deck of this name has in a folder, whether it is there or not.

    Raises:
        NotHere: the name is none that a deck can have, or the file is a link to another place.
    """
    if not is_deck_name(name):
        raise NotHere(f"no class deck has the name {printable(name)}")
    return inside(folder, folder / f"{name}.toml")


def inside(folder: Path, path: Path) -> Path:
    """Return a path that lies in a folder, links followed.

    Raises:
        NotHere: it lies outside.
    """
    try:
        real, root = path.resolve(), folder.resolve()
        is_there(path)  # raises at a loop of links, which resolve lets pass since Python 3.13
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, a null byte
        raise NotHere(f"{printable(path.name)}: can't be found in the folder") from error
    if not real.is_relative_to(root) or real == root:
        raise NotHere(
            f"{printable(path.name)}: lies outside the folder of this page: copy it into"
            f" {root.name}, or start shengci serve in a folder that holds both"
        )
    return path


def check_recipe(folder: Path, recipe: Recipe, home: Path) -> None:
    """See that a recipe in `home` names nothing that this page may not touch.

    A recipe may come from somebody else, and whoever clicks has not read it.

    Raises:
        NotHere: one of its files lies outside the folder.
        ShengciError: it wants a program to be run.
    """
    for name in _files_of(recipe):
        inside(folder, home / name)
    if recipe.audio == "command":
        raise ShengciError(
            "this class deck runs a program of its own for its voice (voice_command): make it in the"
            " terminal with shengci deck build"
        )


def _files_of(recipe: Recipe) -> Iterator[str]:
    for article in recipe.articles:
        yield from article.files
    yield from filter(None, (*recipe.exclude, recipe.strokes, recipe.templates))


def printable(name: str) -> str:
    """Return what somebody sent as a name, short and on one line, for a message."""
    kept = "".join(char if char.isprintable() else "?" for char in name)
    return kept if len(kept) <= _LONGEST_NAME else kept[: _LONGEST_NAME - 1] + "…"
