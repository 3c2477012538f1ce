"""What a replica's site answers, before the server adds what servers add."""

from __future__ import annotations

import json
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, a body and what the site says about it."""

    status: int
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def html(body: bytes) -> Answer:
    """Return a page."""
    return Answer(200, body)


def text(body: str) -> Answer:
    """Return a plain text file."""
    return Answer(200, body.encode(), "text/plain; charset=utf-8")


def xml(body: str) -> Answer:
    """Return a feed or a sitemap."""
    return Answer(200, body.encode(), "application/xml; charset=utf-8")


def as_json(value: object) -> Answer:
    """Return an API's answer."""
    return Answer(200, json.dumps(value, ensure_ascii=False).encode(), "application/json")


def missing() -> Answer:
    """Return a page that is not there."""
    body = "<!DOCTYPE html><title>Page not found</title><h1>Page not found</h1>"
    return Answer(404, body.encode())
