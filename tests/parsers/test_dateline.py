"""The dateline says where and when; a headline, a label and a mention do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.dates.dateline import dateline
from crawler.parsers.dates.event_dates import event_date_in
from crawler.parsers.dates.places import is_known_place
from storage.types import PageDate

EN = "The organization opened a resource centre for migrants and more than fifty guests attended the event."
ZH = (
    "国际移民组织驻华代表处与合作伙伴联合举办了培训班。培训班旨在分享各地的经验，并讨论今后的合作。"
)


@pytest.mark.parametrize(
    ("opening", "place", "date"),
    [
        ("2021年3月8日-成都 ", "成都", "2021-03-08"),
        ("3/28/2021 Chengdu - ", "Chengdu", "2021-03-28"),
        ("China - ", "China", None),
        ("Kunming – ", "Kunming", None),
        ("Accra/Abuja – ", "Accra/Abuja", None),
        ("Geneva, Switzerland – ", "Geneva, Switzerland", None),
        ("Beijing (IOM) – ", "Beijing", None),
        ("Cox’s Bazar – ", "Cox’s Bazar", None),
        ("23 October 2019, Beijing – ", "Beijing", "2019-10-23"),
        ("2019年11月13日,北京——", "北京", "2019-11-13"),
        ("北京，2024年10月17日 — ", "北京", "2024-10-17"),
        ("Beijing, China (17 October 2024) – ", "Beijing, China", "2024-10-17"),
        ("BEIJING, March 21, 2008 (Xinhua) -- ", "Beijing", "2008-03-21"),
        ("新华社北京2024年3月21日电（记者 王某）", "北京", "2024-03-21"),
        ("2024年10月17日，四川成都，", "四川成都", "2024-10-17"),
        ("On 3 June 2023, in Nanning, ", "Nanning", "2023-06-03"),
        ("2023年6月3日, 代表处在南宁举办了活动。", "南宁", "2023-06-03"),
    ],
)
def test_every_shape_of_a_dateline_is_read(opening: str, place: str, date: str | None) -> None:
    line = dateline(opening + (ZH if any(ch > "\u4e00" for ch in opening) else EN))
    assert line is not None
    assert line.place == place
    assert (line.date and line.date.date) == (PageDate(date) if date else None)


@pytest.mark.parametrize(
    "paragraph",
    [
        EN, ZH,
        "EU-China Dialogue – A new phase begins with partners in Brussels and many more people.",
        "Background – The project began when partners met to discuss the needs of migrants there.",
        "Migration Health – The unit works with partners in nine provinces and has reached many people.",
        "Photo: IOM – The guests listen to the opening remarks of the chief of mission in the hall.",
        "2024-12-22 16:57:52", "2021年3月8日", "Beijing – Xi’an", "In 2019 the office moved to a new building. " + EN,
        "国际移民组织——移民问题的主要政府间组织，与政府、政府间和非政府伙伴密切合作，拥有众多成员国和观察员国，并设有办事处。",
    ],
)  # fmt: skip
def test_what_is_no_dateline_is_none(paragraph: str) -> None:
    assert dateline(paragraph) is None


def test_a_dateline_without_a_year_takes_that_of_the_publication_or_stays_unknown() -> None:
    paragraph = "23 October, Beijing – " + EN
    unknown = dateline(paragraph)
    known = dateline(paragraph, published=PageDate("2019-10-25T09:00+08:00"))
    assert unknown is not None
    assert unknown.date is not None
    assert (unknown.place, unknown.date.date) == ("Beijing", None)
    assert known is not None
    assert known.date is not None
    assert known.date.date == PageDate("2019-10-23")


def test_a_dateline_is_not_later_than_its_publication() -> None:
    line = dateline("5/6/2022 Kunming - " + EN, published=PageDate("2022-05-10"))
    assert line is not None
    assert line.date is not None
    assert line.date.date == PageDate("2022-05-06")
    line = dateline("11月13日,北京——" + ZH, published=PageDate("2024-10-20"))
    assert line is not None
    assert line.date is not None
    assert line.date.date == PageDate("2023-11-13")


def test_an_announced_day_without_a_year_is_not_put_into_the_past() -> None:
    line = dateline(
        "On 5 November, the office will open its doors to guests. " + EN,
        published=PageDate("2024-10-20"),
    )
    assert line is None or line.date is None or line.date.date is None


def test_an_open_order_stays_open_for_the_page_to_settle() -> None:
    line = dateline("5/6/2022 Kunming - " + EN)
    assert line is not None
    assert line.date is not None
    assert line.date.ambiguous


@pytest.mark.parametrize(
    ("sentence", "place", "date"),
    [
        ("国际移民组织于2024年5月6日在云南省昆明市举办了培训班。", "云南省昆明市", "2024-05-06"),
        (
            "The workshop was held in Chengdu on 3 June 2023. It ended well.",
            "Chengdu",
            "2023-06-03",
        ),
    ],
)
def test_the_first_sentence_tells_the_day_of_what_was_held(
    sentence: str, place: str, date: str
) -> None:
    event = event_date_in([sentence], published=PageDate("2024-05-07"))
    assert event is not None
    assert event.date is not None
    assert (event.place, event.date.date) == (place, PageDate(date))


@pytest.mark.parametrize(
    "sentence",
    [
        "The agreement of 3 June 2023 is the basis of a programme that was launched last week.",
        "自2016年6月30日起中国成为国际移民组织成员国。",
        "The office was opened by partners. On 3 June 2023 a dinner was held.",
    ],
)
def test_a_date_that_the_sentence_only_mentions_is_no_event(sentence: str) -> None:
    assert event_date_in([sentence]) is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("日内瓦 — 国际移民组织感谢中国捐助方。", "日内瓦"),
        ("北京——国际移民组织11月4日为中国国家移民管理局240名官员举办培训。", "北京"),
        ("福州 – 该项目为返乡人员提供帮助。", "福州"),
        ("Geneva – IOM thanked its Chinese donors.", "Geneva"),
        ("北京 – 上海。", None),
        ("北京 - 移民健康。", None),
        ("北京——国际移民组织驻华代表处工作回顾与展望", None),
        ("China - Migration Health.", None),
    ],
)
def test_a_short_sentence_behind_a_known_place_has_a_dateline(
    paragraph: str, place: str | None
) -> None:
    line = dateline(paragraph)
    assert (line.place if line else None) == place


NOVEMBER = PageDate("2026-11-05")


def test_what_is_announced_below_another_sentence_is_not_what_a_text_tells() -> None:
    below = "12月12日将在厦门举办另一期培训。"
    event = event_date_in(["北京——代表处为240名官员举办了培训。", below], published=NOVEMBER)
    assert event is not None
    assert (event.place, event.date) == ("北京", None)
    assert event_date_in(["代表处为240名官员举办了培训。", below], published=NOVEMBER) is None
    assert event_date_in([below], published=NOVEMBER) is not None


def test_the_second_sentence_tells_when_it_was_where_a_dateline_tells_where() -> None:
    below = "IOM joined the anniversary event on 3 November 2026 and presented a handbook."
    event = event_date_in(["Guangzhou – " + EN, below], published=NOVEMBER)
    assert event is not None
    assert event.date is not None
    assert (event.place, event.date.date) == ("Guangzhou", PageDate("2026-11-03"))


@pytest.mark.parametrize("name", ["北京", "云南省昆明市", "四川成都", "内蒙古自治区", "Accra/Abuja", "Viet Nam", "Kunming, China"])  # fmt: skip
def test_known_places_are_confirmed_alone_and_together(name: str) -> None:
    assert is_known_place(name)


@pytest.mark.parametrize("name", ["", "移民", "Dialogue", "北京大学", "China Daily"])
def test_other_names_are_not(name: str) -> None:
    assert not is_known_place(name)


@given(st.one_of(st.text(), st.lists(st.sampled_from(["2022年9月28日", "-", "北京", " ", "Beijing", "–", "9/28/2022", ",", "电", "Xi’an", "In", "a" * 70]), max_size=9).map("".join)))  # fmt: skip
def test_no_paragraph_makes_it_raise(paragraph: str) -> None:
    line = dateline(paragraph)
    event_date_in([paragraph])
    if line and line.date:
        assert line.date.raw == paragraph[line.date.start : line.date.end]


@pytest.mark.seeds
def test_the_seeds_datelines_are_read(seed: dict[str, str]) -> None:
    zh, en = seed["000"].split("\n")[0], next(t for t in seed["000"].split("\n") if t[0] == "9")
    first, second = dateline(zh), dateline(en)
    assert first
    assert second
    assert (first.place, second.place) == ("北京", "Beijing")
    assert {line.date and line.date.date for line in (first, second)} == {PageDate("2022-09-28")}
    line = dateline(next(t for t in seed["001"].split("\n") if t.startswith("Beijing –")))
    assert line is not None
    assert (line.place, line.date) == ("Beijing", None)
    line = dateline(next(t for t in seed["004"].split("\n") if t.startswith("2024年")))
    assert line is not None
    assert line.date is not None
    assert (line.place, line.date.date) == ("北京", PageDate("2024-10-17"))
