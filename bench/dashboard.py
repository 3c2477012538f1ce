"""What each page of the dashboard, with each filter it offers, costs as items grow in number.

`python -m bench.dashboard [--items 100000] [--filters 2]`: two databases are made, one of 1,000
items, and both are asked for the same page in turns. Prints the statements, the median times and
their ratio; marks what takes more than three times as long. Exits 1 when a page issues another
number of statements with more items: time is printed and decides nothing. It is the processor's,
so that a busy machine measures the same: on an idle one nobody waits for anything else.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import unquote_plus, urlencode

from sqlalchemy import Engine, event

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Starlette would rather have httpx2
    from starlette.testclient import TestClient

from monitor.config import from_table
from monitor.dashboard.app import dashboard
from monitor.dashboard.pages.changes import KINDS, TELLINGS
from monitor.dashboard.pages.items import LANGUAGES, STATES
from monitor.dashboard.pages.projects import SORTS
from storage.types import GENRES
from tests.dashboard.conftest import NOW, browser
from tests.dashboard.many import SOURCES, fill

FEW = 1_000
#: The issue's own measure.
MOST = 3.0
#: Turns; a page that looks slow is asked again so many more times before it counts as slow.
TURNS, MORE = 5, 15
#: Pages without filters; the numbers are of what both databases have.
PAGES = (
    "/", "/items", "/items?older=2020-01-02~item00000400", "/items?newer=2020-01-01~item00000100",
    "/items/item00000500", "/items/item00000500?v=1", "/items/item00000500/compare", "/changes",
    "/changes?older=900", "/stories", "/stories?older=100", "/projects", "/runs", "/runs?older=40",
    "/runs/run-000010", "/runs/run-000010?level=debug", "/digests", "/digests?older=40",
    "/digests/7", "/feeds", "/metrics", "/items/none",
)  # fmt: skip
#: In every text; in a few; in one; beginnings; together nowhere; a phrase; nowhere; nothing.
WORDS = (
    "移民", "safe migration", "第500号", "event 77", "移", "m", "migrat", "移民 migration",
    "国际移民组织", "nowhere", "*",
)  # fmt: skip


@dataclass
class Cost:
    """What one page took in one database."""

    statements: int
    times: list[float]

    @property
    def ms(self) -> float:
        """The median time."""
        return median(self.times) * 1000


def pages(at_once: int) -> Iterator[str]:
    """Yield each page's address, with each combination of up to so many filters at once."""
    yield from PAGES
    yield from (f"/projects?sort={sign}{sort}" for sort in SORTS for sign in ("", "-"))
    of_items = {
        "source": tuple(SOURCES), "genre": GENRES, "edition": LANGUAGES, "state": STATES,
        "q": WORDS,
    }  # fmt: skip
    of_changes = {"source": tuple(SOURCES), "kind": KINDS, "told": TELLINGS}
    for path, filters in (("/items", of_items), ("/changes", of_changes)):
        for n in range(1, min(at_once, len(filters)) + 1):
            for names in itertools.combinations(filters, n):
                for values in itertools.product(*(filters[name] for name in names)):
                    yield f"{path}?{urlencode(dict(zip(names, values, strict=True)))}"


def measured(clients: Sequence[TestClient], path: str, statements: list[str]) -> list[Cost]:
    """Return what the page costs in each database, asked in turns."""
    found = [Cost(0, []) for _ in clients]

    def turn() -> None:
        for client, cost in zip(clients, found, strict=True):
            statements.clear()
            began = time.process_time()
            client.get(path)
            cost.times.append(time.process_time() - began)
            cost.statements = len(statements)

    turn()
    for cost in found:
        cost.times.clear()  # the first turn reads templates and the disk
    for _ in range(TURNS):
        turn()
    if found[1].ms > MOST * found[0].ms:
        for _ in range(MORE):
            turn()
    return found


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="databases made before, or a place for them")
    parser.add_argument("--filters", type=int, default=2, help="filters combined, at most 5")
    chosen = parser.parse_args()
    statements: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *seen: statements.append(seen[2]))
    with tempfile.TemporaryDirectory() as made:
        clients = [client(chosen.folder or Path(made), n) for n in (FEW, chosen.items)]
        print(f"{'page':<62} {'statements':>10} {FEW:>9,} {chosen.items:>9,} {'ratio':>6}")
        costs = []
        for path in pages(chosen.filters):
            costs.append(measured(clients, path, statements))
            print(row(path, *costs[-1]), flush=True)
    return summed(costs)


def client(folder: Path, n: int) -> TestClient:
    """Return a browser of the dashboard over so many items."""
    home = folder / str(n)
    if not home.exists():
        home.mkdir(parents=True)
        fill(home / "monitor.sqlite", n)
    settings = {"contact": "ops@monitor.example", "data_dir": str(home)}
    return browser(dashboard(from_table(settings, "bench"), lambda: NOW))


def is_slow(few: Cost, many: Cost) -> bool:
    """Return whether a page takes longer than it should."""
    return many.ms > MOST * few.ms


def row(path: str, few: Cost, many: Cost) -> str:
    """Return one line of the table."""
    same = few.statements == many.statements
    said = str(many.statements) if same else f"{few.statements}→{many.statements}"
    mark = "" if same and not is_slow(few, many) else "  ←"
    times = f"{few.ms:>6.1f} ms {many.ms:>6.1f} ms {many.ms / few.ms:>5.1f}×"
    return f"{unquote_plus(path):<62} {said:>10} {times}{mark}"


def summed(costs: Sequence[list[Cost]]) -> int:
    """Print what all of it comes to; return the exit code."""
    ratios = [many.ms / few.ms for few, many in costs]
    most = max(many.statements for _, many in costs)
    slow = sum(is_slow(few, many) for few, many in costs)
    growing = sum(few.statements != many.statements for few, many in costs)
    print(f"{len(costs)} addresses, at most {most} statements each")
    print(f"ratio: median {median(ratios):.1f}, highest {max(ratios):.1f}")
    print(f"more than {MOST}×: {slow}; another number of statements: {growing}")
    return 1 if growing else 0


if __name__ == "__main__":
    sys.exit(main())
