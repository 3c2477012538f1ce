"""Each host's furniture is learned from what the store keeps of it."""

from __future__ import annotations

from datetime import datetime

import structlog

from crawler.parsers.text.furniture import learn_lines
from storage.store import Store

log = structlog.get_logger("night")

#: A line can't recur on fewer pages than this.
_FEWEST_PAGES = 3


def learn_furniture(store: Store, now: datetime) -> None:
    """Add to each host's furniture set the lines that recur on its pages."""
    for host in store.furniture.hosts():
        texts = store.furniture.texts(host)
        if len(texts) < _FEWEST_PAGES:
            continue
        known = store.furniture.current(host)
        fresh = learn_lines(texts) - known.lines
        if fresh:
            learned = store.furniture.learn(host, fresh, now)
            log.info("furniture.learned", host=host, lines=len(fresh), version=learned.version)
