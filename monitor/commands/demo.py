"""`demo`: all of it at work, on this machine only."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
from rich.progress import Progress
from rich.table import Table

from monitor.exits import Exit
from monitor.session import Session


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(".demo"),
    show_default=True,
    help="Where everything is kept.",
)
@click.pass_obj
def demo(session: Session, /, *, folder: Path) -> int:
    """Play seven nights against a replica, and show the digests.

    The replica is of the sites that are watched. Nothing leaves this machine. The folder keeps
    the database, the WARC files, the mailbox and every digest as HTML.

    \b
    Example:
      iom-monitor demo --folder /tmp/demo
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.demo.play import NIGHTS, STORY, play
    from monitor.installing import program

    with Progress(console=session.err, disable=not session.err.is_terminal) as bars:
        task = bars.add_task("night 1", total=NIGHTS)

        def on_night(number: int) -> None:
            bars.update(
                task, completed=number - 1, description=f"night {number}: {STORY[number - 1]}"
            )

        played = play(folder, on_night)
        bars.update(task, completed=NIGHTS, description="seven nights")
    table = Table("night", "what the sites do", "mails", "alerts", "exit", "seconds")
    for night in played.nights:
        mails = " + ".join(str(count) for count in night.mails.values())
        table.add_row(
            str(night.number),
            STORY[night.number - 1],
            mails,
            str(night.alerts),
            str(night.exit_code),
            f"{night.seconds:.1f}",
        )
    session.out.print(table)
    session.out.print(f"everything is in {folder}/; the digests:", markup=False)
    for digest in played.digests:
        session.out.print(f"  {digest}", markup=False, soft_wrap=True)
    command = shlex.join([*program(), "-c", str(folder / "monitor.toml")])
    session.out.print(
        "\nlook around in it: status, log, search, why, diff, export, or in a browser:"
    )
    session.out.print(f"  {command} serve", soft_wrap=True)
    return int(Exit.OK)
