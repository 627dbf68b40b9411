"""Long work, one piece at a time in a thread of its own, that can be watched and cancelled."""

import queue
import secrets
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from shengci.errors import ShengciError, StructureError
from shengci.pipeline import Progress

State = Literal["waiting", "working", "done", "failed", "cancelled"]
Work = Callable[[Progress], str]
"""Does something long, tells the name of each stage as it begins, and returns what came of it."""

OUR_MISTAKE = "this is a mistake of shengci's own: see the terminal it runs in"

_MOST_WAITING = 20
_MOST_REMEMBERED = 200


class Busy(ShengciError):  # noqa: N818 - says what the server is
    """More work waits than can be promised to be done."""


class Cancelled(Exception):  # noqa: N818 - no error: somebody wanted it so
    """The work under way is not wanted any more; raised where it tells its progress."""


@dataclass(slots=True)
class Job:
    """A piece of work and how far it is. `result` is what came of it, or why nothing did.

    `forcible` is whether it failed only because somebody has to say that it is meant.
    """

    name: str
    work: Work | None
    state: State = "waiting"
    stage: str = ""
    result: str = ""
    forcible: bool = False
    wanted: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether nothing will come of it any more."""
        return self.state in ("done", "failed", "cancelled")


class Jobs:
    """The queue of work of one server, and the thread that does it."""

    def __init__(self) -> None:
        """Start the thread, which ends with the program."""
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="shengci-jobs", daemon=True)
        self._thread.start()

    def put(self, work: Work) -> Job:
        """Queue some work and return it.

        Raises:
            Busy: too much waits already.
        """
        with self._lock:
            if sum(not job.is_over for job in self._jobs.values()) >= _MOST_WAITING:
                raise Busy("too much work is waiting: try again when some of it is done")
            job = Job(secrets.token_urlsafe(12), work)
            job.wanted.set()
            self._jobs[job.name] = job
            while len(self._jobs) > _MOST_REMEMBERED:
                oldest = next(name for name, job in self._jobs.items() if job.is_over)
                del self._jobs[oldest]
        self._waiting.put(job)
        return job

    def find(self, name: str) -> Job | None:
        """Return the work of this name, None if there is none."""
        with self._lock:
            return self._jobs.get(name)

    def cancel(self, name: str) -> Job | None:
        """Let some work end where it next tells its progress; return it."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None:
                job.wanted.clear()
                if job.state == "waiting":
                    job.state, job.work = "cancelled", None
            return job

    def close(self) -> None:
        """Cancel all, and end the thread."""
        with self._lock:
            for job in self._jobs.values():
                job.wanted.clear()
        self._waiting.put(None)
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            with self._lock:
                work, job.work = job.work, None
                if work is None:
                    continue
                job.state = "working"
            self._do(job, work)

    def _do(self, job: Job, work: Work) -> None:
        def tell(stage: str) -> None:
            if not job.wanted.is_set():
                raise Cancelled
            job.stage = stage

        try:
            tell("Starting")
            job.result = work(tell)
            job.state = "done"
        except Cancelled:
            job.state = "cancelled"
        except ShengciError as error:
            job.result = str(error)
            job.forcible = isinstance(error, StructureError)
            job.state = "failed"
        except Exception:
            job.result = OUR_MISTAKE
            job.state = "failed"
            show_traceback()


def show_traceback() -> None:
    """Print the traceback of the exception under way where the server's owner sees it."""
    traceback.print_exc()
