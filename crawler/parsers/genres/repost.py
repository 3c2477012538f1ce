"""Reposts: what aggregators copy, without their wrappers, watermarks and anti-copy noise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from crawler.parsers.genres import news
from crawler.parsers.genres.reading import Draft, Reading
from crawler.parsers.markup.document import Block

PARSER_VERSION = 15

#: What may be pinyin, in brackets after the characters it sounds.
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_PINYIN = re.compile(
    rf"(?<=[\u3400-\u9fff”』」])\s?[(\uff08](?P<said>(?=[^)\uff09]*[{_TONED}])[a-z{_TONED}ü'’\s]{{1,40}})[)\uff09]",
    re.IGNORECASE,
)
_SYLLABLE: Final = (
    "(?:[zcs]h|[b-df-hj-np-tw-z])?"
    "(?:i[ao]ng|[iu]ang|iao|uai|[iuü]an|[aeiu]ng|ong|[aeiuü]n|i[aeou]|u[aeio]|üe|[ae]i|ao|ou|er|[aeiouü])"
)
_EACH = re.compile(_SYLLABLE)
_SYLLABLES = re.compile(rf"(?:{_SYLLABLE}['’\s]*)+")
#: The four tones as Unicode takes them off their letters.
_ACUTE: Final = "\u0301"
_TONES = re.compile(f"[\u0304{_ACUTE}\u030c\u0300]")
#: Discuz's noise where it is not hidden: `& N) P8 D" D-`, pairs of characters and signs.
_NOISE = re.compile(
    r"(?:(?<=[\s\u3400-\u9fff\u3002\uff01\uff1f\u201d])|^)"
    r"(?:(?:[a-z\d-]+\.)+[a-z]{2,7})?[!-~]{1,2}(?: [!-~]{1,2}){3,}"
    r"(?=[\s\u3400-\u9fff]|$)"
)
#: So many of its pairs hold a sign, and so many lines have it: sums and names of chords do not.
_COUNTED = re.compile(r"(?:^| )[A-Za-z]\d(?= |$)")
_MIXED = re.compile(r"(?:^| )(?:[A-Za-z][^\w\s,.'’]|[^\w\s,.()/|'’-][A-Za-z\d]?)(?= |$)")
_FEWEST_MIXED: Final = 2
#: … and a whole line of nothing else.
_NOISY_LINE = re.compile(r"[!-~]{1,2}(?: [!-~]{1,2}){3,}")
_SIGNED = re.compile(r"[^\w\s]")
_FEWEST_SIGNED: Final = 3
_FEWEST_LINES: Final = 2
#: Discuz's buttons behind a post's day and its subject.
_BUTTONS = re.compile(
    r"\s*(?:\|\s*(?:只看该作者|只看該作者|倒序浏览|倒序瀏覽|阅读模式|閱讀模式)\s*)+|\s*\[复制链接\]"
)
#: Who answers in an interview, at the beginning of each answer.
_SPEAKER = re.compile(r"[\u4e00-\u9fff·]{1,5}[:：]|[A-Z][\w.’' -]{1,24}[:：]")
#: Whoever marks a text as copied names an address or the trade; others begin paragraphs alike, too.
_ADDRESS = re.compile(r"[a-z\d-]{2,}\.[a-z]{2,7}(?![a-z])")
_TRADE = re.compile(
    r"论坛|論壇|文摘|首发|首發|转载|轉載|转自|轉自|来源|來源|整理|采编|採編|原创|原創|独家|獨家|出品|版权|版權"
    r"|公众号|公眾號|copyright|©|repost|source",
    re.IGNORECASE,
)
#: What sets a mark apart from the line behind it, and a mark from the sentence before it.
_SET_APART = re.compile(r"[^\w\s,.，、。'’\"“‘]$")
_STOP = re.compile(r"^[\s\w]?[。.!?！？]+[”\"]?")
#: A watermark is longer than a habit of style and stands on most lines.
_MARK_LENGTH: Final = 4
_MARK_LINES: Final = 3
_MARKED_LINE: Final = 24
_OWN_TEXT: Final = 8
_ENDS: Final = tuple('。.!?！？”"')


def read(reading: Reading) -> Draft:
    """Return what the page says as a repost; `published` is the repost's date."""
    main = plain(reading.main)
    mark = watermark([block.text for block in main])
    if mark:
        main = [block._replace(text=_without(block.text, mark)) for block in main]
    draft = news.read(replace(reading, main=tuple(main)))
    if not mark:
        return draft
    return replace(draft, furniture=(*draft.furniture, mark))


def watermark(lines: Sequence[str]) -> str | None:
    """Return what most lines begin or end with beyond their own text, or None."""
    long = [line for line in lines if len(line) >= _MARKED_LINE]
    if len(long) < _MARK_LINES:
        return None
    for reverse in (True, False):
        turned = sorted(line[::-1] if reverse else line for line in long)
        best = max((_common(a, b) for a, b in pairwise(turned)), key=len, default="")
        # a line that holds little more is made after a pattern, not marked
        carriers = sum(
            1
            for line in turned
            if best and line.startswith(best) and len(line) - len(best) >= _OWN_TEXT
        )
        mark = best[::-1] if reverse else best
        own = (_STOP.sub("", mark) if reverse else mark).strip()
        marked = carriers >= _MARK_LINES and carriers * 5 >= len(long) * 3
        if len(own) < _MARK_LENGTH or not marked:
            continue
        if _is_behind(own, mark) if reverse else _is_before(own):
            return own
    return None


def _is_before(mark: str) -> bool:
    """Say whether what lines begin alike with is a copier's, and not how a writer begins."""
    if _ADDRESS.search(mark):
        return True
    apart = _SET_APART.search(mark) is not None and not _SPEAKER.fullmatch(mark)
    return apart and _TRADE.search(mark) is not None


def _is_behind(mark: str, ending: str) -> bool:
    """Say whether what lines end alike with is a copier's, and no words of their sentences."""
    if _ADDRESS.search(mark):
        return True
    behind = mark != ending.strip() or _TRADE.search(mark) is not None
    return behind and not mark.endswith(_ENDS)


def _common(one: str, other: str) -> str:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return one[:length]


def _without(line: str, mark: str) -> str:
    return line.removesuffix(mark).removeprefix(mark).strip()


def plain(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without pinyin and noise; most pages have neither."""
    text = "\n".join(block.text for block in blocks)
    kept = list(blocks)
    for noise, left in ((_PINYIN, _unsounded), (_BUTTONS, "")):
        if noise.search(text):
            kept = [block._replace(text=noise.sub(left, block.text).strip()) for block in kept]
    noisy = [block for block in kept if _quiet(block.text) != block.text]
    if len(noisy) >= _FEWEST_LINES:
        kept = [block._replace(text=_quiet(block.text)) for block in kept]
    return kept


def _unsounded(found: re.Match[str]) -> str:
    """Return nothing for pinyin, a foreigner's name with its accents as it stands."""
    said = unicodedata.normalize("NFD", found["said"])
    tones = _TONES.findall(said)
    bare = unicodedata.normalize("NFC", _TONES.sub("", said)).lower()
    spoken = _SYLLABLES.fullmatch(bare) is not None
    # `José` has the accent that the second tone has, and no other
    abroad = said[0].isupper() and set(tones) == {_ACUTE}
    return "" if spoken and not abroad and 2 * len(tones) >= len(_EACH.findall(bare)) else found[0]


def _quiet(text: str) -> str:
    """Return the text without noise."""
    if _NOISY_LINE.fullmatch(text) and len(_SIGNED.findall(text)) >= _FEWEST_SIGNED:
        return ""

    def left(found: re.Match[str]) -> str:
        mixed = len(_MIXED.findall(found[0]))
        counted = mixed and len(_COUNTED.findall(found[0])) >= _FEWEST_MIXED
        return "" if counted or mixed >= _FEWEST_MIXED else found[0]

    return _NOISE.sub(left, text).strip()
