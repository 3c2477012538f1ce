"""The dashboard over a database made by the demo, in real headless Chromium."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import pytest

from monitor.config import Config, load
from monitor.demo.play import play

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

HERE = Path(__file__).parent
#: Chromium by itself: no first run, no updates, no calls home.
FLAGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = "axe-core@4.11.0"


@dataclass
class Served:
    """The demo's database, and both listeners."""

    config: Config
    dashboard: str
    public: str
    ids: dict[str, str] = field(default_factory=dict)

    def ask(self, query: str) -> str:
        with closing(sqlite3.connect(self.config.database)) as connection:
            return str(connection.execute(query).fetchone()[0])


def lacking(reason: str) -> NoReturn:
    if os.environ.get("SYSTEM_TESTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def chromium() -> str:
    return (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or lacking("Debian's chromium is not installed")
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    chromium()
    folder = tmp_path_factory.mktemp("demo")
    play(folder)
    config = load(folder / "monitor.toml")
    # The public address is http here: no certificate for a test on this machine.
    web = config.web.model_copy(
        update={
            "listen": "127.0.0.1:0",
            "public_listen": "127.0.0.1:0",
            "public_url": "http://127.0.0.1",
        }
    )
    with serving(config.model_copy(update={"web": web})) as running:
        running.ids = {
            "ITEM": running.ask(
                "SELECT v.item_id FROM versions v JOIN search_entries e ON e.item_id = v.item_id"
                " JOIN changes c ON c.after_id = v.id WHERE v.number > 1 AND e.language = 'zh-Hans'"
                " AND c.reason LIKE '%body%'"
            ),
            "PROJECT": running.ask(
                "SELECT item_id FROM versions JOIN items ON items.id = item_id"
                " WHERE number > 1 AND genre = 'project'"
            ),
            "RUN": running.ask("SELECT name FROM runs WHERE exit_code = 3"),
            "CAPTURE": running.ask("SELECT capture_id FROM records WHERE NOT understood LIMIT 1"),
        }
        yield running


@contextmanager
def serving(config: Config) -> Iterator[Served]:
    """Serve both listeners in a thread."""
    import asyncio

    from monitor.dashboard import serve

    with serve.bound(config) as found:
        loop = asyncio.new_event_loop()
        servers = [serve.server(listener) for listener in found]

        async def both() -> None:
            await asyncio.gather(
                *(
                    one.serve([listener.sock])
                    for one, listener in zip(servers, found, strict=True)
                    if listener.sock
                )
            )

        thread = threading.Thread(target=lambda: loop.run_until_complete(both()))
        thread.start()
        try:
            yield Served(config, found[0].url.rstrip("/"), found[1].url.rstrip("/"))
        finally:
            for one in servers:
                one.should_exit = True
            thread.join()
            loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A page that remembers every complaint of the console and every request elsewhere."""
    with closing(browser.new_context(viewport={"width": 1280, "height": 900})) as context:
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith("http://127.0.0.1")
                or page.complaints.append(f"asked for {request.url}")
            ),
        )
        yield page


@pytest.fixture(scope="module")
def axe() -> str:
    """Return axe-core's source, fetched once from the npm registry into a folder git ignores."""
    script = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        npm = shutil.which("npm") or lacking("npm is not installed: axe-core cannot be fetched")
        done = subprocess.run(
            [npm, "install", "--prefix", str(HERE), "--no-save", "--no-package-lock",
             "--ignore-scripts", "--no-audit", "--no-fund", AXE],
            capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip
        if done.returncode != 0:
            lacking(f"npm could not fetch {AXE}: {done.stderr[-300:]}")
    return script.read_text(encoding="utf-8")


PATHS = (
    "/", "/items", "/items?q=移民", "/items?genre=project&state=present", "/items/ITEM",
    "/items/PROJECT", "/items/ITEM/compare", "/items/PROJECT/compare?old=1&new=2",
    "/captures/CAPTURE", "/captures/1", "/changes", "/changes?told=tell", "/stories",
    "/projects", "/projects?sort=-budget", "/runs", "/runs/RUN", "/runs/RUN?level=debug",
    "/digests", "/digests/1", "/digests/3", "/feeds",
)  # fmt: skip


OUTLINE = """(() => {
    const style = getComputedStyle(document.activeElement);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor,
            getComputedStyle(document.body).backgroundColor];
})()"""
FOCUSED = "document.activeElement.outerHTML.slice(0, 200)"


def there(served: Served, path: str) -> str:
    for name, value in served.ids.items():
        path = path.replace(name, value)
    return served.dashboard + path


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_loads_without_a_complaint(
    served: Served, tab: Any, path: str, language: str
) -> None:
    sign = "&" if "?" in path else "?"
    answer = tab.goto(f"{there(served, path)}{sign}lang={language}")
    assert answer.status == 200
    assert tab.locator("h1").count() == 1
    assert tab.complaints == []
    assert tab.evaluate("getComputedStyle(document.querySelector('.top')).borderTopColor") == (
        "rgb(0, 51, 160)"
    )


@pytest.mark.parametrize("width", [360, 820])
@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_its_screen(
    served: Served, browser: Any, path: str, width: int
) -> None:
    with closing(browser.new_context(viewport={"width": width, "height": 740})) as context:
        page = context.new_page()
        page.goto(there(served, path))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_no_serious_violation(
    served: Served, browser: Any, axe: str, path: str, scheme: str
) -> None:
    # The page's own policy forbids every script, axe's too.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    with closing(context):
        page = context.new_page()
        page.goto(there(served, path))
        page.add_script_tag(content=axe)
        # The frames hold other people's markup, and a mail's: they are looked at elsewhere.
        found = page.evaluate("axe.run(document, {iframes: false})")
        serious = [
            (one["id"], [node["html"][:200] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []


@pytest.mark.parametrize(
    ("words", "language"),
    [("移民", "zh"), ("统计 培训", "zh"), ("Beijing", "en"), ("migration data", "en")],
)
def test_search_finds_in_both_languages(
    served: Served, tab: Any, words: str, language: str
) -> None:
    tab.goto(f"{served.dashboard}/?lang={language}")
    tab.get_by_role("search").get_by_role("searchbox").fill(words)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/items?**")
    rows = tab.locator("table.list tbody tr")
    assert rows.count() > 0
    assert all(
        any(word.lower() in text.lower() for word in words.split())
        for text in tab.locator("mark").all_inner_texts()
    )
    rows.first.get_by_role("link").first.click()
    assert tab.locator("h1").inner_text()
    assert tab.locator("html").get_attribute("lang") == ("zh-Hans" if language == "zh" else "en")
    assert tab.complaints == []


def test_two_versions_are_compared(served: Served, tab: Any) -> None:
    tab.goto(there(served, "/items/ITEM"))
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url("**/compare?old=1&new=2")
    gone = tab.locator(".diff [lang^=zh] del").all_inner_texts()
    come = tab.locator(".diff [lang^=zh] ins").all_inner_texts()
    assert gone
    assert come
    assert gone != come
    tab.get_by_label("From").select_option("2")
    tab.get_by_label("To").select_option("1")
    tab.get_by_role("button", name="Compare").click()
    tab.wait_for_url("**/compare?old=2&new=1")
    assert tab.locator(".diff [lang^=zh] ins").all_inner_texts() == gone


def test_the_archived_page_shows_its_text_and_runs_nothing(served: Served, tab: Any) -> None:
    tab.goto(there(served, "/captures/1"))
    frame = tab.frame_locator("iframe")
    assert len(frame.locator("body").inner_text()) > 100
    assert frame.locator("script, img, link, iframe, form, [href], [src]").count() == 0
    assert tab.complaints == []


def test_the_keyboard_reaches_the_content_first(served: Served, tab: Any) -> None:
    tab.goto(served.dashboard)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_has_the_focus_is_seen(served: Served, browser: Any, scheme: str) -> None:
    with closing(browser.new_context(color_scheme=scheme)) as context:
        page = context.new_page()
        for path in ("/", "/items", "/items/ITEM"):
            page.goto(there(served, path))
            for _ in range(16):
                page.keyboard.press("Tab")
                style, width, colour, ground = page.evaluate(OUTLINE)
                assert (style, width) == ("solid", "3px"), page.evaluate(FOCUSED)
                assert colour != ground


def test_numbers_stand_below_each_other(served: Served, tab: Any) -> None:
    for path in ("/", "/items", "/projects", "/runs", "/runs/RUN", "/digests"):
        tab.goto(there(served, path))
        numbers = "[...document.querySelectorAll('.num')].map(x => getComputedStyle(x).textAlign)"
        assert set(tab.evaluate(numbers)) == {"right"}, path


def test_paper_has_the_content_and_no_controls(served: Served, tab: Any) -> None:
    tab.emulate_media(media="print")
    tab.goto(there(served, "/items/ITEM"))
    assert tab.locator("h1").is_visible()
    assert tab.locator(".pair").first.is_visible()
    for control in ("nav", ".find", ".lang", ".filters"):
        assert all(not one.is_visible() for one in tab.locator(control).all()), control


def test_the_overview_begins_with_whether_all_is_well(served: Served, tab: Any) -> None:
    tab.goto(f"{served.dashboard}/?lang=en")
    # The demo's nights lie in its own past or future: what the verdict says depends on the clock.
    verdict = tab.locator("h1 + .verdict")
    assert verdict.inner_text().startswith(("All is well.", "Somebody should look."))
    assert verdict.bounding_box()["y"] < 200


def test_the_language_is_switched_and_kept(served: Served, tab: Any) -> None:
    tab.goto(f"{served.dashboard}/items?q=migration")
    tab.get_by_role("link", name="中文").click()
    assert tab.locator("h1").inner_text() == "条目"
    tab.get_by_role("link", name="项目", exact=True).first.click()
    assert tab.locator("h1").inner_text() == "项目"


def test_projects_sort_by_budget(served: Served, tab: Any) -> None:
    tab.goto(f"{served.dashboard}/projects")
    tab.get_by_role("link", name="Budget", exact=True).click()
    tab.get_by_role("link", name="Budget ↑").or_(
        tab.get_by_role("link", name="Budget")
    ).first.click()
    cells = tab.locator("td[data-label='Budget']").all_inner_texts()
    amounts = [int(cell.split()[-1].replace(",", "")) for cell in cells if cell != "–"]
    assert amounts == sorted(amounts, reverse=True)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="all as CSV").click()
    assert download.value.suggested_filename == "projects.csv"


def test_a_reader_unsubscribes(served: Served, tab: Any) -> None:
    token = served.ask("SELECT token FROM recipients ORDER BY id LIMIT 1")
    column = "SELECT unsubscribed_at IS NOT NULL FROM recipients ORDER BY id LIMIT 1"
    tab.goto(f"{served.public}/unsubscribe/{token}")
    assert served.ask(column) == "0"
    tab.get_by_role("button").click()
    assert tab.locator("h1").inner_text() == "You will get no more mail"
    assert served.ask(column) == "1"
    assert tab.complaints == []


def test_a_digest_opens_by_its_link(served: Served, tab: Any) -> None:
    key = served.ask(
        "SELECT substr(message_id, 2, 32) FROM digests WHERE recipient_id IS NOT NULL LIMIT 1"
    )
    assert tab.goto(f"{served.public}/digest/{key}").status == 200
    assert tab.locator("h1").count() == 1
    assert tab.complaints == []


@pytest.mark.parametrize(
    "path", ["/", "/items", "/runs", "/metrics", "/digests/1", "/projects.csv"]
)
def test_the_public_listener_refuses_the_rest(served: Served, tab: Any, path: str) -> None:
    assert tab.goto(served.public + path).status == 404
    assert tab.locator("h1").inner_text() == "There is nothing here"
