"""`outbox`: what waits, what is held, and what to do about it."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import click

from monitor.exits import Exit
from monitor.options import ROW
from monitor.output import print_json, table, write_bytes
from monitor.session import Session, utcnow
from storage.types import OPEN, RENEWABLE, Delivery, DeliveryState

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from storage.store import Store


@click.group()
def outbox() -> None:
    """Look after messages on their way.

    \b
    Examples:
      iom-monitor outbox list
      iom-monitor outbox retry            try now what waits
      iom-monitor outbox retry 12         put a held or expired message back and try
      iom-monitor outbox show 12          what became of a message
      iom-monitor outbox drop 12
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@outbox.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what was sent, expired or dropped.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_open(session: Session, /, *, everything: bool, as_json: bool) -> None:
    """Show the messages that are not yet delivered.

    \b
    Examples:
      iom-monitor outbox list
      iom-monitor outbox list --all --json | jq .state
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        deliveries = store.outbox.all(() if everything else OPEN)
    if as_json:
        for delivery in deliveries:
            print_json(_row(delivery))
        return
    if not deliveries:
        session.out.print("nothing waits")
        return
    names = ("id", "state", "to", "subject", "tries", "next", "last answer")
    rows = (
        (
            str(each.id),
            each.state,
            each.address,
            each.subject,
            str(each.attempts),
            f"{each.next_attempt_at:%m-%d %H:%M}Z" if each.state in {"queued", "sending"} else "",
            each.last_error or "",
        )
        for each in deliveries
    )
    session.out.print(table(names, rows))


@outbox.command("show")
@click.argument("delivery_id", type=ROW)
@click.option("--raw", is_flag=True, help="The message as it is sent, headers and all.")
@click.pass_obj
def show_one(session: Session, /, delivery_id: int, *, raw: bool) -> None:
    """Print what became of a message, and what it says.

    The server's last words are among it.

    \b
    Examples:
      iom-monitor outbox show 12
      iom-monitor outbox show 12 --raw > message.eml
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        delivery = store.outbox.get(delivery_id)
    if delivery is None:
        raise click.UsageError(f"{delivery_id}: no such message")
    if raw:
        write_bytes(delivery.message)
        return
    for label, value in _row(delivery).items():
        if value is not None:
            session.out.print(f"{label:<16} {value}", markup=False, highlight=False)
    if not delivery.message:
        session.out.print("\nits text was pruned: it is more than a year old")
        return
    part = message_from_bytes(delivery.message, policy=policy.default).get_body(("plain",))
    if part is not None:
        write_bytes(b"\n" + str(part.get_content()).encode("utf-8"))


@outbox.command("drop")
@click.argument("delivery_id", type=ROW)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def drop(session: Session, /, delivery_id: int, *, yes: bool) -> None:
    """Give up a message that is not delivered yet.

    \b
    Example:
      iom-monitor outbox drop 12 --yes
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        delivery = _open_one(store, delivery_id)
    if not yes:
        click.confirm(f"drop «{delivery.subject}» to {delivery.address}?", abort=True)
    with session.writing() as store:
        _open_one(store, delivery_id)  # it may have been sent meanwhile
        store.outbox.drop(delivery_id)
    session.out.print(f"dropped {delivery_id}")


def _open_one(store: Store, delivery_id: int) -> Delivery:
    """Return a message that is not delivered yet. Raises UsageError."""
    delivery = store.outbox.get(delivery_id)
    if delivery is None or delivery.state not in OPEN:
        raise click.UsageError(f"{delivery_id}: no message that could be dropped")
    return delivery


@outbox.command("retry")
@click.argument("delivery_ids", nargs=-1, type=ROW)
@click.option("--due", is_flag=True, help="Only what is due by now; waiting times are kept.")
@click.pass_obj
def retry(session: Session, /, delivery_ids: tuple[int, ...], *, due: bool) -> int:
    """Try now what waits; with ids, put those back first.

    Held and expired ones are put back, too, for as long as new messages have.
    Where nothing does, nothing is printed but on a terminal.

    \b
    Examples:
      iom-monitor outbox retry
      iom-monitor outbox retry 12 13
      iom-monitor outbox retry --due
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from alerts.outbox import resume
    from monitor import mail_alerts, telling

    mailer = telling.mailer(session.config)
    session.open_log()
    with session.writing() as store:
        _known(store, delivery_ids)
        if not due:
            _put_back(store, delivery_ids)
        held = resume(store.outbox)
        if due:  # nobody looks on: operators hear of it with the next night
            mail_alerts.note_held(store, held, utcnow())
        delivered = telling.deliver_due(store, mailer, utcnow)
        held += delivered.held
        mail_alerts.note_expired(store, delivered.expired, utcnow())
        if due:
            mail_alerts.note_held(store, delivered.held, utcnow())
        waiting = store.outbox.count("queued", "sending")
    expired = len(delivered.expired)
    if delivered.sent or waiting or held or expired:
        more = f", {expired} expired" if expired else ""
        session.out.print(f"{delivered.sent} sent, {waiting} waiting, {len(held)} held{more}")
    elif session.out.is_terminal:  # cron would mail it, every twenty minutes
        session.out.print("nothing waits")
    if delivered.unreachable:
        session.err.print(delivered.unreachable, markup=False)
    return int(Exit.MAIL if waiting or held or expired else Exit.OK)


def _put_back(store: Store, delivery_ids: tuple[int, ...]) -> None:
    """Make what waits due now; these, held and expired ones too, for as long as new messages."""
    now = utcnow()
    put_back: tuple[DeliveryState, ...] = ("held", "queued", "expired")
    for delivery in store.outbox.all(put_back if delivery_ids else ("queued",)):
        if delivery.id in delivery_ids:
            store.outbox.renew(delivery, now)
        elif not delivery_ids:
            store.outbox.retry(delivery.id, now, delivery.last_error)


def _known(store: Store, delivery_ids: tuple[int, ...]) -> None:
    """Raise UsageError for an id of nothing that could be sent."""
    known = {delivery.id for delivery in store.outbox.all(RENEWABLE)} if delivery_ids else set()
    if unknown := [str(number) for number in delivery_ids if number not in known]:
        raise click.UsageError(f"{', '.join(unknown)}: no such message waits, is held or expired")
    letters = ((number, store.outbox.get(number)) for number in delivery_ids)
    if bare := [str(number) for number, letter in letters if letter and not letter.message]:
        raise click.UsageError(f"{', '.join(bare)}: its text was pruned; nothing is left to send")


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "state": delivery.state,
        "address": delivery.address,
        "subject": delivery.subject,
        "attempts": delivery.attempts,
        "created_at": delivery.created_at.isoformat(),
        "next_attempt_at": delivery.next_attempt_at.isoformat(),
        "expires_at": delivery.expires_at.isoformat(),
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "last_error": delivery.last_error,
    }
