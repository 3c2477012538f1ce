"""www.iom.int and developmentfund.iom.int, in the shape of their Drupal sites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape
from zlib import crc32

from monitor.demo.replica.answers import Answer, html, missing, text, xml
from monitor.demo.replica.content import Story, english, entries, page, stories
from monitor.demo.replica.nights import Night

_SITE = "https://www.iom.int"
_PER_PAGE = 5
_ROBOTS = "User-agent: *\nDisallow: /admin/\nDisallow: /search/\nDisallow: /user/login\n"
#: Label → key, in the order of the site's rows.
_ROWS = (
    ("Start Date", "start"),
    ("End Date", "end"),
    ("Project Status", "status"),
    ("Project Type", "type"),
    ("Budget Amount (USD)", "budget"),
    ("Coverage", "coverage"),
    ("Year", "year"),
    ("IDF Region", "region"),
    ("Prima ID", "prima"),
    ("Projects ID", "id"),
    ("Benefiting Member States", "states"),
)


def answer(path: str, query: Mapping[str, str], night: Night) -> Answer:
    """Return what www.iom.int answers."""
    if path == "/search":
        projects = query.get("type[0]") == "project"
        return _search(path, dict(query), night, _project_cards() if projects else _cards(night))
    if path in _FILES:
        return _FILES[path](night)
    kind, _, slug = path.strip("/").partition("/")
    if kind == "news":
        found = next((story for story in stories(night) if story.slug == slug), None)
        return _news(found, night) if found else missing()
    if kind == "project":
        entry = next((entry for entry in _projects() if entry["slug"] == slug), None)
        return _project(night.project(entry), night) if entry else missing()
    return missing()


def fund_answer(path: str, night: Night) -> Answer:
    """Return what the older host of the Development Fund answers; it has no robots.txt."""
    footer = english(night.footer)
    old = [entry for entry in entries("iom_projects") if "old_host" in entry or "status" in entry]
    shown = [entry for entry in old if "old_host" in entry or "start" not in entry]
    if path == "/projects":
        cards = [{**entry, "href": f"/project/{_old_slug(entry)}"} for entry in shown]
        return html(page("fund_list.html", cards=cards, footer_en=footer))
    for entry in shown:
        if path == f"/project/{_old_slug(entry)}":
            return html(
                page(
                    "fund_project.html",
                    title=entry["title"],
                    values=_bare_values(entry),
                    body=entry["body"],
                    footer_en=footer,
                )
            )
    return missing()


def _old_slug(entry: dict[str, Any]) -> str:
    return str(entry.get("old_host") or entry["slug"])


def _bare_values(entry: dict[str, Any]) -> list[str]:
    """Return the older host's values: without labels, one member State a line."""
    budget = f"{float(entry['budget'].replace(',', '')):,.0f}"
    ids = [entry["id"], *([entry["prima"]] if "prima" in entry else [])]
    return [
        entry["region"], *ids, budget, *entry["states"],
        entry["type"], entry["coverage"], entry["status"],
    ]  # fmt: skip


def _projects() -> list[dict[str, Any]]:
    return [entry for entry in entries("iom_projects") if "start" in entry]


def _frame(title: str, path: str, night: Night) -> dict[str, object]:
    """Return what the frame around every page shows: it moves while the page does not."""
    generation = night.generation
    offered = [
        story
        for story in stories(Night(1, night.first))
        if path != f"/news/{story.slug}" and not night.removed(story.slug)
    ]
    related = [offered[(generation * 3 + place) % len(offered)] for place in range(3)]
    return {
        "title": title,
        "url": _SITE + path,
        "visit": f"{crc32(path.encode()):08x}-{generation}",
        "related": [(story.title_en, f"/news/{story.slug}") for story in related],
        "footer_en": english(night.footer),
        "footer_year": night.footer.year,
        "readers": 184_210 + 3_377 * generation,
        "node": 100_000 + crc32(path.encode()) % 90_000,
    }


def _news(found: Story, night: Night) -> Answer:
    values = {
        **_frame(found.title_en, f"/news/{found.slug}", night),
        "slug": found.slug,
        "title_zh": found.title_zh,
        "zh": found.zh,
        "en": found.en,
        "caption": found.caption,
        "pdf": found.pdf,
        "pdf_text": found.pdf_text,
        "published_iso": f"{found.day.isoformat()}T09:30:00+08:00",
        "published_en": english(found.day),
    }
    return html(page("iom_story.html", **values))


def _project(entry: Mapping[str, Any], night: Night) -> Answer:
    rows = [(label, entry[key]) for label, key in _ROWS if key in entry]
    frame = _frame(entry["title"], f"/project/{entry['slug']}", night)
    return html(page("iom_project.html", rows=rows, body=entry["body"], **frame))


def _cards(night: Night) -> list[dict[str, str]]:
    return [
        {
            "href": f"/news/{found.slug}",
            "title": found.title_en,
            "tag": "News",
            "date": english(found.day),
            "teaser": found.en[0][:140],
        }
        for found in stories(night)
    ]


def _project_cards() -> list[dict[str, str]]:
    return [
        {
            "href": f"/project/{entry['slug']}",
            "title": entry["title"],
            "tag": "Project",
            "date": entry["year"],
            "teaser": entry["body"][0][:140],
        }
        for entry in _projects()
    ]


def _search(path: str, query: dict[str, str], night: Night, cards: list[dict[str, str]]) -> Answer:
    """Return one page of search results; pages count from 0, as the site's do."""
    asked = query.get("page", "0")
    number = int(asked) if asked.isdecimal() else 0
    start = number * _PER_PAGE
    shown = cards[start : start + _PER_PAGE]

    def turned(to: int) -> str:
        return path + "?" + "&".join(f"{k}={v}" for k, v in {**query, "page": str(to)}.items())

    return html(
        page(
            "iom_list.html",
            cards=shown,
            first=start + 1,
            last=start + len(shown),
            total=len(cards),
            previous=turned(number - 1) if number else None,
            following=turned(number + 1) if start + _PER_PAGE < len(cards) else None,
            **_frame("Search", path, night),
        )
    )


def _feed(night: Night) -> Answer:
    items = "".join(
        f"<item><title>{escape(found.title_en)}</title><link>{_SITE}/news/{found.slug}</link>"
        f"<pubDate>{found.day:%a, %d %b %Y} 09:30:00 +0800</pubDate>"
        f"<description>{escape(found.en[0][:200])}</description></item>"
        for found in stories(night)[:6]
    )
    return xml(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>IOM News</title><link>{_SITE}</link>{items}</channel></rss>"
    )


def _sitemap(night: Night) -> Answer:
    paths = [f"/news/{found.slug}" for found in stories(night)]
    paths += [f"/project/{entry['slug']}" for entry in _projects()]
    urls = "".join(f"<url><loc>{_SITE}{path}</loc></url>" for path in paths)
    return xml(
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    )


_FILES = {"/robots.txt": lambda _: text(_ROBOTS), "/rss/news": _feed, "/sitemap.xml": _sitemap}
