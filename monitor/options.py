"""Kinds of values on the command line that click does not know."""

from __future__ import annotations

from datetime import datetime

import click

from monitor import inputs


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
