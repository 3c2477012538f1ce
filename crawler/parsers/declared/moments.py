"""The moments that machines wrote into a page beside its metadata: on `time`, and in scripts."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from lxml import html

from crawler.parsers.dates.clocks import CHINAS_ZONE
from crawler.parsers.dates.relative import RELATIVE
from crawler.parsers.declared.scripts import source_of
from crawler.parsers.markup.html import title_of
from crawler.parsers.text.letters import letters_of

_HATOM = re.compile(r"\b(?:published|updated)\b")
#: What blog systems call an entry's own date, also where it stands in the entry's footer.
_OWN_STAMP = re.compile(r"\b(?:entry-date|published|dt-published)\b")
#: A teaser's box, counted from its date, and the letters that it holds.
_TEASER_DEPTH = 3
_TEASER_LETTERS = 400
#: So many stamps in boxes alike are a list's.
_LISTED = 4
_AROUND = ("aside", "li", "footer", "nav", "div", "section", "article")
#: A moment in a script, from the letters on that its name ends with: scripts are long, and a
#: search for letters is quicker than one for names.
_SCRIPTED = tuple(
    re.compile(
        rf"{ending}(?:Long)?[\"']?\s*[:=]\s*[\"']?"
        r"(?P<value>(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|1\d{9}(?=(?:\d{3})?\b))"
    )
    for ending in ("ime", "ate", "_at")
)
_SCRIPTED_NAME = re.compile(
    r"(?:\b(?:publish(?:ed)?|pub|create|display|news|release|docrel|p)|[a-z](?:Publish|Release|Pub))(?:_?[Tt]|e?T|_?[Dd])$"
    r"|\b(?:publish(?:ed)?|pub|released?)$"
)
_SCRIPTED_REACH = 16
#: Of objects that tell several pages' days the one that has the title is the page's.
_SITE_BEHIND = re.compile(
    r"\s*[_|｜]\s*|\s+[-–—]\s+|(?<=[\u3400-\u9fff”》！？?])-(?=[\u3400-\u9fff\w]{2,8}$)"
)
_TITLE_LETTERS = 6
#: A script says it no more often.
_SAID = 8
#: `<textarea class="article-time">1588891380000</textarea>`, `<input id="pubDate" value="2021-…">`.
_FIELD = re.compile(
    r"(?:article|news|doc(?:ument)?|content|info|create|pub(?:lish(?:ed)?)?|release)[-_]?(?:time|date)",
    re.IGNORECASE,
)
_FIELD_VALUE = re.compile(
    r"\s*(?P<value>(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|1\d{9}(?=(?:\d{3})?\s*$))"
)
#: What newspapers' systems and portals write into comments.
_COMMENTED = (
    re.compile(
        r"<!--enpproperty[^>]*>.{0,1000}?<date>(?P<value>[^<]{8,20}?)(?::\d+)?</date>", re.DOTALL
    ),
    re.compile(r"published at (?P<value>(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d:\d\d)"),
)
_COMMENT_SIGNS = ("<!--enpproperty", "published at ")
#: WeChat's name for the moment an account sent an article, and what a ministry writes it with.
_SENT = re.compile(
    r"\bvar (?:ct|tm)\s*=\s*[\"'](?P<value>1\d{9}|(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d:\d\d)[\"']"
)
#: A moment that machines wrote on a word like `2 hours ago`.
_MOMENT = re.compile(r"(?:19|20)\d\d-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d\d.{0,16}", re.ASCII)
#: Where others speak or are spoken of.
_OTHERS = ("comment", "related", "sidebar", "mention", "repl", "response", "discuss", "promo")
#: Drupal's line below a title is a footer, too.
_OF_NODE = re.compile(r"\bsubmitted\b|node__(?:meta|submitted)")
#: A row's label stands beside its value, or beside the box around it.
_ROW_DEPTH = 3
_EVENT = re.compile(
    r"(?:(?:event|start|end|opening|closing|starting|ending|registration|application)(?:s|ing)?\s?(?:dates?|time)?"
    r"|when|begins?|deadline|from|to|until|dates? and time|duration|valid(?: until)?"
    r"|.{0,4}(?:开始|结束|截止|举办|活动|会议|起始|報名|报名|開始|結束|有效)(?:时间|日期|時間|期)?)\s?[:：]?",
    re.IGNORECASE,
)


def stamped(
    root: html.HtmlElement, stamps: Sequence[html.HtmlElement]
) -> tuple[list[str], list[str]]:
    """Return what `time[datetime]` outside comments, asides and teasers of others may tell.

    First of the day the page was published, then of the day it was updated.
    """
    published: list[str] = []
    updated: list[str] = []
    title = letters_of(title_of(root)).casefold()
    rows = Counter(map(_place, stamps))
    for element in stamps:
        # hAtom's <abbr class="published" title="…"> is what <time datetime> was before
        value = (element.get("datetime") or "").strip()
        if element.tag == "abbr" and _HATOM.search(element.get("class") or ""):
            value = (element.get("title") or "").strip()
        listed = rows[_place(element)] >= _LISTED
        if not value or listed or _elsewhere(element) or _in_teaser(element, title):
            continue
        if _is_events(element):
            continue
        names = " ".join((element.get("class") or "", element.get("itemprop") or "")).lower()
        changed = ("updated" in names or "modified" in names) and element.get("pubdate") is None
        if not changed or "published" in names:
            published.append(value)
        if changed or "published" in names:
            updated.append(value)
    return published, updated


def _place(element: html.HtmlElement) -> tuple[str, str | None]:
    """Return what the stamps of a list have in common: the box that each stands in."""
    parent = element.getparent()
    if parent is not None and parent.tag == "a":
        parent = parent.getparent()
    return (parent.tag, parent.get("class")) if parent is not None else ("", None)


def _elsewhere(element: html.HtmlElement) -> bool:
    own = bool(_OWN_STAMP.search(element.get("class") or ""))
    for ancestor in element.iterancestors(*_AROUND):
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".lower()
        names = names.replace("promoted", "")  # Drupal's word for a node on the front page
        foot = ancestor.tag == "footer" and not own and not _OF_NODE.search(names)
        if foot or ancestor.tag in ("aside", "nav"):
            return True
        if any(map(names.__contains__, _OTHERS)):
            return True
    return False


def _in_teaser(element: html.HtmlElement, title: str) -> bool:
    """Return whether the stamp stands in a small box under the linked headline of another page."""
    for box in itertools.islice(element.iterancestors(), _TEASER_DEPTH):
        if box.tag in ("main", "body") or len(box.text_content()) > _TEASER_LETTERS:
            return False
        linked = box.xpath(".//*[self::h2 or self::h3 or self::h4 or self::h5][.//a[@href]]")
        if linked:
            own = letters_of(linked[0].text_content()).casefold()
            return bool(own) and own not in title and box.find(".//h1") is None
    return False


def _is_events(element: html.HtmlElement) -> bool:
    """Return whether the label of the stamp's row says that an event begins or ends then."""
    for box in itertools.islice((element, *element.iterancestors()), _ROW_DEPTH):
        label = box.getprevious()
        if label is not None:
            return bool(_EVENT.fullmatch(" ".join(label.text_content().split())))
    return False


def behind_age(stamps: Sequence[html.HtmlElement]) -> str | None:
    """Return the moment behind the page's `2 hours ago`."""
    for element in stamps:
        value = (element.get("title") or "").strip()
        if _MOMENT.fullmatch(value) and RELATIVE.search(element.text or ""):
            if _elsewhere(element) or _in_teaser(element, ""):
                continue
            return value
    return None


def scripted(root: html.HtmlElement) -> str | None:
    """Return the first moment in scripts and hidden fields, where they name a single day."""
    scripts = [source_of(script) for script in root.iter("script")]
    found = [value for script in scripts for value in _moments(script)]
    found += filter(None, map(_in_field, root.iter("textarea", "input")))
    if len({_day_of(value) for value in found}) > 1:
        title = _SITE_BEHIND.split(title_of(root))[0].strip()
        found = list(_beside(title, scripts)) if len(title) >= _TITLE_LETTERS else []
    return found[0] if len({_day_of(value) for value in found}) == 1 else None


def _beside(title: str, scripts: Sequence[str]) -> Iterator[str]:
    """Yield the moments of publication in the same object as the page's title."""
    for script in scripts:
        for said in itertools.islice(re.finditer(re.escape(title), script), _SAID):
            start, end = script.rfind("{", 0, said.start()) + 1, script.find("}", said.end())
            yield from _moments(script[start : end if end > 0 else len(script)])


def _in_field(field: html.HtmlElement) -> str | None:
    """Return the moment of publication that a page keeps in a form's field nobody sees."""
    names = (field.get("class"), field.get("id"), field.get("name"))
    if not any(name and _FIELD.fullmatch(name.strip()) for name in names):
        return None
    value = _FIELD_VALUE.match(field.get("value") or field.text or "")
    return value["value"] if value else None


def commented(page: str) -> str | None:
    """Return the moment that a comment in the page's source says it was published at."""
    for sign, form in zip(_COMMENT_SIGNS, _COMMENTED, strict=True):
        at = page.find(sign)
        match = form.match(page, at) if at >= 0 else None
        if match:
            return match["value"]
    return None


def _moments(script: str) -> Iterator[str]:
    """Yield the moments by which a script says when the page was published."""
    for moment in _SCRIPTED:
        named = [match["value"] for match in moment.finditer(script) if _names_publication(match)]
        yield from named
        if named:
            break  # days of words with other endings are told less often, and of other things
    if "var ct" in script or "var tm" in script:
        yield from (match["value"] for match in _SENT.finditer(script))


def _names_publication(moment: re.Match[str]) -> bool:
    start = moment.start()
    return bool(_SCRIPTED_NAME.search(moment.string, max(0, start - _SCRIPTED_REACH), start))


def _day_of(value: str) -> str:
    """Return the day of a moment in a script; most that have seconds stand on Chinese pages."""
    if "-" in value:
        return value[:10]
    return f"{datetime.fromtimestamp(int(value), CHINAS_ZONE):%Y-%m-%d}"
