"""`why`, `history`, `diff`, `search`, `export`: asking the store about Items."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click
from rich.text import Text

from alerts.clean import shortened
from monitor.output import print_json, table, write_bytes
from monitor.session import Session
from storage.types import Change, Content, Hit, KnownItem, Language, Version

if TYPE_CHECKING:  # SQLAlchemy takes a moment to import; --help does without it
    from storage.store import Store

#: Longest title on a terminal; whole in --json.
_TITLE = 300


@click.command()
@click.argument("item")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def why(session: Session, /, item: str, *, as_json: bool) -> None:
    """Say why an item was or was not news, verdict by verdict.

    ITEM is an item's id, or one of its URLs.

    \b
    Examples:
      iom-monitor why k3v9w2m4x7ab
      iom-monitor why https://www.iom.int/project/some-project
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        known = found(store, item)
        changes = store.items.changes(known.id)
    if as_json:
        for change in changes:
            print_json(_change_row(change))
        return
    session.out.print(_heading(known))
    if known.off_topic:
        session.out.print(Text(f"off-topic, not told: {known.off_topic}"))
    if known.history:
        session.out.print("imported as history: never told as news")
    rows = (
        (
            f"{change.created_at:%Y-%m-%d %H:%M}Z",
            ", ".join(change.kinds),
            change.weight,
            change.telling,
            change.reason,
        )
        for change in changes
    )
    session.out.print(table(("when", "what", "weight", "told", "why"), rows))


@click.command()
@click.argument("item")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def history(session: Session, /, item: str, *, as_json: bool) -> None:
    """Show an item's versions, oldest first.

    \b
    Example:
      iom-monitor history k3v9w2m4x7ab
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from storage.codec import content_to_json

    with session.reading() as store:
        known = found(store, item)
        versions = store.items.versions(known.id)
        told = {change.after.id: change for change in store.items.changes(known.id) if change.after}
    if as_json:
        for version in versions:
            print_json(
                {
                    "number": version.number,
                    "created_at": version.created_at.isoformat(),
                    "cause": version.cause,
                    "content": json.loads(content_to_json(version.content)),
                }
            )
        return
    session.out.print(_heading(known))
    rows = (
        (
            str(version.number),
            f"{version.created_at:%Y-%m-%d %H:%M}Z",
            version.cause,
            ", ".join(told[version.id].kinds) if version.id in told else "",
            ", ".join(version.content.editions),
        )
        for version in versions
    )
    session.out.print(table(("version", "when", "because of", "change", "editions"), rows))


@click.command("diff")
@click.argument("item")
@click.argument("old", type=int, required=False)
@click.argument("new", type=int, required=False)
@click.option(
    "--format",
    "form",
    default="ansi",
    show_default=True,
    type=click.Choice(["ansi", "text", "html", "json"]),
    help="In colours, plain, as a page, or for scripts.",
)
@click.pass_obj
def diff_versions(
    session: Session, /, item: str, old: int | None, new: int | None, *, form: str
) -> None:
    """Show what differs between two versions, or the last two.

    \b
    Examples:
      iom-monitor diff k3v9w2m4x7ab
      iom-monitor diff k3v9w2m4x7ab 1 3 --format html > diff.html
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from alerts.diff import diff
    from alerts.diff_render import as_ansi, as_html, as_json, as_text

    with session.reading() as store:
        known = found(store, item)
        versions = {version.number: version for version in store.items.versions(known.id)}
    before, after = _pair(versions, old, new)
    difference = diff(before.content if before else Content(), after.content)
    if form == "json":
        click.echo(as_json(difference))
    elif form == "html":
        click.echo(as_html(difference))
    elif form == "ansi" and session.out.is_terminal and not session.out.no_color:
        click.echo(as_ansi(difference), color=True)
    else:
        click.echo(as_text(difference))


def _pair(
    versions: dict[int, Version], old: int | None, new: int | None
) -> tuple[Version | None, Version]:
    last = max(versions)
    new = last if new is None else new
    old = new - 1 if old is None else old
    for number in (new, old):
        if number not in versions and number != 0:
            raise click.UsageError(f"version {number}: there are 1 to {last}")
    if new == 0:
        raise click.UsageError("version 0: is nothing; compare with a later one")
    return versions.get(old), versions[new]


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="Items shown."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def search(session: Session, /, words: tuple[str, ...], *, limit: int, as_json: bool) -> None:
    """Find items by words: Chinese, English, names, project numbers.

    \b
    Examples:
      iom-monitor search 移民
      iom-monitor search returns readmission
      iom-monitor search PO.0105
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    with session.reading() as store:
        hits = store.search.find(" ".join(words), limit)
    if as_json:
        for hit in hits:
            print_json(_hit_row(hit))
        return
    for hit in hits:
        title = Text(f"{shortened(hit.title or 'no title', _TITLE)}  ", style="bold")
        session.out.print(title + Text(f"{hit.item_id} {hit.language}", style="dim"))
        session.out.print(Text("    " + " ".join(hit.snippet.split())))
    if not hits:
        session.err.print("nothing found")


@click.command()
@click.option(
    "--format",
    "form",
    default="jsonl",
    show_default=True,
    type=click.Choice(["jsonl", "csv", "atom"]),
    help="For scripts, for spreadsheets, or for feed readers.",
)
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Published, else first seen, on or after this day.",
)
@click.option(
    "--language",
    type=click.Choice(["zh-Hans", "en"]),
    default="en",
    show_default=True,
    help="Of the titles in csv and atom.",
)
@click.pass_obj
def export(session: Session, /, *, form: str, since: datetime | None, language: Language) -> None:
    """Print all items that concern us.

    \b
    Examples:
      iom-monitor export > items.jsonl
      iom-monitor export --format csv --since 2026-01-01 > items.csv
      iom-monitor export --format atom --language zh-Hans > items.atom
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.exporting import exported

    with session.reading() as store:
        known = store.items.since(since.date()) if since else store.items.known()
    chosen = [item for item in known if item.off_topic is None]
    for piece in exported(chosen, form, language, session.config):
        write_bytes(piece)


def found(store: Store, name: str) -> KnownItem:
    """Return the Item of that id or URL. Raises UsageError."""
    from storage.urls import canonical

    known = store.items.get(name)
    if known is None and "://" in name:
        page = store.pages.by_url(canonical(name))
        known = store.items.get(page.item_id) if page and page.item_id else None
    if known is None:
        for scheme in ("projects-id", "prima-id", "node-id"):
            known = known or store.items.by_identifier(scheme, name)
    if known is None:
        raise click.UsageError(f"{name}: no such item; `iom-monitor search` finds one")
    return known


def _heading(known: KnownItem) -> Text:
    titles = [edition.title for edition in known.version.content.editions.values() if edition.title]
    shown = " / ".join(shortened(title, _TITLE) for title in titles)
    line = Text(shown or "no title", style="bold")
    line.append(f"\n{known.id} · {known.source} · {known.genre} · {known.state}", style="dim")
    for page in known.pages:
        line.append(f"\n{page.address}", style="dim")
    return line


def _change_row(change: Change) -> dict[str, object]:
    return {
        "id": change.id,
        "item": change.item_id,
        "created_at": change.created_at.isoformat(),
        "kinds": list(change.kinds),
        "weight": change.weight,
        "telling": change.telling,
        "older": change.older,
        "before": change.before.number if change.before else None,
        "after": change.after.number if change.after else None,
        "reason": change.reason,
    }


def _hit_row(hit: Hit) -> dict[str, object]:
    return {
        "item": hit.item_id,
        "language": hit.language,
        "title": hit.title,
        "snippet": hit.snippet,
        "score": hit.score,
    }
