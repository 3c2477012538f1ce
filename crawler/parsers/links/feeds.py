"""What machines are told of new pages: RSS, Atom, sitemaps and JSON search answers."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import etree

from crawler.parsers.links.item_urls import ItemUrls
from crawler.parsers.links.listing import Discovered, ListedPage, speaks_of
from crawler.parsers.markup.document import Document

#: A sitemap may hold 50 MB unpacked by its standard; ours never come near, a bomb does.
_MAX_UNPACKED = 20 * 1024 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


def read_feed(document: Document, items: ItemUrls, words: Sequence[str]) -> Discovered:
    """Return the entries of an RSS or Atom feed that lead to items and hold one of the words."""
    root = _xml(document.content)
    if root is None or _name(root) not in {"rss", "feed", "rdf"}:
        return Discovered("not-understood", reason=f"not a feed but {_what_it_is(document)}")
    entries = [node for node in root.iter() if _name(node) in {"item", "entry"}]
    pages = tuple(
        page
        for entry in entries
        if (page := _entry(entry, document.url or ""))
        and items.may_be(page.url)
        and speaks_of("".join(_texts(entry)), words)
    )
    return Discovered("found" if entries else "empty", pages, _next_feed(root, document.url or ""))


def _next_feed(root: etree._Element, base: str) -> tuple[str, ...]:
    """Return the feed's next page (RFC 5005), which is a link of its own, not an entry's."""
    heads = [root, *(node for node in root if _name(node) == "channel")]
    links = [node for head in heads for node in head if _name(node) == "link"]
    hrefs = [node.get("href") or "" for node in links if node.get("rel") == "next"]
    return tuple(url for href in hrefs[:1] if (url := _absolute(base, href)))


def read_sitemap(document: Document, items: ItemUrls) -> Discovered:
    """Return the item pages of a sitemap, or the children of a sitemap index."""
    content = document.content
    if content.startswith(_GZIP_MAGIC):
        content = _unpacked(content)
    root = _xml(content)
    if root is None or _name(root) not in {"urlset", "sitemapindex"}:
        return Discovered("not-understood", reason=f"not a sitemap but {_what_it_is(document)}")
    if _name(root) == "sitemapindex":
        children = tuple(loc for node in root if (loc := _child(node, "loc")))
        return Discovered("found" if children else "empty", following=children)
    pages = tuple(
        ListedPage(loc, date=_child(node, "lastmod"))
        for node in root
        if (loc := _child(node, "loc")) and items.has_form(loc)
    )
    return Discovered("found" if pages else "empty", pages)


def read_search_json(document: Document, items: ItemUrls) -> Discovered:
    """Return China Daily's search answer: `content[]` of title, url, pubDateStr."""
    try:
        answer = json.loads(document.content)
    except (ValueError, RecursionError):
        return Discovered("not-understood", reason=f"not JSON but {_what_it_is(document)}")
    content = answer.get("content") if isinstance(answer, dict) else None
    if not isinstance(content, list):
        return Discovered("not-understood", reason="JSON without a list named 'content'")
    pages = tuple(
        page
        for entry in content
        if isinstance(entry, dict)
        and (page := _result(entry, document.url or ""))
        and items.may_be(page.url)
    )
    following = _next_answer(document.url or "", answer.get("totalPages"))
    if content and not pages:
        return Discovered(
            "not-understood", reason=f"none of {len(content)} results leads to an item"
        )
    return Discovered("found" if pages else "empty", pages, following if content else ())


def _result(entry: Mapping[str, object], base: str) -> ListedPage | None:
    """Return one search result; titles carry `<em>` marks around the words found."""
    given = entry.get("url")
    url = _absolute(base, given) if isinstance(given, str) else None
    if url is None:
        return None
    title, date = entry.get("title"), entry.get("pubDateStr")
    shown = re.sub(r"<[^>]{1,40}>", "", title).strip() if isinstance(title, str) else None
    return ListedPage(url, shown or None, date if isinstance(date, str) else None)


def _next_answer(url: str, total: object) -> tuple[str, ...]:
    """Return the URL of the answer's next page while the total says there is one."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = int(query.get("page") or "0") if (query.get("page") or "0").isdecimal() else 0
    if not isinstance(total, int) or number + 1 >= total:
        return ()
    query["page"] = str(number + 1)
    return (urlunsplit(parts._replace(query=urlencode(query))),)


def _entry(entry: etree._Element, base: str) -> ListedPage | None:
    """Return one feed entry: its link (Atom's `alternate` before others), title and date."""
    links = [node for node in entry if _name(node) == "link"]
    hrefs = [
        node.get("href") or (node.text or "").strip()
        for node in links
        if node.get("rel", "alternate") == "alternate"
    ]
    given = next((href for href in hrefs if href), None) or _child(entry, "guid")
    url = _absolute(base, given or "")
    if url is None:
        return None
    dates = ("pubdate", "published", "date", "updated")
    date = next((found for name in dates if (found := _child(entry, name))), None)
    return ListedPage(url, _child(entry, "title"), date)


def _absolute(base: str, given: str) -> str | None:
    """Return where a link leads; None for what is no address: one entry's, not the feed's."""
    try:
        return urljoin(base, given.strip()) if given.strip() else None
    except ValueError:
        return None


def _xml(content: bytes) -> etree._Element | None:
    """Return the root, no entity expanded and nothing fetched; None when it is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        return etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _unpacked(content: bytes) -> bytes:
    """Return a gzip file's content up to the limit; what is broken gives what came before."""
    try:
        return zlib.decompressobj(wbits=31).decompress(content, _MAX_UNPACKED)
    except zlib.error:
        return b""


def _name(node: etree._Element) -> str:
    """Return an element's name without its namespace, in lower case; comments have none."""
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def _children(node: etree._Element, name: str) -> Iterator[str]:
    for child in node:
        if _name(child) == name and (text := " ".join("".join(_texts(child)).split())):
            yield text


def _texts(node: etree._Element) -> Iterator[str]:
    for text in node.itertext():
        yield text if isinstance(text, str) else bytes(text).decode("utf-8", "replace")


def _child(node: etree._Element, name: str) -> str | None:
    return next(_children(node, name), None)


def _what_it_is(document: Document) -> str:
    """Return what came instead, by its title or its first characters."""
    text = document.content[:4096].decode("utf-8", "replace")
    title = re.search(r"(?is)<title[^>]*>(.*?)</title>", text)
    if title:
        return f"a page titled {' '.join(title.group(1).split())[:80]!r}"
    return f"{document.media_type or 'no content type'}, begins {' '.join(text.split())[:40]!r}"
