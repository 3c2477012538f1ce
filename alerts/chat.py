"""Tells chat services and JSON webhooks through apprise, an extra that is loaded only when used."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from alerts.clean import one_line
from alerts.render import Rendered
from storage.errors import ConfigError, DeliveryError

#: Most chat services refuse or split longer messages.
_LONGEST = 3500


def tell(urls: Sequence[str], rendered: Rendered) -> None:
    """Send a message's text to every apprise URL; those that fail do not keep it from the others.

    Raises ConfigError when apprise is missing or a URL is none of its own, DeliveryError when one
    of the services did not take it. Apprise URLs hold secrets: neither error repeats one.
    """
    if not urls:
        return
    try:
        apprise = import_module("apprise")
    except ImportError as error:
        raise ConfigError(
            "chat: apprise: not installed: pip install iom-china-monitor[chat]"
        ) from error
    failed = []
    for place, url in enumerate(urls, 1):
        service = apprise.Apprise()
        if not service.add(url):
            raise ConfigError(f"chat: url {place}: not one that apprise knows")
        body = rendered.text[:_LONGEST]
        if not service.notify(title=one_line(rendered.subject, 200), body=body):
            failed.append(place)
    if failed:
        raise DeliveryError(f"chat: urls {failed}: did not take the message", permanent=False)
