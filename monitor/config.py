"""The configuration: one frozen, typed model from `monitor.toml` and the environment.

Environment variables override the file: `IOM_MONITOR_MAIL__HOST` is `host` in `[mail]`.
Secrets may also stand in a file of their own, named by a key that ends in `_file`.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TypeVar

from platformdirs import user_config_path, user_data_path
from pydantic import BaseModel, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from crawler.spiders import names
from monitor.config_errors import explained
from monitor.config_sections import (
    Bounces,
    Chat,
    Crawl,
    Hints,
    Log,
    Mail,
    Metrics,
    Operators,
    Ping,
    Schedule,
    SourceSection,
    Watch,
    Web,
)
from monitor.config_values import Name, NamedPath, OwnAddress
from monitor.nearest import hint
from monitor.session import CONFIG_VARIABLE
from storage.errors import ConfigError

_Model = TypeVar("_Model", bound=BaseModel)

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
    data_dir: NamedPath = Field(default_factory=lambda: user_data_path(APP))
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

    @model_validator(mode="after")
    def _sources_are_known(self) -> Self:
        complaints = list(_wrong_names(self))
        if complaints:
            raise ValueError("; ".join(complaints))
        return self

    @property
    def source_names(self) -> tuple[str, ...]:
        """Return what every Source is called: the built-in ones and the `[[watch]]` entries."""
        return (*names(), *(entry.name for entry in self.watch))

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
    variable = os.environ.get(CONFIG_VARIABLE)
    named = given or (Path(variable) if variable else None)
    candidates = (
        [named] if named else [Path("monitor.toml"), user_config_path(APP) / "monitor.toml"]
    )
    for path in candidates:
        if path.is_file():
            return path
    if named and named.exists():
        raise ConfigError(f"configuration: {named}: is no file")
    looked = ", ".join(str(path) for path in candidates)
    raise ConfigError(f"configuration: {looked}: not found; `iom-monitor init` writes one")


def load(given: Path | None = None) -> Config:
    """Return the configuration. Raises ConfigError naming each wrong key."""
    path = config_path(given)
    return from_table(table_of(path), str(path), base=path.parent)


def table_of(path: Path) -> dict[str, Any]:
    """Return what a configuration file holds. Raises ConfigError for what is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # Windows' editors mark it
    except OSError as error:
        raise ConfigError(f"configuration: {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"configuration: {path}: byte {error.start}: is no UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        cause = str(error).replace("Cannot overwrite a value", "The same key stands twice")
        raise ConfigError(f"configuration: {path}: {cause}") from error
    except (ValueError, RecursionError) as error:  # a figure of 5000 digits, 3000 brackets
        raise ConfigError(f"configuration: {path}: {error}") from None


def from_table(table: dict[str, Any], origin: str, base: Path | None = None) -> Config:
    """Return the configuration a TOML table and the environment say. Raises ConfigError."""
    _refuse_unknown_variables()
    try:
        config = Config(**table)
    except ValidationError as error:
        raise ConfigError(f"configuration: {origin}: {explained(error, Config, table)}") from error
    except (SettingsError, RecursionError) as error:
        raise ConfigError(f"environment: {_no_json(str(error))}") from None  # it holds the value
    return config if base is None else _meant_from(base.absolute(), config)


def _wrong_names(config: Config) -> Iterator[str]:
    """Yield what is wrong with the names of Sources."""
    own = Counter(entry.name for entry in config.watch)
    for name, count in own.items():
        if name in names():
            mend = "take the entry away (what it knows goes on under the name), or rename it"
            yield f"watch: {name}: is the name of a built-in source: {mend}"
        elif count > 1:
            yield f"watch: {name}: is there twice"
    yield from _wrong_former_names(config)
    known = config.source_names
    for name in config.sources:
        if name not in known:
            meant = _called_now(config, name) or hint(name, known, "sources.")
            yield f"sources.{name}: no such source; {meant}"


def _called_now(config: Config, name: str) -> str | None:
    """Return what a Source is called that had this name before; None: none had it."""
    from crawler.sources import SOURCES  # Scrapy takes a moment to import; only a slip waits for it

    formerly = {entry.name: entry.formerly for entry in config.watch}
    formerly |= {new: spider.formerly for new, spider in SOURCES.items()}
    return next(
        (f"it is sources.{new} now" for new, olds in formerly.items() if name in olds), None
    )


def _wrong_former_names(config: Config) -> Iterator[str]:
    """Yield which names that Sources had before can't be: one still in use, or another's too."""
    heirs: dict[str, str] = {}
    for entry in config.watch:
        for old in dict.fromkeys(entry.formerly):
            key = f"watch.{entry.name}.formerly: {old}"
            if old in config.source_names:
                yield f"{key}: is still a source: take its entry away, or the name from here"
            elif old in heirs:
                yield f"{key}: stands in watch.{heirs[old]}.formerly too: one of them goes on"
            heirs.setdefault(old, entry.name)


def _meant_from(base: Path, model: _Model) -> _Model:
    """Return the same with every relative path meant from the file that names it.

    Cron starts us in another folder than the one where somebody tried it.
    """
    found: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Path):
            found[name] = base / value.expanduser()
        elif isinstance(value, BaseModel):
            found[name] = _meant_from(base, value)
    return model.model_copy(update=found)


def secret(value: SecretStr | None, file: Path | None, key: str) -> str | None:
    """Return a secret from its value or its file, never an empty one.

    Raises ConfigError naming `key`.
    """
    if value is not None:
        return value.get_secret_value()
    if file is None:
        return None
    try:
        found = file.expanduser().read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = (error.strerror if isinstance(error, OSError) else None) or error
        raise ConfigError(f"configuration: {key}: {file}: {cause}") from error
    if not found:
        raise ConfigError(f"configuration: {key}: {file}: is empty")
    return found


def _no_json(said: str) -> str:
    """Return which variables hold a list or a table in no form of one; their values stay unsaid."""
    field = re.search(r'field "(\w+)"', said)
    prefix = f"{ENV_PREFIX}{field[1] if field else ''}".upper()
    named = ", ".join(sorted(name for name in os.environ if name.upper().startswith(prefix)))
    return f'{named}: a list or a table is JSON there, such as ["…"]'


def _refuse_unknown_variables() -> None:
    """Raise ConfigError for a variable with our prefix whose first part is no key."""
    for name in os.environ:
        if not name.startswith(ENV_PREFIX) or name == CONFIG_VARIABLE:
            continue
        first = name.removeprefix(ENV_PREFIX).split("__")[0].lower()
        if first not in Config.model_fields:
            raise ConfigError(f"environment: {name}: no such key: {first}")
