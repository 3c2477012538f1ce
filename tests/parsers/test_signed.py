"""Who wrote a page and where it is from, wherever its markup says so."""

from __future__ import annotations

import pytest

from crawler.parsers import Document, parse
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.credits.names import is_name, named, source_name

ZH = (
    "<p>青岭县的三座渡口从本月起延长开放时间，方便两岸居民在傍晚往返。渡口管理所说，延长之后每天多开四班船。</p>"
    "<p>住在对岸的居民过去要绕行四十公里的公路桥，冬天大雾时常常赶不上末班车，孩子们只好在镇上的亲戚家借宿。</p>"
    "<p>管理所还在候船室里添了炉子和长椅，并请两位退休船工轮流值守，提醒乘客不要携带过重的货物上船。</p>"
)
EN = (
    "<p>The three ferries of Qingling county will run until eight in the evening from this month on, so that"
    " people of both banks can go home after work, the office of the harbour said on Monday.</p>"
    "<p>Those who live on the far bank used to drive forty kilometres to the nearest bridge, and in the fog"
    " of winter they often missed the last bus of the day, the office said.</p>"
)


def _read(
    head: str,
    text: str = ZH,
    *,
    below: str = "",
    title: str = "青岭县三座渡口延长开放时间到晚上八点",
) -> tuple[str | None, str | None]:
    page = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div class='menu'>"
        "<a href='/1'>首页</a> <a href='/2'>新闻</a> <a href='/3'>论坛</a></div>"
        f"<div class='left'><h1>{title}</h1>{head}<div class='text'>{text}</div>{below}</div></body></html>"
    )
    content = parse(
        Document(page.encode(), url="https://qingling.example/a/1.html", source="reposts")
    ).content
    return content.agency, content.author


@pytest.mark.parametrize(
    ("head", "agency", "author"),
    [
        (
            "<div><span class='user'>渡口人家</span><span>3天前</span><span>乡村</span><span>1.3万</span></div>",
            None,
            "渡口人家",
        ),
        (
            "<div><span class='author'>柳河</span> <span>2023-2-7</span> <span>乡村</span></div>",
            None,
            "柳河",
        ),
        (
            "<p>2023年2月7日 <a href='/author/7' rel='author'>ferryman</a><a href='#r'>发表评论</a></p>",
            None,
            "ferryman",
        ),
        ("<p>5個月前 | <a href='/author/88'>兩岸雜記</a> | 地方</p>", None, "兩岸雜記"),
        (
            "<p><span>2023-02-07</span><span>来源：青岭民报</span><span>分类：<a>乡村</a></span><span>阅读(65)</span></p>",
            "青岭民报",
            None,
        ),
        (
            "<p>2023-02-07 09:10 来源: <a href='/m'>渡口漫谈</a><a class='ip'>青岭</a></p>",
            "渡口漫谈",
            None,
        ),
        (
            "<p><small>时间:</small>2023-02-07 09:10<small>来源:</small>青岭民报<small>作者:</small>记者 柳河<small>点击:</small>次</p>",
            "青岭民报",
            "柳河",
        ),
        ("<p><span>发布者：柳河</span><span>发布时间：2023-02-07</span></p>", None, "柳河"),
        ("<p>发布时间：2023-02-07 编辑：<a href='/u/3'>柳河</a> 来源：本站</p>", None, None),
        ("<p>作者：佚名 来源：网络整理 2023-02-07 09:10</p>", None, None),
        (
            "<p>青岭之窗 www.qingling.example 2023年02月07日 15:06 来源：青岭民报 查看评论 字号：大 中 小</p>",
            "青岭民报",
            None,
        ),
        (
            "<p><span>原创</span> <span class='rich_media_meta rich_media_meta_text'>柳河</span> <span id='profileBt'><a id='js_name'>青岭渡口</a></span></p><p><em>2023-02-07 22:01</em></p>",
            "青岭渡口",
            "柳河",
        ),
        (
            "<p><span>2023-02-07 16:20</span><span>·</span><span class='name'><a href='/c/user/token/x'>青岭渡口</a></span></p>",
            "青岭渡口",
            None,
        ),
        ("<p><span class='byline'>发布/2023年2月7日 21:06</span></p>", None, None),
        ("<p>發布時間：2023-02-07 來源：青嶺日報 作者：柳河</p>", "青嶺日報", "柳河"),
        (
            "<table><tr><td><div>渡口人家</div><div>级别: 元老<br>发帖: 72</div></td><td>楼主 只看楼主 发表于: 2023-02-07 22:31</td></tr></table>",
            None,
            "渡口人家",
        ),
    ],
)
def test_markup_parts_a_name_from_its_neighbours(
    head: str, agency: str | None, author: str | None
) -> None:
    assert _read(head) == (agency, author)


def test_a_source_stands_behind_the_title_in_its_heading() -> None:
    title = "青岭县三座渡口延长开放时间到晚上八点"
    page = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><div>"
        f"<h1>{title}<br><span>2023-02-07 17:58 &nbsp;来源：青岭民报</span></h1>{ZH}</div></body></html>"
    )
    assert parse(Document(page.encode(), source="reposts")).content.agency == "青岭民报"


@pytest.mark.parametrize(
    ("below", "author"),
    [
        ("<div class='author'><span>By: Ana Brook</span></div>", "Ana Brook"),
        (("<footer><span class='byline'><span class='author vcard'><span>Author </span><a href='/author/ana'>Ana Brook</a></span></span>"
         "<span>Posted on <a href='/x'>May 7, 2024</a></span></footer>"), "Ana Brook"),
        ("<p>作者：柳河 | 分类：乡村 | 浏览：74</p>", "柳河"),
        ("<p>本文由 <a href='/author-2.html'>渡口人家</a> 转载于 青岭之窗</p>", None),
        ("<div>Posted by <span class='post-author'>Ana Brook</span> <span>at <a href='/x'>9:14 AM</a></span></div>", "Ana Brook"),
        ("<h3>Related</h3><p>By Ana Brook, May 7, 2024</p>", None),
        ("<h3>精彩发言</h3><p><span class='author-name'>渡口人家</span><span>2024-05-08 14:16</span></p><p>看完有点感动</p>", None),
        ("<p><span class='author-name'>渡口人家</span><span>2024-05-08 14:16</span></p><p>看完有点感动</p>", None),
    ],
)  # fmt: skip
def test_a_writer_may_be_named_below_the_text(below: str, author: str | None) -> None:
    assert (
        _read(
            "<p>May 7, 2024</p>",
            EN,
            below=below,
            title="Ferries of Qingling county run until eight",
        )[1]
        == author
    )


@pytest.mark.parametrize(
    ("text", "agency", "author"),
    [
        (ZH.replace("<p>青岭县", "<p>新华社青岭2月7日电（记者 柳河、何静）青岭县", 1), "新华社", "柳河、何静"),
        (ZH.replace("<p>青岭县", "<p>本报讯（记者柳河 通讯员 何静）青岭县", 1), None, "柳河"),
        (ZH.replace("<p>青岭县", "<p>〔記者柳河／青嶺報導〕青岭县", 1), None, "柳河"),
        (ZH.removesuffix("</p>") + "（记者 柳河）</p>", None, "柳河"),
        (ZH.replace("<p>青岭县", "<p>（一名记者）青岭县", 1), None, None),
    ],
)  # fmt: skip
def test_a_dispatch_says_who_sent_it(text: str, agency: str | None, author: str | None) -> None:
    assert _read("<p>2023-02-07</p>", text) == (agency, author)


def test_a_byline_of_writer_and_paper_is_no_caption() -> None:
    page = (
        "<html><head><title>Ferries of Qingling county run until eight</title></head><body>"
        "<h1>Ferries of Qingling county run until eight</h1><p class='le'>By Ana Brook (China Daily)<br>Updated: 2018-07-08"
        f" 07:34</p><p align='center'><img src='a.jpg'></p><p>The old pier. [Photo by Jo Reed]</p>{EN}</body></html>"
    )
    content = parse(Document(page.encode(), source="chinadaily")).content
    assert (content.agency, content.author) == ("China Daily", "Ana Brook")
    assert content.captions == ("The old pier. [Photo by Jo Reed]",)


@pytest.mark.parametrize(
    ("line", "agency", "author"),
    [
        (
            "By Ana Brook in Dalian | China Daily | Updated: 2021-08-24 09:02",
            "China Daily",
            "Ana Brook",
        ),
        (
            "By ANA BROOK in Dalian  CHINA DAILY  Updated: 2025-03-12 07:15",
            "CHINA DAILY",
            "ANA BROOK",
        ),
        ("By Ana Brook in Dalian and Jo Reed in New York", None, "Ana Brook and Jo Reed"),
        ("By Ana Brook China.org.cn, June 4, 2018 Adjust font size:", "China.org.cn", "Ana Brook"),
        ("By Ana Brook 0 Comment(s) Print E-mail", None, "Ana Brook"),
        ("Xinhua, December 12, 2014 | Print E-mail 0 Comment(s)", "Xinhua", None),
        ("(China Daily)", "China Daily", None),
        ("2023-02-07 09:10来源:青岭民报作者:柳河点击:12", "青岭民报", "柳河"),
        ("来源：青岭市民政局 【字号：大 中 小】 打印", "青岭市民政局", None),
    ],
)
def test_a_line_tells_writer_and_paper(line: str, agency: str | None, author: str | None) -> None:
    found = read_meta_line(line)
    assert found is not None
    assert (found.agency, found.author) == (agency, author)


@pytest.mark.parametrize(
    "line", ["By June 2024 the ferries had carried 14,000 people", "图片来源：青岭民报"]
)
def test_a_term_and_a_credit_are_no_byline(line: str) -> None:
    found = read_meta_line(line)
    assert found is None or (found.agency, found.author) == (None, None)


@pytest.mark.parametrize(
    "said", ["本站", "本站整理", "本网", "佚名", "admin", "网络", "互联网", "Unknown"]
)
def test_a_word_for_nobody_names_nobody(said: str) -> None:
    assert named(said) is None
    assert source_name(said) is None


@pytest.mark.parametrize(
    "text", ["查看评论", "发表于", "楼主", "2023-02-07", "1.2万", "登录", "首页", "Read more"]
)
def test_what_stands_beside_a_name_is_none(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("本报记者 柳河 通讯员 何静", "柳河"),
        ("□记者柳河 文图", "柳河"),
        ("■ 青岭报全媒体记者 柳河 发自青岭", "柳河"),
        ("本报记者 柳小河 青岭报道", "柳小河"),
        ("青岭民报记者 柳 河", "柳 河"),
        ("（记者 柳河 通讯员 何静）", "柳河"),
        ("记者辛苦了", None),
        ("记者手记：在渡口看见春天", None),
        ("青岭民报记者 发自渡口", None),
        ("为青岭的记者点赞", None),
    ],
)
def test_a_reporter_has_a_line_of_his_own(line: str, author: str | None) -> None:
    assert _read("<p>2023-02-07</p>", f"<p>{line}</p>{ZH}")[1] == author
    assert _read("<p>2023-02-07</p>", f"{ZH}<p>{line}</p>")[1] == author


@pytest.mark.parametrize(
    ("opening", "agency", "author"),
    [
        ("（中央社記者柳小河連江縣17日電）", "中央社", "柳小河"),
        ("【青岭网】（记者 柳河）", None, "柳河"),
        ("【青岭时报特约记者 柳河】", None, "柳河"),
        ("青岭日报讯（记者/柳小河 通讯员/岭宣）", None, "柳小河"),
        ("本报讯 记者 柳河 通讯员 何静 ", None, "柳河"),
        ("青岭县的船工（记者柳河摄）说，", None, None),
        ("青岭社2月7日电 记者7日从县里获悉，", "青岭社", None),
    ],
)
def test_a_paragraph_opens_with_its_reporter(
    opening: str, agency: str | None, author: str | None
) -> None:
    assert _read("<p>2023-02-07</p>", ZH.replace("<p>", f"<p>{opening}", 1)) == (agency, author)


@pytest.mark.parametrize(
    ("line", "agency", "author"),
    [
        ("来源：青岭晚报 2016年10月14日 版次：A09 栏目： 作者：柳河", "青岭晚报", "柳河"),
        ("发布日期：2016-11-22 浏览次数： 信息来源：县发改委", "县发改委", None),
        ("【字体：大 中 小】【人气：2071】【来源：协会秘书处】", "协会秘书处", None),
        ("来源：青岭在线 记者 柳河 编辑：何静", "青岭在线", "柳河"),
        ("文章来源：县侨联 录入：qladmin 更新时间：2011-9-26 09:55", "县侨联", None),
        ("By Ana Brook | Qingling Morning Herald | Updated: 2019-08-21 07:36Share", None, "Ana Brook"),
        ("来源：“青岭在线”的所有文字，版权均属本网", None, None),
    ],
)  # fmt: skip
def test_a_label_without_a_value_takes_none_of_the_next(
    line: str, agency: str | None, author: str | None
) -> None:
    found = read_meta_line(line)
    assert ((found.agency, found.author) if found else (None, None)) == (agency, author)


def test_a_writer_below_a_picture_of_his_own_is_no_credit() -> None:
    head = "<p><img src='/ana.jpg'></p><p style='text-align:center'>By ANA BROOK 10/ 5/11 09:19 PM ET</p>"
    assert _read(head, EN, title="Ferries of Qingling county run until eight")[1] == "ANA BROOK"


def test_a_platforms_account_is_not_its_own_writer() -> None:
    head = "<p>2023-02-07 来源：渡口漫谈</p><p><span class='author'>渡口漫谈</span></p>"
    assert _read(head) == ("渡口漫谈", None)


def test_a_source_may_stand_below_the_text() -> None:
    assert _read("<p>2023-02-07</p>", below="<p>文章来源： 青岭晨报</p>") == ("青岭晨报", None)


@pytest.mark.parametrize(
    ("head", "agency", "author"),
    [
        ("<p>原创 许知秋 移民与我们 2021-06-20 19:30</p>", "移民与我们", "许知秋"),
        ("<div><span>2018-07-03</span> <span>来源 | 侨联之窗</span> <span>阅 <b>3,912</b></span></div>", "侨联之窗", None),
        ("<ul><li>博主: <a href='/a/1/' rel='author'>吉雅</a></li><li>2021-06-20</li></ul>", None, "吉雅"),
        ("<p>Date: 2025-06-05 &nbsp; Source: News Center &nbsp; Author: He Qinglan &nbsp; Hits: <script>x()</script></p>", "News Center", "He Qinglan"),
    ],
)  # fmt: skip
def test_accounts_blogs_and_portals_say_it_in_their_ways(
    head: str, agency: str | None, author: str | None
) -> None:
    assert _read(head) == (agency, author)


@pytest.mark.parametrize(
    ("name", "agency"), [("ContentSource", "驻尼泊尔经商参处"), ("source", None)]
)
def test_an_offices_metadata_say_where_a_page_is_from(name: str, agency: str | None) -> None:
    content = "驻尼泊尔经商参处" if agency else "本站"
    page = f"<html><head><title>青岭县渡口</title><meta name='{name}' content='{content}'></head><body><h1>青岭县渡口</h1>{ZH}</body></html>"
    record = parse(
        Document(page.encode(), url="https://qingling.example/a/1.html", source="reposts")
    )
    assert record.content.agency == agency
