"""What a renamed Source knew, a spider or a `[[watch]]` entry, goes over to its new name."""

from __future__ import annotations

import structlog

from monitor.config import Config
from monitor.sources import former_names
from storage.renaming import rename
from storage.store import Store

log = structlog.get_logger("night")


def take_over(config: Config, store: Store) -> None:
    """Give each Source what is known under the names it had; one that knows nothing is not told."""
    for old, new in former_names(config).items():
        moved = rename(store, old, new)
        if moved is not None:
            log.info("source.renamed", old=old, new=new, pages=moved.pages, items=moved.items)
