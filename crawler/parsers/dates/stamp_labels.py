"""Labels before and behind a day: published, updated, or something else's: `活动时间：`. Pure."""

from __future__ import annotations

import re
from typing import Literal

#: What a label makes of the day beside it. `label`: published; `updated`; `named`: written,
#: signed, printed or received then, which is the day of publication where nothing else tells.
LabelKind = Literal["label", "updated", "named"]

_NOUNS = r"(?:时\s*间|時\s*間|日\s*期)"
_PUBLISHED = (
    r"(?:本[站网])?(?:发布|发表|发稿|刊发|上传|录入|添加|创建|發佈|發布|發表|刊登|新闻|文章|稿件"
    r"|公开|公布|公開|登载|刊载|刊出|见报|首发|资讯|信息|推送|发送|挂网|发帖|發稿|上稿)?"
    rf"{_NOUNS}"
    r"|(?:发布|发表|发|發佈|發布|發表|刊登|刊发)(?:于|於)?|[该本][\u4e00-\u9fff]{0,4}创建于"
    r"|(?:date\s+)?(?:first\s+)?(?:published|posted|released|issued|added)(?:\s+(?:on|at|date))?"
    r"|(?:publi(?:sh|cation)|release|posted|post|issue)\s?(?:date|time)|(?<![a-z]\s)(?:date|time)"
    r"|date of (?:issue|publication|release)"
)
_UPDATED = (
    r"(?:最后|最近|最後|上次|页面|本页|网页|頁面)?(?:更新|修改|编辑)(?:时间|時間|日期|于|於)?"
    r"|(?:last\s+)?(?:updated|modified|edited|reviewed|changed)(?:\s+(?:on|at|date))?"
    r"|(?:last\s)?update(?:\stime)?"
)
_LABELS = (("updated", _UPDATED), ("label", _PUBLISHED))
LABEL = re.compile(rf"(?:{_UPDATED}|{_PUBLISHED})\s*[:：]?", re.IGNORECASE)
#: One of these stands in every label; the expression is slow where there is none.
LABEL_SIGN = re.compile(
    "[时時日发發刊]|更新|修改|编辑|创建|收录|date|time|publish|post|release|issued|added|created|submitted|modified|edited|reviewed|changed"
)
#: A name may be glued to the label: `Lin SuyangPublished: …`, `记者林舟发布时间：…`.
_GLUED = (
    r"(?-i:(?<=[a-z])(?=[PU][a-z]+ed\b))"
    "|(?<=[\u4e00-\u9fff])(?<!原文)(?<!最初)(?<!首次)(?=(?:发布|发表|更新|發佈|發布)(?:[时時日]|[于於]\\s?[:：]))"
)
_BEFORE = {
    kind: re.compile(rf"(?:^|[^\w]|(?<=\d)|_|{_GLUED})(?:{words})\s*[:：/–—-]?\s*$", re.IGNORECASE)
    for kind, words in _LABELS
}
_AFTER = {
    "updated": re.compile(
        r"\s*(?:更新|修改|最后更新)(?=$|\W)(?!\s*[:：/])|\s*[–—-]{1,2}\s*(?:[Uu]pdated|UPDATED)\b"
    ),
    "label": re.compile(r"\s*(?:发布|发表|發佈|發布|上传)(?:于|於)?(?=$|\W)(?!\s*[:：/])"),
}
#: Who published stands between the label and the day: `Published by the Courier on Sep. 14, 2021.`
_PUBLISHED_BY = re.compile(
    r"\W*(?:first\s+)?(?:published|posted|submitted)\s+(?:by|in)\s+[^\d,;:.|]{1,60}?\s+on\s*(?:the\s*)?",
    re.IGNORECASE,
)
#: What is done to a page besides publishing it: `成文日期：`, `印发日期：`, `审核时间：`.
_NAMED = re.compile(
    rf"(?:成文|发文|發文|印发|生成|编发|审核|签发|提交|投稿|收录|加入|建立|出版|公告|通知|编写|撰写|撰稿|供稿|来稿"
    rf"|入库|归档|制作|转载|文件|内容){_NOUNS}\s*[:：]?\s*$|收录[于於]\s*[:：]?\s*$"
    r"|(?:^|\W)(?:date\s+)?created(?:\s+(?:on|at|date))?\s*[:：]?\s*$",
    re.IGNORECASE,
)
#: A source's name may be glued to the plain noun: `来源：市外办时间：`.
_GLUED_NOUN = re.compile(
    rf"(?:来源|來源|作者|原创|编辑|编辑部|发布人|发布者|供稿|摄影|审核|撰稿)\s*[:：]\s*[^\s:：]{{0,12}}?{_NOUNS}\s*[:：]\s*$"
)
#: The same behind the name of a medium or an office, without a label of its own.
_GLUED_LABEL = re.compile(
    rf"[\u4e00-\u9fff](?<!原文)(?<!最初)(?<!首次)(?:发布|发表|上传|录入|添加|创建|刊发|编辑|更新|發佈|發布)(?:{_NOUNS})?\s*[:：]\s*$"
    rf"|(?:网|報|报|社|新闻|电视台|客户端|政府|办|局|部|厅|委|学院|大学|中心|单位){_NOUNS}\s*[:：]\s*$"
)
_BEHIND_NAME = re.compile(
    r"(?:author|by|publisher|editor|source|views)\s*[:：]\s*[\w .'-]{1,40}?"
    r"\s(?:date|time)\s*[:：]\s*$",
    re.IGNORECASE,
)
#: What else than a page has its hour: events, offers, offices.
_EVENT_NOUN = re.compile(
    r"(?:活动|会议|举办|召开|截止|截至|开始|结束|报名|考试|面试|笔试|培训|展览|展出|演出|讲座|报告|开标|评审|拍摄|有效|开放|办公"
    rf"|上班|工作|服务|受理|播出|直播|比赛|集合|起止|进行|实施|施行|生效){_NOUNS}\s*[:：]\s*$"
)
#: Another label right before the date: `活动时间：`, `截止日期：`, `Deadline:`, `Born:`.
_OTHER_LABEL = re.compile(
    r"([^\s:：|｜]{1,24})\s*[:：]\s*(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*)?$",
    re.IGNORECASE,
)
#: Labels whose value is a name, so that a date behind them is the line's and not theirs.
_NAMES = re.compile(
    r"(?:来源|來源|稿源|出处|作者|文|记者|編輯|编辑|责编|责任编辑|供稿|source|author|by|editor|字号|字体|分类|栏目|频道"
    r"|分享到?|摄影|量|次数|[率色]|评论)$",
    re.IGNORECASE,
)
#: `时间：…` beside `地点：…` announces an event.
_PLAIN = re.compile(r"(?:^|\W)(?:时间|時間|日期|date|time)\s*[:：]?\s*$", re.IGNORECASE)
_PLACE = re.compile(r"地点|地點|会场|主讲|venue|location|\bwhere\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:时间|時間|日期|date|published|posted|updated|issued|released|created|submitted)"
    r"\s*(?:on|at)?\s*[:：]\s*$|(?:时间|時間|日期)\s+$"
    r"|(?:^\W*|[该本][\u4e00-\u9fff]{0,4})(?:发布|发表|刊发|编辑|更新|修改|创建|發佈|發布|發表)[于於]\s*[:：]?\s*$",
    re.IGNORECASE,
)


def label_kind(before: str, after: str) -> LabelKind | None:
    """Return what the label right before or right behind a day says of it."""
    if _PUBLISHED_BY.fullmatch(before):
        return "label"
    kinds: tuple[LabelKind, ...] = ("updated", "label")
    signed = LABEL_SIGN.search(before.lower())
    found = (k for k in kinds if (signed and _BEFORE[k].search(before)) or _AFTER[k].match(after))
    kind = next(found, None)
    if kind is None and signed:
        return _loosely(before)
    return kind


def _loosely(before: str) -> LabelKind | None:
    if _EVENT_NOUN.search(before):
        return None
    named = (_NAMED, _GLUED_NOUN, _GLUED_LABEL, _BEHIND_NAME)
    return "named" if any(label.search(before) for label in named) else None


def is_anothers(before: str) -> bool:
    """Return whether a label stands before the date that says what else it is the date of."""
    other = _OTHER_LABEL.search(before) if ":" in before or "：" in before else None
    return other is not None and not _NAMES.search(other[1])


def announces(before: str, beside: str) -> bool:
    """Return whether a plain `时间：` has a place beside it, as events have."""
    return bool(_PLAIN.search(before)) and names_place(beside)


def names_place(text: str) -> bool:
    """Return whether a text says where or by whom something is held."""
    return bool(_PLACE.search(text))


def has_noun(before: str) -> bool:
    """Return whether the label right before a date is more than a verb: no list's has it."""
    return bool(_NOUN.search(before) or _PUBLISHED_BY.fullmatch(before))
