"""Who wrote a page as its markup sets the name apart: a class, a writer's link, a forum's box."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from lxml import html

from crawler.parsers.credits import dispatch
from crawler.parsers.credits.metaline import MetaLine, merged, read_meta_line
from crawler.parsers.credits.names import is_label, is_name, named, source_name
from crawler.parsers.declared.metadata import Metadata
from crawler.parsers.markup.document import Block
from crawler.parsers.markup.hidden import UNREAD
from crawler.parsers.markup.htmlblocks import BLOCKS, Piece
from crawler.parsers.text import furniture
from crawler.parsers.text.clean import clean

#: Above the text where nothing says the title, and below it.
_REACH: Final = 16
_BEHIND: Final = 5
_PROSE: Final = 60
#: A writer may stand right above the title, too.
_OVER: Final = 2
_FEW: Final = 3
_DEPTH: Final = 24
#: A byline is shorter, and its label shows in its last letters.
_LONGEST: Final = 300
_ENDS: Final = 12
_PARTED: Final = "  "
#: What a name stands behind is told with it: `By <a>`, `来源：<a>`.
_OPENS = re.compile(r"(?:[:：]|\b[Bb]y:?|[,，、&]|\band|记者|記者)\s*$")
_GAPPED = re.compile(r"[\w,&]$")
#: What goes on with the name before it.
_GOES_ON = re.compile(r"[,，、&)）]|and\b")
_SIGNS: Final = (
    "by|by-?lines?|by-?author|author(?:s|-?name|-?link|-?info)?|p-author|vcard|authi"
    "|(?:post|entry|article|story|news|blog|meta|info|arti?|item|c-article)-(?:author|byline|writer)"
    "|writer|reporter|zuozhe|rich-media-meta-text"
)
_WRITER = re.compile(_SIGNS)
#: Of these a name says how they look.
_NO_WRITER: Final = ("em", "time")
_USER = re.compile("user|user-?name|nick-?name|nick|poster")
_ACCOUNT = re.compile(
    "profilebt|js-name|rich-media-meta-nickname|(?:.*-)?source(?:-(?:name|baidu|org|link))?"
    "|from-?summary|media-?name|laiyuan"
)
#: What ends so is a paper or an agency, not a person.
_MEDIA = re.compile(
    r".*(?:报|報|网|網|社|电视台|電視台|广播|周刊|杂志|新闻|在线|[Nn]ews|Times|Daily|Post|\.(?:com|cn|org|net))|AP|AFP|Reuters|Xinhua|CNN|BBC"
)
_HAN = re.compile("[\u3400-\u9fff]")
_WRITER_LINK = re.compile(r"/authors?[/-]|/writers?/|/columnists?/|space-uid-|mod=space&uid=")
_USER_LINK = re.compile(r"/(?:users?|u|member|people|profile)/")
#: Accounts of the great platforms speak as papers do: theirs is where a page is from.
_ACCOUNT_LINK = re.compile(r"/c/user/|mp\.sohu\.com/profile|/dy/media/|baijiahao\.baidu\.com/u\?")
#: What stands below a user's name beside a post.
_RANK = re.compile(
    r"(?:当前离线|当前在线|當前離線|當前在線)|(?:级别|等级|頭銜|头衔|发帖|發帖|UID)\s?[:：].{0,12}|主题|帖子|主題"
)
#: Whether the user is there now.
_ONLINE = re.compile(r"^(?:当前)?(?:离线|在线|離線|在線)\s*")
_POST = re.compile(r"(?:楼主|樓主).{0,30}|(?:发表于|發表於)\s?[:：]?\s?(?:19|20)\d\d.{0,60}")
#: Words that a box of its own shows before where a text is from.
_SOURCE_WORDS: Final = ("source", "source:", "来源", "來源", "via")
_READERS = re.compile(r"comment|repl(?:y|ies)|respon|pinglun", re.IGNORECASE)
_EDITED = re.compile(r"本帖最[后後]由\s*(?P<name>\S[^于於]{0,30}?)\s*[于於]\s*\d")


class Part(NamedTuple):
    """A run of text that markup sets apart from its neighbours, and what it is marked as."""

    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """What markup says of writer and account, and lines with a gap where it parts them."""

    author: str | None = None
    agency: str | None = None
    #: A block's text without white space → the text, two spaces wherever markup parts it.
    parted: Mapping[str, str] = field(default_factory=dict)


UNSIGNED: Final = Signed()


def in_lines(lines: Sequence[str]) -> Signed:
    """Return who wrote a text dump: nothing but a forum's words tells it."""
    return Signed(author=poster(lines))


def signed(pieces: Sequence[Piece], main: Sequence[Block], start: int, found: Metadata) -> Signed:
    """Return what the lines around the text say; `start`: the block after the title, or 0."""
    first, last = _text(pieces, main, start)
    top = start if 0 < start <= first else max(0, first - _REACH)
    over = _lines(pieces[max(0, top - _OVER) : top])
    under = _lines(pieces[top:first])
    below = _lines(_behind(pieces[last + 1 :]))
    told = _said_below(below)
    ends = [block.text for block in main[-1:]]
    author = (
        _marked([*over, *under], "writer")
        or _declared(under, found)
        or _marked(filter(_is_stamped_user, [*over, *under]), "user")
        or dispatch.on_own_line(map(_told, under))
        or _by(_lines(piece for piece in pieces[top:first] if not piece.block.is_link))
        or told.author
        or dispatch.on_own_line(map(_told, below))
        or dispatch.on_own_line(ends)
        or poster([piece.block.text for piece in pieces[max(0, first - _REACH) : first]])
    )
    agency = _source(under) or told.agency or _stated(found) or dispatch.paper_on_own_line(ends)
    if author and _MEDIA.fullmatch(author):
        agency, author = agency or author, None
    return Signed(author if author != agency else None, agency, _parted((*over, *under, *below)))


def short_lines_parted(pieces: Sequence[Piece]) -> Mapping[str, str]:
    """Return the short lines of a page that markup parts, by themselves without white space."""
    short = (p for p in pieces if len(p.block.text) <= _LONGEST and len(p.element) > 1)
    return _parted(_lines(piece for piece in short if not piece.block.link_chars))


def _parted(lines: Iterable[Sequence[Part]]) -> dict[str, str]:
    return {key(line): _told(line) for line in lines if len(line) > 1}


def key(line: str | Iterable[Part]) -> str:
    """Return a line without white space: by that it is known again."""
    return "".join((line if isinstance(line, str) else "".join(p.text for p in line)).split())


def _told(line: Iterable[Part]) -> str:
    """Return a line with a gap wherever markup parts it."""
    return _PARTED.join(part.text for part in line)


def _lines(pieces: Iterable[Piece]) -> list[list[Part]]:
    """Return the lines of blocks as the parts that markup makes of them."""
    lines: list[list[Part]] = []
    known: set[html.HtmlElement] = set()
    pieces = list(pieces)
    shown = {key(piece.block.text) for piece in pieces}
    for element in (piece.element for piece in pieces):
        if element in known:
            continue
        known.add(element)
        own = _lines_of(element)
        # a whole text may stand in the element that its byline stands in
        lines += own if len(own) <= _FEW else [line for line in own if key(line) in shown]
    return lines


def _lines_of(element: html.HtmlElement) -> list[list[Part]]:
    lines: list[list[Part]] = [[]]
    runs: list[tuple[str, str, bool]] = []
    _collect(element, _mark(element), runs, 0)
    for text, mark, breaks in runs:
        if breaks:
            lines.append([])
        if said := clean(text):
            _join(lines[-1], said, mark)
    return [line for line in lines if line]


def poster(lines: Sequence[str]) -> str | None:
    """Return whose post a forum's first one is: the name stands above rank and numbers."""
    end = next((at for at, line in enumerate(lines) if _POST.match(line)), None)
    for line in lines if end is None else lines[end:]:
        if (edited := _EDITED.search(line)) and is_name(edited["name"]):
            return edited["name"]
    if end is None:
        return None
    top = next((at for at in range(max(0, end - _REACH), end) if _RANK.fullmatch(lines[at])), None)
    if not top:
        return None
    name = _ONLINE.sub("", lines[top - 1])
    return named(name) if is_name(name) else None


def _text(pieces: Sequence[Piece], main: Sequence[Block], start: int) -> tuple[int, int]:
    """Return the text's first paragraph and its last block."""
    texts = {block.text for block in main}
    long = {block.text for block in main if len(block.text) * (2 - block.text.isascii()) >= _PROSE}
    at = [n for n, piece in enumerate(pieces) if n >= start and piece.block.text in texts]
    if not at:
        return len(pieces), len(pieces)
    return next((n for n in at if pieces[n].block.text in long), at[0]), at[-1]


def _behind(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the lines right below a text, up to readers' words and other articles."""
    for piece in pieces[:_BEHIND]:
        text = piece.block.text
        if furniture.cuts_off(text) or len(text) > _PROSE * 2 or _READERS.search(piece.block.path):
            return
        if piece.block.kind == "heading" and read_meta_line(text) is None:
            if furniture.is_furniture(text):
                continue  # its tags
            return
        yield piece


def _collect(
    element: html.HtmlElement, mark: str, runs: list[tuple[str, str, bool]], depth: int
) -> None:
    """Collect an element's runs of text, each with its mark and whether a line begins there."""
    runs.append((element.text or "", mark, False))
    for child in element:
        breaks = False
        if isinstance(child.tag, str) and child.tag not in UNREAD:
            breaks = child.tag in BLOCKS or child.tag == "br"
            if not breaks and depth < _DEPTH:
                _collect(child, _mark(child) or mark, runs, depth + 1)
        runs.append((child.tail or "", mark, breaks))


def _join(line: list[Part], said: str, mark: str) -> None:
    """Add a run to its line: a part of its own, but behind a label or `By`."""
    if not line:
        line.append(Part(said, mark))
        return
    before = line[-1]
    end = before.text[-_ENDS:]
    joins = len(before.text) < _LONGEST and (_OPENS.search(end) or _GOES_ON.match(said))
    if joins:
        gap = "" if _HAN.match(said) or not _GAPPED.search(end) else " "
        line[-1] = Part(before.text + gap + said, before.mark or mark)
    else:
        line.append(Part(said, mark))


def _mark(element: html.HtmlElement) -> str:
    """Return what an element's names and its link say of the text in it."""
    href = element.get("href") or ""
    if href:
        if _ACCOUNT_LINK.search(href):
            return "account"
        if "author" in (element.get("rel") or "").split() or _WRITER_LINK.search(href):
            return "writer"
    named = _named(f"{element.get('class') or ''} {element.get('id') or ''}")
    if named == "account":
        return named
    if element.get("itemprop") == "author" or (named == "writer" and element.tag not in _NO_WRITER):
        return "writer"
    return "user" if named == "user" or (href and _USER_LINK.search(href)) else ""


@lru_cache(maxsize=4096)  # a page has few class names, and a host's pages have the same
def _named(names: str) -> str:
    """Return what class names and an id say of an element's text."""
    words = names.lower().replace("_", "-").split()
    marks = (("account", _ACCOUNT), ("writer", _WRITER), ("user", _USER))
    return next((mark for mark, sign in marks if any(map(sign.fullmatch, words))), "")


def _marked(lines: Iterable[Sequence[Part]], mark: str) -> str | None:
    """Return the first name that is marked so."""
    for line in lines:
        said = (_unlabelled(part.text) for part in line if part.mark == mark)
        name = named(next(filter(None, said), None))
        if name and is_name(name):
            return name
    return None


def _unlabelled(text: str) -> str | None:
    """Return the name behind its label, the whole text, or None where it only announces one."""
    line = read_meta_line(text)
    if line is not None and (line.author or line.agency):
        return line.author or line.agency
    return None if is_label(text) else text


def _source(lines: Iterable[Sequence[Part]]) -> str | None:
    """Return the account or paper that is marked so; English pages mark credits alike."""
    name = _marked(lines, "account")
    return name if name and (_HAN.search(name) or _MEDIA.fullmatch(name)) else None


def _declared(lines: Iterable[Sequence[Part]], found: Metadata) -> str | None:
    """Return the name in the metadata that the page shows by itself, too."""
    sites = {site.value.casefold() for site in found.site_names}
    declared = {author.value.casefold() for author in found.authors} - sites
    if not declared:
        return None
    shown = (named(part.text) for line in lines for part in line)
    return next((name for name in shown if name and name.casefold() in declared), None)


def _stated(found: Metadata) -> str | None:
    """Return the paper or office that a Chinese page's metadata name as its source."""
    names = (source_name(one.value) for one in found.sources)
    return next((name for name in names if name and _HAN.search(name) and is_name(name)), None)


def _by(lines: Iterable[Sequence[Part]]) -> str | None:
    """Return whom the first line that begins with `By` names."""
    texts = (text for line in lines if (text := _told(line))[:2].lower() == "by")
    return next((read.author for text in texts if (read := read_meta_line(text))), None)


def _is_stamped_user(line: Sequence[Part]) -> bool:
    """Say whether a user's name stands on a line with a day; menus name users, too."""
    if not any(part.mark == "user" for part in line):
        return False
    read = read_meta_line(_told(line))
    return read is not None and bool(read.dates)


def _said_below(lines: Iterable[Sequence[Part]]) -> MetaLine:
    """Return whom lines below the text name: by a label, by `By`, the writer also by a mark."""
    read = []
    for line in lines:
        told = read_meta_line(_told(line))
        if told is not None and told.labelled:
            read.append(told)
            continue
        if len(line) == 2 and line[0].text.casefold() in _SOURCE_WORDS:  # noqa: PLR2004
            read.append(MetaLine(agency=source_name(line[1].text)))
            continue
        first = next((part for part in line if not is_label(part.text)), None)
        # a reader's name stands before the day of what he says
        alone = len(line) == 1 or first is not line[0] or named(first.text) != first.text
        if first is not None and first.mark == "writer" and alone and is_name(first.text):
            read.append(MetaLine(author=named(first.text)))
    return merged(read)
