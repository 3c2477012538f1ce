"""`scrapy crawl NAME` says what to call instead."""

from __future__ import annotations

from typing import ClassVar, NoReturn

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError


class Command(ScrapyCommand):
    """A spider here is a declaration: it visits nothing without a night that sends it out."""

    requires_project = True
    default_settings: ClassVar[dict[str, object]] = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Return how it is called."""
        return "NAME"

    def short_desc(self) -> str:
        """Return what `scrapy --help` says of it."""
        return "Not here: see `iom-monitor check NAME`"

    def run(self, args: list[str], opts: object) -> NoReturn:
        """Refuse, naming the command that is meant. Raises UsageError."""
        del opts
        name = args[0] if args else "NAME"
        raise UsageError(
            f"crawl: {name}: is visited by a night only: `iom-monitor check {name}` shows what is "
            f"found and stores nothing, `iom-monitor nightly --source {name}` is a real night",
            print_help=False,
        )
