"""Pictures of every page of the dashboard over a database made by the demo.

`python bench/dashboard_pictures.py [--folder screenshots]`; `bench/screenshots.py` calls it too.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from monitor.config import Config, load  # noqa: E402 - the checkout first
from monitor.dashboard.serve import bound, server  # noqa: E402
from monitor.demo.play import play  # noqa: E402

SIZES = {"desktop": (1280, 860), "phone": (390, 844)}
FLAGS = "--no-sandbox --headless --disable-gpu --no-first-run --disable-background-networking"
#: Name of the picture → path; capitals are looked up in the database.
PAGES = {
    "overview": "/", "items": "/items", "search": "/items?q=移民", "item": "/items/ITEM",
    "project": "/items/PROJECT", "compare": "/items/ITEM/compare", "capture": "/captures/1",
    "changes": "/changes", "stories": "/stories", "projects": "/projects", "runs": "/runs",
    "run": "/runs/RUN", "digests": "/digests", "digest": "/digests/3", "feeds": "/feeds",
    "missing": "/nothing",
}  # fmt: skip
_LOOKED_UP = {
    "ITEM": "SELECT item_id FROM changes WHERE kinds = '[\"updated\"]' AND reason LIKE '%body%'",
    "PROJECT": "SELECT item_id FROM changes WHERE kinds = '[\"fields-changed\"]'",
    "RUN": "SELECT name FROM runs WHERE exit_code = 3 ORDER BY id DESC",
    "TOKEN": "SELECT token FROM recipients",
}


@contextmanager
def serving(config: Config) -> Iterator[tuple[str, str]]:
    """Give the addresses of the dashboard and the public part, served in a thread."""
    web = config.web.model_copy(
        update={
            "listen": "127.0.0.1:0",
            "public_listen": "127.0.0.1:0",
            "public_url": "http://127.0.0.1",
        }
    )
    with bound(config.model_copy(update={"web": web})) as found:
        servers = [server(listener) for listener in found]

        async def both() -> None:
            pairs = zip(servers, found, strict=True)
            await asyncio.gather(*(one.serve([at.sock]) for one, at in pairs if at.sock))

        thread = threading.Thread(target=asyncio.run, args=(both(),))
        thread.start()
        try:
            yield found[0].url.rstrip("/"), found[1].url.rstrip("/")
        finally:
            for one in servers:
                one.should_exit = True
            thread.join()


def pictures(folder: Path, config: Config) -> int:
    """Take a picture of each page: two languages, light and dark, wide and phone."""
    from playwright.sync_api import sync_playwright

    with closing(sqlite3.connect(config.database)) as connection:
        found = {
            name: str(connection.execute(sql).fetchone()[0]) for name, sql in _LOOKED_UP.items()
        }
    taken = 0
    with serving(config) as (dashboard, public), sync_playwright() as playwright:
        pages = {name: dashboard + _filled(path, found) for name, path in PAGES.items()}
        pages["unsubscribe"] = f"{public}/unsubscribe/{found['TOKEN']}"
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or shutil.which("chromium-browser"),
            args=FLAGS.split(),
        )
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme
                )
                for language in ("en", "zh"):
                    for name, address in pages.items():
                        page = context.new_page()
                        page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
                        file = folder / f"dashboard-{name}-{language}-{size}-{scheme}.png"
                        page.screenshot(path=file, full_page=True)
                        page.close()
                        taken += 1
                context.close()
        browser.close()
    return taken


def _filled(path: str, found: dict[str, str]) -> str:
    for name, value in found.items():
        path = path.replace(name, value)
    return path


def take(folder: Path) -> None:
    """Play the demo in a temporary folder and take every picture of it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        play(Path(made))
        taken = pictures(folder, load(Path(made) / "monitor.toml"))
    print(f"dashboard: {taken} pictures in {folder}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "screenshots")
    take(parser.parse_args().folder)
