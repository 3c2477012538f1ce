"""Aggregators that repost IOM China's stories."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import unquote_plus

from crawler.discovery import Discovery, configured
from crawler.spiders.base import SourceSpider
from storage.types import Genre, Language

#: The name by which a repost is known; cards without it are other people's news.
NAME = "国际移民组织"


class Reposts(SourceSpider):
    """Posts of aggregator sites (Z-BlogPHP and kin) that name 国际移民组织.

    Watched: the listing and search pages, and the hosts, that the configuration names; none is
    built in, because such sites come and go. A search page is trusted to have searched: its
    URL holds the name, and its cards need not.
    """

    name = "reposts"
    display: ClassVar[Mapping[Language, str]] = {"en": "Reposts", "zh-Hans": "网站转载"}
    genre: ClassVar[Genre] = "repost"
    discover: ClassVar[tuple[Discovery, ...]] = ()
    item_url = r"^https?://[^/]+/(post|article|archives|[a-z]+)/\d+\.html?$|[?&]id=\d+$"
    delay = 5.0

    @classmethod
    def place(cls, url: str) -> Discovery:
        """Return a configured listing with the filter it needs."""
        place = configured(url, cls.discover)
        return place if _searches(url) else place.filtered((NAME,))


def _searches(url: str) -> bool:
    """Tell whether a listing's URL is a search for the name."""
    return NAME in unquote_plus(url)
