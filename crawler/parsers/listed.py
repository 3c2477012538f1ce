"""Which lines of a page are entries of lists, so that their days are those of other pages. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from crawler.parsers.document import Block

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|(?<![\d/.-])\d\d[-/]\d\d(?![\d/.-])|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?<!\d)\d\d\s(?:19|20)\d\d[-/.年]\d\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH}|\b{_MONTH}[a-z]{{0,6}}\.?\s\d{{1,2}}\b",
    re.IGNORECASE,
)
#: What a page says of itself; where several boxes alike say it, a list does of others.
_OF_PAGE = re.compile(r"来源|來源|作者|编辑|录入|供稿|发布[者人]|点击|浏览|阅读|字[体号]|打印")
#: A longer line is told, not listed.
_LONGEST = 100
#: A link with so much text is a headline's; names of sources and writers are shorter.
_HEADLINE = re.compile(
    r"[\u4e00-\u9fff](?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){7}|(?:\b[A-Za-z’']+\b\W+){4}[A-Za-z]"
)
#: So many days in boxes alike, or under links like headlines, are a list's.
_DAYS, _DAYS_BY_LINKS = 3, 2
_BELOW = 2


def listed(blocks: Sequence[Block], title: str | None, title_at: int | None) -> frozenset[int]:
    """Return the places of the blocks whose day stands among others', or beside a headline."""
    dated = [(at, found[0]) for at, block in enumerate(blocks) if (found := _day(block))]
    among: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, day in dated:
        among[blocks[at].path].append((at, day))
    entries = {at for at, _ in dated if _has_headline(blocks[at], title)}
    for rows in among.values():
        days = {day for _, day in rows}
        if len(days) < _DAYS_BY_LINKS:
            continue
        under = [at for at, _ in rows if at and _has_headline(blocks[at - 1], title)]
        if len(days) >= _DAYS or len(under) >= _DAYS_BY_LINKS:
            own = [at for at, _ in rows if _OF_PAGE.search(blocks[at].text)]
            entries.update(at for at, _ in rows if [at] != own)
    return frozenset(entries) - _own(title_at)


def _own(title_at: int | None) -> frozenset[int]:
    """Return the lines right below the title: no list stands there."""
    return frozenset(() if title_at is None else range(title_at + 1, title_at + 1 + _BELOW))


def _day(block: Block) -> re.Match[str] | None:
    return _DAY.search(block.text) if len(block.text) <= _LONGEST else None


def _has_headline(block: Block, title: str | None) -> bool:
    """Say whether a link of another page's headline stands in the block."""
    linked = (text for _, _, text in block.anchors)
    return any(_HEADLINE.search(text) and text.strip() != title for text in linked)
