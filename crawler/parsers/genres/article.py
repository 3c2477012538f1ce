"""What news, press and reposts share: a head with title and byline, a text, and a tail."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from crawler.parsers.content.dump_signs import is_name
from crawler.parsers.content.paragraphs import paragraphs_of, unmarked
from crawler.parsers.credits import bylines, metaline
from crawler.parsers.credits.credited import is_credited
from crawler.parsers.credits.lines import is_notice, tells_event
from crawler.parsers.credits.metaline import MetaLine
from crawler.parsers.dates.dateline import dateline, is_alone
from crawler.parsers.genres.reading import Reading
from crawler.parsers.genres.rest import Rest, byline, is_reporters, repeats_title
from crawler.parsers.genres.tail import cut_tail, take_tail
from crawler.parsers.markup.document import Block
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import covered
from crawler.parsers.text.script import scripts_differ
from crawler.parsers.titles import headlines
from storage.types import Link

#: Title, second title, breadcrumb, byline, list of category, date and counters: rarely more.
_HEAD_REACH: Final = 16
_PARAGRAPH: Final = 60
#: So many lines tell when, where and who.
_EVENT: Final = 5
#: The other language's title stands right below the title, or below its stamp.
_SECOND_TITLE: Final = 3
_CALLED = re.compile(
    r"(?:photo )?caption\s*[:：]\s*|(?:图片?说明|圖片?說明)\s*[:：]\s*", re.IGNORECASE
)
#: Whose a picture is, and not what it shows.
_ONLY_CREDIT = re.compile(
    r"\W*(?:(?:photos?|images?|pictures?|图片?|照片|摄影)(?: credit| by)?\s*[:：]\s*)?"
    r"©[^。.!?！？]{2,50}|[(（\[](?:xinhua|china daily|agencies)[)）\]]",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"\s*[(\uff08][^()\uff08\uff09]{2,24}[)\uff09]$")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
#: A heading that is a caption: portals set them in small ones.
_PHOTOGRAPHED = re.compile(r"[\[【(](?:[Pp]hoto|[Pp]icture|图|摄)[^\[\]]*[\])】]$")
_BULLET = re.compile(r"[•·●*-]")
_BULLETED = re.compile(r"[•·●*-]\s*\S{1,12}")


@dataclass(frozen=True, slots=True)
class Article:
    """An article's parts: title lines, byline, body blocks, captions, what was dropped."""

    titles: tuple[str, ...] = ()
    byline: MetaLine = field(default_factory=MetaLine)
    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    dropped: tuple[str, ...] = ()


#: So many Chinese characters in a heading are no category's name.
_SHORTEST_HEADING: Final = 5
#: … so many where it heads the text in the title's other language.
_SHORTEST_OTHER: Final = 4
_FEWEST_WORDS: Final = 2


def article(reading: Reading) -> Article:
    """Return the article that a page's main blocks hold."""
    rest = Rest(list(reading.main), reading.document.fetched_at, reading.signed.parted)
    if reading.title:
        rest.titles.append(reading.title)
        _take_over(rest, reading)
    # where no line is the title, menus stand above the text, too: `By country`
    menus = reading.below_title == 0
    head = (b for b in reading.head if not (menus and b.is_link))
    _read_above(rest, tuple(head))
    _drop_recurring(rest, reading)
    _take_head(rest, markup=reading.markup)
    cut_tail(rest, voted=reading.markup)
    take_tail(rest)
    _take_middle(rest, markup=reading.markup)
    kept = unmarked(rest.blocks)
    return Article(
        tuple(rest.titles),
        metaline.merged(rest.lines),
        tuple(paragraphs_of(kept, markup=reading.markup)),
        tuple(_told(rest)),
        tuple(
            dict.fromkeys(
                itertools.chain.from_iterable(block.links for block in kept if block.anchors)
            )
        ),
        tuple(rest.dropped),
    )


def _read_above(rest: Rest, head: Sequence[Block]) -> None:
    """Keep what stands between title and text: bylines, captions, a title, where and when."""
    opening: list[Block] = []
    for at, block in enumerate(head):
        text = bylines.behind_title(block.text, rest.titles[0] if rest.titles else "")
        line = byline(rest, text)
        signs = bylines.names_both(line) or (line is not None and text != block.text)
        if block.kind == "caption" and not block.link_chars and not signs:
            rest.captions.append(block.text)
        elif line is not None:
            rest.lines.append(line)
            rest.dropped.append(block.text)
        elif at < _SECOND_TITLE and _is_second_title(rest, block._replace(text=text)):
            rest.titles.append(text)
        elif is_alone(text):
            opening.append(block)
        elif text:
            rest.dropped.append(block.text)
    rest.blocks[:0] = opening


def _take_over(rest: Rest, reading: Reading) -> None:
    """Keep a heading right above the title that is one in the other language."""
    at = reading.below_title - 2
    block = reading.blocks[at] if reading.markup and at >= 0 else None
    if block and block.kind == "heading" and _is_second_title(rest, block):
        rest.titles.append(block.text)


def _is_second_title(rest: Rest, block: Block) -> bool:
    """Say whether a line below the title is one, in the other language."""
    text = block.text
    below = next((b.text for b in rest.blocks if b.text), None)
    stands = headlines.can_stand(text) or _may_head(rest, block, below)
    if not rest.titles or block.link_chars or not stands:
        return False
    marked = block.kind == "heading"
    if not headlines.stands_as_heading(text, "", marked=marked) or is_credited(text, sure=False):
        return False
    if furniture.is_furniture(text) or furniture.is_section(text):
        return False
    return headlines.by_language([text]).keys().isdisjoint(headlines.by_language(rest.titles))


def _drop_recurring(rest: Rest, reading: Reading) -> None:
    if not reading.furniture.lines:
        return
    kept = []
    # in a dump nothing else tells the title: it may stand on another page as a headline
    first = next((block for block in rest.blocks if block.text), None)
    spared = None if reading.markup else first
    for block in rest.blocks:
        recurring = furniture.recurs(block.text, reading.furniture)
        if recurring and block is not spared and not repeats_title(rest, block.text):
            rest.dropped.append(block.text)
        else:
            kept.append(block)
    rest.blocks = kept


def _take_head(rest: Rest, *, markup: bool) -> None:
    """Take titles, bylines, breadcrumbs and first captions off the top."""
    seen = 0
    while rest.blocks and seen < _HEAD_REACH:
        block = rest.blocks[0]
        if block.text and not _is_head(rest, block, markup=markup):
            break
        seen += bool(block.text)
        rest.blocks.pop(0)


def _is_head(rest: Rest, block: Block, *, markup: bool) -> bool:
    text = block.text
    following = next((b.text for b in rest.blocks[1:] if b.text), None)
    line = byline(rest, text)
    signs = bylines.names_both(line) or (line is not None and bool(line.dates and line.agency))
    behind = bylines.behind_title(text, rest.titles[0]) if rest.titles else text
    if behind != text and (below := byline(rest, behind)) is not None:
        rest.lines.append(below)
        rest.dropped.append(text)
    elif block.kind == "caption" and not signs:
        rest.captions.append(text)
    elif (not signs and (furniture.is_furniture(text) or furniture.is_section(text))) or (
        not markup and rest.titles and _is_alone(text, following)
    ):
        rest.dropped.append(text)
    elif line is not None and tells_event([one.text for one in rest.blocks[:_EVENT]]):
        return False
    elif line is not None and not _heads(block, line):
        rest.lines.append(line)
        rest.dropped.append(text)
    elif repeats_title(rest, text) or (
        not _may_head(rest, block, following) and _is_category(rest)
    ):
        rest.dropped.append(text)
    elif rest.titles and is_reporters(rest, text):
        pass
    elif _is_title(rest, block, following, markup=markup):
        rest.titles.append(text)
    elif rest.titles and is_credited(text, sure=False) and following:
        rest.captions.append(text)
    else:
        return False
    return True


def _is_alone(text: str, following: str | None) -> bool:
    """Say whether a dump's line under the title is a counter, or a topic above the dateline."""
    return text.isdigit() or (is_name(text) and following is not None and _opens(following))


def _opens(text: str) -> bool:
    return len(text) > _PARAGRAPH and dateline(text) is not None


def _heads(block: Block, line: MetaLine | None) -> bool:
    """Say whether a heading may be a title though it is short or has a year: `2026年年历发布`."""
    if block.kind != "heading" or covered(_HAN, block.text) < _SHORTEST_HEADING:
        return False
    if line is None:
        return True
    years = all(date.date and date.date.precision == "year" for date in line.dates)
    return years and not (line.agency or line.author or line.changed)


def _may_head(rest: Rest, block: Block, following: str | None) -> bool:
    """Say whether a heading is no category: it is long, or the text below is in its language alone.

    `新闻简讯` below `News in Brief`.
    """
    if _heads(block, None):
        return True
    if block.kind != "heading" or not rest.titles or not following:
        return False
    short = covered(_HAN, block.text) < _SHORTEST_OTHER and len(block.text.split()) < _FEWEST_WORDS
    if short or scripts_differ(block.text, following):
        return False
    return all(scripts_differ(block.text, title) for title in rest.titles)


def _is_category(rest: Rest) -> bool:
    """Say whether a word or number stands in a list beside a date: a repost's category."""
    text = rest.blocks[0].text
    bulleted = bool(_BULLETED.fullmatch(text))
    if not bulleted and not (rest.titles and re.fullmatch(r"\w{1,8}", text)):
        return False
    reach = 3 if bulleted else 1
    below = [block.text for block in rest.blocks[1:] if block.text][:reach]
    near = [*rest.dropped[-reach:], *below]
    if rest.blocks[0].kind == "item" and not bulleted:
        return True  # no text begins with a list of single words
    return any((not bulleted or _BULLET.match(other)) and byline(rest, other) for other in near)


def _is_title(rest: Rest, block: Block, following: str | None, *, markup: bool) -> bool:
    marked = block.kind == "heading"
    stands = headlines.stands_as_heading(block.text, following, marked=marked)
    if not stands or is_credited(block.text, sure=True):
        return False
    if not rest.titles:
        # in a page with markup a title was found elsewhere or is marked as a heading
        return not markup or block.kind == "heading"
    have = headlines.by_language(rest.titles)
    new = headlines.by_language([block.text])
    return bool(set(new) - set(have)) and (block.kind == "heading" or not markup)


def _take_middle(rest: Rest, *, markup: bool) -> None:
    """Take captions and whole lines of furniture out of the text."""
    kept = []
    for block in rest.blocks:
        text = furniture.without_inline(block.text, block.links)
        told = block.kind != "heading" or _PHOTOGRAPHED.search(text)
        credited = told and is_credited(text, sure=markup)
        if block.kind == "caption" or credited:
            rest.captions.append(text)
        elif block.text and (not text or _stands_amid(rest, block, text, markup=markup)):
            rest.dropped.append(block.text)
        else:
            kept.append(block if text == block.text else block._replace(text=text))
    rest.blocks = kept


def _stands_amid(rest: Rest, block: Block, text: str, *, markup: bool) -> bool:
    """Say whether a line amid the text is none of it: furniture, a box's heading.

    Or a dump's title again, between pictures.
    """
    again = not markup and headlines.can_stand(text) and repeats_title(rest, text)
    return again or furniture.is_furniture(text) or _heads_box(block)


def _told(rest: Rest) -> list[str]:
    """Return the captions, each once, without buttons below an image and the title again."""
    return [
        text
        for text in dict.fromkeys(_CALLED.sub("", one, count=1) for one in rest.captions)
        if not furniture.is_furniture(text)
        and not is_notice(text)
        and not _ONLY_CREDIT.fullmatch(text)
        and not repeats_title(rest, _SOURCE.sub("", text))
    ]


def _heads_box(block: Block) -> bool:
    return block.kind == "heading" and furniture.cuts_off(block.text)
