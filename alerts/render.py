"""A Digest as a mail's subject, HTML and text, within what mail readers show whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, unquote, urlsplit

from alerts.clean import http_url, one_line
from alerts.digest import Digest
from alerts.entries import RIDING, Entry
from alerts.excerpt import at_word
from alerts.headings import heading, wanted_edition
from alerts.layout import Part, Plan, counts, laid_out
from alerts.measure import CHANGES, SHORT, WHOLE
from alerts.phrases import Phrases, Words, phrases
from alerts.templating import compact, environment, inlined

#: Gmail cuts a message at 102 kB and hides the rest behind a link.
HTML_LIMIT = 100_000
#: A page of more takes a phone long to show, and as an attachment fills mailboxes.
WHOLE_LIMIT = 2_000_000
#: A subject longer than this is cut by every reader, and most phones show the first half.
_SUBJECT = 110
#: How many entries are shown, fullest first: in full, then as one line.
_PLANS = ((150, 150), (60, 150), (30, 150), (15, 150), (10, 100), (5, 60), (3, 25), (1, 8), (0, 3))


@dataclass(frozen=True, slots=True)
class Links:
    """Where a message may point: all optional, all https when they are there."""

    unsubscribe: str | None = None
    #: The same digest on the web, as it was mailed.
    web: str | None = None
    #: The same digest on the web, with nothing left out.
    whole: str | None = None
    feeds: str | None = None
    #: Who answers questions; stands in the footer.
    contact: str | None = None

    @property
    def by_mail(self) -> tuple[str, str] | None:
        """Address and subject of the mail that unsubscribes; None where it is a page."""
        parts = urlsplit(self.unsubscribe or "")
        if parts.scheme != "mailto":
            return None
        return unquote(parts.path), next(iter(parse_qs(parts.query).get("subject", ())), "")


NO_LINKS = Links()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Digest in words. `left_out`: entries that are only counted."""

    subject: str
    html: str
    text: str
    left_out: int = 0
    #: A page with nothing left out, where the message leaves something out.
    whole: str | None = None
    #: What that page is called as an attachment; None: the message links to it.
    attached: str | None = None


def render(digest: Digest, links: Links = NO_LINKS, limit: int = HTML_LIMIT) -> Rendered:
    """Return the message in all of the Recipient's languages, its HTML at most `limit` bytes.

    What it leaves out stands in the whole: behind a link where there is a web part, else attached.
    """
    links = _safe(links)
    every = len(digest.entries)
    html = text = ""
    shown, attached, offered = 0, None, False
    for full, shown in _PLANS:
        parts = laid_out(digest, Plan(min(full, every), min(shown, every)))
        cut = any(part.cut for part in parts)
        offered = cut or (links.whole is not None and any(part.folded for part in parts))
        attached = parts[0].file_name if cut and not links.whole else None
        frame = _Frame(links if offered else replace(links, whole=None), attached)
        html, text = inlined(_html(digest, parts, frame)), _text(parts, frame)
        if len(html.encode()) <= limit:
            break
    left_out = max(0, every - shown)
    whole = whole_page(digest, links) if offered else None
    return Rendered(subject(digest), html, text, left_out, whole, attached)


def whole_page(digest: Digest, links: Links = NO_LINKS, limit: int = WHOLE_LIMIT) -> str:
    """Return the Digest as a page of its own with nothing left out, at most `limit` bytes.

    Where that is too little, unchanged text goes first, then long changes are cut, then
    entries are only counted; and the page says so.
    """
    every = len(digest.entries)
    page = ""
    for plan in _whole_plans(every):
        frame = _Frame(links, page=True, shortened=plan.measure is not WHOLE)
        page = compact(_html(digest, laid_out(digest, plan), frame))
        if len(page.encode()) <= limit:
            break
    return page


def render_chat(digest: Digest) -> Rendered:
    """Return the Digest as text for a chat, in lines as long as they come."""
    every = min(len(digest.entries), _PLANS[0][1])
    template = environment("chat").get_template("digest.txt.j2")
    text = template.render(parts=laid_out(digest, Plan(every, every)), frame=_Frame(NO_LINKS))
    return Rendered(subject(digest), "", text.strip() + "\n", len(digest.entries) - every)


def subject(digest: Digest) -> str:
    """Return what is in the message, in the Recipient's first language."""
    say = phrases(digest.languages[0])
    line = say.say("IOM China: %(summary)s", summary=counts(digest, say))
    title = _leading_title(digest, say)
    if title:
        line = say.say("%(line)s — %(title)s", line=line, title=title)
    return at_word(one_line(line), _SUBJECT)


def _leading_title(digest: Digest, say: Phrases) -> str | None:
    """Return the first title in the reader's language, else in another, else what stands for it."""
    counted = [entry for entry in digest.entries if entry.section not in RIDING]
    heads = [_heading(entry, say) for entry in counted]
    titles = [head for head, untitled in heads if not untitled]
    own = [title for title in titles if title.lang[:2] == say.language[:2]]
    leading = next(iter((*own, *titles, *(head for head, _ in heads))), None)
    return one_line(leading.text, _SUBJECT) if leading else None


def _heading(entry: Entry, say: Phrases) -> tuple[Words, bool]:
    tag, edition = wanted_edition(entry.content, say.language)
    return heading(entry.content, edition, tag, say, entry.called)


def _whole_plans(every: int) -> Iterator[Plan]:
    for measure in (WHOLE, CHANGES, SHORT):
        yield Plan(every, every, measure)
    shown = every
    while shown:
        yield Plan(0, shown)
        shown //= 2


@dataclass(frozen=True, slots=True)
class _Frame:
    """What surrounds the parts. `page`: they stand on the page that leaves nothing out."""

    links: Links
    #: The attachment that holds what is left out.
    attached: str | None = None
    page: bool = False
    #: Even the page leaves something out.
    shortened: bool = False


def _html(digest: Digest, parts: tuple[Part, ...], frame: _Frame) -> str:
    template = environment("html").get_template("digest.html.j2")
    return template.render(parts=parts, subject=subject(digest), frame=frame)


def _text(parts: tuple[Part, ...], frame: _Frame) -> str:
    template = environment("txt").get_template("digest.txt.j2")
    return template.render(parts=parts, frame=frame).strip() + "\n"


def _safe(links: Links) -> Links:
    """Return the links with anything that is not http(s) or mailto left out."""

    def safe(url: str | None) -> str | None:
        if url and url.startswith("mailto:"):
            return one_line(url, 500)
        return http_url(url) if url else None

    return Links(
        unsubscribe=safe(links.unsubscribe),
        web=safe(links.web),
        whole=safe(links.whole),
        feeds=safe(links.feeds),
        contact=one_line(links.contact, 254) if links.contact else None,
    )
