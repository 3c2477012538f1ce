"""Addresses are shown as they answer: some sites know none without its final slash."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alerts.entries import urls_of
from tests.alerts import samples


@pytest.mark.parametrize(
    ("answered", "shown"),
    [
        ("https://site.example/launch/", "https://site.example/launch/"),
        ("http://site.example/launch/", "http://site.example/launch/"),
        ("https://site.example/launch", "https://site.example/launch"),
        ("https://site.example/2026/launch/", "https://site.example/launch"),
        (None, "https://site.example/launch"),
    ],
)
def test_an_items_address_is_the_one_that_answered_if_it_is_the_same(
    answered: str | None, shown: str
) -> None:
    item = samples.item("launch", samples.LAUNCH, url="https://site.example/launch")
    page = replace(item.pages[0], record=replace(item.pages[0].record, url=answered))
    assert urls_of(replace(item, pages=(page,))) == (shown,)
