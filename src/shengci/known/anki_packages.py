"""The collection inside a package of Anki's: a deck (.apkg) or a whole collection (.colpkg).

A package is a zip archive. Since Anki 2.1.50 it holds `collection.anki21b`, packed with Zstandard, and says
so in `meta`; before that `collection.anki21` or `collection.anki2`. Newer ones carry an old `collection.anki2`
too, whose one note asks people to update.
"""

import errno
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shengci.errors import SourceError
from shengci.files import name_of
from shengci.known.anki_collections import MOST_BYTES, read_collection
from shengci.known.sources import Choice, Source
from shengci.zstandard import zstd

_NEWEST_META = 3
_MEMBERS = ("collection.anki21b", "collection.anki21", "collection.anki2")
_CHUNK = 1 << 20
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_package(path: Path) -> bool:
    """Return whether a file is a zip archive with an Anki collection in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not archive.NameToInfo.keys().isdisjoint((*_MEMBERS, "meta"))
    except (OSError, *_DAMAGES):
        return False


def read_package(path: Path, choice: Choice) -> Source:
    """Return the notes of a package of which a card has the interval that is asked for.

    Raises:
        SourceError: as `read_collection`; or the archive is damaged, or unpacks to too much.
    """
    place = name_of(path)
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        target = Path(folder) / "unpacked.anki2"
        _unpack(path, target, place)
        return read_collection(target, choice, place)


def _unpack(path: Path, target: Path, place: str) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            member = _member(archive, place)
            with _member_file(archive, member) as file, target.open("wb") as out:
                _copy(file, out, place)
    except _decoding_errors() as error:
        raise _damaged(place, str(error).rstrip(".") or "cut off") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise _damaged(place, "its list of parts") from error
        raise SourceError(
            f"{place}: can't be unpacked ({error.strerror or error}): look at the file's permissions,"
            " and make room for a copy"
        ) from error


def _damaged(place: str, reason: str) -> SourceError:
    return SourceError(f"{place}: is damaged ({reason}): export it from Anki again")


def _member(archive: zipfile.ZipFile, place: str) -> zipfile.ZipInfo:
    """Return the part that holds the collection.

    Raises:
        SourceError: there is none, it is encrypted, or the package is from a newer Anki.
    """
    if "meta" in archive.NameToInfo:
        with archive.open("meta") as file:
            version = _version(file.read(64))
        if version > _NEWEST_META:
            raise SourceError(
                f"{place}: from a newer Anki (package version {version}, this program knows {_NEWEST_META}):"
                " update shengci, or export with “Support older Anki versions”"
            )
    for name in _MEMBERS:
        if info := archive.NameToInfo.get(name):
            if info.flag_bits & 1:
                raise SourceError(f"{place}: is encrypted: take the password off")
            return info
    raise SourceError(f"{place}: has no collection in it: export it from Anki again")


def _version(meta: bytes) -> int:
    """Return the first number of a protobuf message, its field 1; 0 if it has none."""
    if meta[:1] != b"\x08":
        return 0
    value = 0
    for i, byte in enumerate(meta[1:10]):
        value |= (byte & 0x7F) << 7 * i
        if byte < 0x80:
            break
    return value


@contextmanager
def _member_file(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    with archive.open(member) as packed:
        if member.filename != _MEMBERS[0]:
            yield packed
            return
        with zstd().ZstdFile(packed) as file:
            yield file


def _copy(file: IO[bytes], out: IO[bytes], place: str) -> None:
    """Copy a file; what an archive says of its size is not believed."""
    left = MOST_BYTES
    while chunk := file.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            limit = MOST_BYTES // 1_000_000
            raise SourceError(
                f"{place}: unpacks to more than {limit:,} MB: export a deck of it, and import that"
            )
        out.write(chunk)


def _decoding_errors() -> tuple[type[Exception], ...]:
    return (*_DAMAGES, zstd().ZstdError)
