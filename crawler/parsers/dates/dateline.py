"""Where and when it happened: the dateline that opens a paragraph. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crawler.parsers.dates.finding import FoundDate, dates_in
from crawler.parsers.dates.order import not_after
from crawler.parsers.dates.places import is_known_place, place_within
from crawler.parsers.text.patterns import weight
from storage.types import PageDate

#: A dateline stands within the first characters or nowhere.
_HEAD = 160
#: Below this much text after it, `Word – ` is a label or a headline's part …
_STORY = 60
#: … unless a sentence stands behind a known place: a Han character says as much as two letters.
_TOLD = 24
STOP = re.compile(r"[.!?。！？][\"'”’」』)）]*\s*$")
_NAME = r"[A-ZÀ-Þ][\w.’'-]*"
_ENGLISH = rf"{_NAME}(?:(?:\s?/\s?|,\s|\s(?:and|de|la|du|es|of|the|am)\s|\s){_NAME}){{0,4}}"
_HAN = r"[\u4e00-\u9fff]{2,9}(?:[/、][\u4e00-\u9fff]{2,9})*"
_DASH = (
    r"(?:\s*[–—－―]{1,2}\s*|\s+-{1,2}\s+|\s*--\s*"
    r"|\s*[（(](?:Xinhua|新华社|IOM)[)）]\s*(?:[-–—]{1,2})?\s*)"
)
_AFTER_DATE = re.compile(rf"\s*[,，、]?\s*(?:[-–—－]{{1,2}}\s*)?(?P<place>{_ENGLISH}|{_HAN})")
_PLACE = re.compile(rf"\W{{0,2}}(?P<place>{_ENGLISH}|{_HAN})")
_END = re.compile(rf"\s*(?:】|[)）]?(?:{_DASH}|\s*[:：]\s|[电電讯訊](?=[\W]|记者|$)))")
#: An organization is no place: `2020年8月12日,国际移民组织(IOM)…`.
_BEHIND_PLACE = frozenset(("", " ", ",", "，", "。"))
_TOLD_BEHIND = re.compile(r"\w")
_ORGANIZED = re.compile(r"(?:组织|組織|[处處]|办公室|辦公室|大[学學]|[学學]院|[会會]|局|公司)$")
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BEFORE_DATE = re.compile(rf"\s*(?:[,，(（]|(?P<dash>[–—]{{1,2}}))?\s*(?:{_WEEKDAY},?\s+)?")
_WIRE = re.compile(
    r"\W{0,2}(?:中国新闻网|国际在线|本报|[\u4e00-\u9fff]{2,4}[社网报])\s*(?P<place>[\u4e00-\u9fff]{2,6}?)?\s*(?=\d{1,2}月|[一二三四五六七八九十]{1,2}月|(?:19|20)\d\d年)"
)
_ENDS_ON_WEEKDAY = re.compile(rf"\b{_WEEKDAY}$")
_ON = re.compile(r"\W{0,2}(?:On\s+(?:the\s+)?)?")
_HELD_IN = re.compile(r"在(?P<place>[\u4e00-\u9fff]{2,24})")
_IN = re.compile(rf"\b[Ii]n\s+(?P<place>{_ENGLISH})")
#: What papers shout before a text, too.
_NO_CITY = re.compile(
    r"(?:UPDATED?|WATCH|LIVE|VIDEO|PHOTOS?|OPINION|ANALYSIS|EXCLUSIVE|BREAKING|EXPLAINER|FEATURE"
    r"|INTERVIEW|FACTBOX|TIMELINE|COMMENT(?:ARY)?|EDITORIAL|REVIEW|PREVIEW|CORRECT(?:ION|ED)|PRESS"
    r"|MEDIA|PUBLIC|NOTICE|WARNING|IMPORTANT|ATTENTION|STATEMENT|ADVISORY|DAILY|WEEKLY|SPECIAL|FULL)\b"
)
#: Whose seat is named, not where something happened.
_OFFICE = re.compile(
    r"\b(?:IOM|Mission|Office|Embassy|Delegation|Ambassador|Representative|Team)\)?\s*$"
)
_SENTENCE = re.compile(
    r"[。！？]|(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|No))(?<!\bMrs)[.!?](?=\s+[A-Z“\"]|$)"
)
_NO_PLACES = re.compile(
    r"\b(?:IOM|UN|EU|Project|Program(?:me)?|Photo|Background|Objectives?|Activit(?:y|ies)|Results?"
    r"|Summary|Overview|News|Migration|Health|Update|Note|Source|Contact|January|February|March"
    r"|April|May|June|July|August|September|October|November|December|Phase|Report|Fund|Office"
    r"|Dialogue|Workshop|Training|The|A|An|In|On|At|For|Introduction|Conclusion|Part|Step|Day|Q|Mr"
    r"|Ms|Dr)\b"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens a paragraph: `place` as written, `date` in the paragraph's offsets.

    `end` is where the dateline ends and the story begins.
    """

    place: str | None
    date: FoundDate | None
    end: int


def dateline(
    paragraph: str,
    *,
    published: PageDate | None = None,
    day_first: bool | None = None,
) -> Dateline | None:
    """Return the paragraph's dateline, or the full date that opens it, or None.

    `published` is what a date without a year is counted from.
    """
    head = paragraph[:_HEAD]
    found = dates_in(head, published=published, day_first=day_first)
    found = [one for one in found if not one.date or names_a_day(one)]
    told = found
    if published:
        # What is told has happened: no dateline is later than its publication.
        last = published.day() + timedelta(days=1)
        told = [not_after(one, last) for one in found]
    return (
        _date_first(head, told)
        or _wire(head, told)
        or _place_first(head, told)
        or _place_only(paragraph, head)
        or _opening_date(paragraph, head, found)
    )


def names_a_day(found: FoundDate) -> bool:
    """Say whether a date is no year or month."""
    return found.date is not None and found.date.precision not in {"year", "month"}


def _date_first(head: str, found: Sequence[FoundDate]) -> Dateline | None:
    """`2022年9月28日-北京 …`, `9/28/2022 Beijing - …`, `23 October, Beijing –`."""
    if not found or not _opens(head, found[0]):
        return None
    date = found[0]
    match = _AFTER_DATE.match(head, date.end)
    if not match:
        return None
    for place, end in _shortened(match):
        closing = None if _ORGANIZED.search(place) else _END.match(head, end)
        if closing or (head[end : end + 1] in _BEHIND_PLACE and is_known_place(place)):
            return Dateline(_written(place), date, closing.end() if closing else end + 1)
    return None


def is_alone(line: str) -> bool:
    """Say whether a line is a dateline with place and day, and nothing more.

    An hour is when a page was sent from there: `2023-12-18 11:00 北京`.
    """
    found = dateline(line)
    if not (found and found.place and found.date) or ":" in found.date.raw:
        return False
    return _TOLD_BEHIND.search(line, found.end) is None


def _opens(head: str, date: FoundDate) -> bool:
    opening = _ON.match(head)
    return opening is not None and date.start <= opening.end()


def _shortened(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the place, then shorter ones: `北京国际移民` holds a place and more."""
    place, start = match["place"], match.start("place")
    ends = [len(place), *(m.start() for m in re.finditer(r"[\s,/]", place))]
    if "\u4e00" <= place[0] <= "\u9fff":
        ends = list(range(len(place), 1, -1))
    for end in sorted(ends, reverse=True):
        shorter = place[:end].rstrip(" ,/、")
        yield shorter, start + len(shorter)


def _wire(head: str, found: Sequence[FoundDate]) -> Dateline | None:
    """`新华社北京3月21日电`."""
    match = _WIRE.match(head)
    if not match or not found or found[0].start != match.end():
        return None
    closing = _END.match(head, found[0].end)
    return Dateline(match["place"], found[0], closing.end()) if closing else None


def _place_first(head: str, found: Sequence[FoundDate]) -> Dateline | None:
    """`BEIJING, March 21 (Xinhua) --`, `北京，2024年10月17日 —`."""
    match = _PLACE.match(head)
    if not match or not found:
        return None
    for place, end in _shortened(match):
        gap = None if _ENDS_ON_WEEKDAY.search(place) else _BEFORE_DATE.match(head, end)
        if gap and gap.end() == found[0].start and not _NO_PLACES.search(place):
            closing = _END.match(head, found[0].end)
            if closing or gap["dash"] or is_known_place(place):
                return Dateline(
                    _written(place), found[0], closing.end() if closing else found[0].end
                )
    return None


def _place_only(paragraph: str, head: str) -> Dateline | None:
    """`China - `, `Beijing – `, `Accra/Abuja – `, `北京——`."""
    match = _PLACE.match(head)
    closing = match and _END.match(head, match.end())
    if not match or not closing or not _is_told(match["place"], paragraph[closing.end() :]):
        return None
    place = match["place"]
    if _is_shouted(place, closing[0]):
        return Dateline(_written(place), None, closing.end())
    if ":" in closing[0] or "：" in closing[0] or closing[0][:1] in "电電讯訊":
        return None
    if is_known_place(place):
        return Dateline(_written(place), None, closing.end())
    story = paragraph[closing.end() : closing.end() + 1]
    short = len(place.split()) <= 3  # noqa: PLR2004 - `Dar es Salaam`
    named = short and place[0].isascii() and not place.isupper()
    # A hyphen joins much; between an unknown name and a story only a dash makes a dateline.
    dashed = "–" in closing[0] or "—" in closing[0]
    if named and dashed and story.isupper() and not _NO_PLACES.search(place):
        return Dateline(place, None, closing.end())
    return None


def _is_told(place: str, story: str) -> bool:
    """Say whether a story stands behind a place: a long one, or a sentence behind a known place."""
    if len(story) >= _STORY:
        return True
    return weight(story) >= _TOLD and STOP.search(story) is not None and is_known_place(place)


def _is_shouted(place: str, gap: str) -> bool:
    """Say whether a city stands in capitals, known or with its province: `YANJI, Jilin - `."""
    city, _, around = place.partition(", ")
    capital = city.isupper() and len(city) > 3  # noqa: PLR2004 - `US: `
    if not capital or _NO_PLACES.search(city.title()) or _NO_CITY.match(city):
        return False
    # a wire's own way to begin: one word in capitals, a dash with its blanks
    return is_known_place(around or city) or (not around and gap.strip() in "-–—")


def _opening_date(paragraph: str, head: str, found: Sequence[FoundDate]) -> Dateline | None:
    """`2024年10月17日, …在北京举办`, `On 17th October 2024, in Beijing, …`."""
    if not found or not _opens(head, found[0]):
        return None
    if found[0].date is None and not found[0].ambiguous:
        return None
    if len(paragraph) - found[0].end < _STORY // 3:
        return None  # a line that is a date is a stamp
    gap = re.compile(r"\s*[,，]?\s*").match(paragraph, found[0].end)
    return Dateline(place_told(first_sentence(paragraph)), found[0], gap.end() if gap else 0)


def _written(place: str) -> str:
    """Return the place; what is shouted of it (`RUILI, Yunnan`) is written as a name."""
    parts = place.split(", ") if place.isascii() else [place]
    shouted = (len(part) > 3 and part.isascii() and part.isupper() for part in parts)  # noqa: PLR2004 - UAE
    return ", ".join(
        part.title() if loud else part for part, loud in zip(parts, shouted, strict=True)
    )


def first_sentence(paragraph: str) -> str:
    """Return the paragraph's first sentence."""
    end = _SENTENCE.search(paragraph)
    return paragraph[: end.end() if end else len(paragraph)]


def place_told(sentence: str) -> str | None:
    """Return the known place that the sentence says it happened in."""
    for match in _HELD_IN.finditer(sentence):
        if place := place_within(match["place"]):
            return place
    for match in _IN.finditer(sentence):
        if _OFFICE.search(sentence[: match.start()]):
            continue
        for place, _ in _shortened(match):
            if is_known_place(place):
                return place
    return None
