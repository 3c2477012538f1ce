"""Scrapy's own command line finds the spiders, and says what it is not for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crawler.sources import SOURCES
from tests.crawler.loopback import Web, article

ROOT = Path(__file__).parents[2]


def scrapy(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_scrapy_lists_every_source() -> None:
    assert scrapy("list").stdout.split() == sorted(SOURCES)


def test_scrapy_crawl_names_the_command_that_is_meant() -> None:
    said = scrapy("crawl", "iom_news")
    assert said.returncode == 2
    assert "iom-monitor check iom_news" in said.stdout + said.stderr
    assert "Traceback" not in said.stdout + said.stderr


def test_scrapy_shell_fetches_a_page(web: Web) -> None:
    web.site("127.0.0.1", {"/news/one-1": article("One")})
    url = f"http://127.0.0.1:{web.port}/news/one-1"
    shown = scrapy("shell", "--nolog", url, "-c", "response.css('h1::text').get()")
    assert shown.stdout.strip().splitlines()[-1] == "One", shown.stderr
