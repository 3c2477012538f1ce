"""A text as pieces of one script: what the two-state model labels.

A text is read as alternating zones, each from the first to the last letter of one script with
whatever stands between. Zones are cut further only where a sentence in one language may
begin or finish with a name in the other script; the rest of them costs no more to read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crawler.parsers.bilingual.english_words import DECIDED, OPENERS, foreignness
from crawler.parsers.bilingual.seams import BLANK_LINE, CONTINUED, seam
from crawler.parsers.text.script import HAN, LATIN

#: Start, end, whether its letters are Chinese, and what they cost in the other language: `DECIDED`
#: and above is not to be had. A plain tuple, for a page makes hundreds and they must cost nothing.
Piece = tuple[int, int, bool, float]
Zone = tuple[int, int]

_ZONE = re.compile(f"[{HAN}](?:[^{LATIN}]*[{HAN}])?|[{LATIN}](?:[^{HAN}]*[{LATIN}])?")
#: All Chinese characters stand above this one, all letters that `LATIN` means below.
_BELOW_HAN = "\u2fff"
#: Shorter zones are single words and have no seam inside.
_WORD_LENGTH = 3
#: The usual Latin zone of a Chinese page is a name: so long, and without any of these.
_NAME_LENGTH = 48
_CUT_SIGN = re.compile(r"[\n.!?。！？；：，、）】》」』@/]")
#: More than any cost: the zone has to be looked at closer.
_UNREAD = 2 * DECIDED
#: Zones to remember; beyond them the dictionary begins anew, so that no page can swell it.
_KNOWN_NAMES = 1 << 13
#: How far from its ends a zone is searched for seams: longer than any name, title or e-mail.
_EDGE = 160
#: How long the names are after which a sentence may begin without a stop.
_NAMES = 60
#: Latin letters that go on for so long are prose, whatever their words.
_PROSE = 300
_LATIN_CUT = re.compile(
    r"[\n.!?。！？；：，、）】》」』]"
    r"(?:(?<=\n)\s*"  # a line ends
    r"|(?<=[。！？；：，、）】》」』])[。！？；：，、）】》」』”’]*\s*"  # full-width punctuation
    r"|(?<=[.!?])(?<![A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bNo\.)(?<!\bMrs\.)(?<!\bProf\.)"
    r"[\"'”’)\]]*(?:\s+|(?=[A-Z“]))(?=[^a-z\s]))"  # a sentence ends, with or without a space
)
#: A sentence begins although no stop is before it.
_OPENER_CUT = re.compile(r"(?<=[a-z])[\"”]?(?P<gap> +)(?=(?:" + OPENERS + r")\b)")
#: English glues no acronym to a small letter: one that ends a zone begins the Chinese after it.
_GLUED_ACRONYM = re.compile(r"(?<=[a-z]{2})(?=[A-Z]{2,8}\Z)")
_ACRONYM_COST = -1.5
_CREDIT = "©"
_ADDRESS_SIGN = re.compile(r"@|://|www\.")
_ADDRESS_CUT = re.compile(
    r"(?:[^\s@]{1,64}@[^\s@]+|(?:https?://|www\.)\S+)(?P<gap>\s+)(?=[A-Z])"
    r"|[\w.+-]{1,64}@[a-z\d.-]+\.[a-z]{2,4}(?P<glued>)(?=[A-Z][a-z]+ )"
)
#: A Chinese name that ends an English sentence, and the stop or bracket after it.
_HAN_HEAD = re.compile(
    f"[{HAN}·0-9]{{1,24}}"
    r"(?P<gap>[)）\]】》」』”\"'][.,;。，]?[)”\"']*\s*|[.;][)”\"']*\s+|\s*\n\s*|[。！？]\s*)"
)
#: A Chinese name that begins an English line is at most so long.
_HAN_NAME = 12
#: Longer stretches of Chinese are no name of anybody, nor of any office.
_LONGEST_NAME = 40
#: An English title inside a Chinese sentence is at most so long.
_LONGEST_TITLE = 120
_CHINESE_STOPS = frozenset("。，、；！？：")
#: Characters that build sentences; a name of a person, office or place has none of them.
_SENTENCE_CHARS = re.compile(
    "[的了是在被把将將不也都就而我你您他她它这這那们們请請让讓每已仍可以应應要说說从從并並着著过過还還很"
    ",，。：:；！？、]"
)
#: Words of names and menus that those characters are part of, and whatever stands in brackets.
_NO_SENTENCE = re.compile(
    "[(（][^()（）]*|共和[国國]|和平|和[谐諧]|[参參][与與]|[与與]会者|成都|首都|都市|目的[地]?|了解|就[业業医醫学學读讀餐近职職]"
    "|[现現存内內]在|在[线線职職校]|[说說]明|小[说說]|是否|[将將]来|每[日周週月年天]|可持[续續]|可[以]?再生|[应應]急|[应應]用|[应應]对"
    "|[从從][业業]|要闻|要求|重要|主要|需要|[过過]境|[过過]程|[经經][过過]|名著|[让讓][步渡]"
)
_OPENING = frozenset('(（[【《〈「『“‘"')
_CLOSING = frozenset(')）]】》〉」』”’"')
_BREAK = re.compile(r"[\n)）\]】》」』”\"]")
_BRACKETS = re.compile(r"\([^()\n]*\)|（[^（）\n]*）")
#: Behind a Chinese name in brackets, its romanised form: `(国际移民组织在华办事处, IOM China)`.
_LATIN_INSIDE = re.compile(f"[,;] [^()（）\n{HAN}]{{1,80}}[)）]")
_EXPANSION = re.compile(r"[A-Z]{2,10}s? ?[(（][A-Z][^()（）\n.!?]*")
_CLOSE = re.compile(r"[)）\]】》」』”\"]+[,.;:，。；：、!?！？]*\s*")
_BEFORE_NAME = _OPENING | {" ", "\u00a0"}
#: `(21世纪海上丝绸之路)`: a number of so many digits at most.
_DIGITS = 4
#: `III. 其他事項`: the number of a line.
_NUMERAL = re.compile("[IVX]{1,5}")
_NUMBERED = re.compile(f"[IVX]{{1,5}}[.、)]\\s*[{HAN}]")
_NUMERAL_COST = -3.0
#: What a Chinese character costs in an English sentence, and how little a long name adds to that.
_HAN_COST, _NAME_BASE, _NAME_SLOPE = 1.1, 5.0, 0.2
#: The characters of a sentence cost more than those of a name.
_SENTENCE_FACTOR = 1.6
#: What a phrase costs amid an English sentence, as in `the sign reads 高高兴兴上班 and hangs`.
_QUOTED_COST = 6.0
#: What stands in brackets belongs to the sentence around it: less than one bracket, by far.
_DOUBTFUL = 4.0
#: What stands in Chinese quotation marks a Chinese sentence quotes.
_CORNERS = frozenset("「『")
_UNCORNERED = re.compile("[.?!…]*[」』]")
_CORNERED = 1.0
#: An acronym with its expansion behind it is a name.
_EXPANDED = 2.0


class _NameCosts(dict[str, float]):
    """What short Latin zones cost: a dictionary made as they are met, for names recur."""

    def __missing__(self, zone: str) -> float:
        """Return and keep the cost of a zone; `_UNREAD` if it may have to be cut first."""
        if len(self) >= _KNOWN_NAMES:
            self.clear()
        cost = _UNREAD if _CUT_SIGN.search(zone) else foreignness(zone)
        if _NUMERAL.fullmatch(zone):
            cost = _NUMERAL_COST
        self[zone] = cost
        return cost


#: What a Latin zone of at most `_NAME_LENGTH` characters costs as a part of a Chinese sentence.
_name_cost = _NameCosts().__getitem__


def zones_of(text: str) -> list[Zone]:
    """Return the text's stretches of one script; neighbours differ in script."""
    return [match.span() for match in _ZONE.finditer(text)]


def _numbers_line(text: str, start: int) -> bool:
    """Tell whether a Roman number opens a line that goes on in Chinese."""
    return text[start - 1 : start] in {"", "\n"} and bool(_NUMBERED.match(text, start))


def is_han(char: str) -> bool:
    """Tell which script the first character of a zone belongs to."""
    return char > _BELOW_HAN


def pieces_of(text: str, found: Sequence[Zone]) -> list[Piece]:
    """Return the pieces of two or more zones, in order."""
    result: list[Piece] = []
    last_zone = len(found) - 1
    han = is_han(text[found[0][0]])
    for index, (start, end) in enumerate(found):
        length = end - start
        if han:
            if (
                index
                and length > _WORD_LENGTH
                and (text[start - 1] in _BEFORE_NAME or "\n" in text[end - _HAN_NAME : end])
            ):
                start = _cut_han(text, start, end, result)  # noqa: PLW2901 - what is left
            cost = DECIDED if end - start > _LONGEST_NAME else _cost_as_english(text, start, end)
            if cost > _QUOTED_COST and length <= _LONGEST_NAME and 0 < index < last_zone:
                follows = found[index + 1][0]
                if text[follows].islower() and text[start - 1] == " " and text[start - 2].islower():
                    cost = _QUOTED_COST if seam(text[end:follows]).cost > CONTINUED else cost
            result.append((start, end, True, cost))
        elif length <= _NAME_LENGTH and (cost := _name_cost(text[start:end])) < _UNREAD:
            if cost > _EXPANDED:
                cost = min(cost, _most(text, start, end))
            elif cost == _NUMERAL_COST and not _numbers_line(text, start):
                cost = foreignness(text[start:end])
            result.append((start, end, False, cost))
        elif (most := _most(text, start, end)) < DECIDED:
            result.append((start, end, False, min(foreignness(text[start:end]), most)))
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
    if start and text[start - 1].isdigit():
        start = _opened_by_number(text, start)
    if (
        start
        and text[start - 1] in _OPENING
        and (_enclosed(text, start, end) or _LATIN_INSIDE.match(text, end))
    ):
        return min(cost, _DOUBTFUL)
    if _SENTENCE_CHARS.search(text, start, end) and (
        length > _HAN_NAME or says_something(text, start, end)
    ):
        return cost * _SENTENCE_FACTOR
    return min(cost, _NAME_BASE + _NAME_SLOPE * length)


def _opened_by_number(text: str, start: int) -> int:
    """Return where a bracket was opened right before the number before a zone, else its start."""
    at = start
    while at > max(0, start - _DIGITS) and text[at - 1].isdigit():
        at -= 1
    return at if at and text[at - 1] in _OPENING else start


def says_something(
    text: str, start: int, end: int, signs: re.Pattern[str] = _SENTENCE_CHARS
) -> bool:
    """Tell whether a Chinese zone has characters of sentences, other than as parts of nouns."""
    return bool(signs.search(_NO_SENTENCE.sub("", text[start:end])))


def _cost_as_chinese(text: str, start: int, end: int) -> float:
    """Return what it costs to call the end of a Latin zone a part of a Chinese sentence."""
    cost = foreignness(text[start:end])
    return _EXPANDED if cost > _EXPANDED and _is_expanded(text, start, end) else cost


def _enclosed(text: str, start: int, end: int) -> bool:
    """Tell whether a zone stands alone inside one pair of brackets or quotation marks."""
    return (
        start > 0
        and text[start - 1] in _OPENING
        and end < len(text)
        and text[end] in _CLOSING
        and (
            not _BREAK.search(text, start, end)
            or not _BREAK.search(_BRACKETS.sub("", text[start:end]))
        )
    )


def _most(text: str, start: int, end: int) -> float:
    """Return what the brackets around or inside a Latin zone let it cost at most."""
    if _is_expanded(text, start, end):
        return _EXPANDED
    if start and text[start - 1] in _CORNERS and _UNCORNERED.match(text, end):
        return _CORNERED
    return _DOUBTFUL if _enclosed(text, start, end) or _goes_on(text, start, end) else DECIDED


def _goes_on(text: str, start: int, end: int) -> bool:
    """Tell whether a Chinese sentence goes on at both ends of a Latin zone: `题为Safe Return。`."""
    if not 0 < start < end < len(text) or end - start > _LONGEST_TITLE:
        return False
    before = text[start - 1]
    return text[end] in _CHINESE_STOPS and is_han(before) and before not in _CHINESE_STOPS


def _is_expanded(text: str, start: int, end: int) -> bool:
    """Tell whether a zone is an acronym with its expansion in brackets, and nothing else."""
    return end < len(text) and text[end] in ")）" and bool(_EXPANSION.fullmatch(text, start, end))


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
    if before and before[-1] in _OPENING:
        close = _CLOSE.search(text, start, min(end, start + _EDGE))
        if close and close.end() < end:
            cost = min(foreignness(text[start : close.start()]), _DOUBTFUL)
            result.append((start, close.start(), False, cost))
            start, before = close.end(), close[0]
    cost = -1.0
    # No sentence goes on behind a blank line.
    if before is not None and seam(before).cost > BLANK_LINE:
        for gap_start, gap_end in _head_cuts(text, start, end, before):
            cost = foreignness(text[start:gap_start])
            if cost >= DECIDED:
                break
            if gap_start > start:
                result.append((start, gap_start, False, cost))
            start = gap_end
            cost = -1.0
    if cost < 0:
        cost = DECIDED if end - start > _PROSE else _cost_as_chinese(text, start, end)
    if seam(after).cost > CONTINUED:
        start, cost = _cut_tail(text, start, end, cost, result)
    result.append((start, end, False, cost))


def _cut_tail(
    text: str, start: int, end: int, cost: float, result: list[Piece]
) -> tuple[int, float]:
    """Append a zone but for the name in which the next Chinese sentence begins; return the rest."""
    acronym = _GLUED_ACRONYM.search(text, max(start, end - _NAME_LENGTH), end)
    if acronym:
        result.append((start, acronym.end(), False, cost))
        return acronym.end(), _ACRONYM_COST
    cuts = [match.span() for match in _LATIN_CUT.finditer(text, max(start, end - _EDGE), end)]
    if cuts and cuts[-1][0] > start:
        gap_start, gap_end = cuts[-1]
        if text[gap_end] == _CREDIT:  # what was said before has it
            return start, cost
        last = _cost_as_chinese(text, gap_end, end)
        if last < DECIDED:
            first = cost if cost >= DECIDED else foreignness(text[start:gap_start])
            result.append((start, gap_start, False, first))
            return gap_end, last
    return start, cost


def _head_cuts(text: str, start: int, end: int, before: str) -> list[tuple[int, int]]:
    """Return the places, in order, where the Chinese sentence before may end after a Latin name."""
    limit = min(end, start + _EDGE)
    cuts: list[tuple[int, int]] = []
    match = _LATIN_CUT.search(text, start, min(end, start + _NAMES))
    if match:
        cuts = [match.span() for match in _LATIN_CUT.finditer(text, start, limit)]
    if _ADDRESS_SIGN.search(text, start, limit):
        found = _ADDRESS_CUT.finditer(text, start, limit)
        cuts += [match.span(match.lastgroup or 0) for match in found]
        cuts.sort()
    if seam(before).cost > CONTINUED:
        opener = _OPENER_CUT.search(text, start, min(limit, start + _NAMES))
        if opener:
            cuts.append(opener.span("gap"))
            cuts.sort()
    return cuts
