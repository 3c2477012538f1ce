"""Merging and comparing: laws that hold for any content."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.fingerprint import parts
from alerts.merge import PageText, first_content, merged
from alerts.weight import differences
from storage.types import (
    Amount,
    Contact,
    Content,
    Edition,
    Field,
    Link,
    PageDate,
    Record,
)

WORDS = st.text(alphabet="ab 移民1.，\n\x00\u202e\ud800", max_size=40)
#: A shared machine is slow at times; that is no failure.
unhurried = settings(deadline=None)
MAYBE = st.none() | WORDS
DATES = st.none() | st.sampled_from([PageDate("2017"), PageDate("2024-10-17T08:00Z")])
VALUES = st.none() | WORDS | st.sampled_from([Amount("1e5", "USD"), PageDate("2019"), ("China",)])
CONTENTS = st.builds(
    Content,
    editions=st.dictionaries(
        st.sampled_from(["zh-Hans", "zh-Hant", "en"]), st.builds(Edition, MAYBE, WORDS)
    ),
    published=DATES,
    updated=DATES,
    event_date=DATES,
    place=MAYBE,
    agency=MAYBE,
    author=MAYBE,
    fields=st.dictionaries(st.sampled_from(["Year", "Budget"]), st.builds(Field, VALUES, WORDS)),
    contacts=st.lists(st.builds(Contact, MAYBE, MAYBE, MAYBE), max_size=2).map(tuple),
    captions=st.lists(WORDS, max_size=2).map(tuple),
    links=st.lists(st.builds(Link, WORDS, WORDS, st.booleans()), max_size=2).map(tuple),
)


def _page(content: Content, page_id: int = 1, *, fresh: bool = True) -> PageText:
    return PageText(page_id, Record(None, None, "news", "fake", 1, content=content), fresh)


@unhurried
@given(CONTENTS)
def test_a_content_does_not_differ_from_itself(content: Content) -> None:
    assert differences(content, content) == ()


@unhurried
@given(CONTENTS, CONTENTS)
def test_contents_differ_exactly_when_a_part_of_them_does(one: Content, other: Content) -> None:
    assert bool(differences(one, other)) is (parts(one) != parts(other))


@unhurried
@given(CONTENTS)
def test_what_a_page_said_and_says_again_is_no_change(content: Content) -> None:
    record = _page(content)
    known = first_content([(1, record.record)])
    again = merged(known, [PageText(1, record.record, fresh=True, previous=record.record)])
    assert differences(known, again) == ()


@unhurried
@given(CONTENTS, CONTENTS)
def test_a_page_that_was_not_visited_adds_and_takes_nothing(one: Content, other: Content) -> None:
    known = first_content([(1, _page(one).record)])
    again = merged(known, [_page(other, fresh=False)])
    assert differences(known, again) == ()


@unhurried
@given(CONTENTS, CONTENTS)
def test_a_vanished_edition_is_kept_until_a_second_look_confirms_it(
    one: Content, other: Content
) -> None:
    known = first_content([(1, _page(one).record)])
    first = merged(
        known, [PageText(1, _page(other).record, fresh=True, previous=_page(one).record)]
    )
    assert set(first.editions) >= set(known.editions)
    second = merged(
        first, [PageText(1, _page(other).record, fresh=True, previous=_page(other).record)]
    )
    assert set(second.editions) == set(other.editions)


@unhurried
@given(CONTENTS, CONTENTS)
def test_the_twin_that_lacks_a_value_never_erases_it(one: Content, other: Content) -> None:
    both = first_content([(1, _page(one).record), (2, _page(other).record)])
    assert set(both.editions) == set(one.editions) | set(other.editions)
    assert (both.published is None) is (one.published is None and other.published is None)


SCALARS = ("published", "updated", "event_date", "place", "agency", "author")


def _said(name: str, number: int) -> Content:
    value = f"Li {number}"
    dates = {one: PageDate(f"2026-11-0{number}") for one in ("published", "updated", "event_date")}
    return Content(**{name: dates.get(name, value)})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", SCALARS)
def test_a_single_value_is_what_the_page_says_tonight_else_what_was_known(name: str) -> None:
    known = _said(name, 1)
    assert merged(known, [_page(_said(name, 2))]) == _said(name, 2)
    assert merged(known, [_page(Content())]) == known
    assert merged(known, [_page(_said(name, 2), fresh=False)]) == known
    assert merged(Content(), [_page(_said(name, 2), fresh=False)]) == Content()
    assert merged(known, [_page(_said(name, 2)), _page(_said(name, 3), 2)]) == _said(name, 2)
    assert merged(known, [_page(_said(name, 3), 2), _page(_said(name, 2))]) == _said(name, 2)


def test_a_date_said_less_exactly_is_kept_and_another_is_not() -> None:
    known = Content(published=PageDate("2026-11-03"))
    month, other = Content(published=PageDate("2026-11")), Content(published=PageDate("2026-12"))
    assert merged(known, [_page(month)]) == known
    assert merged(known, [_page(other)]) == other


def _listed(name: str, *numbers: int) -> Content:
    made: dict[str, Any] = {
        "contacts": [Contact(f"Li {n}", None, None) for n in numbers],
        "captions": [f"Picture {n}" for n in numbers],
        "links": [Link(f"https://iom.example/{n}", f"Link {n}", attachment=False) for n in numbers],
    }
    return Content(**{name: tuple(made[name])})


@pytest.mark.parametrize("name", ["contacts", "captions", "links"])
def test_a_list_is_what_all_pages_hold_each_once(name: str) -> None:
    known = _listed(name, 1, 2)
    pages = [_page(_listed(name, 2, 3)), _page(_listed(name, 3, 4), 2)]
    assert merged(known, pages) == _listed(name, 2, 3, 4)
    assert merged(known, [_page(_listed(name, 9), fresh=False)]) == known
    # A page that was not visited keeps what the Item holds of it, and adds nothing.
    pages = [_page(_listed(name, 3)), _page(_listed(name, 2, 9), 2, fresh=False)]
    assert merged(known, pages) == _listed(name, 3, 2)


def test_one_address_attached_and_linked_is_two_entries() -> None:
    attached = Link("https://iom.example/a", "A", attachment=True)
    linked = Link("https://iom.example/a", "A", attachment=False)
    other = Link("https://iom.example/a", "B", attachment=False)
    page = _page(Content(links=(attached, linked, other, linked)))
    assert merged(Content(), [page]).links == (attached, linked, other)


EN, ZH = Edition("A title", "A body."), Edition("题", "正文。")


def _editions(**editions: Edition) -> Content:
    return Content(editions={name.replace("_", "-"): one for name, one in editions.items()})  # type: ignore[misc]


def test_an_edition_that_lost_its_title_or_its_body_keeps_the_known_one() -> None:
    known = _editions(en=EN)
    untitled, bare = _editions(en=Edition(None, "Anew.")), _editions(en=Edition("Other", ""))
    assert merged(known, [_page(untitled)]) == _editions(en=Edition("A title", "Anew."))
    assert merged(known, [_page(bare)]) == _editions(en=Edition("Other", "A body."))
    assert merged(Content(), [_page(untitled)]) == untitled
    assert merged(Content(), [_page(bare)]) == bare


def test_the_page_in_a_language_goes_before_one_that_quotes_it_or_is_lost() -> None:
    quoting = _page(_editions(zh_Hans=ZH, en=Edition("Q", "Quoted.")))
    own = _page(_editions(en=Edition("T", "Told.")), 2)
    assert merged(Content(), [quoting, own]).editions["en"].body == "Told."
    assert merged(_editions(en=EN), [own, quoting]).editions["en"].body == "Told."
    lost = replace(_page(_editions(en=EN), fresh=False), away=True)
    assert merged(_editions(en=EN), [lost, own]).editions["en"].body == "Told."
    assert merged(_editions(en=EN), [lost, quoting]).editions["en"].body == "Quoted."


def test_an_edition_of_a_page_not_visited_stands_though_the_other_page_lacks_it() -> None:
    known = _editions(en=EN, zh_Hans=ZH)
    pages = [_page(_editions(en=EN)), _page(_editions(zh_Hans=ZH), 2, fresh=False)]
    assert merged(known, pages) == known


@pytest.mark.parametrize(("confirm", "previous", "stays"), [
    (True, True, True), (True, False, False), (False, False, True), (False, True, True),
])  # fmt: skip
def test_an_edition_or_a_field_goes_when_a_second_look_confirms_it(
    *, confirm: bool, previous: bool, stays: bool
) -> None:
    full = replace(_editions(en=EN, zh_Hans=ZH), fields={"Year": Field("2019", "2019")})
    less = _editions(en=EN)
    before = _page(full if previous else less).record
    page = PageText(1, _page(less).record, fresh=True, previous=before)
    found = merged(full, [page], confirm=confirm)
    assert ("zh-Hans" in found.editions, "Year" in found.fields) == (stays, stays)


def test_a_second_page_never_takes_away_what_it_never_had() -> None:
    known = _editions(en=EN, zh_Hans=ZH)
    assert merged(known, []) == known
    assert merged(known, [_page(_editions(en=EN), fresh=False)]) == known


def _field(value: str | None) -> Content:
    return Content(fields={"Year": Field(value, value or "-")})


def test_a_field_is_what_a_page_says_tonight_else_what_was_known_else_its_empty_row() -> None:
    assert merged(_field("2018"), [_page(_field("2019"))]) == _field("2019")
    assert merged(_field("2018"), [_page(_field("2019"), fresh=False)]) == _field("2018")
    pages = [_page(_field(None)), _page(_field("2019"), 2)]
    assert merged(_field("2018"), pages) == _field("2019")
    assert merged(Content(), [_page(_field(None))]) == _field(None)
    assert merged(Content(), [_page(_field(None), fresh=False)]) == Content()
    assert merged(_field(None), [_page(_field(None), fresh=False)]) == _field(None)
    assert merged(_field(None), [_page(Content())]) == Content()
    assert merged(Content(), [_page(_field("2019"), fresh=False)]) == Content()
    later = PageText(1, _page(_field(None)).record, fresh=True, previous=_page(_field(None)).record)
    assert merged(_field("2018"), [later]) == _field(None)
    earlier = replace(later, previous=_page(_field("2018")).record)
    assert merged(_field("2018"), [earlier]) == _field("2018")


def test_the_page_known_longer_goes_first_in_a_new_item() -> None:
    first, second = _page(_said("place", 1)).record, _page(_said("place", 2)).record
    assert first_content([(8, second), (7, first)]) == _said("place", 1)


def test_a_field_of_a_page_not_visited_stands_though_the_other_page_lacks_it() -> None:
    pages = [_page(Content()), _page(_field("2019"), 2, fresh=False)]
    assert merged(_field("2019"), pages) == _field("2019")


@pytest.mark.parametrize("name", SCALARS)
def test_a_page_not_visited_keeps_its_value_and_lends_none_that_was_not_known(name: str) -> None:
    still, said = _page(_said(name, 1), fresh=False), _page(_said(name, 2), 2)
    assert merged(_said(name, 1), [still, said]) == _said(name, 1)
    assert merged(Content(), [still, said]) == _said(name, 2)
    assert merged(Content(), [_page(Content()), said]) == _said(name, 2)


def test_a_place_keeps_its_names_when_the_dateline_of_one_language_goes() -> None:
    base = Content(place="西安 / Xi'an")
    assert merged(base, [_page(Content(place="西安"))]).place == "西安 / Xi'an"
    assert merged(base, [_page(Content(place="厦门"))]).place == "厦门"
