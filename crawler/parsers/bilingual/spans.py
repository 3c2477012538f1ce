"""A text cut into its Chinese and its English parts, to the character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crawler.parsers.bilingual.model import languages
from crawler.parsers.bilingual.pieces import Piece, is_han, pieces_of, zones_of
from crawler.parsers.bilingual.seams import (
    cut_at_number,
    cut_by_marks,
    cut_in_context,
    needs_context,
)
from crawler.parsers.text.script import HAN, LATIN

Side = Literal["zh", "en"]

_ANY_HAN = re.compile(f"[{HAN}]")
_ANY_LATIN = re.compile(f"[{LATIN}]")
#: Between blocks of one page: a blank line, the strongest sign that a sentence is over.
_BLOCK_BREAK = "\n\n"
#: A Chinese character says about as much as this many Latin letters.
_LETTERS_A_CHARACTER = 3


class Span(NamedTuple):
    """A stretch of text in one language: code-point offsets, end exclusive.

    A named tuple, not a dataclass, for it is made three times as fast.
    """

    start: int
    end: int
    language: Side


def split(text: str) -> tuple[Span, ...]:
    """Return spans that tile the text, neighbours differing in language; none for an empty text.

    Digits, punctuation, e-mails and URLs go with the sentence they stand in; a text
    without letters counts as English.
    """
    if not text:
        return ()
    zones = zones_of(text)
    if len(zones) < 2:  # noqa: PLR2004 - one script, or none
        chinese = zones and is_han(text[zones[0][0]])
        return (Span(0, len(text), "zh" if chinese else "en"),)
    pieces = pieces_of(text, zones)
    return _spans(text, pieces, languages(text, pieces))


def _spans(text: str, pieces: Sequence[Piece], english: Sequence[bool]) -> tuple[Span, ...]:
    """Return the spans that labelled pieces make; seams are cut inside the gaps between them."""
    spans: list[Span] = []
    start = last_end = 0
    current = english[0]
    for piece, label in zip(pieces, english, strict=True):
        if label is not current:
            gap = text[last_end : piece[0]]
            cut = cut_in_context(gap, text, start, last_end) if needs_context(gap) else None
            if cut is None:
                cut = cut_by_marks(gap)
            if cut is None:
                cut = cut_at_number(gap, text[last_end - 1], None if label else text[piece[0]])
            cut += last_end
            spans.append(Span(start, cut, "en" if current else "zh"))
            start, current = cut, label
        last_end = piece[1]
    spans.append(Span(start, len(text), "en" if current else "zh"))
    return tuple(spans)


def split_blocks(texts: Sequence[str]) -> list[list[tuple[str, Side]]]:
    """Return each block's pieces with their languages; blocks are read in the context of all.

    The pieces of a block joined give the block; an empty block has none, a blank one goes with
    the block before.
    """
    spans = split(_BLOCK_BREAK.join(text for text in texts if text.strip()))
    pieces: list[list[tuple[str, Side]]] = []
    language: Side = spans[0].language if spans else "en"
    if len(spans) < 2:  # noqa: PLR2004 - one language
        return [[(text, language)] if text else [] for text in texts]
    offset = first = 0
    for text in texts:
        if not text.strip():
            pieces.append([(text, language)] if text else [])
            continue
        while spans[first].end <= offset:
            first += 1
        pieces.append(_pieces(text, spans, first, offset))
        language = pieces[-1][-1][1]
        offset += len(text) + len(_BLOCK_BREAK)
    return pieces


def _pieces(text: str, spans: Sequence[Span], first: int, offset: int) -> list[tuple[str, Side]]:
    """Return the pieces of a block that begins at `offset`, inside the span numbered `first`."""
    cut: list[tuple[str, Side]] = []
    end = offset + len(text)
    for index in range(first, len(spans)):
        span = spans[index]
        if span.start >= end:
            break
        cut.append((text[max(span.start - offset, 0) : span.end - offset], span.language))
    return cut


def language_of(text: str) -> Side | None:
    """Return the language most of a text is written in; None where it has no letters."""
    weights = {"zh": 0, "en": 0}
    for span in split(text):
        part = text[span.start : span.end]
        han = len(_ANY_HAN.findall(part))
        weights[span.language] += han * _LETTERS_A_CHARACTER + len(_ANY_LATIN.findall(part))
    if not any(weights.values()):
        return None
    return "zh" if weights["zh"] >= weights["en"] else "en"
