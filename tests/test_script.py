"""Simplified and traditional characters, place by place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.script import is_traditional, to_simplified, to_traditional

ARTICLES = Path(__file__).parent / "articles"
MIXED = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF),
        st.sampled_from("后後发髮里裡面麵干幹乾台臺着著，。“”「」Aé1 \n👩\u200d👧\ufe00"),
    ),
    max_size=40,
)


@given(MIXED)
def test_no_character_moves(text: str) -> None:
    assert len(to_simplified(text)) == len(to_traditional(text)) == len(text)


@given(st.text("abc XYZ 0123 .,;:!?，。！？“”《》", max_size=40))
def test_other_scripts_and_punctuation_stay(text: str) -> None:
    assert to_simplified(text) == to_traditional(text) == text
    assert not is_traditional(text)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("岛上唯一的兽医", "島上唯一的獸醫"),
        ("头发长了，发展快了", "頭髮長了，發展快了"),
        ("干净的能干人", "乾淨的能幹人"),
        ("皇后说：“以后再来。”", "皇后說：“以後再來。”"),
        ("因为面条在里面", "因為麵條在裡面"),
    ],
)  # fmt: skip
def test_phrase_decides_which_traditional_character_stands_for_a_simplified_one(
    simplified: str, traditional: str
) -> None:
    assert to_traditional(simplified) == traditional
    assert to_simplified(traditional) == simplified


@pytest.mark.parametrize(
    ("text", "is_traditional_text"),
    [
        ("島上唯一的獸醫", True),
        ("岛上唯一的兽医", False),
        ("上下左右", False),  # the same in both
        ("她引用了島字，可全文写的都是简体字。", False),
        ("", False),
    ],
)
def test_script_of_a_text_is_that_of_most_of_its_characters(
    text: str, is_traditional_text: bool
) -> None:
    assert is_traditional(text) == is_traditional_text


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_only_the_vet_speaks_in_traditional_characters(path: Path) -> None:
    assert is_traditional(path.read_text(encoding="utf-8")) == (path.stem == "island-vet")
