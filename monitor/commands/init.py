"""`init`: a commented monitor.toml, from a few questions or from options."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.session import Session


@click.command()
@click.option("--file", "file", type=click.Path(path_type=Path), help="Where to write it.")
@click.option(
    "--data-dir", type=click.Path(path_type=Path, file_okay=False), help="Where data is kept."
)
@click.option("--contact", help="Address that site owners can write to.")
@click.option("--smtp-host", help="SMTP server.")
@click.option("--smtp-port", type=click.IntRange(1, 65535), help="Its port.")
@click.option(
    "--security",
    type=click.Choice(["starttls", "tls", "none"]),
    default="starttls",
    show_default=True,
    help="How the connection to it is protected.",
)
@click.option("--username", help="SMTP login name.")
@click.option("--password-file", type=click.Path(path_type=Path), help="File with the password.")
@click.option("--sender", help="From address of the digests.")
@click.option("--operator", help="Address that hears when something is wrong.")
@click.option(
    "--timezone",
    default="Asia/Shanghai",
    show_default=True,
    help="Whose time the schedule goes by.",
)
@click.option(
    "--at",
    "nightly",
    metavar="TIME",
    default="02:30",
    show_default=True,
    help="When the nights begin: a time of day, or a cron expression.",
)
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.option(
    "--systemd",
    "units",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write service and timer units into DIR, for instance /etc/systemd/system.",
)
@click.option("--user", help="Account of the units.  [default: you; for root: iom-monitor]")
@click.option("--cron", is_flag=True, help="Print the crontab line and nothing else.")
@click.option(
    "--logrotate",
    "rotation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Let cron's line append to a file, and write the logrotate snippet for it into FILE.",
)
@click.option("--check", "look", is_flag=True, help="Look at SMTP and sources, as `doctor` does.")
@click.pass_obj
def init(session: Session, /, *, force: bool, look: bool, cron: bool, **options: object) -> int:
    """Write a commented monitor.toml and what starts the nights.

    It says what to do next. On a terminal it asks for what was not given; elsewhere --contact
    is needed. A configuration that is there stays, and --systemd, --cron, --logrotate and
    --check work with it.

    \b
    Examples:
      iom-monitor init
      iom-monitor init --contact ops@example.org --smtp-host mail.example.org \\
          --sender monitor@example.org --operator ops@example.org
      sudo iom-monitor -c /etc/iom-monitor/monitor.toml init --systemd /etc/systemd/system
      line=$(iom-monitor init --cron) && (crontab -l; echo "$line") | crontab -
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.starting import start

    return start(session, options, force=force, look=look, cron=cron)
