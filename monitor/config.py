"""The configuration: one frozen, typed model from `monitor.toml` and the environment.

Environment variables override the file: `IOM_MONITOR_MAIL__HOST` is `host` in `[mail]`.
Secrets may also stand in a file of their own, named by a key that ends in `_file`.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from monitor.config_errors import explained
from storage.errors import ConfigError
from storage.types import Genre

APP = "iom-monitor"
ENV_PREFIX = "IOM_MONITOR_"
#: Names the configuration file; not a key of the configuration.
CONFIG_VARIABLE = "IOM_MONITOR_CONFIG"

_frozen = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

Address = Annotated[str, Field(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]
Positive = Annotated[float, Field(gt=0)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]


class Section(BaseModel):
    """A table of the file: unknown keys are refused, nothing changes after loading."""

    model_config = _frozen


class Crawl(Section):
    """How sites are visited."""

    delay: Annotated[float, Field(ge=0)] = 3.0
    """Seconds between two requests to one host; robots.txt may ask for more."""
    timeout: Positive = 60.0
    """Seconds until a request is given up."""
    page_budget: Annotated[int, Field(gt=0)] = 300
    """Pages visited per source and night; what is not reached is carried over."""
    max_megabytes: Positive = 10.0
    """A larger response is cut off and counted as failed."""
    user_agent: str = "iom-monitor/{version} (+{contact})"
    """Sent to every site; `{version}` and `{contact}` are filled in."""
    rehearsal: dict[str, str] = Field(default_factory=dict)
    """Host to base URL of a replica: connects there instead. For demonstrations and tests."""


class SourceSection(Section):
    """Settings of one built-in source, `[sources.NAME]`."""

    enabled: bool = True
    """Whether the night visits it."""
    listing: tuple[str, ...] = ()
    """Listing pages, feeds or sitemaps to start from instead of the built-in ones."""
    hosts: tuple[str, ...] = ()
    """Hosts it may visit, besides the built-in ones."""
    page_budget: Annotated[int, Field(gt=0)] | None = None
    """Pages per night, instead of `crawl.page_budget`."""
    delay: Annotated[float, Field(ge=0)] | None = None
    """Seconds between requests to one host, instead of `crawl.delay`."""


class Watch(Section):
    """A source without code, read by the generic parser: one `[[watch]]` entry."""

    name: Name
    """Its name in tables, logs and mails."""
    start: Annotated[tuple[str, ...], Field(min_length=1)]
    """Listing pages, feeds or sitemaps to start from."""
    item_url: str | None = None
    """A regular expression that the URLs of its items match; None: any page below a start."""
    genre: Genre = "news"
    """What its pages are."""
    enabled: bool = True
    """Whether the night visits it."""


class Mail(Section):
    """How mail leaves."""

    host: str = "localhost"
    """The SMTP server."""
    port: Annotated[int, Field(gt=0, lt=65536)] = 587
    """Its port: 587 with `starttls`, 465 with `tls`, 25 within a trusted network."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is protected. `none` sends in clear text."""
    ca_file: Path | None = None
    """Certificates to trust instead of the system's."""
    username: str | None = None
    """Login name; needs `password`, `password_file` or `oauth2_token_file`."""
    password: SecretStr | None = None
    """Login password. Better: `password_file`, or the environment."""
    password_file: Path | None = None
    """A file that holds the password and nothing else."""
    oauth2_token_file: Path | None = None
    """A file that holds an access token for XOAUTH2; read anew for every connection."""
    sender: Address = "iom-monitor@localhost"
    """The From address."""
    sender_name: str = "IOM China Monitor"
    """The name shown beside it."""
    reply_to: Address | None = None
    """Where answers and unsubscribe mails go, instead of the first operator."""
    verp_domain: str | None = None
    """A domain whose addresses `bounces+…@` reach you; bounces are then matched exactly."""
    timeout: Positive = 60.0
    """Seconds until a silent server is given up; after the final dot it is always 600."""
    expire_days: Positive = 5.0
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


class Operators(Section):
    """The people who run it."""

    addresses: tuple[Address, ...] = ()
    """Who gets alerts about sources and mail."""
    failed_nights: Annotated[int, Field(ge=1)] = 1
    """Consecutive bad nights of a source before the alert."""


class Bounces(Section):
    """Where undeliverable mail comes back to: a Maildir or an IMAP folder, read every night."""

    maildir: Path | None = None
    """A Maildir with the reports."""
    imap_host: str | None = None
    """An IMAP server with the reports, instead of a Maildir."""
    imap_port: Annotated[int, Field(gt=0, lt=65536)] = 993
    """Its port."""
    imap_security: Literal["tls", "starttls", "none"] = "tls"
    """How the connection is protected."""
    imap_folder: str = "INBOX"
    """The folder to read."""
    username: str | None = None
    """IMAP login name; needs `password_file` or the environment."""
    password: SecretStr | None = None
    """IMAP password. Better: `password_file`, or the environment."""
    password_file: Path | None = None
    """A file that holds the password and nothing else."""
    limit: Annotated[int, Field(ge=1)] = 3
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

    url: SecretStr | None = None
    """Called at the start (`/start`), after success and after failure (`/fail`)."""


class Log(Section):
    """What is written down."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """The least level that reaches the log file."""
    max_megabytes: Positive = 20.0
    """Size at which the log file is rotated."""
    keep: Annotated[int, Field(ge=0)] = 5
    """Rotated log files that are kept."""


class Metrics(Section):
    """Numbers for Prometheus."""

    textfile: Path | None = None
    """Written after each night, for the node exporter's textfile collector: `….prom`."""


class Web(Section):
    """The dashboard and what the public may reach."""

    listen: str = "127.0.0.1:8765"
    """Address of the dashboard. Anything but loopback needs `behind_proxy`."""
    behind_proxy: bool = False
    """True says: a reverse proxy with authentication stands before the dashboard."""
    allowed_hosts: tuple[str, ...] = ()
    """Host names the dashboard answers to, besides loopback."""
    public_url: str | None = None
    """Where the public listener is reached from outside, `https://…`; None: there is none."""
    public_listen: str = "127.0.0.1:8766"
    """Address of the public listener: unsubscribe, feeds, a digest by its link."""


class Schedule(Section):
    """When the daemon `iom-monitor schedule` works. Cron expressions, as cron reads them."""

    timezone: str = "Asia/Shanghai"
    """The time zone of the expressions."""
    nightly: str = "30 2 * * *"
    """The whole night."""
    press: str | None = None
    """A visit to the press sources only, for instance `5 8-20 * * *`."""
    outbox: str | None = "*/20 * * * *"
    """Another try of undelivered mail."""
    grace_hours: Positive = 6.0
    """A night missed by no more than this is made up for."""


class Config(BaseSettings):
    """Everything that can be set. Instances never change."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=ENV_PREFIX,
        env_nested_delimiter="__",
        use_attribute_docstrings=True,
    )

    contact: Address
    """An address that site owners can write to; part of the user agent."""
    data_dir: Path = Field(default_factory=lambda: user_data_path(APP))
    """Where the database, the archive, the logs and the feeds are kept."""
    crawl: Crawl = Crawl()
    sources: dict[Name, SourceSection] = Field(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    mail: Mail = Mail()
    operators: Operators = Operators()
    bounces: Bounces = Bounces()
    chat: Chat = Chat()
    ping: Ping = Ping()
    log: Log = Log()
    metrics: Metrics = Metrics()
    web: Web = Web()
    schedule: Schedule = Schedule()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, and leave .env files alone."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "monitor.sqlite"

    @property
    def archive_dir(self) -> Path:
        """The folder of WARC files."""
        return self.data_dir / "archive"

    @property
    def log_file(self) -> Path:
        """The JSON-lines log."""
        return self.data_dir / "logs" / "monitor.log"

    @property
    def lock_file(self) -> Path:
        """Held by whoever writes or sends."""
        return self.data_dir / "monitor.lock"

    @property
    def feeds_dir(self) -> Path:
        """The folder that feeds are written to."""
        return self.data_dir / "feeds"


def config_path(given: Path | None) -> Path:
    """Return the configuration file meant: the one given, named by the environment, or found.

    Raises ConfigError when there is none.
    """
    named = given or (Path(os.environ[CONFIG_VARIABLE]) if CONFIG_VARIABLE in os.environ else None)
    candidates = (
        [named] if named else [Path("monitor.toml"), user_config_path(APP) / "monitor.toml"]
    )
    for path in candidates:
        if path.is_file():
            return path
    looked = ", ".join(str(path) for path in candidates)
    raise ConfigError(f"configuration: {looked}: not found; `iom-monitor init` writes one")


def load(given: Path | None = None) -> Config:
    """Return the configuration. Raises ConfigError naming each wrong key."""
    path = config_path(given)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"configuration: {path}: {error}") from error
    return from_table(table, str(path), base=path.parent)


def from_table(table: dict[str, Any], origin: str, base: Path | None = None) -> Config:
    """Return the configuration a TOML table and the environment say. Raises ConfigError."""
    _refuse_unknown_variables()
    try:
        config = Config(**table)
    except ValidationError as error:
        raise ConfigError(f"configuration: {origin}: {explained(error, Config)}") from error
    if base is not None and not config.data_dir.is_absolute():
        # A relative folder is meant from the file that names it, wherever cron starts us.
        config = config.model_copy(update={"data_dir": (base / config.data_dir).absolute()})
    return config


def secret(value: SecretStr | None, file: Path | None, key: str) -> str | None:
    """Return a secret from its value or its file. Raises ConfigError naming `key`."""
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return None
    try:
        return file.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"configuration: {key}: {file}: {error}") from error


def _refuse_unknown_variables() -> None:
    """Raise ConfigError for a variable with our prefix whose first part is no key."""
    for name in os.environ:
        if not name.startswith(ENV_PREFIX) or name == CONFIG_VARIABLE:
            continue
        first = name.removeprefix(ENV_PREFIX).split("__")[0].lower()
        if first not in Config.model_fields:
            raise ConfigError(f"environment: {name}: no such key: {first}")


__all__ = ["Config", "InitSettingsSource", "config_path", "from_table", "load", "secret"]
