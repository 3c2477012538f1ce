"""What stands around every page of a host: known by its meaning and by its recurrence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from crawler.parsers.text.furniture_lines import (
    BOX_HEADING,
    BREADCRUMB,
    COUNTERS,
    CRUMB_SIGN,
    WHOLE_LINE,
    WITHIN,
    WITHIN_SIGNS,
)
from crawler.parsers.text.patterns import narrow
from crawler.parsers.text.script import simplified
from storage.types import FurnitureSet, Link

#: Answers kept: a line is asked by several readers, and a host's lines recur on its pages.
_KEPT: Final = 4096
#: A line of a syndicated story or a whole paragraph can recur too; a host's furniture is short.
_LONGEST_LEARNED: Final = 400
#: One page proves nothing about a host; prose may be shared by two stories that belong together.
_FEWEST_PAGES: Final = 2
_FEWEST_FOR_PROSE: Final = 3
#: Menus seen run to 27 lines (sites.md §1); a body that names the agenda so early is a menu too.
_MENU_REACH: Final = 90

#: A ticker seen on chinagate.cn has a dozen headlines.
_TICKER_REACH: Final = 40
#: … or one line, in which a sign parts the headlines.
_TICKER_SIGNS: Final = 3
_CRUMB_START = re.compile(
    r"\s*(?:you are here|(?:当前|您的|您现在的|你的|當前)位置)\s*:", re.IGNORECASE
)

_MENU_END = re.compile(r"[-–•·\s]*2030 Agenda(?: for Sustainable Development)?\s*", re.IGNORECASE)
_MENU_GLUED = re.compile(
    r"^[-–•·\s]*Who we are\b.{0,2500}?\bData and Re(?:search|sources)\b[-–•·\s]*2030 Agenda\s*",
    re.IGNORECASE,
)
_MENU_WORDS = re.compile(
    r"who we are|our work|what we do|partnerships|highlights|where we work|take action"
    r"|work with us|get involved|data and re(?:search|sources)|about|iom global|home",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:news|global|local|story|stories|featured stor(?:y|ies)|press room|newsroom"
    r"|(?:joint )?(?:press releases?|statements?|remarks|speech(?:es)?)"
    r"(?: (?:by|of) the [A-Z][\w/ ]{1,30})?|statements and speeches"
    r"|新闻|新聞|要闻|动态|新闻动态|快讯)",
    re.IGNORECASE,
)
#: Furniture is short, but for disclaimers and notices of rights.
_LONGEST_LINE: Final = 130
#: A heading of a box is shorter.
_LONGEST_HEADING: Final = 60
_LONG_LINE = re.compile(
    r".{0,8}(?:声明|聲明|disclaimer|转载|本文|文章|以上|本站|copyright|©"
    r"|版权|all rights|tools?)",
    re.IGNORECASE,
)
#: A story that a host carries several times stays below this share of its pages.
_NEARLY_ALL: Final = 0.9
_ENOUGH_PAGES: Final = 5
#: Of so few pages half must have a line that frames what they say; of more, a part of them.
_FEW_PAGES: Final = 4
_TOLD = re.compile(r"[。！？]|[.!?…][\"'”’)\]]*(?:\s|$)")
_RIGHTS = re.compile(
    r"声明|聲明|版权|版權|转载|轉載|免责|copyright|©|all rights|disclaimer|cookies?\b",
    re.IGNORECASE,
)
#: What a site says at its foot, however long.
_OPENS_RIGHTS = re.compile(
    r"\W*(?:copyright (?:©|\(c\)|\d{4}|by)|©|版权所有|版權所有)", re.IGNORECASE
)
#: How an agency files a picture: `SOUTH SUDAN-JUBA-CHINA-DONATION`.
_SLUG = re.compile(r"[A-Z][A-Z. ]+(?:-[A-Z][A-Z. ]+){2,}")
_HAN = re.compile("[\u3400-\u9fff]")
_READERS = re.compile(
    r"评论|評論|留言|跟帖|回复|沙发|有话要说|comment|reply|replies|responses?|thoughts"
    r"|pet name|your say|conversation|kommentar|comentario|コメント|댓글|комментари",
    re.IGNORECASE,
)
#: What closes a dispatch, glued to its last words.
_DISPATCHED: Final = (" Endi", " Enditem")
_MORE: Final = "查看更多"
_LEADS_BACK = re.compile(r"(?<=[。！？!?”」…）)])\s*返回[^\s,，。]{1,8}[,，]?\s?查看更多$")
#: What leads back from a footnote.
_BACK: Final = "\u21a9"
_INLINE = re.compile(r"【资料图】|\(\s*资料图片?,?\s*仅供参考\s*\)")
#: Who edited, behind the last sentence, and the day as Taiwan's news agency writes it.
_EDITED = re.compile(
    r"\s*[(【](?:\w{0,4}(?:编辑|編輯|责编|責編|编译|編譯|审稿|審稿|审校|審校|校对|校對)\s*[:/][^():【】]{1,16}){1,4}[)】]"
    r"\s*\d{0,8}$"
)
_EDITED_REACH: Final = 80
#: What a link in brackets inside a paragraph begins with, when it is none of the paragraph.
_CALLS: Final = ("See ", "Watch ", "Read ", "PHOTOS:", "VIDEO:", "MORE:")
_STORY_LINE = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|for (?:further|more) information|如需.{0,12}(?:信息|详情)|请联系"
    r"|^\(.{3,60}\d{4}.{0,3}\)$|^\*\s?\w",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[-–—•·●*■◆▪>»|\s]+")


def normal_line(text: str) -> str:
    """Return the form in which two lines of a host count as the same line."""
    return " ".join(text.split()).casefold()


def recurs(line: str, known: FurnitureSet) -> bool:
    """Say whether a line is known from the host's other pages."""
    return bool(known.lines) and normal_line(line) in known.lines


@lru_cache(maxsize=_KEPT)
def _bare(line: str) -> str:
    """Return the line in small, narrow and simplified letters, less what marks it in a list."""
    plain = simplified(narrow(line).lower())
    bullet = _BULLET.match(plain)
    return plain[bullet.end() if bullet else 0 :].strip()


def is_breadcrumb(line: str) -> bool:
    """Say whether a line tells where in the site the page stands."""
    short = len(line) <= 120  # noqa: PLR2004 - a crumb is short
    return short and bool(
        CRUMB_SIGN.search(line) and BREADCRUMB.match(simplified(narrow(line).lower().strip()))
    )


def is_section(line: str) -> bool:
    """Say whether a line is only the name of a section of a news site."""
    return bool(_SECTION.fullmatch(_BULLET.sub("", line).strip()))


@lru_cache(maxsize=_KEPT)
def is_counter(line: str) -> bool:
    """Say whether a line only counts readers, comments or likes."""
    bare = _bare(line)
    return bool(bare) and bool(COUNTERS.fullmatch(bare))


@lru_cache(maxsize=_KEPT)
def is_furniture(line: str) -> bool:
    """Say whether a whole line is furniture wherever it stands."""
    # a paragraph is known by its beginning, and need not be made bare
    if len(line) > _LONGEST_LINE and line[0].isalnum() and not _LONG_LINE.match(line):
        return False
    bare = _bare(line).rstrip("|").strip()
    if not bare or _SLUG.fullmatch(line):
        return True
    if len(bare) > _LONGEST_LINE and not (len(bare) <= _LONGEST_LEARNED and _LONG_LINE.match(bare)):
        return False
    if any(map(bare.__contains__, WITHIN_SIGNS)) and WITHIN.fullmatch(bare):
        return True
    return bool(WHOLE_LINE.fullmatch(bare) or COUNTERS.fullmatch(bare)) or is_breadcrumb(line)


@lru_cache(maxsize=_KEPT)
def cuts_off(line: str) -> bool:
    """Say whether a line opens what follows an article: comments, related lists, links."""
    if len(line) > _LONGEST_HEADING and line[0].isalnum():
        return False
    bare = _bare(line)
    return 0 < len(bare) <= _LONGEST_HEADING and bool(BOX_HEADING.fullmatch(bare))


def opens_rights(line: str) -> bool:
    """Say whether a line begins as a site's foot does, with whose the page is."""
    return _OPENS_RIGHTS.match(line) is not None


def opens_comments(line: str) -> bool:
    """Say whether readers speak below this line, in paragraphs like the article's."""
    return cuts_off(line) and bool(_READERS.search(line))


def without_inline(text: str, links: Sequence[Link] = ()) -> str:
    """Return a paragraph without stock-photo marks, editors and arrows behind it, `(See …)`."""
    for link in links:
        if link.text.lstrip("(").startswith(_CALLS):
            call = link.text if link.text[0] == "(" else f"({link.text})"
            text = " ".join(text.replace(call, "").split()) if call in text else text
    if text.endswith(_DISPATCHED):
        text = text.rpartition(" ")[0]
    elif text.endswith(_MORE):
        text = _LEADS_BACK.sub("", text)
    if _BACK in text[-3:]:
        text = text[: text.rindex(_BACK)].rstrip()
    if text[-1:] in ")）】" or text[-1:].isdigit():
        end = _EDITED.search(narrow(text[-_EDITED_REACH:]))
        text = text[: len(text) - len(end[0])] if end else text
    if "资料" not in text:
        return text.strip()
    kept, start = "", 0
    for match in _INLINE.finditer(narrow(text)):
        kept, start = kept + text[start : match.start()], match.end()
    return (kept + text[start:]).strip()


def menu_length(lines: Sequence[str]) -> int:
    """Return how many leading lines are the IOM menu leaked into text; 0 without one."""
    end = 0
    for index, line in enumerate(lines[:_MENU_REACH]):
        if _MENU_END.fullmatch(line) and _looks_like_menu(lines[:index]):
            end = index + 1
    return end


def ticker_length(lines: Sequence[str]) -> int:
    """Return how many leading lines are headlines of others above a breadcrumb, with it."""
    for index, line in enumerate(lines[:_TICKER_REACH]):
        if _CRUMB_START.match(narrow(line)):
            return index + 1
        several = line.count(" • ") >= _TICKER_SIGNS
        if not several and (len(line) > 120 or line.endswith((".", "。"))):  # noqa: PLR2004 - a text has begun
            return 0
    return 0


def _looks_like_menu(lines: Sequence[str]) -> bool:
    bare = [_BULLET.sub("", line).strip() for line in lines]
    known = sum(1 for line in bare if _MENU_WORDS.fullmatch(line))
    long = sum(1 for line in bare if len(line) > 60 and not _MENU_WORDS.match(line))  # noqa: PLR2004
    return known >= 2 and known >= 2 * long  # noqa: PLR2004 - a body has no two menu words as lines


def glued_menu(line: str) -> int:
    """Return how many characters of a line are the whole IOM menu on one line."""
    found = _MENU_GLUED.match(line)
    return found.end() if found else 0


def learn_lines(texts: Mapping[str, Sequence[str]], *, few: bool = False) -> frozenset[str]:
    """Return the lines that recur on pages of one host whose full texts differ.

    `texts` maps each page's URL to its lines as they stand. Pages that share most of
    their long lines are one syndicated story and count once. `few`: there will be no more
    pages, so that two to four of them teach prose, too, which frames what they say, and
    only sentences tell whether they say the same.
    """
    families = _families(texts, is_told if few else _is_prose)
    if len(families) < _FEWEST_PAGES:
        return frozenset()
    seen: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(families):
        for url in family:
            for line in texts[url]:
                if 0 < len(line.strip()) <= _LONGEST_LEARNED:
                    seen[normal_line(line)].add(number)
    pages = len(families)
    framing = _framing(texts, seen) if few else frozenset()
    return frozenset(
        line
        for line, where in seen.items()
        if len(where) >= _needed(line, pages, framing=line in framing)
        and not _belongs_to_stories(line)
    )


def _framing(texts: Mapping[str, Sequence[str]], seen: Mapping[str, set[int]]) -> frozenset[str]:
    """Return the lines that stand before or behind everything that each page says alone."""
    around: set[str] = set()
    within: set[str] = set()
    for lines in texts.values():
        normal = [normal_line(line) for line in lines]
        first, last = _own_story(normal, seen)
        within.update(normal[first : last + 1])
        around.update(normal[:first], normal[last + 1 :])
    return frozenset(around - within)


def _own_story(lines: Sequence[str], seen: Mapping[str, set[int]]) -> tuple[int, int]:
    """Return the first and the last line that only this page tells; teasers are lighter runs."""
    runs: list[list[int]] = [[]]
    for at, line in enumerate(lines):
        if len(seen.get(line, ())) > 1:
            runs.append([])
        elif is_told(line):
            runs[-1].append(at)
    weights = [sum(len(lines[at]) for at in run) for run in runs]
    heavy = [
        at for run, own in zip(runs, weights, strict=True) for at in run if 3 * own > max(weights)
    ]
    return (heavy[0], heavy[-1]) if heavy else (0, len(lines))


def _needed(line: str, pages: int, *, framing: bool) -> int:
    """Return on how many pages a line must recur: prose on more, since stories share sentences."""
    if framing and pages <= _FEW_PAGES:
        return max(_FEWEST_PAGES, -(-pages // 2))
    if len(line) > 60 or line.endswith((".", "。", "!", "！", "?", "？", "”", '"')):  # noqa: PLR2004
        return max(_FEWEST_FOR_PROSE, -(-pages // 4))
    return max(_FEWEST_PAGES, -(-pages // 20))


def _belongs_to_stories(line: str) -> bool:
    """Say whether a line recurs because stories end alike: whom to ask, a footnote."""
    return bool(_STORY_LINE.search(narrow(line)))


def _families(texts: Mapping[str, Sequence[str]], tells: Callable[[str], bool]) -> list[list[str]]:
    """Group pages that tell the same: they share over half of the shorter one's prose."""
    families: list[tuple[frozenset[str], list[str]]] = []
    # of few pages all may carry one story
    common = _on_all(texts) if len(texts) >= _ENOUGH_PAGES else frozenset()
    for url, lines in texts.items():
        normal = frozenset(map(normal_line, lines))
        prose = frozenset(filter(tells, normal)) or frozenset(filter(_is_prose, normal))
        telling = prose - common or prose
        for known, urls in families:
            if telling and 2 * _size(telling & known) > min(_size(telling), _size(known)):
                urls.append(url)
                break
        else:
            families.append((telling, [url]))
    return [urls for _, urls in families]


def _is_prose(line: str) -> bool:
    return len(line) >= 40 or len(_HAN.findall(line)) >= 20  # noqa: PLR2004 - half a line of print


def is_told(line: str) -> bool:
    """Say whether a line tells a story: headlines of others and notices of rights do not."""
    return _is_prose(line) and bool(_TOLD.search(line)) and not _RIGHTS.search(line)


def _size(lines: Iterable[str]) -> int:
    return sum(len(line) for line in lines)


def _on_all(texts: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return lines on nearly all pages: they are furniture and say nothing of sameness."""
    counts: dict[str, int] = defaultdict(int)
    for lines in texts.values():
        for line in {normal_line(line) for line in lines}:
            counts[line] += 1
    return frozenset(line for line, count in counts.items() if count >= _NEARLY_ALL * len(texts))
