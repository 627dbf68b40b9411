"""What a worker does: tables loaded once, then one article after the other, each within its time."""

import faulthandler
import gc
import hashlib
import os
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shengci.batch.records import Analysis, Plan, Product, Result, Task
from shengci.errors import PackageError, ShengciError
from shengci.files import make_parent
from shengci.records import Article, Block, Place, Settings

# Every table is loaded by two lines with a name, a number and an English side.
_FIRST_LINES = ("Lin Mei bought 3 books in Beijing.", "林梅在北京买了3本书。")

# Records made before they are looked through for cycles. An article makes hardly a cycle, and looking for some after 700, as
# Python does by itself, takes a twelfth of its time.
_NEW_OBJECTS = 50_000

_plans: dict[
    str, Plan
] = {}  # what this process was told, by key: a cluster's worker may serve several runs
_turn = (
    threading.Lock()
)  # an article has the process to itself, whatever threads a cluster's worker has


def prepare(plan: Plan) -> None:
    """Take a plan and load the tables, before the first article.

    Raises:
        ShengciError: this machine has another release of shengci, or of what it reads with, than the run.
    """
    from shengci.reading_cache import release

    if release() != plan.release:
        raise PackageError(
            f"a worker has other versions than this run: {_difference(plan.release)}"
        )
    with _turn:
        if not _plans:
            _load_tables(plan.settings)
            gc.collect()
            gc.freeze()  # the tables stay: there is no use in looking through them again and again
            gc.set_threshold(_NEW_OBJECTS)
        _plans[plan.key] = plan


def forget(plan_key: str) -> None:
    """Forget a plan whose run is over."""
    _plans.pop(plan_key, None)


def work(plan_key: str, task: Task) -> Result:
    """Return what came of one article.

    The process ends itself where that takes longer than the plan allows, so that an article that hangs,
    even inside a C library, holds up nothing but itself.
    """
    with _turn:
        plan = _plans.get(plan_key)
        if plan is None:
            return Result("failed", reason=f"{task.name}: given to a worker that was not prepared")
        with _limit(plan.seconds):
            try:
                return _MAKERS[plan.makes](task, plan)
            except ShengciError as error:
                return Result("failed", reason=str(error))
            except Exception as error:  # our own mistake: it must not stop the others
                return Result("failed", reason=_unexpected(task, error))


def _package(task: Task, plan: Plan) -> Result:
    from shengci import media
    from shengci.package import write_package
    from shengci.pipeline import make_deck
    from shengci.sources import article_of

    article = article_of(task.content, Path(task.name))
    deck = make_deck([article], plan.settings)
    if not deck.notes:
        return Result("without cards")
    deck = media.add_media(deck, plan.settings)
    with _target(task) as target:
        summary = write_package(deck, target, templates=plan.templates)
        content = target.read_bytes()
    return Result(
        "built",
        notes=summary.notes,
        digest=hashlib.sha256(content).hexdigest(),
        content=None if task.target else content,
        missing=deck.problems,
    )


@contextmanager
def _target(task: Task) -> Iterator[Path]:
    """Make the folder a package goes to, a temporary one where it is to be sent back."""
    if task.target is not None:
        make_parent(task.target)
        yield task.target
        return
    with tempfile.TemporaryDirectory(prefix="shengci-") as folder:
        path = Path(folder) / "article.apkg"
        if task.previous is not None:
            path.write_bytes(task.previous)
        yield path


def _analysis(task: Task, plan: Plan) -> Result:
    from shengci.pipeline import annotate_article
    from shengci.reading_cache import packed
    from shengci.sources import article_of

    article = article_of(task.content, Path(task.name))
    content = packed(Analysis(article, annotate_article(article, plan.settings)))
    return Result("built", digest=hashlib.sha256(content).hexdigest(), content=content)


_MAKERS: dict[Product, Callable[[Task, Plan], Result]] = {
    "package": _package,
    "analysis": _analysis,
}


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """End this process if what follows takes longer: by C code, which needs no Python to go on."""
    with Path(os.devnull).open("wb") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _load_tables(settings: Settings) -> None:
    from shengci import package  # noqa: F401 - loaded here rather than with the first article
    from shengci.package import database, note_type  # noqa: F401
    from shengci.pipeline import make_deck

    place = Place("first lines", 1)
    english, chinese = _FIRST_LINES
    blocks = (
        Block(english, "english", "body", place),
        Block(chinese, "chinese", "body", place),
    )
    make_deck([Article("First lines", blocks, "interleaved")], settings)


def _unexpected(task: Task, error: Exception) -> str:
    """Return what a report of a mistake of ours has to say, on one line."""
    places = traceback.extract_tb(error.__traceback__)
    where = f"{Path(places[-1].filename).name}:{places[-1].lineno}"
    what = " ".join(f"{type(error).__name__} {error}".split())
    return f"{task.name}: not foreseen ({what[:200]}, in {where}): shengci build shows all of it"


def _difference(release: str) -> str:
    from shengci.reading_cache import release as our_release

    here, there = our_release().splitlines(), release.splitlines()
    odd = [line for line in here if line not in there] + [
        line for line in there if line not in here
    ]
    return f"{', '.join(odd[:4])}: install the same on all machines"
