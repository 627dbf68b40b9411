"""The sounds and pictures a package carries: under which names, and in which member each is."""

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from shengci.errors import PackageError
from shengci.package.zipping import Member
from shengci.records import MediaFile

# Compressed already: deflating them again takes time and saves nothing.
_COMPACT = {".jpeg", ".jpg", ".m4a", ".mp3", ".ogg", ".opus", ".png", ".webp", ".woff2"}
# Anki refuses a package for a slash in a name, reads a bracket as the end of [sound:...], and renames
# files for the rest and for their length, also in the fields but not in templates (anki 26.9.3).
_NOT_IN_A_NAME = frozenset('[]<>:"/?*^\\|')
_LONGEST_NAME = 120  # bytes


def check_media(path: Path, media: Sequence[MediaFile]) -> tuple[MediaFile, ...]:
    """Return the files that go into the package at `path`, once each and sorted by name.

    Raises:
        PackageError: one is not there, two have the same name, or Anki would change a name.
    """
    files = sorted(set(media), key=lambda file: (file.name, str(file.path)))
    path_of: dict[str, Path] = {}
    for file in files:
        if not _is_kept_by_anki(file.name):
            raise PackageError(
                f"{file.path}: {file.name!r} is no name Anki keeps for a sound or picture:"
                " give it another one"
            )
        # Windows and macOS take names that differ in case only for the same file.
        other = path_of.setdefault(file.name.casefold(), file.path)
        if other != file.path:
            raise PackageError(
                f"{path}: {other} and {file.path} would both be {file.name} in Anki:"
                " rename one of them"
            )
        if not file.path.is_file():
            raise PackageError(
                f"{file.path}: there is no such file any more, and {path} should hold it as"
                f" {file.name}: build the deck again"
            )
    return tuple(files)


def media_members(media: Sequence[MediaFile]) -> list[Member]:
    """Return the members of a package that hold the files: numbers, and a map from them to names."""
    names = {str(number): file.name for number, file in enumerate(media)}
    text = json.dumps(names, ensure_ascii=False) if names else "{}"
    return [
        Member("media", text.encode()),
        *(
            Member(str(number), file.path, is_compact=Path(file.name).suffix.lower() in _COMPACT)
            for number, file in enumerate(media)
        ),
    ]


def _is_kept_by_anki(name: str) -> bool:
    return (
        0 < len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
        and name.isprintable()
        and unicodedata.is_normalized("NFC", name)
        and name == name.strip(" .")
        and _NOT_IN_A_NAME.isdisjoint(name)
    )
