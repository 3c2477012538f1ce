"""The command `iom-monitor`: finds the command meant, turns errors into published exit codes."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from pathlib import Path

import click

from monitor.exits import Exit, exit_for
from monitor.printing import tell
from monitor.session import CONFIG_VARIABLE, Session
from storage.errors import MISREAD, MonitorError, StorageError

#: Command → where it lives. A command is imported when it is called: `--help` stays quick.
COMMANDS = {
    "init": "monitor.commands.init:init",
    "nightly": "monitor.commands.night:nightly",
    "parse": "monitor.commands.reading:parse",
    "split": "monitor.commands.reading:split",
    "import": "monitor.commands.importing:import_files",
    "recipients": "monitor.commands.recipients:recipients",
    "status": "monitor.commands.status:status",
    "digest": "monitor.commands.digest:digest",
    "outbox": "monitor.commands.outbox:outbox",
    "held": "monitor.commands.held:held",
    "config": "monitor.commands.configuration:config",
    "doctor": "monitor.commands.doctor:doctor",
    "check": "monitor.commands.check:check",
    "new-source": "monitor.commands.new_source:new_source",
    "log": "monitor.commands.log:show_log",
    "metrics": "monitor.commands.status:metrics",
    "schedule": "monitor.commands.schedule:schedule",
    "serve": "monitor.commands.serve:serve",
    "why": "monitor.commands.items:why",
    "history": "monitor.commands.items:history",
    "diff": "monitor.commands.items:diff_versions",
    "search": "monitor.commands.items:search",
    "export": "monitor.commands.items:export",
    "replay": "monitor.commands.replay:replay",
    "archive": "monitor.commands.upkeep:archive",
    "db": "monitor.commands.upkeep:db",
    "backup": "monitor.commands.upkeep:backup",
    "restore": "monitor.commands.upkeep:restore",
    "prune": "monitor.commands.upkeep:prune",
    "demo": "monitor.commands.demo:demo",
}


_INTERRUPTED = "interrupted; what was stored is whole, the next run goes on"


class CommandTable(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all command names, in the order in which one meets them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"command: {cmd_name}: {COMMANDS[cmd_name]} is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant. Raises UsageError with the nearest name for an unknown one."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from monitor.nearest import nearest

            near = nearest(args[0], list(COMMANDS))
            hint = f"; did you mean {near}?" if near else ""
            ctx.fail(f"{args[0]}: no such command{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Return the command's exit code, also when the reader of its output left (`| head`).

        That is the reader's right and no fault of ours; click would make it exit code 1. Raises
        StorageError for what a damaged database made go wrong.
        """
        try:
            code: object = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return int(Exit.OK)
        except MISREAD as error:
            if damaged := _damage(ctx.obj):
                raise damaged from error
            raise
        return code


def _damage(session: Session | None) -> StorageError | None:
    """Return what is wrong with the database of a command that went wrong; None: nothing."""
    if session is None or "config" not in vars(session):
        return None
    from storage.damage import damage

    return damage(session.config.database)


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's shape
    if wanted:
        from monitor import __version__

        click.echo(f"iom-monitor, version {__version__}")
        ctx.exit()


@click.command(cls=CommandTable, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-c",
    "--config",
    "config_file",
    # What cannot be read is a wrong configuration, as what is not there is.
    type=click.Path(path_type=Path, readable=False),
    envvar=CONFIG_VARIABLE,
    show_envvar=True,
    help="Configuration file. Without it: ./monitor.toml, then the platform's folder.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show INFO lines also where no terminal is.")
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context, config_file: Path | None, *, verbose: bool) -> None:
    """Watch what IOM does in China and mail what is really new.

    \b
    Examples:
      iom-monitor init                         write monitor.toml
      iom-monitor nightly                      one night: visit, decide, mail
      iom-monitor parse page.html              what a page says
      iom-monitor status                       how the sources and the mail do
      iom-monitor demo                         see all of it work, on this machine only

    Shell completion: eval "$(_IOM_MONITOR_COMPLETE=bash_source iom-monitor)" (or zsh_, fish_).
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor import logs

    logs.configure(file=None)
    ctx.obj = Session(config_file=config_file, verbose=verbose)


def main() -> None:
    """Run the command line and exit with a published code."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminated)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # nohup ignores it
        signal.signal(signal.SIGHUP, _hung_up)
    code = run(sys.argv[1:])
    _leave_unsaid()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Return the exit code of one call; errors are told on stderr in one line."""
    try:
        result = cli.main(args=arguments, prog_name="iom-monitor", standalone_mode=False)
        code = result if isinstance(result, int) else int(Exit.OK)
    except click.ClickException as error:
        with contextlib.suppress(OSError):
            error.show()
        code = int(Exit.USAGE)
    except (click.Abort, KeyboardInterrupt) as stopped:
        code = _interrupted(stopped)
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(Exit.UNEXPECTED)
    except UnicodeEncodeError as error:
        # A file's name may be any bytes; an item's name, an address, a word to look for may not.
        tell(f"argument: {error.object[:80]}: is no text in this terminal's encoding")
        code = int(Exit.USAGE)
    except (MonitorError, OSError) as error:
        tell(_cause(error))
        code = int(exit_for(error))
    return code


def _leave_unsaid() -> None:
    """Let go of what could not be written; Python would try again, and end with 120 over it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _interrupted(stopped: BaseException) -> int:
    """Return the exit code of a question that got no answer, or of Ctrl-C."""
    # click turns Ctrl-C into the same Abort as a question without an answer, and names it as cause.
    asked = isinstance(stopped, click.Abort) and not isinstance(
        stopped.__cause__, KeyboardInterrupt
    )
    if asked and not (sys.stdin and sys.stdin.isatty()):
        tell("nobody is there to answer; give the answer as an option (--help names them)")
        return int(Exit.USAGE)
    tell("not confirmed: nothing was done" if asked else _INTERRUPTED)
    return int(Exit.INTERRUPTED)


def _cause(error: Exception) -> str:
    """Return an error as what: which: cause."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"file: {str(error.filename)[:300]}: {error.strerror}"
    if isinstance(error, OSError) and exit_for(error) is Exit.DISK:
        return f"output: {error.strerror}"  # the store and the log name their files
    return str(error)


def _hung_up(_signal: int, _frame: object) -> None:
    """Stop as when told to: whatever is at work has its own way to hand back then."""
    signal.raise_signal(signal.SIGTERM)


def _terminated(_signal: int, _frame: object) -> None:
    raise SystemExit(int(Exit.TERMINATED))
