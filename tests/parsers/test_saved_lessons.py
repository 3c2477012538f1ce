"""What pages that other projects saved taught: one small page for each cause of a misreading."""

from __future__ import annotations

import pytest

from crawler.parsers.content.density import density_of
from crawler.parsers.content.outline import outline
from crawler.parsers.markup.html import tree
from crawler.parsers.markup.htmlblocks import pieces
from storage.types import Record
from tests.parsers.small_pages import paragraphs, read_page, text

FIRST = "The ferry to the island will sail twice a day from the first Saturday of the summer."
SECOND = "A second boat was bought in the spring, and its engine has been taken apart and cleaned."
THIRD = "The crew of six has practised the new landing for a week, at night and in heavy rain."
FOURTH = "Tickets can be had at the pier, at the library and from the captain of either boat."
STORY = (FIRST, SECOND, THIRD, FOURTH)
WINDY = "It will be a windy crossing, as everybody who has been there in winter knows too well."
LATER = (
    "The mayor, who has never been seen on the island, has bought a ticket for the first trip.",
    "She said she would stay for a night if the sea was calm, and for a week if it was not.",
    "The school has asked for seats, too, because nine of its children live near the lighthouse.",
    "No one could say on Friday how much the second boat had cost, or who had paid for it.",
)
ZH = (
    "自今年夏天第一个星期六起，开往海岛的渡轮每天往返两班，早班七点开出，晚班六点返航，风雨无阻。",
    "第二艘渡轮是今年春天购入的，发动机已经全部拆开清洗，六名船员冒雨演练靠岸整整一个星期。",
    "船票可以在码头、图书馆购买，也可以直接向两位船长购买，老人和儿童半价，自行车免费上船。",
)


def read(body: str, head: str = "", url: str | None = None, title: str = "The ferry") -> Record:
    return read_page(title, body, head, url)


def published(record: Record) -> str | None:
    return record.content.published.iso if record.content.published else None


def meta(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{value}">'


def test_a_stamp_without_a_year_takes_it_from_the_day_of_the_update() -> None:
    stamp = "<span class='date'>发布时间：09-12</span><span class='time'>21:05</span>"
    body = f"<h1>渡轮夏季时刻</h1><div>{stamp}</div><div>{paragraphs(*ZH)}</div>"
    head = '<meta itemprop="dateUpdate" content="2021-09-12 21:05:40">'
    assert published(read(body, head, title="渡轮夏季时刻")) == "2021-09-12T21:05+08:00"


@pytest.mark.parametrize("shown", ["", "<em>昨天</em>", "<em>3小时前</em>"])
def test_an_epoch_in_a_script_beats_a_word_counted_from_the_fetch(shown: str) -> None:
    script = '<script>var nonce = "81";\n    var ct = "1614845045";\n    var ip = "1";</script>'
    body = f"<h2>渡轮夏季时刻</h2><div>{shown}</div><div>{paragraphs(*ZH)}</div>{script}"
    assert published(read(body, title="渡轮夏季时刻")) == "2021-03-04T16:04:05+08:00"


@pytest.mark.parametrize(
    "stamp",
    [
        "<abbr title='2012-08-25T01:40:40Z'>1 hr 4 mins ago</abbr>",
        "<time title='2012-08-25T01:40:40Z'>4 mins ago</time>",
    ],
)
def test_a_machine_date_on_a_word_counted_from_the_fetch_is_the_date(stamp: str) -> None:
    teasers = "".join(f"<p>AP - {n} mins ago</p>" for n in (53, 55))
    cite = f"<cite>By ANNA REED - AP Writer | <span>AP</span> – {stamp}</cite>"
    body = f"<h1>The ferry</h1>{cite}<div>{paragraphs(*STORY)}</div><div>{teasers}</div>"
    assert published(read(body)) == "2012-08-25T01:40:40Z"


def test_a_readers_machine_date_is_not_the_page_s() -> None:
    stamp = "<abbr title='2012-08-25T01:40:40Z'>4 mins ago</abbr>"
    comments = f"<div class='comments'><p>Ann {stamp}</p><p>Good news for all of us.</p></div>"
    assert published(read(f"<h1>The ferry</h1>{paragraphs(*STORY)}{comments}")) is None


@pytest.mark.parametrize(
    "utc", [meta("sailthru.date", "2014-06-30"), meta("date", "2014-06-30T00:08:00Z")]
)
def test_the_day_at_the_page_s_own_clock_beats_the_same_moment_s_in_utc(utc: str) -> None:
    own = "<time class='updated' datetime='2014-06-29 20:08:00-0400' pubdate>June 29, 2014</time>"
    body = f"<h1>The ferry</h1><p>By Ann Reed on {own}</p><div>{paragraphs(*STORY)}</div>"
    assert published(read(body, utc)) == "2014-06-29T20:08:00-04:00"


def test_the_clock_that_the_page_shows_beats_the_same_moment_s_in_utc() -> None:
    body = (
        "<h1>The ferry</h1><p>By Ann Reed on April 6, 2015 11:42 pm</p>"
        f"<div>{paragraphs(*STORY)}</div>"
    )
    head = meta("article:published_time", "2015-04-07T03:42:00Z")
    assert published(read(body, head)) == "2015-04-06T23:42"


@pytest.mark.parametrize("path", ["2010/TRAVEL/08/13/the.ferry/index.html", "2010/08/13/the-ferry"])
def test_a_page_without_an_address_has_its_canonical_one_s_day(path: str) -> None:
    head = f'<link rel="canonical" href="http://www.example.com/{path}">'
    assert published(read(f"<h1>The ferry</h1>{paragraphs(*STORY)}", head)) == "2010-08-13"


HEADLINE = "海岛渡轮公司：新船“海燕”号下水，一天两班"


def test_a_headline_in_a_small_heading_is_told_from_the_owner_behind_it() -> None:
    body = f"<div><h4>{HEADLINE}</h4></div><div>{paragraphs(*ZH)}<h3>一天两班更方便</h3></div>"
    record = read(body, title=f"{HEADLINE}-HDB 海岛渡轮邮报")
    assert record.title == HEADLINE


def test_a_headline_that_a_plain_element_shows_ends_where_the_declared_one_has_a_blank() -> None:
    body = f"<table><tr><td><div>海岛渡轮公司新船今天上午下水启航</div></td></tr></table>{paragraphs(*ZH)}"
    record = read(body, title="海岛渡轮公司新船今天上午下水启航 码头办事处_海岛网")
    assert record.title == "海岛渡轮公司新船今天上午下水启航"


def test_a_section_is_no_headline_where_a_small_heading_stands_above_the_date() -> None:
    crumbs = "<h3>首页 - 新闻动态</h3>"
    stamp = "<div><b>发布时间：2019-05-18</b> <i>来源：海岛渡轮公司</i></div>"
    aside = "<h4>联系我们</h4><h5>海岛渡轮公司</h5>"
    body = f"{crumbs}<div><h5>{HEADLINE}</h5>\n{stamp}{paragraphs(*ZH)}</div>{aside}"
    assert read(body, title="新闻动态--海岛渡轮公司官网").title == HEADLINE


def test_a_file_s_number_is_no_headline_where_a_bold_line_stands_in_the_middle() -> None:
    bold = "<p align='right'><b>Exhibit 99.1</b></p><p><img src='logo.gif'></p>"
    bold += "<p style='font-size:10pt' align='center'><b>ISLAND FERRIES BUY A SECOND BOAT</b></p>"
    bold += "<p align='center'><i>It will sail from June</i></p>"
    assert (
        read(bold + paragraphs(*STORY), title="EX-99.1").title == "ISLAND FERRIES BUY A SECOND BOAT"
    )


def test_a_text_that_begins_with_many_short_lines_keeps_them_all() -> None:
    short = ("下周六，", "渡轮要加班了，", "一天两班。", "什么？", "你还不知道？", "快来看看吧！",
             "从北码头出发，", "途经灯塔，", "到达海岛，", "全程四十分钟，", "风雨无阻。")  # fmt: skip
    body = (
        f"<h1>{HEADLINE}</h1><div class='time'>2021-05-17</div><div>{paragraphs(*short, *ZH)}</div>"
    )
    assert text(read(body, title=HEADLINE)) == [*short, *ZH]


@pytest.mark.parametrize("heading", ["延伸 · 推荐", "相关·阅读", "延伸 阅读"])
def test_a_box_whose_heading_is_set_apart_by_a_dot_ends_the_text(heading: str) -> None:
    other = "第二艘渡轮由南方船厂建造，可以载客一百二十人，自行车四十辆，比第一艘快十分钟。"
    box = f"<div><div class='ttl'>{heading}</div><p><a href='/2'>新船的来历</a></p><p>{other}</p></div>"
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs(*ZH, *ZH[::-1])}{box}</div>"
    assert text(read(body, title=HEADLINE)) == [*ZH, *ZH[::-1]]


@pytest.mark.parametrize(
    "caption",
    [
        "船长在驾驶舱接受采访（视频截图）",
        "《海岛邮报》题为《一天两班》的报道截图。",
        "新船“海燕”号。海岛渡轮公司供图 海岛网发",
        "2021年5月17日，北码头，排队上船的游客。（视觉中国）",
    ],
)
def test_a_line_that_says_whose_picture_it_is_is_a_caption(caption: str) -> None:
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs(ZH[0], caption, *ZH[1:])}</div>"
    record = read(body, title=HEADLINE)
    assert text(record) == list(ZH)


@pytest.mark.parametrize(
    "line",
    [
        "2、回复【船票】查看各种优惠",
        "后台回复“时刻表”即可领取",
        "点击菜单栏【便民服务】解锁更多服务！",
        "看都看完了，点【在看】试试",
        "发送邮件至post@example.org申请加入海岛号",
        "相关资讯请关注:海岛渡轮专区",
        "更多相关资讯请关注：海岛渡轮专区",
        "本文原标题：《海岛渡轮一天两班，新船下水》",
        "（点击看清晰大图）",
        "夏天就要到了，快来海岛试玩新船，还有许多好玩的等着你！下载客户端还能获得专享福利哦！",
    ],
)
def test_an_account_s_word_to_its_followers_is_left_out(line: str) -> None:
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs(*ZH, line)}</div>"
    assert text(read(body, title=HEADLINE)) == list(ZH)


@pytest.mark.parametrize(
    "line",
    [
        "居民可以在公司的窗口领取回复，回复时间为三个工作日，逾期没有回复的，可以拨打市长热线反映。",
        "公司提醒，旅客也可以下载客户端购票，客户端里的票价和码头窗口完全一样，不收手续费。",
    ],
)
def test_a_text_may_speak_of_replies_and_of_apps(line: str) -> None:
    body = f"<h1>{HEADLINE}</h1><div>{paragraphs(*ZH, line)}</div>"
    assert text(read(body, title=HEADLINE)) == [*ZH, line]


def test_a_first_paragraph_that_only_the_box_holds_is_of_the_text() -> None:
    teasers = "".join(
        f"<li><a href='/{n}'>Article: {n} things to know of ferries</a><p>AP - {n} mins ago</p></li>"
        for n in (53, 55, 57)
    )
    related = f"<div class='art-related'><h3>Related Content</h3><ul>{teasers}</ul></div>"
    told = [f"{FIRST} {WINDY}", *(f"{line} {WINDY} {WINDY}" for line in (*STORY[1:], *LATER))]
    rest = paragraphs(*told[1:])
    body = f"<div class='bd'><p><div class='u-1'>{related}</div>{told[0]}</p>{rest}</div>"
    assert text(read(f"<h1>The ferry</h1><div class='art-content'>{body}</div>")) == told


def test_lines_of_code_may_be_repeated() -> None:
    code = (
        "<pre>client = Client()\ndef parse():\n    data = client.pop('test')\n    return data</pre>"
    )
    lines = paragraphs(FIRST, code, SECOND, code, THIRD, code, FOURTH)
    assert text(read(f"<h1>The ferry</h1><div>{lines}</div>")).count("client = Client()") == 3


def test_items_of_a_list_in_the_text_may_hold_boxes() -> None:
    items = "<ol><li><section>The first boat is blue and slow</section></li>"
    items += "<li><section>The second boat is white</section></li></ol>"
    body = f"<h1>The ferry</h1><div>{paragraphs(*STORY[:2])}{items}{paragraphs(*STORY[2:])}</div>"
    lines = text(read(body))
    assert any("blue and slow" in line for line in lines)
    assert any("boat is white" in line for line in lines)


@pytest.mark.parametrize(
    "line", ["IN TEXAS: <a href='/2'>{0}</a>", "Related: <a href='/2'>{0}</a>"]
)
def test_a_link_behind_a_label_between_paragraphs_is_no_paragraph(line: str) -> None:
    linked = line.format("Family of the first captain is quarantined")
    body = f"<h1>The ferry</h1><div>{paragraphs(*STORY[:2], linked, *STORY[2:])}</div>"
    assert text(read(body)) == list(STORY)


def test_what_a_video_shows_is_none_of_the_text() -> None:
    video = f"<div class='player'><video src='x'></video><p class='video-desc'>{THIRD}</p></div>"
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST)}{video}{paragraphs(SECOND, FOURTH)}</div>"
    assert text(read(body)) == [FIRST, SECOND, FOURTH]


def test_the_source_of_a_text_linked_behind_it_is_none_of_it() -> None:
    source = (
        "<p><strong>Source</strong> <a href='http://x.org'>Harbour office of the island</a></p>"
    )
    body = f"<h1>The ferry</h1><div>{paragraphs(*STORY)}{source}</div>"
    assert text(read(body)) == list(STORY)


def test_a_text_of_short_items_below_a_long_lead_in_the_header_is_read() -> None:
    lead = f"<header><h1>The ferry</h1><p>{FIRST} {SECOND} {THIRD}</p></header>"
    items = ("Heard on the pier today:", "- The old boat has been sold to a school in the north.",
             "- The captain's dog sails free.", "- A song that was written on board.")  # fmt: skip
    player = "<div><h4>Ep. 13: The ferry</h4></div><p><a href='/rss'>RSS (HD)</a></p>"
    body = f"<article><div>{lead}<div class='postBody'>{paragraphs(*items)}{player}</div></div></article>"
    assert items[1] in text(read(body))


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("By ANN REED 08/ 6/11 09:19 PM ET", "2011-08-06T21:19"),
        ("First Posted: 08/06/11 09:19 PM ET Updated: 08/07/11 08:10 AM ET", "2011-08-06T21:19"),
        ("8/6/2011 9:19 PM EDT", "2011-08-06T21:19-04:00"),
        ("by Ann Reed on Aug 6th, 2011 @ 9:19PM", "2011-08-06T21:19"),
        ("By Ann Reed on August 6, 2011", "2011-08-06"),
        ("ANN REED, USA TODAY 9:19 p.m. EDT August 6, 2011", "2011-08-06T21:19-04:00"),
        ("8/6/2011 9:19 PM", None),
        ("08/06/11 9:19", None),
    ],
)
def test_the_lines_under_american_headlines_are_read(line: str, iso: str | None) -> None:
    body = f"<h1>The ferry</h1><p>{line}</p><div>{paragraphs(*STORY)}</div>"
    assert published(read(body)) == iso


def test_a_clock_under_the_headline_on_the_day_before_beats_metadata() -> None:
    body = f"<h1>The ferry</h1><p>August 5, 2011 9:19 PM ET</p><div>{paragraphs(*STORY)}</div>"
    head = meta("publish_date", "Thu, 06 Aug 2011 08:10:27 EST")
    url = "https://example.org/2011/08/06/ferry"
    assert published(read(body, head, url)) == "2011-08-05T21:19"


def test_a_day_under_the_headline_after_that_of_metadata_does_not_beat_it() -> None:
    body = f"<h1>The ferry</h1><p>August 7, 2011 9:19 PM ET</p><div>{paragraphs(*STORY)}</div>"
    head = meta("publish_date", "Thu, 06 Aug 2011 08:10:27 EST")
    url = "https://example.org/2011/08/06/ferry"
    day = published(read(body, head, url))
    assert day is not None
    assert day.startswith("2011-08-06")


def test_a_wire_s_dateline_dates_a_page_that_says_nothing_else() -> None:
    wire = f"DUBLIN, July 2, 2014 — {FIRST}"
    assert published(read(f"<h1>The ferry</h1>{paragraphs(wire, *STORY[1:])}")) == "2014-07-02"


@pytest.mark.parametrize(
    "line",
    [
        f"On July 2, 2014 — a Monday — it rained. {FIRST}",
        f"Dublin, July 2, 2014, and later: {FIRST}",
    ],
)
def test_a_day_in_a_first_sentence_dates_nothing(line: str) -> None:
    assert published(read(f"<h1>The ferry</h1>{paragraphs(line, *STORY[1:])}")) is None


@pytest.mark.parametrize(
    "call",
    ["(<a href='/p'>See pictures of it.</a>)", "<b><a href='/p'>(See pictures of it.)</a></b>"],
)
def test_a_link_in_brackets_that_calls_to_look_is_taken_out_of_a_paragraph(call: str) -> None:
    line = f"{SECOND} {call} {THIRD} (See the map.)"
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST, line, FOURTH)}</div>"
    assert text(read(body)) == [FIRST, f"{SECOND} {THIRD} (See the map.)", FOURTH]


def test_a_call_to_send_pictures_is_left_out() -> None:
    line = "Are you on the island? Please share your photos, videos and stories at ourReport."
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST, SECOND, line, THIRD, FOURTH)}</div>"
    assert text(read(body)) == list(STORY)


def test_code_in_a_chinese_text_is_no_english_edition() -> None:
    code = (
        "import redis\nimport json\nclient = redis.Redis()\ndef parse():\n    data = client.lpop()"
    )
    code += "\n    stack.callback(add_ts)\n    return handler.insert_one(json.loads(data))"
    body = (
        f"<h1>{HEADLINE}</h1><div><p>{ZH[0]}</p><pre>{code}</pre><p>{ZH[1]}</p><p>{ZH[2]}</p></div>"
    )
    record = read(body, title=HEADLINE)
    assert list(record.content.editions) == ["zh-Hans"]
    assert "client = redis.Redis()" in "\n".join(text(record))


def test_a_pull_quote_in_a_quotation_element_is_dropped() -> None:
    said = "The engine has been taken apart and cleaned."
    quote = f"<p><q class='right'>{said}</q></p>"
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST)}{quote}<p>{SECOND} {said}</p>{paragraphs(THIRD)}</div>"
    assert text(read(body)) == [FIRST, f"{SECOND} {said}", THIRD]


def test_a_quotation_that_nothing_repeats_stays() -> None:
    quote = f"<p><q>{FOURTH}</q></p>"
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST, SECOND)}{quote}{paragraphs(THIRD)}</div>"
    assert text(read(body)) == [FIRST, SECOND, FOURTH, THIRD]


def test_a_company_s_box_behind_a_text_is_none_of_it() -> None:
    facts = "".join(
        f"<div><div class='left'>{name}</div><div class='left'>{value}</div></div>"
        for name, value in (
            ("Company:", "<a href='/c'>FERRIES</a>"),
            ("Founded:", "1/2/1994"),
            ("Boats:", "2"),
        )
    )
    about = f"<div class='body-copy'><p>{FIRST} {WINDY}</p></div>"
    box = f"<div class='cb'><h2><div>Boatbase</div></h2><h2><div>FERRIES</div></h2>{facts}{about}</div>"
    told = [f"{line} {WINDY}" for line in (*STORY[1:], *LATER)]
    body = f"<div class='detail'><h1>The ferry</h1><div class='body-copy'>{paragraphs(*told)}</div>{box}</div>"
    assert text(read(body)) == told


@pytest.mark.parametrize(
    "line",
    [
        "AP Technology Writer Ann Reed in San Francisco, Calif., contributed to this report.",
        "Contributing: Ann Reed, Bob Hall, Associated Press.",
    ],
)
def test_who_else_worked_on_a_report_is_no_part_of_it(line: str) -> None:
    body = f"<h1>The ferry</h1><div>{paragraphs(*STORY, line)}</div>"
    assert text(read(body)) == list(STORY)


def test_a_text_may_tell_what_contributed_to_something() -> None:
    last = "Fog, darkness and an old chart contributed to this accident, the harbour office said."
    body = f"<h1>The ferry</h1><div>{paragraphs(*STORY, last)}</div>"
    assert text(read(body)) == [*STORY, last]


def test_what_law_makes_a_site_say_at_its_foot_outweighs_no_short_text() -> None:
    legal = (
        "【免责声明】本文仅代表作者本人观点，与本站无关。本站对文中陈述、观点判断保持中立，不对所包含内容的准确性、"
        "可靠性或完整性提供任何明示或暗示的保证。请读者仅作参考，并请自行承担全部责任。"
    )
    foot = (
        "违法和不良信息举报电话：010-12345678 客服电话：010-12345679 传真：010-12345670 邮箱：post@example.org，"
        "本网站所载内容未经许可不得转载，互联网新闻信息服务许可证编号：1012006012，欢迎广大网民监督举报。"
    )
    body = f"<div><div><div><h1>{HEADLINE}</h1><div>2019-09-26 10:21:33</div><div><p>{ZH[0]}</p></div></div>"
    body += f"</div><p>{legal}</p></div><div><div>{foot}</div></div>"
    assert text(read(body, title=HEADLINE)) == [ZH[0]]


def test_a_day_before_the_word_updated_is_that_of_the_update() -> None:
    stamp = "<div class='stamp'>November 28, 2013 -- Updated 0203 GMT (1003 HKT)</div>"
    record = read(
        f"<h1>The ferry</h1>{stamp}<div>{paragraphs(*STORY)}</div>",
        url="https://example.org/2013/11/27/travel/the-ferry/index.html",
    )
    assert published(record) == "2013-11-27"
    assert record.content.updated is not None
    assert record.content.updated.iso.startswith("2013-11-28")


def test_a_question_put_to_everybody_stays() -> None:
    question = "渡轮开通以后您会多久去一次海岛？"
    body = "".join(f"<p>{name}</p><p>{question}</p><p>{line}</p>" for name, line in zip(
        ("林梅", "周海", "陈立"), ZH, strict=True))  # fmt: skip
    record = read(f"<h1>海岛渡轮三人谈</h1><div>{body}</div>", title="海岛渡轮三人谈")
    assert record.content.editions["zh-Hans"].body.count(question) == 3


def test_the_stamp_below_the_headline_counts_not_what_stands_by_a_link_to_the_page() -> None:
    links = "".join(f"<li><a href='/{n}'>Another story, number {n}</a></li>" for n in range(30))
    latest = f"<ul><li><a href='/ferry'>The ferry to the island</a></li>{links}</ul>"
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY * 2)
    below = "<div>Published: Friday, 3 May 2024 | 4:35 PM ET</div>"
    page = f"{latest}<h1>The ferry to the island</h1>{below}<div>{paragraphs}</div>"
    published = read(page, title="The ferry to the island").content.published
    assert published is not None
    assert published.iso.startswith("2024-05-03T16:35")


@pytest.mark.parametrize(
    ("stamp", "day"),
    [
        ("<div>发布时间：24-05-0310:20</div>", "2024-05-03T10:20"),
        ("<table><tr><td>First run</td><td>May 3, 1999 – July 9, 1999</td></tr></table>", None),
    ],
)
def test_a_short_year_is_read_behind_its_label_and_a_range_is_no_stamp(
    stamp: str, day: str | None
) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    published = read(f"<h1>The ferry</h1>{stamp}<div>{paragraphs}</div>").content.published
    assert (published.iso[:16] if published else None) == day


@pytest.mark.parametrize(
    ("name", "value", "iso"),
    [
        ("pub_date", "20240503", "2024-05-03"),
        ("firstpublishedtime", "2024-05-03-23:59:59", "2024-05-03T23:59:59"),
    ],
)
def test_other_names_of_the_day_of_publication(name: str, value: str, iso: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in STORY)
    head = f"<meta name='{name}' content='{value}'>"
    published = read(f"<h1>The ferry</h1><div>{paragraphs}</div>", head).content.published
    assert published is not None
    assert published.iso.startswith(iso)


def test_sections_of_a_text_may_all_be_named_after_what_pays_for_them() -> None:
    sections = "".join(
        f"<section class='Report__Section Report__Section--Ads' id='part-{at}'><h2>Part {at}</h2>"
        f"<p>{first}</p><p>{second}</p></section>"
        for at, (first, second) in enumerate([(FIRST, SECOND), (THIRD, FOURTH), LATER[:2]])
    )
    body = f"<h1>The ferry</h1><div>{sections}</div><div class='related'><p>{WINDY}</p></div>"
    read_out = text(read(body))
    assert all(line in read_out for line in (*STORY, *LATER[:2]))
    assert WINDY not in read_out


def test_boxes_of_teasers_outweigh_no_short_text() -> None:
    teasers = "".join(
        f"<div class='teaser'><h4><a href='/{at}'>Another story of the harbour</a></h4>"
        f"<p>{line}</p></div>"
        for at, line in enumerate(LATER)
    )
    body = f"<h1>The ferry</h1><div>{paragraphs(FIRST, SECOND)}</div><div>{teasers}</div>"
    assert text(read(body)) == [FIRST, SECOND]


def test_an_article_that_was_commented_is_no_comment() -> None:
    answers = "".join(f"<p>{line}</p>" for line in LATER[:2])
    body = (
        f"<article class='post hentry commented'><h1>The ferry</h1><p>{FIRST}</p><h2>A second"
        f" boat</h2><p>{SECOND}</p><ul><li>It is red.</li></ul><p>{THIRD}</p></article>"
        f"<div class='replies-wrapper'>{answers}</div>"
    )
    lines = text(read(body))
    assert lines == [FIRST, "A second boat", SECOND, "It is red.", THIRD]


def test_short_lines_above_a_list_are_of_the_text_that_the_box_is_called() -> None:
    items = "".join(f"<li>{line}</li>" for line in STORY)
    short = "<p>Host: the harbour master</p><p>Room: the old customs house</p><h4>Agenda</h4>"
    body = f"<h1>The ferry</h1><div class='entry-content'>{short}<ol>{items}</ol></div>"
    lines = text(read(body))
    assert lines == [
        "Host: the harbour master", "Room: the old customs house", "Agenda", *STORY,
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["class='entry-content'", "id='artibody'", "class='TRS_Editor'"])
def test_a_short_text_in_the_box_that_is_called_so_is_the_region_beside_longer_ones(
    name: str,
) -> None:
    others = "".join(f"<p>{line} {WINDY} {line}</p>" for line in LATER)
    body = f"<h1>The ferry</h1><div {name}><p>{FIRST}</p><p>{SECOND}</p></div>"
    page = outline(pieces(tree(f"<body>{body}<div class='more'>{others}</div></body>")))
    own = [
        piece.block.text
        for piece, held in zip(page.pieces, density_of(page).own, strict=True)
        if held
    ]
    assert own == [FIRST, SECOND]
    twice = outline(pieces(tree(f"<body>{body}<div {name}>{others}</div></body>")))
    assert list(density_of(twice).own[:3]) == [0, 0, 0]
