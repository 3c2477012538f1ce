"""`import`: saved pages into the store as history, never as news."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.progress import track

from monitor.options import Instant, SourceName
from monitor.output import report
from monitor.session import Session, utcnow
from storage.types import Record


@click.command("import")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--manifest",
    "manifest_file",
    type=click.Path(path_type=Path),
    help="JSON lines of path, url, fetched_at, source.",
)
@click.option("--url", help="Where the one file given was fetched from.")
@click.option("--source", type=SourceName(), help="Read the files as pages of this source.")
@click.option("--fetched-at", type=Instant(), help="When the files were fetched.")
@click.option("--dry-run", is_flag=True, help="Read and report; store nothing.")
@click.pass_obj
def import_files(  # noqa: PLR0913 - one parameter an option
    session: Session,
    /,
    paths: tuple[Path, ...],
    *,
    manifest_file: Path | None,
    url: str | None,
    source: str | None,
    fetched_at: datetime | None,
    dry_run: bool,
) -> int:
    """Read text or HTML files into the store as history.

    Of a folder, all pages below it. History is shown, searched and matched when its pages are
    crawled later; it is never mailed as news. Importing a file twice adds nothing.

    \b
    Examples:
      iom-monitor import archive
      iom-monitor import --manifest saved.jsonl --dry-run
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    if not paths and not manifest_file:
        raise click.UsageError("give PATHs or --manifest FILE")
    from monitor import inputs, reading

    failures: list[str] = []
    files = list(inputs.pages(paths, failures))
    if url and len(files) != 1:
        raise click.UsageError(f"--url goes with one page, not with {len(files)}")
    given = [inputs.Input(path, str(path), url, fetched_at, source) for path in files]
    if manifest_file:
        given.extend(inputs.manifest(manifest_file))
    records: list[Record] = []
    for shown, record in reading.one_by_one(given, failures):
        if record.not_understood:
            failures.append(f"input: {shown}: not understood: {record.not_understood}")
        else:
            records.append(record)
    if dry_run:
        session.out.print(f"{len(records)} of {len(given)} files are readable; nothing is stored")
        return report(failures)
    session.open_log()
    now = utcnow()
    with session.writing() as store:
        quiet = not session.err.is_terminal
        steps = track(records, "importing", console=session.err, disable=quiet)
        items = {store.items.import_record(record, now) for record in steps}
    session.out.print(f"imported {len(records)} files: {len(items)} items of history")
    return report(failures)
