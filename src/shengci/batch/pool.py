"""A pool of worker processes in which a death costs one article: the one that the process was at.

The pool of the standard library gives up all that was on its way when a process dies, and does not say at
which call it was. Here each process has a thread that hands it one call at a time.
"""

import multiprocessing
import pickle
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from shengci import blas
from shengci.errors import PackageError

T = TypeVar("T")

_MOST_FALSE_STARTS = 3
_GLANCE = 0.5  # seconds between two looks whether the pool is closed, while a process is at work


class WorkerDied(Exception):  # noqa: N818 - the field's word
    """The process that was at a call is gone; `seconds` is how long it had been at it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class _Call:
    future: Future[Any]
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: SpawnProcess
    connection: Connection

    def end(self) -> None:
        self.connection.close()
        if self.process.pid is not None:  # it was begun at all
            self.process.kill()
            self.process.join()


class WorkerPool(Executor):
    """So many processes, each begun when there is work for it, and again after it died.

    `begin` is called with `argument` in each process before its first call. `folder` is where they keep
    temporary files.
    """

    def __init__(
        self, n_workers: int, begin: Callable[[Any], None], argument: object, folder: Path
    ) -> None:
        blas.hold_to_one_thread()  # each process counts on one core
        self._context = multiprocessing.get_context("spawn")  # no locks held by threads of ours
        self._greeting = pickle.dumps((begin, argument, str(folder)))
        self._calls: SimpleQueue[_Call | None] = SimpleQueue()  # None: no more will come
        self._is_closed = threading.Event()
        self._false_starts = 0
        self._threads = [
            threading.Thread(target=self._keep_busy, name=f"worker {n}", daemon=True)
            for n in range(n_workers)
        ]
        for thread in self._threads:
            thread.start()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:  # noqa: ANN401
        """Return the future of a call; its error is WorkerDied where a process died at it."""
        if self._is_closed.is_set() or kwargs:
            raise RuntimeError("the pool is closed, or was given arguments by name")
        future: Future[T] = Future()
        self._calls.put(_Call(future, fn, args))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes; calls that have not begun are left undone."""
        self._is_closed.set()
        for _ in self._threads:
            self._calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _keep_busy(self) -> None:
        """Hand calls to one process, begun again where it died, until the pool is closed."""
        worker: _Worker | None = None
        while (call := self._calls.get()) is not None and not self._is_closed.is_set():
            if not call.future.set_running_or_notify_cancel():
                continue
            started = time.monotonic()
            try:
                if worker is None or not worker.process.is_alive():
                    worker = self._begin()
                    started = time.monotonic()
                worker.connection.send((call.function, call.arguments))
                answer, error = self._answer(worker.connection)
            except (EOFError, OSError):
                answer, error = None, WorkerDied(time.monotonic() - started)
                if worker is not None:
                    worker.end()
                worker = None
            except Exception as problem:  # no worker can begin; a call that can't be sent
                answer, error = None, problem
            if error is None:
                call.future.set_result(answer)
            else:
                call.future.set_exception(error)
        if worker is not None:
            worker.end()

    def _answer(self, connection: Connection) -> Any:  # noqa: ANN401
        while not connection.poll(_GLANCE):
            if self._is_closed.is_set():
                raise EOFError
        return connection.recv()

    def _begin(self) -> _Worker:
        """Return a new process that is ready for calls.

        Raises:
            EOFError: it died at once.
            BrokenExecutor: it refuses, or that has happened too often.
        """
        if self._false_starts >= _MOST_FALSE_STARTS:
            raise BrokenExecutor(
                "worker processes die before their first article: is there memory for them? Try fewer --workers"
            )
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._greeting), daemon=True)
        worker = _Worker(process, ours)
        try:
            process.start()
            theirs.close()
            _, refusal = self._answer(ours)
        except (EOFError, OSError):
            self._false_starts += 1
            worker.end()
            raise
        if refusal is not None:
            worker.end()
            raise BrokenExecutor(str(refusal))
        self._false_starts = 0
        return worker


def _serve(connection: Connection, greeting: bytes) -> None:
    """Answer calls until the pool closes the connection, or is gone. This runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the run, which then ends us
    begin, argument, folder = pickle.loads(greeting)
    tempfile.tempdir = folder
    try:
        begin(argument)
        connection.send((None, None))
    except Exception as error:  # told to the pool, which tells the user
        connection.send((None, PackageError(str(error))))
        return
    while True:
        try:
            function, arguments = connection.recv()
        except (EOFError, OSError):
            return
        answer: tuple[Any, Exception | None]
        try:
            answer = function(*arguments), None
        except Exception as error:  # the caller's, not ours
            answer = None, error
        try:
            connection.send(answer)
        except OSError:
            return
