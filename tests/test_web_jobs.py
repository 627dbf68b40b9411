"""Long work: one after the other, watched, cancelled, and never the end of the thread."""

import threading
from collections.abc import Iterator

import pytest

from shengci.errors import SourceError
from shengci.web.jobs import Busy, Job, Jobs, Progress


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def over(job: Job) -> Job:
    """Wait until a piece of work is over."""
    for _ in range(1000):
        if job.is_over:
            return job
        threading.Event().wait(0.005)
    raise AssertionError(f"still {job.state}")


def test_work_is_done_in_turn_and_leaves_its_result(jobs: Jobs) -> None:
    order: list[int] = []

    def work(number: int) -> Job:
        def do(tell: Progress) -> str:
            tell(f"Step {number}")
            order.append(number)
            return f"result {number}"

        return jobs.put(do)

    queued = [work(number) for number in range(5)]
    assert [over(job).result for job in queued] == [f"result {number}" for number in range(5)]
    assert order == [0, 1, 2, 3, 4]
    assert queued[3].stage == "Step 3"
    assert jobs.find(queued[0].name) is queued[0]


def test_failure_is_told_and_the_next_work_is_done(
    jobs: Jobs, capsys: pytest.CaptureFixture[str]
) -> None:
    def bad(tell: Progress) -> str:
        raise SourceError("quay.txt:3: no Chinese in it")

    def broken(tell: Progress) -> str:
        raise ZeroDivisionError

    first, second, third = (jobs.put(w) for w in (bad, broken, lambda tell: "fine"))
    assert (over(first).state, first.result) == ("failed", "quay.txt:3: no Chinese in it")
    assert over(second).state == "failed"
    assert "mistake of shengci's own" in second.result
    assert over(third).result == "fine"
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_work_is_cancelled_where_it_tells_its_progress_and_before_it_begins(jobs: Jobs) -> None:
    begun, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def long(tell: Progress) -> str:
        begun.set()
        go_on.wait(5)
        tell("Half")
        done.append("all")
        return "all"

    working, waiting = jobs.put(long), jobs.put(long)
    assert begun.wait(5)
    jobs.cancel(working.name)
    jobs.cancel(waiting.name)
    assert waiting.state == "cancelled"
    go_on.set()
    assert over(working).state == "cancelled"
    assert done == []
    assert jobs.cancel("nothing") is None


def test_queue_has_an_end(jobs: Jobs) -> None:
    go_on = threading.Event()

    def wait(tell: Progress) -> str:
        go_on.wait(5)
        return ""

    with pytest.raises(Busy, match="too much work"):
        for _ in range(50):
            jobs.put(wait)
    go_on.set()
