"""Headlines that nothing declares, known by the line with a day right below them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import html

from crawler.parsers.text.clean import clean
from crawler.parsers.titles.heading_texts import MAX_CHARACTERS, in_furniture, told_alone
from crawler.parsers.titles.titleparts import is_long

#: What a headline that is no heading is called: `lblTitle`.
_TITLED = re.compile(r"(?:^|[\s_-]|lbl)(?:title|headline|biaoti|tit)(?:$|[\s_-])", re.IGNORECASE)
#: A day below a small heading.
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d")
_STAMP_CHARACTERS = 120


def heading(root: html.HtmlElement) -> tuple[str, str] | None:
    """Return the heading of any level that a line with a day stands right below."""
    levels = ("h2", "h3", "h4", "h5", "h6")
    for one in root.iter(*levels):
        text = clean(one.text_content())
        if not is_long(text) or len(text) > MAX_CHARACTERS or in_furniture(one):
            continue
        if _stands_above_day(one, levels):
            return text, f"{one.tag} above a day"
    return None


def titled(root: html.HtmlElement) -> tuple[str, str] | None:
    """Return the line that is called a title and has a line with a day right below it."""
    for one in root.iter("div", "p", "span", "td", "strong"):
        if not _TITLED.search(f"{one.get('class', '')} {one.get('id', '')}"):
            continue
        text = told_alone(one)
        long = is_long(text) and len(text) <= MAX_CHARACTERS
        if long and not in_furniture(one) and _stands_above_day(one, ("h1", "h2", "h3")):
            return clean(text), "title above a day"
    return None


def beside_section(root: html.HtmlElement, section: str) -> tuple[str, str] | None:
    """Return the heading above a day where another of its level has a section: `展览资讯`."""
    first = [one for one in root.iter("h1") if not in_furniture(one) and one.find(".//a") is None]
    texts = {clean(one.text_content()): one for one in first}
    dated = [
        text
        for text, one in texts.items()
        if (text == section or is_long(text)) and _stands_above_day(one, ("h1",))
    ]
    if section not in texts or len(dated) != 1 or not 0 < len(dated[0]) <= MAX_CHARACTERS:
        return None
    return dated[0], "h1 above a day"


def _stands_above_day(heading: html.HtmlElement, levels: Sequence[str]) -> bool:
    """Return whether a line with a day stands right below a heading, and no other heading."""
    below = heading.getnext()
    if below is None or next(below.iter(*levels), None) is not None:
        return False
    return _DAY.search(below.text_content()[:_STAMP_CHARACTERS]) is not None
