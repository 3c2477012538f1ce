"""Which lines of a page are entries of lists, so that their days are those of other pages. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from crawler.parsers.markup.document import Block
from crawler.parsers.text.furniture import opens_comments

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}|(?<![\d/.-])\d\d[-/]\d\d(?![\d/.-])|\d{1,2}月\d{1,2}日"
    r"|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?<!\d)\d\d\s(?:19|20)\d\d[-/.年]\d\d(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]{_MONTH}|\b{_MONTH}[a-z]{{0,6}}\.?\s\d{{1,2}}\b",
    re.IGNORECASE,
)
#: What a page says of itself; where several boxes alike say it, a list does of others.
_OF_PAGE = re.compile(r"来源|來源|作者|编辑|录入|供稿|发布[者人]|点击|浏览|阅读|字[体号]|打印")
_LABEL = re.compile(r"[^\d:：]{1,10}[:：]")
#: A longer line is told, not listed.
_LONGEST = 100
_SENTENCE = re.compile(r"[。！？]|[a-z)]\.(?:\s|$)")
#: A link with so much text is a headline's; names of sources and writers are shorter.
_HEADLINE = re.compile(
    r"[\u4e00-\u9fff](?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){7}|(?:\b[A-Za-z’']+\b\W+){4}[A-Za-z]"
)
_ENTRY = re.compile(r"[\u4e00-\u9fff]{5}|[A-Za-z]{3}\W+[A-Za-z]{3}")
_COUNT = re.compile(r"[:：]\s*\d+$")
_DATED = re.compile(r"时间|時間|日期|date|published|posted|发布[于者]|发表于", re.IGNORECASE)
#: So many days in boxes alike, or under links like headlines, are a list's.
_DAYS, _DAYS_BY_LINKS = 3, 2
_BELOW = 2


class Lists(NamedTuple):
    """The places of lines that speak of other pages."""

    #: Entries of lists and readers' words: no day there is the page's.
    entries: frozenset[int] = frozenset()
    #: Beside another page's headline: only a label can say that a day there is this page's.
    headed: frozenset[int] = frozenset()


def lists_in(
    blocks: Sequence[Block],
    lines: Sequence[str],
    title: str | None,
    title_at: int | None,
    text_at: int | None,
) -> Lists:
    """Return the blocks whose day stands among others', beside a headline or below comments.

    `lines`: the blocks' texts, empty where no day can be. `title_at` and `text_at`: the numbers of
    the title and of the text's first paragraph.
    """
    dated = [(at, found[0]) for at, line in enumerate(lines) if line and (found := _day(line))]
    among: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, day in dated:
        among[blocks[at].path].append((at, day))
    own = range(title_at + 1, title_at + 1 + _BELOW) if title_at is not None else range(0)
    headed = {at for at, _ in dated if _has_headline(blocks[at], title)}
    below = len(blocks) if text_at is None else text_at
    entries = {at for at, _ in dated if at > below and _is_under(blocks, at, title)}
    last = max((at for at, _ in dated), default=0)
    entries.update(range(_comments_at(blocks, below, last), len(blocks)))
    for rows in among.values():
        labelled, listed = _of_lists(blocks, rows, headed)
        (headed if labelled else entries).update(listed)
    return Lists(frozenset(entries.difference(own)), frozenset(headed.difference(own)))


def _of_lists(
    blocks: Sequence[Block], rows: Sequence[tuple[int, str]], headed: AbstractSet[int]
) -> tuple[bool, Sequence[int]]:
    """Return those of the rows in boxes alike that make a list, and whether labels count there."""
    days = {day for _, day in rows}
    under = [at for at, _ in rows if at in headed or _has_link(blocks[max(0, at - 1) : at + 1])]
    enough = _DAYS_BY_LINKS if len(under) >= _DAYS_BY_LINKS else _DAYS
    if len(days) < enough:
        return True, ()
    labels = Counter(label[0] for at, _ in rows if (label := _LABEL.match(blocks[at].text)))
    own = [at for at, _ in rows if _OF_PAGE.search(blocks[at].text)]
    listed = [at for at, _ in rows if [at] != own]
    return bool(labels) and max(labels.values()) < enough, listed


def _is_under(blocks: Sequence[Block], at: int, title: str | None) -> bool:
    """Say whether another page's linked headline stands right above an unlabelled day."""
    if at == 0 or _DATED.search(blocks[at].text):
        return False
    linked = (text.strip() for _, _, text in blocks[at - 1].anchors)
    return any(_ENTRY.search(text) and text != title for text in linked)


def _has_link(blocks: Sequence[Block]) -> bool:
    return any(_ENTRY.search(text) for block in blocks for _, _, text in block.anchors)


def _comments_at(blocks: Sequence[Block], text_at: int, last: int) -> int:
    """Return the number of the heading below which readers speak, up to the last day."""
    below = range(text_at + 1, last)
    texts = ((at, blocks[at].text) for at in below)
    opening = (at for at, text in texts if opens_comments(text) and not _COUNT.search(text))
    return next(opening, len(blocks))


def _day(text: str) -> re.Match[str] | None:
    return _DAY.search(text) if len(text) <= _LONGEST and not _SENTENCE.search(text) else None


def _has_headline(block: Block, title: str | None) -> bool:
    """Say whether a link of another page's headline stands in the block."""
    linked = (text for _, _, text in block.anchors)
    return any(_HEADLINE.search(text) and text.strip() != title for text in linked)
