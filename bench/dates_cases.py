"""Labelled date strings and mini-pages of our own writing; every second one is kept unseen.

A label is what a person reads off the string or the page; None: it does not say.
"""

# ruff: noqa: E501
from __future__ import annotations

# fmt: off - one case a line

#: (text, ISO date of its first date, or None). Counted from 2025-03-01T10:00+08:00.
STRINGS: tuple[tuple[str, str | None], ...] = (
    ("2021年3月8日", "2021-03-08"),
    ("2021年03月08日 14:05", "2021-03-08T14:05+08:00"),
    ("二〇二一年三月八日", "2021-03-08"),
    ("二零一九年十一月三十日", "2019-11-30"),
    ("２０２１年３月８日", "2021-03-08"),
    ("2021 年 3 月 8 日", "2021-03-08"),
    ("2021年3月", "2021-03"),
    ("2021年", "2021"),
    ("一九四九年十月一日", "1949-10-01"),
    ("2021年3月8日至10日", "2021-03-08"),
    ("2021年3月8-10日", "2021-03-08"),
    ("2021-03-08", "2021-03-08"),
    ("2021-3-8 9:07", "2021-03-08T09:07+08:00"),
    ("2021/03/08 09:07:33", "2021-03-08T09:07:33+08:00"),
    ("2021.03.08", "2021-03-08"),
    ("2021.3.8 09:07", "2021-03-08T09:07+08:00"),
    ("2021-03-0809:07", "2021-03-08T09:07+08:00"),
    ("2021-03-08T09:07:33Z", "2021-03-08T09:07:33Z"),
    ("2021-03-08T09:07:33+0800", "2021-03-08T09:07:33+08:00"),
    ("2021-03-08 09:07:33.0", "2021-03-08T09:07:33+08:00"),
    ("2021 03/08 09:07:33", "2021-03-08T09:07:33+08:00"),
    ("8 March 2021", "2021-03-08"),
    ("08 Mar 2021", "2021-03-08"),
    ("8th of March 2021", "2021-03-08"),
    ("8th March, 2021", "2021-03-08"),
    ("March 8, 2021", "2021-03-08"),
    ("March 8th, 2021", "2021-03-08"),
    ("Mar. 8, 2021", "2021-03-08"),
    ("MARCH 8, 2021", "2021-03-08"),
    ("Monday, March 8, 2021", "2021-03-08"),
    ("Mon, 08 Mar 2021 09:07:33 +0800", "2021-03-08T09:07:33+08:00"),
    ("March 8, 2021 at 9:07 PM", "2021-03-08T21:07+08:00"),
    ("March 8, 2021 | 09:07", "2021-03-08T09:07+08:00"),
    ("8-Mar-2021", "2021-03-08"),
    ("8-10 March 2021", "2021-03-08"),
    ("8 to 10 March 2021", "2021-03-08"),
    ("March 8-10, 2021", "2021-03-08"),
    ("March 2021", "2021-03"),
    ("Sept 30, 2021", "2021-09-30"),
    ("30/03/2021", "2021-03-30"),
    ("3/30/2021", "2021-03-30"),
    ("03/08/2021", None),
    ("8/3/2021 - the mission", None),
    ("08/08/2021", "2021-08-08"),
    ("30.03.2021", "2021-03-30"),
    ("08.03.2021", None),
    ("3/30/2021 Chengdu - ", "2021-03-30"),
    ("3月8日", None),
    ("8 March", None),
    ("03-08 09:07", None),
    ("昨天", "2025-02-28"),
    ("昨天 23:10", "2025-02-28T23:10+08:00"),
    ("今天 08:15", "2025-03-01T08:15+08:00"),
    ("前天", "2025-02-27"),
    ("3天前", "2025-02-26"),
    ("三天前", "2025-02-26"),
    ("20小时前", "2025-02-28"),
    ("5分钟前", "2025-03-01"),
    ("2周前", "2025-02-15"),
    ("两个月前", "2025-01"),
    ("9個月前", "2024-06"),
    ("1年前", "2024"),
    ("yesterday", "2025-02-28"),
    ("2 days ago", "2025-02-27"),
    ("3 weeks ago", "2025-02-08"),
    ("an hour ago", "2025-03-01"),
    ("five months ago", "2024-10"),
    ("发布时间：2021年03月08日09:07", "2021-03-08T09:07+08:00"),
    ("2021年3月8日 星期一 下午2点30分", "2021-03-08T14:30+08:00"),
    ("2021年3月8日上午9时", "2021-03-08T09:00+08:00"),
    ("(Xinhua News Agency March 8, 2021)", "2021-03-08"),
    ("版本 1.2.2021.4", None),
    ("2021-02-30", None),
    ("tel 010-2021-03-08", None),
    ("the 2030 Agenda", None),
    ("第十七届", None),
    ("99/99/2021", None),
    ("20世纪90年代", None),
    ("廿三", None),
    ("http://a.cn/2021/03/08/x.html", None),
    ("2021年2月29日", None),
    ("2020年2月29日", "2020-02-29"),
)

_BODY = (
    "<p>国际移民组织于2016年6月30日接纳中国为成员国。2019年11月5日，双方在成都签署合作文件。</p>"
    "<p>据介绍，该项目自2018年3月1日启动，将于2031年12月31日结束，惠及三百多名移民。</p>"
)
_EBODY = (
    "<p>The organization welcomed China as a member on 30 June 2016. On 5 November 2019 both sides signed.</p>"
    "<p>The project, launched on March 1, 2018, has reached more than three hundred migrants so far.</p>"
)
_LIST = (
    "<ul class='rel'><li><a href='/1.html'>边检人员培训班在昆明顺利开班</a> <span>2025-02-11</span></li>"
    "<li><a href='/2.html'>移民健康研讨会在北京举行</a> <span>2025-02-12</span></li>"
    "<li><a href='/3.html'>第三期对话项目启动会召开</a> <span>2025-02-13</span></li></ul>"
)
_FOOT = "<div class='f'>Copyright © 2004-2025 版权所有 京ICP备05012345号 最后备案2024-01-01</div>"
_H = "<h1>国际移民组织在成都举办培训班</h1>"
_E = "<h1>IOM Holds Training for Border Officers in Chengdu</h1>"


def _zh(stamp: str, *, head: str = "", above: str = "", title: str = _H) -> str:
    return (
        f"<html><head><meta charset=utf-8><title>培训班_某网</title>{head}</head><body>{above}{title}{stamp}"
        f"<div class=c>{_BODY}</div>{_LIST}{_FOOT}</body></html>"
    )


def _en(stamp: str, *, head: str = "", end: str = "") -> str:
    return (
        f"<html><head><title>Training | Site</title>{head}</head><body>{_E}{stamp}<div>{_EBODY}{end}</div>"
        "<p>Copyright 2003-2025. All rights reserved.</p></body></html>"
    )


def _meta(name: str, value: str, key: str = "name") -> str:
    return f"<meta {key}='{name}' content='{value}'>"


def _ld(published: str, modified: str = "") -> str:
    more = f',"dateModified":"{modified}"' if modified else ""
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"datePublished":"{published}"{more}}}</script>'
    )


#: (name, url, html, ISO date of publication or None). Fetched 2025-03-01T02:00Z.
PAGES: tuple[tuple[str, str | None, str, str | None], ...] = (
    (
        "people",
        "http://world.x.com.cn/n1/2021/0308/c1002-32046.html",
        _zh("<div>2021年03月08日09:07 | 来源：<a>人民网-国际频道</a></div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "xinhua old",
        "http://www.x.com/world/2021-03/08/c_1127.htm",
        _zh("<div class='info'><span>2021-03-08 09:07:33</span> <span>来源：新华网</span></div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "xinhua boxes",
        "http://www.x.com/world/2021-03/08/c_1127.htm",
        _zh(
            "<div><span class=year>2021</span> <span class=day>03/08</span> <span class=time>09:07:33</span></div><div>来源：新华网</div>"
        ),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "163",
        "https://www.x.com/news/article/G4J.html",
        _zh("<div class=post_info>2021-03-08 09:07:33　来源: <a>环球网</a> 举报</div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "163 short year",
        "https://news.x.com/21/0308/09/G4J.html",
        _zh("<div>2021-03-08 09:07:33　来源: 环球网</div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "sina",
        "https://news.x.com.cn/w/2021-03-08/doc-ikknscsh.shtml",
        _zh("<span class=date>2021年03月08日 09:07</span> <a class=source>新京报</a>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "sohu",
        "https://www.x.com/a/454_115.html",
        _zh(
            "<div><span class=time>2021-03-08 09:07</span> <span>来源:<a>环球时报</a></span></div>",
            head=_meta("datePublished", "2021-03-08 09:07", "itemprop"),
        ),
        "2021-03-08T09:07+08:00",
    ),
    (
        "qq",
        "https://new.x.com/omn/20210308/20210308A01X.html",
        _zh("<div>环球网 2021-03-08 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "ifeng",
        "https://news.x.com/c/84S.html",
        _zh("<p>2021年03月08日 09:07:33<br>来源：中国新闻网</p>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "chinanews",
        "http://www.x.com.cn/gj/2021/03-08/9427.shtml",
        _zh("<div>2021年03月08日 09:07　来源：中国新闻网 参与互动</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "cctv",
        "http://news.x.com/2021/03/08/ARTI.shtml",
        _zh("<div>来源：央视网 | 2021年03月08日 09:07:33</div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "gmw glued",
        "https://world.x.cn/2021-03/08/content_34.htm",
        _zh("<div><span>来源：光明网</span><span>2021-03-0809:07</span></div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "thepaper",
        "https://www.x.cn/newsDetail_forward_11.html",
        _zh("<div>澎湃新闻记者 王明</div><div>2021-03-08 09:07 来源：澎湃新闻</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "guancha",
        "https://www.x.cn/internation/2021_03_08_583.shtml",
        _zh("<div>来源：观察者网 2021-03-08 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "gov",
        "http://www.x.gov.cn/xwdt/202103/t20210308_123.html",
        _zh("<div>发布时间：2021-03-08 信息来源：国际司 字体：[大 中 小]</div>"),
        "2021-03-08",
    ),
    (
        "gov head",
        "http://www.x.gov.cn/xwdt/content_5.htm",
        _zh(
            "<div>来源：移民局网站 【字体：大 中 小】</div>",
            head=_meta("PubDate", "2021-03-08 09:07"),
        ),
        "2021-03-08T09:07+08:00",
    ),
    (
        "zblog default",
        "http://a.x.com/post/77.html",
        _zh(
            "<h4 class=post-date>2021年3月8日</h4><h6>作者:admin | 分类:文学 | 浏览:12 | 评论:0</h6>"
        ),
        "2021-03-08",
    ),
    (
        "zblog list",
        "http://a.x.com/post/78.html",
        _zh("<ul><li>文学</li><li>2021-03-08 09:07:33</li><li>10</li></ul>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "zblog relative",
        "http://a.x.com/post/79.html",
        _zh("<div class=info><span>admin</span> <span>9个月前</span> <span>1.2万</span></div>"),
        "2024-06",
    ),
    (
        "wordpress zh",
        "https://a.x.com/archives/80",
        _zh(
            "<div>发表于 2021-03-08 由 admin</div>",
            head=_meta("article:published_time", "2021-03-08T01:07:33+00:00", "property"),
        ),
        "2021-03-08T01:07:33Z",
    ),
    (
        "wordpress lie",
        "https://a.x.com/archives/81",
        _zh(
            "<div>发表于 2021-03-08 20:07</div>",
            head=_meta("article:published_time", "2021-03-08T20:07:00+00:00", "property"),
        ),
        "2021-03-08T20:07+08:00",
    ),
    (
        "discuz",
        "http://bbs.x.com/thread-1.html",
        _zh("<div>发表于 2021-3-8 09:07:33</div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "discuz relative",
        "http://bbs.x.com/thread-2.html",
        _zh("<div>发表于 昨天 21:10</div>"),
        "2025-02-28T21:10+08:00",
    ),
    (
        "dedecms",
        "http://www.x.com/a/news/85.html",
        _zh("<div>时间:2021-03-08 09:07 来源:未知 作者:admin 点击: 次</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "crumb",
        "http://www.x.com/guoji/86.html",
        _zh(
            "<div>2021-03-08 09:07:33 来源：中国网</div>",
            above="<div>您的位置:首页 >国际 > 正文</div>",
        ),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "page clock",
        "http://www.x.com/guoji/87.html",
        _zh(
            "<div>2021-03-08 09:07 来源：中国网</div>", above="<div>今天是2025年3月1日 星期六</div>"
        ),
        "2021-03-08T09:07+08:00",
    ),
    (
        "page clock bare",
        "http://www.x.com/guoji/2021-03/08/c_88.html",
        _zh("<div>来源：中国网</div>", above="<div>2025年3月1日 星期六</div>"),
        "2021-03-08",
    ),
    (
        "no year",
        "http://www.x.com/2021-03/08/c_89.htm",
        _zh("<div>03-08 09:07 来源：新华网</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "no year no url",
        "http://www.x.com/c_90.htm",
        _zh("<div>03-08 09:07 来源：新华网</div>"),
        None,
    ),
    (
        "updated only",
        "http://www.x.com.cn/cndy/2021-03/08/content_91.htm",
        _en("<div>By Li Wei | China Daily | Updated: 2021-03-08 09:07</div>"),
        "2021-03-08T09:07",
    ),
    (
        "updated a",
        "https://www.x.com.cn/a/202103/08/WS60458.html",
        _en("<div>By LI WEI | China Daily | Updated: 2021-03-08 09:07</div>"),
        "2021-03-08T09:07",
    ),
    (
        "updated later",
        "http://www.x.com.cn/2021-03/08/content_93.htm",
        _zh("<div>更新时间：2021-03-15 10:00</div>"),
        "2021-03-08",
    ),
    (
        "both labels",
        "http://www.x.com/94.html",
        _zh("<div>发布时间：2021-03-08 09:07 更新时间：2021-03-15 10:00</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "both labels other order",
        "http://www.x.com/95.html",
        _zh("<div>更新时间：2021-03-15 10:00</div><div>发布时间：2021-03-08 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "bracket",
        "http://www.x.org.cn/international/news/2021-03/08/content_96.htm",
        _en("", end="<p>(China Daily March 8, 2021)</p>"),
        "2021-03-08",
    ),
    (
        "bracket a day before",
        "http://www.x.org.cn/news/2021-03/09/content_97.htm",
        _en("", end="<p>(Xinhua News Agency March 8, 2021)</p>"),
        "2021-03-08",
    ),
    ("bracket alone", None, _en("", end="<p>(China Daily March 8, 2021)</p>"), "2021-03-08"),
    (
        "drupal time",
        "https://x.int/news/training",
        _en("<time datetime='2021-03-08T12:00:00Z'>8 March 2021</time>"),
        "2021-03-08T12:00:00Z",
    ),
    (
        "drupal text",
        "https://x.int/news/training-2",
        _en("<div>News</div><div>Global</div><div>8 March 2021</div>"),
        "2021-03-08",
    ),
    (
        "json-ld",
        "https://x.int/news/training-3",
        _en("", head=_ld("2021-03-08T09:07:33+08:00", "2021-04-01T00:00:00Z")),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "og",
        "https://x.int/news/training-4",
        _en(
            "<p>By Li Wei</p>",
            head=_meta("article:published_time", "2021-03-08T09:07:33Z", "property"),
        ),
        "2021-03-08T09:07:33Z",
    ),
    (
        "og modified only",
        "https://x.int/news/training-5",
        _en("", head=_meta("article:modified_time", "2021-03-08T09:07:33Z", "property")),
        None,
    ),
    ("english nothing", "https://x.int/news/training-6", _en(""), None),
    ("chinese nothing", "https://x.int/news/training-7", _zh(""), None),
    (
        "posted on",
        "https://x.org/training-8",
        _en("<p>Posted on March 8, 2021 by admin</p>"),
        "2021-03-08",
    ),
    (
        "published",
        "https://x.org/training-9",
        _en("<p>Published: 8 March 2021</p><p>Updated: 9 April 2021</p>"),
        "2021-03-08",
    ),
    ("slashed open", "https://x.org/training-10", _en("<p>Posted on 03/08/2021</p>"), None),
    (
        "slashed by url",
        "https://x.org/2021/03/08/training-11",
        _en("<p>Posted on 03/08/2021</p>"),
        "2021-03-08",
    ),
    (
        "slashed by value",
        "https://x.org/training-12",
        _en("<p>30/03/2021 - 09:01</p>"),
        "2021-03-30T09:01",
    ),
    (
        "slashed by metadata",
        "https://x.org/training-13",
        _en("<p>08/03/2021 - 09:01</p>", head=_meta("date", "2021-03-08")),
        "2021-03-08T09:01",
    ),
    (
        "event line",
        "https://x.org/training-14",
        _en("<p>Date of event: 5 May 2021</p><p>Published on 8 March 2021</p>"),
        "2021-03-08",
    ),
    (
        "activity time",
        "http://www.x.com/115.html",
        _zh("<div>活动时间：2021-05-05 14:00</div>"),
        None,
    ),
    (
        "deadline",
        "http://www.x.com/116.html",
        _zh("<div>发布日期：2021-03-08</div><div>截止日期：2021-05-05</div>"),
        "2021-03-08",
    ),
    (
        "dateline only",
        "http://www.x.com/117.html",
        _zh(
            "<p>2021年3月8日-成都 国际移民组织联合举办了培训班，来自九个省份的学员参加了学习。</p>"
        ),
        None,
    ),
    (
        "agency wire",
        "http://www.x.com/118.html",
        _zh(
            "<p>新华社成都3月8日电（记者 王明）国际移民组织在成都举办培训班，来自九个省份的学员参加。</p>"
        ),
        None,
    ),
    (
        "stamp below crumbs and share bar",
        "http://www.x.com/119.html",
        _zh("<div>分享到：微信 微博</div><div>字号：大 中 小</div><div>2021年3月8日 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "author with slash",
        "http://www.x.com/120.html",
        _zh("<div>文/王明 2021.03.08</div>"),
        "2021-03-08",
    ),
    (
        "views",
        "http://www.x.com/121.html",
        _zh("<div>2021-03-08 阅读 1234 评论 5</div>"),
        "2021-03-08",
    ),
    (
        "views wan",
        "http://www.x.com/122.html",
        _zh("<div>王明 · 2021-03-08 09:07 · 1.2万阅读</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "chinese words",
        "http://www.x.com/123.html",
        _zh("<div>发布时间：二〇二一年三月八日</div>"),
        "2021-03-08",
    ),
    (
        "epoch",
        "http://www.x.com/124.html",
        _zh(
            "<div>来源：某网</div>", head=_meta("article:published_time", "1615165653", "property")
        ),
        "2021-03-08T01:07:33Z",
    ),
    (
        "meta midnight and stamp",
        "http://www.x.com/125.html",
        _zh(
            "<div>2021-03-08 09:07 来源：某网</div>",
            head=_meta("publishdate", "2021-03-08 00:00:00"),
        ),
        "2021-03-08T09:07+08:00",
    ),
    (
        "stale meta",
        "http://www.x.com/2021-03/08/126.html",
        _zh("<div>发布时间：2021-03-08 09:07</div>", head=_meta("publishdate", "2015-01-01")),
        "2021-03-08T09:07+08:00",
    ),
    (
        "meta is now",
        "http://www.x.com/127.html",
        _zh("<div>发布时间：2021-03-08 09:07</div>", head=_meta("pubdate", "2025-03-01 09:59:58")),
        "2021-03-08T09:07+08:00",
    ),
    ("future", "http://www.x.com/128.html", _zh("<div>发布时间：2031-03-08 09:07</div>"), None),
    ("zero", "http://www.x.com/129.html", _zh("<div>时间:1970-01-01 08:00</div>"), None),
    (
        "only url",
        "http://www.x.com/2021/03/08/130.html",
        _zh("<div>来源：某网</div>"),
        "2021-03-08",
    ),
    ("only url compact", "http://www.x.com/20210308/131.html", _zh(""), "2021-03-08"),
    ("only url t", "http://www.x.gov.cn/xw/202103/t20210308_132.shtml", _zh(""), "2021-03-08"),
    ("id looks like a date", "http://www.x.com/content_20210308991234567.html", _zh(""), None),
    (
        "traditional",
        "http://www.x.com.tw/133.html",
        _zh("<div>發佈時間：2021年3月8日 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "traditional relative",
        "http://www.x.com.tw/134.html",
        _zh("<div>發表於 3天前</div>"),
        "2025-02-26",
    ),
    (
        "label and value apart",
        "http://www.x.com/135.html",
        _zh("<div><span>发布时间：</span><span>2021-03-08 09:07</span></div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "label and value in cells",
        "http://www.x.com/136.html",
        _zh("<table><tr><td>发布日期</td><td>2021-03-08</td></tr></table>"),
        "2021-03-08",
    ),
    (
        "month box",
        "http://www.x.com/137.html",
        _zh("<div>2021-03</div><div>08</div>"),
        "2021-03-08",
    ),
    (
        "stamp at the end",
        "http://www.x.com/138.html",
        _zh("", title=_H + _BODY * 4 + "<p>2021年3月8日</p>"),
        "2021-03-08",
    ),
    (
        "weekday",
        "http://www.x.com/139.html",
        _zh("<div>2021年3月8日 星期一 09:07 来源：某网</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "afternoon",
        "http://www.x.com/140.html",
        _zh("<div>发布时间：2021-03-08 下午2:30</div>"),
        "2021-03-08T14:30+08:00",
    ),
    (
        "long source",
        "http://www.x.com/141.html",
        _zh("<div>2021-03-08 09:07 来源：中国出入境边检移民管理事务研究与交流中心</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "two sites",
        "http://www.x.com/142.html",
        _zh("<div>2021年03月08日 09:07　新京报网　中国新闻网</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "editor last",
        "http://www.x.com/143.html",
        _zh("<div>2021-03-08 09:07:33</div>", title=_H) + "<p>责任编辑：王明</p>",
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "english by and date",
        "https://x.org/training-44",
        _en("<p>By Li Wei, March 8, 2021</p>"),
        "2021-03-08",
    ),
    (
        "english weekday",
        "https://x.org/training-45",
        _en("<p>Monday, 8 March 2021 09:07</p>"),
        "2021-03-08T09:07",
    ),
    ("english upper", "https://x.org/training-46", _en("<p>MAR 8, 2021</p>"), "2021-03-08"),
    (
        "english relative",
        "https://x.org/training-47",
        _en("<p>Posted 2 days ago</p>"),
        "2025-02-27",
    ),
    (
        "english last updated only",
        "https://x.org/training-48",
        _en("<p>Last updated: 8 March 2021</p>"),
        "2021-03-08",
    ),
    (
        "ghost ld and label",
        "https://x.org/training-49",
        _en("<p>Published 8 March 2021</p>", head=_ld("2021-03-08")),
        "2021-03-08",
    ),
    ("range is an event", "https://x.org/training-50", _en("<p>8-10 March 2021</p>"), None),
    ("caption date", "http://www.x.com/151.html", _zh("<p>2021年3月8日，代表合影。</p>"), None),
)

_COMMENTS = "<div class=cm><div>网友王明 2021-03-11 08:00</div><p>很好</p><div>李强 发表于 2021-03-12 09:00</div><p>支持</p></div>"
_HOT = "<div class=hot><h3>热门资讯</h3><div>昆明边检站举办业务培训</div><div>02-11</div><div>移民健康研讨会举行</div><div>02-12</div></div>"
_SHARE = "".join(
    f"<div>{word}</div>"
    for word in (
        "分享",
        "微信",
        "微博",
        "QQ空间",
        "复制链接",
        "打印",
        "收藏",
        "字号",
        "大",
        "中",
        "小",
        "评论",
    )
)
_NEWER = (
    "<ul>"
    + "".join(
        f"<li>2025-02-{day}</li><li>某地举行移民管理工作会议第{day}次</li>" for day in range(10, 18)
    )
    + "</ul>"
)

PAGES += (
    (
        "comments below",
        "http://www.x.com/201.html",
        _zh("<div>2021-03-08 09:07 来源：某网</div>") + _COMMENTS,
        "2021-03-08T09:07+08:00",
    ),
    (
        "comments and no stamp",
        "http://www.x.com/202.html",
        _zh("<div>来源：某网</div>") + _COMMENTS,
        None,
    ),
    (
        "hot list above",
        "http://www.x.com/203.html",
        _zh("<div>2021-03-08 09:07</div>", above=_HOT),
        "2021-03-08T09:07+08:00",
    ),
    (
        "hot list above, no stamp",
        "http://www.x.com/204.html",
        _zh("<div>作者：王明</div>", above=_HOT),
        None,
    ),
    (
        "share bar between",
        "http://www.x.com/205.html",
        _zh(_SHARE + "<div>发布时间：2021-03-08 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "newer list above",
        "http://www.x.com/206.html",
        _zh("<div>2021-03-08 09:07:33</div>", above=_NEWER),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "newer list above, url",
        "http://www.x.com/2021/03-08/207.html",
        _zh("<div>责编：王明</div>", above=_NEWER),
        "2021-03-08",
    ),
    (
        "newer list only",
        "http://www.x.com/208.html",
        _zh("<div>责编：王明</div>", above=_NEWER),
        None,
    ),
    (
        "weixin",
        "https://mp.x.com/s/209",
        _zh("<div>原创 王明 中国移民管理报 <em>2021-03-08 09:07</em> <em>发表于北京</em></div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "e-paper",
        "http://paper.x.com.cn/html/2021-03/08/nw.D110000_3.htm",
        _zh("<div>人民日报 2021年03月08日 星期一 第03版：要闻</div>"),
        "2021-03-08",
    ),
    (
        "e-paper bracket",
        "http://www.x.com/211.html",
        _zh("", title=_H + _BODY + "<p>《人民日报》（ 2021年03月08日 第 03 版）</p>"),
        "2021-03-08",
    ),
    (
        "spaced label",
        "http://www.x.com/212.html",
        _zh("<div>时　　间：2021-03-08</div>"),
        "2021-03-08",
    ),
    (
        "pipe soup",
        "http://www.x.com/213.html",
        _zh("<div>2021-03-08 09:07:33 | 来源: 中国网 | 作者: 王明 | 责任编辑: 李强</div>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "roles",
        "http://www.x.com/214.html",
        _zh("<div>新京报 记者 王明 编辑 李强 校对 赵刚</div><div>2021-03-08 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "china daily page",
        "http://www.x.com.cn/kindle/2021-03/08/content_215.htm",
        _en("", end="<p>(China Daily 03/08/2021 page4)</p>"),
        "2021-03-08",
    ),
    (
        "china daily page no url",
        "http://www.x.com.cn/216",
        _en("", end="<p>(China Daily 03/08/2021 page4)</p>"),
        "2021-03-08",
    ),
    (
        "cgtn",
        "https://news.x.com/news/217.html",
        _en("<div>Updated 21:10, 08-Mar-2021</div>"),
        "2021-03-08T21:10",
    ),
    (
        "people english",
        "http://en.x.cn/n3/2021/0308/c90000-218.html",
        _en("<div>(Xinhua) 09:07, March 08, 2021</div>"),
        "2021-03-08T09:07",
    ),
    (
        "global times",
        "https://www.x.cn/page/202103/219.shtml",
        _en("<div>By Li Wei Published: Mar 08, 2021 09:07 PM</div>"),
        "2021-03-08T21:07",
    ),
    (
        "xinhua english",
        "http://www.x.com/english/2021-03/08/c_220.htm",
        _en("<div>Source: Xinhua| 2021-03-08 09:07:33|Editor: huaxia</div>"),
        "2021-03-08T09:07:33",
    ),
    (
        "ecns",
        "http://www.x.cn/news/2021-03-08/detail-221.shtml",
        _en("<div>2021-03-08 09:07:33 Ecns.cn Editor : Li Yan</div>"),
        "2021-03-08T09:07:33",
    ),
    (
        "eeas",
        "https://eeas.x.eu/222",
        _en("<div>Bruxelles, 30/03/2021 - 09:01, UNIQUE ID: 210330_1</div>"),
        "2021-03-30T09:01",
    ),
    (
        "un chinese",
        "https://news.x.org/zh/story/2021/03/223",
        _zh("<div>2021年 3月 8日 移民和难民</div>"),
        "2021-03-08",
    ),
    (
        "un chinese month",
        "https://news.x.org/zh/story/224",
        _zh("<div>8 三月 2021</div>"),
        "2021-03-08",
    ),
    (
        "rfi",
        "https://www.x.fr/cn/20210308-story",
        _zh("<div>发表时间： 08/03/2021 - 09:07</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "minutes read",
        "https://x.org/blog/226",
        _en("<p>Mar 8, 2021 • 3 min read</p>"),
        "2021-03-08",
    ),
    (
        "table of facts",
        "http://www.x.gov.cn/227.html",
        _zh(
            "<table><tr><td>索引号</td><td>000014349/2021-00012</td></tr><tr><td>成文日期</td><td>2021年02月20日</td></tr><tr><td>发布日期</td><td>2021年03月08日</td></tr></table>"
        ),
        "2021-03-08",
    ),
    (
        "event page",
        "http://www.x.com/228.html",
        _zh("<div>时间：2021-05-05 14:00</div><div>地点：成都市图书馆</div>"),
        None,
    ),
    (
        "hidden relative and title",
        "https://x.org/229",
        _en(
            "<p>Li Wei · 4 years ago</p>",
            head=_meta("article:published_time", "2021-03-08T09:07:33Z", "property"),
        ),
        "2021-03-08T09:07:33Z",
    ),
    (
        "reposted original stamp in body",
        "http://a.x.com/post/230.html",
        _zh("<div>2021-03-08 09:07:33</div><p>来源：人民网 2020-10-18 09:00</p>"),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "repost labels",
        "http://a.x.com/post/231.html",
        _zh("<div>作者:admin 发布于:2021-03-08 09:07 Monday 分类:文学 浏览:12</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "ip place",
        "https://www.x.com/232",
        _zh("<div>2021-03-08 09:07 发布于：四川省 来源：新华社</div>"),
        "2021-03-08T09:07+08:00",
    ),
    (
        "ld pub and stamp a second apart",
        "https://www.x.com/233",
        _zh("<div>2021-03-08 09:07</div>", head=_ld("2021-03-08T09:07:33+08:00")),
        "2021-03-08T09:07:33+08:00",
    ),
    (
        "title with a date",
        "http://www.x.com/234.html",
        _zh(
            "<div>2021-03-08 09:07</div>",
            title="<h1>国际移民组织在成都举办培训班 2021年3月5日快讯</h1>",
        ),
        "2021-03-08T09:07+08:00",
    ),
    (
        "previous and next",
        "http://www.x.com/235.html",
        _zh(
            "<div>责编：王明</div><div>上一篇：移民健康 2021-03-07</div><div>下一篇：边检培训 2021-03-09</div>"
        ),
        None,
    ),
    (
        "stamp in heading's box",
        "http://www.x.com/236.html",
        _zh(
            "",
            title="<div class=head><h2>国际移民组织在成都举办培训班</h2><p>2021-03-08 09:07<i>来源：新华网</i></p></div>",
        ),
        "2021-03-08T09:07+08:00",
    ),
)
