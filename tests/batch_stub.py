"""A batch whose workers do no reading: quick, and able to hang, crash and be slow on demand.

All else is real: processes, journal, packages that Anki can open. An article's first word says what its worker
does; `python batch_stub.py DIR OUT` is a run that goes on where the last one ended.
"""

import os
import signal
import sys
import time
from pathlib import Path

from shengci import card_templates
from shengci.batch import Batch, Tally, Workforce, making, working
from shengci.batch.records import Plan, Progress, Result, Task
from shengci.errors import SourceError
from shengci.notetype import FIELDS
from shengci.package import write_package
from shengci.records import Deck, Note, Settings

LOG = "BATCH_STUB_LOG"  # names a file that gets a line for each article begun


def begin(plan: Plan) -> None:
    """Prepare a worker that makes packages by `package`; this is called in the worker."""
    working._MAKERS["package"] = package
    working._plans[plan.key] = plan


def die(plan: Plan) -> None:
    """Be a worker for which there is no room."""
    os._exit(1)


def package(task: Task, plan: Plan) -> Result:
    """Write a package of one note that holds the article's text."""
    text = task.content.decode()
    if log := os.environ.get(LOG):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {task.name}\n")
    order = text.split()[0] if text.split() else ""
    if order == "hang":
        while True:
            time.sleep(60)
    if order == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if order == "once" and not (flag := Path(os.environ[LOG] + ".died")).exists():
        flag.touch()
        os._exit(3)
    if order == "refuse":
        raise SourceError(f"{task.name}: refused: bring another")
    if order == "mistake":
        raise KeyError(text)
    if order == "nothing":
        return Result("without cards")
    time.sleep(0.01 if order == "slow" else 0)
    fields = dict.fromkeys(FIELDS, "") | {"Word": text, "Meaning": task.name}
    note = Note(task.name, tuple(fields.values()), (), "Stub")
    deck = Deck("Stub", "", (note,), (), ())
    with working._target(task) as target:
        write_package(deck, target, now=1, templates=plan.templates)
        content = target.read_bytes()
    digest = working.hashlib.sha256(content).hexdigest()
    return Result("built", notes=1, digest=digest, content=None if task.target else content)


def batch_of(folder: Path, *, n: int = 2, seconds: float = 60, resume: bool = False) -> Batch:
    return Batch(folder, Settings(), card_templates.load(), Workforce(n), seconds, resume)


def main() -> None:
    import batch_stub  # under the name that the workers know it by

    making.prepare = batch_stub.begin

    def tell(progress: Progress) -> None:
        print(progress.done, flush=True)

    tally: Tally = making.make_packages(
        batch_of(Path(sys.argv[1]), resume=True), Path(sys.argv[2]), tell
    )
    print("end", len(tally.failures), flush=True)


if __name__ == "__main__":
    main()
