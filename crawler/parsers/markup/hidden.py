"""Which elements of a page a reader never sees: dialogs, duplicates and anti-copy noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import html

from crawler.parsers.markup.html import elements_with
from crawler.parsers.text.patterns import lowered

#: Elements whose text is code, a control or a fallback, never the page's text.
_UNREAD = (
    "head script style template noscript select option optgroup datalist textarea button iframe"
    " object embed applet svg math canvas audio video map progress meter dialog noframes"
    " noindex title"
)
UNREAD = frozenset(_UNREAD.split())
_STYLE = re.compile(
    r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden"
    r"|font-size\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)"
    r"|opacity\s*:\s*0*(?:\.0+)?\s*(?:!|;|$)"
    # what is cut off at no height; a box for a film gets its height from its padding
    r"|height\s*:\s*0(?:px)?\s*;(?![^{}]*padding)(?:[^{}]*;)?\s*overflow\s*:\s*hidden"
    r"|overflow\s*:\s*hidden\s*;(?![^{}]*padding)(?:[^{}]*;)?\s*height\s*:\s*0(?:px)?\s*(?:!|;|$)"
    r"|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
#: What a style that hides cannot do without, each beginning with letters to look for.
_MAY_HIDE = tuple(
    map(
        re.compile,
        (
            "none",
            "hidden",
            r"font-size\s*:\s*0",
            r"opacity\s*:\s*0",
            r"indent\s*:\s*-",
            r"left\s*:\s*-",
        ),
    )
)
#: `#fefefe` is a watermark's: nobody tells it from white paper.
_NEARLY_WHITE = re.compile(r"#(?:f[0-9a-f]){3}")
_COLOUR = re.compile(r"(?:^|;)\s*(color|background(?:-color)?)\s*:\s*([^;!]+)", re.IGNORECASE)
#: `jammer`: Discuz's anti-copy noise; `mw-editsection`: a wiki's buttons. The others: text for
#: screen readers only.
_HIDDEN_CLASSES = (
    "jammer mw-editsection sr-only screen-reader-text screen-reader-only visually-hidden"
    " visuallyhidden element-invisible show-for-sr print-only visible-print"
)
#: What ends a statement in front of a rule's selectors.
_BEFORE_RULE = re.compile(r"[{@;]")
_AT_BLOCK = re.compile(r"@[a-z-]+[^{};@]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE = re.compile(r"(?:[a-z]+[1-6]?)?\.([\w-]+)", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")
_styled = elements_with("style", "hidden", "aria-hidden")
_INLINE = frozenset(
    ("span", "font", "i", "em", "b", "strong", "small", "sup", "sub", "u", "s", "a")
)
#: A hidden part with this share of the page's text is the page itself, shown by a script.
_WHOLE_PAGE = 0.5
#: Noise strings and dialogs are shorter; only longer parts are weighed against the page. A Han
#: character counts double.
_WEIGHED_CHARACTERS = 400
#: Dialogs are not displayed; what is only invisible fades in, as the text of WeChat's pages does.
_FADED = re.compile(r"visibility\s*:\s*hidden|opacity\s*:\s*0", re.IGNORECASE)
_FADED_CHARACTERS = 120
#: Behind a text that fades in stand readers' comments and lists, which may be longer.
_FADED_SHARE = 0.2
#: What fades in on a click is no page, whatever its length.
_OVERLAY = re.compile(
    r"modal|popup|pop-up|dialog|overlay|drawer|dropdown|menu|nav|tooltip|cookie|consent|toast|lightbox",
    re.IGNORECASE,
)
#: A watermark is longer than a habit of style, and stands on a page more than once or twice.
_MARK, _MARKS = 6, 3
#: What whoever copied says of it, behind the paragraphs.
_COPIED = re.compile(
    r"[a-z\d-]{2,}\.(?:com|cn|net|org)\b|转[载載自]|[来來]源|[来來]自|首[发發]|整理|原[创創]|版[权權]|copyright|©",
    re.IGNORECASE,
)
_STOPS = ("。", "！", "？", "”", "」", ".", "!", "?", '"')
#: What a tab shows at a click; a page's other language may stand there.
_TAB = re.compile(r"\btabs?[_-]?(?:pane|panel|content|body)\b", re.IGNORECASE)
#: Of what a tab shows, more letters than these and mostly unlinked are a text.
_TAB_CHARACTERS = 80
_TAB_LINKED = 0.3
#: What opens the rest of a text that is folded up below it.
_UNFOLDS = re.compile(
    r"\W*(?:(?:点击|點擊)?(?:展开|展開|阅读|閱讀|查看|显示|顯示|继续阅读|繼續閱讀)(?:全文|全部|剩余|剩餘|更多|余下)?(?:内容|內容|全文|正文)?"
    r"|(?:read|show|see|view) (?:the )?(?:rest|more|full (?:story|article|text))"
    r"|continue reading|keep reading)\W*(?:[(（].{1,16}[)）])?\W*",
    re.IGNORECASE,
)
_UNFOLDS_LETTERS = 40


def hidden_classes(root: html.HtmlElement) -> frozenset[str]:
    """Return the class names that the page's own style sheets hide, and the well-known ones."""
    names = set(_HIDDEN_CLASSES.split())
    for style in root.iter("style"):
        text = style.text or ""
        if "none" not in text and "hidden" not in text and "font-size" not in text:
            continue
        # Rules for printing or for narrow screens say nothing of the page as it is read.
        for selectors in _hiding(_AT_BLOCK.sub("", _COMMENT.sub("", text))):
            simple = (_SIMPLE.fullmatch(one.strip()) for one in selectors.split(","))
            names.update(match[1] for match in simple if match)
    return frozenset(names)


def _watermarks(root: html.HtmlElement) -> frozenset[str]:
    """Return the class names of what is put, time and again, amid sentences or behind them."""
    amid: Counter[tuple[str, str]] = Counter()
    behind: Counter[str] = Counter()
    for element in root.iter("span", "font", "i"):
        text, names = element.text, element.get("class")
        if text and names and len(text) >= _MARK and not len(element):
            if _is_amid(element):
                amid[names, text] += 1
            elif _COPIED.search(text) and _is_behind(element):
                behind[names] += 1
    marks = [names for (names, _), times in amid.items() if times >= _MARKS]
    marks += [names for names, times in behind.items() if times >= _MARKS]
    return frozenset(name for names in marks for name in names.split())


def _is_amid(element: html.HtmlElement) -> bool:
    """Return whether words touch an element on both sides."""
    before = element.getprevious()
    parent = element.getparent()
    if parent is None:
        return False
    left = (parent.text if before is None else before.tail) or ""
    right = element.tail or ""
    return left[-1:].isalnum() and right[:1].isalnum()


def _is_behind(element: html.HtmlElement) -> bool:
    """Return whether an element ends a paragraph whose own sentences have ended."""
    before, parent = element.getprevious(), element.getparent()
    if parent is None or element.getnext() is not None or (element.tail or "").strip():
        return False
    said = ((parent.text if before is None else before.tail) or "").rstrip()
    return said.endswith(_STOPS)


def _hiding(sheet: str) -> Iterator[str]:
    """Yield the selectors of the sheet's rules that hide something."""
    text = lowered(sheet)
    for end in sorted(set(_ends(text))):
        before, brace, body = sheet[text.rfind("}", 0, end) + 1 : end].rpartition("{")
        if brace and _STYLE.search(body):
            yield _BEFORE_RULE.split(before)[-1]


def _ends(text: str) -> Iterator[int]:
    """Yield where rules end that may hide something: plain words tell them from thousands."""
    for pattern in _MAY_HIDE:
        end = 0
        for hit in pattern.finditer(text):
            if hit.start() >= end:
                end = text.find("}", hit.start())
                if end < 0:
                    break
                yield end


class Hidden:
    """Decides for one page which elements are not seen."""

    def __init__(self, root: html.HtmlElement) -> None:
        """Read the page's style sheets once."""
        self._root = root
        self._classes = hidden_classes(root) | _watermarks(root)
        #: Class names as elements have them that hide nothing.
        self.shown: set[str | None] = {None, ""}
        #: Elements that something other than a class name may hide.
        self.styled = frozenset(_styled(root))
        self._total: int | None = None

    def __call__(self, element: html.HtmlElement, names: str | None) -> bool:
        """Return whether the text of the element with these class names is hidden from a reader."""
        style = element.get("style")
        if not (
            (names and names not in self.shown and self._hides(names))
            or (style and (_STYLE.search(style) or _same_colour(element, style)))
            or element.get("hidden") is not None
            or (element.get("aria-hidden") == "true" and element.tag in _INLINE)
        ):
            return False
        return not (self._is_the_page(element) or _is_tab(element) or _is_folded(element))

    def _hides(self, names: str) -> bool:
        # A field's label hidden from sight still labels the value beside it.
        if self._classes.isdisjoint(names.split()) or "field__label" in names:
            self.shown.add(names)
            return False
        return True

    def _is_the_page(self, element: html.HtmlElement) -> bool:
        text = element.text_content()
        own = len(text)
        fades = bool(_FADED.search(element.get("style") or "")) and not _is_overlay(element)
        weighed = _FADED_CHARACTERS if fades else _WEIGHED_CHARACTERS
        if own < weighed and own + len(_HAN.findall(text)) < weighed:
            return False
        if self._total is None:
            unread = sum(len(element.text or "") for element in self._root.iter(*UNREAD))
            self._total = len(self._root.text_content()) - unread
        return own > (_FADED_SHARE if fades else _WHOLE_PAGE) * self._total


def _is_tab(element: html.HtmlElement) -> bool:
    """Return whether an element is a text that its tab shows."""
    if not _TAB.search(f"{element.get('class', '')} {element.get('role', '')}"):
        return False
    text = element.text_content()
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    letters = len(text) + len(_HAN.findall(text))
    return letters >= _TAB_CHARACTERS and linked <= _TAB_LINKED * len(text)


def _is_folded(element: html.HtmlElement) -> bool:
    """Return whether an element is the rest of a text: a button below paragraphs unfolds it."""
    button = element.getprevious()
    if button is None or element.tag not in ("div", "section"):
        return False
    asked = " ".join(button.text_content().split())
    if len(asked) > _UNFOLDS_LETTERS or not _UNFOLDS.fullmatch(asked):
        return False
    before = button.getprevious()
    told = before is not None and before.tag == "p" and element.find("p") is not None
    return told and not _is_overlay(element)


def _is_overlay(element: html.HtmlElement) -> bool:
    """Return whether an element's names say that it lies over the page until it is asked for."""
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return element.tag == "nav" or bool(_OVERLAY.search(names))


def _same_colour(element: html.HtmlElement, style: str) -> bool:
    """Return whether inline text has the colour of its background."""
    if "color" not in style.lower() or element.tag not in _INLINE:
        return False
    found = {name.lower(): _plain(value) for name, value in _COLOUR.findall(style)}
    colour = found.get("color")
    if colour is None:
        return False
    back = found.get("background-color", found.get("background"))
    return colour in ("transparent", back or "#fff")


def _plain(value: str) -> str:
    colour = value.strip().lower()
    return "#fff" if colour == "white" or _NEARLY_WHITE.fullmatch(colour) else colour
