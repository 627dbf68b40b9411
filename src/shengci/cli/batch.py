"""`shengci batch`: a folder of articles in, a package of each or one of all out, by many processes."""

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated as Option

import typer

from shengci.cli.batch_progress import BatchProgress, duration, showing
from shengci.cli.card_choices import CardChoices, choosing_cards
from shengci.cli.choices import choosing_words
from shengci.cli.output import print_out
from shengci.errors import SourceError
from shengci.records import Settings

if TYPE_CHECKING:
    from shengci.batch import Batch, Progress, Tally

_LISTED = 100  # failures in the summary; the journal has them all


@choosing_words()
@choosing_cards
def batch(
    folder: Option[
        Path,
        typer.Argument(
            metavar="DIR", help="A folder of articles, those in the folders below it too."
        ),
    ],
    *,
    settings: Settings,
    chosen_cards: CardChoices,
    output: Option[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="OUT",
            help="The folder of the packages, a tree like that of DIR; default decks/<DIR>.",
        ),
    ] = None,
    merged: Option[
        Path | None,
        typer.Option(metavar="FILE.apkg", help="Make one package of all articles instead."),
    ] = None,
    resume: Option[
        bool,
        typer.Option(
            "--resume", help="Leave out what an earlier run has done with the same options."
        ),
    ] = False,
    watch: Option[
        bool,
        typer.Option("--watch", help="Go on and make a package of what arrives, until Ctrl-C."),
    ] = False,
    poll: Option[
        float,
        typer.Option(min=0.1, metavar="SECONDS", help="How often --watch looks."),
    ] = 2.0,
    workers: Option[
        int | None,
        typer.Option(
            min=1, max=1024, metavar="N", help="Processes; default one for each processor core."
        ),
    ] = None,
    time_limit: Option[
        float,
        typer.Option(
            min=0.1, metavar="SECONDS", help="Give an article up that takes longer than this."
        ),
    ] = 300.0,
    scheduler: Option[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Have the workers of this dask scheduler do it, tcp://HOST:8786.",
        ),
    ] = "",
    local_cluster: Option[
        int | None,
        typer.Option(
            min=1,
            max=1024,
            metavar="N",
            help="Have a dask cluster of N workers on this machine do it.",
        ),
    ] = None,
    shared_folder: Option[
        bool,
        typer.Option(
            "--shared-folder",
            help="The workers of the scheduler see OUT under the same path: let them write there.",
        ),
    ] = False,
) -> None:
    """Make a package of each article in a folder, or one of all; exit code 1 if any failed."""
    gc.enable()  # a run may go on for days
    _check(merged, output, watch, scheduler, local_cluster, workers, shared_folder)
    from shengci import media
    from shengci.batch import Batch, Workforce

    settings = chosen_cards.on(settings)
    media.check(settings)
    workforce = Workforce(workers or _cores(), scheduler, local_cluster or 0, shared_folder)
    asked = Batch(folder, settings, chosen_cards.look(), workforce, time_limit, resume)
    target = output or Path("decks", folder.resolve().name or "articles")
    with showing() as progress:
        try:
            if merged is not None:
                tally = _merge(asked, merged, progress)
            elif watch:
                tally = _watch(asked, target, progress, poll)
            else:
                tally = _make(asked, target, progress)
        except KeyboardInterrupt as interrupt:
            progress.stop()
            typer.echo("stopped: go on with --resume", err=True)
            raise typer.Exit(1) from interrupt
    if tally.failures:
        raise typer.Exit(1)


def _check(
    merged: Path | None,
    output: Path | None,
    watch: bool,
    scheduler: str,
    local_cluster: int | None,
    workers: int | None,
    shared_folder: bool,
) -> None:
    if merged is not None and output is not None:
        raise SourceError("--merged names the one package, -o the folder of many: leave one out")
    if merged is not None and watch:
        raise SourceError("--watch makes a package of each article: leave --merged out")
    if merged is not None and merged.suffix.lower() != ".apkg":
        raise SourceError(f"--merged {merged}: a package is named FILE.apkg")
    if bool(scheduler) + (local_cluster is not None) + (workers is not None) > 1:
        raise SourceError(
            "--workers, --local-cluster and --scheduler each say who does the work: give one of them"
        )
    if shared_folder and not scheduler:
        raise SourceError("--shared-folder goes with --scheduler: leave it out")


def _cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _make(asked: "Batch", output: Path, progress: BatchProgress) -> "Tally":
    from shengci.batch import make_packages

    tally = make_packages(asked, output, progress)
    progress.stop()
    print_out(_summary(tally, progress) + f"{output}: {_counts(tally.progress)}\n")
    return tally


def _merge(asked: "Batch", package: Path, progress: BatchProgress) -> "Tally":
    from shengci.batch import make_merged

    tally, written = make_merged(asked, package, progress, progress.stage)
    progress.stop()
    print_out(_summary(tally, progress))
    if written is None:
        raise SourceError(
            f"no word of {asked.folder} is left for a card: see what failed, or try a lower --min-level"
        )
    changes = f"{written.new} new, {written.changed} changed, {written.unchanged} as before"
    size = max(1, written.bytes // 1024)
    print_out(f"{written.path}: {written.notes} notes ({changes}), {size:,} KB\n")
    return tally


def _watch(asked: "Batch", output: Path, progress: BatchProgress, poll: float) -> "Tally":
    """Make packages until Ctrl-C; that is the good end of a watch."""
    from shengci.batch import Progress, Tally, keep_making

    tally, said = Tally(Progress(0)), 0
    try:
        for tally in keep_making(asked, output, progress, every=poll):
            for _, reason in tally.failures[said:]:
                typer.echo(f"failed: {reason}", err=True)
            said = len(tally.failures)
            typer.echo(f"{output}: {_counts(tally.progress)}", err=True)
    except KeyboardInterrupt:
        progress.stop()
    print_out(_summary(tally, progress) + f"{output}: {_counts(tally.progress)}\n")
    return tally


def _counts(progress: "Progress") -> str:
    """Return what became of the articles: "9,812 packages, 150 as they were, 4 without cards, 2 failed"."""
    n = progress.built
    counts = [f"{n:,} package{'' if n == 1 else 's'}"]
    for number, name in (
        (progress.before, "done before"),
        (progress.without_cards, "without cards"),
        (progress.failed, "failed"),
    ):
        counts += [f"{number:,} {name}"] * bool(number)
    return ", ".join(counts)


def _summary(tally: "Tally", progress: BatchProgress) -> str:
    """Return what it came to, and each article that failed with its reason, a line each."""
    done = tally.progress
    here = done.built + done.without_cards + done.failed
    rate = f", {here / progress.seconds:.1f} a second" if here else ""
    lines = [f"{done.total:,} articles in {duration(progress.seconds)}{rate}"]
    if tally.notes:
        lines.append(f"  notes     {tally.notes:,} in {tally.bytes / 1e6:,.1f} MB")
    if tally.others:
        lines.append(f"  skipped   {tally.others:,} files that are no articles by their name")
    lines += [f"  missing   {each}" for each in tally.missing]
    lines += [f"  failed    {reason}" for _, reason in tally.failures[:_LISTED]]
    if len(tally.failures) > _LISTED:
        lines.append(f"  failed    and {len(tally.failures) - _LISTED:,} more: see the journal")
    return "\n".join(lines) + "\n"
