from __future__ import annotations

import pytest

from crawler.health import ListingMet, Met, refusal, status
from storage.types import SourceRunStatus

URL = "https://site.example/news"
FOUND = ListingMet(URL, "found", found=10)
DOWN = ListingMet(URL, "failed", "answered 503 Service Unavailable")
MAYBE = ListingMet("https://site.example/rss", "failed", "answered 404 Not Found", optional=True)
EMPTY = ListingMet(URL, "empty")
BLANK = ListingMet(URL, "not-understood", "no item links; the page shows 'Maintenance'")
WALL = ListingMet(URL, "blocked", "answered 403 Forbidden")


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (Met((FOUND,), understood=10), "ok"),
        (Met((FOUND,)), "ok"),  # nothing new and nothing due
        (Met((FOUND, MAYBE), understood=1), "ok"),
        (Met((FOUND, EMPTY), understood=1), "ok"),
        (Met((FOUND, DOWN), understood=1), "partial"),
        (Met((DOWN,), understood=3), "partial"),  # known pages answer, the listing does not
        (Met((FOUND,), understood=9, failed=("a",)), "partial"),
        (Met((FOUND,), understood=9, blocked=("a",)), "partial"),
        (Met((FOUND,), understood=9, errors=("a",)), "partial"),
        (Met((FOUND,), understood=9, not_understood=1, lost=1), "partial"),
        (Met((FOUND,), understood=9, not_understood=1), "ok"),  # it never was understood
        (Met((FOUND,), understood=9, left_out=3), "partial"),
        (Met((EMPTY,)), "empty"),
        (Met((EMPTY,), understood=9), "empty"),
        (Met((BLANK,)), "not-understood"),
        (Met((BLANK,), not_understood=5), "not-understood"),
        (Met((FOUND,), understood=4, not_understood=5), "not-understood"),
        (Met((WALL,)), "blocked"),
        (Met((WALL,), blocked=("a", "b")), "blocked"),
        (Met((FOUND,), understood=1, blocked=("a", "b")), "blocked"),
        (Met((FOUND,), disallowed=3), "blocked"),
        (Met((FOUND,), understood=9, disallowed=1), "ok"),
        (Met((DOWN,)), "failed"),
        (Met((DOWN,), failed=("a", "b")), "failed"),
        (Met((FOUND,), failed=("a", "b")), "failed"),
        (Met((MAYBE,)), "failed"),  # when all are optional, all count
        (Met(()), "failed"),
        (Met((), errors=("KeyError: 'x'",)), "failed"),
        (Met((FOUND,), errors=("KeyError: 'x'",)), "failed"),
        (Met((FOUND,), understood=1, errors=("KeyError: 'x'",)), "partial"),
    ],
)
def test_what_a_night_amounts_to(met: Met, expected: SourceRunStatus) -> None:
    found, reason = status(met)
    assert found == expected
    assert (reason is None) == (found == "ok")


def test_reasons_are_few_and_say_how_many_there_are() -> None:
    failed = tuple(f"https://site.example/{n}: connection refused" for n in range(5))
    assert status(Met((FOUND,), understood=9, failed=failed))[1] == (
        "5 pages failed: https://site.example/0: connection refused; "
        "https://site.example/1: connection refused (and 3 more)"
    )


def test_pages_that_did_not_come_are_named_beside_those_not_understood() -> None:
    failed = ("https://site.example/3: elsewhere.example: is not a host of this source",)
    assert status(Met((FOUND,), not_understood=2, failed=failed))[1] == (
        "2 of 2 pages not understood; 1 pages failed: "
        "https://site.example/3: elsewhere.example: is not a host of this source"
    )


def test_reasons_leave_out_long_queries() -> None:
    met = Met((ListingMet(f"{URL}?keywords=a&sort=b", "failed", "connection refused"),))
    assert status(met)[1] == f"{URL}: connection refused"


@pytest.mark.parametrize(
    ("code", "headers", "body", "expected"),
    [
        (403, {}, b"", "answered 403 Forbidden"),
        (429, {}, b"slow down", "answered 429 Too Many Requests"),
        (200, {"cf-mitigated": "challenge"}, b"", "answered with a challenge (cf-mitigated)"),
        (200, {}, b"<title>Just a moment...</title><p>Checking</p>", "answered with a challenge page ('<title>Just a moment')"),
        (503, {}, b"<script src=/cdn-cgi/challenge-platform/x.js></script>", "answered with a challenge page ('/cdn-cgi/challenge-platform')"),
        (200, {}, "<h1>安全验证</h1><p>请拖动滑块</p>".encode(), "answered with a challenge page ('安全验证')"),
        (200, {}, b"<p>An ordinary page.</p>", None),
        (503, {}, b"<h1>Service Unavailable</h1>", None),
        (404, {}, b"", None),
        (200, {}, ("<p>" + "The bank's 安全验证 explained at length. " * 100 + "</p>").encode(), None),
    ],
)  # fmt: skip
def test_how_a_site_refuses(
    code: int, headers: dict[str, str], body: bytes, expected: str | None
) -> None:
    assert refusal(code, headers, body) == expected
