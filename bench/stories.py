"""Small worlds of texts that could be confused, by writers who never read the code.

`python -m bench.stories [-v] [FOLDER…]`, without folders the sets of ours. A file is a group:
`items` with their editions, and `stories`, the Items that tell the same thing. All groups of a
folder are grouped at once, as a night does. Counted is every pair of Items within a group, and
whatever was joined across groups.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from alerts.stories import group
from bench.sets import each
from storage.types import Content, Edition, KnownItem, PageDate, Version

STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories"
_WORDS = ("joined", "missed", "apart", "wrong")


def groups_in(folder: Path) -> list[dict[str, Any]]:
    """Return the folder's groups, by name."""
    return [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]


def item_of(world: str, given: dict[str, Any]) -> KnownItem:
    """Return the Item as the store would hold it."""
    content = Content(
        editions={
            tag: Edition(each["title"], each["body"]) for tag, each in given["editions"].items()
        },
        published=PageDate(given["published"]) if given["published"] else None,
        event_date=PageDate(given["event_date"]) if given["event_date"] else None,
    )
    seen = datetime.fromisoformat(given["first_seen"])
    name = f"{world}/{given['id']}"
    return KnownItem(
        name,
        given["genre"],
        given["genre"],
        "present",
        seen,
        Version(1, name, 1, content, seen),
        frozenset({("url", given["url"])}),
        (),
    )


def words(groups: list[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """Return each pair that readers agree on: `joined`, `missed`, `apart` or `wrong`."""
    items = [item_of(world["group"], one) for world in groups for one in world["items"]]
    made = group(items)
    home = {member.item_id: at for at, story in enumerate(made) for member in story}
    joined = (pair for story in made for pair in combinations(sorted(m.item_id for m in story), 2))
    found = {pair: "wrong" for pair in joined if len({one.split("/")[0] for one in pair}) > 1}
    for world in groups:
        same = {pair for story in world["stories"] for pair in combinations(sorted(story), 2)}
        arguable = {tuple(sorted(pair)) for pair in world["arguable"]}
        for pair in combinations(sorted(one["id"] for one in world["items"]), 2):
            if pair in arguable:
                continue
            one, other = (f"{world['group']}/{name}" for name in pair)
            together = one in home and home[one] == home.get(other)
            told = (
                ("joined" if together else "missed")
                if pair in same
                else ("wrong" if together else "apart")
            )
            found[one, other] = told
    return found


def measure(folder: Path, *, verbose: bool) -> None:
    """Print how many pairs of texts are told as one or as two, as readers want it."""
    groups = groups_in(folder)
    found = words(groups)
    for pair, word in found.items():
        if verbose and word in {"missed", "wrong"}:
            print(f"{word}: {pair[0]} {pair[1].rpartition('/')[2]}")
    counts = Counter(found.values())
    shown = ", ".join(f"{counts[word]} {word}" for word in _WORDS)
    print(f"{folder.name}: {len(groups)} groups, {len(found)} pairs: {shown}")


def main() -> None:
    """Measure our sets, or folders of one's own."""
    each(sorted(STORIES.glob("*/")), measure)


if __name__ == "__main__":
    main()
