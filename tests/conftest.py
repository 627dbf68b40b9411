"""Fixtures that several test modules share."""

import os
from collections.abc import Iterator
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection

# Before anything loads numpy (2.x, with OpenBLAS): where each of several processes has a thread for
# every core, they wait for each other, and the suite takes up to four times as long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Collection]:
    """A fresh collection."""
    anki.lang.set_lang("en")
    collection = Collection(str(tmp_path / "student.anki2"))
    yield collection
    collection.close()
