"""Dates are read as precisely as the page gives them, and never guessed."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.dates.chinese_numerals import number
from crawler.parsers.dates.finding import dates_in, machine_date
from crawler.parsers.dates.order import settle
from storage.types import PageDate

FETCHED = datetime(2024, 12, 22, 8, 0, tzinfo=UTC)


def isos(text: str, **options: object) -> list[str | None]:
    found = dates_in(text, reference=FETCHED, timezone="+08:00", **options)  # type: ignore[arg-type]
    return [date.date and date.date.iso for date in found]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2022年9月28日-北京", "2022-09-28"),
        ("9/28/2022 Beijing -", "2022-09-28"),
        ("2024年10月17日", "2024-10-17"),
        ("17th October 2024", "2024-10-17"),
        ("On 17th October 2024, in Beijing,", "2024-10-17"),
        ("the 3rd of May, 2019", "2019-05-03"),
        ("2024-12-22 16:57:52", "2024-12-22T16:57:52+08:00"),
        ("Updated: 2008-03-21 07:20", "2008-03-21T07:20+08:00"),
        ("(China Daily March 21, 2008)", "2008-03-21"),
        ("发布时间:2018年05月30日", "2018-05-30"),
        ("发布日期:2016-03-10 23:48:13", "2016-03-10T23:48:13+08:00"),
        ("时间:2023-6-16", "2023-06-16"),
        ("2023年06月16日 09:21", "2023-06-16T09:21+08:00"),
        ("2023/06/16 09:21", "2023-06-16T09:21+08:00"),
        ("2023.06.16", "2023-06-16"),
        ("2023 06/16 09:21:33", "2023-06-16T09:21:33+08:00"),
        ("2019-07-2610:46", "2019-07-26T10:46+08:00"),
        ("2019年07月26日08:33", "2019-07-26T08:33+08:00"),
        ("2019年7月26日 星期五 08:33", "2019-07-26T08:33+08:00"),
        ("2019年7月26日(星期五)下午3时20分", "2019-07-26T15:20+08:00"),
        ("一九五一年", "1951"),
        ("二〇二四年十月十七日", "2024-10-17"),
        ("二零二四年十二月廿三日", "2024-12-23"),
        ("２０２４年１０月１７日", "2024-10-17"),
        ("2024年10月份", "2024-10"),
        ("October 2024", "2024-10"),
        ("2024年", "2024"),
        ("2017", "2017"),
        ("17-19 October 2024", "2024-10-17"),
        ("October 17-19, 2024", "2024-10-17"),
        ("2024年10月17日至19日", "2024-10-17"),
        ("March 21, 2008 7:20 p.m.", "2008-03-21T19:20+08:00"),
        ("March 21, 2008, 12:05 AM", "2008-03-21T00:05+08:00"),
        ("2008-03-21T07:20:00Z", "2008-03-21T07:20:00Z"),
        ("2008-03-21 07:20 GMT+8", "2008-03-21T07:20+08:00"),
        ("2024-10-17 09:00-11:30", "2024-10-17T09:00+08:00"),
        ("09:07, March 8, 2021", "2021-03-08T09:07+08:00"),
        ("21:10, 08-Mar-2021", "2021-03-08T21:10+08:00"),
        ("9:07 PM 30/03/2021", "2021-03-30T21:07+08:00"),
        ("2021年3月8日9时07分33秒", "2021-03-08T09:07:33+08:00"),
        ("2021-03-08 09:07 (UTC+8)", "2021-03-08T09:07+08:00"),
        ("2021-03-08 09:07 GMT", "2021-03-08T09:07Z"),
        ("Sept. 3, 2021", "2021-09-03"),
        ("21-Mar-2008", "2008-03-21"),
        ("25/02/2018 - the mission", "2018-02-25"),
        ("昨天", "2024-12-21"),
        ("昨天 21:30", "2024-12-21T21:30+08:00"),
        ("前天", "2024-12-20"),
        ("9個月前", "2024-03"),
        ("3小时前", "2024-12-22"),
        ("十七小时前", "2024-12-21"),
        ("两周前", "2024-12-08"),
        ("yesterday", "2024-12-21"),
        ("2 days ago", "2024-12-20"),
        ("a year ago", "2023"),
    ],
)
def test_every_form_is_read(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(
    "text",
    ["06/02/2018 - 09:01", "23 October, Beijing –", "11月13日,北京——", "06-16 09:21", "March 21"],
)
def test_what_the_text_does_not_settle_is_unknown(text: str) -> None:
    assert isos(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30", "13/13/2024", "1-800-2024-10-17", "http://a.cn/2024/10/17/x.html", "3.86 million",
        "49643个", "version 1.2.2024.7", "Tel. + 86 185 1300 5506", "20世纪90年代", "the march of 20 people", "they may 20 times", "they march 8 miles",
        "2030 Agenda", "第三期", "2:1", "the 17 SDGs", "content_20081017.htm",
    ],
)  # fmt: skip
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert isos(text) == []


def test_a_clock_between_two_dates_belongs_to_the_first() -> None:
    assert isos("2021-03-08 09:07 2021-03-09") == ["2021-03-08T09:07+08:00", "2021-03-09"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Fr\u0131day 05/07/2024", "2024-07-05"),
        ("5 m\u0131nutes ago", "2024-12-22"),
        ("A\u017f of 17 Augu\u017ft 2024", "2024-08-17"),
        ("5 wee\u212as ago", "2024-11-17"),
        ("17 APR\u0130L 2024", "2024-04-17"),
    ],
)
def test_letters_that_only_look_like_ours_are_read(text: str, iso: str) -> None:
    assert isos(text) == [iso]


def test_relative_dates_without_a_reference_are_unknown() -> None:
    assert [found.date for found in dates_in("昨天 and 2 days ago")] == [None, None]


def test_the_sites_habit_settles_the_order() -> None:
    assert isos("06/02/2018", day_first=True) == ["2018-02-06"]
    assert isos("06/02/2018", day_first=False) == ["2018-06-02"]
    assert isos("25/02/2018", day_first=False) == ["2018-02-25"]
    assert isos("25/02/2018", day_first=False) == ["2018-02-25"]
    assert isos("25/02/2018", day_first=False) == ["2018-02-25"]


def test_both_readings_are_kept_while_the_order_is_open() -> None:
    found = dates_in("06/02/2018")[0]
    assert found.ambiguous
    assert {reading.iso for reading in found.candidates} == {"2018-02-06", "2018-06-02"}


@pytest.mark.parametrize(
    ("page", "iso"),
    [
        ("5/6/2022 Beijing - … 2022年5月6日", "2022-05-06"),
        ("5/6/2022 Beijing - … 2022年6月5日", "2022-06-05"),
        ("5/6/2022 … 9/28/2022", "2022-05-06"),
        ("5/6/2022 … 28/9/2022", "2022-06-05"),
        ("5/6/2022 … 28/9/2022 … 9/28/2022", None),
        ("5/6/2022 … 2022年5月6日 … 2022年6月5日", None),
        ("5/6/2022", None),
        ("5/5/2022", "2022-05-05"),
    ],
)
def test_the_other_dates_of_the_page_settle_the_order(page: str, iso: str | None) -> None:
    first = settle(dates_in(page))[0]
    assert (first.date and first.date.iso) == iso


def test_a_date_without_a_year_is_the_nearest_not_after_publication() -> None:
    published = PageDate("2024-01-05")
    assert [f.date for f in dates_in("11月13日,北京——", published=published)] == [
        PageDate("2023-11-13")
    ]
    assert [
        f.date for f in dates_in("23 October, Beijing –", published=PageDate("2024-10-25"))
    ] == [PageDate("2024-10-23")]


def test_a_date_soon_after_publication_may_be_announced_so_it_is_unknown() -> None:
    found = dates_in("on 5 November", published=PageDate("2024-10-20"))[0]
    assert (found.date, found.ambiguous) == (None, True)


def test_yesterday_in_a_dated_article_is_the_day_before_its_publication() -> None:
    found = dates_in("launched yesterday in Kunming", published=PageDate("2008-03-21"))[0]
    assert found.date == PageDate("2008-03-20")


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019-07-26T10:44:00.000+0800", "2019-07-26T10:44:00+08:00"),
        ("2019-07-26T10:44:00Z", "2019-07-26T10:44:00Z"),
        ("2019-07-26T10:44", "2019-07-26T10:44+08:00"),
        ("2019-07-26T10:44:00-05:00", "2019-07-26T10:44:00-05:00"),
        ("2024-02-30T10:44:00Z", None),
        ("2019-07-26 10:44:00", "2019-07-26T10:44:00+08:00"),
        ("20190726", "2019-07-26"),
        ("20190726104400", "2019-07-26T10:44:00+08:00"),
        ("1561978800", "2019-07-01T11:00:00Z"),
        ("1561978800000", "2019-07-01T11:00:00Z"),
        ("Fri, 21 Mar 2008 07:20:00 +0800", "2008-03-21T07:20:00+08:00"),
        ("Thu Oct 17 2024 10:22:11 GMT+0800 (China Standard Time)", "2024-10-17T10:22:11+08:00"),
        ("2024-10-17T00:00:00+00:00", "2024-10-17"),
        ("October 17, 2024", "2024-10-17"),
        ("2023-06-19-17-02-00", "2023-06-19T17:02:00+08:00"),
        ("5/8/2023, 9:12:00 AM", "2023-05-08T09:12:00+08:00"),
        ("2017", "2017"),
        ("2024-10", "2024-10"),
        ("0001-01-01", None),
        ("0000-00-00 00:00:00", None),
        ("06/02/2018", None),
        ("unknown", None),
        ("", None),
    ],
)
def test_metadata_is_read_in_every_standard_form(value: str, iso: str | None) -> None:
    date = machine_date(value, timezone="+08:00")
    assert (date and date.iso) == iso


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("十七", 17), ("二十三", 23), ("廿三", 23), ("卅", 30), ("二〇二四", 2024), ("一九五一", 1951), ("２９", 29), ("元", 1), ("移民", None), ("", None), ("十十", None)],
)  # fmt: skip
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert number(text) == value


_PIECES = st.sampled_from(
    ["2024", "年", "10", "月", "17", "日", "-", "/", ".", ":", " ", "T", "十", "〇", "March", "of", "th",
     "Oct", ",", "前", "天", "昨天", "ago", "a", "day", "30", "99", "+08:00", "Z", "下午", "GMT", "\n", "٣"]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(_PIECES, max_size=14).map("".join)))
def test_every_found_date_stands_in_the_text_and_nothing_raises(text: str) -> None:
    found = dates_in(text, reference=FETCHED, published=PageDate("2024-02-29"), timezone="+08:00")
    for date in settle(found):
        assert date.raw == text[date.start : date.end]
    assert all(a.end <= b.start for a, b in pairwise(found))
    machine_date(text)


@given(st.dates(min_value=datetime(1990, 1, 1, tzinfo=UTC).date(), max_value=FETCHED.date()))
def test_every_day_of_the_calendar_is_read_in_every_full_form(day: datetime) -> None:
    forms = [
        f"{day:%Y-%m-%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%d %B %Y}",
        f"{day:%b %d, %Y}",
    ]
    assert [isos(form) for form in forms] == [[day.isoformat()]] * 4
