"""Whose sites the replica is, and how nights are kept from those that it is not."""

from __future__ import annotations

from crawler.spiders import names

SOURCES = frozenset({"iom_news", "iom_projects", "china_org_cn", "chinadaily", "reposts"})


def others_off() -> str:
    """Return the tables by which nights leave alone what a checkout has beside these Sources."""
    others = (name for name in names() if name not in SOURCES)
    return "".join(f"[sources.{name}]\nenabled = false\n" for name in others)
