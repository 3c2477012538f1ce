"""`replay`: the archive read again with today's parsers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from rich.text import Text

from monitor.options import complete_source, refuse_unknown
from monitor.output import print_json, report
from monitor.session import Session


@click.command()
@click.option("--source", help="Only this source.", shell_complete=complete_source)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only items published, else first seen, on or after this day.",
)
@click.option(
    "--rebuild",
    "target",
    type=click.Path(path_type=Path),
    help="Make a new database from the present one and the archive, and compare.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object an item.")
@click.pass_obj
def replay(
    session: Session,
    /,
    *,
    source: str | None,
    since: datetime | None,
    target: Path | None,
    as_json: bool,
) -> None:
    """Show what today's parsers would read otherwise.

    They read what is archived. Nothing is stored.

    \b
    Examples:
      iom-monitor replay --source iom_news
      iom-monitor replay --rebuild rebuilt.sqlite
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from alerts.diff_render import as_text
    from monitor.replay import rebuild, rereadings
    from storage.archive import Archive

    config = session.config
    with session.reading() as store, Archive(config.archive_dir) as archive:
        if source and not store.items.of_source(source):  # one watched once has items still
            refuse_unknown(source, config.source_names)
        if target is not None:
            made = rebuild(store, archive, target)
            session.out.print(
                f"{target}: {made.items} items from {made.captures} captures in "
                f"{made.source_runs} source nights; {len(made.different)} differ"
            )
            for url in made.different:
                session.out.print(Text(f"  {url}"))
            report([f"{file}: not read: of a night not in the database" for file in made.unknown])
            return
        number = 0
        for found in rereadings(store, archive, source, since.date() if since else None):
            number += 1
            urls = [page.page.url for page in found.item.pages]
            if as_json:
                print_json({"item": found.item.id, "urls": urls, "diff": as_text(found.difference)})
            else:
                session.out.print(Text(f"{found.item.id}  {urls[0] if urls else ''}", style="bold"))
                session.out.print(Text(as_text(found.difference)))
        if not as_json:
            session.out.print(f"{number} items would be read otherwise")
