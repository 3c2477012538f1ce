"""Which lines of an article are captions by their credit, whatever stands around them. Pure."""

from __future__ import annotations

import re
from typing import Final

from crawler.parsers.text.patterns import any_of, narrow

#: The longest caption seen is 330 characters.
_LONGEST_CAPTION: Final = 420
_CREDITED: Final = r"""
\[[A-Z][\w./ -]{2,30}\]$
[((\[]photo.{0,60}[))\]]$
^(?:photo|image|caption|图片?说明|图为|圖為)\s*:|^图为
\(?(?:新华社|中新社|新華社).{0,14}[\s/]?[摄攝]\)?[。.]?$
\((?:图片来源|圖片來源|图源|圖源)\s*[:/].{1,30}\)$|^\(?(?:图片来源|圖片來源|图源|圖源)\s*:.{1,30}$
^.{4,90}[。.]\s*(?:[\u4e00-\u9fff]{2,4}\s?){1,2}[摄攝]$
^[A-Z][\w .]{2,24}/(?:China Daily|Xinhua|CGTN)(?: Photo)?$
\((?:Xinhua|AFP|AP|Reuters)/[A-Z][^()]{1,40}\)$
(?:[.]\s?|^)(?:provided to china daily|(?:/\s?)?[A-Z]{2,6} photo)$
^.{4,90}[。.]\s?[\u4e00-\u9fff]{2,10}(?:图片|圖片)$
^.{40,}\s/\s(?:for )?(?:China Daily|Xinhua|AFP|AP|Reuters|CFP|VCG)\)?$
^[^。]{0,60}(?:\((?:视频|网络|网页|微博|新闻)?截图\)|(?:报道|视频|网页|微博|新闻|资料)的?截图)[。.]?$
^.{2,80}供图(?:\s?[^\s。]{2,6})?[。.]?$|^.{2,80}\((?:视觉中国|东方IC|人民视觉|图虫创意)\)$
"""
_DESCRIBED: Final = r"""
\((?:image|credit|picture)s?\b.{0,60}\)$|^(?:picture|图|资料图|圖)\s*:|^\(?图[为片]
\bphotos?(?: credit)?\s*(?:by|:|©|/)\s*\S.{0,40}$|(?:^|[^\w])©\s*\w.{0,30}$
(?:本报|记者).{0,14}[\s/]?摄\)?[。.]?$
(?:^|[.]\s)(?:image|photo):\s[A-Z][\w ]{2,30}$
\((?:center|left|right|second from|first from|front row|from left)\b
\((?:左|右|中|前排)[一二三四]?\)|\((?:图片?|照片|摄影)\s*:[^()]{1,30}\)$|\((?:\S{2,8}(?:供图|提供)|\S{2,6}[摄攝])\)$
[/|]\s*(?:图片来源|图源|供图|摄影?|图)\s*:\s*\S{1,20}$
"""
#: Credits that only captions have, and words that in a dump without markup tell them too.
_SURE_CAPTION = re.compile(any_of(_CREDITED), re.IGNORECASE)
_CAPTION = re.compile(any_of(_CREDITED + _DESCRIBED), re.IGNORECASE)
#: One of these stands in every caption that the expression finds; most paragraphs have none.
_SIGNS: Final = (" / ", "photo", "image", "caption", "credit", "picture", *"图圖摄攝©(（[［")
#: Credits that only captions have open with one of these words or have one of these signs among
#: the last characters.
_OPENS: Final = ("photo", "image", "caption", "图", "圖", "(图", "(圖")
_CLOSES: Final = frozenset("])］）摄攝图圖/")
_CREDITS: Final = (" Photo", "China Daily")
_CLOSING_REACH: Final = 18


def is_credited(text: str, *, sure: bool) -> bool:
    """Say whether a text is credited as a caption; `sure`: as nothing else is."""
    if len(text) > _LONGEST_CAPTION:
        return False
    if sure:
        closed = not _CLOSES.isdisjoint(text[-_CLOSING_REACH:])
        signed = closed or text.endswith(_CREDITS) or text[:7].lower().startswith(_OPENS)
    else:
        lower = text.lower()
        signed = any(sign in lower for sign in _SIGNS)
    return signed and bool((_SURE_CAPTION if sure else _CAPTION).search(narrow(text)))
