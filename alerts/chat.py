"""Tells chat services and JSON webhooks through apprise, an extra that is loaded only when used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Protocol

from alerts.clean import one_line
from alerts.phrases import phrases
from alerts.render import Rendered
from storage.errors import ConfigError, DeliveryError
from storage.types import Language

#: In bytes. Nobody reads more in a chat, whatever the service takes.
_LONGEST = 8000
_TITLE = 200


class _Service(Protocol):
    """What apprise knows of a service. A `title_maxlen` of 0: the title goes into the body."""

    body_maxlen: int
    title_maxlen: int


def tell(urls: Sequence[str], rendered: Rendered, language: Language = "en") -> None:
    """Send one message to every apprise URL; those that fail do not keep it from the others.

    What a service has no room for is left out, which is said in that language. Raises ConfigError
    when apprise is missing or a URL is none of its own, DeliveryError when one of the services did
    not take it. Apprise URLs hold secrets: neither error repeats one.
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
    title = one_line(rendered.subject, _TITLE)
    rest = phrases(language).say("The rest stands in the mail.")
    for place, url in enumerate(urls, 1):
        service = apprise.Apprise()
        if not service.add(url):
            raise ConfigError(f"chat: url {place}: not one that apprise knows")
        body = fitted(rendered.text, _room(service, title), rest)
        # Said to be plain text, or a service that speaks Markdown would take our marks for its own.
        if not service.notify(title=title, body=body, body_format="text"):
            failed.append(place)
    if failed:
        raise DeliveryError(f"chat: urls {failed}: did not take the message", permanent=False)


def fitted(text: str, room: int, rest: str) -> str:
    """Return the text in at most `room` bytes of UTF-8, cut between paragraphs or at least lines.

    Bytes, because some services count them (WeCom: 2048); who counts letters has room to spare.
    """
    if len(text.encode()) <= room:
        return text
    ending = f"\n\n{rest}"
    kept = text.encode()[: max(0, room - len(ending.encode()))].decode("utf-8", "ignore")
    for mark in ("\n\n", "\n"):
        head, found, _ = kept.rpartition(mark)
        if found and len(head) > len(kept) // 2:
            return head.rstrip() + ending
    return kept.rstrip() + ending


def _room(services: Iterable[_Service], title: str) -> int:
    """Return how many bytes of body the service takes, and anybody reads."""
    rooms = [
        one.body_maxlen - (0 if one.title_maxlen else len(title.encode()) + 2) for one in services
    ]
    return min([_LONGEST, *rooms])
