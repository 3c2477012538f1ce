"""The headline of an HTML page, chosen by agreement of what shows it and what declares it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator

from lxml import etree, html

from crawler.parsers.declared.metadata import Metadata
from crawler.parsers.markup.html import title_of
from crawler.parsers.text.clean import clean
from crawler.parsers.titles import above_day
from crawler.parsers.titles.heading_texts import (
    MAX_CHARACTERS,
    TitleCandidate,
    headings,
    is_linked,
    shown_headings,
    told_alone,
)
from crawler.parsers.titles.titleparts import (
    HEADLINE_HAN,
    is_long,
    key,
    last_of_many,
    likeness,
    names_medium,
    runs,
    without_site,
)

#: Elements that pages without headings show their headline in.
_PLAIN = ("div", "p", "td", "span", "font", "strong", "b", "center", "h4", "h5", "h6")
#: A blank behind which a Chinese title may go on with who published it.
_BLANK = re.compile(r"(?<=[\u3400-\u9fff”》！？])\s+(?=[\u3400-\u9fff“《\d])")
#: A word that is none of a file's or an exhibit's number.
_WORD = re.compile(r"[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7a3]")
_LARGE = frozenset(("5", "6", "7", "+2", "+3", "+4"))
#: A category that forums set before a thread's title.
_PREFIX = re.compile(r"^(?:\[[^\[\]]{1,12}\]|【[^【】]{1,12}】)\s*")
#: What boards put before a thread's title.
_TOPIC = re.compile(r"^.{2,80} (?:[•·] View topic|[•·] 查看主题|[•·] 檢視主題) - ")
#: With the site's name and sections; a `<title>` that nothing closes holds the whole page.
_MOST_DECLARED = 1000
#: Dice coefficient over words or pairs of characters above which two titles are two wordings.
_ALIKE = 0.5
_RIGHTS = re.compile(r"©|copyright|版权所有|all rights reserved", re.IGNORECASE)
_GENERIC = frozenset(
    key(word)
    for word in (
        "home", "news", "article", "articles", "blog", "press release", "press releases", "index",
        "untitled", "untitled document", "无标题文档", "首页", "正文", "新闻", "新闻中心", "文章",
        "详情", "新闻详情", "新闻动态", "工作动态", "通知公告", "新闻资讯", "内容详情",
        "page", "search", "menu", "story", "stories", "loading",
    )
)  # fmt: skip


#: A site's root, wherever it is named.
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/?|/")
_LOGO = re.compile(r"(?:^|[\s_-])(?:logo|brand|site-?name|site-?title)(?:$|[\s_-])", re.IGNORECASE)
#: What content farms put behind a headline, in the heading, too: `…_全球微速讯`.
_CHANNEL = re.compile(
    r"(?<=.{8})[_\uff3f][\u3400-\u9fff]{2,6}(?:讯|網|网|头条|要闻|热点|焦点|动态|播报|观察|快报)$"
)


def html_title(root: html.HtmlElement, metadata: Metadata) -> tuple[str | None, str]:
    """Return the page's headline and what it was read by, or None and `unknown`."""
    title, evidence = _title(root, metadata)
    if title and not is_long(title):
        title, evidence = above_day.beside_section(root, title) or (title, evidence)
    return (_CHANNEL.sub("", title) if title else title), evidence


def _title(root: html.HtmlElement, metadata: Metadata) -> tuple[str | None, str]:
    sites = _site_keys(root, metadata)
    declared = _declared(root, metadata)
    mains = [
        TitleCandidate(text, one.evidence)
        for one in declared
        if (text := without_site(one.text, sites))
        and not _says_nothing(text, sites)
        and _WORD.search(text)
    ]
    shown: list[TitleCandidate] = []
    for tag in ("h1", "h2", "h3"):
        level = [one for one in shown_headings(root, tag) if not _says_nothing(one.text, sites)]
        if agreed := _agreed(level, declared, mains):
            return agreed
        if tag != "h3" and not shown and (crumbed := _last_of_crumbs(level, declared)):
            return crumbed
        shown += level
    found = (
        _partly_agreed(shown, declared, mains)
        or _elsewhere(root, declared, mains)
        or _alike(shown, mains)
        or _alone(list(headings(root, "h1")), sites, mains)
        or _large(root, sites)
    )
    if found:
        return found
    first = any(one.evidence == "h1" for one in shown)
    of_page = [
        one for one in mains if (first or is_long(one.text)) and not _names_owner(root, one.text)
    ]
    second = None if of_page else _alone(list(headings(root, "h2")), sites, mains)
    told = _best_declared([one for one in mains if not _names_section(one.text)])
    shown_so = above_day.heading(root) or above_day.titled(root) or _in_the_middle(root)
    return second or told or shown_so or _best_declared(mains) or (None, "unknown")


def _names_section(title: str) -> bool:
    """Return whether a `<title>` begins with a section that every site has: `新闻动态-…`."""
    parts = runs(title)
    return len(parts) > 1 and any(title.startswith(one) and key(one) in _GENERIC for one in parts)


def _declared(root: html.HtmlElement, metadata: Metadata) -> list[TitleCandidate]:
    found = [TitleCandidate(clean(one.value), one.evidence) for one in metadata.titles]
    if text := _TOPIC.sub("", clean(title_of(root))):
        # Behind JSON-LD and og:title, before the rest.
        place = sum(one.evidence in ("json-ld", "og:title") for one in found)
        found.insert(place, TitleCandidate(text, "title"))
    return [one for one in found if 0 < len(one.text) <= _MOST_DECLARED]


def _site_keys(root: html.HtmlElement, metadata: Metadata) -> frozenset[str]:
    names = [found.value for found in metadata.site_names]
    names += [logo.text_content() for logo in itertools.islice(_logos(root), 3)]
    return frozenset(filter(None, map(key, names)))


def _logos(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield headings that are the site's name, and links to its root in or around a heading."""
    for heading in root.iter("h1"):
        if _LOGO.search(f"{heading.get('class', '')} {heading.get('id', '')}"):
            yield heading
        for link in (*heading.iterancestors("a"), *heading.iter("a")):
            if _HOME.fullmatch(link.get("href") or ""):
                yield link


def _says_nothing(text: str, sites: Collection[str]) -> bool:
    name = key(text)
    return len(name) < 2 or name in sites or name in _GENERIC  # noqa: PLR2004 - one letter


def _names_owner(root: html.HtmlElement, text: str) -> bool:
    """Return whether a declared title is the name of the site: of its logo and its copyright."""
    name = key(text)
    logos = (image.get("alt") or "" for image in root.iter("img"))
    rights = (line for line in root.itertext() if _RIGHTS.search(line))
    return any(key(alt) == name for alt in logos) and any(name in key(line) for line in rights)


def _agreed(
    shown: list[TitleCandidate], declared: list[TitleCandidate], mains: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the heading that equals what the head declares."""
    wanted = {key(main.text): main.evidence for main in reversed(mains)}
    wanted |= {key(one.text): one.evidence for one in reversed(declared)}
    for one in shown:
        name = key(one.text)
        if evidence := wanted.get(name):
            return _without_kicker(one, shown, declared), f"{one.evidence} = {evidence}"
        rest = _PREFIX.sub("", one.text)
        if rest != one.text and (evidence := wanted.get(key(rest))):
            return rest, f"{one.evidence} = {evidence}"
    return None


def _last_of_crumbs(
    shown: list[TitleCandidate], declared: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the heading that ends a declared title which begins with the site and a section."""
    ends = {key(part): one.evidence for one in declared if (part := last_of_many(one.text))}
    found = (one for one in shown if key(one.text) in ends)
    return next(((one.text, f"{one.evidence} = {ends[key(one.text)]}") for one in found), None)


def _partly_agreed(
    shown: list[TitleCandidate], declared: list[TitleCandidate], mains: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the heading that equals the longest part of what the head declares."""
    parts = {key(part): one.evidence for one in declared for part in runs(one.text)}
    # `A story of the harbour-The Mission`: a hyphen parts only what a heading shows it to part
    parts |= {key(one.text): d.evidence for d in declared for one in shown if _opens(d.text, one)}
    halves = [one for one in shown if key(one.text) in parts and _is_most(one.text, mains)]
    if not halves:
        return None
    best = max(halves, key=lambda one: len(key(one.text)))
    return best.text, f"{best.evidence} = {parts[key(best.text)]}"


def _opens(declared: str, heading: TitleCandidate) -> bool:
    """Return whether a declared title is the heading, a hyphen or a blank, and its medium."""
    rest = declared.removeprefix(heading.text)
    if len(rest) == len(declared) or not is_long(heading.text):
        return False
    return rest[:1] in "-–—_:" or (rest[:1] == " " and names_medium(rest.strip()))


def _without_kicker(
    whole: TitleCandidate, shown: list[TitleCandidate], declared: list[TitleCandidate]
) -> str:
    """Return the heading less a section's name in it that metadata leave out: `Review | …`."""
    own = {key(one.text) for one in declared if one.evidence in ("json-ld", "og:title")}
    full = key(whole.text)
    if full in own:
        return whole.text
    parts = (one.text for one in shown if one.evidence == whole.evidence and key(one.text) in own)
    return next((part for part in parts if full.endswith(key(part))), whole.text)


def _elsewhere(
    root: html.HtmlElement, declared: list[TitleCandidate], mains: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the text of a plain element that is most of what the head declares."""
    parts = {key(part): one.evidence for one in declared for part in runs(one.text)}
    # where nothing shows the whole, what stands before a blank may be shown, or behind one
    blanks = [(one, blank) for one in declared for blank in _BLANK.finditer(one.text)]
    before = {key(one.text[: blank.start()]): one.evidence for one, blank in blanks}
    behind = {key(one.text[blank.end() :]): one.evidence for one, blank in blanks}
    cut = [(one.text.rpartition("-")[0], one.evidence) for one in declared if "-" in one.text]
    hyphens = {key(text): evidence for text, evidence in cut}
    found = _plain(root, parts, mains) or _plain(root, before, mains)
    return found or _plain(root, behind, mains) or _plain(root, hyphens, mains)


def _plain(
    root: html.HtmlElement, parts: dict[str, str], mains: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the first text of a plain element that is one of the parts, and most of the title."""
    if not parts:
        return None
    longest = max(map(len, parts))
    own = (element for element in root.iter(etree.Element) if "-" in element.tag)
    whole = {key(main.text) for main in mains if main.evidence != "title"}
    for element in itertools.chain(root.iter(*_PLAIN), own):
        text = told_alone(element)
        if not 2 < len(text) <= 2 * longest or is_linked(element):  # noqa: PLR2004
            continue
        name = key(text)
        named = name in whole or (name in parts and _is_most(text, mains))
        if named and len(name) >= HEADLINE_HAN:
            return clean(text), f"text = {parts.get(name, 'metadata')}"
    return None


def _is_most(text: str, mains: list[TitleCandidate]) -> bool:
    """Return whether a part of a `<title>` is its headline rather than a section's name."""
    longest = max((len(key(main.text)) for main in mains), default=0)
    return len(key(text)) * 2 >= longest


def _alike(shown: list[TitleCandidate], mains: list[TitleCandidate]) -> tuple[str, str] | None:
    """Return the h1 that words the declared title otherwise."""
    scored = [
        (max(likeness(one.text, main.text) for main in mains), -number, one)
        for number, one in enumerate(shown)
        if mains and one.evidence == "h1"
    ]
    if not scored or max(scored)[0] < _ALIKE:
        return None
    return max(scored)[2].text, "h1 ~ title"


def _alone(
    found: list[TitleCandidate], sites: Collection[str], mains: list[TitleCandidate]
) -> tuple[str, str] | None:
    """Return the only heading when it is long enough to be a headline."""
    first = [one for one in found if not _says_nothing(one.text, sites)]
    if len({key(one.text) for one in first}) != 1:
        return None
    if is_long(first[0].text) or not mains:
        return first[0].text, first[0].evidence
    return None


def _large(root: html.HtmlElement, sites: Collection[str]) -> tuple[str, str] | None:
    """Return the only text in large letters of a page from before style sheets, or None."""
    if next(root.iter("h1", "h2"), None) is not None:
        return None
    large = [one for one in root.iter("font") if one.get("size") in _LARGE and not is_linked(one)]
    texts = {text for one in large if (text := clean(one.text_content()))}
    only = texts.pop() if len(texts) == 1 else ""
    said = not _says_nothing(only, sites) and len(only) <= MAX_CHARACTERS
    return (only, "large letters") if said else None


def _in_the_middle(root: html.HtmlElement) -> tuple[str, str] | None:
    """Return the first bold line in the middle of a page without headings, or None."""
    if next(root.iter("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return None
    for line in root.xpath("//*[@align='center'][not(self::table)]"):
        text = clean(line.text_content())
        bold = line.find("b") if line.find("b") is not None else line.find("strong")
        if bold is not None and is_long(text) and len(text) <= MAX_CHARACTERS:
            return (text, "bold") if clean(bold.text_content()) == text else None
    return None


def _best_declared(mains: list[TitleCandidate]) -> tuple[str, str] | None:
    return (mains[0].text, mains[0].evidence) if mains else None
