"""`schedule`: the daemon, for machines without cron or systemd."""

from __future__ import annotations

import click
from rich.table import Table

from monitor.config import config_path
from monitor.session import Session, utcnow


@click.command()
@click.option("--show", is_flag=True, help="Print the timetable and the next times; start nothing.")
@click.pass_obj
def schedule(session: Session, /, *, show: bool) -> None:
    """Run the night, and what else is scheduled, at their times until told to stop.

    A night missed by no more than `schedule.grace_hours` is made up for at the start.
    SIGTERM lets a running night hand back cleanly.

    \b
    Examples:
      iom-monitor schedule --show
      iom-monitor schedule
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.cron import fire_times, zone
    from monitor.schedule import Daemon, jobs
    from monitor.sources import known

    config = session.config
    press = tuple(name for name, spider in known(config).items() if spider.genre == "press")
    timetable = jobs(config, press)
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
