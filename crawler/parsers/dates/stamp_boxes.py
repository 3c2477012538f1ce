"""Stamps that a page shows in several boxes, or out of order, as the one line they are. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from crawler.parsers.dates.forms import MONTHS
from crawler.parsers.text.patterns import as_listed, narrow

#: A label that stands on a line, or in a cell, of its own.
_LABEL_LINE = re.compile(
    r"(?:[^\s。，,.]{0,12}|(?:[a-z]{2,12} ){1,3})"
    r"(?:时间|時間|日期|期限|dates?|time|updated|published|posted)\s?[:：]?"
    r"|(?:when|starts?|ends?|begins?|deadline|duration)\s?[:：]?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\d|[A-Z][a-z]{2}")
_Y, _M, _D = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>\d{1,2})", r"(?P<d>\d{1,2})"
_NAME = rf"(?P<n>{'|'.join(MONTHS)})[a-z]{{0,6}}\.?"
#: How a day stands out of the usual order, or without signs: a large day, a year apart.
_ORDERS = tuple(
    re.compile(order, re.IGNORECASE)
    for order in (
        rf"{_D}日?[\s/]*{_Y}\s?[-/.年]\s?{_M}月?",  # 08 2023-05, 082023.05
        rf"{_M}\s?[-/.月]\s?{_D}日?[\s,]*{_Y}年?",  # 05-08 2023, 05月08日 2023
        rf"{_Y}年?\s*{_M}\s?[-/.月]\s?{_D}日?",  # 2023 05-08
        rf"{_Y}\s?[-/.年]\s?{_M}月?\s+{_D}日?",  # 2023-05 08
        rf"{_Y}[-/.年](?P<m>\d\d)月?(?P<d>\d\d)日?",  # 2023.0508
        rf"{_Y}(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)",  # 20230508
        rf"{_Y}年?\s+{_M}月?\s+{_D}日?",  # 2023 05 08
        rf"{_M}月\s*{_D}日?[\s,]*{_Y}年?|(?P<d_>\d{{1,2}})日?[\s/]*(?P<m_>\d{{1,2}})月[\s,]*(?P<y_>20\d\d)年?",
        rf"{_D}[\s,/]*{_NAME}[\s,]*{_Y}",  # 08 May 2023
        rf"{_NAME}\s*{_D}[\s,]*{_Y}",  # May 08 2023
    )
)
_NAMED = re.compile(rf"{'|'.join(MONTHS)}", re.IGNORECASE)
#: As every reader of dates has it.
_USUAL = re.compile(
    r"(?:19|20)\d\d\s?([-/.])\s?\d{1,2}\s?\1\s?\d{1,2}|(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
)
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])[:：][0-5]\d(?:[:：][0-5]\d)?")
_WEEKDAY = re.compile(
    r"(?:星期|周|週)[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b[.,]?",
    re.IGNORECASE,
)
_LONGEST = 32
#: A piece of a stamp: digits and signs, a month's name, a weekday.
_PIECE = re.compile(
    rf"(?:[\d\s:：/.,年月日-]|{_WEEKDAY.pattern}|\b(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\b){{1,20}}",
    re.IGNORECASE,
)
_MOST_PIECES = 4
_WIDE_DIGIT = re.compile("[\uff10-\uff19]")
_BARS = re.compile("[丨∣│┃]")


def boxes_joined(lines: Sequence[str]) -> list[str]:
    """Return the lines; a stamp in boxes (`2023`, `06/16`, `09:21:33`; `发布日期`, `…`) is one."""
    joined = [_plain(line) for line in lines]
    for at, line in enumerate(joined):
        following = joined[at + 1] if at + 1 < len(joined) else ""
        if not line:
            continue
        if _LABEL_LINE.fullmatch(line) and _VALUE.match(following):
            colon = "" if line.endswith((":", "：")) else ":"
            joined[at], joined[at + 1] = f"{line}{colon} {following}", ""
        elif len(line) <= _LONGEST:
            for pieces in _opening(joined, at):
                if day := _in_order(" ".join(pieces)):
                    joined[at : at + len(pieces)] = [day, *[""] * (len(pieces) - 1)]
                    break
    return joined


def _opening(lines: Sequence[str], at: int) -> Iterator[Sequence[str]]:
    """Yield the pieces of a stamp that may begin at a line, the most of them first."""
    if not _PIECE.fullmatch(lines[at]):
        return
    end = at + 1
    while end < len(lines) and end - at < _MOST_PIECES and _is_piece(lines[end]):
        end += 1
    if not _USUAL.search(lines[at]):
        yield from (lines[at:last] for last in range(end, at + 1, -1))
    if not _NAMED.search(lines[at]):
        yield lines[at : at + 1]


def _is_piece(line: str) -> bool:
    return 0 < len(line) <= _LONGEST and _PIECE.fullmatch(line) is not None


def _plain(line: str) -> str:
    """Return the line, as long, with full-width digits and bars as they are elsewhere."""
    if line.isascii():
        return line
    return _BARS.sub("|", narrow(line) if _WIDE_DIGIT.search(line) else line)


def _in_order(line: str) -> str | None:
    """Return a day out of the usual order in that order, its clock behind it, or None."""
    if len(line) > _LONGEST or not any(map(str.isdecimal, line)):
        return None
    clock = _CLOCK.search(line)
    rest = _WEEKDAY.sub(" ", line[: clock.start()] + " " + line[clock.end() :] if clock else line)
    rest = " ".join(rest.split()).strip(" ,/")
    if _USUAL.fullmatch(rest):
        return None if rest in line else " ".join(filter(None, (rest, clock and clock[0])))
    found = next((match for order in _ORDERS if (match := order.fullmatch(rest))), None)
    day = _day(found) if found else None
    return " ".join(filter(None, (day, clock and clock[0]))) if day else None


def _day(found: re.Match[str]) -> str | None:
    """Return the calendar day of a match, as `2023-05-08`."""
    groups = {name.rstrip("_"): value for name, value in found.groupdict().items() if value}
    name = as_listed(groups.get("n", ""))
    month = MONTHS.index(name) + 1 if name else int(groups["m"])
    try:
        return date(int(groups["y"]), month, int(groups["d"])).isoformat()
    except ValueError:
        return None
