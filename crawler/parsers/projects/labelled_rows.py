"""A project page's labelled rows, in any order: a value never shifts to another label."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.projects import fields, labels
from crawler.parsers.projects.fields import label_of, rows_in
from crawler.parsers.projects.row_layouts import NO_PARTS, in_order, own_start
from crawler.parsers.text.furniture import opens_rights
from storage.types import Field

#: A longer line is no value of a label that nobody has seen.
_PROSE: Final = 60
#: So many labels make a page on which weak words are labels, too.
_AMONG: Final = 2
#: What stands behind a label where markup says so.
_VALUES: Final = ("value", "cell")
_COLONS: Final = ":\uff1a"
_UNKNOWN_LABEL = re.compile(r"[A-Z][\w ()/'’-]{2,38}:?")
_FRAME = re.compile(r"/(?:footer|nav|aside)\b")
_BULLET = re.compile(r"\s*[-–•*·]\s*")


@dataclass(slots=True)
class Rows:
    """Rows found so far, title lines before them, and what is left for the body."""

    #: Known labels as the Fund's English pages have them, others as on the page.
    fields: dict[str, Field] = field(default_factory=dict)
    rest: list[Block] = field(default_factory=list)
    #: How many of `rest` stand above the first row.
    above: int = 0
    warnings: list[str] = field(default_factory=list)
    #: The labels of the rows that stand together, the last of them here.
    together: list[str] = field(default_factory=list)
    #: Whether text stands between these and the first rows.
    apart: bool = False
    #: Whether what follows are other projects' rows.
    others: bool = False

    def keep(self, label: str, value: str) -> None:
        """Keep a row; one that says otherwise begins another project's rows, further down."""
        if self.others:
            return
        if label == labels.PROJECTS and fields.PRIMA_SHAPE.fullmatch(value):
            label = labels.PRIMA
        if label == labels.PERIOD and (dates := fields.period(value)):
            for one, date in dates.items():
                self.keep(one, date)
            return
        found, known = fields.typed(label, value), self.fields.get(label)
        if known and known.raw:
            if value and known.value != found.value and self.apart:
                self.others = True
                for one in self.together:
                    del self.fields[one]
            return
        if value and not fields.fits(label, value) and not fields.stands_for(label, value):
            self.warnings.append(f"field: {label}: {value!r} does not look like one")
        if known and not value:
            return
        self.add(label, found)

    def add(self, label: str, value: Field) -> None:
        """Add a row that is this project's."""
        if self.others:
            return
        if not self.fields:
            self.above = len(self.rest)
        if label not in self.fields:
            self.together.append(label)
        self.fields[label] = value

    def leave(self, block: Block) -> None:
        """Leave a block that is no row for title and body."""
        self.rest.append(block)
        if self.fields and block.text:
            self.apart = True
            self.together.clear()


def labelled(
    given: Sequence[Block], title: str | None = None, parted: Mapping[str, str] = NO_PARTS
) -> Rows:
    """Return the labelled rows, in any order, absent or empty.

    `parted`: lines without white space → the line, two blanks wherever markup parts it.
    """
    rows = Rows()
    blocks = in_order(given, parted)
    among = sum(label_of(block.text) is not None for block in blocks if block.text) >= _AMONG
    opening = _opening(blocks)
    index = own_start(blocks, title)
    rows.rest += blocks[:index]
    while index < len(blocks):
        text = blocks[index].text
        if run := rows_in(text):
            index += 1
            for label, value in run:
                rows.keep(label, value)
            continue
        found = _label_at(blocks, index, among=among) if text else None
        if found is None:
            index = _other(rows, blocks, index, opens=index in opening)
            continue
        label, value = found
        index += 1
        if not value:
            value, index = _value_after(blocks, index, label)
        rows.keep(label, value)
    rows.fields.update(fields.days_settled(rows.fields))
    return rows


def _label_at(blocks: Sequence[Block], index: int, *, among: bool) -> tuple[str, str] | None:
    """Return the known label that a block is, and the value that it holds."""
    block = blocks[index]
    if (block.kind == "heading" and block.level == 1) or block.is_link:
        return None
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    among = among or (block.kind == "label" and below is not None and below.kind in _VALUES)
    found = label_of(block.text) or (label_of(block.text, among=True) if among else None)
    if found is None:
        return None
    label, _, value = found
    after = below.text if below else ""
    if not value and block.kind == "heading" and _is_prose(label, after):
        return None  # a heading of the text
    if label_of(block.text) is None and block.kind != "label":
        listed = label == labels.STATES and below is not None and below.link_chars  # a menu's
        if listed or not fields.sure(label, after):
            return None  # a weak word that nothing makes a label
    return label, value


def _is_prose(label: str, text: str) -> bool:
    return len(text) > _PROSE and not fields.fits(label, text) and label_of(text) is None


def _value_after(blocks: Sequence[Block], index: int, label: str) -> tuple[str, int]:
    """Return the value that follows a label, and the index behind it; "" for an empty row."""
    taken: list[str] = []
    of = blocks[index - 1]
    while index < len(blocks):
        text = blocks[index].text.strip()
        if text and (label_of(text) or is_bullet(text) or _is_frame(blocks[index], of)):
            break
        if text and not fields.fits(label, " ".join([*taken, text])):
            if not taken and (fields.stands_for(label, text) or _is_its_value(blocks, index)):
                return text, index + 1
            break
        if text:
            taken.append(text)
        index += 1
        if taken and label != labels.STATES:
            break
    return " ".join(taken), index


def _is_frame(block: Block, label: Block) -> bool:
    """Say whether a block behind a label stands around every page: the last row may be empty."""
    around = _FRAME.search(block.path) is not None and _FRAME.search(label.path) is None
    return around or opens_rights(block.text)


def _is_its_value(blocks: Sequence[Block], index: int) -> bool:
    """Say whether markup says that a short text is the value of the label before it.

    A cell below a row of labels may be another column's.
    """
    block, before = blocks[index], blocks[index - 1]
    if before.kind != "label" or len(block.text) > fields.LONGEST:
        return False
    column = index > 1 and blocks[index - 2].kind == "label"
    return block.kind == "value" or (block.kind == "cell" and not column)


def _other(rows: Rows, blocks: Sequence[Block], index: int, *, opens: bool) -> int:
    """Keep an unknown row between known ones; everything else is left for title and body.

    `opens`: known rows of the same make follow.
    """
    block = blocks[index]
    row = _unknown_row(blocks, index) if rows.fields or opens else None
    if row:
        label, value, index = row
        rows.add(label, Field(value or None, value))
        return index
    if not is_bullet(block.text):
        rows.leave(block)
    return index + 1


def _opening(blocks: Sequence[Block]) -> set[int]:
    """Return where marked labels with their values stand right above known rows of their make."""
    found: set[int] = set()
    for at in range(len(blocks) - 3, -1, -1):
        label, value, below = blocks[at : at + 3]
        rows = label.kind == below.kind == "label" and value.kind in _VALUES
        if rows and (at + 2 in found or label_of(below.text, among=True)):
            found.add(at)
    return found


def _unknown_row(blocks: Sequence[Block], index: int) -> tuple[str, str, int] | None:
    """Return a row of a label nobody has seen: marked as label, or bulleted as the others are."""
    block = blocks[index]
    if block.kind == "label" and len(block.text) <= 40:  # noqa: PLR2004 - a label
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if after is not None and after.kind in _VALUES:
            return block.text.rstrip(_COLONS).strip(), after.text, index + 2
        return None
    if not is_bullet(block.text) or index + 2 >= len(blocks):
        return None
    label, value = blocks[index + 1].text, blocks[index + 2].text
    if label_of(label) or not _UNKNOWN_LABEL.fullmatch(label):
        return None
    if is_bullet(value) or label_of(value):
        return label.rstrip(":"), "", index + 2
    return (label.rstrip(":"), value, index + 3) if len(value) <= _PROSE else None


def is_bullet(text: str) -> bool:
    """Say whether a line is a list's mark and nothing else."""
    return _BULLET.fullmatch(text) is not None
