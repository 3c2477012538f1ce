"""Pages put together at random from what stands on such sites: one story among others' days.

`pages(site, seed, count)` gives the same pages every time. The page's own day is `DAY`, or none:
then all days on it belong to lists, readers, events, pictures, neighbours and the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bench.mixed_sites import DAY, Site

#: The sites' heads and feet say this day, as they do to every visitor.
FETCHED = datetime(2026, 11, 22, 9, tzinfo=UTC)
#: How many pages have a stamp, and how many of these below the title, or above it.
_STAMPED, _UNDER, _ABOVE = 0.75, 0.75, 0.87


@dataclass(frozen=True, slots=True)
class MixedPage:
    """A page and the day a reader finds on it, or None."""

    html: str
    published: str | None


_TITLES = (
    "<h1>{t}</h1>", "<div class='tit'>{t}</div>", "<h2>{t}</h2>",
    "<div align='center'><b>{t}</b></div>", "<h1><a href=''>{t}</a></h1>",
)  # fmt: skip


def pages(site: Site, seed: int, count: int) -> Iterator[MixedPage]:
    """Yield pages, the same for the same seed."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        yield _page(site, random)


def _page(site: Site, random: Random) -> MixedPage:
    stamp = random.choice(site.stamps) if random.random() < _STAMPED else ""
    spans = (f"<span>{part}</span> " for part in stamp.split(site.between_stamps))
    line = f"<div class='x'>{stamp}</div>" if random.random() < _UNDER else "".join(spans)
    title = random.choice(_TITLES).format(t=site.title) + random.choice(site.leads)
    tag = random.choice(("p", "div", ""))
    text = "".join(f"<{tag}>{p}</{tag}>" for p in site.text) if tag else "<br><br>".join(site.text)
    text = f"<div>{text}</div>{random.choice(site.events)}"
    place = random.random()
    parts = (title, line, text) if place < _UNDER else (line, title, text)
    article = "".join(parts if place < _ABOVE else (title, text, line))
    left = "".join(_list(site, random) for _ in range(random.randrange(3)))
    below = [_list(site, random), _comments(site, random), _neighbours(site, random), ""]
    body = (
        f"<div>{random.choice(site.heads)}</div>",
        "<ul>" + "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in site.menu) + "</ul>",
        left, f"<div class='main'>{article}</div>", *random.sample(below, 3),
        random.choice(("", _list(site, random))), f"<div>{random.choice(site.feet)}</div>",
    )  # fmt: skip
    head = f"<meta charset='utf-8'><title>{site.title} | {site.name}</title>"
    page = f"<html><head>{head}</head><body>{''.join(body)}</body></html>"
    return MixedPage(page, DAY if stamp else None)


def _moment(random: Random) -> datetime:
    return datetime(2019, 1, 1, tzinfo=UTC) + timedelta(minutes=random.randrange(4_000_000))


def _list(site: Site, random: Random) -> str:
    entry, form = random.choice(site.entries), random.choice(site.days)
    rows = "".join(
        entry.format(t=random.choice(site.headlines), d=_moment(random).strftime(form))
        for _ in range(random.randint(2, 8))
    )
    around = "table" if entry.startswith("<tr") else "ul" if entry.startswith("<li") else "div"
    return f"<h3>{random.choice(site.boxes)}</h3><{around}>{rows}</{around}>"


def _comments(site: Site, random: Random) -> str:
    form, words = random.choice(site.comments), random.choice(site.moments)
    rows = "".join(
        form.format(
            n=random.choice(site.names),
            w=random.choice(site.words),
            d=_moment(random).strftime(words),
        )
        for _ in range(random.randint(1, 6))
    )
    return f"<div class='cbox'><h3>{random.choice(site.comment_boxes)}</h3>{rows}</div>"


def _neighbours(site: Site, random: Random) -> str:
    days = [_moment(random).strftime(site.days[0]) for _ in range(2)]
    one, other = random.sample(site.headlines, 2)
    return random.choice(site.neighbours).format(t=one, u=other, d=days[0], e=days[1])
