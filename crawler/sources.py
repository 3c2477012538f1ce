"""The Sources there are: one class a site, and classes made from `[[watch]]` entries."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from urllib.parse import urlsplit

from crawler import spiders
from crawler.discovery import configured
from crawler.spiders.base import SourceSpider
from storage.errors import ConfigError
from storage.types import GENRES, Genre, Language


def _built_in() -> dict[str, type[SourceSpider]]:
    """Return the class of each module in `crawler/spiders`, by genre, then by name."""
    modules = [
        import_module(f"{spiders.__name__}.{found.name}")
        for found in pkgutil.iter_modules(spiders.__path__)
    ]
    declared = [
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, SourceSpider)
        and thing is not SourceSpider
        and thing.__module__ == module.__name__
    ]
    declared.sort(key=lambda spider: (GENRES.index(spider.genre), spider.name))
    return {spider.name: spider for spider in declared}


#: Every module of `crawler/spiders` is a Source: there is no list to enter it into.
SOURCES: Mapping[str, type[SourceSpider]] = _built_in()


def genre_of(name: str) -> Genre | None:
    """Return a built-in Source's genre; None for `[[watch]]` Sources and imports."""
    return SOURCES[name].genre if name in SOURCES else None


def day_first_of(name: str) -> bool | None:
    """Return a built-in Source's habit with `a/b/yyyy`; None where none is declared."""
    return SOURCES[name].day_first if name in SOURCES else None


def watch(  # noqa: PLR0913, PLR0917 - one a key of the entry
    name: str,
    genre: Genre,
    start: Sequence[str],
    item_url: str | None = None,
    hosts: Sequence[str] = (),
    display: Mapping[Language, str] = SourceSpider.display,
    formerly: Sequence[str] = (),
) -> type[SourceSpider]:
    """Return the Source of a `[[watch]]` entry, read by the generic parser.

    Without `item_url` the entries of its listings are its items, by where they stand there.
    Raises ConfigError when a start is no web address or the expression is none.
    """
    own = [urlsplit(url).hostname or "" for url in start]
    if not start or not all(own):
        raise ConfigError(
            f"watch: {name}: start: needs web addresses such as https://example.org/news"
        )
    if name in SOURCES:
        raise ConfigError(f"watch: {name}: is the name of a built-in source")
    names = "|".join(re.escape(name).replace(r"\*", r"[^/]*") for name in (*own, *hosts))
    pattern = item_url or rf"^https?://({names})(:\d+)?/."
    try:
        re.compile(pattern)
    except re.error as error:
        raise ConfigError(f"watch: {name}: item_url: {error}") from None
    return type(
        name,
        (SourceSpider,),
        {
            "__doc__": f"Pages announced at {', '.join(start)}, as the configuration asks.",
            "__module__": __name__,
            "name": name,
            "formerly": tuple(formerly),
            "genre": genre,
            "hosts": (*own, *hosts),
            "discover": tuple(configured(url, ()) for url in start),
            "item_url": pattern,
            "trust": "sure" if item_url else "unknown",
            "display": display,
        },
    )
