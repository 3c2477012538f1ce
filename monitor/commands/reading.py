"""`parse` and `split`: what a page says, without storing anything."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from monitor.options import Instant, SourceName
from monitor.output import print_json, report
from monitor.session import Session
from storage.errors import MonitorError


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--url", help="Where the page was fetched from.")
@click.option(
    "--source",
    type=SourceName(needs_configuration=False),
    help="Read it as a page of this source, instead of finding out.",
)
@click.option("--fetched-at", type=Instant(), help="When it was fetched; relative dates need it.")
@click.option(
    "--manifest",
    "manifest_file",
    type=click.Path(path_type=Path),
    help="JSON lines of path, url, fetched_at; lines that recur on a host's pages are furniture.",
)
@click.pass_obj
def parse(  # noqa: PLR0913 - one parameter an option
    session: Session,
    /,
    paths: tuple[Path, ...],
    *,
    as_json: bool,
    url: str | None,
    source: str | None,
    fetched_at: datetime | None,
    manifest_file: Path | None,
) -> int:
    """Read saved pages (HTML or text) and print what they say.

    A folder stands for the pages below it, - for what is piped in. A listing is named as one:
    `check` and `new-source` read those.

    \b
    Examples:
      iom-monitor parse page.html --url https://www.iom.int/news/some-story
      iom-monitor parse --json texts | jq .title
      iom-monitor parse --json --manifest pages.jsonl > records.jsonl
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor import reading, show
    from monitor.inputs import Input, pages
    from storage.codec import record_dict

    if bool(paths) == bool(manifest_file):
        raise click.UsageError("give either PATHs or --manifest FILE")
    failures: list[str] = []
    if manifest_file:
        records = reading.from_manifest(manifest_file, source, failures)
    else:
        files = list(pages(paths, failures))
        if url and len(files) > 1:
            raise click.UsageError(f"--url goes with one page, not with {len(files)}")
        given = [Input(path, str(path), url, fetched_at, source) for path in files]
        records = reading.one_by_one(given, failures)
    for shown, record in records:
        if as_json:
            print_json(record_dict(record, shown))
        else:
            session.panel(show.record(record, shown))
    return report(failures)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def split(session: Session, /, paths: tuple[Path, ...], *, as_json: bool) -> int:
    """Tell where in a text Chinese ends and English begins.

    Offsets count code points of the file's text as it stands; ends are exclusive.

    \b
    Examples:
      iom-monitor split bilingual.txt
      iom-monitor split --json texts
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from crawler.parsers.bilingual.spans import split as split_text
    from monitor import inputs, show

    failures: list[str] = []
    for path in inputs.pages(paths, failures):
        try:
            text = as_it_stands(inputs.content(path, str(path)))
        except (MonitorError, UnicodeError) as error:
            failures.append(str(error))
            continue
        spans = split_text(text)
        if as_json:
            triples = [[span.start, span.end, span.language] for span in spans]
            print_json({"path": str(path), "spans": triples})
        else:
            session.panel(show.spans(text, spans, str(path)))
    return report(failures)


def as_it_stands(content: bytes) -> str:
    """Return a file's text with every code point in it, a byte order mark and CRs too."""
    from crawler.parsers.text.charset import decode

    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return decode(content, None).text
