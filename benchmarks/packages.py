"""How long a large package takes, how big it is and how much memory that needs, beside genanki's own.

    python benchmarks/packages.py                   5,000 notes, 10,000 cards
    python benchmarks/packages.py --notes 1000 --runs 9

The text is that of real cards (see big_deck.py). Every run has a process of its own, in which the deck
is loaded before the clock starts; the memory is the peak of the whole process, the deck included. The
last line is the bare text of the fields, without cards, templates or database: what any package of
these notes has to hold.
"""

import argparse
import lzma
import pickle
import resource
import statistics
import sys
import tempfile
import time
import warnings
import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from shengci import card_templates
from shengci.notetype import FIELDS, NOTE_TYPE_ID
from shengci.package import write_package
from shengci.records import Deck

NOW = 1_764_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One package: seconds by the clock and of the processor, bytes, and the process's peak memory."""

    seconds: float
    cpu_seconds: float
    bytes: int
    memory: int


def ours(deck: Deck, path: Path) -> None:
    """Write the package for the first time."""
    write_package(deck, path, now=NOW)


def ours_again(deck: Deck, path: Path) -> None:
    """Write it over an earlier one, which is read first; the earlier one takes no part in the time."""
    write_package(deck, path, now=NOW)


def genankis(deck: Deck, path: Path) -> None:
    """Let genanki write the same notes with the same templates."""
    import genanki

    look = card_templates.load()
    templates = [
        {
            "name": name,
            "qfmt": f"{{{{#{flag}}}}}{look.fronts[0]}{{{{/{flag}}}}}",
            "afmt": look.backs[0],
        }
        for name, flag in (("Recognition", "Word"), ("Production", "ProductionCard"))
    ]
    fields = [{"name": name} for name in FIELDS]
    model = genanki.Model(NOTE_TYPE_ID, "Shengci", fields, templates, look.css)
    package = genanki.Deck(1 << 30, deck.name)
    for note in deck.notes:
        package.add_note(
            genanki.Note(model, list(note.fields), tags=list(note.tags), guid=note.guid)
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        package.write_to_file(path)


METHODS: dict[str, Callable[[Deck, Path], None]] = {
    "shengci": ours,
    "shengci, over the last build": ours_again,
    "genanki 0.13.1 alone": genankis,
}


def measured(method: str, pickled: Path) -> Run:
    """Return one run of a method; call it in a process of its own."""
    deck = pickle.loads(pickled.read_bytes())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        if method == "shengci, over the last build":
            path.write_bytes(pickled.with_suffix(".apkg").read_bytes())
        started, cpu_started = time.perf_counter(), time.process_time()
        METHODS[method](deck, path)
        seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - cpu_started
        return Run(seconds, cpu_seconds, path.stat().st_size, peak_memory())


def peak_memory() -> int:
    """Return the most memory this process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage counts the process that started this one too (Linux)
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )


def compare(deck: Deck, n_runs: int) -> dict[str, list[Run]]:
    """Return the runs of each method, taken in turn."""
    runs: dict[str, list[Run]] = {method: [] for method in METHODS}
    with tempfile.TemporaryDirectory() as folder:
        pickled = Path(folder) / "deck.pickle"
        pickled.write_bytes(pickle.dumps(deck))
        write_package(deck, pickled.with_suffix(".apkg"), now=NOW)
        for _ in range(n_runs):
            for method in METHODS:
                with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                    runs[method].append(pool.submit(measured, method, pickled).result())
    return runs


def table(deck: Deck, runs: dict[str, list[Run]]) -> str:
    """Return the medians, one method a line, and what the bare text would take."""
    text = ["\x1f".join(note.fields) for note in deck.notes]
    characters = sum(map(len, text)) / len(text)
    n_cards = sum(1 + sum(map(bool, note.fields[24:28])) for note in deck.notes)
    lines = [
        f"{len(deck.notes):,} notes, {n_cards:,} cards, {characters:,.0f} characters a note with markup",
        f"{'':30}{'seconds':>9}{'of CPU':>8}{'MB':>7}{'bytes/note':>12}{'peak MB':>9}",
    ]
    for method, measured in runs.items():
        seconds = statistics.median(run.seconds for run in measured)
        cpu_seconds = statistics.median(run.cpu_seconds for run in measured)
        size = statistics.median(run.bytes for run in measured)
        memory = statistics.median(run.memory for run in measured)
        lines.append(
            f"{method:30}{seconds:>9.2f}{cpu_seconds:>8.2f}{size / 1e6:>7.2f}"
            f"{size / len(text):>12.0f}{memory / 1e6:>9.0f}"
        )
    whole = "\n".join(text).encode()
    for name, size in (
        ("deflate", len(zlib.compress(whole, 9))),
        ("xz", len(lzma.compress(whole))),
    ):
        lines.append(
            f"{'fields alone, ' + name:30}{'':>17}{size / 1e6:>7.2f}{size / len(text):>12.0f}"
        )
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    from big_deck import big_deck  # loads all tables, and this module is loaded again for each run

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--notes", type=int, default=5000, metavar="N")
    parser.add_argument("--runs", type=int, default=5, metavar="N")
    parser.add_argument("-o", metavar="FILE", help="keep the package, to look at it in Anki")
    options = parser.parse_args(arguments)
    deck = big_deck(options.notes)
    if options.o:
        write_package(deck, Path(options.o), now=NOW)
    sys.stdout.write(table(deck, compare(deck, options.runs)))


if __name__ == "__main__":
    main()
