"""The user's own folder for what can be made again: sounds, articles that were read, compiled tables."""

import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path


def folder_of(kind: str) -> Path | None:
    """Return where this system keeps what can be made again, there shengci's folder of a kind; None without a home."""
    variable = {"win32": "LOCALAPPDATA", "darwin": ""}.get(sys.platform, "XDG_CACHE_HOME")
    given = Path(os.environ.get(variable, ""))
    if given.is_absolute():  # the XDG rules have relative paths ignored
        return given / "shengci" / kind
    inside = {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(sys.platform, ".cache")
    try:
        return Path.home() / inside / "shengci" / kind
    except RuntimeError:
        return None


def usable(folder: Path) -> Path | None:
    """Return the folder, made if it was not there, None where its files can't be kept or trusted."""
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if not is_own(folder):
            return None
        probe = folder / f".{secrets.token_hex(8)}"
        probe.touch()
        probe.unlink()
    except OSError:
        return None
    return folder


def is_own(folder: Path) -> bool:
    """Return whether a folder is there, no link, the user's, and nobody else may write in it."""
    try:
        status = folder.lstat()
        if not stat.S_ISDIR(status.st_mode):
            return False
        if not hasattr(os, "getuid"):  # Windows, where the folder is in the user's profile
            return True
        if status.st_uid == os.getuid() and status.st_mode & 0o077:
            with suppress(OSError):  # on a file system that is read-only nobody else writes either
                folder.chmod(0o700)
                status = folder.lstat()
    except OSError:
        return False
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def write(path: Path, data: bytes) -> Path:
    """Put a file there, whole or not at all; of two that write it at once one wins.

    Raises:
        OSError: it can't be written.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return path
