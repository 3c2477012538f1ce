"""A text cut into its Chinese and its English parts, to the character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from crawler.parsers import bilingual_model as model
from crawler.parsers.bilingual_seams import cut_in_gap
from crawler.parsers.script import HAN, LATIN

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
    zones = model.zones(text)
    if len(zones) < 2:  # noqa: PLR2004 - one script, or none
        chinese = zones and model.is_han(text[zones[0][0]])
        return (Span(0, len(text), "zh" if chinese else "en"),)
    pieces = model.pieces(text, zones)
    return _spans(text, pieces, model.languages(text, pieces))


def _spans(text: str, pieces: Sequence[model.Piece], english: Sequence[int]) -> tuple[Span, ...]:
    """Return the spans that labelled pieces make; seams are cut inside the gaps between them."""
    spans: list[Span] = []
    start = 0
    last_end = 0
    current = english[0]
    for piece, label in zip(pieces, english, strict=True):
        if label != current:
            gap_start = last_end
            cut = gap_start + cut_in_gap(
                text[gap_start : piece[0]],
                to_english=bool(label),
                before=text[gap_start - 1],
                after=text[piece[0]],
            )
            spans.append(Span(start, cut, "en" if current else "zh"))
            start, current = cut, label
        last_end = piece[1]
    spans.append(Span(start, len(text), "en" if current else "zh"))
    return tuple(spans)


def split_blocks(texts: Sequence[str]) -> list[list[tuple[str, Side]]]:
    """Return each block's pieces with their languages; blocks are read in the context of all.

    The pieces of a block joined give the block; an empty block has none.
    """
    spans = split(_BLOCK_BREAK.join(texts))
    pieces: list[list[tuple[str, Side]]] = []
    offset = first = 0
    for text in texts:
        end = offset + len(text)
        while first < len(spans) and spans[first].end <= offset:
            first += 1
        cut: list[tuple[str, Side]] = []
        index = first
        while index < len(spans) and spans[index].start < end:
            span = spans[index]
            part = text[max(span.start - offset, 0) : span.end - offset]
            if part:
                cut.append((part, span.language))
            index += 1
        pieces.append(cut)
        offset = end + len(_BLOCK_BREAK)
    return pieces


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
