"""The processor's time that a piece of work takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def least(
    work: Callable[[], object], turns: int, before: Callable[[], object] | None = None
) -> float:
    """Return the least time of some turns, in seconds: that of the one least disturbed.

    `before`: what is done before each turn and not counted.
    """
    times = []
    for _ in range(turns):
        if before:
            before()
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)
