"""How much of an Entry is shown: enough to be read quickly, or all of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """What a view of an Entry shows; None: all there is."""

    #: Passages of the edition that the reader wants, and of the other one.
    passages: int | None = None
    passages_other: int | None = None
    #: Unchanged words far from a change are left out, and long changes are cut.
    folded: bool = False
    #: Unchanged paragraphs stand between the changed ones.
    unchanged: bool = False
    links: int | None = None
    hints: int | None = None
    #: Letters of a value.
    value: int | None = None


#: In a message.
SHORT = Measure(6, 3, folded=True, links=6, hints=6, value=300)
#: Where there is room for all of it.
WHOLE = Measure(unchanged=True)
#: All that changed and nothing else.
CHANGES = Measure()
