"""A page as a tree that can be changed and searched, its bytes read as every page's are."""

from __future__ import annotations

import warnings

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning

from crawler.parsers.markup.document import Document
from crawler.parsers.text.charset import decode


def soup_of(document: Document) -> BeautifulSoup:
    """Return the page's tree; bytes that are no page give an empty one."""
    with warnings.catch_warnings():  # XHTML says at its top that it is XML, and is a page
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        return BeautifulSoup(decode(document.content, document.charset).text, "lxml")
