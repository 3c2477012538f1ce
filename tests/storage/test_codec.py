"""What is written as JSON is read back the same."""

import json
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from storage import codec
from storage.types import (
    Amount,
    Contact,
    Content,
    Edition,
    Field,
    Genre,
    Language,
    Link,
    PageDate,
    Record,
)

TEXT = st.text(max_size=30)
MAYBE = st.none() | TEXT
DATES = st.sampled_from(
    [
        "2017",
        "2024-10",
        "2024-10-17",
        "2024-12-22T16:57",
        "2024-12-22T16:57:52+08:00",
        "2024-12-22T16:57:52Z",
    ]
).map(PageDate)
VALUES = (
    st.none() | TEXT | DATES | st.builds(Amount, TEXT, TEXT) | st.lists(TEXT, max_size=3).map(tuple)
)
CONTENTS = st.builds(
    Content,
    editions=st.dictionaries(st.sampled_from(get_args(Language)), st.builds(Edition, MAYBE, TEXT)),
    published=st.none() | DATES,
    updated=st.none() | DATES,
    event_date=st.none() | DATES,
    place=MAYBE,
    agency=MAYBE,
    author=MAYBE,
    fields=st.dictionaries(TEXT, st.builds(Field, VALUES, TEXT), max_size=4),
    contacts=st.lists(st.builds(Contact, MAYBE, MAYBE, MAYBE), max_size=2).map(tuple),
    captions=st.lists(TEXT, max_size=2).map(tuple),
    links=st.lists(st.builds(Link, TEXT, TEXT, st.booleans()), max_size=2).map(tuple),
)
RECORDS = st.builds(
    Record,
    url=MAYBE,
    source=MAYBE,
    genre=st.sampled_from(get_args(Genre)),
    parser=TEXT,
    parser_version=st.integers(0, 99),
    furniture_version=st.integers(0, 99),
    card=st.none() | st.tuples(MAYBE, MAYBE),
    identifiers=st.dictionaries(TEXT, TEXT, max_size=3),
    title=MAYBE,
    content=CONTENTS,
    furniture=st.lists(TEXT, max_size=2).map(tuple),
    warnings=st.lists(TEXT, max_size=2).map(tuple),
    evidence=st.dictionaries(TEXT, TEXT, max_size=2),
    not_understood=MAYBE,
    off_topic=MAYBE,
)


@given(CONTENTS)
def test_content_survives(content: Content) -> None:
    assert codec.content_from_json(codec.content_to_json(content)) == content


@given(RECORDS)
def test_records_survive(record: Record) -> None:
    assert codec.record_from_json(codec.record_to_json(record)) == record


def test_a_lone_surrogate_survives_and_can_be_stored() -> None:
    content = Content(place="half \ud83d of a pair")
    text = codec.content_to_json(content)
    assert text.encode("utf-8")
    assert codec.content_from_json(text) == content


def test_editions_keep_their_order() -> None:
    content = Content(editions={"en": Edition(None, "b"), "zh-Hans": Edition(None, "a")})
    assert list(codec.content_from_json(codec.content_to_json(content)).editions) == [
        "en",
        "zh-Hans",
    ]


def test_parse_prints_these_keys_in_this_order() -> None:
    content = Content(
        editions={"zh-Hans": Edition("题", "文"), "en": Edition(None, "Text.\n\nMore.")},
        published=PageDate("2024-12-22T16:57:52+08:00"),
        event_date=PageDate("2024-10"),
        fields={
            "Start Date": Field(PageDate("2017"), "2017"),
            "Budget Amount (USD)": Field(Amount("100000.00", "USD"), "100,000"),
            "Benefiting Member States": Field(("China",), "China"),
            "End Date": Field(None, ""),
            "Coverage": Field("National", "National"),
        },
        contacts=(Contact("A", None, "+86 1"),),
        captions=("c",),
        links=(Link("https://x.cn/a.pdf", "Report", attachment=True),),
    )
    record = Record(
        "https://x.cn/",
        None,
        "repost",
        "z-blog",
        3,
        identifiers={"node-id": "7"},
        title="题",
        content=content,
        furniture=("Menu",),
        warnings=("odd",),
        not_understood="no body",
    )
    printed = json.loads(json.dumps(codec.record_dict(record, "a.html")))
    assert list(printed) == [
        "path",
        "url",
        "source",
        "genre",
        "parser",
        "parser_version",
        "identifiers",
        "title",
        "published",
        "event_date",
        "place",
        "agency",
        "author",
        "editions",
        "fields",
        "contacts",
        "captions",
        "links",
        "furniture",
        "warnings",
    ]
    assert printed == {
        "path": "a.html",
        "url": "https://x.cn/",
        "source": None,
        "genre": "repost",
        "parser": "z-blog",
        "parser_version": 3,
        "identifiers": {"node-id": "7"},
        "title": "题",
        "published": "2024-12-22T16:57:52+08:00",
        "event_date": "2024-10",
        "place": None,
        "agency": None,
        "author": None,
        "editions": {
            "zh-Hans": {"title": "题", "body": "文"},
            "en": {"title": None, "body": "Text.\n\nMore."},
        },
        "fields": {
            "Start Date": "2017",
            "Budget Amount (USD)": {"amount": "100000.00", "currency": "USD"},
            "Benefiting Member States": ["China"],
            "End Date": None,
            "Coverage": "National",
        },
        "contacts": [{"name": "A", "email": None, "phone": "+86 1"}],
        "captions": ["c"],
        "links": [{"url": "https://x.cn/a.pdf", "text": "Report", "attachment": True}],
        "furniture": ["Menu"],
        "warnings": ["not understood: no body", "odd"],
    }


def test_what_is_understood_warns_only_of_what_it_says() -> None:
    record = Record(None, None, "news", "text", 1)
    assert codec.record_dict(record, None)["warnings"] == []
