"""A batch: what it finds, how it names packages, and that one bad article costs only itself."""

import json
import os
import pickle
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

import batch_stub
from shengci import card_templates
from shengci.batch import Tally, keep_making, make_packages, making
from shengci.batch.engine import stream
from shengci.batch.finding import find, package_names
from shengci.batch.journal import Entry, open_journal
from shengci.batch.pool import WorkerDied, WorkerPool
from shengci.errors import PackageError, SourceError
from shengci.package.contents import read_contents
from shengci.records import Knowledge, Settings

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and links of POSIX")


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for articles whose workers are stubs, and which is the folder the test is in."""
    monkeypatch.setattr(making, "prepare", batch_stub.begin)
    monkeypatch.setenv(batch_stub.LOG, str(tmp_path / "log"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def run(folder: Path, **options: object) -> Tally:
    return make_packages(batch_stub.batch_of(folder, **options), Path("out"))


def word_in(package: Path) -> str:
    (note,) = read_contents(package, "").notes
    return note.fields[0]


def begun() -> list[str]:
    log = Path(os.environ[batch_stub.LOG])
    return [line.split(" ", 1)[1] for line in log.read_text(encoding="utf-8").splitlines()]


# --- What it finds -------------------------------------------------------------------------------


def names_in(folder: Path, leave_out: Path | None = None) -> list[str]:
    return [name for group in find(folder, leave_out) for name in group.names]


def test_articles_are_found_in_folders_below_hidden_and_other_files_left_out(
    tmp_path: Path,
) -> None:
    for name in ("b.txt", "a.docx", "c.jpg", ".hidden.txt", "LICENSE"):
        (tmp_path / name).touch()
    for folder in ("二月", "一月/周一", ".git"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "文章.md").touch()
    assert names_in(tmp_path) == ["a.docx", "b.txt", "一月/周一/文章.md", "二月/文章.md"]
    assert sum(group.others for group in find(tmp_path)) == 2


def test_the_output_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert names_in(tmp_path, tmp_path / "out") == ["b.txt"]


@POSIX
def test_links_neither_loop_nor_double_an_article(tmp_path: Path) -> None:
    tree, elsewhere = tmp_path / "tree", tmp_path / "elsewhere"
    (tree / "sub").mkdir(parents=True)
    elsewhere.mkdir()
    (tree / "sub" / "a.txt").touch()
    (elsewhere / "b.txt").touch()
    (elsewhere / "back").symlink_to(tree)
    (tree / "up").symlink_to(tree)
    (tree / "again").symlink_to(tree / "sub")
    (tree / "x").symlink_to(elsewhere)
    (tree / "y").symlink_to(elsewhere)
    (tree / "self.txt").symlink_to(tree / "self.txt")
    os.mkfifo(tree / "pipe.txt")
    assert names_in(tree) == ["self.txt", "sub/a.txt", "x/b.txt"]


@POSIX
def test_a_folder_that_cannot_be_read_is_named_and_the_rest_is_built(
    stub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stub, good="好")
    (stub / "locked").mkdir()
    scan = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if path == stub / "locked":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    tally = run(stub)
    assert (tally.progress.built, tally.progress.total) == (1, 2)
    ((name, reason),) = tally.failures
    assert name == "locked"
    assert reason == f"{stub / 'locked'}: can't be read (Permission denied): check its permissions"


# --- What packages are called --------------------------------------------------------------------


def test_articles_of_one_name_keep_their_suffixes_in_any_letters() -> None:
    names = ["a.docx", "A.txt", "b.txt", "é.md", "é.txt"]
    made = package_names(names, {}, lambda _: False)
    assert list(made.values()) == ["a.docx.apkg", "A.txt.apkg", "b.apkg", "é.md.apkg", "é.txt.apkg"]


def test_a_package_keeps_its_name_when_another_article_of_that_name_comes(stub: Path) -> None:
    put(stub, a="一")
    run(stub)
    (stub / "a.md").write_text("二", encoding="utf-8")
    (stub / "a.txt.md").write_text("三", encoding="utf-8")
    run(stub)
    made = {path.name: word_in(path) for path in Path("out").glob("*.apkg")}
    assert made == {"a.apkg": "一", "a.md.apkg": "二", "a.txt.apkg": "三"}


# --- One bad article costs only itself -----------------------------------------------------------


@POSIX
def test_poison_fails_alone_each_with_its_reason_after_a_second_try(stub: Path) -> None:
    put(stub, 坏="crash", hang="hang", refuse="refuse", mistake="mistake", none="nothing")
    put(stub, **{f"好{n}": f"词{n}" for n in range(12)})
    (stub / "gone.txt").symlink_to(stub / "nowhere.txt")
    tally = run(stub, seconds=2)
    assert (tally.progress.built, tally.progress.without_cards, tally.progress.failed) == (12, 1, 5)
    assert tally.progress.done == tally.progress.total == 18
    assert tally.progress.left_for_last == 0
    assert {word_in(path) for path in Path("out").glob("*.apkg")} == {f"词{n}" for n in range(12)}
    reasons = dict(tally.failures)
    assert re.fullmatch(
        r"坏.txt: its worker process died after \d+\.\d seconds: .+", reasons.pop("坏.txt")
    )
    assert reasons == {
        "hang.txt": "hang.txt: took longer than 2 seconds: cut it, or raise --time-limit",
        "refuse.txt": "refuse.txt: refused: bring another",
        "mistake.txt": "mistake.txt: not foreseen (KeyError 'mistake', in batch_stub.py:"
        f"{line_of('raise KeyError')}): shengci build shows all of it",
        "gone.txt": f"{stub / 'gone.txt'}: no such file: check its name and folder",
    }
    for bad in ("坏", "hang", "refuse", "mistake"):
        assert begun().count(f"{bad}.txt") == 2
    assert all(begun().count(f"好{n}.txt") == 1 for n in range(12))


def line_of(text: str) -> int:
    lines = Path(batch_stub.__file__).read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if text in line)


def test_an_article_whose_worker_died_by_chance_is_built_in_the_end(stub: Path) -> None:
    put(stub, a="once", b="二")
    tally = run(stub)
    assert (tally.progress.built, tally.failures) == (2, [])
    assert begun().count("a.txt") == 2


def test_workers_that_cannot_start_end_the_run_with_one_line(
    stub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "prepare", batch_stub.die)
    put(stub, **{f"a{n}": "一" for n in range(8)})
    with pytest.raises(PackageError, match=r"die before their first article.*fewer --workers"):
        run(stub)


def test_an_empty_folder_makes_nothing(stub: Path) -> None:
    tally = run(stub)
    assert (tally.progress.total, tally.failures, list(Path("out").glob("*"))) == (
        0,
        [],
        [Path("out/.shengci-batch")],
    )


@pytest.mark.parametrize(
    ("name", "message"), [("none", "no such folder"), ("file.txt", "is a file: name a folder")]
)
def test_what_is_no_folder_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "file.txt").touch()
    with pytest.raises(SourceError, match=message):
        make_packages(batch_stub.batch_of(tmp_path / name), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_package_of_somebody_else_is_left_alone(stub: Path) -> None:
    put(stub, a="一")
    Path("out").mkdir()
    Path("out/a.apkg").write_bytes(b"theirs")
    ((_, reason),) = run(stub).failures
    assert "a.apkg" in reason
    assert Path("out/a.apkg").read_bytes() == b"theirs"


# --- Going on ------------------------------------------------------------------------------------


def test_resume_builds_only_what_changed_failed_or_is_not_whole(stub: Path) -> None:
    put(stub, a="一", b="二", c="三", d="refuse", e="五")
    run(stub)
    assert len(begun()) == 6
    put(stub, b="二二", d="四")
    Path("out/c.apkg").unlink()
    os.utime("out/a.apkg", ns=(1, 1))  # copied: the same bytes at another time
    tally = run(stub, resume=True)
    assert begun()[6:] and sorted(begun()[6:]) == ["b.txt", "c.txt", "d.txt"]
    assert (tally.progress.before, tally.progress.built, tally.failures) == (2, 3, [])
    assert [word_in(Path(f"out/{name}.apkg")) for name in "abcde"] == [
        "一",
        "二二",
        "三",
        "四",
        "五",
    ]
    assert run(stub, resume=True).progress.before == 5
    assert run(stub).progress.built == 5


def test_options_and_templates_are_part_of_what_is_done(tmp_path: Path) -> None:
    batch = batch_stub.batch_of(tmp_path)
    known = Settings(known=Knowledge(frozenset(("豆腐", "油烟")), name="me"))
    keys = {
        making._plan(each, "package").key
        for each in (
            batch,
            making.replace(batch, settings=Settings(min_level=4)),
            making.replace(batch, settings=known),
            making.replace(batch, templates=card_templates.load(tones="none")),
        )
    }
    assert len(keys) == 4
    again = making._plan(making.replace(batch, settings=known, seconds=1), "package").key
    assert again == making._plan(making.replace(batch, settings=known), "package").key


def test_a_journal_that_was_cut_short_goes_on(tmp_path: Path) -> None:
    entry = Entry("a.txt", "key", "without cards", "a.apkg")
    with open_journal(tmp_path) as journal:
        journal.append(entry)
    whole = (tmp_path / "journal.jsonl").read_bytes()
    (tmp_path / "journal.jsonl").write_bytes(whole + whole[: len(whole) // 2])
    with open_journal(tmp_path) as journal:
        assert journal.entries == {"a.txt": entry}
        journal.append(Entry("b.txt", "key", "without cards", "b.apkg"))
    with open_journal(tmp_path) as journal:
        assert list(journal.entries) == ["a.txt", "b.txt"]
        assert journal.is_done("b.txt", "key", tmp_path)
        assert not journal.is_done("b.txt", "other", tmp_path)


def test_a_journal_keeps_names_that_are_no_text_and_drops_what_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = os.fsdecode(b"\xb2\xe8.txt") if sys.platform != "win32" else "茶.txt"
    monkeypatch.setattr("shengci.batch.journal._SLACK", 0)
    for n in range(5):
        with open_journal(tmp_path) as journal:
            journal.append(Entry(name, f"{n}", "failed", "t", reason=name))
    lines = (tmp_path / "journal.jsonl").read_bytes().splitlines()
    assert len(lines) < 5
    with open_journal(tmp_path) as journal:
        assert journal.entries[name].key == "4"


def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_journal(tmp_path) as journal:
        monkeypatch.setattr(os, "write", lambda file, data: len(data) // 2)
        with pytest.raises(PackageError, match=r"No space left.*go on with --resume"):
            journal.append(Entry("a.txt", "key", "failed", "a.apkg"))


def test_two_runs_into_one_folder_do_not_mix(stub: Path) -> None:
    put(stub, a="一")
    with (
        open_journal(Path("out/.shengci-batch")),
        pytest.raises(
            PackageError, match=rf"another run is at work there \(process {os.getpid()}\)"
        ),
    ):
        run(stub)
    assert run(stub).progress.built == 1


# --- The parts -----------------------------------------------------------------------------------


def test_no_more_than_allowed_is_on_the_way_and_jobs_are_taken_as_room_comes() -> None:
    at_once, most = 0, 0
    taken: list[int] = []
    lock = threading.Lock()

    def jobs() -> Iterator[int]:
        for n in range(1, 101):
            taken.append(n)
            yield n

    def work(n: int) -> int:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        time.sleep(0.001)
        with lock:
            at_once -= 1
        return n

    with ThreadPoolExecutor(50) as pool:
        results = stream(jobs(), lambda n: pool.submit(work, n), lambda: 5)
        first = next(results)[1].result()
        assert len(taken) <= 6
        rest = [future.result() for _, future in results]
    assert sorted([first, *rest]) == list(range(1, 101))
    assert most <= 5


def test_a_pool_says_which_call_a_process_died_at_and_begins_another(tmp_path: Path) -> None:
    with WorkerPool(2, begin_nothing, None, tmp_path) as pool:
        futures: list[Future[int]] = [pool.submit(pow, n, 2) for n in range(10)]
        dead = pool.submit(os._exit, 1)
        futures += [pool.submit(pow, n, 2) for n in range(10, 20)]
        wrong = pool.submit(int, "x")
        unsent = pool.submit(lambda: 1)
        assert [future.result(60) for future in futures] == [n * n for n in range(20)]
        assert isinstance(dead.exception(60), WorkerDied)
        assert isinstance(wrong.exception(60), ValueError)
        # Python 3.13 words it otherwise, 3.14 has it a PicklingError.
        assert isinstance(unsent.exception(60), AttributeError | pickle.PicklingError)
        assert pool.submit(os.getenv, "OPENBLAS_NUM_THREADS").result(60) == "1"


def begin_nothing(_: object) -> None:
    """What a process of the test above begins with."""


# --- Watching ------------------------------------------------------------------------------------


def test_watch_builds_what_arrives_once_it_keeps_still(stub: Path) -> None:
    put(stub, a="一", bad="refuse")
    (stub / "busy.txt").write_text("写", encoding="utf-8")
    looks = 0

    def still_writing(_: float) -> None:
        nonlocal looks
        looks += 1
        if looks < 6:
            with (stub / "busy.txt").open("a", encoding="utf-8") as file:
                file.write("写")
        if looks == 3:
            put(stub, b="二")

    watched = keep_making(batch_stub.batch_of(stub), Path("out"), every=0.001)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("shengci.batch.making.time.sleep", still_writing)
        assert (next(watched).progress.built, looks) == (1, 1)
        assert (next(watched).progress.built, looks) == (2, 4)
        assert (next(watched).progress.built, looks) == (3, 6)
    watched.close()
    assert word_in(Path("out/busy.apkg")) == "写" * 6
    assert word_in(Path("out/b.apkg")) == "二"
    assert begun().count("bad.txt") == 2, "a failure is left alone until its file changes"
    again = keep_making(batch_stub.batch_of(stub), Path("out"), every=0.001)
    assert next(again).progress.before == 3
    again.close()


@POSIX
def test_watch_on_the_command_line_ends_with_ctrl_c(stub: Path, tmp_path: Path) -> None:
    import signal

    (stub / "market.txt").write_text(
        "Everybody complains about the smoke.\n大家都抱怨油烟。\n", encoding="utf-8"
    )
    program = [sys.executable, "-c", "from shengci.cli import main; main()"]
    options = [
        "batch",
        "in",
        "-o",
        "watched",
        "--watch",
        "--poll",
        "0.1",
        "--workers",
        "1",
        "--known",
        "none",
    ]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    running = subprocess.Popen(
        [*program, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
    )
    assert running.stderr
    assert running.stderr.readline() == "watched: 1 package\n"
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    assert out.endswith("watched: 1 package\n")
    entry = json.loads(Path("watched/.shengci-batch/journal.jsonl").read_text(encoding="utf-8"))
    assert (entry["source"], entry["outcome"]) == ("market.txt", "built")
