"""Press about IOM: agency and date in brackets at the end, captions inside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.parsers.dates import finding, order
from crawler.parsers.genres import news
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.markup.document import Block
from crawler.parsers.text.patterns import narrow
from storage.types import PageDate

PARSER_VERSION = 15

#: Tools, related lists and links follow the bracket on china.org.cn: it is sought from the end.
_REACH: Final = 60
#: So many times as long as what follows a bracket is the text that it ends.
_MOSTLY: Final = 2
_EDGES: Final = " ,\uff0c()\uff08\uff09"
_BRACKET = re.compile(
    r"\(\s*(?P<agency>[^\d()]{2,60}?)[\s,]+(?P<date>[^()]{6,40})\s*\)\s*(?:Endi)?\s*$"
)
#: The page of the paper behind the date: `page2`, `第 03 版`.
_PAGE: Final = re.compile(r"[\s,]*(?:\b(?:page|p\.)\s?\w{1,3}|第?\s?\d{1,2}\s?版)$", re.IGNORECASE)
_AGENCY_WORDS: Final = re.compile(r"^[A-Z\u3400-\u9fff][\w.,&’' \u3400-\u9fff-]{1,58}$")
#: `(China.org.cn by Li Xiao, February 24, 2005)`.
_BY: Final = re.compile(r"\s+by\s+(?=[A-Z])")
_MONTHS: Final = re.compile(
    r"[\s,]*\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?$", re.IGNORECASE
)


def read(reading: Reading) -> Draft:
    """Return what the page says as press; the bracket gives agency and date, and goes."""
    found = _bracket(reading.blocks)
    if found is None:
        return news.read(reading)
    text, agency, date = found
    draft = news.read(replace(reading, main=_without(reading.main, text)))
    agency, *writer = _BY.split(agency, maxsplit=1)
    in_page = draft.published
    # the byline's or the metadata's day with its time beats the same day without
    precise = in_page is not None and in_page.iso.startswith(date.iso)
    return replace(
        draft,
        published=in_page if precise else date,
        agency=agency,
        author=draft.author or next(iter(writer), None),
        furniture=(*draft.furniture, text),
        evidence={**draft.evidence, "agency": "bracket"}
        | ({} if precise else {"published": "bracket"}),
    )


def _bracket(blocks: Sequence[Block]) -> tuple[str, str, PageDate] | None:
    """Return the last agency bracket: as written, its agency, its date."""
    for block in reversed([b for b in blocks if b.text][-_REACH:]):
        match = _BRACKET.search(narrow(block.text))
        if match is None:
            continue
        inside = match[0].strip().removesuffix("Endi").strip().strip(_EDGES)
        inside = _PAGE.sub("", inside)
        # the paper's archive writes the month first: `09/28/2022`
        first = False if inside.startswith("China Daily") else None
        for found in order.settle(finding.dates_in(inside, day_first=first)):
            agency = _MONTHS.sub("", inside[: found.start]).strip(_EDGES)
            if found.date and found.end >= len(inside) - 1 and _AGENCY_WORDS.match(agency):
                return block.text[match.start() :].strip(), agency, found.date
    return None


def _without(blocks: Sequence[Block], bracket: str) -> tuple[Block, ...]:
    """Return the blocks without the bracket; one that stands alone ends the text."""
    at = next((n for n, block in enumerate(blocks) if block.text == bracket), None)
    if at is not None:
        own, behind = (sum(len(b.text) for b in part) for part in (blocks[:at], blocks[at:]))
        return tuple(blocks[:at] if own > _MOSTLY * behind else (*blocks[:at], *blocks[at + 1 :]))
    ended = ((b, b._replace(text=b.text.removesuffix(bracket).strip())) for b in blocks)
    # a dump's blank lines part its paragraphs
    return tuple(less for block, less in ended if less.text or not block.text)
