"""Pairs mended by hand: every step keeps the text, and says why it can't be taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shengci.decks import mending
from shengci.decks.mending import MendingError, Pairs
from shengci.records import Place, SentencePair


def pair(english: str, chinese: str) -> SentencePair:
    """A pair of sentences that stand with a bar between them."""
    sides = (tuple(filter(None, side.split("|"))) for side in (english, chinese))
    return SentencePair(*sides, 0.4, "body", Place("quay.txt", 3))


def shown(pairs: Pairs) -> list[tuple[str, str]]:
    return [("|".join(p.english_sentences), "|".join(p.chinese_sentences)) for p in pairs]


QUAY = (
    pair("The boat is late.|Nobody minds.", "船晚点了。"),
    pair("", "谁也不在乎。"),
    pair("It rains.", "下雨了。|码头上没有人。"),
)


def test_joining_puts_a_pair_and_the_next_together() -> None:
    joined = mending.join_next(QUAY, 0)
    assert shown(joined) == [
        ("The boat is late.|Nobody minds.", "船晚点了。|谁也不在乎。"),
        ("It rains.", "下雨了。|码头上没有人。"),
    ]
    assert [p.score for p in joined] == [1.0, 0.4], "what nobody touched keeps its score"


def test_splitting_cuts_behind_a_sentence_of_each_language() -> None:
    assert shown(mending.split(mending.join_next(QUAY, 0), 0, "english", 1)) == [
        ("The boat is late.", "船晚点了。"),
        ("Nobody minds.", "谁也不在乎。"),
        ("It rains.", "下雨了。|码头上没有人。"),
    ]


def test_moving_takes_the_last_sentence_down_or_the_first_one_up() -> None:
    down = mending.move(QUAY, 0, "english", "down")
    assert shown(down)[:2] == [
        ("The boat is late.", "船晚点了。"),
        ("Nobody minds.", "谁也不在乎。"),
    ]
    up = mending.move(QUAY, 2, "chinese", "up")
    assert shown(up)[1:] == [("", "谁也不在乎。|下雨了。"), ("It rains.", "码头上没有人。")]


def test_moving_more_sentences_keeps_their_order() -> None:
    up = mending.move(QUAY, 2, "chinese", "up", 2)
    assert shown(up)[1:] == [("", "谁也不在乎。|下雨了。|码头上没有人。"), ("It rains.", "")]
    down = mending.move(QUAY, 0, "english", "down", 2)
    assert shown(down)[:2] == [
        ("", "船晚点了。"),
        ("The boat is late.|Nobody minds.", "谁也不在乎。"),
    ]


def test_splitting_leaves_one_language_alone_where_the_other_has_one_sentence() -> None:
    assert shown(mending.split(QUAY, 0, "english", 1))[:2] == [
        ("The boat is late.", "船晚点了。"),
        ("Nobody minds.", ""),
    ]


def test_a_pair_that_moving_leaves_empty_is_gone() -> None:
    assert shown(mending.move(QUAY, 1, "chinese", "up")) == [
        ("The boat is late.|Nobody minds.", "船晚点了。|谁也不在乎。"),
        ("It rains.", "下雨了。|码头上没有人。"),
    ]


def test_unpairing_leaves_each_language_alone() -> None:
    apart = mending.unpair(QUAY, 0)
    assert [p.kind for p in apart] == ["english only", "chinese only", "chinese only", "pair"]


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (lambda: mending.join_next(QUAY, 2), "last pair"),
        (lambda: mending.join_next(QUAY, 7), "no pair 8"),
        (lambda: mending.join_next(QUAY, -1), "no pair 0"),
        (lambda: mending.split(QUAY, 0, "english", 2), "one side"),
        (lambda: mending.split(QUAY, 0, "english", 0), "one side"),
        (lambda: mending.split(QUAY, 0, "chinese", -1), "one side"),
        (lambda: mending.move(QUAY, 0, "english", "down", 3), "no English to move"),
        (lambda: mending.move(QUAY, 0, "english", "up"), "no pair above"),
        (lambda: mending.move(QUAY, 2, "english", "down"), "no pair below"),
        (lambda: mending.move(QUAY, 1, "english", "up"), "no English to move"),
        (lambda: mending.unpair(QUAY, 1), "chinese only already"),
    ],
)
def test_step_that_cant_be_taken_says_why(step: object, why: str) -> None:
    assert callable(step)
    with pytest.raises(MendingError, match=why):
        step()


STEPS = some.tuples(
    some.sampled_from(["join", "split", "up", "down", "apart"]),
    some.integers(0, 9),
    some.integers(0, 3),
    some.integers(0, 3),
)


def taken(pairs: Pairs, name: str, index: int, n: int, m: int) -> Pairs:
    language = "english" if n % 2 else "chinese"
    match name:
        case "join":
            return mending.join_next(pairs, index)
        case "split":
            return mending.split(pairs, index, language, m)
        case "up":
            return mending.move(pairs, index, language, "up", m)
        case "down":
            return mending.move(pairs, index, language, "down", m)
    return mending.unpair(pairs, index)


@given(some.lists(STEPS, max_size=20))
def test_no_series_of_steps_loses_or_reorders_text(
    steps: list[tuple[str, int, int, int]],
) -> None:
    pairs = QUAY
    for step in steps:
        try:
            after = taken(pairs, *step)
        except MendingError:
            continue
        assert mending.hold_same_text(pairs, after)
        assert all(p.bead != (0, 0) for p in after)
        pairs = after
    assert mending.hold_same_text(QUAY, pairs)


def test_other_text_is_not_the_same() -> None:
    assert not mending.hold_same_text(QUAY, QUAY[:2])
    assert not mending.hold_same_text(QUAY, (QUAY[1], QUAY[0], QUAY[2]))
