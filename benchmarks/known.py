"""How long reading a learner's Anki collection takes, and how much memory.

    python benchmarks/known.py [--notes 30000] [--reviews 200000]

Makes a collection in the schema of the installed Anki, half of its cards mature, and imports it in a process
of its own into a learner's file that is not there yet: time and memory are those of the whole command. Then the
same with all cards, whatever their interval.
"""

import argparse
import json
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

import anki.lang
from anki.collection import Collection

from shengci.lexicon import dictionary

SEED = 4
_FIELDS = ("English", "Traditional", "Simplified", "Pinyin", "Sentence", "Audio")


def make_collection(path: Path, n_notes: int, n_reviews: int) -> None:
    """Write a collection of dictionary words, one card each, with reviews and intervals of 1 to 365 days."""
    anki.lang.set_lang("en")
    collection = Collection(str(path))
    models = collection.models
    note_type = models.new("中文")
    for field in _FIELDS:
        models.add_field(note_type, models.new_field(field))
    template = models.new_template("Card 1")
    template["qfmt"], template["afmt"] = "{{Simplified}}", "{{English}}"
    models.add_template(note_type, template)
    model_id = models.add_dict(note_type).id
    deck_id = collection.decks.id("Chinese")
    collection.close()
    chosen = random.Random(SEED)
    words = chosen.sample(dictionary.headwords(), n_notes)
    start = 1_600_000_000_000
    with closing(sqlite3.connect(path)) as database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        notes, cards = [], []
        for i, word in enumerate(words):
            (entry, *_) = dictionary.entries_of(word) or (None,)
            traditional = entry.traditional if entry else word
            reading = " ".join(entry.pinyin) if entry else ""
            gloss = entry.definitions[0].gloss if entry and entry.definitions else "a word"
            sentence = f"<div>她说了<b>{word}</b>，大家都听见了，谁也没有再问她一句。</div>" * 3
            fields = (gloss, traditional, word, reading, sentence, f"[sound:{i}.mp3]")
            notes.append(
                (start + i, f"g{i}", model_id, 0, 0, " hsk ", "\x1f".join(fields), word, 0, 0, "")
            )
            days = chosen.choice((1, 5, 20, 21, 60, 365))
            cards.append(
                (
                    start + i,
                    start + i,
                    deck_id,
                    0,
                    0,
                    0,
                    2,
                    2,
                    100,
                    days,
                    2500,
                    8,
                    0,
                    0,
                    0,
                    0,
                    0,
                    "",
                )
            )
        database.executemany(f"INSERT INTO notes VALUES ({','.join('?' * 11)})", notes)
        database.executemany(f"INSERT INTO cards VALUES ({','.join('?' * 18)})", cards)
        reviews = (
            (start + i, start + i % n_notes, 0, 3, 21, 10, 2500, 7000, 1) for i in range(n_reviews)
        )
        database.executemany(f"INSERT INTO revlog VALUES ({','.join('?' * 9)})", reviews)
        database.commit()


def measured(words: list[str], home: Path) -> tuple[float, int, str]:
    """Return the seconds and the peak memory in MB of a command, and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "shengci.cli", *words],
        env=os.environ | {"XDG_DATA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, peak // (1024 if sys.platform != "darwin" else 1024 * 1024), done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=30_000)
    parser.add_argument("--reviews", type=int, default=200_000)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "collection.anki2"
        make_collection(path, chosen.notes, chosen.reviews)
        size = path.stat().st_size // 1_000_000
        seconds, peak, out = measured(["known", "import", str(path)], Path(folder))
        every = ["known", "import", str(path), "--interval", "1", "--learner", "all"]
        all_seconds, all_peak, _ = measured(every, Path(folder))
    figures = {
        "notes": chosen.notes, "reviews": chosen.reviews, "size_mb": size,
        "mature": {"seconds": round(seconds, 2), "peak_mb": peak},
        "all": {"seconds": round(all_seconds, 2), "peak_mb": all_peak},
    }  # fmt: skip
    print(json.dumps(figures) if chosen.json else f"{out}\n{figures}")


if __name__ == "__main__":
    main()
