"""Small worlds of texts that could be confused, by writers who never read the code.

`python -m bench.stories [-v] [FOLDER…]`, without folders the sets of ours. A file is a group:
`items` with their editions, and `stories`, the Items that tell the same thing. All groups of a
folder are grouped at once, as a night does. Counted is every pair of Items within a group, and
whatever was joined across groups. Last comes what grouping costs: `--items N` asks for that alone.
"""

# ruff: noqa: S311 - dice, not keys

from __future__ import annotations

import argparse
import json
import random
import resource
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from alerts.stories import group
from bench.sets import each
from storage.types import Content, Edition, KnownItem, PageDate, Version

STORIES = Path(__file__).resolve().parents[1] / "tests" / "stories"
_WORDS = ("joined", "missed", "apart", "wrong")
_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
#: One article in so many is a repost.
_REPOSTED = 10


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


def articles(count: int) -> list[KnownItem]:
    """Return so many articles in two languages, of 350 words and 400 characters, with reposts."""
    dice = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    words_ = ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _ in range(20_000)]
    signs = [chr(sign) for sign in range(0x4E00, 0x6E00)]
    made: list[KnownItem] = []
    for number in range(count):
        if made and number % _REPOSTED == 0:
            editions = {
                tag: Edition(None, f"{edition.body}\n{number}")
                for tag, edition in dice.choice(made).version.content.editions.items()
            }
        else:
            english = (" ".join(dice.choices(words_, k=70)) for _ in range(5))
            chinese = ("".join(dice.choices(signs, k=100)) for _ in range(4))
            editions = {
                "en": Edition("T", "\n".join(english)),
                "zh-Hans": Edition("T", "\n".join(chinese)),
            }
        made.append(_article(number, Content(editions=editions)))
    return made


def _article(number: int, content: Content) -> KnownItem:
    url = f"https://h{number % 7}.example/{number}"
    version = Version(number, url, 1, content, _NOON)
    names = frozenset({("url", url)})
    return KnownItem(url, "news", "news", "present", _NOON, version, names, ())


def cost(count: int) -> None:
    """Print how long so many articles are grouped, and what memory that takes beside them."""
    given = articles(count)
    before, began = _peak(), time.process_time()
    made = group(given)
    seconds, grown = time.process_time() - began, _peak() - before
    print(
        f"{count} articles in two languages, {len(made)} stories: {seconds:.1f} s, "
        f"{grown:.0f} MB more ({grown / count * 1000:.1f} per 1,000), {before + grown:.0f} in all"
    )


def _peak() -> float:
    """Return the most memory that this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure our sets, or folders of one's own, and what grouping costs."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("-v", action="store_true")
    parser.add_argument("--items", type=int)
    given = parser.parse_args()
    if given.items is None:
        each(sorted(STORIES.glob("*/")), measure)
    if given.items or not given.folders:
        cost(given.items or 1000)


if __name__ == "__main__":
    main()
