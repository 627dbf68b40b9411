"""The collection inside a package of Anki's, a deck (.apkg) or a whole collection (.colpkg), unpacked with care.

A package is a zip archive. Since Anki 2.1.50 it holds `collection.anki21b`, packed with Zstandard, and says
so in `meta`; before that `collection.anki21` or `collection.anki2`. Newer ones carry an old `collection.anki2`
too, whose one note asks people to update.
"""

import errno
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from shengci.errors import AnkiFileError
from shengci.zstandard import zstd

COLLECTION = "collection.anki2"  # the database, and the only form of it that we write
_COMPRESSED = "collection.anki21b"
_EXPORTED = (_COMPRESSED, "collection.anki21")
_FORMS = (*_EXPORTED, COLLECTION)  # the newest first
_NEWEST_META = 3
_CHUNK = 1 << 20
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def is_package(path: Path) -> bool:
    """Return whether a file is a zip archive with an Anki collection in it."""
    try:
        with zipfile.ZipFile(path) as archive:
            return not archive.NameToInfo.keys().isdisjoint((*_FORMS, "meta"))
    except (OSError, *_DAMAGES):
        return False


def is_export(path: Path) -> bool:
    """Return whether Anki wrote the package.

    Raises:
        BadZipFile: it is no zip archive.
    """
    with zipfile.ZipFile(path) as archive:
        return not archive.NameToInfo.keys().isdisjoint(_EXPORTED)


def unicase(one: str, other: str) -> int:
    """Compare two names without regard to case, as the tables of newer collections are sorted.

    SQLite 3.53 wants it even from who only reads them (3.40 did not).
    """
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def unpack_collection(path: Path, out: IO[bytes], most_bytes: int) -> None:
    """Write the database of a package, the newest form of it that it holds, into a file.

    Raises:
        AnkiFileError: there is none, it is encrypted, damaged, of a newer Anki, or unpacks to more than
            `most_bytes`.
        OSError: the package can't be read, or the file not written.
    """
    try:
        with zipfile.ZipFile(path) as archive, _opened(archive, _collection(archive)) as file:
            _copy(file, out, most_bytes)
    except (*_DAMAGES, zstd().ZstdError) as error:
        raise _damaged(str(error).rstrip(".") or "cut off") from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise _damaged("its list of parts") from error
        raise


def _damaged(reason: str) -> AnkiFileError:
    return AnkiFileError(f"is damaged ({reason})", "export it from Anki again")


def _collection(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """Return the member that holds the collection."""
    if "meta" in archive.NameToInfo:
        with archive.open("meta") as file:
            version = _version(file.read(64))
        if version > _NEWEST_META:
            raise AnkiFileError(
                f"from a newer Anki (package version {version}, this program knows {_NEWEST_META})",
                "update shengci, or export with “Support older Anki versions”",
            )
    for name in _FORMS:
        if info := archive.NameToInfo.get(name):
            if info.flag_bits & 1:
                raise AnkiFileError("is encrypted", "take the password off")
            return info
    raise AnkiFileError("a zip file but not an Anki package", "export it from Anki again")


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
def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    with archive.open(member) as packed:
        if member.filename != _COMPRESSED:
            yield packed
            return
        with zstd().ZstdFile(packed) as file:
            yield file


def _copy(file: IO[bytes], out: IO[bytes], most_bytes: int) -> None:
    """Copy a file; what an archive says of its size is not believed."""
    left = most_bytes
    while chunk := file.read(_CHUNK):
        left -= len(chunk)
        if left < 0:
            raise AnkiFileError(
                f"unpacks to more than {most_bytes // 1_000_000:,} MB",
                "export a deck of it, and import that",
            )
        out.write(chunk)
