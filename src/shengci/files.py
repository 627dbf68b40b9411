"""Bytes and text of the files a user names, with a clear error for each way that fails."""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from shengci import text
from shengci.decoding import decode
from shengci.errors import PackageError, ShengciError, SourceError

MOST_BYTES = 20_000_000  # a long novel in both languages has 3
MOST_LINES = 200_000  # a Bible in both languages has 62,000 verses


def name_of(path: Path) -> str:
    """Return a path on one line, for messages and places."""
    return "".join(char if char.isprintable() else "?" for char in str(path))


def file_name(title: str) -> str:
    """Return a title as a name that a file may have on every system, without a suffix.

    >>> file_name("A.I.: 机器会做梦吗?")
    'A.I. 机器会做梦吗'
    """
    kept = "".join(
        " " if char in '<>:"/\\|?*' or not char.isprintable() else char for char in title
    )
    # Systems allow 255 bytes, and a Chinese character has three.
    return " ".join(kept.split())[:60].strip(" .") or "article"


def read_bytes(path: Path) -> bytes:
    """Return what a file holds, at most 20 MB.

    Raises:
        SourceError: there is no such file, it is a folder, can't be read, or is too large.
    """
    name = name_of(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise SourceError(f"{name}: is a folder: name one of the files in it")
        with path.open("rb") as file:
            data = b"" if size > MOST_BYTES else file.read(MOST_BYTES + 1)  # a pipe has no size
    except FileNotFoundError as error:
        raise SourceError(f"{name}: no such file: check its name and folder") from error
    except OSError as error:
        raise SourceError(
            f"{name}: can't be read ({error.strerror}): check its path and permissions"
        ) from error
    if size > MOST_BYTES or len(data) > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise SourceError(f"{name}: larger than {limit} MB: cut it into several files")
    return data


def check_lines(content: str, name: str) -> None:
    """Raise an error where a text has more lines than can be aligned.

    Raises:
        SourceError: it has more than 200,000.
    """
    n_lines = content.count("\n") + content.count("\r") - content.count("\r\n")
    if n_lines > MOST_LINES:
        raise SourceError(
            f"{name}: {n_lines:,} lines are more than can be read at once ({MOST_LINES:,}):"
            " cut it into several files"
        )


def read_lines(path: Path) -> list[str]:
    """Return the lines of a text file in any encoding `decode` knows, blank ones too.

    Raises:
        SourceError: the file can't be read, is no text, or has more than 200,000 lines.
    """
    content = decode(read_bytes(path), name_of(path))
    check_lines(content, name_of(path))
    lines = text.with_line_feeds(content).split("\n")
    return [text.clean(line) for line in (lines[:-1] if lines[-1] == "" else lines)]


def check_output(path: Path) -> None:
    """Raise an error now if `write_bytes` would refuse to write there after all the work.

    Raises:
        PackageError: there is no such folder, it can't be written in, or `path` is not a file.
    """
    name = name_of(path)
    try:
        if not path.parent.is_dir():
            raise PackageError(
                f"{name}: there is no folder {name_of(path.parent)}: create it or name another output with -o"
            )
        if is_there(path) and not path.is_file():
            raise PackageError(f"{name}: is not a file: name another output with -o")
        if not os.access(path.resolve().parent, os.W_OK):
            raise PackageError(
                f"{name}: can't be written (Permission denied): allow writing in"
                f" {name_of(path.parent)} or name another output with -o"
            )
    except OSError as error:  # a name too long, a loop of links
        raise cannot_write(path, error) from error


def is_there(path: Path) -> bool:
    """Return whether anything stands at a path, links followed.

    Raises:
        OSError: that can't be told: a name too long, a loop of links, a folder closed to us. `Path.exists`
            says no to all of these since Python 3.14.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def check_text_target(path: Path, beginning: str) -> None:
    """Raise an error where `write_text` may not write: only a file that begins so is written over.

    Raises:
        PackageError: the folder is missing, or something else stands at the path.
    """
    check_output(path)
    expected = beginning.encode()
    try:
        if path.exists():
            with path.open("rb") as file:
                if file.read(len(expected)) != expected:
                    raise PackageError(
                        f"{name_of(path)}: holds something else: move it away or name another output with -o"
                    )
    except OSError as error:
        raise cannot_write(path, error) from error


def unwritable(path: Path, error: OSError) -> str:
    """Return where the system does not let us write, why, and what to do about it."""
    folder = name_of(path.parent)
    is_forbidden = isinstance(error, PermissionError) or error.errno == errno.EROFS
    cure = f"allow writing in {folder}" if is_forbidden else "make room"
    return f"{name_of(path)}: can't be written ({error.strerror or error}): {cure}"


def cannot_write(path: Path, error: OSError) -> PackageError:
    """Return the error for an output the system does not let us write."""
    return PackageError(f"{unwritable(path, error)} or name another output with -o")


Refusal = Callable[[Path, OSError], ShengciError]
"""Makes the error for a file that can't be written."""


def write_text(path: Path, content: str, refusal: Refusal = cannot_write) -> int:
    """Put a UTF-8 file in the place of `path`, whole or not at all, and return its size in bytes.

    Raises:
        ShengciError: it can't be written; by default a PackageError that speaks of an output.
    """
    return write_bytes(path, content.encode(), refusal)


def write_bytes(path: Path, data: bytes, refusal: Refusal = cannot_write) -> int:
    """Put a file in the place of `path`, whole or not at all, and return its size in bytes.

    Raises:
        ShengciError: it can't be written; by default a PackageError that speaks of an output.
    """
    with written_whole(path, refusal) as file:
        file.write(data)
    return len(data)


def make_parent(path: Path) -> None:
    """Make the folder that an output goes to, and those above it, if they are not there.

    Raises:
        PackageError: it can't be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PackageError(
            f"{name_of(path.parent)}: can't be made ({error.strerror}): name another folder with -o"
        ) from error


@contextmanager
def written_whole(path: Path, refusal: Refusal = cannot_write) -> Iterator[BinaryIO]:
    """Open a file to write to, which takes the place of `path` at one stroke, if nothing is raised meanwhile.

    Raises:
        ShengciError: it can't be written; by default a PackageError that speaks of an output.
    """
    temporary = None
    try:
        target = path.resolve()  # a link goes on pointing at the file
        temporary = target.with_name(f".shengci-{secrets.token_hex(8)}.tmp")
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise refusal(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):  # in place by now, or never made
                temporary.unlink()
