"""Addresses: whose they are, and which are front pages."""

from __future__ import annotations

import pytest

from alerts.sites import is_front, site
from tests.alerts.newsroom import HOST


@pytest.mark.parametrize(
    ("name", "registered"),
    [
        ("china.iom.int", "iom.int"),
        ("news.china.org.cn", "china.org.cn"),
        ("china.org.cn", "china.org.cn"),
        ("www.unicef.cn", "unicef.cn"),
        ("a.b.example.com", "example.com"),
        ("www.com.example", "com.example"),
        ("localhost", "localhost"),
    ],
)
def test_twins_are_looked_for_within_the_registered_name(name: str, registered: str) -> None:
    assert site(name) == registered


@pytest.mark.parametrize(
    ("address", "front"),
    [
        (HOST, True),
        (f"{HOST}/", True),
        (f"{HOST}/en/", True),
        (f"{HOST}/zh-hans/index.html", True),
        (f"{HOST}/?p=4", False),
        (f"{HOST}/news", False),
    ],
)
def test_a_front_page_is_known_by_its_path(address: str, *, front: bool) -> None:
    assert is_front(address) is front
