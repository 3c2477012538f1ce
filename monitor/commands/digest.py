"""`digest`: the digest a recipient would get, before anybody gets it."""

from __future__ import annotations

import tempfile
import webbrowser
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from monitor.output import write_bytes
from monitor.people import LANGUAGES
from monitor.session import Session, utcnow
from storage.types import Recipient

_LANGUAGE = click.option(
    "--language",
    type=click.Choice(list(LANGUAGES)),
    default="both",
    show_default=True,
    help="What it is written in, where no recipient says so.",
)


@click.group()
def digest() -> None:
    """Look at digests.

    \b
    Examples:
      iom-monitor digest preview --since 2000-01-01
      iom-monitor digest preview --recipient wang@example.org --format html --open
      iom-monitor digest send --to wang@example.org --test
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@digest.command()
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Items published, else first seen, on or after this day; without it: what is untold.",
)
@click.option("--recipient", "address", help="As this recipient would get it.")
@_LANGUAGE
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "eml"]),
    default="text",
    show_default=True,
    help="As text, as a page, or as the message that is sent.",
)
@click.option("--open", "open_it", is_flag=True, help="Show it in a browser.")
@click.pass_obj
def preview(  # noqa: PLR0913 - one parameter an option
    session: Session,
    /,
    *,
    since: datetime | None,
    address: str | None,
    language: str,
    form: str,
    open_it: bool,
) -> None:
    """Print the digest that would be sent. Nothing is sent and no cursor moves.

    \b
    Examples:
      iom-monitor digest preview --since 2000-01-01 --language en
      iom-monitor digest preview --format html > digest.html
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor import previewing

    config = session.config
    with session.reading() as store:
        person = Recipient(id=0, address="preview@localhost", languages=LANGUAGES[language])
        if address:
            found = store.recipients.get(address)
            if found is None:
                raise click.UsageError(f"{address}: no such recipient")
            person = found
        else:
            person = previewing.anybody(store, person)
        day: date | None = since.replace(tzinfo=UTC).date() if since else None
        shown = previewing.preview(config, store, person, day, utcnow())
    if shown is None:
        session.err.print("nothing to tell")
        return
    if open_it:
        webbrowser.open(_page(shown.html).as_uri())
    if form == "eml":
        write_bytes(shown.message)
    else:
        text = shown.html if form == "html" else f"{shown.subject}\n\n{shown.text}"
        write_bytes(text.encode("utf-8") + b"\n")


@digest.command()
@click.option("--to", "address", required=True, help="Where it goes.")
@click.option("--test", is_flag=True, required=True, help="Says that it is no digest of a night.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Items published, else first seen, on or after this day; without it: the last 30 days.",
)
@_LANGUAGE
@click.pass_obj
def send(
    session: Session, /, *, address: str, test: bool, since: datetime | None, language: str
) -> None:
    """Send one digest now, marked as a test. No cursor moves and nothing is stored.

    A known recipient's language and filters are used, whatever --language says.

    \b
    Example:
      iom-monitor digest send --to wang@example.org --test
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    del test  # click has seen to it
    from monitor.sample_mail import send_test

    now = utcnow()
    day = (since.replace(tzinfo=UTC) if since else now - timedelta(days=30)).date()
    with session.reading() as store:
        stranger = Recipient(id=0, address=address, languages=LANGUAGES[language])
        person = store.recipients.get(address) or stranger
        answer = send_test(session.config, store, person, day, now)
    session.out.print(f"sent to {person.address}: {answer}", markup=False)


def _page(html: str) -> Path:
    """Return a file that a browser can be pointed at; only we may read it."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8", delete=False) as file:
        file.write(html)
    return Path(file.name)
