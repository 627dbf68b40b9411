"""Structures of a sentence, found by their words in order."""

import pytest

from shengci.lexicon.structures import Structure, structures_of


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("他 连 饭 都 不 吃", ["连…也"]),
        ("都 连 在 一起", []),
        ("与其 等 不如 去", ["与其…不如"]),
        ("天气 越来越 冷", ["越来越"]),
        ("越 说 越 快", ["越…越"]),
        ("即使 下雨 他 也 来 以免 迟到", ["以免", "即使…也"]),
        ("", []),
    ],
)
def test_structures_of_a_sentence_hardest_first(sentence: str, names: list[str]) -> None:
    assert [each.name for each in structures_of(sentence.split())] == names


def test_words_must_come_in_order() -> None:
    even = Structure("连…也", 3, (frozenset({"连"}), frozenset({"也", "都"})))
    assert even.is_in(["连", "他", "都"])
    assert not even.is_in(["也", "连"])
