"""Tells a dead-man's switch that a night began, went well or failed; never stops a night."""

from __future__ import annotations

import uuid
from typing import Literal

import httpx
import structlog

from alerts.clean import http_url, one_line

Signal = Literal["start", "success", "fail"]

#: Seconds; a monitor of the monitor is not worth more of a night.
_PATIENCE = 5.0
_SUFFIX: dict[Signal, str] = {"start": "/start", "success": "", "fail": "/fail"}
log = structlog.get_logger(__name__)


def ping(
    url: str | None,
    signal: Signal,
    run: str,
    text: str = "",
    transport: httpx.BaseTransport | None = None,
) -> bool:
    """Send one signal as healthchecks.io and its kin take them; return whether it was taken.

    `run` goes along as `rid`, by which start and end of one night are told to belong together;
    it must be a UUID there, so it is made into one.
    """
    base = http_url(url) if url else None
    if base is None:
        return False
    target = base if "?" in base else base.rstrip("/") + _SUFFIX[signal]
    rid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"iom-monitor:{run}"))
    try:
        with httpx.Client(timeout=_PATIENCE, transport=transport, trust_env=True) as client:
            body = one_line(text, 1000).encode()
            answer = client.post(httpx.URL(target).copy_set_param("rid", rid), content=body)
            answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        cause = one_line(str(error) or type(error).__name__, 300)
        log.warning("ping.failed", signal=signal, error=cause)
        return False
    return True
