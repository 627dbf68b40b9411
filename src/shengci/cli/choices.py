"""The options that choose the words of an article, shared by the commands that read one whole.

A command that is `@choosing_words` has them all, in `--help` as on the command line, and is given the
settings they make in place of them. A new option of this kind has its place here and nowhere else.
"""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.cli.options import StandardOption
from shengci.errors import SourceError
from shengci.records import Order, Settings


def settings_chosen(
    *,
    standard: StandardOption = "2025",
    min_level: Option[
        int, typer.Option(min=1, max=9, help="Leave out words below this HSK level.")
    ] = 3,
    max_level: Option[
        int,
        typer.Option(
            min=1, max=9, help="Leave out words above this HSK level; 7 to 9 are one band."
        ),
    ] = 9,
    limit: Option[
        int | None,
        typer.Option(min=1, metavar="N", help="Make at most N cards, of the most useful words."),
    ] = None,
    known: Option[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Words that need no card, one a line, in either script, in place of those you have imported; none for none.",
        ),
    ] = None,
    learner: Option[
        str | None,
        typer.Option(
            metavar="NAME", help="Whose known words need no card, if not yours; see shengci known."
        ),
    ] = None,
    names: Option[
        bool, typer.Option("--names", help="Make cards for names too, in a sub-deck.")
    ] = False,
    min_score: Option[
        float,
        typer.Option(
            min=0,
            max=1,
            metavar="SCORE",
            help="Make no card from sentence pairs less sure than this, 0 to 1.",
        ),
    ] = 0.5,
    order: Option[
        Order,
        typer.Option(
            help="The order of study: i+1 brings as few new words as possible with each sentence."
        ),
    ] = "i+1",
) -> Settings:
    """Return the settings that these options make."""
    from shengci.known import knowledge

    if min_level > max_level:
        raise SourceError(
            f"--min-level {min_level} is above --max-level {max_level}: no word can be in between"
        )
    return Settings(
        standard=standard,
        min_level=min(min_level, 7),
        max_level=min(max_level, 7),
        limit=limit,
        known=knowledge(known, learner),
        names=names,
        min_pair_score=min_score,
        order=order,
    )


Command = Callable[..., None]


def choosing_words(*, without: tuple[str, ...] = ()) -> Callable[[Command], Command]:
    """Give a command the shared options but some, and call it with the `settings` they make.

    A command that has a parameter of the name of one of them is given its value too.
    """
    return gathering(settings_chosen, "settings", without=without)


def gathering(
    maker: Callable[..., object], into: str, *, without: tuple[str, ...] = ()
) -> Callable[[Command], Command]:
    """Give a command the options that `maker` takes, but some, and call it with what `maker` makes of them."""
    takes = inspect.signature(maker, eval_str=True).parameters
    choices = {name: choice for name, choice in takes.items() if name not in without}

    def decorate(command: Command) -> Command:
        own = inspect.signature(command, eval_str=True).parameters
        wanted_too = own.keys() & choices.keys()

        @functools.wraps(command)
        def chosen(**values: object) -> None:
            made = {name: values[name] for name in choices}
            rest = {name: value for name, value in values.items() if name not in made}
            rest |= {name: made[name] for name in wanted_too}
            command(**rest, **{into: maker(**made)})

        shown = [own[name] for name in own if name != into and name not in wanted_too]
        keywords = [each for each in shown if each.kind is inspect.Parameter.KEYWORD_ONLY]
        places = [each for each in shown if each.kind is not inspect.Parameter.KEYWORD_ONLY]
        parameters = [*places, *keywords, *choices.values()]
        chosen.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        chosen.__annotations__ = {each.name: each.annotation for each in parameters}
        return chosen

    return decorate
