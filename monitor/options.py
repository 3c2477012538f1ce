"""Kinds of values on the command line that click does not know."""

from __future__ import annotations

from datetime import UTC, datetime

import click

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
