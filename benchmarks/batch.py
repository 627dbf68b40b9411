"""How much two processes do in the time of one, and what the engine costs an article.

`python benchmarks/batch.py [--articles N]`: articles of about 2,000 characters are put together from the
paragraphs of our own (tests/articles), so that each is another; built by one process and by two, in turn,
`--rounds` times; then articles of one line by workers that do nothing, which leaves what the engine costs. The memory is that
of the process that had the most, after all its articles.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from shengci import card_templates
from shengci.batch import Batch, Workforce, make_packages, making
from shengci.pairing import pair_sentences
from shengci.records import Settings
from shengci.sources import read_article

HERE = Path(__file__).resolve().parent
_CHARACTERS = 2_000
_EMPTY = 2_000  # articles of one line


def write_articles(folder: Path, n: int) -> None:
    """Write so many articles, each of other paragraphs in another order."""
    couples = [
        (pair.english, pair.chinese)
        for path in sorted((HERE.parent / "tests" / "articles").glob("*.txt"))
        for pair in pair_sentences(read_article(path), Settings())
        if pair.kind == "pair" and pair.role == "body"
    ]
    chance = random.Random(8)
    for number in range(n):
        chance.shuffle(couples)
        lines, length = [f"Article {number}", f"第{number}篇文章"], 0
        for english, chinese in couples:
            lines += [english, chinese]
            length += len(chinese)
            if length > _CHARACTERS:
                break
        (folder / f"{number:04}.txt").write_text("\n\n".join(lines), encoding="utf-8")


def seconds(folder: Path, n_processes: int, settings: Settings) -> float:
    """Return how long a batch of a folder takes, workers and their tables included."""
    with tempfile.TemporaryDirectory() as out:
        batch = Batch(folder, settings, card_templates.load(), Workforce(n_processes))
        begun = time.perf_counter()
        tally = make_packages(batch, Path(out) / "out")
        took = time.perf_counter() - begun
        assert not tally.failures, tally.failures[:3]
    return took


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder, chosen.articles)
        found: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(chosen.rounds):
            for n_processes, taken in found.items():
                taken.append(seconds(folder, n_processes, Settings()))
        one, two = (statistics.median(found[n]) for n in (1, 2))
        print(f"{chosen.articles} articles of {_CHARACTERS} characters, median of {chosen.rounds}")
        print(f"  one process    {one:6.1f} s  {chosen.articles / one:5.2f} articles a second")
        print(f"  two processes  {two:6.1f} s  {chosen.articles / two:5.2f} articles a second")
        print(f"  speed-up       {one / two:6.2f}")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  peak memory of any process   {peak:4.0f} MB")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(_EMPTY):
            (folder / f"{number:04}.txt").write_text("nothing", encoding="utf-8")
        sys.path.insert(0, str(HERE.parent / "tests"))
        import batch_stub

        making.prepare = batch_stub.begin
        took = seconds(folder, 1, Settings())
        print(f"engine: {1000 * took / _EMPTY:.2f} ms an article, {_EMPTY} of them by one process")


if __name__ == "__main__":
    main()
