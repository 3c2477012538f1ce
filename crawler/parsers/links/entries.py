"""Which of a page's links are the entries of its lists, where nobody said how addresses look.

Links are judged together that stand alike: a list's entries have headlines, days, teasers; menus
have names of sections. Where some have days, the others are entries only if their addresses are
built alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from bs4.element import Tag

from crawler.parsers.links.anchored import Boxes, telling, text_of
from crawler.parsers.links.item_urls import looks_like_article

_HAN = re.compile("[\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
#: Letters of a headline, a Chinese character counting double; and of anything that is asked about.
_HEADLINE, _NAME = 16, 8
#: Letters that a card tells beside its headline: a teaser.
_TEASER = 60
_FRAME_TAGS = frozenset(("nav", "footer", "header"))
_FRAME_ROLES = frozenset(("navigation", "contentinfo", "banner", "menu", "menubar"))
#: Beginnings of words in class names and ids of what stands around every page of a site.
_FRAME = re.compile(
    r"^(?:nav(?!y)|menu|submenu|topnav|mainnav|crumb|breadcrumb|foot|header$|topbar|toolbar|share"
    r"|social|pager|pagination|pagenav|lang|login|friend|yqlj|copyright|sitemap|cookie|tagcloud|tags$)"
)
_WORD = re.compile(r"[0-9a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: These next to the link say nothing by their class names: `odd`, `first`, `views-row-3`.
_NEAR = 3
_MOST, _MANY = 0.5, 0.3
#: So many undated links without heading or teaser are a list.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Link:
    """A link that may be an entry."""

    url: str
    anchor: Tag
    letters: int
    dated: bool
    headed: bool
    teased: bool
    framed: bool


def entries(
    links: Mapping[str, Sequence[Tag]],
    is_dated: Callable[[Tag], bool],
    has_form: Callable[[str], bool] | None = None,
) -> set[str]:
    """Return the addresses of the entries.

    `is_dated` tells whether a card shows a day, `has_form` whether an address is likely an item's.
    """
    named = {
        url: name for url, anchors in links.items() if _weight(name := telling(anchors)) >= _NAME
    }
    often = Counter(named.values())
    asked = {url: links[url] for url, name in named.items() if often[name] == 1}
    boxes = Boxes(asked)
    groups: dict[tuple[str, ...], list[_Link]] = defaultdict(list)
    for url, anchors in asked.items():
        anchor = max(anchors, key=lambda one: len(text_of(one)))
        groups[_place(anchor)].append(_judged(url, anchor, named[url], boxes, is_dated))
    return _chosen(list(groups.values()), has_form)


def _chosen(groups: Sequence[Sequence[_Link]], has_form: Callable[[str], bool] | None) -> set[str]:
    """Return the entries among links that stand alike."""
    free = [group for group in groups if _share(one.framed for one in group) < _MOST]
    sure = [group for group in free if has_form and _has_form(group, has_form)]
    if not sure:
        strong = [group for group in free if _is_list(group)]
        dated = [group for group in strong if _share(one.dated for one in group) >= _MOST]
        sure = dated or strong or [group for group in free if _is_plain_list(group)]
    shapes = {shape_of(one.url) for group in sure for one in group}
    found = {one.url for group in sure for one in group}
    for group in free:
        found |= {
            one.url for one in group if one.letters >= _HEADLINE and shape_of(one.url) in shapes
        }
    return found


def _has_form(group: Sequence[_Link], has_form: Callable[[str], bool]) -> bool:
    """Say whether links that may be headlines have the likely form of items' addresses."""
    if _share(has_form(one.url) for one in group) < _MOST:
        return False
    return any(one.letters >= _HEADLINE or one.dated or one.headed for one in group)


def _is_list(group: Sequence[_Link]) -> bool:
    """Say whether links have what entries have: days, headings or teasers."""
    if _share(one.letters >= _HEADLINE for one in group) < _MANY:
        return False
    headed = len(group) > 1 and _share(one.headed for one in group) >= _MOST
    return (
        headed
        or _share(one.dated for one in group) >= _MOST
        or _share(one.teased for one in group) >= _MOST
    )


def _is_plain_list(group: Sequence[_Link]) -> bool:
    """Say whether links are many headlines, with addresses like those of articles."""
    return (
        len(group) >= _FEWEST
        and _share(one.letters >= _HEADLINE for one in group) >= _MOST
        and _share(looks_like_article(one.url) for one in group) >= _MOST
    )


def _share(said: Iterable[bool]) -> float:
    values = list(said)
    return sum(values) / len(values)


def _judged(
    url: str, anchor: Tag, name: str, boxes: Boxes, is_dated: Callable[[Tag], bool]
) -> _Link:
    card = boxes.around(anchor)
    rest = _weight(text_of(card)) - _weight(name)
    return _Link(
        url,
        anchor,
        _weight(name),
        is_dated(card),
        any(tag.name in _HEADINGS for tag in (anchor, *anchor.parents)) or _has_heading(card),
        rest >= _TEASER,
        any(_is_frame(tag) and boxes.leads(tag) > 1 for tag in anchor.parents),
    )


def _has_heading(card: Tag) -> bool:
    return card.find(list(_HEADINGS)) is not None


def _is_frame(tag: Tag) -> bool:
    """Say whether an element stands around pages by its tag, role or names."""
    if tag.name in _FRAME_TAGS or str(tag.get("role", "")).lower() in _FRAME_ROLES:
        return True
    names = " ".join((*_classes(tag), str(tag.get("id") or "")))
    return tag.name != "body" and any(
        map(_FRAME.match, _WORD.findall(_CAMEL.sub("-", names).lower()))
    )


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _place(anchor: Tag) -> tuple[str, ...]:
    """Return where a link stands: the elements around it, the outer ones with their classes."""
    above = [tag for tag in (anchor, *anchor.parents) if tag.name != "[document]"]
    near = [tag.name for tag in above[:_NEAR]]
    far = [".".join((tag.name, *sorted(_classes(tag)))) for tag in above[_NEAR:]]
    return (*near, *(re.sub(r"\d+", "", name) for name in far))


def shape_of(url: str) -> str:
    """Return how an address is built: `/news/*`, `/info/#/#.htm`, `/view?id=#`."""
    parts = urlsplit(url)
    *folders, file = parts.path.split("/")
    stem, dot, ending = file.rpartition(".")
    name = _digits(stem if dot else file)
    last = name if "#" in name and not _LETTER.search(name.replace("-", "")) else "*"
    shown = [_digits(folder) for folder in folders]
    keys = "&".join(sorted(f"{key}={_digits(value)}" for key, value in parse_qsl(parts.query)))
    return f"{parts.netloc}{'/'.join(shown)}/{last}{dot}{ending if dot else ''}?{keys}"


def _digits(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _weight(text: str) -> int:
    """Return a text's letters, a Chinese character counting double."""
    return len(_LETTER.findall(text)) + len(_HAN.findall(text))
