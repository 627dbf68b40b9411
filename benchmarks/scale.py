"""How time and memory grow with the text: batches of more and more articles, and books longer and longer.

`python benchmarks/scale.py GOLD.jsonl [--articles 1 10 100] [--book 10000 100000 1000000]`: the texts are put together from
documents whose beads are known (the form of benchmarks/pairing.py), each bead with an opening of its own, so that no text is
another's. A batch has articles of 2,000 Chinese characters and one worker; a book is one file of so many characters. Seconds are
those of the processor, so that a machine which does other things too tells the same.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alignment_scores import Document, documents_of
from book import book_of

_CHARACTERS = 2_000  # of an article
_OF_A_SENTENCE = 20  # Chinese characters, at the least: how long a book must be to have enough
_HAN = re.compile(r"[\u4e00-\u9fff]")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--book", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    chosen = parser.parse_args()
    documents = documents_of(chosen.gold)
    print(
        "text | characters | s | s / 10,000 characters | peak MB\n--- | ---: | ---: | ---: | ---:"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n_articles in chosen.articles:
            place = folder / f"articles{n_articles}"
            place.mkdir()
            parts = _parts(documents, n_articles * _CHARACTERS, _CHARACTERS)
            for number, part in zip(range(n_articles), parts, strict=False):
                (place / f"{number:06}.txt").write_text(part, encoding="utf-8")
            _measure(f"{n_articles} articles", place, "batch", "--workers", "1")
        for n_characters in chosen.book:
            (book,) = _parts(documents, n_characters, n_characters)
            path = folder / f"book{n_characters}.txt"
            path.write_text(book, encoding="utf-8")
            _measure("a book", path, "build")


def _parts(documents: list[Document], n_characters: int, size: int) -> Iterator[str]:
    """Yield texts of so many Chinese characters each, until there are as many as asked for in all."""
    book = book_of(documents, n_characters // _OF_A_SENTENCE)
    lines: list[str] = []
    found = total = 0
    for english, chinese in book.beads:
        lines.append(" ".join(book.english[i] for i in english))
        lines.append("".join(book.chinese[i] for i in chinese))
        n_here = len(_HAN.findall(lines[-1]))
        found, total = found + n_here, total + n_here
        if found >= size or total >= n_characters:
            yield "\n\n".join(filter(None, lines))
            lines, found = [], 0
        if total >= n_characters:
            return
    raise SystemExit("the documents are too short for this: give longer ones")


def _measure(what: str, text: Path, *command: str) -> None:
    files = [text] if text.is_file() else list(text.iterdir())
    n_characters = sum(len(_HAN.findall(file.read_text("utf-8"))) for file in files)
    with tempfile.TemporaryDirectory() as out:
        to = Path(out) / ("book.apkg" if text.is_file() else "out")
        program = [sys.executable, "-m", "shengci.cli", command[0], str(text), "-o", str(to)]
        with subprocess.Popen(
            [*program, *command[1:], "--known", "none"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{what}: the program ended with {process.returncode}")
    taken = usage.ru_utime + usage.ru_stime
    print(
        f"{what} | {n_characters:,} | {taken:.1f} | {taken / n_characters * 10_000:.2f} | "
        f"{usage.ru_maxrss / 1024:.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
