"""`held`: what a guard kept from the readers, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from monitor.options import ROW, complete_source
from monitor.output import print_json, table
from monitor.session import Session, utcnow
from storage.types import Change

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from storage.store import Store

_SOURCE = click.option(
    "--source", help="All that is held of this source.", shell_complete=complete_source
)
_IDS = click.argument("change_ids", nargs=-1, type=ROW)
_YES = click.option("--yes", is_flag=True, help="Do not ask.")


@click.group()
def held() -> None:
    """Look after changes that wait until you have looked.

    Nobody is told of them before. More than half of a source gone at once, and what is new on
    a night whose pages read differently all at once, waits here.

    \b
    Examples:
      iom-monitor held list
      iom-monitor held release 41 42         told in the next digest
      iom-monitor held dismiss --source iom_news
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@held.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_held(session: Session, /, *, as_json: bool) -> None:
    """Show what is held, oldest first.

    \b
    Examples:
      iom-monitor held list
      iom-monitor held list --json | jq .title
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        waiting = store.held.all()
    if as_json:
        for change in waiting:
            print_json(_row(change))
        return
    if not waiting:
        session.out.print("nothing is held")
        return
    names = ("id", "since", "source", "what", "item", "why")
    rows = (
        (
            str(change.id),
            f"{change.created_at:%Y-%m-%d}",
            change.source,
            ", ".join(change.kinds),
            _title(change),
            change.reason,
        )
        for change in waiting
    )
    session.out.print(table(names, rows))


@held.command("release")
@_IDS
@_SOURCE
@_YES
@click.pass_obj
def release(
    session: Session, /, change_ids: tuple[int, ...], *, source: str | None, yes: bool
) -> None:
    """Let the next digest tell it; a removal takes effect with it.

    \b
    Examples:
      iom-monitor held release 41 42
      iom-monitor held release --source iom_news --yes
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    chosen = _asked(session, change_ids, source, "" if yes else "tell the readers of {} changes?")
    with session.writing() as store:
        for change in _chosen(store, chosen, None):
            store.held.release(change.id, utcnow())
    session.out.print(f"released {len(chosen)}: told in the next digest")


@held.command("dismiss")
@_IDS
@_SOURCE
@_YES
@click.pass_obj
def dismiss(
    session: Session, /, change_ids: tuple[int, ...], *, source: str | None, yes: bool
) -> None:
    """Never tell it.

    \b
    Examples:
      iom-monitor held dismiss 41
      iom-monitor held dismiss --source iom_news --yes
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    chosen = _asked(session, change_ids, source, "" if yes else "never tell of {} changes?")
    with session.writing() as store:
        for change in _chosen(store, chosen, None):
            store.held.dismiss(change.id)
    session.out.print(f"dismissed {len(chosen)}")


def _asked(
    session: Session, /, change_ids: tuple[int, ...], source: str | None, question: str
) -> tuple[int, ...]:
    """Return the ids of the held Changes meant, once a person has said yes to their number.

    Asked before the lock is taken: a question that nobody answers must keep no night waiting.
    """
    with session.reading() as store:
        chosen = _chosen(store, change_ids, source)
    if question:
        click.confirm(question.format(len(chosen)), abort=True)
    return tuple(change.id for change in chosen)


def _chosen(store: Store, change_ids: tuple[int, ...], source: str | None) -> list[Change]:
    """Return the held Changes meant. Raises UsageError when one named is not held."""
    if bool(change_ids) == bool(source):
        raise click.UsageError("name either the ids that `held list` shows, or a --source")
    waiting = {change.id: change for change in store.held.all()}
    unknown = [str(name) for name in change_ids if name not in waiting]
    if unknown:
        raise click.UsageError(f"{', '.join(unknown)}: not held; `iom-monitor held list` shows all")
    if source is None:
        return [waiting[name] for name in dict.fromkeys(change_ids)]
    found = [change for change in waiting.values() if change.source == source]
    if not found:
        raise click.UsageError(f"{source}: nothing of it is held")
    return found


def _title(change: Change) -> str:
    version = change.after or change.before
    return (version.content.title if version else None) or change.item_id


def _row(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "item": change.item_id,
        "source": change.source,
        "kinds": list(change.kinds),
        "title": _title(change),
        "created_at": change.created_at.isoformat(),
        "reason": change.reason,
        "urls": list(change.urls),
    }
