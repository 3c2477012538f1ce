"""Why a request came to nothing is said in words."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from OpenSSL.SSL import Error as TlsError
from OpenSSL.SSL import SysCallError
from scrapy.exceptions import DownloadFailedError
from twisted.internet.defer import AlreadyCalledError
from twisted.internet.error import ConnectionDone, ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed, ResponseNeverReceived

from crawler.failures import failure_reason
from crawler.run import _is_trouble
from tests.crawler.loopback import Crawled, Reply, Web, listing, well


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


@pytest.mark.parametrize(
    ("kind", "cause", "words"),
    [
        (ResponseNeverReceived, ConnectionDone(), "closed the connection without an answer"),
        (ResponseNeverReceived, ConnectionLost(), "closed the connection without an answer"),
        (ResponseFailed, ConnectionDone(), "the answer broke off"),
        (ResponseFailed, Exception("non-integer status code", b"hello\x1b"), "the answer is no HTTP"),
        (ResponseFailed, ValueError("Value contains non-decimal digits: b'abc'"), "the answer is no HTTP"),
        (ResponseNeverReceived, TlsError([("SSL routines", "", "wrong version number")]), "TLS: wrong version number"),
        (ResponseNeverReceived, TlsError(), "TLS: broken off"),
        (ResponseNeverReceived, SysCallError(-1, "Unexpected EOF"), "TLS: broken off"),
    ],
)  # fmt: skip
def test_a_peer_that_speaks_something_else_is_told_in_words(
    kind: type[ResponseFailed], cause: Exception, words: str
) -> None:
    error = DownloadFailedError("[<twisted.python.failure.Failure …>]")
    error.__cause__ = kind([Failure(cause)])
    assert failure_reason(error) == words


def test_a_link_to_a_port_that_no_host_has_costs_nothing_but_itself(
    web: Web, crawl: Callable[..., Crawled]
) -> None:
    paths = ("/news/one-1", "http://site.example:99999/news/two-2", "/news/three-3")
    told = crawl([well(web, "site", {"/news": listing(*paths)})])["site"]
    assert told["fetched"] >= 2
    assert "ValueError" not in str(told["reason"])
