"""A run over the articles of a folder: found, handed out, written, and put down in the journal."""

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from shengci.batch.cluster import is_killed
from shengci.batch.engine import stream
from shengci.batch.finding import Group, folded, package_names
from shengci.batch.journal import Entry, Journal
from shengci.batch.pool import WorkerDied
from shengci.batch.records import Listener, Plan, Progress, Result, Task, Workers
from shengci.batch.working import work
from shengci.errors import PackageError, SourceError
from shengci.files import make_parent, read_bytes, write_bytes


@dataclass(frozen=True, slots=True)
class Job:
    """An article of the run: its name and the file it becomes, below the folders of the run.

    The key stands for all the file depends on. `target` is "" for a folder that can't be read.
    """

    name: str
    target: str
    content: bytes = b""
    key: str = ""
    reason: str = ""  # why it failed before, or can't be read
    died: bool = False


@dataclass(slots=True)
class Tally:
    """What a run has come to so far; `missing` are the first things that packages could not be given."""

    progress: Progress
    notes: int = 0
    bytes: int = 0
    failures: list[tuple[str, str]] = field(default_factory=list)  # (article, reason)
    missing: list[str] = field(default_factory=list)
    others: int = 0  # files that are no articles by their name


_MOST_MISSING = 20


class Run:
    """Makes a file of each article in `folder`, below `output`, and keeps the journal.

    `resume` leaves out what the journal says is done, with the same bytes, options and program.
    """

    def __init__(
        self,
        folder: Path,
        output: Path,
        plan: Plan,
        journal: Journal,
        workers: Workers,
        *,
        resume: bool,
        listener: Listener | None = None,
    ) -> None:
        self.folder = folder
        self.output = output
        self.plan = plan
        self.journal = journal
        self.workers = workers
        self.resume = resume
        self.listener = listener
        self.tally = Tally(Progress(0))
        self._owner = {folded(each.target): each.source for each in journal.entries.values()}

    def go_through(self, groups: Iterable[Group]) -> None:
        """Make what is to be made of these groups of articles; those that fail are tried again at the end.

        Raises:
            PackageError: nothing can go on: the journal can't be written, or there are no workers.
        """
        failed = [
            job for job, result in self._results(self._jobs(groups)) if self._is_left(job, result)
        ]
        # Those whose process died are tried one by one: on a cluster they may have died of each other.
        died = [job for job in failed if job.died]
        for again, at_once in (([job for job in failed if not job.died], None), (died, 1)):
            jobs = (self._again(job) for job in again)
            for job, result in self._results(jobs, at_once):
                self._tell(left_for_last=-1)
                self._settle(job, result)

    # --- What there is to do ---------------------------------------------------------------------

    def _jobs(self, groups: Iterable[Group]) -> Iterator[Job]:
        for group in groups:
            self.tally.others += group.others
            if group.problem:
                yield Job(group.folder or ".", "", reason=group.problem)
            self._sweep(self.output / group.folder)
            entries = self.journal.entries
            given = {name: entries[name].target for name in group.names if name in entries}
            targets = package_names(group.names, given, self._is_taken)
            for name in group.names:
                job = self._read(Job(name, targets[name]))
                if (
                    not job.reason
                    and self.resume
                    and self.journal.is_done(name, job.key, self.output)
                ):
                    self._tell(before=1)
                    continue
                yield job

    def _is_taken(self, package: str) -> bool:
        """Whether a package is that of an article which is still there."""
        owner = self._owner.get(package)
        return owner is not None and (self.folder / owner).exists()

    def _again(self, job: Job) -> Job:
        """Return a job that failed with its bytes as they are now; a folder that can't be read stays so."""
        return self._read(replace(job, reason="", died=False)) if job.target else job

    def _read(self, job: Job) -> Job:
        """Return a job with its bytes, or the reason why there are none."""
        try:
            content = read_bytes(self.folder / job.name)
        except SourceError as error:
            return replace(job, reason=str(error))
        parts = (self.plan.key.encode(), job.name.encode("utf-8", "surrogateescape"), content)
        key = hashlib.sha256(
            b"\0".join(hashlib.sha256(part).digest() for part in parts)
        ).hexdigest()
        target = job.target if self.plan.makes == "package" else f"{key}.json.z"
        return replace(job, content=content, key=key, target=target)

    def _sweep(self, folder: Path) -> None:
        """Remove what a run that was killed has left half-written."""
        with suppress(OSError):
            for path in folder.glob(".shengci-*.tmp"):
                path.unlink(missing_ok=True)

    # --- Handing out and taking in ---------------------------------------------------------------

    def _results(
        self, jobs: Iterable[Job], at_once: int | None = None
    ) -> Iterator[tuple[Job, Result]]:
        most = self.workers.most if at_once is None else lambda: at_once
        for job, future in stream(jobs, self._submitted, most):
            yield self._taken(job, future)

    def _submitted(self, job: Job) -> Future[Result]:
        if job.reason:
            failed: Future[Result] = Future()
            failed.set_result(Result("failed", reason=job.reason))
            return failed
        try:
            return self.workers.executor.submit(work, self.plan.key, self._task(job))
        except (RuntimeError, OSError) as error:
            raise _nobody_left() from error

    def _task(self, job: Job) -> Task:
        target = self.output / job.target
        if self.workers.write and self.plan.makes == "package":
            return Task(job.name, job.content, target.absolute())
        previous = None
        if self.plan.makes == "package":
            with suppress(OSError):
                previous = target.read_bytes()
        return Task(job.name, job.content, None, previous)

    def _taken(self, job: Job, future: Future[Result]) -> tuple[Job, Result]:
        """Return a job without its bytes, and what came of it, which is on the disk then."""
        if future.cancelled():
            raise _nobody_left()
        error = future.exception()
        job = replace(job, content=b"")
        if isinstance(error, BrokenExecutor):
            raise PackageError(str(error)) from error
        if isinstance(error, CancelledError):
            raise _nobody_left() from error
        if isinstance(error, WorkerDied) or is_killed(error):
            job = replace(job, died=True)
            seconds = error.seconds if isinstance(error, WorkerDied) else None
            return job, Result("failed", reason=self._of_death(job, seconds))
        if error is not None:
            text = " ".join(f"{type(error).__name__} {error}".split())[:200]
            return job, Result(
                "failed", reason=f"{job.name}: not foreseen ({text}), on the way to a worker"
            )
        result = future.result()
        try:
            return job, self._stored(job, result)
        except PackageError as problem:
            return job, Result("failed", reason=str(problem))

    def _stored(self, job: Job, result: Result) -> Result:
        """Return a result whose bytes, if it came with them, are written."""
        if result.content is None:
            return result
        target = self.output / job.target
        make_parent(target)
        write_bytes(target, result.content)
        return replace(result, content=None)

    def _of_death(self, job: Job, seconds: float | None) -> str:
        limit = self.plan.seconds
        if seconds is None:
            return (
                f"{job.name}: every worker that was at it died: too large for their memory, or longer than"
                f" --time-limit {limit:g}"
            )
        if seconds >= limit:
            return f"{job.name}: took longer than {limit:g} seconds: cut it, or raise --time-limit"
        return (
            f"{job.name}: its worker process died after {seconds:.1f} seconds: too large for the memory there is?"
            " Try fewer --workers"
        )

    # --- Accounts --------------------------------------------------------------------------------

    def _is_left(self, job: Job, result: Result) -> bool:
        """Put down what an article became; say whether it is left for last."""
        if result.outcome == "failed":
            self._tell(left_for_last=1)
            return True
        self._settle(job, result)
        return False

    def _settle(self, job: Job, result: Result) -> None:
        tally = self.tally
        entry = Entry(
            job.name, job.key, result.outcome, job.target, notes=result.notes, reason=result.reason
        )
        if result.outcome == "built":
            try:
                status = (self.output / job.target).stat()
            except OSError as error:
                problem = f"{job.name}: its package is gone ({error.strerror}): do the workers see the same folder?"
                entry, result = (
                    replace(entry, outcome="failed", reason=problem),
                    Result("failed", reason=problem),
                )
            else:
                entry = replace(
                    entry, size=status.st_size, time=status.st_mtime_ns, digest=result.digest
                )
                tally.notes += result.notes
                tally.bytes += status.st_size
                room = _MOST_MISSING - len(tally.missing)
                tally.missing += [f"{job.name}: {each}" for each in result.missing][:room]
        if job.target:
            self.journal.append(entry)
            self._owner[folded(job.target)] = job.name
        if result.outcome == "failed":
            tally.failures.append((job.name, result.reason))
        counted = {"built": "built", "without cards": "without_cards", "failed": "failed"}
        self._tell(**{counted[result.outcome]: 1})

    def _tell(self, **more: int) -> None:
        """Count, and tell whoever listens."""
        before = self.tally.progress
        self.tally.progress = replace(
            before, **{name: getattr(before, name) + n for name, n in more.items()}
        )
        if self.listener is not None:
            self.listener(self.tally.progress)


def _nobody_left() -> PackageError:
    return PackageError("the scheduler is gone: start it again, and go on with --resume")
