"""Merging and comparing: laws that hold for any content."""

from __future__ import annotations

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
