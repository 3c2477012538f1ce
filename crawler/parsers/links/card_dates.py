"""The day that a card of a listing shows, as it stands there, and what it means when it is seen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from bs4.element import Tag

from crawler.parsers.dates.clocks import CHINA, CHINAS_ZONE
from crawler.parsers.dates.finding import FoundDate, dates_in
from crawler.parsers.dates.order import settle
from crawler.parsers.dates.relative import nearest_past
from storage.types import PageDate

#: Letters that may stand with a card's date: `发布时间:`, `By Li Wen |`.
_WITH_DATE = 24
#: Longer texts, and texts with sentence stops, are teasers.
_PROSE = 100
_STOPS = re.compile(r"[。，；！？]|[a-z]\. [A-Z]|[a-z], [a-z]")
_HAN = re.compile("[\u4e00-\u9fff]")
_AGE = re.compile(r"前$|\bago$|^(?:今天|昨天|前天|today|yesterday)", re.IGNORECASE)
_OPEN, _CLOSED = r"[\[(（【]?\s*", r"\s*[\])）】]?"
_YEAR, _NUMBER = r"(?P<year>(?:19|20)\d\d)", r"\d{1,2}"
#: A day alone: `[11-18]`, `11/8`, `11.18`; not a mark (`4.6`) or a page (`2/5`).
_NO_YEAR = re.compile(
    rf"{_OPEN}(?=\d{{1,2}}[-/]\d\d|\d\d[-/]|\d\d\.\d\d)"
    rf"(?P<month>{_NUMBER})[-/.](?P<day>{_NUMBER}){_CLOSED}"
)
#: What a style sheet sets apart, large and small: `18` above `2026-11`.
_SPLIT = tuple(
    map(
        re.compile,
        (
            rf"(?P<day>{_NUMBER})日?\s+{_YEAR}\s?[-/.年]\s?(?P<month>{_NUMBER})月?",
            rf"{_YEAR}\s?[-/.年]\s?(?P<month>{_NUMBER})月?\s+(?P<day>{_NUMBER})日?",
            rf"{_YEAR}年?\s+(?P<month>{_NUMBER})\s?[-/.月]\s?(?P<day>{_NUMBER})日?",
            rf"(?P<month>{_NUMBER})\s?[-/.月]\s?(?P<day>{_NUMBER})日?\s+{_YEAR}年?",
            rf"(?P<day>{_NUMBER})\s+(?P<month>{_NUMBER})月\s+{_YEAR}年?",
        ),
    )
)
#: What RDFa and microdata say beside what is shown.
_MOMENT = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_LONGEST_SPLIT = 24
#: A day, and a clock behind it, without a word.
_FIGURES = re.compile(r"[\d\s:./-]+")
_OPENS, _CLOSES = re.compile(r"\s*[\[(（【]\s*$"), re.compile(r"^\s*[\])）】]")
#: `2026-11-18`.
_DAY = 10
#: What ages are counted from where only their place in a text is asked.
_ANY = datetime(2000, 1, 1, tzinfo=UTC)
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d\s?年?")
_TOLD = re.compile(r"\d|前$|ago$|[一二三四五六七八九十〇]")


def date_of(card: Tag) -> str | None:
    """Return the date that stands in a card: the machine's form, else one shown by itself.

    A teaser begins with the day of the event: a date inside prose is not the card's. What is
    shown is the day of the site's readers, the machine's may be that of Greenwich.
    """
    if machine := _machine(card):
        return machine
    strings = list(card.stripped_strings)
    alone = [found for text in strings if (found := _alone(text))]
    days = [found for found in alone if _is_day(found[0])]
    if days:
        return min(days, key=lambda one: one[1])[0]
    if split := next(_split(strings), None):
        return split
    bare = next((text for text in strings if _NO_YEAR.fullmatch(text)), None)
    if bare and all(_lacks_year(raw) for raw, _ in alone):
        return bare.strip("[](（）)【】 ")  # the headline beside it may say `（4月24日）`
    if alone:
        return min(alone, key=lambda one: (_lacks_year(one[0]), one[1]))[0]
    labels = " ".join(text for text in strings if len(text) <= _PROSE and not _STOPS.search(text))
    return next((one.raw for one in _stamps(labels) if not _is_told(one, labels)), None)


def _machine(card: Tag) -> str | None:
    """Return the day that a card's markup tells: what it shows of it, if that is whole."""
    stamp = card.find("time", attrs={"datetime": True})
    if isinstance(stamp, Tag) and (said := str(stamp["datetime"]).strip()):
        shown = " ".join(stamp.stripped_strings)
        told = _alone(shown)
        return told[0] if told and _is_day(told[0]) else said
    described = (str(tag["content"]) for tag in card.find_all(content=True))
    return next(filter(_MOMENT.fullmatch, described), None)


def _is_day(raw: str) -> bool:
    """Tell whether a date has a year, a month and a day."""
    found = dates_in(raw)
    readings = (found[0].date, *found[0].candidates) if found else ()
    return any(one is not None and len(one.iso) >= _DAY for one in readings)


def stamp_in(text: str) -> str | None:
    """Return the first day or age that a text shows and does not tell, as it stands there."""
    bare = _NO_YEAR.fullmatch(text.strip())
    stamps = (one.raw for one in _stamps(text) if not _is_told(one, text))
    return bare[0] if bare else next(stamps, None)


def settled(dates: Sequence[str | None]) -> list[str | None]:
    """Return a list's dates, those whose order of day and month the others settle as ISO days."""
    found = [dates_in(date)[:1] if date else [] for date in dates]
    known = iter(settle([one for stamps in found for one in stamps]))
    told: list[str | None] = []
    for date, stamps in zip(dates, found, strict=True):
        one = next(known) if stamps else None
        fixed = one and stamps[0].ambiguous and one.date
        told.append(one.date.iso if fixed and one and one.date else date)
    return told


def without_stamp(text: str) -> str:
    """Return a headline without the day that stands beside it, not in it."""
    for one in _stamps(text):
        if _stands_apart(one, text):
            before, after = text[: one.start], text[one.end :]
            if _CLOSES.match(after) and _OPENS.search(before):
                before, after = _OPENS.sub("", before), _CLOSES.sub("", after)
            return f"{before}{after}".strip() or text
    return text


def is_counted(text: str) -> bool:
    """Tell whether a card's date means another day a year later: `3天前`, `11-18`."""
    if _NO_YEAR.fullmatch(text.strip()):
        return True
    found = dates_in(text)
    return bool(found) and found[0].date is None and not found[0].ambiguous


def day_counted(text: str, now: datetime) -> str | None:
    """Return what an age, or a day without a year, means now; None when it is not read.

    Who counts days in Chinese counts China's: at night they are a day ahead of UTC's.
    A list looks back: its days without a year are past.
    """
    zone = CHINA if _HAN.search(text) else None
    today = now.astimezone(CHINAS_ZONE)  # nowhere we watch is a day further
    if bare := _NO_YEAR.fullmatch(text.strip()):
        past = nearest_past(int(bare["month"]), int(bare["day"]), today)
        return past[0].iso if past else None
    found = dates_in(text, reference=now, timezone=zone, published=PageDate(f"{today:%F}"))
    readings = (found[0].date, *found[0].candidates) if found else ()
    return next((one.iso for one in readings if one is not None), None)


def _alone(text: str) -> tuple[str, int] | None:
    """Return the date that a text shows by itself, and how much stands beside it."""
    if _STOPS.search(text):
        return None
    for one in _stamps(text):
        beside = len(text) - len(one.raw)
        if beside <= _WITH_DATE and not _is_told(one, text):
            return one.raw, beside
    return None


def _stamps(text: str) -> list[FoundDate]:
    """Return the days, months and ages in a text, with the clocks behind them."""
    found = dates_in(text, reference=_ANY)
    # `昨天的灯塔` is a headline: a day's name alone is a date where nothing else is said;
    # `2023` is when a project began
    return [
        one
        for one in found
        if (_TOLD.search(one.raw) or one.raw == text.strip()) and not _YEAR_ALONE.fullmatch(one.raw)
    ]


def _is_told(found: FoundDate, text: str) -> bool:
    """Tell whether an age belongs to a sentence; a day in full hardly ever does."""
    if _AGE.search(found.raw):
        return not _stands_apart(found, text)
    return _is_word(found, text)


def _stands_apart(found: FoundDate, text: str) -> bool:
    """Tell whether a date is no word of a sentence: `it closed 3 years ago in March`."""
    left, right = text[: found.start].rstrip()[-1:], text[found.end :].lstrip()[:1]
    return not (left.isalnum() and right.isalnum()) and not _is_word(found, text)


def _is_word(found: FoundDate, text: str) -> bool:
    """Tell whether a date is glued to a word, or stands in brackets with some.

    `跌回五年前`, `2023年11月8日发言人主持`, `(as of 14 October)`; a list's has figures before it.
    """
    raw, before, after = found.raw.strip(), text[: found.start], text[found.end :]
    if _FIGURES.fullmatch(raw):
        return False
    glued = before[-1:].isalnum() or (bool(_AGE.search(raw)) and after[:1].isalnum())
    if glued and (not raw[:1].isdigit() or raw.endswith("年前")):
        return True
    if raw.endswith("日") and after[:1].isalnum():
        return True
    opened, closed = before.rpartition("("), after.partition(")")
    within = bool(opened[1] and closed[1]) and not (")" in opened[2] or "(" in closed[0])
    return within and bool(opened[2].strip() or closed[0].strip() or before.strip(" ("))


def _lacks_year(raw: str) -> bool:
    return not re.search(r"(?:19|20)\d\d|[一二〇零○]{2}|\d+[/-]\d+[/-]\d+|民[国國]", raw)


def _split(strings: Sequence[str]) -> Iterator[str]:
    """Yield the days that stand in two or three parts, one after the other."""
    for number, size in itertools.product(range(len(strings)), (2, 3)):
        text = " ".join(strings[number : number + size]).strip("[]() ")
        if len(text) > _LONGEST_SPLIT:
            continue
        for form in _SPLIT:
            if found := form.fullmatch(text):
                yield f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
        if (told := _alone(text)) and told[1] == 0 and _is_day(told[0]):
            yield told[0]
