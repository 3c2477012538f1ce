"""A page costs as many statements with 20,000 Items as with 1,000, and about as much time."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from monitor.config import from_table
from monitor.dashboard.app import dashboard
from tests.dashboard.conftest import NOW, browser
from tests.dashboard.many import fill

PAGES = (
    "/", "/items", "/items?source=reposts&state=removed", "/items?edition=zh", "/items?q=移民",
    "/items?q=safe migration", "/items?older=2020-01-02~item00000400", "/items/item00000500",
    "/items/item00000500/compare", "/changes", "/changes?told=tell&source=chinadaily", "/stories",
    "/projects", "/projects?sort=-budget", "/runs", "/runs/run-000010", "/digests", "/digests/7",
    "/feeds", "/metrics", "/items?edition=zh-Hant", "/items?source=reposts&genre=news",
    "/changes?kind=restored", "/changes?kind=moved&told=held", "/items?q=移民 migration",
    "/items?q=migration&state=removed", "/items?q=nowhere",
)  # fmt: skip
#: No page needs more; what it needs is the same for any number of Items.
MOST = 30


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, TestClient]:
    found = {}
    for n in (1_000, 20_000):
        folder = tmp_path_factory.mktemp(f"items-{n}")
        fill(folder / "monitor.sqlite", n)
        config = from_table({"contact": "ops@monitor.example", "data_dir": str(folder)}, "test")
        found[n] = browser(dashboard(config, lambda: NOW))
    return found


@pytest.fixture
def statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_costs_the_same_with_twenty_times_the_items(
    sizes: dict[int, TestClient], statements: list[str], path: str
) -> None:
    issued: dict[int, list[str]] = {}
    took: dict[int, float] = {}
    for n, client in sizes.items():
        statements.clear()
        began = time.perf_counter()
        assert client.get(path).status_code == 200
        took[n] = (time.perf_counter() - began) * 1000
        issued[n] = list(statements)
    print(  # noqa: T201 - times are shown, never judged
        f"{path}: {len(issued[1_000])} statements", {n: f"{ms:.0f} ms" for n, ms in took.items()}
    )
    assert len(issued[20_000]) == len(issued[1_000]) <= MOST


def test_paging_meets_every_item_once(sizes: dict[int, TestClient]) -> None:
    import re

    seen: list[str] = []
    path = "/items?source=reposts"
    while path:
        page = sizes[1_000].get(path).text
        seen += re.findall(r'<td class="main"><a href="/items/(item\d+)', page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        path = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 250
    assert seen == sorted(seen, key=lambda one: (int(one[4:]) // 480, one), reverse=True)
