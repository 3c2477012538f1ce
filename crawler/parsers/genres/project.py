"""Project pages of the IOM Development Fund: labelled rows, or bare values on the older host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from crawler.parsers.content.dump import article_lines
from crawler.parsers.content.paragraphs import paragraphs_of
from crawler.parsers.credits.lines import is_notice
from crawler.parsers.genres import published
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.markup.document import Block
from crawler.parsers.projects import fields, labels
from crawler.parsers.projects.bare_rows import bare
from crawler.parsers.projects.labelled_rows import Rows, labelled
from crawler.parsers.text import furniture
from crawler.parsers.text.script import scripts_differ
from crawler.parsers.titles import headlines
from storage.types import Field

PARSER_VERSION = 13

#: Below this a line that is no row is a leftover of the page's frame, in a page with markup.
_PROSE: Final = 60
_OF_TABLE = re.compile(r"/caption(?:\.[^/]*)?$")
#: What stands around a title and what belongs to it: the page's own part, or a box in its body.
_BOX = re.compile(r".*/(?:main|article)(?:\.[^/]*)?(?=/)|(?:[^/]+/){2,}[^/]+(?=/[^/]+$)")
_SENTENCE = re.compile(r"\S\s\S.*[.!?]$|[。！？]$")
_ENDS: Final = (".", ":", ";", "?", "!", "。", "\uff1a", "\uff1b", "\uff1f", "\uff01")


def read(reading: Reading) -> Draft:
    """Return what the page says as a project."""
    blocks = list(reading.blocks if reading.markup else reading.main)
    rows = labelled(blocks, reading.title, reading.signed.parted)
    by = "label"
    if not rows.fields:
        rows, by = bare(blocks, reading.title, reading.signed.parted), "shape"
    title, body, dropped = _title_and_body(rows, reading)
    when = published.of(reading, None)
    return Draft(
        titles=headlines.by_language([title, *_other_titles(rows, title)]) if title else {},
        paragraphs=tuple(paragraphs_of(body, markup=reading.markup)),
        links=tuple(dict.fromkeys(link for block in body for link in block.links)),
        captions=tuple(_captions(reading)),
        published=when.published,
        updated=when.updated,
        fields=rows.fields,
        identifiers=_identifiers(rows.fields),
        furniture=tuple(dropped),
        warnings=tuple(rows.warnings),
        evidence={"fields": by, **when.evidence},
    )


def _captions(reading: Reading) -> dict[str, None]:
    """Return the words below the project's images; a table's caption is a heading of its rows."""
    rows = {b.text for b in reading.blocks if b.kind == "caption" and _OF_TABLE.search(b.path)}
    found = (block.text for block in reading.head if block.kind == "caption")
    return dict.fromkeys(text for text in found if text not in rows)


def _title_and_body(rows: Rows, reading: Reading) -> tuple[str | None, list[Block], list[str]]:
    """Return title, body blocks and what was dropped of the lines that are no rows."""
    title = reading.title
    if title is None or reading.title_by == "title":  # no line of the page says it
        title = _title_above(rows, next_to=reading.markup) or title
    main = frozenset(block.text for block in reading.main)
    body, dropped = list[Block](), list[str]()
    for block in rows.rest if reading.markup else _own_lines(rows, title):
        text = block.text
        if text and (
            (title and headlines.same_title(text, title)) or _is_frame(block, reading, main)
        ):
            dropped.append(text)
        else:
            body.append(block)
    if reading.markup and all(block.kind == "heading" for block in body):
        body = _brief(rows, reading, title)
        dropped = [text for text in dropped if all(text != block.text for block in body)]
    others = next((n for n, b in enumerate(body) if n and _heads_others(b, reading)), len(body))
    dropped += [block.text for block in body[others:]]
    del body[others:]
    while body and body[-1].kind == "heading":
        dropped.append(body.pop().text)
    return title, body, dropped


def _brief(rows: Rows, reading: Reading, title: str | None) -> list[Block]:
    """Return the sentences beside title and rows, where nothing is long enough for a text."""
    at = next((n for n, b in enumerate(rows.rest) if _is_title(b, title)), None)
    around = _BOX.match(rows.rest[at].path) if at is not None else None
    if at is None or around is None:
        return []
    below = rows.rest[at + 1 :]
    end = next((n for n, b in enumerate(below) if _heads_others(b, reading)), len(below))
    return [
        block
        for block in below[:end]
        if block.kind == "paragraph"
        and block.path.startswith(around[0])
        and not block.link_chars
        and _SENTENCE.search(block.text)
        and not (furniture.recurs(block.text, reading.furniture) or is_notice(block.text))
    ]


def _is_title(block: Block, title: str | None) -> bool:
    return bool(title) and block.kind == "heading" and headlines.same_title(block.text, title or "")


def _heads_others(block: Block, reading: Reading) -> bool:
    """Say whether a heading opens what is told of other projects."""
    return reading.markup and block.kind == "heading" and furniture.cuts_off(block.text)


def _other_titles(rows: Rows, title: str) -> list[str]:
    """Return the headings between the title and the rows: one may be in the other language."""
    above = rows.rest[: rows.above]
    at = next((n for n, block in enumerate(above) if headlines.same_title(block.text, title)), None)
    if at is None:
        return []
    below = above[at + 1 :]
    headings = [b.text for b in below if b.kind == "heading" and headlines.can_stand(b.text)]
    beside = [b.text for b in (*above[max(0, at - 1) : at], *below[:1])]
    return headings + [text for text in beside if _is_translated(title, text)]


def _is_translated(title: str, text: str) -> bool:
    """Say whether a line beside the title can be the title in the other language."""
    return scripts_differ(title, text) and headlines.can_stand(text) and _stands(text, "")


def _title_above(rows: Rows, *, next_to: bool) -> str | None:
    """Return the line that stands above the first row, menus further up; `next_to` it."""
    above = [block.text for block in rows.rest[: rows.above] if block.text]
    first_prose = next((block.text for block in rows.rest[rows.above :] if block.text), "")
    standing = [text for text in above if _stands(text, first_prose)]
    found = standing[-1] if standing else None
    return None if next_to and above[-1:] != [found] else found


def _own_lines(rows: Rows, title: str | None) -> list[Block]:
    """Return a dump's lines below the title, without those of the page's frame at the end."""
    below = rows.rest
    for index, block in enumerate(rows.rest):
        if title and headlines.same_title(block.text, title):
            below = rows.rest[index + 1 :]
    return [below[at] for at in article_lines([block.text for block in below])]


def _stands(text: str, following: str) -> bool:
    return not _is_frame_line(text) and headlines.stands_as_heading(text, following)


def _is_frame_line(text: str) -> bool:
    return furniture.is_furniture(text) or furniture.is_section(text)


def _is_frame(block: Block, reading: Reading, main: frozenset[str]) -> bool:
    text = block.text
    if furniture.recurs(text, reading.furniture) or _is_frame_line(text):
        return True
    if not reading.markup:
        return False
    told = block.kind in ("item", "heading") or text.endswith(_ENDS) or "@" in text
    return text not in main or (len(text) < _PROSE and not told)


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
