"""What stands around articles: teasers, comments, menus, notices, in two languages."""

# ruff: noqa: E501, ISC004 - sentences of their own, each beside who says it.
from __future__ import annotations

from collections.abc import Sequence

from bench.pages.article import Article

MENU_EN = ("Home", "World", "Business", "Culture", "Science", "Sport", "Opinion", "Video",
           "Weather", "Jobs", "Puzzles", "Obituaries")  # fmt: skip
MENU_ZH = ("首页", "国内", "国际", "社会", "财经", "体育", "娱乐", "教育", "健康", "视频", "图片", "评论")  # fmt: skip
HEADLINES_EN = (
    "Harbour master resigns over missing buoy",
    "Why the price of lemons doubled in a week",
    "Swimmers win appeal against winter fee",
    "Five walks that start at a railway station",
    "Old cinema to reopen with a silent film",
    "The town that painted its roofs white",
    "Ten thousand oysters returned to the bay",
)
HEADLINES_ZH = (
    "全省秋粮收购进度过半 价格总体平稳",
    "地铁七号线二期工程通过验收",
    "中学生发明盲文温度计获金奖",
    "老街修缮完成 明日起免费开放",
    "冬季流感疫苗接种须知",
    "高铁新时刻表下月实施",
    "夜市摊主十年资助二十名学生",
    "周末气温回升 适宜出行",
)
TEASERS_EN = (
    ("Harbour master resigns over missing buoy",
     "For three weeks nobody noticed that the green light at the end of the channel had gone, and"
     " then a yacht did."),
    ("Why the price of lemons doubled in a week",
     "A frost in one valley, a strike in another and a recipe that would not stop spreading: the"
     " short history of a yellow shortage."),
    ("Old cinema to reopen with a silent film",
     "The Regent has been dark since 1998. Its new owners, two sisters and a projectionist, have"
     " kept the seats and thrown out the popcorn machine."),
)  # fmt: skip
COMMENTS_EN = (
    ("gullwatcher", "I was there and the band was worse than the weather, but what a day. Someone"
     " should buy that deckhand a drink, and the dog a towel."),
    ("P. Marsh", "With respect, this has been reported three times now and each time with another"
     " number. Could the author please say where the figures come from?"),
    ("Elsie", "Beautifully written, thank you. It made me think of my father, who would have had"
     " an opinion on all of it and been wrong about most."),
    ("anon77", "So who pays for this in the end? It is always the same people, isn't it."),
)  # fmt: skip
COMMENTS_ZH = (
    ("山里人", "写得真好,看完想起了小时候的事情,希望这样的地方越来越多。"),
    ("网友8832", "能不能多报道一些这样的新闻?天天看明星离婚,实在没有意思。"),
    ("路过", "支持一下,不过数字是不是写错了?我记得去年说的不是这个数。"),
)
COOKIES = (
    "We use cookies and similar technologies to give you the best experience on our website, to"
    " measure how it is used and to show you advertising that matches your interests. You can"
    " change your choice at any time in the privacy settings."
)
ABOUT_SITE = (
    "The Harl Courier has been printed since 1871 and is owned by a trust of its readers. It is"
    " not funded by any party or company, and every correction is printed on page two."
)
DISCLAIMER_ZH = (
    "版权声明:本网站所刊登的文字、图片等稿件,版权均属原作者所有,转载请注明出处;"
    "凡注明来源为其他媒体的稿件,均为转载,不代表本网站赞同其观点和对其真实性负责,如有侵权请联系我们删除。"
)


def menu(article: Article, item: str = '<li><a href="/{0}">{1}</a></li>') -> str:
    """Return the site's menu in the article's language."""
    names = MENU_ZH if article.chinese else MENU_EN
    return "\n".join(item.format(f"c{number}", name) for number, name in enumerate(names))


def links(article: Article, item: str = '<li><a href="{0}">{1}</a></li>') -> str:
    """Return a list of other headlines."""
    names = HEADLINES_ZH if article.chinese else HEADLINES_EN
    return "\n".join(item.format(f"/a/{4711 + n}.html", name) for n, name in enumerate(names))


def teasers(item: str, of: Sequence[tuple[str, str]] = TEASERS_EN) -> str:
    """Return teasers: a headline and a sentence each."""
    return "\n".join(item.format(head, text) for head, text in of)


def comments(article: Article, item: str) -> str:
    """Return readers' comments in the article's language."""
    said = COMMENTS_ZH if article.chinese else COMMENTS_EN
    return "\n".join(item.format(name, text) for name, text in said)
