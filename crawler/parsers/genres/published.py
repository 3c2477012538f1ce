"""When a page was published, by everything around its text that may say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from crawler.parsers.credits.metaline import MetaLine
from crawler.parsers.dates.clocks import CHINA
from crawler.parsers.dates.finding import dates_in, machine_date
from crawler.parsers.dates.forms import MONTHS
from crawler.parsers.dates.listed import Lists, lists_in
from crawler.parsers.dates.relative import ENGLISH_SIGNS
from crawler.parsers.dates.stamps import Published, at_chinas, published_in
from crawler.parsers.declared.metadata import Found, Metadata
from crawler.parsers.genres.reading import Reading
from crawler.parsers.markup.document import Block
from crawler.parsers.text.patterns import covered, having
from crawler.parsers.titles.headlines import same_title
from storage.types import PageDate

#: Stamps stand within so many lines of the title or of the text's ends.
_NEAR: Final = 12
#: Shorter blocks of the text may be its byline.
_PARAGRAPH: Final = 40
#: Longer lines are looked at once, where stamps are read.
_PROSE: Final = 200
#: What makes a line one that may hold a date; the others are not searched for one.
_NUMERIC = re.compile(r"\d(?:\d{3}|[-/.:年月·–—－]\s?\d)")
#: A piece of a day in a box of its own: `08`, `08/`, `2023年`, `May`.
_PIECE = re.compile(
    rf"\d{{1,2}}[日/]?|(?:19|20)\d\d年?|(?:{'|'.join(MONTHS)})[a-z]{{0,6}}[.,]?", re.IGNORECASE
)
_PIECE_LENGTH: Final = 10
#: What may stand in a box of its own beside a day, and say what it is the day of.
_LABELS: Final = (
    "时间",
    "時間",
    "日期",
    "地点",
    "地點",
    "会场",
    "主讲",
    "date",
    "venue",
    "published",
    "posted",
)
_LABEL: Final = 24
_COUNTED = re.compile(r"\d\s*(?:[月天日年分秒周週个個]|小[时時])")
_NUMERAL = "(?<=[〇一二三四五六七八九十].)"
_CHINESE_DAY = re.compile(
    f"昨|今[天日]|前天|刚刚|剛剛|年{_NUMERAL}|月{_NUMERAL}|日{_NUMERAL}|天{_NUMERAL}"
)
_ENGLISH_DAY = re.compile(
    rf"\bago\b|yesterday|today|just now|\b(?:{'|'.join(MONTHS)})[a-z]*\b", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_HAN = re.compile("[\u4e00-\u9fff]+")
_CHINESE_HOST = re.compile(r"\.cn$|chinadaily|xinhua|china\.org")
#: Readers' words have dates of their own.
_READERS = re.compile(
    r"[/.#_-](?:comment(?:s|list|-list|-body)?|(?:web)?mentions|replies|responses)\b"
    r"|pinglun|liuyan|#cmt-?\d",
    re.IGNORECASE,
)
_READERS_SIGNS: Final = ("comment", "pinglun", "liuyan", "#cmt", "mentions", "replies", "responses")
#: `DUBLIN, July 2, 2014 — …`: the place in capitals, the day with its year, a dash.
_WIRE = re.compile(
    r"(?:[A-Z][A-Z .'-]{2,24}(?:, [A-Z][\w. ]{1,20}){0,2}, "
    r"|[A-Z][a-z]{2,16}, (?=[^(]{9,20}\([A-Z]{2,6}\)))?"
    r"(?P<day>"
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}),? (?:19|20)\d\d)\s*"
    r"(?:/[\w -]{2,24}/\s*)?(?:\([A-Z]{2,6}\)\s?[:–—-]{1,2}|[–—]|--?)\s"
)
#: A title and its lead may stand before it.
_OPENING: Final = 5
#: Below the day of a signature an office's seal may stand.
_CLOSING: Final = 2
_LETTERS = re.compile(r"\w")
#: A page whose title and first paragraphs are so far Chinese keeps China's time.
_CHINESE_SHARE: Final = 0.25


#: The dates that stand in the page and not in its head.
_TIMES: Final = "time[datetime]"


@dataclass(frozen=True, slots=True)
class When:
    """Publication and update with what told them."""

    published: PageDate | None = None
    updated: PageDate | None = None
    evidence: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def of(reading: Reading, byline: MetaLine | None) -> When:
    """Return when the page says it was published and updated; None where it does not say.

    Without a byline only the head's metadata count: a project's rows are full of dates.
    """
    declared, document = reading.metadata or Metadata(), reading.document
    stated = [one for one in declared.published if byline or one.evidence != _TIMES]
    chinese = _is_chinese(reading)
    places, title_at = _around(reading) if byline else ([], None)
    blocks = [reading.blocks[at] for at in places]
    lines = _lines(blocks, reading)
    told = _telling(lines, None if title_at is None else lines[title_at])
    text_at = _text_at(blocks, reading)
    lists = lists_in(blocks, told, reading.title, title_at, text_at) if reading.markup else Lists()
    found = published_in(
        [one.value for one in stated],
        told,
        document.url or declared.canonical,
        document.fetched_at,
        chinese=chinese,
        card=document.card.date if document.card else None,
        modified=[one.value for one in declared.updated],
        title_at=title_at,
        day_first=document.day_first,
        text_at=text_at,
        lists=lists,
    )
    if byline:
        found = _or_last_resort(found, reading, declared.unseen, chinese=chinese)
    evidence = {"published": found.evidence or "unknown"} if found.date else {}
    unread = [one.raw for one in byline.dates if one.ambiguous] if byline else []
    warnings = () if found.date else tuple(f"date: {raw!r}: its order is open" for raw in unread)
    return When(found.date, found.updated, evidence, warnings)


def _or_last_resort(
    found: Published, reading: Reading, unseen: Found | None, *, chinese: bool
) -> Published:
    """Return what was found; if that is no day, what no reader sees, or what the text says."""
    # what stands behind `2 hours ago` is finer than what is counted from the fetch
    if unseen and (found.date is None or found.counted):
        date = machine_date(unseen.value, timezone=CHINA if chinese else None)
        if date:
            date = at_chinas(date) if chinese and date.iso.endswith("Z") else date
            return replace(found, date=date, evidence=unseen.evidence)
    for evidence, read in (("dateline", _wired), ("signature", _signed)):
        if found.date is None and (day := read(reading)):
            return replace(found, date=day, evidence=evidence)
    return found


def _wired(reading: Reading) -> PageDate | None:
    """Return the day of the wire's dateline that opens the text: the last resort."""
    for block in [block for block in reading.main if block.text][:_OPENING]:
        if match := _WIRE.match(block.text):
            return machine_date(match["day"])
    return None


def _signed(reading: Reading) -> PageDate | None:
    """Return the day that stands alone under the text, as notices are signed."""
    for block in [block for block in reading.main if block.text][: -_CLOSING - 1 : -1]:
        for one in dates_in(block.text):
            alone = not _LETTERS.search(block.text[: one.start] + block.text[one.end :])
            if one.date and alone and one.date.precision == "day":
                return one.date
    return None


def _around(reading: Reading) -> tuple[list[int], int | None]:
    """Return which blocks are near the title and at both ends of the text, and where it is there.

    There stamps stand.
    """
    blocks = reading.blocks
    title = reading.below_title - 1 if reading.below_title else _title_at(blocks, reading.title)
    if len(blocks) <= 4 * _NEAR or not reading.main:
        return list(range(len(blocks))), title
    text = reading.main[0].text
    first = next((i for i, block in enumerate(blocks) if block.text == text), 0)
    last = first + len(reading.main)
    start = max(0, (first if title is None else min(first, title)) - _NEAR)
    near = range(start, min(first + _NEAR, len(blocks)))
    there = None if title is None or title - start >= len(near) else title - start
    return [*near, *range(len(blocks))[max(first + _NEAR, last - _NEAR) : last + _NEAR]], there


def _text_at(blocks: Sequence[Block], reading: Reading) -> int | None:
    """Return the number of the block that is the text's first paragraph; None: a dump has none."""
    opening = next((block for block in reading.main if len(block.text) >= _PARAGRAPH), None)
    if opening is None or not reading.markup:
        return None
    return next((at for at, block in enumerate(blocks) if block.text == opening.text), None)


def _lines(blocks: Sequence[Block], reading: Reading) -> list[str]:
    """Return the blocks' texts, readers' words empty, a line's less the title it opens with."""
    title = reading.title
    own = next((block.path for block in reading.main if block.path), "")
    readers = {path for path in {block.path for block in blocks} if _is_readers(path, own)}
    lines = ["" if block.path in readers else block.text for block in blocks]
    for at, block in enumerate(blocks):
        stands = block.kind == "heading" or len(block.text) <= len(title or "") + _PARAGRAPH
        if title and stands and _opens_with(block.text, title):
            lines[at] = block.text[len(title) :].strip()
    return lines


def _opens_with(text: str, title: str) -> bool:
    """Say whether a stamp may stand behind the title in the same heading."""
    return len(text) > len(title) and text.startswith(title)


def _telling(lines: list[str], title: str | None) -> list[str]:
    """Return the lines, those that cannot hold a date empty, but for the title."""
    others = [line for line in lines if len(line) <= _PROSE and not _is_numeric(line)]
    worded = having(others, ENGLISH_SIGNS)
    # without a digit a line in ASCII has to be relative to today
    worded |= having([one for one in others if not one.isascii() or _DIGIT.search(one)], MONTHS)
    labels = having([line for line in others if len(line) <= _LABEL], _LABELS)
    dateless = {line for line in others if not _may_tell(line, worded=line in worded)}
    dateless -= {*labels, title or ""}
    return ["" if line in dateless else line for line in lines]


def _is_numeric(line: str) -> bool:
    """Say whether a line may be a day in numbers, or a piece of one."""
    if _NUMERIC.search(line):
        return True
    return 0 < len(line) <= _PIECE_LENGTH and _PIECE.fullmatch(line) is not None


def _may_tell(line: str, *, worded: bool) -> bool:
    """Say whether a line without a year or a clock may hold a date; `worded`: in English."""
    if not line.isascii() and (_CHINESE_DAY.search(line) or _COUNTED.search(line)):
        return True
    return worded and _ENGLISH_DAY.search(line) is not None


def _is_readers(path: str, own: str) -> bool:
    """Say whether readers' words stand there, by the boxes that the text is not `own` to, too."""
    lower = path.lower()
    if not any(map(lower.__contains__, _READERS_SIGNS)):
        return False
    parts, shared = path.split("/"), own.split("/")
    while parts and shared and parts[0] == shared[0]:
        del parts[0], shared[0]
    return _READERS.search("/" + "/".join(parts)) is not None


def _title_at(blocks: Sequence[Block], title: str | None) -> int | None:
    if not title:
        return None
    own = (i for i, block in enumerate(blocks) if same_title(block.text, title))
    with_stamp = (
        i
        for i, block in enumerate(blocks)
        if block.kind == "heading" and _opens_with(block.text, title)
    )
    return next(own, next(with_stamp, None))


def _is_chinese(reading: Reading) -> bool:
    """Say whether the page's clocks that name no zone are China's."""
    host = re.sub(r"^\w+://|[/:?#].*$", "", reading.document.url or "")
    if reading.genre in ("press", "repost") or _CHINESE_HOST.search(host):
        return True
    opening = [block.text for block in reading.main if block.text][:2]
    shown = "".join([reading.title or "", *opening])
    return covered(_HAN, shown) > _CHINESE_SHARE * len(shown)
