"""`recipients`: who is written to, in which language, about what."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor import people
from monitor.commands.preferences import with_preferences
from monitor.output import print_json, table
from monitor.session import Session, utcnow
from storage.types import Frequency, Genre, Recipient

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from storage.store import Store


@click.group()
def recipients() -> None:
    """Keep the list of recipients. It lives in the database and nowhere else.

    \b
    Examples:
      iom-monitor recipients add wang@example.org --language zh-Hans
      iom-monitor recipients add desk@example.org --language both --genre project
      iom-monitor recipients list
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@recipients.command()
@click.argument("address")
@click.option(
    "--start-with",
    "days",
    type=click.IntRange(1, 366),
    help="The first digest also tells what the last DAYS days brought.",
)
@click.pass_obj
def add(session: Session, /, address: str, *, days: int | None, **options: object) -> None:
    """Write to ADDRESS from the next night on.

    \b
    Examples:
      iom-monitor recipients add wang@example.org --language zh-Hans --include 移民
      iom-monitor recipients add desk@example.org --start-with 30
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    new = newcomer(address, session)
    with session.writing() as store:
        person = people.changed(new, options, known_sources(session, store))
        if store.recipients.get(person.address) is not None:
            raise click.UsageError(f"{person.address}: is there already; see `recipients edit`")
        store.recipients.add(person)
        if days is not None:
            change, source_run = cursors_at(store, utcnow() - timedelta(days=days))
            store.recipients.start_from(person.address, change, source_run)
    session.out.print(f"added {person.address}")


def newcomer(address: str, session: Session) -> Recipient:
    """Return a Recipient with the defaults: dates are those of the configured time zone."""
    timezone = session.config.schedule.timezone
    return Recipient(id=0, address=people.checked_address(address), timezone=timezone)


def known_sources(session: Session, store: Store) -> set[str]:
    """Return the names of all Sources that there are, or were."""
    return {*session.config.source_names, *store.runs.sources()}


def cursors_at(store: Store, instant: datetime) -> tuple[int, int]:
    """Return the last Change told and the last baseline closed before an instant."""
    changes = store.items.changes_after(0)
    baselines = store.runs.baselines_after(0)
    return (
        max((each.id for each in changes if each.created_at < instant), default=0),
        max(
            (run.id for run in baselines if (run.closed_at or run.started_at) < instant), default=0
        ),
    )


@recipients.command()
@click.argument("address")
@click.option(
    "--resume",
    is_flag=True,
    help="Write again: who was suspended gets all since, who had unsubscribed starts from now.",
)
@click.option(
    "--address",
    "other",
    help="Write to this address instead; mail that waits, or was refused, goes there.",
)
@click.option(
    "--no-filters", is_flag=True, help="Forget sources, genres and words; those named now hold."
)
@click.pass_obj
def edit(
    session: Session,
    /,
    address: str,
    *,
    resume: bool,
    other: str | None,
    no_filters: bool,
    **options: object,
) -> None:
    """Change what ADDRESS gets. What is not named stays.

    It holds from the next digest on: what other filters left out before is not made up for.
    --address mends an address: its reader keeps what they were told and their filters, and is no
    longer suspended.

    \b
    Examples:
      iom-monitor recipients edit wang@example.org --frequency weekly --day 1
      iom-monitor recipients edit wang@example.org --no-filters --genre project
      iom-monitor recipients edit wang@example.org --resume
      iom-monitor recipients edit wagn@example.org --address wang@example.org
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.writing() as store:
        person = store.recipients.get(address)
        if person is None:
            raise click.UsageError(f"{address}: no such recipient")
        wanted = None if other is None else _free(store, other, person)
        if no_filters:
            person = replace(person, sources=(), genres=(), include=(), exclude=())
        store.recipients.edit(people.changed(person, options, known_sources(session, store)))
        if resume:
            store.recipients.resume(address)
        if wanted is None:
            session.out.print(f"changed {address}")
            return
        waiting = store.recipients.readdress(person, wanted, utcnow())
    said = f"; {waiting} messages wait for it: `outbox retry` tries them now" if waiting else ""
    session.out.print(f"changed {address} to {wanted}{said}")


def _free(store: Store, address: str, person: Recipient) -> str:
    """Return an address that can be this Recipient's. Raises UsageError."""
    wanted = people.checked_address(address)
    named = store.recipients.get(wanted)
    if named is not None and named.id != person.id:
        raise click.UsageError(f"{wanted}: is a recipient already; see `recipients remove`")
    return wanted


with_preferences(add)
with_preferences(edit)


@recipients.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_all(session: Session, /, *, as_json: bool) -> None:
    """Show all recipients and why one gets nothing.

    \b
    Example:
      iom-monitor recipients list --json | jq .address
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        everybody = store.recipients.all()
    if as_json:
        for person in everybody:
            print_json({**people.row(person), "state": state(person)})
        return
    if not everybody:
        session.out.print("no recipients; `iom-monitor recipients add ADDRESS`")
        return
    names = ("address", "name", "language", "rhythm", "filters", "state")
    rows = (
        (
            person.address,
            person.name or "",
            people.language_word(person),
            _rhythm(person),
            _filters(person),
            state(person),
        )
        for person in everybody
    )
    session.out.print(table(names, rows))


@recipients.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def remove(session: Session, /, address: str, *, yes: bool) -> None:
    """Stop writing to ADDRESS; what was sent stays on record.

    \b
    Example:
      iom-monitor recipients remove wang@example.org --yes
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    _end(session, address, yes=yes, erase=False)


@recipients.command()
@click.argument("address")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def forget(session: Session, /, address: str, *, yes: bool) -> None:
    """Erase every trace of ADDRESS: subscription, messages, delivery log.

    \b
    Example:
      iom-monitor recipients forget wang@example.org --yes
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    _end(session, address, yes=yes, erase=True)


def _end(session: Session, /, address: str, *, yes: bool, erase: bool) -> None:
    verb = "forget" if erase else "remove"
    with session.reading() as store:
        if not erase and store.recipients.get(address) is None:
            raise click.UsageError(f"{address}: no such recipient")
    if not yes:
        click.confirm(f"{verb} {address}? This can't be undone.", abort=True)
    with session.writing() as store:
        if erase:
            store.recipients.forget(address)
        else:
            store.recipients.remove(address)
    session.out.print(f"{'forgot' if erase else 'removed'} {address}")


@recipients.command("export")
@click.pass_obj
def export(session: Session) -> None:
    """Print all recipients as CSV, for `recipients import`.

    \b
    Example:
      iom-monitor recipients export > recipients.csv
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        everybody = store.recipients.all()
    text = io.StringIO()
    writer = csv.DictWriter(text, people.COLUMNS)
    writer.writeheader()
    writer.writerows(people.row(person) for person in everybody)
    click.echo(text.getvalue(), nl=False)


@recipients.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check the file; change nothing.")
@click.pass_obj
def import_csv(session: Session, /, file: Path, *, dry_run: bool) -> None:
    """Add or change recipients from a CSV file.

    Its first line names the columns. Who unsubscribed stays unsubscribed. A column that is not
    there changes nothing; an empty cell of `name`, `sources`, `genres`, `include` or `exclude`
    empties it, of any other changes nothing.

    \b
    Example:
      iom-monitor recipients import recipients.csv --dry-run
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    lines = list(people.read_csv(file))
    with session.reading() if dry_run else session.writing() as store:
        known = known_sources(session, store)
        there = {line.address: store.recipients.get(line.address) for line in lines}
        # All of them before the first is stored: a wrong line leaves everybody as they were.
        wanted = [
            line.applied_to(there[line.address] or newcomer(line.address, session), known)
            for line in lines
        ]
        for person in () if dry_run else wanted:
            if store.recipients.get(person.address) is None:
                store.recipients.add(person)
            else:
                store.recipients.edit(person)
    if dry_run:
        session.out.print(f"{len(wanted)} recipients are readable; nothing is changed")
        return
    added = sum(person is None for person in there.values())
    session.out.print(f"added {added}, changed {len(wanted) - added}")


def state(person: Recipient) -> str:
    """Return in a word whether mail goes there."""
    if person.unsubscribed_at:
        return f"unsubscribed {person.unsubscribed_at:%Y-%m-%d}"
    if person.suspended_at:
        return f"suspended {person.suspended_at:%Y-%m-%d}: {person.bounces} bounces"
    return "active"


def _rhythm(person: Recipient) -> str:
    rhythm: Frequency = person.frequency
    return rhythm if rhythm == "nightly" else f"{rhythm}, day {person.frequency_day}"


def _filters(person: Recipient) -> str:
    genres: tuple[Genre, ...] = person.genres
    parts = [
        *person.sources,
        *genres,
        *(f"+{word}" for word in person.include),
        *(f"-{word}" for word in person.exclude),
    ]
    return " ".join(parts)
