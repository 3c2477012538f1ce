"""Lines between a title and its text: when, by whom, from where, how often read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from crawler.parsers.credits.lines import tells
from crawler.parsers.credits.names import named, source_name
from crawler.parsers.dates.finding import FoundDate, dates_in
from crawler.parsers.dates.order import settle
from crawler.parsers.text.furniture import is_counter
from crawler.parsers.text.patterns import any_of, narrow
from crawler.parsers.text.script import simplified

#: Letters that may be left of a byline when its known parts are taken out: a category's name;
#: beside a labelled source and a day the site's own name, too.
_LEFT_OVER, _LEFT_BY_SOURCE = 14, 40
_LONGEST: Final = 220
#: Answers kept: several readers ask for a line.
_KEPT: Final = 512

_LABELS: Final = any_of(r"""
(?<!图片)(?<!照片)(?<!数据)(?:文章|信息|消息|新闻|稿件|内容)?来源|稿源|转载?自|出处|出處
作者|撰文|撰稿|博主|文/图|文|记者|通讯员|(?:发布|發布|發佈|发帖|发表|[张張]贴)(?:者|人)
编辑|責任編輯|责任编辑|责编|编审|(?:文章|信息)?录入|版次|分类|栏目|频道|类别|标签|字号|人气
(?:发布|發布|發佈)(?:时间|日期|于)|发表时间|发表于|更新时间|更新|时间|日期
(?:点击|浏览|阅读|评论)(?:次数|次數|量|数)?|次数
published(?: on| at)?|(?:last )?updated(?: on| at)?|posted(?: on| by)?|date|source
(?:内容|文章)?归类|publishing date
author|writer|editor|category|section|views|reads|hits|clicks|comments
date of publication|publisher|(?:delivery|publish(?:ed)?|release) time|标题
article type|(?:browse|comment) times
""")
_VALUE_END: Final = rf"(?=$|\s*\||\s{{2,}}|\s+{_LABELS}\s*:)"
_LABEL = re.compile(
    rf"(?P<label>{_LABELS})\s*:\s*(?P<value>(?!{_LABELS}\s*:)[^|\s][^|]*?)?{_VALUE_END}",
    re.IGNORECASE,
)
_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_MONTH: Final = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_AGENCIES: Final = r"""
(?i:China Daily(?: Global| Asia| Europe| USA| Africa)?|China Development Gateway)
(?i:Xinhua(?: News Agency)?|China News Service|Global Times)
(?i:People's Daily(?: Online)?|Shanghai Daily|Beijing Review|China\.org\.cn|chinadaily\.com\.cn)
CNS|CGTN|ECNS|UN News|CRI(?: Online)?|Agencies|AP|AFP|Reuters|[\w.]*\.(?:com|cn|org|net)(?:\.cn)?
{chinese}\w{0,6}(?:社|网|報|报|网站|客户端|新闻)
"""
_CHINESE: Final = "(?:新华|中新|人民|中国|光明|央视|环球|中国新闻|中国日报|中国青年|澎湃)"
_AGENCY_WORDS: Final = any_of(_AGENCIES, chinese=_CHINESE)
_AGENCY = re.compile(_AGENCY_WORDS + r"(?:\s?/\s?[A-Z][\w. ]{1,30})?$")
#: Who stands beside a day and a clock, and is called as papers and stations are.
_MEDIUM = re.compile(r"[\u4e00-\u9fff][\w-]{1,18}(?:[报報网網社台臺]|在线|在線|客户端|热线|之声)")
_PAPERS: Final = ("日报", "晚报", "早报", "晨报", "时报", "日報", "晚報", "早報", "晨報", "時報")
#: A name begins with a capital: `By submitting you agree …` names nobody, nor does `By May 2024`.
_BY = re.compile(
    rf"^by(?::\s*|\s+)(?P<name>(?!the\b|{_WEEKDAY}|{_MONTH}\s*(?:$|[\d,]))(?-i:[A-Z\W\u00c0-\uffff])[^|,\d]{{1,59}}?)"
    rf"(?=$|\s*[|,(]|\s{{2,}}|\s+(?:\d|{_WEEKDAY}|(?:on )?{_MONTH} \d"
    rf"|updated:|published:|posted:|(?-i:{_AGENCY_WORDS})(?:$|\W)))",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(_AGENCY_WORDS)
_IN_BRACKETS = re.compile(r"\(\s*([^()]{2,40}?)\s*\)$")
#: `China.org.cn By Wang Ke November 18, 2010`.
_PAPER_BY = re.compile(rf"(?P<paper>{_AGENCY_WORDS})\s+(?P<rest>[Bb]y\s+[A-Z].*)")
#: `By Lin Mei | China DailyUpdated`, whose day is gone.
_UPDATED_GLUED = re.compile(r"(?<=[a-z])(?=Updated\b)|\s*(?<=\w)Updated:?$")
#: `By (chinadaily.com.cn)`: nobody is named.
_BY_PAPER = re.compile(rf"^By \(({_AGENCY_WORDS})\)$")
#: Of these words the first name nobody, the others say the same as `By`.
_STAFF = re.compile(r"\bby (?:our |a )?staff (?:reporter|writer)s?\b", re.IGNORECASE)
_WITH_PHOTOS = re.compile(r"(?<=\w)\s*\|\s*photo(?:s|graphs?)?(?: by)?:.*$", re.IGNORECASE)
_WRITTEN = re.compile(r"\bwritten by\b(?P<name>.*?)(?:\bphotos?(?: by)?:.*)?$", re.IGNORECASE)
#: `来源：边城日报作者：林海燕`: no sign parts the two.
#: Labels that nothing parts from the value before: `10:42来源:边城日报作者:林海燕`.
_GLUED = re.compile(
    r"(?<=[^\s|【\[(])(?<!文章|信息|消息|新闻|稿件|内容|图片|照片|数据|资料|责任|原文|本文|视频|音频)"
    r"(?=(?:来源|作者|责任编辑|编辑|点击|浏览|阅读|发布时间|分类|字号)\s?:"
    r"|(?-i:Delivery time|Publish time|Release time|Views|Source|Author)\s?:)"
)
_WRITER_BEHIND = re.compile(
    r"(?:作者[:：]|记者)\s*(?P<name>[\u4e00-\u9fff·]{2,12}?(?:\s[\u4e00-\u9fff·]{2,4}){0,3})(?=\s|\d|责|编辑|发布|点击|浏览|阅读|$)"
)
#: Buttons that stand on a byline's line, and words around its day.
_TOOLS = re.compile(
    rf"\b(?:(?:posted|published) on|{_WEEKDAY}"
    r"|facebook|twitter|whatsapp|linkedin|weibo|wechat|print|e-?mail|mail|share|save|(?:\d+\s*)?comments?(?:\(\w*\))?"
    r"|(?:adjust )?(?:font|text) size|large|medium|small|\d+\s?min(?:ute)?s? read)(?:\b|(?<=\)))"
    r"|举报|打印|分享",
    re.IGNORECASE,
)
#: … and those that touch a source's name.
_ANSWERS = re.compile(
    r"(?:[查][看]|[发發][表]|我要)[评評][论論]|[参參][与與](?:[评評][论論](?:\(\d*\))?人?|互[动動])|我[来來][说說][两兩]句"
)
#: `http://www.sina.com.cn 2005年10月10日10:21 …`: whose page it is, before the day.
_ADDRESS = re.compile(r"^https?://[\w.-]+/?\s+(?=\d)")
#: Buttons that open a byline, none parted from the next: `0 Comment(s)Print E-mail Xinhua, …`.
_TOOLBAR = re.compile(
    r"(?:\d+\s?)?comment(?:s|\(s\))?\s?print\s?(?:\|\s?)?e-?mail\s+(?=\S)", re.IGNORECASE
)
#: `来源 | 温州侨联之窗`.
_BARRED = re.compile(r"(?<!\w)((?:文章|信息)?来源|作者)\s?[|丨]\s?(?=\S)")
#: What WeChat puts above an account's text: `原创 许知秋 移民与我们 2021-06-20 19:30`.
_SHARED = re.compile(
    r"原创 (?P<name>[\w·]{2,12}) (?P<agency>[\w·-]{2,20}) "
    r"(?:19|20)\d\d-\d\d-\d\d(?: \d\d:\d\d)?(?: .{1,8})?"
)
#: A headline goes on behind its day: `2023年3月6日使团签证服务更新`; what signs is an office.
_TITLED = re.compile(
    r"(?!.*[处處局部社网網会會院办辦司组織织委台报報]$)[\u4e00-\u9fff“《][^\s|:]{8,}$"
)
#: What an archive of accounts writes above what one account took from another.
_TAKEN = re.compile(
    r"the following article is from (?P<agency>.{2,30}?) author (?P<name>.{2,30})", re.IGNORECASE
)
_EDGES: Final = " ,:|()"
_FROM = re.compile(".*来源|稿源|转载?自|出处|source")
_WRITER = re.compile("作者|撰[文稿]|博主|文(?:/图)?|记者|author|writer|posted by")
_POSTER = re.compile("(?:发[布帖表]|發布|[张張]贴)[者人]")
_POSTED_AT = re.compile(r"\s[于於](?:\s.*)?$")
_CHANGED = {"更新", "更新时间", "updated", "updated on", "updated at", "last updated"}
_SENTENCE = re.compile("[。!?;]")
_BULLET = re.compile(r"[-–—•·●*■◆▪>»|/\s]+")
_TRAILING: Final = "|/·• "


@dataclass(frozen=True, slots=True)
class MetaLine:
    """What one byline says. Dates as found, agency and author as written."""

    dates: tuple[FoundDate, ...] = ()
    #: Only these dates stand behind a label that says "updated".
    changed: tuple[FoundDate, ...] = ()
    agency: str | None = None
    author: str | None = None
    #: A label says whose or whence, even where what it says names nobody.
    labelled: bool = False


@lru_cache(maxsize=_KEPT)
def read_meta_line(line: str, reference: datetime | None = None) -> MetaLine | None:
    """Return what a byline says, or None when the line is not one."""
    bare = _plain(line)
    if not bare or len(bare) > _LONGEST or tells(bare):
        return None
    shared = _SHARED.fullmatch(bare) or _TAKEN.fullmatch(bare)
    if shared or is_counter(bare):
        return _by_account(shared, reference) if shared else MetaLine()
    labels = list(_LABEL.finditer(simplified(bare))) if ":" in bare else []
    by = _BY.match(bare)
    if not labels and not by and _SENTENCE.search(bare):
        return None  # prose: no date and no name of an agency has such a sign
    labelled = {m["label"].casefold(): bare[slice(*m.span("value"))].strip() for m in labels}
    found = tuple(settle(dates_in(bare, reference=reference)))
    rest = _rest(bare, found, labels)
    after = _BY.match(bare[found[-1].end :].strip()) if found and not by else None
    said = by or after
    own = next((part for part in rest if said and part.startswith(said[0])), None)
    behind = own[len(said[0]) :].strip(_EDGES) if own and said else ""
    source = _first(labelled, _FROM)
    agency = source or _named_agency([*rest, behind], found)
    glued = _WRITER_BEHIND.search(agency) if agency else None
    if after and (paper := _IN_BRACKETS.search(bare)) and _OF_PAPER.match(paper[1]):
        agency = agency or paper[1]
    author = _first(labelled, _WRITER) or (by or after or glued or {"name": None})["name"]
    left = _TOOLS.sub("", "|".join(part for part in rest if part not in (agency, own)))
    enough = _LEFT_BY_SOURCE if found and (source or (by and labels)) else _LEFT_OVER
    says = found or labelled or agency or by
    titled = found and not labels and _TITLED.match(bare, found[0].end)
    if not says or titled or sum(map(str.isalpha, left)) > enough or _is_sentence(left):
        return None
    changed = found if any(label in _CHANGED for label in labelled) else ()
    if author and not agency and _AGENCY.fullmatch(author):
        agency, author = author, None
    poster = _POSTED_AT.sub("", _first(labelled, _POSTER) or "")
    told = bool(source or author or poster)
    return MetaLine(found, changed, source_name(agency), named(author) or named(poster), told)


def _plain(line: str) -> str:
    """Return a line without what stands around a byline and in it: addresses, buttons, marks."""
    bare = _unbulleted(narrow(line)).strip()
    bare = _ADDRESS.sub("", bare).strip() if "://" in bare else bare
    bare = _BARRED.sub(r"\1:", bare)
    bare = _TOOLBAR.sub("", bare, count=1) if "rint" in bare else bare
    bare = _said_alike(bare) if "y" in bare else bare
    return _GLUED.sub("  ", bare.replace("】【", "  ").strip("【】")) if ":" in bare else bare


def _named_agency(parts: Sequence[str], found: Sequence[FoundDate]) -> str | None:
    """Return the part that is an agency's name: beside a day a paper's, beside a clock any."""
    clocked = any(one.date and "T" in one.date.iso for one in found)
    known = (part for part in parts if _AGENCY.match(part))
    media = (p for p in parts if _MEDIUM.fullmatch(p) and (clocked or p.endswith(_PAPERS)))
    return next(known, next(media, None) if found else None)


def _said_alike(line: str) -> str:
    """Return a line with its words for a writer as most bylines have them."""
    line = _WITH_PHOTOS.sub("", line)
    line = _WRITTEN.sub(r"By\g<name>", _STAFF.sub("", line))
    line = _UPDATED_GLUED.sub(" | ", line)
    line = _BY_PAPER.sub(r"\1", line)
    turned = _PAPER_BY.fullmatch(line)
    return f"{turned['rest']} | {turned['paper']}" if turned else line


def _by_account(line: re.Match[str], reference: datetime | None) -> MetaLine:
    dates = tuple(dates_in(line[0], reference=reference))
    agency, author = source_name(line["agency"]), named(line["name"])
    return MetaLine(dates, agency=agency, author=author, labelled=True)


def merged(lines: Sequence[MetaLine]) -> MetaLine:
    """Return what several bylines say together, the first one's word first."""
    return MetaLine(
        tuple(d for line in lines for d in line.dates),
        tuple(d for line in lines for d in line.changed),
        next((line.agency for line in lines if line.agency), None),
        next((line.author for line in lines if line.author), None),
    )


def _rest(line: str, found: Sequence[FoundDate], labels: Sequence[re.Match[str]]) -> list[str]:
    """Return the line's parts that neither a date nor a labelled value accounts for."""
    kept = list(line)
    for date in found:
        kept[date.start : date.end] = "|" * (date.end - date.start)
    for match in labels:
        kept[match.start() : match.end()] = "|" * (match.end() - match.start())
    parts = (
        _unbulleted(part).strip(_EDGES)
        for part in re.split(r"\||\s{2,}", _ANSWERS.sub("|", "".join(kept)))
    )
    return [part for part in parts if part and not is_counter(part)]


def _unbulleted(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() if bullet else 0 :].rstrip(_TRAILING)


def _first(labelled: dict[str, str], wanted: re.Pattern[str]) -> str | None:
    """Return the value of the first label of a kind, as it stands."""
    return next((v for label, v in labelled.items() if v and wanted.fullmatch(label)), None)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text) or re.search(r"\.\s", text))
