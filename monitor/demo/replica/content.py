"""The replica's own writing, loaded from `pages/`, with dates put in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape
from markupsafe import Markup, escape

from monitor.demo.replica.nights import Night

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TEMPLATES = Environment(
    loader=PackageLoader("monitor.demo.replica", "pages/templates"),
    autoescape=select_autoescape(["html"]),
)


def linked(paragraph: str, url: str | None) -> Markup:
    """Return a paragraph with its `[[words]]` as a link."""
    pieces = re.split(r"\[\[(.+?)\]\]", paragraph)
    link = Markup('<a href="{}">{}</a>')
    return Markup("").join(
        link.format(url, piece) if place % 2 and url else escape(piece)
        for place, piece in enumerate(pieces)
    )


_TEMPLATES.filters["linked"] = linked


@cache
def entries(name: str) -> tuple[dict[str, Any], ...]:
    """Return every entry of one of the content files, in its order."""
    text = files("monitor.demo.replica").joinpath("pages", f"{name}.toml").read_text("utf-8")
    return tuple(entry for group in tomllib.loads(text).values() for entry in group)


def page(template: str, **values: object) -> bytes:
    """Return a page made from a template, UTF-8."""
    return _TEMPLATES.get_template(template).render(**values).encode()


def english(day: date) -> str:
    """Return a day as English pages write it: `3 November 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def american(day: date) -> str:
    """Return a day as agencies put it in brackets: `November 3, 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def chinese(day: date) -> str:
    """Return a day as Chinese pages write it: `2026年11月3日`."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Story:
    """One story of iom.int as it reads tonight."""

    slug: str
    day: date
    title_zh: str | None
    title_en: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    caption: str
    pdf: str | None
    pdf_text: str


def stories(night: Night) -> list[Story]:
    """Return the stories there are tonight, newest first; removed ones are not listed."""
    found = [
        _story(entry, night)
        for entry in entries("iom_news")
        if night.published(entry.get("night")) and not night.removed(entry["slug"])
    ]
    return sorted(found, key=lambda story: story.day, reverse=True)


def story(slug: str, night: Night) -> Story:
    """Return one story, also one that its own site has removed."""
    return next(_story(entry, night) for entry in entries("iom_news") if entry["slug"] == slug)


def _story(entry: dict[str, Any], night: Night) -> Story:
    event = night.day(entry["event"])
    days = {"zh_day": chinese(event), "en_day": english(event)}
    zh = [Template(text).safe_substitute(days) for text in entry["zh"]]
    en = [Template(text).safe_substitute(days) for text in entry["en"]]
    return Story(
        slug=entry["slug"],
        day=night.day(entry["day"]),
        title_zh=entry.get("title_zh"),
        title_en=entry["title_en"],
        zh=tuple(night.edited(entry["slug"], zh)),
        en=tuple(en),
        caption=entry["caption"],
        pdf=night.pdf(entry["slug"]) if entry.get("pdf") else None,
        pdf_text=entry.get("pdf_text", ""),
    )


def day_of(entry: dict[str, Any], night: Night) -> date:
    """Return the day an entry was published: its own, or counted from the first night."""
    fixed = entry.get("date")
    return fixed if isinstance(fixed, date) else night.day(entry["day"])


def dated_path(entry: dict[str, Any], night: Night) -> str:
    """Return an article's path with its day put in."""
    day = day_of(entry, night)
    parts = {"ym": f"{day:%Y%m}", "d": f"{day:%d}", "y-m": f"{day:%Y-%m}", "n": f"{day:%j}"}
    path: str = entry["path"]
    for name, value in parts.items():
        path = path.replace(f"{{{name}}}", value)
    return path
