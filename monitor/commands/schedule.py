"""`schedule`: the daemon, for machines without cron or systemd."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from rich.table import Table

from monitor.session import Session, utcnow

if TYPE_CHECKING:  # pydantic takes a moment to import; --help does without it
    from monitor.config import Config


@click.command()
@click.option("--show", is_flag=True, help="Print the timetable and the next times; start nothing.")
@click.pass_obj
def schedule(session: Session, /, *, show: bool) -> None:
    """Run the night and other jobs at their times, until stopped.

    A night missed by no more than `schedule.grace_hours`, or cut off since, is made up for at the
    start.
    SIGTERM lets a running night hand back cleanly.

    \b
    Examples:
      iom-monitor schedule --show
      iom-monitor schedule
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.config import config_path
    from monitor.cron import fire_times, zone
    from monitor.schedule import Daemon, jobs

    config = session.config
    timetable = jobs(config, _press(config) if config.schedule.press else ())
    if show:
        timezone = zone(config.schedule.timezone)
        table = Table("job", "cron", "next", "command")
        for job in timetable:
            moment = next(fire_times(job.cron, timezone, utcnow())).astimezone(timezone)
            table.add_row(
                job.name,
                job.cron,
                f"{moment:%a %Y-%m-%d %H:%M %Z}",
                "iom-monitor " + " ".join(job.arguments),
            )
        session.out.print(table)
        return
    session.open_log()
    Daemon(config, config_path(session.config_file).absolute(), timetable).run()


def _press(config: Config) -> tuple[str, ...]:
    """Return the Sources that the press job visits."""
    from monitor.sources import known  # Scrapy takes a moment to import

    return tuple(name for name, spider in known(config).items() if spider.genre == "press")
