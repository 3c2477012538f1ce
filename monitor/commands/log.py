"""`log`: the log read back as a person wants it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from monitor.logged import parsed, read
from monitor.options import complete_source, refuse_unknown
from monitor.output import print_json
from monitor.session import Session

_LEVELS = ("debug", "info", "warning", "error", "critical")
#: As they stand in the log, or as the configuration writes them.
_LEVEL = click.Choice(_LEVELS, case_sensitive=False)
_STYLE = {"debug": "dim", "info": "", "warning": "yellow", "error": "red", "critical": "bold red"}
#: Shown in their own places, not among the keys.
_PLACED = {"timestamp", "level", "event", "run", "exception"}
#: Of a SourceRun always shown; the file has all.
_COUNTED = {"listed", "fetched", "unchanged", "changes"}
#: Seconds between two looks at a log that is followed.
_PAUSE = 0.5


@click.command("log")
@click.argument("run", required=False)
@click.option("--source", help="Only lines about this source.", shell_complete=complete_source)
@click.option(
    "--level",
    type=_LEVEL,
    default="info",
    show_default=True,
    help="Only lines of this level or a graver one.",
)
@click.option("--follow", is_flag=True, help="Go on with what is written from now on.")
@click.option("--json", "as_json", is_flag=True, help="The lines as they stand in the file.")
@click.pass_obj
def show_log(  # noqa: PLR0913 - one parameter an option
    session: Session,
    /,
    run: str | None,
    *,
    source: str | None,
    level: str,
    follow: bool,
    as_json: bool,
) -> None:
    """Show the lines of RUN, or of the last one; `all` for everything.

    \b
    Examples:
      iom-monitor log
      iom-monitor log --source chinadaily --level debug
      iom-monitor log all --level warning --follow
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    file = session.config.log_file
    events = list(read(file))
    if run not in (None, "all") and not follow and all(e.get("run") != run for e in events):
        raise click.UsageError(f"{run}: no such run in {file}; `iom-monitor status` names the last")
    if source and all(event.get("source") != source for event in events):
        refuse_unknown(source, session.config.source_names)
    wanted = run or next((event["run"] for event in reversed(events) if "run" in event), "all")

    def chosen(event: dict[str, Any]) -> bool:
        return (
            (wanted == "all" or event.get("run") == wanted)
            and (source is None or event.get("source") == source)
            and _LEVELS.index(event.get("level", "info")) >= _LEVELS.index(level)
        )

    lines = list(filter(chosen, events))
    for event in lines:
        _show(session, event, as_json=as_json)
    if not lines and not follow:
        session.err.print("no such lines" if events else "nothing is logged yet")
    if follow:
        wanted = run or "all"
        for event in filter(chosen, _following(file)):
            _show(session, event, as_json=as_json)


def _following(file: Path) -> Iterator[dict[str, Any]]:
    """Yield what is written from now on, also after the file was rotated."""
    stream = file.open(encoding="utf-8", errors="replace")
    stream.seek(0, 2)
    inode = file.stat().st_ino
    rest = ""
    while True:
        rest += stream.read()
        *whole, rest = rest.split("\n")
        yield from parsed(whole)
        if file.exists() and file.stat().st_ino != inode:
            stream.close()
            stream = file.open(encoding="utf-8", errors="replace")
            inode = file.stat().st_ino
            continue
        time.sleep(_PAUSE)


def _nothing(event: dict[str, Any], key: str) -> bool:
    """Return whether a SourceRun's line only says that something did not happen."""
    return (
        event.get("event") == "source.closed" and key not in _COUNTED and event[key] in (0, False)
    )


def _show(session: Session, event: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(event)
        return
    level = str(event.get("level", "info"))
    line = Text(f"{str(event.get('timestamp', ''))[:19].replace('T', ' ')}Z ", style="dim")
    line.append(f"{level:<8}", style=_STYLE.get(level, ""))
    line.append(f"{event.get('event', ''):<18} ", style="bold")
    for key, value in event.items():
        if key not in _PLACED and value is not None and not _nothing(event, key):
            line.append(f"{key}=", style="dim")
            line.append(f"{value} ")
    session.out.print(line, soft_wrap=True)
    if event.get("exception"):
        session.out.print(Text(str(event["exception"]), style="dim"), soft_wrap=True)
