"""What was read of articles, kept between runs and sent between processes: as JSON, which runs no code."""

import hashlib
import json
import os
import re
import zlib
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import shengci
from shengci import caches
from shengci.stored import as_stored, from_stored

T = TypeVar("T")

_MOST_KEPT = 400  # articles; some 60 KB each
_LARGEST = 60_000_000  # bytes of JSON, a long novel


@cache
def program_version() -> str:
    """Return what stands for the program and its tables: in a checkout they change without a new number."""
    root = Path(shengci.__file__).parent
    states = []
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".tsv", ".txt", ".gz") and path.is_file():
            status = path.stat()
            states.append(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}")
    return hashlib.sha256("\n".join([release(), *states]).encode()).hexdigest()


@cache
def release() -> str:
    """Return the numbers of the program and of the packages it reads with, the same on every machine."""
    from importlib.metadata import requires, version

    needed = [each for each in requires("shengci") or () if "extra ==" not in each]
    names = [re.split(r"[^\w.-]", each)[0] for each in needed if "python_version" not in each]
    installed = [f"{name} {version(name)}" for name in sorted(names)]
    return "\n".join([f"shengci {shengci.__version__}", *installed])


def packed(record: Any) -> bytes:  # noqa: ANN401 - any record
    """Return a record as compressed JSON."""
    text = json.dumps(as_stored(record), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode())


def unpacked(kind: type[T], data: bytes) -> T:
    """Return the record of a kind that was packed.

    Raises:
        ValueError: it is damaged, of another kind, or larger than a long novel.
    """
    unpack = zlib.decompressobj()
    try:
        content = unpack.decompress(data, _LARGEST)
        if not unpack.eof:
            raise ValueError("cut short, or too large")
        return from_stored(kind, json.loads(content))
    except (zlib.error, RecursionError) as error:
        raise ValueError(str(error)) from error


def kept(kind: type[T], key: str) -> T | None:
    """Return what was kept under a key, None if nothing was or it is damaged."""
    folder = _folder()
    if folder is None:
        return None
    path = folder / f"{key}.json.z"
    try:
        read = unpacked(kind, path.read_bytes())
        os.utime(path)
    except (OSError, ValueError):
        return None
    return read


def keep(key: str, record: Any) -> None:  # noqa: ANN401 - any record
    """Keep a record under a key, and no more than the latest few hundred."""
    folder = _folder()
    if folder is None:
        return
    try:
        caches.write(folder / f"{key}.json.z", packed(record))
        found = sorted(folder.glob("*.json.z"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in found[_MOST_KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:
        return  # a full disk: it is only slower then


def _folder() -> Path | None:
    folder = caches.folder_of("articles")
    return caches.usable(folder) if folder else None
