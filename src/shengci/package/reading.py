"""The database inside an Anki package, opened so that nothing can harm the file or fill the memory."""

import io
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from shengci.anki_files import COLLECTION, is_export, unicase, unpack_collection
from shengci.errors import AnkiFileError, PackageError

_MAX_COLLECTION = 500 * 1024 * 1024  # bytes; 5,000 notes take 10 MB

# What zipfile, sqlite3, json and our own look-ups raise on a package that something has altered.
_SIGNS_OF_DAMAGE = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    RuntimeError,
    TypeError,
    ValueError,
    sqlite3.DatabaseError,
    zlib.error,
)


@contextmanager
def opened(path: Path, cure: str, *, exports: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database of a package, of Anki's own `exports` too; it can't be written.

    Whatever goes wrong with it in the body of the `with` becomes an error in one line.

    Raises:
        PackageError: the file is no package, was exported by Anki, or is damaged. The message ends
            in the cure.
    """
    try:
        with _database(_collection(path, cure, exports)) as database:
            yield database
    except zipfile.BadZipFile as error:
        raise PackageError(f"{path}: not an Anki package, or a damaged one: {cure}") from error
    except OSError as error:
        raise PackageError(f"{path}: can't be read ({error.strerror or error}): {cure}") from error
    except _SIGNS_OF_DAMAGE as error:
        raise PackageError(f"{path}: is damaged ({error}): {cure}") from error


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Make a folder for the database of a package, gone at the end."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="shengci-")
    except OSError as error:
        raise no_room(error) from error
    with folder as name:
        yield Path(name)


def _collection(path: Path, cure: str, exports: bool) -> bytes:
    """Return the database of a package."""
    if is_export(path) and not exports:
        raise PackageError(f"{path}: exported from Anki, not made by shengci: {cure}")
    content = io.BytesIO()
    try:
        unpack_collection(path, content, _MAX_COLLECTION)
    except AnkiFileError as error:
        raise PackageError(f"{path}: {error.problem}: {cure}") from error
    return content.getvalue()


@contextmanager
def _database(collection: bytes) -> Iterator[sqlite3.Connection]:
    """Open a database from a copy that can't be written."""
    with temporary_folder() as folder:
        copy = folder / COLLECTION
        try:
            copy.write_bytes(collection)
        except OSError as error:
            raise no_room(error) from error
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.create_collation("unicase", unicase)
            yield database


def no_room(error: OSError | sqlite3.Error) -> PackageError:
    """Return the error for a file that does not fit into the folder for temporary files."""
    place = tempfile.gettempdir()
    return PackageError(
        f"{place}: can't be written ({error}): make room or set TMPDIR to another folder"
    )
