"""Feeds of what is known, for readers who want no mail."""

from __future__ import annotations

from collections.abc import Sequence

from alerts import feeds
from monitor.config import Config
from monitor.sources import former_names, reader_names
from storage.store import Store
from storage.types import KnownItem, Language


def write_feeds(config: Config, store: Store) -> None:
    """Write every feed into the feeds folder; each file changes at once."""
    feeds.write(
        config.feeds_dir,
        store.items.known(),
        reader_names(config),
        base_url(config),
        former_names(config),
    )


def atom(items: Sequence[KnownItem], language: Language, config: Config) -> bytes:
    """Return these Items as one Atom feed."""
    return feeds.atom(items, feeds.Feed(language, base_url(config), language))


def base_url(config: Config) -> str:
    """Return where the feeds folder is on the web; a name that never resolves when it is not."""
    public = config.web.public_url
    return f"{public.rstrip('/')}/feeds" if public else "https://iom-monitor.invalid/feeds"
