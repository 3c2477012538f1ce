"""Pages in, Records out: `parse`, and `parse_many` for pages that teach each other's furniture."""

from __future__ import annotations

from crawler.parsers.batch import parse_many
from crawler.parsers.page import parse

__all__ = ["parse", "parse_many"]
