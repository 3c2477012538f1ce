"""What sites in Chinese and in English write around a story, for pages put together at random."""

# ruff: noqa: E501 - marked-up snippets read best on one line
from __future__ import annotations

from dataclasses import dataclass

#: The day of the story, in the forms of `stamps`.
DAY = "2023-05-08"


@dataclass(frozen=True, slots=True)
class Site:
    """What sites in one language write. `{t}`: a headline, `{d}`: a day, `{n}` and `{w}`: a reader and her words."""

    name: str
    title: str
    text: tuple[str, ...]
    headlines: tuple[str, ...]
    stamps: tuple[str, ...]
    between_stamps: str
    days: tuple[str, ...]
    moments: tuple[str, ...]
    entries: tuple[str, ...]
    comments: tuple[str, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]
    boxes: tuple[str, ...]
    comment_boxes: tuple[str, ...]
    heads: tuple[str, ...]
    feet: tuple[str, ...]
    neighbours: tuple[str, ...]
    events: tuple[str, ...]
    leads: tuple[str, ...]
    menu: tuple[str, ...]


# fmt: off - one kind of thing a paragraph
CHINESE = Site(
    name="滨海市外事办公室",
    title="滨海市代表团访问友好城市并签署合作备忘录",
    text=(
        "　　本报讯 代表团一行七人近日访问了友好城市，双方就青年交流、职业培训和港口合作交换了意见，并签署了为期三年的备忘录。",
        "　　市长在会见时表示，两市结好三十年来，往来密切，成果丰硕，希望今后在更多领域开展务实合作，造福两地居民。",
        "　　友城方面介绍了当地职业教育的做法，并邀请我市的学校参加明年举行的技能竞赛，双方还参观了两家企业。",
        "　　据了解，2021年6月18日双方曾签署意向书，代表团还将于12月3日前往邻近的港口考察。",
    ),
    headlines=(
        "全市外事工作会议召开并部署任务",
        "友城青年夏令营开营",
        "港口合作论坛在滨海举行",
        "两地学校结对十年",
        "渔港改造二期完工",
        "冬季供暖通知",
        "人才招聘公告",
        "我市三家企业获评省级示范",
        "老城区公交线路调整",
        "专家谈夏季用电",
        "一季度外贸增长百分之四",
    ),
    stamps=(
        DAY,
        f"{DAY} 09:12",
        "2023年05月08日",
        "2023年5月8日 09:12",
        "2023/05/08",
        f"发布时间：{DAY}",
        f"发布日期：{DAY} 浏览：12",
        f"来源：港口报 {DAY} 09:12",
        f"{DAY} 来源：港口报",
        f"时间：{DAY} 作者：张三 点击：12",
        f"张三 {DAY}",
        f"更新时间：{DAY}",
        "2023.05.08",
        "日期：2023年5月8日",
        f"{DAY} 09:12 星期一",
        f"【{DAY}】",
        f"[ {DAY} ] [ 点击：418 ]",
        f"{DAY} | 港口报",
        f"港口报 · {DAY}",
        f"发布者：张三 发布时间：{DAY} 浏览次数：12",
    ),
    between_stamps=" ",
    days=(
        "%Y-%m-%d",
        "%m-%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%Y年%m月%d日",
        "[%m-%d]",
        "(%Y-%m-%d)",
        "%Y-%m-%d %H:%M",
    ),
    moments=("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y年%m月%d日 %H:%M", "%m-%d %H:%M"),
    entries=(
        "<li><a href='/x'>{t}</a><span>{d}</span></li>",
        "<li><span>{d}</span><a href='/x'>{t}</a></li>",
        "<li><a href='/x'>{t} {d}</a></li>",
        "<div class='it'><a href='/x'><h4>{t}</h4><p>{d}</p></a></div>",
        "<div class='it'><h4><a href='/x'>{t}</a></h4><div class='m'>来源：港口报 {d}</div></div>",
        "<tr><td><a href='/x'>{t}</a></td><td>{d}</td></tr>",
        "<p>·<a href='/x'>{t}</a>({d})</p>",
        "<dl><dt><a href='/x'>{t}</a></dt><dd>{d} 阅读 31</dd></dl>",
    ),
    comments=(
        "<div class='item'><b>{n}</b><span>{d}</span><p>{w}</p></div>",
        "<dl><dt>{n} 发表于 {d}</dt><dd>{w}</dd></dl>",
        "<li>{n} 于 {d} 说：{w}</li>",
        "<div class='pl'><p>{w}</p><p>{n} {d} 回复</p></div>",
        "<div class='fl'><span>3楼</span> {n}[广东] {d}<div>{w}</div></div>",
    ),
    names=("小王", "路人甲", "匿名网友", "海边的风"),
    words=("写得不错，希望多交流。", "支持！", "希望早日建成，方便大家出行。"),
    boxes=("相关新闻", "相关阅读", "热点推荐", "最新资讯", "猜你喜欢", "延伸阅读", "点击排行"),
    comment_boxes=("评论", "网友评论", "最新评论"),
    heads=(
        "",
        "今天是2026年11月22日 星期日",
        "<span>2026年11月22日</span> <span>星期日</span>",
        "2026-11-22 星期日 农历十月十四",
        "2026年11月22日 17:00:11",
        "滨海 晴 5~12℃ 11月22日",
    ),
    feet=(
        "Copyright © 2005-2026 滨海网 All Rights Reserved",
        "版权所有 京ICP备00000000号 最后更新：2026-11-22",
        "主办：滨海市外办 更新日期：2026年11月22日 访问量：1234",
        "备案号 00000000 建站时间：2008-08-08",
    ),
    neighbours=(
        "",
        "<div>上一篇：<a href='/1'>{t}</a>[{d}]</div><div>下一篇：<a href='/2'>{u}</a>[{e}]</div>",
        "<div><a href='/1'><span>上一篇</span>{t}<em>{d}</em></a><a href='/2'><span>下一篇</span>{u}<em>{e}</em></a></div>",
    ),
    events=(
        "",
        "",
        "",
        "<p>活动时间：2023年6月3日14:00 活动地点：会展中心</p>",
        "<p>报名截止日期：2024年3月1日</p>",
        "<p>一、会议时间：2022年9月8日至9日</p>",
        "<p>（摄于2021年8月3日）</p>",
        "<p>附件：<a href='/a.pdf'>通知（2020年3月4日）.pdf</a></p>",
    ),
    leads=(
        "",
        "",
        "<div class='sum'>摘要：代表团访问友好城市。</div>",
        "<div>分享到：微信 微博</div>",
        "<div>【字体：大 中 小】 打印</div>",
    ),
    menu=("首页", "新闻", "公告", "专题"),
)
ENGLISH = Site(
    name="Mission",
    title="Mission and partners open a service centre for migrants at the harbour",
    text=(
        "The mission and its partners have opened a centre where migrants find advice, training and a doctor twice a week.",
        "Its head said that the centre would help some four thousand people a year, most of whom work in fishing and on building sites.",
        "Work on the building began in June 2021 after a study had shown that many did not know their rights, and a second centre will follow on 3 December.",
    ),
    headlines=(
        "Ministers meet on labour mobility in the region",
        "Summer school opens",
        "Training on documents ends",
        "Cities learn from each other",
        "New guide for employers",
        "Port reopens after storm",
        "Survey of returnees published",
        "Call for proposals",
        "Job fair draws a crowd",
    ),
    stamps=(
        "8 May 2023",
        "08 May 2023",
        "May 8, 2023",
        "Monday, May 8, 2023",
        DAY,
        "Published: 8 May 2023",
        "Posted on May 8, 2023 by admin",
        "News | 8 May 2023",
        "8 May 2023 | Press release",
        "By Anna Reed | 8 May 2023",
        "By Anna Reed, May 8, 2023",
        "Date: 8 May 2023",
        "Release date: 8 May 2023",
        f"Updated: {DAY} 09:12",
        "Submitted by admin on Mon, 05/08/2023 - 09:12",
        "Issued on: 8 May 2023",
        "May 8, 2023 3 min read",
        "8 May 2023 at 09:12",
        "First published on 8 May 2023",
    ),
    between_stamps=" | ",
    days=(
        "%d %B %Y",
        "%d %b %Y",
        "%B %d, %Y",
        "%b %d, %Y",
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%m/%d/%Y",
        "%d.%m.%Y",
        "%A, %d %B %Y",
        "%b %d",
        "%d %B",
    ),
    moments=("%B %d, %Y at %I:%M %p", "%d %b %Y %H:%M", "%Y-%m-%d %H:%M", "%b %d, %Y"),
    entries=(
        "<li><a href='/x'>{t}</a><span>{d}</span></li>",
        "<li><span>{d}</span> <a href='/x'>{t}</a></li>",
        "<li><a href='/x'>{t} - {d}</a></li>",
        "<div class='card'><a href='/x'><h4>{t}</h4><p>{d}</p></a></div>",
        "<div class='card'><h4><a href='/x'>{t}</a></h4><div class='m'>News | {d}</div></div>",
        "<article><time>{d}</time><h3><a href='/x'>{t}</a></h3><p>Read more</p></article>",
        "<p><a href='/x'>{t}</a> ({d})</p>",
        "<dl><dt><a href='/x'>{t}</a></dt><dd>By Staff on {d}</dd></dl>",
    ),
    comments=(
        "<div class='item'><b>{n}</b><span>{d}</span><p>{w}</p></div>",
        "<li>{n} says: <a href='#c'>{d}</a><p>{w}</p></li>",
        "<div><p>{w}</p><p>Posted by {n} on {d}</p></div>",
        "<article><footer>{n} {d}</footer><p>{w}</p></article>",
    ),
    names=("Anna", "Joe", "guest", "Maria L."),
    words=("Great news.", "Thanks for sharing!", "When will the second one open?"),
    boxes=(
        "Related news",
        "Latest",
        "More stories",
        "You may also like",
        "Popular",
        "Recent posts",
        "Upcoming events",
    ),
    comment_boxes=("Comments", "3 comments", "3 responses", "Leave a comment"),
    heads=(
        "",
        "Sunday, November 22, 2026",
        "22 November 2026",
        "Today is 22 November 2026",
        "Nov 22, 2026 09:11 AM",
    ),
    feet=(
        "© 2018-2026 Mission. All rights reserved.",
        "Last updated: 22 November 2026",
        "Copyright 2026. Site last modified on November 22, 2026",
        "Contact us Privacy",
    ),
    neighbours=(
        "",
        "<div><a href='/1'>Previous: {t}</a> {d} <a href='/2'>Next: {u}</a> {e}</div>",
        "<nav><a href='/1'><span>Previous</span><b>{t}</b><em>{d}</em></a></nav>",
    ),
    events=(
        "",
        "",
        "",
        "<p>When: 3 June 2023, 14:00. Where: Harbour Hall</p>",
        "<p>Application deadline: 1 March 2024</p>",
        "<p>Closing date: 1 March 2024</p>",
        "<p>Photo: Mission 2022 / Anna Reed, 3 August 2021</p>",
        "<p><a href='/a.pdf'>Terms of reference (4 March 2020).pdf</a></p>",
        "<p>Event date: 3 June 2023</p>",
    ),
    leads=(
        "",
        "",
        "<div>Share Tweet Print</div>",
        "<p class='lead'>A new centre helps migrants.</p>",
    ),
    menu=("Home", "News", "About us", "Contact"),
)
# fmt: on
