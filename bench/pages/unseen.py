"""Templates put aside: written before the extractor was tuned, looked at when it was done."""

# ruff: noqa: E501, D401 - HTML stands as sites write it; a docstring says what the page is.
from __future__ import annotations

from bench.pages import around
from bench.pages.article import Article, broken, cells, semantic


def cookie_wall(a: Article) -> str:
    """A newspaper with a consent dialog, a newsletter box in mid-text and a paywall's hint."""
    parts = semantic(a).split("\n")
    middle = len(parts) // 2
    box = (
        '<div class="c-newsletter"><h3>The Morning Sheet</h3><p>Five stories before your first'
        " coffee, in your inbox every weekday at six. Unsubscribe whenever you like.</p>"
        '<form><input type="email"><button>Sign up</button></form></div>'
    )
    body = "\n".join([*parts[:middle], box, *parts[middle:]])
    return f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{a.title} - The Sheet</title>
<meta property="og:title" content="{a.title}"><meta property="og:type" content="article"></head><body>
<div id="consent-layer" class="cmp" role="dialog"><h2>Your privacy</h2><p>{around.COOKIES}</p><p>Together with our
212 partners we store and read information on your device, such as unique identifiers.</p><button>Accept</button></div>
<header class="masthead"><a class="logo" href="/">The Sheet</a><nav>{around.menu(a, '<a href="/{0}">{1}</a>')}</nav></header>
<main id="site-content"><article><header><p class="kicker">Local</p><h1 data-testid="headline">{a.title}</h1>
<div class="byline-block"><span>By <a href="/by/x">{a.author}</a></span><time datetime="{a.date}T05:00:00-05:00">{a.date}</time></div>
<ul class="share-tools"><li><a href="#">Facebook</a></li><li><a href="#">Copy link</a></li></ul></header>
<section name="articleBody">{body}</section>
<div class="meter"><p>You have 2 free articles left this month. Subscribe for one a month and read on.</p></div>
<p class="correction-note">A version of this article appears in print, Section A, Page 11.</p></article>
<section class="more-in"><h2>More in Local</h2>{around.teasers('<article class="card"><h3><a href="/m">{0}</a></h3><p>{1}</p></article>')}</section>
</main><footer><nav>{around.menu(a, '<a href="/{0}">{1}</a>')}</nav><p>&copy; 2021 The Sheet Company</p></footer></body></html>"""


def feature(a: Article) -> str:
    """A long read in full-width sections, with pull quotes that repeat a sentence of the text."""
    first = next(text for kind, text in a.parts if kind == "paragraph")
    pull = first.split(". ")[0]
    sections = semantic(a, '<div class="row"><div class="col-8"><p class="copy">{}</p></div></div>')
    return f"""<html lang="en"><head><title>{a.title}</title><meta name="twitter:title" content="{a.title}"></head>
<body class="longread"><div class="progress"></div><div class="hero"><div class="hero-text"><h1>{a.title}</h1>
<p class="credit-line">Words: {a.author} &middot; Pictures: Agnes Roe</p></div></div><div class="chapters">
<div class="section">{sections}<aside class="pullquote"><p>{pull}</p></aside></div></div>
<div class="row endcard"><p>{a.author} is a staff writer. Her last piece for us was about a lighthouse.</p>
<p>Illustration by Noor Dahl. Edited by Sam Piet.</p></div>
<div class="next-reads"><h2>Up next</h2>{around.teasers('<div><a href="/n"><h3>{0}</h3><p>{1}</p></a></div>')}</div></body></html>"""


def discuz(a: Article) -> str:
    """A Discuz thread: noise strings in hidden elements, watermarks, replies below."""
    noise = ('& N) P8 D" D- k', "5 M* z; r4 Y3 C9 g", "' Q: w2 A$ H5 p+ t")
    lines = []
    for number, line in enumerate(broken(a).split("<br>\n<br>\n")):
        jam = noise[number % 3].replace("&", "&amp;")
        hide = 'class="jammer"' if number % 2 else 'style="display:none"'
        tag = "font" if number % 2 else "span"
        lines.append(f"{line}<br />\n<{tag} {hide}>{jam}</{tag}><br />\n")
    replies = around.comments(
        a,
        '<div id="post_9"><table class="plhin"><tr><td class="pls">{0}<p>积分 214</p></td><td class="plc">'
        '<div class="authi">发表于 昨天 21:07</div><div class="pcb"><table><tr><td class="t_f">{1}</td></tr></table></div></td></tr></table></div>',
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{a.title} - 城南旧事 - 南窗论坛 - Powered by Discuz!</title></head>
<body id="nv_forum" class="pg_viewthread"><div id="toptb"><a>设为首页</a><a>收藏本站</a></div><div id="hd">
<div id="nv"><ul>{around.menu(a)}</ul></div></div><div id="wp" class="wp"><div id="pt" class="bm cl"><a href="./">南窗论坛</a> <em>&rsaquo;</em> <a>城南旧事</a></div>
<div id="postlist" class="pl bm"><table><tr><td class="pls">查看: <span>1032</span> | 回复: <span>3</span></td>
<td class="plc"><h1 class="ts"><span id="thread_subject">{a.title}</span></h1></td></tr></table>
<div id="post_1"><table class="plhin"><tr><td class="pls" rowspan="2"><div class="authi"><a>{a.author}</a></div><p>金牌会员</p><p>积分 5210</p></td>
<td class="plc"><div class="pi"><div class="authi">发表于 {a.date} 22:14 | <a>只看该作者</a></div></div><div class="pct"><div class="pcb">
<div class="t_fsz"><table cellspacing="0"><tr><td class="t_f" id="postmessage_1">{"".join(lines)}</td></tr></table></div></div></div></td></tr>
<tr><td class="plc plm"><div class="po"><a>举报</a> <a>回复</a></div><div class="sign">天下没有不散的筵席,只有不想走的客人。</div></td></tr></table></div>
{replies}</div><div id="f_pst"><form><p>您需要登录后才可以回帖 登录 | 立即注册</p></form></div></div>
<div id="ft"><p>Powered by Discuz! X3.4 Comsenz Inc.</p></div></body></html>"""


def tpure(a: Article) -> str:
    """Z-BlogPHP in the theme tpure, with relative dates and counters."""
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{a.title} - 微风资讯</title>
<link href="https://cdn.example/zb_users/theme/tpure/style.css" rel="stylesheet"></head><body class="article">
<div class="wrapper"><div class="header"><div class="wrap"><div class="logo"><a href="/"><img alt="微风资讯" src="/l.png"></a></div>
<div class="menu"><ul>{around.menu(a)}</ul></div></div></div><div class="main fixed"><div class="wrap">
<div class="sitemap">您的位置:<a href="/">首页</a>&gt;<a href="/kx">快讯</a>&gt;正文</div><div class="content"><div class="block">
<div class="post"><h1>{a.title}</h1><div class="info"><span class="user"><a>admin</a></span><span class="date">9个月前 ({a.date})</span>
<span class="cate"><a>快讯</a></span><span class="view">1.2万</span><span class="cmt">0</span></div>
<div class="article single postcon">{semantic(a, "<p>{}</p>", heading="h3")}<div class="tags">标签: <a>资讯</a><a>社会</a></div>
<div class="bdshare"><a>分享到微博</a><a>微信</a></div></div></div>
<div class="pages"><div class="prev">上一篇:<a href="#">{around.HEADLINES_ZH[2]}</a></div></div></div>
<div class="block"><div class="posttitle"><h4>相关文章</h4></div><div class="relatelist">{around.links(a, '<div class="relate"><a href="{0}">{1}</a><p>9个月前 · 浏览 320</p></div>')}</div></div>
<div class="block" id="divCommentPost"><h4>发表评论</h4><form id="frmSumbit"><textarea id="txaArticle"></textarea></form></div></div>
<div class="sidebar"><dl><dt>热门文章</dt><dd><ul>{around.links(a)}</ul></dd></dl></div></div></div>
<div class="footer">© 2024 微风资讯 粤ICP备00000000号</div></div></body></html>"""


def china_daily(a: Article) -> str:
    """The shape of chinadaily.com.cn: `#Content`, `.info_l`, figures, a right column."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{a.title} - Sampledaily.example</title>
<meta name="publishdate" content="{a.date}"/></head><body><div class="topNav"><ul>{around.menu(a)}</ul></div>
<div id="bread-nav"><a>Home</a> / <a>China</a> / Society</div><div class="main"><div id="left" class="lft_art">
<h1>{a.title}</h1><div class="info"><span class="info_l">{a.author} | Updated: {a.date} 07:20</span>
<div class="fx"><a>Share on Weibo</a></div></div><div id="Content">{semantic(a)}</div>
<div id="div_currpage"></div><div class="ltext"><a href="#">Most Viewed in 24 Hours</a></div>
<div class="data2"><b>Related Stories</b><ul>{around.links(a)}</ul></div></div>
<div class="mai_r"><div class="tit">Today's Top News</div><ul>{around.links(a)}</ul><div class="tit">Editor's picks</div>
{around.teasers('<div class="tw3_r"><h4><a>{0}</a></h4><p>{1}</p></div>')}</div></div>
<div class="foot">Copyright 1995 - 2024. All rights reserved. The content (including but not limited to text, photo,
multimedia information, etc) published in this site belongs to Sample Daily Information Co. Without written
authorization, such content shall not be republished or used in any form. Note: Browsers with 1024*768 or
higher resolution are suggested for this site.</div></body></html>"""


def china_org(a: Article) -> str:
    """The shape of china.org.cn about 2008: a crumb, tools, `Adjust font size`, the agency last."""
    return f"""<html><head><title>{a.title} -- sample.org</title></head><body><table width="950"><tr><td>
<a href="/">Home</a> / <a>International</a> / <a>International -- World</a></td><td>Tools: <a>Save</a> | <a>Print</a> | <a>E-mail</a> | <a>Most Read</a> | <a>Comment</a></td></tr></table>
<table width="950"><tr><td width="650" valign="top"><table><tr><td class="h"><font class="h1">{a.title}</font></td></tr>
<tr><td>Adjust font size: <img src="1.gif"><img src="2.gif"></td></tr><tr><td class="c" id="c">{semantic(a, "<p>{}</p>", heading="b")}
<p>(Sample Daily March 21, 2008)</p></td></tr></table>
<table><tr><td>Tools: Save | Print | E-mail | Most Read</td></tr><tr><td>Comment</td></tr><tr><td>Pet Name <input> Anonymous</td></tr></table>
<table><tr><td>Related &gt;&gt;</td></tr>{around.links(a, '<tr><td>- <a href="{0}">{1}</a></td></tr>')}</table></td>
<td width="300" valign="top"><table><tr><td>Most Viewed &gt;&gt;</td></tr>{around.links(a, '<tr><td>- <a href="{0}">{1}</a></td></tr>')}</table>
<table><tr><td>Links</td></tr></table></td></tr></table><p align="center">Copyright &copy; Sample.org. All Rights Reserved E-mail: web@sample.example Tel: 86-10-5555 0199</p></body></html>"""


def government(a: Article) -> str:
    """A Chinese office's site: TRS editor, spans with fonts in every paragraph, QR code."""
    styled = (
        '<p style="text-indent: 2em; line-height: 2"><span style="font-family: 仿宋"><span style="font-size: 16pt">'
        "{}</span></span></p>"
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{a.title}_样本县人民政府</title>
<meta name="SiteName" content="样本县人民政府"><meta name="ArticleTitle" content="{a.title}"><meta name="PubDate" content="{a.date} 17:02">
<meta name="ContentSource" content="县融媒体中心"></head><body><div class="header"><img src="logo.png" alt="样本县人民政府">
<ul class="nav">{around.menu(a)}</ul></div><div class="container"><div class="dqwz">当前位置:首页 &gt; 政务公开 &gt; 部门动态</div>
<div class="xl_main"><div class="xl_title">{a.title}</div><div class="xl_sm">发布日期:{a.date} 17:02　信息来源:县融媒体中心　浏览次数:<script>document.write(88)</script> 字体:[ 大 中 小 ]</div>
<div id="zoom"><div class="TRS_Editor">{semantic(a, styled, heading="h4")}</div></div>
<div class="ewm"><p>扫一扫在手机打开当前页</p></div><div class="xl_bot"><a>打印本页</a><a>关闭窗口</a></div></div></div>
<div class="footer"><p>主办:样本县人民政府办公室　地址:样本县中山路1号　网站标识码:0000000000</p>
<p>京公网安备 00000000000000号　联系电话:0000-5550000(工作日九时至十七时,此电话不受理业务咨询)</p></div></body></html>"""


def cards_first(a: Article) -> str:
    """A magazine whose page opens with cards of prose, longer together than a short article."""
    cards = around.teasers(
        '<div class="card-item"><div class="card-inner"><h2><a href="/c">{0}</a></h2><p>{1}</p></div></div>'
    )
    body = []
    for kind, text in a.parts:
        if kind == "row":
            body.append(f"<div class='line'>{' '.join(cells(text))}</div>")
        elif kind != "caption":
            body.append(f"<div class='line{' big' if kind == 'heading' else ''}'>{text}</div>")
    return f"""<!doctype html><html><head><title>Harl Weekly: {a.title}</title></head><body><div class="page">
<div class="bar">{around.menu(a, '<a href="/{0}">{1}</a>')}</div><div class="strip">{cards}</div>
<div class="centre"><div class="hdl">{a.title}</div><div class="sig">{a.author}, {a.date}</div><div class="reading">{"".join(body)}</div>
<div class="react"><span>12 readers liked this</span><span>Write to the editor</span></div>
<div class="under">{around.comments(a, '<div class="talk"><b>{0}</b><div>{1}</div></div>')}</div></div>
<div class="strip">{cards}</div><div class="end">{around.ABOUT_SITE}</div></div></body></html>"""


def mobile(a: Article) -> str:
    """A Chinese news application's page: expanded by a script, comments as prose."""
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{a.title}</title>
<meta property="og:title" content="{a.title}"><style>.fold{{display:none}} .tip{{color:#999}}</style></head><body><div class="app-top"><a>打开样本APP 阅读体验更佳</a></div>
<section class="m-article"><h1 class="tt">{a.title}</h1><div class="mt"><img src="a.jpg"><span>{a.author}</span><span>{a.date} 10:21</span><a>关注</a></div>
<div class="rich">{semantic(a, '<p class="one-p">{}</p>', heading="h3")}</div><p class="tip">特别声明:以上内容为自媒体平台用户上传并发布,本平台仅提供信息存储服务。</p>
<div class="stat"><span>赞 1289</span><span>踩</span><span>分享</span></div></section>
<section class="m-cmt"><h4>热门跟贴</h4>{around.comments(a, '<div class="cmt-i"><span>{0}</span><p>{1}</p><em>3小时前 · 广东 · 回复</em></div>')}</section>
<section class="m-list"><h4>相关推荐</h4>{around.links(a, '<a class="it" href="{0}"><h5>{1}</h5><span>样本号 28跟贴</span></a>')}</section></body></html>"""


def gutenberg(a: Article) -> str:
    """WordPress blocks with an Elementor frame, a table of contents and a hidden side drawer."""
    body = (
        semantic(a, '<p class="wp-block-paragraph">{}</p>', heading="h2")
        .replace("<table>", '<figure class="wp-block-table"><table>')
        .replace("</table>", "</table></figure>")
    )
    contents = "".join(
        f'<li><a href="#s{n}">{t}</a></li>' for n, (k, t) in enumerate(a.parts) if k == "heading"
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{a.title} · Lamp &amp; Loaf</title><meta property="og:site_name" content="Lamp &amp; Loaf"></head>
<body class="single elementor-page"><div class="drawer" style="display:none"><p>{around.ABOUT_SITE}</p></div>
<div class="elementor-location-header"><ul class="elementor-nav-menu">{around.menu(a)}</ul></div>
<div class="elementor-section"><div class="elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{a.title}</h1></div>
<div class="elementor-widget elementor-widget-post-info"><ul><li>{a.author}</li><li>{a.date}</li><li>6 min read</li></ul></div>
<div id="ez-toc-container"><p>Contents</p><ul>{contents}</ul></div>
<div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{body}
<p><strong>Read more:</strong> <a href="/old">{around.HEADLINES_EN[3]}</a></p></div></div>
<div class="elementor-widget elementor-author-box"><p>{a.author} tests things so that you need not. Before that she sold boats.</p></div>
<div class="elementor-posts">{around.teasers('<article class="elementor-post"><h3><a href="/e">{0}</a></h3><div class="elementor-post__excerpt"><p>{1}</p></div></article>')}</div></div>
<div class="elementor-location-footer"><p>Made with care in a small kitchen. Some links earn us a few pennies; they never change what we write.</p></div></body></html>"""


TEMPLATES = (cookie_wall, feature, discuz, tpure, china_daily, china_org, government, cards_first,
             mobile, gutenberg)  # fmt: skip
#: (template, article)
PAGES = (
    (cookie_wall, "en-ferry"), (cookie_wall, "en-budget"), (cookie_wall, "en-iom"),
    (feature, "en-bees"), (feature, "en-memoir"),
    (discuz, "zh-jiaozi"), (discuz, "mix-training"), (discuz, "zh-hongshui"),
    (tpure, "zh-yimin"), (tpure, "zh-ceping"),
    (china_daily, "en-chinadaily"), (china_daily, "en-iom"),
    (china_org, "en-chinadaily"), (china_org, "en-budget"),
    (government, "zh-hongshui"), (government, "zh-liangshi"), (government, "mix-training"),
    (cards_first, "en-faq"), (cards_first, "en-short"), (cards_first, "en-ferry"),
    (mobile, "zh-jiaozi"), (mobile, "zh-yimin"), (mobile, "zh-ceping"),
    (gutenberg, "en-lamp"), (gutenberg, "en-bees"),
)  # fmt: skip
