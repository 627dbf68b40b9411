"""The zip file of a package, in which nothing depends on the day or the computer."""

import io
import os
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from shengci.errors import PackageError
from shengci.files import written_whole


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the zip file: its name, and its bytes or the file they are in.

    `is_compact` says that there is nothing in it to compress.
    """

    name: str
    content: bytes | Path
    is_compact: bool = False


def write_zip(path: Path, members: Sequence[Member]) -> int:
    """Put a zip file of the members in the place of `path` at one stroke; return its size in bytes.

    No file is held in memory as a whole.

    Raises:
        PackageError: a file can't be read, or the system does not let us write.
    """
    with written_whole(path) as file:
        with zipfile.ZipFile(file, "w") as package:
            for member in members:
                _add(package, member)
        return file.seek(0, os.SEEK_END)


def _add(package: zipfile.ZipFile, member: Member) -> None:
    with _source(member.content) as source:
        head = _head(member, size=source.seek(0, os.SEEK_END))
        source.seek(0)
        with package.open(head, "w") as sink:
            shutil.copyfileobj(source, sink)


def _source(content: bytes | Path) -> BinaryIO:
    if isinstance(content, bytes):
        return io.BytesIO(content)
    try:
        return content.open("rb")
    except OSError as error:
        raise PackageError(
            f"{content}: can't be read ({error.strerror or error}): build the deck again"
        ) from error


def _head(member: Member, size: int) -> zipfile.ZipInfo:
    """Return the head of a zip member, the same on every day and system."""
    info = zipfile.ZipInfo(member.name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if member.is_compact else zipfile.ZIP_DEFLATED
    info.create_system = 3  # Unix
    info.external_attr = 0o644 << 16
    info.file_size = size
    return info
