"""The program where the machine is against it: right, or one clear line; nothing lost, nothing half-written."""

import os
import re
import sys
import time
from pathlib import Path
from subprocess import Popen

import pytest

from ferry import IN_TURN
from program import Run, ended, start
from shengci.package.contents import read_contents

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

# Fails every write beyond some bytes of a file, as a full disk does.
FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
from shengci.cli import main
sys.argv[0] = "shengci"
main()
"""


def begin(*words: object, folder: Path, program: str = "", **variables: str) -> Popen[str]:
    variables = {"XDG_CACHE_HOME": str(folder / "cache")} | variables
    python = ("-c", program) if program else ("-m", "shengci.cli")
    return start(*words, folder=folder, python=python, **variables)


def run(*words: object, folder: Path, program: str = "", **variables: str) -> Run:
    return ended(begin(*words, folder=folder, program=program, **variables))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text("\n\n".join(IN_TURN), encoding="utf-8")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "cache" not in path.relative_to(folder).parts
    }


@posix
@pytest.mark.parametrize(
    "words",
    [
        ("build", "ferry.txt", "-o", "ferry.apkg"),
        ("build", "ferry.txt", "-o", "ferry.csv"),
        ("handout", "ferry.txt", "-o", "ferry.html"),
        ("report", "ferry.txt", "-o", "ferry.json"),
        ("deck", "new", "sea", "ferry.txt"),
        ("known", "import", "--text", "ferry.txt", "--file", "known.txt"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_full_disk_is_one_line_and_leaves_what_was_there(folder: Path, words: list[str]) -> None:
    (folder / "ferry.html").write_text("<!doctype html>", encoding="utf-8")
    (folder / "known.txt").write_text("港口\n", encoding="utf-8")
    (folder / "decks").mkdir()
    before = files_in(folder)
    code, out, err = run(*words, folder=folder, program=FULL)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"shengci: .+: can't be written \(.+\n", err), err
    after = files_in(folder)
    recipe = "decks/sea.toml"  # short enough to be written, and whole
    assert {k: v for k, v in after.items() if k != recipe} == before


@posix
def test_a_full_disk_leaves_the_package_of_a_class_as_it_was(folder: Path) -> None:
    assert run("deck", "new", "sea", "ferry.txt", folder=folder)[0] == 0
    assert run("deck", "build", "sea", folder=folder)[0] == 0
    rows = folder / "decks" / "sea.tsv"
    rows.write_text(rows.read_text("utf-8").replace("keep\t1", "#drop\t1", 1), encoding="utf-8")
    before = files_in(folder)
    code, _, err = run("deck", "build", "sea", folder=folder, program=FULL)
    assert code == 2
    assert err.count("\n") == 1
    assert files_in(folder) == before


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write in every folder"
)
def test_a_folder_that_may_not_be_written_in_is_named(folder: Path) -> None:
    (folder / "out").mkdir(mode=0o555)
    code, _, err = run("build", "ferry.txt", "-o", "out/ferry.apkg", folder=folder)
    assert code == 2
    assert err == (
        "shengci: out/ferry.apkg: can't be written (Permission denied): allow writing in out or name"
        " another output with -o\n"
    )


def test_several_builds_of_one_output_at_once_leave_a_whole_package(folder: Path) -> None:
    builds = [begin("build", "ferry.txt", "-o", "ferry.apkg", folder=folder) for _ in range(3)]
    for build in builds:
        done = ended(build)
        assert (done.code, done.err) == (0, "")
    assert read_contents(folder / "ferry.apkg", "").notes
    assert sorted(files_in(folder)) == ["ferry.apkg", "ferry.txt"]


def test_several_builds_of_one_class_at_once_leave_its_files_whole(folder: Path) -> None:
    assert run("deck", "new", "sea", "ferry.txt", folder=folder)[0] == 0
    builds = [begin("deck", "build", "sea", folder=folder) for _ in range(3)]
    for build in builds:
        done = ended(build)
        assert done.code in (0, 2), done.err
        assert done.code == 0 or "changed by someone else" in done.err
    code, out, _ = run("deck", "check", "sea", folder=folder)
    assert (code, out.splitlines()[-1]) == (0, "decks/sea.toml: 0 errors, 0 things to look at")
    assert read_contents(folder / "decks" / "sea.apkg", "").notes


def test_without_a_home_everything_works(folder: Path) -> None:
    nowhere = str(folder / "nowhere")
    variables = {"HOME": nowhere, "XDG_CACHE_HOME": "", "XDG_DATA_HOME": "", "USERPROFILE": nowhere}
    assert run("deck", "new", "sea", "ferry.txt", folder=folder, **variables)[0] == 0
    assert run("deck", "build", "sea", folder=folder, **variables)[0] == 0


def test_a_clock_that_goes_back_loses_no_update(folder: Path) -> None:
    assert run("deck", "new", "sea", "ferry.txt", folder=folder)[0] == 0
    assert run("deck", "build", "sea", folder=folder, SOURCE_DATE_EPOCH="1900000000")[0] == 0
    package = folder / "decks" / "sea.apkg"
    before = {note.guid: note for note in read_contents(package, "").notes}
    rows = folder / "decks" / "sea.tsv"
    text = rows.read_text("utf-8")
    meaning = next(line.split("\t")[4] for line in text.splitlines() if line.startswith("keep"))
    rows.write_text(text.replace(f"\t{meaning}\t", "\tmine\t", 1), encoding="utf-8")
    assert run("deck", "build", "sea", folder=folder, SOURCE_DATE_EPOCH="1100000000")[0] == 0
    (changed,) = [n for n in read_contents(package, "").notes if n.fields != before[n.guid].fields]
    assert changed.mod > before[changed.guid].mod


def test_an_article_that_vanishes_while_it_is_read_is_one_line(folder: Path) -> None:
    vanishing = """
import sys
from pathlib import Path
stat = Path.stat
def vanish(path, **options):
    found = stat(path, **options)
    if path.name == "ferry.txt":
        path.unlink()
    return found
Path.stat = vanish
from shengci.cli import main
main()
"""
    code, out, err = run("build", "ferry.txt", "-o", "a.apkg", folder=folder, program=vanishing)
    assert (code, out) == (2, "")
    assert err == "shengci: ferry.txt: no such file: check its name and folder\n"


def test_chinese_file_names_work_everywhere(folder: Path) -> None:
    (folder / "ferry.txt").rename(folder / "渡轮 一.txt")
    assert run("build", "渡轮 一.txt", folder=folder, LC_ALL="C")[0] == 0
    code, out, _ = run("deck", "new", "海边", "渡轮 一.txt", folder=folder, LC_ALL="C")
    assert code == 0
    assert "decks/海边.tsv" in out
    assert run("deck", "build", "海边", folder=folder, LC_ALL="C")[0] == 0
    assert (folder / "decks" / "渡轮 一.apkg").exists()


def test_nothing_hangs_on_a_pipe_that_nobody_writes_to(folder: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(folder / "pipe.txt")
    process = begin("build", "pipe.txt", "-o", "a.apkg", folder=folder)
    time.sleep(0.1)
    with (folder / "pipe.txt").open("wb"):
        pass  # an empty text
    done = ended(process, 60)
    assert done.code == 2
    assert done.err.count("\n") == 1
