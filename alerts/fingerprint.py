"""What counts as content, part by part, with the exclusions declared.

Not content: `updated` stamps, the author's and the place's mere absence, counters ("1,234
reads"), relative ages ("3 days ago"), paragraphs that only say what day it is, numbers of notes,
tracking parameters of links, the raw text behind a typed field.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from alerts.tokens import paragraphs
from storage.types import Amount, Content, Field, Link, PageDate
from storage.urls import canonical

_SPACE = re.compile(r"[\s\u00a0\u200b\u2060\ufeff]+")
_COUNT = r"\d[\d,.]*\s*(?:[万萬千kKmM]\+?)?"
_DAY = (
    r"(?:\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?)?,?\s+\d{4}|\d{1,2}月\d{1,2}日)"
)
_CLOCK = r"(?:\d{1,2}:\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|UTC|GMT|CST|[+-]\d{2}:?\d{2}))?)"
_WEEKDAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun"
    r"|星期[一二三四五六日天]|周[一二三四五六日])"
)
_AGE = (
    r"(?:\d+\s*(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)\s+ago"
    r"|(?:an?|one)\s+(?:minute|hour|day|week|month|year)\s+ago|just now|yesterday|today"
    r"|\d+\s*(?:秒|分钟|分鐘|小时|小時|天|周|週|个月|個月|年)前|刚刚|剛剛|昨天|今天)"
)
_COUNTED = (
    r"(?:reads?|views?|hits?|visits?|visitors?|comments?|shares?|likes?|clicks?|downloads?|times"
    r"|votes?|plays?|readers?|posts?|tweets?|reactions?|followers?|subscribers?|ratings?|stars?"
    r"|min(?:ute)?s?(?: read| listen)?|people (?:have )?(?:read|viewed|liked|shared) this(?: \w+)?)"
)
_COUNTED_ZH = (
    r"(?:阅读量?|閱讀量?|浏览量?|瀏覽量?|浏览次数|阅读次数|点击量?|点击数|點擊|点击次数|访问量?|人气"
    r"|围观|热度|评论数?|評論|跟帖|留言|点赞数?|赞|收藏|分享|转发|下载|下载次数|查看|已有"
    r"|有用|字数|播放量?|观看|投票|订阅)"
)
_LABEL = (
    r"(?:last\s+)?(?:updated|modified|reviewed|printed|generated|retrieved)(?:\s+(?:on|at))?"
    r"|page (?:last )?(?:updated|generated)(?: on| at)?|today is|current (?:date|time)|date"
    r"|更新(?:时间|時間|日期|于|於)?|最后更新(?:时间|于)?|最後更新|打印(?:时间|日期)|今天是|当前时间|现在是"
)
_NOISE = re.compile(
    "|".join(
        (
            rf"\bthis (?:article|page|post|story) (?:was|has been) \w+ {_COUNT}\s*times",
            rf"\d(?:\.\d)?\s*stars?\s*\({_COUNT}\)",
            r"\d+:\d\d\s*min\b",
            rf"{_COUNTED_ZH}\s*:?\s*\(?\s*{_COUNT}\s*\)?\s*(?:次|人|条|條)?",
            rf"{_COUNT}\s*(?:次|人)?\s*(?:{_COUNTED_ZH}|人(?:已)?(?:阅读|浏览|看过|点赞|评论))",
            rf"{_COUNTED}\s*:\s*{_COUNT}",
            rf"{_COUNT}\s*{_COUNTED}\b",
            rf"(?:{_LABEL})\s*:?\s*",
            r"\bjoin\b|\blisten\b|\bpost this quote on x\b|语音播报|朗读|收听",
            rf"本帖最后由\s*\S{{1,20}}\s*于\s*{_DAY}\s*{_CLOCK}\s*编辑",
            rf"\(?{_AGE}\)?",
            rf"{_DAY}(?:T|\s*){_CLOCK}?",
            _CLOCK,
            _WEEKDAY,
        )
    ),
    re.IGNORECASE,
)
#: A paragraph longer than this is prose, whatever figures it holds; a counter never is so long.
_NOISE_LENGTH = 120
#: A counter that closes a sentence's paragraph: "… said. 1,234 reads".
_TRAILING = re.compile(
    rf"(?<=[.!?。\uff01\uff1f”\")\uff09])\s*(?:[(\uff08]\s*)?(?:{_COUNTED_ZH}\s*[:\uff1a]\s*{_COUNT}\s*次?"
    rf"|{_COUNT}\s*(?:reads|views|hits)|{_COUNT}\s*(?:人|次)(?:阅读|浏览)"
    rf"|(?:reads|views|hits)\s*[:\uff1a]\s*{_COUNT})\s*[)\uff09]?\s*$",
    re.IGNORECASE,
)
#: The number of a note behind a sentence: templates count them anew. Not a figure's last part.
_FOOTNOTE = re.compile(
    r"\[\d{1,3}\]|(?<=[^\W\d_][.!?。\uff01\uff1f”\"])\d{1,2}(?=\s+[A-Z“\"\u4e00-\u9fff]|\s*$)"
    r"|(?<=[^\W\d_][.!?][”\"])\d{1,2}(?=\s+[A-Z“\"]|\s*$)"
)


def comparable(text: str) -> str:
    """Return the text with runs of white space folded, for comparing only."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def is_noise(paragraph: str) -> bool:
    """Return whether it holds nothing but counters, ages, clocks and update stamps."""
    return len(paragraph) <= _NOISE_LENGTH and _says_nothing(paragraph)


def _is_without_words(paragraph: str) -> bool:
    return not re.search(r"[^\W_]", _NOISE.sub(" ", unicodedata.normalize("NFKC", paragraph)))


#: Kept: a night looks at each paragraph before, after, and for each reader. (Not as a decorator,
#: so that mutation testing sees the function.)
_says_nothing = lru_cache(maxsize=16384)(_is_without_words)


def content_paragraphs(body: str) -> list[str]:
    """Return the paragraphs that are content, ready to be compared."""
    told = (_without_counter(part) for part in paragraphs(body))
    kept = (comparable(_FOOTNOTE.sub("", part)) for part in told)
    return [part for part in kept if part and not is_noise(part)]


def _without_counter(paragraph: str) -> str:
    """Return the paragraph less a counter behind it; all else may be a megabyte of figures."""
    end = max(0, len(paragraph) - _NOISE_LENGTH)
    return paragraph[:end] + _TRAILING.sub("", paragraph[end:])


def field_text(field: Field | None) -> str:
    """Return a field's typed value in one spelling; "" when it has none."""
    value = field.value if field else None
    if value is None:
        return ""
    if isinstance(value, PageDate):
        return value.iso
    if isinstance(value, Amount):
        return f"{_decimal(value.amount)} {value.currency}"
    if isinstance(value, tuple):
        return "; ".join(comparable(part) for part in value)
    return comparable(value)


def link_target(link: Link) -> str:
    """Return where a link leads, without what only says who linked."""
    return canonical(link.url)


def parts(content: Content) -> dict[str, str]:
    """Return every compared part's name and its comparable text; empty parts are absent."""
    found: dict[str, str] = {}
    for language, edition in content.editions.items():
        found[f"edition:{language}:title"] = comparable(edition.title or "")
        found[f"edition:{language}:body"] = "\n".join(content_paragraphs(edition.body))
    for label, field in content.fields.items():
        found[f"field:{label}"] = field_text(field)
    for name in ("published", "event_date"):
        date: PageDate | None = getattr(content, name)
        # A clock that a page adds to its date is a counter of edits, not news.
        found[name] = date.iso.split("T")[0] if date else ""
    for name in ("place", "agency", "author"):
        found[name] = comparable(getattr(content, name) or "")
    found["contacts"] = "\n".join(
        comparable(" | ".join(filter(None, (one.name, one.email, one.phone))))
        for one in content.contacts
    )
    found["captions"] = "\n".join(
        comparable(caption) for caption in content.captions if not is_noise(caption)
    )
    for name, attached in (("attachments", True), ("links", False)):
        found[name] = "\n".join(
            f"{comparable(link.text)} → {link_target(link)}"
            for link in content.links
            if link.attachment is attached
        )
    return {name: text for name, text in found.items() if text}


def place_names(place: str | None) -> frozenset[str]:
    """Return what a place is called: `西安 / Xi'an` is one place."""
    return frozenset(comparable(place or "").split(" / ")) - {""}


def same_place(one: str | None, other: str | None) -> bool:
    """Return whether one names only what the other names too."""
    names, others = place_names(one), place_names(other)
    return bool(names and others) and (names <= others or others <= names)


def _decimal(text: str) -> str:
    """Return `100000.00`, `100,000` and `100000` as the same number."""
    try:
        return f"{Decimal(text.replace(',', '')).normalize():f}"
    except InvalidOperation:
        return text
