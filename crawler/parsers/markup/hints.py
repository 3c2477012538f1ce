"""What tags, roles, class names and ids hint of an element: weak evidence, never proof."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from lxml import html

#: `comments`: readers' words. `furniture`: anything else that is not the article.
Hint = Literal["comments", "furniture", "content", ""]

_TAGS: dict[str, Hint] = {"nav": "furniture", "footer": "furniture", "aside": "furniture",
                          "menu": "furniture", "dialog": "furniture"}  # fmt: skip
_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu",
     "menubar", "alertdialog", "toolbar", "tablist")
)  # fmt: skip
_COMMENTS = re.compile(
    r"^(?:comments?(?!ary|ed|able)|commentlist|commentform|respond$|disqus|replies$|reply|pinglun|liuyan"
    r"|guestbook|dsq|livefyre)"
)
#: Beginnings of words in class names and ids. Absent on purpose: `editor` (TRS_Editor holds the
#: text of half of China's sites), `paywall` and `link` (around or in paragraphs), `header`.
_FURNITURE = re.compile(
    r"^(?:nav(?!y)|menu|submenu|topnav|mainnav|breadcrumb|crumb|footer|foot$|masthead|topbar"
    r"|toolbar|bottombar|sidebar|side$|sidecol|rail$|rightrail|leftrail|aside|widget|share|sharing"
    r"|addthis|addtoany|jiathis|bdshare|social|followus|follow$|newsletter|subscri(?!ber)|signup|optin"
    r"|mailchimp|mc4wp|promo(?!ted)|advert|ad$|ads$|adsense|adslot|adbox|adv$|adunit|dfp|gpt$|sponsor"
    r"|banner|cookie|consent|gdpr|popup|modal$|overlay|lightbox|relate|recommend|recirc|outbrain"
    r"|taboola|zergnet|criteo|trending|popular|mostread|mostviewed|morenews|morestories|readmore"
    r"|readnext|upnext|suggested|youmay|pagination|pager|pagenav|pagebar|prevnext|taglist|tagcloud"
    r"|tags$|tagged|keywords$|authorbio|authorbox|authorinfo|bio$|copyright|disclaimer|shengming"
    r"|banquan|print$|printfriendly|login|register|search|teaser|xiangguan|tuijian|fenxiang"
    r"|daohang|mianbao|zeren|bianji|hotnews|hot$|rank|paihang|backtotop|gotop|totop|qrcode|erweima"
    r"|jprelatedposts|sharedaddy|postmeta|entrymeta|byline|dateline$|timestamp|pubdate|credits?$"
    r"|poll(?!ution)|vote|survey|webform|questionnaire|toupiao|sign$|aisum|podcast|rating|ctt$"
    r"|refs$|references$|reflist|bibliography$|sources$|scorecard|inlinevideo|videoembed|vdo"
    r"|donat|ticker|weather|skip|visually|noprint|toc$|statement$|friendlink|yqlj)"
)
#: Two words side by side: `read-more`, `author-bio`.
_PAIRS = re.compile(
    r"\b(?:read|more|most|also|top|latest|recent|hot|you)[-_ ](?:more|next|read|viewed"
    r"|popular|stories|news|posts?"
    r"|articles?|links?|like|on|from|comments?|topics|trending)\b"
    r"|\b(?:author|writer|contributor|about)[-_ ](?:bio|box|info|card|details?|profile|author"
    r"|description|area)\b"
    r"|\b(?:post|entry|article|story)[-_]{1,2}(?:meta|tags?|nav|navigation|footer|share"
    r"|author|info|infos|date|byline"
    r"|related|tools|actions|pagination|links?|categories|category|cats|bottom|source|editor"
    r"|statement|copyright)\b"
    r"|\b(?:tags?|category|categories|keyword)[-_](?:list|cloud|links?|wrap|box|area)\b"
    r"|\bvideo[-_](?:desc(?:ription)?|(?:full[-_])?transcript)\b"
    r"|\b(?:prev|previous|next)[-_ ](?:next|post|article|page)s?\b|\b(?:table-of-contents"
    r"|toc_container|ez-toc)",
)
_CONTENT = re.compile(
    r"\b(?:article|entry|post|story|news|blog|page|detail|main|text|art|body|cont|con"
    r"|content)s?[-_]{0,2}"
    r"(?:content|body|text|copy|detail|main|entry|area|con|article|txt)s?\b|articlebody|trs_editor"
    r"|\bv_news_content\b|\bvsb_content|\b(?:article|hentry|content|zoom|detail|zw|artibody|endtext|txt|nr|neirong|zhengwen)\b"
)
#: What editing systems call the text itself: a second name (`content_print`) makes it no box.
_TEXT = re.compile(
    r"(?:article|entry|post|story|news)[-_]{0,2}(?:content|body|text|copy)|articlebody|trs_editor"
    r"|v_news_content|vsb_content\w*|artibody|endtext|content[-_]article|rich_media_content",
    re.IGNORECASE,
)
#: `with-sidebar`, `no-ads`, `tag-comments` describe what is beside or what the text is about.
_BESIDE = frozenset(
    ("no", "with", "has", "without", "is", "wp", "elementor", "col", "category", "tag", "status",
     "format", "type", "theme", "layout", "js")
)  # fmt: skip
#: Their names say how they look and scroll (`anchorWithStickyNavbar`), their words what they head.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: The part of a text that everybody may read, before the part that some may.
FREE = "teaser-content"
#: … and what a button shows of it: `read-more-wrapper`.
_HIDDEN_REST = re.compile(
    r"(?:read|show|see)[-_]?more[-_]?(?:wrap|content|container|text|body|target|section)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[0-9a-z]+")


def hint_of(element: html.HtmlElement) -> Hint:
    """Return what the element's tag, role, class names and id hint of its text."""
    by_tag = _TAGS.get(element.tag)
    if by_tag:
        return by_tag
    get = element.get
    if not element.keys() or element.tag in _HEADINGS:  # as most elements
        return ""
    role = get("role")
    if role and role.lower() in _ROLES:
        return "furniture"
    if named := get("itemprop"):
        if named == "articleBody":
            return "content"
        if named == "comment":
            return "comments"
    names, identifier = get("class"), get("id")
    return _named(f"{names or ''} {identifier or ''}") if names or identifier else ""


def calls_text(element: html.HtmlElement) -> bool:
    """Return whether a class name or id of an element is what editing systems call the text."""
    names, identifier = element.get("class"), element.get("id")
    return bool(names or identifier) and _calls_text(f"{names or ''} {identifier or ''}")


@lru_cache(maxsize=4096)
def _calls_text(names: str) -> bool:
    return any(map(_TEXT.fullmatch, names.split()[:12]))


def furniture_names(element: html.HtmlElement) -> list[str]:
    """Return which of an element's class names hint at furniture."""
    return [name for name in (element.get("class") or "").split()[:12] if _one(name) == "furniture"]


def words_in(names: str) -> list[str]:
    """Return the words of class names and ids in small letters: `relatedPosts` has two."""
    lower = names.lower()
    return _WORD.findall(lower if lower == names else _CAMEL.sub("-", names).lower())


@lru_cache(maxsize=4096)
def _named(names: str) -> Hint:
    words = names.split()[:12]
    found: set[Hint] = {_one(name) for name in words}
    if "furniture" in found and any(map(_TEXT.fullmatch, words)):
        found.remove("furniture")
    for hint in ("comments", "content", "furniture"):
        if hint in found and not (hint == "content" and "furniture" in found):
            return hint
    return ""


@lru_cache(maxsize=4096)
def _one(name: str) -> Hint:
    lower = name.lower()
    if lower == FREE or _HIDDEN_REST.search(lower):
        return "content"
    words = words_in(name)
    paired = ("-" in name or "_" in name) and bool(_PAIRS.search(lower))
    if words[:1] and words[0] in _BESIDE and not paired:
        return ""
    if any(map(_COMMENTS.match, words)):
        return "comments"
    if paired or any(map(_FURNITURE.match, words)):
        return "furniture"
    if len(words) > 1 and _FURNITURE.match("".join(words)):
        return "furniture"
    return "content" if _CONTENT.search(lower) else ""
