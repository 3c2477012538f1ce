"""Who sent a dispatch, as its own paragraphs say: `新华社大连6月23日电（记者 …）`, `本报记者 …`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from crawler.parsers.credits.metaline import MetaLine
from crawler.parsers.credits.names import is_chinese_name, is_name, named
from crawler.parsers.text.patterns import narrow
from crawler.parsers.text.script import simplified

#: What follows the last name: other people's parts in the report.
_OTHERS: Final = (
    r"(?:[\u4e00-\u9fff]{0,6}(?:通讯员|实习|摄影|编辑|报道|报导|文图|图文)|本报|发自|文图?|摄)"
)
_NO_NAME: Final = "近日|昨日|今日|日前|手记|调查|观察|探访|走|获悉|了解|辛苦"
_NAME: Final = (
    rf"(?!{_OTHERS}|{_NO_NAME})(?:[\u4e00-\u9fff·]{{2,5}}|[\u4e00-\u9fff] [\u4e00-\u9fff])"
)
_NAMES: Final = rf"(?P<names>{_NAME}(?:[\s、,/]+{_NAME}){{0,4}}?)"
_END: Final = rf"(?=[\s、,/]*(?:{_OTHERS}|[)】]|$))"
#: Where the first paragraph names its reporter.
_OPENINGS: Final = rf"""
(?:[^()。!?]{{0,40}}(?:电|讯|消息|报道)|【[^】]{{1,20}}】)?\s*\((?:[\u4e00-\u9fff]{{2,6}})?记者[:\s/]*{_NAMES}{_END}
[^()。!?]{{0,30}}(?:电|讯|消息)\s*记者\s*{_NAMES}[\s、]*通讯员
[\u4e00-\u9fff]{{2,8}}记者\s*{_NAMES}[\s、]*通讯员.{{2,10}}?报道
【[^】]{{0,16}}(?:记者|作者)[\s:/]*{_NAMES}】
[(〔【\[]?(?:[\u4e00-\u9fff]{{2,6}})?记者{_NAMES}\s*/\s*[\u4e00-\u9fff]{{2,8}}?(?:报导|报道|电)
"""
#: In Taiwan's agency the place touches the name.
_PLACES: Final = (
    "台北|新北|桃园|台中|台南|高雄|基隆|新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|台东|澎湖|金门|连江|马祖"
    "|东京|首尔|北京|上海|香港|新加坡|曼谷|河内|马尼拉|雅加达|纽约|华盛顿|洛杉矶|旧金山|伦敦|巴黎|柏林|布鲁塞尔|日内瓦"
)
_CNA = re.compile(
    rf"\((?P<agency>中央(?:通信)?社)记者(?P<names>[\u4e00-\u9fff]{{2,4}}?)(?:{_PLACES})[县市]?\d{{1,2}}日"
)
#: A line of its own, or the last words of a report.
_OWN_LINE = re.compile(
    rf"[□■●◆(【\s]{{0,3}}(?:[\w·-]{{2,16}}?记者[\s:/]*|[\w·-]{{1,14}}[报网社台闻端]\s记者[\s:/]*|(?<=[□■●◆])\s*记者[\s:/]*|记者[\s:/]+|(?:作者|撰文)[\s:/]+)"
    rf"{_NAMES}(?:[\s、,/]*{_OTHERS}[^。!?]{{0,24}})?[)】\s]{{0,2}}"
)
#: The paper of its reporter.
_OF_PAPER = re.compile(
    r"[□■●◆(【\s]{0,3}(?P<paper>(?!本)[\u4e00-\u9fff]{2,10}[报報网網社台])\s?[记記]者[\s:/]"
)
_LAST = re.compile(
    rf"\((?:(?:[\u4e00-\u9fff]{{2,12}}[电讯]\s?)?(?:[\u4e00-\u9fff]{{2,6}})?(?:记者|作者)[:\s/]*|文/(?:[\u4e00-\u9fff]{{2,8}}\s)?)"
    rf"{_NAMES}(?:\s*{_OTHERS}[^()]{{0,24}})?\)$"
)
#: … or whose report it is.
_LAST_PAPER = re.compile(
    r"(?<=[。!?！？”])\s?[(（](?P<agency>[\u4e00-\u9fff《》]{2,14}(?:[報报網网社台臺局办辦]|新闻|新聞))[)）]$"
)
#: … and a name alone behind the last full stop.
_LAST_NAME = re.compile(r"[。!?”]\((?P<names>[\u4e00-\u9fff]{2,4})\)$")
#: … and whose people they are, as offices sign: `（县政府办 林舟）`.
_LAST_OFFICE = re.compile(
    r"[(][\u4e00-\u9fff]{2,14}[办辦处處局委部院会會站社队隊科室厅廳镇鎮乡鄉县縣区區校心司]\s"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){0,3})[)]$"
)
_OPENED = [re.compile(line) for line in _OPENINGS.split("\n") if line]
_SENDER = re.compile(
    r"(?:【[^】]{2,12}】|【)?\(?据?(?P<agency>"
    r"(?:新华社|中新社|中新网|中国新闻网|新华网|人民网|中央社|大纪元)(?=[^。()]{2,18}?(?:电|讯|消息))"
    r"|[\u4e00-\u9fff]{2,8}[网社报](?=\d{1,2}月\d{1,2}日(?:报道|讯|电)|[讯电]】)"
    r"|[\u4e00-\u9fff]{2,3}社(?=[\u4e00-\u9fff]{2,6}\d{1,2}月\d{1,2}日[电讯]))"
)
_SENT = re.compile(
    r"[^()]{3,60}\((?P<agency>Xinhua|China Daily|Reuters|(?!IOM|UN|EU|WHO|ILO)[A-Z]{2,5})\)"
    r"\s*(?:-{1,2}|—|–|:)"
    r"|[A-Z][^()/]{3,60}/(?P<wire>Xinhua(?:-PRNewswire)?|PRNewswire)/\s*(?:-{1,2}|—|–)"
)
_LONGEST_LINE: Final = 48
_FIRST_WORDS, _LAST_WORDS = 160, 48
_OPENING_REACH: Final = 4
_NONE: Final = MetaLine()


def signature(paragraphs: Sequence[str]) -> MetaLine:
    """Return writer and agency that the text itself names."""
    if not paragraphs:
        return _NONE
    # a heading of the text's own, a caption or a blurb may stand above its first paragraph
    opening = [narrow(paragraph[:_FIRST_WORDS]) for paragraph in paragraphs[:_OPENING_REACH]]
    sent, first = next(((sent, one) for one in opening if (sent := _sending(one))), (None, ""))
    author = (
        _names(_CNA.match(simplified(first)), first)
        or next(filter(None, map(_opening_name, opening)), None)
        or on_own_line([*paragraphs[:3], *paragraphs[-2:]])
        or _last_words(narrow(paragraphs[-1][-_LAST_WORDS:]))
    )
    closing = _LAST_PAPER.search(paragraphs[-1][-_LAST_WORDS:])
    if closing and not sent:
        return MetaLine(agency=closing["agency"], author=author)
    return MetaLine(agency=_sender(sent, first), author=author)


def _sending(text: str) -> re.Match[str] | None:
    """Return the words with which a dispatch begins, or None."""
    folded = simplified(text)
    return _CNA.match(folded) or _SENDER.match(folded) or _SENT.match(text)


def _opening_name(text: str) -> str | None:
    """Return the reporter whom a paragraph's first words name."""
    folded = simplified(text)
    return next((name for one in _OPENED if (name := _names(one.match(folded), text))), None)


def _sender(sent: re.Match[str] | None, text: str) -> str | None:
    """Return who sent a dispatch, as the text writes it."""
    if sent is None:
        return None
    wire = sent.groupdict().get("wire")
    return wire or text[slice(*sent.span("agency"))]


def paper_on_own_line(lines: Iterable[str]) -> str | None:
    """Return whose reporter a line of its own names: `(海港晚报记者 林梅)`."""
    found = (_OF_PAPER.match(narrow(line)) for line in lines if len(line) <= _LONGEST_LINE)
    return next((match["paper"] for match in found if match), None)


def on_own_line(lines: Iterable[str]) -> str | None:
    """Return whom a line of its own names: `本报记者 林梅 通讯员 何静`."""
    for line in lines:
        if len(line) > _LONGEST_LINE:
            continue
        text = narrow(line).strip()
        if name := _names(_OWN_LINE.fullmatch(simplified(text)), text):
            return name
    return None


def unsigned(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs without the bracket at their end that names a reporter."""
    last = paragraphs[-1] if paragraphs else ""
    ending = last[-_LAST_WORDS:]
    if not (_LAST_PAPER.search(ending) or _last_words(narrow(ending))):
        return tuple(paragraphs)
    at = max(last.rfind("("), last.rfind("\uff08"))
    return (*paragraphs[:-1], *filter(None, [last[:at].strip()]))


def _last_words(text: str) -> str | None:
    alone = _LAST_NAME.search(text) or _LAST_OFFICE.search(text)
    if alone and all(map(is_chinese_name, re.split(r"[\s、]", alone["names"]))):
        return alone["names"]
    return _names(_LAST.search(simplified(text)), text)


def _names(found: re.Match[str] | None, text: str) -> str | None:
    """Return the names that were found, as the text writes them."""
    if found is None:
        return None
    names = text[slice(*found.span("names"))]
    return named(names) if is_name(names) else None
