"""The labelled cases: texts cut by hand into Chinese and English segments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

HERE = Path(__file__).parent
#: The halves of the first collection, and the later ones, each written by somebody who did not
#: know the splitter. A set is unseen once: at the first look, which docs/decisions/0003 records.
Set = Literal["known", "unseen", "second", "third", "fourth", "fifth", "sixth", "seventh"]
SETS: tuple[Set, ...] = get_args(Set)
_MARK = re.compile(r"<(zh|en)>")
_HEADING = re.compile(r"^== (?P<kind>[^|\n]+) \| (?P<name>.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """A text and, for each of its characters, the language a reader gave it."""

    kind: str
    name: str
    text: str
    labels: str  # one letter a character: "z" or "e"


def cases(name: Set) -> list[Case]:
    """Return the labelled cases of one set, in the order of files and lines."""
    return [case for path in sorted((HERE / name).glob("*.txt")) for case in _read(path)]


def _read(path: Path) -> list[Case]:
    """Return the cases of one file: `== kind | name`, then marked text."""
    content = path.read_text(encoding="utf-8")
    headings = list(_HEADING.finditer(content))
    ends = [heading.start() for heading in headings[1:]] + [len(content)]
    return [
        _case(heading["kind"], heading["name"], content[heading.end() : end].removesuffix("\n"))
        for heading, end in zip(headings, ends, strict=True)
    ]


def _case(kind: str, name: str, marked: str) -> Case:
    """Return the case whose marked text is given; it begins with a mark."""
    pieces = _MARK.split(marked)
    if pieces[0]:
        raise ValueError(f"labelled case: {kind} | {name}: text before the first mark")
    pairs = list(zip(pieces[1::2], pieces[2::2], strict=True))
    labels = "".join(language[0] * len(segment) for language, segment in pairs)
    return Case(kind, name, "".join(segment for _, segment in pairs), labels)


def scored(case: Case) -> list[int]:
    """Return the offsets that count: white space belongs to either side."""
    return [i for i, char in enumerate(case.text) if not char.isspace()]
