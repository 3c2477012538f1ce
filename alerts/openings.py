"""Where a text begins once its dateline is over: what stands for a title says what happened."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: A dateline stands within the first letters or nowhere.
_HEAD = 120
#: With less than this behind it, it was no dateline but the text.
_REST = 8
_MONTH = "(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:(?:{_YEAR}\s*年\s*)?\d{{1,2}}\s*月\s*\d{{1,2}}\s*日?|{_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}"
    rf"|\d{{1,2}}[-./]\d{{1,2}}[-./](?:{_YEAR}|\d\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?)"
)
_AGENCY = r"[（(](?:[A-Z][\w .]{1,20}|[\u4e00-\u9fff]{2,6}|[^()（）]{0,12}记者[^()（）]{0,12})[)）]"
_GAP = r"[\s,，、/|:：]*"
#: Between a dateline's parts a hyphen may stand; what ends it is a dash, or a hyphen with blanks.
_JOIN = rf"(?:{_GAP}[-–—－]{{0,2}}{_GAP})"
_END = r"(?:\s*[–—－]+\s*|\s+-+\s+|\s*--+\s*|\s*[:：]\s*|[电電讯訊][,，:：\s]*)"
_WIRE = re.compile(
    rf"[\u4e00-\u9fff]{{0,4}}[社网报]?\s*[\u4e00-\u9fff]{{0,8}}?\s*{_DATE}\s*[电電讯訊]\s*(?:{_AGENCY})?\s*"
)
#: Beside a date, a place nobody told us of: up to four names in Latin letters before a dash.
_NAMES = r"[A-ZÀ-Þ][\w.’'-]*(?:[ ,/]+[A-ZÀ-Þ][\w.’'-]*){0,3}"


def without_dateline(text: str, place: str | None = None) -> str:
    """Return `text` from where its dateline leaves off; all of it where it has none.

    `place` is the Item's, in one language or in two (`北京 / Beijing`).
    """
    head = text[:_HEAD]
    for pattern in (_with_date(place), _WIRE, _place_alone(place)):
        found = pattern.match(head)
        if found and found.end() and len(text) - found.end() >= _REST:
            return text[found.end() :].lstrip(" ,，-–—")
    return text


def _with_date(place: str | None) -> re.Pattern[str]:
    """`2022年9月28日-北京 `, `9/28/2022 Beijing - `, `BEIJING, March 21 (Xinhua) -- `."""
    where = rf"(?:{_told(place)})"
    closed = rf"(?:\s*{_AGENCY})?(?:{_END}|[\s,，]+)"
    known = rf"(?:{_DATE}{_JOIN}{where}|{where}{_JOIN}{_DATE}){closed}"
    unknown = rf"(?:{_DATE}{_JOIN}{_NAMES}|{_NAMES}{_GAP}{_DATE})(?:\s*{_AGENCY})?{_END}"
    alone = rf"{_DATE}(?:{_END}|\s*[-－]\s*)"
    return re.compile(f"{known}|{unknown}|{alone}" if place else f"{unknown}|{alone}")


def _place_alone(place: str | None) -> re.Pattern[str]:
    """`Beijing – `, `北京——`, `Chiang Mai (IOM) – `."""
    return re.compile(rf"(?:{_told(place)})(?:\s*{_AGENCY})?(?:\s*[–—－]+\s*|\s+-+\s+|\s*--+\s*)")


def _told(place: str | None) -> str:
    """Return a pattern for each way the place is written; in capitals too."""
    names = [name.strip() for name in (place or "").split(" / ") if name.strip()]
    return "|".join(_either_case(names)) or "(?!)"


def _either_case(names: Iterable[str]) -> list[str]:
    return [re.escape(way) + "(?![a-z])" for name in names for way in {name, name.upper()}]
