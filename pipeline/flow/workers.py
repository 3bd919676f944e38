"""Several tasks at once, each in a process of its own: what they give comes back in the order of the tasks."""

import multiprocessing
from collections.abc import Callable, Sequence
from typing import Any

Task = Callable[[], Any]
TASKS: list[Task] = []
"""What the processes inherit when they are forked: nothing that a task needs has to be sent."""


def done(tasks: Sequence[Task], jobs: int) -> list[Any]:
    """Run tasks in up to so many processes → their results, which must be plain values.

    Where processes can't be forked (Windows), or there is nothing to gain, the tasks run here, one after another.
    """
    if min(jobs, len(tasks)) < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004 - one process is this one
        return [task() for task in tasks]
    TASKS[:] = tasks
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, len(tasks))) as pool:
            return pool.map(_run, range(len(tasks)), chunksize=1)
    finally:
        TASKS.clear()


def _run(number: int) -> Any:
    return TASKS[number]()
