"""The two-state model: pieces of one script, what each language costs them, the cheapest labelling.

A page is read as alternating zones, each from the first to the last letter of one script with
whatever stands between. Zones are cut further only where a sentence in one language may
begin or finish with a name in the other script; the rest of them costs no more to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import merge

from crawler.parsers.bilingual_seams import CONTINUED, seam_cost
from crawler.parsers.english_words import DECIDED, OPENERS, foreignness, is_entry
from crawler.parsers.script import HAN, LATIN

#: Start, end, whether its letters are Chinese, and what its letters cost in the other language.
#: A plain tuple: a page makes hundreds, and reading one must cost little more than finding it.
Piece = tuple[int, int, bool, float]
Zone = tuple[int, int]

_ZONE = re.compile(f"[{HAN}](?:[^{LATIN}]*[{HAN}])?|[{LATIN}](?:[^{HAN}]*[{LATIN}])?")
#: All Chinese characters stand above this one, all letters that `LATIN` means below.
_BELOW_HAN = "\u2fff"
#: Shorter zones are single words and have no seam inside.
_WORD_LENGTH = 6
#: The usual Latin zone of a Chinese page is a name or an acronym: so long, and without any of these.
_NAME_LENGTH = 30
_CUT_SIGN = re.compile(r"[\n.!?。！？；：，、）】》」』@/]")
#: How far from its ends a zone is searched for seams: longer than any name, title or e-mail.
_EDGE = 160
#: How long the names are after which a sentence may begin without a stop.
_NAMES = 60
_LATIN_CUT = re.compile(
    r"[\n.!?。！？；：，、）】》」』]"
    r"(?:(?<=\n)\s*"  # a line ends
    r"|(?<=[。！？；：，、）】》」』])[。！？；：，、）】》」』”’]*\s*"  # full-width punctuation is Chinese
    r"|(?<=[.!?])(?<![A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\bSt\.)(?<!\bNo\.)"
    r"[\"'”’)\]]*(?:\s+|(?=[A-Z“]))(?=[^a-z\s]))"  # a sentence ends, with or without a space
)
#: A sentence begins although no stop is before it.
_OPENER_CUT = re.compile(r"(?<=[a-z])[\"”]?(?P<gap> +)(?=(?:" + OPENERS + r")\b)")
_ADDRESS_CUT = re.compile(r"(?:[^\s@]{1,64}@[^\s@]+|https?://\S+)(?P<gap>\s+)(?=[A-Z])")
#: A Chinese name that ends an English sentence, and the stop or bracket after it.
_HAN_HEAD = re.compile(
    f"[{HAN}·]{{1,24}}" + r"(?P<gap>[)）\]】》」』”\"'][.,;。，]?\s*|[.;]\s+|\s*\n\s*|[。！？]\s*)"
)
#: A Chinese name that begins an English line is at most so long.
_HAN_NAME = 12
#: Characters that build sentences; a name of a person, office or place has none of them.
_SENTENCE_CHARS = re.compile(
    "[的了是在被把将將不也都就而我你您他她它这這那们們请請让讓每已仍可以应應要说說从從并並着著过過还還很,，。：:；！？、]"
)
_OPENING = frozenset("(（[【《〈「『“‘\"")
_CLOSING = frozenset(")）]】》〉」』”’\"")
_BEFORE_NAME = _OPENING | {" ", "\u00a0"}
_TITLE_MARKS = frozenset("《「『【〈")
_FULL_WIDTH = frozenset("，。、；：？！）》」』】")
#: What a Chinese character costs in an English sentence, and how little a long name adds to that.
_HAN_COST, _NAME_BASE, _NAME_SLOPE = 1.1, 5.0, 0.2
#: English puts spaces around a foreign word; Chinese glued to it is rather a sentence of its own.
_GLUED_COST = 2.0
#: Full-width punctuation after Latin letters, and title marks around them, speak for Chinese.
_FULL_WIDTH_COST, _TITLE_MARK_COST = 1.5, 3.0
#: Words on a line of their own are rather a line of that language than a name.
_OWN_LINE = 2.0
#: A menu has so many entries at least, none longer than this, and little between them.
_MENU_PIECES, _MENU_HAN, _MENU_LATIN = 4, 8, 32
_MENU_GAP = re.compile(r"[\s|/·•>»\-–—*]*\Z")
#: In a menu every entry has the language of its letters: a change is free, a wrong one is not.
_MENU_SEAM, _MENU_COST = 0.1, 8.0


def zones(text: str) -> list[Zone]:
    """Return the text's stretches of one script; neighbours differ in script."""
    return [match.span() for match in _ZONE.finditer(text)]


def is_han(char: str) -> bool:
    """Tell which script the first character of a zone belongs to."""
    return char > _BELOW_HAN


def pieces(text: str, found: Sequence[Zone]) -> list[Piece]:
    """Return the pieces of two or more zones, in order."""
    result: list[Piece] = []
    last_zone = len(found) - 1
    han = is_han(text[found[0][0]])
    for index, (start, end) in enumerate(found):
        length = end - start
        if han:
            if length > _WORD_LENGTH and index:
                start = _cut_han(text, start, end, result)  # noqa: PLW2901 - what is left
            result.append((start, end, True, _cost_as_english(text, start, end)))
        elif length <= _NAME_LENGTH and not _CUT_SIGN.search(text, start, end) or _enclosed(text, start, end):
            result.append((start, end, False, foreignness(text[start:end])))
        else:
            before = text[found[index - 1][1] : start] if index else None
            after = text[end : found[index + 1][0]] if index < last_zone else "\n"
            _cut_latin(text, (start, end), before, after, result)
        han = not han
    return result


def _cost_as_english(text: str, start: int, end: int) -> float:
    """Return what it costs to call Chinese characters a part of an English sentence."""
    length = end - start
    cost = _HAN_COST * length
    if cost > _NAME_BASE and length <= 4 * _HAN_NAME and not _SENTENCE_CHARS.search(text, start, end):
        return min(cost, _NAME_BASE + _NAME_SLOPE * length)
    return cost


def _enclosed(text: str, start: int, end: int) -> bool:
    """Tell whether a zone stands alone inside brackets or quotation marks."""
    return (
        start > 0
        and text[start - 1] in _OPENING
        and end < len(text)
        and text[end] in _CLOSING
    )


def _cut_han(text: str, start: int, end: int, result: list[Piece]) -> int:
    """Append a name that ends the English sentence before; return where the rest begins."""
    if text[start - 1] in _BEFORE_NAME:
        head = _HAN_HEAD.match(text, start, end)
        if head:
            gap = head.start("gap")
            result.append((start, gap, True, _cost_as_english(text, start, gap)))
            start = head.end()
    line = text.rfind("\n", max(start + 1, end - _HAN_NAME), end)
    if line > 0:
        result.append((start, line, True, _cost_as_english(text, start, line)))
        return line + 1
    return start


def _cut_latin(text: str, zone: Zone, before: str | None, after: str, result: list[Piece]) -> None:
    """Append a zone's pieces: names and addresses at its two ends, English between them.

    `before` and `after` are the gaps around the zone, None before the first of the text.
    """
    start, end = zone
    cost = -1.0
    if before is not None:
        for gap_start, gap_end in _head_cuts(text, start, min(end, start + _EDGE), before):
            cost = foreignness(text[start:gap_start])
            if cost >= DECIDED:
                break
            if gap_start > start:
                result.append((start, gap_start, False, cost))
            start = gap_end
            cost = -1.0
    if seam_cost(after) > CONTINUED:
        cuts = [match.span() for match in _LATIN_CUT.finditer(text, max(start, end - _EDGE), end)]
        if cuts and cuts[-1][0] > start:
            last = foreignness(text[cuts[-1][1] : end])
            if last < DECIDED:
                first = cost if cost >= 0 else foreignness(text[start : cuts[-1][0]])
                result.append((start, cuts[-1][0], False, first))
                start, cost = cuts[-1][1], last
    result.append((start, end, False, foreignness(text[start:end]) if cost < 0 else cost))


def _head_cuts(text: str, start: int, limit: int, before: str) -> Iterator[tuple[int, int]]:
    """Yield the places, in order, where the Chinese sentence before may end after a Latin name."""
    extra: list[tuple[int, int]] = []
    if text.find("@", start, limit) > 0 or text.find("://", start, limit) > 0:
        extra = [match.span("gap") for match in _ADDRESS_CUT.finditer(text, start, limit)]
    if seam_cost(before) > CONTINUED:
        opener = _OPENER_CUT.search(text, start, min(limit, start + _NAMES))
        if opener:
            extra.append(opener.span("gap"))
    cuts = (match.span() for match in _LATIN_CUT.finditer(text, start, limit))
    return merge(cuts, sorted(extra)) if extra else cuts


def languages(text: str, pieces: Sequence[Piece]) -> list[int]:
    """Return the cheapest labelling of the pieces: 1 for English, 0 for Chinese."""
    count = len(pieces)
    menu = _menu_pieces(text, pieces) if count >= _MENU_PIECES else None
    gaps = [text[a[1] : b[0]] for a, b in zip(pieces, pieces[1:])]  # noqa: B905, RUF007 - speed
    gaps.append("\n")
    zh_cost = en_cost = 0.0
    to_zh: list[bool] = []
    to_en: list[bool] = []
    before = "\n"
    switch = 0.0
    for index in range(count):
        start, _, han, cost = pieces[index]
        after = gaps[index]
        enter = switch
        if menu and menu[index]:
            as_zh, as_en = (0.0, _MENU_COST) if han else (_MENU_COST, 0.0)
            enter = switch = min(switch, _MENU_SEAM)
        elif han:
            as_zh, as_en = 0.0, cost
            if not before:
                as_en += _GLUED_COST
            if not after:
                as_en += _GLUED_COST
        else:
            as_zh, as_en = cost, 0.0
            if "\n" in after and "\n" in before:
                as_zh *= _OWN_LINE
            if after and after[0] in _FULL_WIDTH:
                as_en = _FULL_WIDTH_COST
            if before and before[-1] in _TITLE_MARKS:
                as_en += _TITLE_MARK_COST
            if switch > CONTINUED and text[start].islower():
                enter += CONTINUED
        from_en, from_zh = en_cost + switch, zh_cost + enter
        to_zh.append(from_en < zh_cost)
        to_en.append(en_cost <= from_zh)
        zh_cost, en_cost = (
            (from_en if from_en < zh_cost else zh_cost) + as_zh,
            (en_cost if en_cost <= from_zh else from_zh) + as_en,
        )
        before = after
        switch = seam_cost(after)
    label = 0 if zh_cost <= en_cost else 1
    labels = [0] * count
    for index in range(count - 1, -1, -1):
        labels[index] = label
        label = int(to_en[index] if label else to_zh[index])
    return labels


def _menu_pieces(text: str, pieces: Sequence[Piece]) -> list[bool] | None:
    """Return which pieces belong to menus: short entries that alternate, without any sentence."""
    flags: list[bool] | None = None
    run: list[int] = []
    previous_end = 0
    for index, (start, end, han, _) in enumerate(pieces):
        fits = end - start <= (_MENU_HAN if han else _MENU_LATIN)
        if run and not (
            fits and han is not pieces[run[-1]][2] and _MENU_GAP.match(text, previous_end, start)
        ):
            if len(run) >= _MENU_PIECES and _is_menu(text, [pieces[i] for i in run]):
                flags = flags or [False] * len(pieces)
                for entry in run:
                    flags[entry] = True
            run = []
        if fits:
            run.append(index)
        previous_end = end
    if len(run) >= _MENU_PIECES and _is_menu(text, [pieces[i] for i in run]):
        flags = flags or [False] * len(pieces)
        for entry in run:
            flags[entry] = True
    return flags


_NO_ENTRY = re.compile("[的了是在与與和被把将將不也都就而他她它让讓已仍应應说說着著过過还還,，。：:；！？、]")


def _is_menu(text: str, run: Sequence[Piece]) -> bool:
    """Tell whether short alternating pieces are entries of a menu: words, not names, no sentence."""
    latin = [text[start:end] for start, end, han, _ in run if not han]
    if sum(map(is_entry, latin)) * 5 < len(latin) * 3:
        return False
    return not any(han and _NO_ENTRY.search(text, start, end) for start, end, han, _ in run)
