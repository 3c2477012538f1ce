"""Rows of the tables as the frozen dataclasses everyone else speaks."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any, cast

from sqlalchemy import Row

from storage import codec
from storage.types import (
    Alert,
    ArchiveRef,
    Capture,
    Counts,
    Delivery,
    Language,
    Letter,
    Page,
    Recipient,
    Run,
    SourceRun,
    Validators,
    Version,
)

#: What a SELECT of a whole table gives; columns are attributes.
AnyRow = Row[*tuple[Any, ...]]


def run(row: AnyRow) -> Run:
    """Return the Run of a row of `runs`."""
    return Run(row.id, row.name, row.started_at, row.finished_at, row.exit_code, row.whole)


def source_run(row: AnyRow) -> SourceRun:
    """Return the SourceRun of a row of `source_runs`."""
    return SourceRun(
        id=row.id,
        run_id=row.run_id,
        source=row.source,
        genre=row.genre,
        started_at=row.started_at,
        closed_at=row.closed_at,
        decided_at=row.decided_at,
        status=row.status,
        reason=row.reason,
        baseline=row.baseline,
        counts=Counts(**json.loads(row.counts)),
    )


def counts(value: Counts) -> str:
    """Return Counts as JSON, zeros left out."""
    return codec.dumps({name: number for name, number in asdict(value).items() if number})


def page(row: AnyRow) -> Page:
    """Return the Page of a row of `pages`."""
    return Page(
        id=row.id,
        url=row.url,
        source=row.source,
        item_id=row.item_id,
        first_seen=row.first_seen,
        last_visited=row.last_visited,
        validators=Validators(row.etag, row.last_modified),
        card_title=row.card_title,
        card_date=row.card_date,
        failed_at=row.failed_at,
    )


def capture(row: AnyRow) -> Capture:
    """Return the Capture of a row of `captures` joined with its Page's `page_url`."""
    return Capture(
        id=row.id,
        page_id=row.page_id,
        source_run_id=row.source_run_id,
        url=row.url or row.page_url,
        status=row.status,
        fetched_at=row.fetched_at,
        digest=row.digest,
        media_type=row.media_type,
        charset=row.charset,
        archived=ArchiveRef(row.file, row.offset),
        redirects=strings(row.redirects),
    )


def version(row: AnyRow) -> Version:
    """Return the Version of a row of `versions`."""
    return Version(
        id=row.id,
        item_id=row.item_id,
        number=row.number,
        content=codec.content_from_json(row.content),
        created_at=row.created_at,
        cause=row.cause,
    )


def recipient(row: AnyRow) -> Recipient:
    """Return the Recipient of a row of `recipients`."""
    return Recipient(
        id=row.id,
        address=row.address,
        name=row.name,
        languages=cast("tuple[Language, ...]", strings(row.languages)),
        sources=strings(row.sources),
        genres=cast("Any", strings(row.genres)),
        include=strings(row.include),
        exclude=strings(row.exclude),
        weights=row.weights,
        frequency=row.frequency,
        frequency_day=row.frequency_day,
        timezone=row.timezone,
        quiet_nights=row.quiet_nights,
        created_at=row.created_at,
        told_change=row.told_change,
        told_source_run=row.told_source_run,
        last_digest_at=row.last_digest_at,
        unsubscribed_at=row.unsubscribed_at,
        suspended_at=row.suspended_at,
        bounces=row.bounces,
        token=row.token,
    )


def delivery(row: AnyRow) -> Delivery:
    """Return the Delivery of a row of `deliveries`."""
    return Delivery(**_delivery(row))


def letter(row: AnyRow) -> Letter:
    """Return the Letter of a row of `deliveries` with its message."""
    return Letter(message=row.message, **_delivery(row))


def _delivery(row: AnyRow) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(Delivery)}


def alert(row: AnyRow) -> Alert:
    """Return the Alert of a row of `alerts`."""
    return Alert(row.id, row.kind, row.source, row.text, row.created_at, row.told_at)


def strings(text: str | None) -> tuple[str, ...]:
    """Return the texts of a JSON list; NULL is the empty list."""
    return () if text is None else tuple(json.loads(text))
