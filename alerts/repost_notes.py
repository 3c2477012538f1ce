"""How a repost differs from its original, from `alerts.story_notes` into the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alerts.clean import one_line
from alerts.phrases import Phrases
from storage.types import PageDate

_OLDER = re.compile(r"older: (\d{4}(?:-\d\d){0,2})\S* against .*")
_LENGTH = re.compile(r"(longer|shorter): \d+ against \d+ words .*")
_NUMBER = re.compile(r"number differs: (.+?) → (.+?) \(.*\)")


def repost_note(note: str, say: Phrases) -> str:
    """Return the note in the reader's language; what is not known stays as it is."""
    return say.say("; ").join(dict.fromkeys(_parts(note, say)))


def _parts(note: str, say: Phrases) -> Iterator[str]:
    for part in one_line(note, 400).split("; "):
        if found := _OLDER.fullmatch(part):
            yield say.say("older: %(date)s", date=say.day(PageDate(found[1])))
        elif found := _LENGTH.fullmatch(part):
            yield say.say("longer") if found[1] == "longer" else say.say("shorter")
        elif found := _NUMBER.fullmatch(part):
            yield say.say("a number differs: %(old)s → %(new)s", old=found[1], new=found[2])
        else:
            yield part
