"""Long regular expressions written one alternative a line."""

from __future__ import annotations


def any_of(lines: str, **words: str) -> str:
    """Return one group of the lines as alternatives, each `{word}` replaced by its pattern."""
    for name, value in words.items():
        lines = lines.replace("{" + name + "}", value)
    return "(?:" + "|".join(line for line in lines.split("\n") if line) + ")"
