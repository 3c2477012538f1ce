"""Kinds of values on the command line that click does not know."""

from __future__ import annotations

from datetime import datetime

import click

from monitor import inputs

#: The number of a row in the database, which knows no larger one.
ROW = click.IntRange(1, 2**63 - 1)


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
            return inputs.instant(str(value))
        except ValueError as error:
            self.fail(f"{value}: {error}", param, ctx)
