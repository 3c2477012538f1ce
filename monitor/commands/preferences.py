"""The options by which `recipients add` and `edit` say what a recipient gets."""

from __future__ import annotations

import click

from monitor import people
from monitor.options import complete_source
from storage.types import GENRES

#: From the last to the first of `--help`.
_PREFERENCES = (
    click.option(
        "--quiet-nights/--no-quiet-nights", default=None, help="Write also when nothing is new."
    ),
    click.option("--timezone", help="For weekdays and dates, for instance Asia/Shanghai."),
    click.option(
        "--day",
        "frequency_day",
        type=click.IntRange(people.DAYS[0], people.DAYS[-1]),
        help="Weekday 1–7 (Monday is 1) or day of the month 1–28.",
    ),
    click.option(
        "--frequency",
        type=click.Choice(people.FREQUENCIES),
        help="How often there is a digest; at first nightly.",
    ),
    click.option(
        "--weights",
        type=click.Choice(["substantive", "all"]),
        help="`all` tells of editorial changes too; at first substantive.",
    ),
    click.option("--exclude", multiple=True, help="Nothing that contains this word; repeatable."),
    click.option(
        "--include", multiple=True, help="Only what contains this word, or another named so."
    ),
    click.option(
        "--genre",
        "genres",
        multiple=True,
        type=click.Choice(GENRES),
        help="Only this genre; repeatable.",
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        help="Only this source; repeatable.",
        shell_complete=complete_source,
    ),
    click.option(
        "--language",
        type=click.Choice(list(people.LANGUAGES)),
        help="What digests are written in; at first en.",
    ),
    click.option("--name", help="The person's name."),
)


def with_preferences(command: click.Command) -> click.Command:
    """Add them all to a command."""
    for option in _PREFERENCES:
        command = option(command)
    return command
