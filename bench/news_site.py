"""A site of a thousand bilingual pages that can be put into the states real sites get into."""

from __future__ import annotations

# ruff: noqa: S311 - dice, not keys
import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from tests.alerts import presswork

HOST = "https://china.iom.example"
START = date(2026, 11, 1)
MENU = (
    "Who we are", "What we do", "Where we work", "Take action", "Data and research",
    "Press room", "Publications", "Careers", "Contact us", "2030 Agenda",
)  # fmt: skip
MAINTENANCE = """<html><head><title>IOM China</title></head><body><div class="box">
<h1>Scheduled work</h1><p>Our pages are being moved to new machines tonight. We thank you for your
patience and hope to see you again tomorrow, when all services will be there as before.</p>
<p>我们正在迁移服务器,感谢您的耐心,明天再见。</p></div></body></html>"""


@dataclass(frozen=True)
class Article:
    """What one page of the site truly says."""

    number: int
    title: str
    title_zh: str
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    file: str
    contact: str = "press@iom.example"


@dataclass
class Site:
    """All pages, and the state the site is in."""

    articles: list[Article]
    day: int = 0
    #: Pages whose own footer or counter moved.
    footers: frozenset[int] = frozenset()
    counters: frozenset[int] = frozenset()
    everything_counts: bool = False
    maintenance: bool = False
    redesigned: bool = False
    links: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def url(self, number: int) -> str:
        """Return the address of a page."""
        return f"{HOST}/news/story-{number:04}"

    def html(self, number: int) -> str:
        """Return the page as the server sends it today."""
        if self.maintenance:
            return MAINTENANCE
        article = self.articles[number]
        return _redesigned(self, article) if self.redesigned else _original(self, article)

    def reads(self, number: int) -> int:
        """Return what the counter inside the article shows."""
        moved = self.day * 17 if self.everything_counts or number in self.counters else 0
        return 120 + number + moved

    def related(self, number: int) -> list[Article]:
        """Return what the list beside the article shows; it turns every day."""
        shift = self.day if self.everything_counts else 0
        return [self.articles[(number * 7 + shift + n * 13) % len(self.articles)] for n in range(5)]


def site(size: int) -> Site:
    """Return a site of that many different articles."""
    dice = random.Random(2026)
    return Site([_article(dice, number) for number in range(size)])


def _article(dice: random.Random, number: int) -> Article:
    place = dice.randrange(len(presswork.PLACES))
    topic = f"{dice.choice(presswork.WHAT)} and {dice.choice(presswork.WHAT)}"
    opening = (
        f"{presswork.PLACES[place]} – The International Organization for Migration (IOM) in China "
        f"and {dice.randrange(3, 60)} {dice.choice(presswork.WHO)} met over {topic}."
    )
    opening_zh = (
        f"{presswork.PLACES_ZH[place]}——国际移民组织驻华代表处与{dice.randrange(3, 60)}名"
        f"{dice.choice(presswork.WHO_ZH)}共同研究了{dice.choice(presswork.WHAT_ZH)}。"
    )
    return Article(
        number,
        f"{presswork.PLACES[place]} meeting {number} on {topic}",
        f"{presswork.PLACES_ZH[place]}第{number}次会议",
        (opening, *presswork.english(dice, 4).split("\n\n")[:-1]),
        (opening_zh, *presswork.chinese(dice, 3).split("\n\n")[:-1]),
        f"report-{number}.pdf",
    )


def edited(article: Article, way: int) -> Article:  # noqa: C901 - ten ways
    """Return the article changed in one of ten ways that a reader must hear of."""
    english, chinese = list(article.english), list(article.chinese)
    if way == 0:
        english[1] = _bumped(english[1])
    elif way == 1:
        english.append("A second round of talks will take place in Chengdu in June.")
    elif way == 2:
        chinese[1] = _bumped(chinese[1])
    elif way == 3:
        del english[-1]
    elif way == 4:
        chinese.append("下一轮会谈将于六月在成都举行。")
    elif way == 5:
        english[2] = english[2].replace(". ", " and did not agree. ", 1)
    elif way == 6:
        english[0] = english[0].replace("IOM) in China", "IOM) and Tsinghua")
    if way < 7:
        return replace(article, english=tuple(english), chinese=tuple(chinese))
    if way == 7:  # the same words, another document
        return replace(article, file=f"revised-{article.number}.pdf")
    if way == 8:
        return replace(article, title=f"{article.title} is postponed")
    return replace(article, contact="office@iom.example")


def _bumped(text: str) -> str:
    """Return the text with its first figure one higher."""
    for word in text.replace("名", " ").replace(",", " ").split():
        digits = "".join(char for char in word if char.isdigit())
        if digits:
            return text.replace(digits, str(int(digits) + 1), 1)
    raise ValueError(f"text: {text[:40]!r}: has no figure")


def _original(site: Site, article: Article) -> str:
    day = START + timedelta(days=site.day if site.everything_counts else 0)
    note = "Terms of use have changed." if article.number in site.footers else "Terms of use."
    menu = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(MENU))
    paragraphs = "".join(f"<p>{text}</p>" for text in (*article.chinese, *article.english))
    related = "".join(
        f'<li><a href="{site.url(one.number)}">{one.title}</a></li>'
        for one in site.related(article.number)
    )
    return f"""<html><head><title>{article.title} | IOM China</title>
<meta property="og:title" content="{article.title}"></head><body>
<header><ul class="menu">{menu}</ul></header>
<div class="crumbs"><a href="/">Home</a> &gt; <a href="/news">News</a></div>
<main><article><h1>{article.title}</h1><h2>{article.title_zh}</h2>
<div class="meta"><span class="views">{site.reads(article.number)} reads</span></div>
<div class="field--name-body">{paragraphs}
<p>For further information please contact Li Na, {article.contact}.</p>
<p><a href="/files/{article.file}">Download the report (PDF)</a></p></div></article></main>
<aside><h3>Related stories</h3><ul>{related}</ul></aside>
<footer><p>{note} Today is {day:%d %B %Y}.</p><p>© IOM China</p></footer></body></html>"""


def _redesigned(site: Site, article: Article) -> str:
    menu = "".join(f'<a class="n" href="/new/{n}">{text}</a> ' for n, text in enumerate(MENU[2:]))
    paragraphs = "".join(
        f'<div class="t">{text}</div>' for text in (*article.chinese, *article.english)
    )
    related = "".join(
        f'<div class="c"><a href="{site.url(one.number)}">{one.title}</a></div>'
        for one in site.related(article.number)
    )
    return f"""<html><head><title>{article.title} – IOM in China</title></head><body>
<div class="top">{menu}</div><div class="wrap"><div class="hero"><h1>{article.title}</h1>
<h2>{article.title_zh}</h2></div><div class="story">{paragraphs}
<div class="t">For further information please contact Li Na, {article.contact}.</div>
<div class="t"><a href="/files/{article.file}">Download the report (PDF)</a></div>
<div class="t">Follow the work of our mission on all channels and share this story.</div></div>
<div class="more"><h4>You may also read</h4>{related}</div></div>
<div class="bottom">New imprint of the mission. All rights reserved.</div></body></html>"""
