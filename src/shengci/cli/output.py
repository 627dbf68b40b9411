"""What reaches the user: results on stdout, the stage under way on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from shengci.errors import PackageError

if TYPE_CHECKING:
    from rich.progress import Progress


def print_out(text: str) -> None:
    try:
        typer.echo(text, nl=False)
    except OSError as error:
        # Python would try again to write the rest when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            raise typer.Exit from error
        raise PackageError(f"the output can't be written ({error.strerror}): make room") from error


class Teller:
    """Shows the stage under way, and how much of a long one is done, where there is somebody to see it."""

    def __init__(self, bar: "Progress | None" = None) -> None:
        self._bar = bar
        self._task = bar.add_task("Reading the article", total=None) if bar is not None else None

    def __call__(self, stage: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, description=stage, total=None, completed=0)

    def count(self, stage: str) -> Callable[[int, int], None]:
        """Return what is to be told how much of a stage is done, of how much."""

        def tell(done: int, total: int) -> None:
            if self._bar is not None and self._task is not None:
                self._bar.update(self._task, description=stage, total=total, completed=done)

        return tell


@contextmanager
def progress() -> Iterator[Teller]:
    """Show the stage under way on a terminal; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield Teller()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Teller(bar)
