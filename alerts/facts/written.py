"""Amounts in one notation: 4.3万元 and 43,000元, 120 million and 120,000,000 are written alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.facts.numbers import counted
from alerts.facts.patterns import CURRENCIES, EN_ORDINALS, ZH_DIGITS, ZH_NUMERAL
from alerts.facts.plain import plain
from alerts.facts.types import Figure

_PERCENT = re.compile(r"\s*(?:%|per[\s-]?cent\b|pct\b)", re.IGNORECASE)
_PERCENT_ZH = re.compile(r"百分之\s*$")
#: Digits are left as they stand: 3.10 may be a chapter, 10.10.2026 a day; `5 m` may be metres.
_AS_IT_STANDS = re.compile(r"[\d.,]*\s*[km]?", re.IGNORECASE)
#: More than so many.
_ROUGH = re.compile(r"[多余餘來来+]")
_DIGIT = f"[{''.join(ZH_DIGITS)}]"
#: 三五人, 三四百 are about so many; a year has four.
_TWO_DIGITS = re.compile(_DIGIT * 2)
_YEAR = re.compile(_DIGIT * 4)
#: 四千二 is 4,200, or 4,002.
_SHORT = re.compile(rf"[百千万萬亿億]{_DIGIT}$")
#: Letters beside a figure in which its currency stands.
_BESIDE = 24


def in_one_notation(text: str) -> str:
    """Return the text with its amounts as digits, their percent sign or currency behind them."""
    folded = plain(text)
    pieces: list[str] = []
    at = 0
    for figure in _outermost(counted(folded)):
        shown = folded[figure.start : figure.end]
        share = folded.startswith("分之", figure.end)  # the hundred of 百分之五
        if figure.start < at or share or not _is_clear(shown, figure):
            continue
        start, end, sign = _with_sign(folded, figure, at)
        if not sign and _AS_IT_STANDS.fullmatch(shown):
            continue
        value = f"{figure.value:f}"
        value = value.rstrip("0").rstrip(".") if "." in value else value
        rough = "".join(_ROUGH.findall(shown))
        pieces += [folded[at:start], f" {value}{rough}{sign} "]
        at = end
    return "".join([*pieces, folded[at:]])


def _outermost(figures: list[Figure]) -> Iterator[Figure]:
    """Yield the figures in order, of those at one place the longest, and that which is claimed."""
    place = -1
    for one in sorted(figures, key=lambda one: (one.start, -one.end, not one.claim)):
        if one.start > place:
            place = one.start
            yield one


def _is_clear(shown: str, figure: Figure) -> bool:
    """Return whether there is one way to read it, and it counts: no first, no 三五."""
    last = re.findall(r"[a-z]+", shown.lower())[-1:]
    if last and (last[0] in EN_ORDINALS or last[0] in {"st", "nd", "rd", "th", "k", "m"}):
        return False
    if not ZH_NUMERAL.fullmatch(shown):
        return True
    vague = _TWO_DIGITS.search(shown) and not _YEAR.fullmatch(shown)
    return not vague and not _SHORT.search(shown) and figure.value == figure.value.to_integral()


def _with_sign(text: str, figure: Figure, least: int) -> tuple[int, int, str]:
    """Return where the figure begins and ends with its percent sign or currency, and that."""
    start, end = figure.start, figure.end
    near = max(least, start - _BESIDE)
    if figure.kind == "percentage":
        before = _PERCENT_ZH.search(text[near:start])
        after = _PERCENT.match(text, end)
        if before:
            return near + before.start(), end, "%"
        return (start, after.end(), "%") if after else (start, end, "")
    if figure.currency is None:
        return start, end, ""
    pattern, preceding = CURRENCIES[figure.currency], text[near:start].rstrip()
    for match in pattern.finditer(preceding):
        if match.end() == len(preceding):
            return near + match.start(), end, figure.currency
    gap = end + len(text[end : end + _BESIDE]) - len(text[end : end + _BESIDE].lstrip(" -"))
    after = pattern.match(text, gap)
    return (start, after.end(), figure.currency) if after else (start, end, "")
