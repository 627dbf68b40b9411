"""The database inside an Anki package, opened so that nothing can harm the file or fill the memory."""

import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from shengci.errors import PackageError

COLLECTION = "collection.anki2"  # the database, and the only form of it that we write
_EXPORTED_BY_ANKI = {"collection.anki21", "collection.anki21b"}
_MAX_COLLECTION = 500 * 1024 * 1024  # bytes; 5,000 notes take 10 MB

# What zipfile, sqlite3, json and our own look-ups raise on a package that something has altered.
_SIGNS_OF_DAMAGE = (
    AttributeError,
    EOFError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.DatabaseError,
    zlib.error,
)


@contextmanager
def opened(path: Path, cure: str) -> Iterator[sqlite3.Connection]:
    """Open the database of a package that may be one of ours; it can't be written.

    Whatever goes wrong with it in the body of the `with` becomes an error in one line.

    Raises:
        PackageError: the file is no package, was exported by Anki, or is damaged. The message ends
            in the cure.
    """
    try:
        with _database(_collection(path, cure)) as database:
            yield database
    except zipfile.BadZipFile as error:
        raise PackageError(f"{path}: not an Anki package, or a damaged one: {cure}") from error
    except OSError as error:
        raise PackageError(f"{path}: can't be read ({error.strerror or error}): {cure}") from error
    except _SIGNS_OF_DAMAGE as error:
        raise PackageError(f"{path}: a damaged Anki package ({error}): {cure}") from error


def _collection(path: Path, cure: str) -> bytes:
    """Return the database of a package."""
    with zipfile.ZipFile(path) as package:
        members = {info.filename: info for info in package.infolist()}
        if not _EXPORTED_BY_ANKI.isdisjoint(members):
            raise PackageError(f"{path}: exported from Anki, not made by shengci: {cure}")
        if COLLECTION not in members:
            raise PackageError(f"{path}: a zip file but not an Anki package: {cure}")
        if members[COLLECTION].file_size > _MAX_COLLECTION:
            raise PackageError(f"{path}: too large to be a package of shengci: {cure}")
        return package.read(COLLECTION)


@contextmanager
def _database(collection: bytes) -> Iterator[sqlite3.Connection]:
    """Open a database from a copy that can't be written."""
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        copy = Path(folder) / COLLECTION
        try:
            copy.write_bytes(collection)
        except OSError as error:
            raise no_room(error) from error
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            yield database


def no_room(error: OSError | sqlite3.Error) -> PackageError:
    """Return the error for a file that does not fit into the folder for temporary files."""
    place = tempfile.gettempdir()
    return PackageError(
        f"{place}: can't be written ({error}): make room or set TMPDIR to another folder"
    )
