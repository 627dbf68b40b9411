"""What share of an article is known, and which words would raise it most."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate

from shengci import pinyin
from shengci.records import RankedWord, WordKey
from shengci.report.records import Coverage, Goal, StatusCount, Step

GOALS = (90, 95, 98)  # percent of the running words


def coverage_of(
    words: Sequence[RankedWord],
    running: Mapping[WordKey, int],
    usefulness: Callable[[RankedWord], float],
) -> Coverage:
    """Return the share of the running words that is known now and after each word that gets a card.

    The words come most frequent in the text first, then most useful. Each adds as many running words as it has,
    whatever is learned before it: so no other order has a greater share after any number of words.
    """
    all_words = [word for word in words if word.token.kind == "word"]
    known = [word for word in all_words if not word.is_new]
    cards = sorted(
        (word for word in all_words if word.status == "card"),
        key=lambda word: (-running[word.token.key], -usefulness(word)),
    )
    without = [word for word in all_words if word.is_new and word.status != "card"]
    n_running = sum(running[word.token.key] for word in all_words)
    n_known = sum(running[word.token.key] for word in known)
    counts = [running[word.token.key] for word in cards]
    totals = list(accumulate(counts, initial=n_known))
    return Coverage(
        running=n_running,
        known=n_known,
        known_as=_by_status(known, running),
        no_card=_by_status(without, running),
        steps=tuple(
            _step(word, count, total)
            for word, count, total in zip(cards, counts, totals[1:], strict=True)
        ),
        goals=tuple(Goal(percent, _words_to(percent, totals, n_running)) for percent in GOALS),
    )


def _words_to(percent: int, totals: Sequence[int], running: int) -> int | None:
    """Return after how many words the goal is met, None if never."""
    enough = (n for n, known in enumerate(totals) if 100 * known >= percent * running)
    return next(enough, None)


def _step(word: RankedWord, running: int, known: int) -> Step:
    token = word.token
    return Step(
        word=token.headword,
        traditional=token.traditional,
        pinyin=pinyin.joined(token.pinyin),
        meaning=token.meaning.gloss if token.meaning else "",
        running=running,
        known=known,
    )


def _by_status(
    words: Iterable[RankedWord], running: Mapping[WordKey, int]
) -> tuple[StatusCount, ...]:
    """Return the statuses of the words, those of most running words first."""
    n_words: Counter[str] = Counter()
    n_running: Counter[str] = Counter()
    statuses = {}
    for word in words:
        statuses[word.status] = word.status
        n_words[word.status] += 1
        n_running[word.status] += running[word.token.key]
    return tuple(
        StatusCount(status, n_words[status], n_running[status])
        for status in sorted(statuses, key=lambda status: (-n_running[status], status))
    )
