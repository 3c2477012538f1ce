"""`new-source`: the beginnings of a source, from one address."""

from __future__ import annotations

import keyword
import re
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.exits import Exit
from monitor.printing import printable
from monitor.session import Session, utcnow
from storage.types import GENRES, Genre

if TYPE_CHECKING:  # Scrapy takes a moment to import; --help does without it
    from monitor.new_source import Found

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SPIDERS = Path("crawler", "spiders")


_NEXT = """
Next: read {spider}, then
  pytest -k {name}             writes expected.json and fails once: read it
  iom-monitor check {name}     shows what a night would find
docs/adding-a-source.md says the rest."""
_TWICE = """
{name} is a [[watch]] entry, too: take that away, what it knows goes on under the name"""


@click.command("new-source")
@click.argument("name")
@click.argument("url")
@click.option(
    "--genre",
    type=click.Choice(GENRES),
    default="news",
    show_default=True,
    help="What its pages are.",
)
@click.option(
    "--item-url", metavar="REGEX", help="What items' addresses look like, if not guessed."
)
@click.option(
    "--host",
    "hosts",
    metavar="HOST",
    multiple=True,
    help="Another host its pages are on; repeatable.",
)
@click.option(
    "--checkout",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The project's folder; without it: this one.",
)
@click.pass_obj
def new_source(  # noqa: PLR0913 - one parameter an option
    session: Session,
    /,
    *,
    name: str,
    url: str,
    genre: Genre,
    item_url: str | None,
    hosts: tuple[str, ...],
    checkout: Path,
) -> int:
    """Write a spider for the listing at URL.

    The listing and one of its pages are saved as test cases. Pages are fetched as a night
    would: robots.txt heard, a pause between them, our name in the user agent. The page is the
    first listed one that can be read, of four at most. URL may also be a feed or a sitemap.
    Exit code 3 when nothing was found.

    \b
    Examples:
      iom-monitor new-source city_office https://office.example.org/news
      iom-monitor new-source paper https://paper.example.org/rss.xml --genre press
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    spider, listing = _targets(checkout, name)

    from monitor import checking
    from monitor import new_source as making

    found = making.look(session.config, name, url, genre, item_url, hosts, utcnow)
    trouble = _trouble(found, url)
    if trouble is not None:
        told = f"nothing was written: {printable(trouble)}"
        session.err.print(told, markup=False, soft_wrap=True)
        return int(Exit.SOURCES)
    text = making.declaration(name, url, genre, found.item_url, hosts, utcnow())
    spider.write_text(text, encoding="utf-8")
    making.save_listing(found, url, listing)
    written = [spider, listing, *checking.save(found.pages, name, checkout / "tests" / "pages")]
    lines = [f"skipped {printable(page)}" for page in found.skipped]
    lines += [f"wrote {path}" for path in written]
    how = "item_url" if item_url else "item_url guessed"
    lines.append(f"\n{len(found.cards)} items on the listing; {how}:\n  {found.item_url}")
    if any(entry.name == name for entry in session.config.watch):
        lines.append(_TWICE.format(name=name))
    lines.append(_NEXT.format(spider=spider, name=name))
    session.out.print("\n".join(lines), markup=False, soft_wrap=True)
    return int(Exit.OK)


def _targets(checkout: Path, name: str) -> tuple[Path, Path]:
    """Return where spider and listing go. Raises UsageError for a name or folder that won't do."""
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        raise click.UsageError(f"{name}: a name is a-z, 0-9 and _, at most 40, a letter first")
    if not (checkout / _SPIDERS / "base.py").is_file():
        raise click.UsageError(f"{checkout.absolute()}: is no checkout of the project: cd to it")
    spider = checkout / _SPIDERS / f"{name}.py"
    listing = checkout / "tests" / "listings" / name
    for path in (spider, listing):
        if path.exists():
            raise click.UsageError(f"{path}: is there already")
    return spider, listing


def _trouble(found: Found, url: str) -> str | None:
    """Return why no source can be made of what was found, or None."""
    if found.listing is None:
        return f"{url}: {found.source_run.reason or found.source_run.status}"
    if found.listing.status != HTTPStatus.OK:
        return f"{url}: answered {found.listing.status}"
    if found.cards and found.pages:
        return None
    if found.skipped:
        several = "none of its first {n} pages could be read: " if len(found.skipped) > 1 else ""
        why = several.format(n=len(found.skipped)) + "; ".join(found.skipped)
    elif found.cards:
        why = f"{found.cards[0].url}: {found.source_run.reason or 'was not fetched'}"
    elif found.entries:
        many, one = len(found.entries), found.entries[0]
        why = f"{url}: {many} entries of its lists have another form than --item-url, such as {one}"
    else:
        why = f"{url}: no link on it looks like an item; say what they look like: --item-url"
    for host in found.elsewhere:
        why += f"; its links lead to {host} too: --host {host}"
    return why
