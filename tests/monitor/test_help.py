"""What a command is for is said in one line of a terminal, whole."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from monitor.cli import COMMANDS, cli
from monitor.session import CONFIG_VARIABLE, Session
from tests.monitor.place import Place

#: A call in an example, up to the next pipe, file, end of `$(…)`, or remark behind it.
_CALL = re.compile(r"iom-monitor +(.*?) *(?:$|[|>)]|&&|\s{3})")

GROUPS = ["", "recipients", "digest", "outbox", "held", "config", "archive", "db"]


def test_these_are_all_the_groups() -> None:
    context = click.Context(cli)
    found = [name for name in COMMANDS if isinstance(cli.get_command(context, name), click.Group)]
    assert ["", *found] == GROUPS


@pytest.mark.parametrize("group", GROUPS)
def test_no_summary_is_cut_off_at_80_columns(group: str) -> None:
    shown = CliRunner().invoke(cli, [*group.split(), "--help"], terminal_width=80).output
    _, _, commands = shown.partition("Commands:\n")
    lines = commands.splitlines()
    assert lines
    assert [line for line in lines if line.endswith(("...", "…")) or len(line) > 80] == []


def commands(command: click.Command = cli, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command that help shows, with the words that call it."""
    yield " ".join(names), command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), name)
            if found is not None and not found.hidden:
                yield from commands(found, *names, name)


def examples(command: click.Command) -> list[list[str]]:
    """Return the examples in a command's help as the shell hands them over."""
    _, heading, below = (command.help or "").replace("\\\n", " ").partition("Example")
    told = [line for line in below.split("\n\n")[0].splitlines()[1:] if heading]
    lines = [_CALL.search(line) for line in told]
    return [shlex.split(found[1]) for found in lines if found]


def parse(words: list[str]) -> None:
    """Take the words apart as a call does, and run nothing."""
    context = cli.make_context("iom-monitor", list(words))
    context.obj = Session(config_file=context.params["config_file"])
    command: click.Command = cli
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(
            context, [*context._protected_args, *context.args]
        )
        assert found is not None
        command = found
        context = command.make_context(name, rest, parent=context)


EVERY = dict(commands())


@pytest.mark.parametrize("name", EVERY)
def test_each_command_shows_examples_that_can_be_called(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONFIG_VARIABLE, str(Place(tmp_path).config))
    found = examples(EVERY[name])
    assert found
    for words in found:
        parse(words)
        assert f" {name} ".replace("  ", " ") in f" {' '.join(words)} "


@pytest.mark.parametrize("name", EVERY)
def test_each_option_says_what_it_does(name: str) -> None:
    options = [each for each in EVERY[name].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help and not each.hidden] == []
