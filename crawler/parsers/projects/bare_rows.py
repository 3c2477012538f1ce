"""The rows of the Development Fund's older host: values without labels, told by their shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.projects import fields, labels
from crawler.parsers.projects.labelled_rows import Rows, is_bullet
from crawler.parsers.projects.row_layouts import NO_PARTS, parts_of
from crawler.parsers.titles import headlines

#: A longer line is no value.
_PROSE: Final = 60
#: What hardly anything but a row says, and what a project has one of.
_SURE: Final = (labels.PROJECTS, labels.PRIMA, labels.BUDGET, labels.STATUS, labels.COVERAGE)
_ONCE: Final = (labels.PROJECTS, labels.PRIMA, labels.BUDGET)
_BARE_BUDGET: Final = re.compile(
    r"(?:USD|US\$|\$)?\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{5,}(?:\.\d+)?"
)


def bare(blocks: Sequence[Block], title: str | None, parted: Mapping[str, str] = NO_PARTS) -> Rows:
    """Return the rows of the older host, which has values without labels, by their shape.

    `parted`: lines without white space → the line, two blanks wherever markup parts it.
    """
    blocks = [part for block in blocks for part in _values(block, parted)]
    rows = Rows()
    states: list[str] = []
    shapes = [_bare_shape(block, title) for block in blocks]
    own = _together(blocks, shapes)
    for index, (block, shape) in enumerate(zip(blocks, shapes, strict=True)):
        label = shape if index in own else None
        if label in rows.fields:
            label = None  # said twice: the second is not the row
        # The type has no shape of its own: it is what stands among the values and is none of them.
        if shape is None and index in own and _is_kind(block, title):
            label = labels.KIND
        if label == labels.STATES:
            states.append(block.text.strip())
        elif label and label not in rows.fields:
            rows.keep(label, block.text.strip())
        else:
            rows.rest.append(block)
    if len(rows.fields) + bool(states) < 3:  # noqa: PLR2004 - two look-alikes prove nothing
        return Rows(rest=list(blocks))
    if states:
        rows.keep(labels.STATES, " ".join(states))
    return rows


def _values(block: Block, parted: Mapping[str, str]) -> list[Block]:
    """Return the values that stand on one line, each apart, or the line as it is."""
    parts = parts_of(block, parted)
    shapes = sum(_shape(part) is not None for part in parts)
    if len(parts) < 2 or 2 * shapes <= len(parts):  # noqa: PLR2004 - one is no row
        return [block]
    return [block._replace(text=part) for part in parts]


def _together(blocks: Sequence[Block], shapes: Sequence[str | None]) -> range:
    """Return the lines among which the project's values stand, and no other project's.

    Values go together up to a line of text or to a second one of a kind; States and regions,
    which menus name as well, are values where they touch others.
    """
    groups: list[list[int]] = [[]]
    for index, (block, shape) in enumerate(zip(blocks, shapes, strict=True)):
        told = {shapes[one] for one in groups[-1]}
        if len(block.text) > _PROSE or (shape in _ONCE and shape in told):
            groups.append([])
        if shape in _SURE:
            groups[-1].append(index)
    best = max(groups, key=len)
    if not best:
        return range(0)
    first, last = best[0], best[-1] + 1
    while first and (shapes[first - 1] or not blocks[first - 1].text.strip()):
        first -= 1
    while last < len(blocks) and (shapes[last] or not blocks[last].text.strip()):
        last += 1
    return range(first, last)


def _bare_shape(block: Block, title: str | None) -> str | None:
    text = block.text.strip()
    if _ends_rows(text) or (title and headlines.same_title(text, title)):
        return None
    shape = _shape(text)
    return None if shape == labels.REGION and block.link_chars else shape  # a menu's


def _ends_rows(text: str) -> bool:
    return not text or len(text) > 3 * _PROSE


def _shape(text: str) -> str | None:
    """Return which row a bare value must be, or None."""
    short = len(text) <= _PROSE
    checks = (
        (labels.PROJECTS, bool(fields.PROJECTS_SHAPE.fullmatch(text))),
        (labels.PRIMA, bool(fields.PRIMA_SHAPE.fullmatch(text))),
        (labels.BUDGET, bool(_BARE_BUDGET.fullmatch(text))),
        (labels.STATUS, bool(fields.STATUSES.fullmatch(text))),
        (labels.COVERAGE, bool(fields.COVERAGES.fullmatch(text))),
        (labels.STATES, short and fields.fits(labels.STATES, text)),
        (labels.REGION, short and bool(fields.REGIONS.fullmatch(text))),
    )
    return next((label for label, holds in checks if holds), None)


def _is_kind(block: Block, title: str | None) -> bool:
    """Say whether a line among bare values can be the project type: a code or a few words."""
    text = block.text.strip()
    if not text or len(text) > _PROSE or is_bullet(text):
        return False
    return not (title and headlines.same_title(text, title)) and not text.endswith(".")
