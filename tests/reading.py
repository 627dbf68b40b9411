"""Helpers for the tests of the readers: files written, articles looked at, refusals caught."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from shengci.errors import ShengciError
from shengci.records import Article, Settings
from shengci.sources import read_article

Write = Callable[..., Path]


def texts_of(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


def rows_of(article: Article) -> list[tuple[int | None, str, str]]:
    """Return the English and the Chinese of each row, in order."""
    numbers = dict.fromkeys(block.row for block in article.blocks)
    return [
        (
            number,
            " ".join(b.text for b in article.blocks if b.row == number and b.language == "english"),
            "".join(b.text for b in article.blocks if b.row == number and b.language == "chinese"),
        )
        for number in numbers
    ]


def sentence_pairs(article: Article) -> list[tuple[str, str]]:
    from shengci.pairing import pair_sentences

    return [(pair.english, pair.chinese) for pair in pair_sentences(article, Settings())]


def refusal_of(path: Path, **more: Path) -> str:
    """Return the message that refuses a file: one line that names it and says what to do."""
    with pytest.raises(ShengciError) as caught:
        read_article(path, **more)
    message = str(caught.value)
    assert "\n" not in message
    assert path.name in message or any(other.name in message for other in more.values())
    assert re.search(": .+: ", message), "says what and what to do"
    return message
