"""Who sent a dispatch, as its first or last paragraph says: `新华社大连6月23日电（记者 …）`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.metaline import MetaLine
from crawler.parsers.names import is_name, named
from crawler.parsers.patterns import narrow
from crawler.parsers.script import simplified

_NAMES: Final = (
    r"(?P<names>[\u4e00-\u9fff·]{2,5}(?:[\s、,/]+(?!通讯员|摄影|实习)[\u4e00-\u9fff·]{2,4}){0,4})"
)
#: `…电（记者 林梅 通讯员 何静）`, `边城讯（记者林梅、何静）`.
_REPORTER = re.compile(
    rf"[^()。!?]{{0,40}}(?:电|讯|消息|报道)\s*\((?:[\u4e00-\u9fff]{{2,6}})?记者[:\s]*{_NAMES}(?=[\s、,/]*(?:通讯员|摄影|实习|\)))"
)
#: `記者林梅／高雄報導`.
_REPORTS = re.compile(
    r"[(〔【\[]?(?:[\u4e00-\u9fff]{2,6})?记者(?P<names>[\u4e00-\u9fff·]{2,4}(?:、[\u4e00-\u9fff·]{2,4}){0,3})\s*/"
    r"\s*[\u4e00-\u9fff]{2,8}(?:报导|报道|电)"
)
#: The last words of a report: `……。（记者 林梅）`.
_LAST = re.compile(rf"\((?:[\u4e00-\u9fff]{{2,6}})?(?:记者|作者)[:\s]*{_NAMES}\)$")
_SENDER = re.compile(
    r"\(?(?P<agency>新华社|中新社|中新网|中国新闻网|新华网|人民网|中央社)[^。()]{2,18}?(?:电|讯|消息)"
)
_SENT = re.compile(
    r"[^()]{3,60}\((?P<agency>Xinhua|China Daily|ECNS|CNS|AP|AFP|Reuters)\)\s*(?:-{1,2}|—|–)"
)
_NONE: Final = MetaLine()


def signature(paragraphs: Sequence[str]) -> MetaLine:
    """Return writer and agency that the text itself names."""
    if not paragraphs:
        return _NONE
    first, last = (narrow(paragraphs[at]) for at in (0, -1))
    folded = simplified(first)
    found = _REPORTER.match(folded) or _REPORTS.match(folded)
    author = first[slice(*found.span("names"))] if found else None
    if author is None and (ends := _LAST.search(simplified(last[-40:]))):
        author = last[-40:][slice(*ends.span("names"))]
    sent = _SENDER.match(folded) or _SENT.match(first)
    agency = first[slice(*sent.span("agency"))] if sent else None
    return MetaLine(agency=agency, author=named(author) if author and is_name(author) else None)
