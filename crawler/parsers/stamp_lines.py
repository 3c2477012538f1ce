"""Lines that stamp a page with a date: `发布时间：…`, `2023-06-16 来源:…`, `Updated: …`. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.parsers.dates import FoundDate, dates_in
from crawler.parsers.places import is_known_place

#: How a date stands on its line. `label`: behind "published"; `updated`: behind that;
#: `stamp`: with a clock or a source, unlabelled; `bare`: alone; `agency`: in a bracket at the end.
Kind = Literal["label", "updated", "stamp", "bare", "agency"]

_LONGEST = 200
#: A stamp glued to its text opens the line, but for a label or a source.
_LEADING_WITHIN = 24
_NEVER = re.compile(
    r"©|\(c\)\s*\d{4}|copyright|all rights reserved|版权所有|版權所有|ICP[备備]|网安备"
    r"|今天是|现在是|当前时间"
    r"|现在时间|系统时间|[上下]一[篇条则頁页]|\btoday is\b|农历",
    re.IGNORECASE,
)
_PUBLISHED = (
    r"(?:本[站网])?(?:发布|发表|发稿|刊发|上传|录入|添加|创建|發佈|發布|發表|刊登|新闻|文章|稿件)?(?:时\s*间|時\s*間|日\s*期)"
    r"|(?:发布|发表|发|發佈|發布|發表|刊登|刊发)(?:于|於)?|[该本][\u4e00-\u9fff]{0,4}创建于"
    r"|(?:date\s+)?(?:first\s+)?(?:published|posted|released)(?:\s+(?:on|at|date))?"
    r"|(?:publi(?:sh|cation)|release|posted|post)?\s?date"
)
_UPDATED = (
    r"(?:最后|最近|最後)?(?:更新|修改|编辑)(?:时间|時間|日期|于|於)?"
    r"|(?:last\s+)?(?:updated|modified|edited|reviewed|changed)(?:\s+(?:on|at|date))?|last update"
)
_LABELS = (("updated", _UPDATED), ("label", _PUBLISHED))
_LABEL = re.compile(rf"(?:{_UPDATED}|{_PUBLISHED})\s*[:：]?", re.IGNORECASE)
#: One of these stands in every label; the expression is slow where there is none.
_LABEL_SIGN = re.compile(
    "[时時日发發刊]|更新|修改|编辑|创建|date|publish|post|release|modified|edited|reviewed|changed"
)
#: A name may be glued to the label: `Lin SuyangPublished: …`, `记者林舟发布时间：…`.
_GLUED = (
    r"(?-i:(?<=[a-z])(?=[PU][a-z]+ed\b))"
    "|(?<=[\u4e00-\u9fff])(?=(?:发布|发表|更新|發佈|發布)[时時日])"
)
_BEFORE = {
    kind: re.compile(rf"(?:^|[^\w]|(?<=\d)|_|{_GLUED})(?:{words})\s*[:：/]?\s*$", re.IGNORECASE)
    for kind, words in _LABELS
}
_AFTER = {
    "updated": re.compile(
        r"\s*(?:更新|修改|最后更新)(?=$|\W)(?!\s*[:：/])|\s*[–—-]{1,2}\s*(?:[Uu]pdated|UPDATED)\b"
    ),
    "label": re.compile(r"\s*(?:发布|发表|發佈|發布|上传)(?:于|於)?(?=$|\W)(?!\s*[:：/])"),
}
#: Who published stands between the label and the day: `Published by the Courier on Sep. 14, 2021.`
_PUBLISHED_BY = re.compile(
    r"\W*(?:first\s+)?(?:published|posted)\s+(?:by|in)\s+[^\d,;:.|]{1,60}?\s+on\s*", re.IGNORECASE
)
#: Another label right before the date: `活动时间：`, `截止日期：`, `Deadline:`, `Born:`.
_OTHER_LABEL = re.compile(
    r"([^\s:：|｜]{1,24})\s*[:：]\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?$",
    re.IGNORECASE,
)
#: `时间：…` beside `地点：…` announces an event.
_PLAIN = re.compile(r"(?:^|\W)(?:时间|時間|日期|date|time)\s*[:：]?\s*$", re.IGNORECASE)
_EVENT = re.compile(r"地点|地點|会场|主讲|venue|location|\bwhere\b", re.IGNORECASE)
#: A label that stands on a line, or in a cell, of its own.
_LABEL_LINE = re.compile(
    r"[^\s。，,.]{0,12}(?:时间|時間|日期|期限|date|updated|published|posted)\s?[:：]?",
    re.IGNORECASE,
)
#: A stamp that the text follows on the same line.
_LEADING = re.compile(r"\s*(?:来源|來源|稿源|作者|责任编辑|编辑|字号|浏览|阅读)\s*[:：]")
_SOURCED_SOON = re.compile("来源|來源|稿源|作者|编辑|字号|浏览|阅读")
_LEADING_REACH = 80
_NOUN = re.compile(
    r"(?:时间|時間|日期|date|published|posted|updated)\s*(?:on|at)?\s*[:：]\s*$"
    r"|(?:发布|发表|刊发|编辑|更新|修改|创建|發佈|發布|發表)[于於]\s*[:：]?\s*$",
    re.IGNORECASE,
)
_SOURCED = re.compile(
    r"来源|來源|稿源|source|作者|责任编辑|^by\b"
    r"|^(?:xinhua|china daily|china\.org\.cn|cgtn|people[’']s daily|global times|reuters|afp|ap)\b",
    re.IGNORECASE,
)
#: Labels whose value is a name, so that a date behind them is the line's and not theirs.
_NAMES = re.compile(
    r"(?:来源|來源|稿源|出处|作者|文|记者|編輯|编辑|责编|责任编辑|供稿|source|author|by|editor|字号|字体|分类|栏目|频道)$",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"^[（(\[]\s*(?:(?:来源|来自|source)\s*[:：]\s*)?"
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
    r"|原创|转载|置顶|print|share|e-?mail|comment|阅读量|浏览量|北京时间|\bgmt\b"
)
#: How long reading takes: said of nothing but a page.
_READING = re.compile(r"\d+[\s-]?min(?:ute)?s?(?:\s+read)?\b", re.IGNORECASE)
#: A day that goes on with words is a sentence's: `6月16日，代表合影`, `6月16日在京`, `on 3 May`.
_GOES_ON = re.compile(
    r"\s*[,，]\s*[\u4e00-\u9fff]|\s*[-–—~至到]\s*(?:\d|[A-Z][a-z]{2} \d)"
    r"|(?!来源|來源|稿源|作者|发布|发表|發|更新|修改|星期|周|週|分享|阅读|浏览|评论|点击|字[体号]"
    r"|编辑|责|记者|新华|中新|中国|人民)[\u4e00-\u9fff]"
)
_LEADS_TO = re.compile(
    r"\b(?:in|since|until|from|till|before|after|on|of)\s*(?:the\s*)?$", re.IGNORECASE
)
#: Where a text stood first: `（首发于2012年11月16日《…》）`.
_FIRST_STOOD = re.compile(r"(?:首发|首刊|原载|原刊|转载)[于於自]?\s*$")
#: `By Anna Reed on April 6, 2015 11:42 pm`.
_BY_ON = re.compile(r"\s*by\s[^\d,.:;]{3,60}\son\s*", re.IGNORECASE)
#: `17-19 October`, `17日至19日`: events last, stamps do not.
_RANGE = re.compile(
    r"^\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—~&/]|and|to)\s?\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s)?[A-Za-z]"
    r"|[A-Za-z]\.?\s\d{1,2}(?:st|nd|rd|th)?\s?(?:[-–—~&]|and|to)\s?\d{1,2}|\d\s?[-–—~至到]\s?\d{1,2}[日号]",
    re.ASCII,
)
_BY = re.compile(r"\b(?:[Bb]y|BY)\s+[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}")
#: Between a label and its date.
_DAY_NAME = re.compile(
    r"(?:\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?|[星礼]期[一二三四五六日天])\s*$",
    re.IGNORECASE,
)
_TO = frozenset(("-", "–", "—", "~", "至", "到", "to"))
_PIECES = re.compile(r"[\s|｜/·•,，;；>»›_()（）\[\]【】—–-]+")
#: A source's name is this long at most; a headline is longer.
_CHINESE_NAME, _ENGLISH_WORDS = 9, 5
_YEAR_LINE = re.compile(r"(?:19|20)\d\d")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\s+(?P<year>(?:19|20)\d\d)[-/.年](?P<month>\d{1,2})月?")
_DAY_FIRST_LENGTH = 14
_DAY_LINE = re.compile(r"\d\d\s?[/-]\s?\d\d")


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
    for at, line in enumerate(_boxes_joined(lines)):
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
            if kind == "label" and _PLAIN.search(before) and _EVENT.search(line + following):
                continue
            if kind:
                agency = _AGENCY.match(before) if kind == "agency" else None
                name = agency["agency"].strip(" 《》") if agency else None
                if name and one.ambiguous and _MONTH_FIRST.match(name):
                    one = dates_in(one.raw, day_first=False)[0]  # noqa: PLW2901 - settled
                sure = bool(_NOUN.search(before) or _SOURCED.search(head))
                yield Stamp(one, kind, at, name, sure)


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


def _boxes_joined(lines: Sequence[str]) -> list[str]:
    """Return the lines; a stamp in boxes (`2023`, `06/16`, `09:21:33`; `发布日期`, `…`) is one."""
    joined = [_in_order(line) for line in lines]
    for at, line in enumerate(lines[:-1]):
        if _YEAR_LINE.fullmatch(line) and _DAY_LINE.match(lines[at + 1]):
            joined[at] = " ".join(lines[at : at + 3])
        elif _LABEL_LINE.fullmatch(line) and re.match(r"\d|[A-Z][a-z]{2}", lines[at + 1]):
            colon = "" if line.endswith((":", "：")) else ":"
            joined[at], joined[at + 1] = f"{line}{colon} {lines[at + 1]}", ""
    return joined


def _in_order(line: str) -> str:
    """Return a line that has the day before the month, in large letters, in the usual order."""
    match = _DAY_FIRST.fullmatch(line) if len(line) < _DAY_FIRST_LENGTH else None
    return f"{match['year']}-{match['month']}-{match['day']}" if match else line


def _too_coarse(found: FoundDate) -> bool:
    absolute = found.raw[:1].isdigit() and not found.raw.endswith(("前", "ago"))
    return found.date is not None and found.date.precision in {"year", "month"} and absolute


def _kind(
    line: str, before: str, found: FoundDate, all_: Sequence[FoundDate], *, boxed: bool
) -> Kind | None:
    """Return how the date stands; `boxed`: in boxes of its own, as no day of a site's head does."""
    before, after = _DAY_NAME.sub("", before), line[found.end :]
    if _AGENCY.match(before) and _AGENCY_END.fullmatch(after):
        return "agency"
    labelled = _label(before, after)
    if labelled is None and _is_anothers(before):
        return None
    clock = bool(re.search(r"\d[:：]\d\d", found.raw))
    if found is all_[0] and clock and _LEADING.match(after) and len(before) < _LEADING_WITHIN:
        return labelled or "stamp"
    kind = labelled or _unlabelled(line, before, found, clock=clock)
    kind = "stamp" if kind == "bare" and boxed else kind
    if kind is None or len(line) > _LONGEST:
        return None
    sure = labelled and _NOUN.search(before) and "。" not in line
    return kind if sure or _is_stamp_line(line, all_, clock=clock) else None


def _is_anothers(before: str) -> bool:
    """Return whether a label stands before the date that says what else it is the date of."""
    other = _OTHER_LABEL.search(before) if ":" in before or "：" in before else None
    return other is not None and not _NAMES.search(other[1])


def _unlabelled(line: str, before: str, found: FoundDate, *, clock: bool) -> Kind | None:
    after = line[found.end :]
    led = bool(_LEADS_TO.search(before)) and not ((clock or not after) and _BY_ON.fullmatch(before))
    if (
        led
        or _FIRST_STOOD.search(before)
        or _goes_on(after, clock=clock)
        or _RANGE.search(found.raw)
    ):
        return None
    return "stamp" if clock or found.date is None or _SOURCED.search(line) else "bare"


def _label(before: str, after: str) -> Kind | None:
    if _PUBLISHED_BY.fullmatch(before):
        return "label"
    kinds: tuple[Kind, Kind] = ("updated", "label")
    signed = _LABEL_SIGN.search(before.lower())
    found = (k for k in kinds if (signed and _BEFORE[k].search(before)) or _AFTER[k].match(after))
    return next(found, None)


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
    if _LABEL_SIGN.search(rest.lower()):
        rest = _LABEL.sub(" ", rest)
    rest = _BY.sub(" | ", rest)
    rest = _FURNITURE.sub(" | ", rest.lower())
    chunks = [chunk.strip(" ,，、-–—") for chunk in re.split(r"[|｜·•>»]", rest)]
    if not clock and not timed and any(is_known_place(chunk) for chunk in chunks if chunk):
        return False  # a dateline
    return all(_is_name(chunk) for chunk in chunks if chunk)


def _is_name(chunk: str) -> bool:
    pieces = [piece for piece in _PIECES.split(chunk) if piece]
    han = max((sum("\u4e00" <= c <= "\u9fff" for c in piece) for piece in pieces), default=0)
    words = [piece for piece in pieces if piece[0].isascii() and piece[0].isalpha()]
    return han <= _CHINESE_NAME and len(words) <= _ENGLISH_WORDS
