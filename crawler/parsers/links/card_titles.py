"""The title that a card of a listing shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4.element import Tag

from crawler.parsers.links.anchored import telling, text_of, upwards, whole
from crawler.parsers.links.card_dates import stamp_in, without_stamp

_HEADING = re.compile(r"^h[1-6]$")
#: What a card's title is called, and what may hold it in a link around the card.
_NAMED = re.compile(
    r"titl|headline|heading|(?:^|[ _-])(?:tit|bt|hl|name)(?:$|[ _-])", re.IGNORECASE
)
_INSIDE, _BOXES = ["div", "p", "span", "strong", "b", "em"], ["div", "p"]
#: A title is shorter, a Chinese one has half as many characters.
_LONGEST = 250


def title_of(card: Tag, anchors: Sequence[Tag]) -> str | None:
    """Return the card's heading, else the longest telling text of its links."""
    if heading := _heading(card, anchors):
        return whole(heading, anchors)
    around = next((named for anchor in anchors if (named := _in_link(anchor))), None)
    # A link around the whole card holds the date too: the title is what is left of it.
    return whole(without_stamp(around or telling(anchors)), anchors) or None


def _heading(card: Tag, anchors: Sequence[Tag]) -> str | None:
    """Return the heading that is linked, else the largest one; a day or a kind is no title."""
    found = [tag for tag in card.find_all(_HEADING) if isinstance(tag, Tag)]
    found += [tag for anchor in anchors for tag in upwards(anchor) if _HEADING.match(tag.name)]
    texts = [(tag, text) for tag in found if (text := text_of(tag)) and stamp_in(text) != text]
    if not texts:
        return None
    own = {id(anchor) for anchor in anchors}
    linked = [(tag, text) for tag, text in texts if _is_linked(tag, own)]
    tag, text = min(linked or texts, key=lambda one: (one[0].name, -len(one[1])))
    # `[置顶]` in front of the link is no part of the title
    inside = [text_of(link) for link in tag.find_all("a") if id(link) in own]
    return next((told for told in inside if 2 * len(told) > len(text)), text)


def _is_linked(heading: Tag, own: set[int]) -> bool:
    around = (*heading.find_all("a"), *upwards(heading))
    return any(id(tag) in own for tag in around)


def _in_link(anchor: Tag) -> str | None:
    """Return the title inside a link around a whole card: what is named so, else its first box."""
    for tag in anchor.find_all(_INSIDE):
        names = " ".join(map(str, tag.get_attribute_list("class")))
        if _NAMED.search(names) and (text := text_of(tag)) and len(text) <= _LONGEST:
            return text
    boxes = [tag for tag in anchor.find_all(_BOXES) if not tag.find(_BOXES)]
    texts = [text for tag in boxes if (text := text_of(tag)) and stamp_in(text) != text]
    return max(texts[:2], key=len) if len(texts) > 1 else None
