"""`check`: a source looked at live, before anybody relies on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.text import Text

from monitor.exits import Exit
from monitor.options import SourceName
from monitor.output import print_json
from monitor.printing import printable
from monitor.session import Session, utcnow

if TYPE_CHECKING:  # Scrapy takes a moment to import; --help does without it
    from monitor.checking import Checked, Looked


@click.command()
@click.argument("source", type=SourceName())
@click.option(
    "--limit", type=click.IntRange(1, 500), default=5, show_default=True, help="Pages looked at."
)
@click.option(
    "--save",
    "save_to",
    is_flag=False,
    flag_value=Path("tests/pages"),
    default=None,
    type=click.Path(path_type=Path, file_okay=False),
    metavar="[FOLDER]",
    help="Save the pages as test cases below FOLDER; without one, below tests/pages.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a page.")
@click.pass_obj
def check(
    session: Session, /, source: str, *, limit: int, save_to: Path | None, as_json: bool
) -> int:
    """Fetch pages of SOURCE live: what is found and what is not.

    Stores and mails nothing. Exit code 3 when the source is not `ok`, 75 while a night is at
    work on its hosts.

    \b
    Examples:
      iom-monitor check iom_news
      iom-monitor check chinadaily --limit 20 --json
      iom-monitor check iom_projects --save tests/pages
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    config = session.config

    from monitor import checking

    found = checking.check(config, source, limit, utcnow)
    if as_json:
        _print_json(found)
    else:
        _print_pages(session, found)
    if save_to is not None:
        for case in checking.save(found.pages, source, save_to):
            session.err.print(f"saved {case}", markup=False)
    return int(Exit.OK if found.source_run.status == "ok" else Exit.SOURCES)


def _print_json(found: Checked) -> None:
    from storage.codec import record_dict

    run = found.source_run
    print_json({
        "source": run.source,
        "status": run.status,
        "reason": run.reason,
        "listed": run.counts.listed,
        "fetched": run.counts.fetched,
    })  # fmt: skip
    for page in found.pages:
        record = page.visit.record
        print_json({
            "url": page.visit.page.url,
            "status": page.visit.capture.status,
            "record": record_dict(record, page.visit.page.url) if record else None,
            "evidence": dict(record.evidence) if record else {},
            "not_understood": record.not_understood if record else None,
            "off_topic": record.off_topic if record else None,
        })  # fmt: skip


def _print_pages(session: Session, found: Checked) -> None:
    for page in found.pages:
        session.out.print(Text(printable(page.visit.page.url)), soft_wrap=True)
        for label, value in _seen(page).items():
            if value:
                style = "yellow" if label == "not found" else ""
                line = Text(f"  {label:<10} ", style="dim").append(printable(value), style=style)
                session.out.print(line, soft_wrap=True)
    run = found.source_run
    line = Text(str(run.status), style="green" if run.status == "ok" else "red")
    line.append(f"  {printable(run.reason)}" if run.reason else "")
    line.append(f"  listed {run.counts.listed}, fetched {run.counts.fetched}")
    session.out.print(line, soft_wrap=True)


def _seen(page: Looked) -> dict[str, str]:
    """Return what was found on a page, and what was not, by its label."""
    record = page.visit.record
    if record is None:
        return {"not found": f"HTTP {page.visit.capture.status}"}
    content = record.content
    values = {
        "title": record.title,
        "published": content.published,
        "event date": content.event_date,
        "place": content.place,
        "contacts": content.contacts,
        "body": content.editions,
    }
    return {
        "title": record.title or "",
        "published": content.published.iso if content.published else "",
        "event date": content.event_date.iso if content.event_date else "",
        "place": content.place or "",
        "editions": ", ".join(f"{tag} {len(e.body)}" for tag, e in content.editions.items()),
        "not found": ", ".join(name for name, value in values.items() if not value),
        "remarks": "; ".join(
            [*filter(None, (record.not_understood, record.off_topic)), *record.warnings]
        ),
    }
