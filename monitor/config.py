"""The configuration: one frozen, typed model from `monitor.toml` and the environment.

Environment variables override the file: `IOM_MONITOR_MAIL__HOST` is `host` in `[mail]`.
Secrets may also stand in a file of their own, named by a key that ends in `_file`.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from monitor.config_errors import explained
from monitor.config_sections import (
    Bounces,
    Chat,
    Crawl,
    Hints,
    Log,
    Mail,
    Metrics,
    Name,
    Operators,
    OwnAddress,
    Ping,
    Schedule,
    SourceSection,
    Watch,
    Web,
)
from monitor.session import CONFIG_VARIABLE
from storage.errors import ConfigError

APP = "iom-monitor"
ENV_PREFIX = "IOM_MONITOR_"


class Config(BaseSettings):
    """Everything that can be set. Instances never change."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=ENV_PREFIX,
        env_nested_delimiter="__",
        use_attribute_docstrings=True,
    )

    contact: OwnAddress
    """An address that site owners can write to; part of the user agent."""
    data_dir: Path = Field(default_factory=lambda: user_data_path(APP))
    """Where the database, the archive, the logs and the feeds are kept."""
    crawl: Crawl = Crawl()
    sources: dict[Name, SourceSection] = Field(default_factory=dict)
    watch: tuple[Watch, ...] = ()
    mail: Mail = Mail()
    hints: Hints = Hints()
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
