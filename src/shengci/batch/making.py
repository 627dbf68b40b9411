"""What a batch can make of a folder: a package for each article, one for all, or one for each as it arrives."""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from shengci import reading_cache
from shengci.batch.cluster import cluster
from shengci.batch.finding import check_folder, find
from shengci.batch.journal import Journal, open_journal
from shengci.batch.pool import WorkerPool
from shengci.batch.records import Analysis, Listener, Plan, Product, Progress, Workers
from shengci.batch.running import Run, Tally
from shengci.batch.watching import Arrivals
from shengci.batch.working import prepare
from shengci.card_templates import CardTemplates
from shengci.errors import PackageError
from shengci.files import name_of
from shengci.records import Settings
from shengci.stored import as_stored

if TYPE_CHECKING:
    from shengci.package import PackageSummary

_STATE = ".shengci-batch"  # the folder beside the packages that holds the journal
_TEMPORARY = "shengci-batch-"
_A_PROCESS = 2  # articles on their way to each process: it never waits for the next


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who is to do the work: so many processes, the workers of a scheduler, or a cluster on this machine.

    `write` says that the workers of a scheduler see the folders of the run under the same paths.
    """

    n_processes: int = 1
    scheduler: str = ""
    n_local: int = 0
    write: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What is asked for: the folder of articles, the words and the look of their cards, and by whom.

    `seconds` is how long an article may take. `resume` leaves out what is done already.
    """

    folder: Path
    settings: Settings
    templates: CardTemplates
    workforce: Workforce
    seconds: float = 300.0
    resume: bool = False


def make_packages(batch: Batch, output: Path, listener: Listener | None = None) -> Tally:
    """Make a package of each article, in a tree of folders like its own, and return what it came to.

    Raises:
        SourceError: there is no such folder, or no cluster.
        PackageError: the output can't be written, another run writes it, or there are no workers left.
    """
    check_folder(batch.folder)
    with _run(batch, output, output / _STATE, "package", listener) as run:
        run.tally.progress = Progress(_count(batch.folder, output))
        run.go_through(find(batch.folder, output))
        return run.tally


def make_merged(
    batch: Batch,
    package: Path,
    listener: Listener | None = None,
    stage: Callable[[str], None] | None = None,
) -> tuple[Tally, "PackageSummary | None"]:
    """Make one package of all articles, in the order of their names, and return what they came to.

    The articles are read by the workers, and lie beside the package until it is written. It is None
    where no word is left for a card. `stage` is told what is done once all are read.

    Raises:
        SourceError, PackageError: as `make_packages`.
    """
    from shengci import media
    from shengci.package import check_target, write_package
    from shengci.pipeline import deck_of

    check_folder(batch.folder)
    check_target(package)
    parts = package.with_name(f"{package.name}.parts")
    with _run(batch, parts, parts, "analysis", listener) as run:
        run.tally.progress = Progress(_count(batch.folder, parts))
        run.go_through(find(batch.folder, parts))
        failed = {name for name, _ in run.tally.failures}
        names = [name for group in find(batch.folder, parts) for name in group.names]
        read = list(_analyses(run.journal, [name for name in names if name not in failed]))
        summary = None
        if read:
            articles = [each.article for each in read]
            deck = deck_of(articles, [each.annotated for each in read], batch.settings, stage)
            if deck.notes:
                deck = media.add_media(deck, batch.settings)
                run.tally.missing += deck.problems
                summary = write_package(deck, package, templates=batch.templates)
        if not failed:
            shutil.rmtree(parts, ignore_errors=True)
        return run.tally, summary


def keep_making(
    batch: Batch, output: Path, listener: Listener | None = None, *, every: float = 2.0
) -> Iterator[Tally]:
    """Make a package of each article as it arrives, look again `every` so many seconds, and never end.

    What is done already is left out. Yields what it has come to after each look that found something.

    Raises:
        SourceError, PackageError: as `make_packages`.
    """
    check_folder(batch.folder)
    batch = replace(batch, resume=True)
    arrivals = Arrivals(batch.folder)
    with _run(batch, output, output / _STATE, "package", listener) as run:
        while True:
            groups = arrivals.settled(find(batch.folder, output))
            if groups:
                more = sum(len(group.names) for group in groups)
                run.tally.progress = replace(
                    run.tally.progress, total=run.tally.progress.total + more
                )
                run.go_through(groups)
                yield run.tally
            time.sleep(every)


def _analyses(journal: Journal, names: list[str]) -> Iterator[Analysis]:
    for name in names:
        if (entry := journal.entries.get(name)) is None:
            continue  # it came when all others were read: the next run takes it
        path = journal.folder / entry.target
        try:
            yield reading_cache.unpacked(Analysis, path.read_bytes())
        except (OSError, ValueError) as error:
            raise PackageError(
                f"{name_of(path)}: is damaged: delete it, and go on with --resume"
            ) from error


def _count(folder: Path, output: Path) -> int:
    return sum(len(group.names) + bool(group.problem) for group in find(folder, output))


@contextmanager
def _run(
    batch: Batch, output: Path, state: Path, makes: Product, listener: Listener | None
) -> Iterator[Run]:
    plan = _plan(batch, makes)
    with (
        open_journal(state) as journal,
        _temporary(journal) as temporary,
        _employed(batch.workforce, plan, temporary) as workers,
    ):
        yield Run(
            batch.folder, output, plan, journal, workers, resume=batch.resume, listener=listener
        )


def _plan(batch: Batch, makes: Product) -> Plan:
    chosen = [makes, as_stored(batch.settings), as_stored(batch.templates)]
    text = json.dumps(chosen, default=_as_json)
    key = hashlib.sha256(f"{reading_cache.program_version()}\0{text}".encode()).hexdigest()
    release = reading_cache.release()
    return Plan(key, batch.settings, batch.templates, makes, batch.seconds, release)


def _as_json(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


@contextmanager
def _employed(workforce: Workforce, plan: Plan, temporary: Path) -> Iterator[Workers]:
    if workforce.scheduler or workforce.n_local:
        with cluster(
            plan,
            scheduler=workforce.scheduler,
            n_local=workforce.n_local,
            write=workforce.write or not workforce.scheduler,
        ) as workers:
            yield workers
        return
    n = workforce.n_processes
    with WorkerPool(n, prepare, plan, temporary) as pool:
        yield Workers(pool, lambda: _A_PROCESS * n)


@contextmanager
def _temporary(journal: Journal) -> Iterator[Path]:
    """Make a folder for the workers' temporary files, and remove that of a run that was killed."""
    note = journal.folder / "temporary"
    base = Path(tempfile.gettempdir())
    with suppress(OSError, UnicodeDecodeError):
        left = Path(note.read_text(encoding="utf-8"))
        if left.parent == base and left.name.startswith(_TEMPORARY):  # nothing but our own
            shutil.rmtree(left, ignore_errors=True)
    try:
        folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY))
        note.write_text(str(folder), encoding="utf-8")
    except OSError as error:
        raise PackageError(
            f"{name_of(base)}: can't be written ({error.strerror}): make room there"
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            note.unlink()
