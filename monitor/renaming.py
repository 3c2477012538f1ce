"""What a renamed `[[watch]]` entry knew goes over to its new name."""

from __future__ import annotations

import structlog

from monitor.config import Config
from storage.renaming import rename
from storage.store import Store

log = structlog.get_logger("night")


def take_over(config: Config, store: Store) -> None:
    """Give each Source what is known under the names it had; one that knows nothing is not told."""
    for entry in config.watch:
        for old in entry.formerly:
            moved = rename(store, old, entry.name)
            if moved is not None:
                log.info(
                    "source.renamed",
                    old=old,
                    new=entry.name,
                    pages=moved.pages,
                    items=moved.items,
                )
