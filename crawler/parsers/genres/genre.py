"""Which of the four genres a page is, from its address and its own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

from crawler.parsers.projects.fields import COVERAGES, PRIMA_SHAPE, PROJECTS_SHAPE, STATUSES
from crawler.parsers.projects.labels import alone
from crawler.parsers.text.patterns import narrow
from storage.types import Genre

#: Three labels of a project page on one page are no accident.
_LABELS_NEEDED: Final = 3
#: Below the bracket there may be tools, related lists and links.
_BRACKET_REACH: Final = 40
#: Rows stand under the title; a menu may stand above it.
_BARE_REACH: Final = 80
_BARE_BUDGET = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?")
_PROJECT_LABEL = re.compile(
    r"^[-–•\s]*(?:start date|end date|project status|project type|budget amount(?: \(usd\))?"
    r"|coverage|idf region|prima id|projects? id|benefiting member states?)\s*:?(?:\s+\S.{0,80})?$",
    re.IGNORECASE,
)
_PRESS_HOST = re.compile(r"(?:^|\.)(?:chinadaily\.com\.cn|china\.org\.cn|chinagate\.(?:com\.)?cn)$")
_IOM_HOST = re.compile(r"(?:^|\.)iom\.int$")
#: `/fr/node/171936`: an address that does not say what it is of.
_NODE_PATH = re.compile(r"/node/\d+/?$")
_BULLETS: Final = "-–—•·●* \t"
_POST_PATH = re.compile(r"/(?:post|article|archives?)/\d+\.html?$")
_REPOST_MARK = re.compile(
    r"zb_users/|zb_system/|id=[\"']?(?:frmSumbit|divCommentPost|txaArticle)|有话要说|Z-Blog",
)
#: Quicker to look for in a whole page than the marks themselves.
_REPOST_SIGNS: Final = (
    "zb_users", "zb_system", "frmSumbit", "divCommentPost", "txaArticle", "有话要说", "Z-Blog"
)  # fmt: skip
_CRUMB = re.compile(
    r"(?:当前|您的|當前)位置\s*:\s*首\s*页\s*[>»]|^首页\s*[>»/ ].{0,40}正文\s*$",
    re.MULTILINE,
)
_BRACKET = re.compile(
    r"^\((?:China Daily|Xinhua|CRI|China News|People's Daily|[A-Z][\w.'& ]{2,40})[\w\s.]*?,?\s*"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2},?\s+\d{4}\s*\)$",
)


#: What pages of the built-in Sources are.
OF_SOURCE: Final[dict[str, Genre]] = {
    "iom_news": "news",
    "iom_projects": "project",
    "chinadaily": "press",
    "china_org_cn": "press",
    "reposts": "repost",
}


def genre_of(url: str | None, source_text: str, lines: Sequence[str]) -> tuple[Genre, str]:
    """Return the genre and what told it: `url`, `label`, `mark` or `guess`.

    `source_text` is the page as it came (markup included), `lines` its visible lines.
    """
    host, path = _address(url)
    lines = [narrow(line) for line in lines]
    by_address = _by_address(host, path)
    if by_address == "news" and _NODE_PATH.search(path) and _labels(lines, any_tongue=True):
        return "project", "label"
    if by_address:
        return by_address, "url"
    if _labels(lines):
        return "project", "label"
    return _by_marks(path, source_text, lines)


def _by_marks(path: str, source_text: str, lines: Sequence[str]) -> tuple[Genre, str]:
    if _has_bare_rows(lines):
        return "project", "shape"
    if _is_repost(path, source_text, lines):
        return "repost", "mark"
    if any(_BRACKET.match(line.strip()) for line in lines[-_BRACKET_REACH:]):
        return "press", "mark"
    return "news", "guess"


def _labels(lines: Sequence[str], *, any_tongue: bool = False) -> bool:
    """Say whether labels of a project stand on the page; in another tongue, where asked."""
    told = (
        _PROJECT_LABEL.match(line) or (any_tongue and alone(line.strip(_BULLETS), among=False))
        for line in lines
    )
    return sum(map(bool, told)) >= _LABELS_NEEDED


def _has_bare_rows(lines: Sequence[str]) -> bool:
    """Say whether a project's number stands among values that the older host shows bare."""
    top = [line.strip() for line in lines[:_BARE_REACH]]
    numbers = [any(map(shape.fullmatch, top)) for shape in (PROJECTS_SHAPE, PRIMA_SHAPE)]
    if not any(numbers):
        return False
    values = [any(map(shape.fullmatch, top)) for shape in (STATUSES, COVERAGES, _BARE_BUDGET)]
    return sum(numbers) + sum(values) >= _LABELS_NEEDED


def _by_address(host: str, path: str) -> Genre | None:
    if host.startswith("developmentfund."):
        return "project"
    if _IOM_HOST.search(host):
        return "project" if re.search(r"/projects?/", path) else "news"
    return "press" if _PRESS_HOST.search(host) else None


def source_of(url: str | None, genre: Genre, *, concerns_iom: bool) -> str | None:
    """Return the built-in Source that a page of nobody's belongs to, by host, else by kind."""
    host, _ = _address(url)
    by_host: dict[Genre, str] = {"project": "iom_projects", "news": "iom_news"}
    if _IOM_HOST.search(host):
        return by_host.get(genre)
    if host:
        if host.endswith("chinadaily.com.cn"):
            return "chinadaily"
        if _PRESS_HOST.search(host):
            return "china_org_cn"
        return "reposts" if genre == "repost" else None
    without_host = by_host | {"repost": "reposts", "press": "china_org_cn"}
    return without_host[genre] if concerns_iom else None


def _address(url: str | None) -> tuple[str, str]:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return "", ""
    return (parts.hostname or "").lower(), parts.path


def _is_repost(path: str, source_text: str, lines: Sequence[str]) -> bool:
    marked = any(sign in source_text for sign in _REPOST_SIGNS)
    if (marked and _REPOST_MARK.search(source_text)) or _POST_PATH.search(path):
        return True
    # newspapers and offices have breadcrumbs too; a text of unknown origin tells nothing better
    return not path and any(_CRUMB.search(line) for line in [*lines[:12]])
