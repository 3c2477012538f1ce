"""What a command is for is said in one line of a terminal, whole."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from monitor.cli import COMMANDS, cli

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
