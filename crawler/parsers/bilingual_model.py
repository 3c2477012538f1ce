"""The two-state model: pieces of one script, what each language costs them, the cheapest labelling.

A page is read as alternating zones, each from the first to the last letter of one script with
whatever stands between. Zones are cut further only near their ends, where a sentence in
one language may finish with a name in the other script, and the rest costs nothing to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.parsers.bilingual_seams import BRACKET, GLUED, seam_cost
from crawler.parsers.english_words import OPENERS, foreignness, is_vocabulary
from crawler.parsers.script import HAN, LATIN

#: Start, end, whether the letters are Chinese. A plain tuple: thousands are made a page.
Piece = tuple[int, int, bool]

_ZONE = re.compile(f"[{HAN}](?:[^{LATIN}]*[{HAN}])?|[{LATIN}](?:[^{HAN}]*[{LATIN}])?")
_IS_HAN = re.compile(f"[{HAN}]")
#: How far from its ends a zone is searched for seams: longer than any name, title or e-mail.
_EDGE = 160
_LATIN_CUT = re.compile(
    r"\s*\n\s*"  # a new line
    r"|(?<![A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bProf)(?<!\bSt)(?<!\bNo)"
    r"[.!?]+[\"'”’)\]]*(?:\s+|(?=[A-Z“\"]))(?=[^a-z])"  # a sentence ends, with or without a space
    r"|[。！？；：，、）】》」』][。！？；：，、）】》」』”’]*\s*"  # full-width punctuation is Chinese
    r"|(?<=[a-z])[\"”]?[ ]+(?=(?:" + OPENERS + r")\b)"  # a sentence begins, the stop is missing
)
_ADDRESS_CUT = re.compile(r"(?:\S+@\S+\.[a-z]+|https?://\S+)[.,;]?(?P<gap>\s+)(?=[A-Z])")
_HAN_CUT = re.compile(r"\s*\n\s*|[。！？!?][”’\"」』)）]*\s*|\.\s+|[)）\]】][.,;。，]?\s*")
#: Characters that build sentences; a name of a person, office or place has none of them.
_SENTENCE_CHARS = re.compile("[的了是在被把将將不也都就而我你您他她它这這那们們请請让讓每已仍可以应應要说說从從并並着著过過还還很,，。：:；！？、]")

_OPENERS_BRACKET = frozenset("(（[【《〈「『“‘\"")
_CLOSERS_BRACKET = frozenset(")）]】》〉」』”’\"")
_FULL_WIDTH = frozenset("，。、；：？！）》」』】")
#: What a single Chinese character costs in an English sentence, and how little a long name adds.
_HAN_COST, _NAME_BASE, _NAME_SLOPE = 1.1, 5.0, 0.2
#: English puts spaces around a foreign word; Chinese glued to it is rather a sentence of its own.
_GLUED_COST = 2.0
_FULL_WIDTH_COST = 1.5
_TITLE_MARK_COST = 3.0
#: A sentence that begins with a small letter began before.
_CONTINUES = 2.0
_MENU_COST = 8.0
_MENU_PIECES, _MENU_HAN, _MENU_LATIN = 4, 8, 32
_MENU_GAP = re.compile(r"[\s|/·•>»\-–—*]*\Z")


def pieces(text: str) -> list[Piece]:
    """Return the text's pieces in order; the text holds letters of both scripts."""
    zones = [match.span() for match in _ZONE.finditer(text)]
    han = bool(_IS_HAN.match(text, zones[0][0]))
    result: list[Piece] = []
    last = len(zones) - 1
    for index, (start, end) in enumerate(zones):
        if end - start <= 6 or _enclosed(text, start, end):
            result.append((start, end, han))
        else:
            _cut_zone(text, start, end, han, index > 0, index < last, result)
        han = not han
    return result


def _enclosed(text: str, start: int, end: int) -> bool:
    """Tell whether a zone stands alone inside brackets or quotation marks."""
    return (
        start > 0
        and text[start - 1] in _OPENERS_BRACKET
        and text[end : end + 1] in _CLOSERS_BRACKET
        and end < len(text)
    )


def _cut_zone(
    text: str, start: int, end: int, han: bool, head: bool, tail: bool, result: list[Piece]
) -> None:
    """Append the zone's pieces: cut near the ends that touch another zone."""
    cut = _HAN_CUT if han else _LATIN_CUT
    cuts: list[tuple[int, int]] = []
    if end - start <= 2 * _EDGE:
        cuts = [match.span() for match in cut.finditer(text, start, end)]
        if not han:
            cuts += [m.span("gap") for m in _ADDRESS_CUT.finditer(text, start, end)]
            cuts.sort()
    else:
        if head:
            cuts = [match.span() for match in cut.finditer(text, start, start + _EDGE)]
            if not han:
                cuts += [m.span("gap") for m in _ADDRESS_CUT.finditer(text, start, start + _EDGE)]
                cuts.sort()
        if tail:
            cuts += [match.span() for match in cut.finditer(text, end - _EDGE, end)]
    position = start
    for gap_start, gap_end in cuts:
        if gap_start > position and gap_end < end:
            result.append((position, gap_start, han))
            position = gap_end
    result.append((position, end, han))


def languages(text: str, pieces: Sequence[Piece]) -> list[int]:
    """Return the cheapest labelling of the pieces: 1 for English, 0 for Chinese."""
    menu = _menu_pieces(text, pieces) if len(pieces) >= _MENU_PIECES else ()
    zh_cost = en_cost = 0.0
    back: list[tuple[int, int]] = []
    previous_end = 0
    count = len(pieces)
    for index, (start, end, han) in enumerate(pieces):
        gap = text[previous_end:start]
        after = text[end : pieces[index + 1][0]] if index + 1 < count else text[end:]
        switch = seam_cost(gap) if index else 0.0
        if menu and menu[index]:
            as_zh, as_en = (0.0, _MENU_COST) if han else (_MENU_COST, 0.0)
            switch = min(switch, 0.3)
        elif han:
            as_zh, as_en = 0.0, _cost_as_english(text[start:end], gap if index else " ", after if index + 1 < count else " ")
        else:
            as_zh, as_en = foreignness(text[start:end]), _cost_of_chinese_marks(gap, after)
        to_english = switch
        if not han and text[start].islower() and "\n" not in gap and switch > 1.0:
            to_english += _CONTINUES
        zh_from_en = en_cost + switch
        en_from_zh = zh_cost + to_english
        back.append((1 if zh_from_en < zh_cost else 0, 0 if en_from_zh < en_cost else 1))
        zh_cost = min(zh_cost, zh_from_en) + as_zh
        en_cost = min(en_cost, en_from_zh) + as_en
        previous_end = end
    label = 0 if zh_cost <= en_cost else 1
    labels = [0] * count
    for index in range(count - 1, -1, -1):
        labels[index] = label
        label = back[index][label]
    return labels


def _cost_as_english(piece: str, before: str, after: str) -> float:
    """Return what it costs to call Chinese characters a part of an English sentence."""
    length = len(piece)
    cost = _HAN_COST * length
    if cost > _NAME_BASE and not _SENTENCE_CHARS.search(piece):
        cost = min(cost, _NAME_BASE + _NAME_SLOPE * length)
    if not before:
        cost += _GLUED_COST
    if not after:
        cost += _GLUED_COST
    return cost


def _cost_of_chinese_marks(before: str, after: str) -> float:
    """Return what the Chinese punctuation around Latin letters speaks against English."""
    cost = 0.0
    if after and after[0] in _FULL_WIDTH:
        cost += _FULL_WIDTH_COST
    if before and before[-1] in "《「『【〈":
        cost += _TITLE_MARK_COST
    return cost


def _menu_pieces(text: str, pieces: Sequence[Piece]) -> list[bool] | tuple[()]:
    """Return which pieces belong to menus: short entries that alternate, without any sentence."""
    flags = [False] * len(pieces)
    found = False
    run: list[int] = []
    for index, (start, end, han) in enumerate(pieces):
        fits = end - start <= (_MENU_HAN if han else _MENU_LATIN)
        if fits and han and _SENTENCE_CHARS.search(text, start, end):
            fits = False
        if run and not (
            fits and han is not pieces[run[-1]][2] and _MENU_GAP.match(text, pieces[run[-1]][1], start)
        ):
            found |= _mark_menu(text, pieces, run, flags)
            run = []
        if fits:
            run.append(index)
    found |= _mark_menu(text, pieces, run, flags)
    return flags if found else ()


def _mark_menu(text: str, pieces: Sequence[Piece], run: Sequence[int], flags: list[bool]) -> bool:
    """Flag a run of short alternating pieces as a menu if most of its Latin ones are English words."""
    if len(run) < _MENU_PIECES:
        return False
    latin = [text[pieces[i][0] : pieces[i][1]] for i in run if not pieces[i][2]]
    if sum(map(is_vocabulary, latin)) * 2 < len(latin):
        return False
    for index in run:
        flags[index] = True
    return True
