"""Reading what a learner knows: a list of words, and the lines that are none."""

from pathlib import Path

import pytest

from shengci.errors import SourceError
from shengci.known import read_known


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return tmp_path / "known.txt"


def test_words_of_both_scripts_are_kept_as_written(known: Path) -> None:
    known.write_text("夜市\n獸醫\n卡拉OK\n", encoding="utf-8")
    assert read_known(known) == {"夜市", "獸醫", "卡拉OK"}


def test_blank_lines_comments_and_doubles_are_left_out(known: Path) -> None:
    known.write_text("# lesson 1\n\n夜市  # in chapter 3\n\u3000夜市\t\n", encoding="utf-8")
    assert read_known(known) == {"夜市"}


def test_empty_list_is_a_learner_who_knows_nothing(known: Path) -> None:
    known.write_text("", encoding="utf-8")
    assert read_known(known) == frozenset()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_list_may_come_from_any_editor(known: Path, encoding: str, end: str) -> None:
    words = "夜市 厂房 摊位 老人 豆腐 味道 顾客 炭火".split()
    known.write_bytes(end.join(words).encode(encoding))
    assert read_known(known) == set(words)


@pytest.mark.parametrize(
    "line",
    ["market", "夜市 厂房", "夜市\tnight market", "5", "…", "这里的人都不着急，夜市过了半夜才关门，老人家也在"],
)  # fmt: skip
def test_line_that_is_not_one_chinese_word_is_named_with_its_number(known: Path, line: str) -> None:
    known.write_text(f"厂房\n\n{line}\n", encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_known(known)
    message = str(caught.value)
    assert message.startswith(f"{known}:3: ")
    assert message.endswith(" is not one Chinese word: write one word a line")
    assert len(message) < len(str(known)) + 90
    assert "\n" not in message


def test_missing_list_is_named(known: Path) -> None:
    with pytest.raises(SourceError, match=r"known\.txt: no such file"):
        read_known(known)
