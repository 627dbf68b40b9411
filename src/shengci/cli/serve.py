"""`shengci serve`: the teacher's page."""

import os
from pathlib import Path
from typing import Annotated as Option

import typer


def serve(
    folder: Option[
        Path, typer.Argument(metavar="FOLDER", help="The folder of your class decks.")
    ] = Path("decks"),
    *,
    port: Option[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            metavar="N",
            help="Default 8642, or another that is free.",
        ),
    ] = None,
    host: Option[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where to listen. Another than the default lets other machines in, by a password (asked for, or in SHENGCI_PASSWORD).",
        ),
    ] = "127.0.0.1",
    no_browser: Option[
        bool, typer.Option("--no-browser", help="Only print the link, open no browser.")
    ] = False,
) -> None:
    """Open the teacher's page: class decks, made and edited in the browser."""
    import gc

    from shengci.web.serving import Serving, check, is_loopback
    from shengci.web.serving import serve as serve_page

    gc.enable()  # this command lives long
    password = None
    if not is_loopback(host):
        password = os.environ.get("SHENGCI_PASSWORD")
        if password is None:
            password = typer.prompt("Password for those who come in", hide_input=True, err=True)
    serving = Serving(folder, host, port, password, open_browser=not no_browser)
    if folder == Path("decks"):
        folder.mkdir(exist_ok=True)  # as the other commands do
    check(serving)
    serve_page(serving, lambda line: typer.echo(line, err=True))
