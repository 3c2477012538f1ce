"""`init`: a commented monitor.toml, from a few questions or from options."""

from __future__ import annotations

import json
import os
import tomllib
from pathlib import Path

import click
from jinja2 import Environment, PackageLoader, StrictUndefined
from platformdirs import user_config_path, user_data_path

from monitor.config import APP, from_table
from monitor.session import Session

#: Option → question. Asked on a terminal for what was not given.
_QUESTIONS = (
    ("contact", "Address that site owners can write to"),
    ("smtp_host", "SMTP server"),
    ("sender", "From address of the digests"),
    ("operator", "Address that hears when something is wrong"),
)
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


@click.command()
@click.option("--file", "file", type=click.Path(path_type=Path), help="Where to write it.")
@click.option("--data-dir", type=click.Path(path_type=Path), help="Where data is kept.")
@click.option("--contact", help="Address that site owners can write to.")
@click.option("--smtp-host", help="SMTP server.")
@click.option("--smtp-port", type=click.IntRange(1, 65535), help="Its port.")
@click.option("--security", type=click.Choice(list(_PORTS)), default="starttls", show_default=True)
@click.option("--username", help="SMTP login name.")
@click.option("--password-file", type=click.Path(path_type=Path), help="File with the password.")
@click.option("--sender", help="From address of the digests.")
@click.option("--operator", help="Address that hears when something is wrong.")
@click.option("--timezone", default="Asia/Shanghai", show_default=True)
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.pass_obj
def init(session: Session, /, *, force: bool, **options: object) -> None:
    """Write a commented monitor.toml and say what to do next.

    On a terminal it asks for what was not given; elsewhere --contact is needed.

    \b
    Examples:
      iom-monitor init
      iom-monitor init --contact ops@example.org --smtp-host mail.example.org \\
          --sender monitor@example.org --operator ops@example.org
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    file = _target(session, options)
    if file.exists() and not force:
        raise click.UsageError(f"{file}: is there already; --force replaces it")
    _ask(session, options)
    text = rendered(options)
    loaded = from_table(tomllib.loads(text), str(file), base=file.parent)
    write_private(file, text)
    loaded.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    session.out.print(f"wrote {file}; data goes to {loaded.data_dir}\n")
    session.out.print(next_steps(file.absolute()), markup=False)


def _target(session: Session, /, options: dict[str, object]) -> Path:
    given = options["file"] or session.config_file
    if given is not None:
        return Path(str(given))
    if session.interactive:
        return user_config_path(APP) / "monitor.toml"
    return Path("monitor.toml")


def _ask(session: Session, /, options: dict[str, object]) -> None:
    for name, question in _QUESTIONS:
        if options[name] is None and session.interactive:
            options[name] = click.prompt(question, default=_default(name, options), type=str)
    if not options["contact"]:
        raise click.UsageError("--contact: is needed: site owners must be able to write to you")


def _default(name: str, options: dict[str, object]) -> str | None:
    if name == "smtp_host":
        return "localhost"
    return str(options["contact"]) if name in {"sender", "operator"} else None


def rendered(options: dict[str, object]) -> str:
    """Return the text of monitor.toml. Options not given have working defaults."""
    environment = Environment(
        loader=PackageLoader("monitor", "examples"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - TOML, not HTML: the filter below quotes
    )
    # A JSON string or list of strings is a TOML one.
    environment.filters["toml"] = lambda value: json.dumps(value, ensure_ascii=False)
    security = str(options["security"])
    contact = options["contact"]
    operator = options["operator"] or contact
    return environment.get_template("monitor.toml.j2").render(
        contact=contact,
        data_dir=str(options["data_dir"] or user_data_path(APP)),
        host=options["smtp_host"] or "localhost",
        port=options["smtp_port"] or _PORTS[security],
        security=security,
        sender=options["sender"] or contact,
        username=options["username"],
        password_file=str(options["password_file"]) if options["password_file"] else None,
        operators=[operator],
        timezone=options["timezone"],
    )


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(file.name + ".new")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(file)


def next_steps(file: Path) -> str:
    """Return what to do next, with lines that can be pasted."""
    return (
        "Next:\n"
        f"  iom-monitor -c {file} config check\n"
        f"  iom-monitor -c {file} recipients add YOU@example.org --language both\n"
        f"  iom-monitor -c {file} nightly\n\n"
        "Every night, by cron (crontab -e):\n"
        f"  30 2 * * *  iom-monitor -c {file} nightly\n"
    )
