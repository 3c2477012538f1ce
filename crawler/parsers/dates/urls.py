"""The day that an address carries. Pure."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_MM, _DD = r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
#: `/2008-03/21/`, `/2024-10-17/`, `/2024/10/17/`, `/2024/1017/`, `/202410/17/`, `/t20241017_9`,
#: `/2024/WORLD/10/17/`, `/2024/10/2024-10-17451208.html`.
_WHOLE = (
    # a number behind the day is no doubt where the month's folder says the same
    re.compile(rf"/{_Y}[-/]?{_MM}/(?P=y)-(?P=m)-{_DD}"),
    re.compile(rf"(?<!\d){_Y}-{_M}[-/]{_D}(?!\d)"),
    re.compile(rf"(?<!\d){_Y}/{_M}[-/]{_D}(?!\d)"),
    re.compile(rf"(?<!\d){_Y}/{_MM}{_DD}(?!\d)"),
    re.compile(rf"(?<!\d){_Y}{_MM}/{_DD}(?!\d)"),
    re.compile(rf"/{_Y}/[A-Za-z][\w.-]{{1,20}}/{_MM}/{_DD}/"),
    re.compile(rf"(?<![\dA-Za-z]){_Y}{_MM}{_DD}(?!\d)|(?<=[/_]t){_Y.replace('y', 'y2')}"
               rf"{_MM.replace('<m>', '<m2>')}{_DD.replace('<d>', '<d2>')}(?!\d)"),
)  # fmt: skip
#: `/19/0726/10/`, and ids that begin with a day: too loose to stand alone.
_LOOSE = (
    re.compile(rf"/(?P<y>[012]\d)/{_MM}{_DD}/"),
    re.compile(rf"(?<![\dA-Za-z]){_Y}{_MM}{_DD}(?=\d{{2,12}}\b|[A-Z])"),
)


def day_in_url(url: str | None) -> tuple[date, bool] | None:
    """Return the day in the address's path and whether it is beyond doubt one, or None."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for forms, sure in ((_WHOLE, True), (_LOOSE, False)):
        for form in forms:
            for match in form.finditer(path):
                if day := _day(match):
                    return day, sure
    return None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year, month, day = (int(groups.get(name) or groups[name + "2"]) for name in ("y", "m", "d"))
    try:
        return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - `/19/0726/`
    except ValueError:
        return None
