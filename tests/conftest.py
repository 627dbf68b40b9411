"""Fixtures that several test modules share."""

from collections.abc import Iterator
from pathlib import Path

import anki.lang
import pytest
from anki.collection import Collection


@pytest.fixture
def student(tmp_path: Path) -> Iterator[Collection]:
    """A fresh collection."""
    anki.lang.set_lang("en")
    collection = Collection(str(tmp_path / "student.anki2"))
    yield collection
    collection.close()
