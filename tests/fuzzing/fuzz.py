"""Fuzz one target, or all in turn: `python tests/fuzzing/fuzz.py TARGET|all [--runs N] [--seconds N]`.

Needs atheris (the extra `fuzz`; Linux, Python 3.11 to 3.13). Starts from the seeds and from `corpus/TARGET`; an input that breaks
a target is written to `crashes/`, with the command that runs it again. Put it into `corpus/TARGET` once it is mended:
the tests run the whole corpus.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
_SLOWEST = 20  # seconds for one input
_MOST_MEMORY = 2_000  # megabytes


def main() -> None:
    """Fuzz what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("target")
    parser.add_argument("--runs", type=int, default=50_000)
    parser.add_argument("--seconds", type=int, default=0, help="at most so long; 0: no limit")
    parser.add_argument("--input", type=Path, help="run this one input")
    chosen = parser.parse_args()
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    if chosen.target == "all":
        _all(chosen.runs, chosen.seconds)
        return
    if chosen.input:
        from targets import TARGETS, run

        run(TARGETS[chosen.target], chosen.input.read_bytes())
        return
    import atheris

    with atheris.instrument_imports(include=["shengci"], enable_loader_override=False):
        from targets import TARGETS, run
    with tempfile.TemporaryDirectory() as folder:
        _fuzz(atheris, lambda data: run(TARGETS[chosen.target], data), chosen, Path(folder))


def _fuzz(atheris, one, chosen: argparse.Namespace, folder: Path) -> None:  # noqa: ANN001
    from seeds import seeds_of

    for n, seed in enumerate(seeds_of(chosen.target)):
        (folder / f"seed{n}").write_bytes(seed)
    crashes = HERE / "crashes"
    crashes.mkdir(exist_ok=True)
    corpus = HERE / "corpus" / chosen.target
    options = [
        sys.argv[0],
        f"-runs={chosen.runs}",
        f"-max_total_time={chosen.seconds}",
        f"-timeout={_SLOWEST}",
        f"-rss_limit_mb={_MOST_MEMORY}",
        f"-artifact_prefix={crashes}/{chosen.target}-",
        "-max_len=8192",
        "-print_final_stats=1",
        "-verbosity=0",
        str(folder),
        *([str(corpus)] if corpus.is_dir() else []),
    ]
    atheris.Setup(options, one)
    atheris.Fuzz()


def _all(runs: int, seconds: int) -> None:
    """Fuzz all targets, each in a process of its own, and say how each went."""
    from targets import TARGETS

    total, broken = 0, []
    for name in TARGETS:
        words = [sys.executable, __file__, name, f"--runs={runs}", f"--seconds={seconds}"]
        done = subprocess.run(words, capture_output=True, text=True, errors="replace")
        stats = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        n = int(stats[-1].split(":")[-1]) if stats else 0
        total += n
        if done.returncode:
            broken.append(name)
        print(f"{name:20} {n:>9,} runs  {'broken' if done.returncode else 'good'}", flush=True)
        if done.returncode:
            print(done.stderr[:300] + done.stderr[-3000:], flush=True)
    print(f"{total:,} runs; broken: {', '.join(broken) or 'none'}")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
