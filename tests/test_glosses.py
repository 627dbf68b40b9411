"""From a sense as CC-CEDICT writes it to one a learner can read; the senses are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shengci.lexicon.glosses import Reference, definition_of, measure_words_of, reference_of
from tables import cases

PARTS = st.lists(
    st.sampled_from(
        "to fry|; |, |(coll.) |(|)|[|]|zhu3|攤|攤|摊[tan1]|see |also pr. |variant of |abbr. for |"
        "CL:|fig. |surname |e.g. |AI|~|(old)| ".split("|")
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize(("sense", "gloss", "labels"), cases("glosses.tsv"))
def test_gloss_and_labels_of_a_sense(sense: str, gloss: str, labels: str) -> None:
    definition = definition_of(sense)
    assert (definition.gloss if definition else "") == gloss
    assert "|".join(definition.labels if definition else ()) == labels


@pytest.mark.parametrize(
    ("sense", "how", "headword", "pinyin"),
    [
        ("variant of 攤|摊[tan1]", "variant of", "摊", "tan1"),
        ("old variant of 攤位|摊位[tan1 wei4]", "old variant of", "摊位", "tan1 wei4"),
        ("erhua variant of 攤|摊[tan1]", "erhua variant of", "摊", "tan1"),
        ("see 夜市[ye4 shi4]", "see", "夜市", "ye4 shi4"),
        ("same as 夜市[ye4 shi4]", "same as", "夜市", "ye4 shi4"),
        ("abbr. for 夜間市場|夜间市场[ye4 jian1 shi4 chang3]", "abbr. for", "夜间市场",
         "ye4 jian1 shi4 chang3"),
        ("(Tw) variant of 攤|摊[tan1]", "variant of", "摊", "tan1"),
        ("(coll.) see 夜市", "see", "夜市", ""),
        ("see T恤[T xu4]", "see", "T恤", "T xu4"),
    ],
)  # fmt: skip
def test_sense_that_only_points_is_a_reference(
    sense: str, how: str, headword: str, pinyin: str
) -> None:
    assert reference_of(sense) == Reference(how, headword, tuple(pinyin.split()))


@pytest.mark.parametrize(
    "sense",
    [
        "to see",
        "see you tonight",
        "abbr. for 夜市[ye4 shi4], night market",
        "stall (variant of 攤|摊[tan1])",
        "",
    ],
)
def test_sense_that_says_something_is_no_reference(sense: str) -> None:
    assert reference_of(sense) is None


def test_measure_words_are_simplified_and_keep_their_readings() -> None:
    assert measure_words_of("CL:攤|摊[tan1],個|个[ge4],家[jia1]") == (
        ("摊", "tan1"),
        ("个", "ge4"),
        ("家", "jia1"),
    )


@pytest.mark.parametrize("sense", ["stall; booth", "", "CL:", "a CL:個|个[ge4]"])
def test_no_measure_word_no_list(sense: str) -> None:
    assert measure_words_of(sense) == ()


def test_alternatives_are_the_wordings_without_remarks() -> None:
    definition = definition_of("(coll.) to haggle (over a price); to bargain; to beat down [da3]")
    assert definition is not None
    assert definition.alternatives == ("to haggle", "to bargain", "to beat down")


def test_acronym_is_a_wording_of_its_own() -> None:
    definition = definition_of("night market association (NMA)")
    assert definition is not None
    assert definition.alternatives == ("night market association", "NMA")


def test_sense_that_is_all_remark_still_has_a_wording() -> None:
    definition = definition_of("(particle that calls the guests)")
    assert definition is not None
    assert definition.alternatives == ("particle that calls the guests",)


@given(PARTS)
def test_no_sense_comes_out_empty_or_with_loose_white_space(sense: str) -> None:
    definition = definition_of(sense)
    if definition is not None:
        assert definition.gloss
        assert definition.gloss == " ".join(definition.gloss.split())
        assert definition.alternatives
