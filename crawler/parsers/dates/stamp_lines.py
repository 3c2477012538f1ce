"""Lines that stamp a page with a date: `发布时间：…`, `2023-06-16 来源:…`, `Updated: …`. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.parsers.dates.finding import FoundDate, dates_in
from crawler.parsers.dates.places import is_known_place
from crawler.parsers.dates.stamp_boxes import boxes_joined
from crawler.parsers.dates.stamp_labels import (
    LABEL,
    LABEL_SIGN,
    announces,
    has_noun,
    is_anothers,
    label_kind,
    names_place,
)

#: How a date stands on its line. `label`, `updated`, `named`: beside such a label;
#: `stamp`: with a clock or a source, unlabelled; `bare`: alone; `agency`: in a bracket at the end.
Kind = Literal["label", "updated", "named", "stamp", "bare", "agency"]

_LONGEST = 200
#: A stamp glued to its text opens the line, but for a label or a source.
_LEADING_WITHIN = 24
#: What a day and a clock open is a stamp up to this length, if no sentence follows.
_GLUED = 70
#: What portals mark a text as, in front of them.
_MARKED = re.compile(r"\s*(?:(?:原创|首发|独家|精选|置顶|转载)[\s·|]*)?")
_TELLS = re.compile(r"[。！？!?；]|[,，].*[,，]")
_YEARED = re.compile(r"(?:19|20)\d\d")
_NEVER = re.compile(
    r"©(?!\s?(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d)|\(c\)\s*\d{4}|copyright|all rights reserved"
    r"|版权所有|版權所有|ICP[备備]|网安备|今天是|现在是|当前时间"
    r"|附件|\.(?:pdf|docx?|xlsx?|zip|rar)\b"
    r"|[主承]办(?:单位)?[:：]|建站|现在时间|系统时间|[上下]一[篇条则頁页]|\btoday is\b|农历"
    r"|^\W*(?:(?:photos?|images?|pictures?)\b|previous|next)|\bnext(?: \w+)?\s?:",
    re.IGNORECASE,
)
#: A stamp that the text follows on the same line.
_LEADING = re.compile(r"\s*(?:来源|來源|稿源|作者|责任编辑|编辑|字号|浏览|阅读)\s*[:：]")
_SOURCED_SOON = re.compile(
    "来源|來源|稿源|作者|编辑|字号|浏览|阅读|[布表新]时间[:：]|[布表]日期[:：]"
)
_LEADING_REACH = 80
_SOURCED = re.compile(
    r"来源|來源|稿源|source|作者|责任编辑|录入[者人]?[:：]|^by\b"
    r"|^(?:xinhua|china daily|china\.org\.cn|cgtn|people[’']s daily|global times|reuters|afp|ap)\b",
    re.IGNORECASE,
)
#: Beside a day only a page's stamp has one: below it an event's place may follow.
_OF_PAGE = re.compile(
    r"(?:作者|来源|來源|稿源|编辑|点击|點擊|浏览|瀏覽|阅读|閱讀)(?:数|次数|量)?\s*[:：]"
)
_AGENCY = re.compile(
    r"^[（(\[]\s*(?:(?:来源|来自|source)\s*[:：]\s*)?"
    r"(?!摄于|拍摄|首发|原载)"
    r"(?P<agency>[A-Z][A-Za-z.&' -]{1,40}?|《?[\u4e00-\u9fff]{2,12}》?)\s*[,，]?\s*$",
    re.IGNORECASE,
)
_AGENCY_END = re.compile(
    r"(?:\s*[,，]?\s*(?:page|p\.)\s?\w{1,3}|\s*第\s?\d{1,2}\s?版)?\s*[)）\]]\.?$"
)
#: A sentence ends and another begins; a date has no such thing inside.
_TOLD = re.compile(r"\.(?<=[a-z]{3}\.) [A-Z]")
_BRACKET_ENDS = (")", "）", "]", ").", "）.", "].")
#: Its brackets say `09/28/2022`, month first, on every page of its archive.
_MONTH_FIRST = re.compile(r"China Daily", re.IGNORECASE)
#: What may stand on a stamp's line beside the date without making it a list's or a text's line.
#: It is matched against small letters: that is three times as quick as to ignore the case.
_FURNITURE = re.compile(
    r"(?:来源|來源|稿源|出处|转自|作者|记者|通讯员|编辑|責任編輯|责任编辑|责编|编审|审核|校对|供稿|分类|栏目|频道|标签|点击|人气|浏览|阅读"
    r"|閱讀|评论|字号|字体|source|author|editor|views?|reads?|comments?|category)\s*[:：]\s*[^\s|｜:：]*"
    r"|\d[\d.,]*\s*[万k]?\s*(?:次|人|条|views?|reads?|comments?)?(?:浏览|阅读|评论|点击|围观)?|【?字体[:：]?.*$"
    r"|[大中小]\s[大中小]\s[大中小]"
    r"|打印|关闭|收藏|分享(?:到|至)?|参与互动|我要评论|星期[一二三四五六日天]|周[一二三四五六日]|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?!地点|地址|主讲|会场|联系|电话|报名)[\u4e00-\u9fff]{2,5}\s*[:：]\s*[^\s|｜:：，,。]{0,24}"
    r"|原创|转载|置顶|print|share|e-?mail|comment|阅读量|浏览量|北京时间|\bgmt\b"
)
#: How long reading takes: said of nothing but a page.
_READING = re.compile(r"\d+[\s-]?min(?:ute)?s?(?:\s+read)?\b", re.IGNORECASE)
#: A day that goes on with words is a sentence's: `6月16日，代表合影`, `6月16日在京`, `on 3 May`.
_GOES_ON = re.compile(
    r"\s*[,，]\s*[\u4e00-\u9fff]|\s*[-–—~至到]\s*(?:\d|[A-Z][a-z]{2} \d)"
    r"|(?!来源|來源|稿源|作者|发布|发表|發|更新|修改|星期|周|週|分享|阅读|浏览|评论|点击|字[体号]"
    r"|编辑|责|记者|新华|中新|中国|人民|人气|点击|访问|原创|打印|收藏|关闭)[\u4e00-\u9fff]"
)
#: An age that opens a short line, what the writer is and where glued behind: no sentence does.
_AGED = re.compile(r"\d{1,2}\s?(?:分[钟鐘]|[个個]?小[时時])前")
_AGED_LINE = 24
_LEADS_TO = re.compile(
    r"\b(?:in|since|until|from|till|before|after|on|of)\s*(?:the\s*)?$", re.IGNORECASE
)
#: Where a text stood first: `（首发于2012年11月16日《…》）`; when a picture was taken.
_FIRST_STOOD = re.compile(r"(?:(?:首发|首刊|原载|原刊|转载)[于於自]?|摄于)\s*$")
#: `The World Today` is a rubric.
_NAMED_DAY = re.compile(r"(?i:to|yester)day")
_WORD_BEFORE = re.compile(r"[^\W\d_]\s$")
#: `By Anna Reed on April 6, 2015 11:42 pm`.
_BY_ON = re.compile(r"\s*by\s[^\d,.:;]{3,60}\son\s*", re.IGNORECASE)
#: `17-19 October`, `17日至19日`: events last, stamps do not.
_RANGE = re.compile(
    r"^\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—~&/]|and|to)\s?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s)?[A-Za-z]"
    r"|[A-Za-z]\.?\s\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—~&]|and|to)\s?\d{1,2}|\d\s?[-–—~至到]\s?\d{1,2}[日号]",
    re.ASCII,
)
_BY = re.compile(r"\b(?:[Bb]y|BY)\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}")
#: … whose last name the day touches: `By Lin SuSep 12, 2023`.
_TOUCHING = re.compile(
    r"By (?:[A-Z][\w.’'-]* ){1,3}?[A-Z][a-z]+?"
    r"(?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}, (?:19|20)\d\d)"
)
#: Between a label and its date.
_DAY_NAME = re.compile(
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?|[星礼]期[一二三四五六日天])\s*$",
    re.IGNORECASE,
)
_TO = frozenset(("-", "–", "—", "~", "至", "到", "to"))
_PIECES = re.compile(r"[\s|｜/·•,，;；>»›_()（）\[\]【】—–-]+")
_BARS = re.compile(r"[|｜]")
#: A source's name is this long at most; a headline is longer.
_CHINESE_NAME, _ENGLISH_WORDS = 9, 5


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date found on a stamp-shaped line, and how it stands there."""

    found: FoundDate
    kind: Kind
    #: The line's index in the page.
    at: int
    agency: str | None = None
    #: A label's noun or a source stands beside it: no list's or comment's date has those.
    sure: bool = False


def stamps_in(
    lines: Sequence[str],
    fetched_at: datetime | None,
    zone: str | None,
    *,
    day_first: bool | None = None,
) -> Iterator[Stamp]:
    """Yield the dates of all lines that are stamps; prose, lists' lines and clocks give none."""
    for at, line in enumerate(map(_parted, boxes_joined(lines))):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not line:
            continue
        head = line[:_LONGEST]
        if is_prose(line) and not _SOURCED_SOON.search(line[:_LEADING_REACH]):
            continue  # only a stamp with a source or a counter behind it opens prose
        found = dates_in(head, reference=fetched_at, timezone=zone, day_first=day_first)
        found = [one for one in found if not _too_coarse(one)]
        if found and _NEVER.search(head):
            continue
        for order, one in enumerate(found):
            if _in_range(head, found, order):
                continue
            before = head[found[order - 1].end if order else 0 : one.start]
            kind = _kind(line, before, one, found, boxed=line != lines[at])
            beside = line if _OF_PAGE.search(line) else line + following
            if kind == "label" and announces(before, beside):
                continue
            if kind:
                agency = _AGENCY.match(before) if kind == "agency" else None
                name = agency["agency"].strip(" 《》") if agency else None
                if name and one.ambiguous and _MONTH_FIRST.match(name):
                    one = dates_in(one.raw, day_first=False)[0]  # noqa: PLW2901 - settled
                sure = has_noun(before) or bool(_SOURCED.search(head))
                yield Stamp(one, kind, at, name, sure)


def _parted(line: str) -> str:
    """Return a byline whose last name no day touches."""
    return _TOUCHING.sub(r"\g<0> ", line, count=1) if line.startswith("By ") else line


def _in_range(line: str, found: Sequence[FoundDate], order: int) -> bool:
    """Tell whether a dash alone stands between a date and the one before or after it."""
    pairs = itertools.pairwise(found[max(0, order - 1) : order + 2])
    return any(line[one.end : other.start].strip() in _TO for one, other in pairs)


def is_prose(line: str) -> bool:
    """Say whether no stamp is in a line but what a source or a counter follows at its beginning."""
    if len(line) > _LONGEST:
        return True
    told = "。" in line or (":" not in line and "：" not in line and _TOLD.search(line))
    return bool(told) and not line.endswith(_BRACKET_ENDS)


def _too_coarse(found: FoundDate) -> bool:
    absolute = found.raw[:1].isdigit() and not found.raw.endswith(("前", "ago"))
    return found.date is not None and found.date.precision in {"year", "month"} and absolute


def _kind(
    line: str, before: str, found: FoundDate, all_: Sequence[FoundDate], *, boxed: bool
) -> Kind | None:
    """Return how the date stands; `boxed`: in boxes of its own, as no day of a site's head does."""
    before, after = _DAY_NAME.sub("", before), line[found.end :]
    if (agency := _AGENCY.match(before)) and _AGENCY_END.fullmatch(after):
        return None if is_known_place(agency["agency"]) else "agency"  # a dateline in brackets
    labelled = label_kind(before, after)
    if labelled is None and is_anothers(before):
        return None
    clock = bool(re.search(r"\d[:：]\d\d", found.raw))
    if found is all_[0] and clock and _LEADING.match(after) and len(before) < _LEADING_WITHIN:
        return labelled or "stamp"
    if labelled and found is all_[0] and _opens(line, before, found, clock=clock):
        return labelled
    kind = labelled or _unlabelled(line, before, found, clock=clock)
    kind = "stamp" if kind == "bare" and boxed else kind
    if kind is None or len(line) > _LONGEST:
        return None
    sure = bool(labelled) and has_noun(before) and "。" not in line
    if not sure and not _is_stamp_line(line, all_, clock=clock):
        glued = kind == "stamp" and clock and _is_glued(line, before, found)
        kind = "bare" if glued else None
    return kind


def _is_glued(line: str, before: str, found: FoundDate) -> bool:
    """Return whether who wrote, buttons and counters may stand glued together behind a moment."""
    opens = bool(_MARKED.fullmatch(before)) and bool(_YEARED.match(found.raw))
    return opens and len(line) <= _GLUED and not (_TELLS.search(line) or names_place(line))


def _opens(line: str, before: str, found: FoundDate, *, clock: bool) -> bool:
    """Return whether a labelled date ends a stamp that the text follows on the same line."""
    if found.end > _LEADING_REACH or not has_noun(before):
        return False
    return _is_stamp_line(line[: found.end], [found], clock=clock)


#: An entry of a list that tells its month: `• Asia (September 2016)`.
_LISTED = re.compile(r"[•·*-]\s*\w")


def _unlabelled(line: str, before: str, found: FoundDate, *, clock: bool) -> Kind | None:
    after = line[found.end :]
    led = bool(_LEADS_TO.search(before)) and not ((clock or not after) and _BY_ON.fullmatch(before))
    if (
        led
        or (_NAMED_DAY.fullmatch(found.raw) and _WORD_BEFORE.search(before))
        or _FIRST_STOOD.search(before)
        or (_goes_on(after, clock=clock) and not _is_aged(line, before, found))
        or _RANGE.search(found.raw)
        or names_place(after)
        or (_LISTED.match(before) and found.date and found.date.precision == "month")
    ):
        return None
    return "stamp" if clock or found.date is None or _SOURCED.search(line) else "bare"


def _is_aged(line: str, before: str, found: FoundDate) -> bool:
    """Return whether a short line opens with an age, and is no sentence or button to answer it."""
    opens = not before.strip() and _AGED.fullmatch(found.raw) is not None
    told = _TELLS.search(line) or line[found.end :].lstrip().startswith("回")
    return opens and len(line) <= _AGED_LINE and not told


def _goes_on(after: str, *, clock: bool) -> bool:
    """Return whether a sentence goes on behind the date; behind a clock a name may."""
    if clock:
        return bool(re.match(r"\s*(?:[,，]\s*[\u4e00-\u9fff]|[在于至到由])", after))
    return bool(_GOES_ON.match(after))


def _is_stamp_line(line: str, found: Sequence[FoundDate], *, clock: bool) -> bool:
    """Return whether nothing but names, labels and counters stands beside the dates."""
    rest = line
    for one in reversed(found):
        rest = f"{rest[: one.start]} | {rest[one.end :]}"
    if re.search(r"[。！？!?]|(?<!\b[A-Z])\.\s+[A-Z]", rest):
        return False
    timed = _READING.search(rest)
    rest = _READING.sub(" | ", rest)
    if LABEL_SIGN.search(rest.lower()):
        rest = LABEL.sub(" ", rest)
    rest = _BY.sub(" | ", rest)
    rest = _FURNITURE.sub(" | ", rest.lower())
    parted = [chunk.strip(" ,，、-–—") for chunk in re.split(r"[|｜·•>»]", rest)]
    chunks = [chunk for chunk in parted if chunk]
    # `18 May 2021 | News release | Geneva`
    several = len(chunks) > 1 and len(_BARS.findall(line)) > 1
    if not (clock or timed or several) and any(map(is_known_place, chunks)):
        return False  # a dateline
    return all(map(_is_name, chunks))


def _is_name(chunk: str) -> bool:
    pieces = [piece for piece in _PIECES.split(chunk) if piece]
    han = max((sum("\u4e00" <= c <= "\u9fff" for c in piece) for piece in pieces), default=0)
    words = [piece for piece in pieces if piece[0].isascii() and piece[0].isalpha()]
    return han <= _CHINESE_NAME and len(words) <= _ENGLISH_WORDS
