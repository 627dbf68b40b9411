"""Which of several articles to read next, given what a learner knows."""

from collections.abc import Sequence

from shengci.report.records import Ranked, Report

GOAL = 95
"""Percent of the running words to be known: the least that a text can be read with (see `levels.READING`)."""


def in_reading_order(reports: Sequence[Report]) -> tuple[Ranked, ...]:
    """Return the articles in the order to read them in, each with what is known of it by then.

    First comes the article that asks for the fewest new words until 95 % of it is known; of those that never get
    there by the words that get a card, which come last, the one that gets furthest. Of two alike, the one of which
    more is known now, then the easier one, then the one named first.
    """
    ordered = sorted(reports, key=_effort)
    learned: set[tuple[str, str]] = set()
    ranked = []
    for place, report in enumerate(ordered, 1):
        new = (*report.new_words, *report.without_card)
        met = sum(word.running for word in new if (word.word, word.pinyin) in learned)
        ranked.append(Ranked(place, report.coverage.known + met, report))
        learned |= {(word.word, word.pinyin) for word in report.new_words}
    return tuple(ranked)


def words_to_goal(report: Report) -> int | None:
    """Return how many words bring the article to 95 %, None if its words with a card do not."""
    return next(goal.words for goal in report.coverage.goals if goal.percent == GOAL)


def _effort(report: Report) -> tuple[float, float, float, float]:
    words, coverage = words_to_goal(report), report.coverage
    reach = 0.0 if words is not None else -coverage.percent(coverage.most)
    return (
        float("inf") if words is None else words,
        reach,
        -coverage.percent(coverage.known),
        report.difficulty,
    )
