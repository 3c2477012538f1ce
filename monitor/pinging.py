"""The dead-man switch is told how the night goes; it never changes how the night goes."""

from __future__ import annotations

from typing import Literal

from alerts.ping import ping as send_ping
from monitor.config import Config
from storage.types import Run


def ping(config: Config, event: Literal["start", "success", "fail"], run: Run) -> None:
    """Tell the dead-man switch, when one is configured; it waits for whole nights only."""
    if config.ping.url is not None and run.whole:
        send_ping(config.ping.url.get_secret_value(), event, run.name)
