"""Why a Change is one, said in the reader's language: the decision's own sentences, taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from alerts.clean import one_line
from storage.types import PageDate

#: Longer reasons are cut: a timeline has little room.
LONGEST = 240
#: What a cause begins with; what does not begin so belongs to the cause before it.
_HEAD = re.compile(
    r"(?:edition:|field:|(?:links|attachments|contacts|captions|published|event_date|place|agency"
    r"|author|moved|restored|off-topic until now): )"
)
_PART = re.compile(r"(.+?): (.+?)(?: \((substantive|editorial)\))?", re.DOTALL)
_EDITION = re.compile(r"edition:([A-Za-z-]+)(?::(title|body))?: (.+)", re.DOTALL)
#: Parts of an Item and what they are called.
_NAMES = {
    "title": "Title", "body": "Text", "links": "Links", "attachments": "Attachments",
    "contacts": "Contacts", "captions": "Captions", "published": "Published",
    "event_date": "Event date", "place": "Place", "agency": "Agency", "author": "Author",
}  # fmt: skip
#: Whole sentences of `alerts.weight` and `alerts.verdict`.
SENTENCES = (
    "a number or an address differs",
    "an amount written another way",
    "punctuation, spacing, width or capitals only",
    "paragraphs changed places",
    "a letter or two, no number, name or negation",
    "wording",
    "another order",
)
#: Causes about the whole Item, and how they are said.
_WHOLE = (
    (re.compile(r"first seen, undated"), "first seen, undated"),
    (re.compile(r"first seen, dated (?P<day>\S+)"), "first seen, dated %(day)s"),
    (re.compile(r"moved: redirected to (?P<url>\S+)"), "redirected to %(url)s"),
    (re.compile(r"moved: the same text at (?P<url>\S+)"), "the same text at %(url)s"),
    (
        re.compile(r"restored: found again after it was removed"),
        "found again after it was removed",
    ),
)
_PARAGRAPHS = re.compile(r"paragraphs: (\d+ (?:added|removed|changed|moved)(?:, |$))+")
_GONE_OR_NEW = re.compile(r"(?:gone|new): ")
_MISSING = re.compile(r"missing in (\d+) ok runs: (.+)", re.DOTALL)
#: What became of a page that is gone or lost.
_FATE = re.compile(
    r"(?P<url>https?://\S+) (?:answered (?P<code>\d{3})"
    r"|redirected to another item: (?P<other>\S+)|redirected to (?P<home>\S+))"
)
_CONCERNS = re.compile(r"off-topic until now: (.+)", re.DOTALL)
_OFF_TOPIC = re.compile(
    r"(?:off-topic: )?(?P<what>IOM and China|IOM|China): (?P<how>not named in the kept text"
    r"|named in passing only, far from IOM|named in passing only"
    r"|the text is an agent's advertisement)"
)
#: How something is no subject of a text → how a page says so.
_HOW: Final = {
    "not named in the kept text": "%(what)s not named in the text",
    "named in passing only": "%(what)s only named in passing",
    "named in passing only, far from IOM": "%(what)s only named in passing, far from IOM",
    "the text is an agent's advertisement": "an advertisement of agents",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words; `translated`: all of it is in the reader's language."""

    text: str
    translated: bool


@dataclass(frozen=True, slots=True)
class Speaker:
    """How the reader's language says texts, labels and values of fields, and dates."""

    say: Callable[..., str]
    label: Callable[[str], str]
    value: Callable[[str], str]
    day: Callable[[PageDate], str]


def reason_in_words(reason: str, speaker: Speaker) -> Reason:
    """Return the reason less the kind and the address that stand beside it.

    What is in nobody's list is left as it is stored: English, for operators.
    """
    parts = reason.split(": ", 2)
    named = len(parts) == 3 and parts[1].startswith(("http://", "https://"))  # noqa: PLR2004
    causes = parts[2] if named else reason
    said = [_cause(cause, speaker) for cause in _causes(causes)]
    known = [one for one in said if one is not None]
    if len(known) < len(said):
        return Reason(one_line(causes, LONGEST), translated=False)
    return Reason(one_line(speaker.say("; ").join(known), LONGEST), translated=True)


def off_topic_in_words(reason: str, speaker: Speaker) -> Reason:
    """Return why an Item does not concern us."""
    found = _OFF_TOPIC.fullmatch(reason)
    if found is None:
        return Reason(one_line(reason, LONGEST), translated=False)
    said = speaker.say(_HOW[found["how"]], what=speaker.say(found["what"]))
    return Reason(said, translated=True)


def _causes(text: str) -> Iterator[str]:
    """Yield each cause whole: lists inside it have semicolons of their own."""
    whole = ""
    for piece in text.split("; "):
        if whole and _HEAD.match(piece):
            yield whole
            whole = piece
        else:
            whole = f"{whole}; {piece}" if whole else piece
    yield whole


def _cause(cause: str, speaker: Speaker) -> str | None:
    alone = _alone(cause, speaker)
    if alone is not None:
        return alone
    found = _PART.fullmatch(cause)
    if found is None:
        return None
    weight = speaker.say(" (%(weight)s)", weight=speaker.say(found[3])) if found[3] else ""
    part = _of_part(cause.removesuffix(f" ({found[3]})"), speaker)
    return None if part is None else part + weight


def _alone(cause: str, speaker: Speaker) -> str | None:
    """Return a cause that is about the whole Item; None for what is not."""
    for pattern, text in _WHOLE:
        if found := pattern.fullmatch(cause):
            values = found.groupdict()
            if "day" in values:
                values["day"] = _day(values["day"], speaker)
            return speaker.say(text, **values) if values else speaker.say(text)
    if found := _MISSING.fullmatch(cause):
        fates = _fates(found[2], speaker)
        return fates and speaker.say("missing %(n)s times: %(why)s", n=found[1], why=fates)
    if found := _CONCERNS.fullmatch(cause):
        why = off_topic_in_words(found[1], speaker)
        said = speaker.say("did not concern us until now: %(why)s", why=why.text)
        return said if why.translated else None
    return _fates(cause, speaker)


def _fates(text: str, speaker: Speaker) -> str | None:
    """Return what became of each page; None when one of them is not understood."""
    found = [_FATE.fullmatch(one) for one in text.split("; ")]
    return (
        speaker.say("; ").join(_fate(one, speaker) for one in found if one) if all(found) else None
    )


def _fate(found: re.Match[str], speaker: Speaker) -> str:
    if found["code"]:
        return speaker.say("%(url)s answered %(code)s", url=found["url"], code=found["code"])
    if found["other"]:
        return speaker.say(
            "%(url)s leads to another item: %(other)s", url=found["url"], other=found["other"]
        )
    return speaker.say("%(url)s leads to %(home)s", url=found["url"], home=found["home"])


def _of_part(cause: str, speaker: Speaker) -> str | None:
    """Return a cause that names a part of the Item: an edition, a field, a list, a value."""
    if found := _EDITION.fullmatch(cause):
        language, part, why = speaker.say(found[1]), found[2], _why(found[3], speaker)
        if why is None:
            return None
        if part is None:
            return f"{language}{speaker.say(': ')}{why}"
        name = speaker.say(_NAMES[part])
        return speaker.say(
            "%(part)s (%(language)s): %(why)s", part=name, language=language, why=why
        )
    head, _, rest = cause.partition(": ")
    if head.startswith("field:"):
        values = " → ".join(map(speaker.value, rest.split(" → ")))
        return f"{speaker.label(head.removeprefix('field:'))}{speaker.say(': ')}{values}"
    if head not in _NAMES:
        return None
    why = _why(rest, speaker)
    return None if why is None else f"{speaker.say(_NAMES[head])}{speaker.say(': ')}{why}"


def _why(why: str, speaker: Speaker) -> str | None:
    if why in SENTENCES:
        return speaker.say(why)
    if re.fullmatch(r"[A-Za-z-]+ edition is (?:new|gone)", why):
        return speaker.say(f"this edition is {why.rpartition(' ')[2]}")
    if _PARAGRAPHS.fullmatch(why):
        counted = [one.split() for one in why.removeprefix("paragraphs: ").split(", ")]
        shown = [speaker.say(f"%(n)s {kind}", n=n) for n, kind in counted]
        return speaker.say("paragraphs: %(counted)s", counted=speaker.say(", ").join(shown))
    if " → " in why and not _GONE_OR_NEW.match(why):
        return why
    if _GONE_OR_NEW.match(why):
        return re.sub(
            r"(^|; )(gone|new): ",
            lambda found: (
                (speaker.say("; ") if found[1] else "")
                + speaker.say(f"{found[2]}: %(what)s", what="")
            ),
            why,
        )
    return None


def _day(iso: str, speaker: Speaker) -> str:
    try:
        return speaker.day(PageDate(iso.partition("T")[0]))
    except ValueError:
        return iso
