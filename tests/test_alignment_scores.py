"""The measure of alignments, on beads whose scores are counted by hand."""

import pytest

from alignment_scores import Bead, Score, scores

GOLD: list[Bead] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3))]


@pytest.mark.parametrize(
    ("found", "strict", "lax"),
    [
        (GOLD, Score(1, 1), Score(1, 1)),
        (GOLD[::-1], Score(1, 1), Score(1, 1)),
        # A bead without a counterpart counts for precision only.
        (
            [*GOLD[:2], ((3, 4), (2, 3))],
            Score(2 / 3, 2 / 3),
            Score(1, 1),
        ),
        (
            [GOLD[0], ((1,), (1,)), ((2,), ()), *GOLD[2:]],
            Score(3 / 5, 2 / 3),
            Score(4 / 5, 1),
        ),
        # Overlapping on one side is not enough.
        ([((0,), (1,)), ((1, 2), (0,))], Score(0, 0), Score(0, 0)),
        ([], Score(0, 0), Score(0, 0)),
    ],
    ids=["same", "any order", "joined", "cut", "crossed", "nothing"],
)
def test_beads_count_as_in_the_reference_measure(
    found: list[Bead], strict: Score, lax: Score
) -> None:
    result = scores([(GOLD, found)])
    assert result.strict == strict
    assert result.lax == lax


def test_long_documents_weigh_more_than_short_ones() -> None:
    short: list[Bead] = [((0,), (0,))]
    wrong: list[Bead] = [((0,), ()), ((), (0,))]
    assert scores([(GOLD, GOLD), (short, wrong)]).strict == Score(4 / 6, 3 / 4)


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(0.5, 1.0).f1 == pytest.approx(2 / 3)
    assert Score(0.0, 0.0).f1 == 0.0
