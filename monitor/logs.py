"""One stream of events: readable on a terminal, JSON lines in a rotating file.

Our events and what libraries say (`library.said`) go through the same chain; scraped text is
escaped in it, so that no page can forge a line.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from typing import Any

import structlog
from structlog.typing import Processor

from monitor.printing import printable

#: Libraries whose INFO lines are about themselves; they speak from WARNING on.
_CHATTY = (
    "scrapy",
    "twisted",
    "urllib3",
    "httpx",
    "httpcore",
    "alembic",
    "trafilatura",
    "readability",
    "htmldate",
    "filelock",
    "asyncio",
    "apscheduler",
    "uvicorn",
)


def configure(  # noqa: PLR0913 - one parameter a key of [log]
    *,
    file: Path | None,
    level: str = "INFO",
    max_megabytes: float = 20,
    keep: int = 5,
    terminal: bool | None = None,
    verbose: bool = False,
) -> None:
    """Send every log record to `file` (mode 0600) and what concerns people to stderr.

    On a terminal INFO is shown; elsewhere, under cron, only what needs somebody. Raises
    OSError when the file can't be written.
    """
    shared = _chain()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    on_terminal = sys.stderr.isatty() if terminal is None else terminal
    handlers: list[logging.Handler] = [_console(shared, on_terminal=on_terminal, verbose=verbose)]
    if file is not None:
        handlers.append(_json_file(shared, file, level, max_megabytes, keep))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(min(handler.level for handler in handlers))
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def bind(**values: object) -> None:
    """Put keys such as the Run's name on every line that follows in this context."""
    structlog.contextvars.bind_contextvars(**values)


def unbind(*names: str) -> None:
    """Take keys off again."""
    structlog.contextvars.unbind_contextvars(*names)


def _chain() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        _harmless,
    ]


def _harmless(_: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Escape control and bidi characters in every text of an event."""
    for key, value in event.items():
        if isinstance(value, str) and key != "exception":
            event[key] = printable(value)
    return event


def _console(shared: list[Processor], *, on_terminal: bool, verbose: bool) -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.INFO if on_terminal or verbose else logging.WARNING)
    renderer = structlog.dev.ConsoleRenderer(
        colors=on_terminal and not os.environ.get("NO_COLOR"),
        exception_formatter=structlog.dev.plain_traceback,
        pad_event_to=24,
        sort_keys=False,
    )
    handler.setFormatter(_formatter(shared, renderer))
    return handler


def _json_file(
    shared: list[Processor], file: Path, level: str, max_megabytes: float, keep: int
) -> logging.Handler:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handler = _PrivateRotatingFile(
        file, maxBytes=int(max_megabytes * 2**20), backupCount=keep, encoding="utf-8"
    )
    handler.setLevel(level)
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    handler.setFormatter(_formatter([*shared, structlog.processors.format_exc_info], renderer))
    return handler


def _said(_: object, __: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Return a library's own record as an event with keys, as ours are."""
    library, message = event["_record"].name, event.pop("event")
    return {"event": "library.said", "library": library, "message": message, **event}


def _formatter(shared: list[Processor], renderer: Processor) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _said],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )


class _PrivateRotatingFile(logging.handlers.RotatingFileHandler):
    """A rotating file that only its owner may read; when it can't be written it says so once.

    Several processes write to it: nights, the daemon, the dashboard.
    """

    _told = False

    def shouldRollover(self, record: logging.LogRecord) -> int:  # noqa: N802 - logging's name
        """Go on in the file of that name first: another process may have rotated this one away."""
        if self.stream is not None and not self._is_current(self.stream.fileno()):
            self.stream.close()
            self.stream = self._open()
        return int(super().shouldRollover(record))

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Rotate; with no file to keep, begin anew."""
        if self.backupCount:
            super().doRollover()
        elif self.stream is not None:
            self.stream.truncate(0)

    def _is_current(self, opened: int) -> bool:
        try:
            return os.path.samestat(os.fstat(opened), Path(self.baseFilename).stat())
        except FileNotFoundError:
            return False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Tell once that lines are lost: a traceback for each would bury the cause."""
        del record
        if not self._told:
            self._told = True
            cause = sys.exc_info()[1]
            sys.stderr.write(f"iom-monitor: log: {self.baseFilename}: {cause}\n")

    def _open(self) -> Any:  # noqa: ANN401 - the base class returns TextIOWrapper
        descriptor = os.open(self.baseFilename, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        os.close(descriptor)
        return super()._open()
