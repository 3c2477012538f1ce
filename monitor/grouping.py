"""All Items grouped into Stories: what tonight tells once."""

from __future__ import annotations

import structlog

from alerts import stories
from storage.damage import damage
from storage.errors import MonitorError
from storage.store import Store

log = structlog.get_logger("mail")


def group_stories(store: Store) -> bool:
    """Store what tells the same thing; False when a fault of ours, or no memory, prevents it.

    Then the Stories stay those of the night before: a repost may be told as news, and nobody's
    mail waits for it. Raises MonitorError and OSError, also for a damaged database.
    """
    try:
        store.stories.save(stories.group(store.items.known()))
    except (MonitorError, OSError):
        raise
    except Exception as error:
        if damaged := damage(store.path):
            raise damaged from error
        log.exception("stories.ungrouped")
        return False
    return True
