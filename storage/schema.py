"""The tables for the words of the design. Migrations write them; a test compares the two."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.columns import Instant, Prose, Sha256

#: The newest migration; `Store.open` upgrades to it and refuses what is newer.
REVISION = "0014"

#: Constraint names that do not depend on the database, so that migrations can name them.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

#: What the two filtered lists filter by, as one text. No part but the last holds a blank.
ITEM_FACET = (
    "genre || ' ' || state || ' ' || (off_topic IS NULL) || ' ' || history || ' ' || languages"
    " || ' ' || source"
)
CHANGE_FACET = "telling || ' ' || kinds || ' ' || source"


def _one_of(column: str, *values: str) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(map(repr, values))})", name=f"known_{column}")


runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("started_at", Instant, nullable=False),
    Column("finished_at", Instant),
    Column("exit_code", Integer),
    #: All Sources that nights visit, not some that were asked for by name.
    Column("whole", Boolean, nullable=False, server_default="1"),
    sqlite_autoincrement=True,
)

source_runs = Table(
    "source_runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run_id", ForeignKey("runs.id"), nullable=False, index=True),
    Column("source", String, nullable=False),
    Column("genre", String, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("closed_at", Instant),
    Column("decided_at", Instant),
    Column("status", String),
    Column("reason", Prose),
    Column("baseline", Boolean, nullable=False, default=False),
    Column("counts", Text, nullable=False, default="{}"),
    _one_of("status", "ok", "partial", "empty", "not-understood", "blocked", "failed"),
    Index(None, "source", "id"),
    sqlite_autoincrement=True,
)

items = Table(
    "items",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String, nullable=False, index=True),
    Column("genre", String, nullable=False),
    Column("state", String, nullable=False),
    Column("first_seen", Instant, nullable=False),
    #: Published, else first seen: what lists are sorted by.
    Column("day", Date, nullable=False),
    Column("missed", Integer, nullable=False, default=0),
    Column("off_topic", Prose),
    Column("history", Boolean, nullable=False, default=False),
    #: Of the newest Version's editions, with commas between: `zh-Hans,en`.
    Column("languages", String, nullable=False, server_default=""),
    #: All that lists filter by; see `storage.facets`.
    Column("facet", String, Computed(ITEM_FACET, persisted=False)),
    _one_of("state", "present", "removed"),
    # What `status` and the dashboard count: there, and of concern.
    Index(
        "ix_items_counted",
        "source",
        sqlite_where=text("state = 'present' AND off_topic IS NULL"),
    ),
    Index(None, "day", "id"),
    Index(None, "facet", "day", "id"),
)

identifiers = Table(
    "identifiers",
    metadata,
    Column("scheme", String, primary_key=True),
    Column("value", Prose, primary_key=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

#: What Items are recognised by when no identifier helps: normalised titles, body fingerprints.
likenesses = Table(
    "likenesses",
    metadata,
    Column("scheme", String, primary_key=True),
    Column("value", Prose, primary_key=True),
    Column("item_id", ForeignKey("items.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

pages = Table(
    "pages",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Prose, nullable=False, unique=True),
    Column("source", String, nullable=False, index=True),
    Column("item_id", ForeignKey("items.id"), index=True),
    Column("first_seen", Instant, nullable=False),
    Column("last_visited", Instant),
    #: When it could not be fetched, unless it was since.
    Column("failed_at", Instant),
    #: From the last understood Record; rule 8 counts from here.
    Column("published", Date),
    Column("etag", Prose),
    Column("last_modified", Prose),
    Column("card_title", Prose),
    Column("card_date", Prose),
    sqlite_autoincrement=True,
)

#: The last understood answer of each listing.
listings = Table(
    "listings",
    metadata,
    Column("source", String, primary_key=True),
    Column("url", Prose, primary_key=True),
    Column("fetched_at", Instant, nullable=False),
    Column("digest", Sha256, nullable=False),
    Column("file", String, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("etag", Prose),
    Column("last_modified", Prose),
    sqlite_with_rowid=False,
)

#: The listing that named a Page last, by the URL it begins at.
listed = Table(
    "listed",
    metadata,
    Column("page_id", ForeignKey("pages.id"), primary_key=True),
    Column("listing", Prose, nullable=False),
    #: The first night that read it whole and did not find the Page; NULL: it names it still.
    Column("missed_in", ForeignKey("source_runs.id")),
    #: The last night on which a listing named the Page.
    Column("named_in", ForeignKey("source_runs.id")),
    #: Only a listing read for the first time named it: what it tells is old, unless published
    #: since then. NULL: named by another one.
    Column("old_before", Instant),
    sqlite_with_rowid=False,
)

captures = Table(
    "captures",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("source_run_id", ForeignKey("source_runs.id"), nullable=False, index=True),
    #: NULL: the Page's own URL answered.
    Column("url", Prose),
    Column("status", Integer, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("digest", Sha256, nullable=False),
    Column("media_type", Prose),
    Column("charset", Prose),
    Column("etag", Prose),
    Column("last_modified", Prose),
    Column("file", String, nullable=False),
    Column("offset", Integer, nullable=False),
    #: NULL: none.
    Column("redirects", Text),
    Index(None, "page_id", "id"),
    sqlite_autoincrement=True,
)

records = Table(
    "records",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    #: NULL: imported from a file.
    Column("capture_id", ForeignKey("captures.id"), index=True),
    Column("parser", String, nullable=False),
    Column("parser_version", Integer, nullable=False),
    Column("furniture_version", Integer, nullable=False),
    Column("understood", Boolean, nullable=False),
    Column("data", Text, nullable=False),
    Index(None, "page_id", "id"),
    sqlite_autoincrement=True,
)

versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("items.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("cause", String, nullable=False),
    #: Of `content`, as it was written: the audit compares.
    Column("digest", Sha256, nullable=False),
    Column("content", Text, nullable=False),
    UniqueConstraint("item_id", "number"),
    _one_of("cause", "page", "parser", "import"),
    sqlite_autoincrement=True,
)

#: The Captures a Version was merged from: `prune` keeps them.
version_captures = Table(
    "version_captures",
    metadata,
    Column("version_id", ForeignKey("versions.id"), primary_key=True),
    Column("capture_id", ForeignKey("captures.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("items.id"), nullable=False, index=True),
    Column("source_run_id", ForeignKey("source_runs.id")),
    Column("source", String, nullable=False),
    Column("genre", String, nullable=False),
    Column("before_id", ForeignKey("versions.id")),
    Column("after_id", ForeignKey("versions.id")),
    Column("kinds", Text, nullable=False),
    Column("weight", String, nullable=False),
    Column("reason", Prose, nullable=False),
    Column("telling", String, nullable=False),
    Column("older", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("facet", String, Computed(CHANGE_FACET, persisted=False)),
    _one_of("weight", "substantive", "editorial"),
    Index(None, "telling", "id"),
    Index(None, "facet", "id"),
    Index(None, "source_run_id", "telling"),
    sqlite_autoincrement=True,
)

furniture = Table(
    "furniture",
    metadata,
    Column("host", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("created_at", Instant, nullable=False),
    Column("lines", Text, nullable=False),
    sqlite_with_rowid=False,
)

stories = Table(
    "stories", metadata, Column("id", Integer, primary_key=True), sqlite_autoincrement=True
)

story_members = Table(
    "story_members",
    metadata,
    Column("item_id", ForeignKey("items.id"), primary_key=True),
    Column("story_id", ForeignKey("stories.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("role", String, nullable=False),
    Column("similarity", Float, nullable=False),
    Column("note", Prose),
    _one_of("role", "original", "repost", "mirror"),
)

recipients = Table(
    "recipients",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Prose, nullable=False),
    #: The address as compared: case folded.
    Column("address_key", Prose, nullable=False, unique=True),
    Column("name", Prose),
    Column("languages", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("genres", Text, nullable=False),
    Column("include", Text, nullable=False),
    Column("exclude", Text, nullable=False),
    Column("weights", String, nullable=False),
    Column("frequency", String, nullable=False),
    Column("frequency_day", Integer, nullable=False),
    Column("timezone", String, nullable=False),
    Column("quiet_nights", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told_change", Integer, nullable=False, default=0),
    Column("told_source_run", Integer, nullable=False, default=0),
    Column("last_digest_at", Instant),
    Column("unsubscribed_at", Instant),
    Column("suspended_at", Instant),
    Column("bounces", Integer, nullable=False, default=0),
    Column("token", String, nullable=False, unique=True),
    sqlite_autoincrement=True,
)

digests = Table(
    "digests",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", String, nullable=False, unique=True),
    Column("recipient_id", ForeignKey("recipients.id", ondelete="SET NULL"), index=True),
    Column("subject", Prose, nullable=False),
    Column("html", Prose),
    Column("text", Prose),
    Column("created_at", Instant, nullable=False),
    #: The same with nothing left out, where the message leaves something out.
    Column("whole", Prose),
    sqlite_autoincrement=True,
)

digest_changes = Table(
    "digest_changes",
    metadata,
    Column("digest_id", ForeignKey("digests.id", ondelete="CASCADE"), primary_key=True),
    Column("change_id", ForeignKey("changes.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", String, nullable=False, unique=True),
    Column("digest_id", ForeignKey("digests.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("recipient_id", ForeignKey("recipients.id", ondelete="SET NULL"), index=True),
    Column("address", Prose, nullable=False),
    Column("subject", Prose, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    #: How often we died while sending it.
    Column("crashes", Integer, nullable=False, default=0),
    Column("created_at", Instant, nullable=False),
    Column("next_attempt_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Column("return_path", Prose),
    Column("last_error", Prose),
    Column("message", LargeBinary, nullable=False),
    _one_of("state", "queued", "sending", "sent", "held", "expired", "dropped"),
    Index(None, "state", "next_attempt_at"),
    sqlite_autoincrement=True,
)

#: Messages that came back, by the first report of each.
bounces = Table(
    "bounces",
    metadata,
    Column("delivery_id", ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True),
    Column("status", String, nullable=False),
    Column("reported_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

alerts = Table(
    "alerts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("source", String),
    Column("text", Prose, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("told_at", Instant),
    _one_of(
        "kind",
        "bad",
        "recovered",
        "template",
        "shrink",
        "mail-stuck",
        "mail-recovered",
        "suspended",
        "refused",
        "expired",
    ),
    sqlite_autoincrement=True,
)

#: One edition of an Item in the search index; `id` is the row of the FTS5 table.
search_entries = Table(
    "search_entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", ForeignKey("items.id"), nullable=False),
    Column("language", String, nullable=False),
    UniqueConstraint("item_id", "language"),
)

#: Made by plain SQL: SQLAlchemy knows no virtual tables. `remove_diacritics` lets
#: "Andre" find "André"; Han text arrives as bigrams already, so any word split will do.
SEARCH_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "title, names, body, tokenize = 'unicode61 remove_diacritics 2')"
)
