"""Digests of every kind that a reader may get, as messages: what the checkers are given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from alerts.digest import Material, compose
from alerts.mail import Sender, links, message
from alerts.operators import alert_messages
from alerts.render import render
from storage.types import Alert, Content, Edition, Language, MessageDraft, Recipient
from tests.alerts import samples
from tests.alerts.samples import BOTH, EN, FIRST_NIGHT, NIGHT, NOW, ZH, change
from tests.alerts.test_render import many

SENDER = Sender(
    "monitor@iom.example", reply_to="office@iom.example", public_url="https://monitor.iom.example"
)
NO_WEB = replace(SENDER, public_url=None)
#: A story of which more was edited than a message shows.
PARAGRAPHS = {
    "zh-Hans": [f"第{n}段介绍了第{n}个口岸的情况，那里共有三名工作人员。" * 3 for n in range(12)],
    "en": [f"Paragraph {n} tells of border crossing {n}, where three people work. " * 3 for n in range(12)],
}  # fmt: skip
REWRITTEN = Material(
    changes=(
        change(
            1,
            "rewritten",
            Content({"zh-Hans": Edition("口岸", "\n\n".join(PARAGRAPHS["zh-Hans"])),
                     "en": Edition("Border crossings", "\n\n".join(PARAGRAPHS["en"]))}),
            Content({"zh-Hans": Edition("口岸", "\n\n".join(PARAGRAPHS["zh-Hans"]).replace("三", "四")),
                     "en": Edition("Border crossings", "\n\n".join(PARAGRAPHS["en"]).replace("three", "four"))}),
        ),
    ),
    names=samples.NAMES,
)  # fmt: skip
LONG_URL = "https://site.example/story?" + "&".join(f"parameter{n}=value{n}" for n in range(100))
RIGHT_TO_LEFT = Content(
    {"en": Edition("الهجرة في الصين: تقرير جديد", "نُشر اليوم تقرير جديد عن الهجرة. وهو قصير.")}
)
EMOJI = Content(
    {"en": Edition("Report 🧭 on families 👩‍👩‍👧 abroad", "A report 📄 is out. It is short.")}
)


def letters() -> Iterator[tuple[str, MessageDraft]]:
    """Yield each kind of message by its name."""
    quiet = replace(EN, quiet_nights=True)
    yield "empty-en", _draft(quiet, Material())
    yield "empty-zh", _draft(replace(ZH, quiet_nights=True), Material(problems=NIGHT.problems))
    yield "one", _draft(EN, many(1))
    yield "150-en", _draft(EN, many(150))
    yield "150-zh", _draft(ZH, many(150, "zh-Hans"))
    yield "300-both", _draft(BOTH, many(300, "zh-Hans"))
    yield "long-url", _draft(EN, _night(samples.LAUNCH, url=LONG_URL))
    yield "long-word", _draft(EN, _night(Content({"en": Edition("A" * 300, "B" * 300 + ".")})))
    yield "right-to-left", _draft(EN, _night(RIGHT_TO_LEFT))
    yield "emoji", _draft(EN, _night(EMOJI))
    yield "chinese-only", _draft(EN, _night(_only(samples.WORKSHOP, "zh-Hans")))
    yield "english-only", _draft(ZH, _night(_only(samples.WORKSHOP, "en")))
    yield "untitled", _draft(BOTH, _night(samples.UNTITLED))
    for name, person in {"zh": ZH, "en": EN, "both": BOTH}.items():  # hints, changes, problems
        yield f"night-{name}", _draft(person, NIGHT)
        yield f"first-{name}", _draft(person, FIRST_NIGHT)
    for name, person in {"zh": ZH, "en": EN, "both": BOTH}.items():
        yield f"rewritten-{name}", _draft(person, REWRITTEN)
        yield f"attached-{name}", _draft(person, REWRITTEN, NO_WEB)
    yield "operators", _operators()


def _draft(person: Recipient, night: Material, sender: Sender = SENDER) -> MessageDraft:
    digest = compose(person, night, NOW)
    assert digest is not None
    return message(digest, render(digest, links(digest, sender)), sender, NOW)


def _night(content: Content, url: str | None = None) -> Material:
    return Material(changes=(change(1, "one", None, content, url=url),), names=samples.NAMES)


def _only(content: Content, language: Language) -> Content:
    return replace(content, editions={language: content.editions[language]})


def _operators() -> MessageDraft:
    alerts = (
        Alert(1, "bad", "chinadaily", "failed: 503 Service Unavailable at every page", NOW),
        Alert(2, "mail-stuck", None, "12 messages wait since 2026-11-20 02:30 UTC", NOW),
        Alert(3, "recovered", "iom_news", "ok again after 2 nights", NOW),
    )
    (made,) = alert_messages(alerts, ("ops@iom.example",), SENDER, NOW, {})
    return made
