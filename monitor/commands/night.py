"""`nightly`: the whole night."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import click

from monitor.options import Instant, SourceName
from monitor.output import write_bytes
from monitor.session import Session, utcnow


@click.command()
@click.option(
    "--source",
    "only",
    multiple=True,
    type=SourceName(),
    help="Only this source; repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be told; store and mail nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@click.option("--at", type=Instant(), hidden=True, help="Let the night begin at this instant.")
@click.pass_obj
def nightly(
    session: Session,
    /,
    *,
    only: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
    at: datetime | None,
) -> int:
    """Visit all sources, decide what is news, and mail it.

    Prints nothing under cron when all is well. Exit codes: 0 all well, 1 a fault of ours, 3 some
    sources could not be checked, 4 some mail not yet delivered, 65 database, 74 disk, 75 another
    process is at work, 78 configuration, 130/143 interrupted.

    \b
    Examples:
      iom-monitor nightly
      iom-monitor nightly --source iom_news --source iom_projects
      iom-monitor nightly --dry-run
      30 2 * * *  /usr/local/bin/iom-monitor -c /etc/iom-monitor.toml nightly    (crontab)
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    config = session.config
    if dry_run:
        return _dry_run(session, only, as_json=as_json, clock=_clock(at))
    session.open_log()

    from monitor import show_night
    from monitor.nightly import nightly as run_night  # Scrapy takes a moment to import

    with show_night.progress(session.err) as on_progress:
        report = run_night(config, only=only, clock=_clock(at), on_progress=on_progress)
    if as_json:
        show_night.as_json(report)
    elif session.out.is_terminal:
        session.out.print(show_night.table(report))
    return int(report.exit_code)


def _dry_run(
    session: Session, only: tuple[str, ...], *, as_json: bool, clock: Callable[[], datetime]
) -> int:
    """Show what a night would do now; its events stay out of the log, for it never was."""
    from monitor import show_night
    from monitor.dry_night import dry_night

    with show_night.progress(session.err) as on_progress:
        night = dry_night(session.config, only=only, clock=clock, on_progress=on_progress)
    if as_json:
        show_night.as_json(night.report, night.drafts)
        return int(night.report.exit_code)
    session.out.print(show_night.table(night.report))
    for draft in night.drafts:
        session.out.print(f"\nTo: {draft.address}\nSubject: {draft.subject}\n", markup=False)
        write_bytes((draft.text or "").encode("utf-8", "replace") + b"\n")
    session.out.print("dry run: nothing was stored or mailed")
    return int(night.report.exit_code)


def _clock(at: datetime | None) -> Callable[[], datetime]:
    """Return the clock of the night: the real one, or one that was set to `at` just now."""
    if at is None:
        return utcnow
    offset: timedelta = at - utcnow()
    return lambda: utcnow() + offset
