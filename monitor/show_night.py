"""A night as a person wants to watch it, and as a script wants to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from crawler.plan import Progress as CrawlProgress
from monitor.nightly import NightReport
from monitor.output import STATUS_STYLE, print_json
from monitor.printing import printable
from storage.types import Change, MessageDraft


@contextmanager
def progress(console: Console) -> Iterator[Callable[[CrawlProgress], None]]:
    """Show a bar for each Source while the block runs; on a terminal only."""
    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks: dict[str, int] = {}

        def advance(at: CrawlProgress) -> None:
            if at.source not in tasks:
                tasks[at.source] = int(bars.add_task(at.source, total=None, rate=""))
            task_id = bars.task_ids[list(tasks).index(at.source)]
            speed = bars.tasks[list(tasks).index(at.source)].speed
            rate = f"{speed:.1f} pages/s" if speed else ""
            bars.update(task_id, completed=at.done, total=at.total or None, rate=rate)

        yield advance


def table(report: NightReport) -> Table:
    """Return one row a Source and the night's sum below."""
    shown = Table(title=f"Run {report.run.name}", caption=_caption(report))
    for column in ("source", "status", "listed", "fetched", "unchanged", "failed", "news", "why"):
        shown.add_column(
            column, justify="left" if column in {"source", "status", "why"} else "right"
        )
    for run in report.source_runs:
        counts = run.counts
        style = STATUS_STYLE.get(run.status or "", "")
        news = _news(report.changes, run.source)
        shown.add_row(
            run.source,
            Text(str(run.status), style=style),
            str(counts.listed),
            str(counts.fetched),
            str(counts.unchanged),
            str(counts.failed),
            "baseline" if run.baseline else str(news),
            Text(printable(run.reason or "")),
        )
    return shown


def _news(changes: tuple[Change, ...], source: str) -> int:
    return sum(change.source == source and change.telling == "tell" for change in changes)


def _caption(report: NightReport) -> str:
    mail = report.mail
    parts = [f"{mail.queued} queued", f"{mail.sent} sent"]
    parts += [f"{mail.waiting} waiting"] * bool(mail.waiting)
    parts += [f"{mail.held} held"] * bool(mail.held)
    parts += [f"{mail.expired} expired"] * bool(mail.expired)
    return f"mail: {', '.join(parts)} · exit {int(report.exit_code)}"


def as_json(report: NightReport, dry: tuple[MessageDraft, ...] | None = None) -> None:
    """Print the night's outcome as one JSON object; `dry`: what a dry run would have sent."""
    mail = report.mail
    would = [{"to": each.address, "subject": each.subject, "text": each.text} for each in dry or ()]
    print_json(
        {
            "run": report.run.name,
            "exit": int(report.exit_code),
            "sources": [
                {
                    "source": run.source,
                    "status": run.status,
                    "reason": run.reason,
                    "baseline": run.baseline,
                    "news": _news(report.changes, run.source),
                    "requests": run.counts.requests,
                }
                for run in report.source_runs
            ],
            "mail": {
                "queued": mail.queued,
                "sent": mail.sent,
                "waiting": mail.waiting,
                "held": mail.held,
                "expired": mail.expired,
                "alerts": mail.alerts,
            },
            **({} if dry is None else {"dry_run": True, "would_send": would}),
        }
    )
