"""A page's links by where they lead, and the box that stands around each of those asked about."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeGuard
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

#: A card never spans these: climbing stops below them.
_BORDERS = frozenset({"body", "html", "main", "ul", "ol", "table", "tbody", "[document]"})
#: What stands for the words that a list has no room for.
_CUT = re.compile(r"\s*(?:…+|\.{2,})$")
#: Link texts that say nothing of what they lead to.
_GENERIC = re.compile(
    r"(?:(?:read|learn|view|see|explore|discover|open|visit)\s*)?(?:the )?(?:full )?"
    r"(?:more|on|details?|story|article|text|project|page|report|news|release|post)\W*"
    r"|(?:点击)?(?:阅读|查看|浏览)?(?:全文|更多|详情|原文|详细)\W*",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
#: Of a page that is linked more often the first links tell enough: image, title, "more", comments.
_ANCHORS = 6
#: Elements around a link, at most.
_DEEPEST = 100
_SCRIPTED = ("javascript:", "mailto:", "tel:", "data:", "#")
#: Set within a line: what they hold is not set apart from the words beside it.
_MARKS = frozenset(("em", "b", "strong", "i", "mark", "font", "u", "sub", "sup", "a", "wbr"))
#: Records that a script of the same page writes into it, as Chinese authorities' lists come.
_RECORD = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


def absolute(anchor: Tag, base: str) -> str | None:
    """Return where a link leads, without its fragment; None for script and mail links."""
    href = str(anchor.get("href", "")).strip()
    if href.lower().startswith(_SCRIPTED):
        return None
    try:
        url = urldefrag(urljoin(base, href)).url
        return url if urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:  # a malformed address: nothing to follow
        return None


def base_of(soup: BeautifulSoup, here: str) -> str:
    """Return what the page's links start from: its `<base href>`, else its own address."""
    declared = soup.find("base", href=True)
    if not isinstance(declared, Tag):
        return here
    try:
        return urljoin(here, str(declared["href"]).strip())
    except ValueError:
        return here


def with_records(soup: BeautifulSoup) -> BeautifulSoup:
    """Return the page with what `<script type="text/xml">` keeps for a script to show."""
    for script in soup.find_all("script", type="text/xml"):
        told = "".join(_RECORD.findall(script.string or ""))
        if told:
            records = BeautifulSoup(f"<div>{told}</div>", "lxml").div
            script.replace_with(records if records is not None else "")
    return soup


def links_of(soup: BeautifulSoup, here: str, wanted: Callable[[str], bool]) -> dict[str, list[Tag]]:
    """Return the page's links to other pages that are wanted, by address, in order."""
    base, own = base_of(soup, here), urldefrag(here).url
    found: dict[str, list[Tag]] = {}
    for anchor in soup.find_all("a", href=True):
        url = absolute(anchor, base)
        if url and url != own and wanted(url) and len(found.get(url, ())) < _ANCHORS:
            found.setdefault(url, []).append(anchor)
    return {url: anchors for url, anchors in found.items() if not _is_front(url)}


def _is_front(url: str) -> bool:
    """Tell whether an address is a site's front page: an item there has a number."""
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not re.search(r"\d", parts.query)


def text_of(tag: Tag) -> str:
    """Return the tag's text on one line; `UN <em>body</em>: …` has no space before its colon."""
    return " ".join("".join(_texts(tag)).split())


def upwards(tag: Tag) -> Iterator[Tag]:
    """Yield what is around an element, inside out, as far as real pages are deep."""
    return itertools.islice(tag.parents, _DEEPEST)


def _texts(tag: Tag) -> Iterator[str]:
    opened = [(iter(tag.children), "")]  # no recursion: some pages are deeper than Python goes
    while opened:
        children, apart = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            yield apart
        elif isinstance(child, Tag):
            opened.append((iter(child.children), "" if _is_within_line(child) else " "))
            yield opened[-1][1]
        elif is_text(child):
            yield str(child)


def is_text(node: PageElement) -> TypeGuard[NavigableString]:
    """Tell whether a node is text that is shown, not a comment."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def _is_within_line(tag: Tag) -> bool:
    """Say whether an element only marks a part of a line: words stand beside it, not elements."""
    beside = [one for one in (tag.previous_sibling, tag.next_sibling) if one is not None]
    if tag.name == "span":
        return any(isinstance(one, NavigableString) and one.strip() for one in beside)
    others = [one for one in beside if isinstance(one, Tag) and one.name != tag.name]
    return tag.name in _MARKS and not others


def label_of(anchor: Tag) -> str:
    """Return a link's text, or what is said of it where it has none: `Lamp goes o…`."""
    return text_of(anchor) or _said_of(anchor)


def _said_of(anchor: Tag) -> str:
    return " ".join(str(anchor.get("title") or anchor.get("aria-label") or "").split())


def telling(anchors: Sequence[Tag]) -> str:
    """Return the text of links to one page that says most of where they lead, or ""."""
    for texts in (map(text_of, anchors), map(_said_of, anchors)):
        told = [text for text in texts if not _GENERIC.fullmatch(text)]
        if best := max(told, key=weight_of, default=""):
            return best
    return ""


def weight_of(text: str) -> int:
    """Return a text's letters, a Chinese character counting double; a day has few."""
    return len(_LETTER.findall(text)) + len(_HAN.findall(text))


def whole(title: str, anchors: Sequence[Tag]) -> str:
    """Return a title; where a list cuts it, the one that its links or their images have whole."""
    cut = _CUT.sub("", title)
    if cut == title:
        return title
    images = (image for anchor in anchors for image in anchor.find_all("img", alt=True))
    said = [*map(_said_of, anchors), *map(text_of, anchors)]
    said += [str(image["alt"]).strip() for image in images]
    longer = [text for text in said if len(text) > len(cut) and text.startswith(cut)]
    uncut = [text for text in longer if not _CUT.search(text)]
    return min(uncut, key=len, default=title)


class Boxes:
    """For some of a page's links: how many of them lead out of each element."""

    def __init__(self, links: Mapping[str, Sequence[Tag]]) -> None:
        """Take the links by address."""
        self._leads: dict[int, set[str]] = {}
        for url, anchors in links.items():
            for anchor in anchors:
                for tag in (anchor, *upwards(anchor)):
                    self._leads.setdefault(id(tag), set()).add(url)

    def leads(self, tag: Tag) -> int:
        """Return to how many of the pages the links in an element lead."""
        return len(self._leads.get(id(tag), ()))

    def around(self, anchor: Tag) -> Tag:
        """Return the largest element around a link that leads to no other page."""
        card = anchor
        for parent in upwards(anchor):
            if parent.name in _BORDERS or self.leads(parent) > 1:
                break
            card = parent
        return card
