"""Text in the plain forms of its letters, as tables and patterns have them."""

from __future__ import annotations

import re
import unicodedata

#: `APRİL` and `aprıl` match `april`, but are not the word that tables have.
_TURKISH = {ord("İ"): "I", ord("ı"): "i"}
#: Half a point is a letter of its own: 2½ is no 21/2.
_GLUED = re.compile("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")


def plain(text: str) -> str:
    """Return the text without width, ligatures and other dress of its letters."""
    folded = unicodedata.normalize("NFKC", _GLUED.sub(" ", text))
    return folded.replace("\u2044", "/").translate(_TURKISH)
