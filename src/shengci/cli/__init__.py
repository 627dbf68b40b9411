"""The command line: parse, one library call, print.

Results go to stdout, progress and errors to stderr. Exit 0 good, 1 nothing made, 2 bad input.
"""

import gc
import sys
from typing import Annotated as Option

import typer

from shengci import __version__, blas
from shengci.cli import commands
from shengci.cli.output import print_out
from shengci.errors import ShengciError

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Vocabulary decks for Anki from bilingual English-Chinese articles.",
)
commands.add_to(app)


def main() -> None:
    """Run the command line; bad input is one line on stderr and exit code 2."""
    for stream in (sys.stdout, sys.stderr):  # Chinese must come out under any locale
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    blas.hold_to_one_thread()
    gc.disable()  # one article makes many records and hardly a cycle; collecting costs half a second
    try:
        sys.exit(app(standalone_mode=False))  # else Typer prints its errors itself, in four lines
    except ShengciError as error:
        problem = str(error)
    except typer.TyperException as error:
        problem = str(ShengciError(f"{error.format_message().rstrip('.')}: see --help"))
    typer.echo(f"shengci: {problem}", err=True)
    sys.exit(2)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Option[bool, typer.Option("--version", help="Print the version and leave.")] = False,
) -> None:
    if version:
        print_out(f"shengci {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)
