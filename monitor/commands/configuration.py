"""`config`: show, check and describe the configuration."""

from __future__ import annotations

import click

from monitor.output import print_json
from monitor.session import Session
from storage.errors import ConfigError


@click.group()
def config() -> None:
    """Look at the configuration.

    \b
    Examples:
      iom-monitor config check
      iom-monitor config show
      iom-monitor config schema > monitor.schema.json
    """  # noqa: D301 - \b is click's mark for "do not wrap"


@config.command("show")
@click.pass_obj
def show_config(session: Session) -> None:
    """Print every value in force as JSON; secrets are masked.

    \b
    Example:
      iom-monitor config show | jq .mail
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    print_json(session.config.model_dump(mode="json"))


@config.command("check")
@click.pass_obj
def check(session: Session) -> None:
    """Say whether the configuration can be used.

    If not, every complaint is named, and the exit code is 78. A warning changes no exit code.

    \b
    Examples:
      iom-monitor config check
      iom-monitor -c /etc/iom-monitor/monitor.toml config check
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.config import config_path
    from monitor.config_checks import complaints, warnings

    loaded = session.config
    file = config_path(session.config_file)
    if wrong := list(complaints(loaded)):
        raise ConfigError(f"configuration: {file}: {'; '.join(wrong)}")
    doubtful = list(warnings(loaded))
    for said in doubtful:
        session.err.print(f"configuration: {file}: warning: {said}", soft_wrap=True)
    verdict = "can be used" if doubtful else "all well"
    session.out.print(f"{file}: {verdict}; data in {loaded.data_dir}", soft_wrap=True)


@config.command("schema")
def schema() -> None:
    """Print the JSON Schema, for editors that complete and check TOML.

    \b
    Example:
      iom-monitor config schema > monitor.schema.json
    """  # noqa: D301 - \b is click's mark for "do not wrap"
    from monitor.config import Config

    print_json(Config.model_json_schema())


@config.command("docs", hidden=True)
def docs() -> None:
    """Print docs/configuration.md."""
    from monitor.config_docs import markdown

    click.echo(markdown(), nl=False)
