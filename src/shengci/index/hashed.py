"""A table of texts by text that needs no loading: open addressing by the keys' CRC-32."""

import array
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from shengci.index.images import Image
from shengci.remembering import remembered

_KEY_END, _VALUE_END = b"\xff", b"\xfe"  # bytes that UTF-8 never has
_FEWEST_SLOTS = 8


class Table(Mapping[str, str]):
    """Texts by text, looked up where they stand in an image; iterates in the order it was made in."""

    find: Callable[[str], str | None]
    """Return the text of a key, None if there is none; the fastest way to ask."""

    def __init__(self, image: Image) -> None:
        start, length = image.directory["slots"]
        self._slots = memoryview(image.data)[start : start + length].cast("I")
        self._rows, self._length = image.directory["rows"]
        self._data = image.data
        self.find = remembered(self._find)

    def _find(self, key: str) -> str | None:
        wanted = key.encode("utf-8", "surrogatepass")
        data, slots, mask = self._data, self._slots, len(self._slots) - 1
        at = zlib.crc32(wanted) & mask
        wanted += _KEY_END
        while place := slots[at]:
            start = self._rows + place - 1
            end = start + len(wanted)
            if data[start:end] == wanted:
                return data[end : data.find(_VALUE_END, end)].decode("utf-8")
            at = (at + 1) & mask
        return None

    def __getitem__(self, key: str) -> str:
        value = self.find(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.find(key) is not None

    def __iter__(self) -> Iterator[str]:
        rows = self._data[self._rows : self._rows + self._length]
        for row in rows.split(_VALUE_END)[:-1]:
            yield row.partition(_KEY_END)[0].decode("utf-8")

    def __len__(self) -> int:
        return sum(map(bool, self._slots))


def parts_of(rows: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Return what a table is made of: its rows one after another, and where each is (from 1, 0 for none)."""
    texts: dict[str, str] = {}
    for key, value in rows:
        texts.setdefault(key, value)
    n_slots = _FEWEST_SLOTS
    while n_slots < 2 * len(texts):
        n_slots *= 2
    slots = array.array("I", bytes(4 * n_slots))
    written = bytearray()
    for text, value in texts.items():
        encoded = text.encode("utf-8")
        at = zlib.crc32(encoded) & (n_slots - 1)
        while slots[at]:
            at = (at + 1) & (n_slots - 1)
        slots[at] = len(written) + 1
        written += encoded + _KEY_END + value.encode("utf-8") + _VALUE_END
    return {"slots": slots.tobytes(), "rows": bytes(written)}
