"""The words of the design as frozen dataclasses: pure data, passed between all packages.

Nothing here imports anything of ours but the error names. Instants are aware UTC
datetimes; a date without a time is a `PageDate` of day precision or coarser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

Genre = Literal["news", "project", "press", "repost"]
Language = Literal["zh-Hans", "zh-Hant", "en"]
SourceRunStatus = Literal["ok", "partial", "empty", "not-understood", "blocked", "failed"]
ChangeKind = Literal[
    "new", "updated", "edition-added", "fields-changed", "removed", "restored", "moved"
]
Weight = Literal["substantive", "editorial"]
#: Whether recipients hear of a Change, and if not, why not.
#: `released`, `dismissed`: what became of one that was `held`.
Telling = Literal[
    "tell", "baseline", "history", "off-topic", "held", "template", "released", "dismissed"
]
DeliveryState = Literal["queued", "sending", "sent", "held", "expired", "dropped"]
AlertKind = Literal[
    "bad",
    "recovered",
    "template",
    "shrink",
    "mail-stuck",
    "mail-recovered",
    "suspended",
    "refused",
    "expired",
]
Frequency = Literal["nightly", "weekly", "monthly"]
ItemState = Literal["present", "removed"]

GENRES: tuple[Genre, ...] = ("news", "project", "press", "repost")
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")
#: Deliveries that may still be sent: on their way, or set aside for a person to look at.
OPEN: tuple[DeliveryState, ...] = ("queued", "sending", "held")
#: Those that a person may have sent again: what expired is kept, too.
RENEWABLE: tuple[DeliveryState, ...] = (*OPEN, "expired")
#: Statuses by which a server says that a page is not there any more.
GONE = (404, 410)

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PageDate:
    """A date exactly as precise as the page gives it.

    `iso` is ISO 8601 at that precision: `2017`, `2024-10`, `2024-10-17`,
    `2024-12-22T16:57` or `2024-12-22T16:57:52+08:00`. Raises ValueError otherwise.
    """

    iso: str

    def __post_init__(self) -> None:
        """Refuse what is not a date of the calendar."""
        if not _ISO.fullmatch(self.iso):
            raise ValueError(f"page date: {self.iso!r}: not ISO 8601")
        self.instant()

    @property
    def precision(self) -> Literal["year", "month", "day", "minute", "second"]:
        """How much of the date the page gave."""
        if "T" in self.iso:
            clock = re.sub(r"(Z|[+-]\d{2}:\d{2})$", "", self.iso.split("T")[1])
            return "second" if clock.count(":") == 2 else "minute"  # noqa: PLR2004 - hh:mm:ss
        by_length: dict[int, Literal["year", "month", "day"]] = {4: "year", 7: "month"}
        return by_length.get(len(self.iso), "day")

    def day(self) -> date:
        """Return the calendar day the page names; the first one of a month or year."""
        text = self.iso.split("T")[0]
        return date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)  # noqa: PLR2004

    def instant(self) -> datetime:
        """Return the earliest instant meant, in UTC; a missing time zone is read as UTC."""
        if "T" not in self.iso:
            day = self.day()
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        moment = datetime.fromisoformat(self.iso)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money: a decimal number as text, as on the page less its grouping, and ISO 4217."""

    amount: str
    currency: str


#: One field of a project page, typed. None: the label is there and its value is not.
FieldValue = str | PageDate | Amount | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value: typed, with the raw text it was read from."""

    value: FieldValue
    raw: str


@dataclass(frozen=True, slots=True)
class Edition:
    """An Item's title and body in one language; paragraphs are joined by a blank line."""

    title: str | None
    body: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to ask, as the page names them. Two languages' names are joined by ' / '."""

    name: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link inside the kept content; `url` is absolute, `attachment` true for documents."""

    url: str
    text: str
    attachment: bool = False


@dataclass(frozen=True, slots=True)
class Content:
    """What is compared and told: all that was read from a page and is not provenance."""

    editions: Mapping[Language, Edition] = field(default_factory=dict)
    published: PageDate | None = None
    updated: PageDate | None = None
    event_date: PageDate | None = None
    place: str | None = None
    agency: str | None = None
    author: str | None = None
    #: Label → typed value. Known labels are as on the Fund's English pages, others as found.
    #: Empty for genres without fields.
    fields: Mapping[str, Field] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    captions: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def title(self) -> str | None:
        """The title of the first edition that has one."""
        return next((each.title for each in self.editions.values() if each.title), None)


@dataclass(frozen=True, slots=True)
class Record:
    """What one parser, in one version, read from one Capture."""

    url: str | None
    source: str | None
    genre: Genre
    parser: str
    parser_version: int
    #: Version of the host's furniture set the parser was given; 0 is the empty set.
    furniture_version: int = 0
    #: What the listing said of its Page when it was read: title and date. None: nobody knows.
    card: tuple[str | None, str | None] | None = None
    #: `projects-id`, `prima-id`, `node-id`, `canonical-url`, `twin:<language>` → value.
    identifiers: Mapping[str, str] = field(default_factory=dict)
    #: The title of the page's first language.
    title: str | None = None
    content: Content = field(default_factory=Content)
    #: Lines that were dropped as furniture.
    furniture: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    #: Value name → what it was read by: `metadata`, `label`, `density`, `guess`, …
    evidence: Mapping[str, str] = field(default_factory=dict)
    #: Why this page must not be compared (login form, maintenance, no body…), or None.
    not_understood: str | None = None
    #: Why this page does not concern IOM and China, or None when it does.
    off_topic: str | None = None


@dataclass(frozen=True, slots=True)
class FurnitureSet:
    """Lines known to recur on pages of one host, versioned; a parser's argument."""

    host: str
    version: int
    lines: frozenset[str]


NO_FURNITURE = FurnitureSet(host="", version=0, lines=frozenset())


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave us to ask "changed since?" with."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One URL of an Item; `url` is canonical (see `storage.urls.canonical`)."""

    id: int
    url: str
    source: str
    item_id: str | None
    first_seen: datetime
    last_visited: datetime | None
    validators: Validators = Validators()
    #: What the listing said of it, when a listing led here.
    card_title: str | None = None
    card_date: str | None = None
    #: When it could not be fetched, unless it was since.
    failed_at: datetime | None = None

    @property
    def untried(self) -> bool:
        """Whether nobody has asked for it yet."""
        return self.last_visited is None and self.failed_at is None


@dataclass(frozen=True, slots=True)
class Response:
    """A fetched response on its way to the archive; `url` is the URL that answered."""

    #: The canonical URL of the Page that was asked for.
    page_url: str
    url: str
    status: int
    #: Header names as sent, values decoded as Latin-1.
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched_at: datetime
    #: Every URL that redirected on the way, first to last.
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchiveRef:
    """Where a Capture's response lies: a WARC file below the archive folder, and an offset."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True)
class Capture:
    """One fetched response. A 304, and a body fetched before, are revisit records."""

    id: int
    page_id: int
    source_run_id: int
    url: str
    status: int
    fetched_at: datetime
    #: `sha256:<hex>` of the body that holds: a 304 carries its predecessor's.
    digest: str
    media_type: str | None
    charset: str | None
    archived: ArchiveRef
    redirects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A place where items are announced, as it was understood last."""

    source: str
    url: str
    fetched_at: datetime
    #: `sha256:<hex>` of the body.
    digest: str
    archived: ArchiveRef
    validators: Validators = Validators()


@dataclass(frozen=True, slots=True)
class Visit:
    """A Page looked at in a SourceRun: its Capture and, where one was read, the Record.

    A 304, or a body equal to the last one read by the same parser and furniture
    version, has `record=None` and `unchanged=True`.
    """

    page: Page
    capture: Capture
    record: Record | None
    unchanged: bool = False
    #: The Page answered 404 or 410 on a night before, too, and on every visit since.
    gone_before: bool = False
    #: On so many nights in a row, tonight's included, nothing was understood of what it answered.
    #: 0: something was, tonight.
    nights_away: int = 0
    #: Where it was visited tonight already: what it said on the last night before, else at first.
    nightly: Record | None = None
    #: A listing named it the same night.
    listed: bool = False
    #: No listing named it but one read for the first time: what it tells is old, unless it was
    #: published since then.
    old_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What a SourceRun met. `carried_over`: known Pages due but out of budget."""

    listed: int = 0
    fetched: int = 0
    unchanged: int = 0
    failed: int = 0
    not_understood: int = 0
    gone: int = 0
    off_topic: int = 0
    carried_over: int = 0
    requests: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class SourceRun:
    """One Source's part of a Run. `closed_at` None: it is running or was cut off."""

    id: int
    run_id: int
    source: str
    genre: Genre
    started_at: datetime
    closed_at: datetime | None = None
    decided_at: datetime | None = None
    status: SourceRunStatus | None = None
    #: Plain words for operators: why it is not `ok`.
    reason: str | None = None
    baseline: bool = False
    counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Run:
    """One night. `exit_code` None: it is running or was cut off."""

    id: int
    #: Opaque, printed in logs and mails: sortable by time.
    name: str
    started_at: datetime
    finished_at: datetime | None = None
    exit_code: int | None = None
    #: Whether it set out for all Sources that nights visit, not for some asked for by name.
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Version:
    """An Item's content when it first differed; numbered from 1, append-only."""

    id: int
    item_id: str
    number: int
    content: Content
    created_at: datetime
    #: `page`: the pages said so. `parser`: a better parser or furniture set read it anew.
    cause: Literal["page", "parser", "import"] = "page"


@dataclass(frozen=True, slots=True)
class PageRecord:
    """The latest understood Record of one Page, and the Capture it was read from."""

    page: Page
    capture_id: int | None
    record: Record

    @property
    def address(self) -> str:
        """Where people find it: as it answered, with the final slash that some sites insist on."""
        told, known = self.record.url, self.page.url
        same = told and told.partition("://")[2].rstrip("/") == known.partition("://")[2]
        return told if told and same else known


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An Item as the store holds it before a decision."""

    id: str
    source: str
    genre: Genre
    state: ItemState
    first_seen: datetime
    version: Version
    #: (scheme, value): `url`, `projects-id`, `prima-id`, `node-id`, …
    identifiers: frozenset[tuple[str, str]]
    pages: tuple[PageRecord, ...]
    #: Consecutive `ok` SourceRuns in which it was looked for and not found.
    missed: int = 0
    off_topic: str | None = None
    #: True when it came by `import` and was never told.
    history: bool = False
    #: When its pages last said something else; a better parser is no edit. None: as its Version.
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeDraft:
    """A Change before it is stored."""

    kinds: tuple[ChangeKind, ...]
    weight: Weight
    #: Why this verdict: `what: which: cause`, for `iom-monitor why`.
    reason: str
    telling: Telling = "tell"
    #: "older, newly found": published over 30 days before it was first seen.
    older: bool = False


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """What a decision makes of one Item. `item_id` None: a new Item."""

    item_id: str | None
    source: str
    genre: Genre
    state: ItemState
    identifiers: frozenset[tuple[str, str]]
    page_ids: tuple[int, ...]
    #: The new Version's content; None: the current Version stands.
    content: Content | None
    cause: Literal["page", "parser", "import"] = "page"
    change: ChangeDraft | None = None
    missed: int = 0
    off_topic: str | None = None
    history: bool = False


@dataclass(frozen=True, slots=True)
class AlertDraft:
    """A message to operators before it is stored. `source` None: about mail."""

    kind: AlertKind
    source: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SourceNight:
    """Everything a decision needs: a Source's complete night, and what was known."""

    source_run: SourceRun
    visits: tuple[Visit, ...]
    #: All Items of all Sources: a repost or a mirror may belong to another Source's Item.
    known: tuple[KnownItem, ...]
    #: No earlier SourceRun of this Source was decided to be `ok`, or its baseline.
    first: bool
    #: Page id → the Page's last Capture read with tonight's parser and furniture set;
    #: only where those versions differ from the stored Record's (a better parser is not news).
    reread: Mapping[int, Record] = field(default_factory=dict)
    #: Statuses of this Source's earlier nights, newest first.
    earlier: tuple[SourceRunStatus, ...] = ()
    #: Statuses that count already for the night that this SourceRun is a visit of.
    counted: frozenset[SourceRunStatus] = frozenset()
    #: When the first of its partial SourceRuns began; None: there was none.
    began: datetime | None = None
    #: When the SourceRun began with which the Source counted as known; None: it does not yet.
    watched: datetime | None = None
    #: The URLs of this Source's Pages that were tried for days and never read.
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a SourceRun amounts to; written in one transaction."""

    source_run_id: int
    status: SourceRunStatus
    reason: str | None
    baseline: bool
    outcomes: tuple[ItemOutcome, ...]
    alerts: tuple[AlertDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to an Item between two Versions."""

    id: int
    item_id: str
    source: str
    genre: Genre
    before: Version | None
    after: Version | None
    kinds: tuple[ChangeKind, ...]
    weight: Weight
    reason: str
    telling: Telling
    older: bool
    created_at: datetime
    run_id: int | None = None
    #: The Item's Pages' URLs, the original's first.
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An Item's place in a Story. `note`: how it differs from the original, in words."""

    item_id: str
    role: Literal["original", "repost", "mirror"]
    similarity: float = 1.0
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Items that tell the same thing."""

    id: int
    members: tuple[StoryMember, ...]


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address with language, rhythm and filters."""

    id: int
    address: str
    name: str | None = None
    #: Wanted editions in order of preference: one or both of `zh-Hans` and `en`.
    languages: tuple[Language, ...] = ("en",)
    #: Empty: all.
    sources: tuple[str, ...] = ()
    genres: tuple[Genre, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    weights: Literal["substantive", "all"] = "substantive"
    frequency: Frequency = "nightly"
    #: ISO weekday 1–7 for weekly, day of the month 1–28 for monthly.
    frequency_day: int = 1
    timezone: str = "UTC"
    #: Wants a message also when nothing is new.
    quiet_nights: bool = False
    created_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    #: Changes and SourceRuns up to these ids were considered for this Recipient.
    told_change: int = 0
    told_source_run: int = 0
    last_digest_at: datetime | None = None
    unsubscribed_at: datetime | None = None
    suspended_at: datetime | None = None
    #: Messages that came back in a row, when last one did.
    bounces: int = 0
    #: Unguessable; stands in the unsubscribe link.
    token: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A message to operators about a Source or about mail, as stored."""

    id: int
    kind: AlertKind
    source: str | None
    text: str
    created_at: datetime
    #: When it was put into a message to operators; None: not yet.
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MessageDraft:
    """A composed mail on its way into the outbox: RFC 5322 bytes, one envelope."""

    message_id: str
    address: str
    subject: str
    #: The whole message, CRLF line ends, as it will be sent.
    message: bytes
    #: The Recipient, or None for operators' mail.
    recipient_id: int | None = None
    #: Changes told; Alerts carried.
    change_ids: tuple[int, ...] = ()
    alert_ids: tuple[int, ...] = ()
    #: The Recipient was considered up to these ids.
    told_change: int = 0
    told_source_run: int = 0
    html: str | None = None
    text: str | None = None
    #: As HTML, with nothing left out; None: `html` leaves nothing out.
    whole: str | None = None
    return_path: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message's way to its address."""

    id: int
    message_id: str
    address: str
    subject: str
    state: DeliveryState
    attempts: int
    created_at: datetime
    next_attempt_at: datetime
    expires_at: datetime
    recipient_id: int | None = None
    digest_id: int | None = None
    return_path: str | None = None
    sent_at: datetime | None = None
    #: Last answer of the server, or the error, cleaned.
    last_error: str | None = None


@dataclass(frozen=True, slots=True)
class Letter(Delivery):
    """A Delivery and what it delivers: RFC 5322 bytes, which may be large."""

    message: bytes = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class StoredDigest:
    """A stored message: what it told, to whom, as it was sent. `recipient_id` None: operators."""

    id: int
    message_id: str
    recipient_id: int | None
    subject: str
    html: str | None
    text: str | None
    created_at: datetime
    change_ids: tuple[int, ...] = ()
    #: As HTML, with nothing left out; None: `html` leaves nothing out.
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One edition of an Item that a search found; higher scores are better."""

    item_id: str
    language: Language
    title: str | None
    #: Text around the first hit, as the Item has it.
    snippet: str
    score: float


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with what is kept: what: which: cause."""

    what: str
    which: str
    cause: str

    @classmethod
    def of(cls, what: str, which: str, error: Exception) -> Finding:
        """Return what an error says; where it names what and which as well, that is said once."""
        return cls(what, which, str(error).removeprefix(f"{what}: {which}: "))

    def __str__(self) -> str:
        """Read as one line."""
        return f"{self.what}: {self.which}: {self.cause}"
