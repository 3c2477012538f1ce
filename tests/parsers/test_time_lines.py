"""The line of the day as Chinese sites write it, in the places where they put it, beside others' days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crawler.parsers.dates.listed import lists_in
from crawler.parsers.markup.document import Block
from tests.parsers.small_pages import paragraphs, read_page

TITLE = "市外办代表团访问友好城市并签署合作备忘录"
TEXT = paragraphs(
    "　　代表团一行七人近日访问了友好城市，双方就青年交流、职业培训和港口合作交换了意见，并签署了为期三年的合作备忘录。",
    "　　市长在会见时表示，两市结好三十年来，往来密切，成果丰硕，希望今后在更多领域开展务实合作，造福两地居民。",
    "　　据了解，2021年6月18日双方曾签署意向书，代表团还将于12月3日前往邻近的港口考察，并与当地商会座谈。",
)
RELATED = "<h3>相关新闻</h3><ul>" + "".join(
    f"<li><a href='/{day}'>{headline}</a><span>{day}</span></li>"
    for headline, day in [
        ("全市外事工作会议召开并部署任务", "2023-03-02"),
        ("友城青年夏令营在海边营地开营", "2022-07-15"),
        ("港口合作论坛", "2021-11-30"),
    ]
) + "</ul>"  # fmt: skip
MENU = "<ul><li><a href='/a'>首页</a></li><li><a href='/b'>新闻</a></li><li><a href='/c'>公告</a></li></ul>"
HEADING = f"<h1>{TITLE}</h1>"
#: A line and how the page has it around its title and text.
Layout = Callable[[str], str]
LAYOUTS: dict[str, Layout] = {
    "under the title": lambda line: f"{MENU}{HEADING}<div class='i'>{line}</div>{TEXT}{RELATED}",
    "above the title": lambda line: f"{MENU}<div class='i'>{line}</div>{HEADING}{TEXT}{RELATED}",
    "under the text": lambda line: f"{MENU}{HEADING}{TEXT}<div class='i'>{line}</div>{RELATED}",
    "behind a list of headlines": lambda line: f"{MENU}{RELATED}{HEADING}<div class='i'>{line}</div>{TEXT}",
    "in a table": lambda line: f"<table><tr><td>{MENU}</td><td>{RELATED}</td></tr><tr><td><b>{TITLE}</b></td></tr><tr><td>{line}</td></tr><tr><td>{TEXT}</td></tr></table>",
}  # fmt: skip


def day_of(body: str) -> str | None:
    published = read_page(f"{TITLE}-某市外事办公室", body).content.published
    return published.iso[:10] if published else None


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "line",
    [
        # labels
        "公开日期：2023-05-08",
        "公布日期： 2023-05-08",
        "成文日期：2023年5月8日",
        "印发日期：2023-05-08",
        "信息时间：2023-05-08",
        "见报日期：2023-05-08",
        "审核时间：2023-05-08",
        "来源：市外办时间：2023-05-08 浏览：102",
        "供稿：李四 摄影：王五 日期：2023-05-08",
        "更多操作发表于: 2023-05-08 21:40 | 只看楼主",
        "Time: 2023-05-08",
        "Release time：2023-05-08",
        "发布时间：23-05-08",
        "登载时间 2023/5/8",
        "责任单位：市外办 视力保护色： 2023-05-08 09:12:33",
        "发布机构：滨海市人民政府外事办公室 2023-05-08 访问量：",
        "海港新闻网发布：2023-05-08 09:12记者：张三 李四参与互动",
        "责任单位：市外办编辑时间：2023/5/8 文/张三",
        "澎湃新闻时间：2023年05月08日09:12",
        "2023-05-08 09:10环球网祁文静我有话说(37人参与)字号:T|T",
        "23-05-08 16:20 优质原创作者",
        "2023年5月8日 | 新闻稿 | 日内瓦",
        # signs and order
        "2023·05·08",
        "2023—05—08",
        "2023 － 05 － 08",
        "２０２３－０５－０８",
        "2023-05-08丨来源：本报",
        "2023-05-08人气：123",
        "20230508",
        "05-08 2023",
        "08日 2023年05月",
        "2023 05.08",
        "082023.05",
        "2023年05月 08",
        "五月 8, 2023",
        "8 5月 2023",
        "民國112年5月8日",
        "發布日期：112-05-08",
        # the weekday tells the order
        "Mon, 05/08/2023 - 09:12",
        "05/08/2023 星期一",
    ],
)
def test_the_day_is_read_wherever_the_line_stands(line: str, layout: str) -> None:
    assert day_of(LAYOUTS[layout](line)) == "2023-05-08"


@pytest.mark.parametrize("layout", ["under the title", "behind a list of headlines"])
@pytest.mark.parametrize(
    "line",
    [
        "活动时间：2023-05-08",
        "报名截止时间：2023-05-08",
        "会议日期：2023年5月8日",
        "施行日期：2023年5月8日",
        "有效期至：2023-05-08",
        "开标时间：2023-05-08 09:00",
        "时间：2023年5月8日14:00 主讲人：张三",
        "公示时间：2023年5月8日至5月12日",
        "2023年5月8日 09:00，开幕式举行，市长致辞，随后参观展厅",
        "2023-05-08 14:00 地点：市图书馆报告厅 主讲：张三",
        "留言时间：2023-05-08 10:00",
        "注册时间：2023-05-08",
        "摄于2023年5月8日",
        "附件：合作备忘录（2023年5月8日）.pdf",
        "",
    ],
)
def test_another_day_is_not_the_page_s(line: str, layout: str) -> None:
    assert day_of(LAYOUTS[layout](line)) is None


@pytest.mark.parametrize(
    "boxes",
    [
        ("08", "2023-05"),
        ("08/", "2023-05"),
        ("05-08", "2023"),
        ("05月08日", "2023年"),
        ("2023", "05-08"),
        ("2023年", "05月08日"),
        ("2023年5月", "8日"),
        ("May", "08", "2023"),
        ("08", "May 2023"),
        ("05月", "08", "2023"),
        ("2023", "05", "08", "09:12"),
        ("周一", "08", "2023-05"),
    ],
)
def test_a_day_in_boxes_is_one(boxes: tuple[str, ...]) -> None:
    day = "".join(f"<div class='d{at}'>{half}</div>" for at, half in enumerate(boxes))
    assert day_of(f"{MENU}{HEADING}<div>{day}</div>{TEXT}{RELATED}") == "2023-05-08"


@pytest.mark.parametrize("boxes", [("08", "05", "2023"), ("31", "2023-02"), ("12", "浏览", "2023")])
def test_boxes_that_are_no_day_or_several_are_none(boxes: tuple[str, ...]) -> None:
    day = "".join(f"<div class='d{at}'>{half}</div>" for at, half in enumerate(boxes))
    assert day_of(f"{MENU}{HEADING}<div>{day}</div>{TEXT}{RELATED}") is None


def test_a_stamp_may_open_the_text_s_own_box() -> None:
    line = "文章来源：本站原创 点击数：1893 更新时间：2023-5-8"
    text = TEXT.replace("<p>", "").replace("</p>", "<br><br>")
    assert day_of(f"{MENU}{HEADING}<div>{line}<br>{text}</div>{RELATED}") == "2023-05-08"


def test_the_day_of_a_linked_source_is_the_page_s() -> None:
    line = "<a href='/s'>新华社</a> 2023-05-08 <a href='/t'>更多新闻</a>"
    assert day_of(f"{MENU}{HEADING}<div>{line}</div>{TEXT}{RELATED}") == "2023-05-08"


def test_boxes_alike_with_several_days_are_a_list_but_not_right_below_the_title() -> None:
    days = ("2023-05-08", "2022-07-15", "2021-11-30", "2020-05-06")
    rows = [Block(day, path="body/div/span") for day in days]
    text = Block("代表团还参观了两家企业。" * 9, path="body/div/p")
    blocks = (Block(TITLE, path="body/h1"), rows[0], text, *rows[1:])
    assert lists_in(blocks, [block.text for block in blocks], TITLE, 0, 2).entries == {3, 4, 5}
    assert lists_in(blocks, [block.text for block in blocks], TITLE, None, 2).entries == {
        1,
        3,
        4,
        5,
    }


def test_one_day_over_and_over_is_no_list() -> None:
    rows = [Block("2023-05-08", path="body/div/span")] * 5
    assert lists_in(rows, [row.text for row in rows], TITLE, None, None) == (
        frozenset(),
        frozenset(),
    )


def test_readers_words_do_not_outweigh_the_stamp_beside_the_title() -> None:
    stamp = "<div>2023-05-08 19:21:33 0 次阅读 稿源：港口报 36 条评论</div>"
    words = "<dl><dt>路人甲[四川] 发表于 2023-05-13 09:38:00</dt><dd>写得好</dd></dl>"
    assert day_of(f"{MENU}{HEADING}{stamp}{TEXT}{RELATED}<h4>评论</h4>{words}") == "2023-05-08"


def test_a_copyright_sign_before_a_whole_moment_is_an_ornament() -> None:
    line = "<a>真实故事铺</a><i>©</i><span>2023-05-08 20:31</span>"
    assert day_of(f"{MENU}{HEADING}<div>{line}</div>{TEXT}{RELATED}") == "2023-05-08"


def test_the_day_of_the_original_is_not_the_copy_s() -> None:
    line = "收录于：2023-05-08 09:05| 发布者: robot07| 查看: 2213| 原作者: 周医生| 来自: 医学"
    note = "本文首发于“医学界”客户端，原文发表时间：2018年11月23日，转载请注明。"
    assert day_of(f"{MENU}{HEADING}<p>{line}</p><p>{note}</p>{TEXT}{RELATED}") == "2023-05-08"


def test_a_line_of_the_page_s_own_stays_beside_readers_in_boxes_alike() -> None:
    rows = (
        "[录入者：教科室 点击数：613 2023-05-08 15:22:07]",
        "· 游客 于 2023-05-11 19:03:11 说：好",
        "· ycsz 于 2023-05-14 21:40:55 说：照片太小了",
    )
    cells = "".join(f"<tr><td>{line}</td></tr>" for line in (TITLE, TEXT, *rows))
    assert day_of(f"{MENU}<table>{cells}</table>") == "2023-05-08"


@pytest.mark.parametrize(
    "name",
    ["ArticlePublishDate", "publishedDate", "_pubtime", "ptime", "og:time", "ReleaseTime",
     "news_publish_time", "displaydate", "createDate"],
)  # fmt: skip
def test_a_day_in_the_head_is_known_by_many_names(name: str) -> None:
    head = f'<meta name="{name}" content="2023-05-08 09:12">'
    published = read_page(TITLE, f"{HEADING}{TEXT}", head).content.published
    assert published is not None
    assert published.iso == "2023-05-08T09:12+08:00"


def test_the_day_a_page_was_made_gives_way_to_the_one_it_shows() -> None:
    head = '<meta name="createDate" content="2023-05-07">'
    body = f"{HEADING}<div>2023-05-08 08:47 县融媒体中心</div>{TEXT}"
    published = read_page(TITLE, body, head).content.published
    assert published is not None
    assert published.iso[:10] == "2023-05-08"


@pytest.mark.parametrize(
    "source",
    [
        "<!-- published at 2023-05-08 09:12:00 -->",
        "<!--enpproperty <articleid>1</articleid><date>2023-05-08 09:12:00:0</date>/enpproperty-->",
        "<script>var DATA={ptime:'2023-05-08 09:12:00'}</script>",
        '<script>var DATA={"publish_date":1683508320000}</script>',
    ],
)
def test_what_only_the_source_says_is_the_last_resort(source: str) -> None:
    assert day_of(f"{source}{MENU}{HEADING}{TEXT}{RELATED}") == "2023-05-08"
    shown = f"{source}{MENU}{HEADING}<div>2023-05-09</div>{TEXT}{RELATED}"
    assert day_of(shown) == "2023-05-09"


@pytest.mark.parametrize(
    ("title", "menu"),
    [("港口晚报", ""), ("滨海市第三中学欢迎您！", ""), ("项目动态_滨海儿童基金会", "项目动态"),
     ("国际教育学院", "国际教育学院"), ("滨海省红十字会", "")],
)  # fmt: skip
def test_a_site_s_name_is_no_headline_where_a_line_stands_above_the_text(
    title: str, menu: str
) -> None:
    bar = f"<div><a href='/'>{menu}</a></div><table><tr><td>{title}</td></tr></table>"
    foot = f"<div>版权所有：{title.partition('_')[2] or title}</div>"
    stamp = "<p>2023.05.08 项目部 3471</p>"
    record = read_page(title, f"{bar}<p>{TITLE}</p>{stamp}{TEXT}{RELATED}{foot}")
    [edition] = record.content.editions.values()
    assert edition.title == TITLE


def test_a_logo_in_a_heading_is_no_headline() -> None:
    page = f"<h1>滨海渔业协会</h1>{MENU}<p>{TITLE}</p><p>发布时间：2023-05-08</p>{TEXT}<div>版权所有：滨海渔业协会</div>"
    [edition] = read_page("滨海渔业协会", page).content.editions.values()
    assert edition.title == TITLE


def test_a_headline_before_its_medium_s_name_is_shown_by_its_heading() -> None:
    page = f"<h2>{TITLE}</h2><p>2023-05-08 14:36</p><p class='piccont'>沙汀（左）在藕塘里试戏</p>{TEXT}"
    [edition] = read_page(f"{TITLE} Mtime时光网", page).content.editions.values()
    assert edition.title == TITLE


def test_a_headline_that_nothing_shows_stays_the_title() -> None:
    record = read_page("港口扩建二期工程开工_海港网", f"<p>夜色中的港口与新建的码头</p>{TEXT}")
    [edition] = record.content.editions.values()
    assert edition.title == "港口扩建二期工程开工"


def test_a_list_that_names_sources_is_one_all_the_same() -> None:
    days = ("2022-07-15", "2021-11-30", "2020-05-06")
    rows = [Block(f"来源：港口报 {day} 阅读 {day[-2:]}", path="body/ul/li") for day in days]
    assert lists_in(rows, [row.text for row in rows], TITLE, None, None).entries == {0, 1, 2}


EN_TITLE = "Office and partners open a service centre for migrants at the harbour"
EN_TEXT = paragraphs(
    "The office and its partners have opened a centre where migrants find advice, training and a doctor twice a week.",
    "Its head said that the centre would help some four thousand people a year, most of whom work in fishing and building.",
    "Work began in June 2021 after a study had shown that many did not know their rights, and a second centre will follow.",
)
EN_RELATED = "<h3>Related news</h3>" + "".join(
    f"<div class='card'><a href='/r'>{headline}</a><span>{day}</span></div>"
    for headline, day in [
        ("Ministers meet on labour mobility in the region", "2 March 2023"),
        ("Summer school for young officials opens", "15 July 2022"),
        ("Training on documents", "30 November 2021"),
    ]
)


def english_day(line: str, *, above: bool = False) -> str | None:
    stamp = f"<div class='d'>{line}</div>"
    heading = f"<h1>{EN_TITLE}</h1>"
    body = f"{stamp}{heading}" if above else f"{heading}{stamp}"
    published = read_page(EN_TITLE, f"{body}{EN_TEXT}{EN_RELATED}").content.published
    return published.iso[:10] if published else None


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    "line",
    ["8 May 2023", "MAY 8, 2023", "8/May/2023", "Issued on: 8 May 2023", "Date of issue: 8 May 2023",
     "Created: 8 May 2023", "Submitted by admin on 8 May 2023", "Press release | 8 May 2023",
     "Submitted by admin on Mon, 05/08/2023 - 09:12", "Posted By: Admin Date: May 8, 2023",
     "Author: Admin Date: 2023-05-08 Views: 123", "Article | 8 May 2023"],
)  # fmt: skip
def test_english_lines_are_read_beside_lists(line: str, above: bool) -> None:
    assert english_day(line, above=above) == "2023-05-08"


@pytest.mark.parametrize(
    "line",
    ["Event date: 8 May 2023", "Closing date: 8 May 2023", "Start date: 8 May 2023",
     "Application deadline: 8 May 2023", "Date: 8 May 2023 Venue: Beijing", "8-10 May 2023",
     "05/08/2023", "Beijing, 8 May 2023", ""],
)  # fmt: skip
def test_english_days_of_events_and_open_orders_are_not_the_page_s(line: str) -> None:
    assert english_day(line) is None


def test_cells_say_what_each_day_is_of() -> None:
    cells = [
        ("索引号", "0001/2023-00012"),
        ("成文日期", "2023年04月20日"),
        ("发布日期", "2023年05月08日"),
    ]
    rows = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in cells)
    assert day_of(f"{MENU}{HEADING}<table>{rows}</table>{TEXT}{RELATED}") == "2023-05-08"


def test_an_event_s_place_may_stand_in_the_next_box() -> None:
    event = "<div>时间：2023-05-08 14:00</div><div>地点：市图书馆</div>"
    assert day_of(f"{MENU}{HEADING}{event}{TEXT}{RELATED}") is None


def test_paragraphs_that_tell_of_days_are_no_list() -> None:
    told = paragraphs(
        "2021年3月1日，项目启动。", "2022年4月2日，培训开班。", "2022年9月3日，学员结业。"
    )
    day = "<p>（《滨海日报》 2023年05月08日 第 03 版）</p>"
    assert day_of(f"{MENU}{HEADING}{TEXT}{told}{day}{RELATED}") == "2023-05-08"


def test_a_stamp_may_stand_in_the_headline_s_own_box() -> None:
    heading = f"<h1>{TITLE}<br><span>2023-05-08 14:20:33 来源：滨海市红十字会 评论：0</span></h1>"
    assert day_of(f"{MENU}{heading}{TEXT}{RELATED}") == "2023-05-08"


def test_a_post_s_own_line_stands_right_above_it() -> None:
    writer = "".join(
        f"<p>{line}</p>" for line in ("213", "主题", "1820", "帖子", "5406", "积分", "城市观察员")
    )
    joined = "<dl><dt>注册时间</dt><dd>2008-3-17</dd><dt>最后登录</dt><dd>2023-05-28</dd></dl>"
    post = "<em>发表于 2023-5-8 14:22</em> | <a>只看该作者</a> | <a>倒序浏览</a>"
    answers = "<div><p>网友</p><p>发表于 2023-05-11 19:12</p><p>辛苦了</p></div><ul><li>发表于 2023-05-13 08:02</li></ul>"
    body = f"{MENU}{HEADING}{writer}{joined}<p>楼主</p><div>{post}</div>{TEXT}{answers}"
    assert day_of(body) == "2023-05-08"
