"""What the store knows becomes messages in the outbox, and the outbox becomes sent mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from alerts.addresses import envelope
from alerts.digest import Baseline, Material, compose, passed
from alerts.mail import Mailer, Sender, SmtpSettings, links, message
from alerts.operators import alert_messages
from alerts.outbox import Delivered, deliver, resume
from alerts.render import render
from monitor.chatting import chat_about
from monitor.config import Config, secret
from monitor.config_checks import ready_to_mail
from monitor.grouping import group_stories
from monitor.mail_alerts import note_held, note_trouble, watch_outbox
from monitor.sources import display_names, reader_names
from storage.errors import ConfigError
from storage.store import Store
from storage.types import Alert, MessageDraft, SourceRun

log = structlog.get_logger("mail")

#: So many Alerts of one kind in one night have one cause.
_MANY = 3


@dataclass(frozen=True, slots=True)
class MailReport:
    """What became of tonight's mail. `waiting`: still queued; `alerts`: told to operators.

    `expired`: given up tonight; `unmade`: digests that could not be made; `grouped`: whether
    Stories could be.
    """

    queued: int = 0
    sent: int = 0
    waiting: int = 0
    held: int = 0
    expired: int = 0
    alerts: int = 0
    unmade: int = 0
    grouped: bool = True


@dataclass(frozen=True, slots=True)
class Composed:
    """Digests that were made, and how many could not be."""

    drafts: tuple[MessageDraft, ...]
    unmade: int


@dataclass(frozen=True, slots=True)
class Tonight:
    """What tonight adds: all after the newest Change and SourceRun that were there before."""

    began: datetime
    change: int
    source_run: int
    #: Tonight's SourceRuns that were not `ok`.
    problems: tuple[SourceRun, ...] = ()
    #: Whether all Sources were visited that nights visit.
    whole: bool = True


def tell(
    config: Config,
    store: Store,
    mailer: Mailer,
    tonight: Tonight,
    clock: Callable[[], datetime],
) -> MailReport:
    """Compose what every Recipient and the operators have to read, and send what is due."""
    grouped = group_stories(store)
    now = clock()
    note_held(store, resume(store.outbox), now)
    watch_outbox(store, now)
    composed = compose_drafts(config, store, tonight.problems, now, whole=tonight.whole)
    alerts = store.alerts.untold()
    drafts = [*composed.drafts, *_to_operators(config, alerts, tonight.began, now)]
    delivered = _send(config, store, mailer, drafts, clock)
    sent = delivered.sent
    if trouble := note_trouble(store, delivered, clock()):
        letters = _to_operators(config, trouble, tonight.began, now)
        sent += _send(config, store, mailer, letters, clock).sent
        drafts, alerts = [*drafts, *letters], (*alerts, *trouble)
    if config.chat.urls:
        fresh = tuple(alert for alert in alerts if alert.created_at >= tonight.began)
        told = material(config, store, tonight.change, tonight.source_run, tonight.problems)
        chat_about(config, fresh, told, (tonight.change, tonight.source_run), now)
    return MailReport(
        queued=len(drafts),
        sent=sent,
        waiting=store.outbox.count("queued", "sending"),
        held=store.outbox.count("held"),
        expired=len(delivered.expired),
        alerts=len(alerts) if config.operators.addresses else 0,
        unmade=composed.unmade,
        grouped=grouped,
    )


def _to_operators(
    config: Config, alerts: tuple[Alert, ...], began: datetime, now: datetime
) -> list[MessageDraft]:
    """Return what operators are written about these Alerts; nothing where there are none."""
    addresses, names = config.operators.addresses, display_names(config)
    return [
        draft
        for group in (_letters(alerts, began) if addresses else ())
        for draft in alert_messages(group, addresses, sender(config), now, names)
    ]


def _send(
    config: Config,
    store: Store,
    mailer: Mailer,
    drafts: list[MessageDraft],
    clock: Callable[[], datetime],
) -> Delivered:
    """Queue these messages, and send them with all else that is due."""
    store.outbox.enqueue(drafts, clock(), timedelta(days=config.mail.expire_days))
    return deliver_due(store, mailer, clock)


def _letters(alerts: tuple[Alert, ...], began: datetime) -> list[tuple[Alert, ...]]:
    """Return which Alerts share a message: those of earlier nights, when nobody was there to hear.

    Tonight's are one each: an operator files and answers them one by one. Many of a kind have one
    cause, as a network that is down, and share one.
    """
    earlier = tuple(alert for alert in alerts if alert.created_at < began)
    fresh: dict[str, list[Alert]] = {}
    for alert in alerts:
        if alert.created_at >= began:
            fresh.setdefault(alert.kind, []).append(alert)
    letters = [
        letter
        for alike in fresh.values()
        for letter in ([alike] if len(alike) >= _MANY else [[alert] for alert in alike])
    ]
    return [tuple(group) for group in (earlier, *letters) if group]


def compose_drafts(
    config: Config,
    store: Store,
    problems: tuple[SourceRun, ...],
    now: datetime,
    *,
    whole: bool = True,
) -> Composed:
    """Return a message for each Recipient who has something to read now; `whole`: see Tonight.

    Whom nothing of it concerns is noted to have been considered.

    One that cannot be made keeps no other back: the log says why, and it is made another night,
    for nothing counts as told.
    """
    recipients = store.recipients.active()
    if not recipients:
        return Composed((), 0)
    change = min(person.told_change for person in recipients)
    source_run = min(person.told_source_run for person in recipients)
    told = material(config, store, change, source_run, problems)
    heard = min(person.last_digest_at or person.created_at for person in recipients)
    told = replace(with_edits(told, config, store, heard), whole=whole)
    from_us = sender(config)
    drafts: list[MessageDraft] = []
    unmade = 0
    considered: dict[int, tuple[int, int]] = {}
    for recipient in recipients:
        try:
            digest = compose(recipient, told, now)
            if digest is not None:
                rendered = render(digest, links(digest, from_us))
                drafts.append(message(digest, rendered, from_us, now))
            elif cursors := passed(recipient, told, now):
                considered[recipient.id] = cursors
        except ConfigError as error:
            # Stored before such addresses were refused: the others get their mail all the same.
            log.warning("recipient.unusable", recipient=recipient.id, error=str(error))
        except Exception:
            log.exception("digest.error", recipient=recipient.id)
            unmade += 1
    store.recipients.considered(considered)
    return Composed(tuple(drafts), unmade)


def material(
    config: Config,
    store: Store,
    change: int,
    source_run: int,
    problems: tuple[SourceRun, ...] = (),
) -> Material:
    """Return all that may be told and came after this Change and this SourceRun."""
    counts = store.items.counts()
    baselines = store.runs.baselines_after(source_run)
    return Material(
        changes=store.items.changes_after(change),
        baselines=tuple(Baseline(run, counts.get(run.source, 0)) for run in baselines),
        items={item.id: item for item in store.items.known()},
        stories=store.stories.all(),
        problems=problems,
        names=reader_names(config),
    )


def with_edits(told: Material, config: Config, store: Store, heard: datetime) -> Material:
    """Return the material with the edits that may have stayed in one Edition since `heard`."""
    patience = timedelta(days=config.hints.mirror_days)
    return replace(told, edited=store.items.edited_after(heard - patience), patience=patience)


def deliver_due(store: Store, mailer: Mailer, clock: Callable[[], datetime]) -> Delivered:
    """Send what is due; each Delivery is committed by itself."""
    with mailer:
        return deliver(store.outbox, mailer, clock)


def mailer(config: Config) -> Mailer:
    """Return the way mail leaves. Raises ConfigError for a file that it needs and can't read."""
    ready_to_mail(config)
    mail = config.mail
    return Mailer(
        SmtpSettings(
            host=mail.host,
            port=mail.port,
            security=mail.security,
            username=mail.username,
            password=secret(mail.password, mail.password_file, "mail.password_file"),
            token_file=mail.oauth2_token_file,
            ca_file=mail.ca_file,
            timeout=mail.timeout,
            sender=envelope(mail.sender),
        )
    )


def sender(config: Config) -> Sender:
    """Return who the messages come from."""
    mail = config.mail
    # Answers go where every server can send them.
    operators = (each for each in config.operators.addresses if envelope(each).isascii())
    return Sender(
        address=mail.sender,
        name=mail.sender_name,
        reply_to=mail.reply_to or next(operators, None),
        bounces=f"bounces@{mail.verp_domain}" if mail.verp_domain else None,
        public_url=config.web.public_url,
    )
