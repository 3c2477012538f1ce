"""`archive`, `db`, `backup`, `restore`, `prune`: keeping what was found."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.exits import Exit
from monitor.output import report
from monitor.session import Session, utcnow


@click.group()
def archive() -> None:
    """Look after the WARC files.

    \b
    Example:
      iom-monitor archive verify
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@archive.command("verify")
@click.pass_obj
def verify(session: Session, /) -> int:
    """Read every archived response again and compare its digest.

    \b
    Example:
      iom-monitor archive verify
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from storage.archive import Archive

    with Archive(session.config.archive_dir) as kept:
        files = kept.files()
        findings = kept.verify()
    session.out.print(f"{len(files)} files, {len(findings)} findings")
    report([str(finding) for finding in findings])
    return int(Exit.DATABASE if findings else Exit.OK)


@click.group()
def db() -> None:
    """Look after the database.

    \b
    Example:
      iom-monitor db check
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@db.command("check")
@click.pass_obj
def check(session: Session, /) -> int:
    """Check integrity, references, orphaned captures and content hashes.

    \b
    Example:
      iom-monitor db check
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from storage import upkeep
    from storage.archive import Archive

    with session.reading() as store, Archive(session.config.archive_dir) as kept:
        findings = upkeep.check(store, kept)
    session.out.print(f"{len(findings)} findings")
    report([str(finding) for finding in findings])
    return int(Exit.DATABASE if findings else Exit.OK)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(session: Session, /, file: Path) -> None:
    """Write a whole copy of the database to FILE, also in a night.

    \b
    Example:
      iom-monitor backup /var/backups/monitor.sqlite
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from storage import upkeep

    upkeep.backup(session.config.database, file)
    session.out.print(f"wrote {file}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def restore(session: Session, /, file: Path, *, yes: bool) -> None:
    """Replace the database by a backup. What was found since is in the archive only, and stays.

    \b
    Example:
      iom-monitor restore /var/backups/monitor.sqlite
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.lock import only_one
    from storage import upkeep

    config = session.config
    upkeep.check_backup(file)  # before a question that nobody need answer
    if config.database.exists() and not yes:
        click.confirm(f"replace {config.database}? This can't be undone.", abort=True)
    with only_one(config.lock_file):
        upkeep.restore(file, config.database, force=True)
    session.out.print(f"restored {config.database}")


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would go; remove nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def prune(session: Session, /, *, dry_run: bool, yes: bool) -> None:
    """Remove what nothing needs any more.

    That is captures and records over 90 days old that no version points at, the archive's files
    that nothing points into any more, and texts of messages over a year old. Files of nights that
    the database does not know, as after a restore, stay.

    \b
    Example:
      iom-monitor prune --dry-run
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from storage import upkeep
    from storage.archive import Archive

    if not dry_run and not yes:
        click.confirm(
            "remove what no version points at, and old texts? This can't be undone.", abort=True
        )
    with session.writing() as store, Archive(session.config.archive_dir) as kept:
        gone = upkeep.prune(store, kept, utcnow(), dry_run=dry_run)
    session.out.print(f"{'would remove' if dry_run else 'removed'}: {gone}")
