"""Pages put together at random from what stands on Chinese sites: one story among others' days.

`pages(seed, count)` gives the same pages every time. The page's own day is `DAY`, or none: then
all days on it belong to lists, readers, events, pictures, neighbours and the site.
"""

# ruff: noqa: E501 - marked-up snippets read best on one line
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

DAY = "2023-05-08"
#: The sites' heads and feet say this day, as they do to every visitor.
FETCHED = datetime(2026, 11, 22, 9, tzinfo=UTC)
_TITLE = "滨海市代表团访问友好城市并签署合作备忘录"
_TEXT = (
    "　　本报讯 代表团一行七人近日访问了友好城市，双方就青年交流、职业培训和港口合作交换了意见，并签署了为期三年的备忘录。",
    "　　市长在会见时表示，两市结好三十年来，往来密切，成果丰硕，希望今后在更多领域开展务实合作，造福两地居民。",
    "　　友城方面介绍了当地职业教育的做法，并邀请我市的学校参加明年举行的技能竞赛，双方还参观了两家企业。",
    "　　据了解，2021年6月18日双方曾签署意向书，代表团还将于12月3日前往邻近的港口考察。",
)
_HEADLINES = (
    "全市外事工作会议召开并部署任务", "友城青年夏令营开营", "港口合作论坛在滨海举行", "两地学校结对十年", "渔港改造二期完工",
    "冬季供暖通知", "人才招聘公告", "我市三家企业获评省级示范", "老城区公交线路调整", "专家谈夏季用电", "一季度外贸增长百分之四",
)  # fmt: skip
_STAMPS = (
    "{d}", "{d} 09:12", "2023年05月08日", "2023年5月8日 09:12", "2023/05/08", "发布时间：{d}", "发布日期：{d} 浏览：12",
    "来源：港口报 {d} 09:12", "{d} 来源：港口报", "时间：{d} 作者：张三 点击：12", "张三 {d}", "更新时间：{d}", "2023.05.08",
    "日期：2023年5月8日", "{d} 09:12 星期一", "【{d}】", "[ {d} ] [ 点击：418 ]", "{d} | 港口报", "港口报 · {d}",
    "发布者：张三 发布时间：{d} 浏览次数：12",
)  # fmt: skip
_FORMS = (
    "%Y-%m-%d",
    "%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y年%m月%d日",
    "[%m-%d]",
    "(%Y-%m-%d)",
    "%Y-%m-%d %H:%M",
)
_MOMENTS = ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y年%m月%d日 %H:%M", "%m-%d %H:%M")
_ENTRIES = (
    "<li><a href='/x'>{t}</a><span>{d}</span></li>", "<li><span>{d}</span><a href='/x'>{t}</a></li>",
    "<li><a href='/x'>{t} {d}</a></li>", "<div class='it'><a href='/x'><h4>{t}</h4><p>{d}</p></a></div>",
    "<div class='it'><h4><a href='/x'>{t}</a></h4><div class='m'>来源：港口报 {d}</div></div>",
    "<tr><td><a href='/x'>{t}</a></td><td>{d}</td></tr>", "<p>·<a href='/x'>{t}</a>({d})</p>",
    "<dl><dt><a href='/x'>{t}</a></dt><dd>{d} 阅读 31</dd></dl>",
)  # fmt: skip
_WORDS = (
    "<div class='item'><b>{n}</b><span>{d}</span><p>{w}</p></div>", "<dl><dt>{n} 发表于 {d}</dt><dd>{w}</dd></dl>",
    "<li>{n} 于 {d} 说：{w}</li>", "<div class='pl'><p>{w}</p><p>{n} {d} 回复</p></div>",
    "<div class='fl'><span>3楼</span> {n}[广东] {d}<div>{w}</div></div>",
)  # fmt: skip
_NAMES = ("小王", "路人甲", "匿名网友", "海边的风")
_SAID = ("写得不错，希望多交流。", "支持！", "希望早日建成，方便大家出行。")
_BOXES = ("相关新闻", "相关阅读", "热点推荐", "最新资讯", "猜你喜欢", "延伸阅读", "点击排行")
_HEADS = (
    "", "<div>今天是2026年11月22日 星期日</div>", "<div><span>2026年11月22日</span> <span>星期日</span></div>",
    "<div>2026-11-22 星期日 农历十月十四</div>", "<div>2026年11月22日 17:00:11</div>", "<div>滨海 晴 5~12℃ 11月22日</div>",
)  # fmt: skip
_FEET = (
    "<div>Copyright © 2005-2026 滨海网 All Rights Reserved</div>", "<div>版权所有 京ICP备00000000号 最后更新：2026-11-22</div>",
    "<div>主办：滨海市外办 更新日期：2026年11月22日 访问量：1234</div>", "<div>备案号 00000000 建站时间：2008-08-08</div>",
)  # fmt: skip
_NEIGHBOURS = (
    "", "<div>上一篇：<a href='/1'>{t}</a>[{d}]</div><div>下一篇：<a href='/2'>{u}</a>[{e}]</div>",
    "<div><a href='/1'><span>上一篇</span>{t}<em>{d}</em></a><a href='/2'><span>下一篇</span>{u}<em>{e}</em></a></div>",
)  # fmt: skip
_OTHERS_DAYS = (
    "", "", "", "<p>活动时间：2023年6月3日14:00 活动地点：会展中心</p>", "<p>报名截止日期：2024年3月1日</p>",
    "<p>一、会议时间：2022年9月8日至9日</p>", "<p>（摄于2021年8月3日）</p>", "<p>附件：<a href='/a.pdf'>通知（2020年3月4日）.pdf</a></p>",
)  # fmt: skip
_TITLES = (
    "<h1>{t}</h1>", "<div class='tit'>{t}</div>", "<h2>{t}</h2>", "<div align='center'><b>{t}</b></div>",
    "<h1><a href=''>{t}</a></h1>",
)  # fmt: skip
_LEADS = (
    "",
    "",
    "<div class='sum'>摘要：代表团访问友好城市。</div>",
    "<div>分享到：微信 微博</div>",
    "<div>【字体：大 中 小】 打印</div>",
)
_MENU = (
    "<ul>"
    + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ("首页", "新闻", "公告", "专题"))
    + "</ul>"
)
#: How many pages have a stamp, and how many of these below the title, or above it.
_STAMPED, _UNDER, _ABOVE = 0.75, 0.75, 0.87


@dataclass(frozen=True, slots=True)
class MixedPage:
    """A page and the day a reader finds on it, or None."""

    html: str
    published: str | None


def pages(seed: int, count: int) -> Iterator[MixedPage]:
    """Yield pages, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        yield _page(random)


def _page(random: Random) -> MixedPage:
    stamped = random.random() < _STAMPED
    stamp = random.choice(_STAMPS).format(d=DAY) if stamped else ""
    boxed = f"<div class='x'>{stamp}</div>"
    line = (
        boxed if random.random() < _UNDER else "".join(f"<span>{s}</span> " for s in stamp.split())
    )
    title = random.choice(_TITLES).format(t=_TITLE) + random.choice(_LEADS)
    tag = random.choice(("p", "div", ""))
    text = "".join(f"<{tag}>{p}</{tag}>" for p in _TEXT) if tag else "<br><br>".join(_TEXT)
    text = f"<div>{text}</div>{random.choice(_OTHERS_DAYS)}"
    place = random.random()
    parts = (title, line, text) if place < _UNDER else (line, title, text)
    article = "".join(parts if place < _ABOVE else (title, text, line))
    left = random.choice(("", _list(random), _list(random) + _list(random)))
    below = [_list(random), _comments(random), _neighbours(random), ""]
    body = (
        random.choice(_HEADS), _MENU, left, f"<div class='main'>{article}</div>",
        *random.sample(below, 3), random.choice(("", _list(random))), random.choice(_FEET),
    )  # fmt: skip
    head = f"<meta charset='utf-8'><title>{_TITLE}-滨海市外事办公室</title>"
    page = f"<html><head>{head}</head><body>{''.join(body)}</body></html>"
    return MixedPage(page, DAY if stamped else None)


def _moment(random: Random) -> datetime:
    return datetime(2019, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(4_000_000))


def _list(random: Random) -> str:
    entry, form = random.choice(_ENTRIES), random.choice(_FORMS)
    rows = "".join(
        entry.format(t=random.choice(_HEADLINES), d=_moment(random).strftime(form))
        for _ in range(random.randint(2, 8))
    )
    around = "table" if entry.startswith("<tr") else "ul" if entry.startswith("<li") else "div"
    return f"<h3>{random.choice(_BOXES)}</h3><{around}>{rows}</{around}>"


def _comments(random: Random) -> str:
    word, form = random.choice(_WORDS), random.choice(_MOMENTS)
    rows = "".join(
        word.format(
            n=random.choice(_NAMES), w=random.choice(_SAID), d=_moment(random).strftime(form)
        )
        for _ in range(random.randint(1, 6))
    )
    return (
        f"<div class='cbox'><h3>{random.choice(('评论', '网友评论', '最新评论'))}</h3>{rows}</div>"
    )


def _neighbours(random: Random) -> str:
    days = [f"{_moment(random):%Y-%m-%d}" for _ in range(2)]
    one, other = random.sample(_HEADLINES, 2)
    return random.choice(_NEIGHBOURS).format(t=one, u=other, d=days[0], e=days[1])
