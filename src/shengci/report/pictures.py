"""The pictures of a report: levels as bars, coverage as a curve, the sentences as a skyline."""

from collections.abc import Iterator, Sequence
from statistics import fmean

from shengci.lexicon import hsk
from shengci.report import wording
from shengci.report.records import Coverage, LevelRow, Profile, Report, Sentence
from shengci.report.shapes import Bar, Dot, Label, Picture, Rule, apart, at, ticks

_MOST_BARS = 220  # narrower ones would run into each other on a phone


def level_picture(profile: Profile, widest: float) -> Picture:
    """Return the bars of a standard: for each level the share of the running words, and of the words.

    `widest` is the share, 0 to 1, that fills the width, so that several pictures can be compared.
    """
    left, right, row_height = 36.0, 202.0, 30
    n_running = profile.running_up_to(hsk.BAND)
    n_words = sum(row.words + row.estimated_words for row in profile.rows)
    bars: list[Bar] = []
    labels: list[Label] = []
    for row in profile.rows:
        top = 4.0 + (row.level - 1) * row_height
        labels.append(Label(left - 7, top + 17, wording.short_level(row.level), "end"))
        for offset, kind, listed, estimated, total in (
            (1, "running", row.running, row.estimated_running, n_running),
            (13, "words", row.words, row.estimated_words, n_words),
        ):
            ends = [left + (right - left) * n / (total * widest or 1) for n in (listed, listed + estimated)]  # fmt: skip
            bars += _stacked(left, ends, top + offset, kind)
            labels.append(Label(at(ends[1]) + 4, top + offset + 9, wording.percent(listed + estimated, total), kind="value"))  # fmt: skip
    height = 8 + len(profile.rows) * row_height
    return Picture(
        250,
        height,
        f"Words by level, {wording.STANDARDS[profile.standard]}",
        "; ".join(_levels_in_words(profile.rows, n_running, n_words)),
        rules=(Rule(left, 2, left, height - 4, "axis"),),
        bars=tuple(bars),
        labels=tuple(labels),
    )


def _stacked(left: float, ends: Sequence[float], top: float, kind: str) -> Iterator[Bar]:
    """Yield the bar of listed words, and after it that of those that are estimated."""
    start = left
    for end, suffix in zip(ends, ("", " estimate"), strict=True):
        if end > start:
            yield Bar(at(start), top, at(end - start), 10, kind + suffix)
        start = end


def _levels_in_words(rows: Sequence[LevelRow], n_running: int, n_words: int) -> Iterator[str]:
    for row in rows:
        running, words = row.running + row.estimated_running, row.words + row.estimated_words
        yield (
            f"{wording.level_name(row.level)}: {wording.percent(running, n_running)} of the running words,"
            f" {wording.percent(words, n_words)} of the words"
        )


def widest_share(profiles: Sequence[Profile]) -> float:
    """Return the greatest share that any level has in any of the standards, 0 to 1."""
    shares = [0.01]
    for profile in profiles:
        n_running = profile.running_up_to(hsk.BAND) or 1
        n_words = sum(row.words + row.estimated_words for row in profile.rows) or 1
        for row in profile.rows:
            shares.append((row.running + row.estimated_running) / n_running)
            shares.append((row.words + row.estimated_words) / n_words)
    return max(shares)


def coverage_picture(coverage: Coverage) -> Picture:
    """Return the curve of the running words known, over how many of the new words are learned."""
    left, right, top, bottom = 44.0, 352.0, 12.0, 226.0
    now = coverage.percent(coverage.known)
    lowest = min(80, 10 * int(now / 10))
    n_steps = len(coverage.steps)

    def x_of(words: int) -> float:
        return at(left + (right - left) * words / (n_steps or 1))

    def y_of(share: float) -> float:
        return at(bottom - (bottom - top) * (share - lowest) / (100 - lowest))

    points = [(x_of(n), y_of(coverage.percent(known))) for n, known in _corners(coverage)]
    curve = "M" + " L".join(f"{x:g},{y:g}" for x, y in points)
    goal_lines = [y_of(goal.percent) for goal in coverage.goals]
    met = [goal for goal in coverage.goals if goal.words]
    return Picture(
        480,
        270,
        "Share of the running words known, by new words learned",
        f"{wording.percent(coverage.known, coverage.running)} is known now,"
        f" {wording.percent(coverage.most, coverage.running)} with all {n_steps:,} words that get a card. "
        + "; ".join(f"{goal.percent} %: {wording.goal(goal, coverage)}" for goal in coverage.goals),
        rules=(
            *(Rule(left, y_of(each), right, y_of(each), "grid") for each in range(lowest, 101, 10)),
            *(Rule(left, y, right, y, "goal") for y in goal_lines),
            *(Rule(x_of(goal.words or 0), y_of(goal.percent), x_of(goal.words or 0), bottom, "drop") for goal in met),
            Rule(left, bottom, right, bottom, "axis"),
        ),
        curve=curve,
        area=f"{curve} L{points[-1][0]:g},{bottom:g} L{points[0][0]:g},{bottom:g} Z",
        dots=(
            Dot(*points[0], "now"),
            *(Dot(x_of(goal.words or 0), y_of(coverage.percent(coverage.steps[(goal.words or 1) - 1].known)), "met") for goal in met),
        ),
        labels=(
            *(Label(left - 6, y_of(each) + 4, f"{each} %", "end") for each in range(lowest, 101, 10)),
            *(
                Label(right + 8, at(y + 4), f"{goal.percent} %: {_goal_label(goal.words)}", kind="goal-label")
                for goal, y in zip(coverage.goals, apart(goal_lines, 15), strict=True)
            ),
            *(Label(x_of(n), bottom + 16, f"{n:,}", "middle") for n in ticks(n_steps)),
            Label((left + right) / 2, bottom + 36, "new words learned", "middle"),
            Label(points[0][0] + 9, points[0][1] + 12, f"now {wording.percent(coverage.known, coverage.running)}"),
        ),
    )  # fmt: skip


def _goal_label(words: int | None) -> str:
    if words is None:
        return "out of reach"
    return wording.count(words, "word") if words else "now"


def _corners(coverage: Coverage) -> Iterator[tuple[int, int]]:
    """Yield where the curve bends: between words that stand in the text equally often it is straight."""
    yield 0, coverage.known
    steps = coverage.steps
    for n, step in enumerate(steps, 1):
        if n == len(steps) or steps[n].running != step.running:
            yield n, step.known


def sentence_picture(report: Report) -> Picture:
    """Return a bar for each sentence, as high as it is hard; of a long text, for each run of sentences."""
    left, right, top, bottom = 44.0, 472.0, 10.0, 140.0
    runs = _runs(report.sentences)
    step = (right - left) / (len(runs) or 1)
    scores = [fmean(each.difficulty.score for each in run) for run in runs]
    hard = sorted(range(len(runs)), key=lambda n: -scores[n])[:5]

    def y_of(score: float) -> float:
        return at(bottom - (bottom - top) * score / 10)

    hardest = ", ".join(map(str, report.hardest[:5]))
    return Picture(
        480,
        182,
        "Difficulty of the sentences along the article",
        f"From 0 to 10; the mean is {report.difficulty:.1f}. Hardest: sentences {hardest}.",
        rules=(
            *(Rule(left, y_of(each), right, y_of(each), "grid") for each in (5, 10)),
            Rule(left, bottom, right, bottom, "axis"),
            Rule(left, y_of(report.difficulty), right, y_of(report.difficulty), "goal"),
        ),
        bars=tuple(
            Bar(
                at(left + n * step + step * 0.1),
                y_of(score),
                at(step * 0.8),
                at(bottom - y_of(score)),
                "sentence hard" if n in hard else "sentence",
                _note(run, score),
            )
            for n, (run, score) in enumerate(zip(runs, scores, strict=True))
        ),
        labels=(
            *(Label(left - 6, y_of(each) + 4, str(each), "end") for each in (0, 5, 10)),
            *_sentence_ticks(len(report.sentences), left, right, bottom + 16),
            Label((left + right) / 2, bottom + 36, "sentence", "middle"),
        ),
    )


def _sentence_ticks(n_sentences: int, left: float, right: float, y: float) -> Iterator[Label]:
    for n in ticks(n_sentences):
        number = n or 1
        middle = left + (right - left) * (number - 0.5) / (n_sentences or 1)
        if n or 1 not in ticks(n_sentences):
            yield Label(at(middle), y, f"{number:,}", "middle")


def _runs(sentences: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    length = -(-len(sentences) // _MOST_BARS) or 1
    return [sentences[start : start + length] for start in range(0, len(sentences), length)]


def _note(run: Sequence[Sentence], score: float) -> str:
    numbers = f"{run[0].number}" if len(run) == 1 else f"{run[0].number} to {run[-1].number}"
    return f"Sentence {numbers} (line {run[0].line}): {score:.1f}"
