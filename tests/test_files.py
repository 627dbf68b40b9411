"""Files that are written: whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from shengci import files
from shengci.errors import PackageError


def test_failing_to_write_keeps_the_old_file_and_leaves_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "page.html"
    files.write_bytes(target, b"old")
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", lambda number: (_ for _ in ()).throw(OSError(28, "No space")))
        with pytest.raises(PackageError, match=r"page.html: can't be written \(No space\): make"):
            files.write_bytes(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert target.read_bytes() == b"old"


def test_what_goes_wrong_in_the_midst_of_writing_leaves_the_earlier_file(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"old")
    with pytest.raises(ValueError, match="half"), files.written_whole(target) as file:
        file.write(b"new")
        raise ValueError("half of it")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_link_goes_on_pointing_at_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").symlink_to(tmp_path / "real.html")
    files.write_bytes(tmp_path / "page.html", b"new")
    assert (tmp_path / "page.html").is_symlink()
    assert (tmp_path / "real.html").read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_folder_that_may_not_be_written_in_is_refused_before_the_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with pytest.raises(PackageError, match="Permission denied"):
        files.check_output(tmp_path / "page.html")


def test_place_that_can_not_be_looked_at_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("x" * 300, "loop"):
        with pytest.raises(OSError):
            files.is_there(tmp_path / name)
    assert not files.is_there(tmp_path / "none")
    assert files.is_there(tmp_path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/page.html", "there is no folder .*none: create it"),
        ("folder", "is not a file: name another output with -o"),
        ("x" * 300, "can't be written .*: make room or name another output with -o"),
    ],
)
def test_place_that_holds_no_file_is_refused(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(PackageError, match=message):
        files.check_output(tmp_path / name)


def test_disk_that_is_read_only_is_not_said_to_be_full(tmp_path: Path) -> None:
    error = OSError(errno.EROFS, "Read-only file system")
    assert files.unwritable(tmp_path / "chips.apkg", error).endswith(
        f"chips.apkg: can't be written (Read-only file system): allow writing in {tmp_path}"
    )
