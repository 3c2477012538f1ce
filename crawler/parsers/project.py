"""Project pages of the IOM Development Fund: labelled rows, or bare values on the older host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from crawler.parsers import field_labels as labels
from crawler.parsers import fields, furniture, published, titles
from crawler.parsers.bare_rows import bare
from crawler.parsers.document import Block
from crawler.parsers.dump import article_lines
from crawler.parsers.labelled_rows import Rows, labelled
from crawler.parsers.paragraphs import apart
from crawler.parsers.reading import Draft, Reading
from crawler.parsers.wraps import join_wraps
from storage.types import Field

PARSER_VERSION = 3

#: Below this a line that is no row is a leftover of the page's frame, in a page with markup.
_PROSE: Final = 60
_ENDS: Final = (".", ":", ";", "?", "!", "。", "\uff1a", "\uff1b", "\uff1f", "\uff01")


def read(reading: Reading) -> Draft:
    """Return what the page says as a project."""
    blocks = list(reading.blocks if reading.markup else reading.main)
    rows = labelled(blocks)
    by = "label"
    if not rows.fields:
        rows, by = bare(blocks, reading.title), "shape"
    title, body, dropped = _title_and_body(rows, reading)
    when = published.of(reading, None)
    return Draft(
        titles=titles.by_language([title, *_other_titles(rows, title)]) if title else {},
        paragraphs=tuple(_paragraphs(body, markup=reading.markup)),
        links=tuple(dict.fromkeys(link for block in body for link in block.links)),
        published=when.published,
        updated=when.updated,
        fields=rows.fields,
        identifiers=_identifiers(rows.fields),
        furniture=tuple(dropped),
        warnings=tuple(rows.warnings),
        evidence={"fields": by, **when.evidence},
    )


def _title_and_body(rows: Rows, reading: Reading) -> tuple[str | None, list[Block], list[str]]:
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
    while body and body[-1].kind == "heading":
        dropped.append(body.pop().text)
    return title, body, dropped


def _other_titles(rows: Rows, title: str) -> list[str]:
    """Return the headings between the title and the rows: one may be in the other language."""
    above = rows.rest[: rows.above]
    at = next((n for n, block in enumerate(above) if titles.same_title(block.text, title)), None)
    below = above[at + 1 :] if at is not None else []
    return [b.text for b in below if b.kind == "heading" and titles.can_stand(b.text)]


def _title_above(rows: Rows) -> str | None:
    """Return the line of a dump that stands next above the first row, menus further up."""
    above = [block.text for block in rows.rest[: rows.above] if block.text]
    first_prose = next((block.text for block in rows.rest[rows.above :] if block.text), "")
    standing = [text for text in above if _stands(text, first_prose)]
    return standing[-1] if standing else None


def _own_lines(rows: Rows, title: str | None) -> list[Block]:
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
    told = block.kind in ("item", "heading") or text.endswith(_ENDS)
    return text not in main or (len(text) < _PROSE and not told)


def _paragraphs(blocks: Sequence[Block], *, markup: bool) -> list[str]:
    lines = [block.text for block in blocks]
    paragraphs = [line for line in lines if line] if markup else join_wraps(lines)
    return apart(paragraphs)


def _identifiers(rows: Mapping[str, Field]) -> dict[str, str]:
    shapes = (
        ("projects-id", labels.PROJECTS, fields.PROJECTS_SHAPE),
        ("prima-id", labels.PRIMA, fields.PRIMA_SHAPE),
    )
    return {
        scheme: rows[label].raw
        for scheme, label, shape in shapes
        if label in rows and shape.fullmatch(rows[label].raw)
    }
