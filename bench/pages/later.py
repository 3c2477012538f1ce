"""Templates written when the extractor was done, and measured once."""

# ruff: noqa: E501, D401 - HTML stands as sites write it; a docstring says what the page is.
from __future__ import annotations

from bench.pages import around
from bench.pages.article import Article, cells, semantic


def hashed(a: Article) -> str:
    """A broadcaster's page: class names of styled components, one `div` a paragraph."""
    parts = []
    for kind, text in a.parts:
        if kind == "caption":
            parts.append(
                '<div data-component="image-block" class="sc-18fde0d6-0"><figure><div class="sc-a34861b-1"><img alt=""></div>'
                f'<figcaption class="sc-8353772e-0">{text}</figcaption></figure></div>'
            )
        elif kind == "heading":
            parts.append(
                f'<div data-component="subheadline-block" class="sc-18fde0d6-0"><h2 class="sc-f98b1ad2-0">{text}</h2></div>'
            )
        else:
            said = " ".join(cells(text)) if kind == "row" else text
            parts.append(
                f'<div data-component="text-block" class="sc-18fde0d6-0 dlWCEZ"><p class="sc-eb7bd5f6-0 fYAfXe">{said}</p></div>'
            )
    cards = around.teasers(
        '<div class="sc-c6f6255e-0"><a href="/news/1"><div><h2 class="sc-8ea7699c-3">{0}</h2><p class="sc-ae29827d-0">{1}</p><span>2 hrs ago</span></div></a></div>'
    )
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>{a.title} - SBN</title></head><body><div id="__next">
<div class="sc-216c4eba-0"><nav>{around.menu(a, '<a href="/{0}">{1}</a>')}</nav></div><main id="main-content"><article class="sc-3b6b161a-0">
<div data-component="headline-block"><h1 class="sc-518485e5-0">{a.title}</h1></div>
<div data-component="byline-block" class="sc-801dd632-0"><time datetime="{a.date}T10:01:00Z">3 hours ago</time><span>{a.author}</span><span>SBN News, Harl</span>
<button>Share</button><button>Save</button></div>{"".join(parts)}
<div data-component="links-block" class="sc-c9299ecf-0"><ul><li><a href="/x">{around.HEADLINES_EN[1]}</a></li><li><a href="/y">{around.HEADLINES_EN[5]}</a></li></ul></div>
<div data-component="tags" class="sc-b2e2b7d6-0"><a href="#">Harl</a><a href="#">Transport</a></div></article>
<div data-component="section" class="sc-45a93de8-0"><h2>Related</h2>{cards}</div><div class="sc-45a93de8-0"><h2>More from SBN</h2>{cards}</div></main>
<footer><p>Copyright 2024 SBN. All rights reserved. SBN is not responsible for the content of external sites.</p></footer></div></body></html>"""


def stream(a: Article) -> str:
    """A platform for writers: an author's card before, claps after, other people's stories below."""
    others = around.teasers(
        '<div class="ab q"><div class="cn"><p class="be">Nia Holt</p><a href="/s"><h2 class="be hj">{0}</h2></a><div><h3>{1}</h3></div><span>4 min read</span></div></div>'
    )
    return f"""<!doctype html><html lang="en"><head><title>{a.title} | by {a.author} | Scroll</title><meta property="og:title" content="{a.title}"></head>
<body><div id="root"><div class="a b c"><div class="top"><a href="/">Open in app</a><a href="/in">Sign up</a><a href="/in">Sign in</a></div>
<article class="meteredContent"><div class="l"><section><div><h1 class="pw-post-title">{a.title}</h1>
<div class="speechify"><div><a href="/@x">{a.author}</a> · <a href="#">Follow</a></div><div>6 min read · {a.date}</div><div>--</div><div>12</div><div>Listen</div><div>Share</div></div>
{semantic(a, '<p class="pw-post-body-paragraph nb nc fq">{}</p>', heading="h1")}</div></section></div></article>
<div class="tags-row"><a href="#">Life</a><a href="#">Memory</a></div><div class="claps">--</div>
<div class="wr"><h2>Written by {a.author}</h2><p>812 Followers</p><p>Writer of small things. Former translator. Opinions are borrowed.</p><button>Follow</button></div>
<div class="rs"><h2>No responses yet</h2><p>What are your thoughts?</p></div><div class="mf"><h2>More from {a.author}</h2>{others}</div>
<div class="mf"><h2>Recommended from Scroll</h2>{others}</div><div class="ft"><a>Help</a><a>Status</a><a>About</a><a>Terms</a></div></div></div></body></html>"""


def sina(a: Article) -> str:
    """A Chinese portal of the size of a town: text and links to applications in one box."""
    body = semantic(a, '<p cms-style="font-L">　　{}</p>', heading="h4")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{a.title}|样本|新闻_样浪新闻</title><meta name="weibo: article:create_at" content="{a.date} 10:31:22">
<meta property="og:title" content="{a.title}"></head><body><div class="top-header"><div class="logo">样浪网</div>{around.menu(a, '<a href="/{0}">{1}</a>')}</div>
<div class="path-search"><div class="path">样浪首页 &gt; 国内新闻 &gt; 正文</div></div><div class="main-content w1240"><h1 class="main-title">{a.title}</h1>
<div class="top-bar-wrap"><div class="top-bar-inner"><div class="date-source"><span class="date">{a.date} 10:31</span><a class="source">{a.author}</a></div><div class="page-tools"><span>A-</span><span>A+</span></div></div></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="article">{body}
<p>　　点击进入专题:更多精彩内容</p><p class="show_author">责任编辑:样小二 </p></div>
<div class="article-bottom"><div class="keywords"><label>文章关键词:</label><a>社区</a><a>样本</a></div><div class="blk-wxfollow"><p>扫描二维码关注样浪新闻官方公众号</p></div>
<div class="appendQr_wrap"><p>样浪新闻公众号</p><p>更多猛料!欢迎扫描左方二维码关注样浪新闻官方微信(xinlang-sample)</p></div></div>
<div class="blk-related"><h3>相关新闻</h3><ul>{around.links(a)}</ul></div></div>
<div class="article-content-right"><div class="tit">24小时滚动播报最新的财经资讯和视频,更多粉丝福利扫描二维码关注</div><ul>{around.links(a)}</ul></div></div></div>
<div class="footer">Copyright © 1996-2024 SAMPLE Corporation, All Rights Reserved 样浪公司 版权所有</div></body></html>"""


def wechat(a: Article) -> str:
    """An article as a messenger's public accounts have it: nested sections, calls to follow."""
    parts = []
    for kind, text in a.parts:
        said = " ".join(cells(text)) if kind == "row" else text
        if kind == "caption":
            parts.append(
                f'<section><img data-src="1.jpg"></section><section style="text-align: center"><span style="font-size: 12px">{said}</span></section>'
            )
        else:
            parts.append(
                f'<section style="margin: 0 8px"><section><p style="text-align: justify"><span style="letter-spacing: 1px"><span>{said}</span></span></p></section></section><p><br></p>'
            )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title></title><meta property="og:title" content="{a.title}"><meta property="og:site_name" content="微讯公众平台"></head>
<body class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="img-content"><h1 class="rich_media_title" id="activity-name">
{a.title}
</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">{a.author}</span> <a id="js_name">样本之声</a> <em id="publish_time">{a.date}</em></div>
<div class="rich_media_content" id="js_content"><section><p style="text-align:center">点击上方蓝字关注我们</p></section>{"".join(parts)}
<section><p>编辑:小样</p></section><section><p style="text-align: center">长按识别二维码关注我们</p></section></div></div></div>
<div class="rich_media_tool"><span>阅读原文</span><span>阅读 3245</span><span>在看</span></div><div id="js_pc_qr_code"><p>微信扫一扫关注该公众号</p></div></div></body></html>"""


def letter(a: Article) -> str:
    """A newsletter's page: boxes to subscribe in the text, notes and comments below."""
    parts = semantic(a).split("\n")
    third = max(1, len(parts) // 3)
    box = (
        '<div class="subscription-widget-wrap"><div class="subscription-widget"><div class="preamble"><p class="cta-caption">'
        "Thanks for reading! This letter is free, and it goes out to nine thousand people who would like company at breakfast.</p></div>"
        "<form><input><button>Subscribe</button></form></div></div>"
    )
    body = "\n".join([*parts[:third], box, *parts[third:], box])
    return f"""<!DOCTYPE html><html lang="en"><head><title>{a.title} - by {a.author}</title><meta property="og:title" content="{a.title}"></head><body>
<div id="entry"><div class="main-menu"><h1 class="headline"><a href="/">Company at Breakfast</a></h1><button>Subscribe</button><button>Sign in</button></div>
<div class="single-post-container"><article class="newsletter-post post"><div class="post-header"><h1 class="post-title published">{a.title}</h1>
<h3 class="subtitle">Company at Breakfast, No. 41</h3><div class="meta-subheader"><div>{a.author}</div><div>{a.date}</div><div>41</div><div>Share</div></div></div>
<div class="available-content"><div class="body markup">{body}</div></div><div class="post-ufi"><a>41 Likes</a> <a>3 Restacks</a></div></article></div>
<div class="comments-page"><h4>Discussion about this post</h4>{around.comments(a, '<div class="comment"><div class="comment-meta">{0}</div><div class="comment-body"><p>{1}</p></div></div>')}</div>
<div class="portable-archive">{around.teasers('<div class="post-preview"><a class="post-preview-title" href="/p">{0}</a><a class="post-preview-description" href="/p">{1}</a></div>')}</div>
<div class="footer-wrap"><p>© 2024 {a.author}. Privacy ∙ Terms ∙ Collection notice</p></div></div></body></html>"""


def tabloid(a: Article) -> str:
    """A tabloid: picture after picture, links to stories between paragraphs, a video's caption."""
    out = []
    for number, (kind, text) in enumerate(a.parts):
        said = " ".join(cells(text)) if kind == "row" else text
        if kind == "caption":
            out.append(
                f'<div class="image-wrap"><img class="blkBorder"><p class="imageCaption">{said}</p></div>'
            )
        else:
            out.append(f'<p class="mol-para-with-font"><span>{said}</span></p>')
        if number % 3 == 2:
            head = around.HEADLINES_EN[number % 7]
            out.append(
                f'<p class="related-inline"><strong>READ MORE: <a href="/r">{head}</a></strong></p>'
            )
        if number == 1:
            out.append(
                '<div class="art-ins mol-factbox"><h3>Most watched News videos</h3><ul><li><a href="/v1">Moment gull steals cone</a></li><li><a href="/v2">Mayor falls off stage</a></li></ul></div>'
            )
    return f"""<html><head><title>{a.title} | Sample Mail Online</title></head><body><div class="page"><div class="masthead">{around.menu(a, '<a href="/{0}">{1}</a>')}</div>
<div id="content"><div class="articleWide cleared"><div class="alpha"><div id="js-article-text" class="article-text wide heading-tag-switch"><h1>{a.title}</h1>
<p class="author-section byline-plain">By <a class="author">{a.author} For Mailonline</a></p><p class="byline-section"><span class="article-timestamp">Published: 18:49, {a.date}</span> | <span>Updated: 19:12, {a.date}</span></p>
<div class="shareArticles"><ul><li>e-mail</li><li>171 shares</li><li><a href="#c">88 View comments</a></li></ul></div><div itemprop="articleBody">{"".join(out)}</div>
<div class="column-content"><p class="count">Share or comment on this article: {a.title}</p></div></div>
<div id="reader-comments"><h3>Comments 88</h3><p>Share what you think</p>{around.comments(a, '<div class="comment"><p class="user-info">{0}, Harl, 2 hours ago</p><p class="comment-body">{1}</p></div>')}</div></div>
<div class="beta"><h3>FEMAIL TODAY</h3><ul>{around.teasers('<li><a href="/f"><strong>{0}</strong></a> {1}</li>')}</ul></div></div></div></div></body></html>"""


def country_site(a: Article) -> str:
    """A country office's site in Drupal 7: regions, blocks and views named for what they are."""
    return f"""<!DOCTYPE html><html xml:lang="en" dir="ltr"><head><title>{a.title} | Sample Office in Harland</title>
<link rel="shortlink" href="/node/381"></head><body class="html not-front not-logged-in one-sidebar sidebar-second page-node page-node-381 node-type-news">
<div id="page-wrapper"><div id="header"><a href="/" title="Home"><img src="logo.png"></a><div id="main-menu"><ul class="links">{around.menu(a)}</ul></div></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div class="breadcrumb"><a href="/">Home</a> » <a href="/news">News</a></div><div id="content" class="column"><div class="section">
<h1 class="title" id="page-title">{a.title}</h1><div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content">
<div id="node-381" class="node node-news node-promoted clearfix"><div class="content clearfix"><div class="field field-name-field-date field-type-datetime field-label-inline clearfix">
<div class="field-label">Posted:&nbsp;</div><div class="field-items"><div class="field-item even"><span class="date-display-single">{a.date}</span></div></div></div>
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">{semantic(a)}</div></div></div></div>
<ul class="links inline"><li class="print_html"><a>Printer-friendly version</a></li></ul></div></div></div></div></div></div>
<div id="sidebar-second" class="column sidebar"><div class="block block-views"><h2>Latest news</h2><div class="content">{around.teasers('<div class="views-row"><div class="views-field-title"><a href="/node/1">{0}</a></div><div class="views-field-body">{1}</div></div>')}</div></div>
<div class="block"><h2>Contact</h2><p>Sample Office in Harland, 12 Quay Street. Open on working days from nine to five; please ring twice.</p></div></div></div></div>
<div id="footer"><p>Funded by nobody in particular. Built with Drupal.</p></div></div></body></html>"""


TEMPLATES = (hashed, stream, sina, wechat, letter, tabloid, country_site)
#: (template, article)
PAGES = (
    (hashed, "en-ferry"), (hashed, "en-bees"), (hashed, "en-live"),
    (stream, "en-memoir"), (stream, "en-lamp"),
    (sina, "zh-liangshi"), (sina, "zh-hongshui"), (sina, "zh-ceping"),
    (wechat, "zh-yimin"), (wechat, "zh-jiaozi"), (wechat, "mix-training"),
    (letter, "en-bees"), (letter, "en-faq"),
    (tabloid, "en-ferry"), (tabloid, "en-budget"), (tabloid, "en-chinadaily"),
    (country_site, "en-iom"), (country_site, "mix-training"), (country_site, "en-short"),
)  # fmt: skip
