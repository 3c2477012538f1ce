"""One message to operators from what they were not told yet: what broke, what mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.clean import one_line, paragraphs
from alerts.mail import Sender, plain_draft
from alerts.render import Rendered
from alerts.templating import environment, inlined
from storage.types import Alert, AlertKind, MessageDraft

#: What each kind is called, and what an operator does about it. Operators' mail is in English.
_WORDS: dict[AlertKind, tuple[str, str]] = {
    "bad": (
        "could not be checked",
        (
            "Nothing from it is reported as removed meanwhile, and it is tried again every night. "
            "What it shows now: iom-monitor check SOURCE. What its status means: docs/operating.md."
        ),
    ),
    "recovered": ("recovered", "It is being checked again; no action is needed."),
    "template": (
        "changed its template",
        "Recipients were told nothing about it. No action is needed.",
    ),
    "shrink": (
        "lost more than half of its items at once",
        "Their removal is held until you release or dismiss it: iom-monitor held",
    ),
    "mail-stuck": ("mail is stuck", "Look at it: iom-monitor outbox list"),
    "refused": (
        "mail could not be delivered",
        (
            "It is held: iom-monitor outbox list. Mend the address or the relay, then: "
            "iom-monitor outbox retry ID. Or give it up: iom-monitor outbox drop ID, and "
            "iom-monitor recipients remove ADDRESS."
        ),
    ),
    "expired": (
        "mail expired",
        (
            "It waited for days and is given up: its readers miss it. Once their server takes "
            "mail, iom-monitor outbox retry ID sends it as it is. All of it: "
            "iom-monitor outbox list --all."
        ),
    ),
    "suspended": (
        "an address is suspended",
        "Ask its owner, then: iom-monitor recipients edit ADDRESS --resume",
    ),
    "mail-recovered": ("mail goes out again", "No action is needed."),
}
#: What is broken before what is mended.
_ORDER: tuple[AlertKind, ...] = (
    "mail-stuck",
    "refused",
    "expired",
    "bad",
    "shrink",
    "template",
    "suspended",
    "recovered",
    "mail-recovered",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One Alert in words."""

    title: str
    details: tuple[str, ...]
    advice: str
    when: str
    good: bool


def alert_messages(
    alerts: Sequence[Alert],
    addresses: Sequence[str],
    sender: Sender,
    now: datetime,
    names: Mapping[str, str] | None = None,
) -> tuple[MessageDraft, ...]:
    """Return one message to each operator about these Alerts; none when there are none."""
    if not alerts:
        return ()
    rendered = alert_text(alerts, names or {})
    ids = tuple(alert.id for alert in alerts)
    return tuple(plain_draft(sender, address, rendered, now, ids) for address in addresses)


def alert_text(alerts: Sequence[Alert], names: Mapping[str, str]) -> Rendered:
    """Return the operators' message in words: what is broken first."""
    ordered = sorted(alerts, key=lambda alert: (_ORDER.index(alert.kind), alert.id))
    lines = tuple(_line(alert, names) for alert in ordered)
    more = f" and {len(lines) - 1} more" if len(lines) > 1 else ""
    subject = one_line(f"[iom-monitor] {lines[0].title}{more}", 110)
    html = environment("html").get_template("operators.html.j2")
    text = environment("txt").get_template("operators.txt.j2")
    return Rendered(
        subject,
        html=inlined(html.render(lines=lines, subject=subject)),
        text=text.render(lines=lines).strip() + "\n",
    )


def _line(alert: Alert, names: Mapping[str, str]) -> Line:
    what, advice = _WORDS[alert.kind]
    source = names.get(alert.source, alert.source) if alert.source else None
    title = f"{one_line(source, 80)}: {what}" if source else what[0].upper() + what[1:]
    return Line(
        title=title,
        details=tuple(paragraphs(alert.text, 2000)),
        advice=advice.replace("SOURCE", alert.source or "SOURCE"),
        when=f"{alert.created_at:%Y-%m-%d %H:%M} UTC",
        good=alert.kind in ("recovered", "mail-recovered"),
    )
