"""What `init` does: a configuration, and what starts the nights."""

from __future__ import annotations

import getpass
import os
import re
import shlex
import tomllib
from functools import partial
from pathlib import Path

import click
from platformdirs import user_config_path, user_data_path

from monitor.config import APP, from_table, load
from monitor.config_errors import complaint_about
from monitor.config_values import Address, Host, OwnAddress
from monitor.cron import fire_times, zone
from monitor.exits import Exit
from monitor.installing import STATE, Place, cron_line, default_user, logrotate, units
from monitor.session import Session, utcnow
from monitor.templates import filled
from storage.errors import ConfigError

#: Option, question, kind of answer. Asked on a terminal for what was not given.
_QUESTIONS: tuple[tuple[str, str, object], ...] = (
    ("contact", "Address that site owners can write to", OwnAddress),
    ("smtp_host", "SMTP server", Host),
    ("sender", "From address of the digests", OwnAddress),
    ("operator", "Address that hears when something is wrong", Address),
)
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_CLOCK = "cron goes by this machine's clock, whatever schedule.timezone says"


def start(
    session: Session, options: dict[str, object], *, force: bool, look: bool, cron: bool
) -> int:
    """Write what is wanted and not there yet; return the exit code. Raises UsageError."""
    file = _target(session, options)
    later = cron or look or options["units"] or options["rotation"]
    if file.exists() and not force and not later:
        raise click.UsageError(f"{file}: is there already; --force replaces it")
    fresh = force or not file.exists()
    if fresh:
        _ask(session, options)
        options["nightly"] = expression(str(options["nightly"]))
        text = rendered(options)
        loaded = from_table(tomllib.loads(text), str(file), base=file.parent)
        write_private(file, text)
        loaded.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        session.err.print(f"wrote {file}; data goes to {loaded.data_dir}", markup=False)
        _offer(session, options)
    config = load(file)
    place = Place(config, file.absolute(), str(options["user"] or ""))
    written = _write_starters(session, place, options, force=force)
    to_file = options["rotation"] is not None
    if cron:
        click.echo(cron_line(place, to_file=to_file))
        session.err.print(_CLOCK, markup=False, soft_wrap=True)
    elif fresh or written:
        steps = next_steps(place, units=options["units"] is not None, to_file=to_file)
        session.out.print("\n" + steps, markup=False, soft_wrap=True)
    if look or (fresh and session.interactive and click.confirm("Look at SMTP and sources now?")):
        from monitor.commands.doctor import show
        from monitor.doctor import examine

        return show(session, examine(config))
    return int(Exit.OK)


def _offer(session: Session, /, options: dict[str, object]) -> None:
    """Ask on a terminal whether systemd should start the nights; cron's line is always shown."""
    if not session.interactive or options["units"] is not None or not Path("/run/systemd").exists():
        return
    if click.confirm("Write systemd units?"):
        folder = "/etc/systemd/system" if os.getuid() == 0 else "."
        options["units"] = Path(click.prompt("Into which folder?", default=folder, type=str))


def _write_starters(
    session: Session, /, place: Place, options: dict[str, object], *, force: bool
) -> list[Path]:
    """Write the units and the logrotate snippet that were asked for. Raises UsageError."""
    texts: dict[Path, str] = {}
    if options["units"] is not None:
        folder = Path(str(options["units"]))
        texts |= {folder / name: text for name, text in units(place).items()}
    if options["rotation"] is not None:
        texts[Path(str(options["rotation"]))] = logrotate(place)
    there = [file for file in texts if file.exists()]
    if there and not force:
        raise click.UsageError(f"{there[0]}: is there already; --force replaces it")
    for file, text in texts.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        session.err.print(f"wrote {file}", markup=False, soft_wrap=True)
    return list(texts)


def _target(session: Session, /, options: dict[str, object]) -> Path:
    given = options["file"] or session.config_file
    if given is not None:
        return Path(str(given))
    if session.interactive:
        return user_config_path(APP) / "monitor.toml"
    return Path("monitor.toml")


def _ask(session: Session, /, options: dict[str, object]) -> None:
    for name, question, kind in _QUESTIONS:
        if options[name] is None and session.interactive:
            options[name] = click.prompt(
                question, default=_default(name, options), value_proc=partial(_answer, kind)
            )
    if not options["contact"]:
        raise click.UsageError("--contact: is needed: site owners must be able to write to you")


def _answer(kind: object, typed: str) -> str:
    """Return an answer that can be used. Raises BadParameter, upon which click asks again."""
    answer = typed.strip()
    if complaint := complaint_about(answer, kind):
        raise click.BadParameter(complaint)
    return answer


def _default(name: str, options: dict[str, object]) -> str | None:
    if name == "smtp_host":
        return "localhost"
    return str(options["contact"]) if name in {"sender", "operator"} else None


def expression(at: str) -> str:
    """Return the cron expression of a time of day, or the one given. Raises UsageError."""
    clock = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at.strip())
    found = f"{int(clock[2])} {int(clock[1])} * * *" if clock else at.strip()
    try:
        next(fire_times(found, zone("UTC"), utcnow()), None)
    except ConfigError as error:
        raise click.UsageError(
            f"--at: {at}: is no time such as 02:30, and no cron expression"
        ) from error
    return found


def rendered(options: dict[str, object]) -> str:
    """Return the text of monitor.toml. Options not given have working defaults."""
    security = str(options["security"])
    contact = options["contact"]
    operator = options["operator"] or contact
    return filled(
        "monitor.toml",
        contact=contact,
        data_dir=_from_here(options["data_dir"]) or str(_data_path(options)),
        host=options["smtp_host"] or "localhost",
        port=options["smtp_port"] or _PORTS[security],
        security=security,
        sender=options["sender"] or contact,
        username=options["username"],
        password_file=_from_here(options["password_file"]),
        operators=[operator],
        timezone=options["timezone"],
        nightly=options["nightly"],
    )


def _data_path(options: dict[str, object]) -> Path:
    """Return where data goes unless told: where an account of its own, if any, can reach it."""
    service = options.get("units") is not None
    own = str(options.get("user") or default_user())
    return STATE / APP if service and own != getpass.getuser() else user_data_path(APP)


def _from_here(given: object) -> str | None:
    """Return a path of the command line so that it means the same in the file, wherever that is."""
    return str(Path(str(given)).expanduser().absolute()) if given else None


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(file.name + ".new")
    descriptor = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
    draft.replace(file)


def next_steps(place: Place, *, units: bool = False, to_file: bool = False) -> str:
    """Return what to do next, with lines that can be pasted."""
    command = shlex.join(place.command)
    steps = (
        "Next:\n"
        f"  {command} config check\n"
        f"  {command} recipients add YOU@example.org --language both\n"
        f"  {command} nightly\n\n"
    )
    if not units:
        line = cron_line(place, to_file=to_file)
        return f"{steps}Every night, by cron (crontab -e); {_CLOCK}:\n  {line}\n"
    user = place.user or default_user()
    data, file = place.config.data_dir, place.config_file
    account = (
        "The units need their account and its files:\n"
        f"  useradd --system {user}\n"
        f"  chown -R {user}: {shlex.quote(str(data))} {shlex.quote(str(file))}\n\n"
        if user != getpass.getuser()
        else ""
    )
    return (
        f"{steps}{account}Every night, by systemd:\n"
        "  systemctl daemon-reload\n"
        "  systemctl enable --now iom-monitor.timer iom-monitor-serve.service\n"
        "or the daemon with its own timetable instead of the timer:\n"
        "  systemctl enable --now iom-monitor-schedule.service iom-monitor-serve.service\n"
    )
