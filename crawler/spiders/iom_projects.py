"""Projects of the IOM Development Fund, on both hosts that show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from crawler.discovery import Discovery, listing
from crawler.spiders.base import SourceSpider
from storage.types import Genre, Language


class IomProjects(SourceSpider):
    """Project pages of the IOM Development Fund that concern China, on iom.int and the older host.

    Watched: iom.int's search among projects, and the older host's list of projects; the same
    project on both is one Item by its Projects ID. Both listings are inferred from the sites'
    other pages: the configuration can name better ones.
    """

    name = "iom_projects"
    display: ClassVar[Mapping[Language, str]] = {
        "en": "IOM Development Fund projects",
        "zh-Hans": "国际移民组织发展基金项目",
    }
    genre: ClassVar[Genre] = "project"
    hosts = ("iom.int", "www.iom.int", "developmentfund.iom.int")
    discover: ClassVar[tuple[Discovery, ...]] = (
        listing("https://www.iom.int/search?keywords=China&type[0]=project&page=0", pages=5),
        listing("https://developmentfund.iom.int/projects?search=China", pages=5),
    )
    item_url = r"^https?://(www\.|developmentfund\.)?iom\.int/project/[^/?#]+$"
    delay = 3.0
