"""`shengci diff`: what students will see after importing a newer package."""

from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.cli.options import Json
from shengci.cli.output import print_out


def diff(
    old: Option[
        Path,
        typer.Argument(
            metavar="OLD.apkg", help="The package students have, or what one of them exported."
        ),
    ],
    new: Option[Path, typer.Argument(metavar="NEW.apkg", help="The package you want to hand out.")],
    *,
    json: Json = False,
) -> None:
    """Show what a student will see after importing NEW; exit code 1 if Anki would not update all."""
    from shengci.package.difference_forms import differences_json, differences_text
    from shengci.package.differences import differences_between

    differences = differences_between(old, new)
    print_out(differences_json(differences) if json else differences_text(differences))
    if differences.obstacles:
        raise typer.Exit(1)
