"""Work handed out and taken in: a bounded number of pieces on the way, whoever does it."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

J = TypeVar("J")
R = TypeVar("R")

_GLANCE = 1.0  # seconds; on Windows Ctrl-C is noticed only between two waits


def stream(
    jobs: Iterable[J], submit: Callable[[J], "Future[R]"], most: Callable[[], int]
) -> Iterator[tuple[J, "Future[R]"]]:
    """Yield each job with its future as soon as that is done, in whatever order.

    No more than `most` are on the way, so that neither jobs nor results pile up: the next job is taken
    from `jobs` when there is room for it.
    """
    done: SimpleQueue[tuple[J, Future[R]]] = SimpleQueue()
    on_the_way = 0

    def finished(job: J) -> Callable[["Future[R]"], None]:
        return lambda future: done.put((job, future))

    for job in jobs:
        submit(job).add_done_callback(finished(job))
        on_the_way += 1
        while on_the_way >= max(most(), 1) or not done.empty():
            yield _next(done)
            on_the_way -= 1
    while on_the_way:
        yield _next(done)
        on_the_way -= 1


def _next(done: "SimpleQueue[tuple[J, Future[R]]]") -> tuple[J, "Future[R]"]:
    while True:
        try:
            return done.get(timeout=_GLANCE)
        except Empty:
            continue
