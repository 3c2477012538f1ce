"""What a page's head and microdata say of the page: raw strings, most trusted first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import html

from crawler.parsers.declared import jsonld, moments
from crawler.parsers.markup.html import elements_with, title_of

#: Names are compared in lower case, `property`, `name`, `itemprop` and `http-equiv` alike.
_TITLES = (
    "og:title", "twitter:title", "articletitle", "dc.title", "dcterms.title", "dc:title",
    "headline", "title", "parsely-title", "sailthru.title", "citation_title", "hdl",
)  # fmt: skip
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time",
    "article:published", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "dcterms.date", "dc.date", "publishdate", "publish-date", "publish_date",
    "publish_time", "publishtime", "pubdate", "pub_date", "published_time", "published-date",
    "firstpublishedtime",
    "parsely-pub-date", "sailthru.date", "article_date_original", "article.published",
    "originalpublicationdate", "og:release_date", "release_date", "citation_publication_date",
    "bt:pubdate", "weibo: article:create_at", "apub:time", "datecreated", "date", "created",
)  # fmt: skip
#: The same in the words of one site or another: `ArticlePublishDate`, `_pubtime`.
_PUBLISHED_NAME = re.compile(
    r"(?:pub|publish|published|release|released|issue|issued|display|post|posted)"
    r"[\s_.-]?(?:date|time|at|on)$|^_?ptime$|^og:time$|^issued$|^weibo:article:create_at$"
)
#: When the page was made, which may be a day before.
_YEARED = re.compile(r"(?:19|20)\d\d")
_MADE = re.compile(r"^creat(?:e|ed|ion)[\s_.-]?(?:date|time|at|on)$")
_UPDATED = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "lastmod", "last-modified", "article.updated", "bt:moddate",
    "revised", "weibo: article:update_at", "dateupdate", "modified",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "dc.creator", "dcterms.creator", "dc.creator.author",
    "parsely-author", "sailthru.author", "byl", "citation_author", "twitter:creator",
)  # fmt: skip
#: Where a page is from, as China's standard for offices' sites has it, and its older kin.
_SOURCES = ("contentsource", "source")
_SITES = ("og:site_name", "application-name", "sitename", "apple-mobile-web-app-title",
          "dc.publisher", "publisher", "copyright")  # fmt: skip
#: A day behind a title and its site: `… | DW | 24.08.2017`.
_BEHIND_TITLE = re.compile(
    r"\s[|–—-]\s(\d{1,2}(?:\.\d{1,2}\.| [A-Z][a-z]{2,8} )(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d{1,2}-\d{1,2})\s*$"
)
_BEHIND_REACH = 60
_NODE = re.compile(r"/node/(\d+)(?:$|[/?#])")
_NODE_NUMBER = "data-history-node-id"
_NODE_CLASS = re.compile(r"(?:^|\s)(?:page-node-|node-id-)(\d+)(?=\s|$)")

_marked = elements_with("itemprop", _NODE_NUMBER)


@dataclass(frozen=True, slots=True)
class Found:
    """A raw value and where the page has it: `json-ld`, `og:title`, `time[datetime]`."""

    value: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself. Tuples hold every candidate, most trusted first."""

    titles: tuple[Found, ...] = ()
    published: tuple[Found, ...] = ()
    updated: tuple[Found, ...] = ()
    authors: tuple[Found, ...] = ()
    sources: tuple[Found, ...] = ()
    site_names: tuple[Found, ...] = ()
    canonical: str | None = None
    #: hreflang, in lower case → URL as written.
    twins: Mapping[str, str] = field(default_factory=dict)
    node_id: str | None = None
    #: When scripts say the page was made, where they name a single day, or a comment, or what
    #: machines wrote on `2 hours ago`: the last resort.
    unseen: Found | None = None


def metadata(root: html.HtmlElement, page: str = "") -> Metadata:
    """Return what the page's metadata say, raw; `page`: its source, which has comments, too."""
    marked = _marked(root)
    named = _named(root, marked)
    nodes = jsonld.nodes(root)
    described = jsonld.articles(nodes)
    links = list(root.iter("link"))
    stamps = list(root.iter("time", "abbr"))
    published_times, updated_times = moments.stamped(root, stamps) if stamps else ([], [])
    published = _unique(
        _json(described, "datePublished", "pubDate"),
        _listed(named, _PUBLISHED[:-2]),
        _listed(named, filter(_PUBLISHED_NAME.search, named)),
        _json(described, "dateCreated", "uploadDate"),
        _shown(published_times),
        _listed(named, _PUBLISHED[-2:]),
        _behind_title(root),
    )
    return Metadata(
        titles=_unique(_json(described, "headline", "name", "title"), _listed(named, _TITLES)),
        published=published,
        updated=_unique(
            _json(described, "dateModified", "upDate"),
            _listed(named, _UPDATED),
            _shown(updated_times),
        ),
        authors=_unique(_json(described, "author", "creator"), _listed(named, _AUTHORS)),
        sources=_unique(_listed(named, _SOURCES)),
        site_names=_unique(
            _listed(named, _SITES[:1]),
            (Found(name, "json-ld") for name in jsonld.site_names(nodes)),
            _listed(named, _SITES[1:]),
        ),
        canonical=_canonical(links, named),
        twins=_twins(links),
        node_id=_node_id(root, links, marked),
        unseen=None if any(map(_dates, published)) else _unseen(root, stamps, page, named),
    )


def _named(root: html.HtmlElement, marked: Iterable[html.HtmlElement]) -> dict[str, list[str]]:
    """Return name in lower case → contents of `<meta>` and of microdata outside it."""
    named: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                named.setdefault(name.strip().lower(), []).append(content)
    for element in marked:
        name = (element.get("itemprop") or "").strip().lower()
        if element.tag != "meta" and name in (
            "headline",
            "datepublished",
            "datemodified",
            "datecreated",
            "author",
        ):
            value = element.get("datetime") or element.get("content") or element.text_content()
            if text := " ".join(value.split())[:300]:
                named.setdefault(name, []).append(text)
    return named


def _behind_title(root: html.HtmlElement) -> Iterator[Found]:
    """Yield the day that stands behind the page's title."""
    if day := _BEHIND_TITLE.search(title_of(root)[-_BEHIND_REACH:]):
        yield Found(day[1], "title")


def _listed(named: Mapping[str, list[str]], names: Iterable[str]) -> Iterator[Found]:
    for name in names:
        for value in named.get(name, ()):
            yield Found(value, name)


def _json(nodes: Iterable[jsonld.Node], *keys: str) -> Iterator[Found]:
    for node in nodes:
        for key in keys:
            for text in jsonld.texts(node.get(key)):
                yield Found(text, "json-ld")


def _shown(values: Iterable[str]) -> Iterator[Found]:
    return (Found(value, "time[datetime]") for value in values)


def _dates(found: Found) -> bool:
    """Say whether a value may be a day: then nobody asks for the last resort."""
    return _YEARED.search(found.value) is not None


def _unseen(
    root: html.HtmlElement,
    stamps: Sequence[html.HtmlElement],
    page: str,
    named: Mapping[str, list[str]],
) -> Found | None:
    """Return the moment on a word like `2 hours ago`, else in scripts, a comment, the head."""
    if value := moments.behind_age([*stamps, *root.iter("span")]):
        return Found(value, "title")
    if value := moments.scripted(root):
        return Found(value, "script")
    if value := moments.commented(page):
        return Found(value, "comment")
    return next(_listed(named, filter(_MADE.match, named)), None)


def _canonical(links: Iterable[html.HtmlElement], named: Mapping[str, list[str]]) -> str | None:
    for link in links:
        href = str(link.get("href") or "").strip()
        if href and "canonical" in (link.get("rel") or "").lower().split():
            return href
    return next(iter(named.get("og:url", ())), None)


def _twins(links: Iterable[html.HtmlElement]) -> dict[str, str]:
    twins: dict[str, str] = {}
    for link in links:
        language = (link.get("hreflang") or "").strip().lower()
        href = (link.get("href") or "").strip()
        if language and href and "alternate" in (link.get("rel") or "").lower():
            twins.setdefault(language, href)
    return twins


def _node_id(
    root: html.HtmlElement, links: Iterable[html.HtmlElement], marked: Iterable[html.HtmlElement]
) -> str | None:
    """Return Drupal's number of the page's node."""
    for link in links:
        match = _NODE.search(link.get("href") or "")
        if match and (link.get("rel") or "").lower() in ("shortlink", "canonical"):
            return match[1]
    body = root.find("body")
    match = _NODE_CLASS.search(body.get("class") or "") if body is not None else None
    if match:
        return match[1]
    numbers = (element.get(_NODE_NUMBER) for element in marked)
    distinct = {number.strip() for number in numbers if number is not None}
    # Teasers of other nodes carry the attribute too: only a single number speaks of the page.
    return distinct.pop() if len(distinct) == 1 else None


def _unique(*sources: Iterable[Found]) -> tuple[Found, ...]:
    first: dict[str, Found] = {}
    for source in sources:
        for found in source:
            first.setdefault(found.value, found)
    return tuple(first.values())
