"""`shengci templates`: our card templates for the user to change, and whether the changed ones work."""

from pathlib import Path
from typing import Annotated as Option

import typer

from shengci.cli.output import print_out

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    help="The look of the cards: take our templates, change them, check them.",
)


@app.command()
def copy(
    folder: Option[Path, typer.Argument(metavar="DIR", help="Where to put the files.")],
) -> None:
    """Write our card templates into a folder, over nothing."""
    from shengci import card_templates

    written = card_templates.copy(folder)
    print_out(f"{folder}: {len(written)} files written; README.md says what they are\n")


@app.command()
def check(
    folder: Option[
        Path, typer.Argument(metavar="DIR", help="Templates that shall take the place of ours.")
    ],
) -> None:
    """Say whether the templates in a folder work."""
    from shengci import card_templates

    card_templates.load(folder)
    names = card_templates.replaced(folder)
    print_out(f"{folder}: good; not as ours: {', '.join(names) or 'none'}\n")
