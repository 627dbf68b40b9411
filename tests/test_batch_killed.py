"""A batch killed at any moment goes on where it was: no package lost, damaged or built twice for nothing.

`SHENGCI_KILLS=200` kills so often; the suite does it fourteen times.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

import batch_stub
from shengci.package.contents import read_contents

KILLS = int(os.environ.get("SHENGCI_KILLS", "14"))
N_ARTICLES = 40 * KILLS
ON_THE_WAY = 4  # two processes, two articles each

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def start(folder: Path, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Begin or continue the run, and return it when it has something done."""
    command = [
        sys.executable,
        str(Path(batch_stub.__file__)),
        str(folder / "in"),
        str(folder / "out"),
    ]
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert running.stdout
    assert running.stdout.readline(), running.stderr and running.stderr.read()
    return running


def journal(folder: Path) -> list[dict]:
    """Return the entries; only the last line may be cut short, and no kill of a process does even that."""
    lines = (folder / "out" / ".shengci-batch" / "journal.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in lines.splitlines()]


def workers(log: Path) -> set[int]:
    return {int(line.split(" ", 1)[0]) for line in log.read_text(encoding="utf-8").splitlines()}


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that is dead and not yet fetched by its parent does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for processes")
def test_run_that_is_killed_again_and_again_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    log = tmp_path / "log"
    for n in range(N_ARTICLES):
        path = tmp_path / "in" / f"第{n % 7}周" / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"slow {n}", encoding="utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TMPDIR": str(temporary),
        batch_stub.LOG: str(log),
    }
    moments = random.Random(8)
    for _ in range(KILLS):
        running = start(tmp_path, environment)
        time.sleep(moments.uniform(0, 0.25))
        assert running.poll() is None, "it ended before it was killed: give it more articles"
        running.send_signal(signal.SIGKILL)
        running.communicate()
        for entry in journal(tmp_path):  # what is called done is whole
            assert len(read_contents(tmp_path / "out" / entry["target"], "").notes) == 1
    patience = time.monotonic() + 20
    while any(map(is_alive, workers(log))) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not [pid for pid in workers(log) if is_alive(pid)], "workers outlive their run"
    out, err = start(tmp_path, environment).communicate()
    assert (out.splitlines()[-1], err) == ("end 0", "")

    packages = sorted((tmp_path / "out").rglob("*.apkg"))
    words = {read_contents(path, "").notes[0].fields[0] for path in packages}
    assert len(packages) == N_ARTICLES
    assert words == {f"slow {n}" for n in range(N_ARTICLES)}
    entries = journal(tmp_path)
    assert {entry["source"] for entry in entries} == {
        str(path.relative_to(tmp_path / "in")) for path in (tmp_path / "in").rglob("*.txt")
    }
    assert all(entry["outcome"] == "built" for entry in entries)
    begun = Counter(line.split(" ", 1)[1] for line in log.read_text("utf-8").splitlines())
    assert begun.total() - N_ARTICLES <= ON_THE_WAY * KILLS, "what was done was done again"
    assert len(entries) == N_ARTICLES, "an article is put down twice"
    left = [path for path in (tmp_path / "out").rglob(".*") if path.name != ".shengci-batch"]
    assert (left, list(temporary.glob("shengci-*"))) == ([], [])
    assert tempfile.gettempdir() != str(temporary)
