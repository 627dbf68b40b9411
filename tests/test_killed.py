"""Killed while writing: whatever the moment, each file is the old one or the new one, whole.

`SHENGCI_KILLS=200` kills so often; the suite does it a few times only.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shengci.classes import files
from shengci.classes.reading import ReadArticle
from shengci.decks.row_table import read_rows
from shengci.known import read_known
from shengci.package.contents import read_contents

KILLS = int(os.environ.get("SHENGCI_KILLS", "8"))

WRITER = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from shengci import card_templates, reading_cache
from shengci.classes import files, reading
from shengci.decks.recipe import Recipe
from shengci.decks.rows import Row
from shengci.known.importing import import_words
from shengci.known.sources import Source, Value
from shengci.notetype import FIELDS
from shengci.package import write_package
from shengci.records import Annotated, Article, Deck, Note

def notes(n):
    for k in range(40):
        fields = dict.fromkeys(FIELDS, "") | {"Word": f"词{k}", "Meaning": f"version {n} " * 20}
        yield Note(f"w{k}", tuple(fields.values()), (), "Sea")

path = Path("sea.toml")
deck = files.load(path) if path.exists() else files.create(path, Recipe("Sea"))
look = card_templates.load()
n = 0
print("ready", flush=True)
while True:
    n += 1
    rows = [Row(f"词{k}", guid=f"w{k}", keep="keep", meaning=f"version {n}") for k in range(300)]
    deck = files.save_rows(deck, rows)
    write_package(Deck("Sea", "", tuple(notes(n)), (), ()), Path("sea.apkg"), now=n, templates=look)
    words = tuple(Value(word) for word in ("渡轮", "船长", "码头", "灯塔", "渔船")[: n % 5 + 1])
    if n % 7 == 0:
        Path("known.txt").unlink()
    import_words(Source("list", words), Path("known.txt"), date(2026, 3, 12))
    reading_cache.keep("key", reading.ReadArticle(Article(f"{n}" * 500, (), "separate"), (), Annotated(())))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_file_is_damaged_whenever_the_writer_is_killed(tmp_path: Path) -> None:
    moments = random.Random(8)
    environment = os.environ | {
        "PYTHONPATH": str(Path(files.__file__).parents[2]),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    for _ in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n", writer.stderr and writer.stderr.read()
        time.sleep(moments.uniform(0, 0.4))
        assert writer.poll() is None, writer.stderr and writer.stderr.read()
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        _check(tmp_path)


def _check(folder: Path) -> None:
    """Read every file that is there, as the program would, and find one version in each."""
    assert files.load(folder / "sea.toml").recipe.title == "Sea"
    rows = read_rows(folder / "sea.tsv")
    assert len({row.meaning for row in rows}) <= 1
    assert len(rows) in (0, 300)
    if (folder / "sea.apkg").exists():
        notes = read_contents(folder / "sea.apkg", "").notes
        assert len(notes) == 40
        assert len({note.fields[4] for note in notes}) == 1
    if (folder / "known.txt").exists():
        assert read_known(folder / "known.txt").words
    for path in folder.glob("cache/shengci/articles/*.json.z"):
        assert _kept(path) is not None
    left = [path.name for path in folder.iterdir() if path.name.startswith(".shengci-")]
    for name in left:  # half-written, under a name that nothing reads
        (folder / name).unlink()


def _kept(path: Path) -> ReadArticle | None:
    import json
    import zlib

    from shengci.stored import from_stored

    return from_stored(ReadArticle, json.loads(zlib.decompress(path.read_bytes())))
