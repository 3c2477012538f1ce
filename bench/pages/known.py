"""Templates whose pages may be looked at while the extractor is being built."""

# ruff: noqa: E501, D401 - HTML stands as sites write it; a docstring says what the page is.
from __future__ import annotations

from bench.pages import around
from bench.pages.article import Article, broken, semantic, wrapped


def mega_menu(a: Article) -> str:
    """Drupal 9 with a mega menu, as agencies of the United Nations have it."""
    groups = "".join(
        f'<li class="menu-item--expanded"><span class="menu-title">{name}</span>'
        f'<div class="mega-drop"><h3>{name}</h3><p>As the leading organization in the field since'
        " 1951, we work with governments and partners everywhere to make sure that help arrives"
        f" in time and with dignity.</p><ul>{around.menu(a)}</ul></div></li>"
        for name in ("Who we are", "Our Work", "Take Action", "Data and Research", "2030 Agenda")
    )
    return f"""<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">
<title>{a.title} | Agency for Sample Affairs</title>
<meta property="og:site_name" content="Agency for Sample Affairs">
<meta property="og:title" content="{a.title}">
<link rel="canonical" href="https://agency.example/news/{a.name}"></head>
<body class="path-node page-node-type-press-release">
<a href="#main-content" class="visually-hidden focusable">Skip to main content</a>
<div class="dialog-off-canvas-main-canvas"><header role="banner" class="header">
<div class="region region-header"><nav role="navigation"><ul class="menu">{groups}</ul></nav>
<form class="search-block-form"><input type="search"><button>Search</button></form></div></header>
<div class="layout-container"><main role="main"><a id="main-content"></a>
<div class="region region-breadcrumb"><nav><ol><li><a href="/">Home</a></li>
<li><a href="/news">News</a></li></ol></nav></div>
<article data-history-node-id="40213" class="node node--type-press-release node--view-mode-full">
<div class="narrow-content"><div class="title-wrap"><span class="tag">News - Global</span>
<h1 class="page-title"><span class="field field--name-title">{a.title}</span></h1>
<div class="date">{a.date}</div></div>
<div class="addtoany_list"><a href="#">Facebook</a><a href="#">Twitter</a><a href="#">E-mail</a></div>
<div class="clearfix text-formatted field field--name-body field--type-text-with-summary
 field--label-hidden field__item">{semantic(a)}</div>
<div class="field field--name-field-sdg"><div class="field__label">SDG</div>
<div class="field__item"><a href="/sdg/10">SDG 10 - Reduced Inequalities</a></div></div></div></article>
<section class="views-element-container related-stories"><h2>RELATED STORIES</h2>
<div class="view-content">{around.teasers('<div class="views-row"><h4><a href="/x">{0}</a></h4><p>{1}</p></div>')}</div>
</section></main></div><footer class="footer"><p>Headquarters, 17 Sample Road, Geneva. Tel +41 22
555 0100</p><ul>{around.menu(a)}</ul><p>&copy; 2024 Agency. All rights reserved.</p></footer></div>
</body></html>"""


def soup(a: Article) -> str:
    """Nothing but `div` and `span`, with class names that a build tool made up."""
    body = wrapped(a, '<div class="x7f">{}</div>', caption='<div class="cq"><span>{}</span></div>')
    side = around.links(a, '<div class="zz1"><a href="{0}"><span>{1}</span></a></div>')
    return f"""<html><head><title>{a.title} - Daily Sample</title></head><body><div id="app">
<div class="a1"><div class="b2">{around.menu(a, '<span class="m"><a href="/{0}">{1}</a></span>')}</div></div>
<div class="c3"><div class="d4"><div class="hx">{a.title}</div><div class="by">{a.author} · {a.date}</div>
<div class="q9">{body}</div></div><div class="e5"><div class="t0">Daily Sample</div>{side}</div></div>
<div class="f6"><div>{around.ABOUT_SITE}</div><div>Imprint</div><div>Privacy</div></div></div></body></html>"""


def table_layout(a: Article) -> str:
    """Nested tables, font tags and line breaks of 2005; no class, no heading."""
    left = around.menu(a, '<a href="/{0}.asp"><font size="2">{1}</font></a><br>')
    right = around.links(a, '<tr><td><font size="1">&#8226; <a href="{0}">{1}</a></font></td></tr>')
    return f"""<HTML><HEAD><TITLE>{a.title}</TITLE></HEAD><BODY bgcolor="#ffffff" topmargin=0>
<TABLE width="780" align=center cellpadding=0><TR><TD colspan=3><IMG src="/banner.gif">
<MARQUEE>Welcome to our web site! Best viewed at 1024 x 768.</MARQUEE></TD></TR><TR>
<TD width=120 valign=top bgcolor="#e0e8f0">{left}</TD>
<TD width=500 valign=top><TABLE><TR><TD align=center><FONT size=5 color=red><B>{a.title}</B></FONT></TD></TR>
<TR><TD align=center><FONT size=2>{a.date} {a.author}</FONT></TD></TR><TR><TD><FONT size=3>
{broken(a, "&nbsp;&nbsp;&nbsp;&nbsp;", caption='<center><img src="1.jpg"><br><font size=2 color=gray>{}</font></center>')}
</FONT></TD></TR><TR><TD align=right><FONT size=2>[<a href="#">Print</a>] [<a href="#">Close</a>]</FONT></TD></TR>
</TABLE></TD><TD width=160 valign=top><TABLE bgcolor="#f8f8f0">{right}</TABLE></TD></TR>
<TR><TD colspan=3 align=center><HR><FONT size=1>Copyright (C) 2005 Sample Net. All rights reserved.
Webmaster: web@sample.example</FONT></TD></TR></TABLE></BODY></HTML>"""


def portal(a: Article) -> str:
    """A Chinese portal with everything a Chinese portal puts around an article."""
    body = semantic(a, "<p>　　{}</p>", heading="h3")
    hot = around.links(a, '<li><i>0</i><a href="{0}" target="_blank" title="{1}">{1}</a></li>')
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"/>
<title>{a.title}_社会频道_样本网</title><meta name="keywords" content="样本,新闻"/>
<meta name="publishdate" content="{a.date} 08:15:00"/></head><body>
<div class="topnav"><div class="w1000"><span>您好,欢迎访问样本网!</span><a href="#">登录</a><a href="#">注册</a></div></div>
<div class="nav"><ul>{around.menu(a)}</ul></div>
<div class="w1000 path">您当前的位置:<a href="/">样本网首页</a> &gt; <a href="/sh">社会频道</a> &gt; 正文</div>
<div class="w1000 clearfix"><div class="left_box"><h1>{a.title}</h1>
<div class="artinfo"><span>{a.date} 08:15</span><span>来源:样本日报</span><span>作者:{a.author}</span>
<span>点击:<em id="hits">3217</em>次</span><span class="fontsize">字号:<a>大</a><a>中</a><a>小</a></span></div>
<div class="daodu"><strong>核心提示:</strong>点击上方蓝字关注样本网官方微信。</div>
<div class="article" id="articleText">{body}
<p class="f14" style="text-align:right">(责任编辑:樊样)</p></div>
<div class="bdsharebuttonbox"><a>分享到:</a><a>新浪微博</a><a>微信</a><a>QQ空间</a></div>
<div class="shengming">{around.DISCLAIMER_ZH}</div>
<div class="prenext">上一篇:<a href="#">{around.HEADLINES_ZH[0]}</a><br>下一篇:<a href="#">{around.HEADLINES_ZH[1]}</a></div>
<div class="xgyd"><h3>相关阅读</h3><ul>{around.links(a)}</ul></div>
<div class="pl"><h3>网友评论</h3>{around.comments(a, "<dl><dt>{0} 发表于 2小时前</dt><dd>{1}</dd></dl>")}</div></div>
<div class="right_box"><div class="hd"><h3>热门资讯</h3></div><ul class="rank">{hot}</ul>
<div class="hd"><h3>最新图文</h3></div><ul>{around.links(a)}</ul></div></div>
<div class="foot"><p>关于我们 | 广告服务 | 联系方式 | 网站地图</p><p>京ICP备00000000号-1 版权所有 样本网</p></div></body></html>"""


def blog(a: Article) -> str:
    """WordPress with comments, an author's box, share buttons and a side bar."""
    said = around.comments(
        a,
        '<li class="comment even depth-1"><article class="comment-body"><b class="fn">{0}</b> says:'
        '<div class="comment-content"><p>{1}</p></div><a class="comment-reply-link">Reply</a></article></li>',
    )
    return f"""<!doctype html><html lang="en-GB"><head><meta charset="UTF-8">
<title>{a.title} &#8211; The Slow Notebook</title>
<meta property="og:title" content="{a.title}"><meta property="og:site_name" content="The Slow Notebook">
<meta property="article:published_time" content="{a.date}T09:30:00+00:00"></head>
<body class="post-template-default single single-post has-sidebar"><div id="page" class="site">
<header id="masthead" class="site-header"><h1 class="site-title"><a href="/">The Slow Notebook</a></h1>
<p class="site-description">Things worth a second look</p><nav id="site-navigation"><ul>{around.menu(a)}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main id="main">
<article id="post-812" class="post-812 post type-post status-publish hentry category-notes tag-comments">
<header class="entry-header"><h1 class="entry-title">{a.title}</h1><div class="entry-meta">
<span class="posted-on">Posted on <time datetime="{a.date}T09:30:00+00:00">{a.date}</time></span>
<span class="byline">by {a.author}</span> <span class="comments-link"><a href="#c">4 Comments</a></span></div></header>
<div class="entry-content">{semantic(a)}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#">Tweet</a></li><li><a href="#">E-mail</a></li></ul></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3><p>{around.TEASERS_EN[1][1]}</p></div></div>
<footer class="entry-footer">Posted in <a href="#">Notes</a> Tagged <a href="#">slow</a>, <a href="#">life</a></footer></article>
<div class="author-box"><h4>About {a.author}</h4><p>{a.author} has written this notebook since 2011, keeps
two goats and answers every letter that comes on paper.</p></div>
<nav class="navigation post-navigation"><a href="#">Previous post: Why I walk to work</a></nav>
<div id="comments" class="comments-area"><h2 class="comments-title">4 thoughts on &ldquo;{a.title}&rdquo;</h2>
<ol class="comment-list">{said}</ol><div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be
published. Required fields are marked *</p><form><textarea></textarea></form></div></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget"><h2>Recent Posts</h2><ul>{around.links(a)}</ul></section>
<section class="widget widget_text"><p>Subscribe and get one letter a month, never more, about gardens,
trains and the people who look after both.</p></section></aside></div>
<footer id="colophon"><p>Proudly powered by WordPress</p></footer></div></body></html>"""


def split_by_ads(a: Article) -> str:
    """The article cut into several boxes with advertisements between them."""
    boxes = []
    parts = semantic(a, "<p>{}</p>", heading="h3").split("\n")
    for number in range(0, len(parts), 3):
        chunk = "".join(parts[number : number + 3])
        boxes.append(
            f'<div class="story-section">{chunk}</div><div class="ad-slot"><span>Advertisement</span>'
            "<p>The mattress that thousands sleep on. Try it at home for a hundred nights, and if you"
            " do not like it we will fetch it.</p></div>"
        )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{a.title} | The Harl Courier</title>
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"{a.title}","datePublished":"{a.date}T06:00:00Z","publisher":{{"name":"The Harl Courier"}}}}</script>
</head><body><div class="site-nav"><ul>{around.menu(a)}</ul></div><div class="wrapper"><div class="story">
<h1>{a.title}</h1><p class="byline">By {a.author}</p><p class="dateline">{a.date}</p>
{"".join(boxes)}
<div class="follow-up"><h4>More stories</h4><ul>{around.links(a)}</ul></div></div>
<div class="rightrail">{around.teasers('<div class="promo-card"><a href="/p"><h4>{0}</h4></a><p>{1}</p></div>')}</div></div>
<div class="bottom"><p>{around.ABOUT_SITE}</p></div></body></html>"""


def zblog(a: Article) -> str:
    """Z-BlogPHP's default theme, as aggregators leave it."""
    return f"""<!DOCTYPE html><html xml:lang="zh-CN"><head><meta charset="utf-8"/>
<title>{a.title} - 拾贝杂货铺</title><link rel="stylesheet" href="/zb_users/theme/default/style.css"/>
<script src="/zb_system/script/common.js"></script></head><body class="multi default">
<div id="divAll"><div id="divTop"><h1 id="BlogTitle"><a href="/">拾贝杂货铺</a></h1><h3 id="BlogSubTitle">随手收藏</h3></div>
<div id="divNavBar"><ul>{around.menu(a)}</ul></div><div id="divMain">
<div class="post cate3 auth1"><h4 class="post-date">{a.date}</h4><h2 class="post-title">{a.title}</h2>
<div class="post-body">{semantic(a, "<p>{}</p>", heading="h4")}<p>本文链接:<a href="/post/388.html">/post/388.html</a></p></div>
<h5 class="post-tags">标签: <a href="#">生活</a> <a href="#">资讯</a></h5>
<h6 class="post-footer">作者:admin | 分类:杂谈 | 浏览:388 | 评论:0</h6></div>
<ul class="msg mutuality"><li class="tbname">相关文章:</li>{around.links(a)}</ul>
<div class="post" id="divCommentPost"><p class="posttop"><a name="comment">发表评论:</a></p>
<form id="frmSumbit"><textarea id="txaArticle"></textarea><p>◎欢迎参与讨论,请在这里发表您的看法、交流您的观点。</p></form></div></div>
<div id="divSidebar"><dl class="function"><dt>最近发表</dt><dd><ul>{around.links(a)}</ul></dd></dl></div>
<div id="divBottom"><h3>Powered By Z-BlogPHP</h3><h2>Copyright 拾贝杂货铺 Rights Reserved.</h2></div></div></body></html>"""


def live(a: Article) -> str:
    """A live page: entries as list items with their own headings and share links."""
    entries, opened = [], False
    for kind, text in a.parts:
        if kind == "heading":
            entries.append(
                ("</div></li>" if opened else "")
                + f'<li class="entry"><h3>{text}</h3><div class="post-text">'
            )
            opened = True
        else:
            entries.append(f"<p>{text}</p>")
    closing = '</div><div class="share-entry"><a href="#">Share</a></div></li>' if opened else ""
    joined = "".join(entries)
    lead, _, rest = joined.partition("<li")
    return f"""<!DOCTYPE html><html><head><title>{a.title} - live updates - Sample News</title></head><body>
<header><div class="logo"><a href="/">Sample News</a></div><nav><ul>{around.menu(a)}</ul></nav></header>
<main><div class="live-page"><h1>{a.title}</h1><div class="stamp">Last updated {a.date} 21:20 GMT</div>
<div class="intro">{lead}</div><ol class="stream">{"<li" + rest if rest else ""}{closing}</ol></div>
<div class="sidebar"><h2>Most read</h2><ol>{around.links(a)}</ol></div></main>
<footer>{around.ABOUT_SITE}</footer></body></html>"""


TEMPLATES = (mega_menu, soup, table_layout, portal, blog, split_by_ads, zblog, live)
#: (template, article)
PAGES = (
    (mega_menu, "en-iom"), (mega_menu, "en-budget"), (mega_menu, "mix-training"),
    (soup, "en-ferry"), (soup, "zh-liangshi"), (soup, "en-faq"),
    (table_layout, "en-memoir"), (table_layout, "zh-hongshui"), (table_layout, "en-chinadaily"),
    (portal, "zh-liangshi"), (portal, "zh-yimin"), (portal, "zh-ceping"), (portal, "mix-training"),
    (blog, "en-bees"), (blog, "en-memoir"), (blog, "en-lamp"),
    (split_by_ads, "en-bees"), (split_by_ads, "en-ferry"),
    (zblog, "zh-jiaozi"), (zblog, "mix-training"),
    (live, "en-live"), (live, "en-short"),
)  # fmt: skip
