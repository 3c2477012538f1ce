"""Pages put together at random: another page's day is never taken for the page's own."""

from __future__ import annotations

from collections import Counter

import pytest

from bench import mixed_pages
from bench.dates import ours_mixed, verdict
from bench.mixed_sites import CHINESE, DAY, ENGLISH, Site


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("site", [CHINESE, ENGLISH], ids=lambda site: site.name)
def test_no_day_of_lists_readers_events_or_the_site_dates_a_page(site: Site, seed: int) -> None:
    pages = list(mixed_pages.pages(site, seed, 40))
    verdicts = Counter(verdict(ours_mixed(page), page.published) for page in pages)
    assert verdicts["wrong"] == 0
    assert verdicts["right"] >= 38


def test_the_same_seed_gives_the_same_pages_with_and_without_a_day() -> None:
    pages = list(mixed_pages.pages(ENGLISH, 7, 40))
    assert pages == list(mixed_pages.pages(ENGLISH, 7, 40))
    assert {page.published for page in pages} == {DAY, None}
