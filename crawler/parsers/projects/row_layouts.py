"""The many ways to lay out a project's rows, brought to one: label before value. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile
from typing import Final

from crawler.parsers.markup.document import Block
from crawler.parsers.projects import fields
from crawler.parsers.projects.fields import label_of
from crawler.parsers.projects.labels import STATES, alone, known_label
from crawler.parsers.text.patterns import narrow
from crawler.parsers.titles import headlines

NO_PARTS: Final[Mapping[str, str]] = {}
#: Fewer labels may be words of a text.
_FEWEST: Final = 2
_FEWEST_LISTED: Final = 3
_VALUE: Final = 110
_BARS = re.compile(r"\s*[|•·;；｜]\s*")


def in_order(blocks: Sequence[Block], parted: Mapping[str, str] = NO_PARTS) -> list[Block]:
    """Return the blocks, rows on one line apart, columns and labels below their values turned."""
    apart = [part for block in blocks for part in _apart(block, parted)]
    return _labels_first(_lists_paired(_columns_turned(_headings_labelled(apart))))


def parts_of(block: Block, parted: Mapping[str, str]) -> list[str]:
    """Return the parts that markup makes of a block's line, if it makes more than one."""
    return [part for part in parted.get("".join(block.text.split()), "").split("  ") if part]


def _apart(block: Block, parted: Mapping[str, str]) -> Iterator[Block]:
    """Yield the rows of a line, or the value and the label below it that a box holds."""
    parts = parts_of(block, parted)
    if len(parts) == 2 and alone(parts[1], among=True) and not label_of(parts[0]):  # noqa: PLR2004
        yield block._replace(text=parts[0])
        yield block._replace(text=parts[1])
    else:
        yield from _parted(block)


def own_start(blocks: Sequence[Block], title: str | None) -> int:
    """Return where the project's own rows may begin.

    Rows above the title are another's where as many stand below it.
    """
    at = next((n for n, b in enumerate(blocks) if title and headlines.same_title(b.text, title)), 0)
    below = sum(label_of(block.text) is not None for block in blocks[at:] if block.text)
    above = sum(label_of(block.text) is not None for block in blocks[:at] if block.text)
    return at if below >= max(above, _FEWEST) else 0


def _parted(block: Block) -> Iterator[Block]:
    """Yield the rows of a line that bars part: `Budget: USD 415,000 | Status: Ongoing`."""
    lines: list[str] = []
    for part in _BARS.split(block.text) if block.text.count(":") >= _FEWEST else ():
        name, colon, _ = narrow(part).partition(":")
        if colon and known_label(name):
            lines.append(part)
        elif lines:
            lines[-1] += f"; {part}"
        else:
            break
    if len(lines) < _FEWEST:
        yield block
    for line in lines if len(lines) >= _FEWEST else ():
        yield block._replace(text=line, anchors=(), link_chars=0)


def _columns_turned(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks; a row of labels above a row of values becomes pairs."""
    turned = list(blocks)
    at = 0
    while at < len(turned):
        size = _run(turned, at, "label")
        known = sum(_lone(block) is not None for block in turned[at : at + size])
        if known >= _FEWEST and _run(turned, at + size, "cell") >= size:
            heads, cells = turned[at : at + size], turned[at + size : at + 2 * size]
            pairs = zip(heads, cells, strict=True)
            turned[at : at + 2 * size] = [one for pair in pairs for one in pair]
            size *= 2
        at += max(size, 1)
    return turned


def _lists_paired(blocks: list[Block]) -> list[Block]:
    """Return the blocks; a list of labels beside a list of values becomes pairs.

    Empty entries are no blocks: the values are fitted to the labels in their order, and only
    where there is one way to do so.
    """
    paired = list(blocks)
    at = 0
    while at < len(paired):
        labels = _listed(paired, at)
        names = [name for block in labels if (name := _lone(block))]
        if len(names) < _FEWEST_LISTED or len(names) < len(labels):
            at += max(len(labels), 1)
            continue
        values = _listed(paired, at + len(labels))
        places = fields.placed([block.text for block in values], names)
        if places is None or any(map(_lone, values)):
            at += len(labels)
            continue
        by_place = dict(zip(places, values, strict=True))
        rows: list[Block] = []
        for n, label in enumerate(labels):
            rows.append(label._replace(kind="label"))
            rows += [by_place[n]._replace(kind="value")] if n in by_place else []
        paired[at : at + len(labels) + len(values)] = rows
        at += len(rows)
    return paired


def _listed(blocks: Sequence[Block], at: int) -> list[Block]:
    """Return the entries of the list that begins there: the blocks of one make."""
    if at >= len(blocks) or blocks[at].kind != "item":
        return []
    path = blocks[at].path
    return list(takewhile(lambda block: block.kind == "item" and block.path == path, blocks[at:]))


def _headings_labelled(blocks: list[Block]) -> list[Block]:
    """Return the blocks; where headings are labels, all of their make are, and what is below them.

    The last of them may head the project's text.
    """
    known = Counter(
        block.path
        for block, below in pairwise(blocks)
        if block.kind == "heading" and (label := _lone(block)) and fields.sure(label, below.text)
    )
    makes = {path for path, times in known.items() if times >= _FEWEST}
    if not makes:
        return blocks
    turned: list[Block] = []
    at = 0
    while at < len(blocks):
        block, end = blocks[at], at + 1
        while end < len(blocks) and blocks[end].kind != "heading":
            end += 1
        below = list(takewhile(_is_value, blocks[at + 1 : end]))
        row = below or end == at + 1 or label_of(block.text)
        if block.kind == "heading" and block.path in makes and row:
            turned.append(block._replace(kind="label", level=0))
            value = "; ".join(one.text for one in below)
            turned += [below[0]._replace(text=value, kind="value")] if below else []
            turned += blocks[at + 1 + len(below) : end]
        else:
            turned += blocks[at:end]
        at = end
    return turned


def _is_value(block: Block) -> bool:
    """Return whether a block can be a row's value, and no sentence."""
    return 0 < len(block.text) <= _VALUE and not block.text.endswith((".", "。"))


def _run(blocks: Sequence[Block], at: int, kind: str) -> int:
    """Return how many blocks of a kind stand there in a row."""
    end = at
    while end < len(blocks) and blocks[end].kind == kind:
        end += 1
    return end - at


def _labels_first(blocks: list[Block]) -> list[Block]:
    """Return the blocks; where values stand above their labels, each below its label."""
    places = [(at, label) for at, block in enumerate(blocks) if at and (label := _lone(block))]
    above = sum(fields.sure(label, blocks[at - 1].text) for at, label in places)
    below = sum(fields.sure(label, blocks[at + 1].text) for at, label in places if blocks[at + 1 :])
    if above < _FEWEST or above <= below:
        return blocks
    for at, label in reversed(places):
        first = at - 1
        while label == STATES and blocks[first].kind == blocks[first - 1].kind == "item":
            first -= 1
        value = blocks[at - 1]._replace(
            text=" ".join(block.text for block in blocks[first:at]), kind="value"
        )
        if len(value.text) <= _VALUE and _lone(value) is None:
            blocks[first : at + 1] = [blocks[at]._replace(kind="label"), value]
    return blocks


def _lone(block: Block) -> str | None:
    """Return the label that a block is and nothing more."""
    if not block.text or block.is_link:
        return None
    found = label_of(block.text, among=True)
    return found[0] if found and not found[2] else None
