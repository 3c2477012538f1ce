"""Writes the pages of this folder: every story of `contents.py` in several layouts.

Run it after editing either file: `python tests/pages/compose.py`. The expected records come
from what a person wrote beside each text, never from the parser.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

from contents import STORIES, Story

HERE = Path(__file__).resolve().parent
MENU = [
    "-", "Who we are",
    "WHO WE AREThe International Organization for Migration is a part of the United Nations that works with governments and migrants.",
    "-", "Our Work", "Our WorkIOM supports people who move and the places they move to.",
    "What We Do", "What We Do", "Partnerships", "Partnerships", "Highlights", "Highlights",
    "- Where we work", "-", "Take Action", "Take Action", "Work with us", "Work with us",
    "Get involved", "Get involved", "- Data and Research", "- 2030 Agenda",
]  # fmt: skip


def expected(story: Story) -> dict[str, object]:
    """Return what must be read, in the words of the command line's contract."""
    languages = list(dict.fromkeys(part.language for part in story.parts if part.kind != "caption"))
    return {
        "source": story.source or None,
        "genre": story.genre,
        "identifiers": story.identifiers,
        "title": story.titles[languages[0]],
        "published": story.published,
        "event_date": story.event_date,
        "place": story.place,
        "agency": story.agency,
        "author": story.author,
        "editions": {
            language: {
                "title": story.titles.get(language),
                "body": "\n\n".join(p.text for p in story.parts if p.language == language and p.kind != "caption"),
            }
            for language in languages
        },
        "fields": {label: value for label, _, value in story.rows},
        "contacts": list(story.contacts),
        "captions": [part.text for part in story.parts if part.kind == "caption"],
        "not_understood": None,
    }


def _title(story: Story) -> str:
    return story.titles[story.lead]


def _other_title(story: Story) -> tuple[str, str] | None:
    return next(((lang, text) for lang, text in story.titles.items() if lang != story.lead), None)


def _blocks(story: Story, paragraph: str = "<p>{}</p>", caption: str = "<figure><img src='/i/1.jpg'><figcaption>{}</figcaption></figure>", item: str = "<li>{}</li>") -> str:
    """Return the text as markup; the second title stands where its language begins."""
    out, previous, listing = [], story.lead, False
    other = _other_title(story)
    for part in story.parts:
        if other and part.language == other[0] and part.language != previous:
            out.append(f"<h2>{escape(other[1])}</h2>")
            other = None
        if part.kind != "caption":
            previous = part.language
        if (part.kind == "li") != listing and item.startswith("<li"):
            out.append("<ul>" if part.kind == "li" else "</ul>")
        listing = part.kind == "li"
        form = {"p": paragraph, "li": item, "caption": caption}[part.kind]
        out.append(form.format(escape(part.text, quote=False)))
    return "\n".join(out)


def drupal(story: Story) -> str:
    """A page in the shape of iom.int: mega-menu, fields with classes, related cards, footer."""
    rows = "".join(
        f"<li><div class='field field--name-field-row'><div class='field__label'>{escape(label)}</div>"
        f"<div class='field__item'>{escape(value)}</div></div></li>"
        for label, value, _ in story.rows
    )
    meta = f"<meta property='article:published_time' content='{story.machine}'>" if story.machine else ""
    return f"""<!DOCTYPE html><html lang="{story.lead}"><head><meta charset="utf-8"><title>{escape(_title(story))} | International Organization for Migration</title>
<meta property="og:title" content="{escape(_title(story))}">{meta}<link rel="stylesheet" href="/core.css"></head>
<body class="path-node"><a class="visually-hidden focusable" href="#main">Skip to main content</a>
<header><nav class="mega-menu"><ul><li><a href="/who-we-are">Who we are</a><p>WHO WE ARE</p><p>The International Organization for Migration is a part of the United Nations that works with governments and migrants.</p>
<ul><li><a href="/about">About migration</a></li><li><a href="/governance">Governance</a></li></ul></li><li><a href="/our-work">Our Work</a></li><li><a href="/data">Data and Research</a></li><li><a href="/2030">2030 Agenda</a></li></ul></nav></header>
<main role="main"><div class="breadcrumb"><a href="/">Home</a> <a href="/news">News</a></div>
<article class="node node--type-press-release"><h1 class="page-title"><span class="field field--name-title">{escape(_title(story))}</span></h1>
{f'<div class="date"><time datetime="{story.machine}">{story.shown}</time></div>' if story.machine else ''}
<div class="social-share"><a href="https://facebook.example/share">Facebook</a><a href="https://x.example/share">X</a><a href="mailto:?subject=x">Email</a></div>
{f'<ul class="project-details">{rows}</ul>' if rows else ''}
<div class="narrow-content"><div class="field field--name-body field--type-text-with-summary">
{_blocks(story)}
</div></div></article>
<aside class="related"><h2>Related News</h2><div class="card"><a href="/news/a"><h3>Ten thousand families reached in the first month</h3></a><p>The first month of the response is over and the numbers are in …</p></div>
<div class="card"><a href="/news/b"><h3>New report on seasonal work in the Alps</h3></a><p>Who picks the apples? A survey of 800 workers …</p></div></aside></main>
<footer><p>Subscribe to our newsletter</p><ul><li><a href="/contact">Contact us</a></li><li><a href="/privacy">Privacy notice</a></li></ul><p>Copyright © IOM. All rights reserved.</p></footer></body></html>"""


def soup(story: Story) -> str:
    """The same page as tables and nameless divs, without a heading element."""
    rows = "".join(f"<tr><td>{escape(label)}</td><td>{escape(value)}</td></tr>" for label, value, _ in story.rows)
    date = f"<div>{story.shown}</div>" if story.machine else ""
    return f"""<html><head><title>{escape(_title(story))}</title></head><body>
<table width="980"><tr><td><a href="/">Home</a></td><td><a href="/n">News</a></td><td><a href="/p">Projects</a></td><td><a href="/c">Contact</a></td></tr></table>
<div><div><div><font size="5"><b>{escape(_title(story))}</b></font></div>{date}
{f'<table border="1">{rows}</table>' if rows else ''}
<div>{_blocks(story, "<div>{}</div>", "<div><img src='x.jpg'></div><div class='image-caption'>{}</div>", "<div>{}</div>").replace("<h2>", "<div><b>").replace("</h2>", "</b></div>")}</div></div>
<div><div><a href="/1">Older: a bridge for two valleys</a></div><div><a href="/2">Older: the night school reopens</a></div><div><a href="/3">All stories</a></div></div></div>
<div><div>Copyright © 2025</div></div></body></html>"""


def semantic(story: Story) -> str:
    """The same page with other names, JSON-LD and rows as a definition list."""
    rows = "".join(f"<dt>{escape(label)}:</dt><dd>{escape(value)}</dd>" for label, value, _ in story.rows)
    about = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": _title(story)}
    if story.machine:
        about["datePublished"] = story.machine
    return f"""<!doctype html><html lang="{story.lead}"><head><meta charset="utf-8"><title>{escape(_title(story))} - Migration Desk</title><meta property="og:site_name" content="Migration Desk">
<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script></head><body>
<div id="cookie-banner" style="display:none"><p>We use cookies to make this site better. You can read about them in our policy.</p></div>
<header class="zz-top"><a href="/">Migration Desk</a><nav><a href="/w">World</a> <a href="/a">Asia</a> <a href="/o">Opinion</a></nav></header>
<main><section class="q7"><p class="q7-kicker"><a href="/a">Asia</a></p><h1>{escape(_title(story))}</h1>
<ul class="q7-tools"><li>Share</li><li>Print</li></ul>
<div class="q7-rich">{_blocks(story)}</div>
{f'<dl class="q7-facts">{rows}</dl>' if rows else ''}</section>
<section class="q8"><h3>Most read</h3><ol><li><a href="/m1">Why the harbour lights went out</a></li><li><a href="/m2">A bakery for the night shift</a></li><li><a href="/m3">Five maps of the river</a></li></ol></section></main>
<footer class="zz-end"><p>© Migration Desk</p></footer></body></html>"""


def china_daily(story: Story) -> str:
    """A page in the shape of chinadaily.com.cn."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(_title(story))} - Chinadaily.com.cn</title></head><body>
<div class="topNav"><ul><li><a href="//www.chinadaily.com.cn">HOME</a></li><li><a href="//www.chinadaily.com.cn/china">CHINA</a></li><li><a href="//www.chinadaily.com.cn/world">WORLD</a></li></ul></div>
<div id="bread-nav"><a href="//www.chinadaily.com.cn/china">China</a> / <a href="//www.chinadaily.com.cn/china/society">Society</a></div>
<div class="main_art"><div id="left" class="lft_art"><h1>{escape(_title(story))}</h1>
<div class="info"><span class="info_l">{escape(story.shown or "")}</span><span class="info_r"><a href="javascript:;">Share</a></span></div>
<div id="Content">{_blocks(story)}</div>
<div class="keywords"><b>Tags:</b> <a href="/t/1">migration</a></div></div>
<div class="mai_r"><div class="mb"><h2>Most Viewed in 24 Hours</h2><ul><li><a href="//www.chinadaily.com.cn/a/1">Panda twins turn one</a></li><li><a href="//www.chinadaily.com.cn/a/2">Tea harvest begins in Zhejiang</a></li></ul></div></div></div>
<div class="footer"><p>Copyright 1995 - 2025. All rights reserved. The content (including but not limited to text, photo, multimedia information, etc) published in this site belongs to China Daily Information Co (CDIC). Without written authorization from CDIC, such content shall not be republished or used in any form.</p></div></body></html>"""


def china_org(story: Story) -> str:
    """A page in the shape of china.org.cn: tools above, bracket last, comment form and links below."""
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{escape(_title(story))} -- china.org.cn</title></head><body>
<table><tr><td><a href="/">Home</a> / <a href="/business">Business</a> / <a href="/business/news">News</a></td><td>Tools: <a href="#">Save</a> | <a href="#">Print</a> | <a href="#">E-mail</a> | <a href="#">Most Read</a> | <a href="#">Comment</a></td></tr></table>
<div id="container_left"><div class="title1">{escape(_title(story))}</div><div>Adjust font size: <a href="#">+</a><a href="#">-</a></div>
<div id="content1">{_blocks(story, caption="<p align='center'><img src='1.jpg'></p><p class='caption'>{}</p>")}
<p>{escape(story.bracket or "")}</p></div></div>
<table><tr><td>Tools: <a href="#">Save</a> | <a href="#">Print</a> | <a href="#">E-mail</a> | <a href="#">Most Read</a></td></tr><tr><td>Comment</td></tr><tr><td>Pet Name</td></tr><tr><td>Anonymous</td></tr></table>
<div class="r"><div>Related &gt;&gt;</div><ul><li><a href="/1">Grain harvest up for the third year</a></li><li><a href="/2">New railway reaches the plateau</a></li></ul><div>Most Viewed &gt;&gt;</div><ul><li><a href="/3">Ten questions on the new labour law</a></li></ul></div>
<div>Copyright © China.org.cn. All Rights Reserved</div></body></html>"""


def chinagate_text(story: Story) -> str:
    """A dump of a chinagate page: ticker, `You are here`, text, `Endi`."""
    ticker = ["Hot grain year for the north", "Bridge over the Min opens", "You are here:   Home"]
    return "\n".join([*ticker, "", _title(story), "", *_lines(story), f"{story.bracket or ''} Endi".strip()])


def zblog(story: Story) -> str:
    """A page in the shape of Z-BlogPHP's default theme."""
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(_title(story))}-书香驿站</title><script src="https://www.shuxiang-example.cn/zb_system/script/common.js"></script><link rel="stylesheet" href="/zb_users/theme/default/style.css"></head><body>
<div id="divNavBar"><ul><li><a href="/">首页</a></li><li><a href="/wenxue">文学</a></li><li><a href="/lishi">历史</a></li></ul></div>
<div id="divMain"><div class="place">当前位置：<a href="/">首页</a> &gt; <a href="/wenxue">文学</a> &gt; 正文</div>
<div class="post single"><h2 class="post-title">{escape(_title(story))}</h2><ul class="info"><li>文学</li><li>{story.shown}</li><li>117</li></ul>
<div class="post-body">{_blocks(story)}</div><h5 class="post-tags">标签：<a href="/t">读书</a></h5>
<h6 class="post-footer">作者:admin | 分类:文学 | 浏览:117 | 评论:0</h6></div>
<div class="post-nav"><a href="/post/20416.html">上一篇：春天里的第一本书</a><a href="/post/20418.html">下一篇：怎样整理旧书架</a></div>
<div id="divCommentPost"><p class="posttop"><a name="comment">发表评论：</a></p><form id="frmSumbit" method="post"><p><label>名称(*)</label><input name="inpName"></p><p><label>邮箱</label></p><textarea id="txaArticle"></textarea></form></div></div>
<div id="divSidebar"><dl><dt>热门文章</dt><dd><a href="/post/1.html">十部值得重读的小说</a></dd><dd><a href="/post/2.html">旧书店地图</a></dd></dl></div>
<div id="divBottom"><p>Powered By Z-BlogPHP</p><p>版权所有 书香驿站 京ICP备20000001号</p></div></body></html>"""


def tpure(story: Story) -> str:
    """Another aggregator: relative counters, hidden anti-copy noise, a disclaimer."""
    noise = "<span style='display:none'>& N) P8 D\" D- x7</span>"
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(_title(story))}_生活频道</title><link href="/zb_users/theme/tpure/style.css" rel="stylesheet"></head><body>
<div class="header"><a href="/">生活频道</a><a href="/c1">健康</a><a href="/c2">旅行</a></div><div class="bread">您的位置：<a href="/">首页</a> &gt;<a href="/g">国际</a> &gt; 正文</div>
<div class="block"><div class="post"><h1>{escape(_title(story))}</h1><div class="info"><span class="user">生活君</span> <span class="date">{story.shown}</span> <span class="view">1.2万次浏览</span> <span class="cmt">0条评论</span></div>
{f'<div class="from">来源：{story.agency}</div>' if story.agency else ''}
<div class="single postcon">{_blocks(story).replace("。", "。" + noise, 2)}<div class="bdshare">分享到：微博 微信</div></div>
<div class="statement">免责声明：本文来源于网络,仅供参考,不代表本站观点。</div></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/article/1.html">雨季出行的五个提醒</a></li><li><a href="/article/2.html">老城的早餐地图</a></li></ul></div>
<div class="cmts"><h3>有话要说...</h3></div></div><div class="footer">Theme by tpure</div></body></html>"""


def city(story: Story) -> str:
    """A Chinese city's page: date and source in one line, print bar, two-dimensional code."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(_title(story))}_临海市人民政府</title></head><body>
<div class="top"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">办事服务</a><a href="/c">互动交流</a></div>
<div class="wz">当前位置：<a href="/">首页</a> &gt; 要闻动态 &gt; 正文</div>
<div class="xl"><div class="bt">{escape(_title(story))}</div><div class="ly">{escape(story.shown or "")} 浏览次数：<span>88</span> 字号：[大 中 小]</div>
<div class="nr">{_blocks(story, "<p>  {}</p>")}</div><div class="gj">【打印】 【关闭】</div></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div><div class="foot"><p>主办：临海市人民政府办公室 浙ICP备12000001号</p></div></body></html>"""


def _lines(story: Story) -> list[str]:
    out, previous = [], story.lead
    other = _other_title(story)
    for part in story.parts:
        if other and part.language == other[0] and part.language != previous and part.kind != "caption":
            out.append(other[1])
            other = None
        if part.kind != "caption":
            previous = part.language
        out.append(part.text)
    return out


def iom_text(story: Story) -> str:
    """A dump of an iom.int page with the leaked menu."""
    rows = [line for label, value, _ in story.rows for line in ("-", label, *([value] if value else []))]
    return "\n".join([*MENU, _title(story), *rows, *_lines(story)])


def clean_text(story: Story) -> str:
    """A dump without the menu: section, place, blank line, title."""
    return "\n".join(["News", "Global", "", _title(story), *_lines(story)])


def glued_text(story: Story) -> str:
    """A repost's dump: breadcrumb, list, the whole text on one line, title again."""
    text = " ".join(_lines(story))
    return "\n".join(["当前位置：首页 > 文学 > 正文", "", _title(story), "", "  • 文学", f"  • {story.shown}", "  • 117", text, "", _title(story), "", "有话要说..."])


def repost_text(story: Story) -> str:
    """A repost's dump, one paragraph a line."""
    return "\n".join(["您的位置：首页 >国际 > 正文", _title(story), f"{story.shown} 来源：{story.agency or '网络'} 浏览:88", "【资料图】", *_lines(story), "标签：海员", "热门资讯", "雨季出行的五个提醒", "老城的早餐地图"])


def press_text(story: Story) -> str:
    """A dump of a press page without title or tools."""
    return "\n".join([*_lines(story), story.bracket or ""])


IOM: dict[str, Callable[[Story], str]] = {"drupal": drupal, "soup": soup, "semantic": semantic}
LAYOUTS: dict[str, dict[str, Callable[[Story], str]]] = {
    "iom_news": {**IOM, "menu.txt": iom_text, "clean.txt": clean_text},
    "iom_projects": {**IOM, "menu.txt": iom_text},
    "chinadaily": {"chinadaily": china_daily},
    "china_org_cn": {"chinaorg": china_org, "chinagate.txt": chinagate_text, "press.txt": press_text},
    "reposts": {"zblog": zblog, "tpure": tpure, "glued.txt": glued_text, "repost.txt": repost_text},
    "": {},
}
ONLY = {
    "unknown-ngo-english": {"drupal": drupal, "soup": soup, "semantic": semantic},
    "unknown-city-chinese": {"city": city},
}


def variations(story: Story, layout: str) -> dict[str, object]:
    """Return what a layout cannot show, so that it must be read as unknown."""
    changed: dict[str, object] = {}
    if layout in ("menu.txt", "clean.txt", "chinagate.txt", "press.txt") and story.machine:
        changed["published"] = None
    if layout == "soup" and story.machine:
        changed["published"] = story.machine.split("T")[0]
    if layout in ("zblog", "glued.txt"):
        changed["agency"] = None
    if layout == "tpure":
        changed["author"] = "生活君"
    if layout == "glued.txt":
        changed["editions"] = {k: {**v, "body": v["body"].replace("\n\n", " ")} for k, v in expected(story)["editions"].items()}  # type: ignore[attr-defined]
    if layout == "press.txt":
        changed["title"] = None
        changed["editions"] = {k: {**v, "title": None} for k, v in expected(story)["editions"].items()}  # type: ignore[attr-defined]
    return changed


def write(story: Story, layout: str, render: Callable[[Story], str]) -> None:
    """Write one case's folder."""
    plain = layout.endswith(".txt")
    folder = HERE / (story.source or "unknown") / f"{story.name}--{layout.removesuffix('.txt')}{'-text' if plain else ''}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ("page.txt" if plain else "page.html")).write_text(render(story), encoding="utf-8")
    meta = {"url": story.url, "fetched_at": story.fetched_at, "source": story.source or None}
    (folder / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    record = expected(story) | variations(story, layout)
    (folder / "expected.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Write every case."""
    for story in STORIES:
        for layout, render in ONLY.get(story.name, LAYOUTS[story.source]).items():
            if layout == "glued.txt" and "en" not in story.titles:
                continue
            if layout == "repost.txt" and "en" in story.titles:
                continue
            write(story, layout, render)


if __name__ == "__main__":
    main()
