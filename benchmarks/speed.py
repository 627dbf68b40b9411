"""How long the program takes from a cold start, beside jieba alone and beside peers, in one run.

`python benchmarks/speed.py [--rounds N] [--text FILE] [--peers PYTHON]`: in each round every program runs once, in the same
order, in a process of its own; medians are printed. `bare jieba` cuts the same text with its own dictionary and its own
cache warm. `--peers` is the Python of an environment with autoanki and chineseflashcards (`pip install autoanki
chineseflashcards`): autoanki makes a deck of the Chinese text, chineseflashcards one of the words that ours has notes of.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from batch import write_articles
from shengci.pipeline import make_deck
from shengci.records import Settings
from shengci.sources import read_article

AUTOANKI = """
import sys
from autoanki import AutoAnki
anki = AutoAnki("zh", database_filepath="autoanki.db", debug_level=50, force=True)
anki.add_book_from_string(open(sys.argv[1], encoding="utf-8").read(), "Book")
anki.complete_unfinished_definitions()
anki.create_deck("Deck", "autoanki")
"""
FLASHCARDS = """
import sys
from chineseflashcards import ChineseDeck
deck = ChineseDeck(1, "Deck")
for word in open(sys.argv[1], encoding="utf-8").read().split():
    try:
        deck.add_word(word)
    except Exception:  # no entry for it, or several
        pass
deck.write_to_file("flashcards.apkg")
"""
JIEBA = "import jieba, pathlib; jieba.setLogLevel(60); list(jieba.cut(pathlib.Path('{text}').read_text('utf-8')))"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--text", type=Path, help="an article; default: paragraphs of our own")
    parser.add_argument("--peers", help="the Python that has autoanki and chineseflashcards")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder, 1)
        text = folder / "0000.txt"
        if chosen.text:
            text.write_bytes(chosen.text.read_bytes())
        python, program = [sys.executable], [sys.executable, "-m", "shengci.cli"]
        build = [*program, "build", str(text), "-o", str(folder / "a.apkg"), "--known", "none"]
        commands = {
            "python -c pass": [*python, "-c", "pass"],
            "shengci --help": [*program, "--help"],
            "bare jieba": [*python, "-c", JIEBA.format(text=text)],
            "shengci build": build,
            "shengci build, no index yet": build,
        }
        if chosen.peers:
            commands |= peers(chosen.peers, text)
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
            "TMPDIR": name,
            "XDG_CACHE_HOME": str(folder / "cache"),
        }
        for command in (commands["bare jieba"], build):  # each makes its cache
            seconds(command, environment)
        taken: dict[str, list[float]] = {each: [] for each in commands}
        for number in range(chosen.rounds):
            for each, command in commands.items():
                fresh = (
                    {"XDG_CACHE_HOME": str(folder / f"fresh{number}")} if "no index" in each else {}
                )
                taken[each].append(seconds(command, environment | fresh))
        medians = {each: statistics.median(found) for each, found in taken.items()}
        n_characters = sum("\u4e00" <= char <= "\u9fff" for char in text.read_text("utf-8"))
        print(f"one article of {n_characters:,} Chinese characters, median of {chosen.rounds}")
        for each, found in medians.items():
            print(f"  {each:28} {found:7.3f} s")
        print(
            f"  build / bare jieba           {medians['shengci build'] / medians['bare jieba']:7.2f}"
        )
        for each in medians.keys() & {"autoanki", "chineseflashcards"}:
            print(f"  {each} / build {medians[each] / medians['shengci build']:7.2f}")
        print(
            f"  --help / pass                {medians['shengci --help'] / medians['python -c pass']:7.2f}"
        )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  peak memory of any           {peak:7.0f} MB")


def peers(python: str, article: Path) -> dict[str, list[str]]:
    """Return the commands of the two peers, what they are given written beside the article."""
    deck = make_deck([read_article(article)], Settings())
    chinese, words = article.with_name("chinese.txt"), article.with_name("words.txt")
    chinese.write_text("\n".join(pair.chinese for pair in deck.pairs), encoding="utf-8")
    noted = dict.fromkeys(note.word.text for note in deck.notes if note.word)
    words.write_text("\n".join(noted), encoding="utf-8")
    return {
        "autoanki": [python, "-c", AUTOANKI, str(chinese)],
        "chineseflashcards": [python, "-c", FLASHCARDS, str(words)],
    }


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a program takes, from its start to its end."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:  # each in a place of its own
        subprocess.run(command, env=environment, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
