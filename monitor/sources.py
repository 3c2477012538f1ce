"""The Sources a configuration enables, as plans for the crawler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from alerts.addresses import envelope
from alerts.entries import source_name
from crawler.plan import CrawlSettings, SourcePlan
from crawler.spiders import UNPLACED
from monitor import __version__
from monitor.config import Config
from monitor.config_sections import SourceSection
from monitor.nearest import hint
from storage.errors import ConfigError
from storage.types import Language

if TYPE_CHECKING:  # Scrapy takes a moment to import; who only sends mail does without it
    from crawler.spiders.base import SourceSpider


def plans(config: Config, only: Iterable[str] = ()) -> tuple[SourcePlan, ...]:
    """Return a plan for each enabled Source, or for those named in `only`.

    Raises ConfigError for a name that is no Source.
    """
    spiders = known(config)
    wanted = tuple(only)
    for name in wanted:
        if name not in spiders:
            raise ConfigError(f"source: {name}: no such source; {hint(name, tuple(spiders))}")
    chosen = wanted or tuple(name for name in spiders if enabled(config, name))
    return tuple(_plan(config, name, spiders[name]) for name in chosen)


def known(config: Config) -> dict[str, type[SourceSpider]]:
    """Return every Source by name: the built-in ones and the `[[watch]]` entries."""
    from crawler.sources import SOURCES, watch

    own = {
        entry.name: watch(
            entry.name,
            entry.genre,
            entry.start,
            entry.item_url,
            entry.hosts,
            display=entry.display,
            formerly=entry.formerly,
        )
        for entry in config.watch
    }
    return {**SOURCES, **own}


def former_names(config: Config) -> dict[str, str]:
    """Return what the Source is called now that had a name before; a name in use is nobody's."""
    spiders = known(config)
    return {
        old: name
        for name, spider in reversed(spiders.items())  # a built-in one's claim is the first
        for old in spider.formerly
        if old not in spiders
    }


def reader_names(config: Config) -> dict[str, Mapping[Language, str]]:
    """Return what readers of each language call each Source."""
    return {name: spider.display for name, spider in known(config).items()}


def display_names(config: Config, language: Language = "en") -> dict[str, str]:
    """Return what each Source is called for operators and on the dashboard, in a language."""
    names = reader_names(config)
    return {name: source_name(names, name, language) for name in names}


def crawl_settings(config: Config, clock: Callable[[], datetime]) -> CrawlSettings:
    """Return how sites are visited; `clock` says when a response came."""
    crawl = config.crawl
    return CrawlSettings(
        contact=envelope(config.contact),
        user_agent=user_agent(config),
        delay=crawl.delay,
        timeout=crawl.timeout,
        max_bytes=int(crawl.max_megabytes * 2**20),
        seconds=crawl.source_minutes * 60,
        allow_private_addresses=crawl.allow_private_addresses,
        rehearsal=crawl.rehearsal,
        clock=clock,
    )


def user_agent(config: Config) -> str:
    """Return who we say we are: the program, its version, and whom to write to."""
    return config.crawl.user_agent.format(version=__version__, contact=envelope(config.contact))


def enabled(config: Config, name: str) -> bool:
    """Return whether nights visit the Source of that name; what there is no more they do not."""
    if name not in config.source_names:
        return False
    section = config.sources.get(name, SourceSection())
    if name in UNPLACED and not section.listing:
        return False
    watched = next((entry.enabled for entry in config.watch if entry.name == name), True)
    return section.enabled and watched


def _plan(config: Config, name: str, spider: type[SourceSpider]) -> SourcePlan:
    section = config.sources.get(name, SourceSection())
    return SourcePlan(
        spider=spider,
        listing=section.listing or None,
        hosts=section.hosts or None,
        page_budget=section.page_budget or config.crawl.page_budget,
        delay=section.delay,
    )
