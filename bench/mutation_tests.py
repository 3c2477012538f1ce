"""Tests one mutant after the other in forks of a warm pytest whose caches are emptied.

`python -m bench.mutation_tests ORDER RESULTS` within `mutants/`; ORDER: names of mutants, one a
line. Each test runs once without a mutant, which shows what functions it reaches and how long it
takes; a mutant then meets those that reach it, until one fails: first those that killed others of
its function, then the quickest. RESULTS grows by one JSON line a mutant.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest
from mutmut.mutation import trampoline

#: A mutant that takes so many times the time of the tests it meets, and then some, loops.
_PATIENCE, _GRACE = 10, 5
#: Examples of a property: a mutant that only a rare one shows wants a test with a name.
_EXAMPLES = 25
#: More than any test needs; a mutant that eats more has run away.
_MEMORY = 6 << 30
#: How a fork ends: no test noticed, one did.
_ALIVE, _KILLED = 0, 1
_OURS = ("alerts.", "storage.", "crawler.", "monitor.", "bench.", "tests.")


class Campaign:
    """A plugin that takes the place of pytest's own loop."""

    def __init__(self, names: Sequence[str], results: Path, children: int) -> None:
        """Test the mutants of these names, so many at once."""
        self.names = names
        self.results = results
        self.children = children
        self.failed = False
        #: In a fork: where to say which test failed.
        self.writer: int | None = None
        self.seconds: dict[str, float] = {}
        self.reaching: dict[str, set[str]] = defaultdict(set)
        #: How many mutants of a function each test has killed: the likeliest goes first.
        self.kills: Counter[tuple[str, str]] = Counter()

    def pytest_configure(self) -> None:
        """Let every mutant meet the same few examples; nobody reads the smallest one."""
        from hypothesis import Phase, settings  # after pytest, which rewrites its plugin

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutation",
            max_examples=_EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=phases,
        )
        settings.load_profile("mutation")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """In a fork the first failure is the last thing that happens; nobody reads its report."""
        error = call.excinfo.value if call.excinfo else None
        if self.writer is not None and error and not isinstance(error, pytest.skip.Exception):
            os.write(self.writer, item.nodeid.encode())
            os._exit(_KILLED)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Notice when a test fails without any mutant."""
        self.failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test unhurt, then every mutant's."""
        for item in session.items:
            self._unhurt(item)
        if self.failed:
            session.testsfailed = 1
            return True
        gc.collect()
        gc.freeze()
        running: dict[int, tuple[str, float, int]] = {}
        for name in self.names:
            while len(running) >= self.children:
                self._reap(running)
            items = [item for item in session.items if self._meets(name, item)]
            items.sort(
                key=lambda item: (-self.kills[_at(name), item.nodeid], self.seconds[item.nodeid])
            )
            if items:
                self._start(name, items, running)
            else:
                self._write(name, "not reached", 0.0, "")
        while running:
            self._reap(running)
        return True

    def _unhurt(self, item: pytest.Item) -> None:
        _forget()
        reached: set[str] = set()
        trampoline.record_trampoline_hit = lambda name, caller=None: reached.add(name)  # noqa: ARG005
        trampoline.set_mutant_under_test("stats")
        started = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        self.seconds[item.nodeid] = time.process_time() - started
        for function in reached:
            self.reaching[function].add(item.nodeid)

    def _meets(self, name: str, item: pytest.Item) -> bool:
        if ":" in name:  # a constant: whatever runs its module's code
            module = name.partition(":")[0] + "."
            return any(
                item.nodeid in tests for at, tests in self.reaching.items() if at.startswith(module)
            )
        return item.nodeid in self.reaching.get(_at(name), ())

    def _start(
        self, name: str, items: Sequence[pytest.Item], running: dict[int, tuple[str, float, int]]
    ) -> None:
        reader, writer = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writer)
            running[pid] = (name, time.monotonic(), reader)
            return
        os.close(reader)
        seconds = int(_PATIENCE * sum(self.seconds[one.nodeid] for one in items)) + _GRACE
        _settle(seconds)
        self.writer = writer
        _forget()
        _break(name)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        os._exit(_ALIVE)

    def _reap(self, running: dict[int, tuple[str, float, int]]) -> None:
        pid, status = os.wait()
        name, started, reader = running.pop(pid)
        with os.fdopen(reader, encoding="utf-8") as said:
            killer = said.read()
        code = os.waitstatus_to_exitcode(status)
        if code == _ALIVE:
            verdict = "alive"
        else:
            looped = code in {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGALRM}
            verdict = "timeout" if looped else "killed"
        self.kills[_at(name), killer] += 1
        self._write(name, verdict, time.monotonic() - started, killer)

    def _write(self, name: str, verdict: str, seconds: float, killer: str) -> None:
        line = {"name": name, "verdict": verdict, "seconds": round(seconds, 2), "by": killer}
        with self.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _at(name: str) -> str:
    """Return the function, or the constant, that a mutant changes."""
    return name.partition("__mutmut_")[0].partition("=")[0]


def _settle(seconds: int) -> None:
    """Give a fork its limits, and nothing to print to."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(seconds * 10)  # one that sleeps uses no time; other work shares the cores


def _forget() -> None:
    """Empty every cache: what it keeps is the answer of other code."""
    for module in _modules():
        for value in vars(module).values():
            clear = getattr(value, "cache_clear", None)
            if callable(clear):
                clear()


def _break(name: str) -> None:
    """Let the mutant take its place."""
    # Functions ask at every call; the environment answers slowly.
    trampoline.get_mutant_under_test = lambda: name
    if ":" not in name:
        return
    module, _, assignment = name.partition(":")
    constant, _, text = assignment.partition("=")
    old = getattr(sys.modules[module], constant)
    new = type(old)(float(text))
    for one in [sys.modules[module]] if constant.startswith("_") else _modules():
        if vars(one).get(constant) == old:
            setattr(one, constant, new)


def _modules() -> list[ModuleType]:
    return [module for name, module in list(sys.modules.items()) if name.startswith(_OURS)]


def main() -> int:
    """Return 1 when the tests fail without any mutant."""
    order, results, children, *tests = sys.argv[1:]
    names = Path(order).read_text(encoding="utf-8").split("\n")
    campaign = Campaign([one for one in names if one], Path(results), int(children))
    # Explaining what differs in two long texts takes longer than the test.
    options = ["-q", "--assert=plain", "-p", "no:cacheprovider", "-o", "timeout=0"]
    folder = ["--basetemp", "pytest-tmp"]
    return int(pytest.main([*options, *folder, *tests], plugins=[campaign]))


if __name__ == "__main__":
    sys.exit(main())
