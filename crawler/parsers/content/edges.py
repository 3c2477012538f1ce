"""What stands at an article's edges and is not of it: headline, bylines, comments, bios, boxes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crawler.parsers.content.comments import first_comment
from crawler.parsers.content.outline import Outline, upwards
from crawler.parsers.credits.lines import is_bio, is_byline, opens_bio, tells_event
from crawler.parsers.markup.document import Block
from crawler.parsers.text.furniture import cuts_off
from crawler.parsers.text.script import scripts_differ

_HEADLINE_LEVEL = 1
#: Fewer letters of a title stand in many blocks.
_TITLE_LETTERS = 6
#: A heading with this share of `<title>` is the headline again, above a recipe or a player.
_MOST = 0.6
#: Lines further before the first paragraph, and not in its box, are not its lead.
_LEAD = 8
#: An excerpt of the first paragraph above it has at least so many letters.
_EXCERPT = 15
#: … and a quote that a paragraph says word for word, so many.
_REPEATED = 10
#: Below a text of so many paragraphs its author may be introduced in one more.
_ENOUGH = 4
#: So many lines of facts are a box of their own.
_FACTS = 6
#: The line under a headline that names somebody, or says when.
_NAME_LETTERS = 40
_STAMP_LETTERS = 80
_AGED = re.compile(r"\d{1,2}\s?(?:分[钟鐘]|小[时時])前")
_TIMED = re.compile(rf"\d{{1,2}}:[0-5]\d|\b(?:19|20)\d\d(?!\d)|^{_AGED.pattern}")
_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
_DAY = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d|\d月|\d:\d\d")
#: A day and nothing else.
_DAY_WORDS = (
    r"\W*(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2} [A-Z][a-z]{2,8},? (?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d)(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\W*"
)
_DAY_LINE = re.compile(_DAY_WORDS)
_OFFICE = re.compile(r"[\u4e00-\u9fff、（） ]{2,30}[厅廳局部会會办辦室委院府司处處署司心学學校]")
#: … and behind a headline on its line.
_DAY_END = re.compile(rf"\W*(?:(?:added|posted|updated) )?{_DAY_WORDS}$")
_DAY_CLOSES = "0123456789日)）]】"
#: Another page's headline, its day and a sentence of it are so many pieces.
_ENTRY_PIECES = 5
_FEWEST_ENTRIES = 2
#: … and of headlines that are no links, so many.
_FEWEST_PLAIN = 4
_HEADLINE_LETTERS = 8
_ALL_LINKED = 0.9
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’)]?$")
_QUOTED = re.compile(r"(?:^|/)(?:blockquote|aside|figure)\b|quote", re.IGNORECASE)


def trimmed(page: Outline, keep: list[bool], declared: str) -> list[bool]:
    """Return what is kept less headline, bylines before and headings behind the text."""
    end = first_comment(page, keep)
    keep[end:] = [False] * (len(keep) - end)
    solid = [number for number, kept in enumerate(keep) if kept and page.prose[number] > 0]
    if not solid:
        return keep
    signed = _signed(page, keep, solid[0])
    around = page.pieces[solid[0]].element.getparent()
    between = range(solid[0] + 1, solid[min(1, len(solid) - 1)])
    for number in [number for number, kept in enumerate(keep) if kept]:
        block, letters = page.pieces[number].block, page.letters[number]
        early = number < solid[0]
        second = number in between and block.kind == "paragraph"
        if not (early or second or block.kind == "heading"):
            continue
        titled = len(letters) >= _TITLE_LETTERS and letters in declared
        heads = block.level == _HEADLINE_LEVEL and (early or titled)
        again = titled and block.kind == "heading" and len(letters) >= _MOST * len(declared)
        drops = (heads or again) and not (titled and _turns(page, keep, number))
        if not drops and (early or second):
            apart = page.pieces[number].element.getparent() is not around
            away = number < solid[0] - _LEAD and apart
            told = early and (titled or away or number in signed)
            summary = block.kind == "item" and len(block.text) > _NAME_LETTERS
            drops = told or (not summary and not _may_head(block) and is_byline(block.text))
            drops = drops and all(node.row != "entry" for node in upwards(page.nodes[number]))
            below = page.pieces[number : number + _FACTS] if drops else ()
            drops = drops and not tells_event([piece.block.text for piece in below])
            drops = drops and not (second and _is_signature(page, number))
        if drops:
            keep[number] = False
    _drop_others(page, keep)
    _drop_excerpts(page, keep)
    _drop_pull_quotes(page, keep)
    _cut_tail(page, keep, solid)
    return keep


def _turns(page: Outline, keep: Sequence[bool], number: int) -> bool:
    """Return whether a heading amid the text is in the other language: the second edition's."""
    above = next((at for at in range(number - 1, -1, -1) if keep[at] and page.prose[at] > 0), None)
    return above is not None and scripts_differ(page.letters[above], page.letters[number])


def _may_head(block: Block) -> bool:
    """Return whether a heading has a year and no day: `2026年年历发布` is no byline."""
    text = block.text
    return block.kind == "heading" and bool(_YEAR.search(text)) and not _DAY.search(text)


def _is_signature(page: Outline, number: int) -> bool:
    """Return whether a day stands below the office that issued a notice: rules follow it."""
    office, day = page.pieces[number - 1], page.pieces[number]
    return (
        _DAY_LINE.fullmatch(day.block.text) is not None
        and day.element.getparent() is office.element.getparent()
        and _OFFICE.fullmatch(office.block.text) is not None
    )


def _signed(page: Outline, keep: Sequence[bool], first: int) -> range:
    """Return the short lines above the text that end with when it was written: names, desks."""
    aged = (
        at for at in range(1, first) if keep[at - 1] and _AGED.match(page.pieces[at].block.text)
    )
    told = sorted({*(at for at in range(first) if keep[at]), *aged})
    timed = [at for at in told if _names(page, at, _STAMP_LETTERS)]
    timed = [at for at in timed if _TIMED.search(page.pieces[at].block.text)]
    if not timed:
        return range(0)
    start = timed[-1]
    while start and _names(page, start - 1, _NAME_LETTERS):
        start -= 1
    return range(start, timed[-1] + 1)


def _names(page: Outline, at: int, most: int) -> bool:
    """Return whether a line is too short for a sentence, and neither heading nor list."""
    block = page.pieces[at].block
    short = len(block.text) <= most and not _SENTENCE_END.search(block.text)
    return short and block.kind not in ("heading", "item")


def _drop_others(page: Outline, keep: list[bool]) -> None:
    """Drop what is told of other pages behind the text: each a headline with its day."""
    last = _last_together(page, _is_entry, len(keep))
    if len(last) < _FEWEST_ENTRIES:
        last = _last_together(page, _is_plain_entry, len(keep) - 1)
        if len(last) < _FEWEST_PLAIN:
            return
    for _ in range(_FEWEST_PLAIN):
        if len(last) > 1 and _text_goes_on(page, keep, last[0], last[1]):
            del last[0]
    told = sum(page.prose[at] for at, kept in enumerate(keep) if kept)
    if 2 * sum(page.prose[n] for n in range(last[0]) if keep[n]) >= told:
        end = last[-1] + _ENTRY_PIECES
        if not any(keep[n] and page.prose[n] for n in range(end, len(keep))):
            keep[last[0] :] = [False] * (len(keep) - last[0])


def _text_goes_on(page: Outline, keep: Sequence[bool], entry: int, following: int) -> bool:
    """Return whether the text's paragraphs stand between an entry and one in another box."""
    paths = [piece.block.path for piece in page.pieces[: following + 1]]
    text = {paths[at] for at in range(entry) if keep[at] and page.prose[at]}
    below = (keep[at] and page.prose[at] and paths[at] in text for at in range(entry, following))
    return paths[entry] != paths[following] and any(below)


def _last_together(page: Outline, is_entry: Callable[[Outline, int], bool], end: int) -> list[int]:
    """Return the last of the entries before `end`, as many as stand near one another."""
    last: list[int] = []
    for at in range(end - 1, -1, -1):
        if last and last[-1] - at > _ENTRY_PIECES:
            break
        if is_entry(page, at):
            last.append(at)
    return last[::-1]


def _is_plain_entry(page: Outline, at: int) -> bool:
    """Return whether a line is no sentence, and the next or its own end nothing but a day."""
    text, below = page.pieces[at].block.text, page.pieces[at + 1].block.text
    if not _HEADLINE_LETTERS <= len(text) <= _STAMP_LETTERS:
        return False
    own = text[-1] in _DAY_CLOSES and _DAY_END.search(text)
    dated = own or (below[-1] in _DAY_CLOSES and _DAY_LINE.fullmatch(below))
    return bool(dated) and not _SENTENCE_END.search(text)


def _is_entry(page: Outline, at: int) -> bool:
    """Return whether a line is all link, and a day stands behind it or on one of the next two."""
    block = page.pieces[at].block
    if block.link_chars < _HEADLINE_LETTERS:
        return False
    day = _DAY_END.search(block.text) if block.text[-1] in _DAY_CLOSES else None
    if block.link_chars < _ALL_LINKED * (day.start() if day else len(block.text)):
        return False
    return day is not None or any(
        _DAY_LINE.fullmatch(one.block.text) for one in page.pieces[at + 1 : at + 3]
    )


def _drop_excerpts(page: Outline, keep: list[bool]) -> None:
    """Drop what stands above the text only to say its beginning first."""
    first = [number for number, kept in enumerate(keep) if kept][:4]  # two, and two below
    letters = [page.letters[number] for number in first]
    for at, number in enumerate(first[:2]):
        own = letters[at]
        if len(own) >= _EXCERPT and any(
            other.startswith(own) for other in letters[at + 1 : at + 3]
        ):
            keep[number] = False


def _drop_pull_quotes(page: Outline, keep: list[bool]) -> None:
    """Drop quotes that only repeat, large, what a paragraph says."""
    kept = [number for number, wanted in enumerate(keep) if wanted]
    boxes = {path for path in {page.pieces[at].block.path for at in kept} if _QUOTED.search(path)}
    said = (at for at in kept if page.pieces[at].block.kind not in ("cell", "label"))
    quoted = {at for at in said if page.pieces[at].block.path in boxes or _is_quoted(page, at)}
    if len(quoted) in (0, len(kept)):
        return
    plain = "\n".join(page.letters[at] for at in kept if at not in quoted).lower()
    for at in quoted:
        own = page.letters[at].lower()
        keep[at] = 0 < len(own) < _REPEATED or own not in plain


def _is_quoted(page: Outline, at: int) -> bool:
    """Return whether a paragraph is nothing but one quotation."""
    element = page.pieces[at].element
    return len(element) == 1 and element[0].tag == "q" and not (element.text or "").strip()


def _drop_box(page: Outline, keep: list[bool], solid: list[int]) -> None:
    """Drop one paragraph in another box, behind lines of facts that a heading opens."""
    last = solid[-1]
    gap = range(max(at for at in range(last) if keep[at]) + 1, last)
    headed = any(page.pieces[at].block.kind == "heading" for at in gap)
    path = page.pieces[last].block.path
    if len(gap) < _FACTS or not headed:
        return
    if all(page.pieces[at].block.path != path for at in range(gap.start) if keep[at]):
        keep[last:] = [False] * (len(keep) - last)
        solid.pop()


def _heads_a_box(page: Outline, keep: Sequence[bool], number: int) -> bool:
    """Return whether the line stands in a box inside the text: the text goes on below the box."""
    if keep[number] or page.nodes[number].hinted != "furniture":
        return False
    around = next(
        (node for node in upwards(page.nodes[number]) if node.hinted != "furniture"), None
    )
    kept = [at for at in range(number + 1, len(keep)) if keep[at]]
    inside = (any(one is around for one in upwards(page.nodes[at])) for at in kept)
    return around is not None and around.hinted == "content" and bool(kept) and all(inside)


def _cut_tail(page: Outline, keep: list[bool], solid: list[int]) -> None:
    """Drop what a heading such as "Related" opens, and headings that nothing follows."""
    if is_bio(page.pieces[solid[-1]].block.text):
        keep[solid.pop()] = False
    if len(solid) >= _ENOUGH:
        _drop_box(page, keep, solid)
    last = solid[-1] if solid else -1
    end = max((at + 1 for at, kept in enumerate(keep) if kept), default=0)
    for number in range(solid[-2] + 1 if len(solid) >= _ENOUGH else last + 1, end):
        text = page.pieces[number].block.text
        behind = number > last and (
            (cuts_off(text) and not _heads_a_box(page, keep, number)) or is_bio(text)
        )
        if behind or opens_bio(text):
            keep[number:] = [False] * (len(keep) - number)
            break
    for number in range(len(keep) - 1, last, -1):
        if keep[number]:
            block = page.pieces[number].block
            if block.kind != "heading" and not block.text.endswith((":", "：")):
                break
            keep[number] = False
