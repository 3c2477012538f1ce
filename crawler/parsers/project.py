"""Project pages of the IOM Development Fund: labelled rows, or bare values on the older host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from crawler.parsers import fields, furniture, published, titles
from crawler.parsers.document import Block
from crawler.parsers.dump import article_lines
from crawler.parsers.fields import label_of
from crawler.parsers.paragraphs import apart
from crawler.parsers.reading import Draft, Reading
from crawler.parsers.wraps import join_wraps
from storage.types import Field

PARSER_VERSION = 2

#: Below this a line that is no row is a leftover of the page's frame, in a page with markup.
_PROSE: Final = 60
_BARE_BUDGET: Final = re.compile(
    r"(?:USD|US\$|\$)?\s*\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{5,}(?:\.\d+)?"
)
_COLONS: Final = ":\uff1a"
_UNKNOWN_LABEL = re.compile(r"[A-Z][\w ()/'’-]{2,38}:?")


@dataclass(slots=True)
class _Rows:
    """Rows found so far, title lines before them, and what is left for the body."""

    fields: dict[str, Field] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    rest: list[Block] = field(default_factory=list)
    #: How many of `rest` stand above the first row.
    above: int = 0
    warnings: list[str] = field(default_factory=list)


def read(reading: Reading) -> Draft:
    """Return what the page says as a project."""
    blocks = list(reading.blocks if reading.markup else reading.main)
    rows = _labelled(blocks)
    by = "label"
    if not rows.fields:
        rows, by = _bare(blocks, reading.title), "shape"
    title, body, dropped = _title_and_body(rows, reading)
    when = published.of(reading, None)
    return Draft(
        titles=titles.by_language([title]) if title else {},
        paragraphs=tuple(_paragraphs(body, markup=reading.markup)),
        links=tuple(dict.fromkeys(link for block in body for link in block.links)),
        published=when.published,
        updated=when.updated,
        fields=rows.fields,
        identifiers=_identifiers(rows.known),
        furniture=tuple(dropped),
        warnings=tuple(rows.warnings),
        evidence={"fields": by, **when.evidence},
    )


def _labelled(blocks: Sequence[Block]) -> _Rows:
    """Return the labelled rows, in any order, absent or empty: a value never shifts."""
    rows = _Rows()
    index = 0
    while index < len(blocks):
        block = blocks[index]
        found = label_of(block.text) if block.text else None
        if found is None or (block.kind == "heading" and block.level == 1):
            index = _other(rows, blocks, index)
            continue
        known, label, value = found
        index += 1
        if not value:
            value, index = _value_after(blocks, index, known)
        _keep(rows, known, label, value)
    return rows


def _value_after(blocks: Sequence[Block], index: int, label: str) -> tuple[str, int]:
    """Return the value that follows a label, and the index behind it; "" for an empty row."""
    taken: list[str] = []
    while index < len(blocks):
        text = blocks[index].text.strip()
        if text and (label_of(text) or _is_bullet(text)):
            break
        if text and not fields.fits(label, " ".join([*taken, text])):
            break
        if text:
            taken.append(text)
        index += 1
        if taken and label != fields.STATES:
            break
    return " ".join(taken), index


def _keep(rows: _Rows, known: str, label: str, value: str) -> None:
    if value and not fields.fits(known, value):
        rows.warnings.append(f"field: {label}: {value!r} does not look like one")
    if label in rows.fields and (rows.fields[label].raw or not value):
        return
    if not rows.fields:
        rows.above = len(rows.rest)
    rows.fields[label] = fields.typed(known, value)
    rows.known.setdefault(known, value)


def _other(rows: _Rows, blocks: Sequence[Block], index: int) -> int:
    """Keep an unknown row between known ones; everything else is left for title and body."""
    block = blocks[index]
    text = block.text.strip()
    row = _unknown_row(blocks, index) if rows.fields else None
    if row:
        label, value, index = row
        rows.fields[label] = Field(value or None, value)
        return index
    if not _is_bullet(text):
        rows.rest.append(block)
    return index + 1


def _unknown_row(blocks: Sequence[Block], index: int) -> tuple[str, str, int] | None:
    """Return a row of a label nobody has seen: marked as label, or bulleted as the others are."""
    block = blocks[index]
    if block.kind == "label" and len(block.text) <= 40:  # noqa: PLR2004 - a label
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is not None and after.kind in ("value", "cell"):
            return block.text.rstrip(_COLONS).strip(), after.text, index + 2
        return None
    if not _is_bullet(block.text) or index + 2 >= len(blocks):
        return None
    label, value = blocks[index + 1].text, blocks[index + 2].text
    if label_of(label) or not _UNKNOWN_LABEL.fullmatch(label):
        return None
    if _is_bullet(value) or label_of(value):
        return label.rstrip(":"), "", index + 2
    return (label.rstrip(":"), value, index + 3) if len(value) <= _PROSE else None


def _is_bullet(text: str) -> bool:
    return bool(re.fullmatch(r"[-–•*·]", text.strip()))


def _bare(blocks: Sequence[Block], title: str | None) -> _Rows:
    """Return the rows of the older host, which has values without labels, by their shape."""
    rows = _Rows()
    states: list[str] = []
    shapes = [_bare_shape(block, title) for block in blocks]
    told = [index for index, label in enumerate(shapes) if label]
    for index, (block, shape) in enumerate(zip(blocks, shapes, strict=True)):
        label = shape
        if label in rows.fields:
            label = None  # said twice: the second is not the row
        # The type has no shape of its own: it is what stands among the values and is none of them.
        if shape is None and told and told[0] < index < told[-1] and _is_kind(block, title):
            label = fields.KIND
        if label == fields.STATES:
            states.append(block.text.strip())
        elif label and label not in rows.fields:
            _keep(rows, label, label, block.text.strip())
        else:
            rows.rest.append(block)
    if len(rows.fields) + bool(states) < 3:  # noqa: PLR2004 - two look-alikes prove nothing
        return _Rows(rest=list(blocks))
    if states:
        _keep(rows, fields.STATES, fields.STATES, " ".join(states))
    return rows


def _bare_shape(block: Block, title: str | None) -> str | None:
    text = block.text.strip()
    if _ends_rows(text) or (title and titles.same_title(text, title)):
        return None
    return _shape(text)


def _ends_rows(text: str) -> bool:
    return not text or len(text) > 3 * _PROSE


def _shape(text: str) -> str | None:
    """Return which row a bare value must be, or None."""
    short = len(text) <= _PROSE
    checks = (
        (fields.PROJECTS, bool(fields.PROJECTS_SHAPE.fullmatch(text))),
        (fields.PRIMA, bool(fields.PRIMA_SHAPE.fullmatch(text))),
        (fields.BUDGET, bool(_BARE_BUDGET.fullmatch(text))),
        (fields.STATUS, bool(fields.STATUSES.fullmatch(text))),
        (fields.COVERAGE, bool(fields.COVERAGES.fullmatch(text))),
        (fields.STATES, short and fields.fits(fields.STATES, text)),
        (fields.REGION, short and bool(fields.REGIONS.fullmatch(text))),
    )
    return next((label for label, holds in checks if holds), None)


def _is_kind(block: Block, title: str | None) -> bool:
    """Say whether a line among bare values can be the project type: a code or a few words."""
    text = block.text.strip()
    if not text or len(text) > _PROSE or _is_bullet(text):
        return False
    return not (title and titles.same_title(text, title)) and not text.endswith(".")


def _title_and_body(rows: _Rows, reading: Reading) -> tuple[str | None, list[Block], list[str]]:
    """Return title, body blocks and what was dropped of the lines that are no rows."""
    title = reading.title or (None if reading.markup else _title_above(rows))
    main = frozenset(block.text for block in reading.main)
    body, dropped = list[Block](), list[str]()
    for block in rows.rest if reading.markup else _own_lines(rows, title):
        text = block.text
        if text and ((title and titles.same_title(text, title)) or _is_frame(block, reading, main)):
            dropped.append(text)
        else:
            body.append(block)
    return title, body, dropped


def _title_above(rows: _Rows) -> str | None:
    """Return the line of a dump that stands next above the first row, menus further up."""
    above = [block.text for block in rows.rest[: rows.above] if block.text]
    first_prose = next((block.text for block in rows.rest[rows.above :] if block.text), "")
    standing = [text for text in above if _stands(text, first_prose)]
    return standing[-1] if standing else None


def _own_lines(rows: _Rows, title: str | None) -> list[Block]:
    """Return a dump's lines below the title, without those of the page's frame at the end."""
    below = rows.rest
    for index, block in enumerate(rows.rest):
        if title and titles.same_title(block.text, title):
            below = rows.rest[index + 1 :]
    start, end = article_lines([block.text for block in below])
    return below[start:end]


def _stands(text: str, following: str) -> bool:
    frame = furniture.is_furniture(text) or furniture.is_section(text)
    return not frame and titles.stands_as_heading(text, following)


def _is_frame(block: Block, reading: Reading, main: frozenset[str]) -> bool:
    text = block.text
    recurring = furniture.normal_line(text) in reading.furniture.lines
    if recurring or furniture.is_furniture(text) or furniture.is_section(text):
        return True
    if not reading.markup:
        return False
    return text not in main or (
        len(text) < _PROSE and not text.endswith((".", ":", ";")) and block.kind != "item"
    )


def _paragraphs(blocks: Sequence[Block], *, markup: bool) -> list[str]:
    lines = [block.text for block in blocks]
    paragraphs = [line for line in lines if line] if markup else join_wraps(lines)
    return apart(paragraphs)


def _identifiers(known: dict[str, str]) -> dict[str, str]:
    shapes = (
        ("projects-id", fields.PROJECTS, fields.PROJECTS_SHAPE),
        ("prima-id", fields.PRIMA, fields.PRIMA_SHAPE),
    )
    return {
        scheme: known[label]
        for scheme, label, shape in shapes
        if shape.fullmatch(known.get(label, ""))
    }
