"""A learner's file: what its lines say, the lines that are none, and how it is edited."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shengci.errors import SourceError
from shengci.known import knowledge, learner, read_known
from shengci.known.words import KnownWord, known_as
from shengci.records import Knowledge

Put = Callable[..., Path]


@pytest.fixture
def known(tmp_path: Path) -> Path:
    return tmp_path / "known.txt"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the learners' files."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    return tmp_path / "data" / "shengci" / "learners"


# Reading


def test_words_of_both_scripts_are_known_by_their_simplified_headword(known: Path) -> None:
    known.write_text("夜市\n獸醫\n卡拉OK\n", encoding="utf-8")
    assert read_known(known).words == {"夜市", "兽医", "卡拉OK"}


def test_blank_lines_comments_and_doubles_are_left_out(known: Path) -> None:
    known.write_text("# lesson 1\n\n夜市  # in chapter 3\n\u3000夜市\t\n", encoding="utf-8")
    assert read_known(known).words == {"夜市"}


def test_empty_list_is_a_learner_who_knows_nothing(known: Path) -> None:
    known.write_text("", encoding="utf-8")
    assert not read_known(known)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_list_may_come_from_any_editor(known: Path, encoding: str, end: str) -> None:
    words = "夜市 厂房 摊位 老人 豆腐 味道 顾客 炭火".split()
    known.write_bytes(end.join(words).encode(encoding))
    assert read_known(known).words == set(words)


@pytest.mark.parametrize(
    "line",
    ["market", "夜市 厂房", "5", "…", "这里的人都不着急，夜市过了半夜才关门，老人家也在"],
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


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("夜市\tnight market", "'night market' is not how 夜市 is read: write yèshì, or no reading for all"),
        ("长\tchàng", "'chàng' is not how 长 is read: write cháng or zhǎng, or no reading for all"),
        ("夜市好\tthe best", "'the best' is not how 夜市好 is read: leave it out"),
    ],
)  # fmt: skip
def test_reading_that_the_word_does_not_have_is_named_with_its_line(
    known: Path, line: str, problem: str
) -> None:
    known.write_text("\n" * 16 + line, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_known(known)
    assert str(caught.value) == f"{known}:17: {problem}"


def test_missing_list_is_named(known: Path) -> None:
    with pytest.raises(SourceError, match=r"known\.txt: no such file"):
        read_known(known)


# What it means


@pytest.mark.parametrize("written", ["cháng", "chang2", "CHÁNG", "ㄔㄤˊ"])
def test_one_reading_of_several_is_known_alone(known: Path, written: str) -> None:
    known.write_text(f"长\t{written}\n", encoding="utf-8")
    found = read_known(known)
    assert found.knows("长", "長", ("chang2",))
    assert not found.knows("长", "長", ("zhang3",))


def test_word_without_a_reading_is_known_in_all(known: Path) -> None:
    known.write_text("长\n", encoding="utf-8")
    assert all(read_known(known).knows("长", "長", (read,)) for read in ("chang2", "zhang3"))


def test_word_whose_readings_are_all_there_is_known_whole(known: Path) -> None:
    known.write_text("长\tcháng\n长\tzhǎng\n", encoding="utf-8")
    assert read_known(known) == Knowledge(frozenset({"长"}), frozenset(), str(known))


def test_reading_of_a_word_that_has_no_other_changes_nothing(known: Path) -> None:
    known.write_text("夜市\tye4 shi4\n", encoding="utf-8")
    assert read_known(known).words == {"夜市"}


def test_capital_of_a_surname_is_no_other_reading(known: Path) -> None:
    known.write_text("长\tcháng\n", encoding="utf-8")
    assert read_known(known).knows("长", "長", ("Chang2",))


@pytest.mark.parametrize(("written", "other"), [("玩", "玩儿"), ("玩儿", "玩"), ("一点", "一点儿")])
def test_erhua_of_a_same_meaning_is_known_too(known: Path, written: str, other: str) -> None:
    known.write_text(written, encoding="utf-8")
    assert read_known(known).words == {written, other}


def test_erhua_that_changes_the_meaning_is_another_word(known: Path) -> None:
    known.write_text("哪\n这\n那\n", encoding="utf-8")
    assert read_known(known).words == {"哪", "这", "那"}


def test_erhua_is_known_in_its_own_reading(known: Path) -> None:
    known.write_text("花\n", encoding="utf-8")
    found = read_known(known)
    assert found.knows("花儿", "花兒", ("hua1", "r5"))
    assert not found.knows("花儿", "花兒", ("hua1", "er2"))  # a kind of folk song


def test_traditional_word_of_several_headwords_is_all_of_them(known: Path) -> None:
    known.write_text("乾\n獸醫\n", encoding="utf-8")
    assert read_known(known).words == {"乾", "干", "兽医"}


def test_word_of_both_scripts_in_a_simplified_list_is_the_simplified_one(known: Path) -> None:
    known.write_text("著\n兽医\n", encoding="utf-8")
    assert read_known(known).words == {"著", "兽医"}


def test_word_of_both_scripts_is_no_sign_of_a_traditional_list(known: Path) -> None:
    known.write_text("著\n夜市\n", encoding="utf-8")
    assert read_known(known).words == {"著", "夜市"}


def test_reading_chooses_among_the_headwords_of_a_traditional_word() -> None:
    assert known_as("著", "zhù", traditional=True) == (KnownWord("著"),)
    assert known_as("發", "fā") == (KnownWord("发", ("fa1",)),)


def test_phrase_is_kept_as_it_is(known: Path) -> None:
    known.write_text("叫什麼名字\n", encoding="utf-8")
    assert read_known(known).words == {"叫什么名字"}


# Whose it is


def test_own_file_is_used_where_none_is_named(home: Path) -> None:
    assert not knowledge()
    home.mkdir(parents=True)
    (home / "me.txt").write_text("夜市\n", encoding="utf-8")
    assert knowledge() == Knowledge(frozenset({"夜市"}), name=str(home / "me.txt"))


def test_file_that_is_named_stands_in_place_of_the_own_one(home: Path, known: Path) -> None:
    home.mkdir(parents=True)
    (home / "me.txt").write_text("夜市\n", encoding="utf-8")
    known.write_text("厂房\n", encoding="utf-8")
    assert knowledge(known).words == {"厂房"}
    assert knowledge(known, "me").words == {"厂房", "夜市"}
    assert knowledge(Path("none")) == Knowledge()


def test_file_called_none_is_a_file_like_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("none").write_text("夜市\n", encoding="utf-8")
    assert knowledge(Path("none")).words == {"夜市"}


def test_learner_without_a_file_is_named(home: Path) -> None:
    with pytest.raises(SourceError, match="--learner anna: knows no words yet: shengci known imp"):
        knowledge(learner="anna")
    with pytest.raises(SourceError, match="--known none and --learner anna: give one of them"):
        knowledge(Path("none"), "anna")


@pytest.mark.parametrize("name", ["../me", "", ".", "a/b", "a\\b", "con:", "me.", "x" * 80])
def test_name_that_can_be_no_file_is_refused(home: Path, name: str) -> None:
    with pytest.raises(SourceError, match="a learner's name is letters, digits, spaces and -"):
        learner.path_of(name)


@pytest.mark.parametrize("name", ["me", "Anna B.2", "小明", "7-b"])
def test_name_may_be_anything_else(home: Path, name: str) -> None:
    assert learner.path_of(name) == home / f"{name}.txt"


@pytest.mark.parametrize(
    ("platform", "variable", "folder"),
    [
        ("linux", "XDG_DATA_HOME", "x/shengci"),
        ("win32", "APPDATA", "x/shengci"),
        ("linux", "", ".local/share/shengci"),
        ("win32", "", "AppData/Roaming/shengci"),
        ("darwin", "", "Library/Application Support/shengci"),
    ],
)
def test_folder_is_the_one_of_the_platform(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variable: str, folder: str
) -> None:
    for name in ("XDG_DATA_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv("HOME", str(tmp_path))
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "x"))
    assert learner.path_of() == tmp_path / folder / "learners" / "me.txt"


# Editing


def edited(path: Path, *new: KnownWord) -> str:
    lines, _ = learner.with_words(learner.read_lines_of(path), new)
    learner.write_lines(path, lines)
    return path.read_text(encoding="utf-8")


def test_new_words_go_where_the_order_asks_for_them(known: Path) -> None:
    known.write_text("# mine\n\n# 1\n厂房\t\tlesson 2\n# 2\n夜市 # easy\n摊位\n# the end", "utf-8")
    found = edited(known, KnownWord("味道"), KnownWord("一"), KnownWord("长", ("chang2",), "deck"))
    assert found == (
        "# mine\n\n一\n# 1\n厂房\t\tlesson 2\n味道\n# 2\n夜市 # easy\n摊位\n长\tcháng\tdeck\n# the end\n"
    )


def test_comments_at_the_top_stay_there(known: Path) -> None:
    known.write_text("# words of lesson 1\n夜市\n", encoding="utf-8")
    assert edited(known, KnownWord("厂房")) == "# words of lesson 1\n厂房\n夜市\n"


def test_words_in_an_order_of_their_own_keep_it(known: Path) -> None:
    known.write_text("# lesson 1\n夜市\n# lesson 2\n厂房\n", encoding="utf-8")
    assert edited(known, KnownWord("味道")) == "# lesson 1\n夜市\n# lesson 2\n厂房\n味道\n"


def test_what_is_written_is_read_again(known: Path) -> None:
    known.write_text("", encoding="utf-8")
    words = [KnownWord("地方", ("di4", "fang5"), "Anki"), KnownWord("说曹操，曹操就到")]
    assert edited(known, *words).startswith("# What I know")
    assert learner.words_in(learner.read_lines_of(known)) == words


def test_source_that_holds_a_number_sign_is_kept_whole(known: Path) -> None:
    lines, _ = learner.with_words((), [KnownWord("夜市", (), "C# for cooks, 2026-03-12")])
    learner.write_lines(known, lines)
    words = learner.words_in(learner.read_lines_of(known))
    assert [word.note for word in words] == ["C＃ for cooks, 2026-03-12"]


def test_word_that_is_there_is_not_added(known: Path) -> None:
    known.write_text("夜市\n长\n地方\tdìfang\n", encoding="utf-8")
    lines = learner.read_lines_of(known)
    new = [KnownWord("夜市"), KnownWord("长", ("chang2",)), KnownWord("地方", ("di4", "fang5"))]
    assert learner.with_words(lines, new) == (lines, [])
    assert learner.with_words(lines, [KnownWord("地方")])[1] == [KnownWord("地方")]


def test_word_is_removed_with_its_line(known: Path) -> None:
    known.write_text("# mine\n夜市 # easy\n长\tcháng\n长\tzhǎng\n獸醫\n", encoding="utf-8")
    lines = learner.read_lines_of(known)
    gone = [KnownWord("兽医"), KnownWord("长", ("chang2",)), KnownWord("厂房")]
    left, missing = learner.without_words(lines, gone)
    assert [line.text for line in left] == ["# mine", "夜市 # easy", "长\tzhǎng"]
    assert missing == [KnownWord("厂房")]


def test_file_that_can_not_be_written_stays_whole(
    known: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.write_text("夜市\n", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(
        Exception, match=r"known\.txt: can't be written \(No space left on device\)"
    ):
        edited(known, KnownWord("厂房"))
    assert known.read_text(encoding="utf-8") == "夜市\n"
    assert list(known.parent.iterdir()) == [known]


def test_link_to_the_file_stays_one(known: Path, tmp_path: Path) -> None:
    known.write_text("夜市\n", encoding="utf-8")
    link = tmp_path / "link.txt"
    link.symlink_to(known)
    edited(link, KnownWord("厂房"))
    assert link.is_symlink()
    assert known.read_text(encoding="utf-8") == "厂房\n夜市\n"
