from __future__ import annotations

import re

import pytest

from alerts import catalogues
from alerts.phrases import phrases
from storage.types import Amount, PageDate


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_the_compiled_catalogue_is_the_one_in_words(locale: str) -> None:
    committed = catalogues.path(locale, "mo").read_bytes()
    assert committed == catalogues.compiled(catalogues.read(locale))


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_every_text_is_in_the_catalogue_and_no_other_is(locale: str) -> None:
    asked = {message.id for message in catalogues.messages() if message.id}
    there = {message.id for message in catalogues.read(locale) if message.id}
    assert there == asked


@pytest.mark.parametrize("locale", catalogues.LOCALES)
def test_every_text_is_translated_with_the_same_values(locale: str) -> None:
    for message in catalogues.read(locale):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts), ids
        values = {name for text in ids for name in re.findall(r"%\((\w+)\)", text)}
        for text in texts:
            assert set(re.findall(r"%\((\w+)\)", text)) == values, ids


def test_dates_keep_the_precision_and_the_time_zone_of_the_page() -> None:
    english, chinese = phrases("en"), phrases("zh-Hans")
    assert english.day(PageDate("2017")) == "2017"
    assert english.day(PageDate("2024-10")) == "October 2024"
    assert english.day(PageDate("2024-10-07")) == "7 October 2024"
    assert english.day(PageDate("2024-12-22T23:57:52+08:00")) == "22 December 2024, 23:57"
    assert chinese.day(PageDate("2017")) == "2017年"
    assert chinese.day(PageDate("2024-10")) == "2024年10月"
    assert chinese.day(PageDate("2024-10-07")) == "2024年10月7日"
    assert chinese.day(PageDate("2024-12-22T23:57")) == "2024年12月22日 23:57"


def test_money_shows_cents_only_where_there_are_any() -> None:
    assert phrases("en").amount(Amount("100000.00", "USD")) == "USD 100,000"
    assert phrases("en").amount(Amount("1250.50", "USD")) == "USD 1,250.50"
    assert phrases("en").amount(Amount("a lot", "USD")) == "USD a lot"


def test_counts_have_their_plural() -> None:
    assert phrases("en").count("%(n)s item", "%(n)s items", 1) == "1 item"
    assert phrases("en").count("%(n)s item", "%(n)s items", 1204) == "1,204 items"
    assert phrases("zh-Hans").count("%(n)s item", "%(n)s items", 31) == "31条"


def test_what_is_quoted_in_a_list_has_its_own_quotation_marks() -> None:
    said = "only in the Chinese text: %(facts)s"
    chinese, english = phrases("zh-Hans"), phrases("en")
    two = ["10月8日至10日", "46"]
    assert chinese.say(said, facts=chinese.quoted(two)) == "仅中文版有“10月8日至10日”、“46”"
    assert english.say(said, facts=english.quoted(two)) == f"{said[:26]}10月8日至10日, 46"
