"""Kinds of values on the command line that click does not know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import click
from click.shell_completion import CompletionItem

from monitor.session import Session
from storage.errors import ConfigError

#: The number of a row in the database, which knows no larger one.
ROW = click.IntRange(1, 2**63 - 1)
#: Of an instant; what is reckoned from it, years back or ahead, is an instant still.
_YEARS = range(1970, 3000)


def instant(text: str) -> datetime:
    """Return an ISO 8601 instant as aware UTC; without a zone it is read as UTC.

    Raises ValueError, also for one that no page and no night can have.
    """
    moment = datetime.fromisoformat(text)
    if moment.year not in _YEARS:
        raise ValueError(f"is not between {_YEARS[0]} and {_YEARS[-1]}")
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def complete_source(context: click.Context, _: click.Parameter, begun: str) -> list[str]:
    """Return the Sources whose names begin so, for the shell."""
    from crawler.spiders import names
    from monitor.config import load

    given = context.find_root().params.get("config_file")
    try:
        known = load(given).source_names
    except ConfigError:
        known = names()
    return [name for name in known if name.startswith(begun)]


class Instant(click.ParamType[datetime]):
    """An ISO 8601 instant on the command line."""

    name = "iso"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the instant, aware UTC."""
        if isinstance(value, datetime):
            return value
        try:
            return instant(str(value))
        except ValueError as error:
            self.fail(f"{value}: {error}", param, ctx)


class SourceName(click.ParamType[str]):
    """A Source on the command line: a built-in one, or one that the configuration watches."""

    name = "source"

    def __init__(self, *, needs_configuration: bool = True) -> None:
        """Say whether the command cannot do without a configuration."""
        self.needs_configuration = needs_configuration

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the name. Raises UsageError, and ConfigError where only that could say."""
        del param
        from crawler.spiders import names

        known = names()
        session = ctx.find_object(Session) if ctx else None
        if session is not None and value not in known:
            try:
                known = session.config.source_names
            except ConfigError:
                if self.needs_configuration:
                    raise
        refuse_unknown(str(value), known)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the Sources whose names begin so."""
        return [CompletionItem(name) for name in complete_source(ctx, param, incomplete)]


def refuse_unknown(name: str, known: Sequence[str]) -> None:
    """Raise UsageError, with the Source meant, for a name that is no Source's."""
    if name not in known:
        from monitor.nearest import hint

        raise click.UsageError(f"source: {name}: no such source; {hint(name, known)}")
