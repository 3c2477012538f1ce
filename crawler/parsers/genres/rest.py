"""An article's blocks still to be judged, and what genres' readers have taken from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from crawler.parsers.credits import bylines, dispatch
from crawler.parsers.credits.metaline import MetaLine
from crawler.parsers.markup.document import Block
from crawler.parsers.titles import headlines


@dataclass(slots=True)
class Rest:
    """The blocks still to be judged, and what has been taken from them."""

    blocks: list[Block]
    #: What `3天前` is counted from.
    reference: datetime | None = None
    #: Lines as markup parts them.
    parted: Mapping[str, str] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    lines: list[MetaLine] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)


def repeats_title(rest: Rest, text: str) -> bool:
    """Say whether a line is one of the titles that were taken."""
    return any(headlines.same_title(text, title) for title in rest.titles)


def byline(rest: Rest, text: str) -> MetaLine | None:
    """Return what a line says as a byline of this page."""
    return bylines.byline(text, rest.reference, rest.parted)


def is_reporters(rest: Rest, text: str) -> bool:
    """Take a line that names a reporter and no more: `本报记者 林舟`."""
    author = dispatch.on_own_line([text])
    if author:
        rest.lines.append(MetaLine(agency=dispatch.paper_on_own_line([text]), author=author))
        rest.dropped.append(text)
    return author is not None
