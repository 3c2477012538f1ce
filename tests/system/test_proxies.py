"""The dashboard and the public part behind nginx and Caddy, configured by the documentation's text."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from lxml import html

from monitor.config import load
from monitor.demo.mailbox import free_port
from storage.archive import Archive
from storage.store import Store
from tests.dashboard.conftest import House, filled
from tests.storage.world import World
from tests.system.proxies import (
    DASHBOARD,
    PASSWORD,
    PUBLIC,
    Proxy,
    caddy,
    nginx,
    program,
    written,
)

pytestmark = [pytest.mark.system, pytest.mark.timeout(180)]

Started = Callable[[Path, str, int, int], AbstractContextManager[Proxy]]
PAGES = ("/", "/items", "/changes", "/stories", "/projects", "/runs", "/digests", "/feeds")
ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Behind:
    """A house, and the proxy before it."""

    house: House
    proxy: Proxy

    def page(self, path: str) -> html.HtmlElement:
        """Return a page of the dashboard, asked for with the password."""
        answer = self.proxy.ask(DASHBOARD + path, password=PASSWORD)
        assert answer.status == 200, path
        return html.fromstring(answer.text)

    def unsubscribed(self) -> bool:
        with closing(sqlite3.connect(self.house.config.database)) as connection:
            query = "SELECT unsubscribed_at FROM recipients WHERE token = ?"
            return connection.execute(query, (self.house.token,)).fetchone()[0] is not None


@pytest.fixture(scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
def started(request: pytest.FixtureRequest) -> Iterator[Behind]:
    proxy_of: Started = request.param
    server = program(proxy_of.__name__) or absent(f"Debian's {proxy_of.__name__} is not installed")
    with tempfile.TemporaryDirectory(prefix="iom-monitor-proxy-") as name:
        folder = Path(name)
        house, dashboard, public = built(folder, f"https://{PUBLIC}")
        with serving(folder / "monitor.toml"), proxy_of(folder, server, dashboard, public) as proxy:
            yield Behind(house, proxy)


@pytest.fixture
def behind(started: Behind) -> Behind:
    """A house with its reader subscribed again."""
    with closing(sqlite3.connect(started.house.config.database)) as connection, connection:
        connection.execute("UPDATE recipients SET unsubscribed_at = NULL")
    return started


def absent(reason: str) -> NoReturn:
    """Skip for a missing package; fail where all of them have to be there."""
    if os.environ.get("SYSTEM_TESTS") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


def built(folder: Path, public_url: str) -> tuple[House, int, int]:
    """Fill a house whose `[web]` is the documentation's; return it and its two ports."""
    (web,) = written("toml")
    dashboard, public = free_port(), free_port()
    assert f'public_url = "https://{PUBLIC}"' in web
    (folder / "monitor.toml").write_text(
        f'contact = "ops@monitor.example"\ndata_dir = "{folder / "data"}"\n'
        + web.replace(f"https://{PUBLIC}", public_url)
        + f'listen = "127.0.0.1:{dashboard}"\npublic_listen = "127.0.0.1:{public}"\n',
        "utf-8",
    )
    config = load(folder / "monitor.toml")
    with Store.open(config.database) as store, Archive(config.archive_dir) as archive:
        return filled(config, World(store, archive)), dashboard, public


class serving:  # noqa: N801 - a context manager, used as a function
    """Run `iom-monitor serve` until the end, first until it says where both parts are."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def __enter__(self) -> None:
        command = [sys.executable, "-m", "monitor", "-c", str(self._config), "serve"]
        log = self._config.with_name("serve.log")
        with log.open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output)
        deadline = time.monotonic() + 60
        while log.read_text("utf-8").count("http://127.0.0.1:") < 2:
            assert self._process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < deadline, log.read_text("utf-8")
            time.sleep(0.1)

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)


def test_the_dashboard_asks_for_a_password(behind: Behind) -> None:
    without = behind.proxy.ask(f"{DASHBOARD}/")
    assert without.status == 401
    assert without.headers["www-authenticate"].startswith("Basic ")
    assert behind.proxy.ask(f"{DASHBOARD}/items", password="another").status == 401
    assert behind.proxy.ask(f"{DASHBOARD}/static/style.css").status == 401
    assert behind.page("/").xpath("string(//h1)") == "Overview"


def test_another_sites_name_is_not_served(behind: Behind) -> None:
    answer = behind.proxy.ask("rebound.example/", password=PASSWORD, shown=DASHBOARD)
    assert "Overview" not in answer.text
    answer = behind.proxy.ask("rebound.example/feeds/en.atom", shown=PUBLIC)
    assert "feed en.atom" not in answer.text


def test_every_link_and_file_of_a_page_leads_somewhere_on_the_same_site(behind: Behind) -> None:
    links: set[str] = set()
    for path in (*PAGES, f"/items/{behind.house.bilingual}", f"/runs/{behind.house.run}"):
        found = behind.page(path).xpath("//a/@href | //link/@href | //iframe/@src | //form/@action")
        links |= {link for link in found if link.startswith("/")}
    assert {"/static/style.css", "/static/icon.svg", "/projects.csv"} <= links
    for link in sorted(links):
        assert behind.proxy.ask(DASHBOARD + link, password=PASSWORD).status == 200, link


def test_the_answers_keep_their_protection(behind: Behind) -> None:
    headers = behind.proxy.ask(f"{DASHBOARD}/", password=PASSWORD).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"


def test_the_public_part_has_no_password_and_nothing_of_the_dashboard(behind: Behind) -> None:
    ask = behind.proxy.ask
    assert ask(f"{PUBLIC}/feeds/en.atom").text == "feed en.atom"
    assert ask(f"{PUBLIC}/digest/{behind.house.key}").status == 200
    for path in ("/", "/items", "/metrics", "/runs", "/digests/1", "/projects.csv"):
        assert ask(PUBLIC + path).status == 404, path


def test_a_reader_unsubscribes_through_the_proxy(behind: Behind) -> None:
    address = f"{PUBLIC}/unsubscribe/{behind.house.token}"
    shown = html.fromstring(behind.proxy.ask(address).text)
    (sheet,) = shown.xpath("//link[@rel='stylesheet']/@href")
    assert behind.proxy.ask(PUBLIC + sheet).headers["content-type"].startswith("text/css")
    assert not behind.unsubscribed()
    assert behind.proxy.ask(address, "POST", "x=y").status == 400
    assert not behind.unsubscribed()
    assert behind.proxy.ask(address, "POST", ONE_CLICK).status == 200
    assert behind.unsubscribed()


def test_what_is_too_large_or_too_odd_is_refused(behind: Behind) -> None:
    address = f"{PUBLIC}/unsubscribe/{behind.house.token}"
    assert behind.proxy.ask(address, "POST", "x" * 9000).status in (400, 413)
    assert behind.proxy.ask(address, "DELETE").status == 405
    assert behind.proxy.ask(f"{DASHBOARD}/", "POST", "x", password=PASSWORD).status == 405
    assert not behind.unsubscribed()


def test_no_secret_link_stands_in_the_proxys_log(behind: Behind) -> None:
    behind.proxy.ask(f"{DASHBOARD}/items?q=seen", password=PASSWORD)
    for body in (ONE_CLICK, "x" * 9000):
        behind.proxy.ask(f"{PUBLIC}/unsubscribe/{behind.house.token}", "POST", body)
    said = "".join(file.read_text("utf-8") for file in behind.proxy.folder.glob("*.log"))
    assert behind.house.token not in said


def test_below_a_folder_of_another_site() -> None:
    server = program("nginx") or absent("Debian's nginx is not installed")
    with tempfile.TemporaryDirectory(prefix="iom-monitor-proxy-") as name:
        folder = Path(name)
        site = "https://www.example.org/iom-news"
        house, dashboard, public = built(folder, site)
        with (
            serving(folder / "monitor.toml"),
            nginx(folder, server, dashboard, public) as proxy,
        ):
            address = f"www.example.org/iom-news/unsubscribe/{house.token}"
            shown = html.fromstring(proxy.ask(address).text)
            links = shown.xpath("//link/@href")
            assert len(links) == 2
            for link in links:
                assert urlsplit(link).path.startswith("/iom-news/")
                assert proxy.ask(f"www.example.org{link}").status == 200
            assert proxy.ask(address, "POST", ONE_CLICK).status == 200
            assert Behind(house, proxy).unsubscribed()
            assert proxy.ask("www.example.org/iom-news/feeds/en.atom").text == "feed en.atom"
            assert proxy.ask("www.example.org/iom-news/items").status == 404
