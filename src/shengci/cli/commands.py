"""Every command of the root by its name: the module that is loaded when it is asked for, and its line in `shengci --help`.

What the commands take needs their modules, the records and the standard library behind both: half the time of `shengci --help`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

import typer
from typer.core import TyperCommand

if TYPE_CHECKING:
    from typer._click import Context

_COMMANDS = {  # in the order of the list
    "build": (
        "build",
        "Make an Anki package of the words worth learning in a bilingual article, or in several.",
    ),
    "batch": (
        "batch",
        "Make a package of each article in a folder, or one of all; exit code 1 if any failed.",
    ),
    "handout": (
        "handout",
        "Make a handout for print: word list, article with readings, exercise and key.",
    ),
    "pair": ("looking", "Show which English sentences and which Chinese ones say the same."),
    "words": (
        "looking",
        "List every word of an article with its level, and why it gets a card or not.",
    ),
    "annotate": (
        "looking",
        "Read lines of Chinese word by word: reading, meaning here, counterpart in the English.",
    ),
    "report": (
        "report",
        "Show how hard an article is for you and what to learn for it, or which of several to read next.",
    ),
    "diff": (
        "diff",
        "Show what a student will see after importing NEW; exit code 1 if Anki would not update all.",
    ),
    "doctor": (
        "doctor",
        "Say what is installed, of which date the data are, and what is missing; exit code 1 if anything is wrong.",
    ),
    "serve": ("serve", "Open the teacher's page: class decks, made and edited in the browser."),
    "deck": (
        "deck",
        "Class decks: many articles, a teacher's edits, one package for every student.",
    ),
    "templates": (
        "templates",
        "The look of the cards: take our templates, change them, check them.",
    ),
    "known": ("known", "What you know already: words that need no card."),
}


def add_to(app: typer.Typer) -> None:
    """Give an app the commands, each to be loaded when it is asked for."""
    for name, (_, line) in _COMMANDS.items():
        app.command(name, cls=_Command, help=line)(_loaded_later)


def load(name: str) -> typer.Typer:
    """Return the app of a command of the root, which is a group or that one command."""
    module = import_module(f"shengci.cli.{_COMMANDS[name][0]}")
    made = getattr(module, "app", None)
    if isinstance(made, typer.Typer):
        return made
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name)(getattr(module, name))
    return app


class _Command(TyperCommand):
    """Stands for a command in the list; asked to read its arguments, it lets the command itself do so."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: "Context | None" = None,
        **extra: object,
    ) -> "Context":
        command = typer.main.get_command(load(self.name or ""))
        return command.make_context(info_name, args, parent, **extra)


def _loaded_later() -> None:
    """What a command that is not loaded does: nothing, as it is never called."""
