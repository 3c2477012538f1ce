"""Captures: an archived page as it was fetched, made harmless."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

import nh3

from crawler.parsers.text.charset import decode
from monitor.dashboard.desk import Desk
from storage.browse_rows import ItemRow
from storage.types import Capture, Page, Record, Response

#: What is left of an archived page: text and its structure. No images, no links that lead
#: anywhere, no forms, no styles, nothing that loads or runs.
TAGS = {
    *("article", "aside", "b", "blockquote", "br", "caption", "center", "code", "dd", "del", "div"),
    *("dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
    *("header", "hr", "i", "ins", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s"),
    *("section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th"),
    *("thead", "time", "tr", "u", "ul", "a"),
}
_ATTRIBUTES = {"*": {"lang", "dir"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_FRAME = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="color-scheme" content="light">
<title>{title}</title>
<style>body{{font:15px/1.6 "Segoe UI",Roboto,Arial,"PingFang SC","Microsoft YaHei",
"Noto Sans CJK SC",sans-serif;margin:16px;max-width:48em;
color:#1b2330;background:#fff;overflow-wrap:anywhere}}a{{border-bottom:1px dotted #8492a8}}
table{{border-collapse:collapse}}td,th{{border:1px solid #dbe1ec;padding:2px 6px}}
</style></head><body>{body}</body></html>"""
_HTML = {"text/html", "application/xhtml+xml"}


@dataclass(frozen=True, slots=True)
class CaptureView:
    """One Capture and what was read from it."""

    capture: Capture
    page: Page | None
    #: The Item that the page belongs to.
    item: ItemRow | None
    response: Response
    is_html: bool
    records: tuple[Record, ...]


def capture(desk: Desk) -> CaptureView | None:
    """Return the Capture of `id`. Raises StorageError when the archive lost it."""
    found = desk.store.pages.capture(desk.number("id") or 0)
    if found is None:
        return None
    response = desk.archive.read(found.archived)
    page = desk.store.pages.get(found.page_id)
    owner = page.item_id if page else None
    return CaptureView(
        capture=found,
        page=page,
        item=desk.browse.named([owner]).get(owner) if owner else None,
        response=response,
        is_html=_is_html(found, response.body),
        records=desk.store.pages.records(found.id),
    )


def framed(desk: Desk) -> str | None:
    """Return the archived page's text and structure, for a frame that runs and loads nothing."""
    found = desk.store.pages.capture(desk.number("id") or 0)
    if found is None:
        return None
    response = desk.archive.read(found.archived)
    if not _is_html(found, response.body):
        return None
    return harmless(decode(response.body, found.charset).text, found.url)


def source(desk: Desk) -> bytes | None:
    """Return the body as it was fetched."""
    found = desk.store.pages.capture(desk.number("id") or 0)
    return desk.archive.read(found.archived).body if found else None


def harmless(markup: str, title: str) -> str:
    """Return a whole HTML document with nothing of the markup but text and structure."""
    body = nh3.clean(
        markup,
        tags=TAGS,
        clean_content_tags={"script", "style", "title", "template", "noscript", "iframe"},
        attributes=_ATTRIBUTES,
        link_rel=None,
        url_schemes=set(),
    )
    return _FRAME.format(title=escape(title), body=body)


def _is_html(found: Capture, body: bytes) -> bool:
    if found.media_type is not None:
        return found.media_type in _HTML
    return body.lstrip()[:1] == b"<"
