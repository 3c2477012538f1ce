"""Where the article of a text dump ends: what follows its last line of prose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from crawler.parsers.content.dump_signs import is_bulleted, is_ended, is_name, is_stopped
from crawler.parsers.credits.lines import is_statement
from crawler.parsers.credits.metaline import read_meta_line
from crawler.parsers.text import furniture
from crawler.parsers.text.patterns import narrow

_FEWEST_LISTED: Final = 3
_TOLD = re.compile(r"@|https?:|\d{3}|(?:19|20)\d\d|年.{0,6}月|tel\b|电话|^[-•*·\d]", re.IGNORECASE)
#: Whom to ask may stand below a report's end; otherwise other pages' headlines stand there.
_ASKED = re.compile(r"@|tel\b|电话|電話|\d{7}", re.IGNORECASE)
#: The copy's own address.
_ADDRESS = re.compile(r"\(?https?://\S+")
#: What closes a report: who wrote, sent or edited it.
_CLOSED = re.compile(
    r"\(完\)$|\((?:[^()]{0,8}记者|编译|责编|责任编辑)[^()]{2,24}\)$|\bEndi(?:tem)?$"
    r"|[。”]\([\u4e00-\u9fff]{2,10}(?:[報报网網社台臺局]|新闻|新聞)\)$"
    r"|[【\[(](?:责任编辑|编辑|责编)\s?:[^】\])]{2,12}[】\])]$"
)


def tail(lines: Sequence[str], end: int) -> int:
    """Return the end of what follows the prose and may belong to it; lists of names do not."""
    stop = _first_of_others(lines, end)
    last, loose = end, 0
    for number in range(end, stop):
        line = lines[number]
        if furniture.cuts_off(line) or furniture.opens_rights(line):
            break
        bare = line.isdigit() or (_ADDRESS.fullmatch(line) and not _announced(lines, number))
        if not line or bare or _is_of_site(line):
            continue
        if is_ended(line) or _TOLD.search(line) or _is_signed(line):
            last, loose = number + 1, 0
        else:
            loose += 1
    # one line without an end may be a signature, several are other pages' headlines
    behind = (line for line in lines[last:stop] if line and not _is_of_site(line))
    return stop if loose == 1 and not is_name(next(behind, "")) else last


def _first_of_others(lines: Sequence[str], end: int) -> int:
    """Return where headlines of other pages begin behind a report, or the dump's end.

    A text's own list is announced by a colon or a heading; sentences in it end as such.
    """
    rest = [at for at in range(end, len(lines)) if lines[at]]
    if _CLOSED.search(narrow(lines[end - 1])):
        return next((at for at in rest if not _may_stand_below(lines[at])), len(lines))
    listed = [at for at in rest if is_bulleted(lines[at]) and not is_ended(lines[at])]
    told = is_stopped(lines[end - 1])
    return rest[0] if told and len(rest) == len(listed) >= _FEWEST_LISTED else len(lines)


def _may_stand_below(line: str) -> bool:
    return _is_of_site(line) or _is_signed(line) or _ASKED.search(line) is not None


def _announced(lines: Sequence[str], number: int) -> bool:
    """Say whether the line above ends with a colon: `报名链接：`."""
    above = next((lines[at] for at in range(number - 1, -1, -1) if lines[at]), "")
    return above.endswith((":", "："))


def _is_of_site(line: str) -> bool:
    return furniture.is_furniture(line) or is_statement(line)


def _is_signed(line: str) -> bool:
    """Say whether a line names writer or source: what follows a text and is told of it."""
    read = read_meta_line(line)
    return read is not None and read.labelled
