"""Of which date the data are."""

import gzip
import re

from shengci.lexicon import dictionary


def dictionary_edition() -> tuple[str, int]:
    """Return the date of CC-CEDICT ("2023-11-07") and its number of entries, as its own header says.

    "" and 0 where it says nothing.

    Raises:
        OSError: the file is not there, or damaged.
    """
    said: dict[str, str] = {}
    with gzip.open(dictionary.file(), "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            if match := re.match(r"#! (\w+)=(\S+)", line):
                said[match[1]] = match[2]
    return said.get("date", "").partition("T")[0], int(said.get("entries", "0"))
