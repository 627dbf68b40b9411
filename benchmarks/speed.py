"""How long the program takes from a cold start, beside jieba alone, in one run.

`python benchmarks/speed.py [--rounds N]`: in each round every program runs once, in the same order, in a process
of its own; medians are printed. `bare jieba` cuts the same text with its own dictionary and its own cache warm.
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

JIEBA = "import jieba, pathlib; jieba.setLogLevel(60); list(jieba.cut(pathlib.Path('{text}').read_text('utf-8')))"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_articles(folder, 1)
        text = folder / "0000.txt"
        python, program = [sys.executable], [sys.executable, "-m", "shengci.cli"]
        build = [*program, "build", str(text), "-o", str(folder / "a.apkg"), "--known", "none"]
        commands = {
            "python -c pass": [*python, "-c", "pass"],
            "shengci --help": [*program, "--help"],
            "bare jieba": [*python, "-c", JIEBA.format(text=text)],
            "shengci build": build,
            "shengci build, no index yet": build,
        }
        environment = os.environ | {"TMPDIR": name, "XDG_CACHE_HOME": str(folder / "cache")}
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
        print(
            f"  --help / pass                {medians['shengci --help'] / medians['python -c pass']:7.2f}"
        )
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"  peak memory of any           {peak:7.0f} MB")


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a program takes, from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
