"""A page's date of publication is chosen by what agrees, and is unknown rather than wrong."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.parsers.dates.stamps import Published, published_in
from crawler.parsers.dates.urls import day_in_url
from storage.types import PageDate

FETCHED = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
PROSE = "2024年10月17日, 国际移民组织驻华代表处在成都举办了培训班。该培训班旨在分享经验。"


def told(
    *stamps: str, url: str | None = None, metadata: tuple[str, ...] = (), chinese: bool = True
) -> str | None:
    published = published_in(metadata, stamps, url, FETCHED, chinese=chinese)
    return published.date.iso if published.date else None


@pytest.mark.parametrize(
    ("stamps", "iso"),
    [
        (["首页 > 文学 > 正文", "培训班举办", "• 文学", "• 2024-12-22 16:57:52", "• 10", PROSE], "2024-12-22T16:57:52+08:00"),
        (["发布时间：2023年06月16日 09:21"], "2023-06-16T09:21+08:00"),
        (["发布日期:2016-03-10 23:48:13"], "2016-03-10T23:48:13+08:00"),
        (["时间:2023-6-16"], "2023-06-16"),
        (["来源：人民网 2019年07月26日08:33"], "2019-07-26T08:33+08:00"),
        (["2023-06-16 09:21:33　来源：新华网　浏览：102次"], "2023-06-16T09:21:33+08:00"),
        (["2023", "06/16", "09:21:33", "来源：新华网"], "2023-06-16T09:21:33+08:00"),
        (["发布时间：2023-06-16 09:21 更新时间：2023-06-17 10:00"], "2023-06-16T09:21+08:00"),
        (["发布时间: 9個月前"], "2024-06"),
        (["李明 2天前"], "2025-02-27"),
        (["发布日期", "2023-06-16"], "2023-06-16"),
        (["时　　间：2023-06-16"], "2023-06-16"),
        (["新京报 记者 王明 编辑 李强 校对 赵刚 2023-06-16 09:21"], "2023-06-16T09:21+08:00"),
        (["发稿时间：2023-06-16 09:21:00 来源： 中国青年网"], "2023-06-16T09:21:00+08:00"),
        (["原创 王明 中国移民管理报 2023-06-16 09:21 发表于北京"], "2023-06-16T09:21+08:00"),
        (["王明 · 2023/06/16 09:21 浏览 1.2w 来源：界面新闻"], "2023-06-16T09:21+08:00"),
        (["2023-06-16 09:21:00来源：央广网"], "2023-06-16T09:21:00+08:00"),
        (["2023年06月16日 09:21 21世纪经济报道"], "2023-06-16T09:21+08:00"),
        (["（《人民日报》 2023年06月16日 第 03 版）"], "2023-06-16"),
        (["2023年 6月 16日"], "2023-06-16"),
        (["【2023-06-16】"], "2023-06-16"),
        (["日期:2023-06-16 作者:郭岚 点击:[619]", "主讲人:林德。时间:6月24日14时。地点:长安校区。"], "2023-06-16"),
        (["16 六月 2023"], "2023-06-16"),
        (["2023-06-16 09:21 发布于：北京市 来源：新华社"], "2023-06-16T09:21+08:00"),
        (["2023-06-16 09:21 · 北京"], "2023-06-16T09:21+08:00"),
        (["2023年06月16日 09:21环球时报"], "2023-06-16T09:21+08:00"),
        (["2023-06-16 09:21 来源：新华网 字号 摘要：培训班在成都举办。学员来自九个省份。" + PROSE], "2023-06-16T09:21+08:00"),
        (["2023-06-16 09:21 来源：新华网 摘要：培训班在成都举办。"], "2023-06-16T09:21+08:00"),
        (["2023-06-16 09:07:33 (UTC+8)"], "2023-06-16T09:07:33+08:00"),
        (["作者：王明 | 2023.06.16 | 阅读 1.2万"], "2023-06-16"),
        (["[责任编辑：王明]", "2023/06/16 09:21 新京报 记者 李强"], "2023-06-16T09:21+08:00"),
    ],
)  # fmt: skip
def test_chinese_stamps_are_read(stamps: list[str], iso: str) -> None:
    assert told(*stamps) == iso


@pytest.mark.parametrize(
    ("stamps", "iso"),
    [
        (["Updated: 2008-03-21 07:20"], "2008-03-21T07:20"),
        (["By Li Wei | China Daily | Updated: 2008-03-21 07:20"], "2008-03-21T07:20"),
        (["Posted on March 21, 2008 by admin"], "2008-03-21"),
        (["Published 16 June 2023"], "2023-06-16"),
        (["News", "Global", "20 May 2020"], "2020-05-20"),
        (
            [
                "By Li Wei in Beijing and Zhang San in Shanghai | China Daily | Updated: 2008-03-21 07:20"
            ],
            "2008-03-21T07:20",
        ),
        (["(China Daily 09/08/2022 page2)"], "2022-09-08"),
        (["Mar 8, 2021 • 3 min read"], "2021-03-08"),
        (["(Xinhua) 09:07, March 08, 2021"], "2021-03-08T09:07"),
        (["Updated 21:10, 08-Mar-2021"], "2021-03-08T21:10"),
        (["Source: Xinhua| 2021-03-08 09:07:33|Editor: huaxia"], "2021-03-08T09:07:33"),
        (["Published: Mar 08, 2021 09:07 PM"], "2021-03-08T21:07"),
        (["25/02/2018 - 09:01"], "2018-02-25T09:01"),
        (["(China Daily March 21, 2008)"], "2008-03-21"),
        (["Published on: 21 March 2008 by the school. It has nine teachers."], "2008-03-21"),
    ],
)
def test_english_stamps_are_read(stamps: list[str], iso: str) -> None:
    assert told(*stamps, chinese=False) == iso


@pytest.mark.parametrize(
    "stamps",
    [
        [PROSE],
        ["2022年9月28日-北京 国际移民组织驻华代表处与合作伙伴联合举办了在线研讨会"],
        ["2022年9月28日-北京"],
        ["The school opened on 16 June 2023. It has nine teachers."],
        ["活动时间：2023-06-16 09:21"], ["截止日期：2023-06-16"], ["Deadline: 16 June 2023"],
        ["截止日期", "2023-06-16"], ["时间：2023年6月16日 14:00 地点：图书馆"], ["时间：2023年6月16日 14:00", "地点：图书馆"],
        ["2023-06-16 14:30在成都举行"], ["The report was published on 8 March 2021 by the office in Kunming city."],
        ["上一篇：移民健康 2023-06-15", "下一条：边检培训 2023-06-17"],
        ["今天是2024年12月22日 星期日"], ["© 2004-2024 版权所有 京ICP备 2024-01-01"],
        ["边检人员培训班在成都举行开幕式 2023-06-15", "移民管理研讨会在昆明顺利闭幕了 2023-06-16"],
        ["06-16 09:21"], ["6月16日"],
        ["2023年6月16日，代表合影"], ["2023年6月16日在成都"], ["17-19 October 2024"], ["On 17 October 2024"],
        ["Posted on 06/02/2018 by admin"],
        ["发布时间：2031-06-16 09:21"], ["时间:1970-01-01 08:00:00"],
    ],
)  # fmt: skip
def test_what_is_no_stamp_of_the_page_leaves_the_date_unknown(stamps: list[str]) -> None:
    assert told(*stamps) is None


def test_the_bracket_at_the_end_gives_agency_and_date() -> None:
    published = published_in((), ["…", "(Xinhua News Agency March 19, 2007)"], "http://www.china.org.cn/international/news/2007-03/20/content_1.htm", FETCHED, chinese=True)  # fmt: skip
    assert published == Published(PageDate("2007-03-19"), None, "agency", "Xinhua News Agency")


def test_updated_is_publication_where_the_address_says_the_same_day() -> None:
    published = published_in((), ["Updated: 2008-03-21 07:20"], "http://www.chinadaily.com.cn/cndy/2008-03/21/content_1.htm", FETCHED, chinese=True)  # fmt: skip
    assert published.date == published.updated == PageDate("2008-03-21T07:20+08:00")


def test_updated_long_after_the_addresss_day_is_not_publication() -> None:
    assert (
        told("Updated: 2009-05-02 07:20", url="http://x.cn/2008-03/21/content_1.htm")
        == "2008-03-21"
    )


def test_a_stamp_without_a_year_takes_the_addresss() -> None:
    assert told("06-16 09:21", url="http://x.cn/2023-06/16/c_1.htm") == "2023-06-16T09:21+08:00"
    assert told("6月16日 09:21", url="http://x.cn/2023/0616/1.html") == "2023-06-16T09:21+08:00"


def test_the_address_settles_the_order_of_a_stamp() -> None:
    assert (
        told("Posted on 06/02/2018", url="https://a.org/2018/02/06/story", chinese=False)
        == "2018-02-06"
    )


def test_a_stamp_is_not_from_the_future_which_settles_its_order() -> None:
    assert told("Posted on 02/04/2025", chinese=False) == "2025-02-04"


def test_local_time_called_utc_by_the_system_is_read_as_shown() -> None:
    assert (
        told("2019-07-26 20:44", metadata=("2019-07-26T20:44:00+00:00",))
        == "2019-07-26T20:44+08:00"
    )


def test_metadata_in_utc_and_the_shown_local_day_agree_on_the_page_s_own_clock() -> None:
    shown = told("2019-07-26 02:44", metadata=("2019-07-25T18:44:10Z",))
    assert shown == "2019-07-26T02:44:10+08:00"


def test_days_of_a_list_tell_the_order_of_the_page_s_own() -> None:
    rows = [
        "日期 08.03.2019",
        "分析：秘鲁为何押注绿氢 18.04.2019",
        "智利博物馆归还殖民时期文物 20.04.2019",
    ]
    assert told(*rows) == "2019-03-08"
    assert told(rows[0]) is None


def test_a_stale_metadata_value_gives_way_to_stamp_and_address() -> None:
    url = "http://x.cn/2023-06/16/c_1.htm"
    assert (
        told("发布时间：2023-06-16 09:21", url=url, metadata=("2015-01-01",))
        == "2023-06-16T09:21+08:00"
    )


def test_metadata_made_at_the_visit_gives_way_to_what_is_shown() -> None:
    assert (
        told("发布时间：2023-06-16 09:21", metadata=("2025-03-01T01:59:00Z",))
        == "2023-06-16T09:21+08:00"
    )


def test_lists_far_from_the_title_are_not_the_pages_date() -> None:
    lines = ["培训班举办", *["正文"] * 20, "2023-06-16", "2023-06-17", "2023-06-18"]
    assert published_in((), lines, None, FETCHED, chinese=True, title_at=0).date is None


def test_one_labelled_stamp_far_from_the_title_counts_where_nothing_contradicts_it() -> None:
    lines = ["培训班举办", *["正文"] * 20, "发布时间：2023-06-16 09:21"]
    told_far = published_in((), lines, None, FETCHED, chinese=True, title_at=0)
    assert told_far.date == PageDate("2023-06-16T09:21+08:00")
    lines += ["王明 发表于 2023-06-18 10:00", "来源：某网 2023-06-19 10:00"]
    assert published_in((), lines, None, FETCHED, chinese=True, title_at=0).date is None


def test_the_title_in_a_ticker_above_does_not_hide_the_stamp_below_the_heading() -> None:
    lines = ["培训班举办", *["栏目"] * 12, "培训班举办", "2023-06-16", *["正文"] * 30]
    told_near = published_in((), lines, None, FETCHED, chinese=True, title_at=0)
    assert told_near.date == PageDate("2023-06-16")


def test_the_day_above_the_title_may_be_todays() -> None:
    lines = ["2023年6月16日 星期五", "培训班举办", "正文"]
    assert published_in((), lines, None, None, chinese=True, title_at=1).date is None
    that_day, later = datetime(2023, 6, 16, 9, tzinfo=UTC), datetime(2023, 6, 18, tzinfo=UTC)
    assert published_in((), lines, None, that_day, chinese=True, title_at=1).date is None
    assert published_in((), lines, None, later, chinese=True, title_at=1).date == PageDate(
        "2023-06-16"
    )


def test_the_listings_date_counts() -> None:
    published = published_in((), (), None, FETCHED, chinese=False, card="16 June 2023")
    assert (published.date, published.evidence) == (PageDate("2023-06-16"), "listing")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.cn/cndy/2008-03/21/content_6553949.htm", date(2008, 3, 21)),
        ("https://a.cn/a/202410/17/WS67.html", date(2024, 10, 17)),
        ("https://a.cn/2024-10-17/doc-x.shtml", date(2024, 10, 17)),
        ("https://a.cn/2024/10/17/story", date(2024, 10, 17)),
        ("http://a.cn/n1/2019/0726/c1001-31256789.html", date(2019, 7, 26)),
        ("http://a.cn/xw/202410/t20241017_123.html", date(2024, 10, 17)),
        ("http://a.cn/20241017/abc.html", date(2024, 10, 17)),
        ("https://a.cn/post/6553949.html", None),
        ("https://a.cn/list?d=2024-10-17", None),
        ("https://a.cn/2024/13/45/x", None),
        ("http://[", None),
        (None, None),
    ],
)
def test_the_day_of_an_address(url: str | None, day: date | None) -> None:
    found = day_in_url(url)
    assert (found[0] if found else None) == day


def test_an_id_that_begins_like_a_day_supports_but_does_not_tell() -> None:
    url = "https://a.cn/doc/20230616092133.html"
    assert told(url=url) is None
    assert told(*["正文"] * 30, url=url, metadata=("2023-06-16",)) == "2023-06-16"


_LINE = st.lists(st.sampled_from(["发布时间", "：", "2023-06-16", " ", "09:21", "来源", "(", "China Daily ", "March 3, 2001", ")", "06/02/2018", "9个月前", "6月16日", "A", "国际", "|", "99"]), max_size=7).map("".join)  # fmt: skip


@given(st.lists(st.one_of(st.text(max_size=30), _LINE), max_size=6), st.lists(st.text(max_size=30), max_size=2), st.one_of(st.none(), st.text(), st.just("http://x.cn/2018/02/06/")))  # fmt: skip
def test_nothing_makes_it_raise(stamps: list[str], metadata: list[str], url: str | None) -> None:
    published = published_in(metadata, stamps, url, FETCHED, chinese=True, title_at=1)
    assert published.date is None or published.date.day().year >= 1990


def test_stamps_of_several_days_below_the_text_are_its_readers() -> None:
    comments = ("王明 2024-12-11 08:00", "很好", "李强 发表于 2024-12-12 09:00", "支持")
    assert told("培训班举办", PROSE, PROSE, *comments) is None
    dated = published_in((), ("培训班举办", "2024-12-10 07:30", PROSE, *comments), None, FETCHED, chinese=True, title_at=0)  # fmt: skip
    assert dated.date == PageDate("2024-12-10T07:30+08:00")
    assert told("培训班举办", PROSE, "发布时间：2024-12-10 07:30") == "2024-12-10T07:30+08:00"
