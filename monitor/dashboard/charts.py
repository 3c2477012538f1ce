"""Small charts as inline SVG: numbers in, markup out; colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

#: One night: width, gap and height of its bar.
_NIGHT, _GAP, _TALL = 6, 2, 22
#: Nights that there is room for.
_ROOM = 30
#: Height of a night's bar by status: good is tall, so that a gap is seen from afar.
_HEIGHTS = {
    "ok": 22,
    "partial": 15,
    "empty": 10,
    "not-understood": 10,
    "blocked": 10,
    "failed": 10,
    "running": 4,
}
#: The bar chart's drawing area and the space below it for labels.
_HIGH, _BELOW, _ABOVE, _COLUMN = 120, 20, 18, 52


@dataclass(frozen=True, slots=True)
class Night:
    """One night of a Source: its status, and what a pointer held over it says."""

    status: str | None
    says: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a bar chart."""

    label: str
    value: float
    #: The value in words.
    says: str


def health(nights: Sequence[Night], says: str) -> Markup:
    """Return one bar a night, oldest left, the newest at the right edge."""
    step = _NIGHT + _GAP
    start = max(0, _ROOM - len(nights)) * step
    bars = Markup("").join(
        _night(night, start + place * step) for place, night in enumerate(nights[-_ROOM:])
    )
    width = _ROOM * step - _GAP
    ground = Markup('<path class="ground" d="M0 {y}.5H{w}"/>').format(y=_TALL, w=width)
    return Markup(
        '<svg class="health" role="img" aria-label="{says}" viewBox="0 0 {w} {h}" '
        'width="{w}" height="{h}">{ground}{bars}</svg>'
    ).format(says=says, w=width, h=_TALL + 1, ground=ground, bars=bars)


def columns(bars: Sequence[Bar], says: str) -> Markup:
    """Return a bar chart, one column a value, its label below and its words above."""
    highest = max((bar.value for bar in bars), default=0) or 1
    width = max(1, len(bars)) * _COLUMN
    drawn = Markup("").join(
        _column(bar, place * _COLUMN, bar.value / highest) for place, bar in enumerate(bars)
    )
    return Markup(
        '<svg class="columns" role="img" aria-label="{says}" viewBox="0 0 {w} {h}" '
        'width="{w}" height="{h}">{drawn}<path class="ground" d="M0 {y}.5H{w}"/></svg>'
    ).format(says=says, w=width, h=_ABOVE + _HIGH + _BELOW, y=_ABOVE + _HIGH, drawn=drawn)


def _night(night: Night, x: int) -> Markup:
    if night.status is None:
        return Markup("")
    tall = _HEIGHTS.get(night.status, 4)
    known = night.status if night.status in _HEIGHTS else "running"
    return Markup(
        '<rect class="s-{status}" x="{x}" y="{y}" width="{w}" height="{h}">'
        "<title>{says}</title></rect>"
    ).format(status=known, x=x, y=_TALL - tall, w=_NIGHT, h=tall, says=escape(night.says))


def _column(bar: Bar, x: int, share: float) -> Markup:
    tall = max(1, round(share * _HIGH)) if bar.value else 0
    middle = x + _COLUMN // 2
    return Markup(
        "<g><title>{label}: {says}</title>"
        '<rect class="bar" x="{x}" y="{y}" width="{w}" height="{h}"/>'
        '<text class="value" x="{m}" y="{above}">{says}</text>'
        '<text class="label" x="{m}" y="{below}">{label}</text></g>'
    ).format(
        label=bar.label,
        says=bar.says,
        x=x + 6,
        w=_COLUMN - 12,
        y=_ABOVE + _HIGH - tall,
        h=tall,
        m=middle,
        above=_ABOVE + _HIGH - tall - 5,
        below=_ABOVE + _HIGH + 15,
    )
