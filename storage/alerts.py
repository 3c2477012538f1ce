"""Messages to operators about Sources and about mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from storage import rows
from storage.database import Database
from storage.schema import alerts
from storage.types import Alert, AlertDraft, AlertKind

#: What ends what: an alert stays open until its end is told.
ENDS: dict[AlertKind, tuple[AlertKind, ...]] = {
    "recovered": ("bad", "shrink"),
    "mail-recovered": ("mail-stuck", "expired"),
}


class Alerts:
    """Knows what operators were told and what is still wrong."""

    def __init__(self, database: Database) -> None:
        """Work on this database."""
        self._database = database

    def add(self, draft: AlertDraft, now: datetime, *, silently: bool = False) -> Alert:
        """Store one more Alert, not yet told; `silently`: it ends others, and nobody is told."""
        with self._database.write() as connection:
            return add_alert(connection, draft, now, now if silently else None)

    def open(self) -> tuple[Alert, ...]:
        """Return what is still wrong, oldest first: no recovery came after it."""
        still: dict[tuple[AlertKind, str | None], Alert] = {}
        for alert in self._all():
            for ended in ENDS.get(alert.kind, ()):
                still.pop((ended, alert.source), None)
            if any(alert.kind in ended for ended in ENDS.values()):
                still[alert.kind, alert.source] = alert
        return tuple(sorted(still.values(), key=lambda alert: alert.id))

    def untold(self) -> tuple[Alert, ...]:
        """Return the Alerts that stand in no message yet, oldest first."""
        return tuple(alert for alert in self._all() if alert.told_at is None)

    def history(self, n: int = 50) -> tuple[Alert, ...]:
        """Return the last `n` Alerts, newest first."""
        query = select(alerts).order_by(alerts.c.id.desc()).limit(n)
        with self._database.read() as connection:
            return tuple(rows.alert(row) for row in connection.execute(query))

    def _all(self) -> tuple[Alert, ...]:
        query = select(alerts).order_by(alerts.c.id)
        with self._database.read() as connection:
            return tuple(rows.alert(row) for row in connection.execute(query))


def add_alert(
    connection: Connection, draft: AlertDraft, now: datetime, told_at: datetime | None = None
) -> Alert:
    """Store an Alert in the caller's transaction."""
    row = connection.execute(
        insert(alerts)
        .values(
            kind=draft.kind, source=draft.source, text=draft.text, created_at=now, told_at=told_at
        )
        .returning(*alerts.c)
    ).one()
    return rows.alert(row)


def mark_told(connection: Connection, alert_ids: Sequence[int], now: datetime) -> None:
    """Note in the caller's transaction that the Alerts stand in a message."""
    if alert_ids:
        connection.execute(
            update(alerts)
            .where(alerts.c.id.in_(alert_ids), alerts.c.told_at.is_(None))
            .values(told_at=now)
        )
