"""Chat services and webhooks hear what operators and readers hear; mail never waits for them."""

from __future__ import annotations

from datetime import datetime

import structlog

from alerts import chat
from alerts.digest import compose
from alerts.entries import Material
from alerts.operators import alert_text
from alerts.render import Rendered, render_chat
from monitor.config import Config
from monitor.sources import display_names
from storage.errors import ConfigError, DeliveryError
from storage.types import Alert, Recipient

log = structlog.get_logger("chat")


def chat_about(
    config: Config,
    alerts: tuple[Alert, ...],
    material: Material,
    before: tuple[int, int],
    now: datetime,
) -> None:
    """Send tonight's Alerts and digest to every configured service; a failure is only logged.

    `before`: the newest Change and SourceRun before tonight. Chat has no outbox: what a service
    does not take tonight is in the mail, not in the chat.
    """
    urls = [url.get_secret_value() for url in config.chat.urls]
    for rendered in _messages(config, alerts, material, before, now):
        try:
            chat.tell(urls, rendered, config.chat.language)
        except (ConfigError, DeliveryError) as error:
            log.warning("chat.failed", error=str(error))


def _messages(
    config: Config,
    alerts: tuple[Alert, ...],
    material: Material,
    before: tuple[int, int],
    now: datetime,
) -> list[Rendered]:
    reader = Recipient(
        id=0,
        address="chat",
        languages=(config.chat.language,),
        timezone=config.schedule.timezone,
        told_change=before[0],
        told_source_run=before[1],
    )
    found = [alert_text(alerts, display_names(config))] if alerts else []
    digest = compose(reader, material, now)
    return [*found, render_chat(digest)] if digest is not None else found
