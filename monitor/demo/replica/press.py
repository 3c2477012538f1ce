"""chinadaily.com.cn with its search API, and china.org.cn with chinagate.cn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zlib import crc32

from monitor.demo.replica.answers import Answer, as_json, html, missing, text
from monitor.demo.replica.content import (
    american,
    dated_path,
    day_of,
    english,
    entries,
    page,
)
from monitor.demo.replica.nights import Night

_CHINADAILY = "//www.chinadaily.com.cn"
_PER_ANSWER = 4
_PER_PAGE = 4
_VIEWED = (
    "Night trains return to the coastal line",
    "A museum for things people left on buses",
    "Tea growers try their luck with coffee",
    "Why the lake is green again this summer",
    "Chess club beats its own record of patience",
)
#: Headlines of the section's front page that are none of ours; nobody follows them.
_OTHER_NEWS = (
    ("Leaders to meet on ocean research next week", "content_14410901.htm"),
    ("Volcano on remote island calms down", "content_14410877.htm"),
    ("Football: three draws in one evening", "content_14410650.htm"),
)


def search_answer(path: str, query: Mapping[str, str], night: Night) -> Answer:
    """Return what newssearch.chinadaily.com.cn answers; pages count from 0."""
    if not path.startswith("/rest/"):
        return missing()
    found = entries("chinadaily") if path.startswith("/rest/en/") else ()
    asked = query.get("page", "0")
    number = int(asked) if asked.isdecimal() else 0
    shown = found[number * _PER_ANSWER : (number + 1) * _PER_ANSWER]
    return as_json(
        {
            "content": [_result(entry, night) for entry in shown],
            "totalElements": len(found),
            "totalPages": -(-len(found) // _PER_ANSWER),
            "number": number,
        }
    )


def _result(entry: dict[str, Any], night: Night) -> dict[str, object]:
    day = day_of(entry, night)
    return {
        "id": f"{crc32(entry['title'].encode()):08x}",
        "title": entry["title"].replace("migrants", "<em>migrants</em>"),
        "url": _CHINADAILY + dated_path(entry, night),
        "source": entry["agency"],
        "authors": [entry["author"]],
        "summary": entry["body"][0],
        "plainText": " ".join(entry["body"]),
        "pubDateStr": f"{day.isoformat()} 09:12",
        "channelName": "China",
        "keywords": ["migration", "IOM"],
    }


def chinadaily_answer(path: str, night: Night) -> Answer:
    """Return what www.chinadaily.com.cn answers; its pages carry Last-Modified and no ETag."""
    if path == "/robots.txt":
        return text("User-agent: *\nDisallow: /admin/\n")
    for entry in entries("chinadaily"):
        first = dated_path(entry, night)
        parts = [entry["body"], *entry.get("parts", ())]
        for number, body in enumerate(parts, 1):
            if path == _part_path(first, number):
                answer = html(_article(entry, first, number, body, len(parts), night))
                modified = max(night.footer, day_of(entry, night))
                answer.headers["Last-Modified"] = f"{modified:%a, %d %b %Y} 01:10:00 GMT"
                return answer
    return missing()


def _part_path(first: str, number: int) -> str:
    stem, _, suffix = first.rpartition(".")
    return first if number == 1 else f"{stem}_{number}.{suffix}"


def _article(  # noqa: PLR0913, PLR0917 - what stands on one page
    entry: dict[str, Any], first: str, number: int, body: list[str], parts: int, night: Night
) -> bytes:
    pager = [
        (part, None if part == number else _CHINADAILY + _part_path(first, part))
        for part in range(1, parts + 1)
    ]
    return page(
        "chinadaily_article.html",
        title=entry["title"],
        author=entry["author"],
        agency=entry["agency"],
        published=f"{day_of(entry, night).isoformat()} 09:12",
        caption=entry.get("caption") if number == 1 else None,
        body=body,
        pager=pager if parts > 1 else None,
        next_part=_CHINADAILY + _part_path(first, number + 1) if number < parts else None,
        node=f"{crc32(first.encode()):08x}",
        most_viewed=_viewed(night),
        footer_en=english(night.footer),
        footer_year=night.footer.year,
    )


def _viewed(night: Night) -> list[str]:
    turn = night.generation % len(_VIEWED)
    return [*_VIEWED[turn:], *_VIEWED[:turn]][:4]


def china_org_answer(host: str, path: str, night: Night, crawl_delay: float) -> Answer:
    """Return what www.china.org.cn and en.chinagate.cn answer; no page has a validator."""
    if path == "/robots.txt":
        return text(f"User-agent: *\nCrawl-delay: {crawl_delay:g}\nDisallow: /cgi-bin/\n")
    articles = [entry for entry in entries("china_org_cn") if entry["host"] == host]
    if path in {"/index.htm", "/international/index.htm", "/international/index_2.htm"}:
        return _section(host, path, articles, night)
    for entry in articles:
        if path == dated_path(entry, night):
            return html(_agency_article(entry, articles, night))
    return missing()


def _section(host: str, path: str, articles: list[dict[str, Any]], night: Night) -> Answer:
    cards = [
        {"href": dated_path(entry, night), "title": entry["title"], "date": day_of(entry, night)}
        for entry in articles
    ]
    folder = f"/international/news/{night.today:%Y-%m}/{night.today:%d}"
    cards[2:2] = [
        {"href": f"{folder}/{name}", "title": title, "date": night.today.isoformat()}
        for title, name in _OTHER_NEWS
    ]
    second = path.endswith("_2.htm")
    following = "/international/index_2.htm" if len(cards) > _PER_PAGE and not second else None
    shown = cards[_PER_PAGE:] if second else cards[:_PER_PAGE]
    return html(
        page(
            "china_org_list.html",
            cards=shown,
            following=following if host == "www.china.org.cn" else None,
            site=_site(host),
            footer_en=english(night.footer),
        )
    )


def _agency_article(entry: dict[str, Any], articles: list[dict[str, Any]], night: Night) -> bytes:
    day = day_of(entry, night)
    others = [other for other in articles if other is not entry]
    others = others[night.generation % max(len(others), 1) :][:2]
    return page(
        "china_org_article.html",
        title=entry["title"],
        site=_site(entry["host"]),
        body=entry["body"],
        caption=entry.get("caption"),
        bracket=f"{entry['bracket']} {american(day)}",
        node=crc32(entry["title"].encode()),
        related=[(other["title"], dated_path(other, night)) for other in others],
        most_viewed=_viewed(night),
        footer_en=english(night.footer),
        visitors=f"{91_402 + 1_873 * night.number:,}",
    )


def _site(host: str) -> str:
    return "China.org.cn" if host.endswith("china.org.cn") else "chinagate.cn"
