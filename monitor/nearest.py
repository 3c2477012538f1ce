"""The known name that an unknown one was meant to be."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

#: Below this likeness (0 to 1) a suggestion would be a guess: two letters changed places in a word
#: of three is 0.67, `hots` and `hints` are 0.6.
_LIKE = 0.65


def hint(name: str, known: Sequence[str], table: str = "") -> str:
    """Return what to say to who wrote an unknown name: the one meant, else all there are."""
    near = nearest(name, known)
    return f"did you mean {table}{near}?" if near else f"known are {', '.join(known)}"


def nearest(name: str, known: Sequence[str]) -> str | None:
    """Return the name that differs by a slip, or by a word before or after it: `smtp_host`."""
    slip = extractOne(name, known, scorer=OSA.normalized_similarity, score_cutoff=_LIKE)
    if slip is not None:
        return str(slip[0])
    longer = [each for each in known if name.startswith(f"{each}_") or name.endswith(f"_{each}")]
    return longer[0] if len(longer) == 1 else None
