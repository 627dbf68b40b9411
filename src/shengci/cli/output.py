"""What reaches the user: results on stdout, the stage under way on stderr."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

from shengci.errors import PackageError


def print_out(text: str) -> None:
    try:
        typer.echo(text, nl=False)
    except OSError as error:
        # Python would try again to write the rest when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # the reader has seen enough
            raise typer.Exit from error
        raise PackageError(f"the output can't be written ({error.strerror}): make room") from error


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the stage under way on a terminal; say nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("Reading the article") as status:
        yield lambda stage: status.update(stage)
