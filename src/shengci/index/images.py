"""Compiled files: made whole, named by what they are made of, taken only if they are ours and undamaged.

A file is a header, a directory as JSON, and parts that begin at multiples of 64 bytes. It holds texts
and numbers, never code or pickles, so that one planted by somebody else could do no more than lie;
and it is taken only from a folder that is the user's own, and as a file of the user's own.
"""

import hashlib
import json
import mmap
import os
import stat
import struct
import sys
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shengci import caches

_MAGIC = b"shengci2"
_HEADER = struct.Struct("<8s32sQQI")  # magic, stamp, length of the file, of the directory; checksum
_PAGE = 4096  # bytes
_ALIGNED = 64  # bytes; a cache line, from which numpy reads numbers fastest
_KEPT = 2  # files of one name: two installations may take turns
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, eq=False)
class Image:
    """A compiled file's bytes, mapped or in memory, and where each part begins and how long it is."""

    data: bytes | mmap.mmap
    directory: dict[str, tuple[int, int]]


def image_of(name: str, sources: Sequence[Path], make: Callable[[], Mapping[str, bytes]]) -> Image:
    """Return the image compiled from the sources as they are now, from its file if there is a good one."""
    stamp = _stamp(name, sources)
    folder = caches.folder_of("index")
    path = folder / f"{name}.{stamp.hex()[:16]}.index" if folder else None
    if folder and path and caches.is_own(folder) and (found := _mapped(path, stamp)):
        return found
    data = _bytes_of(stamp, make())
    if folder and path and caches.usable(folder):
        with suppress(OSError):  # a full disk, say: then from memory
            caches.write(path, data)
            _remove_older(folder, name)
            if found := _mapped(path, stamp):
                return found
    return Image(data, _directory_of(data))


def let_go(data: mmap.mmap) -> None:
    """Unmap the pages that were read, where the system can; they are mapped again when they are read again."""
    if hasattr(mmap, "MADV_DONTNEED"):
        data.madvise(mmap.MADV_DONTNEED)


def _stamp(name: str, sources: Sequence[Path]) -> bytes:
    """Return a digest of what the sources are, told by their places, sizes and times."""
    facts: list[object] = [name, sys.byteorder]
    for path in sources:
        status = path.stat()
        facts.append((str(path), status.st_size, status.st_mtime_ns))
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogateescape")).digest()


def _mapped(path: Path, stamp: bytes) -> Image | None:
    """Return the image in a file, None if there is none that is the user's own, whole and of this stamp."""
    try:
        file = os.open(path, _OPEN)
        try:
            if not _is_own_file(os.fstat(file)):
                return None
            data = mmap.mmap(file, 0, access=mmap.ACCESS_READ)
        finally:
            os.close(file)
        if not _is_whole(data, stamp):
            return None
        let_go(data)  # the check went through all of it; few pages are needed
        return Image(data, _directory_of(data))
    except (OSError, ValueError):  # not there, not to be read, empty
        return None


def _is_own_file(status: os.stat_result) -> bool:
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "getuid") or (
        status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    )


def _is_whole(data: mmap.mmap, stamp: bytes) -> bool:
    if len(data) < _HEADER.size:
        return False
    magic, stamped, length, _, checksum = _HEADER.unpack_from(data)
    if (magic, stamped, length) != (_MAGIC, stamp, len(data)):
        return False
    with memoryview(data) as view:
        return _checksum_of(view) == int(checksum)


def _checksum_of(image: memoryview) -> int:
    """Return a checksum of all but the header: of its first page, its pages laid over each other, and what is left.

    Laid over each other by exclusive or, in a tenth of the time that a CRC-32 of them all takes, which is 55 ms of each build.
    Damage shows unless two pages are hurt in the same places the same way.
    """
    n_whole = len(image) // _PAGE * _PAGE
    found = zlib.crc32(image[_HEADER.size : _PAGE])
    if n_whole > _PAGE:
        pages = np.frombuffer(image[_PAGE:n_whole], np.uint64).reshape(-1, _PAGE // 8)
        found = zlib.crc32(np.bitwise_xor.reduce(pages, axis=0), found)
    return zlib.crc32(image[max(_PAGE, n_whole) :], found)


def _directory_of(data: bytes | mmap.mmap) -> dict[str, tuple[int, int]]:
    length = _HEADER.unpack_from(data)[3]
    listed = json.loads(data[_HEADER.size : _HEADER.size + length])
    return {name: (start, size) for name, start, size in listed}


def _bytes_of(stamp: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return a compiled file; where the parts begin depends on how long the directory is, and it on them."""
    length = 0
    while True:
        directory = json.dumps(_places(parts, _HEADER.size + length)).encode()
        if len(directory) == length:
            break
        length = len(directory)
    body = bytearray(directory)
    for part in parts.values():
        body += bytes(-(_HEADER.size + len(body)) % _ALIGNED)
        body += part
    length = _HEADER.size + len(body)
    image = bytearray(_HEADER.pack(_MAGIC, stamp, length, len(directory), 0)) + body
    _HEADER.pack_into(
        image, 0, _MAGIC, stamp, length, len(directory), _checksum_of(memoryview(image))
    )
    return bytes(image)


def _places(parts: Mapping[str, bytes], after: int) -> list[tuple[str, int, int]]:
    out = []
    for name, part in parts.items():
        start = after + -after % _ALIGNED
        out.append((name, start, len(part)))
        after = start + len(part)
    return out


def _remove_older(folder: Path, name: str) -> None:
    """Remove what was compiled of earlier sources, and what a killed process left half written."""
    made = [path for path in folder.iterdir() if path.name.lstrip(".").startswith(f"{name}.")]
    made.sort(key=lambda path: path.lstat().st_mtime, reverse=True)
    for path in made[_KEPT:]:
        with suppress(OSError):
            path.unlink()
