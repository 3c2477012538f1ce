"""What runs the nights: systemd units, a cron line and a logrotate snippet, made to fit."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import sys
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from monitor.config import APP, Config
from monitor.cron import calendars, zone
from monitor.templates import filled

#: Our systemd units; each has its template.
UNITS = (
    "iom-monitor.service",
    "iom-monitor.timer",
    "iom-monitor-schedule.service",
    "iom-monitor-serve.service",
)
STATE = Path("/var/lib")


@dataclass(frozen=True, slots=True)
class Place:
    """How this installation is called, and by whom."""

    config: Config
    #: Absolute.
    config_file: Path
    #: The account that the units run under.
    user: str = ""

    @property
    def command(self) -> tuple[str, ...]:
        """The program with its configuration."""
        return (*program(), "-c", str(self.config_file))

    @property
    def output(self) -> Path:
        """What cron's line writes to when it does not mail; its folder is there from `init` on."""
        return self.config.data_dir / "cron.log"


def program() -> tuple[str, ...]:
    """Return how cron and systemd, who know no PATH of ours, start the program."""
    script = Path(sys.executable).parent / "iom-monitor"
    return (str(script),) if script.exists() else (sys.executable, "-m", "monitor")


def default_user() -> str:
    """Return whoever calls; for root, who should not crawl, an account of its own."""
    return getpass.getuser() if os.getuid() else APP


def units(place: Place) -> dict[str, str]:
    """Return each systemd unit's text by its file name. Raises ConfigError."""
    schedule = place.config.schedule
    data = place.config.data_dir
    in_state = data.is_relative_to(STATE) and data != STATE
    values = {
        # In a command line `$` begins a variable; elsewhere it is a letter like others.
        "command": " ".join(_for_systemd(part.replace("$", "$$")) for part in place.command),
        "calendars": calendars(schedule.nightly, zone(schedule.timezone)),
        "user": place.user or default_user(),
        "state_directory": str(data.relative_to(STATE)) if in_state else None,
        "data_dir": _for_systemd(str(data)),
        "others": [_for_systemd(f"-{folder}") for folder in _written_elsewhere(place.config)],
        "hours": _longest(place.config),
    }
    return {name: filled(name, **values) for name in UNITS}


def _written_elsewhere(config: Config) -> list[Path]:
    """Return the folders outside the data that a night writes to."""
    textfile, maildir = config.metrics.textfile, config.bounces.maildir
    wanted = [textfile.parent if textfile else None, maildir]
    return [one for one in wanted if one and not one.is_relative_to(config.data_dir)]


def _longest(config: Config) -> int:
    """Return the hours that a night takes at most: Sources of one host wait for each other."""
    return ceil(config.crawl.source_minutes * len(config.source_names) / 60) + 1


def cron_line(place: Place, *, to_file: bool = False) -> str:
    """Return the crontab line; cron mails what it prints, or it goes to a file.

    In a crontab `%` ends the command, so it is escaped. Raises ConfigError.
    """
    nightly = place.config.schedule.nightly.strip()
    calendars(nightly, zone(place.config.schedule.timezone))
    command = shlex.join([*place.command, "nightly"])
    if to_file:
        command += f" >>{shlex.quote(str(place.output))} 2>&1"
    return f"{nightly}  " + command.replace("%", r"\%")


def logrotate(place: Place) -> str:
    """Return the snippet for what cron's line appends to."""
    log = str(place.config.log_file)
    return filled("logrotate", output=_quoted(str(place.output)), log=log)


def _for_systemd(word: str) -> str:
    """Return a word as it stands in a unit: `%` means itself, blanks are quoted."""
    return _quoted(word.replace("%", "%%"))


def _quoted(word: str) -> str:
    if re.search(r"[\s\"'\\;]", word):
        return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return word
