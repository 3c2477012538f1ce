"""Prints how many dates are right, wrong and unknown, beside htmldate and dateparser.

`python bench/dates.py` runs the cases that were looked at while writing; `--unseen` the others,
that were put aside; `--errors` lists what is not right.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import dateparser
import htmldate

from bench import mixed_pages
from bench.dates_cases import PAGES, STRINGS
from bench.mixed_pages import MixedPage
from bench.mixed_sites import CHINESE, ENGLISH
from crawler.parsers import Document, parse
from crawler.parsers.dates.finding import dates_in, machine_date
from crawler.parsers.declared.metadata import metadata
from crawler.parsers.markup import html
from storage.types import PageDate

_ZONE = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")
FETCHED = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
Page = tuple[str, str | None, str, str | None]
#: Pages put together at random, and their seed: not the ones that tests read.
_MIXED, _SEED = 500, 2026


def verdict(got: str | None, wanted: str | None) -> str:
    """Return right, wrong or unknown; a clock counts where both have one, to the minute."""
    if got is None:
        return "right" if wanted is None else "unknown"
    if wanted is None:
        return "wrong"
    if _ZONE.search(got) and _ZONE.search(wanted):
        moments = (PageDate(got).instant(), PageDate(wanted).instant())
        return "right" if abs((moments[0] - moments[1]).total_seconds()) < 60 else "wrong"
    shorter = min(len(got), len(wanted), 16)
    return (
        "right"
        if shorter >= min(10, len(wanted)) and got[:shorter] == wanted[:shorter]
        else "wrong"
    )


def ours_string(text: str) -> str | None:
    """Return the first date of the text as ours reads it."""
    found = dates_in(text, reference=FETCHED, timezone="+08:00")
    return found[0].date.iso if found and found[0].date else None


def dateparser_string(text: str) -> str | None:
    """Return the date as dateparser reads it with its strict settings."""
    base = datetime(2025, 3, 1, 10, 0)  # noqa: DTZ001 - dateparser wants it naive
    settings = {"RELATIVE_BASE": base, "STRICT_PARSING": False}
    found: datetime | None = dateparser.parse(
        text, languages=["zh", "zh-Hant", "en"], settings=settings
    )
    if not found:
        return None
    return (
        found.date().isoformat()
        if (found.hour, found.minute) in {(0, 0), (10, 0)}
        else found.isoformat()[:16]
    )


def ours_page(page: Page) -> str | None:
    """Return the page's date of publication as the command reads it."""
    return _published(page[2], page[1], FETCHED)


def ours_mixed(page: MixedPage) -> str | None:
    """Return the same of a page put together at random."""
    return _published(page.html, None, mixed_pages.FETCHED)


def _published(text: str, url: str | None, fetched_at: datetime) -> str | None:
    record = parse(Document(text.encode(), url=url, fetched_at=fetched_at))
    return record.content.published.iso if record.content.published else None


def htmldate_page(page: Page) -> str | None:
    """Return the page's date of publication as htmldate finds it."""
    _, url, text, _ = page
    return htmldate.find_date(text, url=url, original_date=True, max_date="2025-03-01")


def metadata_page(page: Page) -> str | None:
    """Return the first metadata value alone, the simplest thing that could work."""
    values = metadata(html.tree(page[2])).published
    found = machine_date(values[0].value, timezone="+08:00") if values else None
    return found.iso if found else None


def htmldate_mixed(page: MixedPage) -> str | None:
    """Return the day as htmldate finds it."""
    return htmldate.find_date(page.html, original_date=True, max_date="2026-11-22")


def measured(name: str, cases: Sequence[Any], read: Callable[[Any], str | None]) -> None:
    """Print one line of the table."""
    started = time.process_time()
    answers = [(case, read(case)) for case in cases]
    each = (time.process_time() - started) / len(cases) * 1000
    counts = Counter(verdict(got, case[-1]) for case, got in answers)
    shares = "  ".join(
        f"{kind} {counts[kind] / len(cases):.3f}" for kind in ("right", "wrong", "unknown")
    )
    print(f"  {name:12} {shares}   {each:.2f} ms each")
    if "--errors" in sys.argv and name == "ours":
        for case, got in answers:
            if verdict(got, case[-1]) != "right":
                print("     ", str(case[0])[:60], "| wanted", case[-1], "| got", got)


def main() -> None:
    """Print the tables."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    half = 1 if "--unseen" in sys.argv else 0
    strings, pages = STRINGS[half::2], PAGES[half::2]
    print(f"{len(strings)} strings ({'unseen' if half else 'seen'})")
    measured("ours", strings, lambda case: ours_string(case[0]))
    measured("dateparser", strings, lambda case: dateparser_string(case[0]))
    print(f"{len(pages)} pages ({'unseen' if half else 'seen'})")
    measured("ours", pages, ours_page)
    measured("htmldate", pages, htmldate_page)
    measured("metadata", pages, metadata_page)
    for site, kind in ((CHINESE, "Chinese"), (ENGLISH, "English")):
        mixed = [(page, page.published) for page in mixed_pages.pages(site, _SEED, _MIXED)]
        print(f"{len(mixed)} pages put together at random from what stands on {kind} sites")
        measured("ours", mixed, lambda case: ours_mixed(case[0]))
        measured("htmldate", mixed, lambda case: htmldate_mixed(case[0]))


if __name__ == "__main__":
    main()
