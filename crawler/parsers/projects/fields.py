"""Rows of a project page: labels and typed values, matched by what they say."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from crawler.parsers.dates import finding, order
from crawler.parsers.dates.forms import SLASHED
from crawler.parsers.projects.labels import (
    BUDGET,
    COVERAGE,
    DONOR,
    END,
    NAME,
    PARTNERS,
    PERIOD,
    PRIMA,
    PROJECTS,
    REGION,
    START,
    STATES,
    STATUS,
    YEAR,
    alone,
    known_label,
)
from crawler.parsers.projects.states import member_states
from crawler.parsers.text.patterns import narrow
from storage.types import Amount, Field, FieldValue, PageDate

_LONGEST_DATE: Final = 40
#: A longer value is a paragraph that follows an empty row.
LONGEST: Final = 110

_CURRENCY: Final = (
    r"USD|US\$|HK\$|HKD|\$|EUR|€|GBP|£|CHF|CNY|RMB|JPY|KRW|THB|SGD|AUD|CAD|NOK|SEK|DKK"
    "|美元|欧元|歐元|英镑|英鎊|瑞士法郎|港元|港币|港幣|元"
)
_MONEY = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<amount>\d{{1,3}}(?:[,' \u00a0]\d{{3}})+(?:\.\d+)?"
    rf"|\d+(?:\.\d+)?)\s*(?P<after>{_CURRENCY})?"
)
_CURRENCIES: Final = {
    "€": "EUR", "EUR": "EUR", "欧元": "EUR", "歐元": "EUR", "CHF": "CHF", "瑞士法郎": "CHF",
    "CNY": "CNY", "RMB": "CNY", "元": "CNY", "£": "GBP", "英镑": "GBP", "英鎊": "GBP",
    "HK$": "HKD", "港元": "HKD", "港币": "HKD", "港幣": "HKD",
    **{code: code for code in "HKD GBP JPY KRW THB SGD AUD CAD NOK SEK DKK".split()},  # noqa: SIM905
}  # fmt: skip
PRIMA_SHAPE: Final = re.compile(r"[A-Z]{2}\d{2}P\d{4}")
PROJECTS_SHAPE: Final = re.compile(r"[A-Z]{2}\.\d{4}")
STATUSES: Final = re.compile(
    "active|completed|ongoing|closed|pending|cancelled|suspended|in progress|planned"
    "|on hold|terminated|not started|under implementation"
    "|(?:进行|实施|执行|进展|進行|實施|執行|规划|規劃|计划|計劃)中|已?(?:完成|结束|結束|取消|暂停|暫停)",
    re.IGNORECASE,
)
COVERAGES: Final = re.compile(
    "national|regional|global|sub-?regional|inter-?regional|cross-regional|multi-country"
    "|international|国家|全国|全球|地区|区域|地方|跨区域|国际|國家|全國|地區|區域|跨區域|國際",
    re.IGNORECASE,
)
REGIONS: Final = re.compile(
    r"(?:(?:(?:south|north)[ -]?(?:east|west)(?:ern)?|east|west|central"
    r"|southern|northern|eastern|western) )?"
    r"(?:africa|asia|europe|latin america|america|oceania|middle east|caribbean|pacific)\b.*"
    "|(?:[东西南北中東]{0,2}(?:亚|亞|欧|歐|非)洲?|拉丁美洲|大洋洲|中东|中東|加勒比|太平洋).*",
    re.IGNORECASE,
)


#: What parts the dates of a period, and what stands for an end that nobody knows.
_UNTIL: Final = re.compile(r"\s*(?:[-–—~\uff5e至到]+|\b(?:to|until|through)\b)\s*", re.IGNORECASE)
_GOES_ON: Final = re.compile("present|ongoing|now|date|今|现在|現在", re.IGNORECASE)
#: What stands where a day or a sum is not known yet.
_UNSET: Final = re.compile(
    r"(?:to be|not yet|yet to be|not) (?:determined|confirmed|announced|decided|defined|specified"
    r"|known|available|fixed|set)|tb[acd]|n/?a|unknown|undetermined|open[ -]?ended"
    r"|present|ongoing|continuing|pending"
    r"|待定|待确认|待確認|未定|尚未确定|尚未確定|未知|不详|不詳|至今|持续(?:进行)?|持續(?:進行)?|进行中|進行中",
    re.IGNORECASE,
)
_FROM: Final = re.compile("(?:from|自|从|從) ?", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LENGTH: Final = re.compile(
    r"(?:\w+ )?\(?\d{1,3}\)?[ -]?(?:months?|years?|weeks?|个?月|個月|年)(?:\W.*)?", re.IGNORECASE
)
#: What a picture before a label is called.
_ICON: Final = re.compile(r"(?:icon|icône|图标)\s+", re.IGNORECASE)
_MONTH: Final = re.compile(r"(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>(?:19|20)\d\d)")
_YEAR_MONTH: Final = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[/.-]\s?(?P<month>\d{1,2})")
_WORDS: Final = {STATUS: STATUSES, COVERAGE: COVERAGES, REGION: REGIONS}
#: A line with fewer labels is a sentence that has these words.
_ROWS: Final = 3


def label_of(text: str, *, among: bool = False) -> tuple[str, str, str] | None:
    """Return (known label, label as on the page, value on the same line), or None.

    `among`: rows stand around it, so that a weak word, too, is a label without a colon.
    """
    if len(text) > 4 * LONGEST:
        return None
    whole = _ICON.sub("", narrow(text).strip(" -–•*\u00a0"))
    if known := alone(whole, among=among):
        return known, whole.rstrip(":").strip(), ""
    name, colon, value = whole.partition(":")
    if colon and (known := known_label(name)) and len(value) <= 3 * LONGEST:
        return known, name.strip(), value.strip()
    name, dash, value = whole.partition(" - " if " - " in whole else " – ")
    if dash and (known := known_label(name)) and fits(known, value):
        return known, name.strip(), value.strip()
    return _inline(whole)


def _inline(whole: str) -> tuple[str, str, str] | None:
    """Return a row flattened to one line without a colon: `Start Date 2017`."""
    match = NAME.match(whole)
    value = whole[match.end() :] if match else ""
    # what only style parts touches: `Start Date2025`, `Project StatusActive`
    parts = value[:1].isspace() or value[:1].isdigit() or value[:1].isupper()
    known = known_label(match[0]) if match and parts and value.strip() else None
    if match is None or known is None:
        return None
    if not sure(known, value.strip()) and not stands_for(known, value):
        return None
    return known, match[0], value.strip()


def rows_in(text: str) -> list[tuple[str, str]]:
    """Return the rows, label and value, of a line that is nothing else; at least three."""
    if len(text) > 8 * LONGEST:
        return []
    whole = narrow(text).strip()
    found = list(NAME.finditer(whole))
    if len(found) < _ROWS or found[0].start():
        return []
    ends = [match.start() for match in found[1:]] + [len(whole)]
    rows = [
        (known_label(match[0]) or match[0], whole[match.end() : end].strip(" :\u00a0"))
        for match, end in zip(found, ends, strict=True)
    ]
    fitting = all(not value or fits(label, value) for label, value in rows)
    return rows if fitting and len(dict(rows)) == len(rows) else []


def sure(label: str, value: str) -> bool:
    """Say whether a text can be the value of that label and hardly anything else."""
    words = _WORDS.get(label)
    if label in (DONOR, PARTNERS):
        return False  # anything can
    return bool(words.fullmatch(value)) if words else fits(label, value)


def placed(values: Sequence[str], labels: Sequence[str]) -> tuple[int, ...] | None:
    """Return whose label's place each value has, where all fit in order in one way only.

    As many values as labels need only mostly fit. None: no way, or more than one.
    """
    if not 0 < len(values) <= len(labels):
        return None
    if len(values) == len(labels):
        fitting = sum(map(_may_stand, labels, values))
        return tuple(range(len(labels))) if 2 * fitting > len(labels) else None
    # for every number of labels passed: the ways to place the values so far, two at most
    ways: list[list[tuple[int, ...]]] = [[()] for _ in range(len(labels) + 1)]
    for value in values:
        longer: list[list[tuple[int, ...]]] = [[]]
        for at, label in enumerate(labels):
            here = [(*way, at) for way in ways[at]] if _may_stand(label, value) else []
            longer.append([*longer[at], *here][:2])
        ways = longer
    return ways[-1][0] if len(ways[-1]) == 1 else None


def _may_stand(label: str, value: str) -> bool:
    """Say whether a text can be a label's value: of those that have words, one of the words."""
    words = _WORDS.get(label)
    if words or stands_for(label, value):
        return words is None or bool(words.fullmatch(value))
    others = label not in _SHAPES and any(one.fullmatch(value) for one in _WORDS.values())
    return fits(label, value) and not others


def stands_for(label: str, text: str) -> bool:
    """Say whether a text tells that a day, a sum or a year of that label is not known yet."""
    return label in (START, END, YEAR, BUDGET, PERIOD) and bool(_UNSET.fullmatch(text.strip(" .")))


def fits(label: str, value: str) -> bool:
    """Say whether a text can be the value of that label: shapes first, else a short phrase."""
    text = value.strip()
    if not text or (len(text) > LONGEST and label != STATES):
        return False
    if label in _SHAPES:
        return _SHAPES[label](text)
    return not re.search(r"[.。]\s*$|[.!?]\s+[A-Z]", text) and len(text.split()) <= 12  # noqa: PLR2004


def period(text: str) -> dict[str, str] | None:
    """Return the row of the start, and of the end if it is told, of a period: `2021 – 2024`."""
    whole = _FROM.sub("", text.strip())
    for seam in _UNTIL.finditer(whole):
        start, end = whole[: seam.start()].strip(), whole[seam.end() :].strip()
        if _is_dateish(end) and not _is_dateish(start) and (year := _YEAR.search(end)):
            start = f"{start} {year[0]}"  # `January – December 2024`
        if _is_dateish(start) and (_is_dateish(end) or _GOES_ON.fullmatch(end)):
            return {START: start, END: end} if _is_dateish(end) else {START: start}
    return None


def typed(label: str, raw: str) -> Field:
    """Return the value as what it is; None when the row is empty, the raw text when unreadable."""
    text = raw.strip()
    return Field(_value(label, text) if text else None, text)


def _value(label: str, text: str) -> FieldValue:
    if label in (START, END, YEAR):
        return _date(text) or text
    if label == BUDGET or label.startswith("Budget"):
        return _amount(text) or text
    if label == STATES:
        return member_states(text) or text
    return text


def _date(text: str) -> PageDate | None:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return PageDate(text)
    month = _MONTH.fullmatch(text) or _YEAR_MONTH.fullmatch(text)
    if month and 1 <= int(month["month"]) <= 12:  # noqa: PLR2004
        return PageDate(f"{month['year']}-{int(month['month']):02}")
    for found in order.settle(finding.dates_in(text)):
        if found.date and found.end - found.start >= len(text) - 1:
            return found.date
    return finding.machine_date(text)


def days_settled(rows: Mapping[str, Field]) -> dict[str, Field]:
    """Return the first and the last day where one of them settles the other's order."""
    told = [label for label in (START, END) if label in rows and rows[label].raw]
    if not any(isinstance(rows[label].value, str) for label in told):
        return {}
    found = [finding.dates_in(rows[label].raw) for label in told]
    if any(len(one) != 1 for one in found):
        return {}
    settled = order.settle([one[0] for one in found])
    return {
        label: Field(one.date, rows[label].raw)
        for label, one in zip(told, settled, strict=True)
        if one.date
    }


def _amount(text: str) -> Amount | None:
    match = _MONEY.fullmatch(text)
    if not match:
        return None
    sign = match["before"] or match["after"]
    # the label says (USD), and the older host says nothing: the Fund's budgets are in dollars
    return Amount(re.sub(r"[,' \u00a0]", "", match["amount"]), _CURRENCIES.get(sign or "", "USD"))


def _is_dateish(text: str) -> bool:
    """Say whether a text is a day or a month, even one whose order is open."""
    if len(text) > _LONGEST_DATE or not _YEAR.search(text):
        return False
    return _date(text) is not None or SLASHED.fullmatch(text) is not None


def _is_states(text: str) -> bool:
    return member_states(text) is not None


_SHAPES: Final[dict[str, Callable[[str], bool]]] = {
    START: _is_dateish,
    END: _is_dateish,
    YEAR: lambda text: bool(re.fullmatch(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?", text)),
    BUDGET: lambda text: _amount(text) is not None,
    PRIMA: lambda text: bool(re.fullmatch(r"[A-Z]{2}\d{2}P\d{3,5}\w?", text)),
    # a country site's `Project code` may be either
    PROJECTS: lambda text: bool(
        re.fullmatch(r"[A-Z]{2,3}\.\d{3,5}\w?|[A-Z]{2}\d-\d{3}|[A-Z]{2}\d\dP\d{4}", text)
    ),
    STATES: _is_states,
    PERIOD: lambda text: period(text) is not None or bool(_LENGTH.fullmatch(text)),
}
