"""Stamps that a page shows in several boxes, or out of order, as the one line they are. Pure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from crawler.parsers.patterns import narrow

_YEAR_LINE = re.compile(r"(?:19|20)\d\d")
_DAY_LINE = re.compile(r"\d\d\s?[/-]\s?\d\d")
_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")
#: A label that stands on a line, or in a cell, of its own.
_LABEL_LINE = re.compile(
    r"[^\s。，,.]{0,12}(?:时间|時間|日期|期限|date|updated|published|posted)\s?[:：]?",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
#: `08 2023-05`, `05-08 2023`, `2023 05-08`, `2023-05 08`, `20230508`, `082023-05`: a large day.
_ORDERS = tuple(
    re.compile(order)
    for order in (
        rf"(?P<day>\d{{1,2}})日?\s+{_YEAR}[-/.年]\s?(?P<month>\d{{1,2}})月?",
        rf"(?P<month>\d\d)(?:[-/.]|月)(?P<day>\d\d)日?\s+{_YEAR}年?",
        rf"{_YEAR}年?\s+(?P<month>\d\d)[-/.](?P<day>\d\d)",
        rf"{_YEAR}[-/.年](?P<month>\d\d)月?\s+(?P<day>\d\d)日?",
        rf"{_YEAR}(?P<month>0\d|1[0-2])(?P<day>[0-3]\d)",
        rf"(?P<day>[0-3]\d){_YEAR}[-/.年](?P<month>0\d|1[0-2])月?",
        rf"{_YEAR}[-/.](?P<month>0\d|1[0-2])(?P<day>[0-3]\d)",
    )
)
_LONGEST = 16
#: Either half of such a day.
_HALF = re.compile(
    r"\d{1,2}日?|\d\d(?:[-/.]\d\d|月\d\d日?)|(?:19|20)\d\d(?:年|[-/.年]\s?\d{1,2}月?)?"
)
_WIDE_DIGIT = re.compile("[\uff10-\uff19]")
_BARS = re.compile("[丨∣│┃]")


def boxes_joined(lines: Sequence[str]) -> list[str]:
    """Return the lines; a stamp in boxes (`2023`, `06/16`, `09:21:33`; `发布日期`, `…`) is one."""
    joined = [_in_order(_plain(line)) for line in lines]
    for at, (line, following) in enumerate(itertools.pairwise(joined)):
        if _YEAR_LINE.fullmatch(line) and _DAY_LINE.match(following):
            clock = lines[at + 2] if at + 2 < len(lines) and _CLOCK.match(lines[at + 2]) else ""
            joined[at] = _in_order(f"{line} {following} {clock}".rstrip())
        elif _LABEL_LINE.fullmatch(line) and re.match(r"\d|[A-Z][a-z]{2}", following):
            colon = "" if line.endswith((":", "：")) else ":"
            joined[at], joined[at + 1] = f"{line}{colon} {following}", ""
        elif line[:1].isdecimal() and _HALF.fullmatch(line) and _HALF.fullmatch(following):
            both = f"{line} {following}"
            if (day := _in_order(both)) != both:
                joined[at], joined[at + 1] = day, ""
    return joined


def _plain(line: str) -> str:
    """Return the line, as long, with full-width digits and bars as they are elsewhere."""
    if line.isascii():
        return line
    return _BARS.sub("|", narrow(line) if _WIDE_DIGIT.search(line) else line)


def _in_order(line: str) -> str:
    """Return a line that is a day out of the usual order in that order."""
    if len(line) > _LONGEST or not line[:1].isdecimal():
        return line
    match = next((match for order in _ORDERS if (match := order.fullmatch(line))), None)
    return f"{match['year']}-{match['month']}-{match['day']}" if match else line
