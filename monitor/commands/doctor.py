"""`doctor`: everything a night needs, looked at before the night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

import click
from rich.text import Text

from monitor.exits import MEANINGS, Exit, worst
from monitor.output import print_json
from monitor.printing import printable
from monitor.session import Session

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from monitor.finding import Finding

_MARKS = {"ok": ("\u2713", "green"), "warning": ("!", "yellow"), "bad": ("\u2717", "red")}


@click.command()
@click.option("--offline", is_flag=True, help="Leave out the SMTP server and the sites.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.pass_obj
def doctor(session: Session, /, *, offline: bool, as_json: bool) -> int:
    """Look at everything that a night needs.

    That is configuration, permissions, disk, database, archive, clock, SMTP and sources. Each
    finding says what: which: how to mend it. The exit code is the night's.

    \b
    Examples:
      iom-monitor doctor
      iom-monitor doctor --offline --json
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.config import config_path
    from monitor.doctor import examine, secrets_in

    findings = examine(session.config, offline=offline)
    file = config_path(session.config_file)
    return show(session, chain(secrets_in(file), findings), as_json=as_json)


def show(session: Session, findings: Iterable[Finding], *, as_json: bool = False) -> int:
    """Print each finding as it is made; return the exit code that speaks for all of them."""
    codes = []
    levels: Counter[str] = Counter()
    for finding in findings:
        codes.append(finding.code)
        levels[finding.level] += 1
        if as_json:
            print_json(
                {
                    "level": finding.level,
                    "what": finding.what,
                    "which": finding.which,
                    "mend": finding.mend,
                }
            )
            continue
        mark, style = _MARKS[finding.level]
        line = Text(f"{mark} ", style=style)
        line.append(f"{finding.what}: ", style="bold")
        line.append(printable(finding.which))
        if finding.mend:
            line.append(f": {printable(finding.mend)}", style=style)
        session.out.print(line, soft_wrap=True)
    code = worst(codes)
    if not as_json:
        session.out.print(_summed(levels, code), soft_wrap=True)
    return int(code)


def _summed(levels: Counter[str], code: Exit) -> Text:
    """Return what all findings come to, in one line."""
    if not levels["bad"] and not levels["warning"]:
        return Text("all that was looked at is well", style="green")
    counted = f"{levels['bad']} to mend, {levels['warning']} to look at"
    means = f"; a night now would end with {code.value}: {MEANINGS[code]}" if code else ""
    return Text(counted + means, style="red" if levels["bad"] else "yellow")
