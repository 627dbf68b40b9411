"""How far a batch is: a bar on a terminal, a line each minute in a log; with the rate and the time left."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from shengci.batch import Progress

_A_LINE = 60.0  # seconds between two lines in a log


class BatchProgress:
    """Shows how far a batch is, each time it is told."""

    def __init__(self, bar: "Bar | None" = None, *, every: float = _A_LINE) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting", total=None) if bar is not None else None
        self._every = every
        self._started = self._said = time.monotonic()

    @property
    def seconds(self) -> float:
        """How long it has been."""
        return time.monotonic() - self._started

    def __call__(self, progress: "Progress") -> None:
        now = time.monotonic()
        if self._bar is not None and self._task is not None:
            text = describe(progress, now - self._started)
            self._bar.update(
                self._task, description=text, total=progress.total, completed=progress.done
            )
        elif now - self._said >= self._every:
            self._said = now
            typer.echo(describe(progress, now - self._started), err=True)

    def stage(self, name: str) -> None:
        """Show what is done after all articles are read."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=name, total=None, completed=0)

    def stop(self) -> None:
        """Take the bar away, before something else is printed."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def showing() -> Iterator[BatchProgress]:
    """Show how far a batch is for as long as this lasts."""
    if not sys.stderr.isatty():
        yield BatchProgress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield BatchProgress(bar)


def describe(progress: "Progress", seconds: float) -> str:
    """Return how far a batch is after so many seconds, on one line.

    >>> from shengci.batch import Progress
    >>> describe(Progress(10_000, before=4000, built=1190, without_cards=8, failed=2), 60)
    '5,200 of 10,000 articles, 20.0 a second, 4 min left, 2 failed'
    """
    here = progress.built + progress.without_cards + progress.failed
    parts = [f"{progress.done:,} of {progress.total:,} articles"]
    if here and seconds > 0:
        rate = here / seconds
        parts.append(f"{rate:.1f} a second")
        if progress.total > progress.done:
            parts.append(f"{duration((progress.total - progress.done) / rate)} left")
    if progress.failed:
        parts.append(f"{progress.failed:,} failed")
    if progress.left_for_last:
        parts.append(f"{progress.left_for_last:,} to be tried again")
    return ", ".join(parts)


def duration(seconds: float) -> str:
    """Return a time in the two largest units that matter.

    >>> duration(8), duration(240), duration(7500), duration(200_000)
    ('8 s', '4 min', '2 h 5 min', '2 days 7 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {minutes} min"
    days, hours = divmod(hours, 24)
    return f"{days} days {hours} h"
