"""Fixtures that several test modules share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection

# Before anything loads numpy (2.x, with OpenBLAS): where each of several processes has a thread for
# every core, they wait for each other, and the suite takes up to four times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What the person who runs the tests knows is nobody's business; a test that needs a folder sets its own.
os.environ["XDG_DATA_HOME"] = os.devnull


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Collection]:
    """A fresh collection."""
    anki.lang.set_lang("en")
    collection = Collection(str(tmp_path / "student.anki2"))
    yield collection
    collection.close()


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Write a file and return its path: `put("market.csv", "a,b")`."""

    def put(name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return put
