"""What a scheduler has every worker do once, those too that join later in the place of others."""

from distributed import Worker, WorkerPlugin

from shengci.batch.records import Plan
from shengci.batch.working import forget, prepare


class Preparation(WorkerPlugin):
    """Tells a worker the plan of a run and has it load the tables, before its first article."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.name = f"shengci-{plan.key}"

    def setup(self, worker: Worker) -> None:
        """Prepare the worker."""
        prepare(self.plan)

    def teardown(self, worker: Worker) -> None:
        """Forget the plan: the run is over."""
        forget(self.plan.key)
