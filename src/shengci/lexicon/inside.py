"""What a character means inside words, where that is not what it means by itself: 额 "amount", 络 "net", 一 "one".

The table is ours, written after what was said of the characters that most HSK words have, where nothing in
the word's meaning tells; `data/characters-in-words.tsv`: character, reading, gloss.
"""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "characters-in-words.tsv"


def gloss_of(character: str, syllable: str) -> str:
    """Return what a character, read so (a numbered syllable), means inside words, "" where its senses tell.

    >>> gloss_of("额", "e2"), gloss_of("人", "ren2")
    ('amount; sum; quota', '')
    """
    return _glosses().get((character, syllable), "")


@cache
def _glosses() -> dict[tuple[str, str], str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return {
        (character, reading): gloss
        for character, reading, gloss in (line.split("\t") for line in lines)
    }
