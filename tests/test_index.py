"""Compiled tables: looked up rightly, and made anew wherever the file can't be trusted."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci import caches, index
from shengci.index import hashed, images

posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")

ROWS = [("夜市", "night market\nnight bazaar"), ("", "nothing"), ("a\tb", ""), ("兽医", "vet")]
KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=4)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "shengci" / "index"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source.txt"
    path.write_text("夜市", encoding="utf-8")
    return path


class Rows:
    """The rows above, counting how often they were asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Iterator[tuple[str, str]]:
        self.asked += 1
        yield from ROWS


def compiled(source: Path, rows: Rows) -> index.Table:
    table = index.table("test", (source,), rows)
    assert dict(table) == dict(ROWS)
    return table


def test_a_table_is_compiled_once_and_looked_up_after(source: Path, folder: Path) -> None:
    rows = Rows()
    for _ in range(2):
        table = compiled(source, rows)
        assert list(table) == [key for key, _ in ROWS]
        assert len(table) == len(ROWS)
        assert "夜" not in table
        assert table.find("夜") is None
        assert table["兽医"] == "vet"
        with pytest.raises(KeyError):
            table["\ud800"]
    assert rows.asked == 1
    assert [path.suffix for path in folder.iterdir()] == [".index"]


@given(st.lists(st.tuples(KEYS, KEYS), max_size=30), st.lists(KEYS, max_size=10))
def test_a_table_says_what_a_dict_would(rows: list[tuple[str, str]], others: list[str]) -> None:
    expected = dict(reversed(rows))
    data = images._bytes_of(bytes(32), hashed.parts_of(rows))
    table = index.Table(images.Image(data, images._directory_of(data)))
    assert list(table) == list(dict(rows))
    assert len(table) == len(expected)
    for key in [*expected, *others]:
        assert table.find(key) == expected.get(key)


@given(st.dictionaries(st.text(max_size=3), st.binary(max_size=200), max_size=12))
def test_parts_come_back_as_they_were_and_can_be_cast(parts: dict[str, bytes]) -> None:
    data = images._bytes_of(bytes(32), parts)
    directory = images._directory_of(data)
    assert {name: data[a : a + n] for name, (a, n) in directory.items()} == parts
    assert all(start % 64 == 0 for start, _ in directory.values())


def file_in(folder: Path) -> Path:
    (path,) = folder.glob("*.index")
    return path


@pytest.mark.parametrize("cut", [0, 1, 40, 60, 100, -1])
def test_a_file_cut_short_is_made_anew(source: Path, folder: Path, cut: int) -> None:
    rows = Rows()
    compiled(source, rows)
    whole = file_in(folder).read_bytes()
    file_in(folder).write_bytes(whole[:cut])
    compiled(source, rows)
    assert rows.asked == 2
    assert file_in(folder).read_bytes() == whole


def test_a_file_with_any_byte_changed_is_made_anew(source: Path, folder: Path) -> None:
    rows = Rows()
    compiled(source, rows)
    path = file_in(folder)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes((whole[at] ^ 0x10,)) + whole[at + 1 :])
        compiled(source, rows)
        assert rows.asked == at + 2
        assert file_in(folder).read_bytes() == whole


def test_what_is_made_of_earlier_sources_is_not_used_and_goes(source: Path, folder: Path) -> None:
    rows = Rows()
    for change in range(4):
        os.utime(source, ns=(change, change))
        compiled(source, rows)
        assert rows.asked == change + 1
    assert len(list(folder.iterdir())) == 2
    source.write_text("夜市夜市", encoding="utf-8")
    os.utime(source, ns=(3, 3))
    compiled(source, rows)
    assert rows.asked == 5


def test_a_table_stays_readable_when_its_file_goes(source: Path, folder: Path) -> None:
    table = index.table("test", (source,), Rows())
    file_in(folder).unlink()
    assert dict(table) == dict(ROWS)


PROGRAM = """
import sys
from pathlib import Path
from shengci import index
def rows():
    print("made", flush=True)
    sys.stdin.readline()
    return [(str(i), str(i * i)) for i in range(20_000)]
table = index.table("test", (Path(sys.argv[1]),), rows)
assert dict(table) == {str(i): str(i * i) for i in range(20_000)}
print("right")
"""


def test_two_processes_that_compile_at_once_both_get_it_right(source: Path, folder: Path) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(source)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for process in running:  # both have seen that there is no file
        assert process.stdout is not None
        assert process.stdout.readline() == "made\n"
    assert [process.communicate("\n")[0] for process in running] == ["right\n"] * 2
    assert [process.returncode for process in running] == [0, 0]
    assert len(list(folder.iterdir())) == 1


def test_a_killed_process_leaves_nothing_that_counts(source: Path, folder: Path) -> None:
    rows = Rows()
    compiled(source, rows)
    half = file_in(folder)
    half.rename(half.with_name(f".{half.name}.0123abcd"))
    compiled(source, rows)
    assert rows.asked == 2


@posix
def test_the_folder_and_its_files_are_the_users_own(source: Path, folder: Path) -> None:
    compiled(source, Rows())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not file_in(folder).stat().st_mode & 0o022


@posix
def test_a_folder_others_may_write_in_is_closed_to_them(source: Path, folder: Path) -> None:
    rows = Rows()
    compiled(source, rows)
    folder.chmod(0o777)
    compiled(source, rows)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
@pytest.mark.parametrize("whose", ["folder", "file"])
def test_what_another_user_planted_is_not_read(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, whose: str
) -> None:
    rows = Rows()
    compiled(source, rows)
    planted = file_in(folder).read_bytes()
    if whose == "folder":
        monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    else:
        monkeypatch.setattr(caches, "is_own", lambda _: True)
        monkeypatch.setattr(os, "getuid", lambda: folder.stat().st_uid + 1)
    compiled(source, rows)
    assert rows.asked == 2
    assert file_in(folder).read_bytes() == planted


@posix
def test_a_link_or_a_file_others_may_write_is_not_read(source: Path, folder: Path) -> None:
    rows = Rows()
    compiled(source, rows)
    path = file_in(folder)
    path.chmod(0o666)
    compiled(source, rows)
    assert rows.asked == 2
    elsewhere = folder.parent / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    compiled(source, rows)
    assert rows.asked == 3
    assert not path.is_symlink()
    folder.rename(folder.parent / "moved")
    folder.symlink_to(folder.parent / "moved")
    compiled(source, rows)
    assert rows.asked == 4


def test_without_a_home_it_works_from_memory(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    compiled(source, Rows())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.txt"]


def test_where_a_file_is_in_the_way_it_works_from_memory(source: Path, folder: Path) -> None:
    folder.parent.parent.write_text("no folder")
    compiled(source, Rows())


@pytest.mark.parametrize("when", ["write_bytes", "replace"])
def test_on_a_full_disk_it_works_from_memory_and_leaves_nothing(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, when, full)
    compiled(source, Rows())
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("compiled_before", [True, False])
def test_a_cache_that_is_read_only_is_read_and_else_memory_serves(
    source: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, compiled_before: bool
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    rows = Rows()
    if compiled_before:
        compiled(source, rows)
    before = sorted(folder.glob("*"))
    for change in ("mkdir", "touch", "write_bytes", "replace", "unlink", "chmod"):
        monkeypatch.setattr(Path, change, read_only)
    compiled(source, rows)
    assert rows.asked == 1
    assert sorted(folder.glob("*")) == before


def test_image_that_was_let_go_reads_the_same(source: Path, folder: Path) -> None:
    parts = index.sections("parts", (source,), lambda: {"a": b"night", "b": b"market" * 9_000})
    before = {name: bytes(part) for name, part in parts.items()}
    index.let_go(parts["a"])
    assert {name: bytes(part) for name, part in parts.items()} == before
    index.let_go(memoryview(b"no file"))
