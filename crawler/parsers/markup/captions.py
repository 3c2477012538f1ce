"""Captions that no markup names: by their credit, and by standing centred below an image."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import html

from crawler.parsers.text.patterns import having

#: Two sentences and a credit; what is longer is a paragraph that mentions a photographer.
_CHARACTERS = 320
_CENTRED_CHARACTERS = 110
_TABLED_CHARACTERS = 200
_CREDIT = re.compile(
    r"(?:[\[(（【]\s*(?:photos?|image|picture|file photo|source|图|照片)[^\])）】]{0,60}[\])）】]"
    r"|\((?:header|lead|cover|top|banner) (?:image|photo|picture):[^()]{0,240}\)"
    r"|[(（](?:xinhua|afp|ap|reuters|epa|vcg|cfp)\s?/\s?[A-Z][^()（）]{1,40}[)）]"
    r"|[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}\s?/\s?(?:for )?"
    r"(?:xinhua|china daily|afp|ap|reuters|epa|vcg)"
    r"|(?:photo )?(?:provided (?:to|by)|courtesy of|(?<=\s)for) (?:china daily|xinhua)"
    r"|[\[(（][^\])）]{0,40}(?:/\s*(?:xinhua|china daily|afp|ap|reuters|getty images|epa|vcg|cfp)"
    r"|(?:getty images|ap photo)[^\])）]{0,40}|china daily|xinhua)[\])）]"
    r"|(?:^|[.!?。|]\s*)(?:photos?|photographs?|photo credit|image credit|images?"
    r"|credit|picture|pictures)"
    r"(?:\s+by\b|\s*[:：©/])\s*[^.。]{2,60}"
    r"|[\u4e00-\u9fff·]{2,8}\s*供图|(?:[。\s]|记者)\s?[\u4e00-\u9fff·]{2,6}\s图"
    r"|(?:^|[\s.。!！?？|/:：(（）)]|记者|通讯员|新华社|中新社|人民网|本报)\s*"
    r"(?:[\u4e00-\u9fff·]{2,8}|[\u4e00-\u9fff] [\u4e00-\u9fff])(?<![拍描])\s*/?(?:摄影?|绘)"
    r"|(?:图片来源|图源|供图|摄影|摄|图)\s*[:：/]\s*[\u4e00-\u9fffA-Za-z ·]{2,20}"
    r"|[(（]?\s*(?:©\s*)?\b(?:IOM|UN[A-Z]*|国际移民组织|國際移民組織)(?: (?:China|\d{4}))?"
    r"\s?/\s?[^()（）。]{2,40}[)）]?"
    r"|^(?:图像|圖像|图片|圖片)(?:来源|來源)[,，]\s?[^,，。]{2,30})[.。]?\s*$",
    re.IGNORECASE,
)
#: When and by whom a text is, below its headline: no image is credited there.
_STAMP = re.compile(
    r"[(（\[](?:xinhua|china daily)[)）\]]$"
    r"|(?:日期|[发發][布表](?:时间|時間|日期)?|时间|時間)\s?[:：]",
    re.IGNORECASE,
)
#: One of these, in small letters, stands in every caption that has a credit and no image above.
_SIGNS = (
    *("china daily", "xinhua", "photo", "image", "picture", "credit"),
    *("©", "]", "】", ")", "）", "摄", "图", "圖", "绘"),
)
#: `01 一只旧灯` heads a part of the text below.
_NUMBERED = re.compile(r"0\d\s+\S")
_SIGN = re.compile(r"^(?:[▲△▼↑↓]|图[:：\d一二三四五六七八九十]|资料图|图为|上图|下图|左图|右图)")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_FRAME = re.compile(r"(?:^|[\s_-])(?:img|image|pic|picture|photo)", re.IGNORECASE)
#: What sets a line apart below an image beside which nothing else stands.
_BELOW = frozenset(("em", "i", "small", "span"))
#: Fewer bytes name somebody, or an agency.
_SHORTEST = 24
#: A gallery's or a table's entries are no captions of the one above.
_LISTED = frozenset(("li", "nav", "td", "h1", "h2", "h3", "h4", "a"))
_SENTENCE_END = ("。", ".", "!", "?", "！", "？", "”", '"', ":", "：")


def maybe_credited(lines: Iterable[str]) -> set[str]:
    """Return the lines that may be captions by their credit, wherever they stand."""
    short = [
        line
        for line in lines
        if len(line) <= _CENTRED_CHARACTERS or line[-1] in "]】" or line[0] + line[-1] == "()"
    ]
    return having(short, _SIGNS)


def is_caption(text: str, element: html.HtmlElement, *, after_image: bool) -> bool:
    """Say whether a block's text is a caption; `after_image`: one stands right above it.

    Without an image only what is `maybe_credited` can be one, and need be asked about.
    """
    if len(text) > _CHARACTERS:
        return False
    if _CREDIT.search(text):
        return after_image or _STAMP.match(text) is None
    if _NUMBERED.match(text) or not after_image:
        return False
    return bool(_SIGN.match(text)) or _stands_below(text, element) or _tabled(element, text)


def _stands_below(text: str, element: html.HtmlElement) -> bool:
    """Say whether a short line stands below an image as nothing else does."""
    if len(text) > _CENTRED_CHARACTERS:
        return False
    if text.endswith(_SENTENCE_END):
        return _centred(element) and _alone(element)
    return _centred(element) or _boxed(element, text) or _framed(element, text)


def _alone(element: html.HtmlElement) -> bool:
    """Return whether a centred line stands between an image and a text that is not centred."""
    above, below = element.getprevious(), element.getnext()
    if above is None or below is None or below.tag != element.tag or _centred(below):
        return False
    return above.find(".//img") is not None and not above.text_content().strip()


def _boxed(element: html.HtmlElement, text: str) -> bool:
    """Return whether the text stands alone in a box with the image above it."""
    box = element.getparent()
    if box is None or element.tag in _LISTED or not _holds_only(box, text):
        return False
    return box.find(".//img") is not None


def _holds_only(box: html.HtmlElement, text: str) -> bool:
    """Return whether there is hardly a letter more in an element; it may be the whole page."""
    left = len("".join(text.split())) + 2
    for part in box.itertext():
        left -= len("".join(part.split()))
        if left < 0:
            return False
    return True


def _tabled(element: html.HtmlElement, text: str) -> bool:
    """Return whether an image and the text are all that a table holds, as pages of 2007 have it."""
    if element.tag != "td" or len(text) > _TABLED_CHARACTERS:
        return False
    table = next(element.iterancestors("table"), None)
    if table is None or not _holds_only(table, text):
        return False
    return table.find(".//img") is not None


def _framed(element: html.HtmlElement, text: str) -> bool:
    """Return whether an image and the text are all that an element for images holds."""
    image = element.find(".//img") if _holds_only(element, text) else None
    if image is None:
        return False
    below = image.getnext()
    named = _FRAME.search(element.get("class") or "")
    if named or below is None or below.tag == "br":
        return bool(named) or below is not None
    return below.tag in _BELOW and len(text.encode()) >= _SHORTEST and _is_amid(element, text)


def _is_amid(element: html.HtmlElement, text: str) -> bool:
    """Return whether longer texts without links stand right above and below an element."""
    return all(
        one is not None and one.find(".//a") is None and len(one.text_content()) > len(text)
        for one in (element.getprevious(), element.getnext())
    )


def _centred(element: html.HtmlElement) -> bool:
    parent = element.getparent()
    return any(
        one.tag == "center"
        or (one.get("align") or "").lower() == "center"
        or bool(_CENTRED.search(one.get("style") or ""))
        for one in (element, parent)
        if one is not None
    )
