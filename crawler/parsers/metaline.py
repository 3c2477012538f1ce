"""Lines between a title and its text: when, by whom, from where, how often read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crawler.parsers.dates import FoundDate, dates_in, settle
from crawler.parsers.furniture import is_counter
from crawler.parsers.patterns import any_of, narrow
from crawler.parsers.text import clean

#: Letters that may be left of a byline when its known parts are taken out: a category's name.
_LEFT_OVER: Final = 14
_LONGEST: Final = 220

_LABELS: Final = any_of(r"""
来源|來源|稿源|文章来源|信息来源|消息来源|转自|出处|作者|文/图|文|记者|記者|通讯员
编辑|責任編輯|责任编辑|责编|编审|分类|分類|栏目|频道|类别|标签|字号|人气
发布时间|發佈時間|發布時間|发布日期|发表时间|发表于|发布于|更新时间|更新|时间|時間|日期
(?:点击|浏览|瀏覽|阅读|閱讀|评论|評論)(?:次数|次數|量|数)?|次数
published(?: on| at)?|(?:last )?updated(?: on| at)?|posted(?: on| by)?|date|source
author|writer|editor|category|section|views|reads|comments
""")
_VALUE_END: Final = rf"(?=$|\s*\||\s{{2,}}|\s+{_LABELS}\s*:)"
_LABEL = re.compile(
    rf"(?P<label>{_LABELS})\s*:\s*(?P<value>[^|\s][^|]*?)?{_VALUE_END}", re.IGNORECASE
)
_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
#: A name begins with a capital: `By submitting you agree …` names nobody.
_BY = re.compile(
    rf"^by\s+(?P<name>(?!the\b)(?-i:[A-Z\W\u00c0-\uffff])[^|,\d]{{1,59}}?)"
    rf"(?=$|\s*[|,(]|\s{{2,}}|\s+{_WEEKDAY})",
    re.IGNORECASE,
)
#: What stands behind a name on its line, however near: buttons, other labels, a day.
_BUTTONS = re.compile(
    r"\s*[\[(【（]?\s*(?:字[号號体]|打印|推荐朋友|查看评论|(?:我要)?评论[(（\s]\d|原载|视力保护"
    r"|[大中小] ?[大中小] ?[大中小]|大字体).*$"
    r"|\s*(?:新闻|信息)?(?:作者|来源|(?:责任)?编辑|摄影|版次|报料热线)[:：].*$"
    r"|\s*(?:(?:发布|发表|添加|更新|上传|录入|信息提供)?(?:日期|时间)[:：]|(?:19|20)\d\d[-/.年]\d).*$"
    r"|(?:\s+(?:举报|舉報|评论|分享|收藏|关注|訂閱|订阅|打印|纠错|我有话说))+$"
)
#: `来源：边城日报作者：林海燕`: no sign parts the two.
_WRITER_BEHIND = re.compile(
    r"作者[:：]\s*(?P<name>[\u4e00-\u9fff·]{2,12}?(?:\s[\u4e00-\u9fff·]{2,4}){0,3})(?=\s|\d|责|编辑|发布|$)"
)
_AGENCIES: Final = r"""
China Daily(?: Global| Asia)?|Xinhua(?: News Agency)?|China News Service|CNS|CGTN|ECNS|UN News
CRI(?: Online)?|People's Daily(?: Online)?|Global Times|Shanghai Daily|Beijing Review
China\.org\.cn|chinadaily\.com\.cn|Agencies|AP|AFP|Reuters|[\w.]*\.(?:com|cn|org|net)(?:\.cn)?
{chinese}\w{0,6}(?:社|网|報|报|网站|客户端|新闻)
"""
_CHINESE: Final = "(?:新华|中新|人民|中国|光明|央视|环球|中国新闻|中国日报|中国青年|澎湃)"
_AGENCY = re.compile(any_of(_AGENCIES, chinese=_CHINESE) + "$")
_EDGES: Final = " ,:|()"
_FROM = {"来源", "來源", "稿源", "文章来源", "信息来源", "消息来源", "转自", "出处", "source"}
_WRITER = {"作者", "文", "文/图", "记者", "記者", "author", "writer", "posted by"}
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


def read_meta_line(line: str, reference: datetime | None = None) -> MetaLine | None:
    """Return what a byline says, or None when the line is not one."""
    bare = _unbulleted(narrow(line)).strip()
    if not bare or len(bare) > _LONGEST:
        return None
    if is_counter(bare):
        return MetaLine()
    labels = list(_LABEL.finditer(bare)) if ":" in bare else []
    by = _BY.match(bare)
    if not labels and not by and _SENTENCE.search(bare):
        return None  # prose: no date and no name of an agency has such a sign
    labelled = {m["label"].casefold(): (m["value"] or "").strip() for m in labels}
    found = tuple(settle(dates_in(bare, reference=reference)))
    rest = _rest(bare, found, labels)
    agency = _first(labelled, _FROM) or next((p for p in rest if _AGENCY.match(p)), None)
    glued = _WRITER_BEHIND.search(agency) if agency else None
    author = _first(labelled, _WRITER) or (by or glued or {"name": None})["name"]
    if not (found or labelled or agency or by):
        return None
    left = "".join(part for part in rest if part != agency and not (by and part.startswith(by[0])))
    if sum(1 for c in left if c.isalpha()) > _LEFT_OVER or _is_sentence(left):
        return None
    changed = found if any(label in _CHANGED for label in labelled) else ()
    return MetaLine(found, changed, _name(agency), _name(author))


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
    parts = (_unbulleted(part).strip(_EDGES) for part in re.split(r"\||\s{2,}", "".join(kept)))
    return [part for part in parts if part and not is_counter(part)]


def _unbulleted(text: str) -> str:
    bullet = _BULLET.match(text)
    return text[bullet.end() if bullet else 0 :].rstrip(_TRAILING)


def _first(labelled: dict[str, str], wanted: set[str]) -> str | None:
    return next((value for label, value in labelled.items() if label in wanted and value), None)


def _name(text: str | None) -> str | None:
    return (_BUTTONS.sub("", clean(text)).strip(_EDGES) or None) if text else None


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE.search(text) or re.search(r"\.\s", text))
