"""The same work on a real cluster: a dask scheduler and two workers on loopback, one killed on the way."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from ferry import COUPLES
from program import ended, start
from shengci.package.contents import read_contents

pytest.importorskip("distributed")
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
DASK, PROGRAM = "distributed.cli.dask", "shengci.cli"
N_ARTICLES = 16


def begin(folder: Path, module: str, *words: object) -> Popen[str]:
    variables = {
        "OPENBLAS_NUM_THREADS": "1",
        "XDG_CACHE_HOME": str(folder / "cache"),
        "DASK_LOGGING__DISTRIBUTED": "critical",
    }
    return start(*words, folder=folder, python=("-m", module), **variables)


def wait_for(what: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[Popen[str]]]]:
    """A scheduler's address and its two workers."""
    address_file = tmp_path / "scheduler.json"
    scheduler = begin(
        tmp_path, f"{DASK}_scheduler", "--host", "127.0.0.1", "--port", 0,
        "--no-dashboard", "--scheduler-file", address_file,
    )  # fmt: skip
    wait_for(lambda: address_file.exists() and address_file.stat().st_size > 0)
    address = json.loads(address_file.read_text())["address"]
    workers = [
        begin(tmp_path, f"{DASK}_worker", address, "--nthreads", 1, "--no-nanny", "--no-dashboard",
              "--host", "127.0.0.1", "--name", name, "--local-directory", tmp_path / name)
        for name in ("one", "two")
    ]  # fmt: skip
    try:
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.communicate()


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(N_ARTICLES):
        last = (f"That was in {1950 + number}.", f"那是{1950 + number}年的事。")
        couples = [*COUPLES[number % 3 :], last]
        text = "\n\n".join(line for couple in couples for line in couple)
        (folder / f"article{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@posix
def test_a_worker_that_is_killed_costs_no_article_and_doubles_none(
    tmp_path: Path, articles: Path, cluster: tuple[str, list[Popen[str]]]
) -> None:
    address, (first, _) = cluster
    run = begin(tmp_path, PROGRAM, "batch", articles, "-o", "out", "--scheduler", address)
    out = tmp_path / "out"
    wait_for(lambda: len(list(out.glob("*.apkg"))) >= 3)
    first.kill()  # while it is at one
    code, said, problems = ended(run)
    assert code == 0, problems
    assert "16" in said
    packages = sorted(out.glob("*.apkg"))
    assert [path.stem for path in packages] == [path.stem for path in sorted(articles.iterdir())]
    for path in packages:
        assert read_contents(path, "").notes


def test_a_cluster_makes_the_same_packages_as_one_process(
    tmp_path: Path, articles: Path, cluster: tuple[str, list[Popen[str]]]
) -> None:
    address, _ = cluster
    for path in sorted(articles.iterdir())[3:]:
        path.unlink()
    runs = [
        begin(tmp_path, PROGRAM, "batch", articles, "-o", "far", "--scheduler", address),
        begin(tmp_path, PROGRAM, "batch", articles, "-o", "near", "--workers", 1),
    ]
    for run in runs:
        code, _, problems = ended(run)
        assert code == 0, problems
    far, near = (
        [read_contents(path, "").notes for path in sorted((tmp_path / name).glob("*.apkg"))]
        for name in ("far", "near")
    )
    assert len(far) == len(near) == 3
    for there, here in zip(far, near, strict=True):
        assert [(n.guid, n.fields, n.tags) for n in there] == [
            (n.guid, n.fields, n.tags) for n in here
        ]


def test_nobody_at_the_address_is_one_line(tmp_path: Path, articles: Path) -> None:
    run = begin(tmp_path, PROGRAM, "batch", articles, "--scheduler", "tcp://127.0.0.1:9")
    code, said, problems = ended(run, 60)
    assert (code, said) == (2, "")
    assert problems.startswith("shengci: --scheduler tcp://127.0.0.1:9: no scheduler answers there")
    assert problems.count("\n") == 1
