"""Parts of a year: halves, quarters, the first six months, 年底, from January to June."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from alerts.facts.patterns import EN_ORDINALS, EN_WORDS, ZH_NUMERAL, chinese_number
from alerts.facts.types import Dated

_I = re.IGNORECASE
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "latter": 2}
_YEAR_ZH = r"(?:(?P<y>(?:19|20)\d{2})\s*年\s*(?:的|度)?)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<y>(?:19|20)\d{2})\b)?"
_YEAR_BEFORE = r"(?:\b(?P<y0>(?:19|20)\d{2})(?:'s)?\s+)?"
_QUARTER_ZH = r"[一二三四1-4]"
_TO_ZH = r"\s*(?:-|–|—|~|至|到|、|和)\s*"
_TO = r"\s*(?:-|–|—|to|and|,)\s*"
_FEW = "|".join(word for word, n in EN_WORDS.items() if 0 < n <= 12 and word not in EN_ORDINALS)  # noqa: PLR2004
_NAMED = r"first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th)"
_PERIOD = tuple[int, int]


def _dated(match: re.Match[str], period: _PERIOD) -> Iterator[Dated]:
    """Yield a period; only its year is surely one that the other text has."""
    groups = match.groupdict()
    written = groups.get("y") or groups.get("y0")
    year = int(written) if written else None
    first, last = period
    if not 1 <= first <= last <= 12:  # noqa: PLR2004 - months
        return
    dates = ((year, None, None),) if year else ()
    yield Dated(match.start(), match.end(), dates, bool(year), (year, first, last))


def _quarters(match: re.Match[str]) -> Iterator[Dated]:
    groups = match.groupdict()
    named = [groups[key] for key in ("q", "q2") if groups.get(key)]
    numbers = [_ORDINAL.get(name.lower()) or _number(name[0]) for name in named]
    yield from _dated(match, (3 * min(numbers) - 2, 3 * max(numbers)))


def _first_quarters(match: re.Match[str]) -> Iterator[Dated]:
    yield from _dated(match, (1, 3 * _number(match["n"])))


def _half(match: re.Match[str]) -> Iterator[Dated]:
    later = match["h"].lower() in {"下", "second", "latter", "last", "final", "2", "2nd"}
    yield from _dated(match, (7, 12) if later else (1, 6))


def _months(match: re.Match[str]) -> Iterator[Dated]:
    many = _number(match["n"])
    last = match["end"].lower() in {"后", "後", "最后", "最後", "last", "final"}
    yield from _dated(match, (13 - many, 12) if last else (1, many))


_ENDS = {
    **dict.fromkeys(("初", "early", "beginning", "start"), (1, 4)),
    **dict.fromkeys(("中", "mid", "middle"), (5, 8)),
    **dict.fromkeys(("底", "末", "终", "終", "late", "end"), (10, 12)),
}


def _about(match: re.Match[str]) -> Iterator[Dated]:
    where = match["at"] or match.groupdict().get("mid") or ""
    yield from _dated(match, _ENDS[where.lower()])


def _number(numeral: str) -> int:
    if numeral.isdecimal():
        return int(numeral)
    if ZH_NUMERAL.fullmatch(numeral):
        return int(chinese_number(numeral) or 0)
    return EN_WORDS.get(numeral.lower(), 0)


#: In front of what reads years: they stand in most of these.
PERIODS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Dated]]], ...] = (
    (re.compile(rf"{_YEAR_ZH}[前头頭首](?P<n>[两兩二三])[个個]?季度"), _first_quarters),
    (re.compile(rf"{_YEAR_ZH}(?P<q>[一二三])(?P<q2>[二三四])季度"), _quarters),
    (
        re.compile(
            rf"{_YEAR_ZH}第?(?P<q>{_QUARTER_ZH})(?:(?:季度?)?{_TO_ZH}第?(?P<q2>{_QUARTER_ZH}))?季度?"
        ),
        _quarters,
    ),
    (re.compile(rf"{_YEAR_ZH}(?P<h>[上下])半年"), _half),
    (
        re.compile(
            rf"{_YEAR_ZH}(?P<end>最后|最後|[前头頭首后後])"
            r"(?P<n>1?\d|十[一二]?|[一二两兩三四五六七八九])[个個]月"
        ),
        _months,
    ),
    (
        re.compile(
            rf"{_YEAR_ZH}年?(?<=年)(?:(?P<at>[底末终終]|初(?![步级級中始三二一次]))"
            r"|(?P<mid>中)(?=[前后後]|\W|$))"
        ),
        _about,
    ),
    (
        re.compile(
            rf"\b(?P<q>{_NAMED}){_TO}(?:the\s+)?(?P<q2>{_NAMED})[\s-]+quarters\b{_YEAR}",
            _I,
        ),
        _quarters,
    ),
    (re.compile(rf"\bQ(?P<q>[1-4]){_TO}Q?(?P<q2>[1-4])\b{_YEAR}", _I), _quarters),
    (re.compile(rf"{_YEAR_BEFORE}\b(?P<q>{_NAMED})[\s-]+quarter\b{_YEAR}", _I), _quarters),
    (re.compile(rf"{_YEAR_BEFORE}\bQ(?P<q>[1-4])\b{_YEAR}", _I), _quarters),
    (re.compile(rf"\bfirst\s+(?P<n>two|three|2|3)\s+quarters\b{_YEAR}", _I), _first_quarters),
    (
        re.compile(
            rf"{_YEAR_BEFORE}\b(?P<h>first|second|latter|last|final|1st|2nd)[\s-]+half\b{_YEAR}", _I
        ),
        _half,
    ),
    (re.compile(rf"{_YEAR_BEFORE}\bH(?P<h>[12])\b{_YEAR}"), _half),
    (re.compile(rf"\b(?P<h>[12])H\b{_YEAR}"), _half),
    (
        re.compile(rf"\b(?P<end>first|last|final)\s+(?P<n>1?\d|{_FEW})[\s-]+months?\b{_YEAR}", _I),
        _months,
    ),
    (
        re.compile(r"\b(?P<at>early|mid|late|end)[\s-]+(?:of[\s-]+)?(?P<y>(?:19|20)\d{2})\b", _I),
        _about,
    ),
    (
        re.compile(
            r"\b(?P<at>beginning|start|middle|end)\s+of\s+(?:the\s+year\b|(?P<y>(?:19|20)\d{2})\b)",
            _I,
        ),
        _about,
    ),
    (re.compile(r"\b(?P<at>mid)[\s-]year\b", _I), _about),
    (re.compile(r"\byear(?:'s)?[\s-](?P<at>end)\b", _I), _about),
)
