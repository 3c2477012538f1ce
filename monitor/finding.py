"""What `doctor` found, in one line, and how an error is told in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from monitor.exits import Exit

Level = Literal["ok", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `mend`: what to do; empty when all is well."""

    level: Level
    what: str
    which: str
    mend: str = ""
    code: Exit = Exit.OK


def cause_of(error: BaseException) -> str:
    """Return what an error says, without its number; its name where it says nothing."""
    return re.sub(r"\[Errno -?\d+\] ", "", str(error)) or type(error).__name__
