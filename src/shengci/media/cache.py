"""Sounds that were made before, kept by what they were made from."""

import atexit
import hashlib
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from shengci import caches
from shengci.records import MediaFile


class SoundCache:
    """A folder of MP3 files named KEY.CONTENT.mp3: of what they are made, and what they hold.

    The second part tells a damaged file, which counts as missing. Where the folder can't be written,
    or isn't the user's own, or there is none, a temporary one takes its place until the program ends.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = (caches.usable(folder) if folder else None) or _temporary()
        self._path_of: dict[str, Path] = {}
        for path in sorted(self._folder.glob("*.*.mp3")):
            self._path_of.setdefault(path.name.split(".")[0], path)

    def find(self, key: str) -> MediaFile | None:
        """Return the sound that was made of this, None if there is none or it is damaged."""
        path = self._path_of.get(key)
        if path is None:
            return None
        content = path.name.split(".")[1]
        try:
            if _digest(path.read_bytes()) == content:
                return _media_file(content, path)
        except OSError:
            pass
        del self._path_of[key]
        with suppress(OSError):
            path.unlink()
        return None

    def keep(self, key: str, data: bytes) -> MediaFile:
        """Return the sound as a file that stays at least until the program ends."""
        content = _digest(data)
        name = f"{key}.{content}.mp3"
        try:
            path = caches.write(self._folder / name, data)
        except OSError:  # a full disk, say
            self._folder = _temporary()
            path = caches.write(self._folder / name, data)
        self._path_of[key] = path
        return _media_file(content, path)


def _media_file(content: str, path: Path) -> MediaFile:
    # Named by what it holds: Anki takes files of one name for the same file.
    return MediaFile(f"shengci-{content}.mp3", path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _temporary() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="shengci-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
