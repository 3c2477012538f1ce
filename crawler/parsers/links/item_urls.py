"""What is known of the addresses of a Source's items, and how far it is to be trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal
from urllib.parse import urlsplit

#: `sure`: the configuration says it; `likely`: nobody has seen the live site; `unknown`.
Trust = Literal["sure", "likely", "unknown"]

#: A listing's own pages: `index.html`, `list_2.shtml`.
_FRONT = r"(?:index|list|default|page)[_-]?\d*\.s?html?$"
#: The look of an article's path where nobody said: a long number, a dated path, a slug of words,
#: a file that is no page of a listing, the number of an entry in a database.
_ARTICLE = re.compile(
    r"([?&](?:id|[pan]id|(?:news|article|info|item|project|doc)_?id|no|num)=\d"
    rf"|\d{{3,}}|\d{{4}}[-/]\d{{1,2}}|[^/]+-[^/]+-[^/]+|/(?!{_FRONT})[^/]*\.s?html?$)"
)


@dataclass(frozen=True, slots=True)
class ItemUrls:
    """The form of the addresses of items, and the hosts that they are on (none: any)."""

    form: re.Pattern[str]
    trust: Trust = "sure"
    hosts: tuple[str, ...] = ()

    def may_be(self, url: str) -> bool:
        """Tell whether an address may be an item's, if a list or a feed announces it as one."""
        if self.trust == "sure":
            return self.has_form(url)
        return not self.hosts or any(fnmatchcase(_host(url), name) for name in self.hosts)

    def has_form(self, url: str) -> bool:
        """Tell whether an address looks like an item's by itself, as in a sitemap."""
        if self.trust != "unknown":
            return bool(self.form.search(url))
        return self.may_be(url) and looks_like_article(url)


def looks_like_article(url: str) -> bool:
    """Tell whether an address has a number, a date or words as articles' addresses have."""
    parts = urlsplit(url)
    return bool(_ARTICLE.search(f"{parts.path}?{parts.query}" if parts.query else parts.path))


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
