"""`shengci report`: an article at a glance, or which of several to read next."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated as Option
from typing import Literal

import typer

from shengci.cli.choices import choosing_words
from shengci.cli.options import (
    ArticlePaths,
    EnglishPath,
    Url,
    read_sources,
)
from shengci.cli.output import print_out, progress
from shengci.errors import SourceError
from shengci.records import Settings

Face = Literal["terminal", "page", "json"]

_FACE_OF_SUFFIX: dict[str, Face] = {".html": "page", ".htm": "page", ".json": "json", ".jsonl": "json"}  # fmt: skip


@choosing_words(without=("limit", "names"))
def report(
    articles: ArticlePaths = None,
    *,
    settings: Settings,
    known: Path | None,
    url: Url = None,
    english: EnglishPath = None,
    output: Option[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Write a page, FILE.html, or FILE.json, instead of showing it here.",
        ),
    ] = None,
    json: Option[
        bool, typer.Option("--json", help="One JSON object a line, an article each.")
    ] = False,
) -> None:
    """Show how hard an article is for you and what to learn for it, or which of several to read next."""
    face = _face(output, json=json)
    with progress() as tell:
        from shengci.files import name_of, write_text
        from shengci.pipeline import make_reports
        from shengci.report.dump import reports_json
        from shengci.report.html import reports_page

        inputs = [*(articles or []), *filter(None, (english, known))]
        if output is not None:
            _check(output, face, inputs)
        ranked = make_reports(read_sources(articles or [], url, english), settings, tell)
        if output is not None:
            content = reports_page(ranked) if face == "page" else reports_json(ranked)
            size = write_text(output, content)
    if output is not None:
        print_out(f"{name_of(output)}: {_what(len(ranked))}, {max(1, size // 1024)} KB\n")
    elif json:
        print_out(reports_json(ranked))
    else:
        from shengci.cli.report_tables import shown

        print_out(shown(ranked))


def _face(output: Path | None, *, json: bool) -> Face:
    """Return what is to be made: it is the suffix of the file that says so, or --json."""
    from shengci.files import name_of

    if output is None:
        return "json" if json else "terminal"
    face = _FACE_OF_SUFFIX.get(output.suffix.lower())
    if face is None:
        raise SourceError(
            f"{name_of(output)}: a report is a page or JSON: name it FILE.html or FILE.json"
        )
    if json and face != "json":
        raise SourceError(f"{name_of(output)}: does not go with --json: name it FILE.json")
    return face


def _check(output: Path, face: Face, inputs: Sequence[Path]) -> None:
    """Raise an error now if the file can't be written after all the work, or holds something else."""
    from shengci.files import check_output, check_text_target, name_of
    from shengci.report import dump, html

    if any(output.exists() and path.exists() and output.samefile(path) for path in inputs):
        raise SourceError(f"{name_of(output)}: is read for the report: name another output with -o")
    check_output(output)
    check_text_target(output, html.BEGINNING if face == "page" else dump.BEGINNING)


def _what(n_articles: int) -> str:
    return "report of 1 article" if n_articles == 1 else f"reports of {n_articles} articles"
