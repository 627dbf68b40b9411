"""Parts of a zip archive in memory (.docx, .epub), within limits that a harmful file can't pass."""

import io
import struct
import zipfile
import zlib

from shengci.decoding import kind_of, refuse_markup, refuse_other_kinds
from shengci.errors import SourceError

MOST_PARTS = 10_000
MOST_UNPACKED = (
    60_000_000  # bytes of all parts that are read; a long novel has 3 in .epub, 30 in .docx
)
_OLE = b"\xd0\xcf\x11\xe0"
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Archive:
    """The parts of one zip archive, read one by one; what all of them unpack to is limited.

    Sizes are counted while unpacking: what the archive says of them is not believed.
    """

    def __init__(self, data: bytes, name: str, suffix: str) -> None:
        """Open an archive.

        Raises:
            SourceError: the bytes are no zip archive, a damaged one, or have too many parts.
        """
        self.name = name
        self._left = MOST_UNPACKED
        _check_kind(data, name, suffix)
        # Counted before opening, which makes a record of each.
        if data.count(b"PK\x01\x02") > MOST_PARTS:
            raise SourceError(
                f"{name}: has more than {MOST_PARTS} parts: save it again, or its text"
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGES as error:
            raise self._damaged(error) from error

    def __contains__(self, part: str) -> bool:
        """Return whether there is such a part."""
        return part in self._zip.NameToInfo

    def read(self, part: str) -> bytes:
        """Return what a part unpacks to.

        Raises:
            SourceError: there is no such part, it is damaged or encrypted, or it unpacks to too much.
        """
        info = self._zip.NameToInfo.get(part)
        if info is None:
            raise SourceError(f"{self.name}: has no part {part}: it is damaged: save it again")
        if info.flag_bits & 1:
            raise SourceError(f"{self.name}: {part} is encrypted: take the password off")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise SourceError(f"{self.name}: {part} is packed in a rare way: save it again")
        try:
            with self._zip.open(info) as file:
                data = file.read(self._left + 1)
        except _DAMAGES as error:
            raise self._damaged(error) from error
        if len(data) > self._left:
            limit = MOST_UNPACKED // 1_000_000
            raise SourceError(
                f"{self.name}: unpacks to more than {limit} MB: cut it into several files"
            )
        self._left -= len(data)
        return data

    def _damaged(self, error: Exception) -> SourceError:
        reason = str(error).rstrip(".") or "cut off"
        return SourceError(f"{self.name}: is damaged ({reason}): save or download it again")


def _check_kind(data: bytes, name: str, suffix: str) -> None:
    """Raise an error that says what the bytes are, unless they are a zip archive that may be right."""
    if data.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in data:
        raise SourceError(f"{name}: is protected by a password: save it without one")
    if not data.strip(b"\0 \r\n\t"):
        raise SourceError(f"{name}: is empty: give an article in English and Chinese")
    expected = {".docx": "a Word document", ".epub": "an EPUB book"}[suffix]
    if data.startswith(b"PK") and kind_of(data)[0] in ("a zip archive", ""):
        return  # whose list of parts tells more
    refuse_other_kinds(data, name, expected, spare=expected)
    if not data.startswith(b"PK"):
        refuse_markup(data[:1000].decode("utf-8-sig", "ignore"), name, expected)
        raise SourceError(f"{name}: this is not {expected}, perhaps plain text: rename it to .txt")
