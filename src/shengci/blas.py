"""numpy's threads: none of its own, for a program whose matrices are small and whose processes are many."""

import os

# OpenBLAS, OpenMP, Intel's and Apple's libraries; each reads its own when numpy is first imported.
_SETTINGS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)


def hold_to_one_thread() -> None:
    """Let numpy multiply on the thread that asks, here and in processes begun from here, unless the user says otherwise.

    It must come before numpy is imported. With a thread a core each product of our size waits for the last of
    them: pairing an article took twice as long on two cores.
    """
    for name in _SETTINGS:
        os.environ.setdefault(name, "1")
