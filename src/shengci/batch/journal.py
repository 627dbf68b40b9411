"""The journal of a run: what is done, a line each, which a kill at any moment leaves whole."""

import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from shengci.batch.records import Outcome
from shengci.errors import PackageError
from shengci.files import name_of, write_bytes

_NAME, _LOCK = "journal.jsonl", "lock"
_SLACK = 1000  # lines that are out of date before the journal is written anew


@dataclass(frozen=True, slots=True)
class Entry:
    """What came of an article: its key, and the file it became with its size, time (ns) and SHA-256.

    The key stands for its bytes, its name, the options and the program. Paths are below the folders of
    the run, with slashes.
    """

    source: str
    key: str
    outcome: Outcome
    target: str
    size: int = 0
    time: int = 0
    digest: str = ""
    notes: int = 0
    reason: str = ""


class Journal:
    """The entries of a folder's runs, the last of each article; one run at a time may write it."""

    def __init__(self, folder: Path, entries: dict[str, Entry], file: int) -> None:
        self.folder = folder
        self.entries = entries
        self._file = file

    def append(self, entry: Entry) -> None:
        """Add an entry: one write, after the file it speaks of.

        Raises:
            PackageError: the disk is full, or gone.
        """
        line = _line(entry)
        try:
            written = os.write(self._file, line)
        except OSError as error:
            raise self._cannot_write(error.strerror or str(error)) from error
        if written < len(line):
            raise self._cannot_write(os.strerror(errno.ENOSPC))
        self.entries[entry.source] = entry

    def _cannot_write(self, problem: str) -> PackageError:
        return PackageError(
            f"{name_of(self.folder / _NAME)}: can't be written ({problem}): make room and go on with --resume"
        )

    def is_done(self, source: str, key: str, output: Path) -> bool:
        """Whether an article is done with this key, and the file it became is whole on the disk."""
        entry = self.entries.get(source)
        if entry is None or entry.key != key or entry.outcome == "failed":
            return False
        return entry.outcome == "without cards" or _is_whole(output / entry.target, entry)


@contextmanager
def open_journal(folder: Path) -> Iterator[Journal]:
    """Open the journal that is kept in a folder, which is made if need be, for this process alone.

    Raises:
        PackageError: another run has it open, or it can't be read or written.
    """
    with _locked(folder):
        path = folder / _NAME
        try:
            entries, n_lines, is_torn = _read(path)
            if n_lines > 2 * len(entries) + _SLACK:
                write_bytes(path, b"".join(map(_line, entries.values())))
                is_torn = False
            file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
        except OSError as error:
            raise _no_folder(folder, error) from error
        try:
            journal = Journal(folder, entries, file)
            if is_torn:
                os.write(file, b"\n")  # a line that was cut short stays alone
            yield journal
        finally:
            os.close(file)


_BINARY = getattr(os, "O_BINARY", 0)


def _line(entry: Entry) -> bytes:
    # A file's name may hold bytes that are no UTF-8; Python has them as lone surrogates.
    text = json.dumps(asdict(entry), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogateescape") + b"\n"


def _read(path: Path) -> tuple[dict[str, Entry], int, bool]:
    """Return the last entry of each article, how many lines there are, and whether the last is cut short."""
    entries: dict[str, Entry] = {}
    n_lines, line = 0, b"\n"
    with suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            n_lines += 1
            with suppress(ValueError, TypeError):  # cut short, by a full disk or a power failure
                entry = Entry(**json.loads(line.decode("utf-8", "surrogateescape")))
                entries[entry.source] = entry
    return entries, n_lines, not line.endswith(b"\n")


def _is_whole(path: Path, entry: Entry) -> bool:
    try:
        status = path.stat()
        if status.st_size != entry.size:
            return False
        if status.st_mtime_ns == entry.time:
            return True
        return hashlib.sha256(path.read_bytes()).hexdigest() == entry.digest
    except OSError:
        return False


# --- One run at a time ---------------------------------------------------------------------------


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; the system lets go of it when the process ends, however it does."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            file = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        except OSError as error:
            raise _no_folder(folder, error) from error
        try:
            if not _lock(file):
                holder = os.read(file, 20).decode("ascii", "replace").strip()
                raise PackageError(
                    f"{name_of(folder)}: another run is at work there (process {holder or 'unknown'}):"
                    " wait for its end, or name another output"
                )
            if _is_at(folder / _LOCK, file):
                os.ftruncate(file, 0)
                os.write(file, str(os.getpid()).encode())
                yield
                return
        finally:
            os.close(file)


def _is_at(path: Path, file: int) -> bool:
    """Whether an open file still has its name: the run before us may have removed it in between."""
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            os.lseek(file, 100, os.SEEK_SET)  # behind the number, which others may read
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(file, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # some network disks know no locks
            return True
        return True


def _no_folder(folder: Path, error: OSError) -> PackageError:
    return PackageError(
        f"{name_of(folder)}: can't be written ({error.strerror}): allow writing there, or name another output"
    )
