"""News of IOM's global site and its country sites."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from crawler.discovery import Discovery, feed, listing
from crawler.spiders.base import SourceSpider
from storage.types import Genre, Language

#: Asked with a keyword, because the number of China in `region_country` is not known.
_SEARCH = (
    "https://www.iom.int/search?keywords=China&type[0]=blog_list&type[1]=featured_stories"
    "&type[2]=press_release&region_country=&created=All&sort_bef_combine=created_DESC&page=0"
)


class IomNews(SourceSpider):
    """News, stories and blogs of iom.int about China, newest first, and of its country sites.

    Watched: the site's own search for "China"; the news feed, whose existence nobody has
    confirmed. Source: a public scraper of the search page, seen November 2026.
    """

    name = "iom_news"
    display: ClassVar[Mapping[Language, str]] = {"en": "IOM news", "zh-Hans": "国际移民组织新闻"}
    genre: ClassVar[Genre] = "news"
    hosts = ("iom.int", "*.iom.int")
    discover: ClassVar[tuple[Discovery, ...]] = (
        listing(_SEARCH, pages=5),
        feed("https://www.iom.int/rss/news", words=("China", "Chinese", "中国"), optional=True),
    )
    item_url = r"^https?://([a-z-]+\.)?iom\.int/([a-z-]{2,7}/)?(news|stories|blogs?)/[^/?#]+$"
    delay = 3.0
    #: Headquarters write 9/28/2022 and regional offices 28/9/2022: no habit can be trusted.
    day_first = None
