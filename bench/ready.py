"""Processes forked from one that has everything imported: a night starts in no time.

A crawl needs a process of its own, since a reactor runs once, and importing what it needs takes
longer than most of the crawls that tests and benchmarks play. What `iom-monitor` itself starts is
started from nothing, and so is every command whose start or signals are looked at.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Mapping
from multiprocessing import connection
from pathlib import Path

_PROCESSES = multiprocessing.get_context("forkserver")
#: Who starts a process asks after all others, too; an exit code can be read only once.
_LOCK = threading.Lock()
_PROCESSES.set_forkserver_preload(["monitor.nightly", "crawler.parsers.page", __name__])


def run(
    target: Callable[..., None], *given: str, timeout: float = 120
) -> subprocess.CompletedProcess[str]:
    """Call a function in such a process, and return its exit code and what it printed.

    It has the caller's folder and environment. Raises subprocess.TimeoutExpired.
    """
    with tempfile.TemporaryDirectory(prefix="iom-monitor-ready-") as name:
        out, errors = Path(name, "out"), Path(name, "errors")
        place = (str(out), str(errors), str(Path.cwd()), dict(os.environ))
        process = _PROCESSES.Process(target=_apart, args=(place, target, given))
        with _LOCK:
            process.start()
        ended = connection.wait([process.sentinel], timeout)
        with _LOCK:
            if not ended:
                process.kill()
            process.join()
        if not ended or process.exitcode is None:
            raise subprocess.TimeoutExpired(given, timeout)
        said = [file.read_text("utf-8", "replace") for file in (out, errors)]
        return subprocess.CompletedProcess(given, process.exitcode, *said)


def command(*words: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run an `iom-monitor` command with these words."""
    return run(_monitor, *words, timeout=timeout)


def _apart(
    place: tuple[str, str, str, Mapping[str, str]],
    target: Callable[..., None],
    given: tuple[str, ...],
) -> None:
    out, errors, folder, environment = place
    for number, name in ((1, out), (2, errors)):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(file, number)
        os.close(file)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    warnings.simplefilter("error", ResourceWarning)
    target(*given)
    gc.collect()


def _monitor(*words: str) -> None:
    from monitor.start import main  # its first lines are about signals

    sys.argv = ["iom-monitor", *words]
    main()
