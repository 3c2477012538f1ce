"""China.org.cn and its sister chinagate.cn: government news in English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from crawler.discovery import Discovery, listing
from crawler.spiders.base import SourceSpider
from storage.types import Genre, Language

#: What a card must speak of: the front of a section lists all the world's news.
_OURS = ("migration", "migrant", "IOM", "trafficking", "refugee", "overseas")


class ChinaOrgCn(SourceSpider):
    """International news of china.org.cn, and chinagate.cn, whose headlines speak of migration.

    Watched: the section's front page, over its numbered pages. Its markup was never seen, so
    cards are read by meaning alone. The hosts answer plain http for certain, https perhaps.
    """

    name = "china_org_cn"
    display: ClassVar[Mapping[Language, str]] = {"en": "China.org.cn", "zh-Hans": "中国网"}
    genre: ClassVar[Genre] = "press"
    hosts = ("china.org.cn", "www.china.org.cn", "en.chinagate.cn")
    discover: ClassVar[tuple[Discovery, ...]] = (
        listing("http://www.china.org.cn/international/index.htm", pages=3, words=_OURS),
        listing("http://en.chinagate.cn/index.htm", pages=1, words=_OURS, optional=True),
    )
    item_url = (
        r"^https?://(www\.china\.org|en\.chinagate)\.cn/.*\d{4}-\d{2}/\d{2}/content_\d+\.html?$"
    )
    delay = 3.0
