"""Reports as a terminal shows them: tables of Rich, in as many columns as there are."""

import sys
from collections.abc import Iterator, Sequence

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from shengci.report import wording
from shengci.report.comparing import words_to_goal
from shengci.report.records import Line, Ranked, Report

_COLUMNS = 100  # in a file or a pipe
_MOST_HELPFUL = 20
_LISTED = 10  # rows of lists that the page and --json have whole


def shown(ranked: Sequence[Ranked]) -> str:
    """Return what is printed: one report, or a table that compares several."""
    in_terminal = sys.stdout.isatty()
    console = Console(width=None if in_terminal else _COLUMNS, highlight=False, markup=False, emoji=False)  # fmt: skip
    with console.capture() as capture:
        for part in _report(ranked[0].report) if len(ranked) == 1 else _comparison(ranked):
            console.print(part)
    lines = (line.rstrip() if not in_terminal else line for line in capture.get().splitlines())
    return "\n".join(lines) + "\n"


def _comparison(ranked: Sequence[Ranked]) -> Iterator[RenderableType]:
    table = _table("Next", "Article", ">Known now", ">Words to 95 %", ">New", ">HSK", ">Difficulty", ">Characters", ">Known by then")  # fmt: skip
    for each in ranked:
        report, coverage = each.report, each.report.coverage
        words = words_to_goal(report)
        table.add_row(
            str(each.place),
            Text(report.title),
            wording.percent(coverage.known, coverage.running),
            "out of reach" if words is None else f"{words:,}",
            f"{len(report.new_words) + len(report.without_card):,}",
            wording.short_level(report.profile.reading_levels[0].level),
            f"{report.difficulty:.1f}",
            f"{report.figures.characters:,}",
            wording.percent(each.known_then, coverage.running),
        )
    yield Text("Which article to read next", style="bold")
    yield table
    yield Text(
        "\nFewest words to learn first. Known by then: with the cards of all articles above learned."
        "\nAll of one article: shengci report ARTICLE; of all, as a page: -o FILE.html"
    )


def _report(report: Report) -> Iterator[RenderableType]:
    yield Text(report.title, style="bold")
    yield _glance(report)
    yield from _learning(report)
    yield from _levels(report)
    yield from _sentences(report)
    yield from _vocabulary(report)
    yield from _names(report)
    yield from _lines("Lines in one language only", report.unpaired)
    yield from _lines("Pairs too unsure to make cards from", report.unsure)
    yield Text("\nAll of it: -o FILE.html or --json", style="dim")


def _glance(report: Report) -> RenderableType:
    figures, coverage, level = report.figures, report.coverage, report.profile.reading_levels[0]
    n_new = len(report.new_words) + len(report.without_card)
    rows = (
        ("known now", f"{wording.percent(coverage.known, coverage.running)} of {wording.count(coverage.running, 'running word')}: {wording.known_as(report) or 'nothing'}"),
        *((("known in", f"{report.known_in} (--known none counts without)"),) if report.known_in else ()),
        *((f"to know {goal.percent} %", wording.goal(goal, coverage)) for goal in coverage.goals),
        ("new", f"{wording.count(n_new, 'word')} of {figures.words:,}; {len(report.new_words):,} get a card"),
        ("level", f"{wording.reading_level(level)}. {wording.STANDARDS[report.standard]}"),
        ("difficulty", f"{report.difficulty:.1f} of 10, the mean of {wording.count(len(report.sentences), 'sentence')}"),
        ("length", f"{wording.count(figures.characters, 'character')}, {figures.distinct_characters:,} different"),
        ("sentences", f"{figures.mean_words:.1f} words, {figures.mean_characters:.1f} characters long on average"),
    )  # fmt: skip
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        table.add_row(Text(name, style="dim"), Text(value))
    return Padding(table, (0, 0, 0, 2))


def _learning(report: Report) -> Iterator[RenderableType]:
    coverage = report.coverage
    if coverage.no_card:
        parts = (
            f"{wording.count(each.words, 'word')} ({wording.percent(each.running, coverage.running)}): {wording.why_no_card(each.status, report)}"
            for each in coverage.no_card
        )
        yield Text("\nNew words without a card: " + "; ".join(parts))
    if not coverage.steps:
        return
    table = _table("Word", "Pinyin", "Meaning", ">In the text", ">Known then")
    for step in coverage.steps[:_MOST_HELPFUL]:
        table.add_row(
            _word(step.word, step.traditional, report),
            step.pinyin,
            Text(step.meaning),
            f"{step.running}×",
            wording.percent(step.known, coverage.running),
        )
    yield _heading("The words that help most")
    yield table


def _levels(report: Report) -> Iterator[RenderableType]:
    table = _table("HSK")
    for profile in report.profiles:
        table.add_column(f"{profile.standard}\nwords", justify="right", no_wrap=True)
        table.add_column("\nrunning", justify="right", no_wrap=True)
        table.add_column("\nup to here", justify="right", no_wrap=True)
    for level in range(1, max(len(profile.rows) for profile in report.profiles) + 1):
        cells = [wording.short_level(level)]
        for profile in report.profiles:
            if level > len(profile.rows):
                cells += ["–"] * 3
                continue
            row = profile.rows[level - 1]
            cells += [
                _with_estimate(row.words, row.estimated_words),
                _with_estimate(row.running, row.estimated_running),
                wording.percent(profile.running_up_to(level), report.coverage.running),
            ]
        table.add_row(*cells)
    unlisted = ["unlisted"]
    for profile in report.profiles:
        unlisted += [str(profile.unlisted), str(profile.unlisted_running), ""]
    table.add_row(*unlisted)
    yield _heading("Levels by each --standard (in brackets: unlisted words, by our estimate)")
    yield table


def _with_estimate(listed: int, estimated: int) -> str:
    return f"{listed + estimated} ({estimated})" if estimated else f"{listed}"


def _sentences(report: Report) -> Iterator[RenderableType]:
    if report.sentences:
        table = _table(">Line", ">Score", "Sentence, and what makes it hard")
        for number in report.hardest[:5]:
            sentence = report.sentences[number - 1]
            why = Text(wording.reasons(sentence.difficulty), style="dim")
            text = Text(f"{sentence.chinese}\n").append_text(why)
            table.add_row(str(sentence.line), f"{sentence.difficulty.score:.1f}", text)
        yield _heading("Hardest sentences")
        yield table
    if report.structures:
        table = _table("Structure", ">HSK", "In sentences")
        for each in report.structures[:_LISTED]:
            numbers = wording.numbers(each.sentences)
            table.add_row(each.name, wording.short_level(each.level), numbers)
        yield _heading(f"Structures of {wording.level_name(report.min_level)} and above")
        yield table
        yield from _more(len(report.structures))


def _vocabulary(report: Report) -> Iterator[RenderableType]:
    if not report.new_words:
        return
    table = _table("Word", "Pinyin", "Meaning here", ">HSK", ">In the text", ">Difficulty")
    for word in report.new_words[:_LISTED]:
        table.add_row(
            _word(word.word, word.traditional, report),
            word.pinyin,
            Text(word.meaning),
            wording.level_of(word),
            f"{word.running}×",
            f"{word.difficulty_here:.1f}",
        )
    yield _heading("New words in the order of study")
    yield table
    yield from _more(len(report.new_words))


def _names(report: Report) -> Iterator[RenderableType]:
    if not report.names:
        return
    table = _table("Name", "Pinyin", "In English", "Of a", ">In the text")
    for name in report.names[:_LISTED]:
        word = _word(name.name, name.traditional, report)
        table.add_row(word, name.pinyin, Text(name.english or "–"), name.name_type or "–", f"{name.running}×")  # fmt: skip
    yield _heading("Names")
    yield table
    yield from _more(len(report.names))


def _lines(heading: str, lines: Sequence[Line]) -> Iterator[RenderableType]:
    if not lines:
        return
    table = _table(">Line", "What it is", ">Score", "Text")
    for line in lines[:_LISTED]:
        what = line.role if line.kind == "pair" else f"{line.role}, {line.kind}"
        both = "\n".join(filter(None, (line.chinese, line.english)))
        table.add_row(str(line.line), what, f"{line.score:.2f}", Text(both))
    yield _heading(heading)
    yield table
    yield from _more(len(lines))


def _heading(text: str) -> RenderableType:
    return Text(f"\n{text}", style="bold")


def _more(n_rows: int) -> Iterator[RenderableType]:
    if n_rows > _LISTED:
        yield Text(f"  and {n_rows - _LISTED:,} more", style="dim")


def _word(simplified: str, traditional: str, report: Report) -> Text:
    return Text((traditional or simplified) if report.traditional else simplified)


def _table(*columns: str) -> Table:
    """Return an empty table; a heading after `>` is that of numbers."""
    table = Table(box=None, padding=(0, 1), pad_edge=True, header_style="dim")
    for column in columns:
        name, is_number = column.removeprefix(">"), column[0] == ">"
        # Chinese has no spaces to break a line at: without folding it would be cut.
        table.add_column(
            name, justify="right" if is_number else "left", no_wrap=is_number, overflow="fold"
        )
    return table
