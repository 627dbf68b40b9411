"""The same work on a cluster: the workers of a dask.distributed scheduler, as an executor."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from shengci.batch.records import Plan, Workers
from shengci.errors import MissingExtra, PackageError, SourceError

_TO_CONNECT = 10.0  # seconds
_TO_JOIN = 60.0  # seconds until the first worker is there
_A_THREAD = 4  # articles on their way to each thread of a worker: it never waits for the network
_FRESH = 5.0  # seconds that the number of workers is believed


@contextmanager
def cluster(
    plan: Plan, *, scheduler: str = "", n_local: int = 0, write: bool = False
) -> Iterator[Workers]:
    """Connect to a scheduler, or begin a cluster of so many workers on this machine, and prepare it.

    `write` says that the workers see the folders of the run under the same paths.

    Raises:
        MissingExtra: dask.distributed is not installed.
        SourceError: nobody answers at the address, or no worker is there.
        PackageError: a worker has no shengci, or another release of it.
    """
    try:
        import dask
        import distributed
    except ModuleNotFoundError as error:
        raise MissingExtra("a cluster needs: pip install 'shengci[cluster]'") from error
    # What workers come and go is reported by the run; what it costs an article is in its journal.
    quiet = {"logging.distributed": "critical"}
    with dask.config.set(quiet), _client(distributed, scheduler, n_local) as client:
        from shengci.batch.cluster_plugin import Preparation

        preparation = Preparation(plan)
        try:
            client.register_plugin(preparation, name=preparation.name)
        except (
            Exception
        ) as error:  # whatever the worker could not do comes back as it was raised there
            raise PackageError(
                f"{scheduler or 'the cluster'}: a worker can't be prepared: {' '.join(str(error).split())[:300]}"
            ) from error
        try:
            with client.get_executor(pure=False) as executor:
                yield Workers(executor, _limit_of(client), write=write)
        finally:
            with suppress(Exception):  # the scheduler may be gone
                client.unregister_worker_plugin(preparation.name)


def is_killed(error: BaseException | None) -> bool:
    """Whether a scheduler gave an article up because each worker that was at it died."""
    return type(error).__name__ == "KilledWorker"


@contextmanager
def _client(distributed: Any, scheduler: str, n_local: int) -> Iterator[Any]:  # noqa: ANN401
    if not scheduler:
        with (
            distributed.LocalCluster(
                n_workers=n_local, threads_per_worker=1, dashboard_address=None
            ) as local,
            distributed.Client(local, set_as_default=False) as client,
        ):
            yield client
        return
    try:
        client = distributed.Client(scheduler, timeout=_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise SourceError(
            f"--scheduler {scheduler}: no scheduler answers there: start one with dask scheduler, and see its address"
        ) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_TO_JOIN)
        except TimeoutError as error:
            raise SourceError(
                f"--scheduler {scheduler}: no worker has joined: start some with dask worker {scheduler}"
            ) from error
        yield client


def _limit_of(client: Any) -> Callable[[], int]:  # noqa: ANN401
    """Return what says how many articles may be on the way, by the workers there are at the time."""
    known = [0.0, 0.0]  # when it was asked, and what the answer was

    def most() -> int:
        if time.monotonic() - known[0] > _FRESH:
            with suppress(Exception):  # a scheduler that is busy or gone: the futures will tell
                known[1] = _A_THREAD * sum(client.nthreads().values())
            known[0] = time.monotonic()
        return int(known[1])

    return most
