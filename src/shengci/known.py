"""What a learner knows already."""

from pathlib import Path

from shengci import text
from shengci.errors import SourceError
from shengci.files import name_of, read_lines


def read_known(path: Path) -> frozenset[str]:
    """Return the words of a list, one a line, in either script.

    Blank lines and what follows a `#` are left out.

    Raises:
        SourceError: the file can't be read, or a line holds no Chinese word (a whole sentence, a
            table): its number is named.
    """
    words = set()
    for number, line in enumerate(read_lines(path), 1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        if (
            not text.count_scripts(word)["han"]
            or len(word) > _LONGEST
            or any(char.isspace() for char in word)
        ):
            shown = word if len(word) <= _LONGEST else word[:_LONGEST] + "…"
            raise SourceError(
                f"{name_of(path)}:{number}: {shown!r} is not one Chinese word: write one word a line"
            )
        words.add(word)
    return frozenset(words)


_LONGEST = 20  # characters; the longest headwords are proverbs of about that length
