"""The tables of `monitor.toml`: what can be set in each, with its default and its meaning."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from monitor.config_values import (
    Addresses,
    Budget,
    Cron,
    Delay,
    Display,
    Domain,
    Expression,
    Host,
    Line,
    Listen,
    Login,
    Name,
    NamedPath,
    OwnAddress,
    OwnHost,
    Port,
    Positive,
    PublicUrl,
    Rehearsal,
    Secret,
    SecretUrl,
    Timeout,
    Timezone,
    Url,
    UserAgent,
)
from storage.types import Genre


class Section(BaseModel):
    """A table of the file: unknown keys are refused, nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Crawl(Section):
    """How sites are visited."""

    delay: Delay = 3.0
    """Seconds between requests to one host; a source (2 to 5) or robots.txt may ask for more."""
    timeout: Timeout = 60.0
    """Seconds until a request is given up."""
    page_budget: Budget = 300
    """Pages visited per source and night; what is not reached is carried over."""
    max_megabytes: Annotated[Positive, Field(le=1000)] = 10.0  # it is held in memory
    """A larger response is cut off and counted as failed."""
    user_agent: UserAgent = "iom-monitor/{version} (+{contact})"
    """Sent to every site; `{version}` and `{contact}` are filled in."""
    source_minutes: Annotated[Positive, Field(le=1440)] = 120.0  # the next night comes in a day
    """Minutes a source may take a night; what is not reached by then is carried over."""
    allow_private_addresses: bool = False
    """True also visits hosts whose addresses only your own network reaches: an intranet."""
    rehearsal: Rehearsal = Field(default_factory=dict)
    """Host to base URL of a replica: connects there instead. For demonstrations and tests."""


class SourceSection(Section):
    """Settings of one source, built in or watched, `[sources.NAME]`."""

    enabled: bool = True
    """Whether the night visits it."""
    listing: tuple[Url, ...] = ()
    """Listing pages, feeds or sitemaps to start from instead of the built-in ones."""
    hosts: tuple[Host, ...] = ()
    """Hosts it may visit, besides the built-in ones."""
    page_budget: Budget | None = None
    """Pages per night, instead of `crawl.page_budget`."""
    delay: Delay | None = None
    """Seconds between requests to one host, instead of `crawl.delay` and its own; never under 1."""


class Watch(Section):
    """A source without code, read by the generic parser: one `[[watch]]` entry."""

    name: Name
    """Its name in tables and logs, and in mails where `display` has no other (`un_china` as "un
    china"). Renamed it begins anew, unless `formerly` says what it was called before."""
    formerly: tuple[Name, ...] = ()
    """Names it had before: with the next night all that they know (pages, items, history, the
    choices of recipients) is its own, and nobody gets mail about it. As long as the key stays, its
    own feeds are written under these names, too: who subscribed there goes on reading."""
    display: Display = Field(default_factory=dict)
    """What readers call it: `{ en = "UN in China", zh-Hans = "联合国驻华系统" }`."""
    start: Annotated[tuple[Url, ...], Field(min_length=1)]
    """Listing pages, feeds or sitemaps to start from."""
    item_url: Expression | None = None
    """A regular expression that the URLs of its items match; None: the entries of its lists."""
    hosts: tuple[Host, ...] = ()
    """Hosts its items are on, besides those of `start`; `*.example.org` is every host below it."""
    genre: Genre = "news"
    """What its pages are."""
    enabled: bool = True
    """Whether the night visits it."""


class Mail(Section):
    """How mail leaves."""

    host: Host = "localhost"
    """The SMTP server."""
    port: Port = 587
    """Its port: 587 with `starttls`, 465 with `tls`, 25 within a trusted network."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is protected. `none` sends in clear text."""
    ca_file: NamedPath | None = None
    """Certificates to trust instead of the system's."""
    username: Login | None = None
    """Login name; needs `password`, `password_file` or `oauth2_token_file`."""
    password: Secret | None = None
    """Login password. Better: `password_file`, or the environment."""
    password_file: NamedPath | None = None
    """A file that holds the password and nothing else."""
    oauth2_token_file: NamedPath | None = None
    """A file that holds an access token for XOAUTH2; read anew for every connection."""
    sender: OwnAddress = "iom-monitor@localhost"
    """The From address."""
    sender_name: Line = "IOM China Monitor"
    """The name shown beside it."""
    reply_to: OwnAddress | None = None
    """Where answers and unsubscribe mails go, instead of the first operator."""
    verp_domain: Domain | None = None
    """A domain whose addresses `bounces+…@` reach you; bounces are then matched exactly."""
    timeout: Timeout = 60.0
    """Seconds until a silent server is given up; after the final dot it is always 600."""
    expire_days: Annotated[Positive, Field(le=365)] = 5.0  # by then its text is pruned
    """Days until an undelivered message is given up."""

    @model_validator(mode="after")
    def _login_is_whole(self) -> Self:
        ways = [self.password, self.password_file, self.oauth2_token_file]
        given = sum(way is not None for way in ways)
        if self.username and not given:
            raise ValueError(
                "username: is set and its secret is not: set password_file, "
                "oauth2_token_file or IOM_MONITOR_MAIL__PASSWORD"
            )
        if given > 1:
            raise ValueError(
                "password: give only one of password, password_file, oauth2_token_file"
            )
        return self


class Hints(Section):
    """What digests point out beside the news."""

    mirror_days: Annotated[int, Field(ge=1, le=365)] = 7
    """Days given to one language to follow an edit of the other before a digest says so, once."""


class Operators(Section):
    """The people who run it."""

    addresses: Addresses = ()
    """Who gets alerts about sources and mail."""
    failed_nights: Annotated[int, Field(ge=1, le=30)] = 1
    """Consecutive bad nights of a source before the alert."""


class Bounces(Section):
    """Where undeliverable mail comes back to: a Maildir or an IMAP folder, read every night."""

    maildir: NamedPath | None = None
    """A Maildir with the reports."""
    imap_host: Host | None = None
    """An IMAP server with the reports, instead of a Maildir."""
    imap_port: Port = 993
    """Its port."""
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    """How the connection is protected."""
    imap_folder: Line = "INBOX"
    """The folder to read, its name as people write it."""
    username: Login | None = None
    """IMAP login name; needs `password_file` or the environment."""
    password: Secret | None = None
    """IMAP password. Better: `password_file`, or the environment."""
    password_file: NamedPath | None = None
    """A file that holds the password and nothing else."""
    limit: Annotated[int, Field(ge=1, le=1000)] = 3
    """Permanent failures that suspend an address."""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if self.maildir and self.imap_host:
            raise ValueError("maildir: give only one of maildir, imap_host")
        if self.imap_host and not (self.username and (self.password or self.password_file)):
            raise ValueError("imap_host: needs username and password_file")
        return self


class Chat(Section):
    """Chat services and webhooks, told through apprise: `pip install iom-china-monitor[chat]`."""

    urls: tuple[SecretStr, ...] = ()
    """Apprise URLs; each hears what operators and, once a night, readers hear."""
    language: Literal["zh-Hans", "en"] = "en"
    """The language of what readers hear."""


class Ping(Section):
    """A dead-man switch: a URL that expects to hear from us every night."""

    url: SecretUrl | None = None
    """Called at the start (`/start`), after success and failure (`/fail`); not with `--source`."""


class Log(Section):
    """What is written down."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """The least level that reaches the log file."""
    max_megabytes: Annotated[Positive, Field(le=1_000_000)] = 20.0
    """Size at which the log file is rotated."""
    keep: Annotated[int, Field(ge=0, le=1000)] = 5  # each is renamed at every rotation
    """Rotated log files that are kept; with 0 the file begins anew at that size."""


class Metrics(Section):
    """Numbers for Prometheus."""

    textfile: NamedPath | None = None
    """Written after each night, for the node exporter's textfile collector: `….prom`."""


class Web(Section):
    """The dashboard and what the public may reach."""

    listen: Listen = "127.0.0.1:8765"
    """Address of the dashboard. Anything but loopback needs `behind_proxy`."""
    behind_proxy: bool = False
    """True says: a reverse proxy with authentication stands before the dashboard."""
    allowed_hosts: tuple[OwnHost, ...] = ()
    """Host names the dashboard answers to, besides loopback."""
    public_url: PublicUrl | None = None
    """Where the public listener is reached from outside, `https://…`; None: there is none."""
    public_listen: Listen = "127.0.0.1:8766"
    """Address of the public listener: unsubscribe, feeds, a digest by its link."""


class Schedule(Section):
    """When to work: the daemon `iom-monitor schedule` does all; timer and cron line the night."""

    timezone: Timezone = "Asia/Shanghai"
    """Of the expressions (a cron line goes by its machine's clock), of what the dashboard and chat
    show, and of new recipients."""
    nightly: Cron = "30 2 * * *"
    """The whole night, a cron expression of five fields; `status` and the dashboard name the next
    one by it. The timer and the cron line are copies that `init` writes."""
    press: Cron | None = None
    """A visit to the press sources only, for instance `5 8-20 * * *`. Daemon only."""
    outbox: Cron | None = "*/20 * * * *"
    """Another try of undelivered mail. Daemon only; else the next night tries."""
    grace_hours: Annotated[Positive, Field(le=744)] = 6.0  # a month has no more
    """A night missed by no more than this is made up for. Daemon only."""
