"""China Daily's articles about IOM, found through its search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from crawler.discovery import Discovery, json_api
from crawler.spiders.base import SourceSpider
from storage.types import Genre, Language

_REST = "https://newssearch.chinadaily.com.cn/rest"
_QUERY = "&sort=dp&page=0&curType=story&type=&channel=&source="


class ChinaDaily(SourceSpider):
    """Articles of chinadaily.com.cn, its editions and old paths, that name IOM.

    Watched: the JSON search in English, newest first, and the one in Chinese, which fewer
    have seen. Articles in several parts are put together.
    Source: ten public crawlers of the search, seen November 2026.
    """

    name = "chinadaily"
    display: ClassVar[Mapping[Language, str]] = {"en": "China Daily", "zh-Hans": "中国日报"}
    genre: ClassVar[Genre] = "press"
    #: No wider than the paper's own name: hijacked domains reuse its paths with spam.
    hosts = ("chinadaily.com.cn", "*.chinadaily.com.cn")
    discover: ClassVar[tuple[Discovery, ...]] = (
        json_api(f"{_REST}/en/search?keywords=International+Organization+for+Migration{_QUERY}"),
        json_api(f"{_REST}/cn/search?keywords=国际移民组织{_QUERY}", optional=True),
    )
    item_url = (
        r"^https?://([a-z]+\.)?chinadaily\.com\.cn/"
        r"(a/\d{6}/\d{2}/WS[0-9a-f]{24}|.*\d{4}-\d{2}/\d{2}/content_\d+)\.html?$"
    )
    delay = 2.0
