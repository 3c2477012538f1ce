"""Two aggregators on Z-BlogPHP, under names that cannot exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.demo.replica.answers import Answer, html, missing, text
from monitor.demo.replica.content import chinese, day_of, entries, page, story
from monitor.demo.replica.nights import Night

_PER_PAGE = 3
_HOT = (
    "冬天第一碗热汤应该怎么煮",
    "老城里最后一家修表铺",
    "坐慢车去看海的一天",
    "邻居家的猫又上了屋顶",
    "整理旧书时掉出来的车票",
)


@dataclass(frozen=True, slots=True)
class Blog:
    """One aggregator: how it looks and what it adds to what it takes from others."""

    host: str
    name: str
    theme: str
    path: str
    classes: dict[str, str]
    disclaimer: str | None = None
    #: Anti-copy noise in hidden elements.
    noise: str | None = None


HAOWEN = Blog(
    "www.haowen.example",
    "好文摘",
    "tpure",
    "/post/{}.html",
    {"title": "post-title", "meta": "info", "body": "single postcon"},
)
KUAIBAO = Blog(
    "news.kuaibao.example",
    "快报网",
    "tztcardvip",
    "/kuaixun/{}.html",
    {
        "title": "tzt-article_title",
        "meta": "tzt-article_subtit",
        "body": "tzt-article_content",
    },
    disclaimer="免责声明:本文内容来自网络,版权归原作者所有,如有侵权请联系删除。",
    noise="9 Q- x) k& 快报网 B7 w",
)
BLOGS = {blog.host: blog for blog in (HAOWEN, KUAIBAO)}


def answer(host: str, path: str, query: Mapping[str, str], night: Night, visit: int) -> Answer:
    """Return what an aggregator answers; `visit` counts the requests it has had."""
    blog = BLOGS[host]
    if path == "/robots.txt":
        return text("User-agent: *\nDisallow: /zb_users/\nDisallow: /vip/\n")
    posts = [
        post
        for post in entries("reposts")
        if post["host"] == host and night.published(post.get("night"))
    ]
    posts.sort(key=lambda post: day_of(post, night), reverse=True)
    if path in {"/", "/search.php"}:
        return _list(blog, posts, query, night, visit)
    for post in posts:
        if path == blog.path.format(post["number"]):
            return html(_post(blog, post, night, visit))
    return missing()


def _list(
    blog: Blog, posts: list[dict[str, Any]], query: Mapping[str, str], night: Night, visit: int
) -> Answer:
    """Return one page of posts; pages count from 1."""
    asked = query.get("page", "1")
    number = max(int(asked) if asked.isdecimal() else 1, 1)
    cards = [_card(blog, post, night, visit) for post in posts]
    if not query.get("q"):
        # Other people's news, and a members' corner that robots.txt keeps closed.
        cards.insert(1, _other(blog, "/post/18390.html", _HOT[0]))
        cards.append(_other(blog, "/vip/991.html", "会员专享:国际移民组织报告全文下载"))
    start = (number - 1) * _PER_PAGE
    search = f"q={query['q']}&" if query.get("q") else ""
    path = "/search.php" if search else "/"
    more = start + _PER_PAGE < len(cards)
    return html(
        page(
            "zblog_list.html",
            heading=f"“{query['q']}”的搜索结果" if search else "最新文章",
            cards=cards[start : start + _PER_PAGE],
            following=f"{path}?{search}page={number + 1}" if more else None,
            **_frame(blog, night, visit),
        )
    )


def _card(blog: Blog, post: dict[str, Any], night: Night, visit: int) -> dict[str, object]:
    title, paragraphs = _text(post, night)
    age = (night.today - day_of(post, night)).days
    return {
        "href": blog.path.format(post["number"]),
        "title": title,
        "teaser": "".join(paragraphs)[:110] + "…",
        "category": post["category"],
        "age": f"{age}天前" if age else "今天",
        "views": post["views"] + visit,
    }


def _other(blog: Blog, href: str, title: str) -> dict[str, object]:
    teaser = title if "国际移民组织" in title else "天冷了,说说吃的。"
    return {
        "href": href,
        "title": title,
        "teaser": teaser,
        "category": blog.name,
        "age": "今天",
        "views": 9,
    }


def _text(post: dict[str, Any], night: Night) -> tuple[str, list[str]]:
    """Return a post's title and paragraphs; a repost keeps what it took on its first day."""
    if "story" not in post:
        return post["title"], post["paragraphs"]
    taken = story(post["story"], Night(1, night.first))
    return taken.title_zh or taken.title_en, [*taken.zh, taken.title_en, *taken.en]


def _post(blog: Blog, post: dict[str, Any], night: Night, visit: int) -> bytes:
    title, paragraphs = _text(post, night)
    turn = night.generation
    return page(
        "zblog_post.html",
        title=title,
        category=post["category"],
        classes=blog.classes,
        published=f"{day_of(post, night).isoformat()} 16:{post['number'] % 60:02d}:52",
        views=post["views"] + visit + 11 * night.number,
        paragraphs=paragraphs,
        noise=blog.noise,
        disclaimer=blog.disclaimer,
        before=_HOT[(post["number"] + turn) % len(_HOT)],
        after=_HOT[(post["number"] + turn + 2) % len(_HOT)],
        hot=[(_HOT[(turn + place) % len(_HOT)], 400 + 37 * place + visit) for place in range(3)],
        **_frame(blog, night, visit),
    )


def _frame(blog: Blog, night: Night, visit: int) -> dict[str, object]:
    return {
        "site": blog.name,
        "theme": blog.theme,
        "visits": 5_120 + visit,
        "footer_zh": f"今天是{chinese(night.today)}",
    }
