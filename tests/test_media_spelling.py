"""How readings and numbers are written for espeak-ng, and what it makes of them: the real library is asked."""

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from shengci.errors import ShengciError
from shengci.lexicon import dictionary
from shengci.media import numerals
from shengci.media.spelling import for_espeak

needs_espeak = pytest.mark.skipif(sys.platform == "win32", reason="the trace needs the C library")


def phonemes(lines: Sequence[str]) -> list[str]:
    """Return what espeak-ng says for each line, "(en)" where it goes over to English."""
    pytest.importorskip("espeakng_loader")
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "espeak_phonemes.py"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    said = done.stdout.splitlines()
    assert len(said) == len(lines)
    return said


def spelt(*syllables: str, text: str = "") -> str:
    return for_espeak(syllables, text)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "ling2"),
        ("10", "shi2"),
        ("15", "shi2 wu3"),
        ("20", "er4 shi2"),
        ("101", "yi4 bai3 ling2 yi1"),
        ("110", "yi4 bai3 yi1 shi2"),
        ("1001", "yi4 qian1 ling2 yi1"),
        ("10001", "yi2 wan4 ling2 yi1"),
        ("100500", "shi2 wan4 ling2 wu3 bai3"),
        ("1,000,000", "yi4 bai3 wan4"),
        ("100000001", "yi2 yi4 ling2 yi1"),
        ("1000000000000", "yi2 wan4 yi4"),
        ("12345678901234567", "yi1 er4 san1 si4 wu3 liu4 qi1 ba1 jiu3 ling2 yi1 er4 san1 si4 wu3 liu4 qi1"),
        ("007", "ling2 ling2 qi1"),
        ("3.14", "san1 dian3 yi1 si4"),
        ("-5", "fu4 wu3"),
        ("35%", "bai3 fen1 zhi1 san1 shi2 wu3"),
        ("35％", "bai3 fen1 zhi1 san1 shi2 wu3"),
        ("1/3", "san1 fen1 zhi1 yi1"),
        ("10-20", "shi2 dao4 er4 shi2"),
        ("$8.5亿", "ba1 dian3 wu3 yi4 mei3 yuan2"),
        ("600亿", "liu4 bai3 yi4"),
        ("二十三", "er4 shi2 san1"),
        ("2026年", "er4 ling2 er4 liu4 nian2"),
        ("２０", "er4 shi2"),
    ],
)  # fmt: skip
def test_numbers_are_said_as_in_chinese(number: str, said: str) -> None:
    assert " ".join(numerals.spoken(number) or ()) == said


@pytest.mark.parametrize("text", ["", "-", "GDP", "5G", "夜市", "%", "—"])
def test_what_is_no_number_is_not_read_as_one(text: str) -> None:
    assert numerals.spoken(text) is None


def test_a_year_is_said_figure_by_figure_also_where_its_nian_is_another_word() -> None:
    assert spelt("2026", "nian2") == "er4 ling2 er4 liu4 nian2"
    assert spelt("2026", "ge5", "ren2") == "er4 qian1 ling2 er4 shi2 liu4 ge5 ren2"


def test_umlauts_erhua_and_syllables_the_voice_lacks_are_respelt() -> None:
    assert spelt("nu:3", "er2") == "nv3 er2"
    assert spelt("lu:e4") == "lve4"
    assert spelt("wan2", "r5") == "[[w'A35r]]"
    assert spelt("dian3", "r5") == "[[t'iA214r]]"
    assert spelt("shi4", "r5") == "[[s.'@r51]]"
    assert spelt("r5") == "er2"
    assert spelt("xiong2", "mao1") == "[[S;j'ong35]] mao1"
    assert spelt("Li3", "Ming2") == "li3 ming2"


def test_a_latin_word_that_looks_like_a_syllable_is_told_by_the_text() -> None:
    assert spelt("A4", "zhi3", text="A4纸") == "ei1 si4 zhi3"
    assert spelt("A1", "li3", text="阿里") == "a1 li3"


def test_latin_words_are_english_and_short_capitals_are_spelt() -> None:
    said = spelt("5G", "、", "A.I.", "WTO", "NASA", "iPhone", "16", "MP3", "Café", text="MP3")
    assert said == "wu3 G , ei1 I W T O NASA iPhone shi2 liu4 M P san1 Café"


def test_marks_become_two_kinds_of_pause_or_nothing() -> None:
    assert spelt("《", "hao3", "》", "、", "ma5", "？", "——", "hao3", "“", "-", "!") == (
        "hao3 , ma5 . . hao3 ."
    )


def test_what_has_no_reading_is_refused_with_the_reason() -> None:
    with pytest.raises(ShengciError, match="龘 has no reading"):
        spelt("ni3", "龘")
    with pytest.raises(ShengciError, match="no known reading"):
        spelt("xx5")
    with pytest.raises(ShengciError, match="nothing in it is spoken"):
        spelt("，", "《")


@needs_espeak
def test_the_voice_knows_every_syllable_of_the_dictionary_in_every_tone() -> None:
    found = {
        re.sub(r"[1-5]$", "", syllable.lower())
        for headword in dictionary.headwords()
        for entry in dictionary.entries_of(headword)
        for syllable in entry.pinyin
        if re.fullmatch("[A-Za-zü:]+[1-5]", syllable) and not syllable.startswith("xx")
    }
    assert len(found) > 400
    spellings = {base + tone: spelt(base + tone) for base in sorted(found) for tone in "12345"}
    said = dict(zip(spellings, phonemes(list(spellings.values())), strict=True))
    assert [syllable for syllable, sound in said.items() if "(en)" in sound or not sound] == []
    # Tones are heard: no two of a syllable are the same, but of those that are a mere hum.
    hums = {"m", "n", "hm", "ng", "hng", "r"}
    same = [b for b in found - hums if len({said[b + tone] for tone in "12345"}) < 5]
    assert same == []


@needs_espeak
def test_the_voice_knows_every_syllable_with_erhua() -> None:
    finals = "a ai an ang ao ou o e ei en eng i ia ie iao iu ian in iang ing u ua uo uai ui uan un uang ong"
    syllables = [f"{initial}{final}1" for initial in ("d", "g", "l") for final in finals.split()]
    syllables += "zhi1 shi4 zi3 si1 ju2 jue2 quan1 qun2 jiong3 yi1 yan3 ya2 yu2 yuan2 wan2 wu1 wei4 nu:3".split()
    spellings = [spelt(syllable, "r5") for syllable in syllables]
    assert all(spelling.startswith("[[") and " " not in spelling for spelling in spellings)
    for syllable, sound in zip(syllables, phonemes(spellings), strict=True):
        assert "(en)" not in sound, syllable
        assert "r" in sound.replace("i.", ""), syllable


@needs_espeak
def test_the_voice_says_what_was_meant() -> None:
    cases = {
        spelt("nu:3"): "n'y214_|",
        spelt("nu3"): "n'u214_|",
        spelt("lu:4"): "l'y51_|",
        spelt("er2"): "'@r35_|",
        spelt("zhi1"): "ts.'i.55_|",
        spelt("ci2"): "tsh'i[35_|",
        spelt("xue2"): "S;'yE35_|",
        spelt("jiong3"): "tS;j'ong214_|",
        spelt("shun4"): "s.'u@51n_|",
        spelt("de5"): "t@11_|",
        spelt("hua1", "r5"): "Xw'A55r_|",
        spelt("wan2", "r5"): "w'A35r_|",
        spelt("ni3", "hao3"): "n'i35_| X'Au214_|",  # third-tone sandhi
        spelt("ni3", "men5"): "n'i21_| m@44n_|",  # a low tone, after which the neutral one is high
    }
    assert dict(zip(cases, phonemes(list(cases)), strict=True)) == cases
