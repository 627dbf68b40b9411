"""How the figures of a report are put into words, on every face alike."""

from collections.abc import Sequence

from shengci.lexicon import hsk
from shengci.records import SentenceDifficulty, Standard, Status
from shengci.report.records import Coverage, Goal, NewWord, ReadingLevel, Report

STANDARDS: dict[Standard, str] = {
    "2025": "Examination syllabus in force since July 2026",
    "2021": "National standard of 2021",
    "2.0": "HSK 2.0, the older examination",
}
SHORT_STANDARDS: dict[Standard, str] = {
    "2025": "Syllabus of 2026",
    "2021": "Standard of 2021",
    "2.0": "HSK 2.0",
}
_NO_CARD: dict[Status, str] = {
    "uncertain": "the sentence does not tell what they mean",
    "no entry": "neither the dictionary nor the English says what they mean",
    "no good sentence": "no sentence with a sure translation shows them",
}


def percent(part: float, whole: float) -> str:
    """Return a share with one decimal, cut and not rounded up: 94.98 % has not reached 95 %.

    >>> percent(1899, 2000), percent(2, 2), percent(0, 0)
    ('94.9 %', '100 %', '–')
    """
    if not whole:
        return "–"
    tenths = 1000 * part // whole
    return "100 %" if tenths == 1000 else f"{tenths // 10:.0f}.{tenths % 10:.0f} %"


def count(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural where it is not one.

    >>> count(1, "word"), count(1200, "word"), count(2, "running word")
    ('1 word', '1,200 words', '2 running words')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def numbers(of: Sequence[int]) -> str:
    """Return the first ten of some numbers, and how many more there are.

    >>> numbers((3, 7)), numbers(range(1, 13))
    ('3, 7', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more')
    """
    more = f" and {len(of) - 10:,} more" if len(of) > 10 else ""
    return ", ".join(map(str, of[:10])) + more


def level_name(level: int) -> str:
    """Return a level as people say it.

    >>> level_name(5), level_name(7)
    ('HSK 5', 'HSK 7–9')
    """
    return f"HSK {hsk.label(level).replace('-', '–')}"


def short_level(level: int | None, estimate: int | None = None) -> str:
    """Return a level for a table, an estimate marked as one.

    >>> short_level(5), short_level(None, 7)
    ('5', '≈ 7–9')
    """
    label = hsk.label(level or estimate).replace("-", "–")
    return label if level or not estimate else f"≈ {label}"


def level_of(word: NewWord) -> str:
    """Return a new word's level for a table."""
    return short_level(word.level, word.estimate)


def reading_level(level: ReadingLevel) -> str:
    """Return a reading level, with the range that the unlisted words leave open."""
    name = level_name(level.level)
    if level.lowest == level.highest:
        return name
    return f"≈ {name} ({short_level(level.lowest)} to {short_level(level.highest)})"


def goal(goal: Goal, coverage: Coverage) -> str:
    """Return what a goal asks for, or how near the words with a card come to it."""
    if goal.words is None:
        return f"out of reach ({percent(coverage.most, coverage.running)} with every card)"
    if goal.words == 0:
        return "reached now"
    share = percent(coverage.steps[goal.words - 1].known, coverage.running)
    return f"{count(goal.words, 'word')} ({share})"


def known_as(report: Report) -> str:
    """Return what counts as known, in the words of a sentence, with the running words of each kind."""
    names: dict[Status, str] = {
        "function word": "function words",
        "too easy": f"words below {level_name(report.min_level)}",
        "known": "words listed as known",
    }
    return ", ".join(
        f"{names[each.status]} ({each.running:,})" for each in report.coverage.known_as
    )


def why_no_card(status: Status, report: Report) -> str:
    """Return why new words of a status can't be learned from a card."""
    if status == "too hard":
        return f"above {level_name(report.max_level)}"
    return _NO_CARD.get(status, status)


def reasons(difficulty: SentenceDifficulty) -> str:
    """Return what makes a sentence hard, in a line."""
    n_new, n_words = len(difficulty.new_words), difficulty.n_words
    new = f"{n_new} new of {count(n_words, 'word')}" if n_new else "no new word"
    parts = [new, f"rarity {difficulty.rarity:.2f}", count(difficulty.n_characters, "character")]
    return "; ".join((*parts, *difficulty.structures))
