"""Which of a page's links are the entries of its lists, where nobody said how addresses look.

Links are judged together that stand alike: a list's entries have headlines, days, teasers; menus
have names of sections. Where some have days, the others are entries only if their addresses are
built alike.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from bs4.element import Tag

from crawler.parsers.links.anchored import Boxes, label_of, telling, text_of, upwards, weight_of
from crawler.parsers.links.item_urls import looks_like_article
from crawler.parsers.markup.hints import words_in

_LETTER = re.compile(r"[^\W\d_]")
#: Letters of a headline, a Chinese character counting double; and of anything that is asked about.
_HEADLINE, _NAME = 16, 8
#: Names of topics are shorter on the average.
_LONG = 30
#: The same words under more addresses say nothing of what they lead to, unless they are a headline.
_TWICE = 2
#: Letters that a card tells beside its headline: a teaser.
_TEASER = 60
_FRAME_TAGS = frozenset(("nav", "footer", "header"))
_FRAME_ROLES = frozenset(("navigation", "contentinfo", "banner", "menu", "menubar"))
#: Beginnings of words in class names and ids of what stands around every page of a site.
_FRAME = re.compile(
    r"^(?:nav(?!y)|menu|submenu|topnav|mainnav|crumb|breadcrumb|foot|header$|topbar|toolbar|share"
    r"|social|pager|pagination|pagenav|lang|login|friend|yqlj|copyright|sitemap|cookie|tagcloud|tags$)"
)
_HEX = re.compile(r"(?=.*\d)[0-9a-f]{8,}")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: These next to the link say nothing by their class names: `odd`, `first`, `views-row-3`.
_NEAR = 3
#: These hold lists: what they are called tells one from the other.
_HOLDERS = frozenset(("section", "ul", "ol", "dl", "table", "nav", "aside", "main"))
_MOST, _MANY = 0.5, 0.3
#: So many undated links without heading or teaser are a list.
_FEWEST = 3
#: As many links of the likely form, against those of all that looks like lists, settle it.
_FEW = 3
#: Headlines are as long as a page's others; names of topics are not.
_AS_LONG = 0.5
#: An element that calls itself a page's header holds more than an article's title and writer.
_HEADER = 3


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
    every = Boxes(links)
    named = {
        url: name
        for url, anchors in links.items()
        if weight_of(name := telling(anchors) or _heading_beside(every, anchors[0])) >= _NAME
    }
    often = Counter(named.values())
    asked = {
        url: links[url]
        for url, name in named.items()
        if often[name] <= _TWICE or weight_of(name) >= _LONG
    }
    boxes = Boxes(asked)
    groups: dict[tuple[str, ...], list[_Link]] = defaultdict(list)
    for url, anchors in asked.items():
        telling_ones = [one for one in anchors if weight_of(label_of(one)) >= _NAME]
        for anchor in telling_ones or anchors[:1]:
            link = _judged(url, anchor, named[url], boxes, is_dated)
            groups[_place(anchor)].append(link)
    return _chosen(list(groups.values()), has_form)


def _heading_beside(boxes: Boxes, anchor: Tag) -> str:
    """Return the heading in the box of a link that says nothing: `Phase IV`, `View project`."""
    heading = boxes.around(anchor).find(list(_HEADINGS))
    return text_of(heading) if isinstance(heading, Tag) else ""


def _chosen(groups: Sequence[Sequence[_Link]], has_form: Callable[[str], bool] | None) -> set[str]:
    """Return the entries among links that stand alike."""
    free = [group for group in groups if _share(one.framed for one in group) < _MOST]
    formed: list[list[_Link]] = []
    if has_form:
        formed = [told for group in free if (told := _formed(group, has_form))]
    sure = _by_place(free)
    # a list of other things, as of news beside projects, is no reason to look elsewhere
    if _FEW * len(_urls(formed)) < len(_urls(sure)) or not formed:
        formed += [_less_names(group) for group in sure]
    found = _urls(formed)
    shapes = {shape_of(url) for url in found}
    long = _AS_LONG * statistics.mean([one.letters for group in formed for one in group] or [0])
    for group in free:
        alike = [one for one in group if shape_of(one.url) in shapes]
        if _is_plain_list(group) and _MOST * len(group) <= len(alike):
            alike = _less_names(group)
        found |= {
            one.url
            for one in alike
            if one.dated or one.letters >= max(_HEADLINE, 0 if one.headed else long)
        }
    return found


def _urls(groups: Sequence[Sequence[_Link]]) -> set[str]:
    return {one.url for group in groups for one in group}


def _by_place(groups: Sequence[Sequence[_Link]]) -> list[Sequence[_Link]]:
    """Return the lists among the groups: with days, else with headings or teasers, else any."""
    strong = [group for group in groups if _is_list(group)]
    dated = [group for group in strong if _share(one.dated for one in group) >= _MOST]
    if dated:  # events beside a list of stories that shows no days are not all of the page
        many = _MOST * len(_urls(dated))
        long = [group for group in strong if _mean_letters(group) >= _LONG and group not in dated]
        return [*dated, *(group for group in long if len(_urls([group])) >= many)]
    if strong:
        return strong
    plain = [group for group in groups if _is_plain_list(group)]
    longest = max(map(_mean_letters, plain), default=0.0)
    return [group for group in plain if _mean_letters(group) >= _AS_LONG * longest]


def _mean_letters(group: Sequence[_Link]) -> float:
    return statistics.mean(one.letters for one in group)


def _less_names(group: Sequence[_Link]) -> list[_Link]:
    """Return a list's links without names of sections that stand among them."""
    long = max(_HEADLINE, _AS_LONG * _mean_letters(group))
    told = {one.url for one in group if one.letters >= long or one.dated or one.teased}
    shapes = set(map(shape_of, told))
    return [one for one in group if one.url in told or shape_of(one.url) in shapes]


def _formed(group: Sequence[_Link], has_form: Callable[[str], bool]) -> list[_Link]:
    """Return a list's links if most have the likely form of items' addresses, else none."""
    told = any(one.letters >= _HEADLINE or one.dated or one.headed for one in group)
    if not told or _share(has_form(one.url) for one in group) < _MOST:
        return []
    shown = {one.url for one in group if one.dated or one.headed or one.teased}
    return [one for one in _less_names(group) if one.url in shown or has_form(one.url)]


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
    rest = weight_of(text_of(card)) - weight_of(name)
    return _Link(
        url,
        anchor,
        weight_of(name),
        is_dated(card),
        any(tag.name in _HEADINGS for tag in (anchor, *upwards(anchor))) or _has_heading(card),
        rest >= _TEASER,
        any(_is_frame(tag) and boxes.leads(tag) >= _least(tag) for tag in upwards(anchor)),
    )


def _least(tag: Tag) -> int:
    return _HEADER if tag.name == "header" else 2


def _has_heading(card: Tag) -> bool:
    return card.find(list(_HEADINGS)) is not None


def _is_frame(tag: Tag) -> bool:
    """Say whether an element stands around pages by its tag, role or names."""
    if tag.name in _FRAME_TAGS or str(tag.get("role", "")).lower() in _FRAME_ROLES:
        return True
    names = " ".join((*_classes(tag), str(tag.get("id") or "")))
    return tag.name != "body" and any(map(_FRAME.match, words_in(names)))


def _classes(tag: Tag) -> list[str]:
    return [str(name) for name in tag.get_attribute_list("class") if name]


def _place(anchor: Tag) -> tuple[str, ...]:
    """Return where a link stands: the elements around it, the outer ones with their classes."""
    above = [tag for tag in (anchor, *upwards(anchor)) if tag.name != "[document]"]
    return tuple(
        tag.name
        if at < _NEAR and tag.name not in _HOLDERS
        else re.sub(r"\d+", "", ".".join((tag.name, *sorted(_classes(tag)))))
        for at, tag in enumerate(above)
    )


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
    return "#" if _HEX.fullmatch(text) else re.sub(r"\d+", "#", text)
