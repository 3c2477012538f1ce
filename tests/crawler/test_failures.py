"""Why a request came to nothing is said in words."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from twisted.internet.defer import AlreadyCalledError

from crawler.run import _is_trouble
from tests.crawler.loopback import Crawled, Reply, Web, well


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_an_answer_that_is_not_compressed_as_it_says(
    web: Web, crawl: Callable[..., Crawled], coding: str
) -> None:
    wrong = Reply("<p>garbage</p>", headers={"Content-Encoding": coding})
    told = crawl([well(web, "site", {"/news/two-2": wrong})])["site"]
    assert told["reason"] == (
        "1 pages failed: https://site.example/news/two-2: not compressed as it says"
    )


@pytest.mark.parametrize(
    ("error", "shown"), [(AlreadyCalledError(), False), (ZeroDivisionError(), True)]
)
def test_a_timer_that_rings_too_late_is_no_traceback(error: Exception, *, shown: bool) -> None:
    cause = (type(error), error, None)
    record = logging.LogRecord("twisted", logging.CRITICAL, __file__, 1, "while …", (), cause)
    assert _is_trouble(record) == shown
